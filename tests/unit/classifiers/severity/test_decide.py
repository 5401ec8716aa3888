from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.facts.extract import find_facts
from classifiers.severity.decide import decide_severity
from classifiers.severity.decision import SeverityDecision
from classifiers.severity.floors import FLOORS
from monitor.core.clock import parse_time
from monitor.core.items import Channel, Item, Kind
from monitor.core.labels import Fact, Sentiment, Severity
from monitor.core.text import normalise

NEG, NEU, POS = Sentiment.NEGATIVE, Sentiment.NEUTRAL, Sentiment.POSITIVE


def decide(
    text: str,
    types: str = "",
    sentiment: Sentiment = NEG,
    *,
    relevant: bool = True,
    title: str | None = None,
    context: str | None = None,
) -> SeverityDecision:
    item = Item(
        id="x",
        kind=Kind.SOCIAL,
        channel=Channel.COMMENT if context else Channel.FACEBOOK_GROUP,
        text=text,
        title=title,
        context=context,
        reply_to="parent" if context else None,
        published_at=parse_time("2022-10-12T15:00:00+07:00"),
    )
    facts = find_facts(item, normalise(item.full_text))
    return decide_severity(
        facts,
        item=item,
        incident_types=[name for name in types.split(",") if name],
        relevant=relevant,
        sentiment=sentiment,
    )


