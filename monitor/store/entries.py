"""Entries that feeds have shown: which are known, which still wait for their page."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import MISSING, fields
from datetime import datetime
from enum import StrEnum
from itertools import zip_longest

from sqlalchemy import bindparam, func, insert, literal_column, select, update

from monitor.core.entries import Entry, PendingEntry
from monitor.core.errors import StorageError
from monitor.store.base import Repository, batches
from monitor.store.codec import decode, encode
from monitor.store.schema import entries


class EntryState(StrEnum):
    PENDING = "pending"
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
    """Entries by source and key."""

    def add(self, entry: Entry, *, found_at: datetime) -> bool:
        """Remember an entry as pending and due at once; False when it is known, whatever became of it."""
        return self.add_all((entry,), found_at=found_at) == 1

    def add_all(self, found: Sequence[Entry], *, found_at: datetime) -> int:
        """Remember the entries of one poll that are not known yet; returns how many. One look-up, one insert."""
        new = {(entry.source_id, entry.key): entry for entry in reversed(found)}
        for source_id, key in self._known(new):
            del new[source_id, key]
        rows = [
            {"source": entry.source_id, "entry_key": entry.key, "moment": found_at, "written": _record(entry)}
            for entry in reversed(new.values())
        ]
        if rows:
            self._connection.execute(_ADD, rows)
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
        """Pending entries to try at `now`, the longest due first."""
        query = select(entries).where(entries.c.state == EntryState.PENDING.value, entries.c.next_due_at <= now)
        query = query.order_by(entries.c.next_due_at, entries.c.found_at, entries.c.source_id, entries.c.key)
        return tuple(
            PendingEntry(
                entry=decode(Entry, row.record),
                found_at=row.found_at,
                attempts=row.attempts,
                next_due_at=row.next_due_at,
            )
            for row in self._connection.execute(query.limit(limit))
        )

    def retry(self, pending: PendingEntry) -> None:
        """Keep what `PendingEntry.later` decided; without a due time it is due at once."""
        self._change(
            pending.entry.source_id,
            pending.entry.key,
            state=EntryState.PENDING.value,
            attempts=pending.attempts,
            next_due_at=pending.next_due_at or pending.found_at,
        )

    def done(self, source_id: str, key: str, item_id: str | None) -> None:
        """The entry became an item, or (None) turned out to hold nothing to keep."""
        self._change(source_id, key, state=EntryState.DONE.value, item_id=item_id, record=None)

    def failed(self, source_id: str, key: str, reason: str) -> None:
        """The entry is given up, with the reason."""
        self._change(source_id, key, state=EntryState.FAILED.value, reason=reason)

    def pending_count(self) -> int:
        """How many entries wait for their page, due or not."""
        query = select(func.count()).select_from(entries).where(entries.c.state == EntryState.PENDING.value)
        return self._connection.execute(query).scalar_one()

    def _change(self, source_id: str, key: str, **values: object) -> None:
        change = update(entries).where(entries.c.source_id == source_id, entries.c.key == key).values(**values)
        if self._connection.execute(change).rowcount == 0:
            raise StorageError(f"no entry {key!r} of source {source_id!r}")
