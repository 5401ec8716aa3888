"""Who is named in a text: people and places of a school, children, people of other walks of life, by words for them.

A mention is a span with a role; it says nothing yet of who came to harm (`classifiers.facts.victims`). Named in passing
and therefore no mention: whom somebody is compared with (`như học sinh`), a school that something lies near, whose
child, house or dog it is (`con công nhân`, `chó của hàng xóm`), the pupil whose relative is meant (`bà ngoại của
em A,`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from classifiers.facts.persons import grown_ups, kin_of_pupils, named_pupils
from classifiers.reading.gating import folded
from classifiers.reading.phrases import PhraseHit, PhraseMatcher, Reading, spelling, typed_without_accents
from classifiers.reading.scanning import scan
from monitor.core.text import TextView


class Role(Enum):
    """What a mention is of."""

    SCHOOL = "school"
    """People and things that only a school has."""
    GROUND = "ground"
    """Inside a school."""
    CHILD = "child"
    STUDENT = "student"
    """Of a school, or of a university where one is spoken of."""
    YOUNG = "young"
    """Pupils, or anybody: the writer is `em`, the master of a craft `thầy`."""
    OTHER = "other"
    UNIVERSITY = "university"
    ELSEWHERE = "elsewhere"
    """A place that belongs to others: works, lodging house, stadium."""
    NOBODY = "nobody"
    """Words that hold one of the others and name no such person or place."""
    WARD = "ward"
    """A hospital's rooms, when something comes down there."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A role with the span of `view.text` that names it."""

    role: Role
    start: int
    end: int


