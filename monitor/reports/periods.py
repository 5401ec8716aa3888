"""Periods of the reports: whole local days, half-open in time, cut at midnight in Asia/Ho_Chi_Minh.

A week runs from Monday to Sunday. A month runs from the 15th to the 14th, because the plan wants reports "trước ngày 15
hằng tháng" (III.3.e); a year runs from 15 December to 14 December, twelve of those months.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from monitor.core.clock import at_local

MONTH_STARTS_ON = 15
YEAR_STARTS_IN = 12

_DAY = timedelta(days=1)


class PeriodKind(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Period:
    """Local days from `first` to `last`, both included; as moments half-open, `[start, end)`, in UTC."""

    kind: PeriodKind
    first: date
    last: date

    @property
    def start(self) -> datetime:
        """Midnight at which the first day begins."""
        return at_local(self.first, time.min)

    @property
    def end(self) -> datetime:
        """Midnight at which the last day ends; not part of the period."""
        return at_local(self.last + _DAY, time.min)

    def __contains__(self, moment: datetime) -> bool:
        return self.start <= moment < self.end

    @property
    def days(self) -> tuple[Period, ...]:
        """The days of the period, in order."""
        count = (self.last - self.first).days + 1
        return tuple(day_of(self.first + timedelta(days=number)) for number in range(count))

    @property
    def iso_week(self) -> str:
        """ISO 8601 week of the first day: `2022-W41`."""
        year, week, _ = self.first.isocalendar()
        return f"{year}-W{week:02d}"


def day_of(day: date) -> Period:
    """One day."""
    return Period(PeriodKind.DAY, day, day)


def week_of(day: date) -> Period:
    """The week that contains a day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return Period(PeriodKind.WEEK, monday, monday + timedelta(days=6))


def month_of(day: date) -> Period:
    """The reporting month that contains a day: 15th to 14th. It bears the name of the month in which it ends."""
    first = day.replace(day=MONTH_STARTS_ON)
    if day < first:
        first = _month_before(first)
    return Period(PeriodKind.MONTH, first, _month_after(first) - _DAY)


def year_of(day: date) -> Period:
    """The reporting year that contains a day: 15 December to 14 December. It bears the name of the year it ends in."""
    first = date(day.year, YEAR_STARTS_IN, MONTH_STARTS_ON)
    if day < first:
        first = first.replace(year=day.year - 1)
    return Period(PeriodKind.YEAR, first, first.replace(year=first.year + 1) - _DAY)


def previous(period: Period) -> Period:
    """The period of the same kind that ends where this one starts."""
    return _PERIOD_OF[period.kind](period.first - _DAY)


def year_before(period: Period) -> Period:
    """The same part of the year before: 52 weeks earlier for weeks and days, else the same months."""
    if period.kind in {PeriodKind.WEEK, PeriodKind.DAY}:
        return _PERIOD_OF[period.kind](period.first - timedelta(weeks=52))
    return _PERIOD_OF[period.kind](period.first.replace(year=period.first.year - 1))


def _month_before(first: date) -> date:
    return (first.replace(day=1) - _DAY).replace(day=first.day)


def _month_after(first: date) -> date:
    return (first.replace(day=1) + timedelta(days=32)).replace(day=first.day)


_PERIOD_OF: dict[PeriodKind, Callable[[date], Period]] = {
    PeriodKind.DAY: day_of,
    PeriodKind.WEEK: week_of,
    PeriodKind.MONTH: month_of,
    PeriodKind.YEAR: year_of,
}
