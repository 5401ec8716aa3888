"""What the IT officer is told of the shared queue."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.commands.queue_check import MANY, queue_rows, rows_of
from monitor.core.settings import load_settings
from monitor.core.wakes import GivenUp, QueueState

AT = datetime(2022, 10, 12, 1, 0, tzinfo=UTC)
DIED = GivenUp(7, "poll", "host:bao.example", {"host": "bao.example"}, 2, AT)


@pytest.mark.parametrize(
    ("state", "ok", "words"),
    [
        pytest.param(QueueState({"collect": 3}, {"judge": 1}, 2, ()), True, "2 tiến trình", id="well"),
        pytest.param(QueueState({"collect": 3}, {}, 0, ()), False, "monitor worker", id="nobody works"),
        pytest.param(QueueState({}, {}, 0, ()), True, "0 việc chờ", id="nothing to do"),
        pytest.param(QueueState({"collect": MANY + 1}, {}, 1, ()), None, "chạy thêm", id="too much"),
    ],
)
def test_the_queue_in_a_row(state, ok, words):
    ((_, mark, text),) = rows_of(state)
    assert mark is ok
    assert words in text


def test_what_was_given_up_is_named_with_its_reason():
    _, (_, mark, text) = rows_of(QueueState({}, {}, 1, (DIED,)))
    assert mark is None
    assert "bao.example" in text
    assert "dừng đột ngột 3 lần" in text


def test_one_process_on_sqlite_has_no_queue_to_tell_of(tmp_path):
    assert queue_rows(load_settings({"MONITOR_VAR": str(tmp_path)})) == []
