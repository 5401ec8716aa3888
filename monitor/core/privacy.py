"""Masking: what leaves the handling view names no private person.

Names that follow a word of kinship, age, role or title become initials ("em Nguyễn Văn An" → "em N.V.A."); telephone
numbers, e-mail addresses and identity numbers become markers. Schools and places keep their names.
Source of the duty: Luật Trẻ em 2016 Đ.6.11, NĐ 56/2017 Đ.33 (name, school results, image of a child are private).
"""

from __future__ import annotations

import re

_TITLES = (
    "em|cháu|bé|học sinh|nữ sinh|nam sinh|học trò|thí sinh|sinh viên|trẻ|"
    "thầy giáo|cô giáo|thầy|cô|giáo viên|hiệu trưởng|hiệu phó|phó hiệu trưởng|bảo mẫu|cấp dưỡng|nhân viên|bảo vệ|"
    "ông|bà|anh|chị|chú|bác|dì|cậu|mợ|phụ huynh|mẹ|cha|tên là|tên|nạn nhân|nghi phạm|đối tượng|bị can|bị cáo"
)
_CAPITAL = r"[A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠ-Ỹ]"
_WORD = rf"{_CAPITAL}[^\W\d_]*"
_NAME = rf"(?:(?:{_CAPITAL}\.)+|{_WORD}(?:\s+{_WORD}){{0,4}}\.?)"
_NOT_A_NAME = r"(?!Trường|THPT|THCS|TH\b|Sở|Phòng|UBND|Bộ|Công an)"
_PERSON = re.compile(rf"(?<![^\W\d_])(?i:({_TITLES}))\s+{_NOT_A_NAME}({_NAME})")
_PHONE = re.compile(r"(?<!\d)(?:\+?84|0)(?:[\s.\-]?\d){8,10}(?!\d)")
_EMAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_IDENTITY = re.compile(r"(?<!\d)\d{9}(?:\d{3})?(?!\d)")


def mask(text: str) -> str:
    """Mask persons' names, telephone numbers, e-mail addresses, identity numbers. Masking twice changes nothing."""
    text = _EMAIL.sub("[e-mail]", text)
    text = _PHONE.sub("[điện thoại]", text)
    text = _IDENTITY.sub("[số giấy tờ]", text)
    return _PERSON.sub(lambda match: f"{match.group(1)} {_initials(match.group(2))}", text)


def _initials(name: str) -> str:
    parts = [part for part in re.split(r"[\s.]+", name) if part]
    return ".".join(part[0] for part in parts) + "."
