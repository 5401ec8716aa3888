"""The weekly summary's hour, and what a stop on Monday morning makes of it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from monitor.core.clock import LOCAL, VirtualClock
from monitor.core.errors import MonitorError
from monitor.core.settings import load_settings
from monitor.schedule import Runner, listen, weekly_slot
from monitor.store.database import Store, open_store
from tests.fakes.plans import a_plan

MONDAY = datetime(2022, 10, 17, 7, 30, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("now", "slot"),
    [
        pytest.param(MONDAY, MONDAY, id="on the minute"),
        pytest.param(MONDAY - timedelta(seconds=1), MONDAY - timedelta(weeks=1), id="a second before"),
        pytest.param(MONDAY + timedelta(days=3), MONDAY, id="Thursday"),
        pytest.param(MONDAY.replace(hour=0, minute=10), MONDAY - timedelta(weeks=1), id="Monday night, Sunday in UTC"),
        pytest.param(MONDAY + timedelta(days=6, hours=16), MONDAY, id="Sunday evening"),
    ],
)
def test_weekly_slot(now, slot):
    assert weekly_slot(now.astimezone(UTC)) == slot


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path}/monitor.db")
    yield store
    store.close()


def a_runner(store: Store, clock: VirtualClock) -> Runner:
    """A new start of the product over the same database."""
    parts = SimpleNamespace(plan=a_plan(), store=store, base_url="")
    pipeline = SimpleNamespace(parts=parts)
    app: Any = SimpleNamespace(
        store=store, plan=parts.plan, clock=clock, pipeline=pipeline, source_names={},
        settings=load_settings({"MONITOR_PDF_PROGRAM": "false"}),
    )  # fmt: skip
    return Runner(app)


def summaries(store: Store) -> set[str]:
    with store.read() as tx:
        return {entry.notification.key for entry in tx.outbox.recent(100)}


def test_the_first_start_sends_no_summary_of_a_week_nobody_watched(store):
    a_runner(store, VirtualClock(MONDAY + timedelta(days=2))).weekly()
    assert summaries(store) == set()


def test_the_summary_goes_out_on_monday_morning_once(store):
    clock = VirtualClock(MONDAY - timedelta(days=1))
    runner = a_runner(store, clock)
    runner.weekly()
    clock.move_to(MONDAY)
    for _ in range(3):
        runner.weekly()
        clock.advance(timedelta(minutes=1))
    assert summaries(store) == {f"weekly:{unit}:2022-W41" for unit in ("van-phong", "nguoi-phat-ngon", "lanh-dao")}


def test_a_stop_over_monday_makes_the_summary_late_not_lost(store):
    a_runner(store, VirtualClock(MONDAY - timedelta(days=1))).weekly()
    a_runner(store, VirtualClock(MONDAY + timedelta(days=2))).weekly()
    assert len(summaries(store)) == 3


def test_a_taken_port_is_told():
    with listen(0) as taken, pytest.raises(MonitorError, match="cổng"):
        listen(taken.getsockname()[1])


def test_a_free_port_is_found():
    with listen(0) as listener:
        assert isinstance(listener, socket.socket)
        assert listener.getsockname()[1] > 0
