from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.core.items import Channel, Kind, Media
from monitor.core.labels import Fact
from monitor.stories.index import story_id_for

TRAINING = (
    "Sáng 12-10, hơn 60 nhân viên cấp dưỡng các trường tiểu học ở huyện Ba Tri dự lớp tập huấn "
    "phòng ngừa ngộ độc thực phẩm."
)
ASKING = "Có mẹ nào con học bán trú TH Hoa Sen ở An Đức trưa nay bị đau bụng, ói không ạ? Con em đang ở trạm xá."
SHORT = "Lớp 3 bên Hoa Sen nhập viện mười mấy đứa rồi, xe cấp cứu chạy liên tục."
PRESS = (
    "Theo Trung tâm Y tế huyện Ba Tri, hơn 60 học sinh Trường Tiểu học Hoa Sen được đưa vào cấp cứu. "
    "Cơ quan chức năng đã lấy mẫu thức ăn."
)
PRESS_TITLE = "Hơn 60 học sinh tiểu học nhập viện sau bữa ăn bán trú"
TWIN = (
    "Theo Trung tâm Y tế huyện Giồng Trôm, 45 học sinh Trường Tiểu học Rạch Dừa được đưa vào cấp cứu. "
    "Cơ quan chức năng đã lấy mẫu thức ăn."
)


def poisoning(room, make):
    room.arrives(make("q0", TRAINING, title="Ba Tri tập huấn an toàn thực phẩm cho bếp ăn bán trú"), "ba-tri")
    room.arrives(make("q1", ASKING, minutes=250, source="g77", source_place="Ba Tri", author="a1"), "hoa-sen", "an-duc")
    room.arrives(make("q2", SHORT, minutes=270, source="g77", source_place="Ba Tri", author="a2"))
    room.arrives(make("q3", PRESS, minutes=345, title=PRESS_TITLE), "hoa-sen", "ba-tri", "an-duc")


def test_growing_poisoning_is_one_story_without_the_training_before_it(room, make):
    poisoning(room, make)
    assert room.together("q1", "q2", "q3")
    assert not room.together("q0", "q1")


def test_story_id_comes_from_the_first_item(room, make):
    poisoning(room, make)
    assert room.latest["q3"].story_id == story_id_for("q1")
    assert story_id_for("q1").startswith("st-")
    assert len(story_id_for("q1")) == len("st-") + 10


def test_reason_names_school_place_and_likeness(room, make):
    poisoning(room, make)
    why = room.latest["q3"].why
    assert why.startswith("Cùng trường Tiểu học Hoa Sen, cùng địa bàn xã An Đức")
    assert "nội dung giống 0," in why


def test_same_template_at_another_school_is_another_story(room, make):
    poisoning(room, make)
    room.arrives(make("t1", TWIN, minutes=400, title=PRESS_TITLE, source="b"), "rach-dua", "giong-trom", "tan-hao")
    assert not room.together("q3", "t1")
    assert room.latest["t1"].copy_of is None
    assert "khác trường" in room.latest["t1"].why


def test_another_happening_at_the_same_school_is_another_story(room, make):
    poisoning(room, make)
    text = (
        "Trường Tiểu học Hoa Sen, xã An Đức vừa đón bằng công nhận đạt chuẩn quốc gia mức độ 1, nhiều học sinh dự lễ."
    )
    room.arrives(make("s1", text, minutes=400, title="Trường Hoa Sen đạt chuẩn quốc gia"), "hoa-sen", "an-duc")
    assert not room.together("q3", "s1")


@pytest.mark.parametrize(
    ("text", "fields", "joins"),
    [
        pytest.param(
            "bên hoa sen sao rồi mọi người", {"source": "g77"}, True, id="bare name in lower case, same group"
        ),
        pytest.param("Bên Hoa Sen sao rồi mọi người", {"source_place": "Ba Tri"}, True, id="bare name, same place"),
        pytest.param("Bên Hoa Sen sao rồi mọi người", {"source": "gx"}, False, id="bare name, unknown surroundings"),
        pytest.param("Hồ này nhiều hoa sen đẹp quá", {"source": "g77"}, False, id="the flower"),
        pytest.param("Hoa Sen còn nhận hồ sơ trái tuyến không", {"source": "g77"}, False, id="other subject"),
        pytest.param("Nghe nói mấy đứa nhỏ ói quá trời", {"source": "g77"}, False, id="no anchor"),
        pytest.param("Trời ơi tin này", {"links": ("https://b.example/tin-1?utm_source=fb",)}, True, id="link"),
        pytest.param("Thêm 5 bé ói nữa nè", {"source": "g77", "author": "a2"}, True, id="same author goes on"),
    ],
)
def test_short_posts_need_something_to_hold_on_to(room, make, text, fields, joins):
    poisoning(room, make)
    room.arrives(
        make(
            "q4",
            PRESS + " Thông tin thêm từ trường.",
            minutes=346,
            title="Bếp ăn bán trú bị niêm phong",
            url="https://b.example/tin-1",
        ),
        "hoa-sen",
        "an-duc",
    )
    room.arrives(make("p", text, minutes=360, **fields))
    assert room.together("q1", "p") is joins


