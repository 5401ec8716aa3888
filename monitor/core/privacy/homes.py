"""Homes in a text: house number and street, hamlet and group, and the landmark by which a house is found.

An address is a row of pieces ("số 4", "hẻm 12 Lê Lợi", "ấp An Hòa"). A row is a home when a piece of it is smaller
than a commune, when words before say that somebody lives there or when it begins with a house number; it is none when
the words before name an office, a school, a market, a place of an exam. The commune stays readable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from monitor.core.text import is_accentless

Place = tuple[int, int]
"""Start and end of a home."""

_BEFORE = 70
"""Characters before an address in which it is said whose it is."""
_CAPITAL = "[" + "".join(
    chr(code) for code in (*range(ord("A"), ord("Z") + 1), *range(0xC0, 0x1F00)) if chr(code).isupper()
) + "]"  # fmt: skip
_NAME = (
    rf"(?!P\d){_CAPITAL}[^\W\d_]*(?:[ ](?!P\d){_CAPITAL}[^\W\d_]*){{0,3}}(?:[ ]\d{{1,2}}(?![\w/]|[.,]\d))?(?:[ ]P\d+)?"
)
_NO_SYLLABLE = r"(?!(?:to|va|o|bi|la|co|de|xa|phuong|huyen|gan|cach|ngap|roi|ma|thi|nha|di|den|gap|ai|cho|qua|ra)\b)"
_LOW_NAME = rf"[a-z]{{2,7}}[ ][a-z]{{2,7}}(?:[ ]{_NO_SYLLABLE}[a-z]{{2,7}})?(?:[ ]\d{{1,2}}(?![\w/]|[.,]\d))?"
"""A street or hamlet in a text in small letters without accents: two syllables or three."""
_NUMBER = r"[kK]?\d{1,4}[A-Za-z]?(?:/\d{1,4}[A-Za-z]?){0,3}(?![\w/\-]|[.,]\d)"
_NUMBER_OR_NAME = rf"(?:{_NUMBER}(?:[ ]{_NAME})?|{_NAME})"
_SMALL = (
    "tổ dân phố|tdp|ấp|khóm|xóm|thôn|phum|(?-i:sóc|kiệt)|hẻm|hẽm|ngõ|ngách|khu phố|kp|khu tái định cư|"
    "khu dân cư|kdc|chung cư|cư xá|"
    "thửa đất|thửa|tờ bản đồ|bờ kênh|bờ kinh|dãy nhà trọ|dãy trọ|nhà trọ|phòng trọ|khu trọ|khu tập thể|"
    "khu nhà ở|khu lưu trú|tổ tự quản"
)
"""Parts of a commune and of what is in them: a home however little else is said."""
_WEAK = "tổ|số nhà|nhà số|số|sn|lầu|tầng|căn hộ|căn|lô|block|phòng|đường|lộ"
_SMALL_NAME = (
    r"(?!(?:này|kia|tui|tôi|em|nó|văn|trưởng|mình|bên|có|bị|đang|thì|mà|là|nào|đó|khác|trên|dưới|của|hay|và|trứng|ra|vào|nhà|"
    r"của|ai|đều|cũng|gần|cách|toàn|lại|ở|cho|với|được|đã|sẽ|xã|lên|về)\b)[^\W\d_A-ZÀ-Ỹ]+[ ](?!(?:có|bị|"
    r"đang|thì|mà|là|nó|ai|"
    r"đều|cũng|gần|xã|cách|ở|hay|và|bán|đã)\b)[^\W\d_A-ZÀ-Ỹ]+"
)
"""A hamlet's name in small letters: two syllables that are no common words there."""
_SHORT = "ap|âp|ắp|hem|khom|kp|k[.]"
"""Short forms and forms with a sign missing: with a number behind them."""
_PLAIN_SMALL = "ap|khom|phum|hem|kiet|khu pho|kp|xom"
_PLAIN_WEAK = "to|so nha|nha so|so|sn|lau|tang|duong"


