"""Masking: what leaves the handling view names no private person.

Names that follow a word of kinship, age, role or title become initials ("em Nguyễn Văn An" → "em N.V.A."); telephone
numbers, e-mail addresses and identity numbers become markers. Schools and places keep their names.
Source of the duty: Luật Trẻ em 2016 Đ.6.11, NĐ 56/2017 Đ.33 (name, school results, image of a child are private).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

_PERSONAL = (
    "em|cháu|bé|thầy giáo|cô giáo|thầy|cô|hiệu trưởng|hiệu phó|phó hiệu trưởng|bảo mẫu|bảo vệ|"
    "ông|bà|anh|chị|chú|bác|dì|cậu|mợ|mẹ|cha|tên là|tên|nạn nhân|nghi phạm|đối tượng|bị can|bị cáo"
)
"""After these a capitalised word is a person."""
_COLLECTIVE = "học sinh|nữ sinh|nam sinh|học trò|thí sinh|sinh viên|trẻ|giáo viên|cấp dưỡng|nhân viên|phụ huynh"
"""After these it may be a place as well ("học sinh Bến Tre"): a person only when it begins with a surname."""
_SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Huỳnh|Hoàng|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đào|Đoàn|Lâm|Trịnh|Đinh|Mai|Tô|Hà|Cao|"
    "Lương|Trương|Tạ|Thái|Kiều|La|Quách|Từ|Văn|Diệp|Ông|Lưu|Triệu|Nghiêm|Hứa|Thạch|Sơn|Kim|Danh"
)
_CAPITAL = "[" + "".join(
    chr(code) for code in (*range(ord("A"), ord("Z") + 1), *range(0xC0, 0x1F00)) if chr(code).isupper()
) + "]"  # fmt: skip
_WORD = rf"{_CAPITAL}[^\W\d_]*"
_NAME = rf"(?:(?:{_CAPITAL}\.)+|{_WORD}(?:\s+{_WORD}){{0,4}}\.?)"
_SURNAMED = rf"(?:(?:{_CAPITAL}\.)+|(?:{_SURNAMES})(?:\s+{_WORD}){{1,4}}\.?)"
_NOT_A_NAME = r"(?!Trường|THPT|THCS|TH\b|Sở|Phòng|UBND|Bộ|Công an)"
_PERSON = re.compile(
    rf"(?<![^\W\d_])(?:((?i:{_PERSONAL}))\s+{_NOT_A_NAME}({_NAME})|((?i:{_COLLECTIVE}))\s+{_NOT_A_NAME}({_SURNAMED}))"
)
_PHONE = re.compile(r"(?<!\d)(?:\+?84|0)(?:[\s.\-]?\d){8,10}(?!\d)")
_EMAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_IDENTITY = re.compile(r"(?<!\d)\d{9}(?:\d{3})?(?!\d)")


@dataclass(frozen=True, slots=True)
class Hidden:
    """A stretch `[start, end)` of a text that is not to be shown, and what stands in its place."""

    start: int
    end: int
    shown: str


def mask(text: str) -> str:
    """Mask persons' names, telephone numbers, e-mail addresses, identity numbers. Masking twice changes nothing."""
    shown, place = [], 0
    for hidden in hidden_parts(text):
        shown += [text[place : hidden.start], hidden.shown]
        place = hidden.end
    return "".join([*shown, text[place:]])


def hidden_parts(text: str) -> tuple[Hidden, ...]:
    """What `mask` hides, in order, without overlaps: for showing a text with other marks in it."""
    kept: list[Hidden] = []
    for pattern, shown in ((_EMAIL, "[e-mail]"), (_PHONE, "[điện thoại]"), (_IDENTITY, "[số giấy tờ]")):
        _keep(kept, (Hidden(*found.span(), shown) for found in pattern.finditer(text)))
    _keep(kept, map(_person, _PERSON.finditer(text)))
    return tuple(sorted(kept, key=lambda hidden: hidden.start))


def _keep(kept: list[Hidden], found: Iterable[Hidden]) -> None:
    """Add what overlaps nothing that was found before."""
    before = sorted(kept, key=lambda hidden: hidden.start)
    ends = [old.end for old in before]
    for new in found:
        place = bisect_right(ends, new.start)
        if place == len(before) or new.end <= before[place].start:
            kept.append(new)


def _person(match: re.Match[str]) -> Hidden:
    group = 2 if match.group(2) else 4
    return Hidden(*match.span(group), _initials(match.group(group)))


def _initials(name: str) -> str:
    parts = [part for part in re.split(r"[\s.]+", name) if part]
    return ".".join(part[0] for part in parts) + "."
