"""Incidents as they stand, their timers and their logs. Decides nothing about them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, case, delete, func, insert, or_, select, update

from monitor.core.errors import StorageError
from monitor.core.handling import IncidentEvent
from monitor.core.incidents import Incident, IncidentStatus
from monitor.store.base import Repository, batches
from monitor.store.codec import decode, encode
from monitor.store.dialects import upsert
from monitor.store.locks import number_in_order
from monitor.store.schema.incidents import incident_events, incident_items, incident_units, incidents
from monitor.store.schema.items import items

LIFE_EVENTS = ("opened", "updated", "merged", "reopened", "closed")
"""Kinds of events after which an incident counts as opened or updated in a period."""

_RANK = {IncidentStatus.OPEN.value: 0, IncidentStatus.CLOSED.value: 1, IncidentStatus.MERGED.value: 2}
_STORIES = select(incidents.c.story_id).where(
    incidents.c.story_id.in_(bindparam("stories", expanding=True)),
    incidents.c.status != IncidentStatus.MERGED.value,
)


class Incidents(Repository):
    """Incidents by id, story, item and due time."""

    def put(self, incident: Incident, *, next_due_at: datetime | None) -> None:
        """Insert or replace the snapshot, its items and its timer."""
        row = {
            "id": incident.id,
            "story_id": incident.story_id,
            "status": incident.status.value,
            "level": int(incident.level),
            "territory": incident.territory.value,
            "opened_at": incident.opened_at,
            "updated_at": incident.updated_at,
            "closed_at": incident.closed_at,
            "next_due_at": next_due_at,
            "record": encode(incident),
        }
        upsert(self._connection, incidents, row)
        self._put_items(incident)
        self._put_units(incident)

    def get(self, incident_id: str) -> Incident | None:
        """One incident as it stands."""
        found = self._read(select(incidents.c.record).where(incidents.c.id == incident_id))
        return found[0] if found else None

    def standing(self, incident_id: str) -> Incident | None:
        """One incident as it stands; of one that was merged, the one it went into."""
        incident = self.get(incident_id)
        while incident is not None and incident.merged_into is not None:
            incident = self.get(incident.merged_into)
        return incident

    def by_story(self, story_id: str) -> tuple[Incident, ...]:
        """Incidents of a story, the newest first."""
        query = select(incidents.c.record).where(incidents.c.story_id == story_id)
        return self._read(query.order_by(incidents.c.opened_at.desc(), incidents.c.id.desc()))

    def stories(self, story_ids: Collection[str]) -> set[str]:
        """Those of a few stories that have an incident, open or closed; a merged one lives on in another."""
        return set(self._connection.execute(_STORIES, {"stories": list(story_ids)}).scalars())

    def for_item(self, item_id: str) -> tuple[Incident, ...]:
        """Incidents that hold an item: open ones, then closed, then merged ones, each the latest first."""
        query = select(incidents.c.record).join(incident_items, incident_items.c.incident_id == incidents.c.id)
        rank = case(_RANK, value=incidents.c.status)
        latest = func.coalesce(incidents.c.closed_at, incidents.c.opened_at).desc()
        return self._read(
            query.where(incident_items.c.item_id == item_id).order_by(rank, latest, incidents.c.id.desc())
        )

    def open(self) -> tuple[Incident, ...]:
        """Every open incident, in order of opening."""
        query = select(incidents.c.record).where(incidents.c.status == IncidentStatus.OPEN.value)
        return self._read(query.order_by(incidents.c.opened_at, incidents.c.id))

    def due(self, now: datetime) -> tuple[Incident, ...]:
        """Incidents whose timer has run out at `now`, by due time, then id."""
        query = select(incidents.c.record).where(incidents.c.next_due_at <= now)
        return self._read(query.order_by(incidents.c.next_due_at, incidents.c.id))

    def set_next_due(self, incident_id: str, when: datetime | None) -> None:
        """Set or (None) stop the timer of an incident."""
        change = update(incidents).where(incidents.c.id == incident_id).values(next_due_at=when)
        if self._connection.execute(change).rowcount == 0:
            raise StorageError(f"no incident {incident_id!r}")

    def next_due(self) -> datetime | None:
        """When the next timer runs out; None when none runs."""
        query = select(func.min(incidents.c.next_due_at))
        moment: datetime | None = self._connection.execute(query).scalar_one()
        return moment

    def log(self, event: IncidentEvent) -> None:
        """Add a line to an incident's log."""
        number_in_order(self._connection, incident_events)
        row = {"incident_id": event.incident_id, "at": event.at, "kind": event.kind, "record": encode(event)}
        self._connection.execute(insert(incident_events), row)

    def events(self, incident_id: str) -> tuple[IncidentEvent, ...]:
        """The log of an incident, in the order it was written."""
        query = select(incident_events.c.record).where(incident_events.c.incident_id == incident_id)
        records = self._connection.execute(query.order_by(incident_events.c.number)).scalars()
        return tuple(decode(IncidentEvent, record) for record in records)

    def between(self, start: datetime, end: datetime) -> tuple[Incident, ...]:
        """Incidents opened or updated in `[start, end)`, as they stand now, in order of opening.

        An update is seen in the log too, so an incident updated again since still counts.
        """
        happened = select(incident_events.c.incident_id).where(
            incident_events.c.at >= start, incident_events.c.at < end, incident_events.c.kind.in_(LIFE_EVENTS)
        )
        opened = (incidents.c.opened_at >= start) & (incidents.c.opened_at < end)
        updated = (incidents.c.updated_at >= start) & (incidents.c.updated_at < end)
        query = select(incidents.c.record).where(or_(opened, updated, incidents.c.id.in_(happened)))
        return self._read(query.order_by(incidents.c.opened_at, incidents.c.id))

    def _put_items(self, incident: Incident) -> None:
        held = select(incident_items.c.item_id).where(incident_items.c.incident_id == incident.id)
        before = set(self._connection.execute(held).scalars())
        after = set(incident.item_ids)
        for gone in batches(sorted(before - after)):
            self._connection.execute(
                delete(incident_items).where(
                    incident_items.c.incident_id == incident.id, incident_items.c.item_id.in_(gone)
                )
            )
        for added in batches(sorted(after - before)):
            known = select(items.c.id, items.c.time_key).where(items.c.id.in_(added))
            keys = {row.id: row.time_key for row in self._connection.execute(known)}
            rows = [
                {"incident_id": incident.id, "item_id": item_id, "time_key": keys.get(item_id, 0)} for item_id in added
            ]
            self._connection.execute(insert(incident_items), rows)

    def _put_units(self, incident: Incident) -> None:
        held = select(incident_units.c.unit).where(incident_units.c.incident_id == incident.id)
        before, after = set(self._connection.execute(held).scalars()), {*incident.units, *incident.copy_units}
        if before - after:
            gone = incident_units.c.unit.in_(sorted(before - after))
            self._connection.execute(delete(incident_units).where(incident_units.c.incident_id == incident.id, gone))
        added = [{"incident_id": incident.id, "unit": unit} for unit in sorted(after - before)]
        if added:
            self._connection.execute(insert(incident_units), added)

    def _read(self, query: Select[Any]) -> tuple[Incident, ...]:
        return tuple(decode(Incident, record) for record in self._connection.execute(query).scalars())
