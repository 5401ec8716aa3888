from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.facts.extract import find_facts
from monitor.core.items import Channel, Item, Kind
from monitor.core.labels import Fact
from monitor.core.text import fold, normalise


def item(text: str, title: str | None = None) -> Item:
    return Item(id="x", kind=Kind.SOCIAL, channel=Channel.FACEBOOK_GROUP, text=text, title=title)


def facts(text: str, title: str | None = None) -> tuple[Fact, ...]:
    made = item(text, title)
    return find_facts(made, normalise(made.full_text))


STANDING = [
    pytest.param("Một nam sinh tử vong ở bãi sông", "death", id="death"),
    pytest.param("Hai bé lớp 3 rớt xuống rạch", "injured", id="fall-into-the-canal"),
    pytest.param("Người lạ chở mất một học sinh", "abduction", id="taken-away"),
    pytest.param("bat tam giam hieu truong vi tham o", "arrest", id="arrest-no-accents"),
    pytest.param("Vì tin giả, trường vắng 90 em", "boycott", id="absent-for-false-news"),
    pytest.param("Bé lớp 2 không qua khỏi", "death", id="did-not-survive"),
    pytest.param("Học sinh lớp 6 đuối nước ở mương dừa", "drowning", id="drowning"),
    pytest.param("Nữ sinh uống thuốc trừ sâu tự tử", "suicide", id="suicide"),
    pytest.param("Nam sinh bị chấn thương sọ não", "grave-injury", id="grave-injury"),
    pytest.param("Em bị bầm mặt, trầy đầu gối", "injured", id="injured"),
    pytest.param("Ba cháu phải nhập viện", "hospitalised", id="hospitalised"),
    pytest.param("mấy đứa xỉu trong giờ chào cờ", "ill", id="fainted-southern"),
    pytest.param("ăn xôi xong tụi nhỏ bị ói", "poisoned", id="vomit-after-food"),
    pytest.param("nghi ngộ độc thực phẩm ở bếp bán trú", "poisoned", id="poisoned"),
    pytest.param("4 hs dương tính sau buổi ôn tập", "infected", id="infected"),
    pytest.param("Kẻ lạ bắt cóc học sinh trước cổng", "abduction", id="abduction"),
    pytest.param("Nam sinh mang dao vào lớp", "weapon", id="weapon"),
    pytest.param("Nữ sinh bị bạn đâm trong sân trường", "weapon-attack", id="stabbed"),
    pytest.param("Sập trần phòng học lớp 2", "collapse", id="collapse"),
    pytest.param("Cháy bếp ăn trường mầm non", "fire", id="fire"),
    pytest.param("Thầy giáo bị tố dâm ô học trò", "sexual-abuse-by-staff", id="abuse-by-staff"),
    pytest.param("thầy dạy toán s.o.ạ.n.g sàm sỡ nữ sinh", "sexual-abuse", id="dotted-letters"),
    pytest.param("Bảo mẫu nhét khăn vào miệng bé", "child-abuse", id="child-abuse"),
    pytest.param("Bé 3 tuổi bị bỏ quên trên xe", "child-abuse", id="left-on-bus"),
    pytest.param("hai nhóm đánh nhau sau trường", "violence", id="fight"),
    pytest.param("nó bị quýnh ngay chợ", "violence", id="beaten-southern-quynh"),
    pytest.param("tụi nó uýnh lộn hoài", "violence", id="fight-southern-uynh"),
    pytest.param("clip nữ sinh bị đánh hội đồng", "filmed-violence", id="filmed"),
    pytest.param("Cô giáo tát học sinh lớp 3", "teacher-violence", id="teacher-slaps"),
    pytest.param("Phụ huynh xông vào lớp tát cô giáo", "assault-on-teacher", id="parent-slaps-teacher"),
    pytest.param("Bắt tạm giam hiệu trưởng trường tiểu học", "arrest", id="arrest-of-head"),
    pytest.param("Bắt phó giám đốc sở giáo dục", "arrest", id="arrest-of-vice-director"),
    pytest.param("Khởi tố kế toán trường vì tham ô", "prosecution", id="prosecution"),
    pytest.param("Kỷ luật cô giáo chửi học trò", "discipline", id="discipline"),
    pytest.param("Nghi lộ đề thi lớp 10 trên Telegram", "exam-leak", id="leak"),
    pytest.param("Ảnh đề Toán lan truyền khi thí sinh đang làm bài", "exam-leak-content", id="content-out"),
    pytest.param("Đề Sinh có hai đáp án cùng đúng", "exam-error", id="exam-error"),
    pytest.param("Trường lạm thu, bắt đóng 14 khoản thu", "fees", id="fees"),
    pytest.param("Cô ép học thêm, ai không học bị trù dập", "extra-classes", id="extra-classes"),
    pytest.param("Kế toán kê khống, rút ruột tiền lương", "corruption", id="corruption"),
    pytest.param("Văn bản cho nghỉ học là giả mạo", "forged-notice", id="forged-notice"),
    pytest.param("Nghe đồn mai nghỉ học", "rumour", id="rumour"),
    pytest.param("Phụ huynh giăng bảng phản đối gộp trường", "protest", id="protest"),
    pytest.param("Phụ huynh không cho con đến lớp", "boycott", id="boycott"),
    pytest.param("Lộ dữ liệu số điện thoại phụ huynh", "data-leak", id="data-leak"),
    pytest.param("Giả danh thầy giáo gọi báo con đang cấp cứu", "scam", id="scam"),
    pytest.param("Kẻ lạ chiếu phim trong lớp Zoom", "hack", id="hack"),
    pytest.param("Con tui trái tuyến nên bị từ chối nhận", "admission-complaint", id="admission"),
    pytest.param("Học sinh vẫn thiếu sách Toán lớp 4", "textbook-error", id="no-books"),
    pytest.param("Nợ lương giáo viên ba tháng", "unpaid-wages", id="unpaid"),
    pytest.param("Suất ăn có dòi ở trường tiểu học", "food-quality", id="food"),
    pytest.param("Trung tâm Y tế huyện xác nhận 12 ca", "official-confirmation", id="health-centre-confirms"),
    pytest.param("Theo công an, vụ việc xảy ra lúc 9 giờ", "official-confirmation", id="according-to-police"),
    pytest.param("Sở GD&ĐT bác bỏ thông tin này", "official-denial", id="denial"),
    pytest.param("Báo đã đính chính và gỡ bài", "retraction", id="retraction"),
    pytest.param("Báo đính chính: viết sai tên cô hiệu trưởng", "correction", id="correction"),
    pytest.param("Nam sinh lớp 8 dũng cảm cứu bạn", "good-deed", id="good-deed"),
    pytest.param("Chuyện xảy ra trong sân trường giờ ra chơi", "at-school", id="at-school"),
    pytest.param("Xe đưa đón học sinh bị lật", "school-activity", id="school-bus"),
    pytest.param("Cháu tắm sông dịp lễ", "outside-school", id="outside"),
]

