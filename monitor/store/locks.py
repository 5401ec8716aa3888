"""Being alone with something, by name. PostgreSQL only: on SQLite every writing transaction is alone anyway.

A lock is held from when it is taken to the end of the transaction. Two transactions that take the same two in different
orders wait for each other until the database ends one of them (StorageError), so take the coarse ones first.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum
from functools import cache

from sqlalchemy import Connection, Table, text


class Lock(StrEnum):
    """What can be locked by name. The names are part of the contract between processes of different versions."""

    WRITERS = "writers"
    """Taken by every writing transaction: alone, or together with others (see `Store.transaction`)."""
    STORIES = "stories"
    """Placing items in stories and judging incidents: each step builds on the one before."""
    AUDIT = "audit"


def take(connection: Connection, lock: str, *, shared: bool = False) -> None:
    """Wait until nobody else holds the lock (`shared`: nobody holds it alone), then hold it to the transaction's end.

    Raises StorageError when that takes longer than the database's patience (`BUSY_TIMEOUT_MS`).
    """
    if connection.dialect.name == "postgresql":
        connection.execute(_SHARED if shared else _ALONE, {"key": key_of(lock)})


def number_in_order(connection: Connection, table: Table) -> None:
    """Give the rows of a numbered table their numbers in the order in which they become visible.

    A sequence numbers rows when they are written; without this lock number 8 can be seen before number 7, and whoever
    reads "what came after 8" never sees 7.
    """
    take(connection, f"numbers:{table.name}")


_ALONE = text("SELECT pg_advisory_xact_lock(:key)")
_SHARED = text("SELECT pg_advisory_xact_lock_shared(:key)")


@cache
def key_of(lock: str) -> int:
    """A lock's number: 64 bits of a hash, the same in every process."""
    return int.from_bytes(hashlib.sha256(f"monitor:{lock}".encode()).digest()[:8], "big", signed=True)
