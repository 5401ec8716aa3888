"""Watches, evidence, and the migration that brought them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from alembic import command
from sqlalchemy import create_engine

from monitor.core.entries import Evidence, FetchOutcome, FetchRecord, ItemWatch
from monitor.store.database import Tx, open_store
from monitor.store.evidence import MAX_COPIES
from monitor.store.migrate import alembic_config
from tests.fakes.store_rows import T0, a_feed, an_incident, an_item, at

URL = "https://bao-que-dua.example/a-1.html"
WATCH = ItemWatch("q1", "bao-que-dua", URL, T0, at(15), etag='"1"')
COPY = Evidence("q1", T0, URL, "ab" * 32, 9_000, "<p>Trang báo</p>".encode() * 100, complete=False)


def test_a_watch_is_replaced_and_ended(tx: Tx) -> None:
    tx.items.put(an_item(), now=T0)
    assert tx.watches.get("q1") is None
    tx.watches.put(WATCH)
    assert (tx.watches.get("q1"), tx.watches.running()) == (WATCH, frozenset({"q1"}))
    ended = replace(WATCH, next_due_at=None, misses=2, removed_at=at(30))
    tx.watches.put(ended)
    assert (tx.watches.get("q1"), tx.watches.running()) == (ended, frozenset())
    assert tx.watches.due(at(9999), 10) == ()


def test_due_watches_the_longest_due_first(tx: Tx) -> None:
    for n in (2, 0, 1, 5):
        tx.items.put(an_item(f"q{n}"), now=T0)
        tx.watches.put(replace(WATCH, item_id=f"q{n}", next_due_at=at(n)))
    assert [watch.item_id for watch in tx.watches.due(at(2), 10)] == ["q0", "q1", "q2"]
    assert len(tx.watches.due(at(2), 1)) == 1


def test_a_copy_is_kept_compressed_and_once(tx: Tx) -> None:
    tx.items.put(an_item(), now=T0)
    assert not tx.evidence.has("q1")
    assert tx.evidence.add(COPY)
    assert not tx.evidence.add(replace(COPY, taken_at=at(60)))
    assert tx.evidence.of("q1") == (COPY,)
    assert tx.evidence.has("q1")
    stored = tx.evidence._connection.exec_driver_sql("SELECT page FROM evidence").scalar_one()
    assert len(stored) < len(COPY.page) / 10


def test_copies_of_one_item_are_bounded(tx: Tx) -> None:
    tx.items.put(an_item(), now=T0)
    added = [tx.evidence.add(replace(COPY, sha256=f"{n:064}", taken_at=at(n))) for n in range(MAX_COPIES + 2)]
    assert added == [True] * MAX_COPIES + [False] * 2
    assert [copy.taken_at for copy in tx.evidence.of("q1")] == [at(n) for n in range(MAX_COPIES)]


def test_fetches_of_one_outcome(tx: Tx) -> None:
    records = [
        FetchRecord(URL, "a", at(n), outcome, entries=n)
        for n, outcome in enumerate((FetchOutcome.OK, FetchOutcome.TEMPORARY, FetchOutcome.OK))
    ]
    for record in records:
        tx.feeds.log(record)
    assert tx.feeds.last_fetches("a", 5, outcome=FetchOutcome.OK) == (records[2], records[0])


def test_a_feeds_history_is_kept(tx: Tx) -> None:
    state = a_feed(arrivals=(T0, at(5)), quiet_spells=((at(5), 0.25),), known_since=T0, pace=0.5, front=("ab",))
    tx.feeds.put(state)
    assert tx.feeds.get(state.feed_url) == state


def test_a_database_of_the_first_version_keeps_its_rows(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    store = open_store(url)
    with store.transaction() as tx:
        tx.items.put(an_item(), now=T0)
        tx.incidents.put(an_incident(), next_due_at=at(5))
        tx.feeds.put(a_feed())
    config = alembic_config()
    with store._engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
    store.close()
    engine = create_engine(url)
    with engine.begin() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        # A record as the first version wrote it knows none of the later fields.
        connection.exec_driver_sql(
            """UPDATE feeds SET record = '{"feed_url":"u","source_id":"s","next_due_at":"2022-10-12T01:00:00+00:00"}'"""
        )
    engine.dispose()
    assert not {"watches", "evidence"} & set(tables)
    store = open_store(url)
    with store.transaction() as tx:
        assert tx.items.get("q1") == an_item()
        assert tx.incidents.open() == (an_incident(),)
        assert tx.feeds.all() == (a_feed("u", source_id="s"),)
        tx.watches.put(WATCH)
        assert tx.evidence.add(COPY)
    store.close()
