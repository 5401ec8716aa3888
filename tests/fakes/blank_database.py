"""A new SQLite database begins as a copy of one that is migrated and empty: migrating takes longer than most tests.

The blank one is made by the product's own migrations. Tests of how a database is first opened ask for
`from_nothing`; programs that a test starts migrate by themselves.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Engine

from monitor.store import database
from monitor.store.database import open_store

_prepare = database._prepare
MEMORY = ":memory:"


@pytest.fixture(scope="session", autouse=True)
def blank_databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """From now on every new SQLite database is a copy."""

    @cache
    def blank() -> Path:
        path: Path = tmp_path_factory.mktemp("blank") / "blank.db"
        path.touch()
        open_store(f"sqlite:///{path}").close()
        return path

    def prepare(engine: Engine) -> None:
        if engine.dialect.name == "sqlite":
            name = engine.url.database or MEMORY
            if name == MEMORY:
                _fill(engine, blank())
            elif not Path(name).exists():
                _copy(blank(), Path(name))
        _prepare(engine)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "_prepare", prepare)
        yield


@pytest.fixture
def from_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new database is made by the migrations, as on the first day of an office."""
    monkeypatch.setattr(database, "_prepare", _prepare)


def _copy(blank: Path, path: Path) -> None:
    """Whole or not at all: threads may open the same new file. What cannot be written is the product's to say."""
    whole = path.with_name(f"{path.name}.{os.urandom(4).hex()}")
    with suppress(OSError):
        whole.write_bytes(blank.read_bytes())
        os.link(whole, path)
    whole.unlink(missing_ok=True)


def _fill(engine: Engine, blank: Path) -> None:
    with closing(sqlite3.connect(blank)) as source, closing(engine.raw_connection()) as target:
        assert isinstance(target.driver_connection, sqlite3.Connection)
        source.backup(target.driver_connection)
