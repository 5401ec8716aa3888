"""How grave: S0 to S4 from the facts of a text, by rules that can be read and cited.

Hard floors first (`FLOORS`, one line a rule, from the definitions of the labelling guide), then an additive score
for what lies between; each floor needs evidence that no guard speaks against. Territory, age and reach are not used:
the level is given as if the thing had happened at home. Sentiment alone never lifts a level above S1.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from classifiers.facts.guards import BACKGROUND, DENIED, DRILL, FICTION, NEGATED, NOT_SCHOOL, PAST
from classifiers.reading.gating import Gated, written
from classifiers.severity.case import NAMED_SCHOOL, UPPER, Case
from classifiers.severity.crowds import MANY_HURT
from classifiers.severity.deaths import TWO_DEATHS
from classifiers.severity.exam_leaks import is_talk_after_exam
from classifiers.severity.floors import FLOORS, Floor
from classifiers.severity.hints import HINTED_KINDS
from classifiers.severity.learnt import CONFIDENCE, NO_GRAVITY, RULE, Gravity, sounds_grave
from classifiers.severity.signs import (
    BODILY_TYPES,
    asks_for_money,
    attacks_at_school,
    blames_staff_of_a_school,
    fits_content,
    hurts_pupils_at_school,
    is_debated,
    is_grave,
    is_unsafe,
    lacks_what_lessons_need,
    tells_when,
)
from monitor.core.items import Channel, Item, Kind
from monitor.core.labels import Fact, Reason, Sentiment, Severity

_REACTION = re.compile(
    r"^vụ .*(?:đọc|coi|xem|nghe) (?:mà|tin|báo)|^(?:đọc|coi|xem|nghe) (?:tin|báo|vụ)|^vu .*(?:doc|coi|xem|nghe) ma",
    re.IGNORECASE | re.DOTALL,
)
"""A post that only reacts to news read elsewhere."""
_REACTION_CHARS = 160
_ADVICE = written(
    r"(?:làm sao|làm gì|cách nào|thế nào|nên)[^?]*\?.*(?:chuyên gia|chia sẻ cách|bác sĩ|tâm lý)",
    re.IGNORECASE | re.DOTALL,
)
"""A headline that asks how to prevent or bear such things, answered by experts."""
_LEVEL_BASE = {Severity.S0: 0, Severity.S1: 15, Severity.S2: 35, Severity.S3: 60, Severity.S4: 80}
_MAX_REASONS = 3
_OPENING = 60
"""Quoted where no single word speaks for the wording."""
_LEVEL_ROOM = 14
"""Points a level can gain without reaching the base of the next; S0 has the least room."""
_S2_SCORE = 32
_S1_SCORE = 12


_HARM_POINTS: Mapping[str, int] = {
    "violence": 22,
    "filmed-violence": 24,
    "teacher-violence": 22,
    "assault-on-teacher": 22,
    "child-abuse": 22,
    "sexual-harassment": 22,
    "injured": 18,
    "grave-injury": 20,
    "hospitalised": 18,
    "ill": 12,
    "poisoned": 18,
    "infected": 16,
    "quarantined": 10,
    "weapon": 22,
    "collapse": 22,
    "unsafe-building": 20,
    "fire": 18,
    "suicide": 22,
    "suicide-thought": 24,
    "drowning": 18,
    "arrest-any": 12,
    "discipline": 16,
    "exam-leak": 20,
    "exam-error": 18,
    "device-cheating": 16,
    "fees": 14,
    "extra-classes": 12,
    "corruption": 16,
    "forged-notice": 20,
    "protest": 12,
    "boycott": 14,
    "data-leak": 20,
    "scam": 20,
    "hack": 20,
    "admission-complaint": 14,
    "textbook-error": 14,
    "staff-complaint": 14,
    "unpaid-wages": 18,
    "food-quality": 18,
    "epidemic-cluster": 16,
    "official-denial": 14,
    "substance": 20,
    "unlicensed": 18,
    "service-complaint": 16,
    "supply-problem": 14,
    "death": 16,
    "abduction": 18,
}
"""What a fact adds between the floors; set on the authored labelled texts (`data/labelled`), see the model card."""
_SHORTCOMINGS = frozenset(("supply-problem", "boycott"))
"""What is old, missing or under water, or one child kept at home, is an issue only where somebody minds."""
_SECOND_HARM_SHARE = 0.35
_BEFALLS_ANYBODY = BODILY_TYPES | {
    *("other", "epidemic", "facility-disaster", "teacher-conduct", "corruption-procurement", "staff-dispute", "fees"),
}
"""Types of what also happens where no school is."""
_ARRESTS = frozenset(("arrest", "arrest-any", "prosecution"))
"""Told of others too where a school was cheated or robbed."""
_DECEPTIONS = frozenset(("false-notice", "scam-impersonation"))
_DECEITS = frozenset(("forged-notice", "scam"))
"""Facts that prove them."""
_PAPERS = frozenset(("exam-leak", "exam-leak-content"))
_TYPE_POINTS, _UNSURE_TYPE_POINTS = 18, 13
_HAPPENED, _HAPPENED_POINTS = (
    frozenset(
        (
            *("other", "teacher-conduct", "staff-dispute", "data-leak", "corruption-procurement", "exam-error"),
            *("facility-disaster", "child-care-abuse", "assault-on-teacher"),
        )
    ),
    8,
)
"""Types that the press reports when it happened somewhere, seldom as a subject of debate (labelled texts)."""
_TONE_POINTS: Mapping[Sentiment, int] = {Sentiment.NEGATIVE: 7, Sentiment.NEUTRAL: 0, Sentiment.POSITIVE: -12}
_MONEY = frozenset(("fees", "extra-classes"))
"""Of these, praise in a post that blames in the same breath is a sneer (`cám ơn trường đã giúp cái bóp nhẹ đi`)."""
_CONCRETE_MAX = 18
_OPINION_POINTS = -8

_CONCRETE: tuple[tuple[Gated, int], ...] = (
    (NAMED_SCHOOL, 6),
    (
        written(
            r"(?:con|cháu|bé|lớp|trường) (?:của )?(?:tui|tôi|em|mình|nhà mình|nhà tui|nhà em|con|e)(?!\w)|"
            r"bé nhà|trg m(?:ìn|in)h|con minh|lop con|truong con|lop e",
            re.IGNORECASE,
        ),
        6,
    ),
    (
        written(
            r"(?:lớp|lop) \d{1,2}\s?[/a-d]\d?|(?:cô|thầy|co|thay) [A-ZĐ]\.|"
            r"(?<!\d)\d+(?:[.,]\d+)?\s?(?:k|đồng|triệu|ngàn|nghìn|tỷ|tr|củ)(?!\w)",
            re.IGNORECASE,
        ),
        6,
    ),
    (written(rf"(?i:huyện|xã|phường|quận|tỉnh|thị xã|thành phố|TP|ở|tại|o) [{UPPER}]"), 4),
    (
        written(
            r"hôm nay|sáng nay|chiều nay|tối qua|hôm qua|bữa nay|hồi sáng|hồi trưa|hnay|hqua|sang nay|chieu nay|"
            r"hom nay|hôm bữa|ngày \d|sáng \d|chiều \d",
            re.IGNORECASE,
        ),
        4,
    ),
    (
        written(
            r"Sở GD|Phòng GD|sở giáo dục|phòng giáo dục|hiệu trưởng|công an|UBND|bgh|nhà trường|ban giám hiệu|"
            r"\bhuyện\b|kết luận",
            re.IGNORECASE,
        ),
        3,
    ),
)
"""What makes a complaint an issue of somebody: a school, one's own child, a class or sum, a place, a day, an office."""
_OPINION = written(
    r"cả nước|toàn quốc|quốc hội|đại biểu|vì sao|tranh luận|băn khoăn|chuyên gia|nhiều nơi|nhiều địa phương|các tỉnh|"
    r"các trường|đề xuất|dự thảo|nên hay không|kiến nghị bộ|bộ trưởng|ngày càng|nhiều trường|góc nhìn|áp lực",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SeverityDecision:
    """A level with its confidence (0 to 1, how sure the rules are), the evidence and a score 0 to 100 for ordering."""

    level: Severity
    confidence: float
    reasons: tuple[Reason, ...]
    score: int


def decide_severity(
    facts: Sequence[Fact],
    *,
    item: Item,
    incident_types: Sequence[str],
    relevant: bool,
    sentiment: Sentiment,
    sure: bool = True,
    gravity: Gravity = NO_GRAVITY,
) -> SeverityDecision:
    """Decide the level of one item from its facts and what the other classifiers said. Pure; never raises.

    `sure`: whether the best of the types is more likely than not. `gravity`: what the whole wording asks for, heard
    where no floor holds.
    """
    if not relevant:
        return SeverityDecision(Severity.S0, 0.9, (), 0)
    case = Case(facts, item, incident_types)
    if is_comment(item):
        return _comment(case, sentiment)
    hits = _floors(case, FLOORS) if case.all and _may_be_grave(case, sentiment) else []
    points, point_reasons = _score(case, sentiment, sure=sure)
    if hits:
        level = hits[0][0].level
        reasons = _distinct(hits)
        return SeverityDecision(level, _confidence(case, level, hits), reasons, _placed(level, points))
    level = _between(case, points, sentiment)
    if level < Severity.S2 and sounds_grave(case, gravity) and _may_be_grave(case, sentiment) and not _takes_back(case):
        words = gravity.reasons or (Reason(RULE, case.text[:_OPENING], 0, min(_OPENING, len(case.text))),)
        reasons = (*words, *point_reasons)[:_MAX_REASONS]
        return SeverityDecision(Severity.S2, CONFIDENCE, reasons, _placed(Severity.S2, points))
    return SeverityDecision(level, _plain_confidence(points), point_reasons[:_MAX_REASONS], _placed(level, points))


def _may_be_grave(case: Case, sentiment: Sentiment) -> bool:
    """Praise without any incident lets only counted harm through: a cheerful text can still hide an incident."""
    if case.types or sentiment is not Sentiment.POSITIVE or case.first(*HINTED_KINDS):
        reacts = not case.item.title and _REACTION.search(case.text[:_REACTION_CHARS])
        return not reacts and not case.scan.search(_ADVICE, 0, case.headline_end) and not case.advises()
    hurt = case.counted(MANY_HURT, "injured", "grave-injury") if case.first("at-school", "school-activity") else None
    return (hurt or case.counted(MANY_HURT, "hospitalised", "poisoned")) is not None


def _takes_back(case: Case) -> bool:
    """Whether every harm it names did not happen, lies far back or befell others."""
    told = [fact for fact in case.all if fact.kind in _HARM_POINTS]
    return bool(told) and not any(fact.stands for fact in told)


def is_comment(item: Item) -> bool:
    """Whether the item answers another text."""
    return item.channel is Channel.COMMENT or item.reply_to is not None


def _distinct(hits: Sequence[tuple[Floor, Fact]]) -> tuple[Reason, ...]:
    """Reasons of the gravest floors, each stretch of the text quoted once."""
    by_span: dict[tuple[int, int], Reason] = {}
    for floor, fact in hits:
        by_span.setdefault((fact.start, fact.end), _reason(floor.rule, fact))
    return tuple(by_span.values())[:_MAX_REASONS]


def _reason(rule: str, fact: Fact) -> Reason:
    return Reason(rule, fact.text, fact.start, fact.end)


def _floors(case: Case, floors: Sequence[Floor]) -> list[tuple[Floor, Fact]]:
    """Floors that hold, the gravest first: none without a fact."""
    if not case.all:
        return []
    found = [(floor, fact) for floor in floors if (fact := floor.evidence(case)) is not None]
    return sorted(found, key=lambda pair: -pair[0].level)


def _placed(level: Severity, points: int) -> int:
    return _LEVEL_BASE[level] + min(_LEVEL_ROOM, max(0, points) // 5)


def _is_stale_paper(case: Case, fact: Fact) -> bool:
    return fact.kind in _PAPERS and is_talk_after_exam(case, fact)


def _score(case: Case, sentiment: Sentiment, *, sure: bool) -> tuple[int, tuple[Reason, ...]]:
    """Add up what lies between the floors: harm, type, concreteness, tone. The tone alone stays below S2."""
    harms: dict[str, Fact] = {}
    for fact in case.standing:
        if fact.kind in _HARM_POINTS and not case.is_plain_subject(fact) and not _is_stale_paper(case, fact):
            harms.setdefault(fact.kind, fact)
    ranked = sorted(harms.values(), key=lambda fact: -_HARM_POINTS[fact.kind])
    points = float(_HARM_POINTS[ranked[0].kind]) if ranked else 0.0
    points += sum(_SECOND_HARM_SHARE * _HARM_POINTS[fact.kind] for fact in ranked[1:3])
    points += (_TYPE_POINTS if sure else _UNSURE_TYPE_POINTS) * bool(case.types)
    if sure and case.item.title and case.types & _HAPPENED:
        points += _HAPPENED_POINTS
    points += min(_CONCRETE_MAX, sum(weight for sign, weight in _CONCRETE if case.scan.search(sign, 0, case.zone_end)))
    post = not case.item.title
    sneers = post and sentiment is Sentiment.POSITIVE and bool(case.types & _MONEY) and case.blames()
    points += _TONE_POINTS[Sentiment.NEGATIVE if sneers else sentiment]
    if case.scan.search(_OPINION, 0, max(case.headline_end, 200)):
        points += _OPINION_POINTS
    reasons = tuple(Reason(f"score.{fact.kind}", fact.text, fact.start, fact.end) for fact in ranked)
    return round(points), reasons


def _between(case: Case, points: int, sentiment: Sentiment) -> Severity:
    """Level of a text no floor decides: without an incident type or a harm it is at most a mention."""
    if case.is_of_elsewhere():
        return Severity.S1
    if case.advises():
        return Severity.S1 if sentiment is Sentiment.NEGATIVE else Severity.S0
    level = _typed(case, points, sentiment) if case.types else _untyped(case, points, sentiment)
    return min(level, Severity.S1) if _is_of_others(case) else level


def _is_of_others(case: Case) -> bool:
    """Whether what it tells befell or was done by only people who have nothing to do with a school."""
    if not case.types <= _BEFALLS_ANYBODY or any(fact.kind in _HARM_POINTS for fact in case.standing):
        return False
    told = [fact.kind for fact in case.all if NOT_SCHOOL in fact.guards]
    if told and not _ARRESTS.issuperset(told):
        return True
    return not case.opens_with_a_school() if told else case.item.kind is Kind.PRESS and case.names_others_alone()


def _typed(case: Case, points: int, sentiment: Sentiment) -> Severity:
    """Level of a text with an incident type: S2 when it tells harm or blames, and does not only talk about it."""
    harm = any(fact.kind in _HARM_POINTS and not case.is_plain_subject(fact) for fact in case.standing)
    if not harm and _is_unreal(case, sentiment):
        return Severity.S0
    if case.is_of_a_stranger() or _is_mention(case, sentiment, harm=harm):
        return Severity.S1
    wonders = case.only_asks() or case.only_wonders()
    asks = case.asks_or_guides() or (sentiment is not Sentiment.NEGATIVE and wonders)
    only_talks = case.muses() or (asks and not _tells_of_hurt(case))
    happened = harm and any(
        fact.kind in _HARM_POINTS and (fact.count or fact.kind not in _SHORTCOMINGS) for fact in case.standing
    )
    if points >= _S2_SCORE and not only_talks and (happened or _is_held_against_somebody(case, sentiment)):
        return Severity.S2
    return Severity.S1 if points >= _S1_SCORE or sentiment is not Sentiment.POSITIVE else Severity.S0


def _is_held_against_somebody(case: Case, sentiment: Sentiment) -> bool:
    """Whether a text without words of harm blames somebody all the same; plain news of the same subject does not."""
    deceives = bool(case.types & _DECEPTIONS)
    return deceives or sentiment is Sentiment.NEGATIVE or case.blames()


def _untyped(case: Case, points: int, sentiment: Sentiment) -> Severity:
    """Level of a text in which no incident type was recognised."""
    if points >= _S2_SCORE - _TYPE_POINTS and (hurts_pupils_at_school(case) or attacks_at_school(case)):
        return Severity.S2
    issues = (
        is_unsafe(case, sentiment),
        asks_for_money(case, sentiment),
        lacks_what_lessons_need(case, sentiment),
        blames_staff_of_a_school(case),
    )
    if any(issues):
        return Severity.S2
    if case.blames() and case.first("fees", "extra-classes") is not None:
        return Severity.S1
    debated = sentiment is Sentiment.NEUTRAL and is_debated(case)
    return Severity.S1 if sentiment is Sentiment.NEGATIVE or debated else Severity.S0


def _is_unreal(case: Case, sentiment: Sentiment) -> bool:
    """Drills, films, denials without blame; of a false notice or a scam what it says is untrue, not that it goes round.

    Only where a training shows how such a thing sounds, none does.
    """
    if case.turns_out(DRILL, FICTION):
        return True
    if case.types & _DECEPTIONS:
        told = [fact for fact in case.all if fact.kind in _DECEITS]
        return bool(told) and all(DRILL in fact.guards for fact in told)
    if _is_all_taught(case):
        return True
    return case.has_guard(DRILL, FICTION, NEGATED, DENIED) and sentiment is not Sentiment.NEGATIVE


def _is_all_taught(case: Case) -> bool:
    """Whether everything grave in it is told in a training, however it is told."""
    told = [fact for fact in case.all if fact.kind in _HARM_POINTS]
    return bool(told) and all(DRILL in fact.guards for fact in told)


def _is_mention(case: Case, sentiment: Sentiment, *, harm: bool) -> bool:
    """Old or far cases, a harm that is only a subject, people who are content."""
    if not harm and (case.has_guard(PAST, BACKGROUND) or case.turns_out(PAST)):
        return True
    if not harm and case.types <= BODILY_TYPES and (sentiment is not Sentiment.NEGATIVE or case.is_content()):
        return True
    if not harm and case.types <= {"food-poisoning"} and not case.blames():
        return True
    if case.types <= {"fees", "extra-classes"} and sentiment is not Sentiment.NEGATIVE and case.thanks_for_money():
        return True
    return case.is_content() and not is_grave(case) and fits_content(case, sentiment)


_HURT_POINTS = 18


def _tells_of_hurt(case: Case) -> bool:
    """Whether something grave enough is told that a question about it is news (`có bé nào cũng bị ói không?`)."""
    return any(
        _HARM_POINTS.get(fact.kind, 0) >= _HURT_POINTS and not case.is_plain_subject(fact) for fact in case.standing
    )


_OWN = written(
    r"(?:con|cháu|lớp con|trường con|con gái|con trai|em) (?:gái |trai )?(?:của )?"
    r"(?:tui|tôi|em|mình|nhà tui|nhà mình|mih|minh)(?!\w)|lớp (?:em|con|mình|tui)|trường (?:em|con|mình|tui)|"
    r"(?:tui|tôi|em|mình) (?:học|dạy|làm) (?:trường|ở|chung|cùng)|chỗ (?:tui|em|mình|tôi)",
    re.IGNORECASE,
)
_COMMENT_S2_POINTS = 18
_CONCRETE_CASE = 12
"""Points of `_CONCRETE` from which a complaint in a comment is a case."""


def _comment(case: Case, sentiment: Sentiment) -> SeverityDecision:
    """A reaction is S1 whatever it reacts to; an allegation of its own S2; numbers of its own keep their floor."""
    counted = [
        (floor, fact)
        for floor, fact in _floors(case, FLOORS)
        if fact.count is not None and floor.level >= Severity.S3 and fact.count >= TWO_DEATHS and case.scan.search(_OWN)
    ]
    if counted:
        reasons = tuple(_reason(floor.rule, fact) for floor, fact in counted[:2])
        return SeverityDecision(counted[0][0].level, 0.5, reasons, _LEVEL_BASE[counted[0][0].level])
    harms = [] if case.jokes() else [fact for fact in case.standing if fact.kind in _HARM_POINTS]
    own = sentiment is Sentiment.NEGATIVE and bool(case.scan.search(_OWN))
    if own and any(_HARM_POINTS[fact.kind] >= _COMMENT_S2_POINTS for fact in harms):
        reasons = tuple(Reason(f"comment.own-{fact.kind}", fact.text, fact.start, fact.end) for fact in harms[:2])
        return SeverityDecision(Severity.S2, 0.5, reasons, _LEVEL_BASE[Severity.S2])
    if sentiment is Sentiment.NEGATIVE and _alleges(case, own=own):
        return SeverityDecision(Severity.S2, 0.4, (), _LEVEL_BASE[Severity.S2])
    calms = any({NEGATED, DENIED} & set(fact.guards) for fact in case.all) and sentiment is not Sentiment.NEGATIVE
    if calms or (sentiment is Sentiment.POSITIVE and not case.types):
        return SeverityDecision(Severity.S0, 0.5, (), 0)
    return SeverityDecision(Severity.S1, 0.7, (), _LEVEL_BASE[Severity.S1])


def _alleges(case: Case, *, own: bool) -> bool:
    """Whether a complaint tells a case: its own with a day, a sum or a culprit, or school, sum and day together."""
    if case.jokes():
        return False
    if own and (case.blames() or case.names_sum or tells_when(case)):
        return True
    return sum(weight for sign, weight in _CONCRETE if case.scan.search(sign)) >= _CONCRETE_CASE


_CONFIRMED, _COUNTED, _SECOND_FLOOR, _GUARDED, _HEARSAY = 0.12, 0.08, 0.08, -0.12, -0.12
_HINTED = -0.18
_BASE_CONFIDENCE = 0.68


def _confidence(case: Case, level: Severity, hits: Sequence[tuple[Floor, Fact]]) -> float:
    confidence = _BASE_CONFIDENCE
    confidence += _CONFIRMED * bool(case.of("official-confirmation"))
    confidence += _COUNTED * bool(hits[0][1].count)
    confidence += _SECOND_FLOOR * (sum(floor.level == level for floor, _ in hits) > 1)
    confidence += _GUARDED * any(fact.guards and fact.kind == hits[0][1].kind for fact in case.all)
    confidence += _HEARSAY * bool(case.of("rumour"))
    confidence += _HINTED * all(fact.kind in HINTED_KINDS for _, fact in hits)
    return round(min(0.97, max(0.3, confidence)), 2)


def _plain_confidence(points: int) -> float:
    """Sure far from the threshold of S2, unsure near it."""
    return round(min(0.9, 0.5 + abs(points - _S2_SCORE) / 60), 2)
