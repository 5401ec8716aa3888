"""How an incident is called outside the circle that handles it: digests, reports, chats of many.

A child's school is part of the child's private life (NĐ 56/2017 Điều 33; Luật Trẻ em 2016 Điều 6.11), so where a child
was harmed the school is not named there. Messages to those who handle the case, to the office, the spokesperson and
the leadership may name it.
"""

from __future__ import annotations

import re

from monitor.core.incidents import Incident
from monitor.core.labels import EducationLevel
from monitor.core.places.school_names import LEVEL_WORDS, SCHOOL_WORDS
from monitor.core.privacy import mask
from monitor.core.text import fold

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
_KIND_WORDS = "|".join(re.escape(word) for word in sorted((*SCHOOL_WORDS, *LEVEL_WORDS), key=len, reverse=True))
_KINDS = rf"(?:(?:{_KIND_WORDS})(?:\s*[-–&,/+]\s*|\s+(?:và\s+|va\s+)?)){{0,4}}"
"""`trường `, `Trường TH & THCS `, `thpt `: what stands before a school's own name; may be empty."""
_OTHER_KINDS = frozenset(
    {"ấp", "cầu", "chợ", "đường", "huyện", "phố", "phường", "quận", "thị", "tỉnh", "tp", "trấn", "viện", "xã"}
)
"""Last words before a name that is not the school's: a place or a hospital may be called the same."""


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


def without_school(text: str, incident: Incident) -> str:
    """The text as it may be quoted outside: where a child was harmed, the kind of school for the school's name.

    Headlines and posts write the name in many ways (`THPT Gò Keo`, `trường Gò Keo`, `Gò Keo`, without accents). The
    bare name stays where it means something else, as far as the words around and the incident's place tell.
    """
    if not incident.school or not has_child_victim(incident):
        return text
    own = re.sub(rf"^{_KINDS}", "", incident.school, flags=re.IGNORECASE) or incident.school
    names = "|".join(re.escape(name) for name in dict.fromkeys((own, fold(own))))
    mention = re.compile(rf"(?<!\w)(?P<kind>{_KINDS})(?P<own>{names})(?!\w)", re.IGNORECASE)
    kind, is_place = _kind_of_school(incident), own.casefold() in incident.place_name.casefold()
    first = kind[0].upper() + kind[1:]

    def told(found: re.Match[str]) -> str:
        before = text[: found.start()].split()
        another = is_place or found["own"] != own or (before and before[-1].casefold() in _OTHER_KINDS)
        if not found["kind"] and another:
            return found.group()
        return kind if before and before[-1][-1] not in ".!?" else first

    return mention.sub(told, text)


def _kind_of_school(incident: Incident) -> str:
    known = [_SCHOOLS[level] for level in incident.education_levels if level in _SCHOOLS]
    return known[0] if len(known) == 1 else "một trường học"
