from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.facts.authority import settle
from classifiers.facts.extract import find_facts
from monitor.core.items import Channel, Item, Kind
from monitor.core.labels import Fact
from monitor.core.text import normalise

ANSWERS = {"official-confirmation": "confirms", "official-denial": "denies", "retraction": "retracts"}


def answers(title: str, text: str) -> set[str]:
    """What the authority does in a text, as the incident would read it."""
    item = Item(id="x", kind=Kind.PRESS, channel=Channel.PRESS_LOCAL, text=text, title=title or None)
    facts = find_facts(item, normalise(item.full_text))
    return {ANSWERS[f.kind] for f in facts if f.kind in ANSWERS and (f.stands or f.guards == ("denied",))}


CONFIRMS = [
    pytest.param(
        "Nữ sinh gãy chân vì bị xô ở cầu thang",
        "Công an xã xác nhận em bị bạn xô ngã, gãy chân. Trước đó nhà trường bác tin em bị thương.",
        id="an-earlier-denial-is-overtaken",
    ),
    pytest.param(
        "",
        "Trung tâm Kiểm soát bệnh tật tỉnh ngày 4-5 xác nhận một học sinh lớp 2 tử vong do tay chân miệng.",
        id="centre-for-disease-control",
    ),
    pytest.param("Phụ huynh tố lạm thu", "Hiệu trưởng nhận thiếu sót khi thu quỹ lớp.", id="owns-up-to-fees"),
    pytest.param(
        "Trường THPT Gò Keo báo cáo vụ nữ sinh bị đánh",
        "Nhà trường khẳng định không có chuyện bao che. Em đăng clip đã gỡ bài.",
        id="school-reports-and-denies-a-side-remark",
    ),
    pytest.param(
        "12 học sinh nhập viện sau bữa trưa",
        "Sở bác bỏ tin có học sinh tử vong. Trung tâm Y tế huyện xác nhận 12 em nhập viện.",
        id="denies-a-death-confirms-the-rest",
    ),
    pytest.param(
        "Clip nữ sinh bị đánh lan truyền",
        "Hiệu trưởng xác nhận các em trong clip là học sinh của trường.",
        id="points-back-at-the-clip",
    ),
    pytest.param("Phụ huynh tố lạm thu", "Hiệu trưởng thừa nhận có thu quỹ lớp sai quy định.", id="admits-fees"),
    pytest.param("", "Theo Trung tâm Y tế huyện, 40 học sinh nhập viện", id="according-to-the-health-centre"),
    pytest.param(
        "Nam sinh lớp 8 bị chém ở cổng trường",
        "Công an xã xác nhận đã giữ người cầm dao để lấy lời khai.",
        id="police-hold-the-doer",
    ),
    pytest.param(
        "Mười hai học sinh ngộ độc sau bữa xế",
        "Trạm trưởng Trạm Y tế xã xác nhận đã sơ cứu rồi chuyển lên bệnh viện huyện.",
        id="health-station-treated-them",
    ),
    pytest.param("", "Lãnh đạo UBND xã cho biết vụ đuối nước làm hai học sinh tử vong.", id="commune-tells-deaths"),
    pytest.param("", "Công an xác nhận có vụ hai em đâm bạn, đang điều tra nguyên nhân.", id="cause-still-open"),
]
DENIES = [
    pytest.param(
        "Nữ sinh ngất vì say nắng, không phải bị bạn đánh như lời đồn", "Công an đã xem camera.", id="not-as-rumoured"
    ),
    pytest.param("Sở bác bỏ tin học sinh bị bắt cóc", "", id="denies-in-headline"),
    pytest.param("Công an: tin học sinh lớp 2 bị bắt cóc ở Ba Tri là sai sự thật", "", id="is-untrue"),
    pytest.param("", "Nhà trường khẳng định không có học sinh nào nhập viện như tin đồn.", id="none-in-hospital"),
    pytest.param(
        "Không có chuyện học sinh nghỉ học: văn bản trên mạng là giả",
        "Sở GD&ĐT xác nhận công văn là văn bản giả mạo.",
        id="forged-notice",
    ),
]
RETRACTS = [
    pytest.param(
        "Đính chính",
        "Báo Sông Quê xin lỗi bạn đọc vì tin học sinh bị bắt cóc, thông tin không có thật, đã gỡ bài.",
        id="outlet-takes-it-back",
    ),
    pytest.param(
        "Xin cáo lỗi cùng bạn đọc",
        "Hôm qua chúng tôi đã đưa tin 18 em ở Bàu Chim bị ong đốt. Hỏi lại, không em nào bị đốt. Chúng tôi gỡ tin.",
        id="checked-again-and-nothing-happened",
    ),
    pytest.param("", "Trang Chuyện Làng đính chính: tin thầy giáo đánh học sinh là bịa, page đã xóa bài.", id="page"),
]
CORRECTS = [
    pytest.param("Đính chính", "Trong bài “9 em nhập viện”, chúng tôi viết sai tên cô hiệu trưởng.", id="name"),
    pytest.param("Báo đính chính: 16 học sinh nhập viện, không phải 60", "", id="number"),
    pytest.param("Hơn 40 em nhập viện", "Báo đính chính: bài trước ghi nhầm tên xã.", id="commune"),
    pytest.param(
        "", "Tòa soạn đính chính ảnh: bài báo đăng nhầm ảnh một trường khác, nội dung không đổi.", id="picture"
    ),
]
SILENT = [
    pytest.param(
        "Thầy giáo bị tố dâm ô",
        "Công an huyện cho biết đã nhận được đơn của hai gia đình tố thầy dâm ô nữ sinh.",
        id="has-received-a-charge",
    ),
    pytest.param(
        "Phụ huynh tố trường", "Chị T., phụ huynh Trường THCS Bến Trại, cho biết con bị đánh ở lớp.", id="parent-speaks"
    ),
    pytest.param("Clip nữ sinh bị đánh", "Hiệu trưởng cho biết đang xác minh clip nữ sinh bị đánh.", id="checking"),
    pytest.param("Khoản nào được thu?", "Phòng GD&ĐT thông tin về các khoản thu đầu năm.", id="explains-fees"),
    pytest.param("Hơn 40 em nhập viện", "Báo đính chính: bài trước viết nhầm tên xã.", id="misspelt-name"),
    pytest.param("Báo đính chính: 16 học sinh nhập viện, không phải 60", "", id="number-put-right"),
    pytest.param(
        "Nữ sinh bị đánh, trường phủ nhận chậm xử lý", "Trường nói không có chuyện chậm trễ.", id="denies-delay"
    ),
    pytest.param(
        "Nữ sinh bị bạn đâm",
        "Hiệu trưởng khẳng định không đúng sự thật chuyện trường giấu vụ việc.",
        id="denies-hiding",
    ),
    pytest.param("", "Theo phụ huynh, 5 em được đưa đến bệnh viện vì đau bụng.", id="hospital-is-only-the-place"),
    pytest.param("Nữ sinh bị đánh", "Em quay clip đã gỡ bài và bị phê bình trước lớp.", id="pupil-takes-post-down"),
]


