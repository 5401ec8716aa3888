"""A file of rows, whatever its kind: told apart by its first bytes, because names lie."""

from __future__ import annotations

from dataclasses import replace

from monitor.collect.intake import tables
from monitor.collect.intake.csv_files import decode, read_csv
from monitor.collect.intake.json_files import read_json
from monitor.collect.intake.tables import MAX_FILE_BYTES, Table, TableError, bounded
from monitor.collect.intake.xlsx_files import is_workbook, read_xlsx

_HEAD_BYTES = 200
_PDF_MARK = b"%PDF"
_WEB_MARKS = ("<html", "<!doctype", "<table", "<?xml", "<head", "<meta")
_TEXT_CONTROLS = "\t\n\r\v\f"
_REASONS = {
    tables.EMPTY: "tệp trống, không có dòng tiêu đề cột",
    tables.TOO_LARGE: f"tệp lớn quá {MAX_FILE_BYTES // 1024 // 1024} MB; hãy chia nhỏ",
    tables.OLD_EXCEL: "tệp Excel kiểu cũ (.xls); hãy mở bằng Excel, lưu lại thành .xlsx rồi nhập",
    tables.NOT_A_TABLE: "không thấy bảng dữ liệu trong tệp; cần CSV, XLSX, JSON hoặc JSON Lines có tên cột",
    tables.BOMB: "tệp nén phình to hoặc chứa khai báo lạ, có thể là tệp độc hại; không mở",
    tables.NO_SHEET: "không có trang tính mang tên đó; các trang tính là",
    tables.BROKEN: "tệp hỏng, không đọc được; hãy xuất lại từ dịch vụ",
    tables.NO_BOOK: "tệp không phải bảng tính Excel, có thể là Word hoặc tệp nén bị đổi đuôi; hãy xuất lại thành .xlsx",
    tables.WEB_PAGE: "tệp thật ra là một trang web; hãy mở bằng Excel, lưu lại thành .xlsx rồi nhập",
    tables.NOT_TEXT: (
        "tệp không phải bảng tính, có thể là ảnh, PDF hoặc tệp bị đổi đuôi; hãy xuất lại thành .xlsx hoặc .csv"
    ),
}


def read_table(body: bytes, *, sheet: str | None = None) -> Table:
    """Read a file of rows. Raises TableError."""
    if len(body) > MAX_FILE_BYTES:
        raise TableError(tables.TOO_LARGE)
    if not body.strip():
        raise TableError(tables.EMPTY)
    if is_workbook(body):
        table = read_xlsx(body, sheet=sheet)
        return replace(table, rows=bounded(table.rows))
    head = decode(body[:_HEAD_BYTES]).lstrip()
    if body.startswith(_PDF_MARK) or not _is_text(head):
        raise TableError(tables.NOT_TEXT)
    if head.casefold().startswith(_WEB_MARKS):
        raise TableError(tables.WEB_PAGE)
    table = read_json(body) if head[:1] in {"{", "["} else read_csv(body)
    return replace(table, rows=bounded(table.rows))


def _is_text(head: str) -> bool:
    """Whether a file begins with letters and signs: pictures and programs have control characters all over."""
    return not any(char < " " and char not in _TEXT_CONTROLS for char in head)


def explain_table(error: TableError) -> str:
    """Say in Vietnamese why a file is not read and what to do."""
    words = _REASONS[error.reason]
    return f"{words}: {error.detail}" if error.reason == tables.NO_SHEET else words