S4 = [
    pytest.param("Học sinh lớp 2 tử vong trong giờ bơi tại trường", "death-injury", id="death-at-school"),
    pytest.param("Bé trai 4 tuổi tử vong vì bị bỏ quên trên xe đưa đón", "death-injury", id="death-on-school-bus"),
    pytest.param(
        "Cô giáo đột ngột ngã trên bục giảng, đã qua đời ngay tại lớp", "death-injury", id="teacher-death-at-school"
    ),
    pytest.param("Hai học sinh lớp 9 tử nạn trên đường về nhà", "death-injury", id="two-pupils-dead"),
    pytest.param(
        "Ba học sinh đuối nước ở sông Hàm Luông, thi thể đã được tìm thấy", "death-injury", id="three-drowned"
    ),
    pytest.param("Hơn 60 học sinh nhập viện sau bữa ăn bán trú", "food-poisoning", id="60-in-hospital"),
    pytest.param("gan 6 chuc dua nhap vien sau khi an ban tru", "food-poisoning", id="60-no-accents"),
    pytest.param("35 em bị nôn ói sau bữa trưa ở trường", "food-poisoning", id="35-ill"),
    pytest.param("Ảnh đề Văn lan truyền trên mạng khi thí sinh đang làm bài", "exam-integrity", id="paper-out"),
    pytest.param("Đề thi chính thức bị lộ, công an xác nhận trùng khớp", "exam-integrity", id="official-paper-out"),
    pytest.param("Kẻ lạ bắt cóc một nữ sinh trước cổng trường", "other", id="abduction"),
    pytest.param("Nam sinh bị bạn đâm trọng thương ngay trong sân trường", "violence", id="stabbing-at-school"),
    pytest.param("Xả súng ở trường tiểu học, sáu người thiệt mạng", "violence", id="shooting"),
    pytest.param("Sập lan can trường học, chín học sinh bị thương", "facility-disaster", id="collapse-with-victims"),
    pytest.param(
        "cây phượng bật gốc đè trúng đám học sinh, 2 em bị thương", "facility-disaster", id="tree-with-victims"
    ),
]
S3 = [
    pytest.param("Lớp 3 bên Hoa Sen nhập viện mười mấy đứa rồi", "food-poisoning", id="teens-in-hospital"),
    pytest.param("14 học sinh đau bụng sau khi ăn cơm cuộn", "food-poisoning", id="14-ill"),
    pytest.param("gần 30 học sinh nhập viện sau khi uống sữa", "food-poisoning", id="nearly-30"),
    pytest.param("Nam sinh lớp 11 bị chấn thương sọ não vì bạn đánh", "violence", id="grave-injury"),
    pytest.param("Nữ sinh ngã cầu thang, đa chấn thương, đang hôn mê", "death-injury", id="coma"),
    pytest.param("Bé gái lớp 3 đuối nước ở mương dừa sau nhà", "death-injury", id="one-drowned-at-home"),
    pytest.param("Nam sinh lớp 10 tử vong do tai nạn ngoài đường", "death-injury", id="one-death-outside"),
    pytest.param("Thầy giáo bị tố dâm ô nhiều nữ sinh", "abuse-sexual", id="abuse-by-teacher"),
    pytest.param("Bảo vệ trường sàm sỡ học sinh lớp 4", "abuse-sexual", id="abuse-by-guard"),
    pytest.param("Khởi tố, bắt tạm giam hiệu trưởng vì tham ô", "corruption-procurement", id="head-arrested"),
    pytest.param("Bắt phó giám đốc sở giáo dục vì nâng giá thiết bị", "corruption-procurement", id="official-arrested"),
    pytest.param("Clip nữ sinh bị đánh hội đồng lan khắp các nhóm", "violence", id="filmed-and-spreading"),
    pytest.param("Clip bảo mẫu nhét khăn vào miệng bé bị chia sẻ khắp nơi", "child-care-abuse", id="filmed-care-abuse"),
    pytest.param("Nam sinh mang dao vào lớp dọa bạn, không ai bị thương", "violence", id="weapon-no-victim"),
    pytest.param("Nghi lộ đề Toán lớp 10, Sở nhờ công an", "exam-integrity", id="leak-alleged"),
    pytest.param("Nghe nói đề sinh giống đề ôn của một thầy luyện thi", "exam-integrity", id="leak-heard"),
    pytest.param("Phản đối dời trường, phụ huynh cho 170 con nghỉ học", "merger-protest", id="boycott"),
    pytest.param("Vì công văn giả, trường vắng hoe cả buổi sáng", "false-notice", id="forged-notice-empties"),
    pytest.param("Một trường tiểu học có 52 học sinh F0", "epidemic", id="52-infected"),
    pytest.param("47 hs duong tinh trong 3 ngay o truong tieu hoc", "epidemic", id="47-infected-no-accents"),
    pytest.param("Nữ sinh lớp 12 nhảy cầu tự tử", "death-injury", id="suicide"),
]
S2 = [
    pytest.param("Hai nữ sinh lớp 9 trường THCS An Định đánh nhau sau chợ chiều nay", "violence", id="ordinary-fight"),
    pytest.param("Bốn nam sinh Trường THPT Vĩnh Bình Sơn xô xát, một em rách môi", "violence", id="split-lip"),
    pytest.param("7 học sinh lớp 8 dương tính, cả lớp học trực tuyến", "epidemic", id="case-count"),
    pytest.param("lop con e hnay 4 f0 roi", "epidemic", id="case-count-no-accents"),
    pytest.param("Trường Tiểu học Phú Đức lạm thu 14 khoản, mỗi em 2,9 triệu đồng", "fees", id="fees"),
    pytest.param("Cô T. trường con tui ép học thêm 500k một tháng", "extra-classes", id="extra-classes"),
    pytest.param("Trường tui ở Mỏ Cày Nam 3 tháng chưa có lương", "staff-dispute", id="unpaid"),
    pytest.param("Đề Toán lớp 10 ở Cà Mau sai, Sở xin lỗi thí sinh", "exam-error", id="exam-error"),
    pytest.param("Con tui học lớp 2 bị thầy tát ở trường Tiểu học Bến Đò", "teacher-conduct", id="teacher-slaps"),
    pytest.param("Thầy thể dục trường THCS Cẩm Sơn bị kỷ luật khiển trách", "teacher-conduct", id="discipline"),
    pytest.param("Lộ danh sách kèm số điện thoại 900 học sinh THPT Giồng Keo", "data-leak", id="data-leak"),
    pytest.param("Em té ở sân trường Tiểu học Bến Lở, bị gãy tay", "death-injury", id="single-fracture"),
]
S1 = [
    pytest.param("Đổi sách hoài, năm nào cũng tốn tiền", "", id="general-complaint"),
    pytest.param("Học sinh giờ học thêm nhiều quá, tội tụi nhỏ", "", id="discussion"),
    pytest.param("Hồi nhỏ tui cũng bị đánh hoài ở lớp", "violence", id="long-ago"),
]
S0 = [
    pytest.param("Diễn tập chữa cháy: 40 học sinh được đưa đi cấp cứu", "", NEU, id="drill"),
    pytest.param("Hơn 60 nhân viên dự tập huấn phòng ngừa ngộ độc thực phẩm", "", NEU, id="training"),
    pytest.param("Kỹ năng phòng tránh đuối nước cho học sinh", "", NEU, id="advice"),
    pytest.param("Không có học sinh nào nhập viện, các em học bình thường", "", NEU, id="negated"),
    pytest.param("Bộ phim kể chuyện nữ sinh bị bắt cóc ra rạp", "", NEU, id="film"),
    pytest.param("Khánh thành trường mới, thầy trò vui mừng", "", POS, id="good-news"),
    pytest.param("Lịch thi tốt nghiệp THPT từ ngày 7/7", "", NEU, id="information"),
    pytest.param("Nam sinh lớp 9 cứu bạn bị đuối nước", "", POS, id="rescue"),
]


