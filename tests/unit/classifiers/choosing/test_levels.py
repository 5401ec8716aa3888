from __future__ import annotations

import pytest

from classifiers.choosing.levels import find_levels, level_of_grade
from monitor.core.labels import EducationLevel, PlaceMention
from monitor.core.text import normalise

CASES = [
    pytest.param("Bé ở trường mầm non", ["mam-non"], id="pre-school"),
    pytest.param("Nhóm trẻ tư thục bị đình chỉ", ["mam-non"], id="child-group"),
    pytest.param("lớp lá 2 mẫu giáo", ["mam-non"], id="leaf-class"),
    pytest.param("Học sinh lớp 3 nhập viện", ["tieu-hoc"], id="grade-3"),
    pytest.param("lop 5 hoc online", ["tieu-hoc"], id="grade-5-no-accents"),
    pytest.param("Nữ sinh lớp 8 bị đánh", ["thcs"], id="grade-8"),
    pytest.param("lớp 8/5 đâu rồi", ["thcs"], id="class-8-5"),
    pytest.param("Clip nữ sinh c2 Ba Tri", ["thcs"], id="c2"),
    pytest.param("hs 10a5 bị tẩy chay", ["thpt"], id="class-10a5"),
    pytest.param("Thi tốt nghiệp THPT", ["thpt"], id="graduation"),
    pytest.param("Tuyển sinh lớp 10 năm nay", ["thcs", "thpt"], id="grade-10-entry"),
    pytest.param("lịch thi vào lớp 10", ["thcs", "thpt"], id="grade-10-exam"),
    pytest.param("Học sinh từ lớp 7 đến lớp 12 trở lại trường", ["thcs", "thpt"], id="range"),
    pytest.param("chọn sách lớp 4, lớp 8 và lớp 11", ["tieu-hoc", "thcs", "thpt"], id="list"),
    pytest.param("khối 6, 7 nghỉ", ["thcs"], id="grades-6-7"),
    pytest.param("Trung tâm GDTX huyện", ["gdtx"], id="continuing"),
    pytest.param("Xét tuyển đại học năm nay", ["thpt"], id="university-entrance"),
    pytest.param("Bé 3 tuổi bị bỏ quên", ["mam-non"], id="age-3"),
    pytest.param("nữ sinh 14 tuổi bị đánh", ["thcs"], id="age-14"),
    pytest.param("Thí sinh đến muộn được vào phòng", ["thpt"], id="candidate-without-a-level"),
    pytest.param("Thí sinh lớp 9 thi vào lớp 10", ["thcs", "thpt"], id="candidate-with-a-level"),
    pytest.param("Sở GD&ĐT họp báo", [], id="general"),
    pytest.param("đóng 10 triệu", [], id="money-is-no-grade"),
    pytest.param("Bốn học sinh THPT dừng việc học tại lớp một tuần", ["thpt"], id="one-week-is-no-first-grade"),
    pytest.param("Nữ sinh THPT bị tạm dừng tới lớp 1 tuần", ["thpt"], id="week-in-figures"),
]


@pytest.mark.parametrize(("text", "levels"), CASES)
def test_levels(text: str, levels: list[str]) -> None:
    assert [level.value for level in find_levels(normalise(text))] == levels


def test_level_of_a_school_named_among_the_places() -> None:
    place = PlaceMention("school:thcs-hoa-sen", "Trường THCS Hoa Sen", "school", 0, 19, 0.9)
    assert find_levels(normalise("Chuyện ở trường"), (place,)) == (EducationLevel.THCS,)


@pytest.mark.parametrize(
    ("grade", "level"),
    [(1, "tieu-hoc"), (5, "tieu-hoc"), (6, "thcs"), (9, "thcs"), (10, "thpt"), (12, "thpt"), (0, None), (13, None)],
)
def test_level_of_grade(grade: int, level: str | None) -> None:
    found = level_of_grade(grade)
    assert (found.value if found else None) == level


def test_level_named_once_far_down_is_passing() -> None:
    text = "Hội nghị tổng kết. " * 60 + "Có nhắc tới tiểu học."
    assert find_levels(normalise(text)) == ()


def test_passing_word_beside_a_named_school_is_left_out() -> None:
    place = PlaceMention("school:thpt-go-keo", "Trường THPT Gò Keo", "school", 0, 18, 0.9)
    text = "Trường THPT Gò Keo họp phụ huynh. " * 12 + "Cổng nằm gần một trường mầm non."
    assert find_levels(normalise(text), (place,)) == (EducationLevel.THPT,)
