"""Forecasts against the naive one on made-up archives: weighted interval score and coverage, rolling origin.

    python -m bench.forecast [--seeds 100-119] [--weeks 130] [--horizons 1,2,4] [--quick]

Seeds 0 to 9 were used while the models were chosen; do not quote them.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table

from monitor.core.config.plan_file import load_plan
from monitor.core.plan import Plan
from monitor.core.settings import load_settings
from monitor.demo.rhythm import daily_counts, weekly_counts
from monitor.reports.forecast.backtest import COMBINATION, FIRST_ORIGIN, Backtest, pasts
from monitor.reports.forecast.quantiles import as_range, interval_score
from monitor.reports.forecast.series import DAYS, calendar_of

MONDAY = date(2024, 5, 6)
ORIGINS_SCORED = 44
"""The last origins: by then the choice between combination and naive has been made on the archive's own past."""
RESAMPLES = 2_000


@dataclass(frozen=True, slots=True)
class Scored:
    """One forecast of one archive and theme, and what the naive forecast for the same week scored."""

    seed: int
    theme: str
    score: float
    naive: float
    in80: bool
    in95: bool
    combined: bool


def scored(plan: Plan, seed: int, *, weeks: int, horizon: int) -> Iterator[Scored]:
    """Every forecast of the last origins of one archive."""
    days = daily_counts(plan, first=MONDAY, days=weeks * DAYS, seed=seed)
    heard = 1 - np.array([day.lost for day in days]).reshape(-1, DAYS).mean(axis=1)
    for theme in plan.themes:
        counts = np.array(weekly_counts(days, theme.id), dtype=float)
        calendar = calendar_of(theme.id, plan, first=MONDAY, weeks=weeks + horizon)
        origins = range(FIRST_ORIGIN, weeks - horizon + 1)
        issued = Backtest(counts, heard, calendar, horizon=horizon).run(pasts(counts, heard, calendar, origins=origins))
        for one in issued[-ORIGINS_SCORED:]:
            actual, shown = counts[one.target], as_range(one.quantiles).quantiles
            yield Scored(
                seed,
                theme.id,
                float(interval_score(np.array(shown, dtype=float), actual)),
                float(interval_score(np.array(as_range(one.naive).quantiles, dtype=float), actual)),
                bool(shown[1] <= actual <= shown[-2]),
                bool(shown[0] <= actual <= shown[-1]),
                one.model == COMBINATION,
            )


def gain(found: Sequence[Scored]) -> tuple[float, float, float]:
    """Reduction of the mean score against the naive one, in per cent, with a 95 % bootstrap interval over archives."""
    by_seed: dict[int, list[Scored]] = defaultdict(list)
    for one in found:
        by_seed[one.seed].append(one)
    sums = np.array([[sum(o.score for o in row), sum(o.naive for o in row)] for row in by_seed.values()])
    random = np.random.default_rng(0)
    drawn = sums[random.integers(0, len(sums), (RESAMPLES, len(sums)))].sum(axis=1)
    low, high = np.percentile(100 * (1 - drawn[:, 0] / drawn[:, 1]), [2.5, 97.5])
    total = sums.sum(axis=0)
    return float(100 * (1 - total[0] / total[1])), float(low), float(high)


def table(found: Sequence[Scored], *, title: str) -> Table:
    """One row a theme, then all."""
    by_theme: dict[str, list[Scored]] = defaultdict(list)
    for one in found:
        by_theme[one.theme].append(one)
    shown = Table(title=title)
    shown.add_column("theme")
    for column in ("WIS", "naive", "gain % (95 %)", "in 80 %", "in 95 %", "combined %"):
        shown.add_column(column, justify="right")
    for theme, rows in by_theme.items():
        shown.add_row(theme, *_cells(rows))
    shown.add_section()
    shown.add_row("all", *_cells(found))
    return shown


def _cells(rows: Sequence[Scored]) -> tuple[str, ...]:
    value, low, high = gain(rows)
    share = {name: 100 * float(np.mean([getattr(row, name) for row in rows])) for name in ("in80", "in95", "combined")}
    return (
        f"{np.mean([row.score for row in rows]):.2f}",
        f"{np.mean([row.naive for row in rows]):.2f}",
        f"{value:.1f} ({low:.1f}…{high:.1f})",
        *(f"{share[name]:.1f}" for name in ("in80", "in95", "combined")),
    )


def main() -> None:
    """Print one table a horizon."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", default="100-119")
    parser.add_argument("--weeks", type=int, default=130)
    parser.add_argument("--horizons", default="1,2,4")
    parser.add_argument("--quick", action="store_true", help="two archives, one horizon")
    options = parser.parse_args()
    if options.quick:
        options.seeds, options.horizons = "100-101", "1"
    first, last = map(int, options.seeds.split("-"))
    plan, console = load_plan(load_settings({}).plan_path), Console(width=120)
    for horizon in map(int, options.horizons.split(",")):
        found = [
            one
            for seed in track(range(first, last + 1), description=f"horizon {horizon}")
            for one in scored(plan, seed, weeks=options.weeks, horizon=horizon)
        ]
        console.print(table(found, title=f"{horizon} week(s) ahead, seeds {options.seeds}, {ORIGINS_SCORED} origins"))


if __name__ == "__main__":
    main()
