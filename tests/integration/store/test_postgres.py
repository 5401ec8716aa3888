"""What is PostgreSQL's own: which databases are refused, and that its language changes nothing."""

from __future__ import annotations

from contextlib import closing

import pytest
from alembic import command

from monitor.core.errors import StorageError, StorageTrouble
from monitor.store.database import open_store
from monitor.store.locks import Lock
from monitor.store.migrate import alembic_config
from monitor.store.postgres import compare_by_code_point, texts_compared_otherwise
from monitor.store.search import lexemes
from monitor.store.troubles import trouble_of
from tests.fakes.postgres import PostgresServer
from tests.fakes.store_rows import T0, an_item

NAMES = ("Zara", "an", "Ân", "a-1", "A", "a", "đ", "z", "é", "10", "9")


def test_texts_are_in_order_of_code_points(postgres_url: str) -> None:
    with closing(open_store(postgres_url)) as store:
        with store.transaction() as tx:
            for name in NAMES:
                tx.paused_sources.pause(name, by="a", reason="", at=T0)
        with store.read() as tx:
            assert list(tx.paused_sources.all()) == sorted(NAMES)


def test_every_text_column_is_compared_so_whatever_the_database_speaks(postgres_url: str) -> None:
    with closing(open_store(postgres_url)) as store, store.transaction() as tx:
        connection = tx._connection
        assert texts_compared_otherwise(connection) == {}
        connection.exec_driver_sql('ALTER TABLE items ALTER COLUMN id TYPE text COLLATE "default"')
        connection.exec_driver_sql("ALTER TABLE meta ADD COLUMN later text")
        assert texts_compared_otherwise(connection) == {"items": ["id"], "meta": ["later"]}
        compare_by_code_point(connection)
        assert texts_compared_otherwise(connection) == {}


def test_another_encoding_is_refused_with_the_way_out(postgres_server: PostgresServer) -> None:
    with (
        postgres_server.bare_database("ENCODING 'LATIN1' LOCALE 'C'") as url,
        pytest.raises(StorageError, match=r"LATIN1.*CREATE DATABASE"),
    ):
        open_store(url)


def test_a_server_that_is_not_there() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StorageError) as caught:
        open_store("postgresql+psycopg://monitor:secret@127.0.0.1:1/monitor")
    assert caught.value.trouble is StorageTrouble.UNREACHABLE
    assert "secret" not in str(caught.value)


def test_a_job_put_into_the_transaction_goes_with_it(postgres_url: str) -> None:
    with closing(open_store(postgres_url)) as store:
        with store.transaction() as tx:
            tx.lock(Lock.STORIES)
            tx.driver_connection.execute("INSERT INTO meta (key, value) VALUES ('job', 'written by the driver')")
        with store.read() as tx:
            assert tx.meta.get("job") == "written by the driver"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("Bạo lực", "học đường", ""), ["bao", "luc", "bao luc", "hoc", "duong", "hoc duong"]),
        ((None, None, "Đắk Lắk, Đắk Lắk"), ["dak", "lak", "dak lak", "lak dak"]),
        ((None, None, "…"), []),
        ((None, None, "a" * 300), ["a" * 100]),
    ],
    ids=["no-pair-over-a-border", "each-once", "no-word", "a-word-without-end"],
)
def test_what_is_indexed(parts: tuple[str | None, str | None, str], expected: list[str]) -> None:
    assert lexemes(parts) == expected


def test_a_book_is_indexed_up_to_the_bound_of_the_engine(postgres_url: str) -> None:
    words = " ".join(f"chuong{n:06}" for n in range(60_000))
    found = lexemes((None, None, words))
    assert sum(map(len, found)) <= 900_000 < len(words) * 3
    with closing(open_store(postgres_url)) as store, store.transaction() as tx:
        tx.items.put(an_item(text=words), now=T0)
        assert tx.items.search("chuong000007 chuong000008")


def test_what_was_indexed_otherwise_is_indexed_anew(postgres_url: str) -> None:
    with closing(open_store(postgres_url)) as store:
        with store.transaction() as tx:
            tx.items.put(an_item(text="Điện Biên đón học sinh"), now=T0)
        config = alembic_config()
        with store._engine.begin() as connection:
            config.attributes["connection"] = connection
            command.downgrade(config, "0017")
            connection.exec_driver_sql("UPDATE item_fts SET words = to_tsvector('simple', 'dien bien don hoc sinh')")
        with store.read() as tx:
            assert not tx.items.search("điện biên")
    with closing(open_store(postgres_url)) as store, store.read() as tx:
        assert tx.items.search("điện biên đón")


class RefusedError(Exception):
    """As the driver tells it."""

    def __init__(self, state: str) -> None:
        super().__init__("refused DETAIL: Key (name)=(tên riêng)")
        self.sqlstate = state


@pytest.mark.parametrize(
    ("state", "trouble"),
    [
        ("25006", StorageTrouble.READ_ONLY),
        ("53100", StorageTrouble.FULL),
        ("55P03", StorageTrouble.LOCKED),
        ("40P01", StorageTrouble.LOCKED),
        ("XX001", StorageTrouble.DAMAGED),
        ("08006", StorageTrouble.UNREACHABLE),
        ("57P01", StorageTrouble.UNREACHABLE),
        ("53300", StorageTrouble.UNREACHABLE),
        ("23505", StorageTrouble.OTHER),
        ("", StorageTrouble.OTHER),
    ],
    ids=[
        "read-only", "disk-full", "lock-timeout", "deadlock", "damaged", "line-cut", "server-stops", "too-many",
        "unique", "no-state",
    ],
)  # fmt: skip
def test_what_ails_the_server(state: str, trouble: StorageTrouble) -> None:
    assert trouble_of(RefusedError(state)) is trouble