def test_round_up_stands_alone_and_does_not_bridge(room, make):
    poisoning(room, make)
    room.arrives(
        make("t1", TWIN, minutes=350, title="Học sinh Rạch Dừa nhập viện"), "rach-dua", "giong-trom", "tan-hao"
    )
    text = "Hơn 60 học sinh Trường Tiểu học Hoa Sen nhập viện; 45 học sinh Trường Tiểu học Rạch Dừa cấp cứu."
    room.arrives(make("r", text, minutes=400, title="Điểm tin giáo dục: hai vụ ngộ độc"), "hoa-sen", "rach-dua")
    room.arrives(make("q9", PRESS, minutes=420, title="Thêm học sinh Hoa Sen nhập viện", source="z"), "hoa-sen")
    assert not room.together("r", "q3")
    assert not room.together("q3", "t1")
    assert room.together("q3", "q9")


def test_a_bulletin_with_one_short_piece_on_one_school_is_no_round_up(room, make):
    text = "Tin từ huyện Ba Tri: trưa nay hơn 60 học sinh Trường Tiểu học Hoa Sen được đưa vào cấp cứu sau bữa ăn."
    room.arrives(make("b", text, title="Tin vắn"), "hoa-sen", "ba-tri")
    room.arrives(make("q3", PRESS, minutes=60, title=PRESS_TITLE), "hoa-sen", "ba-tri", "an-duc")
    assert room.together("b", "q3")


@pytest.mark.parametrize(
    ("place", "joins"),
    [pytest.param((), False, id="words of the season alone"), pytest.param(("hoa-sen",), True, id="and the school")],
)
def test_an_accident_is_no_report_of_the_feast_it_happened_at(room, make, place, joins):
    feast = "Các trường trong huyện treo băng rôn, cờ hoa chào mừng ngày hội đọc sách và dọn dẹp sân trường."
    fall = (
        "Khi treo băng rôn chào mừng ngày hội đọc sách, thầy T. trượt thang, té xuống nền gạch, "
        "tử vong trên đường đi viện."
    )
    room.arrives(make("f", feast, title="Các trường treo băng rôn mừng ngày hội đọc sách"), *place)
    at = fall.find("tử vong")
    room.arrives(
        make("d", fall, minutes=90, title="Thầy giáo mất khi treo băng rôn"),
        *place,
        facts=(Fact("death", "tử vong", at, at + 7),),
    )
    assert room.together("f", "d") is joins


def test_comment_goes_with_what_it_answers(room, make):
    poisoning(room, make)
    room.arrives(make("c", "Tội mấy cháu quá", minutes=380, channel=Channel.COMMENT, reply_to="q3"))
    assert room.together("c", "q3")
    assert room.latest["c"].copy_of is None


def test_loose_post_is_merged_when_the_school_gets_its_full_name(room, make):
    text = "Mười mấy đứa bên Hoa Sen nhập viện rồi, nghe nói ói hết cả lớp"
    room.arrives(make("x", text, source="g77", source_place="Ba Tri"))
    room.arrives(make("y", PRESS, minutes=60, title=PRESS_TITLE), "hoa-sen", "ba-tri", "an-duc")
    assert room.together("x", "y")
    assert room.latest["y"].story_id == story_id_for("x")


