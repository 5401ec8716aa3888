"""Incidents as pages of the desk list them: narrowed, cut into pages by key, and the log read from where one left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select

from monitor.core.handling import IncidentEvent
from monitor.core.incidents import Incident, IncidentStatus
from monitor.core.labels import Severity, Territory
from monitor.store.base import Repository, batches
from monitor.store.codec import decode
from monitor.store.incidents import LIFE_EVENTS
from monitor.store.schema.incidents import incident_events, incident_items, incident_units, incidents
from monitor.store.schema.outbox import outbox


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """Which incidents; None and empty match everything.

    `unit`: those it acts on, has a copy of, or was told of.
    """

    status: IncidentStatus | None = None
    min_level: Severity = Severity.S0
    territory: Territory | None = None
    unit: str | None = None
    since: datetime | None = None
    until: datetime | None = None


class IncidentLists(Repository):
    """Lists of incidents, the latest opened first."""

    def page(
        self, wanted: IncidentFilter, *, limit: int, after: tuple[datetime, str] | None = None
    ) -> tuple[Incident, ...]:
        """At most `limit` incidents after the one with the key `after` (opening time, id)."""
        query = _narrowed(select(incidents.c.record), wanted)
        if after is not None:
            opened_at, incident_id = after
            older = (incidents.c.opened_at == opened_at) & (incidents.c.id < incident_id)
            query = query.where(or_(incidents.c.opened_at < opened_at, older))
        query = query.order_by(incidents.c.opened_at.desc(), incidents.c.id.desc()).limit(limit)
        return tuple(decode(Incident, record) for record in self._connection.execute(query).scalars())

    def open_by_level(self, *, limit: int, unit: str | None = None) -> tuple[Incident, ...]:
        """Open incidents, the gravest first, then those seen first."""
        query = _narrowed(select(incidents.c.record), IncidentFilter(status=IncidentStatus.OPEN, unit=unit))
        query = query.order_by(incidents.c.level.desc(), incidents.c.opened_at.desc(), incidents.c.id).limit(limit)
        return tuple(decode(Incident, record) for record in self._connection.execute(query).scalars())

    def count(self, wanted: IncidentFilter) -> int:
        """How many there are."""
        query = _narrowed(select(func.count()).select_from(incidents), wanted)
        return int(self._connection.execute(query).scalar_one())

    def holding(self, item_ids: Iterable[str]) -> dict[str, tuple[Incident, ...]]:
        """The incidents that hold each of some items, open ones first, then the latest; items in none are absent."""
        found: dict[str, list[Incident]] = {}
        for batch in batches(item_ids):
            query = select(incident_items.c.item_id, incidents.c.record).join(
                incidents, incidents.c.id == incident_items.c.incident_id
            )
            for row in self._connection.execute(query.where(incident_items.c.item_id.in_(batch))):
                found.setdefault(row.item_id, []).append(decode(Incident, row.record))
        return {
            item_id: tuple(sorted(held, key=lambda one: (one.is_open, one.opened_at, one.id), reverse=True))
            for item_id, held in found.items()
        }

    def was_told(self, incident_id: str, unit: str) -> bool:
        """Whether any message about an incident was written to a unit."""
        query = select(outbox.c.key).where(outbox.c.incident_id == incident_id, outbox.c.unit == unit).limit(1)
        return self._connection.execute(query).first() is not None

    def last_event(self) -> int:
        """The number of the last line of any incident's log; 0 before the first."""
        return self._connection.execute(select(func.max(incident_events.c.number))).scalar() or 0

    def life_events_after(self, number: int, *, limit: int) -> tuple[tuple[int, IncidentEvent], ...]:
        """Openings, updates, merges, reopenings and closings after a line of the log, in order, with their numbers."""
        query = select(incident_events.c.number, incident_events.c.record).where(
            incident_events.c.number > number, incident_events.c.kind.in_(LIFE_EVENTS)
        )
        rows = self._connection.execute(query.order_by(incident_events.c.number).limit(limit))
        return tuple((row.number, decode(IncidentEvent, row.record)) for row in rows)


def _narrowed(query: Select[Any], wanted: IncidentFilter) -> Select[Any]:
    narrowed = query
    if wanted.status is not None:
        narrowed = narrowed.where(incidents.c.status == wanted.status.value)
    if wanted.min_level > Severity.S0:
        narrowed = narrowed.where(incidents.c.level >= int(wanted.min_level))
    if wanted.territory is not None:
        narrowed = narrowed.where(incidents.c.territory == wanted.territory.value)
    if wanted.since is not None:
        narrowed = narrowed.where(incidents.c.opened_at >= wanted.since)
    if wanted.until is not None:
        narrowed = narrowed.where(incidents.c.opened_at < wanted.until)
    if wanted.unit is not None:
        own = select(incident_units.c.incident_id).where(incident_units.c.unit == wanted.unit)
        told = select(outbox.c.incident_id).where(outbox.c.unit == wanted.unit, outbox.c.incident_id.is_not(None))
        narrowed = narrowed.where(or_(incidents.c.id.in_(own), incidents.c.id.in_(told)))
    return narrowed
