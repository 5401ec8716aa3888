"""The facts of one text, arranged for the severity rules: which stand, which count, which belong together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from classifiers.facts.guarding.names import DENIED, NEGATED
from classifiers.facts.reveals import TOLD_AS
from classifiers.reading.gating import folded
from classifiers.reading.phrases import fold_source
from classifiers.reading.scanning import scan
from classifiers.severity.own_illness import is_own_illness
from classifiers.severity.wording import Wording
from monitor.core.items import Item
from monitor.core.labels import Fact
from monitor.core.text import fold

HEAD_CHARS = 900
"""How much of a body, after title and lead, is taken for the news itself; what follows is background as a rule."""
_NEWS_CHARS, _FEW = 300, 10
"""How far below the headline fewer infections than this are still the news."""
NEAR_CHARS = 260
"""Facts closer than this belong together; about two sentences."""
SHORT_TEXT_CHARS = 700
MOST_IN_ONE_CASE = 2000
"""Larger numbers are of a province or a year: the largest schools have about so many pupils."""

_UNDER = re.compile(
    r"(?:gần|gan|ngót|chưa đến|chua den|chưa tới|chua toi)\s+(?:\d|một|hai|ba|bốn|năm|mười|mot|muoi)", re.IGNORECASE
)
"""Before a number that is not reached."""
_SUBJECTS = frozenset(
    (
        *(
            "các khoản thu",
            "khoản thu",
            "thu tiền",
            "thu phí",
            "đóng tiền",
            "quỹ lớp",
            "quỹ phụ huynh",
            "tiền trường",
            "học thêm",
            "dạy thêm",
        ),
        *(
            "lớp học thêm",
            "lớp dạy thêm",
            "đi học thêm",
            "cac khoan thu",
            "thu tien",
            "dong tien",
            "quy lop",
            "hoc them",
        ),
        *("day them", "lop hoc them", "tiền đồng phục"),
    )
)
"""Words that also name a plain subject: what schools collect, lessons after school."""
_TOPICS = frozenset(
    (
        *("bạo lực học đường", "bạo lực trường học", "bạo hành", "bắt nạt", "bao luc hoc duong", "bat nat"),
        *("tệ nạn ma túy", "xâm hại", "xâm hại tình dục", "đuối nước", "duoi nuoc", "ma túy"),
    )
)
"""Words for a kind of happening; alone they tell of none."""
_SIGN_ALONE = re.compile(r"(?<!\w)(?:(?<!dau )(?<!benh )(?<!dich )mat do|do mat|ghen|nghi (?:benh|om))(?!\w)")
_SEVERAL = 5
"""Signs of a catching disease without its name, folded: of one child or two they are no outbreak."""
_UNTRUE = frozenset((DENIED, NEGATED))
_LEFT_LONG_AGO = folded(
    fold_source(
        r"(?<!\w)(?:trước đây|từng|vốn|trước kia|cựu|nguyên)(?: là| làm| đi)?(?: nghề)? "
        r"(?:giáo viên|thầy|cô|nhà giáo|dạy|giáo)(?!\w)[^.!?\n]{0,60}(?:nghỉ dạy|nghỉ việc|bỏ nghề|bỏ dạy|"
        r"thôi dạy|thôi việc|nghỉ hưu|chuyển nghề)"
    )
)
_COUNTS_HELPED = re.compile(
    r"(?<!\w)(?:dạy|giúp|nuôi|(?<!cấp )cứu|tặng|đỡ đầu|hỗ trợ|trao|do dau|trao)(?: \w+)? (?:hơn |gần |trên )?(?:\d|"
    r"hàng (?:chục|trăm|nghìn|ngàn|vạn))"
)
"""The number is of people who were taught, helped or rescued, not of those who came to harm; asked of the words as
written, as `tăng lên 45` and `cấp cứu 45 em` look like gifts and rescues without accents."""


class Case:
    """The facts of one text, asked by the floors."""

    def __init__(self, facts: Sequence[Fact], item: Item, incident_types: Sequence[str]) -> None:
        self.item = item
        self.types = frozenset(incident_types)
        self.text = item.full_text
        self.scan = scan(self.text)
        self.folded = self.scan.folded
        head = len("\n".join(part for part in (item.title, item.lead) if part))
        self.headline_end = max(head, 1)
        self.zone_end = max(head + HEAD_CHARS, 2 * HEAD_CHARS if not head else 0)
        self.wording = Wording(item, headline_end=self.headline_end, zone_end=self.zone_end)
        self._breaks = self.scan.breaks
        self.all = tuple(facts)
        standing = tuple(fact for fact in facts if fact.stands and fact.start < self.zone_end)
        self.standing = tuple(
            fact
            for fact in standing
            if not (
                self._is_of_denied_poisoning(fact, standing)
                or self._is_told_in_passing(fact)
                or _is_sign_of_a_few(fact)
                or is_own_illness(fact, facts, self.text)
            )
        )

    def _is_of_denied_poisoning(self, fact: Fact, standing: Sequence[Fact]) -> bool:
        """Fever or a drip, uncounted, in a text that denies the poisoning: some other illness."""
        if fact.count or fact.kind not in {"ill", "hospitalised"}:
            return False
        denied = any(_UNTRUE & set(other.guards) for other in self.all if other.kind == "poisoned")
        return denied and not any(other.kind == "poisoned" for other in standing)

    def _is_told_in_passing(self, fact: Fact) -> bool:
        """A few infections far below a headline: a passage of a report on daily life."""
        far = bool(self.item.title) and fact.start >= self.headline_end + _NEWS_CHARS
        return far and fact.kind in {"infected", "quarantined"} and (fact.count or 0) < _FEW

    def of(self, *kinds: str) -> tuple[Fact, ...]:
        if self._kinds.isdisjoint(kinds):
            return ()
        return tuple(fact for fact in self.standing if fact.kind in kinds)

    @cached_property
    def _kinds(self) -> frozenset[str]:
        return frozenset(fact.kind for fact in self.standing)

    def first(self, *kinds: str) -> Fact | None:
        return next(iter(self.of(*kinds)), None)

    def counted(self, threshold: int, *kinds: str) -> Fact | None:
        """The fact with the highest number, when it reaches the threshold (`gần 30` does not reach 30)."""
        found = (fact for fact in self.of(*kinds) if reaches(fact, threshold))
        reached = [
            fact for fact in found if not (_is_of_many_schools(fact) or _COUNTS_HELPED.search(fact.text.casefold()))
        ]
        return max(reached, key=lambda fact: fact.count or 0, default=None)

    def near(self, kinds: Iterable[str], circumstances: Iterable[str]) -> Fact | None:
        """A fact of `kinds` with a circumstance close to it; in short texts and headlines everything is close."""
        told = self.of(*kinds)
        wanted = frozenset(circumstances) if told else frozenset()
        around = [fact for fact in self.all if fact.stands and fact.kind in wanted] if told else []
        for fact in told:
            if any(self.together(fact, other) for other in around):
                return fact
        return None

    def together(self, one: Fact, other: Fact) -> bool:
        if max(one.end, other.end) <= max(self.headline_end, 1) and self.item.title:
            return True
        if len(self.text) <= SHORT_TEXT_CHARS and other.kind != "subject-worker":
            return True
        return max(one.start, other.start) - min(one.end, other.end) <= NEAR_CHARS

    def sentence_of(self, fact: Fact) -> str:
        """The sentence around a fact, folded."""
        left, right = self._sentence_span(fact)
        return self.folded[left:right]

    def _sentence_span(self, fact: Fact) -> tuple[int, int]:
        left = next((end for _, end in reversed(self._breaks) if end <= fact.start), 0)
        return left, next((start for start, _ in self._breaks if start >= fact.end), len(self.folded))

    def written(self, fact: Fact) -> str:
        """The sentence around a fact in small letters, accents kept."""
        left, right = self._sentence_span(fact)
        return self.text[left:right].casefold()

    def is_plain_subject(self, fact: Fact) -> bool:
        """Whether a fact's words only name what the text is about: no school is named and nobody is accused."""
        if fact.text.casefold() in _TOPICS:
            return not self.wording.names_school
        if fact.text.casefold() not in _SUBJECTS or self.wording.names_school or self.wording.accuses:
            return False
        return self.wording.asks_or_guides() or not self.wording.names_sum

    def only_wonders(self) -> bool:
        """Whether the headline is a question over a text that names no school, counts nobody and blames nobody."""
        asks = (self.item.title or "").rstrip().endswith("?")
        return asks and not (
            self.wording.names_school or self.wording.accuses or any(fact.count for fact in self.standing)
        )

    def is_of_a_stranger(self) -> bool:
        """Whether the only person of a school in it is one who left long ago."""
        here = self.wording.names_school or self.first("subject-pupil", "at-school", "school-activity")
        return not here and bool(self.scan.search(_LEFT_LONG_AGO, 0, self.zone_end))

    def turns_out(self, *names: str) -> bool:
        """Whether the text says itself that it told a drill, a film, an old case (`classifiers.facts.reveals`)."""
        return any(fact.kind == f"{TOLD_AS}{name}" for fact in self.all for name in names)

    def has_guard(self, *names: str) -> bool:
        return any(name in fact.guards for fact in self.all for name in names)


def _is_sign_of_a_few(fact: Fact) -> bool:
    few = (fact.count or 0) < _SEVERAL
    return few and fact.kind == "infected" and bool(_SIGN_ALONE.search(fold(fact.text)))


def _is_of_many_schools(fact: Fact) -> bool:
    """Infections alone are also told of whole countries."""
    return (fact.count or 0) > MOST_IN_ONE_CASE and fact.kind != "infected"


def reaches(fact: Fact, threshold: int) -> bool:
    """Whether the number of a fact is at least `threshold`, as the words say it: `gần 30` is below 30."""
    if fact.count is None or fact.count < threshold:
        return False
    return fact.count > threshold or not _UNDER.search(fact.text)
