import pytest

from monitor.core.labels import PlaceMention
from monitor.stories.naming import best_spelling, ground_name, school_name

NAMES = {
    "ben-tre": "Tỉnh Bến Tre", "ben-tre/ba-tri": "Huyện Ba Tri", "ben-tre/ba-tri/an-duc": "Xã An Đức",
    "tien-giang": "Tỉnh Tiền Giang", "tien-giang/chau-thanh": "Huyện Châu Thành",
    "school:thpt-chuyen-ben-tre": "THPT chuyên Bến Tre", "school:gdtx-ba-tri": "Trung tâm GDNN-GDTX Ba Tri",
}  # fmt: skip


def mention(name: str, place_id: str = "school:x") -> PlaceMention:
    return PlaceMention(place_id, name, "school", 0, len(name), 0.9)


@pytest.mark.parametrize(
    ("found", "name"),
    [
        (mention("TH Hoa Sen"), "Trường Tiểu học Hoa Sen"),
        (mention("Trường Tiểu học Hoa Sen"), "Trường Tiểu học Hoa Sen"),
        (mention("trường mầm non Măng Non"), "Trường Mầm non Măng Non"),
        (mention("MN Tuổi Thơ"), "Trường Mầm non Tuổi Thơ"),
        (mention("truong th Bau Dua"), "Trường Tiểu học Bau Dua"),
        (mention("THCS An Thới"), "Trường THCS An Thới"),
        (mention("thpt chuyen", "school:thpt-chuyen-ben-tre"), "Trường THPT chuyên Bến Tre"),
        (mention("TT GDTX", "school:gdtx-ba-tri"), "Trung tâm GDNN-GDTX Ba Tri"),
    ],
)
def test_school_name(found, name):
    assert school_name(found, lambda place: NAMES.get(place, place)) == name


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("ben-tre/ba-tri/an-duc", "xã An Đức, huyện Ba Tri"),
        ("ben-tre/ba-tri", "huyện Ba Tri"),
        ("ben-tre", "tỉnh Bến Tre"),
        ("tien-giang/chau-thanh", "huyện Châu Thành, tỉnh Tiền Giang"),
    ],
)
def test_ground_name(place, name):
    assert ground_name(place, NAMES.__getitem__, home_province="ben-tre") == name


def test_the_spelling_with_accents_is_shown():
    assert best_spelling((mention("th hoa sen o an duc"), mention("TH Hoa Sen"))).name == "TH Hoa Sen"