def test_two_stories_are_merged_when_an_item_shows_they_are_one(room, make):
    room.arrives(
        make(
            "a",
            "Nhiều học sinh đau bụng, nôn ói sau bữa trưa, đang cấp cứu ở trung tâm y tế. Ai biết gì không, "
            "bên Hoa Sen thì phải, hay trường nào",
            source="g1",
        )
    )
    later = 60 * 40
    room.arrives(make("b", "Bên Hoa Sen ói cả lớp", minutes=later, source="g2", source_place="Ba Tri"))
    moved = room.arrives(
        make(
            "c",
            "Nhiều học sinh TH Hoa Sen ở An Đức đau bụng, nôn ói sau bữa trưa, đang cấp cứu ở trung "
            "tâm y tế huyện Ba Tri. Ai có con học ở đó hỏi thăm giùm.",
            minutes=later + 4,
            source="g2",
        ),
        "hoa-sen",
        "an-duc",
        "ba-tri",
    )
    assert room.together("a", "b", "c")
    assert [row.item_id for row in moved] == ["c", "b"]
    assert room.index.redirects() == ((story_id_for("b"), story_id_for("a")),)
    assert room.index.redirects() == ()


def test_redelivery_changes_nothing_and_a_new_version_stays(room, make):
    poisoning(room, make)
    again = make("q3", PRESS, minutes=345, title=PRESS_TITLE)
    assert room.arrives(again, "hoa-sen", "an-duc") == (room.latest["q3"],)
    corrected = replace(again, text=PRESS.replace("60", "72"))
    assert room.arrives(corrected, "hoa-sen", "an-duc")[0].story_id == room.latest["q1"].story_id


def test_after_the_window_a_like_item_opens_a_new_story(room, make):
    poisoning(room, make)
    room.arrives(make("late", PRESS, minutes=60 * 24 * 16, title=PRESS_TITLE), "hoa-sen", "an-duc")
    assert not room.together("q3", "late")
    assert room.latest["late"].copy_of is None


def test_share_with_a_testimony_is_a_voice_and_a_bare_share_a_copy(room, make):
    poisoning(room, make)
    own = "Con em cũng nằm trong số này, tối qua sốt cao phải truyền nước, bác sĩ nói theo dõi thêm hai ngày nữa"
    fact = Fact("hospitalised", "truyền nước", 0, 4)
    room.arrives(make("v", own, minutes=350, shares="q1", author="a9"), facts=(fact,))
    room.arrives(make("w", "Chia sẻ cho mọi người biết", minutes=351, shares="q1", author="a8"))
    assert room.latest["w"].copy_of == "q1"
    assert room.latest["v"].copy_of is None
    assert room.together("q1", "v", "w")


def test_a_late_share_is_still_a_copy(room, make):
    poisoning(room, make)
    room.arrives(make("late", "Coi lại nè", minutes=60 * 24 * 20, shares="q3"))
    assert room.latest["late"].copy_of == "q3"
    assert room.together("q3", "late")


def test_picture_ties_a_wordless_post_to_the_story(room, make):
    clip = (Media("video", "hash-1"),)
    text = "Mọi người xem clip nữ sinh bị đánh hội đồng trong nhà vệ sinh trường mình chưa, coi mà xót, em nào vậy ta"
    room.arrives(make("a", text, media=clip, source="g1"))
    room.arrives(make("b", "Clip nóng nè", minutes=5, media=clip, source="g2"))
    assert room.together("a", "b")


@pytest.mark.parametrize("stop", range(1, 9))
def test_restart_gives_the_same_stories(new_room, make, stop):
    whole, before = new_room(), new_room()
    items = [
        (make("q0", TRAINING, title="Ba Tri tập huấn an toàn thực phẩm"), ("ba-tri",)),
        (make("b", "Bên Hoa Sen ói cả lớp", minutes=5, source="g2", source_place="Ba Tri"), ()),
        (make("q1", ASKING, minutes=250, source="g77", source_place="Ba Tri", author="a1"), ("hoa-sen", "an-duc")),
        (make("q2", SHORT, minutes=270, source="g77", author="a2"), ()),
        (make("c", "Tội nghiệp", minutes=272, channel=Channel.COMMENT, reply_to="q2"), ()),
        (make("q3", PRESS, minutes=345, title=PRESS_TITLE), ("hoa-sen", "ba-tri")),
        (make("k", PRESS, minutes=346, title=PRESS_TITLE, source="agg"), ("hoa-sen", "ba-tri")),
        (make("t1", TWIN, minutes=400, title=PRESS_TITLE), ("rach-dua", "giong-trom")),
        (make("q5", "bên hoa sen sao rồi", minutes=420, source="g77"), ()),
    ]
    for item, places in items:
        whole.arrives(item, *places)
    for item, places in items[:stop]:
        before.arrives(item, *places)
    after = new_room()
    after.index.restore(before.stored())
    for item, places in items[stop:]:
        after.arrives(item, *places)
    assert after.latest == {item_id: row for item_id, row in whole.latest.items() if item_id in after.latest}


