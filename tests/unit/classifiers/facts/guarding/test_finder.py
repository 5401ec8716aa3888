from __future__ import annotations

from datetime import UTC, datetime

import pytest

from classifiers.facts.guarding.finder import GuardFinder
from monitor.core.text import fold, normalise

SEEN = datetime(2022, 10, 12, 8, tzinfo=UTC)

GUARDED = [
    pytest.param("Không có học sinh nào nhập viện", "nhập viện", "negated", id="no-pupil-in-hospital"),
    pytest.param("Chưa ghi nhận ca ngộ độc", "ngộ độc", "negated", id="none-recorded"),
    pytest.param("hổng có ai nhập viện hết nha bà con", "nhập viện", "negated", id="southern-none"),
    pytest.param("May không em nào bị thương", "bị thương", "negated", id="no-one-hurt"),
    pytest.param("Học sinh không bị đánh", "bị đánh", "negated", id="not-beaten"),
    pytest.param("Nếu lộ đề thì ai chịu trách nhiệm?", "lộ đề", "hypothetical", id="if-leaked"),
    pytest.param("Lỡ có cháu đuối nước thì sao?", "đuối nước", "hypothetical", id="what-if"),
    pytest.param("Nguy cơ ngộ độc từ hàng rong trước cổng trường", "ngộ độc", "hypothetical", id="risk"),
    pytest.param("Để tránh đuối nước, nhà trường rào ao", "đuối nước", "hypothetical", id="to-avoid"),
    pytest.param("Diễn tập chữa cháy: 40 học sinh được đưa đi cấp cứu", "cấp cứu", "drill", id="drill-in-title"),
    pytest.param("Diễn tập ở trường. Tình huống là 40 em ngộ độc.", "ngộ độc", "drill", id="drill-covers-text"),
    pytest.param("Hơn 60 nhân viên dự tập huấn phòng ngừa ngộ độc", "ngộ độc", "drill", id="training"),
    pytest.param("Tuyên truyền phòng, chống bạo lực học đường", "bạo lực học đường", "drill", id="campaign-with-comma"),
    pytest.param("Kỹ năng phòng tránh đuối nước cho trẻ", "đuối nước", "drill", id="skills"),
    pytest.param("Năm 2019, một học sinh tử vong ở hồ này", "tử vong", "past", id="old-year"),
    pytest.param("Vụ án cách đây 3 năm: thầy giáo dâm ô", "dâm ô", "past", id="three-years-ago"),
    pytest.param("Hồi nhỏ mình cũng bị đánh hoài", "bị đánh", "past", id="childhood"),
    pytest.param("Xét xử vụ đâm chết bạn xảy ra năm 2018", "đâm chết", "past", id="old-trial"),
    pytest.param("Bộ phim kể chuyện nữ sinh bị bắt cóc", "bắt cóc", "fiction", id="film"),
    pytest.param("Phim “Đừng quay” kể nữ sinh bị đánh", "bị đánh", "fiction", id="film-with-a-title"),
    pytest.param("Trailer mới: nữ sinh bị đánh như thiệt", "bị đánh", "fiction", id="trailer"),
    pytest.param("Kỹ năng thoát hiểm khi bị bắt cóc", "bị bắt cóc", "drill", id="lesson-on-what-may-befall"),
    pytest.param("Con mình mà bị vậy chắc mình xỉu", "xỉu", "hypothetical", id="own-child-thought-into-it"),
    pytest.param("Tiểu thuyết về một nam sinh tự tử", "tự tử", "fiction", id="novel"),
    pytest.param("Công an bác bỏ tin học sinh bị bắt cóc", "bắt cóc", "denied", id="police-denies"),
    pytest.param("Không có chuyện học sinh nhập viện", "nhập viện", "denied", id="no-such-thing"),
    pytest.param("Tin đồn bắt cóc trẻ ở Ba Tri là sai sự thật", "bắt cóc", "denied", id="denied-after"),
    pytest.param("Vụ học sinh bị bắt cóc là tin giả", "bắt cóc", "denied", id="fake-after"),
    pytest.param("Bàn trống vì lễ hội, không phải vì ngộ độc", "ngộ độc", "negated", id="not-because-of"),
    pytest.param("Bé có thể tím tái rồi ngưng thở", "ngưng thở", "hypothetical", id="what-may-come"),
    pytest.param("Diễn giả trình diễn cách kẻ xấu chiếm quyền camera", "chiếm quyền", "drill", id="demonstrated"),
    pytest.param("Chuyên gia giải thích vì sao đau bụng và nhập viện", "nhập viện", "drill", id="explained-to-all"),
    pytest.param("Vụ đâm bạn sáu năm về trước", "đâm bạn", "past", id="six-years-ago"),
    pytest.param("Cô đừng chết nha, lớn con nuôi cô", "chết", "negated", id="do-not-die"),
    pytest.param("Mười bạn đóng kịch hút thuốc rồi đi cấp cứu", "cấp cứu", "fiction", id="acted"),
    pytest.param("Khi dọn vườn năm ngoái, cô giáo bị gãy tay", "gãy tay", "past", id="a-clause-of-time"),
]

