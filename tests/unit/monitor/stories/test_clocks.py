from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from monitor.core.clock import LOCAL
from monitor.core.config.plan_file import load_plan
from monitor.core.handling import Action, ActionKind
from monitor.core.labels import Severity, Territory
from monitor.stories.actions import apply_action
from monitor.stories.clocks import due_warnings, next_warning, statement_clock
from tests.fakes.store_rows import an_incident

PLAN = load_plan(Path(__file__).parents[4] / "plan.yaml")
NOON_2022 = datetime(2022, 10, 12, 12, tzinfo=LOCAL)
NOON_2026 = datetime(2026, 8, 12, 12, tzinfo=LOCAL)
DAY = timedelta(hours=24)


def act(kind: ActionKind, at: datetime, **args) -> Action:
    return Action(at, "van-phong", kind, item_id="q1", args=tuple(args.items()))


@pytest.mark.parametrize(
    ("fields", "basis", "due"),
    [
        pytest.param({"happened_at": NOON_2022}, "happened_at", NOON_2022 + DAY, id="2022 from the event"),
        pytest.param({"first_seen_at": NOON_2022}, "first_seen_at", NOON_2022 + DAY, id="2022, hour unknown"),
        pytest.param(
            {"first_seen_at": NOON_2022, "happened_at": NOON_2022.replace(hour=0), "happened_precision": "day"},
            "first_seen_at", NOON_2022 + DAY, id="2022, only the day known",
        ),
        pytest.param({"first_seen_at": NOON_2026}, None, None, id="2026 waits for a person"),
        pytest.param(
            {"first_seen_at": NOON_2026, "received_at": NOON_2026 + timedelta(hours=2)},
            "received_at", NOON_2026 + timedelta(hours=26), id="2026 from receiving",
        ),
        pytest.param(
            {"first_seen_at": NOON_2026, "determined_at": NOON_2026}, "determined_at", NOON_2026 + DAY,
            id="2026 from determining",
        ),
        pytest.param({"first_seen_at": NOON_2022, "level": Severity.S2}, None, None, id="too small to speak"),
        pytest.param({"first_seen_at": NOON_2022, "territory": Territory.OTHER}, None, None, id="not ours"),
    ],
)  # fmt: skip
def test_which_clock_runs(fields, basis, due):
    clock = statement_clock(an_incident(**({"first_seen_at": NOON_2022} | fields)), PLAN)
    assert (clock.basis if clock else None) == basis
    assert (clock.due_at if clock else None) == due


def running():
    incident = an_incident(happened_at=NOON_2022, first_seen_at=NOON_2022)
    return replace(incident, clock=statement_clock(incident, PLAN))


@pytest.mark.parametrize(
    ("hours", "warned", "due"),
    [
        (11, 0.0, ()), (12, 0.0, (0.5,)), (18, 0.5, (0.75,)), (24, 0.9, (1.0,)), (40, 0.0, (0.5, 0.75, 0.9, 1.0)),
        (40, 1.0, ()),
    ],
)  # fmt: skip
def test_warnings(hours, warned, due):
    incident = replace(running(), clock_warned=warned)
    assert due_warnings(incident, PLAN, now=NOON_2022 + timedelta(hours=hours)) == due


def test_a_statement_stops_the_clock_for_good():
    stopped = apply_action(
        running(), act(ActionKind.PUBLISH_STATEMENT, NOON_2022 + timedelta(hours=20), url="https://x.example")
    )
    assert stopped.clock is not None
    assert stopped.clock.statement_url == "https://x.example"
    assert next_warning(stopped, PLAN) is None
    assert due_warnings(stopped, PLAN, now=NOON_2022 + timedelta(hours=40)) == ()
    assert statement_clock(replace(stopped, happened_at=NOON_2022 - DAY), PLAN) == stopped.clock


def test_only_the_first_receiving_counts():
    incident = apply_action(an_incident(), act(ActionKind.RECEIVE, NOON_2022))
    again = apply_action(incident, act(ActionKind.RECEIVE, NOON_2022 + DAY))
    assert again.received_at == NOON_2022


def test_a_false_alarm_is_closed_and_told():
    closed = apply_action(an_incident(), act(ActionKind.MARK_FALSE, NOON_2022, reason="tin đồn"))
    assert not closed.is_open
    assert closed.revision == 2
    assert "da-bac-bo" in closed.labels


def test_marking_a_false_alarm_twice_tells_nobody_twice():
    once = apply_action(an_incident(), act(ActionKind.MARK_FALSE, NOON_2022))
    assert apply_action(once, act(ActionKind.MARK_FALSE, NOON_2022 + DAY)) == once


def test_a_closed_incident_can_still_be_found_false():
    resolved = apply_action(an_incident(), act(ActionKind.RESOLVE, NOON_2022, outcome="đã xử lý"))
    assert apply_action(resolved, act(ActionKind.MARK_FALSE, NOON_2022)).outcome == "mark_false"
