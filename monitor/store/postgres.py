"""Opening PostgreSQL: its connections, how its transactions begin, and which databases it is asked to be.

Writing transactions run at READ COMMITTED and take the lock `writers` first: alone as on SQLite, or together with the
others that say they need not be alone (docs/decisions/0016-postgresql.md tells why and when). Readers run at REPEATABLE
READ, READ ONLY: one unchanging state.
"""

from __future__ import annotations

from sqlalchemy import URL, Connection, Engine, create_engine, event, text

from monitor.core.errors import StorageError
from monitor.store.locks import Lock, take

READING, BESIDE = "monitor_reading", "monitor_beside"
"""Execution options of a connection: it only reads; it writes beside others."""

OLDEST = 140_000
"""Oldest server that is supported, as it names itself (14.0): the oldest that still gets security fixes."""

_SESSION = "-c timezone=UTC -c lock_timeout={patience_ms} -c work_mem=32MB"
"""The memory is for lists of what the full-text index found, which are read again row by row when they do not fit."""


def postgres_engine(url: URL, *, patience_ms: int, pool_size: int, overflow: int) -> Engine:
    """An engine whose connections wait so long for a lock, and no longer. Raises ImportError without the driver."""
    options = [_SESSION.format(patience_ms=patience_ms), *_own_options(url)]
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=overflow,
        pool_timeout=patience_ms / 1000,
        pool_pre_ping=True,
        connect_args={"options": " ".join(options), "application_name": "monitor"},
    )
    event.listen(engine, "begin", _on_begin)
    return engine


def check_server(connection: Connection) -> None:
    """Raises StorageError, saying what to do, when the server or the database cannot hold the archive."""
    version = int(connection.execute(text("SHOW server_version_num")).scalar_one())
    if version < OLDEST:
        raise StorageError(
            f"the PostgreSQL server is too old ({version // 10_000}); {OLDEST // 10_000} or newer is needed"
        )
    encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
    if encoding != "UTF8":
        raise StorageError(
            f"the database's encoding is {encoding}, which cannot hold Vietnamese;"
            " make it anew with: CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8'"
        )


def compare_by_code_point(connection: Connection) -> None:
    """Give every text column the collation "C", whatever the database's own: what SQLite does, and the quickest.

    For new columns, after a migration; a column that has it is left alone.
    """
    for table, columns in texts_compared_otherwise(connection).items():
        changes = ", ".join(f'ALTER COLUMN "{column}" TYPE text COLLATE "C"' for column in columns)
        connection.exec_driver_sql(f'ALTER TABLE "{table}" {changes}')


def texts_compared_otherwise(connection: Connection) -> dict[str, list[str]]:
    """Columns of ours, by table, that go by another collation than "C"."""
    query = text(
        "SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
        " JOIN pg_collation o ON o.oid = a.attcollation"
        " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attnum > 0"
        " AND NOT a.attisdropped AND a.atttypid = 'text'::regtype AND o.collname <> 'C'"
        " AND c.relname NOT LIKE 'procrastinate%' ORDER BY c.relname, a.attnum"
    )
    found: dict[str, list[str]] = {}
    for table, column in connection.execute(query):
        found.setdefault(table, []).append(column)
    return found


def _on_begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get(READING, False):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    else:
        take(connection, Lock.WRITERS, shared=options.get(BESIDE, False))


def _own_options(url: URL) -> list[str]:
    given = url.query.get("options", ())
    return [given] if isinstance(given, str) else list(given)
