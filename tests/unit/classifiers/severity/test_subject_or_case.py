"""Things shown, agreed to, deeds of outsiders, illnesses of one's own beside the cases that are worded like them."""

from __future__ import annotations

import pytest

from classifiers.facts.indirect import find_hints
from classifiers.facts.reveals import find_reveal
from classifiers.severity.case import Case
from classifiers.severity.decide import decide_severity
from classifiers.severity.learnt import Gravity
from classifiers.severity.welcome import agreed_to_be_shown, is_delight
from monitor.core.labels import Sentiment, Severity
from monitor.core.text import normalise
from tests.unit.classifiers.severity.judged import facts_of, item_of, level_of

NEG, NEU = Sentiment.NEGATIVE, Sentiment.NEUTRAL


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("Cả 180 em chưa được tiêm, trong đó ít nhất ba em nhập viện", 3, id="at-least"),
        pytest.param("96 em ăn bữa trưa, trong đó ba em nhập viện", 3, id="among-them"),
        pytest.param("Hồi đó ba em nhập viện hoài", None, id="my-father-then"),
        pytest.param("Thương nhất ba em nhập viện một mình", None, id="my-father-most"),
    ],
)
def test_three_children_or_my_father(text, count):
    assert [fact.count for fact in facts_of(text) if fact.kind == "hospitalised"] == [count]


@pytest.mark.parametrize(
    ("text", "of_others"),
    [
        pytest.param(
            "Bắt chủ tiệm vàng lừa đảo hàng chục người\nCông an bắt tạm giam bà H., chủ tiệm vàng ở chợ, về hành vi "
            "lừa đảo. Bà H. mượn tiền của tiểu thương, một giáo viên về hưu rồi bỏ trốn.",
            True,
            id="outsiders-alone",
        ),
        pytest.param(
            "Bắt chủ đại lý vật tư lừa đảo nông dân\nCông an bắt tạm giam chủ đại lý vì lừa đảo hai mươi hộ trồng màu.",
            True,
            id="farmers",
        ),
        pytest.param(
            "Bắt tài xế lừa đảo\nCông an bắt tạm giam tài xế H. về hành vi lừa đảo. Người này gọi phụ huynh, nói con "
            "đang cấp cứu để lấy tiền.",
            False,
            id="parents-cheated",
        ),
        pytest.param(
            "Bắt giáo viên lừa đảo đồng nghiệp\nCông an bắt tạm giam cô H., giáo viên trường tiểu học, vì lừa đảo.",
            False,
            id="a-teacher-did-it",
        ),
    ],
)
def test_a_fraud_is_of_those_who_were_taken_for_it(text, of_others):
    told = [fact for fact in facts_of(text) if fact.kind == "scam"]
    assert told
    assert all("not-school" in fact.guards for fact in told) is of_others


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("Hai khẩu súng và lưỡi lê trên bàn đều là hiện vật của bảo tàng tỉnh", True, id="museum"),
        pytest.param("Công an trưng bày các loại thuốc lá điện tử để học sinh nhận diện", True, id="vapes"),
        pytest.param("Trường trưng bày tranh của học sinh khối 3", False, id="paintings"),
        pytest.param("Con dao công an thu giữ là hung khí, không phải đạo cụ", False, id="seized"),
    ],
)
def test_what_is_put_on_show_happened_to_nobody(text, shown):
    assert (find_reveal(normalise(text)) is not None) is shown


SURGERY = "Con nằm viện, cả lớp góp quà\nBé H., lớp 4 Trường Tiểu học Rạch Sâu, vừa {}, đang nằm viện ở Mỹ Tho."


@pytest.mark.parametrize(
    ("what", "low", "high"),
    [
        pytest.param("mổ ruột thừa", 0, 1, id="appendix"),
        pytest.param("cắt amidan", 0, 1, id="tonsils"),
        pytest.param("bị bạn đánh bị thương", 2, 4, id="beaten"),
        pytest.param("ói sau bữa ăn ở trường, bị ngộ độc", 2, 4, id="poisoned"),
    ],
)
def test_an_illness_of_ones_own_is_no_case_of_the_school(what, low, high):
    assert low <= int(level_of(SURGERY.format(what), "death-injury", NEU)) <= high


