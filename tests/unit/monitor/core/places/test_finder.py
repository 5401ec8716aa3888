from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.items import Channel, Item, Kind
from monitor.core.labels import Territory
from monitor.core.places.finder import MAX_MENTIONS, SOURCE_CERTAINTY, PlaceFinder, PlaceResult
from monitor.core.places.gazetteer import load_gazetteer

GAZETTEER = Path(__file__).parents[5] / "data" / "gazetteer"
IN_2022 = datetime(2022, 3, 1, 1, 0, tzinfo=UTC)
AFTER_MERGER = datetime(2025, 9, 8, 1, 0, tzinfo=UTC)
HOME, OTHER, NATIONAL, UNKNOWN = Territory.HOME, Territory.OTHER, Territory.NATIONAL, Territory.UNKNOWN


@cache
def finder() -> PlaceFinder:
    return PlaceFinder(load_gazetteer(GAZETTEER))


def press(text: str, *, at: datetime | None = IN_2022, title: str | None = None, lead: str | None = None) -> Item:
    return Item("i", Kind.PRESS, Channel.PRESS_CENTRAL, text, title=title, lead=lead, published_at=at)


def post(text: str, place: str | None = None, *, at: datetime | None = IN_2022, source: str | None = None) -> Item:
    return Item("i", Kind.SOCIAL, Channel.FACEBOOK_GROUP, text, source=source, source_place=place, published_at=at)


def find(item: Item) -> PlaceResult:
    return finder().find(item)


def ids(result: PlaceResult) -> set[str]:
    return {mention.id for mention in result.mentions}


@dataclass(frozen=True)
class Case:
    text: str
    place: str | None
    territory: Territory
    source_place: str | None = None
    at: datetime = IN_2022


def _id(case: Case) -> str:
    return f"{case.text[:40]}|{case.source_place or ''}|{case.at:%Y}"


DISTRICTS_AND_PROVINCE = [
    Case("Sở GD&ĐT Bến Tre họp trực tuyến với các trường", "ben-tre", HOME),
    Case("Tỉnh Bến Tre có thêm 12 trường đạt chuẩn", "ben-tre", HOME),
    Case("Học sinh TP Bến Tre trở lại lớp", "ben-tre/tp-ben-tre", HOME),
    Case("Thành phố Bến Tre khai giảng sớm", "ben-tre/tp-ben-tre", HOME),
    Case("TP. Bến Tre phân luồng trước cổng trường", "ben-tre/tp-ben-tre", HOME),
    Case("TP BẾN TRE KHAI GIẢNG SỚM", "ben-tre/tp-ben-tre", HOME),
    Case("Phòng GD&ĐT huyện Ba Tri nói gì", "ben-tre/ba-tri", HOME),
    Case("Ba Tri tập huấn an toàn thực phẩm", "ben-tre/ba-tri", HOME),
    Case("Một trường ở Giồng Trôm mất trộm máy tính", "ben-tre/giong-trom", HOME),
    Case("Chợ Lách: trao quà cho học sinh nghèo", "ben-tre/cho-lach", HOME),
    Case("H. Bình Đại có hai trường được xây mới", "ben-tre/binh-dai", HOME),
    Case("Các huyện Ba Tri, Bình Đại và Thạnh Phú cho học sinh nghỉ học", "ben-tre/thanh-phu", HOME),
    Case("Huyện Thạnh Phú thiếu giáo viên", "ben-tre/thanh-phu", HOME),
    Case("Mỏ Cày Nam và Mỏ Cày Bắc cùng tổ chức hội khỏe", "ben-tre/mo-cay-bac", HOME),
    Case("Mõ Cày Nam thiếu sách giáo khoa", "ben-tre/mo-cay-nam", HOME),
    Case("Tin từ Bentre: trường học mở cửa", "ben-tre", HOME),
    Case("Học sinh xứ Dừa về đích", "ben-tre", HOME),
    Case("Huyện Châu Thành, tỉnh Bến Tre, mở lớp bơi", "ben-tre/chau-thanh", HOME),
    Case("Hai em nhỏ ở xứ cồn nhặt được ví #BaTri", "ben-tre/ba-tri", HOME),
]

