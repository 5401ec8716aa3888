"""Where a text was first seen, by its opening."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import bindparam, func, select

from monitor.core.openings import FirstCopy
from monitor.store.base import Repository, batches
from monitor.store.schema.items import items

_OWN, _SAME, _FIRST = items.alias("own"), items.alias("same"), items.alias("first")
_EARLIEST = select(func.min(_SAME.c.time_key)).where(_SAME.c.opening == _OWN.c.opening).correlate(_OWN)
# One step into the index for each item asked about, however many share its opening.
_FIRSTS = (
    select(
        _OWN.c.id.label("own_id"),
        _FIRST.c.id.label("first_id"),
        func.coalesce(_FIRST.c.published_at, _FIRST.c.arrived_at).label("at"),
        _FIRST.c.source,
    )
    .select_from(_OWN)
    .join(_FIRST, _FIRST.c.time_key == _EARLIEST.scalar_subquery())
    .where(_OWN.c.id.in_(bindparam("ids", expanding=True)), _FIRST.c.id != _OWN.c.id)
)


class FirstCopies(Repository):
    """First copies of stored items."""

    def of(self, item_ids: Iterable[str]) -> dict[str, FirstCopy]:
        """The earliest items with the same openings, by the ids asked about; those that are the first are left out."""
        found: dict[str, FirstCopy] = {}
        for batch in batches(item_ids):
            for row in self._connection.execute(_FIRSTS, {"ids": batch}):
                found[row.own_id] = FirstCopy(row.first_id, row.at, row.source or "")
        return found