def _row(small: str, weak: str, name: str) -> re.Pattern[str]:
    value = rf"(?:(?i:số )?(?:\d{{1,2}}[ ](?i:tháng)[ ]\d{{1,2}}|{_NUMBER}(?:[ ]{_NAME})?|{name}|[A-Z](?![^\W_])))"
    piece = (
        rf"(?:(?i:cuối|đầu|giữa)[ ])?(?:(?i:{small})[ ]{{0,2}}{value}|(?i:{_SHORT})[ .]{{0,2}}{_NUMBER}|(?:ấp|"
        rf"khóm|xóm|thôn)[ ]{_SMALL_NAME}|(?i:{weak})[ ]{{1,2}}"
        rf"(?:(?i:{small})[ ]{{0,2}})?{value})"
    )
    gap = r"(?:[ ]{1,2}|[ ]?[,–-][ ]{0,2})"
    return re.compile(
        rf"(?<![\w/.,\-])(?<!hàng[ ])(?:(?i:nhà không số),[ ])?(?:(?<!\d[ ])(?<!\w/){_NUMBER}(?:[ ]{_NAME})?[ "
        rf"])?{piece}(?:{gap}{piece}){{0,5}}"
        rf"|(?<![\w/.,\-])(?<!\d[ ]){_NUMBER}[ ](?!(?:Cô|Thầy|Em|Ông|Bà|Chị|Anh|Trường)\b){_NAME}"
    )


_ROW = _row(_SMALL, _WEAK, _NAME)
_PLAIN_ROW = _row(_PLAIN_SMALL, _PLAIN_WEAK, rf"(?:{_NAME}|(?<=ap ){_LOW_NAME}|(?<=duong ){_LOW_NAME})")
_IS_SMALL = re.compile(rf"(?i)(?<![^\W_])(?:{_SMALL}|{_PLAIN_SMALL}|{_SHORT})(?:[ .]|\d)")
_IS_STREET = re.compile(r"(?i)(?:số|so|nhà|sn|lầu|lau)[ ].*(?:đường|duong|[^\W\d_]{2})")
_IS_HOUSE = re.compile(r"(?!(?:[12]?\d|3[01])/\d{1,2}\b)\d{1,4}[A-Za-z]?/\d")
"""A house in an alley, no day of a month and no class: `78/15`."""
_NUMBER_ONLY = re.compile(r"(?i)(?:số|so|phòng|tầng|lầu|căn|lô|tổ)[ ]\w{1,5}")
_LIVES = re.compile(
    r"(?i)(?<![^\W_])(?:ngụ|cư trú|tạm trú|thường trú|(?<!bán )trú|địa chỉ|dia chi|đ/c|hộ khẩu|chỗ ở|nơi ở|nhà(?! "
    r"(?:văn|sách|hát|thi|thuốc|nước|trường|thờ|hàng|máy|trẻ|nghỉ|khách|xe))|nha|ở|ship|sống|ngu)"
    r"(?![^\W_])(?:(?![^\W_]*(?:trường|học|thi)\b)[^.;!?\n]){0,18}$"
)
_STAYS = frozenset({"ở", "ở ", "số"})
"""Beginnings of "ở", "sống": after them a street without a number is where something happened."""
_SITE = re.compile(
    r"(?i)(?<![^\W_])(?:điểm thi|điểm trường|phân hiệu|trụ sở|cơ sở|văn phòng|trung tâm|nhà sách|nhà văn hóa|siêu thị|"
    r"trường|trg|mn|th|thcs|thpt|ubnd|bệnh viện|trạm y tế|chi nhánh|công ty|hội trường|chợ|thư viện|nhà "
    r"hát|công viên|khách sạn|ngân hàng|bưu điện|nhà thi đấu|sân vận động|phòng giáo dục|sở|showroom|cửa "
    r"hàng|tòa nhà|bến xe|nhà thuốc|phòng khám|phòng gd|tiệm|shop|điểm tiếp nhận|nơi tổ chức)"
    r"(?![^\W_])[^.;!?\n]{0,45}$"
)
_PERSON = re.compile(r"(?i)(?<![^\W_])(?:em|bé|cháu|chị|anh|ông|bà|con|mẹ|cha|ba|má|bạn|chú|cô|thầy)(?![^\W_])")
"""Somebody named between an office and an address: the address is theirs."""
_NEAR = (
    "đối diện|gần|kế bên|kế|sau lưng|phía sau|sau|bên cạnh|cạnh|sát bên|sát vách|sát|bên hông|trước mặt|sau hè|ngang|"
    "doi dien|gan|ke ben|ke|canh"
)
_STOPS = "ấp|hẻm|xóm|đang|bị|có|mà|thì|nên|ai|xã|huyện|phường|ap|hem|bi|co|xa"
_LANDMARK = re.compile(
    rf"(?<![^\W_])(?i:{_NEAR})(?!\s(?i:lớp|nhà|trường|tui|em|mình|nó|bên|đây|hết)\b)(?:[ "
    rf"](?!(?i:{_STOPS})\b)[^\W_]+){{1,6}}?(?=[ ]?(?:[,.;:!?)\n]|$)|[ ](?i:{_STOPS})\b)"
)
_HOUSE_BEFORE = re.compile(
    r"(?i)(?<![^\W_])(?:nhà|nha)(?:[ ](?:nó|em|cháu|bé|con|tôi|tui|mình|bạn|nằm|ở|ngay|o|no|chau)){0,3}[ ]$"
)


