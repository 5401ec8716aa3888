from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from monitor.core.items import Channel, Item, Kind
from monitor.core.labels import Territory
from monitor.core.places.finder import PlaceFinder
from monitor.core.places.gazetteer import load_gazetteer
from monitor.core.places.school_names import school_slug

GAZETTEER = Path(__file__).parents[5] / "data" / "gazetteer"


@cache
def finder() -> PlaceFinder:
    return PlaceFinder(load_gazetteer(GAZETTEER))


def schools(text: str, place: str | None = None) -> list[tuple[str, str]]:
    item = Item(
        "i",
        Kind.SOCIAL,
        Channel.FACEBOOK_GROUP,
        text,
        source_place=place,
        published_at=datetime(2022, 3, 1, tzinfo=UTC),
    )
    return [(m.id, m.name) for m in finder().find(item).mentions if m.level == "school"]


@pytest.mark.parametrize(
    ("text", "school_id", "name"),
    [
        ("Trường Tiểu học Hoa Sen bị ngập", "school:tieu-hoc-hoa-sen", "Trường Tiểu học Hoa Sen"),
        ("Tại trường tiểu học Hoa Sen, sáng 3-3", "school:tieu-hoc-hoa-sen", "trường tiểu học Hoa Sen"),
        ("TH Hoa Sen nay nghỉ học", "school:tieu-hoc-hoa-sen", "TH Hoa Sen"),
        ("trường TH Hoa Sen nay nghỉ", "school:tieu-hoc-hoa-sen", "trường TH Hoa Sen"),
        ("truong tieu hoc Hoa Sen nghi hoc", "school:tieu-hoc-hoa-sen", "truong tieu hoc Hoa Sen"),
        ("truong tieu hoc hoa sen o an duc", "school:tieu-hoc-hoa-sen", "truong tieu hoc hoa sen"),
        ("th hoa sen o an duc nghi hoc", "school:tieu-hoc-hoa-sen", "th hoa sen"),
        ("TRƯỜNG TIỂU HỌC HOA SEN Ở XÃ AN ĐỨC", "school:tieu-hoc-hoa-sen", "TRƯỜNG TIỂU HỌC HOA SEN"),
        ("trường mầm non Măng Non ở Ba Tri", "school:mam-non-mang-non", "trường mầm non Măng Non"),
        ("MN Măng Non thu tiền", "school:mam-non-mang-non", "MN Măng Non"),
        ("Trường Mẫu giáo Bông Trang tại xã", "school:mau-giao-bong-trang", "Trường Mẫu giáo Bông Trang"),
        ("Trường mầm non tư thục Sao Mai", "school:mam-non-sao-mai", "Trường mầm non tư thục Sao Mai"),
        ("Trường Mầm non 19/5 sửa bếp", "school:mam-non-19-5", "Trường Mầm non 19/5"),
        ("Trường THCS & THPT Cồn Lớn họp", "school:thcs-thpt-con-lon", "Trường THCS & THPT Cồn Lớn"),
        ("Trường THCS-THPT Cồn Lớn họp", "school:thcs-thpt-con-lon", "Trường THCS-THPT Cồn Lớn"),
        ("Trường TH-THCS Rạch Vông", "school:th-thcs-rach-vong", "Trường TH-THCS Rạch Vông"),
        ("Trường Tiểu học và THCS Rạch Vông", "school:th-thcs-rach-vong", "Trường Tiểu học và THCS Rạch Vông"),
        ("trường c2 Rạch Vông đánh nhau", "school:thcs-rach-vong", "trường c2 Rạch Vông"),
        ("Trường trung học cơ sở Rạch Vông, xã", "school:thcs-rach-vong", "Trường trung học cơ sở Rạch Vông"),
        ("trường cấp 3 Sông Trong có tin", "school:thpt-song-trong", "trường cấp 3 Sông Trong"),
        ("Trường Tiểu học Hoa Sen 1 có tin", "school:tieu-hoc-hoa-sen-1", "Trường Tiểu học Hoa Sen 1"),
        ("Trường Tiểu học Hoa Sen, xã An Đức", "school:tieu-hoc-hoa-sen", "Trường Tiểu học Hoa Sen"),
        ("Trường Tiểu học Hoa Sen Xã An Đức", "school:tieu-hoc-hoa-sen", "Trường Tiểu học Hoa Sen"),
        ("Trường Tiểu học Hoa Sen\nSáng nay", "school:tieu-hoc-hoa-sen", "Trường Tiểu học Hoa Sen"),
        ("Trường Tiểu học “Hoa Sen” nghỉ", "school:tieu-hoc-hoa-sen", "Trường Tiểu học “Hoa Sen"),
        ("Trường Tiểu học thị trấn Ba Tri ngập", "school:tieu-hoc-thi-tran-ba-tri", "Trường Tiểu học thị trấn Ba Tri"),
        ("Trường THCS Sao Mai Ba Tri thu tiền", "school:thcs-sao-mai", "Trường THCS Sao Mai"),
        ("Trường THPT Lạc Long Quân ở TP Bến Tre", "school:thpt-lac-long-quan", "Trường THPT Lạc Long Quân"),
        ("trường Võ Trường Toản Bến Tre", "school:thpt-vo-truong-toan", "trường Võ Trường Toản"),
        ("Trường THPT chuyên Bến Tre tuyển sinh", "school:thpt-chuyen-ben-tre", "Trường THPT chuyên Bến Tre"),
        ("Trường Tiểu học Bàu Sen P5 TP Bến Tre họp", "school:tieu-hoc-bau-sen", "Trường Tiểu học Bàu Sen"),
        ("Trung tâm GDNN-GDTX Ba Tri khai giảng", "school:gdtx-ba-tri", "Trung tâm GDNN-GDTX Ba Tri"),
    ],
)
def test_named_schools(text: str, school_id: str, name: str):
    assert (school_id, name) in schools(text)


