"""Words that fit an expression of `classifiers.fact_patterns` and tell of another thing all the same.

`Bắt giữ nhóm trộm, hiệu trưởng cảm ơn` is no arrest of the school's people, `Sở cho học sinh nghỉ học` no boycott,
`đưa đến bệnh viện nhận quà` makes no patients, and who steps into a hole (`sụp hố`) no collapse.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from classifiers.rules import PhraseHit

_REACH_CHARS = 70
DEATHS = frozenset({"death", "suicide"})
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
    r"^bat (?:nat|coc|quy|phai|buoc|hoc|nop|dong|dung|viet|chep|mac|mua|loi|ep|chay|xin|doc|lam|uong|an|ngoi|thut|"
    r"liem)(?!\w)"
)
"""After `bị bắt`, folded: bullied, abducted, made to kneel or to pay; not arrested."""
_STEPS_INTO = re.compile(r"sup (?:ho|chan|o ga|muong|cong|bun|xuong (?:ho|muong|ao|song|cong))(?!\w)")
"""A person, not a building."""
_OF_OLD_AGE = re.compile(
    r"^[^.;!?\n]{0,12}?(?<!\w)(?:(?:huong tho|o tuoi|tho)\s+)?(?:6[3-9]|[7-9]\d|1[01]\d)\s*(?:tuoi|t)(?!\w)|"
    r"^[^.;!?\n]{0,30}?(?<!\w)(?:tuoi gia|gia yeu|tuoi cao|huong tho)(?!\w)"
)
"""After a word of death, folded: an old teacher or neighbour died, whom no school has to answer for."""
_ANOTHER_PERSON = re.compile(r"(?<!\w)(?:ong|ba|cu|nguoi|va|con|em|chau|hoc sinh|hs)(?!\w)")
_NEW_CLAUSE = re.compile(r"[,;]")
_IS_ONE_OF_THEM = re.compile(r"(?<!\w)(?:la|gom|trong do|nguyen|cuu|deu|voi)(?!\w)")


def is_something_else(  # noqa: PLR0911 - one answer a kind
    kind: str, folded: str, chain: Sequence[PhraseHit], sentence: tuple[int, int]
) -> bool:
    """Whether a chain of hits in the `folded` text is no fact of its kind; `sentence` is the span around it."""
    start, end = chain[0].start, chain[-1].end
    if kind in {"arrest", "prosecution", "arrest-any"} and _MADE_TO_DO.search(folded[end - 3 :]):
        return True
    if kind in {"arrest", "prosecution"}:
        return _takes_others(folded, chain)
    if kind in DEATHS:
        of_age = _OF_OLD_AGE.search(folded[end : end + _REACH_CHARS])
        return of_age is not None and not _ANOTHER_PERSON.search(of_age.group())
    if kind == "collapse":
        return any(_STEPS_INTO.match(folded, hit.start) for hit in chain)
    if kind == "boycott" and folded.startswith("cho ", start):
        own = _CHILD_OF_ONES_OWN.search(folded, start, end)
        return not own and not _BY_PARENTS.search(folded, sentence[0], start)
    if kind == "hospitalised" and not _STAYS.search(folded, start, end):
        return bool(_VISITS.search(folded[end : end + _REACH_CHARS]))
    return False


def _takes_others(folded: str, chain: Sequence[PhraseHit]) -> bool:
    """Whether others are taken: named between, or before a comma (`Người đàn ông bị tạm giữ, thầy giáo …`)."""
    between = folded[chain[0].end : chain[-1].start]
    if _OTHERS_TAKEN.search(between):
        return True
    passive = folded[max(0, chain[0].start - 4) : chain[0].start + 3]
    return bool(_NEW_CLAUSE.search(between) and "bi " in passive and not _IS_ONE_OF_THEM.search(between))
