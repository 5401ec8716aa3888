from __future__ import annotations

import pytest

from monitor.core.items import Kind
from monitor.stories.calling import name_at

NEAR = {"tan-trung", "mo-cay-nam", "an-phuoc"}


@pytest.mark.parametrize(
    ("run", "name", "place"),
    [
        pytest.param("cay gon tan trung", "cay gon", "tan-trung", id="the commune after it"),
        pytest.param("cay gon tan trung mo cay nam", "cay gon", "tan-trung", id="commune and district"),
        pytest.param("cay gon", "cay gon", "", id="the name alone"),
        pytest.param("tan trung", "tan trung", "", id="a place alone is no name with a place"),
        pytest.param("cay gon tan xuan", "cay gon tan xuan", "", id="a place that nobody named"),
    ],
)
def test_a_name_that_runs_on_into_a_place(run, name, place):
    assert name_at(run, NEAR) == (name, place)


FIGHT = "Xin coi clip nhóm trẻ Gấu Trúc ở An Đức, cô bịt miệng rồi bạo hành bé mới hai tuổi, ai cũng giận run hết trơn"


@pytest.mark.parametrize(
    ("text", "joins"),
    [
        pytest.param("Con em cũng gửi Gấu Trúc An Đức, bạo hành hoài mà", True, id="name and place"),
        pytest.param("Bé nhà tui cũng bị bạo hành, đã báo công an An Đức", True, id="the commune alone"),
        pytest.param("Con em gửi Mặt Trời Tân Xuân cũng bạo hành nè", False, id="another name and place"),
    ],
)
def test_a_second_voice_with_a_bare_name_and_the_commune_is_of_the_same_case(room, make, text, joins):
    room.arrives(make("a", FIGHT, kind=Kind.SOCIAL, source="g1", source_place="Ba Tri"), "ba-tri", "an-duc")
    room.arrives(make("b", text, minutes=25, kind=Kind.SOCIAL, source="g2", source_place="Ba Tri"))
    assert room.together("a", "b") is joins


def test_the_market_next_to_a_burnt_school_is_another_story(room, make):
    kitchen = "Bếp ăn Trường Tiểu học Hoa Sen (xã An Đức) bốc cháy sáng 12-10 do rò gas, một cấp dưỡng bỏng tay."
    market = "Rạng sáng 13-10, lửa thiêu rụi bốn ki-ốt vải, giày dép ở chợ An Đức, ngọn lửa cháy lan rất nhanh."
    room.arrives(make("a", kitchen, title="Cháy bếp ăn bán trú"), "hoa-sen", "an-duc")
    room.arrives(make("b", market, minutes=900, title="Tiểu thương trắng tay"), "an-duc")
    assert not room.together("a", "b"), room.latest["b"].why


OUTAGE = "Giờ thi vào 10 sáng nay ở THPT Bãi Ngao, xã An Đức, đề photo mờ không đọc được, thí sinh khóc quá trời luôn"


@pytest.mark.parametrize(
    ("text", "types", "joins"),
    [
        pytest.param("phong 7 bai ngao ne, de mo cau cuoi t bo trong luon a", ("exam-error",), True, id="its-name"),
        pytest.param("phong 7 ne mn oi, de mo cau cuoi t bo trong luon a", ("exam-error",), False, id="no-name"),
        pytest.param("cho bai ngao sang nay ca tuoi lam ba con oi, ghe moi ve", (), False, id="another-matter"),
    ],
)
def test_a_name_dropped_in_lower_case_ties_posts_on_one_kind_of_thing(room, make, text, types, joins):
    room.arrives(
        make("a", OUTAGE, source="g1", source_place="Ba Tri"), "bai-ngao", "an-duc", "ben-tre", types=("exam-error",)
    )
    room.arrives(make("b", text, minutes=50, source="g2", source_place="x"), "ben-tre", types=types)
    assert room.together("a", "b") is joins, room.latest["b"].why


@pytest.mark.parametrize(
    ("source", "agrees"), [("cho-que-an-duc-24h", True), ("cho-que-tan-hao-24h", False), ("anduc", False)]
)
def test_a_group_named_after_the_commune_is_of_there(room, make, source, agrees):
    room.arrives(make("a", FIGHT, kind=Kind.SOCIAL, source="g1"), "hoa-sen", "an-duc")
    text = "Ngó qua rào Hoa Sen thấy tụi nhỏ chạy tán loạn, bạo hành thiệt chứ không phải giỡn, ai có con trong đó coi"
    room.arrives(make("b", text, minutes=25, kind=Kind.SOCIAL, source=source, source_place="x"))
    assert room.together("a", "b") is agrees, room.latest["b"].why