def test_same_stream_gives_the_same_answer(new_room, make):
    rooms = []
    for _ in range(2):
        room = new_room()
        poisoning(room, make)
        rooms.append(room.latest)
    assert rooms[0] == rooms[1]


def test_every_item_is_placed_whatever_it_is(room, make):
    rng = random.Random(5)
    words = ["học", "sinh", "trường", "🙂", "12", "Hoa", "Sen", "!!", "ăn", "\u200b", "A.B.C", "(", "điểm", "tin"]
    for number in range(80):
        text = " ".join(rng.choice(words) for _ in range(rng.randint(1, 40)))
        item = make(
            f"r{number}", text, minutes=number, kind=rng.choice(list(Kind)), url=rng.choice([None, "http://[", "x"])
        )
        assert room.arrives(item)[0].item_id == item.id
    late = make("late", "đến muộn, đăng từ năm ngoái", minutes=90)
    assert room.arrives(replace(late, published_at=late.arrived_at - timedelta(days=400)))[0].item_id == "late"


BAKERY = (
    "Đoàn kiểm tra đã tạm ngưng cơ sở làm bánh ở xã Tân Xuân cung cấp cho Trường Tiểu học Hoa Sen, "
    "nơi có hơn 60 học sinh nhập viện sau bữa ăn bán trú."
)


def test_the_bakery_in_another_commune_of_the_district_belongs_to_the_school_it_served(room, make):
    poisoning(room, make)
    room.arrives(make("b1", BAKERY, minutes=900, title="Ngưng cơ sở làm bánh vụ hơn 60 học sinh nhập viện", source="b"),
                 "hoa-sen", "tan-xuan", "ba-tri")  # fmt: skip
    assert room.together("q3", "b1")


def test_a_school_of_that_name_in_another_district_is_another_school(room, make):
    poisoning(room, make)
    room.arrives(make("t1", TWIN.replace("Rạch Dừa", "Hoa Sen"), minutes=400, title=PRESS_TITLE, source="b"),
                 "hoa-sen", "giong-trom", "tan-hao")  # fmt: skip
    assert not room.together("q3", "t1")


ARTICLE = "Nhiều trường tiểu học ở Bến Tre công khai thực đơn bán trú trên bảng tin."
FOUL = "Trường TH Hoa Sen thì thịt có mùi hôi, con tui ăn về ói hai bữa nay mà hiệu trưởng biểu im"
ILL = (Fact("ill", "ói", 0, 2),)


@pytest.mark.parametrize(
    ("places", "facts", "apart"),
    [
        pytest.param(("hoa-sen",), ILL, True, id="harm at a school the article does not name"),
        pytest.param((), ILL, False, id="harm at no school"),
        pytest.param(("hoa-sen",), (), False, id="a school and no harm"),
    ],
)
def test_a_comment_that_tells_of_its_own_school_is_a_story_of_its_own(room, make, places, facts, apart):
    room.arrives(make("a", ARTICLE, title="Nâng cao chất lượng bữa ăn bán trú", source="bao"), "ben-tre")
    comment = make(
        "c", FOUL, minutes=30, channel=Channel.COMMENT, source="bao", reply_to="a", kind=Kind.SOCIAL,
        context="Nâng cao chất lượng bữa ăn bán trú",
    )  # fmt: skip
    room.arrives(comment, *places, facts=facts)
    assert room.together("a", "c") is not apart


def test_a_comment_with_harm_stays_with_the_article_on_that_school(room, make):
    room.arrives(make("a", PRESS, title=PRESS_TITLE), "hoa-sen", "ba-tri")
    room.arrives(make("c", FOUL, minutes=30, channel=Channel.COMMENT, reply_to="a"), "hoa-sen", facts=ILL)
    assert room.together("a", "c")


