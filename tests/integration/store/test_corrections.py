"""Corrections are only added; the last word on the text as it stands counts."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from monitor.core.corrections import Correction
from monitor.core.errors import StorageError
from monitor.core.handling import Membership
from monitor.core.items import Item
from monitor.core.labels import Sentiment
from monitor.store.database import Store, Tx
from tests.fakes.store_rows import T0, a_classification, an_item, at


def words(item: Item, task: str = "sentiment", new: str = "negative", **fields: Any) -> Correction:
    values: dict[str, Any] = {"old": ("neutral",), "person": "lan", "at": T0, "version": "m1"} | fields
    return Correction(item_id=item.id, content_hash=item.content_hash, task=task, new=(new,), **values)


def stored(tx: Tx, *items: Item) -> None:
    for item in items:
        tx.items.put(item, now=T0)
        tx.labels.put(a_classification(item.id), now=T0)


def test_history_is_kept_in_order(tx: Tx) -> None:
    item = an_item()
    stored(tx, item)
    tx.corrections.add([words(item), words(item, new="positive", person="hoa", at=at(5), version="corrected:m1")])
    first, second = tx.corrections.of("q1")
    assert (first.new, first.person, first.old, first.version) == (("negative",), "lan", ("neutral",), "m1")
    assert (second.new, second.person, second.at) == (("positive",), "hoa", at(5))
    assert first.number < second.number == tx.corrections.last_number()
    assert tx.corrections.apply(item, a_classification()).sentiment is Sentiment.POSITIVE
    assert tx.corrections.count() == 1
    assert tx.corrections.count(since=at(6)) == 0


def test_of_a_newer_text_nobody_has_said_anything(tx: Tx) -> None:
    old, new = an_item(text="Trường đang xác minh."), an_item(text="Trường đã trả lời.")
    stored(tx, old)
    tx.corrections.add([words(old)])
    tx.items.put(new, now=at(1))
    assert tx.corrections.apply(new, a_classification()).sentiment is Sentiment.NEUTRAL
    assert list(tx.corrections.learnt()) == []
    assert len(tx.corrections.of("q1")) == 1


def test_what_is_learnt_comes_with_its_text(tx: Tx) -> None:
    a, b = an_item("a"), an_item("b")
    stored(tx, a, b)
    tx.corrections.add([words(b), words(a), words(b, "themes", "fees", old=())])
    assert [(item.id, [each.task for each in said]) for item, said in tx.corrections.learnt()] == [
        ("a", ["sentiment"]), ("b", ["sentiment", "themes"]),
    ]  # fmt: skip


def test_unjudged_items_newest_first_without_reprints(tx: Tx) -> None:
    items = [an_item(name, arrived_at=at(minute)) for minute, name in enumerate(("cu", "sua-roi", "ban-in-lai", "moi"))]
    stored(tx, *items, an_item("qua-cu", arrived_at=at(-100)))
    tx.stories.put(Membership("ban-in-lai", "c1", "cu", 0.9, "", at(3)))
    tx.corrections.add([words(items[1])])
    assert [item.id for item, _ in tx.corrections.unjudged(at(-1), limit=9)] == ["moi", "cu"]
    assert [item.id for item, _ in tx.corrections.unjudged(at(-1), limit=1)] == ["moi"]


def test_an_unknown_item_is_refused(store: Store) -> None:
    with pytest.raises(StorageError), store.transaction() as tx:
        tx.corrections.add([words(an_item("q404"))])


def test_nothing_to_add(tx: Tx) -> None:
    tx.corrections.add([])
    assert (tx.corrections.last_number(), tx.corrections.count()) == (0, 0)


def test_corrections_go_with_their_item(store: Store) -> None:
    with store.transaction() as tx:
        stored(tx, an_item())
        tx.corrections.add([words(an_item())])
    with store._engine.begin() as connection:
        connection.execute(text("DELETE FROM items"))
    with store.read() as tx:
        assert tx.corrections.of("q1") == ()


def test_every_stored_label_carries_the_version_of_what_said_it(store: Store) -> None:
    rules, learnt = ("levels", "places", "severity"), ("relevance", "themes", "sentiment", "good_news")
    versions = tuple((name, f"v-{name}") for name in (*rules, *learnt))
    with store.transaction() as tx:
        tx.items.put(an_item(), now=T0)
        tx.labels.put(a_classification(versions=versions), now=T0)
    with store._engine.connect() as connection:
        rows = dict(map(tuple, connection.execute(text("SELECT task, version FROM labels"))))
    assert rows == {
        "relevant": "v-relevance", "sentiment": "v-sentiment", "severity": "v-severity", "good_news": "v-good_news",
        "territory": "v-places",
    }  # fmt: skip
