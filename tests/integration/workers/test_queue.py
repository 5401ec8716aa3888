"""The shared queue in our transactions: jobs come with what they are for, or not at all."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import create_engine

from monitor.core.entries import Entry, PendingEntry, ReadEntry
from monitor.core.errors import StorageError
from monitor.core.wakes import WakeUp
from monitor.store.database import Store, open_store
from monitor.workers import wakes
from monitor.workers.wakes import wake_others
from tests.fakes.store_rows import T0, a_notification, an_item

POLL = wakes.poll("bao.example")


@pytest.fixture
def store(postgres_url: str) -> Iterator[Store]:
    store = open_store(postgres_url)
    with store.transaction() as tx:
        tx.queue.prepare()
    yield store
    store.close()


def waiting(store: Store) -> dict[str, int]:
    with store.read() as tx:
        state = tx.queue.state()
    assert state is not None
    return dict(state.waiting)


def an_entry(key: str, url: str = "https://bao.example/1.html") -> Entry:
    return Entry(key, "bao", feed_url="https://bao.example/rss", url=url, title="Tin", text="", needs_page=True)


def test_a_job_is_seen_once_its_transaction_ends(store):
    with store.transaction() as tx:
        assert tx.queue.wake([POLL]) == 1
        assert waiting(store) == {}
    assert waiting(store) == {wakes.COLLECT: 1}


def test_a_transaction_that_fails_wakes_nobody(store):
    def fail() -> None:
        with store.transaction() as tx:
            tx.queue.wake([POLL])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert waiting(store) == {}


def test_what_waits_already_is_not_added_again(store):
    with store.transaction() as tx:
        assert tx.queue.wake([POLL, POLL, wakes.place()]) == 2
    with store.transaction() as tx:
        assert tx.queue.wake([wakes.poll("khac.example"), POLL]) == 1
    assert waiting(store) == {wakes.COLLECT: 2, wakes.JUDGE: 1}


def test_a_job_of_another_transaction_that_is_not_over_yet_is_waited_for(store):
    """Both want the same job at the same moment: one adds it, the other finds it added and goes on."""
    added = []
    other = threading.Event()

    def second() -> None:
        with store.transaction(alone=False) as tx:
            other.set()
            added.append(tx.queue.wake([wakes.poll("khac.example"), POLL]))

    thread = threading.Thread(target=second)
    with store.transaction(alone=False) as tx:
        tx.queue.wake([POLL])
        thread.start()
        assert other.wait(20)
    thread.join(20)
    assert added == [1]
    assert waiting(store) == {wakes.COLLECT: 2}


def test_jobs_without_a_mark_add_up(store):
    read = wakes.read("bao.example", [("bao", "1")])
    with store.transaction() as tx:
        tx.queue.wake([read, read])
    assert waiting(store) == {wakes.COLLECT: 2}


def test_preparing_twice_changes_nothing(store):
    with store.transaction() as tx:
        tx.queue.wake([POLL])
        tx.queue.prepare()
    assert waiting(store) == {wakes.COLLECT: 1}


def test_on_sqlite_nobody_is_woken(tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/monitor.db")
    with store.transaction() as tx:
        assert tx.queue.wake([POLL]) == 0
        assert tx.queue.state() is None
        assert tx.queue.closed_locks() == frozenset()
        with pytest.raises(StorageError):
            tx.queue.prepare()
    store.close()


def test_new_entries_wake_their_reading_by_host(store):
    store.before_commit(partial(wake_others, lanes=("email",)))
    with store.transaction() as tx:
        tx.entries.add_all([an_entry("1"), an_entry("2"), an_entry("3", "https://khac.example/3")], found_at=T0)
    assert waiting(store) == {wakes.COLLECT: 2}
    with store.transaction() as tx:
        tx.entries.add_all([an_entry("1")], found_at=T0)  # known: nothing to read
    assert waiting(store) == {wakes.COLLECT: 2}


def test_what_was_read_wakes_judging_once(store):
    store.before_commit(partial(wake_others, lanes=("email",)))
    with store.transaction() as tx:
        tx.entries.add_all([an_entry("1"), an_entry("2")], found_at=T0)
    for key in ("1", "2"):
        with store.transaction() as tx:
            tx.entries.read(ReadEntry(PendingEntry(an_entry(key), T0), an_item()), at=T0)
    assert waiting(store)[wakes.JUDGE] == 1


def test_a_message_wakes_every_lane(store):
    store.before_commit(partial(wake_others, lanes=("email", "zalo")))
    with store.transaction() as tx:
        tx.outbox.add(a_notification(), next_at=T0)
    assert waiting(store) == {wakes.DELIVER: 2}


def test_a_read_entry_goes_its_way(store):
    pending = PendingEntry(an_entry("1"), T0)
    row = ReadEntry(pending, an_item(), again=pending.later(T0 + timedelta(minutes=2)), page="eJw=")
    with store.transaction() as tx:
        tx.entries.add(pending.entry, found_at=T0)
        assert [p.entry for p in tx.entries.still_pending([("bao", "1"), ("bao", "404")])] == [pending.entry]
        tx.entries.read(row, at=T0)
        assert tx.entries.to_be_judged(10) == (row,)
        assert tx.entries.still_pending([("bao", "1")]) == ()
        assert tx.entries.pending_count() == 1
        tx.entries.retry(row.again)
        assert tx.entries.to_be_judged(10) == ()
        assert tx.entries.due(T0 + timedelta(minutes=2), 10) == (row.again,)


def test_what_was_given_up_closes_its_lock_until_it_is_forgotten(store, postgres_url):
    with store.transaction() as tx:
        tx.queue.wake([POLL])
    engine = create_engine(postgres_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE procrastinate_jobs SET status = 'doing'")
        connection.exec_driver_sql("UPDATE procrastinate_jobs SET status = 'failed', attempts = 3")
    engine.dispose()
    now = datetime.now(UTC)
    with store.transaction() as tx:
        (job,) = tx.queue.given_up(10)
        assert (job.task, job.lock, job.attempts) == (wakes.POLL, POLL.lock, 3)
        assert tx.queue.closed_locks() == {POLL.lock}
        assert tx.queue.forget_given_up(before=now - timedelta(hours=1)) == 0
        assert tx.queue.forget_given_up(before=now + timedelta(hours=1)) == 1
        assert tx.queue.closed_locks() == frozenset()


def test_one_leads(store):
    first, second = store.leadership("x"), store.leadership("x")
    try:
        assert first.hold()
        assert first.hold()
        assert not second.hold()
        first.close()
        assert second.hold()
    finally:
        second.close()


def test_a_job_without_args_or_lock_is_possible(store):
    with store.transaction() as tx:
        assert tx.queue.wake([WakeUp("x", "clock")]) == 1
