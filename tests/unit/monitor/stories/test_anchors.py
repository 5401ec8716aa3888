from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.items import Channel, Item, Kind
from monitor.stories.anchors import School, anchors_of, canonical_link, head_text, school_of
from monitor.stories.kinds import conflicting, kinds_of
from monitor.stories.reading import is_round_up
from monitor.stories.vetoes import places_conflict

AT = datetime(2022, 10, 13, tzinfo=UTC)


def read(text: str, **fields):
    item = Item(id="i", kind=Kind.SOCIAL, channel=Channel.FORUM, text=text, **fields)
    return anchors_of(item, text=head_text(item), places=(), facts=(), moment=AT)


@pytest.mark.parametrize(
    ("place_id", "school"),
    [
        ("school:tieu-hoc-hoa-sen", School("tieu-hoc", "hoa-sen")),
        ("school:thcs-thpt-vam-bau", School("thcs-thpt", "vam-bau")),
        ("school:gdnn-gdtx-rung-do", School("gdnn-gdtx", "rung-do")),
        ("school:hoa-sen", School("", "hoa-sen")),
    ],
)
def test_school_ids_are_split(place_id, school):
    assert school_of(place_id) == school


def test_schools_of_two_levels_differ_and_an_unknown_level_fits_both():
    primary, nursery, bare = School("tieu-hoc", "hoa-sen"), School("mam-non", "hoa-sen"), School("", "hoa-sen")
    assert not primary.same_as(nursery)
    assert primary.same_as(bare)
    assert nursery.same_as(bare)


@pytest.mark.parametrize(
    ("longer", "near", "same"),
    [
        pytest.param("hoa-sen-an-duc", (), True, id="ran on into a commune"),
        pytest.param("hoa-sen-an", ("ben-tre/ba-tri/an-duc",), True, id="cut inside the commune"),
        pytest.param("hoa-sen-an", (), False, id="one syllable more is another name"),
        pytest.param("hoa-sen-2", (), False, id="numbered"),
        pytest.param("hoa-mai", (), False, id="another name"),
    ],
)
def test_school_names_that_run_on(longer, near, same):
    assert School("tieu-hoc", "hoa-sen").same_as(School("tieu-hoc", longer), near=near) is same
    assert School("tieu-hoc", longer).same_as(School("tieu-hoc", "hoa-sen"), near=near) is same


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hơn 60 học sinh nhập viện", {(60, "hoc-sinh")}),
        ("1.250 thí sinh dự thi", {(1250, "thi-sinh")}),
        ("thu 15 triệu đồng", {(15, "trieu")}),
        ("2 học sinh bị ngã", set()),
        ("ngày 12-10 có 30 em", {(30, "hoc-sinh")}),
        ("năm 2022", set()),
    ],
)
def test_quantities(text, found):
    assert read(text).quantities == found


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Sáng 12-10, nhiều em", {date(2022, 10, 12)}),
        ("ngày 5/9/2021", {date(2021, 9, 5)}),
        ("hạn chót 20-12", set()),
        ("khai giảng 5-9", {date(2022, 9, 5)}),
        ("từ 20-5 đến nay", {date(2022, 5, 20)}),
        ("hồi 20-3-2022", {date(2022, 3, 20)}),
        ("đến 25/10/2022 mới xong", set()),
        ("31-2 không có", set()),
        ("tỉ lệ 60/120", set()),
    ],
)
def test_days_named_are_past_days(text, days):
    assert read(text).dates == days


def test_a_name_may_begin_like_a_title_written_without_its_mark():
    assert "con lac" in read("Thầy hiệu phó Cồn Lác chưa đi dạy lại").names
    assert not read("Con Lan chưa đi học lại").names


def test_names_leave_titles_out():
    names = read("Theo Trung tâm Y tế, bà Nguyễn Thị Bưởi và Bên Hoa Sen đều xác nhận").names
    assert {"nguyen thi buoi", "hoa sen"} <= names
    assert "theo trung" not in names


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://www.b.example/a/?utm_source=x#y", "b.example/a"),
        ("http://m.b.example/a?b=2&a=1", "b.example/a?a=1&b=2"),
        ("https://b.example/", None),
        ("ftp://b.example/a", None),
        ("http://[", None),
        (None, None),
    ],
)
def test_links_are_compared_bare(url, link):
    assert canonical_link(url) == link


