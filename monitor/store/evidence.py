"""Copies of pages, kept as evidence. Untrusted markup: nothing here is ever served as a page."""

from __future__ import annotations

import zlib

from sqlalchemy import func, select

from monitor.core.entries import Evidence
from monitor.store.base import Repository
from monitor.store.dialects import add_once
from monitor.store.schema.items import evidence

MAX_COPIES = 20
"""Copies kept of one item: one for every edit; a page that is edited more often than that is told by its versions."""


class EvidenceCopies(Repository):
    """Copies by item. Each page is kept once, compressed."""

    def add(self, copy: Evidence) -> bool:
        """Keep a copy; False when that very page is kept already, or the item has its fill of them."""
        kept = select(func.count()).select_from(evidence).where(evidence.c.item_id == copy.item_id)
        if self._connection.execute(kept).scalar_one() >= MAX_COPIES:
            return False
        row = {
            "item_id": copy.item_id,
            "sha256": copy.sha256,
            "taken_at": copy.taken_at,
            "url": copy.url,
            "size": copy.size,
            "complete": copy.complete,
            "page": zlib.compress(copy.page),
        }
        return add_once(self._connection, evidence, row)

    def has(self, item_id: str) -> bool:
        """Whether any copy of the item's page is kept."""
        query = select(evidence.c.item_id).where(evidence.c.item_id == item_id).limit(1)
        return self._connection.execute(query).first() is not None

    def of(self, item_id: str) -> tuple[Evidence, ...]:
        """Every copy of an item's page, the oldest first."""
        query = select(evidence).where(evidence.c.item_id == item_id)
        return tuple(
            Evidence(
                item_id=row.item_id,
                taken_at=row.taken_at,
                url=row.url,
                sha256=row.sha256,
                size=row.size,
                page=zlib.decompress(row.page),
                complete=row.complete,
            )
            for row in self._connection.execute(query.order_by(evidence.c.taken_at, evidence.c.sha256))
        )