COMMUNES = [
    Case("Trường học tại xã An Đức, huyện Ba Tri bị ngập", "ben-tre/ba-tri/an-duc", HOME),
    Case("Trường học tại An Đức, Ba Tri bị ngập", "ben-tre/ba-tri/an-duc", HOME),
    Case("Con em học ở An Đức, sáng nay thấy lạ lắm", "ben-tre/ba-tri/an-duc", HOME, "Ba Tri"),
    Case("Xã An Đức (Ba Tri) vận động học sinh ra lớp", "ben-tre/ba-tri/an-duc", HOME),
    Case("Xã An Hiệp, huyện Ba Tri, có trường mới", "ben-tre/ba-tri/an-hiep", HOME),
    Case("Xã An Hiệp, huyện Châu Thành, tỉnh Bến Tre, có trường mới", "ben-tre/chau-thanh/an-hiep", HOME),
    Case("Xã An Thạnh có ca bệnh, huyện Thạnh Phú cho học sinh nghỉ", "ben-tre/thanh-phu/an-thanh", HOME),
    Case("Xã An Thạnh có ca bệnh", "ben-tre/mo-cay-nam/an-thanh", HOME, "Mỏ Cày Nam"),
    Case("Xã Mỹ Thạnh, Giồng Trôm", "ben-tre/giong-trom/my-thanh", HOME),
    Case("Xã Vĩnh Hòa, huyện Chợ Lách", "ben-tre/cho-lach/vinh-hoa", HOME),
    Case("Xã Vĩnh Hoà, huyện Chợ Lách", "ben-tre/cho-lach/vinh-hoa", HOME),
    Case("Xã Thạnh Phú Đông, huyện Giồng Trôm", "ben-tre/giong-trom/thanh-phu-dong", HOME),
    Case("Xã Vang Quới Tây, huyện Bình Đại", "ben-tre/binh-dai/vang-quoi-tay", HOME),
    Case("Xã Hưng Khánh Trung A, huyện Mỏ Cày Bắc", "ben-tre/mo-cay-bac/hung-khanh-trung-a", HOME),
    Case("Xã Nhuận Phú Tân có trường chuẩn", "ben-tre/mo-cay-bac/nhuan-phu-tan", HOME),
    Case("Thị trấn Ba Tri ngập nặng", "ben-tre/ba-tri/ba-tri", HOME),
    Case("Phường 6, TP Bến Tre", "ben-tre/tp-ben-tre/phuong-6", HOME),
    Case("P.8 TP Bến Tre mở lớp học hè", "ben-tre/tp-ben-tre/phuong-8", HOME),
    Case("con học mầm non ở p7 nghen", "ben-tre/tp-ben-tre/phuong-7", HOME, "TP Bến Tre"),
    Case("Ở Bến Tre, xã Tân Phú tổ chức trung thu", "ben-tre/chau-thanh/tan-phu", HOME),
    Case("Xã Bình Phú, TP Bến Tre", "ben-tre/tp-ben-tre/binh-phu", HOME),
    Case("Xã An Qui, huyện Thạnh Phú", "ben-tre/thanh-phu/an-quy", HOME),
    Case("Qưới Sơn là xã của huyện Châu Thành, Bến Tre", "ben-tre/chau-thanh/quoi-son", HOME),
]

