"""Tables in a text: rows of cells under a head that says what stands in a column.

What a column is called decides what its cells are: names, papers, birth dates, homes; or what stays (authors, schools,
subjects). Cells are parted by "|", tab, ";" or, where the head has three known words, by commas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from monitor.core.privacy import places, words
from monitor.core.privacy.common import COMMON

Place = tuple[int, int]

NAME, PAPER, BIRTH, HOME, KEPT, OTHER = "name", "paper", "birth", "home", "kept", "other"
_OTHER_TITLES = (
    "lớp|nội dung|nghề|ghi chú|quan hệ|giới|dân tộc|điểm|lý do|vi phạm|xếp loại|hạnh kiểm|stt|tt|ngày|"
    "thời gian|số|khối|"
    "giờ|phòng|kết quả|tình trạng|sđt|đt|điện thoại|email|ý kiến|toán|văn|anh"
)
_NAME_TITLES = (
    "họ|tên|học sinh|hs|cha|mẹ|ba|má|bố|người|giáo viên|gv|gvcn|phụ huynh|thí sinh|em|bạn|con|bé|cháu|nạn nhân|"
    "chủ nhiệm"
)
_COLUMNS = (
    (KEPT, "tác giả|nhà xuất bản|nxb|lãnh đạo|đại biểu|chuyên gia|diễn giả"),
    (PAPER, r"mã|sbd|số báo danh|cccd|cmnd|bhyt|định danh|số thẻ|số hồ sơ|hộ chiếu|mshs|mssv"),
    (BIRTH, r"ngày sinh|năm sinh|sinh ngày|ngày, tháng|ns|sinh"),
    (HOME, r"địa chỉ|nơi ở|chỗ ở|phòng trọ|nhà ở|thường trú|tạm trú|hộ khẩu"),
    (NAME, _NAME_TITLES),
    (KEPT, r"trường(?! hợp)|đơn vị|môn|quê|xã|huyện|địa điểm|chức vụ"),
    (OTHER, _OTHER_TITLES),
)  # fmt: skip
_KINDS = tuple((kind, re.compile(rf"(?i)(?:{names})(?![^\W_])")) for kind, names in _COLUMNS)
_SURE_KINDS = (
    (
        PAPER,
        re.compile(
            r"(?i)(?<![^\W_])(?:cccd|cmnd|bhyt|định danh|sbd|báo danh|hộ chiếu|mã hs|mã số|số thẻ|thẻ|số sổ|số "
            r"hiệu|khai sinh|id|gks|đdcn|bhxh|mã|học bạ)(?![^\W_])"
        ),
    ),
    (BIRTH, re.compile(r"(?i)(?<!học )(?<!thí )(?<!tuyển )(?<![^\W_])sinh(?: ngày| năm)?$|(?<![^\W_])dob(?![^\W_])")),
    (HOME, re.compile(r"(?i)(?<![^\W_])(?:địa chỉ|chỗ ở|nơi ở|nhà ở|thường trú|tạm trú|hộ khẩu)(?![^\W_])")),
)
_MOST_HEAD = 40
"""Characters of a column's title."""
_MOST_NICK_WORDS, _LONGEST_SYLLABLE = 2, 6
_MOST_NAME_WORDS = 6
_LEAST_COMMA_HEAD = 3
_LISTED = re.compile(
    r"[ \t]{0,3}(?:[-•*+–]|\d{1,3}[.)/]?)?[ \t]{0,3}([^\W\d_]{1,12}(?:[ ][^\W\d_]{1,12}){0,4}?)"
    r"[ \t]{0,3}(?:[:,;(–|\t-].*|"
    r"\d.*|(?i:nam|nữ|lớp|sn|sinh|con|ở|hs|học|bị|vắng|nghỉ|chưa)[ ].*)?$"
)
"""A line of a list: a sign or number, a name, then signs or figures."""
_ROLE = re.compile(r"(?:thầy|cô|ông|bà|anh|chị|em|cháu|bé|mẹ|ba|cha)\s{1,3}(?=\S)")
_TITLE_WORDS = frozenset(
    [
        "họ",
        "tên",
        "và",
        "ngày",
        "sinh",
        "số",
        "điện",
        "thoại",
        "địa",
        "chỉ",
        "lớp",
        "điểm",
        "ghi",
        "chú",
        "giới",
        "tính",
        "học",
        "phụ",
        "huynh",
        "cha",
        "mẹ",
        "mã",
        "năm",
        "dân",
        "tộc",
        "nơi",
        "ở",
        "tt",
        "stt",
        "trường",
        "hs",
        "gv",
        "môn",
        "đt",
        "sđt",
        "chủ",
        "nhiệm",
        "giáo",
        "viên",
        "của",
        "thẻ",
        "cccd",
        "bhyt",
    ]
)
"""Words of titles that are written with capitals: "Họ Và Tên"."""
_FIGURES = re.compile(r"\d+")
_RULE = re.compile(r"[\s|:\-]*")


