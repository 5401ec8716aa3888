"""Words of death that tell of nobody's death: an old age that ended, a thing that was lost, a wish, an exaggeration.

`Xe sách không qua được chốt`, `sóng điện thoại đã mất`, `thì mất ba buổi`, `muốn chết vì xấu hổ`: who is said to have
died is a thing, or what was lost is told right after. Asked of a folded text and of the span `[start, end)` of the
words of death in it.
"""

from __future__ import annotations

import re

_REACH_CHARS = 70
_NEAR_CHARS = 300
"""How far before the death an age may be named; about three sentences of a post."""
_NAME_CHARS = 12
_OF_OLD_AGE = re.compile(
    r"^[^.;!?\n]{0,12}?(?<!\w)(?:(?:huong tho|o tuoi|tho)\s+)?(?:6[3-9]|[7-9]\d|1[01]\d)\s*(?:tuoi|t)(?!\w)|"
    r"^[^.;!?\n]{0,30}?(?<!\w)(?:tuoi gia|gia yeu|tuoi cao|huong tho)(?!\w)"
)
"""After a word of death: an old teacher or neighbour died, whom no school has to answer for."""
_ELDER = re.compile(
    r"(?<!\w)(?:6[3-9]|[7-9]\d|(?:sau|bay|tam|chin) muoi(?: (?:mot|hai|ba|bon|tu|lam|nam|sau|bay|tam|chin))?)"
    r" tuoi(?!\w)"
)
_HE_OR_SHE = re.compile(r"(?<!\w)(?:ong|ba|cu)(?: (?:cung|deu|cu|lao))? $")
"""Just before a word of death: who died is of the age named before, no pupil and no longer a teacher."""
_ANOTHER_PERSON = re.compile(r"(?<!\w)(?:ong|ba|cu|nguoi|va|con|em|chau|hoc sinh|hs)(?!\w)")
_NEARLY = re.compile(r"(?<!\w)(?:thoat|suyt|xem|mem|xuyt) $")
"""Just before a word of death: it was escaped."""
_WISHED = re.compile(r"(?<!\w)(?:tuong|ngo|so|sap|nhu|nhu sap|gan) $")
_OF_SHAME = re.compile(r" (?:vi|do) (?:xau ho|mac co|nguong|que|cuoi|met|nong)(?!\w)")
"""After `muốn chết`: a figure of speech; without such a reason the wish may be meant."""
_EXAGGERATED = frozenset(("chet", "tat tho"))
"""Words of death that are wished, feared, thought or said of a bother; before others `muộn` is typed like `muốn`."""

