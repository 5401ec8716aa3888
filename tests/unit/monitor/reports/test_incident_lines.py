from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.core.handling import DeliveryState, IncidentEvent, OutboxEntry
from monitor.core.incidents import IncidentStatus, StatementClock, Veracity
from monitor.core.labels import Severity, Territory
from monitor.core.notifications import NotificationKind
from monitor.reports.incident_lines import (
    IncidentState,
    ReportedSpan,
    StatementState,
    hide_small_counts,
    in_order,
    incident_line,
    is_merged,
)
from tests.fakes.store_rows import T0, a_notification, an_incident, at

SPAN = ReportedSpan(start=at(-60), end=at(60), now=at(90))
DUE = at(80)


def line(plan, incident, *, messages=(), moved=False, span=SPAN):
    changes = [IncidentEvent(incident.id, span.start, "updated")] if moved else []
    return incident_line(incident, messages=messages, changes=changes, span=span, plan=plan)


def sent(minutes, kind=NotificationKind.PUSH):
    message = a_notification(f"v1:cttt:{kind}:{minutes}", kind=kind)
    return OutboxEntry(message, DeliveryState.SENT, attempts=1, next_at=T0, sent_at=at(minutes))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Bạo lực – huyện Ba Tri (2 người bị thương)", "Bạo lực – huyện Ba Tri (dưới 5 người bị thương)"),
        ("Cháy (ít nhất 3 người bị thương)", "Cháy (dưới 5 người bị thương)"),
        ("hơn 40 người nhập viện", "hơn 40 người nhập viện"),
        ("Ba học sinh nhập viện", "dưới 5 học sinh nhập viện"),
        ("04 em bị thương", "dưới 5 em bị thương"),
        ("12 người nhập viện", "12 người nhập viện"),
        ("5 người nhập viện", "5 người nhập viện"),
        ("huyện Ba Tri", "huyện Ba Tri"),
        ("Ba Tri có 2 trường học sinh nghỉ", "Ba Tri có 2 trường học sinh nghỉ"),
        ("1.204 học sinh", "1.204 học sinh"),
    ],
)
def test_small_counts_of_people_are_hidden(text, shown):
    assert hide_small_counts(text) == shown
    assert hide_small_counts(shown) == shown


def test_title_is_masked(plan):
    shown = line(plan, an_incident(title="Bạo lực với em Nguyễn Văn An – huyện Ba Tri")).title
    assert "N.V.A." in shown
    assert "Nguyễn" not in shown


@pytest.mark.parametrize(
    ("territory", "where"),
    [(Territory.HOME, "trong tỉnh"), (Territory.OTHER, "ngoài tỉnh"), (Territory.UNKNOWN, "chưa rõ địa bàn")],
)
def test_a_restricted_incident_names_no_place(plan, territory, where):
    incident = an_incident(incident_type="abuse-sexual", title="Xâm hại – Trường THCS Sao Mai", territory=territory)
    assert line(plan, incident).title == f"Xâm hại, quấy rối tình dục – {where} (thông tin hạn chế)"


@pytest.mark.parametrize(
    ("fields", "moved", "flags"),
    [
        pytest.param({"opened_at": at(0)}, True, (True, False, False), id="opened"),
        pytest.param({"opened_at": at(-99)}, True, (False, True, False), id="updated"),
        pytest.param({"opened_at": at(-99)}, False, (False, False, False), id="standing"),
        pytest.param({"opened_at": at(-99), "closed_at": at(5)}, True, (False, True, True), id="closed"),
        pytest.param({"opened_at": at(0), "closed_at": at(60)}, True, (True, False, False), id="closed-after-the-end"),
    ],
)
def test_movement(plan, fields, moved, flags):
    told = line(plan, an_incident(**fields), moved=moved)
    assert (told.opened, told.updated, told.closed) == flags


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        pytest.param({}, IncidentState.WAITING, id="nobody"),
        pytest.param({"acknowledged_at": T0}, IncidentState.HANDLED, id="acknowledged"),
        pytest.param({"status": IncidentStatus.CLOSED, "outcome": "resolved"}, IncidentState.CLOSED, id="closed"),
        pytest.param({"status": IncidentStatus.CLOSED, "outcome": "mark_false"}, IncidentState.FALSE, id="false"),
        pytest.param(
            {"status": IncidentStatus.CLOSED, "outcome": "mark_not_ours"}, IncidentState.NOT_OURS, id="not-ours"
        ),
    ],
)
def test_state(plan, fields, state):
    assert line(plan, an_incident(**fields)).state is state


@pytest.mark.parametrize(
    ("stopped_at", "fields", "now", "state"),
    [
        pytest.param(None, {}, at(70), StatementState.RUNNING, id="running"),
        pytest.param(None, {}, DUE, StatementState.OVERDUE, id="overdue-on-the-second"),
        pytest.param(DUE, {}, at(90), StatementState.ON_TIME, id="on-time-on-the-second"),
        pytest.param(DUE + timedelta(seconds=1), {}, at(90), StatementState.LATE, id="late-by-a-second"),
        pytest.param(None, {"status": IncidentStatus.CLOSED}, at(70), StatementState.NOT_MADE, id="closed-unsaid"),
        pytest.param(None, {"status": IncidentStatus.CLOSED}, at(90), StatementState.OVERDUE, id="closed-and-overdue"),
        pytest.param(
            None,
            {"status": IncidentStatus.CLOSED, "outcome": "mark_false"},
            at(90),
            StatementState.NONE,
            id="false-needs-none",
        ),
    ],
)
def test_statement(plan, stopped_at, fields, now, state):
    clock = StatementClock("2022", "happened_at", T0, DUE, stopped_at=stopped_at)
    assert line(plan, an_incident(clock=clock, **fields), span=replace(SPAN, now=now)).statement is state


def test_no_clock_no_statement(plan):
    assert line(plan, an_incident()).statement is StatementState.NONE


def test_delay_counts_from_the_first_alert_that_was_sent(plan):
    incident = an_incident(acknowledged_at=at(30))
    messages = [sent(20), sent(10), sent(2, NotificationKind.DIGEST)]
    assert line(plan, incident, messages=messages).taken_after == timedelta(minutes=20)


def test_delay_counts_from_the_opening_when_nothing_was_sent(plan):
    assert line(plan, an_incident(acknowledged_at=at(30))).taken_after == timedelta(minutes=30)
    assert line(plan, an_incident()).taken_after is None


def test_units_that_the_plan_does_not_know_are_left_out(plan):
    assert line(plan, an_incident(units=("cttt", "khong-co"))).units == ("Phòng Chính trị, tư tưởng",)


def test_order_is_gravest_then_earliest(plan):
    lines = [
        line(plan, an_incident("v1", level=Severity.S2)),
        line(plan, an_incident("v2", level=Severity.S4, first_seen_at=at(9))),
        line(plan, an_incident("v3", level=Severity.S4, first_seen_at=at(3), veracity=Veracity.CONFIRMED)),
    ]
    assert [told.id for told in in_order(lines)] == ["v3", "v2", "v1"]


def test_merged_is_known():
    assert is_merged(an_incident(status=IncidentStatus.MERGED))
    assert not is_merged(an_incident())
