"""Hệ thống, for the IT officer: whether work gets done: what waits, runs, was given up or set apart, and who works."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from fastapi.responses import Response

from monitor.collect.health import show_span
from monitor.core.accounts import Permission
from monitor.core.wakes import QueueState
from monitor.desk.pages import Pages
from monitor.desk.times import short_time
from monitor.desk.visits import Visiting
from monitor.store.queue import HEARD_WITHIN
from monitor.store.queue_look import Backlog, Jobs, Sign

pages = Pages()

APART_SHOWN = 5
LATE = timedelta(minutes=15)
"""News that waits for so long to be read, or a message to be sent, is worth a look."""
KINDS = {
    "poll": "Xem nguồn có tin mới",
    "read": "Đọc bài",
    "watch": "Đọc lại bài của sự cố",
    "place": "Xét tin, xếp câu chuyện và sự cố",
    "send": "Gửi tin nhắn",
    "tick": "Việc định kỳ",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the panel: a name, and what stands beside it; `tone` is `ok`, `quiet` or `bad`."""

    name: str
    value: str
    tone: str = ""


@pages.get("/he-thong", may=Permission.READ_SETTINGS)
def system_page(visit: Visiting) -> Response:
    """The state of work."""
    with visit.app.store.read() as tx:
        backlog, jobs, workers = tx.queue_look.backlog(visit.now), tx.queue_look.jobs(), tx.queue_look.workers()
        state = tx.queue.state()
        apart, count = tx.quarantine.recent(APART_SHOWN), tx.quarantine.count()
    return visit.page(
        "system.html",
        backlog=backlog_rows(backlog, now=visit.now), jobs=[job_row(one, now=visit.now) for one in jobs or ()],
        has_queue=jobs is not None, shared=visit.app.store.is_shared, workers=worker_rows(workers, now=visit.now),
        work=work_row(state, jobs or ()) if state is not None else None,
        apart=[(row.title or row.item_id, row.reason, short_time(row.since, visit.now)) for row in apart],
        apart_more=count - len(apart),
    )  # fmt: skip


def backlog_rows(backlog: Backlog, *, now: datetime) -> tuple[Row, ...]:
    """What waits in our own tables."""
    late = backlog.oldest is not None and now - backlog.oldest > LATE
    unsent_late = backlog.unsent_since is not None and now - backlog.unsent_since > LATE
    rows = (
        Row("Bài chờ đọc", _count(backlog.to_read, "bài"), "quiet" if late and backlog.to_read else "ok"),
        Row("Bài hẹn đọc lại sau", _count(backlog.later, "bài")),
        Row("Bài đã đọc, chờ xét", _count(backlog.to_judge, "bài"), "quiet" if late and backlog.to_judge else "ok"),
        Row("Chờ lâu nhất", _since(backlog.oldest, now)),
        Row("Tin nhắn đến giờ gửi", _count(backlog.unsent, "tin nhắn"), "bad" if unsent_late else "ok"),
        Row("Đến giờ gửi lâu nhất", _since(backlog.unsent_since, now)),
        Row("Bài bỏ, không đọc được", _count(backlog.given_up, "bài")),
    )
    return tuple(row for row in rows if row.value)


def job_row(jobs: Jobs, *, now: datetime) -> Row:
    """Jobs of one kind as they are shown."""
    oldest = f" (lâu nhất {_since(jobs.oldest, now)})" if jobs.oldest is not None else ""
    parts = [f"{jobs.waiting} việc chờ{oldest}", f"{jobs.running} đang làm"]
    parts += [f"{jobs.later} hẹn giờ"] if jobs.later else []
    parts += [f"{jobs.given_up} tạm bỏ"] if jobs.given_up else []
    return Row(KINDS.get(jobs.task, jobs.task), ", ".join(parts), "quiet" if jobs.given_up else "")


def work_row(state: QueueState, jobs: Sequence[Jobs]) -> Row:
    """Whether anybody works, in a sentence."""
    waiting = sum(one.waiting for one in jobs)
    if state.workers:
        return Row("Tiến trình làm việc", f"{state.workers} tiến trình đang hoạt động.", "ok")
    if waiting:
        words = f"Không có tiến trình nào hoạt động mà {waiting} việc đang chờ: hãy chạy «monitor worker»."
        return Row("Tiến trình làm việc", words, "bad")
    return Row("Tiến trình làm việc", "Không có tiến trình làm việc nào hoạt động.", "quiet")


def worker_rows(workers: Sequence[Sign], *, now: datetime) -> tuple[Row, ...]:
    """Every worker with its last sign of life."""
    return tuple(
        Row(f"Số {one.number}", f"tín hiệu {_ago(now - one.heard_at)}, đang làm {one.running} việc",
            _tone(one, now))
        for one in workers
    )  # fmt: skip


def _tone(worker: Sign, now: datetime) -> str:
    if now - worker.heard_at <= HEARD_WITHIN:
        return "ok"
    return "bad" if worker.running else "quiet"


def _count(number: int, unit: str) -> str:
    return f"{number:,}".replace(",", ".") + f" {unit}"


def _since(moment: datetime | None, now: datetime) -> str:
    return f"{show_span(max(now - moment, timedelta()))}, từ {short_time(moment, now)}" if moment is not None else ""


def _ago(span: timedelta) -> str:
    seconds = max(int(span.total_seconds()), 0)
    return f"{seconds} giây trước" if seconds < 120 else f"{show_span(span)} trước"  # noqa: PLR2004 - two minutes
