"""Reads the weekly counts of every theme from the store: what the forecasts are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, time, timedelta

from monitor.core.clock import at_local, local_date
from monitor.core.plan import Plan
from monitor.reports.forecast.outlook import LONGEST_WEEKS
from monitor.reports.forecast.series import DAYS, Series
from monitor.store.database import Tx


def weekly_series(tx: Tx, plan: Plan, *, before: date, weeks: int = LONGEST_WEEKS) -> tuple[Series, ...]:
    """Counts of whole weeks before the Monday `before`, every theme, from the first week that holds any item on.

    Counted as in reports: items about education that are not of another province, each once, without reprints.
    Raises ValueError when `before` is not a Monday.
    """
    return _series(_counts(tx, "themes", before, weeks), [theme.id for theme in plan.themes], before, weeks)


def weekly_totals(tx: Tx, *, before: date, weeks: int, name: str) -> Series:
    """All items together, each once, as a series called `name`; else like `weekly_series`."""
    by_tone = _counts(tx, "sentiment", before, weeks)  # every item has one sentiment
    counts: Counter[tuple[str, int]] = Counter()
    for (_, week), count in by_tone.items():
        counts[name, week] += count
    return _series(counts, [name], before, weeks)[0]


def _counts(tx: Tx, task: str, before: date, weeks: int) -> Counter[tuple[str, int]]:
    """Items by label and number of the week."""
    if before.weekday() != 0:
        raise ValueError(f"{before} is not a Monday")
    start = before - timedelta(weeks=weeks)
    counts: Counter[tuple[str, int]] = Counter()
    for label, seen in tx.labels.sightings(task, at_local(start, time.min), at_local(before, time.min)):
        counts[label, (local_date(seen) - start).days // DAYS] += 1
    return counts


def _series(counts: Counter[tuple[str, int]], names: Sequence[str], before: date, weeks: int) -> tuple[Series, ...]:
    """From the first week on that holds anything."""
    start = before - timedelta(weeks=weeks)
    first = min((week for _, week in counts), default=weeks)
    return tuple(
        Series(name, start + timedelta(weeks=first), tuple(counts[name, week] for week in range(first, weeks)))
        for name in names
    )
