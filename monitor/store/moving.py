"""Moving a whole archive from one database into another, empty one, whatever the engines: all of it or nothing.

The source is read in one unchanging state; the target is filled in one transaction, and read back and compared before
that ends. Whatever goes wrong on the way (an error, a key pressed, a power cut) leaves the target empty: begin again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from monitor.core.errors import MonitorError
from monitor.store.database import Store
from monitor.store.tables import ROWS, Tables, Values

_DIGEST_BYTES = 16

Progress = Callable[[str, int], None]
"""Hears the table at work and how many more of its rows are done. A row counts twice: moved, and read back.
Hears INDEXES and 0 when those are built, which is long for an archive of a million items.
"""
INDEXES = "indexes"


class NotEmptyError(MonitorError):
    """The target holds something already; `table` and `rows` say what."""

    def __init__(self, table: str, rows: int) -> None:
        super().__init__(f"the target is not empty: {rows} rows in {table}")
        self.table, self.rows = table, rows


class NotTheSameError(MonitorError):
    """What was read back from the target is not what the source holds; nothing was kept. `table` says where."""

    def __init__(self, table: str) -> None:
        super().__init__(f"the rows of {table} in the target are not those of the source")
        self.table = table


@dataclass(frozen=True, slots=True)
class TableSum:
    """Rows of a table, and a digest of all of them whatever their order (hexadecimal)."""

    table: str
    rows: int
    digest: str


class AddressFault(StrEnum):
    """Why two addresses cannot be moved between."""

    NOT_ONE = "not an address"
    THE_SAME = "the same database"
    NO_DRIVER = "the driver is not installed"


def fault_of(source: str, target: str) -> AddressFault | None:
    """What is wrong with two addresses before anything is opened; None when nothing shows."""
    try:
        urls = [make_url(source), make_url(target)]
    except ArgumentError:
        return AddressFault.NOT_ONE
    if urls[0] == urls[1]:
        return AddressFault.THE_SAME
    if any(url.drivername == "postgresql+psycopg" for url in urls) and find_spec("psycopg") is None:
        return AddressFault.NO_DRIVER
    return None


def count_rows(store: Store) -> dict[str, int]:
    """Rows of every table, in the order in which they are moved."""
    with store.read() as tx:
        return {name: tx.tables.count(name) for name in tx.tables.names()}


def move(source: Store, target: Store, *, progress: Progress = lambda _table, _rows: None) -> tuple[TableSum, ...]:
    """Copy every table; returns what both hold now. What is written to the source meanwhile is not copied.

    Raises NotEmptyError before anything is written, NotTheSameError when reading back shows a difference.
    """
    with source.read() as old, target.transaction() as new:
        _check_empty(new.tables)
        new.tables.clear_meta()
        with new.tables.bare():
            moved = tuple(_move_table(old.tables, new.tables, name, progress) for name in old.tables.names())
            progress(INDEXES, 0)
            new.tables.index_texts(old.tables.texts())
        for one in moved:
            new.tables.number_on(one.table)
            if _read_back(new.tables, one.table, progress) != one:
                raise NotTheSameError(one.table)
        new.tables.settle()
        return moved


def _check_empty(tables: Tables) -> None:
    for name in tables.names():
        if rows := tables.count(name):
            raise NotEmptyError(name, rows)


def _move_table(old: Tables, new: Tables, name: str, progress: Progress) -> TableSum:
    added = _Sum(name, progress)
    new.write(name, added.up(old.rows(name)))
    return added.so_far()


def _read_back(new: Tables, name: str, progress: Progress) -> TableSum:
    added = _Sum(name, progress)
    for _ in added.up(new.rows(name)):
        pass
    return added.so_far()


class _Sum:
    """Adds up hashes of rows: the same for the same rows in any order, and for no others that anybody would find."""

    def __init__(self, table: str, progress: Progress) -> None:
        self._table, self._progress = table, progress
        self._rows = self._total = 0

    def up(self, rows: Iterable[Values]) -> Iterator[Values]:
        """Pass rows on, adding each."""
        for row in rows:
            mark = hashlib.blake2b(repr(row).encode(), digest_size=_DIGEST_BYTES).digest()
            self._total += int.from_bytes(mark, "big")
            self._rows += 1
            if self._rows % ROWS == 0:
                self._progress(self._table, ROWS)
            yield row
        if left := self._rows % ROWS:
            self._progress(self._table, left)

    def so_far(self) -> TableSum:
        """What was added until now."""
        digest = self._total % (1 << 8 * _DIGEST_BYTES)
        return TableSum(self._table, self._rows, f"{digest:0{2 * _DIGEST_BYTES}x}")
