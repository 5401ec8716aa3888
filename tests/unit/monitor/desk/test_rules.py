"""Small rules of the desk: limits, lock-out, passwords, codes, addresses, times, which incidents one may see."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyotp
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
from monitor.desk import limits
from monitor.desk.accounts.passwords import new_totp_key, totp_step
from monitor.desk.limits import RateLimit
from monitor.desk.system.help import rendered
from monitor.desk.times import short_time
from monitor.desk.visits import local_address

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


def test_codes_count_one_step_early_and_late_and_once():
    key = new_totp_key()
    step = int(NOW.timestamp()) // 30
    codes = {n: pyotp.TOTP(key).generate_otp(step + n) for n in (-2, -1, 0, 1, 2)}
    assert [totp_step(key, codes[n], NOW, after=0) for n in (-2, -1, 0, 1, 2)] == [None, step - 1, step, step + 1, None]
    assert totp_step(key, codes[0], NOW, after=step) is None
    assert totp_step(key, f" {codes[0][:3]} {codes[0][3:]} ", NOW, after=0) == step
    assert totp_step(key, "", NOW, after=0) is None


@pytest.mark.parametrize(
    ("text", "lands"),
    [("/su-co?muc=S3", "/su-co?muc=S3"), ("//x.vn", "/"), ("http://x.vn/", "/"), ("/\t/x.vn", "/"), ("su-co", "/")],
)
def test_only_addresses_of_the_desk_are_gone_to(text, lands):
    assert local_address(text) == lands


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


def test_markup_in_the_guide_is_text():
    shown = rendered(
        "# Tên\n\n## Mục <b>\n\n[x](javascript:alert(1)) <script>a</script>\n\n| a | b |\n| - | - |\n| 1 | 2 |\n"
    )
    assert "<script>" not in shown
    assert "<b>" not in shown
    assert 'href="javascript' not in shown
    assert "<h1>" not in shown
    assert "<td>1</td>" in shown