@pytest.mark.parametrize(("title", "text"), CONFIRMS)
def test_stating_the_harm_confirms(title: str, text: str) -> None:
    assert answers(title, text) == {"confirms"}


@pytest.mark.parametrize(("title", "text"), DENIES)
def test_denying_the_core_denies(title: str, text: str) -> None:
    assert "denies" in answers(title, text)


@pytest.mark.parametrize(("title", "text"), RETRACTS)
def test_taking_the_news_back_retracts(title: str, text: str) -> None:
    assert "retracts" in answers(title, text)


@pytest.mark.parametrize(("title", "text"), CORRECTS)
def test_putting_a_detail_right_leaves_the_news_standing(title: str, text: str) -> None:
    item = Item(id="x", kind=Kind.PRESS, channel=Channel.PRESS_LOCAL, text=text, title=title or None)
    found = {fact.kind for fact in find_facts(item, normalise(item.full_text))}
    assert "correction" in found
    assert "retraction" not in found


def test_what_a_retraction_repeats_is_denied() -> None:
    title = "Cáo lỗi"
    text = "Báo Cù Lao đã đăng tin 22 học sinh nhập viện. Thông tin không chính xác, chúng tôi gỡ bài."
    item = Item(id="x", kind=Kind.PRESS, channel=Channel.PRESS_LOCAL, text=text, title=title)
    harms = [fact for fact in find_facts(item, normalise(item.full_text)) if fact.kind == "hospitalised"]
    assert harms
    assert not any(fact.stands for fact in harms)


@pytest.mark.parametrize(("title", "text"), SILENT)
def test_side_remarks_settle_nothing(title: str, text: str) -> None:
    assert answers(title, text) == set()


@given(st.text(max_size=60), st.sampled_from(sorted(ANSWERS)), st.integers(0, 60))
def test_other_facts_are_never_lost(text: str, kind: str, start: int) -> None:
    harm = Fact("death", "", min(start, len(text)), min(start, len(text)))
    answer = Fact(kind, "", 0, 0)
    settled = settle([harm, answer], text, head_end=0)
    assert harm in settled
    assert len(settled) <= 2
