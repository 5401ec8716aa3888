"""Birth dates in a text: behind a word that says so, behind a name, in a row of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

Place = tuple[int, int]
"""Start and end of a date, with the word that makes it a birth date."""

_YEAR = r"(?:19[3-9]|20[0-4])\d"
_FULL = (
    rf"(?:\d{{1,2}}\s?[/.\-]\s?\d{{1,2}}\s?[/.\-]\s?(?:{_YEAR}|\d\d)(?!\d)|{_YEAR}[/.\-]\d{{1,2}}[/.\-]\d{{1,2}}"
    rf"|\d{{1,2}}\s{{1,3}}(?i:tháng|thang)\s{{1,3}}\d{{1,2}}(?:,?\s{{1,3}}(?i:năm|nam)\s{{1,3}}{_YEAR})?)"
)
_SHORT = rf"(?:\d{{1,2}}[/.\-](?:{_YEAR}|\d{{1,2}})|{_YEAR}|2k\d{{1,2}}|\d{{8}}|\d{{6}})"
_SAID = re.compile(
    r"(?<!học )(?<!hoc )(?<!thí )(?<!thi )(?<!tuyển )(?<!HỌC )(?<!THÍ )(?<![^\W_])"
    r"(?i:ngày tháng năm sinh|sinh nhật|sinh(?:\s{1,3}(?:ngày|ngay|năm|nam))?|"
    r"(?:ngày|ngay|năm|nam)\s{1,3}sinh|sn|ns|dob)"
    r"(?:\s{1,3}(?i:là|của|em|bé|con|cháu|nó|vào|tôi|mình|anh|chị|bạn|la|cua|be|chau|no)){0,3}\s{0,3}:?\s{0,3}"
    rf"(?:(?i:ngày|ngay|mùng|mồng|năm|nam|hôm)\s{{1,3}}){{0,2}}(?:{_FULL}|{_SHORT}|(?<=năm )\d\d|(?<=sn "
    rf")\d\d)(?![\d/]|[.,]\d|\s(?i:kp|ấp|hẻm|đường|tổ|khu|ap|hem|duong)(?![^\W_\d]))"
)
_COHORT = re.compile(r"(?i)(?<![\w.@])2k\d{1,2}(?![\w@]|\.\w)")
"""As the young say a year of birth: "2k7"."""
_BIRTHDAY = re.compile(
    rf"(?i)(?:tròn|tron|đủ|vừa)\s{{1,3}}(?:\d{{1,2}}|[^\W\d_]+)\s{{1,3}}(?:tuổi|tuoi)(?:\s{{1,3}}(?:vào|hôm|ngày|hom|ngay)){{1,2}}\s{{1,3}}({_FULL}|\d{{1,2}}[/.\-]\d{{1,2}})"
)
_AFTER_NAME = re.compile(
    r"[ \t]{0,3}(?:[,;|:(–\-\t]{1,2}[ \t]{0,3})?(?:(?i:nam|nữ|nu|sn|sinh)[ \t]{0,2}[,;|–\-\t]?[ \t]{0,3})?"
    rf"({_FULL}|{_YEAR}(?=[ \t]{{0,3}}(?:[),;.|\t\n–-]|$)))"
)
_IN_ROW = re.compile(rf"(?<![\w/.,])(?:\d{{1,2}}[/.\-]\d{{1,2}}[/.\-]{_YEAR}|{_YEAR}-\d\d-\d\d)(?![\w/])")
_SMALL_WORD = re.compile(r"(?<![^\W_])[^\W\d_A-Z]{2,}")
_MOST_SMALL_WORDS = 5
"""Words in small letters in a line that is no sentence but a row of a list."""
_ROW_SIGNS = "|;\t"


def births(text: str) -> Iterator[Place]:
    """Yield birth dates that the text calls so."""
    if not any(map(str.isdigit, text)):
        return
    low = text.lower()
    if any(word in low for word in ("sinh", "sn", "ns", "dob")):
        yield from (found.span() for found in _SAID.finditer(text))
    if "2k" in low:
        yield from (found.span() for found in _COHORT.finditer(text))
    if "tuổi" in low or "tuoi" in low:
        yield from (found.span(1) for found in _BIRTHDAY.finditer(text))


def births_of(text: str, names: Sequence[Place]) -> Iterator[Place]:
    """Yield dates right behind a name, and those in a row (of a table or list) that holds a name."""
    for start, end in names:
        found = _AFTER_NAME.match(text, end)
        if found is not None:
            yield found.span(1)
        first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        row = text[first : last if last >= 0 else len(text)]
        if any(sign in row for sign in _ROW_SIGNS) or len(_SMALL_WORD.findall(row)) <= _MOST_SMALL_WORDS:
            yield from ((first + date.start(), first + date.end()) for date in _IN_ROW.finditer(row))
