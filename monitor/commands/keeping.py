"""Commands that keep the data safe: backup, restore; and what to say when the database is in trouble."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from monitor.backup import Backup, backups_in, drop_old, make_backup
from monitor.commands.records import EXIT_DONE, screen
from monitor.core.clock import SystemClock, show_time
from monitor.core.errors import StorageError
from monitor.core.settings import Settings
from monitor.core.storage_words import advice
from monitor.restore import restore_backup
from monitor.store.database import open_store
from monitor.store.pg_dump import DUMP

BACKUP_OLD = timedelta(hours=26)
"""A night's backup and a little: older, and a night was left out."""
_MIB = 1024 * 1024
ROOM_NEEDED, ROOM_LEAST = 1024 * _MIB, 100 * _MIB
"""A year of a province's news takes about 1 GB (docs/operations.md)."""
APART_SHOWN = 5
_SHOWN = ("items", "incidents", "outbox", "case_events", "users", "audit")
_NAMES = {
    "items": "tin bài", "incidents": "sự cố", "outbox": "tin nhắn", "case_events": "dòng hồ sơ xử lý",
    "users": "tài khoản", "audit": "dòng kiểm toán",
}  # fmt: skip


def backup(settings: Settings, *, to: Path | None, with_secrets: bool) -> int:
    """Make a backup while the product may be running; in the backup folder old ones are dropped."""
    console = screen()
    with bars() as told:
        made = make_backup(settings, now=SystemClock().now(), to=to, with_secrets=with_secrets, told=told)
    _show(console, made)
    if to is None and settings.backup_keep:
        for old in drop_old(settings.backup_dir, keep=settings.backup_keep):
            console.print(f"Đã xóa bản cũ {old.name}.", highlight=False)
    if not with_secrets:
        console.print(
            f"Khóa ký liên kết ({settings.secret_file}) không nằm trong bản này: hãy cất riêng, ở nơi khác. Không có "
            "nó, liên kết đã gửi và mã truy cập Zalo OA phải cấp lại. Thêm --with-secrets để gộp vào.",
            soft_wrap=True, highlight=False,
        )  # fmt: skip
    return EXIT_DONE


def restore(settings: Settings, *, path: Path, force: bool) -> int:
    """Put a backup in place of the database."""
    console = screen()
    with bars() as told:
        done = restore_backup(settings, path, now=SystemClock().now(), force=force, told=told)
    console.print(f"Đã phục hồi bản sao lưu lập lúc {done.made_at} (phiên bản {done.version}).", highlight=False)
    _counts(console, dict(done.counts))
    for old in done.aside:
        console.print(f"Bản cũ được giữ tại {old}", soft_wrap=True, highlight=False)
    if done.secret_missing:
        console.print(
            f"[yellow]Chưa có khóa {settings.secret_file}:[/] hãy chép lại từ nơi cất riêng trước khi chạy; nếu không, "
            "liên kết đã gửi hết hiệu lực và bút danh đổi khác.",
            soft_wrap=True, highlight=False,
        )  # fmt: skip
    console.print("Chạy «monitor doctor» để kiểm tra, rồi khởi động lại hệ thống.")
    return EXIT_DONE


def explain_trouble(error: StorageError, settings: Settings) -> str:
    """Say what ails the database and the way back, naming the newest backup."""
    newest = next(iter(backups_in(settings.backup_dir)), None)
    return advice(error.trouble, detail=str(error), newest=str(newest) if newest else None)


def keeping_rows(settings: Settings, *, now: datetime) -> list[tuple[str, bool | None, str]]:
    """What `monitor doctor` says of backups, room on the disk, items set apart, and who may read the figures."""
    rows = [_backup_row(settings, now), _room_row(settings)]
    if settings.metrics == "token" and settings.metrics_token is None:
        rows.append(("Số liệu vận hành", False, "MONITOR_METRICS=token nhưng chưa đặt MONITOR_METRICS_TOKEN"))
    try:
        rows += _apart_rows(settings)
    except StorageError as error:
        rows.append(("Cơ sở dữ liệu", False, explain_trouble(error, settings)))
    return rows


def _backup_row(settings: Settings, now: datetime) -> tuple[str, bool | None, str]:
    what, newest = "Sao lưu", next(iter(backups_in(settings.backup_dir)), None)
    if settings.backup_keep == 0:
        return what, None, "đã tắt (MONITOR_BACKUP_KEEP=0); hãy chắc rằng có cách sao lưu khác"
    if settings.database_url.startswith("postgresql") and shutil.which(DUMP) is None:
        return what, False, f"máy này không có {DUMP} (gói postgresql-client), nên không sao lưu được PostgreSQL"
    if newest is None:
        return what, None, f"chưa có bản nào trong {settings.backup_dir}; bản đầu được lập vào đêm đầu tiên"
    age = now - datetime.fromtimestamp(newest.stat().st_mtime, UTC)
    text = f"bản mới nhất {newest.name}, cách đây {int(age.total_seconds() // 3600)} giờ"
    if age > BACKUP_OLD:
        return what, False, f"{text}: sao lưu hằng đêm không chạy, hãy xem lưu ý trên trang Hôm nay và nhật ký"
    return what, True, text


def _room_row(settings: Settings) -> tuple[str, bool | None, str]:
    folder = next(path for path in (settings.var, *settings.var.parents) if path.exists())
    free = shutil.disk_usage(folder).free
    ok: bool | None = free >= ROOM_NEEDED or None
    return "Ổ đĩa", ok if free >= ROOM_LEAST else False, f"còn {free // _MIB} MB cho {settings.var}"


def _apart_rows(settings: Settings) -> list[tuple[str, bool | None, str]]:
    store = open_store(settings.database_url)
    try:
        with store.read() as tx:
            count, last = tx.quarantine.count(), tx.quarantine.recent(APART_SHOWN)
    finally:
        store.close()
    if not count:
        return []
    lines = "\n".join(f"«{row.title}» ({row.item_id}), từ {show_time(row.since)}: {row.reason}" for row in last)
    return [
        (
            "Tin cách ly",
            None,
            f"{count} tin gặp lỗi khi xét, phiên bản sau (hoặc đến giờ hẹn) sẽ tự xét lại; hãy tự xem:\n{lines}",
        )
    ]


@contextmanager
def bars() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar for each step, on standard error."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        def told(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = progress.add_task(step, total=total)
            progress.update(tasks[step], completed=done, total=total)

        yield told


def _show(console: Console, made: Backup) -> None:
    size = f"{made.size / _MIB:.1f}".replace(".", ",")
    console.print(f"Đã sao lưu vào {made.path} ({size} MB).", soft_wrap=True, highlight=False)
    if made.contents is not None:
        _counts(console, dict(made.contents.counts))


def _counts(console: Console, counts: dict[str, int]) -> None:
    table = Table(show_header=False)
    for name in _SHOWN:
        if name in counts:
            table.add_row(_NAMES[name].capitalize(), f"{counts[name]:,}".replace(",", "."))
    console.print(table)
