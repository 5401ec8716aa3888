"""How grave: S0 to S4 from the facts of a text, by rules that can be read and cited.

Hard floors first (`FLOORS`, one line a rule, from the definitions of the labelling guide), then an additive score
for what lies between; each floor needs evidence that no guard speaks against. Territory, age and reach are not used:
the level is given as if the thing had happened at home. Sentiment alone never lifts a level above S1.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from classifiers.facts.indirect import HINTED_KINDS
from classifiers.reading.gating import written
from classifiers.severity.between import S2_SCORE, level_between
from classifiers.severity.case import Case
from classifiers.severity.comments import decide_comment, is_comment
from classifiers.severity.crowds import MANY_HURT
from classifiers.severity.decision import SeverityDecision, placed, reason_of
from classifiers.severity.floors import Floor, floors_held
from classifiers.severity.learnt import CONFIDENCE, NO_GRAVITY, RULE, Gravity, sounds_grave
from classifiers.severity.own_illness import is_own_illness
from classifiers.severity.points import HARM_POINTS, score_of
from classifiers.severity.welcome import agreed_to_be_shown
from monitor.core.items import Item
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
_MAX_REASONS = 3
_OPENING = 60
"""Quoted where no single word speaks for the wording."""


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
        return decide_comment(case, sentiment)
    hits = floors_held(case) if case.all and _may_be_grave(case, sentiment) else []
    points, point_reasons = score_of(case, sentiment, sure=sure)
    if hits:
        level = hits[0][0].level
        reasons = _distinct(hits)
        return SeverityDecision(level, _confidence(case, level, hits), reasons, placed(level, points))
    level = level_between(case, points, sentiment, sure=sure)
    if level < Severity.S2 and sounds_grave(case, gravity) and _may_be_grave(case, sentiment) and not _takes_back(case):
        words = gravity.reasons or (Reason(RULE, case.text[:_OPENING], 0, min(_OPENING, len(case.text))),)
        reasons = (*words, *point_reasons)[:_MAX_REASONS]
        return SeverityDecision(Severity.S2, CONFIDENCE, reasons, placed(Severity.S2, points))
    return SeverityDecision(level, _plain_confidence(points), point_reasons[:_MAX_REASONS], placed(level, points))


def _may_be_grave(case: Case, sentiment: Sentiment) -> bool:
    """Praise without any incident lets only counted harm through: a cheerful text can still hide an incident."""
    if case.types or sentiment is not Sentiment.POSITIVE or case.first(*HINTED_KINDS):
        reacts = not case.item.title and _REACTION.search(case.text[:_REACTION_CHARS])
        return not reacts and not case.scan.search(_ADVICE, 0, case.headline_end) and not case.wording.advises()
    hurt = case.counted(MANY_HURT, "injured", "grave-injury") if case.first("at-school", "school-activity") else None
    return (hurt or case.counted(MANY_HURT, "hospitalised", "poisoned")) is not None


def _takes_back(case: Case) -> bool:
    """Whether every harm it names did not happen, lies far back or befell others, or those shown agreed to it."""
    told = [fact for fact in case.all if fact.kind in HARM_POINTS]
    if not told:
        return agreed_to_be_shown(case)
    return not any(fact.stands and not is_own_illness(fact, case.all, case.text) for fact in told)


def _distinct(hits: Sequence[tuple[Floor, Fact]]) -> tuple[Reason, ...]:
    """Reasons of the gravest floors, each stretch of the text quoted once."""
    by_span: dict[tuple[int, int], Reason] = {}
    for floor, fact in hits:
        by_span.setdefault((fact.start, fact.end), reason_of(floor.rule, fact))
    return tuple(by_span.values())[:_MAX_REASONS]


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
    return round(min(0.9, 0.5 + abs(points - S2_SCORE) / 60), 2)
