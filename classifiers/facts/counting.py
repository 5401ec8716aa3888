"""How many were hurt: the number of people that belongs to a fact, not those around it.

Leaves out those who were cooked for, tested, kept at home, looked on; whether the fact stands is for others to judge.
"""

from __future__ import annotations

import re
from functools import cached_property

from classifiers.facts.number_words import PERSONS
from classifiers.facts.numbers import Quantities, Quantity
from monitor.core.text import TextView

_COUNT_REACH_CHARS = 110
_NOT_SUFFERERS = frozenset(("phụ huynh", "ph", "gia đình", "nhà", "hộ", "lượt", "nhân viên", "cán bộ", "bị cáo", "mẹ"))
_TOTALS = ("trong so", "trong tong so", "tren tong so")
_OTHERS = re.compile(
    r"(?<!\w)(?:nghi hoc|dung den truong|phai dung|lien quan|tiep xuc|xet nghiem|cach ly|"
    r"tham gia|hoc truc tuyen|hoan|hoang loan|hoang so|hoang hot|so hai|chung kien|thoat nan|an toan)(?!\w)"
)
"""Between a number and what happened, folded: the number is of those who stay at home, are tested, take part."""
_KEPT_APART = re.compile(r"(?<!\w)(?:cach ly|xet nghiem|test nhanh|tiem|cho nghi)(?: \w+){0,2} $")
_BEFORE_THEM = re.compile(r"(?<!\w)truoc(?: mat)? $")
_SERVED = re.compile(
    r"(?<!\w)(?:nau|phuc vu|day|tang|trao|phat|cap|chuan bi|to chuc|danh|tap huan|huong dan|boi|hoc bong|suat|bua|com|"
    r"tiem|kham|xe|ao|sach|qua|nuoc|sua|lop|thi)(?: \w+){0,6} cho(?: hon| gan| khoang| tren| chung| ca)? $"
)
"""Before a number, folded: so many were cooked for, taught or given something."""
_TREATED = re.compile(
    r"(?<!\w)(?:cap cuu|dieu tri|so cuu|chua tri|truyen nuoc|truyen dich|rua ruot|gay|lam|khien|cuu chua)(?: \w+){0,5} "
    r"cho(?: hon| gan| khoang| tren| chung| ca)? $"
)
"""The same for those who were hurt and treated."""
_ALL_OF_THEM = re.compile(
    r"(?<!\w)(?:tat ca(?: cac em| hoc sinh| nan nhan| cac chau| cac be)?(?: nay| tren)?|ca nhom|"
    r"toan bo (?:so |cac )?(?:em|hoc sinh|nan nhan|chau|be|nguoi)(?: nay| tren)?|"
    r"(?:so|cac|nhung) (?:em|hoc sinh|nan nhan|chau|be)(?: nay| tren)|(?:cac|nhung) nan nhan|"
    r"(?:tui|bon|chung) no|may (?:em|be|chau|dua) (?:no|nay))"
    r"(?: (?:duoc|deu|phai|da|dang|hien|vua|bi|ngay|lap tuc|kip thoi|nhanh chong|sau do|roi|cho|dua|chuyen|nam|di|vao|"
    r"vo|toi|den|ra|len|o|tram|tram y te|tram xa|nhap)){0,8} $"
)
"""Before what happened, folded, with nothing but help and ways between: those who were counted shortly before
(`17 học sinh … Tất cả được đưa đi viện`, `lên mười một đứa rồi … Tụi nó thở dốc`)."""
_ENROLLED = re.compile(r"(?<!\w)(?:lop|truong|khoi|si so)(?: \w+){0,3} $")
"""Before a number, folded: so many are in a class or a school, well or ill."""
_BEFORE_CHARS = 400
"""Characters before a number that its clause may fill: eight words and much to spare."""
_ANTECEDENT_CHARS = 260
"""How far before such words the number stands: about two sentences."""
_NEW_CLAUSE = re.compile(r";|,? (?:nen|con|trong khi|nhung|vi vay|do do)(?!\w)")
"""Between what happened and a number after it, folded: the number is of those the next clause is about."""
_JOINING_CHARS = 80
"""More than such a word between two numbers takes with its blanks."""
_JOINING = frozenset(("va", ",", "cung", "voi", "+", "&"))
_GROUP_WORDS = frozenset(("lớp", "trường", "khối"))
_AFTER_FACTOR, _AFTER_CHARS = 1.5, 4
"""A number usually comes before what happened; one that follows counts as farther away."""


