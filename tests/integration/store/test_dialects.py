"""What can be known about PostgreSQL without one: that every statement kind compiles for it."""

from __future__ import annotations

import pytest
from sqlalchemy import Table, make_url
from sqlalchemy.schema import CreateTable

from monitor.store.dialects import insert
from monitor.store.schema.columns import metadata
from monitor.store.schema.system import meta

POSTGRESQL = make_url("postgresql+psycopg://").get_dialect()()


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_tables_compile(table: Table) -> None:
    sql = str(CreateTable(table).compile(dialect=POSTGRESQL))
    assert "DATETIME" not in sql


def test_upserts_compile() -> None:
    statement = insert("postgresql", meta)
    sql = str(
        statement.on_conflict_do_update(index_elements=["key"], set_={"value": statement.excluded["value"]}).compile(
            dialect=POSTGRESQL
        )
    )
    assert "ON CONFLICT (key) DO UPDATE SET value = excluded.value" in sql
