"""Explanations over a real store: whole, in Vietnamese, the same after a restart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.core.handling import IncidentEvent, Suppressed
from monitor.core.incidents import Change, StatementClock, Veracity
from monitor.core.items import Channel
from monitor.core.labels import Classification, Fact, Reason, Scored, Severity, Territory, Verdict
from monitor.stages.explaining import explain_incident, matrix_cell
from monitor.stages.explaining_items import explain_item
from monitor.store.database import Store, Tx, open_store
from tests.fakes.plans import a_plan
from tests.fakes.store_rows import T0, a_classification, a_membership, a_notification, an_incident, an_item, at

PLAN = a_plan()
TEXT = "Hơn 60 học sinh nhập viện sau bữa ăn; em Nguyễn Văn An nặng nhất."
REASON = Reason("floor.hospitalised>=30", "Hơn 60 học sinh nhập viện", 0, 25)


@pytest.fixture
def url(tmp_path) -> str:
    return f"sqlite:///{tmp_path}/monitor.db"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    store = open_store(url)
    yield store
    store.close()


def keep(tx: Tx, item_id: str, text: str = TEXT, *, copy_of: str | None = None, **said) -> None:
    tx.items.put(an_item(item_id, text, channel=Channel.PRESS_LOCAL, source="bao-que-dua"), now=T0)
    tx.labels.put(replace(some_labels(item_id), **said), now=T0)
    tx.stories.put(a_membership(item_id, copy_of=copy_of, why="Cùng trường, nội dung giống 0,41"))


def some_labels(item_id: str) -> Classification:
    return a_classification(
        item_id, severity=Severity.S4, territory=Territory.HOME, reasons=(REASON,),
        incident_types=(Scored("food-poisoning", 0.9),),
    )  # fmt: skip


def a_told_case(store: Store) -> None:
    """An S4 with two items, a push, a suppressed repeat, a clock and a log."""
    clock = StatementClock("2022", "happened_at", T0, T0 + timedelta(hours=24), at(600), "https://so.example/1")
    incident = an_incident(
        "v1", level=Severity.S4, machine_level=Severity.S4, confidence=0.78, item_ids=("q1", "q2"), clock=clock,
        confidence_parts=(("origins", 0.68), ("place", 0.05), ("school", 0.05)), origins=2, score=94, volume_score=10,
        clock_warned=0.5, changes=(Change.COUNT_STEP,),
    )  # fmt: skip
    with store.transaction() as tx:
        keep(tx, "q1")
        keep(tx, "q2", copy_of="q1")
        tx.incidents.put(incident, next_due_at=None)
        tx.incidents.log(IncidentEvent("v1", T0, "opened", snapshot=replace(incident, changes=())))
        tx.incidents.log(IncidentEvent("v1", at(30), "updated", note="count-step", snapshot=incident))
        tx.incidents.log(IncidentEvent("v1", at(40), "action", "cttt", "acknowledge"))
        tx.incidents.log(IncidentEvent("v1", at(50), "action", "cttt", "silence minutes=60; reason=đang xác minh"))
        tx.incidents.log(IncidentEvent("v1", at(700), "closed", note="mark_false"))
        tx.outbox.add(a_notification(), next_at=T0)
        tx.outbox.sent("v1:cttt:push:1", channel="email", recipient="Trực", provider_id="x", at=at(1))
        tx.outbox.add(a_notification("v1:gdth:push:1", unit="gdth"), next_at=T0)
        tx.suppressed.add(Suppressed(at(45), "v1", "cttt", "duplicate", 1))


def test_everything_is_told(store):
    a_told_case(store)
    with store.read() as tx:
        told = explain_incident(tx, "v1", PLAN)
    assert told is not None
    assert [(join.item_id, join.copy_of) for join in told.joins] == [("q1", None), ("q2", "q1")]
    assert "Cùng trường, nội dung giống 0,41" in told.joins[0].sentence
    assert (told.floors[0].rule, told.floors[0].start, told.floors[0].end) == ("floor.hospitalised>=30", 0, 25)
    assert "có người nhập viện (từ 30 người)" in told.floors[0].sentence.lower()
    assert [part.name for part in told.confidence] == ["origins", "place", "school", "total"]
    assert told.confidence[-1].value == pytest.approx(sum(part.value for part in told.confidence[:-1]))
    assert told.score[-1].value == sum(part.value for part in told.score[:-1])
    assert (told.cell.level, told.cell.tier) == ("S4", "push")
    assert [(message.unit, message.withheld) for message in (*told.told, *told.withheld)] == [
        ("cttt", False), ("gdth", False), ("cttt", True),
    ]  # fmt: skip
    assert "đã gửi qua thư điện tử" in told.told[0].sentence
    assert "đang chờ gửi" in told.told[1].sentence
    assert "bài đăng lại" in told.withheld[0].sentence
    assert any("đúng hạn" in line and "https://so.example/1" in line for line in told.clock)
    steps = [step.sentence for step in told.changes]
    assert "số người liên quan tăng" in steps[1]
    assert steps[2].endswith("tiếp nhận.")
    assert "đang xác minh" in steps[3]
    assert "tin không đúng sự thật" in steps[4]


def test_after_a_restart_it_is_the_same_text(store, url):
    a_told_case(store)
    with store.read() as tx:
        before = explain_incident(tx, "v1", PLAN)
        item = explain_item(tx, "q2", PLAN)
    store.close()
    again = open_store(url)
    with again.read() as tx:
        assert explain_incident(tx, "v1", PLAN) == before
        assert explain_item(tx, "q2", PLAN) == item
    again.close()
    assert before is not None
    assert before.text().startswith("Nghi ngộ độc ở Trường Tiểu học Hoa Sen Trắng\nMã v1, mức S4")


def test_no_private_person_is_named(store):
    a_told_case(store)
    with store.read() as tx:
        texts = (explain_incident(tx, "v1", PLAN), explain_item(tx, "q1", PLAN))
    assert all(told is not None and "Nguyễn Văn An" not in told.text() for told in texts)


def test_what_is_not_there_is_none(store):
    with store.read() as tx:
        assert explain_incident(tx, "v9", PLAN) is None
        assert explain_item(tx, "q9", PLAN) is None


@pytest.mark.parametrize(
    ("fields", "tier", "words"),
    [
        pytest.param({"level": Severity.S3, "confidence": 0.2}, "push", "chưa đạt mốc 0,40", id="grave and unsure"),
        pytest.param({"level": Severity.S2, "confidence": 0.2}, "candidate", "màn hình trực", id="small and unsure"),
        pytest.param({"level": Severity.S2, "confidence": 0.6}, "push", "đạt mốc 0,40", id="small and sure"),
        pytest.param({"territory": Territory.OTHER}, "digest", "«ngoài tỉnh»", id="elsewhere"),
        pytest.param({"is_old": True}, "digest", "«tin cũ»", id="old"),
        pytest.param({"veracity": Veracity.REFUTED}, "candidate", "«đã bác bỏ»", id="refuted"),
    ],
)
def test_the_matrix_cell(fields, tier, words):
    cell = matrix_cell(an_incident(**fields), PLAN)
    assert cell.tier == tier
    assert words in cell.sentence


DRILL = Fact("hospitalised", "12 học sinh nhập viện", 0, 21, 12, ("drill",))


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        pytest.param(
            {"relevant": Verdict(value=False, score=0.1), "severity": Severity.S0},
            "không thuộc lĩnh vực",
            id="not ours",
        ),
        pytest.param({"severity": Severity.S1}, "chưa đến mức S2", id="too small"),
        pytest.param({"territory": Territory.OTHER}, "ở tỉnh khác", id="elsewhere"),
        pytest.param({}, "chuyện đã lâu", id="nothing else explains it"),
    ],
)
def test_why_an_item_did_not_alert(store, said, verdict):
    with store.transaction() as tx:
        keep(tx, "q1", **said)
    with store.read() as tx:
        told = explain_item(tx, "q1", PLAN)
    assert told is not None
    assert told.verdict.startswith("Không báo động")
    assert verdict in told.verdict
    assert told.incident_id is None


def test_words_that_do_not_count_say_why(store):
    with store.transaction() as tx:
        keep(tx, "q1", severity=Severity.S0, facts=(DRILL,))
    with store.read() as tx:
        told = explain_item(tx, "q1", PLAN)
    assert told is not None
    assert "«12 học sinh nhập viện» không tính: diễn tập." in told.reasons


def test_an_item_of_an_incident_says_how_it_was_told(store):
    a_told_case(store)
    with store.read() as tx:
        told = explain_item(tx, "q2", PLAN)
    assert told is not None
    assert told.incident_id == "v1"
    assert told.verdict == "Tin thuộc sự cố v1, đã báo cho đơn vị."
    assert any("Đăng lại của tin q1" in reason for reason in told.reasons)


def test_an_item_not_yet_classified(store):
    with store.transaction() as tx:
        tx.items.put(an_item("q1"), now=T0)
    with store.read() as tx:
        told = explain_item(tx, "q1", PLAN)
    assert told is not None
    assert "chưa được phân loại" in told.verdict
