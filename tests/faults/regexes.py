"""Looks for expressions that take very long on some texts. Run as `python -m tests.faults.regexes MODULE NAME`.

Every compiled expression of the packages is tried on long texts made of its own literal pieces repeated, with an end
that spoils the match: what backtracks runs away on those.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from types import ModuleType

LONG = 20_000
"""Characters of the texts: longer than any article."""
_YARDSTICK = re.compile(r"\s+x")
"""Quadratic in blanks, and as cheap as such an expression can be."""
END = "\u0001!"
"""Fits nowhere: a match that was near fails at the very end."""
DEPTH = 5
"""How far objects are looked into: a list of rules, each with an expression behind a gate."""
PACKAGES = ("classifiers", "monitor.core", "monitor.collect", "monitor.stories", "alerts")
_SOUP = (
    "a", " ", "0", "1.", "A ", "Nguyễn Văn ", "trường ", "không ", "học sinh ", "<a ", "/", "(", "“", "0912 ",
    "12/10/2022 ", "\n", "\t ", "a@", "http://a.", "--", '="',
)  # fmt: skip


def patterns(package: str) -> Iterator[tuple[str, str, re.Pattern[str]]]:
    """Module, name and expression of each compiled one in a package, once: those in mappings and objects as well."""
    seen: set[re.Pattern[str]] = set()
    for module in modules(package):
        for name, value in vars(module).items():
            for place, found in _within(name, value):
                if isinstance(found.pattern, str) and found not in seen:
                    seen.add(found)
                    yield module.__name__, place, found


def modules(package: str) -> Iterator[ModuleType]:
    root = importlib.import_module(package)
    yield root
    for info in pkgutil.walk_packages(root.__path__, f"{package}."):
        yield importlib.import_module(info.name)


def _within(name: str, value: object, depth: int = 0) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, re.Pattern):
        yield name, value
    elif depth < DEPTH and isinstance(value, dict):
        for key, one in value.items():
            yield from _within(f"{name}[{key}]", one, depth + 1)
    elif depth < DEPTH and is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _within(f"{name}.{field.name}", getattr(value, field.name, None), depth + 1)
    elif depth < DEPTH and isinstance(value, (list, tuple, set, frozenset)):
        for number, one in enumerate(value):
            yield from _within(f"{name}[{number}]", one, depth + 1)


def texts(pattern: str, chars: int) -> Iterator[str]:
    """Long near-matches: words of the expression itself, alone and in turn, and things that rules like."""
    words = list(dict.fromkeys(word for word in re.findall(r"[^\W\d_]{2,}", pattern) if len(word) < 30))[:6]
    for piece in (*_SOUP, *(f"{word} " for word in words), *words, " ".join(words) or "a"):
        yield (piece * (chars // len(piece) + 1))[:chars] + END


def slowest(pattern: re.Pattern[str], chars: int) -> tuple[float, str]:
    """CPU seconds of the slowest text, and how it begins."""
    return max((_seconds(pattern, text), text[:20]) for text in texts(pattern.pattern, chars))


def yardstick(chars: int) -> float:
    """CPU seconds of a plain quadratic expression here and now: what others take is told in these, not in seconds."""
    return min(_seconds(_YARDSTICK, " " * chars) for _ in range(3))


def _seconds(pattern: re.Pattern[str], text: str) -> float:
    started = time.process_time()
    for _ in pattern.finditer(text):
        pass
    pattern.match(text)
    return time.process_time() - started


def main() -> None:
    """Try every expression of a package after telling its name, so that whoever kills this knows which one hung."""
    unit = yardstick(LONG)
    for module, name, pattern in patterns(sys.argv[1]):
        sys.stdout.write(f"TRY {module} {name}\n")
        sys.stdout.flush()
        seconds, begins = slowest(pattern, LONG)
        sys.stdout.write(f"DONE {module} {name} {seconds / unit:.2f} {begins!r}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
