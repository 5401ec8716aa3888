"""What a series' past lets one expect of a day or of six hours: a negative binomial, defined for any past. Pure.

The rate is the posterior mean of a gamma prior and the counts so far; the spread joins what one does not know of the
rate with the overdispersion that news has (moments, shrunk towards a prior). With no past at all the prior speaks; a
flat past gives its own rate: never a division by nothing, never not-a-number. Facts: detection, sections 2.2 and 2.3.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from monitor.core.plan import Holiday
from monitor.core.volume import WINDOWS_A_DAY
from monitor.signals.tail import upper_tail

PRIOR_WEIGHT = 5.0
"""The prior overdispersion is worth five observed units of squared mean."""
MIN_DISPERSION = 0.02
CLIP_DISPERSION = 1.5
"""Up to so many times the prior spread a day passes for usual."""
CLIP_CHANCE = 0.01
"""A past day less likely than this was an outbreak: it is cut down, or it would hide the next one."""
RHYTHM_WEEKS = 4.0
"""The even week counts as so many weeks of data: a few days do not make a rhythm."""
USUAL_SHARES = (0.08, 0.37, 0.33, 0.22)
"""Part of a day's news in each window before the own rhythm is known: our choice, offices and papers work by day."""
SHARE_DAYS = 14.0
SUNDAY = 6
DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Prior:
    """What is believed before any data: `count` voices in `days`, spread as of a negative binomial of this `size`."""

    count: float
    days: float
    size: float


CELL_PRIOR = Prior(count=0.5, days=10.0, size=2.0)
"""A theme in a district is heard of once in three weeks, the usual cell of a small province; k = 2 as in the facts."""
STORY_PRIOR = Prior(count=3.0, days=10.0, size=0.5)
"""A story gets one more voice in three days on average, most get none and a few many: our choice."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Factors of the seven weekdays (mean 1) and shares of the four windows (sum 1), common to all series."""

    weekdays: tuple[float, ...] = (1.0,) * DAYS_A_WEEK
    shares: tuple[float, ...] = USUAL_SHARES
    holidays: tuple[Holiday, ...] = ()

    def of_day(self, day: date) -> float:
        """How much of an average day this one is; a day off is a Sunday."""
        return self.weekdays[_weekday(day, self.holidays)]

    def of_window(self, day: date, window: int) -> float:
        """How much of an average day one window of this day is."""
        return self.of_day(day) * self.shares[window]


@dataclass(frozen=True, slots=True)
class Baseline:
    """The expected count, > 0, and the size of the negative binomial around it, > 0."""

    mean: float
    size: float

    def chance(self, observed: int) -> float:
        """How likely so many or more are."""
        return upper_tail(observed, mean=self.mean, size=self.size)


def rhythm_of(
    totals: Mapping[tuple[date, int], int], days: Collection[date], holidays: Sequence[Holiday] = ()
) -> Rhythm:
    """Read the rhythm off all counts together: by (day, window), over the `days` on which the product listened."""
    by_weekday, shares = [0.0] * DAYS_A_WEEK, [0.0] * WINDOWS_A_DAY
    seen = [0] * DAYS_A_WEEK
    for day in days:
        seen[_weekday(day, holidays)] += 1
    for (day, window), count in totals.items():
        if day in days:
            by_weekday[_weekday(day, holidays)] += count
            shares[window] += count
    total = sum(by_weekday)
    if total <= 0 or not days:
        return Rhythm(holidays=tuple(holidays))
    mean = total / len(days)
    factors = [
        (count + RHYTHM_WEEKS * mean) / (number * mean + RHYTHM_WEEKS * mean)
        for count, number in zip(by_weekday, seen, strict=True)
    ]
    scale = DAYS_A_WEEK / sum(factors)
    prior = SHARE_DAYS * mean
    parts = [(got + prior * usual) / (total + prior) for got, usual in zip(shares, USUAL_SHARES, strict=True)]
    return Rhythm(tuple(factor * scale for factor in factors), tuple(parts), tuple(holidays))


@dataclass(frozen=True, slots=True)
class Fit:
    """A past in three numbers: voices a day, the voices (with the prior's) that rests on, and overdispersion 1/k."""

    rate: float
    known: float
    dispersion: float

    def over(self, exposure: float) -> Baseline:
        """What so many average days (> 0) lead one to expect."""
        # Two doubts add up in the squared coefficient of variation: about the rate, and from day to day.
        return Baseline(self.rate * exposure, 1.0 / (self.dispersion + 1.0 / self.known))


def fit_past(history: Iterable[tuple[float, int]], prior: Prior = CELL_PRIOR) -> Fit:
    """Fit a history of (exposure in average days, count). Outbreaks in it are cut down to what was likely."""
    return fit_counted(Counter(history), prior)


def fit_counted(history: Mapping[tuple[float, int], int], prior: Prior = CELL_PRIOR) -> Fit:
    """Fit a history in which each (exposure, count) happened so many times."""
    first = _fit(history, prior)
    # One outbreak inflates the spread so much that it would pass for usual.
    usual = replace(first, dispersion=min(first.dispersion, CLIP_DISPERSION / prior.size))
    clipped: Counter[tuple[float, int]] = Counter()
    for (days, count), times in history.items():
        clipped[days, _likely(count, usual, days)] += times
    return first if clipped == history else _fit(clipped, prior)


def _fit(history: Mapping[tuple[float, int], int], prior: Prior) -> Fit:
    # In order of the numbers, not of arrival: sums of floats must not depend on it.
    past = sorted(history.items())
    known = prior.count + sum(times * count for (_, count), times in past)
    rate = known / (prior.days + sum(times * days for (days, _), times in past))
    weight = sum(times * (rate * days) ** 2 for (days, _), times in past)
    excess = sum(times * ((count - rate * days) ** 2 - rate * days) for (days, count), times in past)
    dispersion = (PRIOR_WEIGHT / prior.size + max(0.0, excess)) / (PRIOR_WEIGHT + weight)
    return Fit(rate, known, max(MIN_DISPERSION, dispersion))


def _likely(count: int, fit: Fit, days: float) -> int:
    """The largest number up to `count` that the fit does not find too unlikely."""
    usual = fit.over(days)
    low, high = 0, count
    while low < high:
        middle = (low + high + 1) // 2
        if usual.chance(middle) >= CLIP_CHANCE:
            low = middle
        else:
            high = middle - 1
    return low


def _weekday(day: date, holidays: Sequence[Holiday]) -> int:
    return SUNDAY if any(holiday.start <= day <= holiday.end for holiday in holidays) else day.weekday()
