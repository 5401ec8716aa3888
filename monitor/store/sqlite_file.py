"""The database as a file: copied while it is in use, checked within a time, found to be in use. SQLite only.

Works on files, not through `Store`: a damaged file must be looked at before anything is opened over it.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import exc as sa
from sqlalchemy import make_url

from monitor.core.errors import StorageError, StorageTrouble
from monitor.store.schema.columns import metadata
from monitor.store.troubles import trouble_of

PAGES_A_STEP = 2048
"""Pages (of 4 KiB) copied between two words of progress."""
OPCODES_A_LOOK = 20_000
"""Steps of SQLite's machine between two looks at the clock."""
SHOWN_FAULTS = 5
SIDE_FILES = ("-wal", "-shm", "-journal")
_WAIT_S = 10.0

Progress = Callable[[int, int], None]
"""Hears how much is done, of how much."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database holds: its revision (empty before the first), and the rows of each table of the product."""

    revision: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found. `finished` is false when the time ran out: then the part looked at was sound."""

    faults: tuple[str, ...]
    finished: bool

    @property
    def sound(self) -> bool:
        return not self.faults


def database_file(url: str) -> Path | None:
    """Return the file of a database address; None when it is not one (another engine, in memory)."""
    try:
        parsed = make_url(url)
    except sa.ArgumentError:
        return None
    if parsed.get_backend_name() != "sqlite" or parsed.database in {None, "", ":memory:"}:
        return None
    return Path(str(parsed.database))


def copy_database(source: Path, target: Path, progress: Progress) -> None:
    """Copy one unchanging state of a database that may be in use. Raises StorageError.

    The read transaction holds the state: without it every write of another connection would begin the copy anew.
    """
    with _opened(source) as live, closing(sqlite3.connect(target)) as copy, _told():
        live.execute("BEGIN")
        live.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        live.backup(copy, pages=PAGES_A_STEP, progress=lambda _, left, total: progress(total - left, total))
        live.execute("COMMIT")
        # The copy lies alone, without the log of its original.
        copy.execute("PRAGMA journal_mode=DELETE")


def contents_of(path: Path) -> Contents:
    """Count the rows of a database. Raises StorageError."""
    with _opened(path) as connection, _told():
        there = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        counts = tuple(
            (name, int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]))  # noqa: S608 - our own names
            for name in sorted(metadata.tables)
            if name in there
        )
        rows = (
            connection.execute("SELECT version_num FROM alembic_version").fetchall()
            if "alembic_version" in there
            else []
        )
    return Contents(",".join(sorted(str(row[0]) for row in rows)), counts)


def check_file(path: Path, *, limit_s: float) -> Checked:
    """Look for damage, for at most `limit_s` seconds. Raises StorageError when the file cannot be looked at."""
    end = time.monotonic() + limit_s
    with _opened(path) as connection:
        connection.set_progress_handler(lambda: time.monotonic() > end, OPCODES_A_LOOK)
        try:
            rows = connection.execute(f"PRAGMA quick_check({SHOWN_FAULTS})").fetchall()
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
                return Checked((), finished=False)
            if trouble_of(error) is not StorageTrouble.OTHER:
                return Checked((str(error),), finished=True)
            raise StorageError(f"the database cannot be checked: {error}") from error
    return Checked(tuple(str(row[0]) for row in rows if row[0] != "ok"), finished=True)


def was_left_open(path: Path) -> bool:
    """Whether whoever used the file last did not close it (killed, power cut), or uses it still."""
    log = path.with_name(path.name + "-wal")
    try:
        return log.stat().st_size > 0
    except FileNotFoundError:
        return False


def is_in_use(path: Path) -> bool:
    """Whether another connection has the database open. A damaged file is in nobody's use that could be told."""
    if not path.exists():
        return False
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
        except sqlite3.OperationalError as error:
            return error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
        except sqlite3.DatabaseError:
            return False
    return False


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    if not path.exists():
        raise StorageError(f"there is no database {path}")
    try:
        connection = sqlite3.connect(path, timeout=_WAIT_S, isolation_level=None)
    except sqlite3.Error as error:
        raise StorageError(f"{path} cannot be opened: {error}", trouble=trouble_of(error)) from error
    # The search index is seen through a view that calls it; a copy or a check runs no search.
    connection.create_function("vn_fold", 1, lambda text: text, deterministic=True)
    with closing(connection):
        yield connection


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StorageError(f"the database refused: {error}", trouble=trouble_of(error)) from error
