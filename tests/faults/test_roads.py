"""Channels refuse, hang or break for an hour: every message arrives in the end, under one key, and it is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from monitor.core.notifications import DeliveryOutcome, RefusalKind, Refused, Retry
from tests.faults.conftest import Note
from tests.faults.world import World, hanging

pytestmark = pytest.mark.slow

HOUR = timedelta(hours=1)
MOVED = "messages go by the other channel, the page “Hôm nay” (today) says so"
GLOSSES = {
    "kênh ": "channel down",
    "có tin nhắn chờ gửi quá hạn": "messages wait past their time",
    "": "another reason",
}
"""How the reasons of `/health` begin, and what they mean."""
Mood = Callable[[], DeliveryOutcome | None]


class BrokenError(Exception):
    """A bug of ours in a channel."""


def broken() -> DeliveryOutcome:
    raise BrokenError


def glossed(reason: str) -> str:
    """What `/health` says, with its meaning for whoever reads the table."""
    return f"“{reason}” ({next(gloss for start, gloss in GLOSSES.items() if reason.startswith(start))})"


def an_hour_of(world: World, moods: dict[str, Mood]) -> None:
    """The city publishes half of its news while channels are in these moods, the rest after."""
    for name, mood in moods.items():
        world.roads[name].mood = mood
    end = world.clock.now() + HOUR
    while world.clock.now() < end:
        world.publish_next(3)
        world.pass_time(timedelta(minutes=10))
    for road in world.roads.values():
        road.mood = lambda: None


@pytest.mark.parametrize(
    ("names", "mood", "fault"),
    [
        pytest.param(["email"], lambda: Retry("từ chối kết nối"), "mail server refuses for 1 hour", id="mail refused"),
        pytest.param(
            ["email", "zalo"], lambda: Retry("từ chối kết nối"), "every channel down for 1 hour", id="all refused"
        ),
        pytest.param(
            ["email"],
            lambda: Refused(RefusalKind.AUTH, "sai mật khẩu"),
            "mail server refuses the sign-in for 1 hour",
            id="mail locked out",
        ),
        pytest.param(["email"], broken, "bug in the mail channel for 1 hour", id="mail channel broken"),
    ],
)
def test_an_hour_of_trouble(world: World, note: Note, names: list[str], mood: Mood, fault: str) -> None:
    an_hour_of(world, dict.fromkeys(names, mood))
    seen = "; ".join(glossed(reason) for reason in world.health()["degraded"]) or MOVED
    told = any("chưa gửi được tin" in text or "ngừng" in text for text in world.warnings())
    world.settle()
    end = world.reckon()
    note(fault, seen=seen, lost=end.lost, extra=end.extra)
    assert told
    assert end.extra == 0


def test_a_mail_server_that_hangs_for_an_hour(world: World, note: Note) -> None:
    an_hour_of(world, {"email": hanging(world.clock)})
    served = len({key for key, _, _ in world.roads["zalo"].accepted})
    world.settle()
    end = world.reckon()
    note(
        "mail server hangs 40 seconds over each mail, 1 hour",
        seen=f"{served} messages go by Zalo in that hour",
        lost=end.lost,
        extra=end.extra,
    )
    assert served
    assert end.extra == 0


def test_death_between_sending_and_marking(world: World, note: Note) -> None:
    class DeathError(BaseException):
        """The process is gone: nothing catches it."""

    deaths = 0
    road = world.roads["email"]

    def die_after_accepting() -> None:
        nonlocal deaths
        if road.tried % 7 == 0 and deaths < 5:
            deaths += 1
            raise DeathError

    road.after = die_after_accepting
    for _ in range(10):
        world.publish_next(3)
        try:
            world.pass_time(timedelta(minutes=4))
        except DeathError:
            world.end()
            world.begin()
    world.settle()
    end = world.reckon()
    note(f"process died {deaths} times after a mail was accepted, before it was marked as sent",
         seen="one message sent again for each death, under the same key",
         lost=end.lost, extra=end.extra)  # fmt: skip
    assert deaths == 5
    assert end.extra == deaths
