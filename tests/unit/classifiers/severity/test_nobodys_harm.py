"""Words of grave harm that tell of nobody's harm, each beside a text in like words that does."""

from __future__ import annotations

import pytest

from monitor.core.labels import Sentiment, Severity
from tests.unit.classifiers.severity.judged import facts_of, level_of

_DEATH, _VIOLENCE = "death-injury", "violence"
_TEXTS = (
    # idea, types, nobody's harm, somebody's
    ("thing-passes", _DEATH, "Chuyến hàng tập vở không qua được trạm kiểm dịch, học sinh lớp 4 chờ thêm một tuần",
     "Xe tập vở tông trúng, em học sinh lớp 4 không qua được"),
    ("thing-fails", _DEATH, "Bánh kem lớp 8 không qua nổi giờ ra chơi, học sinh ăn sạch",
     "Bị ngạt nước, em học sinh lớp 8 không qua nổi"),
    ("what-was-lost", _DEATH, "Học sinh lớp 9 trễ một chuyến phà thì mất hai tiết đầu",
     "Học sinh lớp 9 té xuống phà, đưa tới bệnh viện thì mất"),
    ("signal-lost", _DEATH, "Sóng điện thoại đã mất cả buổi, học sinh lớp 6 không học trực tuyến được",
     "Ba học sinh lớp 6 bị điện giật, cả ba đều đã mất"),
    ("wished", _DEATH, "Em học sinh lớp 7 muốn chết vì mắc cỡ khi đọc nhầm tên thầy",
     "Em học sinh lớp 7 chết vì đuối nước khi đi tắm sông"),
    ("carried", _DEATH, "Nước lũ cuốn trôi cây cầu, học sinh lớp 5 phải đi đò",
     "Nước cuốn trôi học sinh lớp 5 ở bến đò"),
    ("rescued", _DEATH, "Nam sinh lớp 9 vớt được hai đứa nhỏ lật xuồng ở bến chợ, được tặng giấy khen",
     "Hai học sinh lớp 9 lật xuồng ở bến chợ, chiều nay vớt được thi thể cả hai"),
    ("how-to-speak", _DEATH, "Nên nói gì với các em khi một bạn học qua đời?",
     "Các em khóc nghẹn khi nghe một học sinh lớp 5 qua đời sáng nay"),
    ("toy", _VIOLENCE, "Học sinh lớp 5 mang kiếm gỗ vào lớp diễn tích Thạch Sanh",
     "Học sinh lớp 9 mang dao vào lớp hăm bạn"),
    ("ward", _DEATH, "Bệnh viện huyện mở thêm phòng hồi sức, học sinh được khám miễn phí",
     "Học sinh lớp 3 té lầu, đang nằm phòng hồi sức"),
    ("operation", _DEATH, "Em học sinh lớp 8 mổ ruột thừa, nằm hồi sức một đêm rồi về",
     "Em học sinh lớp 8 bị xe tông, đang nằm hồi sức"),
    ("game", _VIOLENCE, "Hội trại vui quá, học sinh bị bạn dìm đầu vô thau bột kiếm kẹo, clip ngàn view cười bể bụng",
     "Học sinh lớp 10 bị bạn dìm đầu vô thau nước, khóc lạc giọng, clip ngàn view trên mạng"),
    ("suspected", "other", "Nghi bắt cóc học sinh ở cổng trường, hóa ra chú ruột đón cháu sớm",
     "Bắt cóc học sinh ở cổng trường, kẻ lạ chở cháu đi mất"),
)  # fmt: skip
_QUIET = [pytest.param(types, quiet, id=name) for name, types, quiet, _ in _TEXTS]
_LOUD = [pytest.param(types, loud, id=name) for name, types, _, loud in _TEXTS]


@pytest.mark.parametrize(("types", "written"), _QUIET)
def test_nobody_came_to_harm(types: str, written: str):
    assert level_of(written, types, Sentiment.NEUTRAL) < Severity.S3, facts_of(written)


@pytest.mark.parametrize(("types", "written"), _LOUD)
def test_somebody_did(types: str, written: str):
    assert level_of(written, types, Sentiment.NEGATIVE) >= Severity.S3, facts_of(written)


@pytest.mark.parametrize(
    ("kind", "told", "other"),
    [
        (
            "prosecution",
            "Hai cô giáo tranh chấp bờ ranh, đưa nhau ra tòa",
            "Cô giáo thu quỹ sai hầu tòa, bị đề nghị án tù",
        ),
        ("arrest", "Phó hiệu trưởng trường đại học bị bắt", "Phó hiệu trưởng trường tiểu học bị bắt"),
        ("infected", "Chiều mai trạm xá tiêm ngừa sởi cho học sinh lớp 1", "Học sinh lớp 1 mắc sởi"),
        ("ill", "Cả lớp 5 coi kịch cười đau bụng", "Cả lớp 5 ăn bánh đau bụng"),
        ("violence", "Hai năm nay sân trường không còn cảnh đánh nhau nào", "Hai nhóm học sinh đánh nhau ở sân trường"),
    ],
)
def test_a_kind_stands_only_for_what_it_names(kind: str, told: str, other: str):
    assert not any(fact.kind == kind and fact.stands for fact in facts_of(told)), facts_of(told)
    assert any(fact.kind == kind and fact.stands for fact in facts_of(other)), facts_of(other)


@pytest.mark.parametrize(
    ("types", "written"),
    [
        pytest.param(
            _DEATH, "Không ai kiểm lại ghế sau, bé gái lớp 1 không qua khỏi trên xe đưa rước", id="nobody-acted"
        ),
        pytest.param(_DEATH, "Không ai rào miệng hố, học sinh lớp 2 tử vong", id="nobody-fenced-it"),
        pytest.param(
            "death-injury,facility-disaster", "Ban công gãy, ba học sinh lớp 7 rơi từ tầng hai", id="broke-off"
        ),
        pytest.param("death-injury,facility-disaster", "Khán đài gãy đổ, hai học sinh bị thương", id="stand-broke"),
        pytest.param("other", "Giả làm cậu đón một bé lớp 2 ra khỏi cổng trường, kẻ lạ chạy mất", id="posed-as-uncle"),
        pytest.param("epidemic", "38 ca trong một trường nội trú\nHọc sinh mắc Covid-19 ở lại ký túc xá.", id="cases"),
        pytest.param(
            "violence",
            "Cột tay bạn vô lan can, cả tổ đứng cười\nĐoạn phim đó làm nữ sinh lớp 8 nghỉ học.",
            id="tied-up",
        ),
        pytest.param("assault-on-teacher", "Thầy giáo bị ném ghế gãy sống mũi ngay trong lớp", id="struck-teacher"),
        pytest.param(
            "", "Cháu bé lớp 4 và người bảo vệ\nSau buổi làm việc ở công an, ông T. bị tạm giam.", id="told-by-initials"
        ),
    ],
)
def test_grave_without_the_usual_words(types: str, written: str):
    assert level_of(written, types, Sentiment.NEGATIVE) >= Severity.S3, facts_of(written)
