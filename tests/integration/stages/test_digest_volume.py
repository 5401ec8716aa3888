"""The day's volume in digests: counted from the store, given to those who look after the whole province."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from alerts.channels.recording import RecordingChannel
from alerts.routes import route
from monitor.core.clock import VirtualClock
from monitor.core.handling import DigestLine
from monitor.core.labels import Scored, Severity
from monitor.core.notifications import Notification
from monitor.pipeline import Pipeline
from monitor.stages.parts import Parts
from monitor.store.database import Store, Tx, open_store
from monitor.stories.incidents import IncidentContext
from tests.fakes.plans import a_plan
from tests.fakes.store_rows import T0, a_classification, an_item

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
LOCAL_UNIT = "pgd-ba-tri"


class Unused:
    def classify_batch(self, *_: object, **__: object) -> list[Any]:
        raise AssertionError("nothing is judged here")


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path}/monitor.db")
    yield store
    store.close()


def put(tx: Tx, count: int, *, weeks_ago: int) -> None:
    """So many items of one theme, some hours before the moment so many weeks ago."""
    for number in range(count):
        item_id = f"w{weeks_ago}-{number}"
        moment = T0 - WEEK * weeks_ago - timedelta(hours=1 + number)
        tx.items.put(an_item(item_id, f"tin {item_id}", published_at=moment, arrived_at=moment), now=moment)
        tx.labels.put(a_classification(item_id, themes=(Scored("school-safety", 0.9),)), now=moment)


def digests(store: Store) -> dict[str, Notification]:
    """What units read at the next digest time."""
    plan = a_plan()
    context = IncidentContext(plan=plan, route=lambda query: route(plan, query), name_of=str)
    channels: dict[str, Any] = {"email": RecordingChannel("email")}
    with store.transaction() as tx:
        tx.meta.set("digest_slot", "before")
        for unit in ("gdth", LOCAL_UNIT):
            line = DigestLine(unit, None, "q1", Severity.S1, (), "Hỏi lịch thi", T0)
            tx.digests.add(line, key=f"line:{unit}")
    Pipeline(Parts(plan, store, Unused(), context, VirtualClock(T0), channels)).run_timers()
    with store.read() as tx:
        return {entry.notification.unit: entry.notification for entry in tx.outbox.recent(10)}


def test_a_loud_day_is_drawn_against_the_weeks_before(store: Store) -> None:
    with store.transaction() as tx:
        put(tx, 9, weeks_ago=0)
        for weeks_ago in range(1, 6):
            put(tx, 2, weeks_ago=weeks_ago)
    sent = digests(store)
    assert "- An toàn trường học: 9 tin, thường lệ 2 (nhiều hơn thường lệ)" in sent["gdth"].text
    assert [one.name for one in sent["gdth"].enclosures] == ["school-safety.png"]
    assert "Lượng tin" not in sent[LOCAL_UNIT].text, "a unit of one place looks after its place"


def test_with_too_few_weeks_nothing_is_called_usual(store: Store) -> None:
    with store.transaction() as tx:
        put(tx, 9, weeks_ago=0)
        for weeks_ago in range(1, 4):
            put(tx, 2, weeks_ago=weeks_ago)
    assert "Lượng tin" not in digests(store)["gdth"].text
