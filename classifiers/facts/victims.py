"""Whose harm is it: of people of a school, or of workers, couples, elders, fans that a school has nothing to do with?

Asked of one fact, from near to far: the words of the fact and its clause, its sentence, headline and lead (of a post
without them the opening), at last the whole part that tells the news. The first that names anybody answers; who is only
told of as the one who did it (`tài xế tông …`), or in passing (`classifiers.facts.roles`), is nobody. Where pupils are
named beside others the harm is theirs too; what happens inside a school is a school's whoever was hurt.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from classifiers.facts.roles import Mention, Role, find_mentions
from classifiers.reading.phrases import Reading, spelling, typed_without_accents
from classifiers.reading.scanning import scan
from monitor.core.text import TextView

_OF_DOERS = frozenset(
    (
        *("arrest", "arrest-any", "prosecution", "sexual-abuse-by-staff", "teacher-violence", "assault-on-teacher"),
        *("corruption", "unlicensed", "unpaid-wages", "food-quality", "protest", "unsafe-building", "substance"),
        *("fees", "forged-notice"),
    )
)
"""Kinds that tell who did it or how things are: others are meant only where nothing in the sentence is of a school."""
_ARRESTS = frozenset(("arrest", "arrest-any", "prosecution"))
_OF_ANYBODY = _OF_DOERS | {
    *("death", "drowning", "suicide", "injured", "grave-injury", "fracture", "hospitalised", "ill", "poisoned"),
    *("infected", "quarantined", "trapped", "weapon-attack", "weapon", "violence", "filmed-violence", "abduction"),
    *("sexual-abuse", "sexual-harassment", "child-abuse", "collapse", "fire"),
}
"""Kinds that befall or are done by anybody; what is left (exam papers, textbooks) is of schools by its words."""
_ZONE_CHARS = 1800
"""How much of a text is taken for the news itself when all of it has to be asked."""
_OPENING_SENTENCES = 2
_CLAUSE_END = re.compile(r"[,;:]\s|[()–—]|\s-\s|\n")
_DOES = spelling(
    r"(?<!\w)(?:tông|húc|đâm|chém|đánh|đập|tát|cán|lùi|lôi|lái|cầm|khiến|làm|bắn|gây|vác|rút|xông|lao(?! động)|dụ|"
    r"bỏ chạy|bỏ trốn|bắt|chở|đưa|cứu|vớt|phát hiện|tìm thấy|cho biết|kể|thấy|chứng kiến)(?!\w)",
    r"(?<!\w)(?:tong|huc|chem|danh|dap|khien|xong|cam (?:dao|rua|hung khi)|rut dao|du (?:be|em|chau)|bo chay|"
    r"bo tron|lam do|cuu|vot|phat hien|tim thay|cho biet|chung kien)(?!\w)",
)
"""After somebody and before the harm: who did it, helped or looked on."""
_SUFFERS = re.compile(r"(?<!\w)bi(?!\w)")
"""Between them: it was done to them."""
_TAKES = re.compile(
    r"(?<!\w)(?:bat(?! dau| nat| coc| buoc| ep| gap| tay)(?: (?:tam giam|tam giu|giu|khan cap))?|"
    r"khoi to(?: bi can)?|truy to|tam giu|tam giam|hau toa|ra toa)(?!\w)"
)
"""Folded: the verb of an arrest, with or without its object."""
_IS_TAKEN = re.compile(r"(?<!\w)bi (?:\w+ ){0,2}$")
"""Folded, just before the verb: the passive."""
_JUST_BEFORE = 14
_ACCUSED = re.compile(r"bi c(?:an|ao)")
_OF_AGE = re.compile(r"(?<!\w)tuoi$")
_TAKEN_TILL = re.compile(
    r"(?<!\w)(?:ve (?:hanh vi|toi|viec)|de (?:dieu tra|lam ro|xu ly)|vi|do|sau|lien quan|theo|khi|trong vu|qua|nho|"
    r"nham)(?!\w)"
)
"""Folded: ends the words for who is taken; why and by whose word follows."""
_STRIKES = re.compile(
    r"(?<!\w)(?<!bi )(?:sat hai|giet(?: chet| hai)?|(?:dam|chem|danh|ban|tong)(?: chet| tu vong)?|hanh hung)$"
)
"""Folded: ends a fact told in the active."""
_OBJECT_CHARS = 12
"""Room for the blank and a number before the object."""
_OF_PLACES = _OF_DOERS | {"collapse", "fire", "trapped"}
"""Kinds that a place of others takes over: a warehouse that burns, the owner of an ice works."""
_SURE = frozenset((Role.SCHOOL, Role.GROUND, Role.STUDENT))
_SURE_BESIDE_STUDENTS = frozenset((Role.SCHOOL,))
_CHILDREN = frozenset((Role.CHILD,))
_NO_PLACE_OF_CHILDREN = frozenset((Role.WARD, Role.UNIVERSITY))
_PLACES = _NO_PLACE_OF_CHILDREN | {Role.ELSEWHERE}
_OTHERS = frozenset((Role.OTHER, Role.UNIVERSITY))


class VictimFinder:
    """Answers for the facts of one text. `head_end`: where headline and lead end in `view.text`, 0 without them."""

    def __init__(self, view: TextView, reading: Reading, *, head_end: int) -> None:
        self._view = view
        self._reading = reading
        self._is_post = not head_end
        accentless = typed_without_accents(view)
        self._text = view.folded if accentless else view.lower
        self._does = _DOES.of(accentless=accentless).pattern
        self._breaks = scan(view.text).breaks
        self._head_end = head_end or self._opening_end()

    @cached_property
    def _mentions(self) -> tuple[Mention, ...]:
        """Looked for when the first fact asks: most texts tell of nobody hurt."""
        return find_mentions(self._view, self._reading)

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.start for mention in self._mentions]

    def is_of_others(self, kind: str, start: int, end: int) -> bool:
        """Whether the harm told at `view.text[start:end]` befell nobody of a school and happened at none."""
        if kind not in _OF_ANYBODY:
            return False
        ours = next((said for said in self._answers_to(kind, start, end) if said is not None), None)
        if ours is None:
            return not self._is_ours_on_the_whole(kind)
        return not (ours or self._is_inside_a_school(start, end))

    @cached_property
    def names_a_school(self) -> bool:
        """Whether anybody or anything of a school, or a child, is named in the part that tells the news."""
        return bool(self._roles & (_SURE | _CHILDREN))

    def _answers_to(self, kind: str, start: int, end: int) -> Iterator[bool | None]:
        """What each stretch says, from near to far: True people of a school, False others alone, None nobody."""
        sentence = self._sentence(start, end)
        if kind in _ARRESTS:
            yield self._says_of_the_taken(kind, start, end)
        if kind in _OF_DOERS:
            said = [self._says(kind, start, end, stretch) for stretch in (sentence, (0, self._head_end))]
            yield any(said) or (None if None in said else False)
            return
        yield self._says_of_the_struck(kind, start, end)
        yield self._says(kind, start, end, self._clause(sentence, start, end), close=True)
        yield self._says(kind, start, end, sentence)
        yield self._says(kind, start, end, (0, self._head_end))

    def _says(self, kind: str, start: int, end: int, stretch: tuple[int, int], *, close: bool = False) -> bool | None:
        named = self._within(*stretch)
        roles = frozenset(mention.role for mention in named)
        if roles & (self._sure | self._by_age(close=close)):
            return True
        others = any(each.role in _OTHERS and not self._is_doer(each, start, end) for each in named)
        return False if others or (kind in _OF_PLACES and roles & {Role.ELSEWHERE, Role.WARD}) else None

    def _says_of_the_taken(self, kind: str, start: int, end: int) -> bool | None:
        """Who is arrested: the object that follows the verb, or in the passive those of its clause before it.

        Of whom no more is said than `bị can`, the first arrest tells; whose age alone is told may work anywhere.
        """
        folded = self._view.folded
        verb = _TAKES.search(folded, start, end)
        if verb is None and _ACCUSED.fullmatch(folded, start, end):
            verb = _TAKES.search(folded, 0, _ZONE_CHARS)
        if verb is None:
            return None
        sentence = self._sentence(*verb.span())
        if _IS_TAKEN.search(folded, max(0, verb.start() - _JUST_BEFORE), verb.start()):
            stretch = (self._clause(sentence, *verb.span())[0], verb.start())
        else:
            till = _TAKEN_TILL.search(folded, verb.end(), sentence[1])
            stretch = (verb.end(), till.start() if till else sentence[1])
        by_word = any(not _OF_AGE.search(folded, each.start, each.end) for each in self._within(*stretch))
        return self._says(kind, *verb.span(), stretch) if by_word else None

    def _says_of_the_struck(self, kind: str, start: int, end: int) -> bool | None:
        """Whom somebody killed or struck, where the object follows the verb at once (`sát hại chủ tiệm vàng`)."""
        if not _STRIKES.search(self._view.folded, start, end):
            return None
        named = self._within(end, end + _OBJECT_CHARS)
        return self._says(kind, start, end, (named[0].start, named[0].end)) if named else None

    def _is_doer(self, mention: Mention, start: int, end: int) -> bool:
        """Whether somebody named before the harm did it: `người đàn ông cầm dao chém …`, `tài xế bỏ chạy, …`."""
        if mention.end > start:
            return False
        told = min(end, self._sentence(mention.start, mention.end)[1])
        does = self._does.search(self._text, mention.end, told)
        return does is not None and not _SUFFERS.search(self._view.folded, mention.end, does.start())

    def _is_inside_a_school(self, start: int, end: int) -> bool:
        """Whether the sentence or the head tells that it happened inside a school."""
        if Role.UNIVERSITY in self._roles:
            return False
        scopes = (self._sentence(start, end), (0, self._head_end))
        return any(mention.role is Role.GROUND for left, right in scopes for mention in self._within(left, right))

    @cached_property
    def _roles(self) -> frozenset[Role]:
        return frozenset(mention.role for mention in self._within(0, _ZONE_CHARS))

    @cached_property
    def _sure(self) -> frozenset[Role]:
        return _SURE_BESIDE_STUDENTS if Role.UNIVERSITY in self._roles else _SURE

    def _by_age(self, *, close: bool) -> frozenset[Role]:
        """Roles that are a school's though only their age is told; `close`: in the clause of the harm itself."""
        if not self._is_all_elsewhere:
            return _CHILDREN | {Role.YOUNG} if close else _CHILDREN
        return _CHILDREN if close and not self._roles & _NO_PLACE_OF_CHILDREN else frozenset()

    @cached_property
    def _is_all_elsewhere(self) -> bool:
        """Whether it plays at a place of others, or among students, and nothing of a school is named at all."""
        return not self._roles & self._sure and bool(self._roles & _PLACES)

    def _is_ours_on_the_whole(self, kind: str) -> bool:
        """Who is named more often; where nobody is, posts and words for staff speak of a school all the same."""
        zone = self._within(0, _ZONE_CHARS)
        ours = sum(mention.role in self._sure or mention.role is Role.CHILD for mention in zone)
        others = sum(mention.role in _OTHERS for mention in zone)
        if ours or others or self._is_all_elsewhere:
            return ours >= others and not self._is_all_elsewhere
        return self._is_post or kind in _OF_DOERS or Role.YOUNG in self._roles

    def _within(self, left: int, right: int) -> Sequence[Mention]:
        return self._mentions[bisect_left(self._starts, left) : bisect_left(self._starts, right)]

    def _sentence(self, start: int, end: int) -> tuple[int, int]:
        before = bisect_right([stop for _, stop in self._breaks], start)
        after = bisect_left([begin for begin, _ in self._breaks], end)
        left = self._breaks[before - 1][1] if before else 0
        return left, self._breaks[after][0] if after < len(self._breaks) else len(self._view.text)

    def _clause(self, sentence: tuple[int, int], start: int, end: int) -> tuple[int, int]:
        left, right = sentence
        for match in _CLAUSE_END.finditer(self._view.text, left, right):
            if match.end() <= start:
                left = match.end()
            elif match.start() >= end:
                return left, match.start()
        return left, right

    def _opening_end(self) -> int:
        ends = [end for _, end in self._breaks[:_OPENING_SENTENCES]]
        return ends[-1] if len(ends) == _OPENING_SENTENCES else len(self._view.text)
