"""`monitor accounts` and `monitor audit verify` on a database of their own."""

from __future__ import annotations

import re

import pytest

from monitor.store.database import open_store
from tests.fakes.store_rows import T0

LINK = re.compile(r"http://127\.0\.0\.1:8080/thiet-lap/([\w-]+)")


@pytest.fixture
def store(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'var' / 'monitor.db'}")
    yield store
    store.close()


def test_an_account_is_added_with_a_link_and_no_password(monitor, store):
    made = monitor("accounts", "add", "Lan.Nguyen", "--name", "Nguyễn Thị Lan", "--role", "truc-tin")
    assert made.status == 0
    assert LINK.search(made.out)
    with store.read() as tx:
        account = tx.users.by_login("lan.nguyen")
        assert account.password is None
        assert [line.person for line in tx.audit.recent(2)] == ["lệnh monitor", "lệnh monitor"]
    listed = monitor("accounts", "list").out
    assert "Nguyễn Thị Lan" in listed
    assert "chưa đặt mật khẩu" in listed


@pytest.mark.parametrize(
    "words",
    [
        ("add", "có dấu", "--name", "A", "--role", "truc-tin"),
        ("add", "lan", "--name", "A", "--role", "vua"),
        ("add", "lan", "--name", "A", "--role", "don-vi"),
        ("add", "lan", "--name", "A", "--role", "don-vi", "--unit", "khong-co"),
        ("link", "khong-co"),
    ],
)
def test_what_cannot_be_is_refused(monitor, store, words):
    assert monitor("accounts", *words).status == 2
    with store.read() as tx:
        assert tx.users.all() == ()


def test_a_name_is_given_once(monitor, store):
    words = ("accounts", "add", "lan", "--name", "A", "--role", "chi-xem")
    assert monitor(*words).status == 0
    assert monitor(*words).status == 2


def test_a_new_link_ends_the_one_before(monitor, store):
    first = LINK.search(monitor("accounts", "add", "lan", "--name", "A", "--role", "chi-xem").out)[1]
    second = LINK.search(monitor("accounts", "link", "lan").out)[1]
    assert first != second


def test_the_audit_is_checked(monitor, store):
    monitor("accounts", "add", "lan", "--name", "A", "--role", "chi-xem")
    whole = monitor("audit", "verify")
    assert whole.status == 0
    assert "2 dòng" in whole.out
    with store.transaction() as tx:
        tx.audit._connection.exec_driver_sql("DROP TRIGGER audit_no_update")
        tx.audit._connection.exec_driver_sql("UPDATE audit SET note = 'khác' WHERE number = 1")
    broken = monitor("audit", "verify")
    assert broken.status == 1
    assert "từ dòng 1" in broken.out


def test_the_audit_is_checked_with_its_key_and_against_a_noted_head(monitor, store):
    monitor("accounts", "add", "lan", "--name", "A", "--role", "chi-xem")
    noted = monitor("audit", "anchor").out.strip()
    monitor("accounts", "link", "lan")
    checked = monitor("audit", "verify", "--anchor", noted)
    assert checked.status == 0
    assert "ký bằng khóa từ dòng 1" in checked.out
    assert monitor("audit", "verify", "--anchor", f"{noted}0").status == 1


def test_a_log_without_a_keyed_line_is_not_called_whole(monitor, store):
    with store.transaction() as tx:
        tx.audit.add(T0, "cttt", "reveal", "q1")
    checked = monitor("audit", "verify")
    assert checked.status == 1
    assert "chưa có dòng nào ký bằng khóa" in " ".join(checked.out.split())
