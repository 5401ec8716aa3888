"""How many: quantities as Vietnamese papers and posts write them (`hơn 60`, `mười mấy đứa`, `gần 6 chục`, `60/120`).

Leaves out what looks like a number but counts nothing: dates, times, years, classes (`lớp 3`, `8A`), marks, money,
telephone and decree numbers. A number written in words needs a word such as `em`, `học sinh` or `ca` after it when it
is also another word (`ba`, `năm`, `tư`). What is counted, and whether it matters, is for the callers to judge.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from classifiers.facts.number_reading import Number, NumberReader
from classifiers.facts.number_words import (
    ALSO_BEFORE_PEOPLE,
    AMBIGUOUS_FOLDED,
    APPROX,
    KNOWN_UNITS,
    MONEY,
    NOT_AFTER,
    NUMBERED_ALWAYS,
    NUMBERED_BEFORE,
    OTHER_UNITS,
    PERSONS,
    SCORE_OR_SIZE,
)
from monitor.core.text import TextView

_LONGEST_NUMBER = 8
"""More tokens than one number has from its beginning on, those beginning with figures left out."""
_APPROX_CHARS = 80
"""More than `khoảng hơn` and the like in front of a number have."""
_FIRST_YEAR, _LAST_YEAR = 1945, 2100
_MAX_COUNT = 30_000_000


@dataclass(frozen=True, slots=True)
class Quantity:
    """At least `low`, at most `high` (None = open), `approx` when the writer did not count.

    `low` is the number as written, `gần 60` included; 0 for a share without a number (`nửa lớp`). Offsets into
    `view.text` cover the words from `hơn` to the unit; `unit_text` is the lower-case word counted, "" when unknown.
    """

    low: int
    high: int | None
    approx: bool
    start: int
    end: int
    unit_text: str


class Quantities:
    """The quantities of one text, read only where somebody asks for them: most numbers count nobody hurt."""

    def __init__(self, view: TextView) -> None:
        self._counter = _Counter(NumberReader(view))
        self._groups = self._counter.groups()
        spans = self._counter.spans
        self._starts = [spans[group[0]][0] for group in self._groups]
        self._ends = [spans[group[-1]][1] for group in self._groups]
        self._known: dict[int, tuple[Quantity, ...]] = {}

    def between(self, left: int, right: int) -> tuple[Quantity, ...]:
        """Those that begin in `[left, right)`, and perhaps some more beside it, in the order of the text."""
        first, after = bisect_left(self._ends, left), bisect_left(self._starts, right + _APPROX_CHARS)
        return tuple(quantity for number in range(first, after) for quantity in self._group(number))

    def _group(self, number: int) -> tuple[Quantity, ...]:
        known = self._known.get(number)
        if known is None:
            known = self._known[number] = self._counter.read(self._groups[number])
        return known


class _Counter:
    """Which numbers of a text count something, and what."""

    def __init__(self, reader: NumberReader) -> None:
        self._reader = reader
        self._words = reader.words
        self.spans = reader.spans

    def groups(self) -> list[list[int]]:
        """Tokens with which a number may begin; those so far apart that no number reaches the next stand apart."""
        groups: list[list[int]] = []
        starters = self._reader.starters
        last = -_LONGEST_NUMBER
        for index in [i for i, word in enumerate(self._words) if word in starters or word[0].isdecimal()]:
            if index - last < _LONGEST_NUMBER:
                groups[-1].append(index)
            else:
                groups.append([index])
            last = index
        return groups

    def read(self, group: Sequence[int]) -> tuple[Quantity, ...]:
        """Read the quantities that begin in a group."""
        found: list[Quantity] = []
        free = 0
        for index in group:
            if index < free:
                continue
            number = self._reader.number(index)
            quantity = self._quantity(number) if number else None
            if quantity:
                found.append(quantity)
            free = number.last if number else index + 1
        return tuple(found)

    def _quantity(self, number: Number) -> Quantity | None:
        if number.low < 0 or number.low > _MAX_COUNT:
            return None
        first = self._with_approx(number.first)
        approx = number.approx or first < number.first
        after = number.last
        if (
            after < len(self._words)
            and self._reader.is_one_of(after, "cái", "vị")
            and self._reader.unit(after + 1) in PERSONS
        ):
            after += 1
        unit = self._reader.unit(after) if self._reader.adjacent(after) else ""
        if self._is_no_count(number, unit):
            return None
        last = after + len(unit.split()) - 1 if unit in KNOWN_UNITS else number.last - 1
        open_end = first < number.first and not self._reader.is_one_of(number.first - 1, "gần", "ngót")
        high = None if open_end and number.high == number.low else number.high
        return Quantity(number.low, high, approx, self.spans[first][0], self.spans[last][1], unit)

    def _with_approx(self, first: int) -> int:
        while first > 0 and (
            self._words[first - 1] in APPROX or (self._reader.accentless and self._reader.is_one_of(first - 1, *APPROX))
        ):
            if not self._reader.adjacent(first):
                break
            first -= 1
        return first

    def _is_no_count(self, number: Number, unit: str) -> bool:
        people = unit in PERSONS
        before = self._words[number.first - 1] if number.first else ""
        if (
            before in NUMBERED_ALWAYS
            and self._reader.adjacent(number.first)
            and not self._class_names_people(number, unit)
        ):
            return True
        if before in NUMBERED_BEFORE and not people:
            return True
        if unit in MONEY or (unit in SCORE_OR_SIZE and not people):
            return True
        figures = self._words[number.first][0].isdecimal()
        if figures and _FIRST_YEAR <= number.low <= _LAST_YEAR and not people:
            return True
        return self._weak_word(number, people=people, before=before)

    def _class_names_people(self, number: Number, unit: str) -> bool:
        """`lớp 3 em` names a class; `tổ 12 em` counts people: these words also stand before a number of people."""
        return unit in PERSONS and self._words[number.first - 1] in ALSO_BEFORE_PEOPLE

    def _weak_word(self, number: Number, *, people: bool, before: str) -> bool:
        """Small numbers in words are also `ba mẹ`, `năm học`, `nam sinh`: they need people (or things) after them."""
        if number.low == 0:
            return False
        if not number.weak:
            return False
        counted = self._reader.unit(number.last)
        if not (people or counted in OTHER_UNITS) or before in NOT_AFTER:
            return True
        word = self._words[number.first]
        if self._reader.accentless and word in AMBIGUOUS_FOLDED:
            return word in {"nam", "tu", "lam", "dam"} or counted in {"nam", "nữ", "mẹ", "anh", "chị"}
        parents = {"mẹ", "cô", "thầy", "em"} if word == "ba" else {"mẹ"}
        return counted in parents and word in {"ba", "tư"} and not self._is_counting(number.first)

    def _is_counting(self, first: int) -> bool:
        """Whether the words before say that a number comes: `ít nhất ba em`, `trong đó ba cô`."""
        return self._reader.is_one_of(first - 1, "nhất", "đó") and self._reader.is_one_of(first - 2, "ít", "trong")
