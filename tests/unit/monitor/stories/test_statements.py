"""Which crawled texts are proposed as the department's statement, and the internal target."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from monitor.core.clock import LOCAL
from monitor.core.config.plan_file import load_plan
from monitor.core.incidents import IncidentStatus
from monitor.core.items import Channel, Kind
from monitor.core.labels import Severity
from monitor.stories.clocks import internal_target, statement_clock
from monitor.stories.statements import may_be_statement
from tests.fakes.store_rows import an_incident, an_item

PLAN = load_plan(Path(__file__).parents[4] / "plan.yaml")
NOON = datetime(2022, 10, 12, 12, tzinfo=LOCAL)


def running(**fields):
    incident = an_incident(**({"first_seen_at": NOON, "happened_at": NOON} | fields))
    return replace(incident, clock=statement_clock(incident, PLAN))


def on_the_portal(text: str = "Sở Giáo dục và Đào tạo thông tin về vụ việc tại Ba Tri.", **fields):
    values = {"source": "cong-tinh", "channel": Channel.GOV_SITE, "official": True, "arrived_at": NOON.replace(hour=15)}
    return an_item("s1", text, **(values | fields))


@pytest.mark.parametrize(
    ("item", "proposed"),
    [
        pytest.param(on_the_portal(), True, id="it names the department"),
        pytest.param(on_the_portal("So GD&DT da lam viec voi nha truong"), True, id="without accents"),
        pytest.param(on_the_portal("Thông tin về vụ việc", source="cong-so-gddt"), True, id="on its own site"),
        pytest.param(on_the_portal("Công an huyện thông tin về vụ việc"), False, id="another office"),
        pytest.param(
            on_the_portal(official=False, channel=Channel.PRESS_LOCAL), False, id="the press telling what it said"
        ),
        pytest.param(on_the_portal(arrived_at=NOON.replace(hour=9)), False, id="before it happened"),
        pytest.param(on_the_portal(kind=Kind.SOCIAL, shares="x1"), False, id="a share"),
    ],
)
def test_what_is_proposed(item, proposed):
    assert may_be_statement(item, running()) is proposed


@pytest.mark.parametrize(
    ("incident", "proposed"),
    [
        pytest.param(running(), True, id="a running clock"),
        pytest.param(an_incident(clock=None, first_seen_at=NOON), True, id="grave, no clock yet"),
        pytest.param(an_incident(clock=None, first_seen_at=NOON, level=Severity.S2), False, id="too small to speak"),
        pytest.param(replace(running(), status=IncidentStatus.CLOSED), False, id="closed"),
        pytest.param(
            replace(running(), clock=replace(running().clock, stopped_at=NOON.replace(hour=14))), False, id="has spoken"
        ),
    ],
)
def test_for_which_incident(incident, proposed):
    assert may_be_statement(on_the_portal(), incident) is proposed


def test_the_internal_target_is_six_hours_and_optional():
    assert internal_target(running(), PLAN) == NOON + timedelta(hours=6)
    without = tuple(replace(profile, internal_target_hours=None) for profile in PLAN.legal_profiles)
    assert internal_target(running(), replace(PLAN, legal_profiles=without)) is None
    assert internal_target(an_incident(clock=None), PLAN) is None
