from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.facts.event_time import find_event_time
from monitor.core.clock import iso, parse_time
from monitor.core.items import Channel, Item, Kind
from monitor.core.text import normalise

PUBLISHED = "2022-10-12T15:00:00+07:00"  # a Wednesday

CASES = [
    pytest.param("Trưa 12-10, nhiều học sinh đau bụng", "2022-10-12T11:00", "part-of-day", id="noon-dash"),
    pytest.param("Sáng 14-2, các trường mở cửa", "2022-02-14T07:00", "part-of-day", id="morning-of-february"),
    pytest.param("sáng nay các em nhập viện", "2022-10-12T07:00", "part-of-day", id="this-morning"),
    pytest.param("Tối qua có clip đánh nhau", "2022-10-11T18:00", "part-of-day", id="last-evening"),
    pytest.param("đêm qua cháy bếp", "2022-10-11T21:00", "part-of-day", id="last-night"),
    pytest.param("rạng sáng 10/10 sập tường", "2022-10-10T03:00", "part-of-day", id="small-hours"),
    pytest.param("hồi trưa 3 đứa nhỏ tắm sông", "2022-10-12T11:00", "part-of-day", id="at-noon"),
    pytest.param("khoảng 11h30 ngày 12/10", "2022-10-12T11:30", "hour", id="hour-and-date"),
    pytest.param("Lúc 15h02 ngày 28-6 trên mạng", "2022-06-28T15:02", "hour", id="minutes"),
    pytest.param("9h20 sáng 11/10 tại sân trường", "2022-10-11T09:20", "hour", id="hour-morning-date"),
    pytest.param("7 giờ tối hôm qua", "2022-10-11T19:00", "hour", id="seven-in-the-evening"),
    pytest.param("chiều 5.9.2022 tại lễ khai giảng", "2022-09-05T13:00", "part-of-day", id="dots-and-year"),
    pytest.param("hôm qua con em bị đánh", "2022-10-11T00:00", "day", id="yesterday"),
    pytest.param("thứ hai tuần trước", "2022-10-03T00:00", "day", id="monday-last-week"),
    pytest.param("hôm thứ hai", "2022-10-10T00:00", "day", id="monday"),
    pytest.param("chiều thứ sáu", "2022-10-07T13:00", "part-of-day", id="friday-is-last-friday"),
    pytest.param("ngày 28/12 xảy ra", "2021-12-28T00:00", "day", id="later-day-is-last-year"),
    pytest.param(
        "Trưa 12-10, xã xác nhận một em bị ngã. Lúc 9 giờ 40 sáng cùng ngày, em chạy trên hành lang",
        "2022-10-12T09:40",
        "hour",
        id="hour-told-after-who-spoke",
    ),
    pytest.param(
        "Sáng 12-10, bệnh viện đang hồi sức em M. Trước đó, lúc 15 giờ 10 chiều 11-10, em té trong sân",
        "2022-10-11T15:10",
        "hour",
        id="hour-of-the-day-before",
    ),
    pytest.param(
        "Chiều 11-10, bệnh viện cho biết đã nhận ba em. Trước đó, lúc 12 giờ 15, trong giờ ra chơi, tường đổ",
        "2022-10-11T12:15",
        "hour",
        id="hour-without-a-day",
    ),
    pytest.param("khoảng 9 giờ 20 sáng chủ nhật 9-10 đò lật", "2022-10-09T09:20", "hour", id="hour-sunday-date"),
    pytest.param(
        "Sáng 12-10, mười em đau bụng sau bữa xế. Lúc 14 giờ các em về nhà",
        "2022-10-12T07:00",
        "part-of-day",
        id="nobody-spoke-yet",
    ),
    pytest.param(
        "Trưa 12-10, hiệu trưởng cho biết có chín em nghỉ", "2022-10-12T11:00", "part-of-day", id="nothing-else-told"
    ),
    pytest.param("Trua 12/10 may be bi oi", "2022-10-12T11:00", "part-of-day", id="no-accents"),
    pytest.param(
        "Có mẹ nào con học TH Hoa Sen ở An Đức trưa nay bị ói không ạ?",
        "2022-10-12T11:00",
        "part-of-day",
        id="school-name-is-no-plan",
    ),
    pytest.param("Nhiều học sinh sáng nay nhập viện", "2022-10-12T07:00", "part-of-day", id="pupils-are-not-born"),
    pytest.param("toi qua tui no danh nhau", "2022-10-11T18:00", "part-of-day", id="no-accents-last-evening"),
]

NONE = [
    pytest.param("Học sinh nghỉ từ ngày 09/10", id="from-a-day"),
    pytest.param("Hạn nộp trước ngày 10/10", id="deadline"),
    pytest.param("Trả lại tiền chậm nhất ngày 20/10", id="deadline-just-ahead"),
    pytest.param("Hiệu trưởng trao đổi với phóng viên tối 11/10", id="interview"),
    pytest.param("Lớp 8/5 đâu rồi", id="class"),
    pytest.param("Học sinh nhập viện", id="nothing"),
    pytest.param("chiều 12/10/2023 tổng kết", id="future"),
    pytest.param("ngày 31/2 xảy ra", id="no-such-day"),
]


def item(text: str, published: str | None = PUBLISHED) -> Item:
    moment = parse_time(published) if published else None
    return Item(id="x", kind=Kind.SOCIAL, channel=Channel.FACEBOOK_GROUP, text=text, published_at=moment)


@pytest.mark.parametrize(("text", "at", "precision"), CASES)
def test_event_time(text: str, at: str, precision: str) -> None:
    found = find_event_time(item(text), normalise(text))
    assert found is not None
    assert (iso(found.at)[:16], found.precision) == (at, precision)
    assert found.text in text


@pytest.mark.parametrize("text", NONE)
def test_no_event_time(text: str) -> None:
    assert find_event_time(item(text), normalise(text)) is None


def test_without_a_reference_nothing_is_said() -> None:
    assert find_event_time(item("sáng nay", None), normalise("sáng nay")) is None


@given(st.integers(0, 23), st.integers(0, 59), st.integers(1, 28), st.integers(1, 12))
def test_event_is_never_after_publication(hour: int, minute: int, day: int, month: int) -> None:
    text = f"Lúc {hour}h{minute:02d} ngày {day}/{month} tại trường"
    found = find_event_time(item(text), normalise(text))
    assert found is None or found.at <= parse_time(PUBLISHED)
