"""Exports as rows: encodings, delimiters, workbooks, JSON in its shapes, and files that mean harm."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import datetime
from typing import Any
from unicodedata import normalize

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.collect.intake import tables
from monitor.collect.intake.csv_files import delimiter_of, encoding_of
from monitor.collect.intake.files import explain_table, read_table
from monitor.collect.intake.tables import Row, RowFault, Table, TableError
from monitor.core.text import nfc

TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
HEADER = "Tiêu đề,Nội dung,Ngày đăng"
LINES = f"{HEADER}\nMưa lớn ở Ba Tri,Trường cho nghỉ học,12/10/2022\nThi vào lớp 10,,13/10/2022\n"


def workbook(rows: list[list[Any]], *, title: str = "Dữ liệu", more: tuple[str, ...] = ()) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for name in more:
        book.create_sheet(name).append(["khác"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def cells(table: Table) -> list[Any]:
    return [dict(row.cells) if isinstance(row, Row) else (row.number, row.reason) for row in table.rows]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"],
)  # fmt: skip
def test_a_file_is_read_in_any_unicode(encoding: str):
    table = read_table(LINES.encode(encoding))
    assert table.columns == ("Tiêu đề", "Nội dung", "Ngày đăng")
    assert cells(table) == [
        {"Tiêu đề": "Mưa lớn ở Ba Tri", "Nội dung": "Trường cho nghỉ học", "Ngày đăng": "12/10/2022"},
        {"Tiêu đề": "Thi vào lớp 10", "Ngày đăng": "13/10/2022"},
    ]


def test_windows_vietnamese_is_read_and_composed():
    # Windows-1258 has vowels with their own mark and the tone apart.
    apart = "".join(
        nfc("".join(mark for mark in normalize("NFD", char) if mark not in TONES))
        + "".join(mark for mark in normalize("NFD", char) if mark in TONES)
        for char in LINES
    )
    body = apart.encode("windows-1258")
    assert encoding_of(body) == "windows-1258"
    assert cells(read_table(body))[0]["Tiêu đề"] == "Mưa lớn ở Ba Tri"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str):
    text = LINES.replace(",", delimiter).replace("Mưa lớn", "Mưa - lớn. Gió: to")
    assert delimiter_of(text) == delimiter
    assert len(cells(read_table(text.encode()))) == 2


def test_the_delimiter_that_excel_names_holds_and_rows_are_numbered_as_shown():
    table = read_table(b"sep=;\na;b\n\n1,5;2\n")
    assert [(row.number, dict(row.cells)) for row in table.rows if isinstance(row, Row)] == [
        (4, {"a": "1,5", "b": "2"})
    ]


def test_quoted_lines_and_columns_without_a_name_or_twice():
    table = read_table(b'a,,a\n"x\ny",z,"q""r"\n')
    assert table.columns == ("a", "cột 2", "a'")
    assert cells(table) == [{"a": "x\ny", "cột 2": "z", "a'": 'q"r'}]


def test_a_workbook_gives_saved_values_times_and_whole_numbers():
    half_past_eight = datetime(2022, 10, 12, 8, 30)  # noqa: DTZ001 - a cell knows no zone
    body = workbook([["Nội dung", "Lúc", "Thích"], ["Tin", half_past_eight, 5.0], ["=1+1", None, None]])
    assert cells(read_table(body)) == [{"Nội dung": "Tin", "Lúc": "2022-10-12 08:30:00", "Thích": "5"}]


def test_a_sheet_is_chosen_by_name():
    body = workbook([["a"], ["1"]], more=("Khác",))
    assert cells(read_table(body, sheet="Dữ liệu")) == [{"a": "1"}]
    with pytest.raises(TableError) as refused:
        read_table(body, sheet="Không có")
    assert explain_table(refused.value) == "không có trang tính mang tên đó; các trang tính là: Dữ liệu, Khác"


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (
            [{"title": "Tin", "user": {"name": "A"}, "tags": ["x", "y"]}],
            {"title": "Tin", "user.name": "A", "tags": "x y"},
        ),
        ({"total": 1, "data": {"posts": [{"title": "Tin"}]}}, {"title": "Tin"}),
        ({"meta": [{"a": 1}], "items": [{"t": 1}, {"t": 2}]}, {"t": "1"}),
    ],
    ids=["list", "wrapped", "the longest list"],
)
def test_json_of_any_shape(document: Any, expected: dict[str, str]):
    assert cells(read_table(json.dumps(document).encode()))[0] == expected


def test_json_lines_with_a_bad_one():
    rows = cells(read_table(b'{"a": "1"}\n{oops\n[1]\n{"b": "2"}\n'))
    assert rows == [{"a": "1"}, (2, "dòng không phải JSON"), (3, "dòng không phải một đối tượng JSON"), {"b": "2"}]


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (201 * 1024 * 1024))
    return stream.getvalue()


def with_entities() -> bytes:
    stream = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(workbook([["a"], ["1"]])))
    with zipfile.ZipFile(stream, "w") as archive:
        for name in source.namelist():
            body = source.read(name)
            if name.endswith("sheet1.xml"):
                body = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>' + body
            archive.writestr(name, body)
    return stream.getvalue()


def zipped(name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, "<x/>")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        pytest.param(b"", tables.EMPTY, id="nothing"),
        pytest.param(b" \n\t ", tables.EMPTY, id="blanks"),
        pytest.param(b"\xd0\xcf\x11\xe0" + b"x" * 100, tables.OLD_EXCEL, id="old excel"),
        pytest.param(b"PK\x03\x04" + b"x" * 100, tables.BROKEN, id="broken zip"),
        pytest.param(zipped("word/document.xml"), tables.NO_BOOK, id="a Word file called .xlsx"),
        pytest.param(b"<html><table><tr><td>A</td></tr></table></html>", tables.WEB_PAGE, id="web page called .xls"),
        pytest.param(b"%PDF-1.7\n1 0 obj\n", tables.NOT_TEXT, id="pdf"),
        pytest.param(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x02\x00\x1c", tables.NOT_TEXT, id="photo"),
        pytest.param(b"[" * 100_000, tables.BROKEN, id="deep json"),
        pytest.param(b"[1, 2, 3]", tables.NOT_A_TABLE, id="json without rows"),
        pytest.param(with_entities(), tables.BOMB, id="entities"),
        pytest.param(workbook([]), tables.EMPTY, id="empty sheet"),
        pytest.param(b"x" * (tables.MAX_FILE_BYTES + 1), tables.TOO_LARGE, id="huge"),
    ],
)
def test_what_is_no_export_is_refused_with_a_reason(body: bytes, reason: str):
    with pytest.raises(TableError) as refused:
        list(read_table(body).rows)
    assert refused.value.reason == reason
    assert explain_table(refused.value)


@pytest.mark.slow
def test_a_zip_bomb_is_not_unpacked():
    with pytest.raises(TableError) as refused:
        read_table(bomb())
    assert refused.value.reason == tables.BOMB


def test_too_many_rows_are_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tables, "MAX_ROWS", 2)
    rows = list(read_table(b"a,b\n1,x\n2,x\n3,x\n4,x\n").rows)
    assert [type(row) for row in rows] == [Row, Row, RowFault]


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_rows_or_a_reason(body: bytes):
    try:
        rows = list(read_table(body).rows)
    except TableError as error:
        rows = []
        told = explain_table(error)
    else:
        told = "rows"
    assert told
    assert all(isinstance(row, Row | RowFault) for row in rows)


@pytest.mark.parametrize(
    ("body", "taken", "fault"),
    [
        ("a,b\n1,2\n3,4\n", 2, 0),
        ("a,b\n1,2\n3,4", 2, 0),
        ("a,b\n1,2\n3", 1, 3),
        ("a,b\n1,2\n3,\n", 2, 0),
        ('a,b\n1,2\n3,"4', 1, 3),
        ('a,b\n1,2\n3,"4\n5\n', 1, 3),
        ('a,b\n1,2\n3,"4"', 2, 0),
        ('a,b\n1,2\n3,"4\n5"\n', 2, 0),
        ('a,"b', 0, 0),
    ],
    ids=[
        "whole", "no break at the end", "a cell short", "short but ended", "in quotes", "in quotes after a break",
        "quoted, no break", "a break in quotes", "the header",
    ],
)  # fmt: skip
def test_half_a_line_at_the_end_is_no_row(body: str, taken: int, fault: int):
    rows = list(read_table(body.encode()).rows)
    assert sum(isinstance(row, Row) for row in rows) == taken
    assert [(row.number, row.reason) for row in rows if isinstance(row, RowFault)] == (
        [(fault, tables.CUT_OFF)] if fault else []
    )


@pytest.mark.parametrize(("end", "told"), [("\n", [False, False]), ("", [False, True])], ids=["ended", "not ended"])
def test_the_last_row_tells_that_nothing_ended_it(end: str, told: list[bool]):
    rows = [row for row in read_table(f"a,b\n1,2\n3,4{end}".encode()).rows if isinstance(row, Row)]
    assert [row.last_unended for row in rows] == told


@given(st.integers(min_value=1))
def test_wherever_a_file_is_cut_its_rows_are_rows_of_the_whole_one(at: int):
    whole = 'a,b\n"một, hai","ba\nbốn"\nnăm,"sáu ""bảy"""\ntám,chín\n'.encode()
    known = [dict(row.cells) for row in read_table(whole).rows if isinstance(row, Row)]
    half = whole[: len("a,b\n") + at % (len(whole) - len("a,b\n"))]
    rows = [row for row in read_table(half).rows if isinstance(row, Row)]
    whole_ones = [dict(row.cells) for row in rows if not row.last_unended]
    assert whole_ones == known[: len(whole_ones)]


def test_the_last_letter_alone_makes_no_other_encoding():
    assert encoding_of("Trường".encode()[:-3]) == "utf-8"
    assert encoding_of(b"Gi\xe1") == "windows-1258"
