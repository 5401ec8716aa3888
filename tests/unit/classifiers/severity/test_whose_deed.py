"""Who did it and who came to harm when a school is only named beside it, and what is shown, dared or made up.

`OURS` rows are a school's case and reach their level; `THEIRS`, worded almost alike, stay at or below theirs.
"""

from __future__ import annotations

import pytest

from classifiers.facts.persons import kin_of_pupils
from monitor.core.labels import Sentiment, Severity
from monitor.core.text import fold, normalise
from tests.unit.classifiers.severity.judged import facts_of, level_of

NEG, NEU = Sentiment.NEGATIVE, Sentiment.NEUTRAL
S0, S1, S2, S3, S4 = Severity.S0, Severity.S1, Severity.S2, Severity.S3, Severity.S4
Row = tuple[str, str, Sentiment, Severity]
CORRUPT, HURT, FEES = "corruption-procurement", "death-injury", "fees"

PUPIL_BESIDE_RELATIVES: tuple[Row, ...] = (
    ("Nam sinh tử vong do điện giật\nEm K., cháu ngoại của ông Bảy ở Bưng Cát, tử vong khi bơm nước.", HURT, NEU, S3),
    ("Mẹ của nữ sinh lớp 8 bị đuối nước khóc ngất\nNữ sinh Trường THCS Rạch Vọp tử vong chiều qua.", HURT, NEU, S3),
    ("Tìm được thi thể em bé lớp 2\nBà ngoại của em, sống cạnh rạch, cho biết em tử vong khi theo bạn.", HURT, NEU, S3),
    ("Cha của hai học sinh Trường Giồng Sậy, anh Tư, kể hai con đuối nước, tử vong khi tắm sông", HURT, NEU, S3),
)  # fmt: skip
RELATIVE_BESIDE_PUPILS: tuple[Row, ...] = (
    (("Tử vong do điện giật\nMột phụ nữ 61 tuổi, bà ngoại của một học sinh lớp 3 Trường Tiểu học Bưng Cát, tử vong "
      "khi bơm nước."), HURT, NEU, S1),
    (("Cụ bà chìm xuống rạch\nSáng nay bà nội của hai em Trường THCS Rạch Vọp, ngụ xã Bưng Cát, tử vong lúc bơi "
      "xuồng."), HURT, NEU, S1),
    ("Xe tải lật\nChồng của cô giáo lớp 5 Trường Giồng Sậy, 45 tuổi, tử vong tại chỗ.", HURT, NEU, S1),
    ("Người đàn ông tử vong vì ong đốt\nNạn nhân, cha của một nam sinh lớp 9, tử vong dọc đường.", HURT, NEU, S1),
)  # fmt: skip
STAFF_ARRESTED: tuple[Row, ...] = (
    (("Bắt hiệu phó làm giả chứng chỉ\nCông an bắt tạm giam ông N.T., 50 tuổi, hiệu phó Trường THPT Bưng Cát, "
      "sau tin báo của một chủ tiệm in."), CORRUPT, NEG, S3),
    ("Chủ tiệm in tố giác, bắt kế toán trường\nCông an khởi tố, bắt tạm giam kế toán trường.", CORRUPT, NEG, S3),
    ("Kế toán Trường Rạch Vọp bị bắt\nBị can, 41 tuổi, rút 2 tỷ đồng quỹ của trường.", CORRUPT, NEG, S3),
    ("Thầy giáo Trường Bưng Cát bị khởi tố sau đơn của người dân", CORRUPT, NEG, S3),
)  # fmt: skip
OTHERS_ARRESTED: tuple[Row, ...] = (
    (("Bắt chủ tiệm in làm giả chứng chỉ\nCông an bắt tạm giam ông N.T., 50 tuổi, chủ tiệm in, sau tin của hiệu phó "
      "Trường THPT Bưng Cát."), CORRUPT, NEG, S2),
    ("Hiệu phó tố giác, bắt chủ tiệm in\nCông an khởi tố, bắt tạm giam chủ tiệm in ở xã Bưng Cát.", CORRUPT, NEG, S2),
    (("Kế toán công ty bị bắt\nBị can, 41 tuổi, rút 2 tỷ đồng của công ty. Nạn nhân có một cô giáo về hưu."), CORRUPT,
     NEG, S1),
    ("Khởi tố phó giám đốc ngân hàng\nBị can lừa khách hàng. Trong số này có một giáo viên.", CORRUPT, NEG, S1),
)  # fmt: skip
SCHOOL_MONEY: tuple[Row, ...] = (
    ("Phụ huynh tố bị ép mua đồng phục\nHơn 40 phụ huynh lớp 1 phải mua bốn bộ 1,2 triệu đồng.", FEES, NEG, S2),
    ("Trường Bưng Cát ép mua đồng phục tại công ty may\nPhụ huynh phản ánh giá 1,2 triệu đồng.", FEES, NEG, S2),
    ("Buộc trường hoàn trả 310 triệu đồng\nThanh tra buộc Trường Bưng Cát trả tiền thu sai.", CORRUPT, NEG, S2),
)  # fmt: skip
MONEY_OF_OTHERS: tuple[Row, ...] = (
    ("Công nhân tố bị ép mua đồng phục\nHơn 40 công nhân may bị trừ lương 1,2 triệu đồng.", FEES, NEG, S1),
    ("Công ty bảo vệ ép mua đồng phục\nNhân viên công ty phản ánh giá 1,2 triệu đồng.", FEES, NEG, S1),
    ("Buộc nhà thầu hoàn trả 310 triệu đồng\nTòa xét xử tranh chấp hợp đồng xây trụ sở cũ.", CORRUPT, NEG, S1),
)  # fmt: skip
STRUCK_OR_ABUSED: tuple[Row, ...] = (
    ("Sát hại nữ sinh lớp 9\nNghi phạm bán vé số sát hại nữ sinh trên đường đi học.", HURT, NEG, S3),
    ("Cô giáo Trường Bưng Cát bị tạm giữ\nCông an làm rõ vết roi trên lưng học sinh.", "child-care-abuse", NEG, S3),
    ("Hiệu trưởng Trường Rạch Vọp bị tố sờ soạng học sinh lớp 5, phụ huynh trình báo", "abuse-sexual", NEG, S3),
    ("Bảo vệ trường sờ soạng bé gái, cha ruột em trình báo công an", "abuse-sexual", NEG, S3),
)  # fmt: skip
BY_OR_OF_OTHERS: tuple[Row, ...] = (
    ("Sát hại chủ tiệm vàng\nNghi phạm sát hại chủ tiệm vàng, hồi nhỏ từng là học sinh giỏi.", HURT, NEG, S1),
    ("Cô giáo thấy vết roi, cha dượng bị tạm giữ\nEm học sinh lớp 2 đã về nhà bác ruột.", "violence", NEG, S2),
    ("Cha dượng hại con gái 12 tuổi, cô giáo chủ nhiệm dẫn em đi trình báo", "abuse-sexual", NEG, S2),
    ("Giám đốc sở giao thông hầu tòa\nBị cáo nhận tiền gói thầu biển báo.", CORRUPT, NEG, S1),
    ("Cháy quán, phụ huynh một học sinh thoát chết nhờ nhảy sang mái tôn", HURT, NEU, S1),
)  # fmt: skip
IN_EARNEST: tuple[Row, ...] = (
    ("Học sinh lớp 11 nhảy cầu, để lại lá thư cho gia đình", HURT, NEU, S3),
    ("thằng nhỏ lớp 11 nhảy cầu rồi bà con ơi, ghe cào đang mò, cha mẹ nó khóc ngất", HURT, NEG, S3),
    ("14 đứa lớp 7 mắt sưng húp do xịt thuốc muỗi trong phòng học, chở hết ra trạm", "other", NEG, S3),
    ("11 đứa lớp 12 té xỉu trong phòng học, nhập viện hết rồi, tay chân co quắp", "other", NEG, S3),
    ("Nhà trường giải thích vì sao 12 học sinh đau bụng, nôn ói nhập viện sau bữa trưa", "food-poisoning", NEU, S3),
    ("Kẻ xấu chiếm quyền camera lớp học\nHình ảnh trẻ Trường Mầm non Bưng Cát bị phát tán.", "data-leak", NEG, S2),
)  # fmt: skip
IN_PLAY: tuple[Row, ...] = (
    ("Học sinh lớp 11 thách nhau nhảy cầu rồi phát trực tiếp, công an xã nhắc nhở", HURT, NEU, S2),
    ("thằng nhỏ lớp 11 nhảy cầu, nó núp trong lục bình cho tụi kia sợ chơi, kéo lên còn cười hề hề", HURT, NEG, S2),
    ("14 đứa lớp 7 chia tay cô chủ nhiệm về hưu, đứa nào mắt cũng sưng húp", "other", NEU, S1),
    ("coi thầy múa mà 11 đứa cười muốn xỉu luôn", "other", Sentiment.POSITIVE, S1),
    (("12 học sinh xem bếp ăn\nCác em nghe y tế giải thích vì sao đau bụng, nôn ói và phải nhập viện khi ăn đồ cũ."),
     "food-poisoning", NEU, S1),
    ("Lớp học cho phụ huynh\nChuyên gia trình diễn cách kẻ xấu chiếm quyền camera gia đình.", "data-leak", NEU, S1),
)  # fmt: skip
OURS = {
    "pupil": PUPIL_BESIDE_RELATIVES,
    "arrest": STAFF_ARRESTED,
    "money": SCHOOL_MONEY,
    "struck": STRUCK_OR_ABUSED,
    "earnest": IN_EARNEST,
}
THEIRS = {
    "relative": RELATIVE_BESIDE_PUPILS,
    "arrest": OTHERS_ARRESTED,
    "money": MONEY_OF_OTHERS,
    "struck": BY_OR_OF_OTHERS,
    "play": IN_PLAY,
}
RELATIVES = (
    pytest.param("bà ngoại của một học sinh lớp 4 Trường Tiểu học Bưng Cát, tử vong", True, id="grandmother"),
    pytest.param("Người thân của cô giáo Lụa (xã Bưng Cát) đã mất", True, id="teachers-relative"),
    pytest.param("mẹ của nữ sinh bị đánh, chị Sáu, cho biết", False, id="goes-on-to-the-pupil"),
    pytest.param("ông ngoại bé đem dao tới đập bàn cô, may không ai sao", False, id="acts-against-a-teacher"),
    pytest.param("ba học sinh lớp 4, tử vong", False, id="three-not-father"),
)