class SuffererCounter:
    """The quantities of one text, read once for many facts."""

    def __init__(self, view: TextView) -> None:
        self._view = view
        self._folded = view.folded

    @cached_property
    def _quantities(self) -> Quantities:
        """Looked for when the first fact asks: most texts tell of nobody hurt."""
        return Quantities(self._view)

    def nearest(self, kind: str, start: int, end: int, *, sentence: tuple[int, int]) -> Quantity | None:
        """The number of people nearest to a trigger `[start, end)`: before it rather than after it, in its sentence."""
        left, right = sentence
        them = _ALL_OF_THEM.search(self._folded, left, start)
        if them and (antecedent := self._counted_before(them.start(), kind)):
            return antecedent
        best: tuple[float, Quantity] | None = None
        for quantity in self._quantities.between(left, right):
            if not left <= quantity.start < right or not _counts_sufferers(quantity):
                continue
            if quantity.start >= end and _NEW_CLAUSE.search(self._folded, end, quantity.start):
                continue
            distance = _distance(quantity, start, end)
            nearer = distance <= _COUNT_REACH_CHARS and (best is None or distance < best[0])
            if nearer and not self._is_of_others(quantity, kind, start):
                best = (distance, quantity)
        return self._with_neighbour(best[1]) if best else None

    def _counted_before(self, position: int, kind: str) -> Quantity | None:
        """The most people counted shortly before a position, when it comes before any number of its own sentence."""
        near = [
            quantity
            for quantity in self._quantities.between(position - _ANTECEDENT_CHARS, position)
            if position - _ANTECEDENT_CHARS <= quantity.start < position and _counts_sufferers(quantity)
        ]
        own = [each for each in near if not (self._is_of_others(each, kind, each.end) or self._is_enrolled(each))]
        return max(own, key=lambda quantity: (quantity.low or 0, quantity.start), default=None)

    def _is_enrolled(self, quantity: Quantity) -> bool:
        return bool(_ENROLLED.search(self._folded[max(0, quantity.start - _BEFORE_CHARS) : quantity.start]))

    def _is_of_others(self, quantity: Quantity, kind: str, start: int) -> bool:
        """Whether a number counts those around, not those hit: `42` in `24 trong số 42 em`, pupils kept at home."""
        before = self._folded[max(0, quantity.start - _BEFORE_CHARS) : quantity.start]
        between = self._folded[quantity.end : start]
        kept_apart = kind == "infected" and _KEPT_APART.search(before)
        looking_on = _BEFORE_THEM.search(before)
        served = _SERVED.search(before) and not _TREATED.search(before)
        return bool(kept_apart or looking_on or served or before.rstrip().endswith(_TOTALS) or _OTHERS.search(between))

    def _with_neighbour(self, quantity: Quantity) -> Quantity:
        """Add the number just before, joined by `và` or a comma: `34 học sinh và 3 giáo viên`."""
        for other in self._quantities.between(quantity.start - _JOINING_CHARS, quantity.start):
            between = self._folded[other.end : quantity.start]
            if between.strip() in _JOINING and other.low and quantity.low and _counts_sufferers(other):
                high = None if other.high is None or quantity.high is None else other.high + quantity.high
                approx = other.approx or quantity.approx
                return Quantity(other.low + quantity.low, high, approx, other.start, quantity.end, quantity.unit_text)
        return quantity


def _counts_sufferers(quantity: Quantity) -> bool:
    if quantity.low == 0:
        return quantity.unit_text in _GROUP_WORDS
    return quantity.unit_text in PERSONS and quantity.unit_text not in _NOT_SUFFERERS


def _distance(quantity: Quantity, start: int, end: int) -> float:
    if quantity.end <= start:
        return start - quantity.end
    if quantity.start >= end:
        return _AFTER_FACTOR * (quantity.start - end) + _AFTER_CHARS
    return 0
