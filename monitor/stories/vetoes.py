"""What forbids that an item and a story are one: known anchors that differ. What is unknown never does. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from monitor.stories.anchors import School, one_name_each
from monitor.stories.calling import names_a_commune
from monitor.stories.claims import LOCAL_ACTS
from monitor.stories.kinds import conflicting
from monitor.stories.reading import QUIZ, Reading
from monitor.stories.story import Story, is_wide
from monitor.stories.thresholds import ClusterSettings


def veto_of(
    reading: Reading,
    story: Story,
    *,
    score: float,
    school: School | None,
    claim: bool = False,
    settings: ClusterSettings,
) -> str | None:
    """What forbids joining: `school`, `series`, `commune`, `place`, `exam`, `old`, `kind`, `victim`, `date`; else None.

    The last three give way to a likeness that only tellings of one event reach, and to a claim in common.
    """
    hard = _hard_veto(reading, story, school, claim=claim)
    if hard or claim or score >= settings.against_kind:
        return hard
    return _soft_veto(reading, story, score, school, settings)


def _hard_veto(reading: Reading, story: Story, school: School | None, *, claim: bool) -> str | None:
    anchors = reading.anchors
    if school is None and anchors.schools and story.schools:
        return "school"
    if reading.series and _other_instalment(reading, story):
        return "series"
    if anchors.old != story.old and not anchors.pointers() & story.pointers:
        return "old"
    # Where a whole province is told something, the places are where it was heard.
    heard = claim and (story.wide or is_wide(reading)) and not _has_local_act(reading)
    place = None if heard else _place_veto(reading, story, school)
    return place or ("exam" if _exams_conflict(anchors.exams, story.exams) else None)


def _other_instalment(reading: Reading, story: Story) -> bool:
    """Whether a story holds another quiz, or another number of the same outlet's series."""
    return any(
        QUIZ in reading.series & member.series
        or (reading.source == member.source and member.series and not reading.series & member.series)
        for member in story.members
    )


def _place_veto(reading: Reading, story: Story, school: School | None) -> str | None:
    anchors = reading.anchors
    if school is not None and _provinces_conflict(reading, story):
        return "place"
    if communes_conflict(anchors.communes, story.communes, one_school=school is not None):
        return "commune"
    if school is None and places_conflict(anchors.places, story.places) and not _spoken_of_here(reading, story):
        return "place"
    return None


def _spoken_of_here(reading: Reading, story: Story) -> bool:
    """Whether a post names the story's commune and some far place besides (`cha mẹ đi làm ở Sài Gòn`)."""
    return not reading.press and names_a_commune(reading, story)


def _soft_veto(
    reading: Reading, story: Story, score: float, school: School | None, settings: ClusterSettings
) -> str | None:
    victims = reading.anchors.victims
    alike = school is not None and score >= settings.against_kind_at_school
    if not alike and conflicting(reading.kinds, frozenset(story.kinds)):
        return "kind"
    other_victims = bool(victims) and bool(story.victims) and not victims & story.victims
    if school is None and other_victims and score < settings.against_victim:
        return "victim"
    return "date" if school is None and _dates_conflict(reading, story, settings) else None


def communes_conflict(one: Iterable[str], other: Iterable[str], *, one_school: bool) -> bool:
    """Whether communes named by two texts cannot be of one happening.

    Of one named school they may differ within a district: the bakery, the hospital, the parents' home stand elsewhere,
    and no district has two schools of one name.
    """
    mine, theirs = set(one), set(other)
    if not mine or not theirs or mine & theirs:
        return False
    return not (one_school and {_above(place) for place in mine} & {_above(place) for place in theirs})


def _above(place: str) -> str:
    return place.rsplit("/", 1)[0]


def _provinces_conflict(reading: Reading, story: Story) -> bool:
    mine = one_name_each(reading.anchors.provinces)
    return bool(mine) and bool(story.provinces) and not mine & story.provinces


def _has_local_act(reading: Reading) -> bool:
    return any(claim.act in LOCAL_ACTS for claim in reading.anchors.claims.claims)


def places_conflict(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two sets of place ids cannot be one place: no finest place of one lies in or above one of the other.

    Names of before and after the merger of provinces (Bến Tre, Vĩnh Long) are not held against each other.
    """
    mine, theirs = _finest(one), _finest(other)
    return bool(mine) and bool(theirs) and not any(_compatible(a, b) for a in mine for b in theirs)


def _finest(places: Iterable[str]) -> set[str]:
    known = set(places)
    return {place for place in known if not any(other.startswith(place + "/") for other in known)}


def _compatible(one: str, other: str) -> bool:
    if f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/"):
        return True
    before, after = one.split("/", 1)[0], other.split("/", 1)[0]
    return before != after and len(one_name_each((before, after))) == 1


def _exams_conflict(one: Iterable[tuple[str, str]], other: Iterable[tuple[str, str]]) -> bool:
    mine, theirs = {row for row in one if row[1]}, {row for row in other if row[1]}
    shared = {exam for exam, _ in mine} & {exam for exam, _ in theirs}
    return bool(shared) and not mine & theirs


def _dates_conflict(reading: Reading, story: Story, settings: ClusterSettings) -> bool:
    gaps = [
        abs(mine - theirs)
        for mine in reading.anchors.dates
        for member in story.members
        for theirs in member.anchors.dates
    ]
    return bool(gaps) and min(gaps) > settings.date_gap
