"""The audit's chain: whole as written, broken by any change; nothing is changed or taken out by the product itself."""

from __future__ import annotations

import sqlite3

import pytest

from monitor.core.errors import StorageError
from monitor.store.audit import audit_key
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


KEY = audit_key(b"k" * 32)


def check(url, key=b""):
    store = open_store(url)
    store.key_audit(key)
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


@pytest.fixture
def keyed(written):
    """Plain lines of an older version, then as many made with the key."""
    store = open_store(written)
    store.key_audit(KEY)
    with store.transaction() as tx:
        for n in range(LINES):
            tx.audit.add(at(LINES + n), "cttt", "reveal", f"k{n}", person="lan")
    store.close()
    return written


def test_plain_lines_stay_verifiable_before_keyed_ones(keyed):
    result = check(keyed, KEY)
    assert result.whole
    assert (result.lines, result.keyed_from, result.key_used) == (2 * LINES, LINES + 1, True)
    assert check(keyed).whole  # without the key only the plain part can be judged
    assert not check(keyed, audit_key(b"x" * 32)).whole


def rewritten(path, upto, *, seal=""):
    """What somebody with the database alone can do: a chain of plain hashes over changed lines."""
    connection = sqlite3.connect(path)
    for trigger in ("audit_no_update", "audit_no_delete"):
        connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute("DELETE FROM audit WHERE number > ?", (upto,))
    connection.commit()
    connection.close()
    forger = open_store(f"sqlite:///{path}")
    with forger.transaction() as tx:
        rows = tx.audit._connection.exec_driver_sql("SELECT number, hash FROM audit ORDER BY number DESC").first()
        head = f"{rows.number} {rows.hash}{seal}"
        tx.meta.set("audit_head", head)
        tx.audit.add(at(99), "cttt", "reveal", "giả", person="ai-do")
    forger.close()


def test_a_plain_line_after_keyed_ones_is_somebody_elses(path, keyed):
    rewritten(path, 2 * LINES)
    result = check(keyed, KEY)
    assert result.broken_at == 2 * LINES + 1


def test_a_chain_rewritten_without_the_key_has_no_keyed_line(path, keyed):
    rewritten(path, LINES)
    assert check(keyed, KEY).keyed_from is None


@pytest.mark.parametrize("seal", ["", " " + "0" * 64])
def test_cutting_keyed_lines_off_with_their_head_is_found(path, keyed, seal):
    connection = sqlite3.connect(path)
    connection.execute("DROP TRIGGER audit_no_delete")
    connection.execute("DELETE FROM audit WHERE number = ?", (2 * LINES,))
    mark = connection.execute("SELECT hash FROM audit ORDER BY number DESC").fetchone()[0]
    connection.execute("UPDATE meta SET value = ? WHERE key = 'audit_head'", (f"{2 * LINES - 1} {mark}{seal}",))
    connection.commit()
    connection.close()
    assert check(keyed, KEY).broken_at == 2 * LINES


def test_a_noted_head_is_found_again_and_a_foreign_one_is_not(keyed):
    store = open_store(keyed)
    store.key_audit(KEY)
    with store.transaction() as tx:
        noted = tx.audit.anchor()
        tx.audit.add(at(99), "cttt", "reveal", "q9")
        assert tx.audit.holds(noted)
        assert tx.audit.holds("0:")
        assert not tx.audit.holds(noted.replace(":k:", ":k:0", 1))
        assert not any(tx.audit.holds(wrong) for wrong in ("", "x", "999999:k:1", "9" * 40 + ":a", noted.split(":")[0]))
    store.close()
