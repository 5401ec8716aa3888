"""The database fails: held by somebody, not writable, full, damaged. Nothing is lost, and it is said at once."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from monitor.backup import make_backup
from monitor.commands.keeping import explain_trouble
from monitor.core.errors import StorageError, StorageTrouble
from monitor.core.storage_words import TROUBLES
from monitor.restore import restore_backup
from monitor.starting import check_database
from monitor.store import database
from tests.fakes.product import ROOT
from tests.faults.conftest import Note
from tests.faults.world import World

pytestmark = pytest.mark.slow

PAGE = 4096


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A held lock is given up on after a moment, not after ten seconds."""
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 30)


@pytest.fixture
def live(impatient: None, world: World) -> World:
    """A world whose first news are in."""
    world.end()
    world.begin()
    world.publish_next(10)
    world.pass_time(timedelta(minutes=8))
    return world


def quiet(_step: str, _done: int, _total: int) -> None:
    """Nobody watches the bars."""


def must_be_told(world: World, trouble: StorageTrouble) -> None:
    """The health page, and the operator past the outbox, know of it."""
    health = world.health()
    assert health["ready"] is False
    assert TROUBLES[trouble] in health["degraded"]
    assert world.told_past_the_store()


def must_be_well(world: World) -> None:
    health = world.health()
    assert (health["ready"], health["degraded"]) == (True, [])


@contextmanager
def connected(world: World, change: Callable[[Any], None]) -> Iterator[None]:
    """Every connection of the store is made anew and changed; then as before."""
    engine = world.app.store._engine

    def on_connect(driver: Any, _record: object) -> None:
        change(driver)

    engine.dispose()
    event.listen(engine, "connect", on_connect)
    try:
        yield
    finally:
        event.remove(engine, "connect", on_connect)
        engine.dispose()


def test_another_program_holds_the_database(live: World, note: Note) -> None:
    with closing(sqlite3.connect(live.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        live.publish_next(10)
        live.pass_time(timedelta(minutes=6))
        must_be_told(live, StorageTrouble.LOCKED)
        other.execute("ROLLBACK")
    live.settle()
    must_be_well(live)
    end = live.reckon()
    note("database locked by another program", seen="every write is refused, the operator is told directly",
         lost=end.lost, extra=end.extra)  # fmt: skip
    assert end.extra == 0


def test_a_database_that_may_only_be_read(live: World, note: Note) -> None:
    engine = live.app.store._engine

    def read_only(_dialect: Any, _record: Any, _args: Any, options: dict[str, Any]) -> sqlite3.Connection:
        return sqlite3.connect(f"file:{live.path}?mode=ro", uri=True, **options)

    engine.dispose()
    event.listen(engine, "do_connect", read_only)
    live.publish_next(10)
    live.pass_time(timedelta(minutes=6))
    must_be_told(live, StorageTrouble.READ_ONLY)
    event.remove(engine, "do_connect", read_only)
    engine.dispose()
    live.settle()
    must_be_well(live)
    end = live.reckon()
    note("database read-only", seen="every write is refused, the operator is told directly", lost=end.lost,
         extra=end.extra)  # fmt: skip
    assert end.extra == 0


def test_a_full_disk(live: World, note: Note) -> None:
    with closing(sqlite3.connect(live.path)) as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
    with connected(live, lambda driver: driver.execute(f"PRAGMA max_page_count={pages}")):
        live.publish_next(10)
        live.pass_time(timedelta(minutes=10))
        must_be_told(live, StorageTrouble.FULL)
    live.settle()
    must_be_well(live)
    end = live.reckon()
    note("disk full", seen="new items cannot be kept, the operator is told directly; what was sent is not sent again",
         lost=end.lost, extra=end.extra)  # fmt: skip
    assert end.extra == 0


LIMITED = """
import resource, sys
from monitor.core.errors import StorageError
from monitor.store.database import open_store
store = open_store(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, 3_000_000))
done = 0
try:
    while True:
        with store.transaction() as tx:
            tx.meta.set(f"k{done}", "x" * 50_000)
        done += 1
except StorageError as error:
    print(done, error.trouble.value)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_a_quota_cuts_writes_off(tmp_path: Path, note: Note) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    answer = subprocess.run(
        [sys.executable, "-c", LIMITED, url], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    done, trouble = answer.stdout.split()
    store = database.open_store(url)
    with store.read() as tx:
        kept = sum(tx.meta.get(f"k{number}") is not None for number in range(int(done)))
    store.close()
    note("limit on file size (RLIMIT_FSIZE)", seen=f"write {int(done) + 1} is refused", lost=int(done) - kept)
    assert trouble == StorageTrouble.FULL.value
    assert int(done) > 3


def spoil(path: Path) -> None:
    """Overwrite every page but the first with noise, as a dying disk does."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        for offset in range(PAGE, size, PAGE):
            file.seek(offset)
            file.write(b"\xa5" * PAGE)


def written_out(world: World) -> None:
    """Bring the log into the file, so that what is spoilt is what is read."""
    with closing(sqlite3.connect(world.path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def test_a_damaged_file_is_found_at_the_start_and_the_backup_brings_it_back(live: World, note: Note) -> None:
    backup = make_backup(live.settings, now=live.clock.now(), told=quiet)
    live.publish_next(6)
    live.pass_time(timedelta(minutes=6))
    live.end()
    spoil(live.path)
    with pytest.raises(StorageError) as found:
        check_database(live.settings)
    assert found.value.trouble is StorageTrouble.DAMAGED
    words = explain_trouble(found.value, live.settings)
    assert words.startswith("Cơ sở dữ liệu bị hỏng.")
    assert f"monitor restore --force {backup.path}" in words
    restored = restore_backup(live.settings, backup.path, now=live.clock.now(), force=True, told=quiet)
    assert [path.exists() for path in restored.aside] == [True] * len(restored.aside)
    live.begin()
    live.settle()
    must_be_well(live)
    end = live.reckon()
    note(
        "database file damaged before the start",
        seen="found before it is opened, backup restored, later news read again",
        lost=end.lost,
        extra=end.extra,
    )


def test_a_file_damaged_while_it_is_in_use(live: World, note: Note) -> None:
    backup = make_backup(live.settings, now=live.clock.now(), told=quiet)
    written_out(live)
    live.app.store._engine.dispose()
    spoil(live.path)
    live.publish_next(6)
    live.pass_time(timedelta(minutes=6))
    must_be_told(live, StorageTrouble.DAMAGED)
    live.end()
    restore_backup(live.settings, backup.path, now=live.clock.now(), force=True, told=quiet)
    live.begin()
    live.settle()
    must_be_well(live)
    end = live.reckon()
    note("database file damaged while in use", seen="the operator is told directly, backup restored", lost=end.lost,
         extra=end.extra)  # fmt: skip


def test_a_file_that_cannot_be_written_is_told_before_the_start(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.starting.os.access", lambda _path, _mode: False)
    with pytest.raises(StorageError) as found:
        check_database(world.settings)
    assert found.value.trouble is StorageTrouble.READ_ONLY
    assert "quyền ghi" in explain_trouble(found.value, world.settings)
