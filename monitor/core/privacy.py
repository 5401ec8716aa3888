"""Masking: what leaves the handling view names no private person.

Names become initials ("em Nguyễn Văn An" → "em N.V.A."); telephone, paper and account numbers, e-mail addresses,
homes, birth dates and profiles become markers; of a class its grade stays ("lớp 8A" → "lớp 8"). Schools, places and
persons in office keep their names. How well that works is measured on `data/privacy` (`tests/quality/test_privacy.py`).
Source of the duty: Luật Trẻ em 2016 Đ.6.11, NĐ 56/2017 Đ.33 (a child's name, school results, class, image are private).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from monitor.core.privacy_names import private_names
from monitor.core.privacy_numbers import class_after, classes, homes, private_numbers, year_after


@dataclass(frozen=True, slots=True)
class Hidden:
    """A stretch `[start, end)` of a text that is not to be shown, and what stands in its place."""

    start: int
    end: int
    shown: str


def mask(text: str) -> str:
    """Mask what is personal. Masking twice changes nothing."""
    shown, place = [], 0
    for hidden in hidden_parts(text):
        shown += [text[place : hidden.start], hidden.shown]
        place = hidden.end
    return "".join([*shown, text[place:]])


def hidden_parts(text: str) -> tuple[Hidden, ...]:
    """What `mask` hides, in order, without overlaps: for showing a text with other marks in it."""
    kept: list[Hidden] = []
    _keep(kept, (Hidden(*span) for span in private_numbers(text)))
    _keep(kept, (Hidden(*span) for span in homes(text)))
    names = list(private_names(text))
    _keep(kept, (Hidden(start, end, _initials(text[start:end])) for start, end in names))
    _keep(kept, (Hidden(*span) for _, end in names for tell in (year_after, class_after) for span in tell(text, end)))
    _keep(kept, (Hidden(*span) for span in classes(text)))
    return tuple(sorted(kept, key=lambda hidden: hidden.start))


def _keep(kept: list[Hidden], found: Iterable[Hidden]) -> None:
    """Add what overlaps nothing that was found before."""
    for new in found:
        ends = [old.end for old in kept]
        place = bisect_right(ends, new.start)
        if place == len(kept) or new.end <= kept[place].start:
            kept.insert(place, new)


def _initials(name: str) -> str:
    parts = [part for part in re.split(r"[\s.]+", name) if part]
    return ".".join(part[0].upper() for part in parts) + "."
