"""How often one may try: a window that slides, and a bounded number of those who try."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from monitor.desk import limits
from monitor.desk.limits import RateLimit

NOW = datetime(2022, 10, 12, 1, 0, tzinfo=UTC)


def test_a_window_slides():
    limit = RateLimit(2, timedelta(minutes=1))
    assert [limit.allow("a", NOW + timedelta(seconds=s)) for s in (0, 30, 40, 60, 61)] == [
        True,
        True,
        False,
        True,
        False,
    ]
    assert limit.allow("b", NOW)


def test_keys_are_bounded(monkeypatch):
    monkeypatch.setattr(limits, "MAX_KEYS", 3)
    limit = RateLimit(1, timedelta(minutes=1))
    for name in "abcde":
        limit.allow(name, NOW)
    assert len(limit._tries) == 3
