"""How SQLite and PostgreSQL differ in writing rows and in asking for many; for search see `monitor.store.search`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, Table, any_, func, literal, select
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


def among(connection: Connection, column: ColumnElement[int], values: Sequence[int]) -> ColumnElement[bool]:
    """Whether the column has one of many whole numbers, sent as one parameter.

    With `in_` each number is a parameter of its own; for two thousand, writing the statement takes longer than
    answering it.
    """
    if connection.dialect.name == "postgresql":
        return column == any_(literal(list(values), postgresql.ARRAY(BigInteger)))
    listed = func.json_each(json.dumps(list(values))).table_valued("value")
    return column.in_(select(listed.c.value))
