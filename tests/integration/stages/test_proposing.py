"""A crawled statement is proposed to the spokesperson once, interrupts nobody and stops no clock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

import pytest

from alerts.channels.recording import RecordingChannel
from alerts.routes import route
from monitor.core.clock import VirtualClock
from monitor.core.items import Channel, Item
from monitor.core.labels import Classification, Scored, Severity, Territory
from monitor.core.notifications import NotificationKind
from monitor.pipeline import Pipeline
from monitor.stages.parts import Parts
from monitor.store.database import Store, open_store
from monitor.stories.incidents import IncidentContext
from tests.fakes.plans import a_plan
from tests.fakes.store_rows import T0, a_classification, an_item

NEWS = "Hơn 60 học sinh Trường Tiểu học Bông Sen Trắng ở Ba Tri nhập viện sau bữa ăn bán trú trưa nay"
STATEMENT = (
    "Sở Giáo dục và Đào tạo đã làm việc với Trường Tiểu học Bông Sen Trắng, Ba Tri về việc hơn 60 học sinh nhập viện: "
    "sức khỏe các em ổn định, bếp ăn tạm ngừng, mẫu thức ăn đã được gửi kiểm nghiệm"
)


class Labeller:
    """Every item is an S3 at home."""

    def classify_batch(
        self, items: Sequence[Item], *, contexts: Mapping[str, Item] | None = None
    ) -> list[Classification]:
        kinds = (Scored("food-poisoning", 0.9),)
        return [
            a_classification(i.id, severity=Severity.S3, territory=Territory.HOME, incident_types=kinds) for i in items
        ]


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path}/monitor.db")
    yield store
    store.close()


@pytest.fixture
def pipeline(store) -> Pipeline:
    plan = a_plan()
    context = IncidentContext(plan=plan, route=lambda query: route(plan, query), name_of=lambda place: place)
    channels: dict[str, Any] = {"email": RecordingChannel("email")}
    pipeline = Pipeline(Parts(plan, store, Labeller(), context, VirtualClock(T0), channels))
    pipeline.receive([an_item("q1", NEWS, source="bao-que-dua")])
    pipeline.parts.clock.advance(timedelta(hours=2))
    return pipeline


def on_the_portal(pipeline: Pipeline, item_id: str = "s1", text: str = STATEMENT, **fields) -> Item:
    values = {"source": "cong-so-gddt", "channel": Channel.GOV_SITE, "official": True, "url": "https://so.example/tb"}
    return an_item(item_id, text, arrived_at=pipeline.parts.clock.now(), **(values | fields))


def proposals(store: Store) -> list[str]:
    with store.read() as tx:
        (incident,) = tx.incidents.open()
        return [event.note for event in tx.incidents.events(incident.id) if event.kind == "proposal"]


def test_it_is_noted_and_shown_to_the_spokesperson(pipeline, store):
    pipeline.receive([on_the_portal(pipeline)])
    assert proposals(store) == ["có thể là phát ngôn chính thức: https://so.example/tb (tin s1)"]
    with store.read() as tx:
        (incident,) = tx.incidents.open()
        entries = tx.outbox.for_incident(incident.id)
    (shown,) = [e for e in entries if "statement-s1" in e.notification.key]
    message = shown.notification
    assert (message.unit, message.kind) == ("nguoi-phat-ngon", NotificationKind.CANDIDATE)
    assert (shown.channel, shown.sent_at) == ("desk", pipeline.parts.clock.now())
    assert "không tự dừng giờ" in message.text
    assert "https://so.example/tb" in message.text
    assert incident.clock is not None
    assert incident.clock.stopped_at is None


def test_it_is_proposed_once(pipeline, store):
    item = on_the_portal(pipeline)
    pipeline.receive([item])
    pipeline.receive([on_the_portal(pipeline, text=f"{STATEMENT}. Bổ sung số điện thoại liên hệ.")])
    assert len(proposals(store)) == 1


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"official": False, "channel": Channel.PRESS_LOCAL, "source": "bao-b"}, id="the press"),
        pytest.param(
            {
                "source": "cdc",
                "text": "Trung tâm y tế lấy mẫu thức ăn ở Trường Tiểu học Bông Sen Trắng sau vụ 60 học sinh nhập viện",
            },
            id="another office",
        ),
    ],
)
def test_others_are_not_proposed(pipeline, store, fields):
    pipeline.receive([on_the_portal(pipeline, **fields)])
    assert proposals(store) == []
