from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.items import Channel, Kind, Media
from monitor.core.labels import Fact
from monitor.stories.copies import containment, jaccard, shingles_of

BODY = (
    "Sáng nay, đoàn kiểm tra của huyện đến làm việc với ban giám hiệu và bếp ăn bán trú, ghi nhận nhiều thiếu sót "
    "trong khâu lưu mẫu, sổ kiểm thực ba bước chưa ghi đầy đủ, nguồn rau củ không có hóa đơn. Đoàn yêu cầu khắc phục "
    "trong mười ngày và sẽ trở lại kiểm tra không báo trước vào tháng sau."
)
TITLE = "Đoàn kiểm tra chỉ ra nhiều thiếu sót ở bếp ăn bán trú"
POST = "Đường vào cổng trường ngập tới đầu gối, mấy đứa nhỏ lội bì bõm tội quá bà con ơi"

words = st.lists(st.sampled_from(["học", "sinh", "trường", "lớp", "ăn", "ngủ", "chơi", "vui", "mưa"]), max_size=40)


@given(words, words)
def test_likeness_is_symmetric_and_within_bounds(one, other):
    a, b = shingles_of(one), shingles_of(other)
    assert jaccard(a, b) == jaccard(b, a)
    assert 0 <= jaccard(a, b) <= containment(a, b) <= 1


@given(words.filter(len))
def test_a_text_is_all_of_itself(one):
    assert jaccard(shingles_of(one), shingles_of(one)) == 1


@pytest.mark.parametrize(
    ("text", "fields", "copy"),
    [
        pytest.param(BODY, {"title": TITLE}, True, id="same text"),
        pytest.param(BODY.upper(), {"title": TITLE}, True, id="upper case"),
        pytest.param(
            "(Báo Xa) - " + BODY, {"title": "Huyện chỉ ra thiếu sót ở bếp ăn trường học"}, True, id="new headline"
        ),
        pytest.param(BODY[:230], {"title": TITLE}, True, id="cut short"),
        pytest.param(
            "Chi tiết xem tại bài gốc.", {"title": TITLE, "channel": Channel.AGGREGATOR}, True, id="aggregator"
        ),
        pytest.param(
            "Nội dung khác hẳn, kể chuyện một lớp học hát dân ca vào chiều thứ bảy hằng tuần của các cô bác lớn "
            "tuổi trong xóm, ai cũng vui.",
            {"title": "Lớp dân ca"},
            False,
            id="other text",
        ),
        pytest.param("", {"title": TITLE, "source": "b"}, True, id="headline alone"),
    ],
)
def test_reprints(room, make, text, fields, copy):
    room.arrives(make("o", BODY, title=TITLE, source="bao-a"))
    room.arrives(make("x", text, minutes=30, **{"source": "bao-b", **fields}))
    assert (room.latest["x"].copy_of == "o") is copy
    assert room.together("o", "x") is copy


def test_copy_of_a_copy_names_the_origin(room, make):
    for number, item_id in enumerate(("o", "x", "y")):
        room.arrives(make(item_id, BODY, title=TITLE, minutes=number, source=item_id))
    assert room.latest["y"].copy_of == "o"


def test_same_address_is_a_copy(room, make):
    room.arrives(make("o", BODY, title=TITLE, url="https://www.b.example/a-1.html"))
    room.arrives(
        make("x", "Bài đã được cập nhật toàn bộ.", title="Tít khác", url="http://b.example/a-1.html?utm_medium=z#c")
    )
    assert room.latest["x"].copy_of == "o"


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        pytest.param(POST, True, id="word for word"),
        pytest.param(POST + " huhu", True, id="a sob added"),
        pytest.param(
            "Duong vao cong truong ngap toi dau goi, may dua nho loi bi bom toi qua ba con oi", True, id="no accents"
        ),
        pytest.param(
            "Nước ngập tới cổng trường rồi, con em sáng nay phải cõng vô lớp luôn", False, id="another witness"
        ),
    ],
)
def test_short_posts(room, make, text, copy):
    room.arrives(make("o", POST, source="g1", author="a"))
    room.arrives(make("x", text, minutes=9, source="g2", author="b"))
    assert (room.latest["x"].copy_of == "o") is copy


def test_words_of_everybody_are_nobodys_copy(room, make):
    room.arrives(make("o", "Chia buồn cùng gia đình", source="g1"))
    room.arrives(make("x", "Chia buồn cùng gia đình", minutes=9, source="g2"))
    assert room.latest["x"].copy_of is None


@pytest.mark.parametrize(
    ("old", "new", "places"),
    [
        pytest.param("Trường Tiểu học Hoa Sen", "Trường Tiểu học Rạch Dừa", ("hoa-sen", "rach-dua"), id="school"),
        pytest.param("xã An Đức", "xã Tân Hào", ("an-duc", "tan-hao"), id="commune"),
        pytest.param("38 học sinh", "61 học sinh", ("hoa-sen", "hoa-sen"), id="count"),
    ],
)
def test_template_filled_in_anew_is_no_copy(room, make, old, new, places):
    text = f"Tin từ {old}: đoàn công tác đã đến. {BODY}"
    room.arrives(make("o", text, title="Tin kiểm tra bếp ăn ở một điểm trường", source="a"), places[0])
    other = text.replace(old, new)
    room.arrives(make("x", other, title="Kết quả kiểm tra bếp ăn một điểm trường", minutes=60, source="b"), places[1])
    assert room.latest["x"].copy_of is None


def test_same_picture_lowers_the_bar_for_short_posts(room, make):
    clip = (Media("image", "h1"),)
    room.arrives(make("o", POST, media=clip, source="g1"))
    room.arrives(
        make("x", "Đường vô cổng trường ngập tới đầu gối luôn, mấy đứa nhỏ lội bì bõm nè", media=clip, minutes=3)
    )
    assert room.latest["x"].copy_of == "o"


def test_copies_end_with_the_window(room, make):
    room.arrives(make("o", BODY, title=TITLE))
    room.arrives(make("x", BODY, title=TITLE, minutes=timedelta(days=15).total_seconds() / 60, kind=Kind.PRESS))
    assert room.latest["x"].copy_of is None


@pytest.mark.parametrize(
    ("text", "fields", "copy"),
    [
        pytest.param("Ai coi chưa, đáng sợ thiệt", {}, True, id="handed on"),
        pytest.param("Ai coi chưa, đáng sợ thiệt", {"media": (Media("image", "h2"),)}, False, id="another picture"),
        pytest.param("Con tui cũng bị vậy nè", {"facts": (Fact("ill", "bị", 0, 2),)}, False, id="a fact of one's own"),
        pytest.param(POST + ". " + BODY, {}, False, id="many words of one's own"),
        pytest.param("Ảnh bạn đọc gửi", {"title": "Ngập ở cổng trường"}, False, id="a paper prints it"),
    ],
)
def test_a_picture_handed_on_is_a_copy(room, make, text, fields, copy):
    picture = (Media("image", "h1"),)
    fields = {"media": picture, "source": "g2"} | fields
    facts = fields.pop("facts", ())
    room.arrives(make("o", "Thầy nhắn tin cho con tui, tui chụp lại nè", media=picture, source="g1", author="a"))
    room.arrives(make("x", text, minutes=9, author="b", **fields), facts=facts)
    assert (room.latest["x"].copy_of == "o") is copy
