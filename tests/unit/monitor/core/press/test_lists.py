"""Lists of persons as they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.press.distribution import Member
from monitor.core.press.lists import MAX_MEMBERS, addresses, member_lines, read_members

AN = Member("Nguyễn Văn An", "an@bao.example")


@pytest.mark.parametrize(
    ("typed", "members"),
    [
        pytest.param("Nguyễn Văn An; an@bao.example", (AN,), id="name and mail"),
        pytest.param("Nguyễn Văn An\tan@bao.example", (AN,), id="pasted from a sheet"),
        pytest.param("  Nguyễn  Văn An ;an@bao.example;\n\n", (AN,), id="blanks"),
        pytest.param("Nguyễn Văn An; an@bao.example\nnguyễn văn an; AN@bao.example", (AN,), id="twice is once"),
        pytest.param("Lê Bình", (Member("Lê Bình"),), id="a name alone"),
        pytest.param("Lê Bình;;zalo-1", (Member("Lê Bình", "", "zalo-1"),), id="Zalo alone"),
        pytest.param("\n \n", (), id="nobody"),
    ],
)
def test_lines_are_members(typed: str, members: tuple[Member, ...]) -> None:
    read = read_members(typed)
    assert (read.members, read.faults) == (members, ())


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("An; an@", "Dòng 1: «an@» không phải địa chỉ thư"),
        ("\nan@bao.example", "Dòng 2: thiếu họ tên"),
        ("; an@bao.example", "Dòng 1: thiếu họ tên"),
        ("a; b@c.example; d; e", "Dòng 1: có quá nhiều phần"),
        ("x" * 500, "Dòng 1: dài quá"),
        ("\n".join(f"Người {n}" for n in range(MAX_MEMBERS + 1)), "dài quá 300 người"),
    ],
)
def test_a_line_that_is_none_is_told(typed: str, fault: str) -> None:
    assert fault in read_members(typed).faults[0]


_cells = st.text(st.characters(categories=["Lu", "Ll", "Nd"]), min_size=1, max_size=20)


@given(st.lists(st.tuples(_cells, _cells, st.one_of(st.just(""), _cells)), max_size=9))
def test_what_is_written_is_read_again(rows: list[tuple[str, str, str]]) -> None:
    typed = "\n".join(f"{name}; {mail}@bao.example; {zalo}" for name, mail, zalo in rows)
    first = read_members(typed).members
    assert read_members(member_lines(first)).members == first


def test_addresses_are_pasted_once_each() -> None:
    assert addresses((AN, Member("Bình"), Member("An nữa", "an@bao.example"))) == "an@bao.example"
