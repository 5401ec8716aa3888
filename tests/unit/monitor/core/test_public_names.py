"""The name of an incident for readers outside the circle that handles it."""

from __future__ import annotations

from typing import Any

import pytest

from monitor.core.public_names import has_child_victim, public_title, without_school
from tests.fakes.incidents import hoa_sen


@pytest.mark.parametrize(
    ("fields", "harmed"),
    [
        pytest.param({}, True, id="poisoned"),
        pytest.param({"incident_type": "violence"}, True, id="violence"),
        pytest.param({"incident_type": "fees", "counts": ()}, False, id="fees"),
        pytest.param(
            {"incident_type": "teacher-conduct", "fact_kinds": ("teacher-violence",)}, True, id="hit by a teacher"
        ),
        pytest.param({"incident_type": "teacher-conduct"}, False, id="a teacher's words"),
        pytest.param(
            {"incident_type": "assault-on-teacher", "fact_kinds": ("injured",)}, False, id="the teacher is hurt"
        ),
        pytest.param({"education_levels": ("dai-hoc",)}, False, id="students"),
        pytest.param({"education_levels": ("dai-hoc", "thpt")}, True, id="students and pupils"),
    ],
)
def test_whether_a_child_was_harmed(fields: dict[str, Any], *, harmed: bool) -> None:
    assert has_child_victim(hoa_sen(**fields)) is harmed


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        pytest.param(
            {},
            "Ngộ độc thực phẩm – một trường tiểu học, xã An Đức, huyện Ba Tri (11 người nhập viện)",
            id="the school of harmed children is not named",
        ),
        pytest.param(
            {"education_levels": ()},
            "Ngộ độc thực phẩm – một trường học, xã An Đức, huyện Ba Tri (11 người nhập viện)",
            id="of unknown level",
        ),
        pytest.param(
            {"incident_type": "fees", "title": "Lạm thu – Trường Tiểu học Hoa Sen"},
            "Lạm thu – Trường Tiểu học Hoa Sen",
            id="a school is named where no child was harmed",
        ),
        pytest.param({"title": "Bạo lực – em Nguyễn Văn An"}, "Bạo lực – em N.V.A.", id="persons never"),
        pytest.param({"school": "", "title": "Ngộ độc – huyện Ba Tri"}, "Ngộ độc – huyện Ba Tri", id="no school known"),
    ],
)
def test_public_title(fields: dict[str, Any], title: str) -> None:
    assert public_title(hoa_sen(**fields)) == title


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            "Cháu tôi bị đánh ở trường Gò Keo", "Cháu tôi bị đánh ở một trường THPT", id="school without level"
        ),
        pytest.param("CLIP: nữ sinh THPT Gò Keo bị đánh", "CLIP: nữ sinh một trường THPT bị đánh", id="level alone"),
        pytest.param(
            "Trường cấp 3 Gò Keo lên tiếng", "Một trường THPT lên tiếng", id="another level word, at the start"
        ),
        pytest.param(
            "Vụ Gò Keo: tạm nghỉ. Gò Keo báo cáo", "Vụ một trường THPT: tạm nghỉ. Một trường THPT báo cáo", id="bare"
        ),
        pytest.param("nu sinh truong thpt go keo bi danh", "nu sinh một trường THPT bi danh", id="without accents"),
        pytest.param("Họp ở ấp Gò Keo, gần cầu Gò Keo", "Họp ở ấp Gò Keo, gần cầu Gò Keo", id="a place of that name"),
        pytest.param("Trường THPT Gò Keo Tây", "Một trường THPT Tây", id="a longer name is cut rather than told"),
        pytest.param("Nữ sinh lớp 10 bị đánh", "Nữ sinh lớp 10 bị đánh", id="not named"),
    ],
)
def test_texts_quoted_outside_do_not_name_a_harmed_childs_school(text: str, told: str) -> None:
    incident = hoa_sen(
        school="Trường THPT Gò Keo", education_levels=("thpt",), incident_type="violence", place_name="xã Tân Hào"
    )
    assert without_school(text, incident) == told


def test_a_commune_that_the_school_is_called_after_stays() -> None:
    incident = hoa_sen(school="Trường Tiểu học An Đức", place_name="xã An Đức, huyện Ba Tri")
    told = without_school("Tiểu học An Đức: bé nhập viện, An Đức xôn xao", incident)
    assert told == "Một trường tiểu học: bé nhập viện, An Đức xôn xao"


def test_a_school_stays_named_where_no_child_was_harmed() -> None:
    incident = hoa_sen(school="Trường THPT Gò Keo", incident_type="fees", counts=(), fact_kinds=())
    assert without_school("Lạm thu ở trường Gò Keo", incident) == "Lạm thu ở trường Gò Keo"
