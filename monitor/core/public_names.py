"""How an incident is called outside the circle that handles it: digests, reports, chats of many.

A child's school is part of the child's private life (NĐ 56/2017 Điều 33; Luật Trẻ em 2016 Điều 6.11), so where a child
was harmed the school is not named there. Messages to those who handle the case, to the office, the spokesperson and
the leadership may name it.
"""

from __future__ import annotations

from monitor.core.incidents import Incident
from monitor.core.labels import EducationLevel
from monitor.core.privacy import mask

CHILD_HARM_TYPES = frozenset({"violence", "abuse-sexual", "child-care-abuse", "death-injury", "food-poisoning"})
CHILD_HARM_FACTS = (
    "abduction", "abuse-hinted", "attack-hinted", "care-hinted", "child-abuse", "crowd-hinted", "death", "drowning",
    "filmed-violence", "grave-injury", "hospitalised", "humiliation-hinted", "injured", "injury-hinted",
    "missing-hinted", "poisoned", "sexual", "suicide", "teacher-violence", "trapped", "violence", "weapon-victims",
)  # fmt: skip
"""Beginnings of fact kinds that harm somebody."""
ADULT_VICTIM_TYPES = frozenset({"assault-on-teacher"})
_SCHOOLS = {
    EducationLevel.MAM_NON.value: "một trường mầm non",
    EducationLevel.TIEU_HOC.value: "một trường tiểu học",
    EducationLevel.THCS.value: "một trường THCS",
    EducationLevel.THPT.value: "một trường THPT",
    EducationLevel.GDTX.value: "một trung tâm giáo dục thường xuyên",
}


def has_child_victim(incident: Incident) -> bool:
    """Whether a child may have been harmed: by the type or the facts, and not only at a university."""
    levels = set(incident.education_levels)
    if levels == {EducationLevel.DAI_HOC.value} or incident.incident_type in ADULT_VICTIM_TYPES:
        return False
    harmed = any(kind.startswith(CHILD_HARM_FACTS) for kind in incident.fact_kinds)
    return harmed or incident.incident_type in CHILD_HARM_TYPES


def public_title(incident: Incident) -> str:
    """The title without persons' names and, where a child was harmed, with the kind of school in place of its name."""
    title = incident.title
    if incident.school and has_child_victim(incident):
        title = title.replace(incident.school, _kind_of_school(incident))
    return mask(title)


def _kind_of_school(incident: Incident) -> str:
    known = [_SCHOOLS[level] for level in incident.education_levels if level in _SCHOOLS]
    return known[0] if len(known) == 1 else "một trường học"
