from __future__ import annotations

import pytest

from monitor.core.errors import StorageError
from monitor.core.handling import IncidentEvent
from monitor.core.incidents import IncidentStatus, StatementClock
from monitor.core.labels import Severity
from monitor.store.database import Tx
from tests.fakes.store_rows import T0, an_incident, at


def test_the_snapshot_is_replaced(tx: Tx) -> None:
    tx.incidents.put(an_incident(), next_due_at=None)
    clock = StatementClock("nd-09", "determined_at", at(0), at(1440))
    changed = an_incident(level=Severity.S4, revision=2, clock=clock, updated_at=at(3))
    tx.incidents.put(changed, next_due_at=at(9))
    assert tx.incidents.get("v1") == changed
    assert tx.incidents.get("v2") is None
    assert tx.incidents.open() == (changed,)


def test_by_story_the_newest_first(tx: Tx) -> None:
    for n in (1, 3, 2):
        tx.incidents.put(an_incident(f"v{n}", opened_at=at(n)), next_due_at=None)
    tx.incidents.put(an_incident("khac", story_id="c9"), next_due_at=None)
    assert [incident.id for incident in tx.incidents.by_story("c1")] == ["v3", "v2", "v1"]


def test_for_item_open_ones_then_the_latest_closed(tx: Tx) -> None:
    closed, merged = IncidentStatus.CLOSED, IncidentStatus.MERGED
    for incident in (
        an_incident("dong-som", status=closed, closed_at=at(10), opened_at=at(5)),
        an_incident("dong-muon", status=closed, closed_at=at(20), opened_at=at(1)),
        an_incident("nhap", status=merged, closed_at=at(30)),
        an_incident("mo-cu", opened_at=at(-5)),
        an_incident("mo-moi", opened_at=at(0)),
        an_incident("khac", item_ids=("q2",)),
    ):
        tx.incidents.put(incident, next_due_at=None)
    found = [incident.id for incident in tx.incidents.for_item("q1")]
    assert found == ["mo-moi", "mo-cu", "dong-muon", "dong-som", "nhap"]


def test_items_that_left_no_longer_lead_to_it(tx: Tx) -> None:
    tx.incidents.put(an_incident(item_ids=("q1", "q2")), next_due_at=None)
    tx.incidents.put(an_incident(item_ids=("q2", "q3")), next_due_at=None)
    assert [len(tx.incidents.for_item(item)) for item in ("q1", "q2", "q3")] == [0, 1, 1]


def test_timers(tx: Tx) -> None:
    assert tx.incidents.next_due() is None
    for name, due in (("v3", at(5)), ("v2", at(5)), ("v1", at(7)), ("v0", None)):
        tx.incidents.put(an_incident(name), next_due_at=due)
    assert tx.incidents.next_due() == at(5)
    assert [incident.id for incident in tx.incidents.due(at(6))] == ["v2", "v3"]
    tx.incidents.set_next_due("v2", None)
    tx.incidents.set_next_due("v3", at(8))
    assert [incident.id for incident in tx.incidents.due(at(8))] == ["v1", "v3"]
    with pytest.raises(StorageError, match="v404"):
        tx.incidents.set_next_due("v404", None)


def test_the_log_keeps_its_order_and_snapshots(tx: Tx) -> None:
    events = (
        IncidentEvent("v1", at(1), "opened", snapshot=an_incident()),
        IncidentEvent("v1", at(0), "action", actor="cttt", note="đã nhận"),
    )
    for event in (*events, IncidentEvent("v2", T0, "opened")):
        tx.incidents.log(event)
    assert tx.incidents.events("v1") == events


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 10, ["mo"]),
        (10, 20, ["mo", "nhat-ky"]),
        (20, 30, ["nhat-ky"]),
        (30, 40, []),
        (-10, 0, ["cu"]),
    ],
)
def test_between_opened_or_updated_even_if_again_since(tx: Tx, start: float, end: float, expected: list[str]) -> None:
    tx.incidents.put(an_incident("cu", opened_at=at(-5), updated_at=at(-5)), next_due_at=None)
    tx.incidents.put(an_incident("mo", opened_at=at(0), updated_at=at(10)), next_due_at=None)
    tx.incidents.put(an_incident("nhat-ky", opened_at=at(15), updated_at=at(99)), next_due_at=None)
    tx.incidents.log(IncidentEvent("nhat-ky", at(25), "updated"))
    tx.incidents.log(IncidentEvent("cu", at(35), "action"))
    assert [incident.id for incident in tx.incidents.between(at(start), at(end))] == expected
