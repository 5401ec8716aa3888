"""A job that hangs is seen, one that gets on is not; a process that cannot run any more ends by itself."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta

import pytest

from monitor.workers.watchdog import EXIT_STATUS, Overdue, Watchdog

END_WITHIN_S = 60


class Hands:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def test_a_job_beyond_its_bound_is_told():
    clock = Hands()
    dog = Watchdog(longest=timedelta(seconds=10), now=clock)
    with dog.doing("đọc bài: bao.example"), dog.doing("sao lưu", longest=timedelta(hours=1)):
        clock.at = 10
        assert dog.overdue() is None
        clock.at = 11
        assert dog.overdue() == Overdue("đọc bài: bao.example", 11)
    assert dog.overdue() is None


def test_a_long_job_that_gets_on_is_well():
    clock = Hands()
    dog = Watchdog(longest=timedelta(seconds=10), now=clock)
    with dog.doing("xét tin") as gets_on:
        for clock.at in range(0, 100, 9):
            assert dog.overdue() is None
            gets_on()


def test_a_job_that_fails_is_at_work_no_more():
    clock = Hands()
    dog = Watchdog(longest=timedelta(0), now=clock)
    with pytest.raises(ZeroDivisionError), dog.doing("xét tin"):
        clock.at = 1 / 0
    clock.at = 1
    assert dog.overdue() is None


def ended(program: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, timeout=END_WITHIN_S, check=False)


def test_a_process_that_gets_no_turn_of_its_own_ends_and_shows_where_it_was():
    hanging = (
        "import re\nfrom datetime import timedelta\nfrom monitor.workers.watchdog import Watchdog\n"
        "Watchdog(silent=timedelta(seconds=0.2)).wind_up()\n"
        "def runs_away():\n    re.match('(a+)+$', 'a' * 60 + 'b')\nruns_away()\n"
    )
    end = ended(hanging)
    assert end.returncode != 0
    assert "runs_away" in end.stderr


def test_ending_at_once_waits_for_no_thread():
    waiting = (
        "import threading\nfrom monitor.workers.watchdog import end_at_once\n"
        "threading.Thread(target=threading.Event().wait).start()\nend_at_once()\n"
    )
    assert ended(waiting).returncode == EXIT_STATUS
