"""The authored texts of `data/privacy` with their gold spans, and how masking is measured on them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from monitor.core.privacy import Hidden, hidden_parts

FOLDER = Path(__file__).resolve().parents[2] / "data" / "privacy"
OFFICIAL = "o"
KINDS = {
    "n": "names", "p": "telephones", "a": "homes", "i": "papers", "b": "accounts", "e": "e-mail", "l": "profiles",
    "c": "classes", "d": "birth dates", "v": "plates", "m": "landmarks",
}  # fmt: skip
LANDMARK = "m"
"""Reported apart: what stands near a home seldom tells whose it is."""
KEPT = {OFFICIAL: "officials", "s": "schools and places", "w": "other words"}
EITHER = "x"
"""Neither a leak nor too much."""
_SPANS = ("mask", "keep", "either")
_MARKED = re.compile(r"\{([a-z])\|([^}]*)\}")
_WORD = re.compile(r"[^\W_]+")
_GENERIC_WORDS = """
số so nhà nha đường duong ấp ap tổ to hẻm hem khu phố pho ở o stk tại tai bé be cháu chau em com vn www https http
facebook zalo me ngày ngay tháng thang năm nam sinh fb t m tiktok instagram php id profile đông á vietcombank mb
sacombank agribank phường phuong phòng trọ không dãy kiệt block căn chung cư tái định bác cô mẹ thầy g
"""
_GENERIC = frozenset(_GENERIC_WORDS.split())
"""Words inside a gold span that tell nothing of a person."""


@dataclass(frozen=True, slots=True)
class Gold:
    """One text: its spans are (kind, start, end)."""

    id: str
    style: str
    text: str
    spans: tuple[tuple[str, int, int], ...]


@dataclass
class Measured:
    """Counts by kind."""

    spans: Counter[str] = field(default_factory=Counter)
    leaked: Counter[str] = field(default_factory=Counter)
    leaks: list[str] = field(default_factory=list)
    kept: Counter[str] = field(default_factory=Counter)
    kept_hidden: Counter[str] = field(default_factory=Counter)
    other_words: int = 0
    other_hidden: int = 0

    @property
    def leak_rate(self) -> float:
        """Of the spans of all kinds but landmarks."""
        leaked = sum(self.leaked.values()) - self.leaked[LANDMARK]
        return leaked / (sum(self.spans.values()) - self.spans[LANDMARK])

    @property
    def over_rate(self) -> float:
        """Of the spans that must stay, those touched."""
        return sum(self.kept_hidden.values()) / sum(self.kept.values())


def read_texts() -> list[Gold]:
    found = []
    for path in sorted(FOLDER.glob("texts-*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            style, marked = line.split("\t")
            found.append(_read(f"{path.stem}-{number}", style, marked))
    return found


def read_blind(part: int) -> list[Gold]:
    """Texts whose writers had not read the mask: 1 (read for its errors) and 2 of one, 3 to 6 of others.

    The mask learns from 1, 2 and every second line of 3 and 4; their other lines (`read_held_out`), 5 and 6 measure it.
    """
    lines = (FOLDER / f"blind-{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return [_gold(json.loads(line)) for line in lines]


def read_held_out(part: int) -> list[Gold]:
    """The first, third, fifth … text of the third or fourth part."""
    return read_blind(part)[::2]


def _gold(row: dict[str, Any]) -> Gold:
    spans = tuple((span["code"], span["start"], span["end"]) for key in _SPANS for span in row[key])
    return Gold(row["id"], row["voice"], row["text"], spans)


def measure(texts: list[Gold]) -> Measured:
    """Mask every text and compare with its gold spans."""
    measured = Measured()
    for gold in texts:
        hidden = hidden_parts(gold.text)
        for kind, start, end in gold.spans:
            if kind == EITHER:
                continue
            if kind in KEPT:
                measured.kept[kind] += 1
                measured.kept_hidden[kind] += any(part.start < end and start < part.end for part in hidden)
                continue
            measured.spans[kind] += 1
            if _leaks(gold.text, kind, start, end, hidden):
                measured.leaked[kind] += 1
                measured.leaks.append(f"{gold.id} {kind} {gold.text[start:end]!r}")
        for start, end in _others(gold):
            measured.other_words += 1
            measured.other_hidden += any(part.start < end and start < part.end for part in hidden)
    return measured


def _read(gold_id: str, style: str, marked: str) -> Gold:
    text, spans, place = "", [], 0
    for found in _MARKED.finditer(marked):
        text += marked[place : found.start()]
        spans.append((found[1], len(text), len(text) + len(found[2])))
        text += found[2]
        place = found.end()
    return Gold(gold_id, style, text + marked[place:], tuple(spans))


def _leaks(text: str, kind: str, start: int, end: int, hidden: tuple[Hidden, ...]) -> bool:
    """Whether any telling word of the span is still readable; a lone letter of a name is an initial already."""
    for word in _WORD.finditer(text[start:end]):
        telling = (kind != "n" or len(word[0]) > 1) and (kind in "picv" or word[0].lower() not in _GENERIC)
        begin, stop = start + word.start(), start + word.end()
        if telling and not any(part.start <= begin and stop <= part.end for part in hidden):
            return True
    return False


def _others(gold: Gold) -> Iterator[tuple[int, int]]:
    for word in _WORD.finditer(gold.text):
        if not any(start < word.end() and word.start() < end for _, start, end in gold.spans):
            yield word.span()
