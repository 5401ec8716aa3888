"""The menu: everyday work first, the rest in a group that is none when it would hold one entry."""

from __future__ import annotations

import pytest

from monitor.core.accounts import Account, Role
from monitor.desk.layout import MENU, current_entry, menu_for
from tests.fakes.store_rows import T0


def account(role: Role) -> Account:
    return Account(id="u", login="u", name="U", role=role, created_at=T0, unit="gdth" if role is Role.UNIT else None)


@pytest.mark.parametrize("role", Role)
def test_a_group_holds_more_than_one_entry_or_is_none(role):
    folded = [entry.name for entry in menu_for(account(role)) if entry.folded]
    assert len(folded) != 1
    assert "Hướng dẫn" in [entry.name for entry in menu_for(account(role))]


def test_a_unit_has_everything_in_sight():
    assert not any(entry.folded for entry in menu_for(account(Role.UNIT)))


def test_everyday_work_comes_first_and_keys_are_not_given_twice():
    order = [entry.folded for entry in MENU]
    assert order == sorted(order)
    assert len({entry.key for entry in MENU}) == len(MENU)
    assert sum(not entry.folded for entry in MENU) <= 7


def test_before_signing_in_there_is_no_menu():
    assert menu_for(None) == ()


@pytest.mark.parametrize(
    ("path", "entry"), [("/", "/"), ("/su-co/v1", "/su-co"), ("/bao-cao/gui/1", "/bao-cao"), ("/dang-nhap", "")]
)
def test_a_page_belongs_to_an_entry(path, entry):
    assert current_entry(path) == entry
