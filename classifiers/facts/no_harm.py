"""Words of harm that tell of none: laughter, tears, shots at a goal, toys, wards, what an illness needs.

Asked of a chain of phrases in a folded text (`classifiers.facts.place`).
"""

from __future__ import annotations

import re

from classifiers.facts.place import Place

_SWOLLEN_EYES = re.compile(r"(?<!\w)mat(?: \w+){0,2} sung|sung(?: \w+){0,2} mat(?!\w)")
_EYE_CHARS = 12
_WEPT = re.compile(
    r"(?<!\w)(?:khoc|dam (?:tang|ma|ban|cua)|tang le|vieng|nhang|tien dua|chia tay|chia buon|tiec thuong|"
    r"be giang)(?!\w)"
)
_FIRES = re.compile(r"(?<!\w)(?:ban|no sung|na sung|khai hoa|xa sung)(?!\w)")
_IN_A_MATCH = re.compile(
    r"(?<!\w)(?:thu mon|ghi (?:\d+ |hai |ba |mot )?ban(?! hoc)|ty so|chung ket|ban ket|khung thanh|chan sut|cu sut|"
    r"sut phat|phat den|cot doc|xa ngang|bang doi truong|giai bong|tran bong|vua pha luoi|hat trick)(?!\w)"
)
_SHED_BLOOD = re.compile(
    r"(?<!\w)(?:bi thuong|trung dan|dau dan|tu vong|mau|cap cuu|benh vien|cong an|hung khi|tu che)(?!\w)"
)
"""Folded: shots at a goal, and that they were none."""
_OF_DEGREE = re.compile(
    r"(?<!\w)(?:(?:cuoi|mung|vui|thuong|cung|me|dep|re|mac|thich|ghien)(?: (?:muon|den|toi|te|ma|suyt))? xiu|"
    r"(?<!dam )(?<!tiec )(?<!an )cuoi (?:(?:muon|den|toi|bo|lan|te|ma) ){0,2}(?:dau bung|ngat|sac)(?!\w)|"
    r"met xiu (?:luon )?ma (?:vui|cuoi|ham|thuong|me))"
)
"""Folded: `cười xỉu`, `mệt xỉu mà cười`: as far as one can go, and nobody fainted."""
_TOY = re.compile(
    r"(?<!\w)(?:dao|kiem|guom|sung|bua|giao|cung|riu|luu dan|bom)(?: gam| moc)?(?: bang)? (?:nhua|go|bia|xop|do choi|"
    r"nuoc|ban (?:thach|nuoc|bong bong|keo)|banh kem|dat nan|cao su|hoa trang)(?!\w)"
)
_HURT_BY_IT = re.compile(
    r"(?<!\w)(?:thuong|mau|vien|cap cuu|khau|rach|mu|trung mat|tu che|cong an|hung khi|dam|chem)(?!\w)"
)
"""Folded: a weapon of wood, of plastic or to squirt with, and that it hurt somebody all the same."""
_WARD = re.compile(
    r"(?<!\w)(?:mo|xay|lap|thanh lap|khanh thanh|trang bi|tang|nang cap|bo sung|tham|lam (?:viec )?(?:o|tai)|cong tac|"
    r"truc|thuc tap|bac si|dieu duong|y ta|nhan vien)(?: \w+){0,3}? (?:khoa |phong |giuong )?$"
)
"""Just before a word for intensive care, folded: a place people build, equip, visit or work in."""
_OPERATED_ON = re.compile(
    r"(?<!\w)(?:ruot thua|sinh mo|mo bat con|bang huyet|u nang|khoi u|ung thu|tim bam sinh|soi (?:than|mat)|thoat vi|"
    r"amidan)(?!\w)"
)
_ACCIDENT = re.compile(
    r"(?<!\w)(?:bi (?:danh|dam|chem|tong|te|nga|dien giat|bong|do|de|dap|xe|ban)|te (?:lau|xe|nga|tu|xuong)|"
    r"roi (?:tu|xuong)|nga (?:tu|xuong|xe|lau)|tong (?:trung|vao|vo)|tai nan|chan thuong)(?!\w)"
)
"""Folded: what an illness is operated for, and that it was no illness."""
_INTENSIVE = re.compile(r"hoi suc|phau thuat|mo cap cuu|phai mo|tho may|cap cuu")


def is_of_degree(place: Place) -> bool:
    """The only sign of illness is a word of degree."""
    degrees = [match.span() for match in _OF_DEGREE.finditer(place.folded)]
    return any(left <= hit.start < right for hit in place.chain for left, right in degrees)


def is_of_weeping(place: Place) -> bool:
    """Eyes that are swollen where people mourn or take leave; a blow or a disease is told in other words."""
    swollen = _SWOLLEN_EYES.search(place.folded, max(0, place.start - _EYE_CHARS), place.end + _EYE_CHARS)
    return bool(swollen and _WEPT.search(place.folded, *place.around))


def is_shot_at_a_goal(place: Place) -> bool:
    """`nổ súng` of a scorer: the text tells a match, and nobody bled."""
    if not _FIRES.search(place.folded, max(0, place.start - len("no ")), place.end):
        return False
    return bool(_IN_A_MATCH.search(place.folded)) and not _SHED_BLOOD.search(place.folded)


def is_a_toy(place: Place) -> bool:
    """A sword of wood or a water pistol, and nobody bled."""
    return bool(_TOY.search(place.folded, *place.sentence)) and not _HURT_BY_IT.search(place.folded, *place.around)


def is_of_illness(place: Place) -> bool:
    """Care that an illness needs, or a ward as a place: nobody came to harm."""
    if not _INTENSIVE.search(place.folded, place.start, place.end):
        return False
    ward = _WARD.search(place.folded, place.sentence[0], place.start)
    ill = _OPERATED_ON.search(place.folded, *place.sentence)
    return bool(ward or ill) and not _ACCIDENT.search(place.folded, *place.sentence)
