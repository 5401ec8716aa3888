"""Moving a whole archive from one database into another, empty one, whatever the engines: all of it or nothing.

The source is read in one unchanging state; the target is filled in one transaction, and read back and compared before
that ends. Whatever goes wrong on the way (an error, a key pressed, a power cut) leaves the target empty: begin again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from monitor.core.errors import MonitorError
from monitor.store.base import batches
from monitor.store.database import Store
from monitor.store.tables import ROWS, Tables, Values

_DIGEST_BYTES = 16

Progress = Callable[[str, int], None]
"""Hears the table at work and how many more of its rows are done. A row counts twice: moved, and read back."""


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
        with new.tables.index_apart():
            moved = tuple(_move_table(old.tables, new.tables, name, progress) for name in old.tables.names())
        for one in moved:
            new.tables.number_on(one.table)
            if _sum_up(one.table, _told(new.tables.rows(one.table), one.table, progress)) != one:
                raise NotTheSameError(one.table)
        new.tables.settle()
        return moved


def _check_empty(tables: Tables) -> None:
    for name in tables.names():
        if rows := tables.count(name):
            raise NotEmptyError(name, rows)


def _move_table(old: Tables, new: Tables, name: str, progress: Progress) -> TableSum:
    def written() -> Iterator[Values]:
        for batch in batches(old.rows(name), ROWS):
            new.write(name, batch)
            yield from batch

    return _sum_up(name, _told(written(), name, progress))


def _told(rows: Iterator[Values], name: str, progress: Progress) -> Iterator[Values]:
    for batch in batches(rows, ROWS):
        yield from batch
        progress(name, len(batch))


def _sum_up(name: str, rows: Iterator[Values]) -> TableSum:
    """Add up hashes of rows: the same for the same rows in any order, and for no others that anybody would find."""
    count = total = 0
    for row in rows:
        mark = hashlib.blake2b(repr(row).encode(), digest_size=_DIGEST_BYTES).digest()
        total += int.from_bytes(mark, "big")
        count += 1
    digest = total % (1 << 8 * _DIGEST_BYTES)
    return TableSum(name, count, f"{digest:0{2 * _DIGEST_BYTES}x}")
