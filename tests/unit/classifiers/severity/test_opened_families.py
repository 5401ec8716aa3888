"""General rules learnt from opened situations, in other words than theirs."""

from __future__ import annotations

import pytest

from monitor.core.labels import Sentiment, Severity
from tests.unit.classifiers.severity.judged import facts_of, level_of

S1, S2, S3, S4 = Severity.S1, Severity.S2, Severity.S3, Severity.S4


def standing(written: str) -> set[str]:
    return {fact.kind for fact in facts_of(written) if fact.stands}


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        pytest.param(
            "Tiền đạo lớp 11 nổ súng phút 88, trường mình vô chung kết luôn, thủ môn bó tay",
            "weapon-attack",
            id="scorer",
        ),
        pytest.param("Cú sút phạt của bạn số 7 khai hỏa, tỷ số 3-1, nam sinh lớp 8 bắn như súng", "weapon", id="shot"),
        pytest.param(
            "Phụ huynh làm đơn xin giữ cô chủ nhiệm lớp 5 ở lại trường, ai cũng mến cô", "protest", id="petition-for"
        ),
        pytest.param("Giáo viên ký đơn đề nghị giữ lại thầy hiệu phó", "staff-complaint", id="staff-petition-for"),
        pytest.param(
            "Trước cổng trường người ta đổ đá dăm để làm sân, học sinh đi cửa sau", "collapse", id="stones-dumped"
        ),
        pytest.param("Thầy Tâm chạy tới cấp cứu một ngư dân bị chuột rút", "hospitalised", id="first-aid"),
        pytest.param(
            "Hai em lớp 4 bị nghi mắc sởi, bệnh viện kết luận chỉ dị ứng sữa, sáng nay đi học lại",
            "infected",
            id="allergy",
        ),
        pytest.param("Thí sinh đến trễ quá 15 phút không được vào phòng thi", "exam-missed", id="rule-of-exams"),
        pytest.param(
            "Cô giữ cả lớp ở lại cuối giờ, la um sùm nên bé không chịu đi học", "abuse-hinted", id="whole-class"
        ),
    ],
)
def test_what_only_sounds_like_it_is_no_fact(written, kind):
    assert kind not in standing(written)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        pytest.param("Nam sinh lớp 9 cầm lưỡi lam cứa mặt bạn học ngay hành lang", "weapon-attack", id="razor"),
        pytest.param("Nó rút dao rạch tay nữ sinh cùng lớp trong giờ ra chơi", "weapon-attack", id="blade"),
        pytest.param("Ở phòng thi nó chụp rồi gửi ra, còn nửa tiếng mới thu bài", "exam-leak-content", id="sent-out"),
        pytest.param("Xe hư, năm thí sinh không được dự thi môn toán sáng nay", "exam-missed", id="bus-broke"),
        pytest.param("Mẹ không ký mà y tế vẫn tiêm cho bé lớp 1", "treated-without-consent", id="vaccine"),
        pytest.param("Trường vẫn cho uống thuốc xổ dù phụ huynh chưa đồng ý", "treated-without-consent", id="medicine"),
        pytest.param(
            "Người dân rào cổng khiến 180 học sinh phải quay về // Sáng nay cổng trường bị chặn.",
            "boycott",
            id="fenced",
        ),
        pytest.param("Tối qua bạn N 11b3 uống thuốc diệt cỏ, đang nguy kịch", "subject-pupil", id="class-name"),
    ],
)
def test_what_is_told_in_other_words_is_a_fact(written, kind):
    assert kind in standing(written)


@pytest.mark.parametrize(
    "written",
    [
        "Sét đánh trúng bãi, ba người bắt ốc tử vong // Cả ba ngã bất tỉnh. Cô giáo gần đó chạy tới hô hấp nhân tạo.",
        "Hai người bán vé số bị xe tải cán tử vong // Tai nạn xảy ra gần Trường THCS Cồn Sậy. Bạn hàng lo hậu sự.",
    ],
)
def test_harm_of_people_told_by_their_work_is_no_case_of_a_school(written):
    assert level_of(written.replace(" // ", "\n"), "death-injury", Sentiment.NEGATIVE) <= S1


def test_an_areas_count_beside_no_cluster_at_schools_is_a_mention():
    written = "Ghi nhận 41 ca quai bị, chưa có ổ dịch trong trường học\nTrung tâm Y tế cho biết các ca rải rác ở 9 xã."
    assert level_of(written, "epidemic", Sentiment.NEUTRAL) <= S1


def test_pupils_counted_are_an_issue_though_no_cluster_is_declared():
    written = (
        "12 học sinh Trường Mầm non Bông Súng mắc quai bị\nTrung tâm Y tế cho biết chưa có ổ dịch trong trường học."
    )
    assert level_of(written, "epidemic", Sentiment.NEUTRAL) >= S2


@pytest.mark.parametrize(
    "words",
    [
        "Hiệu trưởng nhận thiếu sót, hứa rút kinh nghiệm.",
        "Công an xã cho biết nam sinh mua linh kiện trên mạng.",
        "Trưởng điểm thi cho biết đã lập biên bản.",
    ],
)
def test_who_admits_or_tells_how_it_was_dealt_with_confirms(words):
    written = f"Nam sinh lớp 8 bắn bạn bị thương trong lớp học\nSự việc xảy ra sáng nay. {words}"
    assert "official-confirmation" in standing(written)
