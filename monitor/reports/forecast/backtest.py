"""Forecasts as they would have been made, week after week, and what is shipped after that. Pure.

At every origin each model's spread is the one that served it best so far; the combination is the median of the models
that were best so far; and it is used only where it did better than the naive one. Nothing looks ahead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from monitor.reports.forecast.models import LADDER, NAIVE, Past
from monitor.reports.forecast.quantiles import SIZES, Floats, interval_score, middle, spread
from monitor.reports.forecast.series import Weeks

FIRST_ORIGIN = 26
"""Half a year must be known before anything but a mean makes sense."""
COMBINED = 3
"""Models in the combination: the median of an odd number is one of them, never an extreme."""
MEMORY = 78
"""Origins that count in judging a model: a year and a half."""
TRIED_FROM = 20
"""Origins needed before the combination may take the naive one's place."""
MARGIN = 0.98
"""The combination must have a score at least 2 per cent lower: a tie goes to what can be explained in a sentence."""
START_SIZE = int(np.argmin(np.abs(SIZES - 5.0)))
RECENT_NEEDED = 8
"""Forecasts whose weeks are over before a spread or a model is judged by them."""
COMBINATION = "combination"


@dataclass(frozen=True)
class Issued:
    """One forecast: for week `target`, made with the weeks before `origin`. `scores` once the week is known."""

    origin: int
    target: int
    model: str
    quantiles: Floats
    naive: Floats
    members: tuple[str, ...] = ()


class Record:
    """What one model forecast for one horizon, and how each spread would have scored. Grows by one line an origin."""

    def __init__(self) -> None:
        self._scores: list[Floats] = []
        self._shipped: list[float] = []

    def size(self) -> int:
        """The index in SIZES that did best so far."""
        if len(self._scores) < RECENT_NEEDED:
            return START_SIZE
        return int(np.argmin(np.mean(self._scores[-MEMORY:], axis=0)))

    def mean_score(self) -> float:
        """How the model did with the spreads it was given at the time; infinite when it never was tried."""
        return float(np.mean(self._shipped[-MEMORY:])) if self._shipped else float("inf")

    def add(self, all_sizes: Floats, given: Floats, actual: float) -> None:
        """Learn what came: `all_sizes` (sizes × LEVELS) and `given` (LEVELS) were forecast."""
        self._scores.append(interval_score(all_sizes, actual))
        self._shipped.append(float(interval_score(given, actual)))

    def __len__(self) -> int:
        return len(self._shipped)


@dataclass(frozen=True)
class _Made:
    origin: int
    spreads: Mapping[str, Floats]
    given: Mapping[str, Floats]


class Backtest:
    """One theme, one horizon: feed it the past, take its forecasts."""

    def __init__(self, counts: Floats, heard: Floats, calendar: Weeks, *, horizon: int) -> None:
        self._counts, self._heard, self._calendar, self._horizon = counts, heard, calendar, horizon
        self._records = {name: Record() for name in (*LADDER, COMBINATION)}
        self._waiting: list[_Made] = []

    def run(self, pasts: Mapping[int, Past]) -> tuple[Issued, ...]:
        """A forecast from every origin in order; `pasts` by number of weeks known."""
        issued = []
        for origin in sorted(pasts):
            self._learn(origin)
            issued.append(self._issue(origin, pasts[origin]))
        return tuple(issued)

    def _learn(self, origin: int) -> None:
        """Take in the forecasts whose week is over by now."""
        ripe = [made for made in self._waiting if made.origin + self._horizon - 1 < origin]
        for made in ripe:
            # A forecast tells what would be heard if all sources answered; so must what it is judged by.
            week = made.origin + self._horizon - 1
            actual = float(np.rint(self._counts[week] / self._heard[week]))
            for name, given in made.given.items():
                self._records[name].add(made.spreads.get(name, given[None, :]), given, actual)
        self._waiting = [made for made in self._waiting if made not in ripe]

    def _issue(self, origin: int, past: Past) -> Issued:
        spreads = {name: spread(model(past, self._horizon)) for name, model in LADDER.items()}
        given = {name: rows[self._records[name].size()] for name, rows in spreads.items()}
        members = self._members()
        given[COMBINATION] = middle([given[name] for name in members])
        self._waiting.append(_Made(origin, spreads, given))
        model = COMBINATION if self._earned() else NAIVE
        return Issued(
            origin, origin + self._horizon - 1, model, given[model], given[NAIVE],
            members if model == COMBINATION else (NAIVE,),
        )  # fmt: skip

    def _members(self) -> tuple[str, ...]:
        tried = [name for name in LADDER if len(self._records[name]) >= RECENT_NEEDED]
        if not tried:
            return (NAIVE, "recent-mean", "smoothed-level")
        return tuple(sorted(tried, key=lambda name: self._records[name].mean_score())[:COMBINED])

    def _earned(self) -> bool:
        combined, naive = self._records[COMBINATION], self._records[NAIVE]
        return len(combined) >= TRIED_FROM and combined.mean_score() < MARGIN * naive.mean_score()


def pasts(counts: Floats, heard: Floats, calendar: Weeks, *, origins: range) -> dict[int, Past]:
    """What was known at each origin; the calendar is cut after nothing, for it is known ahead."""
    return {origin: Past(counts[:origin], heard[:origin], calendar) for origin in origins}
