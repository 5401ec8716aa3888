"""Items as they stand, their earlier versions, and search. Does not classify and does not judge what is a copy."""

from __future__ import annotations

import json
import logging
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, delete, func, insert, select, text, update

from monitor.core.items import Channel, Engagement, Item, Kind, Media
from monitor.core.openings import opening_of
from monitor.store.base import BATCH, Repository, batches
from monitor.store.bulk import insert_all
from monitor.store.codec import decode, encode
from monitor.store.dialects import add_once
from monitor.store.schema.incidents import incident_items
from monitor.store.schema.items import item_versions, items, labels
from monitor.store.schema.privacy import cleared_items
from monitor.store.search import Parts, SearchIndex, SearchPhrase, all_stand_in, read_query, search_index

_log = logging.getLogger(__name__)

MAX_CANDIDATES = 20_000
"""Rows a query with accents may look at before it settles for what it found: about a second's work."""

_KEYS_PER_SECOND = 1 << 20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_REWRITTEN = frozenset({"title", "lead", "text", "details"})
_LOWEST, _HIGHEST = -(1 << 63), (1 << 63) - 1
_KNOWN = select(items.c.id).where(items.c.id.in_(bindparam("ids", expanding=True)))
_LAST = (
    "SELECT last FROM (SELECT (SELECT max(time_key) FROM items WHERE time_key BETWEEN first AND first + :span) AS last"
    " FROM (SELECT CAST(value AS bigint) AS first FROM {list}(:firsts)) AS asked) AS found WHERE last IS NOT NULL"
)
_LAST_KEYS = {
    "sqlite": text(_LAST.format(list="json_each")),
    "postgresql": text(_LAST.format(list="json_array_elements_text").replace(":firsts", "CAST(:firsts AS json)")),
}
"""The last key given in each of several seconds."""


class PutResult(StrEnum):
    """What became of an item handed in."""

    NEW = "new"
    SAME = "same"
    NEW_VERSION = "new-version"


@dataclass(frozen=True, slots=True)
class _Details:
    """The fields of an item that nothing searches; kept as one JSON column."""

    source_place: str | None
    author: str | None
    official: bool
    followers: int | None
    hashtags: tuple[str, ...]
    links: tuple[str, ...]
    media: tuple[Media, ...]
    shares: str | None
    reply_to: str | None
    context: str | None


