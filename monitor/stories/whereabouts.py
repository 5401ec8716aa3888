"""Where a story happened and whose level of education it is: read off all its members together. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from monitor.core.incidents import Incident
from monitor.core.items import PRESS_CHANNELS
from monitor.core.labels import EducationLevel, PlaceMention, Severity, Territory
from monitor.stories.anchors import school_of
from monitor.stories.guesses import is_guess
from monitor.stories.naming import best_spelling, ground_name, school_name
from monitor.stories.view import IncidentContext, Member

SCHOOL = "school:"
_FINENESS = {"commune": 2, "district": 1}
"""By level, not by the parts of an id: since July 2025 a commune stands right under its province."""


def territory_of(members: Sequence[Member]) -> Territory:
    """Who tells something grave outweighs who only speaks of it, the press outweighs posts; home wins a tie."""
    grave = [member for member in members if member.labels.severity >= Severity.S2]
    telling = [member for member in grave if not is_guess(member)] or grave
    for speaking in (telling, members):
        for press in (True, False):
            placed = {m.labels.territory for m in speaking if (m.item.channel in PRESS_CHANNELS) is press}
            for territory in (Territory.HOME, Territory.OTHER):
                if territory in placed:
                    return territory
    found = {m.labels.territory for m in members}
    return Territory.NATIONAL if Territory.NATIONAL in found else Territory.UNKNOWN


def places_of(members: Sequence[Member], territory: Territory) -> tuple[PlaceMention, ...]:
    """The school first named, then the deepest place that most members agree on, then its wider ones."""
    found = [
        place
        for member in members
        if member.labels.territory in {territory, Territory.UNKNOWN}
        for place in _without_swallowed(member.labels.places)
    ]
    full_ids = {place.id for place in found if place.level == "school"}
    mentions: dict[str, list[PlaceMention]] = {}
    for place in found:
        mentions.setdefault(_full_school_id(place.id, full_ids), []).append(place)
    best = [
        replace(max(same, key=lambda p: (p.id == place_id, p.certainty)), id=place_id)
        for place_id, same in mentions.items()
    ]
    places = sorted(best, key=lambda p: (-len(mentions[p.id]), -p.certainty, -p.id.count("/"), p.id))
    schools = [best_spelling([m for m in mentions[p.id] if m.id == p.id]) for p in places if p.level == "school"][:1]
    grounds = sorted((p for p in places if p.level != "school"), key=lambda p: _FINENESS.get(p.level, 0), reverse=True)
    kept: list[PlaceMention] = []
    for place in grounds:
        if not kept or any(k.id.startswith(place.id + "/") for k in kept[:1]):
            kept.append(place)
    return (*schools, *kept)


def _without_swallowed(places: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """Yield mentions; a school's name typed without capitals gives back the commune it ran into.

    `thcs lá sen an hiệp` beside the commune An Hiệp found inside it is `thcs lá sen`; a school called by its commune
    alone keeps it.
    """
    for place in places:
        if place.level == "school":
            yield next((shorter for other in places if (shorter := _shortened(place, other))), place)
        else:
            yield place


def _shortened(school: PlaceMention, inside: PlaceMention) -> PlaceMention | None:
    if inside.level != "commune" or not school.start < inside.start < inside.end == school.end:
        return None
    tail = "-" + inside.id.rsplit("/", 1)[-1]
    kept = school.id.removesuffix(tail)
    if kept == school.id or school_of(kept).proper.count("-") < 1:
        return None
    name = school.name[: inside.start - school.start].rstrip(" ,-")
    return replace(school, id=kept, name=name, end=school.start + len(name))


def _full_school_id(place_id: str, known: set[str]) -> str:
    """`school:hoa-sen` is the `school:tieu-hoc-hoa-sen` named elsewhere in the story."""
    if not place_id.startswith(SCHOOL):
        return place_id
    longer = sorted(k for k in known if k != place_id and k.endswith("-" + place_id.removeprefix(SCHOOL)))
    return longer[0] if longer else place_id


_LEVELS_OF_SCHOOLS = (
    ("school:mam-non-", (EducationLevel.MAM_NON,)),
    ("school:mau-giao-", (EducationLevel.MAM_NON,)),
    ("school:nha-tre-", (EducationLevel.MAM_NON,)),
    ("school:th-thcs-", (EducationLevel.TIEU_HOC, EducationLevel.THCS)),
    ("school:tieu-hoc-", (EducationLevel.TIEU_HOC,)),
    ("school:thcs-thpt-", (EducationLevel.THCS, EducationLevel.THPT)),
    ("school:thcs-", (EducationLevel.THCS,)),
    ("school:thpt-", (EducationLevel.THPT,)),
    ("school:gdtx-", (EducationLevel.GDTX,)),
)


def levels_of(members: Sequence[Member], places: Sequence[PlaceMention]) -> tuple[EducationLevel, ...]:
    """The level of the school concerned; with none named, the levels that at least half of the witnesses speak of."""
    for place in places:
        for prefix, levels in _LEVELS_OF_SCHOOLS:
            if place.id.startswith(prefix):
                return levels
    said = [m.labels.levels for m in members if m.labels.levels]
    return tuple(level for level in EducationLevel if 2 * sum(level in levels for levels in said) >= max(1, len(said)))


def place_resolved(before: Incident, after: Incident) -> bool:
    """Whether a place came to be known that narrows the case down: ours after unknown, or a district after none."""

    def depth(incident: Incident) -> int:
        return max((2 if p.startswith(SCHOOL) else p.count("/") for p in incident.places), default=-1)

    became_ours = after.territory is Territory.HOME and before.territory is Territory.UNKNOWN
    return became_ours or (depth(after) > depth(before) and depth(before) <= 0)


def where(context: IncidentContext, places: tuple[PlaceMention, ...]) -> list[str]:
    """Return the names to tell the place by, the school first; nothing when no place is known."""
    school = [school_name(p, context.name_of) for p in places if p.level == "school"]
    ground = place_name(context, places)
    return [*school, *([ground] if ground else [])]


def place_name(context: IncidentContext, places: tuple[PlaceMention, ...]) -> str:
    """Return how the finest place that is no school is called; "" when there is none."""
    ground = next((p.id for p in places if p.level != "school"), None)
    if ground is None:
        return ""
    return ground_name(ground, context.name_of, home_province=context.plan.home_province)
