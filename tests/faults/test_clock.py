"""The clock is wrong and set right: news still come at once, and it is said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.faults.conftest import Note
from tests.faults.world import World

pytestmark = pytest.mark.slow


def stored_soon(world: World, *pieces: str) -> bool:
    """Whether pieces published now are stored within ten minutes."""
    world.pass_time(timedelta(minutes=10))
    with world.app.store.read() as tx:
        return all(tx.items.count() for _ in pieces) and not world.reckon().items


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        pytest.param(timedelta(days=2), "clock 2 days ahead, then set back", id="ahead by two days, set back"),
        pytest.param(timedelta(hours=2), "clock 2 hours ahead, then set back", id="ahead by two hours, set back"),
    ],
)
def test_a_clock_that_ran_ahead(world: World, note: Note, wrong: timedelta, name: str) -> None:
    world.publish_next(6)
    world.pass_time(timedelta(minutes=10))
    world.clock.advance(wrong)
    world.publish_next(6)
    world.pass_time(timedelta(minutes=10))
    world.clock.advance(-wrong)
    world.publish_next(6)
    soon = stored_soon(world, *world.published)
    told = any("chỉnh lùi" in text for text in world.warnings())
    world.settle()
    end = world.reckon()
    seen = "news published afterwards are in within 10 minutes, the wrong time is warned of"
    note(name, seen=seen if soon and told else "no", lost=end.lost, extra=end.extra)
    assert (soon, told, end.twice) == (True, True, ())


def test_a_clock_that_starts_years_ago_and_is_set_right(world: World, note: Note) -> None:
    right = world.clock.moment
    world.publish_next(6)
    world.pass_time(timedelta(minutes=10))
    gone = world.clock.moment - right
    world.clock.moment = datetime(2020, 1, 1, tzinfo=UTC)
    world.publish_next(6)
    soon = stored_soon(world, *world.published)
    world.clock.moment = right + gone + timedelta(minutes=30)
    world.round()
    told = any("đã ngừng theo dõi" in text for text in world.warnings())
    world.settle()
    end = world.reckon()
    note(
        "clock falls back to 2020, then set right",
        seen="items are still read and judged, the gap is warned of",
        lost=end.lost,
        extra=end.extra,
    )
    assert (soon, told, end.twice) == (True, True, ())
