"""Items as pages of the desk list them: narrowed by words, labels, source and time, cut into pages by key.

A list is read in two steps, so that no page walks over a million items: keys of items that may belong to it, from the
index in which they are fewest, newest first; then, some at a time, the rows that meet all the other conditions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, func, select

from monitor.core.items import Channel, Item
from monitor.store.base import Repository
from monitor.store.dialects import among
from monitor.store.items import item_of
from monitor.store.schema.incidents import incident_items
from monitor.store.schema.items import items, labels
from monitor.store.search import SearchPhrase, all_stand_in, read_query, search_index

MAX_KEYS = 8_000
"""Keys a page looks at before it ends early: about 50 ms of an office PC. The next page goes on where it ended."""
TEXT_COST = 8
"""Reading a text costs as much as checking so many keys."""
RARE = 1_500
"""A label or source with so few items is read first, even when there are words to look up."""
_FIRST_BATCH, _LAST_BATCH = 100, 2_000
"""Keys checked at once: few at first, because most lists fill their page with them; then more, to save statements."""
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

    `cut_short`: so many items had to be looked at that the page ended early; the next page goes on.
    """

    items: tuple[Item, ...]
    next_key: int | None = None
    cut_short: bool = False


@dataclass(frozen=True, slots=True)
class _Span:
    """Keys in `[low, high)`."""

    low: int
    high: int


class ItemLists(Repository):
    """Lists of items, newest first."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._index = search_index(connection)

    def page(self, wanted: ItemFilter, *, limit: int, before: int | None = None) -> ItemPage:
        """At most `limit` items older than the key `before` (None = from the newest on)."""
        high = _first_key(wanted.until) if wanted.until else _HIGHEST
        span = _Span(
            low=_first_key(wanted.since) if wanted.since else _LOWEST,
            high=high if before is None else min(high, before),
        )
        phrases = read_query(wanted.words)
        keys, proof, known = self._keys(wanted, phrases, span)
        other = [label for label in wanted.labels if label != known]
        found: list[tuple[int, Item]] = []
        looked = 0
        for some in _growing(keys):
            left = self._labelled(some, other)
            for key, item in self._matching(left, wanted, proof, limit + 1 - len(found)):
                if len(found) == limit:
                    return _page(found, found[-1][0])
                found.append((key, item))
            looked += len(some) + len(left) * (TEXT_COST if proof else 0)
            if looked >= MAX_KEYS:
                return _page(found, some[-1], cut_short=True)
        return _page(found)

    def count_of(self, task: str, label: str, since: datetime, until: datetime) -> int:
        """How many items published (else arrived) in a span have one label. Read off an index alone."""
        query = select(func.count()).where(
            labels.c.task == task,
            labels.c.label == label,
            labels.c.time_key >= _first_key(since),
            labels.c.time_key < _first_key(until),
        )
        return int(self._connection.execute(query).scalar_one())

    def _keys(
        self, wanted: ItemFilter, phrases: Sequence[SearchPhrase], span: _Span
    ) -> tuple[Iterator[int], Sequence[SearchPhrase], tuple[str, str] | None]:
        """Keys of all items that may be on the list, newest first; what their texts have yet to show; their label."""
        ways = _ways(wanted, span)
        sizes = [self._size(way) for way in ways]
        fewest = min(sizes, default=(MAX_KEYS, 0))
        if phrases and fewest[0] > RARE:
            return self._index.find(phrases, span.low, span.high), self._index.to_prove(phrases), None
        everything = _in_span(select(items.c.time_key), items.c.time_key, span)
        chosen = sizes.index(fewest) if ways else -1
        label = wanted.labels[chosen] if 0 <= chosen < len(wanted.labels) else None
        return self._read(ways[chosen] if ways else everything), phrases, label

    def _size(self, way: Select[Any]) -> tuple[int, int]:
        """How many keys a way has, counted up to MAX_KEYS only, and the oldest of those: the less, the sparser."""
        some = way.limit(MAX_KEYS).subquery()
        row = self._connection.execute(select(func.count(), func.min(some.c.time_key)).select_from(some)).one()
        return int(row[0]), int(row[1] or 0)

    def _read(self, way: Select[Any]) -> Iterator[int]:
        return (row.time_key for row in self._stream(way, size=_LAST_BATCH))

    def _labelled(self, keys: Sequence[int], wanted: Sequence[tuple[str, str]]) -> Sequence[int]:
        """Those among some keys that have all these labels. Read off the labels' index: no item's row is touched."""
        for task, label in wanted:
            if keys:
                query = select(labels.c.time_key).where(labels.c.task == task, labels.c.label == label)
                keys = (
                    self._connection.execute(query.where(among(self._connection, labels.c.time_key, keys)))
                    .scalars()
                    .all()
                )
        return keys

    def _matching(
        self, keys: Sequence[int], wanted: ItemFilter, proof: Sequence[SearchPhrase], limit: int
    ) -> Iterator[tuple[int, Item]]:
        """At most `limit` items among some keys that are on the list, newest first."""
        if not keys:
            return
        if proof:
            parts = _narrowed(select(items.c.time_key, items.c.title, items.c.lead, items.c.text), wanted)
            rows = self._connection.execute(parts.where(among(self._connection, items.c.time_key, keys))).all()
            proven = [key for key, *read in rows if all_stand_in(proof, (read[0], read[1], read[2]))]
            keys = sorted(proven, reverse=True)[:limit]
        query = _narrowed(select(items), ItemFilter() if proof else wanted).where(
            among(self._connection, items.c.time_key, keys)
        )
        for row in self._connection.execute(query.order_by(items.c.time_key.desc()).limit(limit)):
            yield row.time_key, item_of(row)


def _growing(keys: Iterator[int]) -> Iterator[list[int]]:
    size = _FIRST_BATCH
    while some := list(islice(keys, size)):
        yield some
        size = min(size * 2, _LAST_BATCH)


def _page(found: Sequence[tuple[int, Item]], next_key: int | None = None, *, cut_short: bool = False) -> ItemPage:
    return ItemPage(tuple(item for _, item in found), next_key, cut_short)


def _ways(wanted: ItemFilter, span: _Span) -> list[Select[Any]]:
    """For each condition that an index knows, labels first: the keys of all items that meet it, newest first."""
    ways = [
        _in_span(
            select(labels.c.time_key).where(labels.c.task == task, labels.c.label == label), labels.c.time_key, span
        )
        for task, label in wanted.labels
    ]
    of_item = select(items.c.time_key)
    if wanted.source:
        ways.append(_in_span(of_item.where(items.c.source == wanted.source), items.c.time_key, span))
    if wanted.channel is not None:
        ways.append(_in_span(of_item.where(items.c.channel == wanted.channel.value), items.c.time_key, span))
    if wanted.in_incident:
        ways.append(_in_span(select(incident_items.c.time_key).distinct(), incident_items.c.time_key, span))
    return ways


def _in_span(query: Select[Any], key: ColumnElement[int], span: _Span) -> Select[Any]:
    return query.where(key >= span.low, key < span.high).order_by(key.desc())


def _narrowed(query: Select[Any], wanted: ItemFilter) -> Select[Any]:
    for task, label in wanted.labels:
        query = query.where(
            exists().where(labels.c.task == task, labels.c.label == label, labels.c.time_key == items.c.time_key)
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
