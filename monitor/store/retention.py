"""Taking texts out at the end of their retention: which items are due, and emptying them everywhere at once.

An item that a case rests on is kept: one that an incident holds, whose page is kept as evidence, that somebody
corrected or nominated, that is set apart or watched.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select, update

from monitor.core.items import Item
from monitor.core.labels import Classification
from monitor.core.retention import cleared, cleared_labels
from monitor.store.base import Repository
from monitor.store.codec import decode, encode
from monitor.store.dialects import add_once
from monitor.store.items import Items, item_of
from monitor.store.schema.feeds import entries, quarantine
from monitor.store.schema.incidents import incident_items
from monitor.store.schema.intake import submissions
from monitor.store.schema.items import classifications, corrections, evidence, item_versions, items, watches
from monitor.store.schema.privacy import cleared_items
from monitor.store.schema.reports import nominations
from monitor.store.schema.stories import memberships

_TIES = (incident_items, evidence, corrections, nominations, quarantine, watches)
_GIVEN_UP = "failed"
"""State of an entry that became no item; its record still holds what the feed said."""

Place = tuple[datetime, str]
"""Arrival and id of an item: where a batch ended."""


class Retention(Repository):
    """Items whose text has been kept long enough."""

    def count_due(self, before: datetime) -> int:
        """How many items that arrived before a moment can be emptied."""
        return self._connection.execute(select(func.count()).select_from(items).where(*_due(before))).scalar_one()

    def count_tied(self, before: datetime) -> int:
        """How many older ones are kept because a case rests on them."""
        tied = ~_free()
        query = select(func.count()).select_from(items).where(items.c.arrived_at < before, tied)
        return self._connection.execute(query).scalar_one()

    def due(self, before: datetime, limit: int, *, after: Place | None = None) -> tuple[Place, ...]:
        """The next items to empty, the oldest first, after the one where the last batch ended."""
        query = select(items.c.arrived_at, items.c.id).where(*_due(before))
        if after is not None:
            moment, item_id = after
            query = query.where(
                (items.c.arrived_at > moment) | ((items.c.arrived_at == moment) & (items.c.id > item_id))
            )
        rows = self._connection.execute(query.order_by(items.c.arrived_at, items.c.id).limit(limit))
        return tuple((row.arrived_at, row.id) for row in rows)

    def clear(self, ids: Sequence[str], *, before: datetime, at: datetime) -> int:
        """Empty those among `ids` that are still due; returns how many. Their search index follows."""
        rows = self._connection.execute(select(items).where(items.c.id.in_(ids), *_due(before)).with_for_update())
        found = [item_of(row) for row in rows]
        if not found:
            return 0
        keys = [item.id for item in found]
        stories = self._stories(keys)
        writer = Items(self._connection)
        for item in found:
            story_id = stories.get(item.id, item.id)
            writer.rewrite(cleared(item, story_id=story_id))
            add_once(self._connection, cleared_items, {"item_id": item.id, "at": at})
            self._clear_versions(item.id, story_id)
        self._clear_labels(keys)
        self._connection.execute(update(submissions).where(submissions.c.item_id.in_(keys)).values(note="", detail=""))
        return len(found)

    def clear_entries(self, before: datetime, limit: int) -> int:
        """Empty what feeds said of entries that were given up; returns how many."""
        old = (
            select(entries.c.source_id, entries.c.key)
            .where(entries.c.state == _GIVEN_UP, entries.c.found_at < before, entries.c.record.is_not(None))
            .limit(limit)
        )
        rows = self._connection.execute(old).all()
        for row in rows:
            chosen = (entries.c.source_id == row.source_id) & (entries.c.key == row.key)
            self._connection.execute(update(entries).where(chosen).values(record=None))
        return len(rows)

    def was_cleared(self, item_id: str) -> datetime | None:
        """When the text of an item was taken out; None while it is there."""
        query = select(cleared_items.c.at).where(cleared_items.c.item_id == item_id)
        return self._connection.execute(query).scalar_one_or_none()

    def _stories(self, ids: Sequence[str]) -> dict[str, str]:
        query = select(memberships.c.item_id, memberships.c.story_id).where(memberships.c.item_id.in_(ids))
        return {row.item_id: row.story_id for row in self._connection.execute(query)}

    def _clear_versions(self, item_id: str, story_id: str) -> None:
        query = select(item_versions).where(item_versions.c.item_id == item_id)
        for row in self._connection.execute(query).all():
            emptied = encode(cleared(decode(Item, row.record), story_id=story_id))
            chosen = (item_versions.c.item_id == item_id) & (item_versions.c.version == row.version)
            self._connection.execute(update(item_versions).where(chosen).values(record=emptied))

    def _clear_labels(self, ids: Sequence[str]) -> None:
        for row in self._connection.execute(select(classifications).where(classifications.c.item_id.in_(ids))).all():
            emptied = encode(cleared_labels(decode(Classification, row.record)))
            chosen = classifications.c.item_id == row.item_id
            self._connection.execute(update(classifications).where(chosen).values(record=emptied))


def _free() -> ColumnElement[bool]:
    """No case rests on the item."""
    tied = [exists().where(table.c.item_id == items.c.id) for table in _TIES]
    nothing = ~tied[0]
    for tie in tied[1:]:
        nothing &= ~tie
    return nothing


def _due(before: datetime) -> tuple[ColumnElement[bool], ...]:
    done = exists().where(cleared_items.c.item_id == items.c.id)
    return items.c.arrived_at < before, ~done, _free()