@pytest.mark.parametrize(
    "text",
    [
        "học sinh tiểu học Hà Nội trở lại lớp",
        "giáo viên mầm non TP HCM xin nghỉ",
        "kỳ thi THPT quốc gia sắp đến",
        "kỳ thi tốt nghiệp THPT 2022 có gì mới",
        "các trường tiểu học ở huyện Ba Tri",
        "mn ơi cho hỏi mai có học không",
        "mn oi cho hoi mai co hoc khong",
        "con đang học mẫu giáo nè",
        "Trường Đại học Hoa Sen tuyển sinh",
        "bộ đội Trường Sa tặng quà học sinh",
    ],
)
def test_no_school_is_named(text: str):
    assert schools(text) == []


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        pytest.param("Trường THPT Ngô Văn Cấn họp", None, Territory.HOME, id="own-name"),
        pytest.param("Trường THPT Nguyễn Trãi họp", None, Territory.UNKNOWN, id="shared-name"),
        pytest.param("Trường THPT Nguyễn Trãi họp", "Giồng Trôm", Territory.HOME, id="shared-name-home-group"),
        pytest.param("Trường THPT Nguyễn Trãi, Hải Dương", None, Territory.OTHER, id="shared-name-elsewhere"),
        pytest.param("Trường Tiểu học Hoa Sen họp", None, Territory.UNKNOWN, id="not-in-the-register"),
    ],
)
def test_territory_of_schools(text: str, place: str | None, expected: Territory):
    item = Item("i", Kind.SOCIAL, Channel.FACEBOOK_GROUP, text, source_place=place)
    assert finder().find(item).territory is expected


@pytest.mark.parametrize("name", ["Chê Ghêvara", "Che Guevara", "Chê Guê-va-ra"])
def test_spellings_of_one_register_school(name: str):
    assert [school for school, _ in schools(f"Trường THPT {name} ở Mỏ Cày Nam")] == ["school:thpt-che-ghevara"]


def test_quy_and_qui_are_one_school():
    assert school_slug("THPT Lê Quý Đôn") == school_slug("THPT Lê Quí Đôn")


def test_a_school_without_its_level_takes_it_from_the_same_text():
    found = [school for school, _ in schools("Trường Tiểu học Hoa Sen ngập. Phụ huynh trường Hoa Sen lo lắng")]
    assert found == ["school:tieu-hoc-hoa-sen"]


def test_an_edited_text_names_schools_with_capitals_only():
    text = "Tiêm vắc xin ngay tại các trường tiểu học vùng ven biển huyện Thạnh Phú."
    found = finder().find(Item("a", Kind.PRESS, Channel.PRESS_LOCAL, text))
    assert [m.id for m in found.mentions if m.level == "school"] == []


def test_a_commune_written_after_the_name_is_not_part_of_it():
    assert schools("trg THCS Lá Sen An Hiệp có đánh nhau", "Ba Tri")[0][0] == "school:thcs-la-sen"
