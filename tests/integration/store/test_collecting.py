"""Feeds and entries."""

from __future__ import annotations

import pytest

from monitor.core.entries import FetchOutcome, FetchRecord, PendingEntry
from monitor.core.errors import StorageError
from monitor.core.items import Engagement, Media
from monitor.store.database import Tx
from tests.fakes.store_rows import T0, a_feed, an_entry, at


def test_a_feed_state_is_replaced(tx: Tx) -> None:
    assert tx.feeds.get(a_feed().feed_url) is None
    tx.feeds.put(a_feed())
    changed = a_feed(next_due_at=at(15), etag='W/"x"', failures=2, outcome=FetchOutcome.TEMPORARY)
    tx.feeds.put(changed)
    assert tx.feeds.get(changed.feed_url) == changed
    assert tx.feeds.all() == (changed,)


def test_due_feeds_the_longest_due_first(tx: Tx) -> None:
    for n in (2, 0, 1, 3):
        tx.feeds.put(a_feed(f"https://{n}.example", next_due_at=at(n)))
    assert [feed.feed_url for feed in tx.feeds.due(at(2), 10)] == [f"https://{n}.example" for n in range(3)]
    assert len(tx.feeds.due(at(2), 1)) == 1
    assert tx.feeds.due(at(-1), 10) == ()


def test_the_fetch_log_is_by_source_latest_first(tx: Tx) -> None:
    records = [FetchRecord("https://a.example", "a", at(n), FetchOutcome.OK, status=200 + n) for n in range(3)]
    for record in records:
        tx.feeds.log(record)
    tx.feeds.log(FetchRecord("https://b.example", "b", T0, FetchOutcome.TEMPORARY, error="timeout"))
    assert tx.feeds.last_fetches("a", 2) == (records[2], records[1])


@pytest.mark.parametrize("fate", ["pending", "done", "failed"])
def test_a_known_entry_is_not_added_again(tx: Tx, fate: str) -> None:
    entry = an_entry()
    assert tx.entries.add(entry, found_at=T0)
    if fate == "done":
        tx.entries.done(entry.source_id, entry.key, "q1")
    elif fate == "failed":
        tx.entries.failed(entry.source_id, entry.key, "no text")
    assert not tx.entries.add(an_entry(title="khác"), found_at=at(1))
    assert tx.entries.pending_count() == (1 if fate == "pending" else 0)
    assert tx.entries.due(at(9), 10) == ((PendingEntry(entry, T0, next_due_at=T0),) if fate == "pending" else ())


def test_the_same_key_of_another_source_is_another_entry(tx: Tx) -> None:
    assert tx.entries.add(an_entry(), found_at=T0)
    assert tx.entries.add(an_entry(source_id="bao-khac"), found_at=T0)


def test_a_retried_entry_waits(tx: Tx) -> None:
    tx.entries.add(an_entry(), found_at=T0)
    (pending,) = tx.entries.due(T0, 10)
    later = pending.later(at(30))
    tx.entries.retry(later)
    assert tx.entries.due(at(29), 10) == ()
    assert tx.entries.due(at(30), 10) == (later,)
    assert tx.entries.pending_count() == 1


def test_due_entries_in_order_and_limited(tx: Tx) -> None:
    for n in (2, 0, 1):
        tx.entries.add(an_entry(f"e{n}"), found_at=at(n))
    assert [pending.entry.key for pending in tx.entries.due(at(9), 2)] == ["e0", "e1"]


def test_an_unknown_entry_is_an_error(tx: Tx) -> None:
    with pytest.raises(StorageError, match="e404"):
        tx.entries.done("bao-que-dua", "e404", None)


def test_entries_of_one_poll_are_added_once_in_order(tx):
    tx.entries.add(an_entry("e1"), found_at=T0)
    found = [an_entry("e1"), an_entry("e2"), an_entry("e3"), an_entry("e2", title="hai lần")]
    assert tx.entries.add_all(found, found_at=at(1)) == 2
    assert tx.entries.add_all(found, found_at=at(2)) == 0
    waiting = tx.entries.due(at(5), 10)
    assert [pending.entry.key for pending in waiting] == ["e1", "e2", "e3"]
    assert waiting[1].entry.title == an_entry("e2").title


def test_what_is_overlooked_was_tried_before_or_found_long_ago(tx):
    tx.entries.add_all([an_entry("old"), an_entry("tried"), an_entry("later")], found_at=T0)
    tx.entries.add_all([an_entry("fresh")], found_at=at(4))
    tx.entries.retry(PendingEntry(an_entry("tried"), at(4), attempts=1, next_due_at=at(5)))
    tx.entries.retry(PendingEntry(an_entry("later"), T0, attempts=1, next_due_at=at(30)))

    def keys(limit):
        return [row.entry.key for row in tx.entries.overlooked(at(5), found_before=at(1), limit=limit)]

    assert keys(10) == ["old", "tried"]
    assert keys(1) == ["old"]


def test_a_long_poll_is_added_whole(tx):
    assert tx.entries.add_all([an_entry(f"e{n}") for n in range(1200)], found_at=T0) == 1200
    assert tx.entries.add_all([an_entry(f"e{n}") for n in range(1300)], found_at=T0) == 100


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {
            "author": "A",
            "published_at": at(-5),
            "published_raw": "x",
            "hashtags": ("a",),
            "links": ("https://l.example",),
        },
        {"media": (Media(kind="image", hash="00ff"),), "context": "Bài gốc", "engagement": Engagement(comments=3)},
        {"text": "", "title": "", "url": "", "needs_page": False},
    ],
    ids=["plain", "links", "media", "empty"],
)
def test_an_entry_comes_back_whole(tx, fields):
    entry = an_entry("e1", **fields)
    tx.entries.add(entry, found_at=at(1))
    assert tx.entries.due(at(1), 10) == (PendingEntry(entry, at(1), next_due_at=at(1)),)


@pytest.mark.parametrize("count", [1, 49, 50, 51, 100, 101])
def test_known_entries_are_found_however_many_are_asked_for(tx, count):
    found = [an_entry(f"e{n}") for n in range(count)]
    tx.entries.add_all(found[::2], found_at=T0)
    assert tx.entries.add_all(found, found_at=T0) == count // 2


def test_the_fetch_log_of_a_span_is_whole_and_in_order(tx):
    records = [FetchRecord("https://a.example", "a", at(n), FetchOutcome.OK) for n in range(6)]
    for record in records:
        tx.feeds.log(record)
    tx.feeds.log(FetchRecord("https://b.example", "b", at(2), FetchOutcome.OK))
    assert tx.feeds.fetches_between("a", at(1), at(4)) == tuple(records[1:4])
    assert tx.feeds.last_fetches("a", 2, before=at(3)) == (records[2], records[1])
