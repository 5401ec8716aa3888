"""Sums over a period's incidents: how many, how fast, how often in time. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from monitor.core.labels import Severity
from monitor.reports.incident_lines import IncidentLine, IncidentState, StatementState

_DUE = frozenset({StatementState.ON_TIME, StatementState.LATE, StatementState.OVERDUE, StatementState.NOT_MADE})


@dataclass(frozen=True, slots=True)
class IncidentSums:
    """`opened`, `closed` and `reopened` within the period; `still_open` at the time of writing.

    `by_level` counts the opened ones, the gravest first. `false_alarms` and `not_ours` are those closed in the period
    with that outcome. `statements_due` are opened incidents whose first statement was made or whose time ran out, of
    which so many `in_time`. Medians over opened incidents: from first sight to telling, from telling to acknowledging;
    None when there is nothing to take one of.
    """

    opened: int = 0
    closed: int = 0
    still_open: int = 0
    reopened: int = 0
    false_alarms: int = 0
    not_ours: int = 0
    by_level: tuple[tuple[Severity, int], ...] = ()
    statements_due: int = 0
    statements_in_time: int = 0
    told_after: timedelta | None = None
    taken_after: timedelta | None = None
    unanswered: int = 0

    @property
    def in_time_percent(self) -> int | None:
        """Share of statements made in time, rounded half up; None when none was due."""
        if self.statements_due == 0:
            return None
        return (200 * self.statements_in_time + self.statements_due) // (2 * self.statements_due)


def incident_sums(lines: Sequence[IncidentLine]) -> IncidentSums:
    """Sum up the lines of one period."""
    opened = [line for line in lines if line.opened]
    closed = [line for line in lines if line.closed]
    levels = Counter(line.level for line in opened)
    return IncidentSums(
        opened=len(opened),
        closed=len(closed),
        still_open=sum(line.is_open for line in lines),
        reopened=sum(line.reopened for line in lines),
        false_alarms=sum(line.state is IncidentState.FALSE for line in closed),
        not_ours=sum(line.state is IncidentState.NOT_OURS for line in closed),
        by_level=tuple(sorted(levels.items(), reverse=True)),
        statements_due=sum(line.statement in _DUE for line in opened),
        statements_in_time=sum(line.statement is StatementState.ON_TIME for line in opened),
        told_after=_median(line.told_after for line in opened),
        taken_after=_median(line.taken_after for line in opened),
        unanswered=sum(line.state is IncidentState.WAITING for line in lines),
    )


def _median(times: Iterable[timedelta | None]) -> timedelta | None:
    known = [time.total_seconds() for time in times if time is not None]
    return timedelta(seconds=median(known)) if known else None
