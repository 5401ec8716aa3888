"""New counts of an item are judged one at a time with items and merges, and show in the store."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from alerts.channels.recording import RecordingChannel
from alerts.routes import route
from monitor.core.clock import VirtualClock
from monitor.core.items import Engagement, Item
from monitor.core.labels import Classification, Scored, Severity, Territory
from monitor.pipeline import Pipeline
from monitor.stages.parts import Parts
from monitor.store.database import open_store
from monitor.stories.incidents import IncidentContext
from tests.fakes.plans import a_plan
from tests.fakes.store_rows import T0, a_classification, an_item

SPREAD = 100_000


class ByViews:
    """A complaint at home; S3 from so many views on."""

    def classify_batch(
        self, items: Sequence[Item], *, contexts: Mapping[str, Item] | None = None
    ) -> list[Classification]:
        del contexts
        return [
            a_classification(
                item.id,
                severity=Severity.S3 if item.engagement.views >= SPREAD else Severity.S2,
                territory=Territory.HOME,
                incident_types=(Scored("violence", 0.9),),
            )
            for item in items
        ]


@pytest.fixture
def pipeline(tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/monitor.db")
    plan = a_plan()
    context = IncidentContext(plan=plan, route=lambda query: route(plan, query), name_of=lambda place: place)
    channels: dict[str, Any] = {"email": RecordingChannel("email")}
    yield Pipeline(Parts(plan, store, ByViews(), context, VirtualClock(T0), channels))
    store.close()


def level_of(pipeline: Pipeline, item_id: str) -> Severity:
    with pipeline.parts.store.read() as tx:
        return tx.incidents.for_item(item_id)[0].level


def test_spread_raises_the_level(pipeline):
    pipeline.receive([an_item("a", "Clip nữ sinh đánh bạn ngoài cổng trường")])
    assert level_of(pipeline, "a") is Severity.S2
    pipeline.judge.engage("a", Engagement(views=SPREAD))
    assert level_of(pipeline, "a") is Severity.S3


def test_counts_of_an_unknown_item_are_nothing(pipeline):
    pipeline.judge.engage("nobody", Engagement(views=SPREAD))
    with pipeline.parts.store.read() as tx:
        assert tx.incidents.open() == ()


def test_counts_wait_while_nothing_may_be_placed(pipeline):
    pipeline.receive([an_item("a", "Clip nữ sinh đánh bạn ngoài cổng trường")])
    engaging = threading.Thread(target=pipeline.judge.engage, args=("a", Engagement(views=SPREAD)))
    with pipeline.judge.standing_still():
        engaging.start()
        engaging.join(0.3)
        assert engaging.is_alive()
        assert level_of(pipeline, "a") is Severity.S2
    engaging.join(10)
    assert level_of(pipeline, "a") is Severity.S3
