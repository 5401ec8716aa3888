"""Opening, migrating, transactions, threads, and being killed."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from threading import Barrier, Thread

import pytest
import stamina
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, MetaData, create_engine, inspect
from sqlalchemy.exc import StatementError
from stamina.instrumentation import RetryDetails

from monitor.core.errors import StorageError, StorageTrouble
from monitor.store import database
from monitor.store.database import Store, Tx, open_store
from monitor.store.migrate import HEAD, alembic_config, scripts
from monitor.store.postgres import compare_by_code_point
from monitor.store.schema.columns import metadata
from tests.fakes.engines import ON_POSTGRES, ON_SQLITE
from tests.fakes.postgres import PostgresServer
from tests.fakes.store_rows import T0, a_notification, an_item, at


def shape(connection: Connection) -> dict[str, object]:
    inspector = inspect(connection)
    return {
        table: (
            [(c["name"], str(c["type"]), c["nullable"], c["default"]) for c in inspector.get_columns(table)],
            inspector.get_pk_constraint(table),
            sorted(inspector.get_foreign_keys(table), key=str),
            sorted(inspector.get_indexes(table), key=str),
            sorted(inspector.get_unique_constraints(table), key=str),
        )
        for table in metadata.tables
    }


@ON_SQLITE
def test_all_migrations_give_the_schema(store: Store) -> None:
    fresh = create_engine("sqlite://")
    with fresh.begin() as connection, store._engine.connect() as migrated:
        metadata.create_all(connection)
        assert shape(migrated) == shape(connection)
    fresh.dispose()


@ON_POSTGRES
def test_all_migrations_give_the_schema_of_postgresql(store: Store, postgres_server: PostgresServer) -> None:
    with postgres_server.bare_database() as bare:
        fresh = create_engine(bare)
        with fresh.begin() as connection, store._engine.connect() as migrated:
            metadata.create_all(connection)
            compare_by_code_point(connection)
            assert shape(migrated) == shape(connection)
        fresh.dispose()


def test_no_table_is_missing_from_the_schema(store: Store) -> None:
    ours = {
        "include_name": lambda name, kind, _: kind != "table" or not name.startswith("item_fts"),
        "compare_type": False,  # the test above compares them, collations too
    }
    with store._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=ours)
        assert compare_metadata(context, metadata) == []


def test_the_head_is_that_of_the_scripts() -> None:
    assert scripts().get_heads() == [HEAD], "a new migration raises HEAD in monitor.store.migrate"


def test_what_migrates_is_not_loaded_when_there_is_nothing_to_do(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/monitor.db"
    open_store(url).close()
    program = (
        "import sys; from monitor.store.database import open_store; "
        f"open_store({url!r}).close(); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_migrations_go_back_to_nothing(store: Store) -> None:
    config = alembic_config()
    with store._engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    left = MetaData()
    left.reflect(store._engine, views=True)
    assert set(left.tables) == {"alembic_version"}


def test_opening_again_keeps_the_rows(url: str, store: Store) -> None:
    with store.transaction() as tx:
        tx.items.put(an_item(), now=T0)
    again = open_store(url)
    with again.read() as tx:
        assert tx.items.get("q1") == an_item()
    assert again.url == url
    again.close()


def test_a_newer_database_is_refused(url: str, store: Store) -> None:
    with store._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StorageError, match=r"9999.*newer version"):
        open_store(url)


def not_a_database(folder: Path) -> str:
    (folder / "a.db").write_bytes(b"not a database, but long enough to be read as one" * 100)
    return f"sqlite:///{folder}/a.db"


def a_folder(folder: Path) -> str:
    (folder / "a.db").mkdir()
    return f"sqlite:///{folder}/a.db"


def a_file_for_a_folder(folder: Path) -> str:
    (folder / "var").write_text("")
    return f"sqlite:///{folder}/var/a.db"


@pytest.mark.parametrize(
    ("make_url", "words"),
    [
        (not_a_database, "not a database"),
        (a_folder, "unable to open"),
        (a_file_for_a_folder, "folder"),
        (lambda _: "no url at all", "address"),
        (lambda _: "nosuch://host/db", "address"),
        (lambda _: "postgresql+nosuchdriver://u:secret@host/db", "address"),
    ],
    ids=["not-a-database", "a-folder", "a-file-for-a-folder", "no-url", "no-such-engine", "no-driver"],
)
def test_what_cannot_be_opened(tmp_path: Path, make_url: Callable[[Path], str], words: str) -> None:
    with pytest.raises(StorageError, match=words) as caught:
        open_store(make_url(tmp_path))
    assert "secret" not in str(caught.value)


def test_in_memory_is_shared_by_threads() -> None:
    store = open_store("sqlite://")
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda n: put_item(store, f"q{n}"), range(9)))
    with store.read() as tx:
        assert tx.items.count() == 9
    store.close()


def put_item(store: Store, item_id: str) -> None:
    with store.transaction() as tx:
        tx.items.put(an_item(item_id), now=T0)


class _OfNoConcernError(Exception):
    pass


def test_an_error_undoes_the_whole_transaction(store: Store) -> None:
    def stop_half_way() -> None:
        with store.transaction() as tx:
            tx.items.put(an_item(), now=T0)
            tx.outbox.add(a_notification(), next_at=T0)
            raise _OfNoConcernError

    with pytest.raises(_OfNoConcernError):
        stop_half_way()
    with store.read() as tx:
        assert tx.items.count() == 0
        assert tx.items.search("xác minh") == ()
        assert tx.outbox.get("v1:cttt:push:1") is None


def test_reading_goes_on_beside_a_writer_and_sees_one_state(store: Store) -> None:
    with store.read() as reader, store.transaction() as writer:
        assert reader.items.count() == 0
        writer.items.put(an_item(), now=T0)
        assert reader.items.count() == 0
        assert writer.items.count() == 1


def test_a_reader_cannot_write(store: Store) -> None:
    with store.read() as tx, pytest.raises(StorageError, match=r"read-?only") as caught:
        tx.meta.set("a", "b")
    assert caught.value.trouble is StorageTrouble.READ_ONLY
    put_item(store, "q1")


def test_a_writer_that_never_ends_is_our_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 20)
    store = open_store(f"sqlite:///{tmp_path}/a.db")
    with store.transaction(), pytest.raises(StorageError, match="locked"), store.transaction():
        pytest.fail("two writers at once")
    store.close()


def test_no_stored_text_in_error_messages(store: Store) -> None:
    with store.transaction() as tx:
        twice = [an_item("tên riêng", "tên riêng")] * 2
        with pytest.raises(StorageError, match=r"(?i)unique") as caught:
            tx.items.add_all(twice)
    assert "tên riêng" not in str(caught.value)


def test_a_naive_time_is_a_bug_and_not_stored(tx: Tx) -> None:
    with pytest.raises(StatementError, match="naive"):
        tx.feeds.due(datetime(2022, 1, 1), 1)  # noqa: DTZ001 - the mistake that must be caught


@ON_SQLITE
def test_settings_of_the_file(store: Store) -> None:
    expected = {"journal_mode": "wal", "synchronous": 1, "foreign_keys": 1, "busy_timeout": 10_000}
    with store._engine.connect() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in expected}
    assert found == expected


def test_opened_for_the_first_time_by_several_at_once(url: str, from_nothing: None) -> None:
    barrier = Barrier(4)

    def first(n: int) -> None:
        barrier.wait()
        store = open_store(url)
        put_item(store, f"q{n}")
        store.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(first, range(4)))
    store = open_store(url)
    with store.read() as tx:
        assert tx.items.count() == 4
    store.close()


def test_a_file_locked_by_another_first_opener_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 10)
    other = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    retries: list[str] = []

    def let_go(details: RetryDetails) -> None:
        retries.append(details.name)
        other.rollback()

    stamina.instrumentation.set_on_retry_hooks([let_go])
    try:
        open_store(f"sqlite:///{tmp_path}/a.db").close()
    finally:
        stamina.instrumentation.set_on_retry_hooks(None)
        other.close()
    assert len(retries) == 1


def test_many_threads_write(store: Store) -> None:
    def write(start: int) -> None:
        for n in range(10):
            put_item(store, f"q{start + n}")

    threads = [Thread(target=write, args=(start,)) for start in range(0, 60, 10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as tx:
        assert tx.items.count() == 60


KILLED = """
import sys
from datetime import timedelta
from monitor.store.database import open_store
from tests.fakes.store_rows import T0, a_notification, an_item

store = open_store(sys.argv[1])
with store.transaction() as tx:
    tx.items.put(an_item("committed"), now=T0)
    tx.outbox.add(a_notification(), next_at=T0)
with store.transaction() as tx:
    tx.outbox.claim(T0, limit=1, lease=timedelta(minutes=2))
with store.transaction() as tx:
    for n in range(3000):
        tx.items.put(an_item(f"lost{n}", "chữ " * 200), now=T0)
    print("in the middle", flush=True)
    sys.stdin.read()
"""


def test_killed_in_the_middle_of_a_transaction(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    root = Path(__file__).parents[3]
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, url], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in the middle\n"
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    store = open_store(url)
    with store.transaction() as tx:
        assert tx.items.count() == 1
        assert [item.id for item in tx.items.search("xac minh")] == ["committed"]
        assert tx.items.search("chu chu") == ()
        (entry,) = tx.outbox.claim(at(2), limit=1, lease=at(2) - T0)
        assert entry.attempts == 2
    store.close()
    with sqlite3.connect(tmp_path / "a.db") as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    raw.close()
