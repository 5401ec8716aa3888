"""Who is named in a text, and who only in passing."""

from __future__ import annotations

import pytest

from classifiers.facts.roles import Role, find_mentions
from classifiers.reading.phrases import read
from monitor.core.text import fold, normalise

NAMED = (
    pytest.param("Ba công nhân vào viện", Role.OTHER, id="workers"),
    pytest.param("Cấp cứu cho ba công nhân", Role.OTHER, id="treated"),
    pytest.param("Tìm thấy thi thể của hai ngư dân", Role.OTHER, id="body-of"),
    pytest.param("Ông P.G.H., 64 tuổi, chìm giữa dòng", Role.OTHER, id="by-age"),
    pytest.param("Cháu 6 tuổi rơi xuống ao", Role.CHILD, id="child-by-age"),
    pytest.param("Nữ sinh viên năm hai", Role.UNIVERSITY, id="student-of-a-university"),
    pytest.param("Trần phòng bệnh rơi xuống", Role.WARD, id="ward"),
    pytest.param("Thành lập trường tiểu học", Role.SCHOOL, id="school"),
)
NOT_NAMED = (
    pytest.param("Con em công nhân được tặng quà", Role.OTHER, id="whose-child"),
    pytest.param("Bị chó của nông dân cắn", Role.OTHER, id="whose-dog"),
    pytest.param("Em được ngư dân cứu", Role.OTHER, id="who-helped"),
    pytest.param("Đá như học sinh", Role.SCHOOL, id="compared"),
    pytest.param("Học sinh đá còn hay hơn", Role.SCHOOL, id="better"),
    pytest.param("Căn nhà gần trường mầm non bốc cháy", Role.SCHOOL, id="near"),
    pytest.param("Công an khám nghiệm hiện trường", Role.STUDENT, id="scene"),
    pytest.param("Vợ em nhập viện", Role.YOUNG, id="wife"),
    pytest.param("Nữ sinh lớp 12 đậu đại học", Role.UNIVERSITY, id="on-the-way"),
)


def roles(text: str) -> set[Role]:
    view = normalise(text)
    return {mention.role for mention in find_mentions(view, read(view))}


@pytest.mark.parametrize(("text", "role"), NAMED)
def test_who_is_named_is_found(text: str, role: Role) -> None:
    assert role in roles(text)
    assert role in roles(fold(text))


@pytest.mark.parametrize(("text", "role"), NOT_NAMED)
def test_who_is_named_in_passing_is_left_out(text: str, role: Role) -> None:
    assert role not in roles(text)
    assert role not in roles(fold(text))