ABSENT = [
    pytest.param("Quạt chết queo, tụi nhỏ lớp 5 nóng muốn xỉu", "death", id="a-thing-that-stopped"),
    pytest.param("Đánh giá học sinh cuối kỳ", "violence", id="assessment-is-no-beating"),
    pytest.param("Hội đồng thi làm việc nghiêm túc", "violence", id="exam-board"),
    pytest.param("Đá bóng vui quá", "violence", id="football"),
    pytest.param("Đại diện Cục cho biết đề tham khảo sắp công bố", "exam-leak", id="says-is-no-leak"),
    pytest.param("Thí sinh không biết đề có khó không", "exam-leak", id="wondering-is-no-leak"),
    pytest.param("Bộ đăng đề minh họa lên mạng", "exam-leak", id="sample-paper"),
    pytest.param("Cầu gãy lan can, một học sinh trượt chân rơi xuống mương", "collapse", id="fall-is-no-collapse"),
    pytest.param("Em Trần Văn Út rơi xuống mương", "collapse", id="surname-is-no-ceiling"),
    pytest.param("Bắt giữ nhóm trộm, hiệu trưởng cảm ơn công an", "arrest", id="thieves-are-no-staff"),
    pytest.param("em hoc sinh bi ban danh", "weapon-attack", id="classmate-is-no-shooting"),
    pytest.param("giao duc dao duc trong truong hoc", "weapon", id="morals-are-no-knife"),
    pytest.param("Bác sĩ điều trị răng cho 40 em", "hospitalised", id="teeth"),
    pytest.param("Bộ nhắc không được ép học sinh mua sách", "fees", id="forbidden-is-no-case"),
    pytest.param("tu tu roi cung quen", "suicide", id="slowly-no-accents"),
    pytest.param("Bắt đầu năm học mới, thầy cô vui", "arrest", id="begin-is-no-arrest"),
    pytest.param("cười muốn chết với tụi nhỏ", "death", id="laughing"),
    pytest.param("Trường tổ chức phòng cháy chữa cháy", "fire", id="fire-prevention"),
    pytest.param("Điểm tiêm có tổ cấp cứu trực", "hospitalised", id="emergency-team"),
    pytest.param("Bộ đề nghị các trường lên mạng tra cứu", "exam-leak", id="suggest-is-no-paper"),
    pytest.param("Công an đang xác minh, chưa xác nhận", "official-confirmation", id="still-checking"),
]