def test_a_comment_with_its_own_story_keeps_it_through_a_restart(new_room, make):
    room = new_room()
    room.arrives(make("a", ARTICLE, title="Nâng cao chất lượng bữa ăn bán trú", source="bao"), "ben-tre")
    room.arrives(make("c", FOUL, minutes=30, channel=Channel.COMMENT, reply_to="a"), "hoa-sen", facts=ILL)
    again = new_room()
    again.index.restore(room.stored())
    more = make("d", "Bếp TH Hoa Sen nấu thịt hôi, bé nhà tui ói cả đêm, cô ơi coi lại", minutes=50, source="g")
    (placed,) = again.arrives(more, "hoa-sen", facts=ILL, types=("food-poisoning",))
    assert placed.story_id == room.latest["c"].story_id


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        pytest.param(
            "Trắc nghiệm: bạn biết gì về sông ngòi nước ta?", "Trắc nghiệm: bạn biết gì về vua chúa nước ta?", False,
            id="two quizzes",
        ),
        pytest.param("Câu chuyện giáo dục số 12", "Câu chuyện giáo dục số 13", False, id="two numbers of a series"),
        pytest.param(
            "Bếp ăn bẩn ở trường học, kỳ 1: bữa cơm lạ", "Bếp ăn bẩn ở trường học, kỳ 2: ai ký duyệt", True,
            id="two parts of an inquiry",
        ),
    ],
)  # fmt: skip
def test_instalments_of_a_series_are_no_story(room, make, one, other, together):
    body = "Mời bạn đọc theo dõi loạt bài của tòa soạn về bữa ăn, dòng sông và những câu chuyện dưới mái trường {}."
    room.arrives(make("a", body.format("tuần này"), title=one, source="bao", published_at=None))
    room.arrives(make("b", body.format("hôm nay đây"), title=other, source="bao", published_at=None, minutes=5))
    assert room.latest["b"].copy_of is None
    assert room.together("a", "b") is together


def test_universities_that_publish_the_same_figures_are_apart(room, make):
    for number, name in enumerate(("Bách khoa Hà Nội", "Kinh tế Quốc dân", "Y Hà Nội")):
        text = f"Đại học {name} công bố điểm chuẩn, thí sinh xác nhận nhập học trước ngày 30-9."
        room.arrives(make(name, text, title=f"Điểm chuẩn Đại học {name} năm 2022", minutes=number, source="b"))
    assert len({row.story_id for row in room.latest.values()}) == 3


@pytest.mark.parametrize(
    ("sold", "told"),
    [
        pytest.param(
            "Nhận may áo dài họp mặt 20-11, cô nào cần ghé tiệm",
            "Họp mặt 20-11 trường Hoa Sen, áo dài đủ màu, ca hát tới trưa",
            id="tailor",
        ),
        pytest.param(
            "Bán hoa tri ân 20-11, bó nhỏ bó lớn giao tận nhà",
            "Lễ tri ân 20-11 trường Hoa Sen, hoa đầy bàn, học trò cũ về đông",
            id="florist",
        ),
    ],
)
def test_the_words_of_a_feast_make_no_story(room, make, sold, told):
    room.arrives(make("a", sold, source="cho-huyen", author="x"))
    room.arrives(make("b", told, minutes=40, source="cho-huyen", author="y"), "hoa-sen")
    assert not room.together("a", "b"), room.latest["b"].why


HURT = (Fact("injured", "bị thương", 0, 9, None),)


@pytest.mark.parametrize(
    ("called", "kind", "joins"),
    [
        pytest.param("Hoa Sen", "death-injury", True, id="bare-name"),
        pytest.param("Rạch Dừa", "death-injury", False, id="another-name"),
        pytest.param("Hoa Sen", "fees", False, id="another-kind"),
    ],
)
def test_a_report_ties_what_it_joins_by_the_school(room, make, called, kind, joins):
    live = "Hội thao trường Hoa Sen xã An Đức, chung kết kéo co khối 5, ê dây đứt rồi, té hết trơn, thôi tắt máy nha"
    owner = f"Tôi dạy ở {called}, xã An Đức. Sợi dây kéo co là tôi mượn của ghe. Em ấy còn nằm viện, bác sĩ chưa hứa gì"
    report = "Trường Tiểu học Hoa Sen (xã An Đức) cho biết dây kéo co đứt ở hội thao, khối 5, một em nằm viện."
    room.arrives(make("a", live, source="g1", author="x"), "hoa-sen", "an-duc")
    facts = HURT if kind == "death-injury" else ()
    room.arrives(make("b", owner, minutes=90, source="g1", author="y"), "an-duc", facts=facts, types=(kind,))
    before = room.together("a", "b")
    title = "Đứt dây kéo co ở hội thao, một học sinh bị thương"
    room.arrives(make("c", report, title=title, minutes=240), "hoa-sen", "an-duc", facts=HURT, types=("death-injury",))
    assert not before
    assert room.together("b", "c") is joins
