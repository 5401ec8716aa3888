"""Items whose pages are read again while their incident is open."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from monitor.core.entries import ItemWatch
from monitor.store.base import Repository
from monitor.store.codec import decode, encode
from monitor.store.dialects import upsert
from monitor.store.schema.items import watches


class Watches(Repository):
    """Watches by item and by due time."""

    def put(self, watch: ItemWatch) -> None:
        """Insert or replace a watch."""
        row = {"item_id": watch.item_id, "next_due_at": watch.next_due_at, "record": encode(watch)}
        upsert(self._connection, watches, row)

    def get(self, item_id: str) -> ItemWatch | None:
        """The watch of one item, running or ended; None when it was never watched."""
        query = select(watches.c.record).where(watches.c.item_id == item_id)
        record = self._connection.execute(query).scalar_one_or_none()
        return decode(ItemWatch, record) if record else None

    def running(self) -> frozenset[str]:
        """The ids of the items that are being watched."""
        query = select(watches.c.item_id).where(watches.c.next_due_at.is_not(None))
        return frozenset(self._connection.execute(query).scalars())

    def due(self, now: datetime, limit: int) -> tuple[ItemWatch, ...]:
        """Watches to read at `now`, the longest due first."""
        query = select(watches.c.record).where(watches.c.next_due_at <= now)
        query = query.order_by(watches.c.next_due_at, watches.c.item_id).limit(limit)
        return tuple(decode(ItemWatch, record) for record in self._connection.execute(query).scalars())
