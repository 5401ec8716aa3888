"""Moments as the desk writes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from monitor.desk.times import short_time

NOW = datetime(2022, 10, 12, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(0), "08:00 hôm nay"),
        (timedelta(hours=9), "23:00 ngày 11/10"),
        (timedelta(days=300), "08:00 ngày 16/12/2021"),
    ],
)
def test_moments_are_as_short_as_they_can_be(ago, words):
    assert short_time(NOW - ago, NOW) == words
