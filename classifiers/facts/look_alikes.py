"""Words that fit an expression of `classifiers.facts.patterns` and tell of another thing all the same.

`Bắt giữ nhóm trộm, hiệu trưởng cảm ơn` is no arrest of the school's people, `Sở cho học sinh nghỉ học` no boycott,
`đưa đến bệnh viện nhận quà` makes no patients, and who steps into a hole (`sụp hố`) no collapse.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from classifiers.facts.no_deaths import carries_things, is_nobodys_death, is_of_old_age
from classifiers.facts.no_harm import is_a_toy, is_of_degree, is_of_illness, is_of_weeping, is_shot_at_a_goal
from classifiers.facts.place import Place
from classifiers.reading.phrases import PhraseHit

_REACH_CHARS = 70
_BY_PARENTS = re.compile(
    r"(?<!\w)(?:phu huynh|ph|cha me|ba me|bo me|ba ma|ba con|nguoi dan|dan|gia dinh|nhieu nha|tui|toi|minh|"
    r"hang xom)(?!\w)"
)
_CHILD_OF_ONES_OWN = re.compile(r"(?<!\w)con(?!\w)")
_VISITS = re.compile(
    r"^[^,.;:!?\n]{0,25}?(?<!\w)(?:nhan (?:qua|thuong|hoc bong|ho tro|sach|xe|bang khen|giai|ao)|tham(?! kham)|"
    r"tham quan|tang|trao|trai nghiem|hien mau|hat|bieu dien|giao luu|tinh nguyen|phat (?:chao|qua|com)|"
    r"kham (?:suc khoe|dinh ky|rang|mat)|tiem|chich ngua|cat toc|goi banh|thuc (?:tap|hanh)|lam tu thien)(?!\w)"
)
"""After `đưa đến bệnh viện`, folded: they went to receive or give something, or for a check-up."""
_STAYS = re.compile(r"nhap vien|cap cuu|nam|dieu tri|hoi suc|tho may|truyen nuoc")
_OTHERS_TAKEN = re.compile(
    r"(?<!\w)(?:nhom|doi tuong|ke|trom|cuop|thanh nien|bang|tai xe|phu huynh|con nghien)(?!\w)"
    r"(?!.*(?<!\w)(?:la|nguyen|cuu)\s*$)"
)
"""Between `bắt` and a teacher's title, folded: it is others who are taken, unless `… là giáo viên` follows."""
_MADE_TO_DO = re.compile(
    r"bat (?:nat|coc|quy|phai|buoc|hoc|nop|dong|dung|viet|chep|mac|mua|loi|ep|chay|xin|doc|lam|uong|an|ngoi|thut|"
    r"liem)(?!\w)"
)
"""After `bị bắt`, folded: bullied, abducted, made to kneel or to pay; not arrested."""
_FOR_FUN = re.compile(
    r"(?<!\w)(?:thach|thach do|thi|ru nhau|ru|tap|giai|noi dung|mon|van dong vien|vdv|tro|choi)(?: \w+){0,3} nhay cau|"
    r"nhay cau(?: \w+){0,4} (?:tam|choi|boi|thi|bieu dien|cau view|an mung|vong mot|tre toan quoc|nghe thuat)(?!\w)"
)
"""Folded: a dare, a bath or a sport, not the end of a life."""
_IN_PLAY = re.compile(
    r"(?<!\w)(?:cuoi (?:he he|hehe|hi hi|khoai chi|toe toet)|so choi|gia bo|gia chet|gion choi|dua)(?!\w)"
)
_IN_DESPAIR = re.compile(
    r"(?<!\w)(?:tu tu|tu van|tuyet menh|vinh biet|tram cam|nghi quan|quan tri|chan song|la thu)(?!\w)"
)
_TO_KEEP = re.compile(
    r"(?<!\w)(?:xin|de nghi|mong|muon)(?: duoc| cho)? (?:giu (?:lai )?(?:co|thay|ba|ong|hieu truong|giao vien|nguoi)|"
    r"(?:co|thay|ba|ong|hieu truong)(?: \w+){0,3} o lai)(?!\w)"
)
"""Folded: a petition for somebody, not against."""
_RULE_OF_EXAMS = re.compile(
    r"(?<!\w)(?:(?:qua|hon|tren) \d+ phut|quy (?:che|dinh)|vi pham|neu|khong mang|mang dien thoai|phai co mat)(?!\w)"
)
"""Folded: who would not be let in, not who was not."""
_BULLIED = re.compile(r"bat (?:nat|coc)(?!\w)")
_STEPS_INTO = re.compile(r"sup (?:ho|chan|o ga|muong|cong|bun|xuong (?:ho|muong|ao|song|cong))(?!\w)")
"""A person, not a building."""
_ANOTHER_SENTENCE = re.compile(r"(?<!\w)(?:ma|nhung|trong khi)(?!\w)")
"""Between the blow and a teacher, folded: `đánh bạn túi bụi mà thầy cô không hay`."""
_ILL_AT_HOME = re.compile(r"[^.;!?\n]{0,25}(?<!\w)(?:do|vi) (?:bi )?(?:sot|benh|om|dau)(?!\w)")
"""After a word of absence, folded: at home with a fever, against nobody."""
_WEATHER = re.compile(
    r"(?<!\w)nghi(?: hoc)?(?: \w+){0,4} (?:tranh|vi|do|phong|chay) (?:\w+ )?"
    r"(?:bao|lu|ngap|mua|trieu|ap thap|giong|loc)(?!\w)"
)
"""Folded: wind and water keep everybody at home."""
_FORGED_OR_REFUSED = re.compile(r"(?<!\w)(?:gia|lat tay|bia|don|hoi nao dau|gi dau|dau co|phan doi|khong dong y)(?!\w)")
_MIDDLE_NAME = re.compile(r"(?<!\w)(?:chu|ten) $")
"""Before `lót`, folded: a middle name, and nothing leaks (`chữ lót để …` is typed like `lọt đề`)."""
_UNDER_REPAIR = re.compile(r"(?<!\w)(?:sua(?! duoc)|sua chua|nang cap|cai tao|xay lai|tu sua)(?: \w+){0,5} $")
"""Before `xuống cấp`, folded: what is being repaired; `chưa sửa` is none."""
_NOT_REPAIRED = re.compile(r"(?<!\w)(?:chua|khong|cho|hen|hua|xin|de nghi|kien nghi)(?: \w+){0,3} sua")
_AFTER_THE_WAVE = re.compile(
    r"(?<!\w)(?:(?:sau|qua|het|khong che|dap tat)(?: duoc)? (?:dot|mua|dich|o dich)|(?:giua|vao|den) mua)"
    r"(?: dich| benh)? $"
)
"""Before the name of a disease, folded: the wave is over, or it is the time of the year."""
_FOUND_TO_BE_NONE = re.compile(
    r"(?<!\w)nghi (?:mac|bi|nhiem|la)(?!\w).{0,120}?(?<!\w)(?:ket luan|ket qua|chan doan|xac dinh)(?: \w+){0,2} "
    r"(?:di ung|am tinh|khong phai|rom say|con trung dot)(?!\w)"
)
"""Folded: a suspected infection that was something else."""
_ABOUT = re.compile(r"(?<!\w)(?:ve viec|ve tinh trang|ve hien tuong)(?!\w)")
"""Between a notice and `giả`, folded: a notice about forgeries is genuine."""
_WELL_AGAIN = re.compile(
    r"(?<!\w)(?:tro lai|ve nha|xuat vien|di hoc lai|di day lai|hoi phuc|khoe lai|binh phuc)(?!\w)[^.;!?\n]{0,30} sau "
    r"(?:\w+ ){1,5}$"
)
"""Before the hospital, folded: back at school after so many days there."""
_WELCOME = re.compile(
    r"(?<!\w)(?:mung|chao mung|chao don|an mung|khanh thanh|cam on|tri an|tuyen duong|hoan nghenh)(?!\w)"
)
_AGAINST = re.compile(
    r"(?<!\w)(?:phan doi|khong dong y|doi (?!moi)|bieu tinh|tra lai|tra truong|chan cong|bat binh|buc xuc)(?!\w)"
)
_SCREENED = re.compile(
    r"(?<!\w)(?:kham|sang loc|tam soat|kham sang loc|phong|phong ngua|phong chong|tuyen truyen|xet nghiem|"
    r"vac ?xin|vaccine|tiem|tiem chung|tiem ngua|chich ngua|mui)(?: benh| dich| ve| ngua)? $"
)
"""Before the name of a disease, folded: looked for, guarded or vaccinated against."""
_PLEDGED = re.compile(
    r"(?<!\w)(?:(?:loi|ky|ban|le|buoi) (?:ky )?cam ket|noi khong voi|tuyen truyen|tac hai|phong,? chong|tranh xa|tu bo|"
    r"hoi thi|tieu pham|chuyen de|ngoai khoa)(?!\w)"
)
"""Folded: what everybody promises to keep away from."""
_CAUGHT = re.compile(
    r"(?<!\w)(?:bi bat|phat hien|bat qua tang|nhap vien|cap cuu|ngo doc|hon me|co giat|ban cho|ru|phat)(?!\w)"
)
_LEARNS_TO_DRIVE = re.compile(r"(?<!\w)(?:bang lai|lai xe|day lai|sa hach|truong lai|phong gym|yoga)(?!\w)")
"""Folded: a course for grown-ups, which no school of the Department gives."""
_WRIST = re.compile(r"gay co (?:tay|chan)(?!\w)")
"""A wrist or an ankle, not the neck."""
_THIEF = re.compile(r"(?<!\w)(?:ke (?:gian|xau|trom|lua dao)|(?:ten|nhom|bon) (?:trom|cuop)) (?:da )?$")
"""Just before an arrest, folded: who is taken has nothing to do with the school that helped."""
_STRUCK = re.compile(r"(?<!\w)(?:danh|chem|hanh hung|dam|tat|xuc pham|lam nhuc|hanh ha|tan cong|dam chem) $")
"""Just before a teacher, folded: the victim, not the one before the court."""
_ONLOOKERS = re.compile(
    r"(?<!\w)(?:khong (?:co )?lien quan(?: gi)?(?: den| toi)?|du khan|tham du|theo doi|chung kien)(?!\w)"
)
"""Between a sentence of the court and a word for school, or just after it, folded."""
_ONLOOKER_CHARS = 12
_CIVIL = re.compile(
    r"(?<!\w)(?:kien (?:nhau|doi|ra toa|nguoc|dan su)|(?:keo|dat|dua) nhau ra toa|tranh chap|ly hon|nguyen don|"
    r"bi don|dat dai|thua ke|vu kien|khoi kien|toa dan su|hoa giai)(?!\w)"
)
_CRIMINAL = re.compile(
    r"(?<!\w)(?:khoi to|truy to|bi can|bi cao|an tu|nam tu|thang tu|tu giam|tu treo|an treo|tam giam|hinh su|"
    r"lao ly)(?!\w)"
)
"""Folded: people who go to law with each other, and a charge of the State."""
_ONCE_WAS = re.compile(r"(?<!\w)(?:truoc day|tung|von|truoc kia) (?:la|lam|di)(?: nghe)?\s*$")
_MENDED = re.compile(
    r"(?<!\w)(?:(?:da |vua |moi )?duoc (?:sua|thay|xay|gia co|khac phuc|tu sua|chong)|"
    r"(?:da|vua|moi) (?:sua|thay|gia co|khac phuc|chong|rao)|thay (?:moi|doan)|xay moi|khoi cong|khanh thanh|"
    r"sua xong|sua chua xong)(?!\w)"
)
"""Folded: what was cracked is mended."""
_FAMILY = re.compile(r"(?<!\w)(?:me|ma|ba|bo|cha|tia|ngoai|noi)(?: o nha)? $")
_WISHED = re.compile(r"(?<!\w)(?:doi|nan ni|muon|uoc|thich)(?: \w+)? (?:co|thay)(?!\w)")
_NEW_CLAUSE = re.compile(r"[,;]")
_IS_ONE_OF_THEM = re.compile(r"(?<!\w)(?:la|gom|trong do|nguyen|cuu|deu|voi)(?!\w)")