OTHER_PLACES = [
    Case("Quận Tân Phú, TP.HCM, tuyển giáo viên", "ho-chi-minh/tan-phu", OTHER),
    Case("Trường ở quận Bình Thạnh trả lại quỹ lớp", "ho-chi-minh/binh-thanh", OTHER),
    Case("Trường ở Quận 7 bị tố thu tiền", "ho-chi-minh/quan-7", OTHER),
    Case("Phường 8, quận Gò Vấp, TP HCM", "ho-chi-minh/go-vap", OTHER),
    Case("Huyện Châu Thành, tỉnh Tiền Giang, có trường mới", "tien-giang/chau-thanh", OTHER),
    Case("Huyện Châu Thành (Trà Vinh) thiếu phòng học", "tra-vinh/chau-thanh", OTHER),
    Case("Xã Phú Túc, huyện Châu Thành, tỉnh Đồng Tháp", "dong-thap/chau-thanh", OTHER),
    Case("Huyện Long Mỹ, tỉnh Hậu Giang, xảy ra vụ ngộ độc", "hau-giang", OTHER),
    Case("Huyện Thới Lai, Cần Thơ", "can-tho/thoi-lai", OTHER),
    Case("Huyện Thạnh Trị (Sóc Trăng) cho học sinh nghỉ", "soc-trang/thanh-tri", OTHER),
    Case("Hà Nội cho học sinh trở lại trường", "ha-noi", OTHER),
    Case("Học sinh TPHCM thi thử", "ho-chi-minh", OTHER),
    Case("Phụ huynh Sài Gòn kêu trời", "ho-chi-minh", OTHER),
    Case("Bà Rịa - Vũng Tàu chi hai tỉ sửa trường", "ba-ria-vung-tau", OTHER),
    Case("BR-VT chi hai tỉ sửa trường", "ba-ria-vung-tau", OTHER),
    Case("Thừa Thiên Huế cho học sinh nghỉ tránh bão", "hue", OTHER),
    Case("Đăk Lăk kỷ luật hiệu trưởng", "dak-lak", OTHER),
    Case("Tỉnh Vĩnh Long trao học bổng", "vinh-long", OTHER),
    Case("Khoá học ở Khánh Hoà bị huỷ", "khanh-hoa", OTHER),
    Case("Hiệu trưởng trường tiểu học thị trấn Vĩnh Thuận được phục chức", "kien-giang/vinh-thuan", OTHER),
    Case("Trường ở xã Tam Thuấn bị tốc mái", "ha-noi/phuc-tho", OTHER),
    Case("Học sinh ở Mỹ sợ đến trường", None, OTHER),
    Case("Mỹ: xả súng gần trường tiểu học", None, OTHER),
    Case("Trung Quốc siết chặt dạy thêm", None, OTHER),
    Case("Nhiều trường ở Anh đóng cửa vì thiếu giáo viên", None, OTHER),
]

NOT_PLACES = [
    Case("Báo Đồng Khởi đưa tin về lễ khai giảng", None, UNKNOWN),
    Case("Phong trào Đồng khởi mới trong trường học", None, UNKNOWN),
    Case("Tan học, xe kẹt cứng trên đường Đồng Khởi", None, UNKNOWN),
    Case("Cao đẳng Đồng Khởi tuyển sinh", None, UNKNOWN),
    Case("Bán kẹo dừa Bến Tre trước cổng trường", None, UNKNOWN),
    Case("Quán Bến Tre giảm giá cho sinh viên", None, UNKNOWN),
    Case("Em Minh Đức cứu bạn đuối nước", None, UNKNOWN),
    Case("Thầy Thành An được học trò yêu mến", None, UNKNOWN),
    Case("Cô Hương Mỹ kể chuyện bám lớp", None, UNKNOWN),
    Case("Anh Phước Long tặng tập vở", None, UNKNOWN),
    Case("Nguyễn Thái Bình đoạt giải nhất", None, UNKNOWN),
    Case("Chị Lê Thị Hà Giang gửi đơn", None, UNKNOWN),
    Case("Các cháu mong hòa bình trên trái đất", None, UNKNOWN),
    Case("Diễn biến mới vụ học sinh đánh nhau", None, UNKNOWN),
    Case("Ba trí thức trẻ mở lớp học", None, UNKNOWN),
    Case("Con chọn môn tiếng Anh hay tiếng Nhật", None, UNKNOWN),
    Case("Khu Phú Mỹ Hưng có trường mới", None, UNKNOWN),
    Case("Phường 5 mở lớp học hè", None, UNKNOWN),
    Case("Xã Tân Bình có trường mới", None, UNKNOWN),
    Case("Châu Thành có trường mới", None, UNKNOWN),
    Case("Mấy đứa nhỏ thảnh thơi nghỉ hè", None, UNKNOWN),
    Case("Nữ sinh quê Bến Tre được tuyên dương", "ben-tre", UNKNOWN),
    Case("Bình Dương: nam sinh quê Bến Tre gặp nạn ở Dĩ An", "binh-duong", OTHER),
    Case("Chàng trai gốc Bến Tre mở lớp học ở Đồng Nai", "dong-nai", OTHER),
]