_LIVES_AT = re.compile(
    r"(?i:(?<![^\W_])(?:ngụ|cư trú|tạm trú|thường trú|(?<!bán )trú|hkt|hktt|hộ khẩu|địa chỉ|nhà ở)"
    r"(?:[ ](?:tại|ở))?:?)[ ]"
    r"((?:(?!trường\b|xã\b|phường\b|huyện\b|thị\b|thành\b|tỉnh\b|tp\b|quận\b|cùng\b|tại\b|ở\b|trong\b|trên\b|nhà\b|khu\b)"
    rf"[^\W\d_A-Z]{{2,}}[ ]){{1,3}}{_NUMBER_OR_NAME})"
)
"""Behind "ngụ" any kind of place in small letters that is no commune: "trú bản Nậm Cắn"."""


_HINTS = tuple(unit.strip("[]()?-i:") for unit in f"{_SMALL}|{_PLAIN_SMALL}|{_SHORT}".replace("SÓC|", "").split("|"))
_NUMBERED = re.compile(
    r"(?i)(?:số|so|sn|nhà|nha|phòng|tầng|lầu|căn|lô|tổ|đường|duong|lộ)[ ](?:nhà |số )?\w?\d|\d[ ][A-ZÀ-Ỹ]|"
    r"đường[ ][A-ZÀ-Ỹ]"
)


def homes(text: str) -> Iterator[Place]:
    """Yield home addresses and landmarks beside them."""
    low = text.lower()
    found: list[Place] = []
    if any(unit in low for unit in _HINTS) or _NUMBERED.search(text) is not None:
        row = _PLAIN_ROW if is_accentless(text) else _ROW
        found = [found.span() for found in row.finditer(text) if _is_home(text, *found.span())]
    yield from found
    if "trú" in low or any(word in low for word in ("ngụ", "hkt", "hộ khẩu", "địa chỉ", "nhà ở")):
        yield from (lives.span(1) for lives in _LIVES_AT.finditer(text))
    yield from (mark.span() for mark in _LANDMARK.finditer(text) if _is_mark(text, *mark.span(), found))


def _is_home(text: str, start: int, end: int) -> bool:
    row, before = text[start:end], text[max(0, start - _BEFORE) : start]
    lives, site = _LIVES.search(before), _SITE.search(before)
    if site is not None and _PERSON.search(before[site.start() :]):
        site = None
    if site is not None and (lives is None or site.start() > lives.start()):
        return False
    if _NUMBER_ONLY.fullmatch(row):
        return lives is not None and lives.group()[:2].lower() not in _STAYS
    if lives is not None and (lives.group()[:2].lower() not in _STAYS or any(map(str.isdigit, row))):
        return True
    if _IS_SMALL.search(row) is not None:
        return True
    return any(sure.match(row) is not None for sure in (_IS_STREET, _IS_HOUSE))


def _is_mark(text: str, start: int, end: int, found: list[Place]) -> bool:
    """Whether words such as "gần chùa" stand beside a home or right after "nhà"."""
    beside = partial(_beside, text)
    near_home = any(beside(home_end, start) or beside(end, home_start) for home_start, home_end in found)
    return near_home or _HOUSE_BEFORE.search(text, max(0, start - _BEFORE), start) is not None


def _beside(text: str, end: int, start: int) -> bool:
    return 0 <= start - end <= 2 and not text[end:start].strip(" ,")  # noqa: PLR2004 - a comma and a space
