"""Accounts: how locks grow and end, what is good as a password and as a login."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from monitor.core.accounts import (
    FAILURES_BEFORE_LOCK,
    FAILURES_FORGOTTEN_AFTER,
    FIRST_LOCK,
    LONGEST_LOCK,
    after_failure,
    password_fault,
    read_login,
)

NOW = datetime(2022, 10, 12, 1, 0, tzinfo=UTC)


def test_locks_grow_and_end():
    failures = None
    locks = []
    for _ in range(FAILURES_BEFORE_LOCK + 6):
        failures = after_failure(failures, "lan", NOW)
        locks.append(failures.locked_until - NOW if failures.locked_until else None)
    assert locks[: FAILURES_BEFORE_LOCK - 1] == [None] * (FAILURES_BEFORE_LOCK - 1)
    assert locks[FAILURES_BEFORE_LOCK - 1] == FIRST_LOCK
    assert locks[-1] == LONGEST_LOCK
    assert failures.locked(NOW)
    assert not failures.locked(NOW + LONGEST_LOCK)


def test_a_day_without_a_failure_begins_anew():
    late = NOW + FAILURES_FORGOTTEN_AFTER + timedelta(seconds=1)
    before = after_failure(after_failure(None, "lan", NOW), "lan", NOW)
    assert after_failure(before, "lan", late).count == 1


@pytest.mark.parametrize(
    ("password", "good"),
    [
        ("mua xuan ben song", True),
        ("ngắn quá", False),
        ("x" * 300, False),
        ("aaaaaaaaaaaa", False),
        ("Mật khẩu 2022", False),
        ("lan.nguyen o day", False),
        ("đêm trăng trên sông", True),
    ],
)
def test_passwords(password, good):
    assert (password_fault(password, login="lan.nguyen") is None) == good


@pytest.mark.parametrize(
    ("text", "login"), [(" Lan.Nguyen ", "lan.nguyen"), ("a", None), ("có dấu", None), ("a b", None), ("../x", None)]
)
def test_logins(text, login):
    assert read_login(text) == login