COUNTRYWIDE = [
    Case("Bộ GD&ĐT ban hành quy định mới về dạy thêm", None, NATIONAL),
    Case("Cả nước bước vào năm học mới", None, NATIONAL),
    Case("Bộ trưởng trả lời chất vấn về sách giáo khoa", None, NATIONAL),
    Case("Các địa phương điều chỉnh lịch học", None, NATIONAL),
]

WITHOUT_ACCENTS = [
    Case("truong hoc o xa an duc huyen ba tri bi ngap", "ben-tre/ba-tri/an-duc", HOME),
    Case("hoc sinh o ba tri nghi hoc het roi", "ben-tre/ba-tri", HOME),
    Case("Hoc sinh TP Ben Tre nghi hoc tranh bao", "ben-tre/tp-ben-tre", HOME),
    Case("con em hoc o giong trom, co giao de thuong", "ben-tre/giong-trom", HOME),
    Case("truong tieu hoc o Ha Noi thu tien quy lop", "ha-noi", OTHER),
    Case("dien bien moi vu danh nhau sau gio hoc", None, UNKNOWN),
    Case("may dua nho o an duc bi om het", "ben-tre/ba-tri/an-duc", HOME, "Ba Tri"),
    Case("ở xa an duc có mấy em bị ngộ độc nè mọi người ơi", "ben-tre/ba-tri/an-duc", HOME, "Ba Tri"),
]

SOURCES = [
    Case("mn oi truong minh nay nghi hok z", "ben-tre/ba-tri", HOME, "Ba Tri"),
    Case("con t bị bạn đánh mà cô giáo ko hay", "ben-tre/giong-trom", HOME, "ben-tre/giong-trom"),
    Case("Trường Tiểu học An Đức thay bếp ăn", "ben-tre/ba-tri/an-duc", HOME, "Ba Tri"),
    Case("Mai có nghỉ học không cả nhà?", "ben-tre/chau-thanh", HOME, "Châu Thành"),
    Case("Mai có nghỉ học không cả nhà?", "can-tho", OTHER, "Cần Thơ"),
    Case("cháu chuyển lên bv Nhi Đồng TP.HCM rồi, cô chủ nhiệm có vô thăm", "ben-tre/ba-tri", HOME, "Ba Tri"),
    Case("Phú Lễ nay ngập sân trường", "ben-tre/ba-tri/phu-le", HOME, "Ba Tri"),
]

