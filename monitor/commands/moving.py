"""`monitor migrate`: the whole archive from one database into another, with a bar and a check."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table

from monitor.commands.records import EXIT_DONE, EXIT_FAILURE, EXIT_USAGE, screen
from monitor.store.database import open_store
from monitor.store.moving import (
    INDEXES,
    AddressFault,
    NotEmptyError,
    NotTheSameError,
    TableSum,
    count_rows,
    fault_of,
    move,
)

_WAYS = 2
"""Each row is written, then read back."""
_DIGEST_SHOWN = 12
_FAULTS = {
    AddressFault.NOT_ONE: "Địa chỉ cơ sở dữ liệu không đúng. Ví dụ: --from sqlite:///var/monitor.db "
    "--to postgresql+psycopg://monitor@may-chu/monitor",
    AddressFault.THE_SAME: "Hai địa chỉ là một; hãy chỉ cơ sở dữ liệu đích khác.",
    AddressFault.NO_DRIVER: "Chưa có phần nối với PostgreSQL. Hãy cài: pip install 'giam-sat-truyen-thong[postgres]'",
}


def migrate(source: str, target: str) -> int:
    """Copy everything; prints rows and digest of each table, which both databases then have."""
    if fault := fault_of(source, target):
        sys.stderr.write(f"{_FAULTS[fault]}\n")
        return EXIT_USAGE
    with closing(open_store(source)) as old, closing(open_store(target)) as new:
        total = sum(count_rows(old).values())
        try:
            with _bar(total * _WAYS) as told:
                sums = move(old, new, progress=told)
        except NotEmptyError as error:
            sys.stderr.write(
                f"Cơ sở dữ liệu đích đã có dữ liệu (bảng {error.table}: {error.rows} dòng) nên không ghi gì vào. "
                "Hãy tạo một cơ sở dữ liệu mới, trống, rồi chạy lại.\n"
            )
            return EXIT_FAILURE
        except NotTheSameError as error:
            sys.stderr.write(
                f"Kiểm tra lại thấy bảng {error.table} ở hai bên khác nhau nên không giữ gì ở đích. "
                "Hãy dừng mọi tiến trình của hệ thống rồi chạy lại; nếu vẫn vậy, báo cho người bảo trì.\n"
            )
            return EXIT_FAILURE
    _show(sums)
    return EXIT_DONE


@contextmanager
def _bar(total: int) -> Iterator[Callable[[str, int], None]]:
    columns = (
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"), TimeElapsedColumn(),
        TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True)) as bars:
        task = bars.add_task("Chuyển dữ liệu", total=total)

        def told(table: str, rows: int) -> None:
            doing = "Lập chỉ mục" if table == INDEXES else f"Chuyển và kiểm tra {table}"
            bars.update(task, advance=rows, description=doing)

        yield told
        bars.update(task, completed=total, description="Đã chuyển và kiểm tra xong")


def _show(sums: tuple[TableSum, ...]) -> None:
    console = screen()
    table = Table("Bảng", "Số dòng", "Dấu kiểm tra (hai bên như nhau)")
    table.columns[1].justify = "right"
    for one in sums:
        if one.rows:
            table.add_row(one.table, f"{one.rows:,}".replace(",", "."), one.digest[:_DIGEST_SHOWN])
    console.print(table)
    console.print(
        f"Đã chuyển {sum(one.rows for one in sums):,} dòng của {len(sums)} bảng. ".replace(",", ".")
        + "Từ nay đặt DATABASE_URL là địa chỉ mới rồi khởi động lại hệ thống; giữ bản cũ cho đến khi yên tâm.",
        soft_wrap=True, highlight=False,
    )  # fmt: skip