_WORDS: Mapping[Role, str] = {
    Role.SCHOOL: """
học sinh/hs/học trò/thí sinh/sĩ tử/học viên/em học sinh/thiếu niên/bạn học/bạn cùng lớp/bạn cùng trường/con em/
trẻ mầm non/trẻ mẫu giáo/nhóm trẻ/nhà trẻ/giữ trẻ/trông trẻ/lớp mầm/lớp chồi/lớp lá/bán trú/phụ huynh/vô lớp/
vào lớp/học lớp/lớp con/lớp học thêm/trường con/lớp cháu/lớp em/lớp mình/trường em/trường mình/trường tui/lớp 1/
lớp 2/lớp 3/lớp 4/lớp 5/lớp 6/lớp 7/lớp 8/lớp 9/lớp 10/lớp 11/lớp 12/giáo viên/gv/cô giáo/thầy giáo/gvcn/
hiệu trưởng/hiệu phó/phó hiệu trưởng/nhà giáo/bảo mẫu/cô nuôi/cô nuôi dạy trẻ/cô chủ nhiệm/thầy chủ nhiệm/
chủ nhiệm lớp/giám thị/tổng phụ trách/bảo vệ trường/nhân viên trường/kế toán trường/cấp dưỡng/gia sư/dạy thêm/
thầy dạy/cô dạy/dạy lớp/dạy thể dục/dạy toán/dạy ngữ văn/dạy tiếng anh/dạy hóa/dạy lịch sử/dạy mỹ thuật/
dạy âm nhạc/dạy khối/tiểu học/thcs/thpt/mầm non/mẫu giáo/trung học/cấp 1/cấp 2/cấp 3/cấp một/cấp hai/cấp ba/
gdtx/trường chuyên/trường học/học đường/sở giáo dục/sở gd/sở gd đt/phòng giáo dục/phòng gd/ngành giáo dục/
giám đốc sở/trưởng phòng gd/xe đưa rước/xe đưa đón/xe đưa đón học sinh/cổng trường/ra chơi/trường này/
trường kia/trường nọ/trường tư/trường làng/trường xã/trường huyện/đề thi/coi thi/chấm thi/hội đồng thi/điểm thi/
phòng thi/khai giảng/bế giảng/ngoại khóa/trải nghiệm/học bạ/sách giáo khoa/thiết bị dạy học/dạy học/sư phạm/
điểm trường/dã ngoại/trại hè/khối 6/khối 7/khối 8/khối 9/khối 10/khối 11/khối 12/!c1/!c2/!c3/giờ thể dục/
tiết thể dục/hiệu bộ/tổ chuyên môn/đội tuyển học sinh giỏi/hsg
""",
    Role.GROUND: """
trường học/sân trường/trong trường/khuôn viên trường/phòng học/lớp học/giờ ra chơi/bếp trường/tường rào trường/
cổng trường đổ/cổng trường sập/xây trường/xây phòng học/sửa trường/sửa phòng học/căn tin trường/mái trường/
dãy phòng học/nhà vệ sinh trường/hồ bơi trường/giờ học/tiết học/nhà đa năng
""",
    Role.CHILD: """
hai chị em/hai anh em/ba chị em/ba anh em/trẻ em/bé gái/bé trai/cháu bé/em bé/cháu gái/cháu trai/cháu nội/
cháu ngoại/các cháu/các bé/các em/mấy cháu/mấy bé/mấy em/mấy đứa nhỏ/đứa nhỏ/đứa bé/đứa trẻ/đứa con/tụi nhỏ/
tụi nó/con nít/trẻ con/trẻ nhỏ/con gái/con trai/con nhỏ/thằng nhỏ/thằng bé/con bé/nhóc/thằng con/bé nhà/bé con/
con của/con tui/con tôi/con mình/con chị/con anh/con của tui/nhỏ bạn/em nhỏ/em ấy/em này/vị thành niên/
chưa đủ tuổi/cậu bé/cô bé/!bé/!cháu/!trẻ/!nhóc
""",
    Role.STUDENT: """
nam sinh/nữ sinh/!trường/ở trường/một trường/cùng trường/chung trường/cả trường/cả lớp/trong lớp/cùng lớp/
chung lớp/ký túc xá/ktx/thầy cô/cô thầy/học trực tuyến/nghỉ học/nhà trường/ban giám hiệu/bgh/tuyển sinh/nội trú/
ôn bài/học bài/đi học/tan học/tới trường/đến trường/giáo dục/gd đt/học kỳ/năm học
""",
    Role.YOUNG: """
em/!thầy/!cô/!trò/!đứa/mấy đứa/các bạn/bạn nữ/bạn nam/nhóm bạn/bạn mình/bạn em/!lớp
""",
    Role.OTHER: """
công nhân/nữ công nhân/nam công nhân/người lao động/ngư dân/ngư phủ/thuyền viên/thủy thủ/nông dân/thợ hồ/
thợ xây/thợ điện/thợ lặn/thợ hàn/thợ máy/tốp thợ/!thợ/phụ hồ/bốc vác/thương lái/tiểu thương/người bán/người mua/
vợ chồng/đôi vợ chồng/hai vợ chồng/cặp vợ chồng/người chồng/người vợ/vợ em/vợ tui/vợ tôi/vợ anh/chồng em/
chồng tui/chồng tôi/chồng chị/má tui/mẹ chồng/mẹ vợ/ba chồng/ba vợ/ông ngoại/bà ngoại/ông nội/bà nội/cụ ông/
cụ bà/!cụ/!các cụ/người già/ông lão/bà lão/người cao tuổi/người lớn tuổi/ông cụ/bà cụ/cao niên/người đàn ông/
người phụ nữ/sản phụ/thai phụ/trẻ sơ sinh/bé sơ sinh/thực khách/du khách/khách du lịch/hành khách/khách mời/
đám cưới/nhà trọ bên/tài xế/lái xe/shipper/xe ôm/hộ dân/chủ nợ/con nợ/chủ vườn/chủ ghe/chủ tàu/chủ quán/chủ trọ/
chủ tiệm/chủ cơ sở sản xuất/chủ doanh nghiệp/doanh nghiệp/giám đốc công ty/nhân viên công ty/nhân viên cây xăng/
nhân viên quán/nữ nhân viên/chủ một tiệm/chủ cửa hàng/chủ một cửa hàng/chủ một quán/tiệm photocopy/
chủ nhà trọ/chủ đại lý/chủ nhà xe/phó giám đốc/nhân viên ngân hàng/khách hàng/kế toán công ty/nhà thầu/
cha dượng/bố dượng/cha nuôi/mẹ kế/chủ tiệm vàng/giám đốc sở giao thông/giám đốc sở y tế/giám đốc sở xây dựng/
giám đốc sở tài nguyên/giám đốc sở nội vụ/giám đốc sở công thương/giám đốc sở nông nghiệp/giám đốc sở tài chính/
đoàn viên/mẹ già/cha già/bảo vệ công ty/bảo vệ dân phố/tổ trưởng chuyền/quản đốc/
điều dưỡng/hộ lý/nữ hộ sinh/cán bộ xã/dân quân/chiến sĩ/bộ đội/phạm nhân/nghi phạm/cầu thủ/cổ động viên/!fan/
fan bóng đá/cđv/hlv/thủ môn/tiền đạo/hậu vệ/trọng tài/tuyển thủ/đội khách/đội nhà/võ sĩ/vận động viên/vđv/ca sĩ/
diễn viên/nghệ sĩ/nhà đầu tư/chứng khoán/cổ phiếu/thị trường/giá dừa/giá heo/giá lúa/giá tôm/giá bưởi/giá vàng/
giá đất/sập giá/rớt giá/bạn trai/bạn gái/người tình/người yêu/nhân tình/giáo viên về hưu/giáo viên hưu trí/
giáo viên nghỉ hưu/giáo viên đã nghỉ hưu/thầy giáo về hưu/cô giáo về hưu/nhà giáo về hưu/hiệu trưởng về hưu
""",
    Role.UNIVERSITY: """
hiệu trưởng đại học/hiệu trưởng trường đại học/hiệu phó đại học/phó hiệu trưởng đại học/hiệu trưởng cao đẳng/
phó hiệu trưởng trường đại học/hiệu trưởng trường cao đẳng/hiệu trưởng một trường đại học/giáo viên đại học/
sinh viên/nữ sinh viên/nam sinh viên/tân sinh viên/!sv/giảng viên/trường đại học/trường đh/trường cao đẳng/
trường cđ/đại học/cao đẳng/!học viện/ký túc xá đại học/ktx đại học
""",
    Role.ELSEWHERE: """
công ty/nhà máy/xí nghiệp/phân xưởng/nhà xưởng/!xưởng/nhà kho/kho hàng/khu công nghiệp/cụm công nghiệp/
cơ sở sản xuất/cơ sở than/cơ sở nước đá/cơ sở chế biến/cơ sở thu mua/lò gạch/lò than/viện dưỡng lão/
nhà dưỡng lão/trung tâm dưỡng lão/mái ấm người già/chủ cơ sở/nhà trọ/phòng trọ/dãy trọ/khu trọ/quán nhậu/
quán karaoke/ngân hàng/phòng giao dịch/hợp tác xã/
nhà hàng/khách sạn/sân vận động/bãi nghêu/tàu cá/ghe cào/chợ đêm/nhà lồng chợ/vựa/nhà tang lễ/
cây xăng
""",
    Role.NOBODY: """
hiện trường/môi trường/!công trường/nông trường/lâm trường/ngư trường/chiến trường/quảng trường/phim trường/
thương trường/hậu trường/đấu trường/vũ trường/trường hợp/trường quay/trường kỳ/trường tồn/trường phái/giới trẻ/
bạn trẻ/người trẻ/tuổi trẻ/sức trẻ/vợ trẻ/chồng trẻ/bố trẻ/mẹ trẻ/trẻ tuổi/trẻ trung/trẻ hóa/nhỏ bé/bé tí/bé xíu/
bé nhỏ/người em/anh em/chị em/tầng lớp/từng lớp/lớp võ/lớp yoga/vào đại học/thi đại học/đậu đại học/đỗ đại học/
bằng đại học/xét tuyển đại học/tuyển sinh đại học/trình độ đại học/tốt nghiệp đại học/lên đại học/điểm chuẩn đại học/
học bổng đại học/vào cao đẳng/bằng cao đẳng/đậu cao đẳng
""",
}


