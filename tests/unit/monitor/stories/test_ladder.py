from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.items import Channel, Kind
from monitor.stories.ladder import Step, ladder, step_of
from monitor.stories.view import Member
from tests.fakes.store_rows import a_classification, an_item, at


def told(item_id: str, channel: Channel, minutes: float, *, copy_of: str | None = None, **fields) -> Member:
    item = an_item(
        item_id, f"lời kể {item_id}", kind=fields.pop("kind", Kind.SOCIAL), channel=channel, published_at=at(minutes),
        source=fields.pop("source", f"s-{item_id}"), author=f"u-{item_id}", **fields,
    )  # fmt: skip
    return Member(item, a_classification(item_id), copy_of)


CLIMB = [
    told("post", Channel.FACEBOOK_GROUP, 0),
    told("post-2", Channel.FACEBOOK_PROFILE, 20),
    told("page", Channel.FACEBOOK_PAGE, 35),
    told("local", Channel.PRESS_LOCAL, 90, kind=Kind.PRESS),
    told("reprint", Channel.PRESS_CENTRAL, 95, kind=Kind.PRESS, copy_of="local"),
    told("central", Channel.PRESS_CENTRAL, 140, kind=Kind.PRESS),
    told("office", Channel.FACEBOOK_PAGE, 200, official=True),
]


def test_a_story_climbs_from_the_street_to_the_office():
    rungs = ladder(CLIMB)
    assert [(rung.step, rung.item_id) for rung in rungs] == [
        (Step.POST, "post"), (Step.PAGE, "page"), (Step.LOCAL_PRESS, "local"), (Step.NATIONAL_PRESS, "reprint"),
        (Step.OFFICIAL, "office"),
    ]  # fmt: skip
    assert [rung.at for rung in rungs] == [at(0), at(35), at(90), at(95), at(200)]
    assert [(rung.voices, rung.copies) for rung in rungs] == [(2, 0), (1, 0), (1, 0), (1, 1), (1, 0)]


@pytest.mark.parametrize(
    ("channel", "step"),
    [
        (Channel.COMMENT, Step.POST),
        (Channel.TIKTOK, Step.PAGE),
        (Channel.BROADCAST, Step.LOCAL_PRESS),
        (Channel.PRESS_TRADE, Step.NATIONAL_PRESS),
        (Channel.GOV_SITE, Step.OFFICIAL),
    ],
)
def test_steps_of_channels(channel, step):
    assert step_of(told("a", channel, 0)) is step


def test_an_item_without_a_time_is_no_step():
    member = told("a", Channel.FORUM, 0)
    assert ladder([replace(member, item=replace(member.item, published_at=None, arrived_at=None))]) == ()
    assert ladder([]) == ()


@given(st.permutations(CLIMB))
def test_the_ladder_does_not_hang_on_the_order_of_arrival(members):
    assert ladder(members) == ladder(CLIMB)