@pytest.mark.parametrize(("text", "types"), S4)
def test_crisis(text: str, types: str) -> None:
    assert decide(text, types).level is Severity.S4


@pytest.mark.parametrize(("text", "types"), S3)
def test_serious(text: str, types: str) -> None:
    assert decide(text, types).level is Severity.S3


@pytest.mark.parametrize(("text", "types"), S2)
def test_issue(text: str, types: str) -> None:
    assert decide(text, types).level is Severity.S2


@pytest.mark.parametrize(("text", "types"), S1)
def test_mention(text: str, types: str) -> None:
    assert decide(text, types).level is Severity.S1


@pytest.mark.parametrize(("text", "types", "sentiment"), S0)
def test_routine(text: str, types: str, sentiment: Sentiment) -> None:
    assert decide(text, types, sentiment).level is Severity.S0


HARD_NEGATIVES = [
    pytest.param("Nếu lộ đề thì ai chịu trách nhiệm?", "", id="if"),
    pytest.param("Công an bác bỏ tin học sinh bị bắt cóc ở Ba Tri", "false-notice", id="denied-abduction"),
    pytest.param("Tin đồn bắt cóc trẻ em trước cổng trường là sai sự thật", "false-notice", id="rumour-false"),
    pytest.param(
        "Bến Tre ghi nhận 17 trẻ đuối nước trong năm, giảm bốn trường hợp so với cùng kỳ",
        "death-injury",
        id="yearly-figures",
    ),
    pytest.param("Năm 2018 một học sinh từng tử vong tại hồ bơi của trường", "death-injury", id="old-death"),
    pytest.param("Thầy giáo mồ côi, cha mẹ đều mất, nay nuôi chữ cho học trò trong lớp", "", id="orphan"),
    pytest.param("Vĩnh biệt nhà giáo ưu tú, thầy qua đời sau nhiều năm bạo bệnh", "", id="obituary"),
    pytest.param("Nữ sinh mồ côi, cha mẹ lần lượt qua đời, nuôi ước mơ làm bác sĩ", "", id="parents-dead"),
    pytest.param("Kỳ thi khốc liệt khiến học sinh lo lắng", "", id="fierce-is-no-palsy"),
    pytest.param("Trường diễn tập: giả định 35 học sinh ngộ độc được đưa đi cấp cứu", "", id="drill-count"),
    pytest.param("Cuộc gọi báo con đang cấp cứu là lừa đảo", "scam-impersonation", id="scam-call"),
]


@pytest.mark.parametrize(("text", "types"), HARD_NEGATIVES)
def test_hard_negatives_stay_below_the_spokesperson(text: str, types: str) -> None:
    assert decide(text, types, NEU).level < Severity.S3


def test_not_relevant_is_routine_whatever_it_tells() -> None:
    assert decide("Hai công nhân tử vong", "death-injury", relevant=False).level is Severity.S0


REACTIONS = [
    pytest.param("Coi mà đau ruột, đuổi học hết mấy đứa đó đi", "violence", Severity.S1, id="reaction"),
    pytest.param("Nghe tin mà rụng rời, ba đứa nhỏ chết tội quá", "death-injury", Severity.S1, id="reaction-to-deaths"),
    pytest.param(
        "con gái tui học chung trường, tháng trước cũng bị nhóm này đánh", "violence", Severity.S2, id="own-allegation"
    ),
    pytest.param("lớp con tui cũng 12 đứa nhập viện nè", "food-poisoning", Severity.S3, id="own-count"),
]


@pytest.mark.parametrize(("text", "types", "level"), REACTIONS)
def test_comments(text: str, types: str, level: Severity) -> None:
    assert decide(text, types, context="Xôn xao clip nữ sinh bị đánh").level is level


def test_long_background_far_down_is_no_news() -> None:
    filler = "Hội nghị bàn về cơ sở vật chất và đội ngũ của ngành. " * 30
    assert (
        decide(filler + "Trước đó 60 học sinh nhập viện ở tỉnh bạn.", "", NEU, title="Sở họp tổng kết").level
        < Severity.S3
    )


