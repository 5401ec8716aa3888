from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.facts.number_words import PERSON_UNITS
from classifiers.facts.numbers import Quantities, Quantity
from monitor.core.text import TextView, fold, normalise

COUNTS = [
    pytest.param("vắng 163 trên 420 em", 163, 163, False, id="so-many-out-of"),
    pytest.param("60 học sinh", 60, 60, False, id="plain"),
    pytest.param("có 1.200 em dự lễ", 1200, 1200, False, id="thousands-dot"),
    pytest.param("hơn 60 học sinh nhập viện", 60, None, True, id="more-than"),
    pytest.param("trên 40 cháu", 40, None, True, id="above"),
    pytest.param("gần 60 em", 60, 60, True, id="nearly"),
    pytest.param("gần 6 chục đứa", 60, None, True, id="nearly-six-dozens"),
    pytest.param("60/120 em có mặt", 60, 60, False, id="share"),
    pytest.param("24 trong số 42 học sinh", 24, 24, False, id="so-many-of"),
    pytest.param("42/42 đứa đóng đủ", 42, 42, False, id="all-of-them"),
    pytest.param("khoảng 40-50 đứa", 40, 50, True, id="range"),
    pytest.param("nhập viện mười mấy đứa rồi", 11, 19, True, id="teens-some"),
    pytest.param("mấy chục đứa nghỉ", 20, None, True, id="some-tens"),
    pytest.param("vài chục em", 20, None, True, id="few-tens"),
    pytest.param("chục em ói", 10, None, True, id="ten-or-so"),
    pytest.param("hơn chục bé", 10, None, True, id="more-than-ten"),
    pytest.param("vài em bị ngất", 2, None, True, id="a-few"),
    pytest.param("hai mươi học sinh", 20, 20, False, id="twenty-in-words"),
    pytest.param("Hai mươi lăm cháu", 25, 25, False, id="twenty-five-in-words"),
    pytest.param("mười bốn học sinh", 14, 14, False, id="fourteen-in-words"),
    pytest.param("Năm học sinh lớp 8", 5, 5, False, id="five-not-year"),
    pytest.param("Bảy học sinh lớp 12", 7, 7, False, id="seven-in-words"),
    pytest.param("3 em bị thương", 3, 3, False, id="three"),
    pytest.param("hàng chục học sinh", 20, None, True, id="tens-of"),
    pytest.param("hàng trăm phụ huynh", 100, None, True, id="hundreds-of"),
    pytest.param("hàng chục nghìn lượt xem", 20_000, None, True, id="tens-of-thousands"),
    pytest.param("hơn hai trăm đứa nhỏ", 200, None, True, id="two-hundred-in-words"),
    pytest.param("16k gv nghỉ việc", 16_000, None, True, id="k-before-people"),
    pytest.param("ngày 28/9 có 12 em", 12, 12, False, id="date-then-count"),
    pytest.param("nửa lớp nghỉ", 0, None, True, id="half-class"),
    pytest.param("cả lớp bị ói", 0, None, True, id="whole-class"),
    pytest.param("hon 60 hoc sinh", 60, None, True, id="no-accents-more-than"),
    pytest.param("lop 3 nhap vien muoi may dua roi", 11, 19, True, id="no-accents-teens"),
    pytest.param("may chuc dua nghi hoc", 20, None, True, id="no-accents-tens"),
    pytest.param("gan 6 chuc dua", 60, None, True, id="no-accents-six-dozens"),
]

NO_COUNTS = [
    pytest.param("năm 2022", id="year"),
    pytest.param("năm học 2022 - 2023", id="school-year"),
    pytest.param("ngày 12/10", id="date-slash"),
    pytest.param("sáng 12-10", id="date-dash"),
    pytest.param("chiều 5.9.2022", id="date-dots"),
    pytest.param("lúc 11h30", id="time-h"),
    pytest.param("hồi 9 giờ", id="time-hours"),
    pytest.param("lớp 3", id="class"),
    pytest.param("lớp 8/5", id="class-slash"),
    pytest.param("lớp 8A", id="class-letter"),
    pytest.param("khối 6", id="grade"),
    pytest.param("được 8,25 điểm", id="mark"),
    pytest.param("điểm 10", id="mark-ten"),
    pytest.param("45.000 đồng", id="money"),
    pytest.param("1,9 tỷ đồng", id="money-milliards"),
    pytest.param("đóng 150k", id="money-k"),
    pytest.param("gọi 0912345678", id="telephone"),
    pytest.param("Thông tư 29/2024", id="circular"),
    pytest.param("Điều 12", id="article"),
    pytest.param("ba mẹ lo", id="father-mother"),
    pytest.param("nam sinh lớp 5", id="male-pupil"),
    pytest.param("nam sinh lop 5", id="male-pupil-no-accents"),
    pytest.param("đầu năm học sinh phải đóng tiền", id="beginning-of-year"),
    pytest.param("tám chục phần trăm", id="per-cent"),
    pytest.param("", id="empty"),
]


def every_quantity(view: TextView) -> tuple[Quantity, ...]:
    return Quantities(view).between(0, len(view.text))


def people(text: str) -> list[Quantity]:
    return list(every_quantity(normalise(text)))


@pytest.mark.parametrize(("text", "low", "high", "approx"), COUNTS)
def test_quantity_is_read_as_written(text: str, low: int, high: int | None, *, approx: bool) -> None:
    (found,) = (quantity for quantity in people(text) if quantity.low == low)
    assert (found.high, found.approx) == (high, approx)


@pytest.mark.parametrize("text", NO_COUNTS)
def test_what_only_looks_like_a_quantity_is_left_out(text: str) -> None:
    assert people(text) == []


def test_offsets_cover_the_words_from_the_approximation_to_the_unit() -> None:
    view = normalise("Trưa nay hơn 60 học sinh nhập viện")
    (found,) = every_quantity(view)
    assert view.text[found.start : found.end] == "hơn 60 học sinh"
    assert found.unit_text == "học sinh"


@given(st.integers(2, 900), st.sampled_from(["học sinh", "em", "cháu", "đứa"]))
def test_any_count_of_people_is_found_with_and_without_accents(count: int, unit: str) -> None:
    text = f"có {count} {unit} bị ói"
    assert [quantity.low for quantity in people(text)] == [count]
    assert [quantity.low for quantity in people(fold(text))] == [count]


@given(st.text(max_size=80))
def test_any_text_is_read_without_failing_and_spans_are_inside(text: str) -> None:
    view = normalise(text)
    for quantity in every_quantity(view):
        assert 0 <= quantity.start < quantity.end <= len(view.text)
        assert quantity.low >= 0


def test_units_are_lower_case_and_unique() -> None:
    assert len(set(PERSON_UNITS)) == len(PERSON_UNITS)
    assert all(unit == unit.casefold() for unit in PERSON_UNITS)


def test_read_in_part_a_text_gives_the_quantities_of_that_part():
    text = (
        "Hơn 40 em nhập viện. "
        + "Trường đã báo cho gia đình các em hay. " * 4
        + "Có 3 giáo viên và hai mươi lăm em về nhà."
    )
    view = normalise(text)
    every = every_quantity(view)
    assert [each.low for each in every] == [40, 3, 25]
    for left in range(0, len(text), 7):
        for right in range(left, len(text), 11):
            inside = [each for each in every if left <= each.start < right]
            found = Quantities(view).between(left, right)
            assert [each for each in found if left <= each.start < right] == inside