def is_something_else(kind: str, folded: str, chain: Sequence[PhraseHit], sentence: tuple[int, int]) -> bool:
    """Whether a chain of hits in the `folded` text is no fact of its kind; `sentence` is the span around it."""
    asks = _QUESTIONS.get(kind)
    return asks is not None and asks(Place(folded, chain, sentence))


def _is_no_arrest(place: Place) -> bool:
    before = place.folded[max(0, place.start - _ONLOOKER_CHARS) : place.start]
    bullied = any(_BULLIED.match(place.folded, hit.end - 3) for hit in place.chain)
    return bullied or bool(_THIEF.search(before) or _MADE_TO_DO.match(place.folded, place.end - 3))


def _is_no_prosecution(place: Place) -> bool:
    """A quarrel that private people bring before a court, or what is no arrest of staff either."""
    civil = _CIVIL.search(place.folded, *place.around) and not _CRIMINAL.search(place.folded, *place.around)
    return bool(civil) or _is_no_arrest_of_staff(place)


def _is_no_arrest_of_staff(place: Place) -> bool:
    folded, chain = place.folded, place.chain
    if len(chain) > 1 and _STRUCK.search(folded, chain[0].end, chain[-1].start):
        return True
    return _is_no_arrest(place) or _takes_others(folded, chain) or _is_of_strangers(folded, chain)


