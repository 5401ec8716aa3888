"""What waits, runs and was given up, for the page of the IT officer. Counts and times; no texts, no people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, text

from monitor.core.handling import DeliveryState
from monitor.store.base import Repository
from monitor.store.schema.feeds import entries
from monitor.store.schema.outbox import outbox

WAITING, READ, FAILED = "pending", "read", "failed"
"""States of an entry: to be read, read and to be judged, given up."""
_OPEN = (DeliveryState.WAITING.value, DeliveryState.SENDING.value)


@dataclass(frozen=True, slots=True)
class Backlog:
    """What the intake and the outbox still have to do, whichever process does it.

    `to_read` is due now and `later` at another time; `oldest` is when the first of those that wait was found.
    `unsent` are messages due now, the first of them since `unsent_since`.
    """

    to_read: int
    later: int
    to_judge: int
    given_up: int
    oldest: datetime | None
    unsent: int
    unsent_since: datetime | None


@dataclass(frozen=True, slots=True)
class Jobs:
    """Jobs of one kind: due and waiting (the first since `oldest`), for a later time, running, given up."""

    task: str
    waiting: int
    later: int
    running: int
    given_up: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Sign:
    """A worker as the queue knows it: when it last gave a sign of life, and how many jobs it has in hand."""

    number: int
    heard_at: datetime
    running: int


class QueueLook(Repository):
    """The state of work, looked at and not touched."""

    def backlog(self, now: datetime) -> Backlog:
        """What lies in our own tables."""
        by_state = select(entries.c.state, func.count(), func.min(entries.c.found_at)).group_by(entries.c.state)
        rows = {
            row[0]: (row[1], row[2])
            for row in self._connection.execute(by_state.where(entries.c.state.in_((WAITING, READ, FAILED))))
        }
        due = select(func.count()).select_from(entries)
        due = due.where(entries.c.state == WAITING, entries.c.next_due_at <= now)
        to_read = int(self._connection.execute(due).scalar_one())
        found = [rows[state][1] for state in (WAITING, READ) if state in rows]
        unsent = select(func.count(), func.min(outbox.c.next_at))
        sending = self._connection.execute(unsent.where(outbox.c.state.in_(_OPEN), outbox.c.next_at <= now)).one()
        return Backlog(
            to_read, rows.get(WAITING, (0,))[0] - to_read, rows.get(READ, (0,))[0], rows.get(FAILED, (0,))[0],
            min(found, default=None), sending[0], sending[1],
        )  # fmt: skip

    def jobs(self) -> tuple[Jobs, ...] | None:
        """Jobs of the shared queue by kind, in order of their names; None where there is no such queue."""
        if not self._has_queue:
            return None
        return tuple(
            Jobs(row.task_name, row.waiting, row.later, row.running, row.given_up, row.oldest)
            for row in self._connection.execute(_JOBS)
        )

    def workers(self) -> tuple[Sign, ...]:
        """Every worker that the queue has not forgotten, the one heard last first."""
        if not self._has_queue:
            return ()
        return tuple(Sign(row.id, row.last_heartbeat, row.running) for row in self._connection.execute(_WORKERS))

    @property
    def _has_queue(self) -> bool:
        return self._connection.dialect.name == "postgresql" and self._connection.execute(_THERE).scalar() is not None


_THERE = text("SELECT to_regclass('procrastinate_jobs')")
# When a job was put in stands in its events. Only that of the first one is looked for: there may be a hundred thousand.
_JOBS = text(
    "SELECT task_name, waiting, later, running, given_up,"
    " (SELECT min(at) FROM procrastinate_events WHERE job_id = first) AS oldest"
    " FROM (SELECT task_name,"
    " count(*) FILTER (WHERE status = 'todo' AND coalesce(scheduled_at, now()) <= now()) AS waiting,"
    " count(*) FILTER (WHERE status = 'todo' AND scheduled_at > now()) AS later,"
    " count(*) FILTER (WHERE status = 'doing') AS running,"
    " count(*) FILTER (WHERE status = 'failed') AS given_up,"
    " min(id) FILTER (WHERE status = 'todo' AND coalesce(scheduled_at, now()) <= now()) AS first"
    " FROM procrastinate_jobs WHERE status IN ('todo', 'doing', 'failed') GROUP BY task_name) AS counted"
    " ORDER BY task_name"
)
_WORKERS = text(
    "SELECT id, last_heartbeat,"
    " (SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing' AND worker_id = known.id) AS running"
    " FROM procrastinate_workers AS known ORDER BY last_heartbeat DESC, id LIMIT 50"
)
