"""The level that a text's whole wording asks for where no floor holds: what people tell without the word for it.

Floors need a fact in words that somebody foresaw; most people who tell of a death, an abuse or a leak do not use them.
A model taught on whole texts (`gravity` of `classifiers.models.tasks`) hears more of these and errs more often, so it
lifts to S2 only: somebody should look. It never lowers, and keeps silent where the text itself says that it told a
drill, a film, an old case or advice. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass

from classifiers.facts.guarding.names import DRILL, FICTION, PAST
from classifiers.severity.case import Case
from monitor.core.labels import Reason

RULE = "learnt.gravity"
SUSPECTED = 0.8
"""From this score on a text is suspected of more than it says; chosen on held-out writers (model card)."""
CONFIDENCE = 0.4
"""Less than a rule that can be read: people see that it is not sure."""


@dataclass(frozen=True, slots=True)
class Gravity:
    """How likely a text tells of something of S3 or above, 0 to 1, and the words that speak most for it."""

    score: float = 0.0
    reasons: tuple[Reason, ...] = ()


NO_GRAVITY = Gravity()
"""Where there is no model, or nothing to hear."""


def sounds_grave(case: Case, gravity: Gravity) -> bool:
    """Whether the wording alone asks somebody to look."""
    if gravity.score < SUSPECTED or case.turns_out(DRILL, FICTION, PAST):
        return False
    return not (case.wording.advises() or case.wording.is_of_elsewhere())
