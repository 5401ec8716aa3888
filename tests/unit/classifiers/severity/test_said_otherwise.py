"""What is told without its usual word, and what sounds the same and is none: each idea with a twin."""

from __future__ import annotations

import pytest

from monitor.core.labels import Sentiment, Severity
from tests.unit.classifiers.severity.judged import facts_of, level_of

S1, S2, S3, S4 = Severity.S1, Severity.S2, Severity.S3, Severity.S4


def counts(written: str) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for fact in facts_of(written):
        if fact.stands:
            found[fact.kind] = max(fact.count or 0, found.get(fact.kind) or 0) or None
    return found


@pytest.mark.parametrize(
    ("written", "kind", "told"),
    [
        pytest.param("Đang chào cờ thì hai học sinh dính đạn chì ngay cổng", "weapon-attack", True, id="pellet"),
        pytest.param("Kẻ lạ vác súng săn bắn vào học sinh đang ra chơi", "weapon-attack", True, id="rifle"),
        pytest.param("Học sinh nhặt vỏ đạn cũ đem nộp cho ban chỉ huy quân sự xã", "weapon-attack", False, id="shell"),
        pytest.param("Bảo vệ thấy một học sinh giấu súng hơi trong cặp ở cổng trường", "weapon", True, id="hidden"),
        pytest.param("Bộ đội đem súng AK ra giới thiệu cho học sinh giữa sân trường", "weapon", False, id="soldiers"),
        pytest.param("Bà con mang dao, súng kíp tới trường giao nộp cho công an xã", "weapon", False, id="handed-in"),
        pytest.param(
            "Có người mang súng tới trường nói đem nộp rồi hăm bắn học sinh", "weapon", True, id="handed-in-with-threat"
        ),
        pytest.param("Nam sinh bị thầy giám thị cạo đầu trước lớp", "teacher-violence", True, id="shorn"),
        pytest.param("Con tui bị cô giáo bắt đeo bảng ghi chữ lười đứng dưới cờ", "teacher-violence", True, id="board"),
        pytest.param("Thầy giám thị cắt tóc miễn phí cho học sinh nghèo", "teacher-violence", False, id="barber"),
        pytest.param("Nữ sinh hớt tóc dài tặng bệnh nhân, thầy cô vỗ tay", "teacher-violence", False, id="donated"),
        pytest.param(
            "Lặn hoài mới đưa được bé lên rồi, ba nó lay miết mà em không trả lời", "death-hinted", True, id="shaken"
        ),
        pytest.param(
            "Thôi cô bác đừng mò nữa, vớt lên bờ rồi, mẹ nó gọi hoài mà nó hổng thưa", "death-hinted",
            True, id="search-over",
        ),
        pytest.param(
            "Thôi cô bác đừng mò nữa, vớt lên bờ rồi, mẹ nó gọi một tiếng là nó dạ, ngủ quên trong kho", "death-hinted",
            False, id="asleep",
        ),
    ],
)  # fmt: skip
def test_a_fact_told_without_its_usual_word(written, kind, told):
    assert (kind in counts(written)) is told


@pytest.mark.parametrize(
    ("written", "kind", "count"),
    [
        pytest.param("Nay lên tới 14 em rồi. Tụi nó ói liên tục, tay chân lạnh", "ill", 14, id="they"),
        pytest.param("Mười hai đứa ăn bánh ở cổng. Chúng nó đau bụng từ trưa", "ill", 12, id="they-again"),
        pytest.param("Lớp con 45 đứa, đông quá trời. Tụi nó hay đau bụng", "ill", None, id="of-a-class"),
        pytest.param("Hai anh em mất vì ngạt khói trong phòng trọ gần trường tiểu học, cả hai là học sinh", "death", 2,
                     id="brothers"),
        pytest.param("Hai bệnh nhi, đều là học sinh lớp 3, đã tử vong", "death", 2, id="patients"),
        pytest.param("Học sinh mất vì trộm một chiếc xe đạp", "death", None, id="a-bicycle"),
    ],
)  # fmt: skip
def test_how_many_are_meant_by_they(written, kind, count):
    assert counts(written).get(kind) == count


@pytest.mark.parametrize(
    ("written", "confirmed"),
    [
        pytest.param(
            "Chém học sinh trước cổng trường\nCông an xã chiều nay vây bắt người đàn ông cầm dao chém hai học sinh.",
            True, id="surrounded",
        ),
        pytest.param(
            "Nhiều học sinh ngất\nTheo Trạm Y tế xã, 12 học sinh nhập viện vì ngất giữa sân.", True, id="station"
        ),
        pytest.param(
            "Chém học sinh trước cổng trường\nPhụ huynh kể có người cầm dao chém hai học sinh, công an chưa có mặt.",
            False, id="only-told",
        ),
    ],
)  # fmt: skip
def test_who_holds_the_doer_or_treats_the_hurt_confirms(written, confirmed):
    assert ("official-confirmation" in counts(written)) is confirmed


SHAVED = (
    "Nam sinh bị thầy cạo đầu giữa sân trường\nPhụ huynh Trường THCS Rạch Gốc gửi đơn vì con bị thầy giám thị cạo đầu."
)


@pytest.mark.parametrize(
    ("written", "tone", "level"),
    [
        pytest.param(SHAVED, Sentiment.NEGATIVE, S2, id="minded"),
        pytest.param(
            "Nam sinh cạo đầu để tóc cho bạn\nTrường THCS Rạch Gốc khen nam sinh cạo đầu cùng bạn bị bệnh.",
            Sentiment.POSITIVE, Severity.S0, id="out-of-friendship",
        ),
    ],
)  # fmt: skip
def test_a_report_on_pupils_shamed_by_staff_is_an_issue_without_any_type(written, tone, level):
    assert level_of(written, "", tone) is level
