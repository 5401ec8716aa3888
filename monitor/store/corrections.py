"""What people said about items in the machine's place. Rows are only added: the last one on a task counts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Row, exists, func, insert, select

from monitor.core.corrections import Correction, corrected
from monitor.core.items import Item
from monitor.core.labels import Classification
from monitor.store.base import Repository, batches
from monitor.store.codec import decode
from monitor.store.items import item_of
from monitor.store.locks import number_in_order
from monitor.store.schema.items import classifications, corrections, items
from monitor.store.schema.stories import memberships


class Corrections(Repository):
    """Corrections by item, and the items that wait for one."""

    def add(self, added: Iterable[Correction]) -> None:
        """Keep what somebody said. The items must be stored (else StorageError)."""
        rows = [
            {
                "item_id": each.item_id,
                "content_hash": each.content_hash,
                "task": each.task,
                "old": json.dumps(each.old, ensure_ascii=False),
                "new": json.dumps(each.new, ensure_ascii=False),
                "person": each.person,
                "at": each.at,
                "version": each.version,
            }
            for each in added
        ]
        if rows:
            number_in_order(self._connection, corrections)
            self._connection.execute(insert(corrections), rows)

    def of(self, item_id: str, *, content_hash: str | None = None) -> tuple[Correction, ...]:
        """Everything said about an item, in order; of one text alone when its `content_hash` is given."""
        query = select(corrections).where(corrections.c.item_id == item_id).order_by(corrections.c.number)
        if content_hash is not None:
            query = query.where(corrections.c.content_hash == content_hash)
        return tuple(_correction(row) for row in self._connection.execute(query))

    def apply(self, item: Item, said: Classification) -> Classification:
        """What stands for an item: what the machine says now, but for what people said about this very text."""
        return corrected(said, self.of(item.id, content_hash=item.content_hash))

    def learnt(self) -> Iterator[tuple[Item, tuple[Correction, ...]]]:
        """Yield every item whose text, as it stands, somebody judged, with what was said about it, by id."""
        query = select(corrections).join(items, items.c.id == corrections.c.item_id)
        query = query.where(items.c.content_hash == corrections.c.content_hash)
        rows = self._connection.execute(query.order_by(corrections.c.item_id, corrections.c.number))
        said = [(key, tuple(group)) for key, group in groupby(map(_correction, rows), key=lambda each: each.item_id)]
        for batch in batches(said):
            keys = [key for key, _ in batch]
            found = {
                row.id: item_of(row) for row in self._connection.execute(select(items).where(items.c.id.in_(keys)))
            }
            yield from ((found[key], group) for key, group in batch)

    def last_number(self) -> int:
        """Number of the last correction; 0 when there is none."""
        query = select(func.coalesce(func.max(corrections.c.number), 0))
        return int(self._connection.execute(query).scalar_one())

    def count(self, *, since: datetime | None = None) -> int:
        """How many items somebody judged, at all or since a moment."""
        query = select(func.count(func.distinct(corrections.c.item_id)))
        if since is not None:
            query = query.where(corrections.c.at >= since)
        return int(self._connection.execute(query).scalar_one())

    def unjudged(self, since: datetime, *, limit: int) -> tuple[tuple[Item, Classification], ...]:
        """Items that arrived since, no reprints, about which nobody has said anything: the newest, `limit` at most."""
        query = (
            select(items, classifications.c.record)
            .join(classifications, classifications.c.item_id == items.c.id)
            .outerjoin(memberships, memberships.c.item_id == items.c.id)
            .where(items.c.arrived_at >= since, memberships.c.copy_of.is_(None))
            .where(~exists().where(corrections.c.item_id == items.c.id))
            .order_by(items.c.arrived_at.desc(), items.c.id)
            .limit(limit)
        )
        return tuple((item_of(row), decode(Classification, row.record)) for row in self._connection.execute(query))


def _correction(row: Row[Any]) -> Correction:
    return Correction(
        item_id=row.item_id,
        content_hash=row.content_hash,
        task=row.task,
        old=tuple(json.loads(row.old)),
        new=tuple(json.loads(row.new)),
        person=row.person,
        at=row.at,
        version=row.version,
        number=row.number,
    )
