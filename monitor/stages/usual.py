"""Themes of the last day against what is usual: the same day of the week in the weeks before.

For the first page, which asks often, and for digests.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from alerts.render_digest import ThemeOfDay
from monitor.core.plan import Plan
from monitor.store.database import Tx

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
WEEKS = 8
MIN_WEEKS = 4
"""With fewer weeks on record nothing is called usual."""
LOUD, QUIET, NOTABLE = 2.0, 0.5, 3
"""Twice or half the usual is told, when it is so many items more or fewer: one where there was none says little."""
SHOWN = 6
_AHEAD = timedelta(minutes=1)
# What was published in this very second belongs to the day.


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """One theme of the last day. `usual` is empty when there is no history; `note` says what is out of the ordinary."""

    id: str
    name: str
    count: int
    usual: str
    note: str


class UsualThemes:
    """The usual counts by theme, asked of the store once an hour: the past does not change by the minute."""

    def __init__(self) -> None:
        self._known: tuple[datetime, Mapping[str, float]] | None = None

    def of(self, tx: Tx, plan: Plan, now: datetime) -> Mapping[str, float]:
        """Median count of such a day by theme; empty with fewer than MIN_WEEKS weeks on record."""
        hour = now.replace(minute=0, second=0, microsecond=0)
        known = self._known
        if known is None or known[0] != hour:
            known = (hour, _usual(tx, plan, now))
            self._known = known
        return known[1]


def counts_of_day(tx: Tx, plan: Plan, now: datetime) -> dict[str, int]:
    """How many items of the last 24 hours each theme has; those without any are left out."""
    counts = {theme.id: tx.item_lists.count_of("themes", theme.id, now - DAY, now + _AHEAD) for theme in plan.themes}
    return {theme: count for theme, count in counts.items() if count}


def theme_rows(counts: Mapping[str, int], usual: Mapping[str, float], plan: Plan) -> tuple[ThemeRow, ...]:
    """The themes to show: those out of the ordinary first, then the most frequent."""
    rows = [
        ThemeRow(
            theme.id, theme.name, counts.get(theme.id, 0), _shown(usual.get(theme.id)),
            _note(counts.get(theme.id, 0), usual.get(theme.id)),
        )
        for theme in plan.themes
    ]  # fmt: skip
    telling = [row for row in rows if row.count or row.note]
    return tuple(sorted(telling, key=lambda row: (not row.note, -row.count, row.name))[:SHOWN])


def themes_of_day(tx: Tx, plan: Plan, now: datetime) -> tuple[ThemeOfDay, ...]:
    """The themes a digest shows; none with fewer than MIN_WEEKS weeks on record."""
    usual = _usual(tx, plan, now)
    counts = counts_of_day(tx, plan, now) if usual else {}
    rows = theme_rows(counts, usual, plan) if usual else ()
    return tuple(ThemeOfDay(row.id, row.name, row.count, usual.get(row.id, 0.0), row.note) for row in rows)


def _usual(tx: Tx, plan: Plan, now: datetime) -> Mapping[str, float]:
    starts = [now - DAY - WEEK * back for back in range(1, WEEKS + 1)]
    by_theme = {
        theme.id: [tx.item_lists.count_of("themes", theme.id, start, start + DAY) for start in starts]
        for theme in plan.themes
    }
    on_record = [number for number in range(WEEKS) if any(counts[number] for counts in by_theme.values())]
    if len(on_record) < MIN_WEEKS:
        return {}
    return {theme: _median([counts[number] for number in on_record]) for theme, counts in by_theme.items()}


def _median(counts: Sequence[int]) -> float:
    return float(median(counts))


def _shown(usual: float | None) -> str:
    return "" if usual is None else f"{usual:.1f}".removesuffix(".0").replace(".", ",")


def _note(count: int, usual: float | None) -> str:
    if usual is None or abs(count - usual) < NOTABLE:
        return ""
    if count >= LOUD * usual:
        return "nhiều hơn thường lệ"
    return "ít hơn thường lệ" if count <= QUIET * usual else ""
