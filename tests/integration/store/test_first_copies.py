"""Where a text was first seen, over a real database."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta

import pytest
from alembic import command
from sqlalchemy import text

from monitor.store.database import open_store
from monitor.store.first_copies import _FIRSTS
from monitor.store.migrate import alembic_config
from tests.fakes.engines import SQLITE
from tests.fakes.store_rows import T0, an_item

POST = "Nghe mấy chị nói trường mình tuần sau thu thêm tiền nước uống, tiền ghế, mà chưa có giấy tờ gì hết"
OTHER = "Chiều nay học sinh lớp năm tập văn nghệ ngoài sân, cô chủ nhiệm bưng nước chanh cho từng em uống"


def fill(tx, *rows):
    for item_id, words, days in rows:
        at = T0 + timedelta(days=days)
        tx.items.put(an_item(item_id, words, title=None, lead=None, published_at=at, arrived_at=at), now=at)


def test_the_earliest_with_the_same_words(store):
    with store.transaction() as tx:
        fill(tx, ("b", POST, 20), ("a", POST, 0), ("c", POST.upper(), 40), ("o", OTHER, 41), ("s", "Ngắn", 42))
        found = tx.first_copies.of(["a", "b", "c", "o", "s", "unknown"])
    assert {own: first.item_id for own, first in found.items()} == {"b": "a", "c": "a"}
    assert found["c"].at == T0


def test_a_new_version_begins_otherwise(store):
    with store.transaction() as tx:
        fill(tx, ("a", POST, 0), ("b", POST, 20))
        tx.items.put(an_item("b", OTHER, title=None, lead=None, published_at=T0 + timedelta(days=20)), now=T0)
        assert tx.first_copies.of(["b"]) == {}


def test_an_erased_text_goes_on_counting_as_what_came_in(store):
    with store.transaction() as tx:
        fill(tx, ("a", POST, 0), ("b", POST, 20))
        tx.items.rewrite(an_item("a", "", title="Đã xóa", lead=None))
        assert tx.first_copies.of(["b"])["b"].item_id == "a"


def test_many_asked_at_once(store):
    with store.transaction() as tx:
        fill(tx, *((f"i{number}", POST, number) for number in range(700)))
        found = tx.first_copies.of(f"i{number}" for number in range(700))
    assert {first.item_id for first in found.values()} == {"i0"}
    assert len(found) == 699


@pytest.mark.parametrize("url", [SQLITE], indirect=True)
def test_a_look_up_is_a_step_into_the_index(store):
    """However many share an opening, the earliest is read off the index, not searched for among them."""
    with store.read() as tx:
        query = _FIRSTS.params(ids=["a"]).compile(compile_kwargs={"literal_binds": True})
        steps = [row[3] for row in tx.items._connection.execute(text(f"EXPLAIN QUERY PLAN {query}"))]
    same = next(step for step in steps if " same " in f"{step} ")
    assert "COVERING INDEX ix_items_opening_time_key (opening=?)" in same


def test_texts_stored_before_are_known_too(url):
    with closing(open_store(url)) as old:
        with old.transaction() as tx:
            fill(tx, ("a", POST, 0), ("b", POST, 20), ("s", "Ngắn", 21))
        config = alembic_config()
        with old._engine.begin() as connection:
            config.attributes["connection"] = connection
            command.downgrade(config, "0018")
    with closing(open_store(url)) as store, store.read() as tx:
        assert {own: first.item_id for own, first in tx.first_copies.of(["a", "b", "s"]).items()} == {"b": "a"}
