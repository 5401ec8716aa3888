"""Texts without a known place that happened elsewhere all the same, and comments beside their headline."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from monitor.core.items import Channel, Item, Kind
from monitor.core.labels import Territory
from monitor.core.places.elsewhere import names_foreign_person, names_one_university
from monitor.core.places.finder import PlaceFinder
from monitor.core.places.gazetteer import load_gazetteer

GAZETTEER = Path(__file__).parents[5] / "data" / "gazetteer"


@cache
def finder() -> PlaceFinder:
    return PlaceFinder(load_gazetteer(GAZETTEER))


def territory(text: str, *, kind: Kind = Kind.PRESS, context: str | None = None) -> Territory:
    item = Item("i", kind, Channel.PRESS_CENTRAL, text)
    if context is not None:
        item = replace(item, channel=Channel.COMMENT, kind=Kind.SOCIAL, context=context, reply_to="parent")
    return finder().find(item).territory


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        pytest.param("Bà Sandra Whitfield, 41 tuổi, mở lớp dạy nấu ăn", True, id="with-an-age"),
        pytest.param("Học trò tặng hoa cho thầy Kevin Brown trước giờ học", True, id="after-a-title"),
        pytest.param("Hiệu trưởng Marta J. Kowalski xin lỗi phụ huynh", True, id="initial-between"),
        pytest.param("Cô Minh Anh, 35 tuổi, dạy lớp 2", False, id="vietnamese-without-marks"),
        pytest.param("Thầy Nam Trung, 50 tuổi, về hưu", False, id="vietnamese-two-syllables"),
        pytest.param("Lớp học dùng Google Meet và Microsoft Teams", False, id="products"),
        pytest.param("Học sinh thi Cambridge International vào chủ nhật", False, id="certificate"),
        pytest.param("", False, id="empty"),
    ],
)
def test_foreign_persons_are_known_by_their_names(text: str, *, foreign: bool) -> None:
    assert names_foreign_person(text) is foreign


@pytest.mark.parametrize(
    ("text", "one"),
    [
        pytest.param("Sinh viên Đại học Phương Nam nhận bằng muộn", True, id="one"),
        pytest.param(
            "Đại học Phương Nam mở ngành mới. Đại học Phương Nam tuyển 200 sinh viên", True, id="twice-the-same"
        ),
        pytest.param("Đại học Phương Nam, Học viện Bình Minh công bố điểm", False, id="two"),
        pytest.param("Nhiều trường đại học lùi lịch", False, id="no-name"),
    ],
)
def test_one_university_alone_is_a_place(text: str, *, one: bool) -> None:
    assert names_one_university(text) is one


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Trường Tiểu học Ánh Dương Xanh đổi giờ vào lớp", Territory.OTHER, id="a-school-nobody-knows"),
        pytest.param("Các trường tiểu học đổi giờ vào lớp", Territory.UNKNOWN, id="no-name"),
        pytest.param("Cô Sandra Whitfield, 41 tuổi, dạy toán bằng bài hát", Territory.OTHER, id="foreign-name"),
        pytest.param("Trường Tiểu học Ánh Dương Xanh ở Ba Tri đổi giờ vào lớp", Territory.HOME, id="a-place-decides"),
        pytest.param("Giáo viên bang Tennessee đình công", Territory.OTHER, id="state"),
        pytest.param(
            "Xe tham quan lật trên đèo ở Đà Lạt\nTrưa qua, xe chở học sinh Trường THCS Rạch Gầm (xã Tân Xuân, huyện Ba "
            "Tri, Bến Tre) lật tại TP Đà Lạt (Lâm Đồng).",
            Territory.HOME,
            id="our-school-on-an-outing",
        ),
        pytest.param(
            "Xe tham quan lật trên đèo\nTrưa qua, xe chở học sinh Trường THCS Rạch Gầm (huyện Cái Bè, Tiền Giang) và "
            "Trường THCS Lá Dừa (huyện Đầm Dơi, Cà Mau) lật ở Đà Lạt (Lâm Đồng), một em quê Bến Tre.",
            Territory.OTHER,
            id="theirs-on-an-outing",
        ),
    ],
)
def test_the_press_names_what_is_elsewhere(text: str, expected: Territory) -> None:
    assert territory(text) is expected


def test_an_unknown_school_in_a_post_stays_unknown() -> None:
    assert territory("Trường Tiểu học Ánh Dương Xanh đổi giờ vào lớp", kind=Kind.SOCIAL) is Territory.UNKNOWN


COMMENTS = [
    pytest.param("Bộ Giáo dục phải vào cuộc", "Trường ở Cần Thơ thu sai quy định", Territory.OTHER, id="headline-wins"),
    pytest.param("Bộ Giáo dục phải vào cuộc", "Nỗi lo đầu năm học", Territory.NATIONAL, id="ministry-alone"),
    pytest.param("Việt Nam mình còn khổ lắm", "Nỗi lo đầu năm học", Territory.UNKNOWN, id="the-country-in-passing"),
    pytest.param("Ở Ba Tri cũng vậy", "Trường ở Cần Thơ thu sai quy định", Territory.HOME, id="its-own-place"),
    pytest.param("Đúng quá", "Bộ trưởng nói về dạy thêm", Territory.NATIONAL, id="national-headline"),
]


@pytest.mark.parametrize(("text", "headline", "expected"), COMMENTS)
def test_a_comment_is_about_where_its_headline_is(text: str, headline: str, expected: Territory) -> None:
    assert territory(text, context=headline) is expected