MERGED = [
    Case("Xã An Đức có trường mới, phụ huynh Ba Tri vui", "vinh-long/ba-tri", HOME, None, AFTER_MERGER),
    Case("Trường học ở xã Ba Tri, tỉnh Vĩnh Long", "vinh-long/ba-tri", HOME, None, AFTER_MERGER),
    Case("Xã Tân Phú, tỉnh Vĩnh Long, khai giảng", "vinh-long/tan-phu", HOME, None, AFTER_MERGER),
    Case("Phường Bến Tre sắp xếp lại trường lớp", "vinh-long/ben-tre", HOME, None, AFTER_MERGER),
    Case("Phường An Hội (Vĩnh Long) có trường mới", "vinh-long/an-hoi", HOME, None, AFTER_MERGER),
    Case("Xã Đồng Khởi, tỉnh Vĩnh Long, thiếu giáo viên", "vinh-long/dong-khoi", HOME, None, AFTER_MERGER),
    Case("Học sinh Bến Tre đoạt giải", "ben-tre", HOME, None, AFTER_MERGER),
    Case("Huyện Ba Tri cũ còn 20 điểm trường", "ben-tre/ba-tri", HOME, None, AFTER_MERGER),
    Case("Phường 8, thành phố Bến Tre cũ", "vinh-long/phu-khuong", HOME, None, AFTER_MERGER),
    Case("Tỉnh Vĩnh Long chi 50 tỉ sửa trường", "vinh-long", UNKNOWN, None, AFTER_MERGER),
    Case("Xã Bình Phú, tỉnh Vĩnh Long, có trường mới", "vinh-long/binh-phu", OTHER, None, AFTER_MERGER),
    Case("Xã Châu Thành, tỉnh Vĩnh Long, có trường mới", "vinh-long/chau-thanh", OTHER, None, AFTER_MERGER),
    Case("Xã Long Hòa (Vĩnh Long) có trường mới", "vinh-long/long-hoa", OTHER, None, AFTER_MERGER),
    Case("Trà Vinh cho học sinh nghỉ lễ", "tra-vinh", OTHER, None, AFTER_MERGER),
]

ALL = [
    *DISTRICTS_AND_PROVINCE, *COMMUNES, *OTHER_PLACES, *NOT_PLACES, *COUNTRYWIDE, *WITHOUT_ACCENTS, *SOURCES, *MERGED,
]  # fmt: skip


@pytest.mark.parametrize("case", ALL, ids=_id)
def test_place_and_territory(case: Case):
    item = post(case.text, case.source_place, at=case.at)
    result = find(item)
    assert result.territory is case.territory, result.mentions
    assert result.home is (case.territory is HOME)
    if case.place is None:
        assert not [m for m in result.mentions if m.level != "school"], result.mentions
    else:
        assert case.place in ids(result), result.mentions


@pytest.mark.parametrize("case", ALL, ids=_id)
def test_offsets_point_at_the_words(case: Case):
    item = post(case.text, case.source_place, at=case.at)
    for mention in find(item).mentions:
        if mention.start < 0:
            assert mention.start == mention.end == -1
            assert mention.certainty <= SOURCE_CERTAINTY
        else:
            assert item.full_text[mention.start : mention.end] == mention.name


def test_the_mention_takes_its_type_word():
    mention = find(press("Chiều qua, huyện Ba Tri họp báo")).mentions[0]
    assert (mention.name, mention.start, mention.end) == ("huyện Ba Tri", 11, 23)


def test_the_more_exact_place_comes_first():
    mentions = find(press("Sự việc ở huyện Ba Tri, tại xã An Đức, huyện Ba Tri")).mentions
    assert [m.id for m in mentions][:2] == ["ben-tre/ba-tri/an-duc", "ben-tre/ba-tri"]


def test_two_communes_of_one_name_leave_the_province():
    result = find(press("Tại tỉnh nhà Bến Tre, xã An Hiệp mở lớp bơi"))
    assert result.territory is HOME
    assert not {"ben-tre/ba-tri/an-hiep", "ben-tre/chau-thanh/an-hiep"} & ids(result)


def test_title_outweighs_body():
    item = press(
        "Bệnh nhi được chuyển từ Tiền Giang và Long An.", title="Ngộ độc ở huyện Ba Tri", lead="Nhiều em nhập viện."
    )
    assert find(item).territory is HOME


def test_home_student_in_another_province_is_other():
    item = press("Nạn nhân là người Bến Tre, làm công nhân.", title="Tai nạn tại Bình Dương, một học sinh tử vong")
    assert find(item).territory is OTHER


