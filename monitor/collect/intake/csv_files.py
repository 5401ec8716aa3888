"""CSV files as Vietnamese offices have them: any delimiter, UTF-8 with or without mark, UTF-16, Windows-1258."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from monitor.collect.intake.tables import (
    CUT_OFF,
    EMPTY,
    MAX_CELL_CHARS,
    NOT_A_TABLE,
    Columns,
    Row,
    RowFault,
    Table,
    TableError,
)
from monitor.core.text import nfc

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_LINES = 20
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""What Excel writes, and reads, as the first line of a file with a delimiter of its own."""
_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_END = "\x03"
"""A last line of ours: it stays a line of its own unless the file ends inside quotes, which swallow it."""
_NUL_SHARE = 0.2
_HEAD_BYTES = 4000


def decode(body: bytes) -> str:
    """Decode by mark, by the zero bytes of UTF-16, as UTF-8, else as Windows-1258. Never fails; NFC."""
    return nfc(body.decode(encoding_of(body), "replace").removeprefix("\ufeff"))


def encoding_of(body: bytes) -> str:
    """Name the encoding of a text file. Windows-1258 fits any bytes, so it comes last."""
    if body.startswith(_UTF8_MARK):
        return "utf-8-sig"
    if body.startswith(_UTF16_MARKS):
        return "utf-16"
    head = body[:_HEAD_BYTES]
    if head.count(0) > len(head) * _NUL_SHARE:
        # Letters of Latin script have their zero byte after them (little end first) or before.
        return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    try:
        # Half a letter at the end is a file that was cut; it does not make the letters before it another encoding's.
        text = codecs.getincrementaldecoder("utf-8")().decode(body)
        return "utf-8" if not text.isascii() or body.isascii() else "windows-1258"
    except UnicodeDecodeError:
        return "windows-1258"


def delimiter_of(text: str) -> str:
    """The delimiter that parts the first lines into the same number of columns, the most columns first."""
    sample = "".join(text.splitlines(keepends=True)[:_SAMPLE_LINES])
    best, score = ",", (0, 0)
    for delimiter in DELIMITERS:
        widths = Counter(len(cells) for cells in _parsed(sample, delimiter) if isinstance(cells, list) and cells)
        width, lines = max(widths.items(), key=lambda pair: (pair[1], pair[0]), default=(1, 0))
        if width > 1 and (lines, width) > score:
            best, score = delimiter, (lines, width)
    return best


def read_csv(body: bytes) -> Table:
    """Read a CSV file. Raises TableError when there is no header line with words."""
    text = decode(body)
    if not text.strip():
        raise TableError(EMPTY)
    told = _SEPARATOR_LINE.match(text)
    if told:
        text = text[told.end() :]
    delimiter = told[1] if told else delimiter_of(text)
    ended = text.endswith(("\n", "\r"))
    marked = f"{text.replace(_END, '')}{'' if ended else chr(10)}{_END}"
    lines = _numbered(marked, delimiter, first=2 if told else 1)
    for _, cells in lines:
        if isinstance(cells, list) and cells != [_END] and any(cell.strip() for cell in cells):
            columns = Columns.of(cells)
            break
    else:
        raise TableError(NOT_A_TABLE)
    return Table(columns.names, _rows(columns, lines, ended=ended), "csv")


def _rows(columns: Columns, lines: Iterator[_Line], *, ended: bool) -> Iterator[Row | RowFault]:
    held: _Line | None = None
    for line in lines:
        if line[1] == [_END]:
            break
        if held is not None and (row := _row(columns, *held)) is not None:
            yield row
        held = line
    else:
        # The mark was swallowed, by the last record or by the header.
        if held is not None:
            yield RowFault(held[0], "", CUT_OFF)
        return
    if held is not None and (row := _row(columns, *held)) is not None:
        yield row if ended or isinstance(row, RowFault) else _unended(columns, row, held[1])


_Line = tuple[int, list[str] | str]
"""Number of a record, and its cells or why it cannot be read."""


def _row(columns: Columns, number: int, cells: list[str] | str) -> Row | RowFault | None:
    if isinstance(cells, str):
        return RowFault(number, "", f"dòng không đọc được ({cells}); hãy kiểm tra dấu ngoặc kép và dấu phân cách")
    return columns.row(number, cells)


def _unended(columns: Columns, row: Row, cells: list[str] | str) -> Row | RowFault:
    """The last row of a file that does not end with a line break: some programs write none, and a cut file has none."""
    if len(cells) < len(columns.names):
        return RowFault(row.number, "", CUT_OFF)
    return replace(row, last_unended=True)


def _numbered(text: str, delimiter: str, *, first: int) -> Iterator[_Line]:
    """Yield each record with its number among the file's rows; a record over several lines counts once, as in Excel."""
    yield from enumerate(_parsed(text, delimiter), start=first)


def _parsed(text: str, delimiter: str) -> Iterator[list[str] | str]:
    """Yield the cells of each record, or why it cannot be read."""
    csv.field_size_limit(MAX_CELL_CHARS * 5)
    reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter)
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield str(error)
