"""Whole archives at once: what bulk writing leaves behind is what writing one by one does; labels follow their item."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import create_engine, text

from monitor.core.errors import StorageError
from monitor.core.incidents import IncidentStatus
from monitor.core.labels import Scored, Severity
from monitor.store.database import open_store
from monitor.store.item_lists import ItemFilter
from monitor.store.stories import Shown
from tests.fakes.store_rows import T0, a_classification, a_membership, an_entry, an_incident, an_item, at

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


def test_texts_written_at_once_are_kept_as_they_are_one_by_one(tx):
    odd = ('"dấu nháy" \\ gạch {chéo}', "hai\ndòng\ttab", "NUL \x00 lẻ", "", "🙂 e\u0301")
    together = [an_item(f"b{n}", said, title=said, published_at=None, arrived_at=at(n)) for n, said in enumerate(odd)]
    for n, said in enumerate(odd):
        tx.items.put(an_item(f"a{n}", said, title=said, published_at=None, arrived_at=at(n)), now=T0)
    tx.items.add_all(together)
    for n, item in enumerate(together):
        one, other = tx.items.get(f"a{n}"), tx.items.get(item.id)
        assert one is not None
        assert other is not None
        assert (one.title, one.text, one.arrived_at) == (other.title, other.text, other.arrived_at)
        assert other.arrived_at == at(n)


def test_items_years_apart_get_the_keys_they_get_one_by_one(tx):
    moments = (at(0), at(-3_000_000), at(0), at(0.001), at(-3_000_000))
    tx.items.put(an_item("q0", published_at=at(0)), now=T0)
    tx.items.add_all(an_item(f"b{n}", published_at=moment) for n, moment in enumerate(moments))
    tx.labels.add_all([(a_classification(f"b{n}"), T0) for n in range(len(moments))])
    newest_first = [item.id for item in tx.item_lists.page(ItemFilter(), limit=10).items]
    assert newest_first == ["b3", "b2", "b0", "q0", "b4", "b1"]


def test_entries_end_together_or_an_unknown_one_is_told(tx):
    tx.entries.add_all([an_entry(f"e{n}") for n in range(3)], found_at=T0)
    source = an_entry().source_id
    tx.entries.done_all([(source, "e0", "q0"), (source, "e2", None)])
    tx.entries.done_all([])
    assert [row.entry.key for row in tx.entries.due(at(1), 10)] == ["e1"]
    assert tx.entries.found(source, "q0") == ("e0", T0)
    with pytest.raises(StorageError):
        tx.entries.done_all([(source, "e1", None), (source, "none", None)])


def test_an_outline_tells_what_stories_hold(tx):
    for n, (story, severity) in enumerate([("c1", Severity.S0), ("c1", Severity.S3), ("c2", Severity.S1)]):
        item = an_item(f"q{n}")
        tx.items.put(item, now=T0)
        tx.labels.put(a_classification(item.id, severity=severity), now=T0)
        tx.stories.put(a_membership(item.id, story))
    content = an_item().content_hash
    assert tx.stories.outlines(["c2", "none"]) == {"c2": [Shown("q2", content, Severity.S1)]}
    assert {shown.severity for shown in tx.stories.outlines(["c1"])["c1"]} == {Severity.S0, Severity.S3}
    assert tx.stories.known(["q1", "q9"]) == tx.items.known(["q1", "q9"]) == {"q1"}
    assert tx.stories.outlines([]) == {}


def test_stories_with_an_incident_are_told_from_those_without(tx):
    for incident_id, story, status in [
        ("v1", "c1", IncidentStatus.OPEN), ("v2", "c2", IncidentStatus.MERGED), ("v3", "c3", IncidentStatus.CLOSED),
    ]:  # fmt: skip
        tx.incidents.put(an_incident(incident_id, story_id=story, status=status), next_due_at=None)
    assert tx.incidents.stories(["c1", "c2", "c3", "c4"]) == {"c1", "c3"}
