"""`monitor migrate`: an archive moved there and back, refused where it must be, and nothing kept after a fault."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest

from monitor.commands.moving import migrate
from monitor.commands.records import EXIT_DONE, EXIT_FAILURE, EXIT_USAGE
from monitor.core.accounts import Account, Role
from monitor.core.casework.cases import Author, FileEvent, Noted, Origin
from monitor.core.entries import Evidence
from monitor.core.handling import IncidentEvent, OperatorWarning
from monitor.store.database import Tx, open_store
from monitor.store.moving import INDEXES, NotTheSameError, count_rows, move
from monitor.store.tables import Tables
from tests.fakes.store_rows import T0, a_classification, a_feed, a_membership, a_notification, an_entry, an_item, at


@pytest.fixture
def archive(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path}/archive.db"
    with closing(open_store(url)) as store, store.transaction() as tx:
        fill(tx)
    return url


def fill(tx: Tx) -> None:
    for n in range(30):
        tx.items.put(an_item(f"q{n}", f"Nhà trường xác minh vụ số {n}", title="Bạo lực học đường"), now=at(n))
        tx.labels.put(a_classification(f"q{n}"), now=at(n))
        tx.stories.put(a_membership(f"q{n}"))
    tx.items.put(an_item("q1", "Điện Biên: bản đã sửa"), now=at(99))
    tx.feeds.put(a_feed())
    tx.entries.add(an_entry(), found_at=T0)
    tx.outbox.add(a_notification("k"), next_at=T0)
    tx.outbox.sent("k", channel="email", recipient="a", provider_id="1", at=at(1))
    tx.incidents.log(IncidentEvent("v1", T0, "opened"))
    tx.warnings.add(OperatorWarning(T0, "feed", "a", key="k"))
    tx.cases.append(FileEvent("register", 1, T0, Author("A", "cttt", Origin.DESK), Noted("một")))
    tx.users.put(Account(id="u", login="hai", name="Hải", role=Role.ADMIN, created_at=T0))
    tx.evidence.add(Evidence("q1", T0, "https://a.example", "ff", 3, b"\x00\xff<", complete=True))
    for n in range(3):
        tx.audit.add(at(n), "cttt", "reveal", f"q{n}", "ghi chú", person="hai")


def test_there_and_back(archive: str, postgres_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert migrate(archive, postgres_url) == EXIT_DONE
    assert "Đã chuyển" in capsys.readouterr().out
    back = f"sqlite:///{tmp_path}/back.db"
    assert migrate(postgres_url, back) == EXIT_DONE
    with closing(open_store(archive)) as one, closing(open_store(back)) as other:
        assert count_rows(one) == count_rows(other)
    for url in (postgres_url, back):
        check_alive(url)


def test_keys_and_indexes_are_as_they_were(archive: str, postgres_url: str) -> None:
    before = keys_and_indexes(postgres_url)
    assert len(before) > 100
    assert migrate(archive, postgres_url) == EXIT_DONE
    assert keys_and_indexes(postgres_url) == before


def keys_and_indexes(url: str) -> set[tuple[str, str, str]]:
    with closing(open_store(url)) as store, store.read() as tx:
        found = tx.driver_connection.execute(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE connamespace = current_schema()::regnamespace"
            " UNION ALL SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()"
        )
        return set(found.fetchall())


def check_alive(url: str) -> None:
    """The archive can be read, searched and written on."""
    with closing(open_store(url)) as store:
        with store.read() as tx:
            assert tx.items.versions("q1")[-1].text == "Điện Biên: bản đã sửa"
            assert [item.id for item in tx.items.search("dien bien")] == ["q1"]
            assert len(tx.items.search("bạo lực học đường")) == 29
            assert tx.evidence.of("q1")[0].page == b"\x00\xff<"
            assert tx.audit.verify().lines == 3
            assert tx.audit.verify().whole
        with store.transaction() as tx:
            tx.audit.add(at(9), "cttt", "reveal", "q9")
            tx.incidents.log(IncidentEvent("v1", at(9), "closed"))
            tx.stories.put(a_membership("q31"))
            assert tx.audit.verify().whole
            assert [event.kind for event in tx.incidents.events("v1")] == ["opened", "closed"]


def test_a_target_with_anything_in_it_is_refused(
    archive: str, postgres_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(open_store(postgres_url)) as store, store.transaction() as tx:
        tx.meta.set("period", "2022")
    assert migrate(archive, postgres_url) == EXIT_FAILURE
    assert "bảng meta: 1 dòng" in capsys.readouterr().err
    with closing(open_store(postgres_url)) as store:
        assert sum(count_rows(store).values()) == 1


def test_a_difference_leaves_the_target_empty(
    archive: str, postgres_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write = Tables.write

    def lossy(self: Tables, name: str, rows: Iterable[tuple[object, ...]]) -> None:
        write(self, name, islice(rows, 1, None) if name == "labels" else rows)

    monkeypatch.setattr(Tables, "write", lossy)
    assert migrate(archive, postgres_url) == EXIT_FAILURE
    assert "bảng labels" in capsys.readouterr().err
    with closing(open_store(postgres_url)) as store:
        assert sum(count_rows(store).values()) == 0


def test_what_an_old_file_holds_that_postgresql_refuses(archive: str, postgres_url: str) -> None:
    with closing(open_store(archive)) as store:
        with store._engine.begin() as connection:
            connection.exec_driver_sql("UPDATE items SET text = 'a' || char(0) || 'b' WHERE id = 'q2'")
        with closing(open_store(postgres_url)) as target:
            move(store, target)
            with target.read() as tx:
                item = tx.items.get("q2")
    assert item is not None
    assert item.text == "a\ufffdb"


def test_progress_tells_every_row_twice(archive: str, tmp_path: Path) -> None:
    told: dict[str, int] = {}
    with closing(open_store(archive)) as store, closing(open_store(f"sqlite:///{tmp_path}/b.db")) as target:
        sums = move(store, target, progress=lambda name, rows: told.update({name: told.get(name, 0) + rows}))
        counts = count_rows(store)
    assert told == {INDEXES: 0, **{one.table: 2 * one.rows for one in sums if one.rows}}
    assert {one.table: one.rows for one in sums} == counts


def test_one_row_changed_is_another_digest(archive: str, tmp_path: Path) -> None:
    with closing(open_store(archive)) as store:
        with closing(open_store(f"sqlite:///{tmp_path}/b.db")) as target:
            before = {one.table: one for one in move(store, target)}
        with store.transaction() as tx:
            tx.meta.set("period", "2022")
        with closing(open_store(f"sqlite:///{tmp_path}/c.db")) as target:
            after = {one.table: one for one in move(store, target)}
    assert {name for name in before if before[name] != after[name]} == {"meta"}


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("khong phai", "sqlite:///b.db", "Ví dụ"),
        ("sqlite:///a.db", "sqlite:///a.db", "là một"),
    ],
    ids=["no-address", "the-same"],
)
def test_addresses_that_cannot_be(source: str, target: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert migrate(source, target) == EXIT_USAGE
    assert words in capsys.readouterr().err


def test_without_the_driver(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("monitor.store.moving.find_spec", lambda _: None)
    assert migrate("sqlite:///a.db", "postgresql+psycopg://a@b/c") == EXIT_USAGE
    assert "giam-sat-truyen-thong[postgres]" in capsys.readouterr().err


def test_the_error_names_the_table() -> None:
    assert NotTheSameError("labels").table == "labels"
