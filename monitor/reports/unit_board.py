"""Units' monthly reports: who owes one, who sent it, who is to be reminded (plan, III.3.e: before the 15th). Pure.

A report is for the period from the 15th to the 14th and due at the end of its last day, whatever day of the week that
is; an empty month still owes a nil report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from monitor.core.clock import at_local
from monitor.core.plan import Duty, Plan, Unit
from monitor.core.reporting import UnitReport
from monitor.reports.official.monthly import Received
from monitor.reports.periods import Period

MONTHLY = "monthly-report"


class BoardState(StrEnum):
    ON_TIME = "on-time"
    LATE = "late"
    WAITING = "waiting"
    MISSING = "missing"


STATES = {
    BoardState.ON_TIME: "đã gửi đúng hạn",
    BoardState.LATE: "đã gửi, trễ hạn",
    BoardState.WAITING: "chưa gửi, còn hạn",
    BoardState.MISSING: "chưa gửi, đã quá hạn",
}


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One unit that owes a report for the period; `report` is None while it has not come."""

    unit: Unit
    state: BoardState
    report: UnitReport | None = None

    @property
    def words(self) -> str:
        """The state as staff read it."""
        nil = " (không phát sinh)" if self.report is not None and self.report.is_nil else ""
        return STATES[self.state] + nil


def duty_of(plan: Plan) -> Duty | None:
    """The plan's duty of a monthly report."""
    return next((duty for duty in plan.duties if duty.id == MONTHLY), None)


def due_at(period: Period) -> datetime:
    """The last moment at which the report for a period is in time: the end of its last day."""
    return at_local(period.last + timedelta(days=1), time.min)


def board(plan: Plan, period: Period, reports: Sequence[UnitReport], *, now: datetime) -> tuple[BoardRow, ...]:
    """Every unit that owes a report, those that sent none first, each group in the plan's order."""
    sent = {report.unit: report for report in reports}
    rows = [_row(unit, sent.get(unit.id), due_at(period), now) for unit in owing(plan, period.last)]
    return tuple(sorted(rows, key=lambda row: row.report is not None))


def owing(plan: Plan, day: date) -> tuple[Unit, ...]:
    """Units that owe a report for a period that ends on `day`."""
    duty = duty_of(plan)
    if duty is None:
        return ()
    return tuple(unit for unit in plan.units_on(day) if unit.monthly_report and unit.role in duty.roles)


def received(rows: Sequence[BoardRow]) -> tuple[Received, ...]:
    """The board as the department's report tells it; a nil report has no summary."""
    return tuple(
        Received(row.unit.name, row.words, row.report.summary if row.report and not row.report.is_nil else "")
        for row in rows
    )


def reminder(plan: Plan, period: Period, reports: Sequence[UnitReport], *, today: date) -> tuple[tuple[str, str], ...]:
    """Unit ids with what to tell them today; empty on days that are no reminder days, and for those who sent."""
    duty = duty_of(plan)
    if duty is None or today.day not in duty.reminder_days or not period.first <= today <= period.last:
        return ()
    sent = {report.unit for report in reports}
    days = (period.last - today).days
    left = "hạn cuối là hôm nay" if days == 0 else f"còn {days} ngày"
    text = (
        f"{duty.name} (kỳ {period.first:%d/%m} đến {period.last:%d/%m/%Y}): đơn vị chưa gửi, {left}. "
        "Không phát sinh cũng cần gửi báo cáo."
    )
    return tuple((unit.id, text) for unit in owing(plan, period.last) if unit.id not in sent)


def _row(unit: Unit, report: UnitReport | None, due: datetime, now: datetime) -> BoardRow:
    if report is not None:
        return BoardRow(unit, BoardState.ON_TIME if report.received_at < due else BoardState.LATE, report)
    return BoardRow(unit, BoardState.WAITING if now < due else BoardState.MISSING)
