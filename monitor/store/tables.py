"""Whole tables at a time, for moving an archive: the rows as they are, without knowing what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import func, insert, select, text

from monitor.store.audit import HEAD
from monitor.store.base import Repository, batches
from monitor.store.schema.columns import Text, metadata
from monitor.store.schema.items import items
from monitor.store.schema.system import meta
from monitor.store.search import lexemes, search_index
from monitor.store.storable import is_storable, storable

Values = tuple[Any, ...]
"""One row, in the order of the table's columns."""

ROWS = 2_000
"""Rows in memory at a time: enough that the statement's own cost is nothing, and a few MB."""
_SORT_MEMORY = "512MB"
"""For building indexes: the server's own limit (64 MB) makes that several times slower."""
_WORDS = "item_fts"
"""PostgreSQL's full-text index hangs on a table of its own, which `metadata` does not know."""
_TEXT_FIELDS = (items.c.time_key, items.c.title, items.c.lead, items.c.text)


class Tables(Repository):
    """Tables by name, those that others refer to before those."""

    def names(self) -> tuple[str, ...]:
        """Every table of this version."""
        return tuple(table.name for table in metadata.sorted_tables)

    def count(self, name: str) -> int:
        """Rows of a table; the head of an empty audit, which a new database has, does not count."""
        table = metadata.tables[name]
        query = select(func.count()).select_from(table)
        if table is meta:
            query = query.where(~((meta.c.key == HEAD) & meta.c.value.startswith("0 ")))
        return int(self._connection.execute(query).scalar_one())

    def rows(self, name: str) -> Iterator[Values]:
        """Yield every row as the store would write it today: an old file may hold what not every engine keeps."""
        table = metadata.tables[name]
        texts = [place for place, column in enumerate(table.columns) if isinstance(column.type, Text)]
        with self._connection.execute(select(table), execution_options={"yield_per": ROWS}) as found:
            for some in found.partitions():
                for row in some:
                    # Looked at as one: nearly every row passes, and there are ten million of them.
                    whole = "".join([row[place] for place in texts if row[place] is not None])
                    yield tuple(row) if is_storable(whole) else _cleaned(row, texts)

    def clear_meta(self) -> None:
        """Make the one table empty that a new database has a row in."""
        self._connection.execute(meta.delete())

    def write(self, name: str, rows: Iterable[Values]) -> None:
        """Add rows, without indexing the texts of items (`index_texts`)."""
        names = [column.name for column in metadata.tables[name].columns]
        if self._connection.dialect.name == "postgresql":
            self._copy(name, names, rows)
            return
        statement = insert(metadata.tables[name])
        for some in batches(rows, ROWS):
            self._connection.execute(statement, [dict(zip(names, row, strict=True)) for row in some])

    def texts(self) -> Iterator[Values]:
        """Yield what of every item is indexed: time key, title, lead, text."""
        for row in self._stream(select(*_TEXT_FIELDS), size=ROWS):
            yield tuple(row)

    def index_texts(self, texts: Iterable[Values]) -> None:
        """Make items that were written findable by their words."""
        if self._connection.dialect.name == "postgresql":
            self._copy(_WORDS, ("time_key", "words"), ((key, _vector(parts)) for key, *parts in texts))
            return
        index = search_index(self._connection)
        for some in batches(texts, ROWS):
            index.add_all([(key, (title, lead, body)) for key, title, lead, body in some])

    def number_on(self, name: str) -> None:
        """Let a numbered table go on after its last row."""
        table = metadata.tables[name]
        if self._connection.dialect.name == "postgresql" and "number" in table.columns:
            last = f'SELECT max(number) FROM "{name}"'  # noqa: S608 - a table of ours
            self._connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{name}', 'number'), ({last}))"))

    @contextmanager
    def bare(self) -> Iterator[None]:
        """Without PostgreSQL's keys and indexes while tables are filled; they are built, and checked, in the end.

        Row by row they take several times as long. SQLite keeps its own: a primary key is how its rows are stored.
        """
        if self._connection.dialect.name != "postgresql":
            yield
            return
        taken = self._taken_down()
        yield
        self._connection.exec_driver_sql(f"SET LOCAL maintenance_work_mem = '{_SORT_MEMORY}'")
        for statement in reversed(taken):
            self._connection.exec_driver_sql(statement)

    def settle(self) -> None:
        """Let PostgreSQL count what it holds, or it chooses its ways as if the tables were empty."""
        if self._connection.dialect.name == "postgresql":
            self._connection.exec_driver_sql("ANALYZE")

    def _taken_down(self) -> list[str]:
        """Drop foreign keys, then other keys, then indexes; returns what makes each anew, in the order of dropping."""
        named = {"tables": [*self.names(), _WORDS]}
        taken = []
        for row in self._connection.execute(text(_KEYS), named).all():
            self._connection.exec_driver_sql(f'ALTER TABLE "{row.table}" DROP CONSTRAINT "{row.name}"')
            taken.append(f'ALTER TABLE "{row.table}" ADD CONSTRAINT "{row.name}" {row.definition}')
        for row in self._connection.execute(text(_INDEXES), named).all():
            self._connection.exec_driver_sql(f'DROP INDEX "{row.name}"')
            taken.append(row.definition)
        return taken

    def _copy(self, name: str, columns: Iterable[str], rows: Iterable[Values]) -> None:
        listed = ", ".join(f'"{column}"' for column in columns)
        driver = self._connection.connection.driver_connection
        assert driver is not None, "in a transaction"
        with driver.cursor() as cursor, cursor.copy(f'COPY "{name}" ({listed}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)


_KEYS = (
    "SELECT t.relname AS table, c.conname AS name, pg_get_constraintdef(c.oid) AS definition"
    " FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid"
    " WHERE c.connamespace = current_schema()::regnamespace AND c.contype IN ('f', 'p', 'u')"
    " AND t.relname = ANY(CAST(:tables AS text[])) ORDER BY c.contype <> 'f', t.relname, c.conname"
)
_INDEXES = (
    "SELECT indexname AS name, indexdef AS definition FROM pg_indexes"
    " WHERE schemaname = current_schema() AND tablename = ANY(CAST(:tables AS text[])) ORDER BY tablename, indexname"
)


def _cleaned(row: Iterable[Any], texts: list[int]) -> Values:
    values = list(row)
    for place in texts:
        values[place] = storable(values[place]) if values[place] is not None else None
    return tuple(values)


def _vector(parts: list[str | None]) -> str:
    """As PostgreSQL writes what it indexes. Lexemes hold letters, digits and spaces only, so quotes are enough."""
    title, lead, body = parts
    return " ".join([f"'{lexeme}'" for lexeme in lexemes((title, lead, body or ""))])
