"""Items set apart because judging them failed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, delete, func, select

from monitor.core.items import Item
from monitor.core.quarantine import Quarantined
from monitor.store.base import Repository
from monitor.store.codec import decode, encode
from monitor.store.dialects import upsert
from monitor.store.schema.feeds import quarantine


class Quarantine(Repository):
    """Set-apart items by id."""

    def put(self, row: Quarantined) -> None:
        """Set an item apart, or note that another version fails on it too."""
        values = {
            "item_id": row.item_id,
            "since": row.since,
            "reason": row.reason,
            "version": row.version,
            "title": row.title,
            "source_id": row.source_id,
            "entry_key": row.entry_key,
            "record": encode(row.item) if row.item is not None else None,
        }
        upsert(self._connection, quarantine, values)

    def get(self, item_id: str) -> Quarantined | None:
        """One set-apart item."""
        row = self._connection.execute(select(quarantine).where(quarantine.c.item_id == item_id)).one_or_none()
        return _quarantined(row) if row is not None else None

    def count(self) -> int:
        """How many are set apart."""
        return self._connection.execute(select(func.count()).select_from(quarantine)).scalar_one()

    def recent(self, limit: int) -> tuple[Quarantined, ...]:
        """The last ones set apart, the latest first."""
        query = select(quarantine).order_by(quarantine.c.since.desc(), quarantine.c.item_id).limit(limit)
        return tuple(_quarantined(row) for row in self._connection.execute(query))

    def of_other_versions(self, version: str, limit: int) -> tuple[Quarantined, ...]:
        """Those that another version than this one failed on, the oldest first."""
        query = select(quarantine).where(quarantine.c.version != version)
        query = query.order_by(quarantine.c.since, quarantine.c.item_id).limit(limit)
        return tuple(_quarantined(row) for row in self._connection.execute(query))

    def remove(self, item_id: str) -> None:
        """It is no longer set apart; nothing when it was not."""
        self._connection.execute(delete(quarantine).where(quarantine.c.item_id == item_id))


def _quarantined(row: Row[Any]) -> Quarantined:
    return Quarantined(
        item_id=row.item_id,
        since=row.since,
        reason=row.reason,
        version=row.version,
        title=row.title,
        source_id=row.source_id,
        entry_key=row.entry_key,
        item=decode(Item, row.record) if row.record is not None else None,
    )
