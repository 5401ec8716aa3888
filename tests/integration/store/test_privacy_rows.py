"""Emptying old items and covering a person, on both engines."""

from __future__ import annotations

from datetime import date, timedelta

from monitor.core.persons import PersonPattern, PersonRequest, RequestKind, RequestState
from monitor.core.retention import CLEARED_TEXT
from monitor.store.database import Store
from tests.fakes.store_rows import T0, a_classification, an_item

BEFORE = T0 + timedelta(days=1)
NAME = "Trần Thị Bích Ngọc"


def test_old_items_are_emptied_once_and_in_order(store: Store):
    with store.transaction() as tx:
        for number in range(3):
            moment = T0 + timedelta(minutes=number)
            tx.items.put(an_item(f"q{number}", title=None, text=f"{NAME} {number}", arrived_at=moment), now=moment)
            tx.labels.put(a_classification(f"q{number}"), now=moment)
    with store.transaction() as tx:
        first = tx.retention.due(BEFORE, 2)
        assert [item_id for _, item_id in first] == ["q0", "q1"]
        assert [item_id for _, item_id in tx.retention.due(BEFORE, 2, after=first[-1])] == ["q2"]
        assert tx.retention.clear(["q0", "q1", "q2"], before=BEFORE, at=BEFORE) == 3
        assert tx.retention.clear(["q0"], before=BEFORE, at=BEFORE) == 0
    with store.read() as tx:
        assert tx.retention.count_due(BEFORE) == 0
        item = tx.items.get("q0")
        assert item is not None
        assert item.text == CLEARED_TEXT
        assert not tx.items.search("Bích Ngọc")
        assert len(tx.items.search("lưu giữ")) == 3


def test_a_new_text_makes_an_item_due_again(store: Store):
    with store.transaction() as tx:
        tx.items.put(an_item("q", text="cũ", arrived_at=T0), now=T0)
        tx.retention.clear(["q"], before=BEFORE, at=BEFORE)
        tx.items.put(an_item("q", text="mới", arrived_at=T0), now=BEFORE)
        assert tx.retention.was_cleared("q") is None
        assert tx.retention.count_due(BEFORE) == 1


def test_a_person_is_found_and_covered(store: Store):
    with store.transaction() as tx:
        tx.items.put(an_item("q", title=f"Cô {NAME}", text=f"Lại cô {NAME.upper()}", arrived_at=T0), now=T0)
        person = PersonPattern(["tran thi bich ngoc"])
        hits = list(tx.person_requests.find(person))
        assert {(hit.where, hit.part) for hit in hits} == {("items", "title"), ("items", "text")}
        assert tx.person_requests.cover(person, {"items": {"q"}}) == 1
        assert not list(tx.person_requests.find(person))
        assert not tx.items.search("Bích Ngọc")


def test_requests_wait_until_they_are_dealt_with(store: Store):
    with store.transaction() as tx:
        kind, state = RequestKind.ERASE, RequestState.OPEN
        number = tx.person_requests.add(PersonRequest(0, kind, state, T0, date(2026, 1, 5), (NAME,), "hoa"))
        waiting = tx.person_requests.waiting()
        assert [(one.number, one.terms, one.due_on) for one in waiting] == [(number, (NAME,), date(2026, 1, 5))]