@pytest.mark.parametrize(
    ("text", "agreed"),
    [
        pytest.param("Ba mẹ đã ký đồng ý cho trường dùng hình các con làm lịch", True, id="signed"),
        pytest.param("Video có mặt ba em nhỏ, có phiếu cho phép của phụ huynh đầy đủ", True, id="with-a-form"),
        pytest.param("Gia đình không đồng ý cho đăng hình cháu mà trang vẫn để", False, id="refused"),
        pytest.param("Chưa ai hỏi, chưa có sự đồng ý mà hình con tôi lên khắp nơi", False, id="unasked"),
        pytest.param("Gia đình đồng ý mổ ngay trong đêm", False, id="an-operation"),
    ],
)
def test_consent_to_be_shown(text, agreed):
    assert agreed_to_be_shown(Case(facts_of(text), item_of(text), ())) is agreed


@pytest.mark.parametrize(
    ("text", "types", "delight"),
    [
        pytest.param("Mấy bạn ghép mặt nó vô tranh siêu nhân, nó thích mê", ("other",), True, id="likes-it"),
        pytest.param("mac do hoa trang cho ca to, dua nao cung khoai lam", (), True, id="without-accents"),
        pytest.param("Tụi nó ghép mặt bạn rồi chuyền tay nhau coi", ("other",), False, id="nobody-asked-her"),
        pytest.param("Nó khoe với cả lớp clip đánh bạn", ("violence",), False, id="a-known-kind"),
    ],
)
def test_delight_of_the_one_it_befell(text, types, delight):
    assert is_delight(Case(facts_of(text), item_of(text), types)) is delight


@pytest.mark.parametrize(
    ("text", "sure", "level"),
    [
        pytest.param(
            "Chưa kịp đóng tiền mà trường Bàu Dừa đã cho con nhận sách trước", False, Severity.S1, id="unsure"
        ),
        pytest.param("Trường Bàu Dừa đã ép đóng tiền 900 ngàn mà chưa phát sách", True, Severity.S2, id="forced"),
    ],
)
def test_a_type_only_the_model_hears_is_a_subject_where_the_harm_is_taken_back(text, sure, level):
    said = decide_severity(
        facts_of(text),
        item=item_of(text),
        incident_types=["scam-impersonation"],
        relevant=True,
        sentiment=NEG,
        sure=sure,
        gravity=Gravity(0.95),
    )
    assert said.level is level


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param(
            "Trong toilet nữ tụi em thấy điện thoại đang quay, ông bảo vệ trường giấu sau thùng rác",
            "abuse-hinted",
            id="lens",
        ),
        pytest.param(
            "Camera ngụy trang trong phòng thay đồ của tụi nhỏ, người gắn là thầy thể dục",
            "abuse-hinted",
            id="changing-room",
        ),
        pytest.param("Xe tải tuột dốc lao thẳng vô đám học sinh, đứa văng ra mương", "injury-hinted", id="lorry"),
        pytest.param("xe ba gác chạy trúng ngay tốp em lớp 4, cô bế chạy ra đường", "injury-hinted", id="cart"),
        pytest.param("máy cưa ở xưởng trường tiện hai ngón, bạn em ướp đá đem theo", "injury-hinted", id="fingers"),
        pytest.param("bác sĩ nói không nối lại được ngón nào", "injury-hinted", id="not-sewn-on"),
    ],
)
def test_graver_than_its_words(text, kind):
    assert kind in {told.kind for told in find_hints(normalise(text))}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Trường gắn camera ở nhà xe, nhân viên thiết bị phụ trách, không đặt trong nhà vệ sinh", id="open-camera"
        ),
        pytest.param("Thay đồ diễn văn nghệ xong, thầy cầm điện thoại quay cả đội trên sân khấu", id="on-stage"),
        pytest.param("Xe đưa rước chạy xuống dốc rồi đậu trước cổng, học sinh xếp hàng lên xe", id="the-bus"),
        pytest.param("Đội kéo co ngồi bẹp, mấy bạn rớt hai ngón sơn móng tay giả", id="false-nails"),
    ],
)
def test_as_harmless_as_it_sounds(text):
    assert not [*find_hints(normalise(text))]


def test_a_bicycle_strikes_nobody():
    kinds = {fact.kind for fact in facts_of("Em tui dắt xe đạp ra, mấy bạn quay clip cười quá trời")}
    assert not kinds & {"violence", "filmed-violence"}
