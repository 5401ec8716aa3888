"""Whole archives at once: what bulk writing leaves behind is what writing one by one does; labels follow their item."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import create_engine, text

from monitor.core.labels import Scored
from monitor.store.database import open_store
from monitor.store.item_lists import ItemFilter
from tests.fakes.store_rows import T0, a_classification, a_membership, an_item, at

WORDS = ("Nghi ngộ độc ở trường", "Bạo lực học đường", "Thi tốt nghiệp", "nghi ngo doc o cho")
TABLES = ("items", "labels", "classifications", "memberships")
ITEMS = tuple(an_item(f"q{n}", f"{WORDS[n % 4]} số {n}.", published_at=at(n // 3), arrived_at=at(n)) for n in range(30))
SAID = tuple((a_classification(item.id, themes=(Scored("digital", 0.9),)), T0) for item in ITEMS)


def one_by_one(tx):
    for item, (said, moment) in zip(ITEMS, SAID, strict=True):
        tx.items.put(item, now=T0)
        tx.labels.put(said, now=moment)
        tx.stories.put(a_membership(item.id))


def at_once(tx):
    tx.items.add_all(ITEMS[:20])
    tx.items.add_all(ITEMS[20:])
    tx.labels.add_all(SAID)
    tx.stories.add_all(a_membership(item.id) for item in ITEMS)


def test_writing_at_once_is_writing_one_by_one(tmp_path):
    found = []
    for name, write in (("a", one_by_one), ("b", at_once)):
        store = open_store(f"sqlite:///{tmp_path}/{name}.db")
        with store.transaction() as tx:
            write(tx)
            searched = [[item.id for item in tx.items.search(words)] for words in ("ngo doc", "ngộ độc", "bạo lực")]
        store.close()
        engine = create_engine(f"sqlite:///{tmp_path}/{name}.db")
        with engine.connect() as connection:
            rows = [sorted(map(tuple, connection.execute(text(f"SELECT * FROM {table}")))) for table in TABLES]
        engine.dispose()
        found.append((rows, searched))
    assert found[0] == found[1]
    assert all(found[0][1])


def test_labels_and_incidents_follow_an_item_that_moves_in_time(tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/a.db")
    with store.transaction() as tx:
        one_by_one(tx)
        tx.items.put(an_item("q0", "Đính chính.", published_at=at(500), arrived_at=at(500)), now=T0)
        found = tx.item_lists.page(ItemFilter(labels=(("themes", "digital"),)), limit=3).items
        counted = tx.item_lists.count_of("themes", "digital", at(499), at(501))
    store.close()
    assert found[0].id == "q0"
    assert counted == 1


@pytest.mark.parametrize("words", ["", "ngộ độc", "ngo doc", "số 3"])
@pytest.mark.parametrize("limit", [1, 4, 50])
def test_pages_hold_every_item_once(tmp_path, words, limit):
    store = open_store(f"sqlite:///{tmp_path}/a.db")
    with store.transaction() as tx:
        at_once(tx)
        wanted = ItemFilter(words=words, labels=(("themes", "digital"),), since=T0 - timedelta(days=1))
        seen, before = [], None
        while True:
            page = tx.item_lists.page(wanted, limit=limit, before=before)
            seen += [item.id for item in page.items]
            before = page.next_key
            if before is None:
                break
        expected = {item.id for item in tx.items.search(words, limit=100)} if words else {item.id for item in ITEMS}
    store.close()
    assert len(seen) == len(set(seen))
    assert set(seen) == expected
