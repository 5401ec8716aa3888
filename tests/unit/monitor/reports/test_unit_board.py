from __future__ import annotations

from datetime import date, timedelta

import pytest

from monitor.core.reporting import UnitReport
from monitor.reports.periods import month_of
from monitor.reports.unit_board import BoardState, board, due_at, owing, received, reminder

PERIOD = month_of(date(2026, 10, 1))
"""15 September to 14 October 2026."""
DUE = due_at(PERIOD)


def sent(unit: str, *, late: bool = False, nil: bool = False) -> UnitReport:
    at = DUE + timedelta(hours=1) if late else DUE - timedelta(seconds=1)
    return UnitReport(unit, PERIOD.last, at, "Nguyễn Mẫu", nil, "" if nil else "Có 2 vụ việc, đã xử lý.")


def state_of(plan, report, now):
    rows = {row.unit.id: row for row in board(plan, PERIOD, [report] if report else [], now=now)}
    return rows["vhxh-ba-tri"].state


@pytest.mark.parametrize(
    ("report", "now", "state"),
    [
        (None, DUE - timedelta(seconds=1), BoardState.WAITING),
        (None, DUE, BoardState.MISSING),
        (sent("vhxh-ba-tri"), DUE, BoardState.ON_TIME),
        (sent("vhxh-ba-tri", late=True), DUE + timedelta(days=1), BoardState.LATE),
        (sent("vhxh-ba-tri", nil=True), DUE, BoardState.ON_TIME),
    ],
    ids=["waiting", "missing", "in the last second", "late", "nil"],
)
def test_state(plan, report, now, state):
    assert state_of(plan, report, now) is state


def test_only_units_of_the_time_owe_a_report(plan):
    before = {unit.id for unit in owing(plan, date(2025, 6, 14))}
    after = {unit.id for unit in owing(plan, date(2025, 7, 14))}
    assert "pgd-ba-tri" in before
    assert "pgd-ba-tri" not in after
    assert "vhxh-ba-tri" in after - before
    assert "cttt" not in before | after


def test_those_who_sent_nothing_come_first(plan):
    rows = board(plan, PERIOD, [sent("vhxh-ba-tri")], now=DUE)
    assert rows[-1].unit.id == "vhxh-ba-tri"
    assert rows[0].report is None


def test_a_nil_report_says_so_and_adds_no_text(plan):
    told = {row.unit: row for row in received(board(plan, PERIOD, [sent("vhxh-ba-tri", nil=True)], now=DUE))}
    row = told["Phòng Văn hóa - Xã hội xã Ba Tri"]
    assert (row.state, row.summary) == ("đã gửi đúng hạn (không phát sinh)", "")


@pytest.mark.parametrize("day", [5, 10, 13, 14])
def test_reminders_on_the_days_of_the_plan(plan, day):
    told = dict(reminder(plan, PERIOD, [sent("vhxh-ba-tri")], today=date(2026, 10, day)))
    assert "vhxh-ba-tri" not in told
    assert ("hạn cuối là hôm nay" if day == 14 else f"còn {14 - day} ngày") in told["vhxh-an-hoi"]


@pytest.mark.parametrize("today", [date(2026, 10, 6), date(2026, 9, 14), date(2026, 11, 5)], ids=str)
def test_no_reminder_on_other_days_or_for_other_periods(plan, today):
    assert reminder(plan, PERIOD, [], today=today) == ()
