"""Counts of independent voices by series and window, and the signals read off them. Judges nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, exists, func, insert, select, tuple_

from monitor.core.handling import Membership
from monitor.core.items import Item
from monitor.core.labels import Classification, Territory
from monitor.core.volume import EVERYTHING, HOME, VolumeSignal, WindowCount
from monitor.store.base import Repository, batches
from monitor.store.codec import decode, encode
from monitor.store.dialects import add_once
from monitor.store.items import item_of
from monitor.store.schema.items import classifications, items, labels
from monitor.store.schema.stories import memberships
from monitor.store.schema.volume import volume_counts, volume_signals

_STORY, _THEME = "story:%", "theme:%"


class Volume(Repository):
    """Counts by series and local day; signals by series, time and incident."""

    def arrivals(self, start: datetime, end: datetime) -> tuple[tuple[Item, Classification, Membership], ...]:
        """Relevant items of the home territory that arrived in `[start, end)`, with labels and place in a story."""
        query = (
            select(items, classifications.c.record, memberships)
            .join(classifications, classifications.c.item_id == items.c.id)
            .join(memberships, memberships.c.item_id == items.c.id)
            .where(items.c.arrived_at >= start, items.c.arrived_at < end)
            .where(_has("territory", Territory.HOME.value), _has("relevant", "true"))
            .order_by(items.c.arrived_at, items.c.id)
        )
        return tuple(
            (
                item_of(row),
                decode(Classification, row.record),
                Membership(row.item_id, row.story_id, row.copy_of, row.score, row.why, row.assigned_at),
            )
            for row in self._connection.execute(query)
        )

    def arrived(self, start: datetime, end: datetime) -> int:
        """How many items of any kind arrived in `[start, end)`."""
        query = select(func.count()).where(items.c.arrived_at >= start, items.c.arrived_at < end)
        return self._connection.execute(query).scalar_one()

    def last_arrival(self) -> datetime | None:
        """When the last item arrived; None when there is none."""
        moment: datetime | None = self._connection.execute(select(func.max(items.c.arrived_at))).scalar_one()
        return moment

    def replace(self, windows: Iterable[tuple[date, int]], counts: Iterable[WindowCount]) -> None:
        """Put the counts of whole windows in the place of what was counted of them before."""
        for batch in batches(windows, size=200):
            keys = [(day.isoformat(), window) for day, window in batch]
            place = tuple_(volume_counts.c.day, volume_counts.c.window)
            self._connection.execute(delete(volume_counts).where(place.in_(keys)))
        for rows in batches(counts):
            values = [
                {"series": row.series, "day": row.day.isoformat(), "window": row.window, "voices": row.count}
                for row in rows
            ]
            self._connection.execute(insert(volume_counts), values)

    def of_day(self, day: date) -> tuple[WindowCount, ...]:
        """Everything counted on one day."""
        query = select(volume_counts).where(volume_counts.c.day == day.isoformat())
        rows = self._connection.execute(query.order_by(volume_counts.c.series, volume_counts.c.window))
        return tuple(WindowCount(row.series, day, row.window, row.voices) for row in rows)

    def cells(self, series: Iterable[str], first: date, end: date) -> dict[str, dict[date, int]]:
        """Daily counts of some series in `[first, end)`; days without any are left out."""
        found: dict[str, dict[date, int]] = {}
        total = func.sum(volume_counts.c.voices).label("total")
        for batch in batches(series):
            query = _between(select(volume_counts.c.series, volume_counts.c.day, total), first, end)
            query = query.where(volume_counts.c.series.in_(batch)).group_by(volume_counts.c.series, volume_counts.c.day)
            for row in self._connection.execute(query):
                found.setdefault(row.series, {})[date.fromisoformat(row.day)] = row.total
        return found

    def totals(self, first: date, end: date) -> dict[tuple[date, int], int]:
        """Everything counted at home, by day and window, in `[first, end)`."""
        query = _between(select(volume_counts), first, end).where(volume_counts.c.series == HOME)
        rows = self._connection.execute(query)
        return {(date.fromisoformat(row.day), row.window): row.voices for row in rows}

    def listened(self, first: date, end: date) -> frozenset[date]:
        """Days in `[first, end)` on which any item arrived."""
        query = _between(select(volume_counts.c.day), first, end).where(volume_counts.c.series == EVERYTHING)
        days = self._connection.execute(query.where(volume_counts.c.voices > 0).distinct()).scalars()
        return frozenset(date.fromisoformat(day) for day in days)

    def stories(self, first: date, end: date, *, by_window: bool) -> Mapping[int, int]:
        """How many story-days (or story-windows) in `[first, end)` had so many voices: voices to number."""
        keys = [volume_counts.c.series, volume_counts.c.day, *([volume_counts.c.window] if by_window else [])]
        each = _between(select(func.sum(volume_counts.c.voices).label("voices")), first, end)
        inner = each.where(volume_counts.c.series.like(_STORY)).group_by(*keys).subquery()
        query = select(inner.c.voices, func.count()).group_by(inner.c.voices)
        return {int(voices): int(times) for voices, times in self._connection.execute(query)}

    def known_series(self) -> int:
        """How many themes in places were ever counted."""
        query = select(func.count(volume_counts.c.series.distinct())).where(volume_counts.c.series.like(_THEME))
        return self._connection.execute(query).scalar_one()

    def prune(self, before: date) -> None:
        """Forget the counts of days before `before`; signals stay."""
        self._connection.execute(delete(volume_counts).where(volume_counts.c.day < before.isoformat()))

    def add_signal(self, signal: VolumeSignal) -> bool:
        """Keep a signal; False when its series has one of that day."""
        row = {
            "series": signal.series.id,
            "day": signal.day.isoformat(),
            "at": signal.at,
            "incident_id": signal.incident_id,
            "record": encode(signal),
        }
        return add_once(self._connection, volume_signals, row)

    def signals(self, start: datetime, end: datetime) -> tuple[VolumeSignal, ...]:
        """Signals noted in `[start, end)`, in order of time."""
        return self._signals(select(volume_signals).where(volume_signals.c.at >= start, volume_signals.c.at < end))

    def signalled(self, day: date) -> frozenset[str]:
        """Ids of the series that have a signal of a day."""
        query = select(volume_signals.c.series).where(volume_signals.c.day == day.isoformat())
        return frozenset(self._connection.execute(query).scalars())

    def _signals(self, query: Select[Any]) -> tuple[VolumeSignal, ...]:
        rows = self._connection.execute(query.order_by(volume_signals.c.at, volume_signals.c.series))
        return tuple(decode(VolumeSignal, row.record) for row in rows)


def _has(task: str, label: str) -> ColumnElement[bool]:
    return exists().where(labels.c.item_id == items.c.id, labels.c.task == task, labels.c.label == label)


def _between(query: Select[Any], first: date, end: date) -> Select[Any]:
    return query.where(volume_counts.c.day >= first.isoformat(), volume_counts.c.day < end.isoformat())
