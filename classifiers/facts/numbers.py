"""How many: quantities as Vietnamese papers and posts write them (`hơn 60`, `mười mấy đứa`, `gần 6 chục`, `60/120`).

Leaves out what looks like a number but counts nothing: dates, times, years, classes (`lớp 3`, `8A`), marks, money,
telephone and decree numbers. A number written in words needs a word such as `em`, `học sinh` or `ca` after it when it
is also another word (`ba`, `năm`, `tư`). What is counted, and whether it matters, is for the callers to judge.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from classifiers.reading.phrases import read_as, token_spans, typed_without_accents
from monitor.core.text import TextView, fold


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


PERSON_UNITS: tuple[str, ...] = (
    *("học sinh", "hs", "em học sinh", "em hs", "em", "cháu", "cháu bé", "bé", "trẻ", "trẻ em", "trẻ mầm non", "đứa"),
    *("đứa nhỏ", "đứa trẻ", "nam sinh", "nữ sinh", "học trò", "thí sinh", "sĩ tử", "bạn", "bé trai", "bé gái", "mạng"),
    *("giáo viên", "gv", "thầy cô", "cô giáo", "thầy giáo", "cô", "thầy", "người", "nạn nhân", "trường hợp", "ca"),
    *(
        "ca mắc",
        "ca nhiễm",
        "ca bệnh",
        "f0",
        "f1",
        "phụ huynh",
        "ph",
        "gia đình",
        "nhà",
        "hộ",
        "sinh viên",
        "nhân viên",
    ),
    *("bệnh nhân", "bị cáo", "bị can", "cán bộ", "anh em", "chị em", "anh em ruột", "chị", "anh", "nhỏ", "mụn con"),
    *(
        "thằng",
        "nhóc",
        "hiệu trưởng",
        "kế toán",
        "nam",
        "nữ",
        "lượt",
        "công nhân",
        "tân binh",
        "vị",
        "mẹ",
        "thanh niên",
    ),
)
"""Words after a number that count people or cases."""
PERSONS = frozenset(PERSON_UNITS)

_OTHER_UNITS = (
    *("lớp", "trường", "ngày", "tuần", "tháng", "năm", "phút", "giây", "lần", "clip", "video", "khoản", "bài", "câu"),
    *("tuổi", "bộ", "cái", "xã", "huyện", "tỉnh", "km", "cây số", "mũi", "suất", "phòng", "chiếc", "điểm trường"),
)
_KNOWN_UNITS = PERSONS | frozenset(_OTHER_UNITS)
_MONEY = frozenset(("đồng", "đ", "vnđ", "vnd", "triệu", "tr", "tỷ", "tỉ", "k", "củ", "usd", "đô", "xu", "lít", "phần"))
_SCORE_OR_SIZE = frozenset(
    ("điểm", "độ", "phân", "mét", "m", "m2", "cm", "kg", "g", "w", "kbps", "giờ", "h", "h30", "view")
)
_FOLDED_ONLY_UNITS = {fold(unit): unit for unit in (*PERSON_UNITS, *_OTHER_UNITS)}

_DIGITS = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
    "tư": 4,
    "lăm": 5,
    "mốt": 1,
    "nhăm": 5,
    "dăm": 5,
}
_FOLDED_DIGITS = {fold(word): value for word, value in _DIGITS.items()}
_AMBIGUOUS_FOLDED = frozenset(("nam", "sau", "tu", "lam", "dam", "mot", "ba", "tam"))
_SCALES = {"chục": 10, "trăm": 100, "nghìn": 1000, "ngàn": 1000, "mươi": 10}
_FOLDED_SCALES = {fold(word): value for word, value in _SCALES.items()}
_APPROX = frozenset(
    (
        "hơn",
        "trên",
        "gần",
        "khoảng",
        "chừng",
        "tầm",
        "cỡ",
        "xấp",
        "xỉ",
        "ngót",
        "hàng",
        "cả",
        "tới",
        "đến",
        "ít",
        "nhất",
        "ước",
    )
)
_NUMBERED_BEFORE = frozenset(
    (
        "lớp",
        "khối",
        "số",
        "điều",
        "khoản",
        "mục",
        "câu",
        "đề",
        "quý",
        "kỳ",
        "tập",
        "phường",
        "quận",
        "ấp",
        "tổ",
        "mã",
        "phần",
        "chương",
        "tuần",
        "tiết",
        "thứ",
        "tháng",
        "ngày",
        "mùng",
        "mồng",
        "năm",
        "vòng",
        "trang",
        "covid",
        "bài",
        "cấp",
        "đợt",
        "phòng",
        "lầu",
        "tầng",
        "qđ",
        "tt",
        "thông",
        "nghị",
        "luật",
        "cọc",
        "hè",
        "khu",
        "quốc lộ",
        "lộ",
        "đường",
        "hạng",
        "nv",
        "điểm",
        "lop",
        "khoi",
        "so",
        "cau",
        "de",
        "ngay",
        "thang",
        "nam",
        "thu",
        "ap",
        "to",
        "quan",
        "phuong",
        "tang",
        "lau",
    )
)
_NUMBERED_ALWAYS = _NUMBERED_BEFORE - {
    "tuần",
    "ngày",
    "tháng",
    "năm",
    "đề",
    "tang",
    "nam",
    "ngay",
    "thang",
    "de",
    "so",
    "to",
}
_ALSO_BEFORE_PEOPLE = frozenset(("số", "đường", "quý", "tổ", "hè", "lộ"))
_NOT_AFTER = frozenset(
    ("đầu", "cuối", "mỗi", "nửa", "giữa", "trong", "hằng", "đầu", "hàng", "từng", "qua", "dau", "cuoi", "moi")
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_DATE = re.compile(
    r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{1,2}[/\-](?:\d{1,2}|20\d\d)(?!\d)|\d{1,2}\.(?:0?[1-9]|1[0-2])(?![\d.])"
)
_MOST_DIGITS = 15
"""More digits are no count: a code, or rubbish that `int` refuses (from 4,300 on)."""
_LONGEST_NUMBER = 8
"""More tokens than one number has from its beginning on, those beginning with figures left out."""
_APPROX_CHARS = 80
"""More than `khoảng hơn` and the like in front of a number have."""
_FIRST_YEAR, _LAST_YEAR = 1945, 2100
_MAX_COUNT = 30_000_000
_TEN = 10
_TEEN_SOME = 11
_DOZENS = 20
_PHONE_DIGITS = 8


@dataclass(frozen=True, slots=True)
class _Number:
    """A number read at tokens `first`..`last` (last excluded)."""

    low: int
    high: int | None
    approx: bool
    first: int
    last: int
    weak: bool = False


@lru_cache(maxsize=256)
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, words))


_STARTERS = frozenset(
    (
        *_DIGITS,
        "mười",
        "mươi",
        "chục",
        "trăm",
        "nghìn",
        "ngàn",
        "mấy",
        "vài",
        "hàng",
        "dăm",
        "hăm",
        "nửa",
        "cả",
        "nguyên",
    )
)
_FOLDED_STARTERS = frozenset((*_FOLDED_DIGITS, *map(fold, _STARTERS)))
"""A number in words begins with one of these: most words of a text need no closer look."""


def find_quantities(view: TextView) -> tuple[Quantity, ...]:
    """Find quantities in the order of the text. Nothing found gives an empty tuple."""
    return Quantities(view).between(0, len(view.text))


class Quantities:
    """The quantities of one text, read only where somebody asks for them: most numbers count nobody hurt."""

    def __init__(self, view: TextView) -> None:
        self._finder = _Finder(view)
        self._groups = self._finder.groups()
        spans = self._finder.spans
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
            known = self._known[number] = self._finder.read(self._groups[number])
        return known


class _Finder:
    def __init__(self, view: TextView) -> None:
        self.text = view.text
        self.accentless = typed_without_accents(view)
        self.spans: Sequence[tuple[int, int]] = token_spans(view.text)
        shown = view.folded if self.accentless else view.lower
        self.words = read_as(view.text, shown).words()
        self.digits = _FOLDED_DIGITS if self.accentless else _DIGITS
        self.scales = _FOLDED_SCALES if self.accentless else _SCALES
        self.starters = _FOLDED_STARTERS if self.accentless else _STARTERS

    def groups(self) -> list[list[int]]:
        """Tokens with which a number may begin; those so far apart that no number reaches the next stand apart."""
        groups: list[list[int]] = []
        starters = self.starters
        last = -_LONGEST_NUMBER
        for index in [i for i, word in enumerate(self.words) if word in starters or word[0].isdecimal()]:
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
            number = self._number(index)
            quantity = self._quantity(number) if number else None
            if quantity:
                found.append(quantity)
            free = number.last if number else index + 1
        return tuple(found)

    def _is(self, index: int, *words: str) -> bool:
        """Whether the token is one of the words, accents or not as the text has them."""
        if not 0 <= index < len(self.words):
            return False
        word = self.words[index]
        return word in words or (self.accentless and word in _folded(words))

    def _number(self, index: int) -> _Number | None:
        if self.words[index][0].isdecimal():
            return self._figures(index)
        if self.words[index] not in self.starters:
            return None
        return self._share(index) or self._words(index)

    def _figures(self, index: int) -> _Number | None:
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
            return _Number(-1, None, approx=False, first=index, last=last)
        if self.words[index] != raw and raw.isdecimal() and not self._thousands_k(index, raw):
            return _Number(-1, None, approx=False, first=index, last=index + 1)
        if self._thousands_k(index, raw):
            return _Number(value * 1000, None, approx=True, first=index, last=index + 1)
        return self._scaled(index, last, value, raw)

    def _thousands_k(self, index: int, raw: str) -> bool:
        """`16k gv` counts teachers; `150k` alone is money."""
        return self.words[index] == f"{raw}k" and self._unit(index + 1) in PERSONS

    def _scaled(self, index: int, last: int, value: int, raw: str) -> _Number | None:
        if len(raw) >= _PHONE_DIGITS or (raw.startswith("0") and len(raw) > 2):  # noqa: PLR2004 - 01, 02 are counts
            return _Number(-1, None, approx=False, first=index, last=last)
        if last < len(self.words) and self.words[last] in self.scales:
            scale = self.scales[self.words[last]]
            more = self._is(last + 1, "mấy")
            return _Number(value * scale, None, approx=True, first=index, last=last + 1 + more)
        return self._ranged(index, last, value)

    def _ranged(self, index: int, last: int, value: int) -> _Number:
        if self._is(last, "trong") and self._is(last + 1, "số", "tổng") and self.words[last + 2 : last + 3]:
            total = last + 2 + self._is(last + 2, "số")
            if total < len(self.words) and self.words[total][0].isdecimal():
                return _Number(value, value, approx=False, first=index, last=total + 1)
        if self._is(last, "trên") and last + 1 < len(self.words) and self.words[last + 1].isdecimal():
            if _value(self.words[last + 1]) > value and self._unit(last + 2) in PERSONS:
                return _Number(value, value, approx=False, first=index, last=last + 2)
            return _Number(value, value, approx=False, first=index, last=last)
        if last < len(self.words) and self.words[last].isdecimal():
            between = self.text[self.spans[last - 1][1] : self.spans[last][0]].strip()
            second = _value(self.words[last])
            if between in {"-", "–", "—"} and second > value:
                return _Number(value, second, approx=True, first=index, last=last + 1)
            if between == "/":
                return _Number(value, value, approx=False, first=index, last=last + 1)
        return _Number(value, value, approx=False, first=index, last=last)

    def _date(self, index: int, date: re.Match[str]) -> _Number | None:
        """`12/10` is a day unless people follow (`12/30 học sinh` is no date at all, `5/12 em` a share)."""
        last = self._after(index, date.end())
        first = _value(self.words[index]) if self.words[index].isdecimal() else -1
        bits = re.split(r"[/.\-]", date.group())
        counts = len(bits) == 2 and first >= 0 and self._unit(last) in PERSONS  # noqa: PLR2004 - two numbers
        if not counts and len(bits) == 2 and int(bits[0]) <= 31 and 1 <= int(bits[1]) <= 12:  # noqa: PLR2004 - a day, a month
            return _Number(-1, None, approx=False, first=index, last=last)
        if len(bits) == 2 and first >= 0 and len(bits[1]) <= 2:  # noqa: PLR2004 - two numbers
            high = int(bits[1]) if "-" in date.group() else first
            return _Number(first, high, approx="-" in date.group(), first=index, last=last)
        return _Number(-1, None, approx=False, first=index, last=last)

    def _after(self, index: int, end: int) -> int:
        last = index + 1
        while last < len(self.spans) and self.spans[last][0] < end:
            last += 1
        return last

    def _share(self, index: int) -> _Number | None:
        """`nửa lớp`, `cả lớp`: many, without a number."""
        if self._is(index, "nửa", "cả", "nguyên") and self._is(index + 1, "lớp", "trường", "khối"):
            return _Number(0, None, approx=True, first=index, last=index + 1)
        return None

    def _words(self, index: int) -> _Number | None:
        if self._is(index, "mười", "mươi", "chục", "trăm", "nghìn", "ngàn"):
            return self._from_ten(index)
        if self._is(index, "mấy", "vài", "hàng") and self._is(index + 1, "chục", "trăm", "nghìn", "ngàn", "mươi"):
            return self._dozens(index)
        if self._is(index, "vài", "dăm"):
            low = 5 if self._is(index, "dăm") else 2
            return _Number(low, None, approx=True, first=index, last=index + 1, weak=True)
        return self._composed(index)

    def _dozens(self, index: int) -> _Number:
        """`hàng chục`, `mấy trăm`, `hàng chục nghìn`: the least that can be meant."""
        scale, last = self.scales[self.words[index + 1]], index + 2
        low = scale if self._is(index, "hàng") and scale > _TEN else 2 * scale
        if self._is(last, "nghìn", "ngàn"):
            low, last = low * 1000, last + 1
        return _Number(low, None, approx=True, first=index, last=last)

    def _from_ten(self, index: int) -> _Number | None:
        if not self._is(index, "mười"):
            if self._is(index, "mươi"):
                return _Number(10, None, approx=True, first=index, last=index + 1, weak=True)
            scale = self.scales[self.words[index]]
            more = self._is(index + 1, "mấy")
            return _Number(scale, None, approx=True, first=index, last=index + 1 + more, weak=scale > _TEN)
        if self._is(index + 1, "mấy"):
            return _Number(_TEEN_SOME, 19, approx=True, first=index, last=index + 2)
        unit = self._digit(index + 1)
        if unit:
            return _Number(10 + unit, 10 + unit, approx=False, first=index, last=index + 2)
        return _Number(10, 10, approx=False, first=index, last=index + 1, weak=self.accentless)

    def _digit(self, index: int) -> int:
        return self.digits.get(self.words[index], 0) if index < len(self.words) else 0

    def _composed(self, index: int) -> _Number | None:
        """`hai mươi lăm`, `hai trăm`, `hai chục`, `ba`; `hăm mấy` is twenty and more."""
        if self._is(index, "hăm"):
            unit = self._digit(index + 1)
            step = 2 if unit or self._is(index + 1, "mấy") else 1
            return _Number(
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
        scale = self.scales.get(self.words[index + 1]) if index + 1 < len(self.words) else None
        if scale is None:
            return _Number(value, value, approx=False, first=index, last=index + 1, weak=True)
        low, last = value * scale, index + 2
        if self._is(index + 1, "mươi"):
            unit = self._digit(last)
            if unit and not (self._is(last, "năm") and self._unit(last) in PERSONS):
                return _Number(low + unit, low + unit, approx=False, first=index, last=last + 1)
        more = self._is(last, "mấy")
        return _Number(
            low, None if more or scale > _TEN else low, approx=more or scale > _TEN, first=index, last=last + more
        )

    def _unit(self, index: int) -> str:
        """The longest known unit that begins at a token, else the token's own word."""
        for width in (3, 2, 1):
            if index + width > len(self.words):
                continue
            words = " ".join(self.words[index : index + width])
            unit = _FOLDED_ONLY_UNITS.get(words) if self.accentless else words
            if unit in _KNOWN_UNITS:
                return unit
        return self.words[index] if index < len(self.words) else ""

    def _quantity(self, number: _Number) -> Quantity | None:
        if number.low < 0 or number.low > _MAX_COUNT:
            return None
        first = self._with_approx(number.first)
        approx = number.approx or first < number.first
        after = number.last
        if after < len(self.words) and self._is(after, "cái", "vị") and self._unit(after + 1) in PERSONS:
            after += 1
        unit = self._unit(after) if self._adjacent(after) else ""
        if self._is_no_count(number, unit):
            return None
        last = after + len(unit.split()) - 1 if unit in _KNOWN_UNITS else number.last - 1
        open_end = first < number.first and not self._is(number.first - 1, "gần", "ngót")
        high = None if open_end and number.high == number.low else number.high
        return Quantity(number.low, high, approx, self.spans[first][0], self.spans[last][1], unit)

    def _adjacent(self, index: int) -> bool:
        """Whether nothing but blanks stands between a number and the next word."""
        if not 0 < index < len(self.spans):
            return False
        return not self.text[self.spans[index - 1][1] : self.spans[index][0]].strip(" \u00a0")

    def _with_approx(self, first: int) -> int:
        while first > 0 and (self.words[first - 1] in _APPROX or (self.accentless and self._is(first - 1, *_APPROX))):
            if not self._adjacent(first):
                break
            first -= 1
        return first

    def _is_no_count(self, number: _Number, unit: str) -> bool:
        people = unit in PERSONS
        before = self.words[number.first - 1] if number.first else ""
        if before in _NUMBERED_ALWAYS and self._adjacent(number.first) and not self._class_names_people(number, unit):
            return True
        if before in _NUMBERED_BEFORE and not people:
            return True
        if unit in _MONEY or (unit in _SCORE_OR_SIZE and not people):
            return True
        figures = self.words[number.first][0].isdecimal()
        if figures and _FIRST_YEAR <= number.low <= _LAST_YEAR and not people:
            return True
        return self._weak_word(number, people=people, before=before)

    def _class_names_people(self, number: _Number, unit: str) -> bool:
        """`lớp 3 em` names a class; `tổ 12 em` counts people: these words also stand before a number of people."""
        return unit in PERSONS and self.words[number.first - 1] in _ALSO_BEFORE_PEOPLE

    def _weak_word(self, number: _Number, *, people: bool, before: str) -> bool:
        """Small numbers in words are also `ba mẹ`, `năm học`, `nam sinh`: they need people (or things) after them."""
        if number.low == 0:
            return False
        if not number.weak:
            return False
        known = people or self._unit(number.last) in _OTHER_UNITS
        if not known or before in _NOT_AFTER:
            return True
        word = self.words[number.first]
        if self.accentless and word in _AMBIGUOUS_FOLDED:
            return word in {"nam", "tu", "lam", "dam"} or self._unit(number.last) in {"nam", "nữ", "mẹ", "anh", "chị"}
        parents = {"mẹ", "cô", "thầy", "em"} if word == "ba" else {"mẹ"}
        return self._unit(number.last) in parents and word in {"ba", "tư"}


def _value(digits: str) -> int:
    """The number that figures write, -1 for more of them than a count has."""
    return int(digits) if len(digits) <= _MOST_DIGITS else -1
