"""How a story climbed: posts, local press, national press, an office's word, with the time of each first step. Pure.

Vietnamese cases are said to break out when the press joins and to spread when large pages carry them on; the
ladder shows how far one has come, and how long each step took.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.core.items import Channel
from monitor.stories.view import Member
from monitor.stories.voices import voice_of


class Step(StrEnum):
    """Who carries a story, from the street upwards."""

    POST = "post"
    PAGE = "page"
    LOCAL_PRESS = "local-press"
    NATIONAL_PRESS = "national-press"
    OFFICIAL = "official"


_STEPS = {
    Channel.PRESS_LOCAL: Step.LOCAL_PRESS,
    Channel.BROADCAST: Step.LOCAL_PRESS,
    Channel.PRESS_CENTRAL: Step.NATIONAL_PRESS,
    Channel.PRESS_TRADE: Step.NATIONAL_PRESS,
    Channel.GOV_SITE: Step.OFFICIAL,
    Channel.AGGREGATOR: Step.PAGE,
    Channel.FACEBOOK_PAGE: Step.PAGE,
    Channel.ZALO_OA: Step.PAGE,
    Channel.YOUTUBE: Step.PAGE,
    Channel.TIKTOK: Step.PAGE,
}


@dataclass(frozen=True, slots=True)
class Rung:
    """One step taken: `at` and `item_id` of its first item, `voices` that stand on it, `copies` among its items.

    `at` is when the item was published, else when it arrived; aware.
    """

    step: Step
    at: datetime
    item_id: str
    voices: int
    copies: int


def step_of(member: Member) -> Step:
    """Return the step an item stands on; whoever is official is so on any channel."""
    if member.item.official:
        return Step.OFFICIAL
    return _STEPS.get(member.item.channel, Step.POST)


def ladder(members: Sequence[Member]) -> tuple[Rung, ...]:
    """Return the steps a story has taken, in order of time; empty when no item has a time."""
    rungs = [rung for step in Step if (rung := _rung(step, members)) is not None]
    return tuple(sorted(rungs, key=lambda rung: (rung.at, tuple(Step).index(rung.step))))


def _rung(step: Step, members: Sequence[Member]) -> Rung | None:
    here = [member for member in members if step_of(member) is step]
    timed = [(moment, m.item.id) for m in here if (moment := m.item.published_at or m.item.arrived_at) is not None]
    if not timed:
        return None
    at, item_id = min(timed)
    return Rung(
        step=step,
        at=at,
        item_id=item_id,
        voices=len({voice_of(member.item) for member in here if member.copy_of is None}),
        copies=sum(member.copy_of is not None for member in here),
    )
