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
Mood = Callable[[], DeliveryOutcome | None]


class BrokenError(Exception):
    """A bug of ours in a channel."""


def broken() -> DeliveryOutcome:
    raise BrokenError


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
        pytest.param(["email"], lambda: Retry("từ chối kết nối"), "máy chủ thư từ chối 1 giờ", id="mail refused"),
        pytest.param(["email", "zalo"], lambda: Retry("từ chối kết nối"), "mọi kênh ngừng 1 giờ", id="all refused"),
        pytest.param(
            ["email"], lambda: Refused(RefusalKind.AUTH, "sai mật khẩu"), "máy chủ thư không cho đăng nhập 1 giờ",
            id="mail locked out",
        ),
        pytest.param(["email"], broken, "lỗi trong mã của kênh thư 1 giờ", id="mail channel broken"),
    ],
)  # fmt: skip
def test_an_hour_of_trouble(world: World, note: Note, names: list[str], mood: Mood, fault: str) -> None:
    an_hour_of(world, dict.fromkeys(names, mood))
    seen = "; ".join(str(reason) for reason in world.health()["degraded"]) or "chuyển kênh khác, trang Hôm nay báo"
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
    note("máy chủ thư treo 40 giây mỗi thư, 1 giờ", seen=f"{served} tin đi bằng Zalo trong giờ đó", lost=end.lost,
         extra=end.extra)  # fmt: skip
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
    note(f"tiến trình chết {deaths} lần giữa gửi và ghi nhận", seen="gửi lại cùng mã, mỗi lần chết một tin",
         lost=end.lost, extra=end.extra)  # fmt: skip
    assert deaths == 5
    assert end.extra == deaths
