"""The name of an incident for readers outside the circle that handles it."""

from __future__ import annotations

from typing import Any

import pytest

from monitor.core.public_names import has_child_victim, public_title
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