@dataclass
class Rows:
    """Spans of a text's tables by what they are."""

    names: list[Place] = field(default_factory=list)
    papers: list[Place] = field(default_factory=list)
    births: list[Place] = field(default_factory=list)
    homes: list[Place] = field(default_factory=list)
    kept: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    start: int

    @property
    def span(self) -> Place:
        return self.start, self.start + len(self.text)


def read_rows(text: str) -> Rows:
    """Read the tables of a text by their heads."""
    rows = Rows()
    if "\n" not in text:
        return rows
    rows.names += _listed(text)
    kept: list[Place] = []
    head: list[str] = []
    sign = ""
    for start, line in _lines(text):
        found = _head(line, text[start + len(line) + 1 :].partition("\n")[0])
        if found is not None:
            sign, head = found
            kept.append((start, start + len(line)))
        elif head and sign in line:
            kept += _read(rows, head, _cells(line, sign, start))
        else:
            head = []
    rows.kept = tuple(kept)
    return rows


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _listed(text: str) -> list[Place]:
    """The names that lines of a list begin with, when two lines at least begin so."""
    found = []
    for start, line in _lines(text):
        match = _LISTED.match(line)
        if match is not None and _is_name(match.group(1)) and not _ROLE.match(match.group(1).lower() + " x"):
            found.append((start + match.start(1), start + match.end(1)))
    return found if len(found) > 1 else []


def _is_name(written: str) -> bool:
    parts = written.lower().split()
    named = all(part in words.GIVEN or (part in words.SURNAMES and len(parts) > 1) for part in parts)
    short = (
        len(parts) <= _MOST_NICK_WORDS and written.istitle() and all(len(part) <= _LONGEST_SYLLABLE for part in parts)
    )
    nick = short and not any(part in COMMON or part in words.BODIES or part in words.RUN_HEADS for part in parts)
    named = named or nick
    other = " ".join(parts) in places.PLACES or parts[0] in words.SUBJECTS or parts[0] in words.COUNTRIES
    return named and not other and (len(parts) > 1 or written[0].isupper())


def _head(line: str, following: str) -> tuple[str, list[str]] | None:
    """The sign between cells and the kind of each column, when a line is a table's head and the next has its cells."""
    for sign in "|\t;,":
        cells = line.strip(" |").split(sign)
        kinds = [_kind(cell) for cell in cells]
        known = sum(bool(kind) for kind in kinds)
        least = _LEAST_COMMA_HEAD if sign == "," else 2
        alike = sign in following and (sign != "," or following.count(sign) == line.count(sign))
        if (
            alike
            and len(cells) >= least
            and known >= least
            and known * 2 >= len(cells)
            and len(_FIGURES.findall(line)) < known
        ):
            return sign, kinds
    return None


def _kind(title: str) -> str:
    """What a column holds by its title, nothing when the words are no title."""
    title = title.strip()
    inner = [word for word in title.split()[1:] if word[0].isupper() and not word.isupper()]
    if len(title) > _MOST_HEAD or (inner and not _TITLE_WORDS.issuperset(title.lower().split())):
        return ""
    anywhere = next((kind for kind, pattern in _SURE_KINDS if pattern.search(title)), "")
    return anywhere or next((kind for kind, pattern in _KINDS if pattern.match(title)), "")


def _cells(line: str, sign: str, start: int) -> list[_Cell]:
    lead = len(line) - len(line.lstrip(" |")) if sign == "|" else 0
    cells, place = [], start + lead
    for raw in line[lead:].rstrip(" |" if sign == "|" else "").split(sign):
        cell = raw.strip()
        cells.append(_Cell(cell, place + raw.find(cell) if cell else place))
        place += len(raw) + 1
    return cells


def _read(rows: Rows, head: Sequence[str], cells: Sequence[_Cell]) -> list[Place]:
    """Sort a row's cells by their columns; return what stays."""
    kept = []
    for kind, cell in zip(head, cells, strict=False):
        if not cell.text or _RULE.fullmatch(cell.text):
            continue
        if kind == KEPT:
            kept.append(cell.span)
        elif kind == NAME:
            rows.names += _names(cell)
        elif any(map(str.isdigit, cell.text)):
            {PAPER: rows.papers, BIRTH: rows.births, HOME: rows.homes}.get(kind, []).append(cell.span)
    return kept


def _names(cell: _Cell) -> Iterator[Place]:
    """The persons of a cell: one, or several with commas between."""
    place = cell.start
    for part in cell.text.split(","):
        name = part.strip()
        start = place + part.find(name)
        place += len(part) + 1
        role = _ROLE.match(name)
        if role is not None:
            start, name = start + role.end(), name[role.end() :]
        if name and len(name.split()) <= _MOST_NAME_WORDS and not any(map(str.isdigit, name)):
            yield start, start + len(name)
