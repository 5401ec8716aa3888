from __future__ import annotations

import pytest
from sqlalchemy import text

from monitor.core.errors import StorageError
from monitor.core.labels import EducationLevel, Scored, Severity, Territory
from monitor.store.database import Store, Tx
from tests.fakes.store_rows import T0, a_classification, an_item, at


def test_the_last_word_counts(tx: Tx) -> None:
    tx.items.put(an_item(), now=T0)
    tx.labels.put(a_classification(severity=Severity.S1), now=T0)
    tx.labels.put(a_classification(severity=Severity.S4), now=at(1))
    assert tx.labels.get("q1") == a_classification(severity=Severity.S4)
    assert tx.labels.many(["q1", "q2"]) == {"q1": a_classification(severity=Severity.S4)}
    assert tx.labels.get("q2") is None


def test_labels_are_rows_of_the_last_word_only(store: Store) -> None:
    old = a_classification(themes=(Scored("staffing", 0.6),))
    new = a_classification(
        themes=(Scored("school-safety", 0.9), Scored("digital", 0.5), Scored("digital", 0.5)),
        levels=(EducationLevel.THCS,),
        territory=Territory.HOME,
        versions=(("themes", "t3"),),
    )
    with store.transaction() as tx:
        tx.items.put(an_item(), now=T0)
        tx.labels.put(old, now=T0)
        tx.labels.put(new, now=T0)
    with store._engine.connect() as connection:
        rows = set(map(tuple, connection.execute(text("SELECT task, label, score, version FROM labels"))))
    assert rows == {
        ("relevant", "true", 0.9, None),
        ("themes", "school-safety", 0.9, "t3"),
        ("themes", "digital", 0.5, "t3"),
        ("sentiment", "neutral", 0.7, None),
        ("severity", "S0", 0.8, None),
        ("good_news", "false", 0.1, None),
        ("levels", "thcs", None, None),
        ("territory", "home", None, None),
    }


def test_an_unknown_item_is_refused(store: Store) -> None:
    with pytest.raises(StorageError), store.transaction() as tx:
        tx.labels.put(a_classification("q404"), now=T0)


def test_between_is_by_publication_else_arrival(tx: Tx) -> None:
    tx.items.put(an_item("muon", published_at=at(0), arrived_at=at(500)), now=T0)
    tx.items.put(an_item("khong-gio", arrived_at=at(5)), now=T0)
    tx.items.put(an_item("het", published_at=at(10)), now=T0)
    tx.items.put(an_item("truoc", published_at=at(-0.001)), now=T0)
    tx.items.put(an_item("chua-phan-loai", published_at=at(1)), now=T0)
    for item_id in ("muon", "khong-gio", "het", "truoc"):
        tx.labels.put(a_classification(item_id), now=T0)
    found = list(tx.labels.between(at(0), at(10)))
    assert [(item.id, said.item_id) for item, said in found] == [("muon", "muon"), ("khong-gio", "khong-gio")]
