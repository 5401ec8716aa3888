"""Weekly counts of a theme, and what the calendar says of each week: known for past and coming weeks alike. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from monitor.core.calendar import is_working_day
from monitor.core.plan import CalendarPhase, Plan

Floats = npt.NDArray[np.float64]
DAYS = 7
HALF = 0.5
WORKDAYS = 5


@dataclass(frozen=True, slots=True)
class Series:
    """Counts of whole weeks from the Monday `first` on.

    `heard` is the share of each week, in (0, 1], in which the sources answered; empty means always.
    """

    theme: str
    first: date
    counts: tuple[int, ...]
    heard: tuple[float, ...] = ()

    def monday(self, week: int) -> date:
        """First day of week number `week`, which may lie ahead."""
        return self.first + timedelta(days=DAYS * week)


@dataclass(frozen=True)
class Weeks:
    """The calendar of a theme, a row a week.

    `shares` (weeks × phases, in [0, 1]): part of the week in each phase; `phases` names the columns; `off` the share of
    workdays that are holidays.
    """

    phases: tuple[str, ...]
    shares: Floats
    off: Floats

    def active(self, week: int) -> frozenset[str]:
        """Phases that hold more than half of a week."""
        return frozenset(name for name, share in zip(self.phases, self.shares[week], strict=True) if share > HALF)


def calendar_of(theme: str, plan: Plan, *, first: date, weeks: int) -> Weeks:
    """The calendar of `weeks` weeks from the Monday `first`, as far as it concerns a theme."""
    phases = tuple(phase for phase in plan.phases if theme in phase.themes)
    days = [first + timedelta(days=number) for number in range(DAYS * weeks)]
    shares = np.zeros((weeks, len(phases)))
    for column, phase in enumerate(phases):
        shares[:, column] = _by_week([in_phase(phase, day) for day in days])
    off = [day.weekday() < WORKDAYS and not is_working_day(day, plan.holidays) for day in days]
    return Weeks(tuple(phase.id for phase in phases), shares, _by_week(off) * DAYS / WORKDAYS)


def in_phase(phase: CalendarPhase, day: date) -> bool:
    """Whether a day lies in a phase, which may run over New Year's Eve."""
    today = (day.month, day.day)
    if phase.start <= phase.end:
        return phase.start <= today <= phase.end
    return today >= phase.start or today <= phase.end


def _by_week(flags: Sequence[bool]) -> Floats:
    return np.asarray(np.asarray(flags, dtype=float).reshape(-1, DAYS).mean(axis=1))