def _is_a_jump_for_fun(place: Place) -> bool:
    """A jump from a bridge on a dare, for sport or as a joke, and no word of despair near it."""
    if "nhay cau" not in place.folded[place.start : place.end] or _IN_DESPAIR.search(place.folded, *place.around):
        return False
    return any(sign.search(place.folded, *place.around) for sign in (_FOR_FUN, _IN_PLAY))


def _is_a_step(place: Place) -> bool:
    return any(_STEPS_INTO.match(place.folded, hit.start) for hit in place.chain)


def _is_no_boycott(place: Place) -> bool:
    """At home with a fever, sent home by the school, or away because of wind and water."""
    if _WEATHER.search(place.folded, *place.around) and not _FORGED_OR_REFUSED.search(place.folded, *place.around):
        return True
    if _ILL_AT_HOME.match(place.folded, place.end):
        return True
    if not place.folded.startswith("cho ", place.start):
        return False
    own = _CHILD_OF_ONES_OWN.search(place.folded, place.start, place.end)
    return not own and not _BY_PARENTS.search(place.folded, place.sentence[0], place.start)


def _is_a_welcome(place: Place) -> bool:
    """Banners and crowds that rejoice."""
    return bool(_WELCOME.search(place.folded, *place.sentence)) and not _AGAINST.search(place.folded, *place.sentence)