def test_reasons_name_the_floor_and_quote_the_text() -> None:
    text = "Hơn 60 học sinh nhập viện sau bữa ăn bán trú"
    decision = decide(text, "food-poisoning")
    reason = decision.reasons[0]
    assert reason.rule == "floor.hospitalised>=30"
    assert text[reason.start : reason.end] == reason.text
    assert "60 học sinh" in reason.text


def test_authority_and_numbers_raise_confidence_and_hearsay_lowers_it() -> None:
    sure = decide("Theo Trung tâm Y tế huyện, 40 học sinh nhập viện", "food-poisoning")
    unsure = decide("Nghe nói 40 học sinh nhập viện", "food-poisoning")
    assert sure.confidence > unsure.confidence


def test_sentiment_alone_never_lifts_above_a_mention() -> None:
    assert decide("Chán trường lớp bây giờ dữ lắm", "", NEG).level is Severity.S1


def test_every_floor_has_its_own_name() -> None:
    names = [floor.rule for floor in FLOORS]
    assert len(names) == len(set(names))
    assert all(name.startswith("floor.") for name in names)


@given(st.integers(2, 200))
def test_more_in_hospital_is_never_less_grave(count: int) -> None:
    text = "{} học sinh nhập viện sau bữa ăn bán trú"
    assert decide(text.format(count), "food-poisoning").level <= decide(text.format(count + 1), "food-poisoning").level


@given(
    kind=st.sampled_from(["death", "hospitalised", "arrest", "spread"]),
    sentiment=st.sampled_from(list(Sentiment)),
    relevant=st.booleans(),
)
def test_score_stays_in_the_band_of_its_level(kind: str, sentiment: Sentiment, *, relevant: bool) -> None:
    item = Item(id="x", kind=Kind.PRESS, channel=Channel.PRESS_LOCAL, text="học sinh nhập viện")
    fact = Fact(kind, "học sinh nhập viện", 0, 18, 40)
    decision = decide_severity([fact], item=item, incident_types=["other"], relevant=relevant, sentiment=sentiment)
    bands = {0: (0, 14), 1: (15, 34), 2: (35, 59), 3: (60, 79), 4: (80, 100)}
    low, high = bands[int(decision.level)]
    assert low <= decision.score <= high
    assert 0 <= decision.confidence <= 1


BESIDE = [
    pytest.param(
        "Con tôi đi học về có vết cắt ở cổ, trường nói em tự ngã", "death-injury", Severity.S3, id="neck-wound"
    ),
    pytest.param("Em lớp 2 té cầu tuột gãy cổ tay, đã bó bột", "death-injury", Severity.S2, id="wrist-is-no-neck"),
    pytest.param("14 clip ghi cảnh học sinh ẩu đả trước trường", "violence", Severity.S3, id="many-films"),
    pytest.param("Có clip ghi cảnh hai học sinh ẩu đả ở trường", "violence", Severity.S2, id="one-film"),
    pytest.param("Trẻ bị nhét khăn vào miệng, cô nuôi bị tạm giữ", "child-care-abuse", Severity.S3, id="carer-held"),
    pytest.param("Kẻ trộm đột nhập trường đêm qua đã bị tạm giữ", "other", Severity.S2, id="thief-held"),
    pytest.param(
        "Phụ huynh đánh cô giáo, cô phải cấp cứu", "assault-on-teacher", Severity.S3, id="teacher-in-hospital"
    ),
    pytest.param("Phụ huynh chửi cô giáo trước cổng trường", "assault-on-teacher", Severity.S2, id="teacher-insulted"),
    pytest.param("Đón bé ở nhóm trẻ về thấy gãy xương tay", "child-care-abuse", Severity.S3, id="small-child-broken"),
    pytest.param(
        "Cháu lớp 4 kể nhân viên bảo vệ hay gọi vào phòng, gia đình đã tố cáo", "abuse-sexual", Severity.S3, id="hinted"
    ),
    pytest.param("Trường dạy học sinh cách tự bảo vệ mình", "abuse-sexual", Severity.S2, id="nothing-alleged"),
]


@pytest.mark.parametrize(("text", "types", "level"), BESIDE)
def test_rules_beside_their_twins(text: str, types: str, level: Severity) -> None:
    found = decide(text, types).level
    assert found == level if level >= Severity.S3 else found <= level
