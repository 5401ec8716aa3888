"""What comes late: texts that were out long before, and posts older than the report that has told it all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.core.config.plan_file import load_plan
from monitor.core.incidents import Change, Incident
from monitor.core.items import Channel, Kind
from monitor.core.labels import Fact, Severity, Territory
from monitor.core.routing import Routed
from monitor.stories.incidents import IncidentContext, IncidentDecision, Member, StoryView, decide_incident
from tests.fakes.store_rows import T0, a_classification, an_item, at

CONTEXT = IncidentContext(
    plan=load_plan(Path(__file__).parents[4] / "plan.yaml"),
    route=lambda _query: Routed(("cttt",), ()),
    name_of=lambda place: place,
)
HURT = Fact("injured", "12 em bị thương", 0, 10, 12)
CONFIRMED = Fact("official-confirmation", "Trung tâm Y tế xác nhận", 0, 5)
ARREST = Fact("arrest", "bắt tài xế", 0, 5)
FIRE = Fact("fire", "cháy", 0, 4)


def told(
    item_id: str, *facts: Fact, arrives: float = 0, age: float = 0, press: bool = False, level: Severity = Severity.S3
) -> Member:
    """A text that arrives so many minutes after the start, `age` minutes after it was published."""
    kind, channel = (Kind.PRESS, Channel.PRESS_LOCAL) if press else (Kind.SOCIAL, Channel.FACEBOOK_GROUP)
    item = an_item(
        item_id, "Sáng nay", kind=kind, channel=channel, source="bao-a" if press else "nhom", author=item_id,
        title="Tiêu đề" if press else None, arrived_at=at(arrives), published_at=at(arrives - age),
    )  # fmt: skip
    return Member(item, a_classification(item_id, severity=level, territory=Territory.HOME, facts=facts))


def decide(*members: Member, current: Incident | None = None) -> IncidentDecision:
    latest = members[-1].item.arrived_at
    return decide_incident(StoryView("st-1", members), current, context=CONTEXT, now=latest or T0)


DAY = 24 * 60.0


@pytest.mark.parametrize(
    ("members", "event"),
    [
        pytest.param([told("a", HURT, age=20 * DAY, press=True)], "none", id="out for three weeks"),
        pytest.param([told("a", HURT, age=20 * DAY)], "none", id="so a post"),
        pytest.param([told("a", ARREST, CONFIRMED, age=20 * DAY, press=True)], "none", id="its arrest is as old"),
        pytest.param([told("a", HURT, age=10 * DAY, press=True)], "opened", id="out for ten days"),
        pytest.param(
            [told("a", HURT, age=20 * DAY, press=True), told("b", HURT, arrives=5)], "opened", id="told again today"
        ),
        pytest.param(
            [told("a", HURT, age=20 * DAY, press=True), told("b", arrives=5, level=Severity.S1)],
            "none",
            id="only talked of today",
        ),
    ],
)
def test_what_was_out_long_before_it_came_is_old(members: list[Member], event: str) -> None:
    assert decide(*members).event == event


@pytest.mark.parametrize(
    ("post", "changes"),
    [
        pytest.param(told("b", HURT, FIRE, arrives=60, age=90), (), id="written before the report"),
        pytest.param(told("b", HURT, FIRE, arrives=60, age=5), (Change.NEW_FACT,), id="written after it"),
        pytest.param(
            told("b", FIRE, arrives=60, age=90, level=Severity.S4), (Change.LEVEL_UP,), id="graver than all before"
        ),
        pytest.param(
            told("b", HURT, FIRE, arrives=60, age=90, press=True), (Change.NEW_FACT,), id="the press is no bystander"
        ),
    ],
)
def test_a_post_older_than_the_confirmed_report_tells_its_readers_nothing_new(
    post: Member, changes: tuple[Change, ...]
) -> None:
    report = told("a", HURT, CONFIRMED, press=True)
    first = decide(report).incident
    decision = decide(report, post, current=first)
    assert decision.incident is not None
    assert (decision.incident.changes if decision.material else ()) == changes
    assert "b" in decision.incident.item_ids


def test_posts_that_came_before_the_report_keep_what_they_told() -> None:
    post = told("b", FIRE, arrives=0, age=30)
    report = told("a", HURT, CONFIRMED, arrives=10, press=True)
    incident = decide(post, report).incident
    assert incident is not None
    assert "fire" in incident.fact_kinds


def test_an_unconfirmed_report_does_not_settle_what_posts_may_add() -> None:
    report, post = told("a", HURT, press=True), told("b", FIRE, arrives=60, age=90)
    decision = decide(report, post, current=decide(report).incident)
    assert decision.incident is not None
    assert Change.NEW_FACT in decision.incident.changes


def test_a_feed_that_was_down_for_two_weeks_to_the_minute_still_brings_news() -> None:
    member = told("a", HURT, press=True)
    late = replace(member, item=replace(member.item, published_at=T0 - timedelta(days=14), arrived_at=T0))
    assert decide(late).event == "opened"
