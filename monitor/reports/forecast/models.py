"""The ladder of simple models: from a theme's past and calendar to the mean of a coming week. Pure.

Ladder after facts on forecasting counts: (0) the same part of last year, (1) the mean of eight weeks, (2) exponential
smoothing and Theta on what the calendar leaves, (3) TSB for sparse themes (Teunter, Syntetos and Babai 2011), (4)
regression on the calendar.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from monitor.reports.forecast.regression import Fit, Floats, fit
from monitor.reports.forecast.series import Weeks

RECENT_WEEKS = 8
YEAR_WEEKS = 52
NEAR_WEEKS = 2
"""Weeks around the same week of an earlier year that count as the same part of the year."""
LEVEL_WEIGHT = 0.15
"""Of the newest week in exponential smoothing: a level half of which is older than four weeks."""
THETA_DRIFT = 0.5
"""Theta is half of the line through the whole past and half of exponential smoothing (Assimakopoulos 2000)."""
TSB_SIZE, TSB_CHANCE = 0.1, 0.1
LOG_FLOOR = 0.5


@dataclass(frozen=True)
class Past:
    """What is known at an origin: `counts` and `heard` of the weeks before it, the calendar of those and later ones."""

    counts: Floats
    heard: Floats
    calendar: Weeks

    @cached_property
    def whole(self) -> Floats:
        """Counts as if every source had answered."""
        return np.asarray(self.counts / self.heard)

    @cached_property
    def columns(self) -> Floats:
        """The calendar as columns of a regression, weeks past and to come."""
        return np.column_stack([self.calendar.shares, self.calendar.off])

    @cached_property
    def regression(self) -> Fit:
        """The regression on the calendar, fitted once for every model and horizon."""
        return fit(self.columns[: len(self.counts)], self.counts, self.heard)

    @cached_property
    def effect(self) -> Floats:
        """By what factor the calendar raises each week, past and to come."""
        return np.asarray(np.exp(np.clip(self.columns @ self.regression.coefficients[1:], -3.0, 3.0)))

    @cached_property
    def calm(self) -> Floats:
        """Past weeks with the calendar's effect taken out."""
        return np.asarray(self.whole / self.effect[: len(self.counts)])


Model = Callable[[Past, int], float]
"""Expected count of the week `horizon` (1 = the next one) after the past."""


def same_phase_last_year(past: Past, horizon: int) -> float:
    """Mean of the weeks near the same week of the latest earlier year that lay in the same phases."""
    target = len(past.counts) - 1 + horizon
    active = past.calendar.active(target)
    for years in (1, 2):
        middle = target - YEAR_WEEKS * years
        near = [
            past.whole[week]
            for week in range(max(middle - NEAR_WEEKS, 0), middle + NEAR_WEEKS + 1)
            if week < len(past.counts) and past.calendar.active(week) == active
        ]
        if near:
            return float(np.mean(near))
    return recent_mean(past, horizon)


def recent_mean(past: Past, horizon: int) -> float:  # noqa: ARG001 - the same for every horizon
    """Mean of the last eight weeks."""
    return float(np.mean(past.whole[-RECENT_WEEKS:]))


def smoothed_level(past: Past, horizon: int) -> float:
    """Exponential smoothing of what the calendar leaves, times the calendar's effect on the target week."""
    return _level(past.calm) * _coming(past, horizon)


def theta(past: Past, horizon: int) -> float:
    """Half of the line through the (log) past, half of smoothing; times the calendar's effect."""
    logs = np.log(past.calm + LOG_FLOOR)
    weeks = np.arange(len(logs))
    slope = float(np.polyfit(weeks, logs, 1)[0]) if len(logs) > RECENT_WEEKS else 0.0
    drift = np.exp(THETA_DRIFT * slope * horizon)
    return _level(past.calm) * float(drift) * _coming(past, horizon)


def sparse_rate(past: Past, horizon: int) -> float:
    """TSB: chance of a week with any item times the size of such weeks, both smoothed; times the calendar's effect."""
    chance = float(np.mean(past.counts > 0))
    filled = past.calm[past.calm > 0]
    size = float(np.mean(filled)) if len(filled) else 0.0
    for value in past.calm:
        chance += TSB_CHANCE * ((value > 0) - chance)
        if value > 0:
            size += TSB_SIZE * (value - size)
    return chance * size * _coming(past, horizon)


def calendar_regression(past: Past, horizon: int) -> float:
    """What the regression says, moved halfway (on the log scale) to the level of the last weeks."""
    target = len(past.counts) - 1 + horizon
    said = float(past.regression.mean(past.columns[target : target + 1])[0])
    fitted = past.regression.mean(past.columns[: len(past.counts)])
    ratio = (_level(past.whole) + LOG_FLOOR) / (_level(fitted) + LOG_FLOOR)
    return said * float(np.sqrt(ratio))


NAIVE = "same-phase-last-year"
LADDER: Mapping[str, Model] = {
    NAIVE: same_phase_last_year,
    "recent-mean": recent_mean,
    "smoothed-level": smoothed_level,
    "theta": theta,
    "sparse-rate": sparse_rate,
    "calendar-regression": calendar_regression,
}
"""Every model by name; the first is what the others must beat."""


def _level(values: Floats) -> float:
    """Exponential smoothing that starts from the mean of the first weeks."""
    level = float(np.mean(values[:RECENT_WEEKS]))
    for value in values:
        level += LEVEL_WEIGHT * (float(value) - level)
    return level


def _coming(past: Past, horizon: int) -> float:
    return float(past.effect[len(past.counts) - 1 + horizon])