STANDING = [
    pytest.param("Hơn 60 học sinh nhập viện sau bữa ăn bán trú", "nhập viện", id="plain"),
    pytest.param("Trường không báo phụ huynh khi 12 em nhập viện", "nhập viện", id="negation-of-another-verb"),
    pytest.param("Không chỉ một em, cả nhóm bị đánh", "bị đánh", id="not-only"),
    pytest.param("Cháu không qua khỏi", "không qua khỏi", id="negation-inside-the-words"),
    pytest.param("Không ai bị thương, nhưng bảo vệ phải nhập viện", "nhập viện", id="turn-with-but"),
    pytest.param("Tỉnh chỉ đạo ngăn chặn bạo lực sau vụ hai em đâm bạn", "đâm bạn", id="after-a-real-case"),
    pytest.param("Học sinh bị bỏng thật trong lúc diễn tập chữa cháy", "bị bỏng", id="accident-during-drill"),
    pytest.param("12 em ngộ độc sau buổi tập huấn", "ngộ độc", id="after-a-training"),
    pytest.param("Đoạn phim cho thấy nữ sinh bị đánh", "bị đánh", id="footage-is-no-film"),
    pytest.param("Phòng học xây năm 2015, sáng nay sập trần", "sập trần", id="year-in-another-clause"),
    pytest.param("Năm 2022, một học sinh tử vong ở hồ này", "tử vong", id="this-year"),
    pytest.param("Nghỉ học không phải vì lễ, 40 em bị ngộ độc", "ngộ độc", id="not-because-of-something-else"),
    pytest.param("Bác sĩ nói có thể do ăn cá, 12 em ngộ độc", "ngộ độc", id="a-guess-at-the-cause"),
    pytest.param("Trường giải thích vì sao 12 học sinh nhập viện", "nhập viện", id="a-case-explained"),
    pytest.param("Chuyển trường năm ngoái, em bị đánh hôm qua", "bị đánh", id="no-clause-of-time"),
    pytest.param("Bị thầy đá vô hông gãy hai xương sườn", "gãy hai", id="a-hip-is-no-negation"),
    pytest.param("Bị thầy đá vô không gãy hai xương sườn", "gãy hai", id="a-hip-written-out-as-a-short-form"),
]


def at(text: str, words: str, seen_at: datetime | None = SEEN) -> tuple[str, ...]:
    view = normalise(text)
    start = view.lower.index(words)
    return tuple(guard.name for guard in GuardFinder(view, seen_at=seen_at).at(start, start + len(words)))


@pytest.mark.parametrize(("text", "words", "guard"), GUARDED)
def test_guard_is_raised(text: str, words: str, guard: str) -> None:
    assert guard in at(text, words)


@pytest.mark.parametrize(("text", "words"), STANDING)
def test_real_events_stand(text: str, words: str) -> None:
    assert at(text, words) == ()


def test_guard_holds_without_accents() -> None:
    assert "negated" in at(fold("Không có học sinh nào nhập viện"), fold("nhập viện"))
    assert "drill" in at(fold("Diễn tập chữa cháy: 40 học sinh được đưa đi cấp cứu"), fold("cấp cứu"))


def test_year_is_judged_by_the_date_of_the_item() -> None:
    text = "Năm 2022, một học sinh tử vong ở hồ này"
    assert "past" in at(text, "tử vong", datetime(2025, 5, 1, tzinfo=UTC))
    assert at(text, "tử vong", datetime(2023, 1, 20, tzinfo=UTC)) == ()


def test_without_a_date_a_year_says_nothing() -> None:
    assert at("Năm 2019, một học sinh tử vong", "tử vong", None) == ()


LOOKALIKES = [
    pytest.param("may dua nho bi danh", "bi danh", id="nho-is-no-perhaps"),
    pytest.param("an keo bi ngo doc", "ngo doc", id="sweets-are-no-lest"),
    pytest.param("gia dinh co em tu vong", "tu vong", id="family-is-no-drill"),
    pytest.param("gio ra choi bi danh", "bi danh", id="hour-is-no-anniversary"),
    pytest.param("sap tuong de trung hoc sinh", "sap tuong", id="wall-is-no-opera"),
    pytest.param("so cho hay 12 em nhap vien", "nhap vien", id="office-is-no-fear"),
]


@pytest.mark.parametrize(("text", "words"), LOOKALIKES)
def test_words_that_only_look_like_a_cue_without_accents(text: str, words: str) -> None:
    assert at(text, words) == ()
