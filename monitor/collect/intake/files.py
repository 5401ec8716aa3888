"""A file of rows, whatever its kind: told apart by its first bytes, because names lie."""

from __future__ import annotations

from dataclasses import replace

from monitor.collect.intake import tables
from monitor.collect.intake.csv_files import decode, read_csv
from monitor.collect.intake.json_files import read_json
from monitor.collect.intake.tables import MAX_FILE_BYTES, Table, TableError, bounded
from monitor.collect.intake.xlsx_files import is_workbook, read_xlsx

_HEAD_BYTES = 200
_REASONS = {
    tables.EMPTY: "tệp trống, không có dòng tiêu đề cột",
    tables.TOO_LARGE: f"tệp lớn quá {MAX_FILE_BYTES // 1024 // 1024} MB; hãy chia nhỏ",
    tables.OLD_EXCEL: "tệp Excel kiểu cũ (.xls); hãy mở bằng Excel, lưu lại thành .xlsx rồi nhập",
    tables.NOT_A_TABLE: "không thấy bảng dữ liệu trong tệp; cần CSV, XLSX, JSON hoặc JSON Lines có tên cột",
    tables.BOMB: "tệp nén phình to hoặc chứa khai báo lạ, có thể là tệp độc hại; không mở",
    tables.NO_SHEET: "không có trang tính mang tên đó; các trang tính là",
    tables.BROKEN: "tệp hỏng, không đọc được; hãy xuất lại từ dịch vụ",
}


def read_table(body: bytes, *, sheet: str | None = None) -> Table:
    """Read a file of rows. Raises TableError."""
    if len(body) > MAX_FILE_BYTES:
        raise TableError(tables.TOO_LARGE)
    if not body.strip():
        raise TableError(tables.EMPTY)
    if is_workbook(body):
        table = read_xlsx(body, sheet=sheet)
    elif decode(body[:_HEAD_BYTES]).lstrip()[:1] in {"{", "["}:
        table = read_json(body)
    else:
        table = read_csv(body)
    return replace(table, rows=bounded(table.rows))


def explain_table(error: TableError) -> str:
    """Say in Vietnamese why a file is not read and what to do."""
    words = _REASONS[error.reason]
    return f"{words}: {error.detail}" if error.reason == tables.NO_SHEET else words
