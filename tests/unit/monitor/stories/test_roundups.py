from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.core.items import Channel
from monitor.core.labels import Fact, PlaceMention
from monitor.stories.roundups import tells_only_of_others
from monitor.stories.view import Member
from tests.fakes.store_rows import a_classification, an_item

NAMES = {"Bến Tre": "ben-tre", "Ba Tri": "ben-tre/ba-tri", "Vĩnh Long": "vinh-long", "Cà Mau": "ca-mau", "Huế": "hue"}


def member(title: str, text: str, **fields) -> Member:
    item = an_item("a", text, title=title, **fields)
    whole = item.full_text
    places = tuple(
        PlaceMention(place, name, "province", whole.find(name), whole.find(name) + len(name), 0.9)
        for name, place in NAMES.items()
        if name in whole
    )
    start = whole.find("nhập viện")
    facts = (Fact("hospitalised", "nhập viện", start, start + 9, 21),) if start >= 0 else ()
    return Member(item, a_classification("a", places=places, facts=facts))


@pytest.mark.parametrize(
    ("title", "text", "others"),
    [
        pytest.param(
            "Điểm tin sáng: Huế thi robot, Bến Tre dạy bơi", "Cà Mau có 21 học sinh nhập viện. Bến Tre mở lớp bơi.",
            True, id="harm elsewhere",
        ),
        pytest.param(
            "Điểm tin sáng: Huế thi robot", "Cà Mau khai giảng. Ba Tri có 21 học sinh nhập viện.", False, id="harm here"
        ),
        pytest.param(
            "Điểm tin: Cà Mau mở hội, Bến Tre có 21 em nhập viện", "Tin chi tiết.", False, id="harm here, in a headline"
        ),
        pytest.param(
            "Điểm tin: Cà Mau có 21 em nhập viện, Bến Tre dạy bơi", "Tin chi tiết.", True,
            id="harm elsewhere, in a headline",
        ),
        pytest.param("Điểm tin sáng", "Vĩnh Long có 21 em nhập viện. Huế mở hội.", False, id="home by its later name"),
        pytest.param("Bến Tre dạy bơi", "Cà Mau có 21 học sinh nhập viện.", False, id="no round-up"),
    ],
)  # fmt: skip
def test_a_round_up_counts_only_for_what_it_says_of_us(title, text, others):
    assert tells_only_of_others(member(title, text), "ben-tre") is others


@pytest.mark.parametrize(
    ("text", "others"),
    [
        pytest.param("Ở Ba Tri, một em THPT Bãi Ngao té lầu. Em nhập viện.", False, id="one piece of ours"),
        pytest.param("Ở Ba Tri, THPT Bãi Ngao mở hội. Cà Mau có mưa. Một em nhập viện.", True, id="another province"),
        pytest.param("Ở Ba Tri, THPT Bãi Ngao mở hội.\nMột em nhập viện.", True, id="two pieces"),
        pytest.param("Ở Ba Tri có hội. Một em nhập viện.", True, id="no school"),
    ],
)
def test_a_bulletin_of_one_piece_on_a_school_of_ours_tells_of_us(text, others):
    told = member("Tin vắn", text)
    at = told.item.full_text.find("THPT Bãi Ngao")
    school = (PlaceMention("school:thpt-bai-ngao", "THPT Bãi Ngao", "school", at, at + 13, 0.9),) if at >= 0 else ()
    told = replace(told, labels=replace(told.labels, places=(*told.labels.places, *school)))
    assert tells_only_of_others(told, "ben-tre") is others


def test_a_comment_is_no_round_up():
    assert not tells_only_of_others(
        member("Điểm tin sáng", "Cà Mau có 21 em nhập viện", channel=Channel.COMMENT), "ben-tre"
    )
