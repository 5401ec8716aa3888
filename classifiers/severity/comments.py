"""The level of a comment: it answers another text, so that most of what is grave in it is not its own."""

from __future__ import annotations

import re

from classifiers.facts.guarding.names import DENIED, NEGATED
from classifiers.reading.gating import written
from classifiers.severity.case import Case
from classifiers.severity.deaths import TWO_DEATHS
from classifiers.severity.decision import LEVEL_BASE, SeverityDecision, reason_of
from classifiers.severity.floors import floors_held
from classifiers.severity.points import HARM_POINTS, concrete_points
from classifiers.severity.signs import tells_when
from monitor.core.items import Channel, Item
from monitor.core.labels import Sentiment, Severity

_OWN = written(
    r"(?:con|cháu|lớp con|trường con|con gái|con trai|em) (?:gái |trai )?(?:của )?"
    r"(?:tui|tôi|em|mình|nhà tui|nhà mình|mih|minh)(?!\w)|lớp (?:em|con|mình|tui)|trường (?:em|con|mình|tui)|"
    r"(?:tui|tôi|em|mình) (?:học|dạy|làm) (?:trường|ở|chung|cùng)|chỗ (?:tui|em|mình|tôi)",
    re.IGNORECASE,
)
_COMMENT_S2_POINTS = 18
_CONCRETE_CASE = 12
"""Points of concreteness from which a complaint in a comment is a case."""


def is_comment(item: Item) -> bool:
    """Whether the item answers another text."""
    return item.channel is Channel.COMMENT or item.reply_to is not None


def decide_comment(case: Case, sentiment: Sentiment) -> SeverityDecision:
    """A reaction is S1 whatever it reacts to; an allegation of its own S2; numbers of its own keep their floor."""
    counted = [
        (floor, fact)
        for floor, fact in floors_held(case)
        if fact.count is not None and floor.level >= Severity.S3 and fact.count >= TWO_DEATHS and case.scan.search(_OWN)
    ]
    if counted:
        reasons = tuple(reason_of(floor.rule, fact) for floor, fact in counted[:2])
        return SeverityDecision(counted[0][0].level, 0.5, reasons, LEVEL_BASE[counted[0][0].level])
    harms = [] if case.wording.jokes() else [fact for fact in case.standing if fact.kind in HARM_POINTS]
    own = sentiment is Sentiment.NEGATIVE and bool(case.scan.search(_OWN))
    if own and any(HARM_POINTS[fact.kind] >= _COMMENT_S2_POINTS for fact in harms):
        reasons = tuple(reason_of(f"comment.own-{fact.kind}", fact) for fact in harms[:2])
        return SeverityDecision(Severity.S2, 0.5, reasons, LEVEL_BASE[Severity.S2])
    if sentiment is Sentiment.NEGATIVE and _alleges(case, own=own):
        return SeverityDecision(Severity.S2, 0.4, (), LEVEL_BASE[Severity.S2])
    calms = any({NEGATED, DENIED} & set(fact.guards) for fact in case.all) and sentiment is not Sentiment.NEGATIVE
    if calms or (sentiment is Sentiment.POSITIVE and not case.types):
        return SeverityDecision(Severity.S0, 0.5, (), 0)
    return SeverityDecision(Severity.S1, 0.7, (), LEVEL_BASE[Severity.S1])


def _alleges(case: Case, *, own: bool) -> bool:
    """Whether a complaint tells a case: its own with a day, a sum or a culprit, or school, sum and day together."""
    if case.wording.jokes() or case.wording.is_content():
        return False
    if own and (case.wording.accuses or case.wording.names_sum or tells_when(case)):
        return True
    return concrete_points(case) >= _CONCRETE_CASE
