"""What `monitor doctor` says of the shared queue: whether workers live, what waits, what was given up and why."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime

from monitor.core.clock import show_time
from monitor.core.errors import StorageError
from monitor.core.settings import Settings
from monitor.core.wakes import GivenUp, QueueState
from monitor.store.database import open_store
from monitor.workers.fates import MOST_DEATHS

WHAT = "Hàng việc"
MANY = 2000
"""Jobs waiting from which somebody should look: a minute's work of one worker (`python -m bench.workers`)."""
_SHOWN = 5


def queue_rows(settings: Settings) -> list[tuple[str, bool | None, str]]:
    """Rows of what, whether it is well (None: to know), and details; none where there is no such queue."""
    if not settings.database_url.startswith("postgresql"):
        return []
    try:
        with closing(open_store(settings.database_url)) as store, store.read() as tx:
            state = tx.queue.state()
    except StorageError:
        return []  # the row of the database tells it
    return rows_of(state) if state is not None else []


def rows_of(state: QueueState) -> list[tuple[str, bool | None, str]]:
    """The rows for a queue that stands so."""
    waiting, running = sum(state.waiting.values()), sum(state.running.values())
    text = f"{state.workers} tiến trình làm việc, {waiting} việc chờ, {running} việc đang làm"
    rows: list[tuple[str, bool | None, str]] = [(WHAT, True, text)]
    if not state.workers and waiting:
        told = f"{waiting} việc chờ mà không có tiến trình nào làm: hãy chạy «monitor worker»"
        rows = [(WHAT, False, told)]
    elif waiting > MANY:
        rows = [(WHAT, None, f"{text}: nhiều hơn sức làm, hãy chạy thêm «monitor worker»")]
    return [*rows, *((WHAT, None, _told(job)) for job in state.given_up[:_SHOWN])]


def _told(job: GivenUp) -> str:
    subject = str(job.args.get("host") or job.args.get("lane") or job.args.get("name") or job.number)
    why = (
        f"tiến trình đã dừng đột ngột {MOST_DEATHS} lần khi làm việc này"
        if job.attempts + 1 >= MOST_DEATHS and job.task != "read"
        else f"lỗi sau {job.attempts} lần thử, xem nhật ký"
    )
    return f"tạm ngừng «{job.task}» với «{subject}» từ {_when(job.at)}: {why}; sau 6 giờ sẽ thử lại"


def _when(moment: datetime | None) -> str:
    return show_time(moment) if moment is not None else "chưa rõ lúc nào"
