"""What speaks against a theme beside its score: orders nobody is seen to give, a subject that is never named. Pure.

The models give a theme away to its usual company: a portrait of a teacher in the hills sounds like building schools,
any answer of the minister like an order. Constants hold for all themes, chosen on real press and comments and checked
with writers held out (model card).
"""

from __future__ import annotations

from collections.abc import Mapping

from classifiers.choosing.odds import from_log_odds, log_odds
from classifiers.models.subject_frames import FRAME, MINISTRY_DRAFTS, MINISTRY_ON_TOP, MINISTRY_ORDERS

ORDERS = "ministry-direction"
"""The one theme of the plan that is a sender and not a subject: the Ministry's orders and guidance as such."""
BELOW_HEADLINE, DRAFTED, ONLY_NAMED, IN_COMMENTS = 0.8, 0.6, 0.4, 0.5
"""What is left of its score where the Ministry orders but not in the headline (what the text is about stands there),
where it is about a draft besides, where it is only named or quoted, and in comments, which answer what was ordered."""
UNSAID = 0.2
"""Log odds taken off a theme none of whose phrases in the plan occurs."""


def weigh_orders(
    scores: Mapping[str, tuple[float, float]], signals: Mapping[str, float]
) -> Mapping[str, tuple[float, float]]:
    """Lower the score of the Ministry's orders where they are not what the text is about (`subject_frames`)."""
    if ORDERS not in scores:
        return scores
    score, threshold = scores[ORDERS]
    return {**scores, ORDERS: (score * _share_of_orders(signals), threshold)}


def _share_of_orders(signals: Mapping[str, float]) -> float:
    orders = bool(signals.get(f"{FRAME}{MINISTRY_ORDERS}"))
    if signals.get("form:comment"):
        return IN_COMMENTS if orders else IN_COMMENTS * ONLY_NAMED
    if signals.get(MINISTRY_ON_TOP):
        return 1.0
    if not orders:
        return ONLY_NAMED
    return BELOW_HEADLINE * (DRAFTED if signals.get(MINISTRY_DRAFTS) else 1.0)


def weigh_unsaid(
    scores: Mapping[str, tuple[float, float]], signals: Mapping[str, float]
) -> Mapping[str, tuple[float, float]]:
    """Lower the score of each theme that the text never names: score and threshold by theme, as they came."""
    return {
        theme: (score if signals.get(f"theme:{theme}") else from_log_odds(log_odds(score) - UNSAID), threshold)
        for theme, (score, threshold) in scores.items()
    }