def _table(words: Mapping[Role, str]) -> Mapping[str, Sequence[str]]:
    return {
        role.value: tuple(word for word in text.replace("\n", "").split("/") if word) for role, text in words.items()
    }


_MATCHER = PhraseMatcher(_table(_WORDS))
_BEFORE_CHARS, _AFTER_CHARS = 24, 40
_COMPARED = folded(r"(?<!\w)(?:nhu|thua|kem|bang|hon|tuong|giong|y nhu) (?:may |dam |tui |may dua |mot |thang )?$")
_BETTER = folded(r" ?(?:\w+ ){0,4}(?:con|cung) (?:\w+ ){0,2}hon(?!\w)")
"""`học sinh cấp hai đá còn hay hơn`."""
_NEAR = spelling(
    r"(?<!\w)(?:gần|cạnh|kế|sát|đối diện|cách|kế bên|bên cạnh|gần bên|phía sau|sau lưng)(?: \w+)? $",
    r"(?<!\w)(?:gan|doi dien|ke ben|ben canh|gan ben|phia sau|sau lung)(?: \w+)? $",
)
_WHOSE = folded(
    r"(?<!\w)(?:(?<!thi the )(?<!cai chet )(?<!suc khoe )(?<!tinh mang )cua|con|con em|con cua|nha|vo|chong)"
    r"(?: \w+)? $"
)
"""Before a word for people: it only tells whose child, dog or wife."""
_BY = folded(r"(?<!\w)(?:bi|do|boi|theo|nho|duoc|gap|goi)(?: (?:hai|ba|nhom|mot|may|dam|ten))? $")
"""Before a word for people: who did, told or helped."""
_AGE = folded(
    r"(?<!\w)(?:[1-9]|1[0-7]) (?:tuoi|thang tuoi)(?!\w)|"
    r"(?<!\w)(?:\d+|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi) (?:em|chau|be|dua)(?! ruot| trai| gai)(?!\w)"
)
"""A child by age or, as the press counts them, by number."""
_WARD = folded(
    r"(?<!\w)(?:tran|mai|tuong|vua|la phong|sap|chay|thang may)(?: \w+){0,6} "
    r"(?:phong benh|buong benh|khoa|benh vien)(?!\w)"
)
"""What comes down in a hospital; the hospital alone is where everybody is taken."""
OF_SCHOOL = frozenset((Role.SCHOOL, Role.CHILD, Role.GROUND, Role.STUDENT, Role.YOUNG))
"""What pupils, their teachers and their school are called, if only by age."""
OF_OTHERS = frozenset((Role.OTHER, Role.UNIVERSITY, Role.ELSEWHERE))


