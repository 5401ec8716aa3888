"""Posts that go on with a case, in other words than any stream of the acceptance tests."""

from __future__ import annotations

import pytest

from monitor.core.labels import Fact
from monitor.core.text import fold, syllables
from monitor.stories.presupposing import Presumes, presumed

HURT = (Fact("hospitalised", "cấp cứu", 0, 7, 6),)
ACCIDENT = "Trưa nay xe đưa rước tông trụ điện gần TH Hoa Sen, sáu em bị thương nặng, người ta chở đi cấp cứu hết trơn"


@pytest.mark.parametrize(
    ("written", "presumes"),
    [
        pytest.param("Cô bác ơi vụ hồi sáng tới đâu rồi, có ai hay không", Presumes.A_CASE, id="points"),
        pytest.param("Mấy bé sao rồi các mẹ", Presumes.A_CASE, id="how-are-they"),
        pytest.param("Bây giờ tăng lên 19 em luôn rồi đó", Presumes.ITS_COURSE, id="count"),
        pytest.param("Vừa chuyển thêm hai đứa lên tuyến trên", Presumes.ITS_COURSE, id="transferred"),
        pytest.param("Đừng ai tìm nó nữa, gặp rồi", Presumes.ITS_COURSE, id="search-over"),
        pytest.param("Tới giờ vẫn không thấy trường lên tiếng", Presumes.ITS_COURSE, id="silence"),
        pytest.param("Nghe nói mai cúp điện", Presumes.HEARSAY, id="hearsay"),
        pytest.param("Bán bánh bò nước cốt dừa, ship tận nhà", Presumes.NOTHING, id="advert"),
        pytest.param("Trường mình tuyển sinh lớp 1 tới hết tháng", Presumes.NOTHING, id="notice"),
    ],
)
def test_what_a_post_takes_for_known(written, presumes):
    assert presumed(syllables(fold(written))) is presumes


GOES_ON = "cho tụi nhỏ về sớm hết trơn, cổng khóa kín mít, nội nó đứng đợi mà hổng ai nói năng, vụ hồi trưa tới đâu rồi"


@pytest.mark.parametrize(
    ("told", "minutes", "goes_on"),
    [
        pytest.param(("hoa-sen", f"Hoa Sen {GOES_ON}"), 90, True, id="same"),
        pytest.param(("rach-dua", f"Rạch Dừa {GOES_ON}"), 90, False, id="another-school"),
        pytest.param(("hoa-sen", f"Hoa Sen {GOES_ON}, lạm thu tiền trường"), 90, False, id="another-kind"),
        pytest.param(("hoa-sen", f"Hoa Sen {GOES_ON}"), 60 * 40, False, id="days-later"),
    ],
)
def test_a_kindless_post_on_the_school_goes_on_with_its_grave_case(room, make, told, minutes, goes_on):
    place, text = told
    room.arrives(make("a", ACCIDENT, source="g1", author="x"), "hoa-sen", facts=HURT)
    room.arrives(make("b", text, minutes=minutes, source="g2", author="y"), place)
    assert ("nói tiếp, hỏi tiếp việc mọi người đang bàn" in room.latest["b"].why) is goes_on, room.latest["b"].why
    assert room.together("a", "b") or not goes_on


@pytest.mark.parametrize(
    ("text", "source", "joins"),
    [
        pytest.param("Vụ hồi trưa sao rồi bà con, có ai ở gần đó kể nghe với", "g1", True, id="points"),
        pytest.param("Vụ hồi trưa sao rồi bà con, có ai ở gần đó kể nghe với", "g2", False, id="another-group"),
        pytest.param("Có ai bán ghế nhựa cũ không, quán em cần chục cái, ship tận chợ", "g1", False, id="advert"),
    ],
)
def test_a_post_of_the_group_goes_on_with_its_only_case(room, make, text, source, joins):
    room.arrives(make("a", ACCIDENT, source="g1", author="x"), "hoa-sen", facts=HURT)
    room.arrives(make("b", text, minutes=45, source=source, author="y"))
    assert room.together("a", "b") is joins, room.latest["b"].why


def test_with_two_cases_in_the_group_nobody_knows_which_is_meant(room, make):
    stabbed = "Chiều qua nam sinh TH Rạch Dừa bị đâm ngoài tiệm net, máu ướt cả áo, chở vô cấp cứu liền trong đêm đó"
    room.arrives(make("a", ACCIDENT, source="g1", author="x"), "hoa-sen", facts=HURT)
    room.arrives(make("c", stabbed, minutes=20, source="g1", author="z"), "rach-dua", facts=HURT)
    room.arrives(make("b", "Vụ hồi trưa sao rồi bà con, có ai ở gần đó kể nghe với", minutes=45, source="g1"))
    assert not room.together("a", "b")
    assert not room.together("c", "b")


def test_what_is_not_grave_is_not_gone_on_with(room, make):
    fair = "Trưa nay TH Hoa Sen mở hội sách, mấy đứa nhỏ mua được đầy cặp, cô thầy vui lắm, ai rảnh ghé coi cho biết"
    room.arrives(make("a", fair, source="g1", author="x"), "hoa-sen")
    room.arrives(make("b", "Vụ hồi trưa sao rồi bà con, có ai ở gần đó kể nghe với", minutes=45, source="g1"))
    assert not room.together("a", "b")
