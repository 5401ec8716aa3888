"""How much is written about each theme, day by day, over years: seeded counts; no real archive lent its numbers.

A day's count of a theme is negative-binomial around base × weekday × holiday × calendar phases × slow drift, plus what
is left of earlier bursts, less what broken sources lose. Phases shift and swell from year to year, so that last year is
a good guess for this year and never the answer. Pure: the same plan, span and seed give the same days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from monitor.core.calendar import is_working_day
from monitor.core.plan import CalendarPhase, Holiday, Plan

Floats = npt.NDArray[np.float64]

WEEKDAYS = (1.1, 1.15, 1.1, 1.1, 1.05, 0.8, 0.7)
"""Monday to Sunday: offices and papers rest at the week's end, posts less so."""
HOLIDAY = 0.55
USUAL_BASE = 2.5
"""Items a day of a theme that BASES does not name."""
BASES: Mapping[str, float] = {
    "exams-admissions": 7.0,
    "school-safety": 6.0,
    "sector-events": 6.0,
    "inspection": 4.5,
    "staffing": 4.0,
    "curriculum-2018": 3.5,
    "strategy": 3.0,
    "digital": 2.5,
    "ministry-direction": 2.5,
    "preschool": 2.0,
    "school-violence": 1.4,
    "admin-reform": 0.8,
    "covid-response": 0.25,
    "false-information": 0.12,
}
"""Items a day in an ordinary week. The last two are sparse: most of their weeks hold nothing or one item."""
DISPERSION = (2.5, 9.0)
"""Range of the negative-binomial size a theme is given; smaller is rougher."""
PHASE_GAIN = (1.2, 2.2)
"""Range of the factor by which a phase of the calendar raises its themes."""
YEARLY_SPREAD = 0.22
"""Standard deviation of the log of a phase's strength from one year to the next."""
SHIFT_DAYS = 5
"""How far a phase may begin earlier or later than the plan's calendar says."""
DRIFT_KEPT, DRIFT_SPREAD = 0.985, 0.012
"""Daily autoregression of the log level: it wanders by some 7 per cent and comes back within two months."""
BURST_DAYS = 75
"""One burst a theme in so many days, on average."""
BURST_SIZE = (0.8, 5.0)
"""Size of a burst's first day, in ordinary days of its theme."""
BURST_KEPT = 0.62
"""Share of a burst that is left on the next day."""
OUTAGE_DAYS = 45
OUTAGE_LENGTH = (1, 4)
OUTAGE_LOSS = (0.15, 0.6)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of an archive. `counts` by theme are what was collected; `lost` is the share that broken sources took."""

    day: date
    counts: Mapping[str, int]
    bursts: frozenset[str]
    lost: float


def daily_counts(plan: Plan, *, first: date, days: int, seed: int, scale: float = 1.0) -> tuple[Day, ...]:
    """Counts of every theme for `days` days from `first`. `scale` multiplies all (1 is some 400 items a week)."""
    random = np.random.default_rng(seed)
    span = [first + timedelta(days=number) for number in range(days)]
    usual = _usual(span, plan.holidays)
    lost = _outages(days, random)
    counts, bursting = {}, {}
    for theme in plan.themes:
        base = scale * BASES.get(theme.id, USUAL_BASE) * random.uniform(0.8, 1.25)
        phases = [phase for phase in plan.phases if theme.id in phase.themes]
        mean = base * usual * _phases(span, phases, random) * _drift(days, random)
        extra = _bursts(days, random)
        counts[theme.id] = _draw((mean + base * extra) * (1 - lost), random)
        bursting[theme.id] = extra > 1
    return tuple(
        Day(
            day,
            {theme: int(values[number]) for theme, values in counts.items()},
            frozenset(theme for theme, loud in bursting.items() if loud[number]),
            float(lost[number]),
        )
        for number, day in enumerate(span)
    )


def weekly_counts(days: Sequence[Day], theme: str) -> tuple[int, ...]:
    """Sums of a theme over whole weeks, the first of which begins with the first day; a rest at the end is left out."""
    values = [day.counts[theme] for day in days]
    return tuple(sum(values[start : start + 7]) for start in range(0, len(values) - 6, 7))


def _usual(span: Sequence[date], holidays: Sequence[Holiday]) -> Floats:
    def factor(day: date) -> float:
        off = day.weekday() < 5 and not is_working_day(day, holidays)  # noqa: PLR2004 - Monday to Friday
        return WEEKDAYS[day.weekday()] * (HOLIDAY if off else 1.0)

    return np.array([factor(day) for day in span])


def _phases(span: Sequence[date], phases: Sequence[CalendarPhase], random: np.random.Generator) -> Floats:
    """Each phase raises its days by a gain of its own, a little other and a little elsewhere every year."""
    factors = np.ones(len(span))
    for phase in phases:
        gain = np.log(random.uniform(*PHASE_GAIN))
        for year in range(span[0].year - 1, span[-1].year + 1):
            shift = timedelta(days=int(random.integers(-SHIFT_DAYS, SHIFT_DAYS + 1)))
            strength = np.exp(gain + random.normal(0, YEARLY_SPREAD * gain))
            start, end = phase_in(phase, year)
            factors *= np.where([start + shift <= day <= end + shift for day in span], strength, 1.0)
    return factors


def phase_in(phase: CalendarPhase, year: int) -> tuple[date, date]:
    """First and last day of the phase that begins in `year`; one over New Year's Eve ends in the next year."""
    start = date(year, *phase.start)
    ends_next_year = phase.end < phase.start
    return start, date(year + ends_next_year, *phase.end)


def _drift(days: int, random: np.random.Generator) -> Floats:
    level, levels = 0.0, np.empty(days)
    for number, shock in enumerate(random.normal(0, DRIFT_SPREAD, days)):
        level = DRIFT_KEPT * level + shock
        levels[number] = level
    return np.exp(levels)


def _bursts(days: int, random: np.random.Generator) -> Floats:
    left, extra = 0.0, np.empty(days)
    for number in range(days):
        left *= BURST_KEPT
        if random.random() < 1 / BURST_DAYS:
            left += random.uniform(*BURST_SIZE)
        extra[number] = left
    return extra


def _outages(days: int, random: np.random.Generator) -> Floats:
    lost = np.zeros(days)
    for number in range(days):
        if random.random() < 1 / OUTAGE_DAYS:
            length = int(random.integers(*OUTAGE_LENGTH))
            lost[number : number + length] = random.uniform(*OUTAGE_LOSS)
    return lost


def _draw(mean: Floats, random: np.random.Generator) -> npt.NDArray[np.int64]:
    size = random.uniform(*DISPERSION)
    return random.negative_binomial(size, size / (size + np.maximum(mean, 1e-9)))
