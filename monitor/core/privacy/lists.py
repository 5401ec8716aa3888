"""Lists of given names in whatever letters: "vắng: hiếu, long (kp), tài", "nop quy: an, binh, cuong 50k".

Three names or more beside each other, each of syllables that names are made of, are names even where one of them
alone would be a word. Used by `monitor.core.privacy.names`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.core.privacy import places, words
from monitor.core.privacy.common import COMMON

_LEAST = 3
"""Names that make a list."""
_PART = re.compile(r"[^:.!?\n]+")
_ITEM = re.compile(
    r"(?:^|(?<=[,;+/–\n-]))\s{0,3}(?:và\s|va\s|\d{1,3}[.)/]?\s?)?([^\W\d_]+(?:\s[^\W\d_]+){0,3})"
    r"(?=\s{0,3}(?:\([^)]{0,40}\)|\d[^\s,;]{0,12}(?:\s?(?:k|đ|đồng|điểm|d))?)?\s{0,3}(?:[,;+/–-]|$))"
)
_SIGNS = re.compile(r"[,;+/–]|-")
_PLACES = places.PLACES | places.FOLDED_PLACES
_NOT_NAMES = words.SUBJECTS | words.COUNTRIES | {"kinh", "hoa", "nữ", "nam"}


def listed_names(text: str, *, plain: bool) -> Iterator[tuple[int, int]]:
    """Yield spans of the names in lists; `plain` texts have no accents."""
    if sum(map(text.count, ",;+/–-")) < _LEAST - 1:
        return
    for part in _PART.finditer(text):
        if len(_SIGNS.findall(part.group())) < _LEAST - 1:
            continue
        labelled = part.start() == 0 or text[part.start() - 1] in ":\n"
        items = [(part.start() + found.start(1), part.start() + found.end(1)) for found in _ITEM.finditer(part.group())]
        named = [span for span in items if _is_name(text[slice(*span)], plain=plain)]
        sure = sum(_is_sure(text[slice(*span)], plain=plain) for span in named)
        if labelled and len(named) >= _LEAST and len(named) * 3 >= len(items) * 2 and sure * 2 >= len(named):
            yield from named


def _is_name(written: str, *, plain: bool) -> bool:
    given, surnames = (words.FOLDED_GIVEN, words.FOLDED_SURNAMES) if plain else (words.GIVEN, words.SURNAMES)
    parts = written.lower().split()
    if parts[0] in _NOT_NAMES or " ".join(parts) in _PLACES:
        return False
    return parts[-1] in given and all(part in given or part in surnames for part in parts)


def _is_sure(written: str, *, plain: bool) -> bool:
    parts = written.lower().split()
    common = words.PLAIN_STOPS if plain else COMMON
    return any(part not in common for part in parts)
