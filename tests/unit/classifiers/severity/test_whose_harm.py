"""The same harm twice: to people of a school, and to others who have nothing to do with one.

Each pair is told by the press (headline // text) or in a post, and read with accents and without. The second text is
given the same incident type and taken for relevant: nothing but whose harm it is may keep it below S2.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from classifiers.facts.extract import find_facts
from classifiers.severity.decide import decide_severity
from monitor.core.clock import parse_time
from monitor.core.items import Channel, Item, Kind
from monitor.core.labels import Sentiment, Severity
from monitor.core.text import fold, normalise

S2, S3, S4 = Severity.S2, Severity.S3, Severity.S4


@dataclass(frozen=True)
class Pair:
    """`level`: the lowest that is right for `ours`; of `theirs` at most S1 is."""

    name: str
    kind: str
    level: Severity
    ours: str
    theirs: str


NOT_READ_BARE = frozenset(("fire", "wife-post", "carers", "carers-post"))
"""Typed without accents the harm itself (`cháy`, `ôm bụng`) or the word for the elders (`cụ`) is not recognised."""

PAIRS = (
    Pair(
        "lunch",
        "food-poisoning",
        S4,
        "36 học sinh nhập viện sau bữa trưa // "
        "Bữa ăn bán trú có món cá kho. Trung tâm Y tế cho biết 36 em bị đau bụng, nôn ói.",
        "36 công nhân nhập viện sau bữa trưa // "
        "Bữa ăn tại công ty may có món cá kho. Trung tâm Y tế cho biết 36 người bị đau bụng, nôn ói.",
    ),
    Pair(
        "wedding",
        "food-poisoning",
        S3,
        "Ăn tiệc liên hoan cuối năm, 14 học sinh lớp 5 đau bụng phải đi cấp cứu",
        "Ăn tiệc đám cưới ở Châu Hòa, 14 thực khách đau bụng phải đi cấp cứu",
    ),
    Pair(
        "snails",
        "food-poisoning",
        S3,
        "Ngộ độc sau bữa xế, 12 trẻ mầm non vào viện // Nhóm trẻ ở ấp Phú Nhơn mua chè về cho các cháu ăn.",
        "Ngộ độc ốc lạ, 12 ngư dân vào viện // Tàu cá neo ở cửa Đại, thuyền viên bắt ốc lạ về nướng ăn.",
    ),
    Pair(
        "canteen-post",
        "food-poisoning",
        S3,
        "trời ơi trường con tui 15 đứa ói quá trời chở đi viện rồi, ăn trúng cơm bán trú thiu đó",
        "trời ơi xưởng chồng tui 15 người ói quá trời chở đi viện rồi, ăn trúng cơm công ty thiu đó",
    ),
    Pair(
        "wife-post",
        "food-poisoning",
        S2,
        "Nãy cô gọi kêu rước bé, tới nơi thấy cả đám ôm bụng ngoài hành lang lớp lá, bé nhà em ói 2 lần",
        "Nãy tổ trưởng gọi kêu rước vợ, tới nơi thấy cả đám ôm bụng ngoài nhà xe công ty, vợ em ói 2 lần",
    ),
    Pair(
        "wall",
        "facility-disaster",
        S4,
        "Sập tường rào trường tiểu học, ba học sinh bị thương nặng // "
        "Bức tường đổ lúc tan học, đè lên các em đang chờ phụ huynh.",
        "Sập tường nhà kho, ba công nhân bị thương nặng // "
        "Bức tường cơ sở than gáo dừa đổ lúc tan ca, đè lên nhóm bốc hàng.",
    ),
    Pair(
        "ceiling",
        "facility-disaster",
        S4,
        "Trần lớp mẫu giáo rơi, hai cháu bị thương // Mảng vữa rơi trúng các cháu đang ngủ trưa tại lớp.",
        "Trần phòng bệnh rơi, hai người bị thương // Mảng vữa rơi trúng bệnh nhân đang nằm điều trị tại khoa nội.",
    ),
    Pair(
        "scaffold",
        "facility-disaster",
        S4,
        "Sập giàn giáo ở sân trường, hai học sinh bị thương nặng phải nhập viện",
        "Sập giàn giáo ở khu dân cư, hai thợ hồ bị thương nặng phải nhập viện",
    ),
    Pair(
        "workers-at-school",
        "facility-disaster",
        S4,
        "Sập mái dãy phòng học đang sửa, hai thợ hồ bị thương // Sự việc xảy ra trong trường học lúc giờ ra chơi.",
        "Sập mái nhà xưởng đang sửa, hai thợ hồ bị thương // Sự việc xảy ra ở cơ sở chế biến dừa lúc nghỉ trưa.",
    ),
    Pair(
        "fire",
        "facility-disaster",
        S4,
        "Cháy ký túc xá trường nội trú, tám học sinh mắc kẹt trên lầu, khói mù mịt",
        "Cháy dãy trọ gần khu công nghiệp, tám công nhân mắc kẹt trên lầu, khói mù mịt",
    ),
    Pair(
        "clams",
        "death-injury",
        S4,
        "Hai học sinh đuối nước ở bãi nghêu // "
        "Hai em rủ nhau ra bãi, nước lên nhanh. Người dân tìm thấy thi thể sau ba giờ.",
        "Hai vợ chồng đuối nước ở bãi nghêu // "
        "Hai người đi cào nghêu, nước lên nhanh. Người dân tìm thấy thi thể sau ba giờ.",
    ),
    Pair(
        "couple-with-children",
        "death-injury",
        S4,
        "Chìm xuồng, hai chị em học lớp 3 và lớp 6 tử vong // Ba mẹ các em đi làm xa.",
        "Chìm xuồng, đôi vợ chồng tử vong // Hai con của anh chị đang học lớp 3 và lớp 6 gửi bà ngoại.",
    ),
    Pair(
        "swimmer",
        "death-injury",
        S3,
        "Nam sinh lớp 9 đi tắm sông bị nước cuốn, đến chiều tìm thấy thi thể",
        "Người đàn ông đi tắm sông bị nước cuốn, đến chiều tìm thấy thi thể",
    ),
    Pair(
        "boat",
        "death-injury",
        S4,
        "Lật xuồng trên sông Hàm Luông, ba học sinh tử vong // Các em đi học về thì gặp sóng lớn.",
        "Lật xuồng trên sông Hàm Luông, ba nông dân tử vong // Họ đi cắt lúa về thì gặp sóng lớn.",
    ),
    Pair(
        "mixed",
        "death-injury",
        S3,
        "Xe tải lao vào lề, hai công nhân và một học sinh tử vong",
        "Xe tải lao vào lề, hai công nhân và một tài xế tử vong",
    ),
    Pair(
        "driver",
        "death-injury",
        S3,
        "Tài xế xe ben tông nữ sinh lớp 8 tử vong trên đường đi học",
        "Tài xế xe ben tông vào trụ điện, tử vong trên đường đi giao hàng",
    ),
    Pair(
        "elder-gate",
        "death-injury",
        S3,
        "Sáng nay xe tải tông chết một bé trai ngay trước cổng trường tiểu học",
        "Sáng nay xe tải tông chết một cụ ông bán vé số ngay ngã ba chợ",
    ),
    Pair(
        "old-neighbour",
        "death-injury",
        S3,
        "Đau lòng quá, con bé học lớp 7 cạnh nhà tui bị điện giật, đưa đi không kịp, mất rồi",
        "Đau lòng quá, chú thợ điện cạnh nhà tui bị điện giật, đưa đi không kịp, mất rồi",
    ),
    Pair(
        "grave",
        "death-injury",
        S3,
        "Té từ cây dừa trong sân trường, nam sinh chấn thương sọ não, đang thở máy",
        "Té từ cây dừa trong vườn, người đàn ông 47 tuổi chấn thương sọ não, đang thở máy",
    ),
    Pair(
        "two-clauses",
        "death-injury",
        S3,
        "Cây đổ trúng xe đưa rước, một học sinh nguy kịch, tài xế không sao",
        "Cây đổ trúng xe ba gác, một tiểu thương nguy kịch, tài xế không sao",
    ),
    Pair(
        "stab",
        "violence",
        S4,
        "Mâu thuẫn trên mạng, nam sinh lớp 10 bị bạn đâm trọng thương trong giờ ra chơi",
        "Mâu thuẫn trên bàn nhậu, nam công nhân bị bạn đâm trọng thương trong phòng trọ",
    ),
    Pair(
        "knife-market",
        "violence",
        S3,
        "Bị chém trước cổng trường, một giáo viên nhập viện // Cô giáo vừa tan lớp thì bị kẻ lạ xông tới.",
        "Bị chém ở chợ đêm, một tiểu thương nhập viện // Chị vừa dọn hàng thì bị kẻ lạ xông tới.",
    ),
    Pair(
        "knife-doer",
        "violence",
        S4,
        "Người đàn ông cầm dao chém bị thương ba học sinh trong sân trường",
        "Người đàn ông cầm dao chém bị thương ba tiểu thương trong nhà lồng chợ",
    ),
    Pair(
        "clip",
        "violence",
        S3,
        "Nữ sinh lớp 10 bị bạn đánh trong nhà vệ sinh, clip lan truyền khắp mạng xã hội",
        "Nữ sinh viên bị bạn đánh trong phòng trọ, clip lan truyền khắp mạng xã hội // "
        "Trường đại học đã mời các em lên làm việc.",
    ),
    Pair(
        "clip-market",
        "violence",
        S3,
        "Clip nữ sinh lớp 9 bị đánh hội đồng ở bờ kè lan truyền chóng mặt",
        "Clip nữ tiểu thương bị đánh hội đồng ở bờ kè lan truyền chóng mặt",
    ),
    Pair(
        "road-rage",
        "violence",
        S2,
        "Thầy giáo bị phụ huynh hành hung ngay trong lớp, phải đi khâu ba mũi",
        "Shipper bị khách hành hung ngay giữa đường, phải đi khâu ba mũi",
    ),
    Pair(
        "carers",
        "child-care-abuse",
        S3,
        "Tạm giữ hai bảo mẫu đánh trẻ // Camera ghi cảnh các cháu bị tát khi ăn chậm tại nhóm trẻ.",
        "Tạm giữ hai nhân viên đánh người già // Camera ghi cảnh các cụ bị tát khi ăn chậm tại viện dưỡng lão.",
    ),
    Pair(
        "carers-post",
        "child-care-abuse",
        S3,
        "Nhóm trẻ kia đánh mấy bé tím đùi, công an bắt luôn cô chủ nhóm trẻ rồi bà con",
        "Mái ấm kia đánh mấy cụ tím đùi, công an bắt luôn bà chủ rồi bà con",
    ),
    Pair(
        "owner",
        "teacher-conduct",
        S3,
        "Khởi tố hiệu trưởng lập khống hồ sơ mua thiết bị // Công an tỉnh vừa tống đạt quyết định khởi tố.",
        "Khởi tố chủ cơ sở nước đá không phép // Công an tỉnh vừa tống đạt quyết định khởi tố.",
    ),
    Pair(
        "accountant",
        "corruption-procurement",
        S3,
        "Bắt tạm giam kế toán trường THCS tham ô gần một tỷ của trường",
        "Bắt tạm giam kế toán công ty thủy sản tham ô gần một tỷ của khách",
    ),
    Pair(
        "abuse",
        "abuse-sexual",
        S3,
        "Bắt thầy giáo dâm ô nữ sinh lớp 6 // Gia đình bé gái đã trình báo công an.",
        "Bắt giám đốc công ty dâm ô nữ công nhân // Gia đình nạn nhân đã trình báo công an.",
    ),
    Pair(
        "abduction",
        "other",
        S4,
        "Bé gái lớp 2 bị bắt cóc khi chờ mẹ trước cổng trường // Camera ghi cảnh cháu bị lôi lên xe.",
        "Chủ vựa dừa bị bắt cóc khi chờ khách trước nhà // Camera ghi cảnh nạn nhân bị lôi lên xe.",
    ),
    Pair(
        "infected",
        "epidemic",
        S3,
        "Một trường tiểu học có 34 học sinh mắc thủy đậu // Trường Tiểu học Bàu Sậy cho các em nghỉ.",
        "Một công ty có 34 công nhân mắc thủy đậu // Xưởng may Bàu Sậy cho họ nghỉ.",
    ),
    Pair(
        "suicide",
        "death-injury",
        S3,
        "Nữ sinh lớp 11 nhảy lầu tự tử sau khi bị bạn bè tẩy chay",
        "Nữ công nhân nhảy lầu tự tử sau khi bị chồng đánh",
    ),
    Pair(
        "gas",
        "death-injury",
        S3,
        "Rò rỉ khí gas ở bếp bán trú, 11 học sinh ngạt khí phải cấp cứu",
        "Rò rỉ khí amoniac ở nhà máy đông lạnh, 11 công nhân ngạt khí phải cấp cứu",
    ),
    Pair(
        "bus",
        "death-injury",
        S3,
        "Xe đưa rước học sinh lật xuống mương, 17 em bị thương",
        "Xe khách lật xuống mương, 17 hành khách bị thương",
    ),
    Pair(
        "match",
        "death-injury",
        S3,
        "Đá banh sau giờ học ngoài bãi, thằng bé lớp 8 đập đầu vô trụ, nhập viện hôn mê",
        "Thảm sát 5-0, đội nhà chết không kịp ngáp, fan đau tim nhập viện hết trơn, học sinh cấp 2 đá còn hay hơn",
    ),
    Pair(
        "prices",
        "facility-disaster",
        S4,
        "Sập cổng trường, một học sinh chết, bà con khóc ròng",
        "Giá dừa sập không phanh, thương lái bỏ cọc, nông dân chết đứng, bà con khóc ròng",
    ),
    Pair(
        "singer",
        "death-injury",
        S3,
        "Em học sinh lớp 12 bị điện giật lúc tập văn nghệ trên sân khấu trường, nguy kịch",
        "Ca sĩ bị điện giật lúc diễn trên sân khấu hội chợ, nguy kịch",
    ),
    Pair(
        "students",
        "death-injury",
        S3,
        "Tai nạn trên quốc lộ 60, một học sinh THPT tử vong trên đường về nhà",
        "Tai nạn trên quốc lộ 60, một sinh viên cao đẳng tử vong trên đường về nhà",
    ),
)


def level(text: str, kind: str) -> Severity:
    title, _, body = text.rpartition(" // ")
    item = Item(
        id="x",
        kind=Kind.PRESS if title else Kind.SOCIAL,
        channel=Channel.PRESS_LOCAL if title else Channel.FACEBOOK_GROUP,
        title=title or None,
        text=body,
        published_at=parse_time("2025-03-10T08:00:00+07:00"),
    )
    facts = find_facts(item, normalise(item.full_text))
    said = decide_severity(facts, item=item, incident_types=(kind,), relevant=True, sentiment=Sentiment.NEGATIVE)
    return said.level


WITH_ACCENTS = [pytest.param(pair, id=pair.name) for pair in PAIRS]
BARE = [pytest.param(pair, id=pair.name) for pair in PAIRS if pair.name not in NOT_READ_BARE]


@pytest.mark.parametrize("pair", WITH_ACCENTS)
def test_harm_at_a_school_is_told(pair: Pair) -> None:
    assert level(pair.ours, pair.kind) >= pair.level


@pytest.mark.parametrize("pair", BARE)
def test_harm_at_a_school_is_told_without_accents(pair: Pair) -> None:
    assert level(fold(pair.ours), pair.kind) >= pair.level


@pytest.mark.parametrize("pair", WITH_ACCENTS)
def test_the_same_harm_to_others_is_not(pair: Pair) -> None:
    assert level(pair.theirs, pair.kind) < S2


@pytest.mark.parametrize("pair", BARE)
def test_the_same_harm_to_others_is_not_without_accents(pair: Pair) -> None:
    assert level(fold(pair.theirs), pair.kind) < S2
