"""Which story each item belongs to, and where stories went that were merged into others."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, delete, func, insert, select

from monitor.core.errors import StorageError
from monitor.core.handling import Membership
from monitor.core.labels import Severity
from monitor.store.base import Repository, batches
from monitor.store.bulk import insert_all
from monitor.store.dialects import upsert
from monitor.store.locks import number_in_order
from monitor.store.schema.items import items, labels
from monitor.store.schema.stories import memberships, story_redirects

_SHOWN = (
    select(memberships.c.story_id, memberships.c.item_id, items.c.content_hash, labels.c.label)
    .join(items, items.c.id == memberships.c.item_id)
    .join(labels, (labels.c.item_id == memberships.c.item_id) & (labels.c.task == "severity"))
    .where(memberships.c.story_id.in_(bindparam("stories", expanding=True)))
)
_KNOWN = select(memberships.c.item_id).where(memberships.c.item_id.in_(bindparam("ids", expanding=True)))


@dataclass(frozen=True, slots=True)
class Shown:
    """What an outline tells of one labelled item of a story."""

    item_id: str
    content_hash: str
    severity: Severity


class Stories(Repository):
    """Memberships by item and by story. Lookups take story ids as they are; `resolve` follows redirects.

    `last_put`: the number of the last placing in this transaction, 0 without one.
    """

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self.last_put = 0

    def put(self, membership: Membership) -> None:
        """Place an item; an earlier placing of the same item is replaced."""
        number_in_order(self._connection, memberships)
        self._connection.execute(delete(memberships).where(memberships.c.item_id == membership.item_id))
        added = self._connection.execute(insert(memberships), _row(membership))
        self.last_put = int((added.inserted_primary_key or (0,))[0])

    def add_all(self, placed: Iterable[Membership]) -> None:
        """Place items that were never placed, in order of assignment."""
        number_in_order(self._connection, memberships)
        for batch in batches(placed):
            insert_all(self._connection, memberships, [_row(membership) for membership in batch])
        self.last_put = self.last_number()

    def known(self, ids: Collection[str]) -> set[str]:
        """Those of a few ids that were placed."""
        return set(self._connection.execute(_KNOWN, {"ids": list(ids)}).scalars())

    def outlines(self, story_ids: Collection[str]) -> dict[str, list[Shown]]:
        """What a few stories hold, in no order: enough to see whether one needs to be looked at whole."""
        found: dict[str, list[Shown]] = {}
        for row in self._connection.execute(_SHOWN, {"stories": list(story_ids)}):
            found.setdefault(row.story_id, []).append(Shown(row.item_id, row.content_hash, Severity[row.label]))
        return found

    def story_of(self, item_id: str) -> Membership | None:
        """Where an item stands; None when it was never placed."""
        found = self._read(select(memberships).where(memberships.c.item_id == item_id))
        return found[0] if found else None

    def many(self, ids: Iterable[str]) -> dict[str, Membership]:
        """Where the items among `ids` that were placed stand, by item id; story ids with redirects followed."""
        redirects = {row.old_id: row.new_id for row in self._connection.execute(select(story_redirects))}
        found: dict[str, Membership] = {}
        for batch in batches(ids):
            for placed in self._read(select(memberships).where(memberships.c.item_id.in_(batch))):
                story_id = placed.story_id
                while story_id in redirects:
                    story_id = redirects[story_id]
                found[placed.item_id] = replace(placed, story_id=story_id)
        return found

    def members(self, story_id: str) -> tuple[Membership, ...]:
        """Everything in a story, in order of assignment."""
        return self._read(select(memberships).where(memberships.c.story_id == story_id))

    def since(self, moment: datetime) -> tuple[Membership, ...]:
        """Everything placed at or after `moment`, in order of assignment."""
        return self._read(select(memberships).where(memberships.c.assigned_at >= moment))

    def last_number(self) -> int:
        """The number of the latest placing, 0 before the first; each placing has a higher one than those before it."""
        return self._connection.execute(select(func.max(memberships.c.number))).scalar_one() or 0

    def after(self, number: int) -> tuple[Membership, ...]:
        """What was placed, or placed anew, after the placing of that number, in that order."""
        rows = self._connection.execute(select(memberships).where(memberships.c.number > number))
        return tuple(_membership(row) for row in sorted(rows, key=lambda row: row.number))

    def redirect(self, old: str, new: str, *, at: datetime) -> None:
        """Say that a story went into another. Raises StorageError when that would close a circle."""
        if self.resolve(new) == old:
            raise StorageError(f"story {old!r} cannot be redirected to {new!r}, which leads back to it")
        upsert(self._connection, story_redirects, {"old_id": old, "new_id": new, "at": at})

    def resolve(self, story_id: str) -> str:
        """Follow redirects to the story that stands; an id never redirected is its own answer."""
        while (new := self._redirected(story_id)) is not None:
            story_id = new
        return story_id

    def _redirected(self, story_id: str) -> str | None:
        query = select(story_redirects.c.new_id).where(story_redirects.c.old_id == story_id)
        return self._connection.execute(query).scalar_one_or_none()

    def _read(self, query: Select[Any]) -> tuple[Membership, ...]:
        rows = self._connection.execute(query.order_by(memberships.c.assigned_at, memberships.c.number))
        return tuple(_membership(row) for row in rows)


def _membership(row: Row[Any]) -> Membership:
    return Membership(
        item_id=row.item_id,
        story_id=row.story_id,
        copy_of=row.copy_of,
        score=row.score,
        why=row.why,
        assigned_at=row.assigned_at,
    )


def _row(membership: Membership) -> dict[str, Any]:
    return {
        "item_id": membership.item_id,
        "story_id": membership.story_id,
        "copy_of": membership.copy_of,
        "score": membership.score,
        "why": membership.why,
        "assigned_at": membership.assigned_at,
    }
