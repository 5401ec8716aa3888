from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.items import Channel, Kind
from monitor.core.labels import Fact
from monitor.stories.view import Member
from monitor.stories.voices import voices_of, wave_of
from tests.fakes.store_rows import a_classification, an_item

ILL = (Fact("ill", "ói", 0, 2),)
WAVE = "Đề nghị Sở làm rõ khoản thu hai triệu của trường Hoa Sen"


def told(item_id: str, text: str | None = None, *, copy_of: str | None = None, facts=ILL, **fields) -> Member:
    fields.setdefault("channel", Channel.FACEBOOK_GROUP)
    fields.setdefault("kind", Kind.SOCIAL)
    fields.setdefault("source", "g")
    item = an_item(item_id, text or f"lời kể {item_id}", title=None, **fields)
    return Member(item, a_classification(item_id, facts=facts), copy_of)


def press(item_id: str, source: str, **fields) -> Member:
    fields = {"channel": Channel.PRESS_LOCAL, "kind": Kind.PRESS} | fields
    return told(item_id, source=source, **fields)


@pytest.mark.parametrize(
    ("members", "count"),
    [
        pytest.param([told("a", author="x"), told("b", author="y")], 2, id="two authors of one group"),
        pytest.param([told("a", author="x"), told("b", author="x", source="g2")], 1, id="one author in two groups"),
        pytest.param([told(str(n), author="x") for n in range(10)], 1, id="ten posts of one author"),
        pytest.param([told("a"), told("b")], 2, id="unknown authors, other words"),
        pytest.param([told("a", "Ngập rồi!"), told("b", "ngap roi")], 1, id="unknown authors, same words"),
        pytest.param([told("a", author="x"), told("b", author="y", copy_of="a")], 1, id="copies do not count"),
        pytest.param([press("a", "bao"), press("b", "bao", author="pv")], 1, id="one outlet, two articles"),
        pytest.param([press("a", "bao"), press("b", "bao-2")], 2, id="two outlets"),
        pytest.param(
            [told("a", channel=Channel.FACEBOOK_PAGE), told("b", channel=Channel.FACEBOOK_PAGE)], 1, id="page"
        ),
        pytest.param([told("a", channel=Channel.COMMENT, author="x", facts=())], 0, id="a reaction is no witness"),
        pytest.param([told("a", official=True, author="x"), told("b", official=True, author="y")], 1, id="one office"),
        pytest.param(
            [press("a", "bao"), press("b", "gom", channel=Channel.AGGREGATOR)], 1, id="an aggregator points at others"
        ),
        pytest.param(
            [told(name, f"{WAVE}. {name} bức xúc quá", author=name) for name in "abcde"], 1, id="a wave of accounts"
        ),
        pytest.param(
            [press(name, f"bao-{name}", text=f"{WAVE}.") for name in "ab"], 2, id="two papers quote one letter"
        ),
        pytest.param([], 0, id="nobody"),
    ],
)
def test_independent_voices(members, count):
    assert len(voices_of(members)) == count


def test_a_wave_is_noted_by_its_accounts():
    accounts = [told(name, f"{WAVE}! {name}", author=name) for name in "abcd"]
    copy = told("e", WAVE, author="e", copy_of="a")
    own = told("f", "Con tui cũng phải đóng, cô biểu tự nguyện", author="f")
    assert wave_of([*accounts, copy, own]) == 5
    assert wave_of([*accounts[:2], own]) == 0


def test_shares_and_reprints_are_no_wave():
    shares = [told(name, WAVE, author=name, shares="a", copy_of="a") for name in "bcd"]
    reprints = [press(name, f"bao-{name}", text=WAVE, copy_of="a") for name in "efg"]
    assert wave_of([told("a", WAVE, author="a"), *shares, *reprints]) == 0


@given(st.permutations([told(name, f"{WAVE}. {name}", author=name[:1]) for name in ("a1", "a2", "b1", "c1")]))
def test_the_number_of_voices_does_not_hang_on_the_order(members):
    assert len(voices_of(members)) == 1
    assert wave_of(members) == 3
