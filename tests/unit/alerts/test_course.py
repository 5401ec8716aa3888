"""How reports came in, hour by hour, in words."""

from __future__ import annotations

import pytest

from alerts.course import course_words
from monitor.core.items import Channel, Item
from tests.fakes.incidents import local
from tests.fakes.store_rows import an_item


def seen(*clocks: str, channel: Channel = Channel.FACEBOOK_GROUP) -> list[Item]:
    return [an_item(f"{channel}-{n}", channel=channel, arrived_at=local(clock)) for n, clock in enumerate(clocks)]


FIVE = [*seen("12:10", "12:50", "13:05", "13:06"), *seen("13:59", channel=Channel.PRESS_LOCAL)]


@pytest.mark.parametrize(
    ("items", "complete", "words"),
    [
        pytest.param(FIVE, True, "12 giờ: 2 tin; 13 giờ: 3 tin, 1 của báo, đài", id="two hours"),
        pytest.param(FIVE, False, "", id="the first hour may lack some, one hour alone says nothing"),
        pytest.param(FIVE[:3], True, "", id="few"),
        pytest.param(FIVE[2:] + FIVE[2:], True, "", id="all in one hour"),
        pytest.param(
            seen("08:00", "09:00", "10:00", "11:00"),
            True,
            "9 giờ: 1 tin; 10 giờ: 1 tin; 11 giờ: 1 tin",
            id="the last three",
        ),
        pytest.param([], True, "", id="nothing"),
    ],
)
def test_words(items: list[Item], words: str, *, complete: bool) -> None:
    assert course_words(items, complete=complete) == words
