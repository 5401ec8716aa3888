"""Masking: what leaves the handling view names no private person.

Names become initials ("em Nguyễn Văn An" → "em N.V.A."); telephone, paper and account numbers, e-mail addresses,
homes, birth dates and profiles become markers; of a class its grade stays ("lớp 8A" → "lớp 8"). Schools, places and
persons in office keep their names. How well that works is measured on `data/privacy` (`tests/quality/test_privacy.py`).
Source of the duty: Luật Trẻ em 2016 Đ.6.11, NĐ 56/2017 Đ.33 (a child's name, school results, class, image are private).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from operator import attrgetter

from monitor.core.privacy.births import births, births_of
from monitor.core.privacy.homes import homes
from monitor.core.privacy.names import private_names, told_names
from monitor.core.privacy.numbers import (
    EMAIL,
    IDENTITY,
    PROFILE,
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
VETO, VETO_MASKED = 0.02, 0.5
"""Chance of being private below which the tagger overrules rules; the higher one in texts that were masked already."""
_DOUBTED = frozenset({HOME, BIRTH})
"""What rules find that may be overruled beside names; numbers and addresses on the net have a form of their own."""
_INITIALS_LABEL = labels.LABELS
"""Initials are told to the tagger by a label of their own, which it gives to nothing."""
_SHOWN = {labels.HOME: HOME, labels.BIRTH: BIRTH, labels.NUMBER: IDENTITY, labels.LINK: PROFILE, labels.CLASS: ""}
"""What stands in the place of what the tagger found."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A stretch `[start, end)` of a text that is not to be shown, and what stands in its place."""

    start: int
    end: int
    shown: str


Span = tuple[int, int]
_MARKER = re.compile(r"\[(?:địa chỉ|ngày sinh|điện thoại|e-mail|số giấy tờ|số tài khoản|trang cá nhân|biển số)\]")
"""A text with these was masked already: the tagger finds nothing new in it, so that masking twice is masking once."""
_INITIALS = re.compile(r"(?<![^\W\d_])[^\W\d_]++\.(?:[^\W\d_]\.)+")
"""Names as a mask leaves them."""
_GRADE = re.compile(r"(?:1[0-2]|[1-9])(?=[^\W\d_]|\d$)")
"""What stays of a class: the 7 of "7A3"."""
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


def mask_quote(text: str, quote: str, start: int, end: int) -> str:
    """Mask a quote `[start, end)` of a text as it reads there: a few words alone do not tell a school from a person.

    A name that reaches out of the quote shows whole, as initials. A text that has changed since (masked for keeping,
    say) no longer has the quote at its place; the quote is then masked alone.
    """
    if text[start:end] != quote:
        return mask(quote)
    shown, place = [], start
    for hidden in hidden_parts(text):
        if hidden.start < end and start < hidden.end:
            shown += [text[place : hidden.start], hidden.shown]
            place = hidden.end
    return "".join([*shown, text[place:end]])


@dataclass(frozen=True)
class Ruled:
    """What rules alone would hide of a passage: parts, names; and whom they know for persons in office."""

    passage: Passage
    parts: list[Hidden]
    names: list[Span]
    officials: list[Span]

    def labels(self) -> dict[int, int]:
        """The labels of `tagger.model` that rules give to words, by their places."""
        label_of = {HOME: labels.HOME, BIRTH: labels.BIRTH, PROFILE: labels.LINK, EMAIL: labels.LINK}
        spans = [(*span, labels.OFFICIAL) for span in self.officials]
        spans += [(part.start, part.end, label_of.get(part.shown, labels.NUMBER)) for part in self.parts]
        spans += [(*span, labels.NAME) for span in self.names]
        spans += [(*found.span(), _INITIALS_LABEL) for found in _INITIALS.finditer(self.passage.text)]
        spans += [(start, end, labels.CLASS) for start, end, _ in classes(self.passage.text)]
        return {place: label for start, end, label in spans for place in self.passage.places(start, end)}


def read_by_rules(text: str) -> Ruled:
    """What rules say of a text."""
    kept: list[Hidden] = []
    rows = read_rows(text)
    _keep(kept, (Hidden(*span) for span in private_addresses(text)))
    _keep(kept, (Hidden(*span, BIRTH) for span in births(text)))
    _keep(kept, (Hidden(*span) for span in private_numbers(text)))
    _keep(kept, (Hidden(*span, HOME) for span in homes(text)))
    _keep(kept, (Hidden(*span, shown) for spans, shown in _cells(rows) for span in spans))
    passage = Passage(text)
    return Ruled(passage, kept, *told_names(passage, rows))


@lru_cache(maxsize=_RECENT_TEXTS)
def hidden_parts(text: str) -> tuple[Hidden, ...]:
    """What `mask` hides, in order, without overlaps: for showing a text with other marks in it."""
    ruled = read_by_rules(text)
    passage = ruled.passage
    chances = tagger().chances(passage, ruled.labels())
    masked = _MARKER.search(text) is not None
    hidden = chances[:, labels.FIRST_HIDDEN :].sum(axis=1).tolist()
    likely = partial(_is_likely, passage, hidden, least=VETO_MASKED if masked else VETO)
    kept = [part for part in ruled.parts if part.shown not in _DOUBTED or likely(part.start, part.end)]
    told = [name for name in ruled.names if likely(*name)]
    tagged = [] if masked else tagger().tags(passage, chances)
    _keep(kept, [part for tag in tagged if tag.label in _SHOWN for part in _tagged(kept, passage, tag)])
    names = private_names(passage, told, tagged)
    _keep(kept, (Hidden(*part, _initials(text[slice(*part)])) for name in names for part in _uncovered(kept, *name)))
    _keep(kept, (Hidden(*span, BIRTH) for span in births_of(text, names)))
    _keep(kept, (Hidden(*span) for start, _ in names for span in number_before(text, start)))
    _keep(kept, (Hidden(*span) for _, end in names for span in class_after(text, end)))
    _keep(kept, (Hidden(*span) for span in classes(text)))
    return tuple(sorted(kept, key=lambda hidden: hidden.start))


def _is_likely(passage: Passage, chances: list[float], start: int, end: int, least: float) -> bool:
    """Whether a part that rules would hide is not most likely something else."""
    return max((chances[place] for place in passage.places(start, end)), default=1.0) >= least


def _tagged(kept: list[Hidden], passage: Passage, tag: Tag) -> Iterator[Hidden]:
    """What the tagger alone found of a home, a birth date, a number, a profile, a class; the marks between stay."""
    start, end = passage.span(tag.begin, tag.end)
    if tag.label == labels.CLASS:
        grade = _GRADE.match(passage.text[start:end])
        start += grade.end() if grade is not None else 0
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
