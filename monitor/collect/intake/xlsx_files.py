"""Excel workbooks (XLSX), read row by row. Formulas are not worked out: the value that Excel last saved counts."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from monitor.collect.intake.tables import (
    BOMB,
    BROKEN,
    EMPTY,
    NO_BOOK,
    NO_SHEET,
    OLD_EXCEL,
    Columns,
    Row,
    RowFault,
    Table,
    TableError,
)

MAX_UNPACKED_BYTES = 200 * 1024 * 1024
"""What all parts of a workbook may unpack to. A hundred thousand rows of posts take about half of it."""
MAX_PARTS = 2_000
_BOOK_PARTS = ("workbook.xml", "workbook.bin")
"""What every workbook holds, and neither a document nor any other archive."""

_ZIP_MARK = b"PK\x03\x04"
_OLE_MARK = b"\xd0\xcf\x11\xe0"
_HEAD_BYTES = 4096
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_EMPTY_ROWS_AT_END = 1_000
"""A sheet may be formatted a million rows deep: so many empty rows in a row end it."""


def is_workbook(body: bytes) -> bool:
    """Whether the bytes are a zip, as every XLSX is, or an Excel file of the old kind."""
    return body.startswith((_ZIP_MARK, _OLE_MARK))


def read_xlsx(body: bytes, *, sheet: str | None = None) -> Table:
    """Read one sheet, the first if none is named. Raises TableError."""
    if body.startswith(_OLE_MARK):
        raise TableError(OLD_EXCEL)
    _check_parts(body)
    try:
        book = openpyxl.load_workbook(io.BytesIO(body), read_only=True, data_only=True, keep_links=False)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, SyntaxError, OSError) as error:
        raise TableError(BROKEN, type(error).__name__) from error
    sheets = tuple(one.title for one in book.worksheets)
    if not sheets or (sheet is not None and sheet not in sheets):
        book.close()
        raise TableError(NO_SHEET, ", ".join(sheets))
    lines = _lines(book, sheet or sheets[0])
    for _, cells in lines:
        if any(cell not in {None, ""} for cell in cells):
            columns = Columns.of(_without_tail(cells))
            return Table(columns.names, _rows(columns, lines), "xlsx", sheets)
    raise TableError(EMPTY)


def _check_parts(body: bytes) -> None:
    """Refuse what is no workbook, unpacks to more than it should, or declares entities in XML: none is an export."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
                raise TableError(BOMB)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as stream:
                        if _DECLARATION.search(stream.read(_HEAD_BYTES)):
                            raise TableError(BOMB)
            if not any(part.filename.endswith(_BOOK_PARTS) for part in parts):
                raise TableError(NO_BOOK)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise TableError(BROKEN, type(error).__name__) from error


def _lines(book: Any, sheet: str) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Yield each row with its number; the workbook is closed at the end, or when nobody asks for more."""
    empty = 0
    with closing(book):
        for number, cells in enumerate(book[sheet].iter_rows(values_only=True), start=1):
            empty = 0 if any(cell is not None for cell in cells) else empty + 1
            if empty > _EMPTY_ROWS_AT_END:
                return
            yield number, cells


def _rows(columns: Columns, lines: Iterator[tuple[int, tuple[Any, ...]]]) -> Iterator[Row | RowFault]:
    number = 0
    try:
        for number, cells in lines:
            row = columns.row(number, cells)
            if row is not None:
                yield row
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError, OSError) as error:
        yield RowFault(number + 1, "", f"bảng tính hỏng từ dòng này ({type(error).__name__}); hãy lưu lại từ Excel")


def _without_tail(cells: tuple[Any, ...]) -> tuple[Any, ...]:
    width = max((place for place, cell in enumerate(cells, start=1) if cell not in {None, ""}), default=0)
    return cells[:width]
