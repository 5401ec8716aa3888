"""One worker judges; when it is gone, another takes over at once and goes on where it was."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from monitor.core.clock import VirtualClock
from monitor.core.entries import Entry, PendingEntry, ReadEntry
from monitor.core.errors import StorageError
from monitor.store.database import Store, open_store
from monitor.store.queue import JUDGE_LEAD
from monitor.workers import wakes
from monitor.workers.engine import connect
from monitor.workers.judgeship import Judgeship
from tests.fakes.store_rows import T0, an_item

LOOK = timedelta(seconds=0.01)
WITHIN_S = 60.0


@pytest.fixture
def store(postgres_url: str) -> Iterator[Store]:
    with closing(open_store(postgres_url)) as store:
        with store.transaction() as tx:
            tx.queue.prepare()
        yield store


class Candidate:
    """A worker that runs for the lead; what it would judge, it does not."""

    def __init__(self, store: Store, queue: Any) -> None:
        app: Any = SimpleNamespace(store=store, clock=VirtualClock(T0))
        self.judges = asyncio.Event()
        self.task = asyncio.ensure_future(Judgeship(app, queue, self._serve, look=LOOK).lead())

    async def _serve(self) -> None:
        self.judges.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.judges.clear()

    async def end(self) -> None:
        self.task.cancel()
        with suppress(asyncio.CancelledError):
            await self.task


def run(store: Store, act: Callable[[Any], Any]) -> Any:
    async def opened() -> Any:
        hands: Any = SimpleNamespace(poll=None, place=None, send=None)
        queue = connect(store.url, hands)
        async with queue.open_async():
            return await act(queue)

    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        return runner.run(opened())


def test_one_judges_and_another_takes_over(store):
    async def act(queue: Any) -> None:
        first = Candidate(store, queue)
        await asyncio.wait_for(first.judges.wait(), WITHIN_S)
        second = Candidate(store, queue)
        await asyncio.sleep(5 * LOOK.total_seconds())
        assert not second.judges.is_set()
        await first.end()
        assert not first.judges.is_set()
        await asyncio.wait_for(second.judges.wait(), WITHIN_S)
        await second.end()

    run(store, act)


def test_what_the_last_judge_left_is_taken_up_at_once(store, postgres_url):
    entry = Entry("1", "bao", feed_url="", url="https://bao.example/1", title="Tin", text="", needs_page=False)
    with store.transaction() as tx:
        tx.entries.add(entry, found_at=T0)
        tx.entries.read(ReadEntry(PendingEntry(entry, T0), an_item()), at=T0)
        tx.queue.wake([wakes.place()])
    engine = create_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE procrastinate_jobs SET status = 'doing'"))
        (old,) = connection.execute(text("SELECT id FROM procrastinate_jobs")).scalars()

    async def act(queue: Any) -> None:
        judge = Candidate(store, queue)
        await asyncio.wait_for(judge.judges.wait(), WITHIN_S)
        await judge.end()

    run(store, act)
    with engine.connect() as connection:
        jobs = [tuple(row) for row in connection.execute(text("SELECT id, status::text FROM procrastinate_jobs"))]
    engine.dispose()
    assert [status for _, status in jobs] == ["todo"]
    assert jobs[0][0] != old


def test_a_lead_that_is_lost_ends_the_judging(store, postgres_url):
    engine = create_engine(postgres_url)

    async def act(queue: Any) -> None:
        judge = Candidate(store, queue)
        await asyncio.wait_for(judge.judges.wait(), WITHIN_S)
        await asyncio.to_thread(_cut_leads, engine)
        with pytest.raises(StorageError, match="refused"):
            await asyncio.wait_for(judge.task, WITHIN_S)
        assert not judge.judges.is_set()

    run(store, act)
    engine.dispose()


def _cut_leads(engine: Any) -> None:
    query = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1"
    with engine.begin() as connection:
        connection.execute(text(query))


def test_the_judge_is_one_worker_though_it_is_seen_twice(store, postgres_url):
    engine = create_engine(postgres_url)
    with engine.begin() as connection:
        heard = "INSERT INTO procrastinate_workers (last_heartbeat) SELECT now() FROM generate_series(1, 3)"
        connection.execute(text(heard))
    engine.dispose()

    def workers() -> int:
        with store.read() as tx:
            state = tx.queue.state()
        assert state is not None
        return state.workers

    assert workers() == 3
    lead = store.leadership(JUDGE_LEAD)
    try:
        assert lead.hold()
        assert workers() == 2
    finally:
        lead.close()