def test_round_up_of_many_provinces_is_national():
    item = press(
        "Cà Mau, Nghệ An, Gia Lai, Thanh Hóa và các tỉnh thành khác đã công bố lịch.",
        title="Lịch nghỉ Tết của học sinh",
    )
    assert find(item).territory is NATIONAL


def test_ministry_about_one_province_in_the_title_is_other():
    assert find(press("Bộ GD&ĐT đã có ý kiến.", title="Hà Nội chốt môn thi thứ ba")).territory is OTHER


def test_local_paper_without_a_place_is_home():
    item = Item("i", Kind.PRESS, Channel.PRESS_LOCAL, "Trong tỉnh, học sinh đi học lại.", source="bao-dong-khoi")
    assert find(item).territory is HOME


def test_local_paper_of_another_province_is_other():
    item = Item("i", Kind.PRESS, Channel.PRESS_LOCAL, "Trong tỉnh, học sinh đi học lại.", source="bao-tien-giang")
    assert find(item).territory is OTHER


def test_national_paper_has_no_home():
    item = Item(
        "i", Kind.PRESS, Channel.PRESS_CENTRAL, "Học sinh đi học lại.", source="tuoi-tre", source_place="TP.HCM"
    )
    assert find(item).territory is UNKNOWN


def test_group_name_gives_the_home():
    assert "ben-tre/ba-tri" in ids(find(post("Mai có học không?", source="Phụ huynh Ba Tri")))


def test_comment_takes_the_place_of_what_it_answers():
    item = Item(
        "i", Kind.SOCIAL, Channel.COMMENT, "Thương mấy đứa nhỏ", context="Ngộ độc ở Ba Tri", published_at=IN_2022
    )
    result = find(item)
    assert result.territory is HOME
    assert [(m.id, m.start) for m in result.mentions] == [("ben-tre/ba-tri", -1)]


@pytest.mark.parametrize(
    ("at", "arrived", "now", "text", "day"),
    [
        pytest.param(IN_2022, AFTER_MERGER, AFTER_MERGER, "Ba Tri", date(2022, 3, 1), id="published"),
        pytest.param(None, AFTER_MERGER, IN_2022, "Ba Tri", date(2025, 9, 8), id="arrived"),
        pytest.param(None, None, AFTER_MERGER, "huyện Ba Tri", date(2025, 6, 30), id="old-name"),
        pytest.param(None, None, IN_2022, "Ba Tri", date(2022, 3, 1), id="now"),
        pytest.param(None, None, None, "Ba Tri", date(2025, 7, 1), id="no-clock"),
    ],
)
def test_period(at: datetime | None, arrived: datetime | None, now: datetime | None, text: str, day: date):
    item = Item("i", Kind.PRESS, Channel.PRESS_CENTRAL, text, published_at=at, arrived_at=arrived)
    assert finder().find(item, now=now).period == day


def test_local_midnight_decides_the_period():
    last_evening = datetime(2025, 6, 30, 16, 59, tzinfo=UTC)
    first_night = datetime(2025, 6, 30, 17, 0, tzinfo=UTC)
    assert "ben-tre/ba-tri" in ids(find(press("Ba Tri họp phụ huynh", at=last_evening)))
    assert "vinh-long/ba-tri" in ids(find(press("Ba Tri họp phụ huynh", at=first_night)))


def test_a_merged_ward_is_given_as_of_the_day():
    assert "ben-tre/tp-ben-tre/an-hoi" in ids(find(press("Phường 3, TP Bến Tre")))


def test_at_most_eight_mentions_one_a_place():
    names = "Hà Nội, Cà Mau, Nghệ An, Gia Lai, Thanh Hóa, Hà Tĩnh, Lâm Đồng, Sơn La, Tây Ninh, Hà Nội"
    mentions = find(press(names)).mentions
    assert len(mentions) == MAX_MENTIONS
    assert len({m.id for m in mentions}) == MAX_MENTIONS


