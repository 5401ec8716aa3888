"""Jobs of the shared queue, put there in the transaction that gives them reason. PostgreSQL with Procrastinate only.

Elsewhere nothing is woken: one process looks at its tables by itself. The queue only wakes; what is due, found or read
lies in our tables, so a job that is lost is made up for by the next look.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection, text

from monitor.core.errors import StorageError
from monitor.core.wakes import GivenUp, QueueState, WakeUp
from monitor.store.base import Repository
from monitor.store.locks import key_of
from monitor.store.meta import Meta

if TYPE_CHECKING:
    from procrastinate.manager import JobManager

log = logging.getLogger(__name__)

SHAPE = "queue_shape"
"""The key under which the last change of the queue's own tables is noted."""
HEARD_WITHIN = timedelta(seconds=60)
"""A worker that gave no sign for so long is not counted."""
SHOWN = 50
JUDGE_LEAD = "judge"
"""Whoever leads under this name judges."""

_SEEN = "queue_is_there"
_TABLES = text("SELECT to_regclass('procrastinate_jobs')")
_WAITING = text(
    "SELECT queueing_lock FROM procrastinate_jobs"
    " WHERE (status = 'todo' AND queueing_lock = ANY(:marks)) OR (status = 'doing' AND queueing_lock = ANY(:alone))"
    " FOR SHARE SKIP LOCKED"
)
_COUNTS = text(
    "SELECT queue_name, status::text AS status, count(*) AS jobs FROM procrastinate_jobs"
    " WHERE status IN ('todo', 'doing') GROUP BY queue_name, status"
)
# The worker that judges is seen twice: it serves the queue of judging beside the others.
_WORKERS = text(
    "SELECT count(*) - (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    " AND ((classid::bigint << 32) | objid::bigint) = :lead)"
    " FROM procrastinate_workers WHERE last_heartbeat > now() - :within"
)
_FAILED = text(
    "SELECT job.id, job.task_name, job.lock, job.args, job.attempts,"
    " (SELECT max(event.at) FROM procrastinate_events event WHERE event.job_id = job.id) AS at"
    " FROM procrastinate_jobs job WHERE job.status = 'failed' ORDER BY job.id DESC LIMIT :limit"
)
_FAILED_LOCKS = text("SELECT DISTINCT lock FROM procrastinate_jobs WHERE status = 'failed' AND lock IS NOT NULL")
_FORGET = text(
    "DELETE FROM procrastinate_jobs job WHERE job.status = 'failed' AND NOT EXISTS"
    " (SELECT 1 FROM procrastinate_events event WHERE event.job_id = job.id AND event.at > :before)"
)


