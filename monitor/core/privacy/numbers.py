"""Numbers and addresses that lead to a person: telephones, papers, accounts, e-mail, profiles, plates, classes.

Patterns only; homes are told in `monitor.core.privacy.homes`, birth dates in `monitor.core.privacy.births`, names in
`monitor.core.privacy.names`. A long number is hidden unless it is plainly something else (money, a count, a document):
what a number is for is often not said. An office's number is masked too: the number does not say whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int, str]
"""Start, end (offsets), what is shown instead."""

PHONE, EMAIL, IDENTITY, ACCOUNT = "[điện thoại]", "[e-mail]", "[số giấy tờ]", "[số tài khoản]"
PROFILE, PLATE, CLASS = "[trang cá nhân]", "[biển số]", ""

_SEP = r"[\s.,\-–—_*·•/()\ufe0f\u20e3]{0,3}"
_DIGIT = r"[\dOoƠơlI]"
_MAILERS = "gmail|yahoo|hotmail|outlook|icloud|proton"
_EMAIL = re.compile(
    r"[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){0,5}"
    rf"|(?i:[\w.+\-]{{2,64}}\s?(?:\(a còng\)|\[at\]|\(at\)|a còng|a cong|@)\s?(?:{_MAILERS})"
    r"(?:\s?(?:\.|chấm|cham)\s?(?:com|me|vn)){0,2})"
    rf"|(?i:[\w.+\-]{{2,64}}\s(?:{_MAILERS})\s?(?:\.|chấm|cham)\s?com)"
)
"""Also without its last part (`lan.anh@gmail`), as people write it, and in words (`lan.anh a còng gmail chấm com`)."""
_PERSONAL_HOSTS = (
    r"facebook\.com|fb\.com|fb\.me|fb\.watch|m\.me|zalo\.me|tiktok\.com|instagram\.com|threads\.net|t\.me|x\.com|"
    r"twitter\.com|drive\.google\.com|docs\.google\.com|photos\.app\.goo\.gl|forms\.gle|dropbox\.com|1drv\.ms|youtu\.be|"
    r"telegram\.me|locket\.cam|bit\.ly|tinyurl\.com"
)
_PROFILE = re.compile(
    rf"(?i)(?:https?://)?(?:[a-z\-]{{1,12}}\.)?(?:{_PERSONAL_HOSTS})"
    r"/(?!groups/|hashtag/|watch\b|s/)[^\s,;)>\"”|]+(?<![.!?])"
)
_HANDLE = re.compile(
    r"(?<![\w.@\]])(?:@(?=[a-z._]*[\d._]|[a-z]{8})([a-z0-9][\w.]{2,40}(?<!\.))"
    r"|(?i:fb|facebook|face|ig|insta|instagram|tiktok|tele|telegram|zalo|nick|acc|locket|discord)"
    r"(?:\s(?:của|nó|là|tên|em|mình|cua|no|ten)){0,2}\s?[:=]?\s?@?"
    r"((?=[\w.]*[._\d])(?![oO]\d)(?!(?:[A-Z]\.)+(?!\w))[A-Za-z](?![\w.]*\.(?:vn|com)\b)[A-Za-z0-9_.]{2,40}(?<!\.)))"
)
"""`@ten_2k9`, `ig: ten.2k9`: a sign of Latin letters with a point, a line or a figure in it."""
_PHONE = re.compile(
    rf"(?<!\d)(?<![^\d]\d/)(?<![^\d]\d\d/)(?<!^\d/)(?<!^\d\d/)(?:0084(?={_SEP}[1-9])|\(?\+{_SEP}84\)?|84(?={_SEP}[35789])|"
    rf"\(?(?:0|(?<!\w)[Oo])(?=[^\w\s]?{_SEP}[1-9OoƠolI]))(?:{_SEP}{_DIGIT}){{8,10}}(?![\dA-Za-z])\ufe0f?\u20e3?"
)
_LEAST_FIGURES, _LEAST_PHONE = 5, 9
"""Real figures among the signs of a telephone; signs of the shortest number with its area code."""
_FIGURE_WORD = "không|một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín"
_SPOKEN = re.compile(rf"(?i)(?<![^\W_])(?:không|0)(?:{_SEP}(?:(?:{_FIGURE_WORD})(?![^\W\d_])|\d)){{8,10}}(?![^\W_])")
"""Figures in words: "không chín một hai …", "0909 bảy bảy tám 123"."""
_PAPER = (
    "cccd|cmnd|cmt|căn cước(?: công dân)?|can cuoc(?: cong dan)?|chứng minh(?: nhân dân| thư)?|chung minh|"
    "mã (?:định danh|học sinh|hs|sinh viên|sv|học bạ|thẻ|bệnh nhân|bn|hồ sơ|số)|ma (?:dinh danh|hoc sinh|"
    "hs|hoc ba|the)|"
    "hộ chiếu|ho chieu|passport|số (?:định danh|báo danh|thẻ|hồ sơ|học bạ|hộ khẩu|bhyt|bảo hiểm)|so (?:bao danh|the)|"
    "sbd|mshs|mssv|bhyt|thẻ bảo hiểm(?: y tế)?|the bao hiem|thẻ|khai sinh(?: số)?|bảo hiểm"
)
_IDENTITY = re.compile(
    rf"(?i)(?<![^\W_])(?:{_PAPER})(?![^\W_])[^\d\n.;|]{{0,30}}?[\s:]{{0,3}}"
    r"((?:(?<![^\W_])[A-Z]{1,3}[ \-]?)?\d(?:[ .\-/]{0,1}\d){3,14}(?:[ .\-]\d{1,12}){0,4})(?![\d/]|[.,]\d)"
)
_BARE_IDENTITY = re.compile(r"(?<![\d.,/])(?:\d{12}|\d{9}|0\d{2}[\s.]\d{3}[\s.]\d{3}[\s.]\d{3})(?![\d/]|[.,]\d)")
_LONG = re.compile(
    r"(?<![\w.,/\-])(?<!\d )(?:[A-Z]{1,4}\d{5,24}|(?:[A-Z]{1,4}[ \-]?)?\d{7,24}|(?:[A-Z]{1,4}[ \-]?)?\d+(?:[ "
    r".\-]\d+)*(?:[ .\-]\d{4,})(?:[ .\-]\d{1,12}){0,4})(?![\d/]|[.,]\d|-?[^\W\d_])"
)
_LONG_FIGURES = 7
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[., ]\d{3})+")
_DATE = re.compile(
    r"\d{1,2}\s?[./\-]\s?\d{1,2}\s?[./\-]\s?\d{4}|\d{4}[./\-]\d{1,2}[./\-]\d{1,2}|(?:19|20)\d\d\s?-\s?(?:19|20)\d\d"
)
_HOTLINE = re.compile(r"(?:1800|1900)[ .\-]?\d{2,4}[ .\-]?\d{0,4}")
_COUNTED = re.compile(r"(?i)\s?(?:đồng|đ|vnđ|vnd|usd|triệu|tỷ|tỉ|nghìn|ngàn|dong|trieu|học sinh|em|người|%)(?![^\W_])")
_BANK = (
    "vietcombank|vcb|agribank|bidv|vietinbank|techcombank|tcb|sacombank|mb ?bank|mb|acb|đông á|dong a|vpbank|tpbank|"
    "scb|hdbank|ocb|shb|eximbank|vib|msb|lienvietpostbank|lpbank|seabank|kienlongbank|momo|viettel ?pay|zalopay|"
    "nam á|bắc á|abbank|namabank|shinhan|cake|timo"
)
_ACCOUNT = re.compile(
    r"(?i)(?<![^\W_])(?:chuyển khoản|chuyen khoan|ck|stk|số tk|so tk|số tài khoản|so tai khoan|tài khoản|tai khoan|tk|"
    rf"{_BANK})"
    r"(?:\s{1,3}[^\W\d_][^\W_]*){0,5}?\s{0,3}[:\-]?\s{0,3}(?:stk\s{0,3})?(\d(?:[\s.\-]?\d){5,18})(?!\d)"
)
_FIGURES = re.compile(r"\d[^\w]{0,3}[\doOlI][^\w]{0,3}[\doOlI]")
"""Figures enough for a number that tells of somebody."""
_PAPER_HINTS = (
    "cc", "cm", "căn", "can c", "chứng", "chung minh", "mã", "ma ", "hộ chiếu", "ho chieu", "passport", "số ", "so ",
    "sbd", "ms", "bhyt", "thẻ", "the ", "khai sinh", "bảo hiểm",
)  # fmt: skip
_ACCOUNT_HINTS = ("khoản", "khoan", "ck", "tk", "bank", "momo", "pay", *_BANK.split("|"))
_PLATE = re.compile(
    r"(?<![\w.,/])\d{2}\s?[-–]?\s?[A-ZĐa-zđ]{1,2}\d?\s?[-–.]?\s?(?:\d{3}[. ]?\d{2}|\d{4,5})(?![\d/]|[.,]\d)"
    r"|(?i:biển(?: số| kiểm soát)?|bien so|bks)\s?:?\s?(\d{2}[\w\-. –]{0,5}\d{3}[. ]?\d{1,2})(?!\d)"
)
_NUMBER_BEFORE = re.compile(r"(?<![\w./])([A-Z]{0,3}\d{5,12})[ \t]{0,3}[|;,:–\-\t ][ \t]{0,3}$")
_LONGEST_BEFORE = 20
_CLASS_AFTER = re.compile(r"[ \t]{0,3}[,(–-]?[ \t]{0,3}(?:1[0-2]|[1-9])(/\d{1,2}|[a-zA-Z]\d{0,2})(?![\w/])")
_GRADE = re.compile(
    r"(?<![^\W_])(?i:lớp|lop)\s{1,3}(?:(?:1[0-2]|[1-9])((?i:/?[a-z]{1,2}\d{0,2}|/\s?\d{1,2}[a-z]?)|\s?[A-Z]\d{0,2})(?![^\W_]|[.][A-Z])"
    r"|(?i:lá|chồi|mầm|la|choi|mam)\s{1,3}(\d{1,2}|[A-D])(?![^\W_]))"
)
_BARE_CLASS = re.compile(
    r"(?<![\w/.])(?<!\d,)(?:(?:1[0-2]|[1-9])(/?[A-DT]\d{0,2}|[a-d]\d{1,2}|/\d{1,2}(?=\s(?:nhặt|là|bị|[Cc]ô|[Tt]hầy)))|"
    r"(?i:lá|chồi|mầm)\s(\d))(?![\w/])"
)


def private_addresses(text: str) -> Iterator[Span]:
    """Yield addresses on the net: e-mail, profiles, chats, folders."""
    low = text.lower()
    if "@" in text or any(mailer in low for mailer in _MAILERS.split("|")):
        yield from ((*found.span(), EMAIL) for found in _EMAIL.finditer(text))
    if "/" in text:
        yield from ((*found.span(), PROFILE) for found in _PROFILE.finditer(text))
    if any(sign in text for sign in "@_.") or any(map(str.isdigit, text)):
        yield from ((*found.span(found.lastindex or 0), PROFILE) for found in _HANDLE.finditer(text))


def private_numbers(text: str) -> Iterator[Span]:
    """Yield what leads to a person, the surest kinds first; spans may overlap."""
    if _FIGURES.search(text) is not None:
        yield from _figures(text)
    if " " in text:
        spoken = (found for found in _SPOKEN.finditer(text) if any(map(str.isalpha, found.group())))
        yield from ((*found.span(), PHONE) for found in spoken)


def _figures(text: str) -> Iterator[Span]:
    yield from ((*found.span(found.lastindex or 0), PLATE) for found in _PLATE.finditer(text))
    low = text.lower()
    for hints, pattern, shown in ((_PAPER_HINTS, _IDENTITY, IDENTITY), (_ACCOUNT_HINTS, _ACCOUNT, ACCOUNT)):
        if any(hint in low for hint in hints):
            spans = (found.span(1) for found in pattern.finditer(text))
            yield from ((*span, shown) for span in spans if not _is_harmless(text, *span))
    yield from ((*found.span(), PHONE) for found in _PHONE.finditer(text) if _is_phone(found.group()))
    yield from ((*found.span(), IDENTITY) for found in _BARE_IDENTITY.finditer(text))
    yield from ((*found.span(), IDENTITY) for found in _LONG.finditer(text) if _is_long(text, found))


def _is_phone(written: str) -> bool:
    figures = sum(char.isdigit() for char in written)
    return figures >= _LEAST_FIGURES and sum(char.isdigit() or char in "OoƠơlI" for char in written) >= _LEAST_PHONE


def _is_long(text: str, found: re.Match[str]) -> bool:
    figures = sum(char.isdigit() for char in found.group())
    return (figures >= _LONG_FIGURES or found.group()[0].isalpha()) and not _is_harmless(text, *found.span())


def _is_harmless(text: str, start: int, end: int) -> bool:
    """Whether a number is money, a count or a date."""
    written = text[start:end]
    counted = _COUNTED.match(text, end) is not None or (_THOUSANDS.fullmatch(written) is not None and "." in written)
    return counted or _DATE.fullmatch(written) is not None or _HOTLINE.fullmatch(written) is not None


def number_before(text: str, start: int) -> Iterator[Span]:
    """Yield the number of a pupil or candidate that stands right before a name in a list: "012345 – Trúc Vy"."""
    found = _NUMBER_BEFORE.search(text, max(0, start - _LONGEST_BEFORE), start)
    if found is not None:
        yield (*found.span(1), IDENTITY)


def class_after(text: str, end: int) -> Iterator[Span]:
    """Yield the class written as two numbers after a name that ends at `end`: "Bảo Duy 8/5"."""
    found = _CLASS_AFTER.match(text, end)
    if found is not None:
        yield (*found.span(1), CLASS)


def classes(text: str) -> Iterator[Span]:
    """Yield what tells a class from the others of its grade: the `A3` of "lớp 7A3"."""
    for pattern in (_GRADE, _BARE_CLASS):
        for found in pattern.finditer(text):
            group = next(number for number in range(1, pattern.groups + 1) if found.group(number))
            yield (*found.span(group), CLASS)
