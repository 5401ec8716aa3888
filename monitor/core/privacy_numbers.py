"""Numbers and addresses that lead to a person: telephones, papers, accounts, e-mail, profiles, homes, birth dates.

Patterns only; what is a person's name is told in `monitor.core.privacy_names`. An office's number is masked too: the
number does not say whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int, str]
"""Start, end (offsets), what is shown instead."""

PHONE, EMAIL, IDENTITY, ACCOUNT = "[điện thoại]", "[e-mail]", "[số giấy tờ]", "[số tài khoản]"
HOME, PROFILE, BIRTH, CLASS = "[địa chỉ]", "[trang cá nhân]", "[ngày sinh]", ""

_SEP = r"[\s.\-–/()]{0,3}"
_DIGIT = r"[\dOoƠơ]"
_EMAIL = re.compile(r"[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){0,5}")
"""Also without its last part (`lan.anh@gmail`), as people write it."""
_PROFILE = re.compile(
    r"(?i)(?:https?://)?(?:[a-z\-]{1,12}\.)?(?:facebook\.com|fb\.com|fb\.me|m\.me|zalo\.me|tiktok\.com|instagram\.com|"
    r"threads\.net|t\.me|x\.com|twitter\.com)"
    r"/(?!groups/|hashtag/|watch\b|s/)[^\s,;)\"”]+(?<![.!?])"
)
_PHONE = re.compile(
    rf"(?<![\d/])(?:\(?\+{_SEP}84\)?|84(?={_SEP}[35789])|"
    rf"\(?(?:0|(?<!\w)[Oo])(?=[^\w\s]?{_SEP}[1-9OoƠơ]))(?:{_SEP}{_DIGIT}){{8,10}}(?![\dA-Za-z])"
)
_IDENTITY = re.compile(
    r"(?i)(?<![^\W_])(?:cccd|cmnd|cmt|căn cước(?: công dân)?|can cuoc|chứng minh(?: nhân dân)?|"
    r"mã định danh(?: học sinh)?|ma dinh danh|hộ chiếu[^:\n]{0,30}|ho chieu|số định danh)"
    r"[^\d\n]{0,18}?\s*:?\s*([A-Z]?\d(?:[\s.\-]?\d){6,11})(?!\d)"
)
_BARE_IDENTITY = re.compile(r"(?<![\d.,/])(?:\d{12}|\d{9}|0\d{2}[\s.]\d{3}[\s.]\d{3}[\s.]\d{3})(?![\d/]|[.,]\d)")
_BANK = (
    "vietcombank|vcb|agribank|bidv|vietinbank|techcombank|tcb|sacombank|mb ?bank|mb|acb|đông á|dong a|vpbank|tpbank|"
    "scb|hdbank|ocb|shb|eximbank|vib|msb|lienvietpostbank|seabank|kienlongbank|momo"
)
_ACCOUNT = re.compile(
    r"(?i)(?<![^\W_])(?:chuyển khoản|chuyen khoan|stk|số tk|so tk|số tài khoản|so tai khoan|tài khoản|tai khoan|tk|"
    rf"{_BANK})"
    r"(?:\s+[^\W\d_][^\W_]*){0,5}?\s*[:\-]?\s*(?:stk\s*)?(\d(?:[\s.\-]?\d){7,18})(?!\d)"
)
_BIRTH = re.compile(
    r"(?i)(?<![^\W_])(?:sinh(?: ngày)?|ngày sinh|ngay sinh|sn|năm sinh|nam sinh|sinh năm|sinh nam)\s*:?\s*"
    r"((?:ngày\s+)?\d{1,2}\s*(?:[/.\-]\s*\d{1,2}\s*[/.\-]\s*|\s*tháng\s+\d{1,2}\s+năm\s+|[/.\-]\s*)\d{2,4}|"
    r"(?:19|20)\d\d)(?!\d)"
)
_LISTED_BIRTH = re.compile(r"[-;|]\s*(\d{1,2}[/.\-]\d{1,2}[/.\-](?:19|20)\d\d)(?=\s*[-;|])")
_YEAR_AFTER = re.compile(r"[ \t]{0,3}\((?:sn[ \t]{0,3})?((?:\d{1,2}[/.\-]\d{1,2}[/.\-])?(?:19[4-9]|20[012])\d)(?=[),])")
_CLASS_AFTER = re.compile(r"[ \t]{0,3}[,(–-]?[ \t]{0,3}(?:1[0-2]|[1-9])(/\d{1,2})(?![/\d])")
_GRADE = re.compile(
    r"(?<![^\W_])(?i:lớp|lop)\s+(?:(?:1[0-2]|[1-9])((?i:/?[a-z]{1,2}\d{0,2}|/\s?\d{1,2}[a-z]?)|\s?[A-Z]\d{0,2})(?![^\W_])"
    r"|(?i:lá|chồi|mầm|la|choi|mam)\s+(\d{1,2}|[A-D])(?![^\W_]))"
)
_BARE_CLASS = re.compile(
    r"(?<![\w/.,])(?:(?:1[0-2]|[1-9])(/?[A-DT]\d{0,2}|[a-d]\d{1,2}|/\d{1,2}(?=\s(?:nhặt|là|bị)))|"
    r"(?i:lá|chồi|mầm)\s(\d))(?![\w/])"
)
_CAPITAL = "[" + "".join(
    chr(code) for code in (*range(ord("A"), ord("Z") + 1), *range(0xC0, 0x1F00)) if chr(code).isupper()
) + "]"  # fmt: skip
_NAME_WORD = rf"{_CAPITAL}[^\W\d_]+"
_STREET = rf"(?:{_NAME_WORD}(?:\s+{_NAME_WORD}){{0,4}}|\d{{1,2}}(?:\s+[Tt]háng\s+|/)\d{{1,2}})"
_PARTS = (
    "ấp|ap|tổ|to|hẻm|hem|kiệt|đường|duong|khu phố|khu pho|khóm|thôn|xóm|block|căn|lô|khu tái định cư|số nhà|nhà số|"
    "số|so|chung cư|phòng trọ|phường|phuong"
)
_HOUSE = r"\d{1,4}[A-Za-z]?(?:/\d{1,4}[A-Za-z]?){0,3}"
_PIECE = (
    rf"(?:(?i:{_PARTS})\s+(?:số\s+)?(?:\d{{1,2}}\s+[Tt]háng\s+\d{{1,2}}|{_HOUSE}(?![\d.,]*\d)(?:\s+{_STREET})?|"
    rf"{_STREET}(?:\s+\d{{1,2}})?|[A-Z](?![^\W_])))"
)
_HOME = re.compile(
    r"(?<![^\W_])(?:"
    rf"(?i:(?:(?:nhà|phòng trọ|dãy trọ)\s)?(?:số nhà|nhà số|số|so))\s+{_HOUSE}(?![\w/\-]|[.,]\d)"
    rf"(?:,?\s+{_PIECE}|,?\s+(?:(?i:{_PARTS})\s+)?(?:{_HOUSE}\s+)?{_STREET}){{1,3}}(?:,?\s+P\d+)?"
    rf"|(?i:dãy trọ\s+)?\d{{1,4}}[A-Za-z]?(?:/\d{{1,4}}[A-Za-z]?){{1,3}}\s+"
    rf"(?:{_PIECE}|{_STREET}(?:\s+P\d{{1,2}})?)(?:,\s*{_PIECE})*"
    rf"|\d{{1,4}}[A-Za-z]?\s+(?i:ấp|khu phố|đường|hẻm)\s+(?:{_HOUSE}|{_STREET})"
    rf"|(?:nhà không số,\s+)?(?i:tổ|hẻm|kiệt|ấp|khu phố|chung cư)\s+(?:\d{{1,3}}|{_STREET}(?:\s+\d)?)"
    rf"(?:,?\s+{_PIECE}){{1,3}}"
    r")"
)
_AT_HOME = re.compile(
    r"(?i:địa chỉ|dia chi|nhà ở|nhà nó|nhà cháu ở|nha chau o|nơi ở|cư trú tại|trú tại|tạm trú|thường trú|ngụ|"
    r"hộ khẩu(?: gia đình)? ở|nhà)\s*:?\s+"
    rf"((?:{_PIECE}|{_HOUSE}(?![\d.,]*\d)(?:\s+{_STREET})?)(?:,\s*{_PIECE})*)"
)
_PLAIN_HOME = re.compile(
    r"(?<![^\W_])(?:(?:so\s+|(?<=dia chi )|(?<=so nha ))\d{1,4}[a-z]?(?:/\d{1,4})*"
    r"(?:\s+(?:ap|duong|hem|to|khu pho)\s+[\w/]+(?:\s+(?!xa\b|huyen\b|o\b|cach\b)[a-z]+){0,2}"
    r"(?:\s+phuong\s+\d+|\s+\d{1,2})?)"
    r"|\d{1,4}[a-z]?/\d{1,4}\s+ap\s+[a-z]+\s+[a-z]+(?:\s+\d)?|(?:o|tai)\s+ap\s+[a-z]+\s+[a-z]+\s+to\s+\d+)"
)


def private_numbers(text: str) -> Iterator[Span]:
    """Yield what leads to a person, the surest kinds first; spans may overlap."""
    for pattern, shown in ((_EMAIL, EMAIL), (_PROFILE, PROFILE)):
        yield from ((*found.span(), shown) for found in pattern.finditer(text))
    for pattern, shown in ((_IDENTITY, IDENTITY), (_ACCOUNT, ACCOUNT)):
        yield from ((*found.span(1), shown) for found in pattern.finditer(text))
    yield from ((*found.span(), PHONE) for found in _PHONE.finditer(text) if _is_phone(found.group()))
    yield from ((*found.span(), IDENTITY) for found in _BARE_IDENTITY.finditer(text))
    for pattern in (_BIRTH, _LISTED_BIRTH):
        yield from ((*found.span(1), BIRTH) for found in pattern.finditer(text))


def homes(text: str) -> Iterator[Span]:
    """Yield home addresses: number and street, hamlet and group; the commune stays."""
    for pattern in (_HOME, _PLAIN_HOME):
        yield from ((*found.span(), HOME) for found in pattern.finditer(text))
    yield from ((*found.span(1), HOME) for found in _AT_HOME.finditer(text))


def _is_phone(written: str) -> bool:
    digits = sum(char.isdigit() or char in "OoƠơ" for char in written)
    return digits >= 9  # noqa: PLR2004 - the shortest number with its area code


def class_after(text: str, end: int) -> Iterator[Span]:
    """Yield the class written as two numbers after a name that ends at `end`: "Bảo Duy 8/5"."""
    found = _CLASS_AFTER.match(text, end)
    if found is not None:
        yield (*found.span(1), CLASS)


def year_after(text: str, end: int) -> Iterator[Span]:
    """Yield the year of birth in brackets after a name that ends at `end`."""
    found = _YEAR_AFTER.match(text, end)
    if found is not None:
        yield (*found.span(1), BIRTH)


def classes(text: str) -> Iterator[Span]:
    """Yield what tells a class from the others of its grade: the `A3` of "lớp 7A3"."""
    for pattern in (_GRADE, _BARE_CLASS):
        for found in pattern.finditer(text):
            group = next(number for number in range(1, pattern.groups + 1) if found.group(number))
            yield (*found.span(group), CLASS)
