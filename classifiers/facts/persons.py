"""Who somebody is, by how the press names people: a pupil by `em` and initials, a grown-up by title and age.

The table of expressions knows people by words for them; these carry none (`em Đ.H.K. trượt ngã`, `ông P.G.H., sáu mươi
bốn tuổi, chìm giữa dòng`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifiers.reading.gating import folded, written
from classifiers.reading.scanning import scan
from monitor.core.text import TextView

_CAPITAL = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x1EFA) if chr(code).isupper())
_NAMED_EM = written(
    rf"(?<!\w)(?<!anh )(?<!chị )(?:em|Em) (?!Trường |Trung |Tiểu |Mầm |Mẫu |TH)"
    rf"(?:(?:[{_CAPITAL}]\.){{1,4}}|(?:[{_CAPITAL}]\w*[ ,]){{2,4}})"
    r"(?![^.;\n]{0,20}(?:[2-9]\d) tuổi)"
)
"""`em Đ.H.K.`, `em Trần Văn Út`: so the press names pupils; of whom the age is told, only those below twenty."""
_CLASS_NAME = folded(r"(?<!\w)(?:[6-9]|1[0-2]) ?[a-e]\d{1,2}(?!\w)")
"""`nhỏ T 12a4`: a pupil, told by the class."""
_COUNTED_EM = written(
    r"(?<!\w)(?:\d{1,3}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) em(?!\w)"
    r"(?! (?:tôi|tui|trai|gái|ruột|họ|dâu|rể|chồng|vợ|út|của|kết nghĩa))"
)
"""`bốn em đã tìm thấy`: so the press counts pupils."""
_OWN_CHILD = folded(r"(?<!\w)con (?:toi|tui|minh)(?!\w)")
_TENS = r"(?:hai|ba|bon|nam|sau|bay|tam|chin) muoi(?: (?!tuoi)\w+)?"
_GROWN_UP = folded(
    r"(?<!\w)(?:(?:ong|ba|anh|chi|chu|di|bac|cu)(?: \w|[^\w\n]\w| ?\()[^;!?\n]{0,40}?|(?:phu nu|dan ong|thanh nien) )"
    rf"(?<!\w)(?:[2-9]\d|{_TENS}) tuoi(?!\w)(?!\W{{0,3}}(?:la |von |dang |\w+ )?(?:giao vien|hieu truong|"
    r"hieu pho|day|bao mau|bao ve|nhan vien|ke toan|thu quy|cap duong))"
)
"""Folded: `ông P.G.H., 64 tuổi`; one who works at a school is a person of the school and not meant."""

_BY_WORK = folded(
    r"(?<!\w)nguoi (?:(?:lam|cao|cuoc|hai|boc|be|dao|gat|cay|vac) (?:thue|muon|co|vuon|ruong|muoi|ngheu|dua|cat|lua)|"
    r"(?:bat|cao|mo|nuoi) (?:ca|tom|cua|oc|ngheu|so)|(?:cau|luoi|lan|danh) (?:ca|bien|oc|tom)|tha luoi|"
    r"di (?:bien|rung|duong)|"
    r"chan (?:bo|trau|vit|de)|ban (?:ve so|hang rong|rong|dao)|nhat ve chai|trong (?:rung|rau|mia))(?!\w)"
)
"""Folded: `người cào nghêu`, `người bán vé số`: grown-ups, told by their work."""


_RELATIVE = (
    r"(?:(?:ông|bà|cha|ba|mẹ|má|bố) (?:nội|ngoại|ruột|nuôi|kế|cố)|(?:ong|ba) (?:noi|ngoai)|cha|mẹ|bố|me|chồng|vợ|chú|"
    r"bác|dì|cậu|mợ|thím|anh rể|chị dâu|người thân|người nhà|thân nhân|nguoi than|nguoi nha|hàng xóm)"
)
_ONE_AT_SCHOOL = (
    r"(?:học sinh|hs|học trò|nam sinh|nữ sinh|hoc sinh|nu sinh|em|cháu|bé|cô giáo|thầy giáo|giáo viên|giao vien)"
)
_NAME_WORD = (
    r"(?i:lớp|lop|trường|truong|tiểu học|tieu hoc|mầm non|mẫu giáo|ở|tại|xã|huyện|năm|tuổi)|\d\w*|"
    rf"[{_CAPITAL}][\w.]*"
)
_OF_ONE = rf"(?: (?:của|cua))?(?: (?:một|hai|ba|các|mot|cac))? {_ONE_AT_SCHOOL}"
_KIN_BEGINS = written(rf"(?<!\w){_RELATIVE}{_OF_ONE}")
"""How each of the next begins, in small letters: several times quicker to look for."""
_KIN = re.compile(
    rf"(?<!\w)(?i:{_RELATIVE}){_OF_ONE}"
    rf"(?: (?:{_NAME_WORD})){{0,14}}(?= ?[,;:()])(?! ?[,;:] (?:[^,.\n]{{0,30}},? )?(?i:cho biết|cho hay|kể|nói|"
    r"trình báo|phản ánh|tố|thấy|phát hiện|kêu|gọi)(?!\w))"
)
"""`bà ngoại của một học sinh lớp 4 Trường …,`: who is meant is the relative; `mẹ của em bị đánh,` goes on to the
pupil, and who tells or reports is nobody who came to harm."""


def kin_of_pupils(view: TextView) -> Iterator[tuple[int, int]]:
    """Spans of `view.text` that tell of somebody by the pupil or teacher whose relative they are."""
    reached = 0
    for begun in scan(view.text).finditer_in(view.lower, _KIN_BEGINS):
        kin = _KIN.match(view.text, begun.start()) if begun.start() >= reached else None
        if kin is not None:
            reached = kin.end()
            yield kin.span()


def named_pupils(view: TextView) -> Iterator[tuple[int, int]]:
    """Spans of `view.text` that name or count pupils as the press does, or tell of the child of the writer."""
    for expression in (_NAMED_EM, _CLASS_NAME, _COUNTED_EM, _OWN_CHILD):
        for match in scan(view.text).finditer(expression):
            yield match.span()


def grown_ups(view: TextView) -> Iterator[tuple[int, int]]:
    """Spans of `view.text` that name somebody of twenty years or more who has nothing to do with a school."""
    for expression in (_GROWN_UP, _BY_WORK):
        for match in scan(view.text).finditer(expression):
            yield match.span()
