"""Moves of items that joined the wrong one of two look-alikes, and stories torn in two."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.core.items import Channel
from monitor.stories.index import StoryIndex, story_id_for

LUNCH = (
    "Theo Trung tâm Y tế huyện Ba Tri, {count} học sinh {school} đau bụng, nôn ói sau bữa trưa bán trú, phải cấp cứu."
)
UNNAMED = (
    "Nhiều học sinh tiểu học ở huyện Ba Tri đau bụng, nôn ói sau khi uống hộp sữa do nhà cung cấp Mây Trắng phát tại "
    "lớp, phải cấp cứu. Lô sữa Mây Trắng đã được thu hồi."
)
MILK = (
    "11 học sinh Trường Tiểu học Rạch Dừa đau bụng, nôn ói sau khi uống hộp sữa do nhà cung cấp Mây Trắng phát tại "
    "lớp. Lô sữa Mây Trắng đã được thu hồi để kiểm tra."
)


def twins(room, make):
    """A post joins the only story there is; the school it is about is named later."""
    room.arrives(make("a1", LUNCH.format(count=23, school="Trường Tiểu học Hoa Sen"), title="Học sinh nhập viện"),
                 "hoa-sen", "ba-tri")  # fmt: skip
    room.arrives(make("u", UNNAMED, minutes=30, title="Học sinh Ba Tri nhập viện", source="x"), "ba-tri")
    room.arrives(make("c", "Tội mấy đứa nhỏ", minutes=40, channel=Channel.COMMENT, reply_to="u"))
    room.arrives(make("k", UNNAMED, minutes=50, title="Học sinh Ba Tri nhập viện", source="agg"), "ba-tri")
    return room.arrives(make("b1", MILK, minutes=90, title="Thu hồi sữa sau khi học sinh đau bụng", source="y"),
                        "rach-dua", "ba-tri")  # fmt: skip


def test_stray_moves_to_the_school_named_later_with_what_goes_along(room, make):
    assert room_before(room, make)
    moved = twins(room, make)
    assert [row.item_id for row in moved] == ["b1", "u", "c", "k"]
    assert room.together("b1", "u", "c", "k")
    assert not room.together("a1", "u")
    assert room.latest["k"].copy_of == "u"
    assert "Chuyển tin" in room.latest["u"].why
    assert room.latest["a1"].story_id == story_id_for("a1")


def room_before(room, make) -> bool:
    """Without the later text the stray stands with the first school."""
    alone = type(room)()
    alone.arrives(make("a1", LUNCH.format(count=23, school="Trường Tiểu học Hoa Sen"), title="Học sinh nhập viện"),
                  "hoa-sen", "ba-tri")  # fmt: skip
    alone.arrives(make("u", UNNAMED, minutes=30, title="Học sinh Ba Tri nhập viện", source="x"), "ba-tri")
    return alone.together("a1", "u")


def test_moves_survive_a_restart(new_room, make):
    before = new_room()
    twins(before, make)
    after = new_room()
    after.index.restore(before.stored())
    later = make("u2", UNNAMED + " Các em đã ổn.", minutes=120, title="Thêm tin vụ học sinh uống sữa", source="z")
    assert after.arrives(later, "ba-tri") == before.arrives(later, "ba-tri")
    assert before.together("u2", "b1")


def test_member_that_names_its_school_or_is_tied_by_a_link_stays(room, make):
    link = ("https://b.example/clip-1",)
    text = LUNCH.format(count=23, school="Trường Tiểu học Hoa Sen")
    room.arrives(make("a1", text, title="Học sinh nhập viện", links=link), "hoa-sen", "ba-tri")
    room.arrives(make("u", UNNAMED, minutes=30, title="Học sinh Ba Tri nhập viện", links=link), "ba-tri")
    moved = room.arrives(make("b1", MILK, minutes=90, title="Thu hồi sữa"), "rach-dua", "ba-tri")
    assert [row.item_id for row in moved] == ["b1"]
    assert room.together("a1", "u")


@pytest.fixture
def bare(make):
    """A school called by its bare name, then a nursery and a primary school of that name."""
    post = "Bên Hoa Sen sáng nay có bé té cầu tuột gãy tay phải đi cấp cứu, ai có con học đó hỏi cô thử coi sao rồi"
    nursery = "Một bé 4 tuổi Mầm non Hoa Sen té từ cầu tuột gãy tay, phải đi cấp cứu sáng nay."
    primary = "Học sinh lớp 2 Trường Tiểu học Hoa Sen bị xe tông trước cổng trường, gãy tay phải đi cấp cứu trưa nay."
    return make("p", post, source="g77"), make("n", nursery, minutes=60, title="Bé té cầu tuột"), primary


def test_a_new_version_that_names_another_school_tears_the_story(room, make, bare):
    post, nursery, primary = bare
    room.arrives(post)
    room.arrives(nursery, "hoa-sen-mn")
    first = make(
        "v", "Một bé gãy tay phải đi cấp cứu, bé té cầu tuột sáng nay ở Hoa Sen.", minutes=70, title="Bé gãy tay"
    )
    room.arrives(first, "hoa-sen-mn")
    assert room.together("p", "n", "v")
    rows = room.arrives(replace(first, text=primary), "hoa-sen")
    assert [row.item_id for row in rows] == ["v"]
    assert not room.together("n", "v")
    assert room.together("p", "n")
    assert rows[0].story_id not in {story_id_for("v"), story_id_for("p")}
    assert "Tách tin" in rows[0].why


def test_a_quarrel_between_two_schools_is_not_torn(room, make):
    text = "Nhóm học sinh Tiểu học Hoa Sen và Tiểu học Rạch Dừa đánh nhau, ba em bị thương, công an đang làm rõ."
    for number in range(3):
        item = make(f"f{number}", f"{text} Tin {number}.", minutes=number, title="Học sinh hai trường đánh nhau",
                    source=f"s{number}")  # fmt: skip
        room.arrives(item, "hoa-sen", "rach-dua")
    item = make("g", "Học sinh Tiểu học Rạch Dừa bị thương trong vụ đánh nhau kể lại.", minutes=9, title="Nói gì")
    room.arrives(item, "rach-dua")
    assert room.together("f0", "f1", "f2", "g")


def test_a_text_on_both_twins_does_not_bridge_them(room, make):
    room.arrives(make("a1", LUNCH.format(count=23, school="Trường Tiểu học Hoa Sen"), title="Nhập viện"), "hoa-sen")
    both = "Cả Tiểu học Hoa Sen và Tiểu học Rạch Dừa hôm nay đều có học sinh đau bụng, nôn ói sau bữa trưa bán trú."
    room.arrives(make("both", both, minutes=60, title="Hai trường có học sinh đau bụng"), "hoa-sen", "rach-dua")
    room.arrives(make("b1", MILK, minutes=90, title="Thu hồi sữa"), "rach-dua")
    assert not room.together("a1", "b1")


RUMOUR = "Cả nhà ơi có công văn của Sở Giáo dục cho học sinh toàn tỉnh nghỉ học hết tuần vì dịch, chia sẻ gấp"
HEARD = "Lớp con mình cũng chuyền nhau thông báo nghỉ học của Sở GD&ĐT, mai cho con ở nhà luôn"
DENIAL = "Sở khẳng định văn bản cho học sinh nghỉ học đang lan truyền là giả mạo, Sở GD&ĐT không ban hành."
DENIED = "Sở GD&ĐT bác bỏ thông báo nghỉ học giả mạo"


def test_a_rumour_is_one_story_wherever_it_is_heard_and_so_is_its_denial(room, make):
    room.arrives(make("r1", RUMOUR), "ben-tre")
    room.arrives(make("r2", HEARD, minutes=20), "ba-tri")
    room.arrives(make("r3", HEARD + " nha", minutes=30, source="g9"), "giong-trom")
    room.arrives(make("d", DENIAL, minutes=90, title=DENIED), "ben-tre")
    assert room.together("r1", "r2", "r3", "d")
    assert room.latest["d"].why.startswith("Cùng nói về một thông báo")


@pytest.mark.parametrize(
    ("text", "title", "minutes", "place"),
    [
        pytest.param("Sở Giáo dục cho học sinh nghỉ học vì dịch", None, 20, "tien-giang", id="another province"),
        pytest.param(DENIAL, DENIED, 60 * 24 * 5, "ben-tre", id="days later"),
        pytest.param(
            "Sở GD&ĐT Bến Tre thông báo lịch nghỉ Tết của học sinh các cấp.", "Lịch nghỉ Tết", 60, "ben-tre",
            id="a routine notice of holidays",
        ),
        pytest.param(
            "Sở GD&ĐT Bến Tre thông báo hội thi giáo viên dạy giỏi.", "Hội thi giáo viên", 60, "ben-tre",
            id="another routine notice",
        ),
    ],
)  # fmt: skip
def test_other_notices_of_authorities_stay_apart(  # noqa: PLR0917 - one row of the table
    room, make, text, title, minutes, place
):
    room.arrives(make("r1", RUMOUR), "ben-tre")
    room.arrives(make("x", text, minutes=minutes, title=title), place)
    assert not room.together("r1", "x")


def stream(make):
    """Forty days of twins, so that most of it has left the window at the restart."""
    for day in range(0, 40, 2):
        at = day * 60 * 24
        school, place, count = (("Hoa Sen", "hoa-sen", 20 + day), ("Rạch Dừa", "rach-dua", 21 + day))[day // 2 % 2]
        text = LUNCH.format(count=count, school=f"Trường Tiểu học {school}")
        yield make(f"a{day}", text, minutes=at, title=f"{count} học sinh nhập viện", source="a"), (place, "ba-tri")
        yield make(f"u{day}", UNNAMED, minutes=at + 30, title="Học sinh Ba Tri nhập viện", source="x"), ("ba-tri",)
        yield make(f"r{day}", RUMOUR + f" {day}", minutes=at + 50, source=f"g{day}"), ("ben-tre",)
        yield make(f"b{day}", MILK, minutes=at + 90, title="Thu hồi sữa", source="y"), ("rach-dua", "ba-tri")


def test_restart_from_the_last_fortnight_gives_the_same_stories(new_room, make):
    items = list(stream(make))
    whole = new_room()
    for item, places in items[:60]:
        whole.arrives(item, *places)
    since = items[59][0].arrived_at - timedelta(days=14)
    again = new_room()
    again.index.restore(row for row in whole.stored() if row[0].arrived_at >= since)
    assert len(whole.stored()) > 2 * sum(row[0].arrived_at >= since for row in whole.stored())
    for item, places in items[60:]:
        live, fresh = whole.arrives(item, *places), again.arrives(item, *places)
        assert [(r.item_id, r.story_id, r.copy_of) for r in live] == [(r.item_id, r.story_id, r.copy_of) for r in fresh]


def test_a_long_run_keeps_no_more_than_its_window(make):
    index = StoryIndex()
    for number in range(60):
        item = make(f"i{number}", f"Tin số {number} về trường học và {number} chuyện khác nhau", minutes=number * 1440)
        index.assign(item, at=item.arrived_at)
    assert len(index._postings) <= 15
    assert index._idf._total == len(index._postings)