COUNTED = [
    pytest.param("Lớp 3 nhập viện mười mấy đứa rồi", "hospitalised", 11, id="teens"),
    pytest.param("Hơn 60 học sinh nhập viện sau bữa ăn", "hospitalised", 60, id="more-than-60"),
    pytest.param("60/120 em bị ói", "ill", 60, id="share"),
    pytest.param("Hai học sinh lớp 9 tử nạn", "death", 2, id="two-deaths"),
    pytest.param("34 học sinh và 3 giáo viên mắc Covid-19", "infected", 37, id="sum-of-two"),
    pytest.param("Lớp 8A có em nhập viện", "hospitalised", None, id="class-name-is-no-count"),
    pytest.param("gan 6 chuc dua nhap vien", "hospitalised", 60, id="no-accents"),
    pytest.param("Nửa lớp bị ói", "ill", None, id="half-class"),
    pytest.param("18 em hoãn tiêm do đang cảm sốt", "ill", None, id="vaccination-put-off"),
    pytest.param("24 trong số 42 học sinh lớp 9B dương tính", "infected", 24, id="total-is-no-count"),
    pytest.param("Hơn 500 học sinh nghỉ học do hai ca nhiễm", "infected", 2, id="kept-home-are-not-ill"),
    pytest.param("200 phụ huynh tới bệnh viện nơi 5 em cấp cứu", "hospitalised", 5, id="parents-are-not-patients"),
]


@pytest.mark.parametrize(("text", "kind"), STANDING)
def test_fact_stands(text: str, kind: str) -> None:
    assert kind in {fact.kind for fact in facts(text) if fact.stands}


@pytest.mark.parametrize(("text", "kind"), ABSENT)
def test_fact_is_not_seen(text: str, kind: str) -> None:
    assert kind not in {fact.kind for fact in facts(text) if fact.stands}


@pytest.mark.parametrize(("text", "kind", "count"), COUNTED)
def test_count_of_people(text: str, kind: str, count: int | None) -> None:
    found = [fact for fact in facts(text) if fact.kind == kind]
    assert found
    assert max((fact.count or 0) for fact in found) == (count or 0)


@pytest.mark.parametrize(
    "text", ["Hai học sinh lớp 9 tử nạn", "Bảo mẫu nhét khăn vào miệng bé", "Hơn 60 học sinh nhập viện"]
)
def test_same_facts_without_accents(text: str) -> None:
    with_accents = {(fact.kind, fact.count) for fact in facts(text) if not fact.kind.startswith("subject")}
    without = {(fact.kind, fact.count) for fact in facts(fold(text)) if not fact.kind.startswith("subject")}
    assert with_accents <= without | {("at-school", None)}


def test_guards_are_kept_with_the_fact() -> None:
    (fact,) = (fact for fact in facts("Không có học sinh nào nhập viện") if fact.kind == "hospitalised")
    assert fact.guards == ("negated",)
    assert not fact.stands


def test_evidence_quotes_the_text_as_written() -> None:
    made = item("Các bé n.h.ậ.p viện, tổng cộng hơn 60 học sinh", "TIN NÓNG")
    for fact in find_facts(made, normalise(made.full_text)):
        assert made.full_text[fact.start : fact.end] == fact.text


def test_harm_to_others_is_marked() -> None:
    found = [fact for fact in facts("Một công nhân tử vong khi sửa mái nhà máy") if fact.kind == "death"]
    assert found
    assert all("not-school" in fact.guards for fact in found)


@given(st.text(max_size=150))
def test_any_text_is_read_and_spans_quote_it(text: str) -> None:
    made = item(text)
    for fact in find_facts(made, normalise(made.full_text)):
        assert made.full_text[fact.start : fact.end] == fact.text
