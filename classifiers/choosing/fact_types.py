"""Incident types that the facts behind a level prove, where the learnt model named none or took fire for food.

A text that reaches S2 by a fact needs a type, or nobody is found who answers for it (`alerts.routes`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from monitor.core.labels import Fact, Reason, Scored

SCORE = 0.5
"""Of a type that a fact proves: above the thresholds of the rules, below a model that is sure."""
_FOOD = "food-poisoning"
_REST = "other"
"""What is left when nothing says more: a fact says more, unless the model is sure that it is something else."""
_BUILDING = "facility-disaster"
_TYPE_OF: Mapping[str, str] = {
    **dict.fromkeys(("fire", "collapse", "trapped", "unsafe-building"), _BUILDING),
    **dict.fromkeys(("exam-leak", "exam-leak-content", "paper-shown", "device-cheating"), "exam-integrity"),
    **dict.fromkeys(("sexual-abuse", "sexual-abuse-by-staff", "sexual-harassment"), "abuse-sexual"),
    **dict.fromkeys(("weapon", "weapon-attack", "violence", "filmed-violence"), "violence"),
    **dict.fromkeys(("death", "drowning", "suicide", "grave-injury", "injured", "fracture"), "death-injury"),
    **dict.fromkeys(("discipline", "arrest", "prosecution", "teacher-violence"), "teacher-conduct"),
    **dict.fromkeys(("infected", "epidemic-cluster", "quarantined"), "epidemic"),
    **dict.fromkeys(("death-hinted", "suicide-hinted"), "death-injury"),
    **dict.fromkeys(("abduction-hinted", "missing-hinted"), _REST),
    **dict.fromkeys(("attack-hinted", "threat-hinted", "humiliation-hinted"), "violence"),
    "injury-hinted": "death-injury",
    "abuse-hinted": "abuse-sexual",
    "care-hinted": "child-care-abuse",
    "leak-hinted": "exam-integrity",
    "arrest-hinted": "teacher-conduct",
    "crowd-hinted": _FOOD,
    "poisoned": _FOOD,
    "child-abuse": "child-care-abuse",
    "assault-on-teacher": "assault-on-teacher",
    "forged-notice": "false-notice",
    "data-leak": "data-leak",
    "scam": "scam-impersonation",
    **dict.fromkeys(("exam-error", "exam-missed"), "exam-error"),
    "boycott": "merger-protest",
    "fees": "fees",
    "treated-without-consent": _REST,
    "textbook-error": "textbook-content",
}
_BEFORE_THE_LAW = frozenset(("arrest", "prosecution", "arrest-any"))
"""What is done to somebody; what for, a deed told close by says better than the general type."""
_DEEDS: Mapping[str, str] = {
    "corruption": "corruption-procurement",
    "sexual-abuse": "abuse-sexual",
    "sexual-abuse-by-staff": "abuse-sexual",
    "child-abuse": "child-care-abuse",
    "exam-leak": "exam-integrity",
    "exam-leak-content": "exam-integrity",
    "device-cheating": "exam-integrity",
}
_DEED_CHARS = 200
"""How far from the arrest the deed may stand: the sentence of the charge and its neighbour."""
_EATEN = frozenset(("poisoned", "ill", "food-quality"))
_SUFFERED = frozenset(("death-injury", "other", _BUILDING))
"""Types that say who suffered and not from what; of a fire, the building's type comes first."""
_OF_BUILDINGS = frozenset(("fire", "collapse", "trapped"))
_HURT = "death-injury"
_DECEPTIONS = frozenset(("false-notice", "scam-impersonation"))
_TALKED_OF = frozenset(("forged-notice", "scam", "hack", "rumour", "official-denial", "retraction", "correction"))
"""Facts without one of which a text on somebody in hospital is about no deception."""
_IN_EARNEST = frozenset(("death", "hospitalised", "grave-injury", "fracture", "weapon-attack"))


def settle_types(types: Sequence[Scored], facts: Sequence[Fact], reasons: Sequence[Reason]) -> tuple[Scored, ...]:
    """Types as the facts have them; `reasons` are those of the level, the decisive one first."""
    standing = {fact.kind for fact in facts if fact.stands}
    if standing & _OF_BUILDINGS and not standing & _EATEN:
        types = [Scored(_BUILDING, each.score) if each.id == _FOOD else each for each in types]
    if "fire" in standing and {each.id for each in types} <= _SUFFERED:
        types = [Scored(_BUILDING, max((each.score for each in types), default=SCORE)), *types]
    if standing & _IN_EARNEST and {each.id for each in types} <= _DECEPTIONS and not standing & _TALKED_OF:
        types = [Scored(_HURT, each.score) for each in types]
    proved = next((found for reason in reasons if (found := _proved_by(reason, facts, standing))), None)
    only_rest = [each.id for each in types] == [_REST] and types[0].score < SCORE
    if types and not (proved and only_rest):
        return tuple(each for n, each in enumerate(types) if each.id not in {other.id for other in types[:n]})
    return (Scored(proved, SCORE),) if proved else ()


def _proved_by(reason: Reason, facts: Sequence[Fact], standing: set[str]) -> str | None:
    """The type of the fact that a reason quotes; of people carried out of a burning house, the fire's."""
    kinds = [fact.kind for fact in facts if fact.stands and (fact.start, fact.end) == (reason.start, reason.end)]
    if standing & _OF_BUILDINGS and set(kinds) & {"hospitalised", "injured"}:
        return _BUILDING
    if set(kinds) & _BEFORE_THE_LAW and (deed := _deed_near(reason, facts)):
        return deed
    return next((_TYPE_OF[kind] for kind in kinds if kind in _TYPE_OF), None)


def _deed_near(reason: Reason, facts: Sequence[Fact]) -> str | None:
    """The type of the deed told nearest to an arrest or a charge."""
    near = [(max(f.start - reason.end, reason.start - f.end), f.kind) for f in facts if f.stands and f.kind in _DEEDS]
    distance, kind = min(near, default=(_DEED_CHARS + 1, ""))
    return _DEEDS[kind] if distance <= _DEED_CHARS else None
