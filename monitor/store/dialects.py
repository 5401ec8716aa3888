"""What differs between SQLite and PostgreSQL in writing rows. Full-text search differs too: `monitor.store.search`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

_COUNTED = {"preserve_rowcount": True}
"""An insert's count of rows is thrown away otherwise."""

Row = Mapping[str, Any]
"""One row to write: column name to value."""


def insert(dialect_name: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Start an insert that can say what happens on conflict."""
    return postgresql.insert(table) if dialect_name == "postgresql" else sqlite.insert(table)


def add_once(connection: Connection, table: Table, row: Row) -> bool:
    """Insert a row; False when one with the same key (any unique one) is there already."""
    statement = insert(connection.dialect.name, table).on_conflict_do_nothing()
    return connection.execute(statement, row, execution_options=_COUNTED).rowcount == 1


def upsert(connection: Connection, table: Table, row: Row) -> None:
    """Insert a row, or replace the columns given of the row with the same primary key."""
    connection.execute(_upsert(connection.dialect.name, table, tuple(row)), row)


@cache
def _upsert(dialect_name: str, table: Table, columns: tuple[str, ...]) -> sqlite.Insert | postgresql.Insert:
    """The statement, built once for each table and set of columns: building costs more than running it."""
    keys = [column.name for column in table.primary_key]
    statement = insert(dialect_name, table)
    changed = {name: statement.excluded[name] for name in columns if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)