def _pleads_for_somebody(place: Place) -> bool:
    """Signatures gathered so that somebody may stay."""
    return bool(_TO_KEEP.search(place.folded, *place.around)) and not _AGAINST.search(place.folded, *place.sentence)


def _is_under_repair(place: Place) -> bool:
    before = place.folded[place.sentence[0] : place.chain[-1].start]
    return bool(_UNDER_REPAIR.search(before)) and not _NOT_REPAIRED.search(before)


def _is_a_visit(place: Place) -> bool:
    if _WELL_AGAIN.search(place.folded, 0, place.start):
        return True
    stays = _STAYS.search(place.folded, place.start, place.end)
    return not stays and bool(_VISITS.search(place.folded[place.end : place.end + _REACH_CHARS]))


def _is_of_strangers(folded: str, chain: Sequence[PhraseHit]) -> bool:
    """Whether the school is only an onlooker, or the person taught there long ago."""
    start, end = chain[0].start, chain[-1].end
    return bool(_ONLOOKERS.search(folded, start, end + _ONLOOKER_CHARS) or _ONCE_WAS.search(folded, 0, chain[-1].start))


def _is_done_at_home(folded: str, chain: Sequence[PhraseHit]) -> bool:
    """`ở nhà mẹ đánh`, `đòi cô nhốt luôn`: the family's doing, or a wish."""
    start, last = chain[0].start, chain[-1]
    if "bi " in folded[start : last.end]:
        return False
    return bool(_FAMILY.search(folded, start, last.start) or _WISHED.search(folded, max(0, start - 12), last.end))


