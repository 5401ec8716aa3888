"""Masking: what leaves the handling view names no private person.

Names become initials ("em Nguyễn Văn An" → "em N.V.A."); telephone, paper and account numbers, e-mail addresses,
homes, birth dates and profiles become markers; of a class its grade stays ("lớp 8A" → "lớp 8"). Schools, places and
persons in office keep their names. How well that works is measured on `data/privacy` (`tests/quality/test_privacy.py`).
Source of the duty: Luật Trẻ em 2016 Đ.6.11, NĐ 56/2017 Đ.33 (a child's name, school results, class, image are private).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from monitor.core.privacy.births import births, births_of
from monitor.core.privacy.homes import homes
from monitor.core.privacy.names import private_names, told_names
from monitor.core.privacy.numbers import (
    IDENTITY,
    class_after,
    classes,
    number_before,
    private_addresses,
    private_numbers,
)
from monitor.core.privacy.rows import Rows, read_rows
from monitor.core.privacy.tagger import model as labels
from monitor.core.privacy.tagger.tagger import Tag, tagger
from monitor.core.privacy.tokens import Passage

HOME, BIRTH = "[địa chỉ]", "[ngày sinh]"
_SHOWN = {labels.HOME: HOME, labels.BIRTH: BIRTH, labels.NUMBER: IDENTITY}
"""What stands in the place of what the tagger found."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A stretch `[start, end)` of a text that is not to be shown, and what stands in its place."""

    start: int
    end: int
    shown: str


Span = tuple[int, int]
_MARKER = re.compile(r"\[(?:địa chỉ|ngày sinh|điện thoại|e-mail|số giấy tờ|số tài khoản|trang cá nhân|biển số)\]")
"""A text with these was masked already: only rules read it again, so that masking twice is masking once."""
_INITIALS = re.compile(r"(?<![^\W\d_])[^\W\d_]++\.(?:[^\W\d_]\.)+")
"""Names as a mask leaves them."""
_END = attrgetter("end")
_RECENT_TEXTS = 256
"""Texts whose parts are remembered: lists and pages show the same ones again and again."""


def mask(text: str) -> str:
    """Mask what is personal. Masking what was masked shows nothing more (it may hide a word beside initials)."""
    shown, place = [], 0
    for hidden in hidden_parts(text):
        shown += [text[place : hidden.start], hidden.shown]
        place = hidden.end
    return "".join([*shown, text[place:]])


@lru_cache(maxsize=_RECENT_TEXTS)
def hidden_parts(text: str) -> tuple[Hidden, ...]:
    """What `mask` hides, in order, without overlaps: for showing a text with other marks in it."""
    kept: list[Hidden] = []
    rows = read_rows(text)
    _keep(kept, (Hidden(*span) for span in private_addresses(text)))
    _keep(kept, (Hidden(*span, BIRTH) for span in births(text)))
    _keep(kept, (Hidden(*span) for span in private_numbers(text)))
    _keep(kept, (Hidden(*span, HOME) for span in homes(text)))
    _keep(kept, (Hidden(*span, shown) for spans, shown in _cells(rows) for span in spans))
    passage = Passage(text)
    told, officials = told_names(passage, rows)
    tagged = [] if _MARKER.search(text) else tagger().tags(passage, _given(passage, kept, told, officials))
    _keep(kept, [part for tag in tagged if tag.label in _SHOWN for part in _tagged(kept, passage, tag)])
    names = private_names(passage, told, tagged)
    _keep(kept, (Hidden(*part, _initials(text[slice(*part)])) for name in names for part in _uncovered(kept, *name)))
    _keep(kept, (Hidden(*span, BIRTH) for span in births_of(text, names)))
    _keep(kept, (Hidden(*span) for start, _ in names for span in number_before(text, start)))
    _keep(kept, (Hidden(*span) for _, end in names for span in class_after(text, end)))
    _keep(kept, (Hidden(*span) for span in classes(text)))
    return tuple(sorted(kept, key=lambda hidden: hidden.start))


def _given(passage: Passage, kept: list[Hidden], names: list[Span], officials: list[Span]) -> dict[int, int]:
    """What rules say of words, as labels by their places: that stands."""
    label_of = {HOME: labels.HOME, BIRTH: labels.BIRTH}
    spans = [(old.start, old.end, label_of.get(old.shown, labels.NUMBER)) for old in kept]
    spans = [(*span, labels.OFFICIAL) for span in officials] + spans + [(*span, labels.NAME) for span in names]
    spans += [(*found.span(), labels.NAME) for found in _INITIALS.finditer(passage.text)]
    starts = [word.start for word in passage.words]
    return {
        place: label
        for start, end, label in spans
        for place in range(bisect_left(starts, start), bisect_left(starts, end))
    }


def _tagged(kept: list[Hidden], passage: Passage, tag: Tag) -> Iterator[Hidden]:
    """What the tagger alone found of a home, a birth date or a number; the marks between stay."""
    start, end = passage.span(tag.begin, tag.end)
    for first, last in _uncovered(kept, start, end):
        if any(map(str.isalnum, passage.text[first:last])):
            yield Hidden(first, last, _SHOWN[tag.label])


def _cells(rows: Rows) -> tuple[tuple[list[tuple[int, int]], str], ...]:
    return (rows.papers, IDENTITY), (rows.births, BIRTH), (rows.homes, HOME)


def _keep(kept: list[Hidden], found: Iterable[Hidden]) -> None:
    """Add what overlaps nothing that was found before."""
    for new in found:
        place = bisect_right(kept, new.start, key=_END)
        if place == len(kept) or new.end <= kept[place].start:
            kept.insert(place, new)


def _uncovered(kept: list[Hidden], start: int, end: int) -> list[tuple[int, int]]:
    """What of a name no earlier span hides: one that reached into its words must not show the rest."""
    parts = []
    for old in kept[bisect_right(kept, start, key=_END) :]:
        if old.start >= end:
            break
        parts.append((start, old.start))
        start = old.end
    return [(first, last) for first, last in [*parts, (start, end)] if first < last]


def _initials(name: str) -> str:
    parts = [part for part in re.split(r"[\s.]+", name) if part]
    if not parts:
        return name
    return ".".join(part[0].upper() for part in parts) + "."
