"""The hour's counting over a real store: a burst raises an incident or leaves a note, once a day, and pushes nobody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from alerts.channels.recording import RecordingChannel
from alerts.routes import route
from monitor.core.clock import LOCAL, VirtualClock
from monitor.core.items import Channel, Item, Kind
from monitor.core.labels import Classification, PlaceMention, Scored, Severity, Territory
from monitor.core.notifications import NotificationKind
from monitor.core.plan import CalendarPhase, Plan
from monitor.core.volume import EVERYTHING, Series, WindowCount
from monitor.pipeline import Pipeline
from monitor.signals.judging import history_of
from monitor.stages.parts import Parts
from monitor.stages.volume import next_watch, watch_volume
from monitor.store.database import Store, open_store
from monitor.stories.incidents import IncidentContext
from tests.fakes.plans import a_plan
from tests.fakes.store_rows import a_classification

START = datetime(2022, 10, 12, 8, tzinfo=LOCAL)
TODAY = date(2022, 10, 12)
BA_TRI = PlaceMention("ben-tre/ba-tri", "huyện Ba Tri", "district", 0, 5, 0.9)
SAFETY = Series(theme="school-safety", place="ben-tre/ba-tri")
COMPLAINTS = (
    "Cổng trường ở Ba Tri giờ tan học xe cộ chen nhau, chẳng ai đứng ra phân luồng cho các cháu",
    "Hàng rào sau dãy phòng học đã mục, trẻ con chui ra chui vào cả tuần nay mà chưa thấy sửa",
    "Sân trường ngập nước từ sáng, lối đi trơn trượt, mấy bé té lên té xuống",
    "Dây điện thòng ngay lối vào nhà xe giáo viên, phụ huynh nhắc hoài",
    "Quạt trần phòng lớp hai kêu lạch cạch, bu lông sắp rớt, ai cũng lo",
    "Nhà vệ sinh khối năm hỏng cửa, khóa không được, các em gái ngại không dám đi",
    "Bảo vệ cổng sau bỏ trực giữa giờ, người lạ đi thẳng vào lớp",
    "Cây phượng già nghiêng hẳn về phía sân chơi, mưa gió thế này nguy hiểm quá",
)


class Labeller:
    """Everything is about safety in Ba Tri, of one level."""

    def __init__(self, severity: Severity) -> None:
        self.severity = severity

    def classify_batch(
        self, items: Sequence[Item], *, contexts: Mapping[str, Item] | None = None
    ) -> list[Classification]:
        return [
            a_classification(
                item.id, severity=self.severity, territory=Territory.HOME, places=(BA_TRI,),
                themes=(Scored("school-safety", 0.9),), incident_types=(Scored("food-poisoning", 0.9),),
            )
            for item in items
        ]  # fmt: skip


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path}/monitor.db")
    yield store
    store.close()


def a_product(store: Store, *, severity: Severity = Severity.S1, plan: Plan | None = None, start=START) -> Pipeline:
    plan = plan or a_plan()
    context = IncidentContext(plan=plan, route=lambda query: route(plan, query), name_of=lambda place: place)
    channels: dict[str, Any] = {"email": RecordingChannel("email")}
    return Pipeline(Parts(plan, store, Labeller(severity), context, VirtualClock(start), channels))


def months_of_calm(store: Store) -> None:
    """The product has listened for eight weeks and heard nothing of Ba Tri."""
    first, end = history_of(TODAY)
    days = [first + timedelta(days=n) for n in range((end - first).days)]
    with store.transaction() as tx:
        tx.volume.replace([], [WindowCount(EVERYTHING, day, 1, 40) for day in days])


def speak(pipeline: Pipeline, voices: int, *, first: int = 0) -> None:
    """So many people, each of something else, ten minutes apart."""
    clock = pipeline.parts.clock
    for number in range(first, first + voices):
        clock.advance(timedelta(minutes=10))
        item = Item(
            id=f"p{number}", text=COMPLAINTS[number], kind=Kind.SOCIAL, channel=Channel.FACEBOOK_GROUP, source="hoi",
            author=f"nguoi-{number}", arrived_at=clock.now(),
        )  # fmt: skip
        pipeline.receive([item])


def an_hour_later(pipeline: Pipeline) -> None:
    pipeline.parts.clock.advance(timedelta(hours=1))
    pipeline.run_timers()


def signals(store: Store) -> dict[str, Any]:
    with store.read() as tx:
        found = tx.volume.signals(START - timedelta(days=1), START + timedelta(days=9))
    return {signal.series.id: signal for signal in found}


def sent_kinds(store: Store) -> set[NotificationKind]:
    with store.read() as tx:
        return {entry.notification.kind for entry in tx.outbox.recent(100)}


def test_a_burst_without_an_incident_is_a_note_and_a_digest_line(store):
    months_of_calm(store)
    pipeline = a_product(store)
    speak(pipeline, 6)
    an_hour_later(pipeline)
    signal = signals(store)[SAFETY.id]
    assert (signal.observed, signal.incident_id) == (6, None)
    assert "An toàn trường học" in signal.text
    assert "6 nguồn độc lập" in signal.text
    assert "chưa phải sự cố" in signal.text
    with store.read() as tx:
        units = tx.digests.pending_units()
        lines = [line for unit in units for _, line in tx.digests.pending(unit) if line.reason == "volume"]
    assert [line.text for line in lines] == [signal.text]
    assert not sent_kinds(store) & {NotificationKind.PUSH, NotificationKind.CANDIDATE}


def test_a_burst_raises_the_order_of_its_incident_and_pushes_nobody_more(store):
    months_of_calm(store)
    quiet = a_product(store, severity=Severity.S2)
    speak(quiet, 6)
    with store.read() as tx:
        before, told = tx.incidents.open(), len(tx.outbox.recent(100))
    an_hour_later(quiet)
    signal = signals(store)[SAFETY.id]
    with store.read() as tx:
        raised = tx.incidents.get(signal.incident_id)
        log = tx.incidents.events(raised.id)
        new = tx.outbox.recent(100)[: len(tx.outbox.recent(100)) - told]
    was = next(incident for incident in before if incident.id == raised.id)
    assert raised.order_score == was.order_score + 10
    assert (raised.level, raised.revision) == (was.level, was.revision)
    assert signal.text in [event.note for event in log if event.kind == "volume"]
    assert NotificationKind.PUSH not in {entry.notification.kind for entry in new}


def test_a_later_item_leaves_the_incident_raised(store):
    months_of_calm(store)
    pipeline = a_product(store, severity=Severity.S2)
    speak(pipeline, 6)
    an_hour_later(pipeline)
    speak(pipeline, 2, first=6)
    with store.read() as tx:
        assert tx.incidents.get(signals(store)[SAFETY.id].incident_id).volume_score == 10


def test_one_signal_a_series_and_day_however_often_it_is_looked_at(store):
    months_of_calm(store)
    pipeline = a_product(store)
    speak(pipeline, 5)
    an_hour_later(pipeline)
    first = signals(store)
    speak(pipeline, 3, first=5)
    an_hour_later(pipeline)
    assert signals(store)[SAFETY.id] == first[SAFETY.id]


def test_within_the_hour_nothing_is_counted_twice(store):
    pipeline = a_product(store)
    speak(pipeline, 2)
    assert watch_volume(pipeline.parts, now=START + timedelta(hours=1)) == ()
    with store.read() as tx:
        counted = tx.volume.of_day(TODAY)
        assert next_watch(tx, now=START + timedelta(hours=1)) is None
    watch_volume(pipeline.parts, now=START + timedelta(hours=1, minutes=30))
    with store.read() as tx:
        assert tx.volume.of_day(TODAY) == counted


def test_counting_again_after_a_restart_gives_the_same(store):
    pipeline = a_product(store)
    speak(pipeline, 4)
    watch_volume(pipeline.parts, now=START + timedelta(hours=1))
    with store.transaction() as tx:
        counted = tx.volume.of_day(TODAY)
        tx.meta.set("volume_hour", (START - timedelta(hours=3)).isoformat())
    again = a_product(store, start=START + timedelta(hours=1))
    watch_volume(again.parts, now=START + timedelta(hours=1))
    with store.read() as tx:
        assert tx.volume.of_day(TODAY) == counted


def test_an_expected_theme_leaves_a_trace_and_no_note(store):
    phases = (CalendarPhase("flood", "Mùa lũ", (8, 1), (12, 1), ("school-safety",)),)
    months_of_calm(store)
    pipeline = a_product(store, plan=a_plan(phases=phases))
    speak(pipeline, 6)
    an_hour_later(pipeline)
    signal = signals(store)[SAFETY.id]
    assert signal.inhibited_by == "flood"
    assert "Mùa lũ" in signal.text
    with store.read() as tx:
        pending = [tx.digests.pending(unit) for unit in tx.digests.pending_units()]
    assert all(line.reason != "volume" for unit in pending for _, line in unit)


def test_a_new_installation_notes_nothing(store):
    pipeline = a_product(store)
    speak(pipeline, 8)
    an_hour_later(pipeline)
    assert signals(store) == {}


def test_a_failure_is_told_to_the_operator_and_stops_no_timer(store, monkeypatch):
    def broken(*_args: object, **_fields: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("monitor.stages.volume.judge", broken)
    months_of_calm(store)
    pipeline = a_product(store)
    speak(pipeline, 6)
    an_hour_later(pipeline)
    with store.read() as tx:
        told = [warning.text for warning in tx.warnings.recent(10) if warning.key.startswith("volume:")]
    assert len(told) == 1
    assert "đếm lượng tin" in told[0]
    monkeypatch.undo()
    an_hour_later(pipeline)
    assert SAFETY.id in signals(store)


def test_replaced_counts_follow_a_story_that_was_repaired(store):
    pipeline = a_product(store)
    speak(pipeline, 2)
    watch_volume(pipeline.parts, now=START + timedelta(hours=1))
    with store.transaction() as tx:
        membership = tx.stories.story_of("p1")
        tx.stories.put(replace(membership, copy_of="p0"))
    watch_volume(pipeline.parts, now=START + timedelta(hours=2))
    with store.read() as tx:
        assert {row.count for row in tx.volume.of_day(TODAY) if row.series == SAFETY.id} == {1}
