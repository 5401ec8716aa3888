"""A desk over a real store, with one incident and its items."""

from __future__ import annotations

import pytest

from monitor.core.labels import Reason, Severity
from monitor.store.database import Tx
from tests.fakes.desk import Office, build_app
from tests.fakes.store_rows import T0, a_classification, a_membership, an_incident, an_item

TEXT = "em Nguyễn Văn An ở Ba Tri gọi 0912345678, 12 học sinh nhập viện"


@pytest.fixture
def app(tmp_path):
    app = build_app(tmp_path)
    yield app
    app.close()


@pytest.fixture
def office(app):
    return Office(app)


def put_incident(tx: Tx, incident_id: str = "v1", *, text: str = TEXT, **fields) -> None:
    """An incident over one item of the same number."""
    item_id = fields.pop("item_id", f"q{incident_id[1:]}")
    story_id = f"c{incident_id[1:]}"
    start = text.find("12 học sinh")
    reasons = (Reason("floor.hospitalised>=10", "12 học sinh", start, start + 11),) if start >= 0 else ()
    tx.items.put(an_item(item_id, text, title=None, source="bao-que-dua"), now=T0)
    tx.labels.put(a_classification(item_id, severity=Severity.S3, reasons=reasons), now=T0)
    tx.stories.put(a_membership(item_id, story_id))
    values = {"story_id": story_id, "item_ids": (item_id,)} | fields
    tx.incidents.put(an_incident(incident_id, **values), next_due_at=None)


@pytest.fixture
def incident(app):
    """The incident `v1` of unit cttt, over the item `q1`."""
    with app.store.transaction() as tx:
        put_incident(tx)
    return "v1"
