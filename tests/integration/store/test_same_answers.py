"""The same archive on both engines gives the same lists and the same search, whatever is asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.core.items import Channel
from monitor.core.labels import Classification, Sentiment
from monitor.store import search
from monitor.store.database import Store, Tx, open_store
from monitor.store.item_lists import ItemFilter
from tests.fakes.postgres import PostgresServer
from tests.fakes.store_rows import T0, a_classification, an_item, at

SYLLABLES = (
    "an",
    "ăn",
    "đức",
    "duc",
    "Đức",
    "bạo",
    "lực",
    "bao",
    "luc",
    "học",
    "đường",
    "hòa",
    "hoà",
    "bình",
    "1",
    "2",
)
WORDS = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=4).map(" ".join)
QUERIES = st.lists(WORDS, min_size=1, max_size=2).map(", ".join) | WORDS.map(str.upper)
CHANNELS = (Channel.PRESS_LOCAL, Channel.FORUM, Channel.TIKTOK)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, postgres_server: PostgresServer) -> Iterator[tuple[Store, Store]]:
    with ExitStack() as stack:
        there = stack.enter_context(postgres_server.database())
        stores = open_store(f"sqlite:///{tmp_path_factory.mktemp('both')}/a.db"), open_store(there)
        for store in stores:
            stack.callback(store.close)
            with store.transaction() as tx:
                fill(tx)
        yield stores


def fill(tx: Tx) -> None:
    """Every text of three of the syllables from a short list, with labels, sources and channels in turn."""
    for n, words in enumerate(product(SYLLABLES[:8], SYLLABLES[3:8], SYLLABLES[8:14])):
        title = " ".join(words[:2]) if n % 3 else None
        item = an_item(
            f"q{n}", " ".join(words), title=title, source=f"s{n % 4}", channel=CHANNELS[n % 3], arrived_at=at(n // 2)
        )
        tx.items.put(item, now=T0)
        tx.labels.put(said(n), now=T0)


def said(n: int) -> Classification:
    return a_classification(f"q{n}", sentiment=Sentiment.NEGATIVE if n % 5 == 0 else Sentiment.NEUTRAL)


FILTERS = st.builds(
    ItemFilter,
    words=st.just("") | QUERIES,
    labels=st.sampled_from([(), (("sentiment", "negative"),), (("sentiment", "neutral"), ("relevant", "true"))]),
    source=st.sampled_from(["", "s1", "s9"]),
    channel=st.none() | st.sampled_from(CHANNELS),
    since=st.none() | st.integers(0, 120).map(at),
    until=st.none() | st.integers(0, 120).map(at),
    in_incident=st.none() | st.booleans(),
)
ON_BOTH = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@ON_BOTH
@given(query=QUERIES | st.text(max_size=20), limit=st.integers(1, 300))
def test_search(both: tuple[Store, Store], query: str, limit: int) -> None:
    one, other = (found(store, query, limit) for store in both)
    assert one == other


def found(store: Store, query: str, limit: int) -> list[str]:
    with store.read() as tx:
        return [item.id for item in tx.items.search(query, limit=limit)]


@ON_BOTH
@given(wanted=FILTERS, limit=st.integers(1, 40))
def test_lists_page_by_page(both: tuple[Store, Store], wanted: ItemFilter, limit: int) -> None:
    one, other = (pages(store, wanted, limit) for store in both)
    assert one == other


def pages(store: Store, wanted: ItemFilter, limit: int) -> list[list[str]]:
    """The first three pages."""
    read: list[list[str]] = []
    key: int | None = None
    with store.read() as tx:
        for _ in range(3):
            page = tx.item_lists.page(wanted, limit=limit, before=key)
            read.append([item.id for item in page.items])
            key = page.next_key
            if key is None:
                break
    return read


def test_what_lies_beyond_the_newest_is_found_all_the_same(
    both: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = [found(both[0], query, 1000) for query in ("an duc", "bạo lực", "hòa bình", "an")]
    monkeypatch.setattr(search, "NEWEST", 7)
    monkeypatch.setattr(search, "LOOKED_UP", 3)
    assert [found(both[1], query, 1000) for query in ("an duc", "bạo lực", "hòa bình", "an")] == expected
    assert any(len(ids) > 7 for ids in expected)
