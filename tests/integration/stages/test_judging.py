"""Judging over a real store: what a reply answers, and a merge by hand while items arrive."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest

from alerts.channels.recording import RecordingChannel
from alerts.routes import route
from monitor.core.clock import VirtualClock
from monitor.core.handling import Action, ActionKind, DigestLine
from monitor.core.items import Item
from monitor.core.labels import Classification, Scored, Severity, Territory
from monitor.core.notifications import NotificationKind
from monitor.pipeline import Pipeline
from monitor.stages.parts import Parts
from monitor.store.database import Store, open_store
from monitor.stories.incidents import IncidentContext
from tests.fakes.plans import a_plan
from tests.fakes.store_rows import T0, a_classification, a_notification, an_incident, an_item

POISONING = "Hơn 60 học sinh Trường Tiểu học Bông Sen Trắng ở Ba Tri nhập viện sau bữa ăn bán trú trưa nay"
FIGHT = "Clip nhóm nữ sinh lớp 9 Trường THCS Rạch Lá đánh bạn ngoài cổng trường gây bức xúc"


class Labeller:
    """Every item is an S3 at home. Notes what each was said to answer."""

    def __init__(self) -> None:
        self.answered: dict[str, str] = {}

    def classify_batch(
        self, items: Sequence[Item], *, contexts: Mapping[str, Item] | None = None
    ) -> list[Classification]:
        for item in items:
            if item.reply_to in (contexts or {}):
                self.answered[item.id] = (contexts or {})[item.reply_to].id
        kinds = (Scored("food-poisoning", 0.9),)
        return [
            a_classification(i.id, severity=Severity.S3, territory=Territory.HOME, incident_types=kinds) for i in items
        ]


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path}/monitor.db")
    yield store
    store.close()


def a_pipeline(store: Store, labeller: Labeller) -> Pipeline:
    plan = a_plan()
    context = IncidentContext(plan=plan, route=lambda query: route(plan, query), name_of=lambda place: place)
    channels: dict[str, Any] = {"email": RecordingChannel("email")}
    return Pipeline(Parts(plan, store, labeller, context, VirtualClock(T0), channels))


def test_a_reply_knows_what_it_answers_when_both_come_in_one_round(store):
    labeller = Labeller()
    reply = an_item("b1", "Con tôi cũng vậy", title=None, reply_to="a1", context=None)
    a_pipeline(store, labeller).receive([an_item("a1", POISONING), reply])
    assert labeller.answered == {"b1": "a1"}


def test_an_item_that_arrives_during_a_merge_goes_into_the_story_that_is_left(store, monkeypatch):
    pipeline = a_pipeline(store, Labeller())
    pipeline.receive([an_item("a1", POISONING, source="bao-a"), an_item("b1", FIGHT, source="bao-b")])
    late = threading.Thread(target=pipeline.receive, args=([an_item("b2", FIGHT, source="bao-c")],))
    merge_stories = pipeline.judge.merge_stories

    def merge_while_another_arrives(*args: Any, **fields: Any) -> None:
        late.start()
        late.join(0.5)
        merge_stories(*args, **fields)

    monkeypatch.setattr(pipeline.judge, "merge_stories", merge_while_another_arrives)
    pipeline.act(Action(T0, "van-phong", ActionKind.MERGE, item_id="b1", args=(("into", "a1"),)))
    late.join()
    with store.read() as tx:
        stories = [tx.stories.story_of(item_id) for item_id in ("a1", "b1", "b2")]
        assert len(tx.incidents.open()) == 1
    assert len({membership.story_id for membership in stories if membership is not None}) == 1


def a_digest(store: Store, *, level: Severity, pushed: bool) -> list[str]:
    """Texts of the digest for a unit whose line was written when the incident was an S2."""
    pipeline = a_pipeline(store, Labeller())
    with store.transaction() as tx:
        tx.meta.set("digest_slot", "before")
        tx.incidents.put(an_incident("v1", level=level, title="Nghi ngộ độc (46 người nhập viện)"), next_due_at=None)
        line = DigestLine("gdth", "v1", "a1", Severity.S2, ("chua-kiem-chung",), "Nghi ngộ độc", T0, "digest")
        tx.digests.add(line, key="v1:gdth:1")
        if pushed:
            told = a_notification("v1:gdth:push:2", incident_id="v1", unit="gdth", kind=NotificationKind.PUSH)
            tx.outbox.add(told, next_at=T0)
    pipeline.run_timers()
    with store.read() as tx:
        assert tx.digests.pending_units() == ()
        sent = (entry.notification for entry in tx.outbox.recent(10))
        return [message.text for message in sent if message.kind is NotificationKind.DIGEST]


def test_a_digest_tells_of_an_incident_as_it_stands_when_it_is_sent(store):
    (text,) = a_digest(store, level=Severity.S3, pushed=False)
    assert "S3 – nghiêm trọng" in text
    assert "46 người nhập viện" in text
    assert "S2" not in text


def test_a_digest_leaves_out_what_its_unit_was_pushed_since(store):
    assert a_digest(store, level=Severity.S4, pushed=True) == []