@given(st.from_regex(r"https?://[a-z]{1,8}\.example(/[a-z0-9]{1,5}){0,3}(\?[a-z]=[0-9]&?)?", fullmatch=True))
def test_canonical_link_is_stable(url):
    link = canonical_link(url)
    assert link is None or canonical_link("https://" + link) == link


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        ({"ben-tre/ba-tri/an-duc"}, {"ben-tre/ba-tri"}, False),
        ({"ben-tre/ba-tri/an-duc", "ben-tre"}, {"ben-tre/giong-trom", "ben-tre"}, True),
        ({"ben-tre"}, {"ben-tre/giong-trom"}, False),
        ({"tien-giang"}, {"ben-tre/ba-tri"}, True),
        (set(), {"ben-tre"}, False),
        ({"ben-tre/ba-tri"}, {"vinh-long/ba-tri"}, False),
    ],
)
def test_unknown_never_conflicts_and_known_places_must_fit(one, other, conflict):
    assert places_conflict(one, other) is conflict
    assert places_conflict(other, one) is conflict


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("nhiều em đau bụng phải cấp cứu", {"food-poisoning", "death-injury"}),
        ("tập huấn phòng ngừa ngộ độc thực phẩm", {"training"}),
        ("đang tập huấn thì ngộ độc, 5 người nhập viện", {"food-poisoning", "death-injury"}),
        ("trời hôm nay đẹp", set()),
    ],
)
def test_kinds(text, kinds):
    assert kinds_of(text.split()) == kinds or kinds_of(text.replace(",", "").split()) == kinds


def test_kinds_conflict_only_when_both_are_known():
    assert conflicting(frozenset({"award"}), frozenset({"food-poisoning"}))
    assert not conflicting(frozenset({"death-injury"}), frozenset({"food-poisoning"}))
    assert not conflicting(frozenset(), frozenset({"food-poisoning"}))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Điểm tin giáo dục sáng 13-10", True),
        ("Tin giáo dục tuần qua ở miền Tây", True),
        ("Bản tin giáo dục số 5", True),
        ("Học sinh nghỉ học vì bão", False),
        ("Cô giáo đọc bản tin phát thanh mỗi sáng", False),
    ],
)
def test_round_ups_by_headline(title, expected):
    item = Item(id="i", kind=Kind.PRESS, channel=Channel.PRESS_LOCAL, title=title, text="")
    assert is_round_up(item, read(title), frozenset()) is expected


@pytest.mark.parametrize(
    ("title", "proper"),
    [
        pytest.param("Điểm chuẩn Đại học Bách khoa Hà Nội năm 2022", "bach-khoa-ha-noi", id="small second syllable"),
        pytest.param("Trường ĐH Kinh tế Quốc dân lấy điểm cao", "kinh-te-quoc-dan", id="abbreviated type"),
        pytest.param("ĐH Y Dược TP.HCM tăng học phí", "y-duoc-tp-hcm", id="city in the name"),
        pytest.param("Đại học Giao thông vận tải tuyển sinh", "giao-thong-van-tai", id="long name"),
        pytest.param("Đại học tăng học phí", None, id="universities at large"),
    ],
)
def test_a_headline_names_its_university(title, proper):
    found = {school.proper for school in read("Thí sinh xem điểm.", title=title).schools}
    assert found == ({proper} if proper else set())


def test_a_university_in_the_body_is_an_experts():
    assert read("PGS Lê Văn Bưởi, Đại học Y Hà Nội, khuyên học sinh", title="Phòng cúm mùa").schools == frozenset()


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        pytest.param("lật xe đưa rước học sinh", "xe đạp điện va chạm xe tải", True, id="a bus and a bicycle"),
        pytest.param("lật xe đưa rước học sinh", "tai nạn giao thông, năm em bị thương", False, id="a bus unnamed"),
        pytest.param("em học sinh đuối nước", "xe khách gặp nạn", True, id="water and road"),
        pytest.param("em học sinh đuối nước", "em học sinh tử vong", False, id="only the outcome told"),
        pytest.param("trao tặng xe đạp", "đuối nước", True, id="a gift is no accident"),
    ],
)
def test_accidents_of_two_kinds_are_apart(one, other, apart):
    assert conflicting(kinds_of(one.split()), kinds_of(other.split())) is apart
