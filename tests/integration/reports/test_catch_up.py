"""The Monday summary when the product first meets a database that others have filled."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from monitor.core.clock import LOCAL, VirtualClock
from monitor.core.settings import load_settings
from monitor.schedule import Runner
from tests.fakes.report_rows import put_news

MONDAY = datetime(2022, 10, 17, 7, 30, tzinfo=LOCAL).astimezone(UTC)


def start(store, plan, now) -> Runner:
    """A start of the product at `now`: its first, unless the store knows of another."""
    parts = SimpleNamespace(plan=plan, store=store, base_url="")
    pipeline = SimpleNamespace(parts=parts)
    app: Any = SimpleNamespace(
        store=store,
        plan=plan,
        clock=VirtualClock(now),
        pipeline=pipeline,
        settings=load_settings({"MONITOR_PDF_PROGRAM": "false"}),
        source_names={},
    )
    runner = Runner(app)
    runner.weekly()
    return runner


def summaries(store):
    with store.read() as tx:
        return {entry.notification.key for entry in tx.outbox.recent(100)}


@pytest.mark.parametrize(
    ("arrived", "now", "sent"),
    [
        pytest.param(MONDAY - timedelta(days=2), MONDAY + timedelta(days=2), 3, id="week-before-was-watched"),
        pytest.param(MONDAY - timedelta(days=2), MONDAY, 3, id="on-the-minute"),
        pytest.param(MONDAY - timedelta(days=2), MONDAY - timedelta(hours=2), 0, id="before-monday-morning"),
        pytest.param(MONDAY - timedelta(days=9), MONDAY + timedelta(days=2), 0, id="nothing-of-the-week-before"),
        pytest.param(MONDAY + timedelta(hours=1), MONDAY + timedelta(days=2), 0, id="watched-since-this-week"),
    ],
)
def test_first_start_over_a_filled_database(store, plan, arrived, now, sent):
    with store.transaction() as tx:
        put_news(tx, "q1", arrived)
    start(store, plan, now)
    assert len(summaries(store)) == sent


def test_it_is_sent_once_however_often_the_product_starts(store, plan):
    with store.transaction() as tx:
        put_news(tx, "q1", MONDAY - timedelta(days=2))
    for hours in (1, 2, 30):
        start(store, plan, MONDAY + timedelta(hours=hours)).weekly()
    assert summaries(store) == {f"weekly:{unit}:2022-W41" for unit in ("van-phong", "nguoi-phat-ngon", "lanh-dao")}
