"""The level of a text that no floor decides: an issue (S2), a mention (S1) or nothing (S0)."""

from __future__ import annotations

from classifiers.facts.guarding.names import BACKGROUND, DENIED, DRILL, FICTION, NEGATED, NOT_SCHOOL, PAST
from classifiers.severity.case import Case
from classifiers.severity.crowds import only_outside_schools
from classifiers.severity.points import HARM_POINTS, TYPE_POINTS
from classifiers.severity.signs import (
    BODILY_TYPES,
    asks_for_money,
    attacks_at_school,
    blames_staff_of_a_school,
    fits_content,
    hurts_pupils_at_school,
    is_debated,
    is_found_right,
    is_grave,
    is_unsafe,
    lacks_what_lessons_need,
    mistreats_pupils,
)
from classifiers.severity.welcome import agreed_to_be_shown, is_delight
from monitor.core.items import Kind
from monitor.core.labels import Sentiment, Severity

S2_SCORE = 32
"""Points from which a text with an incident type may be an issue."""
_S1_SCORE = 12
_HURT_POINTS = 18
_SHORTCOMINGS = frozenset(("supply-problem", "boycott"))
"""What is old, missing or under water, or one child kept at home, is an issue only where somebody minds."""
_WRONGS = ("exam-missed", "treated-without-consent")
"""What was done to pupils, an issue whatever type it is given."""
_BEFALLS_ANYBODY = BODILY_TYPES | {
    *("other", "epidemic", "facility-disaster", "teacher-conduct", "corruption-procurement", "staff-dispute", "fees"),
}
"""Types of what also happens where no school is."""
_ARRESTS = frozenset(("arrest", "arrest-any", "prosecution"))
"""Told of others too where a school was cheated or robbed."""
_DECEPTIONS = frozenset(("false-notice", "scam-impersonation"))
_DECEITS = frozenset(("forged-notice", "scam"))
"""Facts that prove them."""


def level_between(case: Case, points: int, sentiment: Sentiment, *, sure: bool = True) -> Severity:
    """Level of a text no floor decides: without an incident type or a harm it is at most a mention.

    `sure`: whether the best of the types is more likely than not.
    """
    if case.wording.is_of_elsewhere():
        return Severity.S1
    if case.wording.advises():
        return Severity.S1 if sentiment is Sentiment.NEGATIVE else Severity.S0
    level = _typed(case, points, sentiment) if case.types else _untyped(case, points, sentiment)
    only_heard = not sure and _is_only_a_subject(case)
    return min(level, Severity.S1) if only_heard or _is_of_others(case) else level


def _is_only_a_subject(case: Case) -> bool:
    """Whether a type that only the model hears stands beside harm that is all taken back, or beside consent and joy."""
    if case.wording.accuses or any(fact.kind in HARM_POINTS for fact in case.standing):
        return False
    told = any(fact.kind in HARM_POINTS for fact in case.all)
    return told or agreed_to_be_shown(case) or is_delight(case)


def _is_of_others(case: Case) -> bool:
    """Whether what it tells befell or was done by only people who have nothing to do with a school."""
    if not case.types <= _BEFALLS_ANYBODY or any(fact.kind in HARM_POINTS for fact in case.standing):
        return False
    told = [fact.kind for fact in case.all if NOT_SCHOOL in fact.guards]
    if told and not _ARRESTS.issuperset(told):
        return True
    return (
        not case.wording.opens_with_a_school()
        if told
        else case.item.kind is Kind.PRESS and case.wording.names_others_alone()
    )


def _typed(case: Case, points: int, sentiment: Sentiment) -> Severity:
    """Level of a text with an incident type: S2 when it tells harm or blames, and does not only talk about it."""
    harm = any(fact.kind in HARM_POINTS and not case.is_plain_subject(fact) for fact in case.standing)
    if not harm and _is_unreal(case, sentiment):
        return Severity.S0
    if not harm and not case.wording.accuses and is_found_right(case):
        return Severity.S1
    if case.types <= {"epidemic"} and only_outside_schools(case):
        return Severity.S1
    if case.is_of_a_stranger() or _is_mention(case, sentiment, harm=harm):
        return Severity.S1
    wonders = case.wording.only_asks() or case.only_wonders()
    asks = case.wording.asks_or_guides() or (sentiment is not Sentiment.NEGATIVE and wonders)
    only_talks = case.wording.muses() or (asks and not _tells_of_hurt(case))
    happened = harm and any(
        fact.kind in HARM_POINTS and (fact.count or fact.kind not in _SHORTCOMINGS) for fact in case.standing
    )
    if points >= S2_SCORE and not only_talks and (happened or _is_held_against_somebody(case, sentiment)):
        return Severity.S2
    return Severity.S1 if points >= _S1_SCORE or sentiment is not Sentiment.POSITIVE else Severity.S0


def _is_held_against_somebody(case: Case, sentiment: Sentiment) -> bool:
    """Whether a text without words of harm blames somebody all the same; plain news of the same subject does not."""
    deceives = bool(case.types & _DECEPTIONS)
    return deceives or sentiment is Sentiment.NEGATIVE or case.wording.accuses


def _untyped(case: Case, points: int, sentiment: Sentiment) -> Severity:
    """Level of a text in which no incident type was recognised."""
    if points >= S2_SCORE - TYPE_POINTS and (hurts_pupils_at_school(case) or attacks_at_school(case)):
        return Severity.S2
    issues = (
        is_unsafe(case, sentiment),
        asks_for_money(case, sentiment),
        lacks_what_lessons_need(case, sentiment),
        blames_staff_of_a_school(case),
        mistreats_pupils(case, sentiment),
        case.first(*_WRONGS) is not None,
    )
    if any(issues):
        return Severity.S2
    if case.wording.accuses and case.first("fees", "extra-classes") is not None:
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
    told = [fact for fact in case.all if fact.kind in HARM_POINTS]
    return bool(told) and all(DRILL in fact.guards for fact in told)


def _is_mention(case: Case, sentiment: Sentiment, *, harm: bool) -> bool:
    """Old or far cases, a harm that is only a subject, people who are content."""
    if not harm and (case.has_guard(PAST, BACKGROUND) or case.turns_out(PAST)):
        return True
    if not harm and case.types <= BODILY_TYPES and (sentiment is not Sentiment.NEGATIVE or case.wording.is_content()):
        return True
    if not harm and case.types <= {"food-poisoning"} and not case.wording.accuses:
        return True
    if (
        case.types <= {"fees", "extra-classes"}
        and sentiment is not Sentiment.NEGATIVE
        and case.wording.thanks_for_money()
    ):
        return True
    return case.wording.is_content() and not is_grave(case) and fits_content(case, sentiment)


def _tells_of_hurt(case: Case) -> bool:
    """Whether something grave enough is told that a question about it is news (`có bé nào cũng bị ói không?`)."""
    return any(
        HARM_POINTS.get(fact.kind, 0) >= _HURT_POINTS and not case.is_plain_subject(fact) for fact in case.standing
    )