def test_decomposed_text_keeps_original_offsets():
    text = unicodedata.normalize("NFD", "Sáng nay ở xã An Đức, huyện Ba Tri, trường ngập")
    item = press(text)
    mention = next(m for m in find(item).mentions if m.id == "ben-tre/ba-tri/an-duc")
    assert unicodedata.normalize("NFC", item.full_text[mention.start : mention.end]) == "xã An Đức"


def _words(text: str) -> list[str]:
    return text.split(" ")


_WORDS = st.lists(
    st.sampled_from(
        _words(
            "xã huyện An Đức Ba Tri , . Trường Tiểu học TH THCS Hoa Sen ở tại Bến Tre TP HCM Hà Nội em thầy phường 6 "
            "\n truong o an duc mn Châu Thành Vĩnh Long \u200b quê người đường Đồng Khởi Mỹ Bộ GD&ĐT \u00a0 #BaTri"
        )
    ),
    max_size=30,
)


@given(words=_WORDS, form=st.sampled_from(["NFC", "NFD"]), place=st.sampled_from([None, "Ba Tri", "Cần Thơ"]))
def test_any_mix_of_words_keeps_the_contract(words: list[str], form: str, place: str | None):
    item = post(unicodedata.normalize("NFD" if form == "NFD" else "NFC", " ".join(words)) + ".", place)
    result = find(item)
    assert result == find(item)
    assert len(result.mentions) <= MAX_MENTIONS
    certainties = [m.certainty for m in result.mentions]
    assert certainties == sorted(certainties, reverse=True)
    for mention in result.mentions:
        assert 0 <= mention.certainty <= 1
        if mention.start >= 0:
            assert item.full_text[mention.start : mention.end] == mention.name


@given(st.text(max_size=200))
def test_any_text_is_survived(text: str):
    result = find(press(text))
    assert all(m.start < m.end for m in result.mentions)


@pytest.mark.parametrize(
    ("text", "territory"),
    [
        pytest.param("Em học ở xã Thạnh Phú, TP Cần Thơ bị đuối nước.", OTHER, id="pinned to another province"),
        pytest.param("Em học ở huyện Châu Thành, tỉnh Tiền Giang bị đuối nước.", OTHER, id="district of another"),
        pytest.param("Công nhân ở một khu công nghiệp tỉnh Tiền Giang bị ngất.", OTHER, id="a place only described"),
        pytest.param("Em học ở một trường tiểu học tại TP Cần Thơ bị đuối nước.", OTHER, id="a school of elsewhere"),
        pytest.param("Một công ty ở TP Cần Thơ tặng sách cho huyện Ba Tri.", HOME, id="a guest from elsewhere"),
        pytest.param("15 em nhập viện, có em chuyển lên Bệnh viện Nhi đồng 1, TP.HCM.", HOME, id="a hospital"),
        pytest.param("Khách ở quận 1, TP.HCM tặng xe cho học sinh huyện Ba Tri.", HOME, id="a home district as well"),
    ],
)
def test_a_provincial_paper_that_says_where_is_believed(text: str, territory: Territory):
    item = Item("i", Kind.PRESS, Channel.PRESS_LOCAL, text, title="Chuyện ở trường", published_at=IN_2022)
    assert find(item).territory is territory


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Em Ba học ở huyện Châu Thành đang trên bàn mổ ở Sài Gòn.", id="operating-table"),
        pytest.param("Em Ba học ở huyện Châu Thành được phẫu thuật trong đêm tại TP Cần Thơ.", id="surgery"),
    ],
)
def test_where_somebody_is_operated_on_is_not_where_it_happened(text: str):
    item = Item("i", Kind.PRESS, Channel.PRESS_LOCAL, text, title="Chuyện ở trường", published_at=IN_2022)
    assert "ben-tre/chau-thanh" in {mention.id for mention in find(item).mentions}
