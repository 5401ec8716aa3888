"""Which incident types a text keeps: the plan's phrases weigh in once more; two types stay only if they go together.

The models learnt the phrases from texts whose wording is closer to the plan's than the world's is; on unseen hands, on
the real press and on comments alike a text that says the phrase itself deserved more trust than they gave it. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from classifiers.choosing.choose import MAX_TYPES
from classifiers.choosing.odds import from_log_odds, log_odds
from monitor.core.labels import Scored

PHRASE_WEIGHT = 1.0
"""Logits that one unit of a type's phrase signal adds; measured with writers held out and on real texts."""
TOGETHER = frozenset(
    frozenset(pair)
    for pair in (
        ("death-injury", "facility-disaster"),
        ("death-injury", "violence"),
        ("teacher-conduct", "violence"),
        ("child-care-abuse", "death-injury"),
        ("admission", "corruption-procurement"),
        ("admission", "exam-error"),
        ("data-leak", "scam-impersonation"),
        ("fees", "service-complaint"),
        ("extra-classes", "fees"),
        ("corruption-procurement", "exam-integrity"),
    )
)
"""Types that one happening often has both of (three authored texts or more); other pairs are one type and its echo."""
_OF_WHOM = {
    frozenset(("assault-on-teacher", "violence")): "assault-on-teacher",
}
"""Of these two the one that says more, whichever scores higher."""
_REST = "other"
_LEAST = 1e-6


def weigh_phrases(
    scores: Mapping[str, tuple[float, float]], signals: Mapping[str, float]
) -> dict[str, tuple[float, float]]:
    """Score and threshold of every type, the score raised by the signal of the type's own phrases."""
    return {
        label: (_raised(score, signals.get(f"type:{label}", 0.0)), threshold)
        for label, (score, threshold) in scores.items()
    }


def _raised(score: float, signal: float) -> float:
    if signal <= 0:
        return score
    return from_log_odds(log_odds(score) + PHRASE_WEIGHT * signal)


def keep_fitting(types: Sequence[Scored], scores: Mapping[str, tuple[float, float]]) -> tuple[Scored, ...]:
    """Of two types that do not go together only one: never the rest, else the one further over its threshold."""
    pair = frozenset(each.id for each in types)
    if len(types) < MAX_TYPES or pair in TOGETHER:
        return tuple(types)
    said = _OF_WHOM.get(pair)
    if said is None:
        own = [each for each in types if each.id != _REST]
        said = max(own, key=lambda each: each.score / max(scores[each.id][1], _LEAST)).id
    return tuple(each for each in types if each.id == said)