class Items(Repository):
    """Items by id, by address, by time and by words."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._index: SearchIndex = search_index(connection)

    def put(self, item: Item, *, now: datetime) -> PutResult:
        """Store an item; `now` is its arrival when it has none.

        The same id with the same title, lead and text is a re-delivery and changes nothing at all; with other
        content it is a new version: the old one is kept with the time `now`, the new one stands.
        """
        item = item if item.arrived_at else replace(item, arrived_at=now)
        old = self._standing(item.id)
        while old is None:
            if self._insert(item):
                return PutResult.NEW
            old = self._standing(item.id)  # another process was faster with the same item, or with its key
        if old.content_hash == item.content_hash:
            return PutResult.SAME
        self._keep_version(item_of(old), now)
        self._update(old, item)
        self._connection.execute(delete(cleared_items).where(cleared_items.c.item_id == item.id))
        return PutResult.NEW_VERSION

    def known(self, ids: Collection[str]) -> set[str]:
        """Those of a few ids that are stored."""
        return set(self._connection.execute(_KNOWN, {"ids": list(ids)}).scalars())

    def add_all(self, arrived: Iterable[Item]) -> None:
        """Store items that have an arrival and an id not stored yet, while nobody else stores any."""
        for batch in batches(arrived):
            keys = self._free_keys(batch)
            rows = [{"time_key": key, **_row(item)} for key, item in zip(keys, batch, strict=True)]
            insert_all(self._connection, items, rows)
            self._index.add_all([(key, _parts(item)) for key, item in zip(keys, batch, strict=True)])

    def get(self, item_id: str) -> Item | None:
        """One item as it stands."""
        row = self._connection.execute(select(items).where(items.c.id == item_id)).one_or_none()
        return item_of(row) if row else None

    def many(self, ids: Iterable[str]) -> dict[str, Item]:
        """The items that exist among `ids`, by id."""
        found: dict[str, Item] = {}
        for batch in batches(ids):
            rows = self._connection.execute(select(items).where(items.c.id.in_(batch)))
            found.update((row.id, item_of(row)) for row in rows)
        return found

    def rewrite(self, item: Item) -> bool:
        """Put another text in the place of an item's, as if it had never said anything else: for erasing.

        No version is kept, and the item goes on counting as the text that came in: delivered again, it changes nothing.
        """
        old = self._standing(item.id)
        if old is None:
            return False
        self._index.remove(old.time_key, (old.title, old.lead, old.text))
        row = {name: value for name, value in _row(item).items() if name in _REWRITTEN}
        self._connection.execute(update(items).where(items.c.id == item.id).values(**row))
        self._index.add(old.time_key, _parts(item))
        return True

    def set_engagement(self, item_id: str, engagement: Engagement) -> bool:
        """Replace the counts; False when there is no such item. Never a new version."""
        change = update(items).where(items.c.id == item_id).values(engagement=encode(engagement))
        return self._connection.execute(change).rowcount == 1

    def export(self, *, since: datetime | None = None, until: datetime | None = None) -> Iterator[Item]:
        """Yield items that arrived in `[since, until)`, in order of arrival, a few rows in memory at a time."""
        return self._items(_arrived(since, until))

    def recent(self, since: datetime) -> tuple[Item, ...]:
        """Items that arrived at or after `since`, in order of arrival."""
        return tuple(self._items(_arrived(since, None)))

    def versions(self, item_id: str) -> tuple[Item, ...]:
        """Every version, the oldest first, the one that stands last; empty when there is no such item."""
        query = select(item_versions.c.record).where(item_versions.c.item_id == item_id)
        records = self._connection.execute(query.order_by(item_versions.c.version)).scalars()
        current = self.get(item_id)
        return (*(decode(Item, record) for record in records), *((current,) if current else ()))

    def count(self) -> int:
        """How many items are stored."""
        return self._connection.execute(select(func.count()).select_from(items)).scalar_one()

    def has_before(self, moment: datetime) -> bool:
        """Whether anything was published (else arrived) before `moment`."""
        earlier = select(items.c.time_key).where(items.c.time_key < _first_key(moment)).limit(1)
        return self._connection.execute(earlier).first() is not None

    def search(
        self, query: str, *, since: datetime | None = None, until: datetime | None = None, limit: int = 50
    ) -> tuple[Item, ...]:
        """Items with the words of `query`, published (else arrived) in `[since, until)`, newest first.

        What a query means is told in `monitor.store.search`. A query without words finds nothing. A query with
        accents looks at MAX_CANDIDATES items at most.
        """
        phrases = read_query(query)
        if not phrases or limit <= 0:
            return ()
        low = _first_key(since) if since else _LOWEST
        # One second more than asked, because keys know seconds only; the exact bound is checked on the rows.
        high = _first_key(until) + _KEYS_PER_SECOND if until else _HIGHEST
        proof = self._index.to_prove(phrases)
        found: list[Item] = []
        for item in self._candidates(phrases, low, high, min(limit, BATCH)):
            if _within(item, since, until) and all_stand_in(proof, _parts(item)):
                found.append(item)
                if len(found) == limit:
                    break
        return tuple(found)

    def _candidates(self, phrases: tuple[SearchPhrase, ...], low: int, high: int, size: int) -> Iterator[Item]:
        seen = 0
        for keys in batches(self._index.find(phrases, low, high), size):
            rows = self._connection.execute(
                select(items).where(items.c.time_key.in_(keys)).order_by(items.c.time_key.desc())
            )
            yield from [item_of(row) for row in rows]
            seen += len(keys)
            if seen >= MAX_CANDIDATES:
                _log.info("search stopped after candidates=%d", seen)
                return

    def _items(self, query: Select[Any]) -> Iterator[Item]:
        return (item_of(row) for row in self._stream(query))

    def _standing(self, item_id: str) -> Row[Any] | None:
        """The row of an item, kept from others until the transaction ends."""
        return self._connection.execute(select(items).where(items.c.id == item_id).with_for_update()).one_or_none()

    def _insert(self, item: Item) -> bool:
        key = self._free_key(item)
        if not add_once(self._connection, items, {"time_key": key, **_row(item)}):
            return False
        self._index.add(key, _parts(item))
        return True

    def _update(self, old: Row[Any], item: Item) -> None:
        self._index.remove(old.time_key, (old.title, old.lead, old.text))
        stays = old.time_key // _KEYS_PER_SECOND == _first_key(_seen(item)) // _KEYS_PER_SECOND
        key = old.time_key if stays else self._free_key(item)
        self._connection.execute(update(items).where(items.c.id == item.id).values(time_key=key, **_row(item)))
        if key != old.time_key:
            for table in (labels, incident_items):
                self._connection.execute(update(table).where(table.c.item_id == item.id).values(time_key=key))
        self._index.add(key, _parts(item))

    def _free_key(self, item: Item) -> int:
        first = _first_key(_seen(item))
        in_second = items.c.time_key.between(first, first + _KEYS_PER_SECOND - 1)
        last = self._connection.execute(select(func.max(items.c.time_key)).where(in_second)).scalar()
        return first if last is None else last + 1

    def _free_keys(self, batch: Sequence[Item]) -> list[int]:
        """A key for each, the same that adding them one by one would give."""
        firsts = [_first_key(_seen(item)) for item in batch]
        # A few items may lie years apart, so each second is asked for by itself.
        asked = {"firsts": json.dumps(sorted(set(firsts))), "span": _KEYS_PER_SECOND - 1}
        found = self._connection.execute(_LAST_KEYS[self._connection.dialect.name], asked)
        last = {key // _KEYS_PER_SECOND: key for key in found.scalars()}
        keys = []
        for first in firsts:
            second = first // _KEYS_PER_SECOND
            last[second] = last[second] + 1 if second in last else first
            keys.append(last[second])
        return keys

    def _keep_version(self, old: Item, now: datetime) -> None:
        kept = select(func.count()).select_from(item_versions).where(item_versions.c.item_id == old.id)
        version = self._connection.execute(kept).scalar_one() + 1
        row = {"item_id": old.id, "version": version, "replaced_at": now, "record": encode(old)}
        self._connection.execute(insert(item_versions), row)


def item_of(row: Row[Any]) -> Item:
    """Read an item from a row that holds the columns of `items`."""
    details = decode(_Details, row.details)
    return Item(
        id=row.id,
        kind=Kind(row.kind),
        channel=Channel(row.channel),
        text=row.text,
        title=row.title,
        lead=row.lead,
        source=row.source,
        url=row.url,
        published_at=row.published_at,
        arrived_at=row.arrived_at,
        engagement=decode(Engagement, row.engagement),
        source_place=details.source_place,
        author=details.author,
        official=details.official,
        followers=details.followers,
        hashtags=details.hashtags,
        links=details.links,
        media=details.media,
        shares=details.shares,
        reply_to=details.reply_to,
        context=details.context,
    )


def seen_between(query: Select[Any], start: datetime, end: datetime) -> Select[Any]:
    """Narrow a query over `items` to those published (else arrived) in `[start, end)`, in that order of time."""
    seen_at = func.coalesce(items.c.published_at, items.c.arrived_at)
    keys = items.c.time_key.between(_first_key(start), _first_key(end) + _KEYS_PER_SECOND - 1)
    return query.where(keys, seen_at >= start, seen_at < end).order_by(seen_at, items.c.time_key)


def _row(item: Item) -> dict[str, Any]:
    details = _Details(
        source_place=item.source_place,
        author=item.author,
        official=item.official,
        followers=item.followers,
        hashtags=item.hashtags,
        links=item.links,
        media=item.media,
        shares=item.shares,
        reply_to=item.reply_to,
        context=item.context,
    )
    return {
        "id": item.id,
        "kind": item.kind.value,
        "channel": item.channel.value,
        "source": item.source,
        "url": item.url,
        "title": item.title,
        "lead": item.lead,
        "text": item.text,
        "published_at": item.published_at,
        "arrived_at": item.arrived_at,
        "content_hash": item.content_hash,
        "opening": opening_of(item),
        "engagement": encode(item.engagement),
        "details": encode(details),
    }


def _parts(item: Item) -> Parts:
    return item.title, item.lead, item.text


def _seen(item: Item) -> datetime:
    moment = item.seen_at
    assert moment is not None, "put gives every item an arrival"
    return moment


def _first_key(moment: datetime) -> int:
    """The lowest time key of the second that holds `moment`."""
    return (moment - _EPOCH) // timedelta(seconds=1) * _KEYS_PER_SECOND


def _within(item: Item, since: datetime | None, until: datetime | None) -> bool:
    moment = _seen(item)
    return (since is None or moment >= since) and (until is None or moment < until)


def _arrived(since: datetime | None, until: datetime | None) -> Select[Any]:
    query = select(items).order_by(items.c.arrived_at, items.c.time_key)
    if since is not None:
        query = query.where(items.c.arrived_at >= since)
    if until is not None:
        query = query.where(items.c.arrived_at < until)
    return query
