"""Numbers as they are written, in figures or words: `60/120`, `hai mươi lăm`, `mười mấy`, `hàng chục`, `nửa lớp`.

What they count, and whether they count anything, `classifiers.facts.numbers` says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from classifiers.facts.number_words import (
    DIGITS,
    FOLDED_DIGITS,
    FOLDED_ONLY_UNITS,
    FOLDED_SCALES,
    FOLDED_STARTERS,
    KNOWN_UNITS,
    PERSONS,
    SCALES,
    STARTERS,
)
from classifiers.reading.phrases import read_as, token_spans, typed_without_accents
from monitor.core.text import TextView, fold

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_DATE = re.compile(
    r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{1,2}[/\-](?:\d{1,2}|20\d\d)(?!\d)|\d{1,2}\.(?:0?[1-9]|1[0-2])(?![\d.])"
)
_MOST_DIGITS = 15
"""More digits are no count: a code, or rubbish that `int` refuses (from 4,300 on)."""
_TEN = 10
_TEEN_SOME = 11
_DOZENS = 20
_PHONE_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Number:
    """A number read at tokens `first`..`last` (last excluded); `low` -1: what is no count, a date or a code.

    `high` None: open; `weak`: a word that is also another word, so that it needs people or things after it.
    """

    low: int
    high: int | None
    approx: bool
    first: int
    last: int
    weak: bool = False


@lru_cache(maxsize=256)
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, words))


class NumberReader:
    """The tokens of one text, read as numbers where somebody asks.

    `words` are the tokens as the text has them, `spans` their offsets into `view.text`.
    """

    def __init__(self, view: TextView) -> None:
        self.text = view.text
        self.accentless = typed_without_accents(view)
        self.spans: Sequence[tuple[int, int]] = token_spans(view.text)
        shown = view.folded if self.accentless else view.lower
        self.words = read_as(view.text, shown).words()
        self._digits = FOLDED_DIGITS if self.accentless else DIGITS
        self._scales = FOLDED_SCALES if self.accentless else SCALES
        self.starters = FOLDED_STARTERS if self.accentless else STARTERS

    def is_one_of(self, index: int, *words: str) -> bool:
        """Whether the token is one of the words, accents or not as the text has them."""
        if not 0 <= index < len(self.words):
            return False
        word = self.words[index]
        return word in words or (self.accentless and word in _folded(words))

    def number(self, index: int) -> Number | None:
        if self.words[index][0].isdecimal():
            return self._figures(index)
        if self.words[index] not in self.starters:
            return None
        return self._share(index) or self._words(index)

    def _figures(self, index: int) -> Number | None:
        start = self.spans[index][0]
        if date := _DATE.match(self.text, start):
            return self._date(index, date)
        match = _NUMBER.match(self.text, start)
        if match is None:
            return None
        raw, last = match.group(), self._after(index, match.end())
        if _GROUPED.fullmatch(raw):
            value = _value(raw.replace(".", "").replace(",", ""))
        elif raw.isdecimal():
            value = _value(raw)
        else:
            return Number(-1, None, approx=False, first=index, last=last)
        if self.words[index] != raw and raw.isdecimal() and not self._thousands_k(index, raw):
            return Number(-1, None, approx=False, first=index, last=index + 1)
        if self._thousands_k(index, raw):
            return Number(value * 1000, None, approx=True, first=index, last=index + 1)
        return self._scaled(index, last, value, raw)

    def _thousands_k(self, index: int, raw: str) -> bool:
        """`16k gv` counts teachers; `150k` alone is money."""
        return self.words[index] == f"{raw}k" and self.unit(index + 1) in PERSONS

    def _scaled(self, index: int, last: int, value: int, raw: str) -> Number | None:
        if len(raw) >= _PHONE_DIGITS or (raw.startswith("0") and len(raw) > 2):  # noqa: PLR2004 - 01, 02 are counts
            return Number(-1, None, approx=False, first=index, last=last)
        if last < len(self.words) and self.words[last] in self._scales:
            scale = self._scales[self.words[last]]
            more = self.is_one_of(last + 1, "mấy")
            return Number(value * scale, None, approx=True, first=index, last=last + 1 + more)
        return self._ranged(index, last, value)

    def _ranged(self, index: int, last: int, value: int) -> Number:
        if self.is_one_of(last, "trong") and self.is_one_of(last + 1, "số", "tổng") and self.words[last + 2 : last + 3]:
            total = last + 2 + self.is_one_of(last + 2, "số")
            if total < len(self.words) and self.words[total][0].isdecimal():
                return Number(value, value, approx=False, first=index, last=total + 1)
        if self.is_one_of(last, "trên") and last + 1 < len(self.words) and self.words[last + 1].isdecimal():
            if _value(self.words[last + 1]) > value and self.unit(last + 2) in PERSONS:
                return Number(value, value, approx=False, first=index, last=last + 2)
            return Number(value, value, approx=False, first=index, last=last)
        if last < len(self.words) and self.words[last].isdecimal():
            between = self.text[self.spans[last - 1][1] : self.spans[last][0]].strip()
            second = _value(self.words[last])
            if between in {"-", "–", "—"} and second > value:
                return Number(value, second, approx=True, first=index, last=last + 1)
            if between == "/":
                return Number(value, value, approx=False, first=index, last=last + 1)
        return Number(value, value, approx=False, first=index, last=last)

    def _date(self, index: int, date: re.Match[str]) -> Number | None:
        """`12/10` is a day unless people follow (`12/30 học sinh` is no date at all, `5/12 em` a share)."""
        last = self._after(index, date.end())
        first = _value(self.words[index]) if self.words[index].isdecimal() else -1
        bits = re.split(r"[/.\-]", date.group())
        counts = len(bits) == 2 and first >= 0 and self.unit(last) in PERSONS  # noqa: PLR2004 - two numbers
        if not counts and len(bits) == 2 and int(bits[0]) <= 31 and 1 <= int(bits[1]) <= 12:  # noqa: PLR2004 - a day, a month
            return Number(-1, None, approx=False, first=index, last=last)
        if len(bits) == 2 and first >= 0 and len(bits[1]) <= 2:  # noqa: PLR2004 - two numbers
            high = int(bits[1]) if "-" in date.group() else first
            return Number(first, high, approx="-" in date.group(), first=index, last=last)
        return Number(-1, None, approx=False, first=index, last=last)

    def _after(self, index: int, end: int) -> int:
        last = index + 1
        while last < len(self.spans) and self.spans[last][0] < end:
            last += 1
        return last

    def _share(self, index: int) -> Number | None:
        """`nửa lớp`, `cả lớp`: many, without a number."""
        if self.is_one_of(index, "nửa", "cả", "nguyên") and self.is_one_of(index + 1, "lớp", "trường", "khối"):
            return Number(0, None, approx=True, first=index, last=index + 1)
        return None

    def _words(self, index: int) -> Number | None:
        if self.is_one_of(index, "mười", "mươi", "chục", "trăm", "nghìn", "ngàn"):
            return self._from_ten(index)
        if self.is_one_of(index, "mấy", "vài", "hàng") and self.is_one_of(
            index + 1, "chục", "trăm", "nghìn", "ngàn", "mươi"
        ):
            return self._dozens(index)
        if self.is_one_of(index, "vài", "dăm"):
            low = 5 if self.is_one_of(index, "dăm") else 2
            return Number(low, None, approx=True, first=index, last=index + 1, weak=True)
        return self._composed(index)

    def _dozens(self, index: int) -> Number:
        """`hàng chục`, `mấy trăm`, `hàng chục nghìn`: the least that can be meant."""
        scale, last = self._scales[self.words[index + 1]], index + 2
        low = scale if self.is_one_of(index, "hàng") and scale > _TEN else 2 * scale
        if self.is_one_of(last, "nghìn", "ngàn"):
            low, last = low * 1000, last + 1
        return Number(low, None, approx=True, first=index, last=last)

    def _from_ten(self, index: int) -> Number | None:
        if not self.is_one_of(index, "mười"):
            if self.is_one_of(index, "mươi"):
                return Number(10, None, approx=True, first=index, last=index + 1, weak=True)
            scale = self._scales[self.words[index]]
            more = self.is_one_of(index + 1, "mấy")
            return Number(scale, None, approx=True, first=index, last=index + 1 + more, weak=scale > _TEN)
        if self.is_one_of(index + 1, "mấy"):
            return Number(_TEEN_SOME, 19, approx=True, first=index, last=index + 2)
        unit = self._digit(index + 1)
        if unit:
            return Number(10 + unit, 10 + unit, approx=False, first=index, last=index + 2)
        return Number(10, 10, approx=False, first=index, last=index + 1, weak=self.accentless)

    def _digit(self, index: int) -> int:
        return self._digits.get(self.words[index], 0) if index < len(self.words) else 0

    def _composed(self, index: int) -> Number | None:
        """`hai mươi lăm`, `hai trăm`, `hai chục`, `ba`; `hăm mấy` is twenty and more."""
        if self.is_one_of(index, "hăm"):
            unit = self._digit(index + 1)
            step = 2 if unit or self.is_one_of(index + 1, "mấy") else 1
            return Number(
                _DOZENS + unit,
                None if not unit else _DOZENS + unit,
                approx=not unit,
                first=index,
                last=index + step,
                weak=True,
            )
        value = self._digit(index)
        if not value:
            return None
        scale = self._scales.get(self.words[index + 1]) if index + 1 < len(self.words) else None
        if scale is None:
            return Number(value, value, approx=False, first=index, last=index + 1, weak=True)
        low, last = value * scale, index + 2
        if self.is_one_of(index + 1, "mươi"):
            unit = self._digit(last)
            if unit and not (self.is_one_of(last, "năm") and self.unit(last) in PERSONS):
                return Number(low + unit, low + unit, approx=False, first=index, last=last + 1)
        more = self.is_one_of(last, "mấy")
        return Number(
            low, None if more or scale > _TEN else low, approx=more or scale > _TEN, first=index, last=last + more
        )

    def unit(self, index: int) -> str:
        """The longest known unit that begins at a token, else the token's own word."""
        for width in (3, 2, 1):
            if index + width > len(self.words):
                continue
            words = " ".join(self.words[index : index + width])
            unit = FOLDED_ONLY_UNITS.get(words) if self.accentless else words
            if unit in KNOWN_UNITS:
                return unit
        return self.words[index] if index < len(self.words) else ""

    def adjacent(self, index: int) -> bool:
        """Whether nothing but blanks stands between a number and the next word."""
        if not 0 < index < len(self.spans):
            return False
        return not self.text[self.spans[index - 1][1] : self.spans[index][0]].strip(" \u00a0")


def _value(digits: str) -> int:
    """The number that figures write, -1 for more of them than a count has."""
    return int(digits) if len(digits) <= _MOST_DIGITS else -1
