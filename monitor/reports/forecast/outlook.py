"""What to watch: expected ranges per theme, what the calendar brings, and early signs from elsewhere. Pure.

Ranges tell what an ordinary week would hold and from where on a week is unusual; no line is drawn into the future.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np

from monitor.core.incidents import Incident
from monitor.core.labels import Territory
from monitor.core.plan import CalendarPhase, Plan
from monitor.reports.forecast.backtest import FIRST_ORIGIN, Backtest, pasts
from monitor.reports.forecast.models import NAIVE, RECENT_WEEKS
from monitor.reports.forecast.quantiles import Range, as_range
from monitor.reports.forecast.series import DAYS, Series, calendar_of, in_phase

LONGEST_WEEKS = 156
"""Three years: what is older tells little, and a report must not take long."""
SHORTEST_WEEKS = 8
"""Below two months of history no range is given."""
SIGN_WINDOW = timedelta(days=14)
SIGNS_TOLD = 5


@dataclass(frozen=True, slots=True)
class ThemeOutlook:
    """One theme in a coming week.

    `expected` is None while the archive is too short; `model` names what made it (NAIVE or the combination); `recent`
    is the mean of the last eight weeks; `phases` name what of the calendar falls into the week.
    """

    theme: str
    monday: date
    expected: Range | None
    model: str
    recent: float
    phases: tuple[str, ...]

    @property
    def is_naive(self) -> bool:
        """Whether nothing better than the same part of last year was found."""
        return self.model == NAIVE


@dataclass(frozen=True, slots=True)
class ComingPhase:
    """A part of the school year that is under way or begins within the span looked at."""

    phase: CalendarPhase
    start: date
    end: date
    under_way: bool


@dataclass(frozen=True, slots=True)
class EarlySign:
    """A kind of incident that was serious elsewhere lately and has not been here."""

    incident_type: str
    count: int
    places: tuple[str, ...]
    latest: Incident


def theme_outlook(series: Series, plan: Plan, *, horizon: int = 1) -> ThemeOutlook:
    """The range for the week `horizon` weeks after the series' last (1 = the next one)."""
    counts = np.asarray(series.counts, dtype=float)
    heard = np.asarray(series.heard or np.ones(len(counts)), dtype=float)
    weeks, target = len(counts), len(counts) - 1 + horizon
    calendar = calendar_of(series.theme, plan, first=series.first, weeks=weeks + horizon)
    active = calendar.active(target)
    expected, model = None, NAIVE
    if weeks >= SHORTEST_WEEKS:
        origins = range(min(FIRST_ORIGIN, weeks), weeks + 1)
        backtest = Backtest(counts, heard, calendar, horizon=horizon)
        last = backtest.run(pasts(counts, heard, calendar, origins=origins))[-1]
        expected, model = as_range(last.quantiles), last.model
    return ThemeOutlook(
        theme=series.theme,
        monday=series.monday(target),
        expected=expected,
        model=model,
        recent=float(np.mean(counts[-RECENT_WEEKS:])) if weeks else 0.0,
        phases=tuple(phase.name for phase in plan.phases if phase.id in active),
    )


def forecast_week(history: Sequence[Series], plan: Plan, *, horizon: int = 1) -> tuple[ThemeOutlook, ...]:
    """The outlook of every series, in the given order."""
    return tuple(theme_outlook(_recent(series), plan, horizon=horizon) for series in history)


def calendar_outlook(plan: Plan, *, start: date, days: int = 28) -> tuple[ComingPhase, ...]:
    """Phases under way on `start` or beginning within `days` days, by their beginning."""
    found = []
    for phase in plan.phases:
        inside = [start + timedelta(days=n) for n in range(days) if in_phase(phase, start + timedelta(days=n))]
        if not inside:
            continue
        first = inside[0]
        while in_phase(phase, first - timedelta(days=1)):
            first -= timedelta(days=1)
        last = inside[0]
        while in_phase(phase, last + timedelta(days=1)):
            last += timedelta(days=1)
        found.append(ComingPhase(phase, first, last, under_way=first <= start))
    return tuple(sorted(found, key=lambda coming: (coming.start, coming.phase.id)))


def early_signs(incidents: Iterable[Incident], *, now: datetime) -> tuple[EarlySign, ...]:
    """Kinds of incidents of other provinces in the last fortnight that no open incident of ours has; loudest first."""
    known = [incident for incident in incidents if incident.opened_at > now - SIGN_WINDOW]
    ours = {incident.incident_type for incident in known if incident.territory is Territory.HOME}
    elsewhere: dict[str, list[Incident]] = defaultdict(list)
    for incident in known:
        if incident.territory is Territory.OTHER and incident.incident_type not in ours:
            elsewhere[incident.incident_type].append(incident)
    signs = [
        EarlySign(
            kind,
            len(found),
            tuple(dict.fromkeys(incident.place_name for incident in found if incident.place_name)),
            max(found, key=lambda incident: (incident.level, incident.opened_at, incident.id)),
        )
        for kind, found in elsewhere.items()
    ]
    return tuple(sorted(signs, key=lambda sign: (-sign.count, -sign.latest.level, sign.incident_type))[:SIGNS_TOLD])


def _recent(series: Series) -> Series:
    cut = max(len(series.counts) - LONGEST_WEEKS, 0)
    return Series(series.theme, series.first + timedelta(days=DAYS * cut), series.counts[cut:], series.heard[cut:])
