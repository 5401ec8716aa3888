"""What workers decide without a database: which jobs are wanted, when they come round, what a death means."""

from __future__ import annotations

from datetime import timedelta

import pytest
from croniter import croniter

from monitor.workers import wakes
from monitor.workers.engine import cron_of
from monitor.workers.fates import Fate, Orphan, fate_of


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        pytest.param(1, 1, id="every second"),
        pytest.param(5, 5, id="deliveries"),
        pytest.param(20, 20, id="timers"),
        pytest.param(30, 30, id="polls"),
        pytest.param(60, 60, id="every minute"),
        pytest.param(300, 300, id="backups"),
        pytest.param(3600, 3600, id="hourly"),
        pytest.param(0.5, 1, id="not faster than every second"),
        pytest.param(86400, 3600, id="not slower than hourly"),
    ],
)
def test_what_comes_round_does_so_as_often_as_asked(seconds, expected):
    cron = croniter(cron_of(timedelta(seconds=seconds)), 1_665_000_000)
    first = cron.get_next(float)
    assert cron.get_next(float) - first == expected


@pytest.mark.parametrize(
    ("orphan", "fate"),
    [
        pytest.param(Orphan(wakes.READ, 0, pages=20), Fate.AGAIN, id="one death may be chance"),
        pytest.param(Orphan(wakes.READ, 1, pages=20), Fate.SPLIT, id="two deaths: page by page"),
        pytest.param(Orphan(wakes.READ, 0, pages=1, single=True), Fate.AGAIN, id="a page alone has a chance"),
        pytest.param(Orphan(wakes.READ, 1, pages=1, single=True), Fate.APART, id="a page that killed two alone"),
        pytest.param(Orphan(wakes.POLL, 1), Fate.AGAIN, id="a host that two died at"),
        pytest.param(Orphan(wakes.POLL, 2), Fate.GIVE_UP, id="a host that three died at"),
        pytest.param(Orphan(wakes.WATCH, 2), Fate.GIVE_UP, id="pages read again that three died at"),
        pytest.param(Orphan(wakes.PLACE, 9), Fate.AGAIN, id="judging goes on: it knows by itself what kills"),
        pytest.param(Orphan(wakes.SEND, 9), Fate.AGAIN, id="messages are never left"),
        pytest.param(Orphan(wakes.TICK, 9), Fate.AGAIN, id="nor is what comes round"),
    ],
)
def test_what_becomes_of_a_dead_workers_job(orphan, fate):
    assert fate_of(orphan) is fate


def test_one_host_has_one_lock_whatever_is_asked_of_it():
    jobs = [wakes.poll("bao.example"), wakes.read("bao.example", [("a", "1")]), wakes.watch("bao.example", ["x"])]
    assert {job.lock for job in jobs} == {"host:bao.example"}


def test_what_needs_no_page_waits_for_no_host():
    assert wakes.read("", [("a", "1")]).lock is None


def test_many_entries_of_a_host_are_several_jobs():
    jobs = wakes.reads({"bao.example": [("a", str(number)) for number in range(wakes.READ_TOGETHER + 1)]})
    assert [len(job.args["keys"]) for job in jobs] == [wakes.READ_TOGETHER, 1]


def test_messages_go_before_news_and_news_before_polls():
    order = [wakes.send("email"), wakes.tick("x"), wakes.place(), wakes.read("h", []), wakes.poll("h")]
    assert order == sorted(order, key=lambda job: -job.priority)
    assert {job.queue for job in order} == set(wakes.QUEUES)
