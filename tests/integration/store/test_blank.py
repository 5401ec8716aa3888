"""What spares tests time changes nothing that they look at."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from monitor.store import database
from monitor.store.database import open_store
from tests.fakes import blank_database


def content(path: Path) -> list[tuple[object, ...]]:
    open_store(f"sqlite:///{path}").close()
    with closing(sqlite3.connect(path)) as raw:
        shape = raw.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
        tables = [name for kind, name, _ in shape if kind == "table" and not name.startswith("item_fts")]
        return shape + [(name, *raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()) for name in tables]


def test_a_copy_is_what_the_migrations_make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied = content(tmp_path / "copy.db")
    monkeypatch.setattr(database, "_prepare", blank_database._prepare)
    assert copied == content(tmp_path / "made.db")


def test_nothing_is_left_beside_a_new_database(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path / 'a.db'}").close()
    assert [path.name for path in tmp_path.iterdir()] == ["a.db"]
