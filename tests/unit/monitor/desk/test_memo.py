"""What takes a while is worked out once, for some minutes, by one thread."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from monitor.desk.memo import Memo

NOW = datetime(2022, 10, 12, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(("minutes", "worked"), [(0, 1), (9, 1), (10, 2)])
def test_an_answer_is_kept_for_its_time(minutes, worked):
    memo, done = Memo(), []
    for moment in (NOW, NOW + timedelta(minutes=minutes)):
        assert memo.get("a", moment, lambda: done.append(1) or "answer") == "answer"
    assert len(done) == worked


def test_a_failure_is_not_kept():
    memo = Memo()
    with pytest.raises(ZeroDivisionError):
        memo.get("a", NOW, lambda: 1 // 0)
    assert memo.get("a", NOW, lambda: 2) == 2


def test_the_oldest_goes_first():
    memo = Memo(max_kept=2)
    for key in "abc":
        memo.get(key, NOW, key.upper)
    assert memo.get("a", NOW, lambda: "again") == "again"


def test_two_who_ask_at_once_work_once():
    memo, done, begun, go_on = Memo(), [], threading.Event(), threading.Event()

    def work():
        begun.set()
        assert go_on.wait(5)
        done.append(1)
        return len(done)

    threads = [threading.Thread(target=memo.get, args=("a", NOW, work)) for _ in range(3)]
    threads[0].start()
    assert begun.wait(5)
    for thread in threads[1:]:
        thread.start()
    go_on.set()
    for thread in threads:
        thread.join(5)
    assert done == [1]
