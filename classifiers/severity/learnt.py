"""The level that a text's whole wording asks for where no floor holds: what people tell without the word for it.

Floors need a fact in words that somebody foresaw; most people who tell of a death, an abuse or a leak do not use them.
A model taught on whole texts (`gravity` of `classifiers.models.tasks`) hears more of these and errs more often, so it
lifts to S2 only: somebody should look. It never lowers, and keeps silent where the text itself says that it told a
drill, a film, an old case or advice. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from classifiers.facts.guarding.names import DRILL, FICTION, PAST
from classifiers.reading.gating import written
from classifiers.severity.case import Case
from classifiers.severity.deaths import mourns_an_elder
from monitor.core.labels import Reason

RULE = "learnt.gravity"
SUSPECTED = 0.84
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
    if mourns_an_elder(case) or _is_of_a_course_for_adults(case):
        return False
    return not (case.wording.advises() or case.wording.is_of_elsewhere())


_COURSE_FOR_ADULTS = written(
    r"(?<!\w)(?:(?:dạy|học|tập|sân(?: tập)?|thi|sát hạch)(?: \w+){0,2} lái|bằng (?:B1|B2|C|lái)|phòng (?:gym|tập)|"
    r"lớp yoga|học viên (?:lái|nail|spa)|học nghề (?:nail|tóc|spa|làm đẹp)|xuất khẩu lao động)(?!\w)",
    re.IGNORECASE,
)


def _is_of_a_course_for_adults(case: Case) -> bool:
    """Whether its teachers and pupils are those of a driving school, a gym, a trade: none of the sector's."""
    return bool(case.scan.search(_COURSE_FOR_ADULTS)) and not (case.wording.names_school or case.of("subject-pupil"))
