"""Frames: what a whole opening is about, by our own sentences, each with a twin that must not have it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from classifiers.models.features import FeatureReader, unaccented
from classifiers.models.subject_frames import FRAME, MINISTRY_DRAFTS, MINISTRY_ON_TOP, UNLEARNT
from monitor.core.config.plan_file import load_plan
from monitor.core.items import Channel, Item, Kind

ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def reader() -> FeatureReader:
    return FeatureReader(load_plan(ROOT / "plan.yaml"), ROOT / "data" / "lexicons")


def _news(title: str, text: str = "") -> Item:
    return Item(
        id="n",
        kind=Kind.PRESS,
        channel=Channel.PRESS_CENTRAL,
        source=None,
        source_place=None,
        title=title,
        lead=None,
        text=text,
    )


def _frames(reader: FeatureReader, item: Item) -> set[str]:
    names = reader.read(item).topic.signals
    return {name.removeprefix(FRAME) for name in names if name.startswith((FRAME, UNLEARNT))}


@pytest.mark.parametrize(
    ("title", "has", "has_not"),
    [
        pytest.param("Đại học Tân Hưng có thêm hai giáo sư", {"university-life"}, set(), id="inside-a-university"),
        pytest.param(
            "Điểm chuẩn Đại học Tân Hưng tăng nhẹ", {"university-entrance"}, {"university-life"}, id="entrance"
        ),
        pytest.param(
            "Sinh viên sư phạm chờ tiền hỗ trợ", {"teacher-trainees"}, {"university-life"}, id="teacher-trainees"
        ),
        pytest.param("Học sinh đến thăm trường đại học", set(), {"university-life"}, id="pupils-at-a-university"),
        pytest.param("Cô giáo Mỹ cắt tóc tặng học trò", {"abroad"}, {"home"}, id="country-after-its-noun"),
        pytest.param("Cô Mỹ Hạnh cắt tóc tặng học trò", set(), {"abroad"}, id="the-same-word-in-a-name"),
        pytest.param("Thầy giáo Derek vẽ hai tay cùng lúc", {"abroad", "foreign-names"}, set(), id="foreign-name"),
        pytest.param("Thầy giáo Khánh vẽ hai tay cùng lúc", set(), {"abroad", "foreign-names"}, id="our-name"),
        pytest.param("Học sinh Hà Nội gặp thầy Derek", {"home"}, {"abroad"}, id="foreign-name-at-home"),
        pytest.param("Nổ súng tại trường học Mỹ, bạo lực học đường tăng", {"harm-abroad"}, {"abroad"}, id="harm"),
        pytest.param(
            "Bạo lực học đường ở Brownville", {"harm-abroad"}, {"abroad", "foreign-names"}, id="harm-told-by-a-name"
        ),
        pytest.param("Bài toán chia bánh làm khó người lớn", {"quiz"}, set(), id="quiz"),
        pytest.param(
            "Bộ GD-ĐT yêu cầu các sở rà soát thu chi", {"ministry-orders"}, {"ministry-named"}, id="the-ministry-orders"
        ),
        pytest.param("Bộ trưởng GD-ĐT dự lễ kỷ niệm ở Ba Tri", {"ministry-named"}, {"ministry-orders"}, id="named"),
        pytest.param("Bộ Giao thông đề nghị sửa cầu", set(), {"ministry-named", "ministry-orders"}, id="other"),
    ],
)
def test_frames_of_a_headline(reader: FeatureReader, title: str, has: set[str], has_not: set[str]) -> None:
    item = _news(title)

    for each in (item, unaccented(item)):
        found = _frames(reader, each)
        assert has <= found
        assert not has_not & found


@pytest.mark.parametrize(
    ("title", "text", "has", "has_not"),
    [
        pytest.param(
            "Bộ yêu cầu công khai khoản thu", "Bộ GD-ĐT vừa gửi công văn.", {MINISTRY_ON_TOP}, set(), id="top"
        ),
        pytest.param(
            "Trường công khai khoản thu",
            "Bộ GD-ĐT yêu cầu như vậy.",
            {"ministry-orders"},
            {MINISTRY_ON_TOP},
            id="below",
        ),
        pytest.param("Bộ trưởng nói về lương", "Bộ Quốc phòng cho hay.", set(), {MINISTRY_ON_TOP}, id="another-one"),
        pytest.param(
            "Góp ý quy chế thi",
            "Dự thảo do Bộ GD-ĐT công bố.",
            {MINISTRY_DRAFTS, "ministry-orders"},
            set(),
            id="draft",
        ),
        pytest.param("Góp ý nội quy lớp", "Cả lớp bàn một buổi.", set(), {MINISTRY_DRAFTS}, id="draft-of-a-class"),
    ],
)
def test_where_the_ministry_stands(
    reader: FeatureReader, title: str, text: str, has: set[str], has_not: set[str]
) -> None:
    for each in (_news(title, text), unaccented(_news(title, text))):
        found = _frames(reader, each)
        assert has <= found
        assert not has_not & found


def test_names_deep_in_the_body_do_not_count(reader: FeatureReader) -> None:
    body = "Nhà trường sửa mái lớp học trước mùa mưa. " * 12

    assert "foreign-names" not in _frames(reader, _news("Sửa mái trường", body + "Ông Derek góp công."))


def test_a_comment_has_the_frames_of_its_headline(reader: FeatureReader) -> None:
    comment = replace(
        _news("", "Bên Mỹ người ta đâu có vậy."),
        kind=Kind.SOCIAL,
        channel=Channel.COMMENT,
        title=None,
        context="Điểm chuẩn Đại học Tân Hưng tăng nhẹ",
    )

    found = _frames(reader, comment)

    assert "university-entrance" in found
    assert "abroad" not in found
