"""What a dead worker had in hand is taken up, split, set apart or given up; exactly one scheduler fires a moment."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from procrastinate.periodic import PeriodicDeferrer
from sqlalchemy import Engine, create_engine, text

from monitor.core.clock import VirtualClock
from monitor.core.wakes import WakeUp
from monitor.schedule import Job
from monitor.store.database import Store, open_store
from monitor.workers import wakes
from monitor.workers.engine import Beat, Leading, _fire, connect
from monitor.workers.hands import GUARD

NOW = datetime(2022, 10, 12, 1, 0, tzinfo=UTC)
KEYS = [("bao", "1"), ("bao", "2")]


class Office:
    """A database with a queue, and what the sweep does to it."""

    def __init__(self, store: Store, engine: Engine) -> None:
        self.store, self.engine = store, engine
        self.apart: list[Any] = []
        hosts = SimpleNamespace(give_up=self.apart.extend)
        self.app: Any = SimpleNamespace(store=store, clock=VirtualClock(NOW), pipeline=SimpleNamespace(hosts=hosts))
        self.runner: Any = SimpleNamespace(
            jobs=(Job(GUARD, lambda: None, timedelta(minutes=1)), Job("hẹn giờ", lambda: None, timedelta(seconds=20)))
        )
        self.hands: Any = SimpleNamespace(poll=None, place=None, send=None)

    def dead_with(self, wake: WakeUp, *, deaths: int = 0) -> None:
        """A worker took the job, after so many others, and was not heard of since."""
        with self.store.transaction() as tx:
            assert tx.queue.wake([wake]) == 1
        with self.engine.begin() as connection:
            worker = connection.execute(
                text(
                    "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour') RETURNING id"
                )
            ).scalar_one()
            change = "UPDATE procrastinate_jobs SET status = 'doing', worker_id = :worker, attempts = :deaths"
            connection.execute(text(change + " WHERE status = 'todo'"), {"worker": worker, "deaths": deaths})

    def sweep(self) -> int:
        async def swept(queue: Any) -> int:
            return await Leading(self.app, queue, self.runner, beat=Beat()).sweep()

        return self.run(swept)

    def run(self, act: Callable[[Any], Coroutine[Any, Any, Any]]) -> Any:
        async def opened() -> Any:
            queue = connect(self.store.url, self.hands)
            async with queue.open_async():
                return await act(queue)

        with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
            return runner.run(opened())

    def jobs(self) -> list[tuple[str, str, int, str]]:
        """Task, status, attempts and arguments of every job."""
        query = "SELECT task_name, status::text, attempts, args::text FROM procrastinate_jobs ORDER BY id"
        with self.engine.connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(query)]  # type: ignore[misc]


@pytest.fixture
def office(postgres_url: str) -> Iterator[Office]:
    engine = create_engine(postgres_url)
    with closing(open_store(postgres_url)) as store:
        with store.transaction() as tx:
            tx.queue.prepare()
        yield Office(store, engine)
    engine.dispose()


@pytest.mark.parametrize(
    "wake",
    [wakes.poll("a.example"), wakes.read("a.example", KEYS), wakes.place(), wakes.send("email"), wakes.tick("hẹn giờ")],
    ids=lambda wake: wake.task,
)
def test_a_dead_workers_job_is_put_back(office, wake):
    office.dead_with(wake)
    assert office.sweep() == 1
    ((task, status, attempts, _),) = office.jobs()
    assert (task, status, attempts) == (wake.task, "todo", 1)
    assert office.sweep() == 0


def test_a_job_whose_like_waits_already_is_dropped(office):
    office.dead_with(wakes.place())
    with office.store.transaction() as tx:
        assert tx.queue.wake([wakes.place()]) == 1
    office.sweep()
    ((_, status, attempts, _),) = office.jobs()
    assert (status, attempts) == ("todo", 0)


def test_a_host_that_a_worker_reads_is_not_polled_beside(office):
    office.dead_with(wakes.poll("a.example"))
    with office.store.transaction() as tx:
        assert tx.queue.wake([wakes.poll("a.example")]) == 0


def test_pages_that_killed_twice_come_one_by_one(office):
    office.dead_with(wakes.read("a.example", KEYS), deaths=1)
    office.sweep()
    rows = [(status, json.loads(args)) for _, status, _, args in office.jobs()]
    assert [(status, args["keys"], args["single"]) for status, args in rows] == [
        ("todo", [["bao", "1"]], True),
        ("todo", [["bao", "2"]], True),
    ]


def test_a_page_that_kills_alone_is_set_apart(office):
    office.dead_with(wakes.read("a.example", KEYS[:1], single=True), deaths=1)
    office.sweep()
    assert office.apart == KEYS[:1]
    assert office.jobs() == []


def test_a_host_that_kills_is_left_alone_and_told(office):
    office.dead_with(wakes.poll("a.example"), deaths=2)
    office.sweep()
    ((_, status, _, _),) = office.jobs()
    assert status == "failed"
    with office.store.read() as tx:
        assert tx.queue.closed_locks() == {"host:a.example"}
        assert any("a.example" in warning.text for warning in tx.warnings.recent(5))


def test_a_living_workers_job_is_left_alone(office):
    office.dead_with(wakes.place())
    with office.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE procrastinate_workers SET last_heartbeat = now()")
    assert office.sweep() == 0


def test_two_schedulers_fire_a_moment_once(office):
    async def fire(queue: Any) -> None:
        _fire(queue, office.runner.jobs[1])
        for _ in range(2):
            deferrer = PeriodicDeferrer(registry=queue.periodic_registry)
            await deferrer.defer_jobs(deferrer.get_previous_tasks(at=1_665_000_005))

    office.run(fire)
    ((task, status, _, args),) = office.jobs()
    assert (task, status, json.loads(args)["name"]) == (wakes.TICK, "todo", "hẹn giờ")