def rows(table: dict[str, tuple[Row, ...]]) -> list[object]:
    return [pytest.param(*row, id=f"{group}-{n}") for group, found in table.items() for n, row in enumerate(found)]


@pytest.mark.parametrize(("written", "types", "sentiment", "at_least"), rows(OURS))
def test_a_schools_own_case_is_heard(written: str, types: str, sentiment: Sentiment, at_least: Severity) -> None:
    assert level_of(written, types, sentiment) >= at_least, facts_of(written)


@pytest.mark.parametrize(("written", "types", "sentiment", "at_most"), rows(THEIRS))
def test_what_is_of_others_or_of_play_stays_quiet(
    written: str, types: str, sentiment: Sentiment, at_most: Severity
) -> None:
    assert level_of(written, types, sentiment) <= at_most, facts_of(written)


@pytest.mark.parametrize(("written", "relative"), RELATIVES)
def test_by_whose_relative_somebody_is_told(written: str, relative: bool) -> None:  # noqa: FBT001
    assert any(kin_of_pupils(normalise(written))) is relative


def test_without_accents_too() -> None:
    arrested = fold("Bắt chủ tiệm in làm giả chứng chỉ, công an bắt tạm giam chủ tiệm in sau tin báo của hiệu phó")
    assert level_of(arrested, CORRUPT, NEG) <= S2
    jumped = fold("thằng nhỏ lớp 11 thách nhau nhảy cầu, kéo lên còn cười hề hề")
    assert level_of(jumped, HURT, NEU) <= S2
