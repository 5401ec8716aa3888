"""Codes of the second step."""

from __future__ import annotations

from datetime import UTC, datetime

import pyotp

from monitor.desk.accounts.passwords import new_totp_key, totp_step

NOW = datetime(2022, 10, 12, 1, 0, tzinfo=UTC)


def test_codes_count_one_step_early_and_late_and_once():
    key = new_totp_key()
    step = int(NOW.timestamp()) // 30
    codes = {n: pyotp.TOTP(key).generate_otp(step + n) for n in (-2, -1, 0, 1, 2)}
    assert [totp_step(key, codes[n], NOW, after=0) for n in (-2, -1, 0, 1, 2)] == [None, step - 1, step, step + 1, None]
    assert totp_step(key, codes[0], NOW, after=step) is None
    assert totp_step(key, f" {codes[0][:3]} {codes[0][3:]} ", NOW, after=0) == step
    assert totp_step(key, "", NOW, after=0) is None
