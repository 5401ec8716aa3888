"""An administrative document as values: what it says. How it is set is told by `monitor.reports.official.docx`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from monitor.reports.official.measures import BODY_PT, LINE_SPACING


@dataclass(frozen=True, slots=True)
class Body:
    """Who issues: `parent` above it, `name` itself, `code` as in the document's number, `place` before the date."""

    parent: str
    name: str
    code: str
    place: str


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 is `I.` in bold capitals, 2 is `1.` in bold, 3 is `a)` plain. `text` carries its own number."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `dash` makes it one line of a list."""

    text: str
    dash: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a table's cell: PNG, how wide it stands, and the words for those who do not see it."""

    png: bytes
    width_mm: float
    words: str


Cell = str | Picture


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `widths` are shares of the text's width that add up to 1; `right` names the columns of numbers."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    right: frozenset[int] = frozenset()
    total: bool = False
    """Whether the last row is a sum, set in bold."""

    def __post_init__(self) -> None:
        if len({len(self.header), len(self.widths), *map(len, self.rows)}) != 1:
            raise ValueError(f"rows of different lengths in table {self.caption!r}")


OPEN_PLACE = Paragraph("[Văn phòng Sở bổ sung nội dung này trước khi trình ký.]")
"""Where the office must write: the machine proposes nothing of its own."""

Block = Heading | Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: lines above the name, e.g. (`KT. GIÁM ĐỐC`, `PHÓ GIÁM ĐỐC`). The name may be left to be filled in."""

    posts: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Appendix:
    """`Phụ lục I` with its own page numbers."""

    number: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """One document. `kind` is `BÁO CÁO`, …; `kind_code` `BC`; number, day and month are left to the clerk.

    `year` is printed after `năm`. `recipients` are the lines under Nơi nhận, without dashes; empty `addressees` leave
    out Kính gửi.
    """

    body: Body
    kind: str
    kind_code: str
    subject: str
    year: int
    addressees: tuple[str, ...]
    blocks: tuple[Block, ...]
    signature: Signature
    recipients: tuple[str, ...]
    appendices: tuple[Appendix, ...] = ()
    grounds: tuple[str, ...] = field(default=())
    """Opening lines that name plan or law, in italics."""
    line_spacing: float = LINE_SPACING
    """From single to one and a half lines (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    body_pt: float = BODY_PT
    """Letters of the running text: 13 to 14 points (the same)."""

    @property
    def number_line(self) -> str:
        """`Số:        /BC-SGDĐT`."""
        return f"Số:        /{self.kind_code}-{self.body.code}"

    @property
    def date_line(self) -> str:
        """`Bến Tre, ngày      tháng      năm 2026`."""
        return f"{self.body.place}, ngày      tháng      năm {self.year}"


def texts(blocks: Sequence[Block]) -> list[str]:
    """Everything that blocks say, in order: for tests and for plain text."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Grid):
            found.extend([block.caption, *block.header, *(_said(cell) for row in block.rows for cell in row)])
        else:
            found.append(block.text)
    return found


def _said(cell: Cell) -> str:
    return cell.words if isinstance(cell, Picture) else cell


def in_words(name: str) -> str:
    """`SỞ GIÁO DỤC VÀ ĐÀO TẠO` inside a sentence."""
    small = name.lower()
    for word in ("sở", "giáo dục", "phòng", "trường", "trung tâm", "đào tạo", "văn hóa", "xã hội"):
        small = small.replace(word, word[:1].upper() + word[1:])
    return small.replace("thpt", "THPT").replace("gdtx", "GDTX").replace("thcs", "THCS")
