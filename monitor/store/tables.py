"""Whole tables at a time, for moving an archive: the rows as they are, without knowing what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import func, insert, select, text

from monitor.store.audit import HEAD
from monitor.store.base import Repository
from monitor.store.schema import Text, items, meta, metadata, storable
from monitor.store.search import search_index

Values = tuple[Any, ...]
"""One row, in the order of the table's columns."""

ROWS = 2_000
"""Rows in memory at a time: enough that the statement's own cost is nothing, and a few MB."""
_SORT_MEMORY = "512MB"
"""For building the full-text index: the server's own limit (64 MB) makes it several times slower."""
_INDEX = "ix_item_fts_words"


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
        texts = [isinstance(column.type, Text) for column in table.columns]
        for row in self._stream(select(table), size=ROWS):
            yield tuple(
                storable(value) if is_text and value is not None else value
                for value, is_text in zip(row, texts, strict=True)
            )

    def clear_meta(self) -> None:
        """Make the one table empty that a new database has a row in."""
        self._connection.execute(meta.delete())

    def write(self, name: str, rows: Sequence[Values]) -> None:
        """Add rows; those of items are indexed too."""
        table = metadata.tables[name]
        if self._connection.dialect.name == "postgresql":
            self._copy(name, [column.name for column in table.columns], rows)
        else:
            names = [column.name for column in table.columns]
            self._connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])
        if table is items:
            self._index(rows)

    def number_on(self, name: str) -> None:
        """Let a numbered table go on after its last row."""
        table = metadata.tables[name]
        if self._connection.dialect.name == "postgresql" and "number" in table.columns:
            last = f'SELECT max(number) FROM "{name}"'  # noqa: S608 - a table of ours
            self._connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{name}', 'number'), ({last}))"))

    @contextmanager
    def index_apart(self) -> Iterator[None]:
        """Build PostgreSQL's full-text index at once in the end: entry by entry takes many times as long."""
        if self._connection.dialect.name != "postgresql":
            yield
            return
        self._connection.exec_driver_sql(f"DROP INDEX {_INDEX}")
        yield
        self._connection.exec_driver_sql(f"SET LOCAL maintenance_work_mem = '{_SORT_MEMORY}'")
        self._connection.exec_driver_sql(f"CREATE INDEX {_INDEX} ON item_fts USING gin (words)")

    def settle(self) -> None:
        """Let PostgreSQL count what it holds, or it chooses its ways as if the tables were empty."""
        if self._connection.dialect.name == "postgresql":
            self._connection.exec_driver_sql("ANALYZE")

    def _copy(self, name: str, columns: Sequence[str], rows: Iterable[Values]) -> None:
        listed = ", ".join(f'"{column}"' for column in columns)
        driver = self._connection.connection.driver_connection
        assert driver is not None, "in a transaction"
        with driver.cursor() as cursor, cursor.copy(f'COPY "{name}" ({listed}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)

    def _index(self, rows: Sequence[Values]) -> None:
        places = [
            list(items.c).index(column) for column in (items.c.time_key, items.c.title, items.c.lead, items.c.text)
        ]
        key, title, lead, body = places
        search_index(self._connection).add_all([(row[key], (row[title], row[lead], row[body])) for row in rows])
