"""Entries that feeds have shown: which are known, which still wait for their page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import MISSING, fields
from datetime import datetime
from enum import StrEnum
from itertools import zip_longest
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, func, insert, literal_column, select, text, tuple_, update
from sqlalchemy.dialects.postgresql import ARRAY

from monitor.core.entries import Entry, PendingEntry, ReadEntry
from monitor.core.errors import StorageError
from monitor.store.base import Repository, batches
from monitor.store.codec import decode, encode
from monitor.store.locks import take
from monitor.store.schema.feeds import entries


class EntryState(StrEnum):
    PENDING = "pending"
    READ = "read"
    """Its item waits to be judged."""
    DONE = "done"
    FAILED = "failed"


_LOOK_UP = 50
"""Keys asked for at once: a feed shows 20 to 50."""
_ASKED = tuple(f"key_{number}" for number in range(_LOOK_UP))

# Both are built once. Building a statement, and a list of another length each time, costs more than running it.
_KNOWN = select(entries.c.key).where(
    entries.c.source_id == bindparam("source"), entries.c.key.in_([bindparam(name) for name in _ASKED])
)
_ADD = insert(entries).values(
    source_id=bindparam("source"),
    key=bindparam("entry_key"),
    state=literal_column(f"'{EntryState.PENDING.value}'"),
    found_at=bindparam("moment", type_=entries.c.found_at.type),
    attempts=literal_column("0"),
    next_due_at=bindparam("moment", type_=entries.c.found_at.type),
    record=bindparam("written"),
)
_OWN = (entries.c.source_id == bindparam("source")) & (entries.c.key == bindparam("entry_key"))
_READ = (
    update(entries)
    .where(_OWN)
    .values(
        state=EntryState.READ.value,
        next_due_at=bindparam("moment", type_=entries.c.next_due_at.type),
        record=bindparam("written", type_=entries.c.record.type),
    )
)
_DONE = (
    update(entries)
    .where(_OWN)
    .values(state=EntryState.DONE.value, item_id=bindparam("item", type_=entries.c.item_id.type), record=None)
)
_DONE_LISTS = text(
    f"UPDATE entries SET state = '{EntryState.DONE.value}', item_id = ended.item, record = NULL"  # noqa: S608 - our own
    " FROM unnest(CAST(:source AS text[]), CAST(:entry_key AS text[]), CAST(:item AS text[]))"
    " AS ended (source, entry_key, item) WHERE entries.source_id = ended.source AND entries.key = ended.entry_key"
).bindparams(*(bindparam(name, type_=ARRAY(entries.c.key.type)) for name in ("source", "entry_key", "item")))
_OPTIONAL = tuple(
    (field.name, field.default if field.default_factory is MISSING else field.default_factory())
    for field in fields(Entry)
    if field.default is not MISSING or field.default_factory is not MISSING
)
_REQUIRED = tuple(field.name for field in fields(Entry) if field.name not in dict(_OPTIONAL))


def _record(entry: Entry) -> str:
    """Write an entry without the fields that have their default, which are most: `decode` puts them back."""
    record = {name: getattr(entry, name) for name in _REQUIRED}
    for name, default in _OPTIONAL:
        value = getattr(entry, name)
        if value is not default and value != default:
            record[name] = value
    return encode(record)


class Entries(Repository):
    """Entries by source and key.

    `added` and `read_on` tell what this transaction gave others to do: entries to be read, items to be judged.
    """

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self.added: list[Entry] = []
        self.read_on = 0

    def add(self, entry: Entry, *, found_at: datetime) -> bool:
        """Remember an entry as pending and due at once; False when it is known, whatever became of it."""
        return self.add_all((entry,), found_at=found_at) == 1

    def add_all(self, found: Sequence[Entry], *, found_at: datetime) -> int:
        """Remember the entries of one poll that are not known yet; returns how many. One look-up, one insert."""
        new = {(entry.source_id, entry.key): entry for entry in reversed(found)}
        for source_id in sorted({entry.source_id for entry in found}):
            take(self._connection, f"entries:{source_id}")  # a poll and a hub's push may bring the same one
        for source_id, key in self._known(new):
            del new[source_id, key]
        rows = [
            {"source": entry.source_id, "entry_key": entry.key, "moment": found_at, "written": _record(entry)}
            for entry in reversed(new.values())
        ]
        if rows:
            self._connection.execute(_ADD, rows)
            self.added += reversed(new.values())
        return len(rows)

    def _known(self, wanted: Collection[tuple[str, str]]) -> list[tuple[str, str]]:
        by_source: dict[str, list[str]] = {}
        for source_id, key in wanted:
            by_source.setdefault(source_id, []).append(key)
        return [(source_id, key) for source_id, keys in by_source.items() for key in self._known_of(source_id, keys)]

    def _known_of(self, source_id: str, keys: Sequence[str]) -> Iterator[str]:
        for batch in batches(keys, _LOOK_UP):
            # A shorter list is filled up with its last key, so that the statement stays the same.
            asked = dict(zip_longest(_ASKED, batch, fillvalue=batch[-1]))
            yield from self._connection.execute(_KNOWN, {"source": source_id, **asked}).scalars()

    def due(self, now: datetime, limit: int) -> tuple[PendingEntry, ...]:
        """Pending entries to try at `now`: each source in turn, the longest due first.

        A source that throws out hundreds at once holds up its own, not the one entry of another that matters.
        """
        age = (entries.c.next_due_at, entries.c.found_at)
        turn = func.row_number().over(partition_by=entries.c.source_id, order_by=(*age, entries.c.key)).label("turn")
        waiting = select(entries.c.source_id, entries.c.key, turn, *age)
        waiting = waiting.where(entries.c.state == EntryState.PENDING.value, entries.c.next_due_at <= now)
        # Keys alone are put in order: thousands of records need not be carried about for it.
        first = waiting.order_by("turn", *age, entries.c.source_id, entries.c.key).limit(limit).subquery()
        found = and_(entries.c.source_id == first.c.source_id, entries.c.key == first.c.key)
        order = (first.c.turn, first.c.next_due_at, first.c.found_at, first.c.source_id, first.c.key)
        query = select(entries).join(first, found).order_by(*order)
        return tuple(_pending(row) for row in self._connection.execute(query))

    def overlooked(self, now: datetime, *, found_before: datetime, limit: int) -> tuple[PendingEntry, ...]:
        """Pending entries to try at `now` that were tried before, or found so long ago; the longest due first."""
        late = (entries.c.attempts > 0) | (entries.c.found_at <= found_before)
        query = select(entries).where(entries.c.state == EntryState.PENDING.value, entries.c.next_due_at <= now, late)
        order = (entries.c.next_due_at, entries.c.found_at, entries.c.source_id, entries.c.key)
        return tuple(_pending(row) for row in self._connection.execute(query.order_by(*order).limit(limit)))

    def still_pending(self, keys: Iterable[tuple[str, str]]) -> tuple[PendingEntry, ...]:
        """Those among `keys` (source and key) that wait for their page, due or not, in the order of `keys`."""
        found: dict[tuple[str, str], PendingEntry] = {}
        asked = list(keys)
        for batch in batches(asked, _LOOK_UP):
            one_of = tuple_(entries.c.source_id, entries.c.key).in_(batch)
            query = select(entries).where(one_of, entries.c.state == EntryState.PENDING.value)
            found.update(((row.source_id, row.key), _pending(row)) for row in self._connection.execute(query))
        return tuple(found[key] for key in asked if key in found)

    def read(self, entry: ReadEntry, *, at: datetime) -> None:
        """Its page was read, or cannot be: the item waits to be judged."""
        own = entry.pending.entry
        row = {"source": own.source_id, "entry_key": own.key, "moment": at, "written": encode(entry)}
        if self._connection.execute(_READ, row).rowcount == 0:
            raise _not_there(own.source_id, own.key)
        self.read_on += 1

    def to_be_judged(self, limit: int) -> tuple[ReadEntry, ...]:
        """Entries whose items wait to be judged, the longest waiting first."""
        query = select(entries.c.record).where(entries.c.state == EntryState.READ.value)
        query = query.order_by(entries.c.next_due_at, entries.c.found_at, entries.c.source_id, entries.c.key)
        return tuple(decode(ReadEntry, record) for record in self._connection.execute(query.limit(limit)).scalars())

    def retry(self, pending: PendingEntry) -> None:
        """Keep what `PendingEntry.later` decided; without a due time it is due at once."""
        self._change(
            pending.entry.source_id,
            pending.entry.key,
            state=EntryState.PENDING.value,
            attempts=pending.attempts,
            next_due_at=pending.next_due_at or pending.found_at,
            record=_record(pending.entry),
        )

    def done(self, source_id: str, key: str, item_id: str | None) -> None:
        """The entry became an item, or (None) turned out to hold nothing to keep."""
        self._change(source_id, key, state=EntryState.DONE.value, item_id=item_id, record=None)

    def done_all(self, ended: Sequence[tuple[str, str, str | None]]) -> None:
        """The same for several: source, key and item of each."""
        rows = [{"source": source_id, "entry_key": key, "item": item_id} for source_id, key, item_id in ended]
        if self._connection.dialect.name == "postgresql":
            lists = {name: [row[name] for row in rows] for name in ("source", "entry_key", "item")}
            count = self._connection.execute(_DONE_LISTS, lists).rowcount
        else:
            count = self._connection.execute(_DONE, rows).rowcount if rows else 0
        if count != len(rows):
            raise StorageError(f"{len(rows) - count} of {len(rows)} entries are not there")

    def failed(self, source_id: str, key: str, reason: str) -> None:
        """The entry is given up, with the reason."""
        self._change(source_id, key, state=EntryState.FAILED.value, reason=reason)

    def release(self, source_id: str, key: str, *, now: datetime) -> None:
        """What was given up waits once more, due at once, as if it had just been found."""
        fresh = {"state": EntryState.PENDING.value, "attempts": 0, "next_due_at": now, "reason": None}
        self._change(source_id, key, **fresh)

    def found(self, source_id: str, item_id: str) -> tuple[str, datetime] | None:
        """Key of the entry that an item came from, and when its feed first showed it; None when none is known."""
        query = select(entries.c.key, entries.c.found_at)
        query = query.where(entries.c.source_id == source_id, entries.c.item_id == item_id)
        row = self._connection.execute(query.order_by(entries.c.found_at).limit(1)).one_or_none()
        return (row.key, row.found_at) if row is not None else None

    def pending_count(self) -> int:
        """How many entries wait for their page, due or not, or to be judged."""
        waiting = (EntryState.PENDING.value, EntryState.READ.value)
        query = select(func.count()).select_from(entries).where(entries.c.state.in_(waiting))
        return self._connection.execute(query).scalar_one()

    def _change(self, source_id: str, key: str, **values: object) -> None:
        change = update(entries).where(entries.c.source_id == source_id, entries.c.key == key).values(**values)
        if self._connection.execute(change).rowcount == 0:
            raise _not_there(source_id, key)


def _not_there(source_id: str, key: str) -> StorageError:
    return StorageError(f"no entry {key!r} of source {source_id!r}")


def _pending(row: Row[Any]) -> PendingEntry:
    return PendingEntry(
        entry=decode(Entry, row.record), found_at=row.found_at, attempts=row.attempts, next_due_at=row.next_due_at
    )
