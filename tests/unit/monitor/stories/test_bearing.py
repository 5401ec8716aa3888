"""A forgery is never suspected where no item bears on it both ways: what is skipped by that is never missed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from monitor.core.items import Channel, Kind
from monitor.stories.forgery import Bearing, bearing_of, forgery_suspected
from monitor.stories.view import Member
from tests.fakes.store_rows import a_classification, an_item

TEXTS = (
    "Thông báo của Sở Giáo dục Bến Tre cho học sinh toàn tỉnh nghỉ học hết tuần này",
    "Thông báo cho học sinh nghỉ học của Sở Giáo dục Bến Tre là giả mạo",
    "Bà con coi chừng giấy này giả đó, sở nói không có chuyện nghỉ học",
    "Trường trồng thêm cây trong sân",
)


@given(st.lists(st.tuples(st.sampled_from(TEXTS), st.booleans(), st.integers(1, 4)), max_size=6))
def test_what_is_suspected_bears_both_ways(told):
    members = [
        Member(
            an_item(f"q{n}", text, kind=Kind.SOCIAL, channel=Channel.PRESS_LOCAL if press else Channel.FACEBOOK_GROUP,
                    author=f"a{author}"),
            a_classification(f"q{n}"), None,
        )
        for n, (text, press, author) in enumerate(told)
    ]  # fmt: skip
    if forgery_suspected(members):
        assert {Bearing.DENIES, Bearing.PASSES_ON} <= {bearing_of(member.item) for member in members}


def test_both_bearings_are_seen():
    assert [bearing_of(an_item(text=text)) for text in (TEXTS[0], TEXTS[1], TEXTS[3])] == [
        Bearing.PASSES_ON, Bearing.DENIES, Bearing.NONE,
    ]  # fmt: skip