def _strikes_no_teacher(place: Place) -> bool:
    """`đánh nhau, thầy nói …`: one another, and not with the teacher."""
    between = place.folded[place.start : place.chain[-1].start]
    one_another = place.folded[place.start : place.chain[0].end].endswith(" nhau") and "voi" not in between.split()
    return one_another or bool(_ANOTHER_SENTENCE.search(between))


def _takes_others(folded: str, chain: Sequence[PhraseHit]) -> bool:
    """Whether others are taken: named between, or before a comma (`Người đàn ông bị tạm giữ, thầy giáo …`)."""
    between = folded[chain[0].end : chain[-1].start]
    if _OTHERS_TAKEN.search(between):
        return True
    passive = folded[max(0, chain[0].start - 4) : chain[0].start + 3]
    return bool(_NEW_CLAUSE.search(between) and "bi " in passive and not _IS_ONE_OF_THEM.search(between))


_QUESTIONS: Mapping[str, Callable[[Place], bool]] = {
    "arrest": _is_no_arrest_of_staff,
    "prosecution": _is_no_prosecution,
    **dict.fromkeys(("teacher-violence", "child-abuse"), lambda place: _is_done_at_home(place.folded, place.chain)),
    "death": lambda place: is_nobodys_death(place.folded, place.start, place.end),
    "drowning": lambda place: carries_things(place.folded, place.end),
    "suicide": lambda place: is_of_old_age(place.folded, place.start, place.end) or _is_a_jump_for_fun(place),
    "arrest-any": _is_no_arrest,
    "unsafe-building": lambda place: bool(_MENDED.search(place.folded, *place.sentence)),
    "collapse": _is_a_step,
    "exam-missed": lambda place: bool(_RULE_OF_EXAMS.search(place.folded, *place.sentence)),
    **dict.fromkeys(
        ("exam-leak", "exam-leak-content"),
        lambda place: bool(_MIDDLE_NAME.search(place.folded, max(0, place.start - 5), place.start)),
    ),
    **dict.fromkeys(("poisoned", "ill"), is_of_degree),
    "grave-injury": lambda place: (
        bool(_WRIST.match(place.folded, place.start) or _WELL_AGAIN.search(place.folded, 0, place.start))
        or is_of_illness(place)
    ),
    "assault-on-teacher": _strikes_no_teacher,
    "boycott": _is_no_boycott,
    "injured": lambda place: (
        bool(_WELL_AGAIN.search(place.folded, 0, place.start)) or is_of_weeping(place) or is_of_illness(place)
    ),
    "supply-problem": _is_under_repair,
    "infected": lambda place: bool(
        _AFTER_THE_WAVE.search(place.folded, 0, place.start)
        or _FOUND_TO_BE_NONE.search(place.folded, *place.sentence)
        or _SCREENED.search(place.folded, 0, place.start)
    ),
    "protest": lambda place: _is_a_welcome(place) or _pleads_for_somebody(place),
    "staff-complaint": _pleads_for_somebody,
    **dict.fromkeys(("weapon", "weapon-attack"), lambda place: is_shot_at_a_goal(place) or is_a_toy(place)),
    **dict.fromkeys(
        ("sexual-abuse", "sexual-abuse-by-staff", "sexual-harassment"),
        lambda place: bool(_LEARNS_TO_DRIVE.search(place.folded, *place.around)),
    ),
    "substance": lambda place: bool(
        _PLEDGED.search(place.folded, *place.sentence) and not _CAUGHT.search(place.folded, *place.sentence)
    ),
    "forged-notice": lambda place: bool(_ABOUT.search(place.folded, place.start, place.end)),
    "hospitalised": lambda place: _is_a_visit(place) or is_of_illness(place),
}
