"""Reads the weekly counts of every theme from the store: what the forecasts are made of."""

from __future__ import annotations

from collections import Counter
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
    if before.weekday() != 0:
        raise ValueError(f"{before} is not a Monday")
    start = before - timedelta(weeks=weeks)
    sightings = tx.labels.sightings("themes", at_local(start, time.min), at_local(before, time.min))
    counts: Counter[tuple[str, int]] = Counter()
    for theme, seen in sightings:
        counts[theme, (local_date(seen) - start).days // DAYS] += 1
    first = min((week for _, week in counts), default=weeks)
    return tuple(
        Series(theme.id, start + timedelta(weeks=first), tuple(counts[theme.id, week] for week in range(first, weeks)))
        for theme in plan.themes
    )
