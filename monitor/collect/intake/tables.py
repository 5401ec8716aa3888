"""Exports of other listening services as rows of text: CSV, XLSX, JSON and JSON Lines, told apart by their bytes.

Files come from outside and are not trusted: sizes are bounded, formulas are never worked out, a bad row costs no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from monitor.core.errors import ParseError

MAX_FILE_BYTES = 30 * 1024 * 1024
MAX_ROWS = 100_000
MAX_COLUMNS = 200
MAX_CELL_CHARS = 200_000
PREVIEW_ROWS = 5

EMPTY = "empty"
TOO_LARGE = "too-large"
OLD_EXCEL = "old-excel"
NOT_A_TABLE = "not-a-table"
BOMB = "bomb"
NO_SHEET = "no-sheet"
BROKEN = "broken"
NO_BOOK = "no-book"
WEB_PAGE = "web-page"
NOT_TEXT = "not-text"
CUT_OFF = "tệp kết thúc giữa dòng này, có thể đã bị cắt khi chép hay tải về; hãy lấy lại cả tệp rồi nhập lại"
"""Why the last row is not taken."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as the file's own program shows it, and the cells that are not empty, by column.

    `last_unended`: it is complete as far as can be told, but nothing shows that the file did not end in its last cell.
    """

    number: int
    cells: Mapping[str, str]
    last_unended: bool = False


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that cannot be read. `column` is empty when the row as a whole is wrong; `reason` is Vietnamese."""

    number: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class Table:
    """A file as rows. `columns` in the file's order; `rows` can be walked once; `sheets` are those of a workbook."""

    columns: tuple[str, ...]
    rows: Iterator[Row | RowFault]
    kind: str
    sheets: tuple[str, ...] = ()


class TableError(ParseError):
    """A file that is no table we read. `reason` is one of the keys above; staff read it in Vietnamese elsewhere."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


@dataclass
class Columns:
    """Names of columns as they are used: trimmed, never empty, never twice."""

    names: tuple[str, ...] = field(default_factory=tuple)

    @classmethod
    def of(cls, header: Iterable[object]) -> Columns:
        """Read a header line; a column without a name is called by its place."""
        names: list[str] = []
        for number, cell in enumerate(islice(header, MAX_COLUMNS), start=1):
            name = " ".join(cell_text(cell).split())[:200] or f"cột {number}"
            while name in names:
                name += "'"
            names.append(name)
        return cls(tuple(names))

    def row(self, number: int, cells: Iterable[object]) -> Row | None:
        """A row of cells in the order of the columns; None when all of them are empty."""
        texts = ((name, cell_text(cell)) for name, cell in zip(self.names, cells, strict=False))
        kept = {name: text for name, text in texts if text}
        return Row(number, kept) if kept else None


def cell_text(cell: object) -> str:
    """One cell as bounded text without NUL; times as ISO 8601, whole numbers without a fraction."""
    if cell is None or cell is False:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:  # noqa: PLR2004 - exact in a float
        cell = int(cell)
    written = cell.isoformat(sep=" ") if hasattr(cell, "hour") and hasattr(cell, "isoformat") else str(cell)
    return written[:MAX_CELL_CHARS].replace("\0", "").strip()


def bounded(rows: Iterable[Row | RowFault]) -> Iterator[Row | RowFault]:
    """The first MAX_ROWS rows; that there were more is told as a fault of the row after them."""
    for count, row in enumerate(rows):
        if count == MAX_ROWS:
            limit = f"{MAX_ROWS:,}".replace(",", ".")
            yield RowFault(row.number, "", f"tệp có quá {limit} dòng; hãy chia nhỏ rồi nhập tiếp")
            return
        yield row
