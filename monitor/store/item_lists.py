"""Items as pages of the desk list them: narrowed by words, labels, source and time, cut into pages by key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, exists, func, select

from monitor.core.items import Channel, Item
from monitor.store.base import BATCH, Repository, batches
from monitor.store.items import MAX_CANDIDATES, item_of
from monitor.store.schema import incident_items, items, labels
from monitor.store.search import SearchPhrase, read_query, search_index

_KEYS_PER_SECOND = 1 << 20
"""As in `monitor.store.items`: a key is the second of publication and a running number."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LOWEST, _HIGHEST = -(1 << 63), (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """Which items; None and empty match everything. `labels` are (task, label) pairs that must all be there.

    `words` as typed (see `monitor.store.search`); `in_incident` keeps those that an incident holds, or that none does.
    """

    words: str = ""
    labels: tuple[tuple[str, str], ...] = ()
    source: str = ""
    channel: Channel | None = None
    since: datetime | None = None
    until: datetime | None = None
    in_incident: bool | None = None


@dataclass(frozen=True, slots=True)
class ItemPage:
    """Items, newest first; `next_key` goes on after them, None at the end.

    `cut_short`: so many items had the words without their accents that looking ended early.
    """

    items: tuple[Item, ...]
    next_key: int | None = None
    cut_short: bool = False


class ItemLists(Repository):
    """Lists of items, newest first."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._index = search_index(connection)

    def page(self, wanted: ItemFilter, *, limit: int, before: int | None = None) -> ItemPage:
        """At most `limit` items older than the key `before` (None = from the newest on)."""
        low = _first_key(wanted.since) if wanted.since else _LOWEST
        high = _first_key(wanted.until) if wanted.until else _HIGHEST
        high = high if before is None else min(high, before)
        phrases = read_query(wanted.words)
        if phrases:
            return self._with_words(phrases, wanted, low, high, limit)
        query = _narrowed(select(items), wanted).where(items.c.time_key >= low, items.c.time_key < high)
        rows = self._connection.execute(query.order_by(items.c.time_key.desc()).limit(limit + 1)).all()
        kept = rows[:limit]
        more = len(rows) > limit
        return ItemPage(tuple(item_of(row) for row in kept), kept[-1].time_key if more else None)

    def label_counts(self, task: str, since: datetime, until: datetime) -> dict[str, int]:
        """How many items published (else arrived) in a span have each label of a task."""
        query = (
            select(labels.c.label, func.count())
            .join(items, items.c.id == labels.c.item_id)
            .where(labels.c.task == task, items.c.time_key >= _first_key(since), items.c.time_key < _first_key(until))
            .group_by(labels.c.label)
        )
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def _with_words(
        self, phrases: tuple[SearchPhrase, ...], wanted: ItemFilter, low: int, high: int, limit: int
    ) -> ItemPage:
        found: list[tuple[int, Item]] = []
        seen = 0
        for keys in batches(self._index.find(phrases, low, high), min(limit * 2, BATCH)):
            for key, item in self._candidates(keys, phrases, wanted):
                if len(found) == limit:
                    return ItemPage(tuple(item for _, item in found), found[-1][0])
                found.append((key, item))
            seen += len(keys)
            if seen >= MAX_CANDIDATES:
                return ItemPage(tuple(item for _, item in found), keys[-1], cut_short=True)
        return ItemPage(tuple(item for _, item in found))

    def _candidates(
        self, keys: list[int], phrases: tuple[SearchPhrase, ...], wanted: ItemFilter
    ) -> Iterator[tuple[int, Item]]:
        query = _narrowed(select(items), wanted).where(items.c.time_key.in_(keys))
        for row in self._connection.execute(query.order_by(items.c.time_key.desc())):
            if all(phrase.occurs_in((row.title, row.lead, row.text)) for phrase in phrases):
                yield row.time_key, item_of(row)


def _narrowed(query: Select[Any], wanted: ItemFilter) -> Select[Any]:
    for task, label in wanted.labels:
        query = query.where(
            exists().where(labels.c.item_id == items.c.id, labels.c.task == task, labels.c.label == label)
        )
    if wanted.source:
        query = query.where(items.c.source == wanted.source)
    if wanted.channel is not None:
        query = query.where(items.c.channel == wanted.channel.value)
    if wanted.in_incident is not None:
        held = exists().where(incident_items.c.item_id == items.c.id)
        query = query.where(held if wanted.in_incident else ~held)
    return query


def _first_key(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(seconds=1) * _KEYS_PER_SECOND