def find_mentions(view: TextView, reading: Reading) -> tuple[Mention, ...]:
    """Find who is named, in the order of the text; `reading` is that of `view`."""
    kin = [Mention(Role.OTHER, start, end) for start, end in kin_of_pupils(view)]
    named = [
        each
        for each in _mentions(view, reading)
        if not any(relative.start <= each.start and each.end <= relative.end for relative in kin)
    ]
    return tuple(sorted((*named, *kin), key=lambda mention: (mention.start, mention.end)))


def _mentions(view: TextView, reading: Reading) -> Iterator[Mention]:
    accentless = typed_without_accents(view)
    near = _NEAR.of(accentless=accentless).pattern
    for hit in _outermost(_MATCHER.find_in(reading, accentless=accentless)):
        mention = Mention(Role(hit.label), hit.start, hit.end)
        if not (_is_in_passing(mention, view.folded) or _lies_near(mention, view, near)):
            yield mention
    for role, spans in ((Role.SCHOOL, named_pupils(view)), (Role.OTHER, grown_ups(view))):
        for start, end in spans:
            yield Mention(role, start, end)
    for role, sign in ((Role.CHILD, _AGE), (Role.WARD, _WARD)):
        for match in scan(view.text).finditer(sign):
            yield Mention(role, *match.span())


def _outermost(hits: Sequence[PhraseHit]) -> Iterator[PhraseHit]:
    """Leave out what lies inside a longer group of words: `em` in `vợ em`, `trường` in `hiện trường`."""
    reached = 0
    for hit in sorted(hits, key=lambda each: (each.start, -each.end)):
        if hit.end > reached:
            yield hit
        reached = max(reached, hit.end)


def _is_in_passing(mention: Mention, text: str) -> bool:
    before = max(0, mention.start - _BEFORE_CHARS)
    if mention.role is Role.OTHER:
        return any(sign.pattern.search(text, before, mention.start) for sign in (_WHOSE, _BY))
    if mention.role not in OF_SCHOOL:
        return False
    better = _BETTER.pattern.match(text, mention.end, mention.end + _AFTER_CHARS)
    return better is not None or _COMPARED.pattern.search(text, before, mention.start) is not None


def _lies_near(mention: Mention, view: TextView, near: re.Pattern[str]) -> bool:
    """Whether a school only tells where something else is."""
    return mention.role in OF_SCHOOL and bool(
        near.search(view.lower, max(0, mention.start - _BEFORE_CHARS), mention.start)
    )