class Queue(Repository):
    """The shared queue as one transaction sees it."""

    def wake(self, wanted: Iterable[WakeUp]) -> int:
        """Put jobs in, to be seen once this transaction ends; returns how many. What waits already is left as it is."""
        jobs = list(wanted)
        if not jobs or not self.is_there:
            return 0
        marks = sorted({job.once for job in jobs if job.once is not None})
        alone = sorted({job.once for job in jobs if job.once is not None and job.alone})
        # The rows relied on are held until this transaction ends: a worker that took one before it would see nothing.
        rows = self._connection.execute(_WAITING, {"marks": marks, "alone": alone}) if marks else None
        waiting = set(rows.scalars()) if rows is not None else set()
        new = [job for job in jobs if job.once is None or job.once not in waiting]
        once = {job.once or number: job for number, job in enumerate(new)}
        return self._add(sorted(once.values(), key=lambda job: job.once or ""))

    def _add(self, jobs: Sequence[WakeUp]) -> int:
        if not jobs:
            return 0
        if self._tried(jobs):
            return len(jobs)
        # Somebody put one of them in just now: the others are added one by one.
        return sum(self._tried([job]) for job in jobs)

    def _tried(self, jobs: Sequence[WakeUp]) -> bool:
        from procrastinate.exceptions import AlreadyEnqueued, ConnectorException  # noqa: PLC0415 - an extra
        from procrastinate.jobs import Job  # noqa: PLC0415

        rows = [
            Job(
                id=None, queue=job.queue, lock=job.lock, queueing_lock=job.once, task_name=job.task,
                task_kwargs=dict(job.args), priority=job.priority,
            )
            for job in jobs
        ]  # fmt: skip
        try:
            with self._connection.begin_nested():
                _manager().batch_defer_jobs(rows, connection=self._connection.connection.driver_connection)
        except AlreadyEnqueued:
            return False
        except ConnectorException as error:
            raise StorageError(f"the queue refused: {error.__cause__ or error}") from error
        return True

    @property
    def is_there(self) -> bool:
        """Whether the database has the queue's tables."""
        if not self._is_postgres:
            return False
        known = self._connection.info  # of the connection to the server, which outlives this transaction
        if _SEEN not in known and self._connection.execute(_TABLES).scalar() is not None:
            known[_SEEN] = True
        return _SEEN in known

    @property
    def _is_postgres(self) -> bool:
        return self._connection.dialect.name == "postgresql"

    def prepare(self) -> None:
        """Make the queue's tables, or bring them to the shape of the installed library.

        Raises StorageError where there can be no such queue.
        """
        if not self._is_postgres:
            raise StorageError("only PostgreSQL can hold the shared queue")
        meta = Meta(self._connection)
        changes = _changes()
        if self.is_there:
            known = meta.get(SHAPE) or ""
            statements = [path.read_text("utf-8") for path in changes if path.name > known]
        else:
            statements = [_schema()]
        for statement in statements:
            self._run(statement)
        meta.set(SHAPE, changes[-1].name)

    def _run(self, script: str) -> None:
        # Several statements at once, which only the driver itself takes, and only without parameters.
        cast("Any", self._connection.connection.driver_connection).execute(script)

    def state(self) -> QueueState | None:
        """How the queue stands; None where there is none."""
        if not self.is_there:
            return None
        rows = list(self._connection.execute(_COUNTS))
        seen = self._connection.execute(_WORKERS, {"within": HEARD_WITHIN, "lead": key_of(JUDGE_LEAD)}).scalar_one()
        workers = max(seen, 0)
        return QueueState(_counted(rows, "todo"), _counted(rows, "doing"), workers, self.given_up(SHOWN))

    def given_up(self, limit: int) -> tuple[GivenUp, ...]:
        """Jobs that were given up, the latest first."""
        if not self.is_there:
            return ()
        return tuple(
            GivenUp(row.id, row.task_name, row.lock, row.args, row.attempts, row.at)
            for row in self._connection.execute(_FAILED, {"limit": limit})
        )

    def closed_locks(self) -> frozenset[str]:
        """Locks of jobs that were given up: what they guard is not tried again until the jobs are forgotten."""
        return frozenset(self._connection.execute(_FAILED_LOCKS).scalars()) if self.is_there else frozenset()

    def forget_given_up(self, *, before: datetime) -> int:
        """Let what was given up until then be tried anew; returns how many jobs that were."""
        return self._connection.execute(_FORGET, {"before": before}).rowcount if self.is_there else 0


def _counted(rows: Iterable[Any], status: str) -> Mapping[str, int]:
    return {row.queue_name: row.jobs for row in rows if row.status == status}


@cache
def _manager() -> JobManager:
    """Writes jobs over connections that it is given; has none of its own."""
    from procrastinate import SyncPsycopgConnector  # noqa: PLC0415 - an extra
    from procrastinate.manager import JobManager  # noqa: PLC0415

    return JobManager(SyncPsycopgConnector())


def _schema() -> str:
    from procrastinate.schema import SchemaManager  # noqa: PLC0415 - an extra

    return SchemaManager.get_schema()


def _changes() -> list[Path]:
    """The library's own migrations, in their order, which is that of their names."""
    from procrastinate.schema import SchemaManager  # noqa: PLC0415

    return sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))


class Leadership:
    """One of many processes leads: who holds this lock. A process that dies or loses its connection leads no more."""

    def __init__(self, connection: Connection, key: int) -> None:
        self._connection = connection
        self._key = key
        self._held = False

    def hold(self) -> bool:
        """Take the lead, or make sure of it. Raises StorageError when the connection is gone: begin with a new one."""
        if self._held:
            self._connection.execute(text("SELECT 1"))
        else:
            query = text("SELECT pg_try_advisory_lock(:key)")
            self._held = bool(self._connection.execute(query, {"key": self._key}).scalar_one())
        return self._held

    def close(self) -> None:
        """Give the lead back, at once: the server may take its time to notice that a connection is gone."""
        if self._held and not self._connection.invalidated:
            with suppress(StorageError):
                self._connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": self._key})
        # Were it not given back, the lock would live on with a connection that waits for use.
        self._connection.invalidate()
        self._connection.close()