_THING = (
    r"(?:xe|tau|ghe|hang|banh|keo|sach|vo|tap|may|den|quat|loa|dien|nuoc|song|mang|wifi|tien|quy|kinh phi|du an|"
    r"ho so|don|phieu|de tai|luan van|ke hoach|hop dong|phan mem|ung dung|du lieu|tep|file|tai khoan|web|"
    r"app|cay|vuon|lua|hat giong|tom|ga|vit|heo|trau|nha|quan|tiem|cua hang|truyen thong|doi bong|doi tuyen)"
)
_PERSON = re.compile(
    r"(?<!\w)(?:em|be|chau|con|dua|tre|nguoi|ban|nhom|hoc sinh|hs|hoc tro|nam sinh|nu sinh|thay|co giao|co|giao vien|"
    r"gv|ong|ba|anh|chi|chu|bac|di|cu|thang|nhoc|nan nhan|thi sinh|no|tai xe|bao ve|hieu truong|phu huynh)(?!\w)"
)
_COUNTED = (
    r"(?:(?:nhung|cac|may|vai|moi|mot|hai|ba|bon|nam|ca|\d{1,6}|cai|chiec|con|chuyen|bo|so|cuc|cay|thung|bao) ){0,3}"
)
_OF_A_THING = re.compile(rf"\W{{0,3}}(?:(?:nhung|va|roi|thi|ma|nen|vay ma) )?{_COUNTED}{_THING}(?!\w)")
"""How the clause of the death begins: a thing is its subject."""
_CLAUSE_END = re.compile(r"[,;:.!?\n()–—]")
_STRUCK = re.compile(r"(?<!\w)(?:tong|dam|can|hut|huc|giat|cuon|de|lat|sap|roi|do|lao)(?!\w)")
"""In that clause: what the thing did to somebody (`xe tông không qua khỏi`)."""
_MAY_BE_OF_THINGS = re.compile(
    r"(?:qua (?:duoc|noi|khoi)|cuu (?:khong )?(?:duoc|noi)|(?:da|deu|thi) mat|mat (?:roi|r))$"
)
_PASSES = re.compile(r"qua (?:duoc|noi)$")
_WHAT_IS_PASSED = re.compile(
    r" (?:(?:\d+|mot|hai|ba|may|vai|noi|ca|cai|cua|cay|con|vong|bai|chiec|ky|mon|cuoc|tram) ){0,3}"
    r"(?:phut|gio|ngay|tuan|thang|buoi|chot|cau|cong|cua|duong|deo|song|suoi|pha|ham|rao|tram|vong|bai|mon|ky|"
    r"diem|thi|kiem|test|mat|tay|ai|doi thu|doi|san|cam do|noi so|nguong|muc|de|cau hoi|truong|lop|cap|vach|"
    r"kiem duyet|tham dinh|xet|bao nhieu)(?!\w)"
)
_CARRIERS = ("cuon", "cuon troi")
_LOST = re.compile(r"(?:da|deu|thi) mat$")
_WHAT_IS_LOST = re.compile(
    r" (?:(?:luon|han|sach|toi|them|gan|hon|khoang|den|ca|nguyen|nua|may|vai|\d[\d.,]*|mot|hai|ba|bon|nam|sau|bay|"
    r"tam|chin|muoi|chuc|tram|bao nhieu|nhieu|cai|chiec|cuon|to) ){0,4}"
    r"(?:tien|trieu|dong|nghin|ngan|ty|k|phut|gio|tieng|ngay|tuan|thang|buoi|tiet|diem|suat|cho|cong|thoi gian|dien|"
    r"nuoc|song|mang|wifi|ngu|viec|long|niem tin|hung|kiem soat|lien lac|quyen|dau|trat tu|vui|hay|can bang|goc|"
    r"duong|uy tin|cap|trom|xe|do|tap|vi|dien thoai|ve|tu do|co hoi|y nghia|tac dung|gia|chat|net|"
    r"danh hieu|giai|ban quyen|chu ky|giay to|ho so|sach|nam hoc|tuoi tho)(?!\w)"
)
_CARRIED = re.compile(
    r"(?: (?:troi|mat|di|phang|het|sach|bay)){0,3}"
    r"(?: (?:ca|mot|hai|ba|may|nhieu|\d+|cay|chiec|cai|toan bo|mo|nhip|doan|khu)){0,3} "
    r"(?:cau|nha|xe|lop|phong|truong|diem truong|sach|vo|ban ghe|tai san|duong|hoa mau|lua|ruong|do dac|cong|dap|de|"
    r"bep|kho|hang rao|mai|thiet bi|do dung|lang|ban lang|ghe|thuyen|be nuoi|gia suc)(?!\w)"
)
"""After a word for the flood that carries away: what it took is a thing."""


def carries_things(folded: str, end: int) -> bool:
    """Whether the water told of before `end` took a bridge, a house or books, and no person."""
    return folded.endswith(_CARRIERS, 0, end) and _CARRIED.match(folded, end) is not None


def is_nobodys_death(folded: str, start: int, end: int) -> bool:
    """Whether no pupil or teacher died: somebody of old age, a thing, or nobody at all."""
    told, before = folded[start:end], max(0, start - _NAME_CHARS)
    nearly = _NEARLY.search(folded, before, start) or (
        told in _EXAGGERATED and (_WISHED.search(folded, before, start) or _OF_SHAME.match(folded, end))
    )
    if nearly or is_of_old_age(folded, start, end):
        return True
    passed = _PASSES.search(told) and _WHAT_IS_PASSED.match(folded, end)
    lost = _LOST.search(told) and _WHAT_IS_LOST.match(folded, end)
    return bool(passed or lost) or (bool(_MAY_BE_OF_THINGS.search(told)) and _is_of_a_thing(folded, start))


def is_of_old_age(folded: str, start: int, end: int) -> bool:
    """Whether who died was old, by the age told after the death or before the `ông` or `bà` it is told of."""
    named = _HE_OR_SHE.search(folded, max(0, start - _NAME_CHARS), start)
    if named and _ELDER.search(folded, max(0, start - _NEAR_CHARS), start):
        return True
    of_age = _OF_OLD_AGE.search(folded[end : end + _REACH_CHARS])
    return of_age is not None and not _ANOTHER_PERSON.search(of_age.group())


def _is_of_a_thing(folded: str, start: int) -> bool:
    """Whether the clause of the death is told of a thing and names nobody."""
    before = folded[max(0, start - _REACH_CHARS) : start]
    ends = [match.end() for match in _CLAUSE_END.finditer(before)]
    clause = before[ends[-1] :] if ends else before
    whole = bool(ends) or start <= _REACH_CHARS
    return whole and bool(_OF_A_THING.match(clause)) and not (_PERSON.search(clause) or _STRUCK.search(clause))
