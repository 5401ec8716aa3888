"""The audit's chain: whole as written, broken by any change; nothing is changed or taken out by the product itself."""

from __future__ import annotations

import sqlite3

import pytest

from monitor.core.errors import StorageError
from monitor.store.database import Store, open_store
from tests.fakes.store_rows import T0, at

LINES = 5


@pytest.fixture
def path(tmp_path):
    return tmp_path / "audit.db"


@pytest.fixture
def written(path):
    url = f"sqlite:///{path}"
    store = open_store(url)
    with store.transaction() as tx:
        for n in range(LINES):
            tx.audit.add(at(n), "cttt", "reveal", f"q{n}", "gọi lại", person="lan")
    store.close()
    return url


def check(url):
    store = open_store(url)
    with store.read() as tx:
        result = tx.audit.verify()
    store.close()
    return result


def tamper(path, *statements):
    """As somebody with the database file and a tool would, triggers out of the way."""
    connection = sqlite3.connect(path)
    for statement in ("DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete", *statements):
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_as_written_it_is_whole(written):
    result = check(written)
    assert result.whole
    assert result.lines == LINES
    assert len(result.head) == 64


def test_an_empty_one_is_whole(tmp_path):
    assert check(f"sqlite:///{tmp_path / 'new.db'}").whole


@pytest.mark.parametrize(
    ("statement", "broken_at"),
    [
        ("UPDATE audit SET note = 'khác' WHERE number = 3", 3),
        ("UPDATE audit SET person = 'ai-khac' WHERE number = 1", 1),
        ("UPDATE audit SET at = '2022-10-12 01:00:00.000001' WHERE number = 1", 1),
        ("DELETE FROM audit WHERE number = 2", 3),
        ("DELETE FROM audit WHERE number = 1", 2),
        ("DELETE FROM audit WHERE number = 5", 5),
        ("DELETE FROM audit", 1),
        (
            "INSERT INTO audit VALUES (6, '2022-10-12 02:00:00', 'x', 'x', 'x', '', '', 'x')",
            6,
        ),
        ("UPDATE audit SET hash = 'x' WHERE number = 5", 5),
    ],
    ids=["note", "person", "time", "middle-gone", "first-gone", "last-gone", "all-gone", "added", "hash"],
)
def test_a_change_is_found_where_it_was_made(path, written, statement, broken_at):
    tamper(path, statement)
    result = check(written)
    assert not result.whole
    assert result.broken_at == broken_at


@pytest.mark.parametrize("statement", ["UPDATE audit SET note = 'khác'", "DELETE FROM audit"])
def test_the_database_itself_refuses_changes(written, statement):
    store = open_store(written)
    with pytest.raises(StorageError, match="only ever added"), store.transaction() as tx:
        tx.audit._connection.exec_driver_sql(statement)
    store.close()
    assert check(written).whole


def test_it_goes_on_after_a_transaction_that_failed(store: Store):
    with store.transaction() as tx:
        tx.audit.add(T0, "cttt", "reveal", "q1")
    with pytest.raises(ValueError, match="on purpose"), store.transaction() as tx:
        _add_and_fail(tx)
    with store.transaction() as tx:
        tx.audit.add(T0, "cttt", "reveal", "q3")
        assert tx.audit.verify().whole
        assert [line.what for line in tx.audit.recent(5)] == ["q3", "q1"]


def _add_and_fail(tx):
    tx.audit.add(T0, "cttt", "reveal", "q2")
    raise ValueError("on purpose")
