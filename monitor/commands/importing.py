"""`monitor import`: an export of a rented listening service, looked at before it is taken in."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from rich.markup import escape
from rich.prompt import Confirm
from rich.table import Table as Grid

from monitor.app import App, Overrides, build
from monitor.collect.intake.files import explain_table, read_table
from monitor.collect.intake.mapping import FIELDS, ColumnMapping, find_mapping, guess, save_mapping, with_choices
from monitor.collect.intake.tables import MAX_FILE_BYTES, PREVIEW_ROWS, TOO_LARGE, Row, RowFault, Table, TableError
from monitor.commands.items import progress
from monitor.commands.records import EXIT_DONE, EXIT_PARTLY, EXIT_USAGE, screen
from monitor.core.settings import Settings
from monitor.stages.importing import FileOfRows, Imported, import_rows

MAX_FAULTS_SHOWN = 200
_CELL_CHARS = 60
_SHOWN_FIELDS = ("published_at", "source", "channel", "title", "text", "url")
"""Columns of the preview; writers are private persons and stay out of it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was written on the command line."""

    path: Path
    mapping: str | None = None
    sheet: str | None = None
    choices: tuple[str, ...] = ()
    save_as: str | None = None
    yes: bool = False
    sender: str = "van-phong"


def import_file(settings: Settings, asked: Asked) -> int:
    """Read, show, ask, take in. Returns the exit status: 3 when rows were refused."""
    mapping = find_mapping(asked.mapping, settings.mapping_dirs) if asked.mapping else None
    try:
        table = _read(asked.path, sheet=asked.sheet or (mapping.sheet if mapping else None))
    except TableError as error:
        sys.stderr.write(f"{asked.path}: {explain_table(error)}.\n")
        return EXIT_USAGE
    mapping = with_choices(mapping or guess(table.columns), asked.choices, table.columns)
    mapping = replace(mapping, sheet=asked.sheet or mapping.sheet)
    problem = _unusable(mapping, table)
    if problem:
        sys.stderr.write(f"{asked.path}: {problem}\n")
        return EXIT_USAGE
    if asked.save_as:
        sys.stderr.write(f"Đã lưu bảng ghép cột: {save_mapping(asked.save_as, mapping, settings.mapping_dirs[0])}\n")
    first = list(islice(table.rows, PREVIEW_ROWS))
    if not asked.yes and not _agreed(mapping, table, first):
        return EXIT_USAGE
    return _take_in(settings, asked, FileOfRows(
        replace(table, rows=chain(first, table.rows)), mapping, asked.sender, asked.path.name
    ))  # fmt: skip


def _read(path: Path, *, sheet: str | None) -> Table:
    if path.stat().st_size > MAX_FILE_BYTES:
        raise TableError(TOO_LARGE)
    return read_table(path.read_bytes(), sheet=sheet)


def _unusable(mapping: ColumnMapping, table: Table) -> str:
    columns = ", ".join(table.columns)
    missing = mapping.missing(table.columns)
    if missing:
        return f"tệp không có cột {', '.join(f'«{column}»' for column in missing)}; các cột của tệp: {columns}"
    if not mapping.usable:
        return (
            "không đoán được cột nào là nội dung hay tiêu đề; hãy chỉ ra bằng --map text=TÊN_CỘT hoặc "
            f"--map title=TÊN_CỘT. Các cột của tệp: {columns}"
        )
    return ""


def _agreed(mapping: ColumnMapping, table: Table, first: Sequence[Row | RowFault]) -> bool:
    """Show what would be taken in, and ask if somebody is there to answer."""
    console = screen()
    console.print(_mapping_grid(mapping, table))
    console.print(_preview(mapping, first))
    if sys.stdin.isatty() and sys.stdout.isatty():
        return Confirm.ask("Nhập tệp này?", console=console, default=False)
    sys.stderr.write("Chưa nhập gì. Nếu các cột đã đúng, chạy lại lệnh với --yes.\n")
    return False


def _mapping_grid(mapping: ColumnMapping, table: Table) -> Grid:
    grid = Grid("Trường", "Nghĩa", "Cột trong tệp", title="Ghép cột")
    for name, column in mapping.columns.items():
        grid.add_row(name, FIELDS[name], escape(column))
    unused = [column for column in table.columns if column not in mapping.columns.values()]
    if unused:
        grid.add_row("–", "không dùng", escape(", ".join(unused)))
    return grid


def _preview(mapping: ColumnMapping, first: Sequence[Row | RowFault]) -> Grid:
    names = [name for name in _SHOWN_FIELDS if name in mapping.columns]
    grid = Grid("Dòng", *(FIELDS[name] for name in names), title=f"{len(first)} dòng đầu")
    for row in first:
        if isinstance(row, RowFault):
            grid.add_row(str(row.number), escape(row.reason), *("" for _ in names[1:]))
        else:
            cells = (" ".join(row.cells.get(mapping.columns[name], "").split()) for name in names)
            grid.add_row(str(row.number), *(escape(cell[:_CELL_CHARS]) for cell in cells))
    return grid


def _take_in(settings: Settings, asked: Asked, file: FileOfRows) -> int:
    app: App = build(settings, Overrides(fetch=False))
    try:
        with progress("Nhập tệp") as advance:
            done = import_rows(app.intake, file, progress=advance)
    finally:
        app.close()
    _tell(done, asked.path)
    return EXIT_PARTLY if done.faults else EXIT_DONE


def _tell(done: Imported, path: Path) -> None:
    for fault in done.faults[:MAX_FAULTS_SHOWN]:
        column = f", cột «{fault.column}»" if fault.column else ""
        sys.stderr.write(f"{path}: dòng {fault.number}{column}: {fault.reason}\n")
    if len(done.faults) > MAX_FAULTS_SHOWN:
        sys.stderr.write(f"{path}: và {len(done.faults) - MAX_FAULTS_SHOWN} dòng khác\n")
    console = screen()
    console.print(f"Đã nhập {done.new} tin mới; {done.known} tin đã có từ trước; {len(done.faults)} dòng không nhận.")
    for incident in done.incidents.values():
        console.print(f"  Sự cố «{escape(incident.title)}» (mức {incident.level}).")
