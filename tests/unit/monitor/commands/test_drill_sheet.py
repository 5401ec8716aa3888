"""The score sheet: what the trainer expected against what happened."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.commands.drill_sheet import (
    Expectation,
    Told,
    expectation_from_record,
    met,
    sheet,
    sidecar_expectations,
)
from monitor.core.errors import RecordError
from monitor.core.handling import DeliveryState, OutboxEntry
from monitor.core.incidents import StatementClock
from monitor.core.labels import Severity
from tests.fakes.plans import a_plan
from tests.fakes.store_rows import T0, a_notification, an_incident, at


def a_message(unit: str, minutes: float) -> OutboxEntry:
    message = a_notification(f"v1:{unit}:push:1", unit=unit, created_at=at(minutes))
    return OutboxEntry(message, DeliveryState.SENT, 1, at(minutes), "email", sent_at=at(minutes))


CASE = Told(an_incident("v1", opened_at=at(2)), (a_message("cttt", 3), a_message("van-phong", 20)))
QUIET = Told(an_incident("v2", incident_type="fees", level=Severity.S2, item_ids=("q9",)), ())


@pytest.mark.parametrize(
    ("expectation", "results"),
    [
        pytest.param(Expectation("a", incident_type="food-poisoning"), (True, True), id="found"),
        pytest.param(Expectation("a", incident_type="violence"), (False,), id="not found"),
        pytest.param(Expectation("a", item="q1", incident_type="violence"), (True, False), id="found, of another type"),
        pytest.param(Expectation("a", item="q1", level=Severity.S3), (True, True), id="grave enough"),
        pytest.param(Expectation("a", item="q1", level=Severity.S4), (True, False), id="not grave enough"),
        pytest.param(Expectation("a", units=("cttt", "van-phong")), (True, True), id="the right units"),
        pytest.param(Expectation("a", units=("cttt", "gdth")), (True, False), id="one unit was not told"),
        pytest.param(Expectation("a", by=at(3)), (True, True), id="in time, whoever"),
        pytest.param(
            Expectation("a", units=("cttt", "van-phong"), by=at(10)), (True, True, False), id="one unit was told late"
        ),
        pytest.param(
            Expectation("a", level=Severity.S4, by=at(60)), (True, False, False), id="told, but not at that level"
        ),
        pytest.param(
            Expectation("a", incident_type="food-poisoning", level=Severity.S0), (False,), id="nobody was to be told"
        ),
        pytest.param(Expectation("a", incident_type="fees", level=Severity.S1), (True,), id="and nobody was"),
    ],
)
def test_what_was_met(expectation, results):
    assert tuple(ok for _, ok in met(expectation, [CASE, QUIET])) == results


def test_without_incidents_only_silence_is_met():
    assert met(Expectation("a", level=Severity.S0), []) == (("không báo cho ai", True),)
    assert met(Expectation("a", level=Severity.S3), []) == (("phát hiện", False),)


def test_the_sheet_tells_times_and_results():
    clock = StatementClock("2022", "happened_at", T0, T0 + timedelta(hours=24), at(120))
    incident = replace(CASE.incident, clock=clock, acknowledged_at=at(18), acknowledged_by="cttt")
    text = sheet("bai-1", [replace(CASE, incident=incident)], [Expectation("Ngộ độc", by=at(2))], a_plan())
    assert "- Phát hiện: 08:02 ngày 12/10/2022, 2 phút sau tin đầu tiên." in text
    assert "3 phút sau tin đầu tiên" in text
    assert "15 phút sau khi báo" in text
    assert "đúng hạn" in text
    assert "Yêu cầu đạt: 0/1" in text
    assert "CHƯA ĐẠT" in text


def test_the_sheet_of_an_unanswered_drill():
    text = sheet("bai-1", [CASE, QUIET], [], a_plan())
    assert "chưa có đơn vị nào xác nhận" in text
    assert "Chưa báo cho ai" in text
    assert "So với yêu cầu" not in text


def test_an_expectation_is_read():
    row = {"type": "expect", "note": "n", "item": "q1", "incident_type": "fees", "level": "S3", "units": ["cttt"],
           "by": "2022-10-12T08:03:00+07:00"}  # fmt: skip
    assert expectation_from_record(row) == Expectation("n", "q1", "fees", Severity.S3, ("cttt",), at(3))
    assert expectation_from_record({}) == Expectation("")


@pytest.mark.parametrize(
    "row",
    [
        pytest.param({"level": "S9"}, id="level"),
        pytest.param({"units": "cttt"}, id="units"),
        pytest.param({"by": "trưa mai"}, id="by"),
    ],
)
def test_a_slip_in_an_expectation_is_refused(row):
    with pytest.raises(RecordError):
        expectation_from_record(row)


@pytest.mark.parametrize(
    ("content", "count"),
    [
        pytest.param([{"note": "a"}, {"note": "b"}], 2, id="a list"),
        pytest.param({"expect": [{"note": "a"}]}, 1, id="under a key"),
        pytest.param({}, 0, id="nothing expected"),
    ],
)
def test_expectations_may_stand_beside_the_stream(tmp_path, content, count):
    (tmp_path / "bai.expect.json").write_text(json.dumps(content), encoding="utf-8")
    assert len(sidecar_expectations(str(tmp_path / "bai.jsonl"))) == count


def test_no_sidecar_no_expectations(tmp_path):
    assert sidecar_expectations(str(tmp_path / "bai.jsonl")) == ()
    assert sidecar_expectations("-") == ()


@pytest.mark.parametrize("content", [pytest.param("{", id="no JSON"), pytest.param('["a"]', id="no objects")])
def test_a_broken_sidecar_is_refused(tmp_path, content):
    (tmp_path / "bai.expect.json").write_text(content, encoding="utf-8")
    with pytest.raises(RecordError):
        sidecar_expectations(str(tmp_path / "bai.jsonl"))
