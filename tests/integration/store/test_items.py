from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.core.items import Channel, Engagement, Item, Kind, Media
from monitor.store.database import Store, Tx
from monitor.store.items import PutResult
from tests.fakes.store_rows import T0, an_item, at

FULL = Item(
    id="q9",
    kind=Kind.SOCIAL,
    channel=Channel.FACEBOOK_GROUP,
    text="Các phụ huynh ơi…",
    title="Hỏi",
    lead="Về bữa ăn",
    source="hoi-phu-huynh",
    source_place="ben-tre/ba-tri",
    author="a" * 8,
    official=True,
    followers=10**25,
    url="https://mxh.example/1",
    hashtags=("bántrú",),
    links=("https://b.example",),
    media=(Media("image", "ff", "bữa ăn"), Media("video", "00")),
    shares="q1",
    reply_to="q2",
    context="bài gốc",
    published_at=at(-30.5),
    arrived_at=at(0),
    engagement=Engagement(1, 2, 3, 10**20),
)


def test_every_field_comes_back(tx: Tx) -> None:
    tx.items.put(FULL, now=at(1))
    assert tx.items.get("q9") == FULL
    assert tx.items.many(["q9", "q0"]) == {"q9": FULL}


_STORABLE = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    title=st.none() | st.text(_STORABLE, min_size=1),
    text=st.text(_STORABLE),
    published_at=st.none() | st.datetimes(timezones=st.just(UTC)),
    arrived_at=st.datetimes(timezones=st.just(UTC)),
    number=st.integers(min_value=0),
)
def test_any_item_comes_back(tx: Tx, number: int, **fields: Any) -> None:
    item = an_item(f"q{tx.items.count()}-{number}", **fields)
    assert tx.items.put(item, now=T0) is PutResult.NEW
    assert tx.items.get(item.id) == item


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a\x00b", "a\ufffdb"),
        ("a\ud800b", "a\ufffdb"),
        ("\udc00\x00", "\ufffd\ufffd"),
        ("đ\uffff\U0010ffff", "đ\uffff\U0010ffff"),
    ],
    ids=["nul", "surrogate", "both", "at-the-end-of-unicode"],
)
def test_what_no_engine_keeps_is_replaced_one_for_one(tx: Tx, written: str, kept: str) -> None:
    tx.meta.set(written, written)
    assert tx.meta.get(written) == tx.meta.get(kept) == kept


def test_an_item_is_the_same_with_what_was_replaced(tx: Tx) -> None:
    item = an_item(text="a\x00b", title="\x00", source="b\x00")
    tx.items.put(item, now=T0)
    assert tx.items.get("q1") == replace(item, text="a\ufffdb", title="\ufffd", source="b\ufffd")
    assert tx.items.put(item, now=at(1)) is PutResult.SAME


def test_an_item_without_arrival_arrives_now(tx: Tx) -> None:
    tx.items.put(an_item(arrived_at=None), now=at(5))
    assert tx.items.get("q1") == an_item(arrived_at=at(5))


def test_redelivery_changes_nothing(tx: Tx) -> None:
    tx.items.put(an_item(), now=T0)
    again = an_item(arrived_at=at(9), url="https://khac.example")
    assert tx.items.put(again, now=at(9)) is PutResult.SAME
    assert tx.items.get("q1") == an_item()
    assert tx.items.versions("q1") == (an_item(),)


@pytest.mark.parametrize("field", ["title", "lead", "text"])
def test_other_content_is_a_new_version(tx: Tx, field: str) -> None:
    changed = replace(an_item(arrived_at=at(9)), **{field: "Đã đính chính"})  # type: ignore[arg-type]
    tx.items.put(an_item(), now=T0)
    assert tx.items.put(changed, now=at(9)) is PutResult.NEW_VERSION
    assert tx.items.get("q1") == changed
    assert tx.items.versions("q1") == (an_item(), changed)
    assert tx.items.count() == 1


def test_versions_are_kept_in_order(tx: Tx) -> None:
    versions = tuple(an_item(text=f"bản {n}") for n in range(4))
    for version in versions:
        tx.items.put(version, now=T0)
    assert tx.items.versions("q1") == versions
    assert tx.items.versions("q2") == ()


def test_engagement_is_no_version(tx: Tx) -> None:
    tx.items.put(an_item(), now=T0)
    assert tx.items.set_engagement("q1", Engagement(views=1200))
    assert not tx.items.set_engagement("q2", Engagement())
    assert tx.items.get("q1") == an_item(engagement=Engagement(views=1200))
    assert len(tx.items.versions("q1")) == 1


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, ["q0", "q1", "q2", "q3"]),
        (1, 3, ["q1", "q2"]),
        (1.5, None, ["q2", "q3"]),
        (None, 1, ["q0"]),
        (3, 3, []),
    ],
)
def test_export_is_half_open_by_arrival(tx: Tx, since: float | None, until: float | None, expected: list[str]) -> None:
    for n in (2, 0, 3, 1):
        tx.items.put(an_item(f"q{n}", arrived_at=at(n), published_at=at(-n)), now=T0)
    window = {"since": None if since is None else at(since), "until": None if until is None else at(until)}
    assert [item.id for item in tx.items.export(**window)] == expected


def test_export_goes_on_while_rows_are_written(tx: Tx) -> None:
    for n in range(1200):
        tx.items.put(an_item(f"q{n:04}", arrived_at=at(n)), now=T0)
    seen = 0
    for item in tx.items.export():
        tx.items.set_engagement(item.id, Engagement(views=1))
        seen += 1
    assert seen == 1200


def test_recent_is_by_arrival(tx: Tx) -> None:
    tx.items.put(an_item("cu", arrived_at=at(-1), published_at=at(5)), now=T0)
    tx.items.put(an_item("moi", arrived_at=at(0), published_at=at(-9000)), now=T0)
    assert [item.id for item in tx.items.recent(at(0))] == ["moi"]


def test_many_takes_more_ids_than_a_statement_does(tx: Tx) -> None:
    tx.items.put(an_item("q1"), now=T0)
    assert set(tx.items.many(f"q{n}" for n in range(40_000))) == {"q1"}


def test_one_moment_holds_many_items(store: Store) -> None:
    same = T0 + timedelta(microseconds=1)
    with store.transaction() as tx:
        for n in range(50):
            tx.items.put(an_item(f"q{n}", published_at=same), now=T0)
    with store.read() as tx:
        assert len(tx.items.search("xác minh")) == 50
