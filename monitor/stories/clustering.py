"""Which story an item belongs to: pure decisions on one item's reading against one story.

Likeness is 0.6 text + 0.3 anchors + 0.1 title, averaged over the story's latest independent members, each faded by
a Gaussian in time. Anchors that differ veto; what is unknown never does. Sizes: facts on detection, step 4, measured
on 199 Vietnamese event clusters; kinds of happening and bare school names are ours, for look-alikes at one school.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from monitor.stories.anchors import School, one_name_each
from monitor.stories.claims import LOCAL_ACTS, claims_agree
from monitor.stories.kinds import conflicting, core_of, related
from monitor.stories.reading import Reading
from monitor.stories.story import Story, is_wide
from monitor.stories.vectors import cosine, unit


@dataclass(frozen=True, slots=True)
class ClusterSettings:
    """Thresholds and windows. Likeness in [0, 1]; re-calibrate after every change of features."""

    text_weight: float = 0.6
    marks_weight: float = 0.3
    title_weight: float = 0.1
    sure: float = 0.26
    sure_bare: float = 0.30
    backed: float = 0.20
    grey: float = 0.15
    same_happening: float = 0.08
    wording: float = 0.22
    against_kind: float = 0.45
    against_victim: float = 0.35
    merge: float = 0.45
    sigma: timedelta = timedelta(days=3)
    window: timedelta = timedelta(days=14)
    latest_members: int = 40
    date_gap: timedelta = timedelta(days=3)
    school_days: timedelta = timedelta(days=5)
    loose_hours: timedelta = timedelta(hours=24)
    author_hours: timedelta = timedelta(hours=12)
    claim_days: timedelta = timedelta(days=3)
    claim_touch: float = 0.08
    lone_hours: timedelta = timedelta(hours=24)
    repair_hours: timedelta = timedelta(hours=48)
    repair_gain: float = 0.05
    candidates: int = 12


@dataclass(frozen=True, slots=True)
class Match:
    """The judgement on one item and one story: likeness, whether it joins, on what they agree, what forbids."""

    score: float
    joins: bool
    agreed: tuple[str, ...] = ()
    veto: str | None = None
    near: bool = False


_ASKING = ("vu nay", "co that", "su that", "sao roi", "tinh hinh", "nghe noi", "nghe dau", "xac nhan", "dung khong",
           "co ai biet", "the nao roi", "vu o", "ro chua")  # fmt: skip
"""Phrases by which a post asks after something others have told."""

_BEFORE_NAME = ("ben", "truong", "th", "mn", "thcs", "thpt", "tieu hoc", "mam non", "lop", "o", "cua", "vu")
"""Words before a bare school name that is typed in lower case (`bên hoa sen`)."""

_HIGH = 0.6
_TOUCH = 0.10
_TELLING = 0.3
"""Weight among an item's anchors from which a shared name says something (not `Việt Nam`)."""


def likeness(reading: Reading, members: Iterable[Reading], settings: ClusterSettings) -> float:
    """Average likeness to the latest members, each faded by exp(-dt^2 / 2 sigma^2); 0 without members."""
    latest = list(members)[-settings.latest_members :]
    if not latest:
        return 0.0
    return math.fsum(_pair(reading, member, settings) for member in latest) / len(latest)


def _pair(one: Reading, other: Reading, settings: ClusterSettings) -> float:
    """Blend of what both have: a part that one lacks (a post has no title) takes no weight."""
    total, weight = settings.text_weight * cosine(one.text, other.text), settings.text_weight
    if one.marks and other.marks:
        total += settings.marks_weight * cosine(one.marks, other.marks)
        weight += settings.marks_weight
    if one.title and other.title:
        total += settings.title_weight * cosine(one.title, other.title)
        weight += settings.title_weight
    gap = (one.moment - other.moment) / settings.sigma
    return total / weight * math.exp(-gap * gap / 2)


def judge(reading: Reading, story: Story, settings: ClusterSettings) -> Match:
    """Decide whether an item belongs to a story. Pure: both are left as they are."""
    score = likeness(reading, story.members, settings)
    school = agreed_school(reading, story)
    claim = agreed_claim(reading, story, settings)
    veto = veto_of(reading, story, score=score, school=school, claim=claim, settings=settings)
    if veto:
        return Match(score, joins=False, veto=veto)
    agreed = agreements(reading, story, school)
    if claim:
        return Match(score, _claim_joins(reading, story, score, settings), ("claim", *agreed))
    if reading.short or story.loose:
        joins = _short_joins(reading, story, score, school, settings)
    else:
        joins = _long_joins(reading, story, score, school, settings)
    return Match(score, joins, agreed, near=not joins and _lone_joins(reading, story, score, agreed, settings))


def agreed_claim(reading: Reading, story: Story, settings: ClusterSettings) -> bool:
    """Whether both tell, or deny, one act of one authority in one province within a few days."""
    claims = reading.anchors.claims
    provinces = one_name_each(reading.anchors.provinces)
    return any(
        claims_agree(claims, member.anchors.claims)
        and provinces & one_name_each(member.anchors.provinces)
        and abs(member.moment - reading.moment) <= settings.claim_days
        for member in story.members
        if claims.claims and member.anchors.claims.claims
    )


def _claim_joins(reading: Reading, story: Story, score: float, settings: ClusterSettings) -> bool:
    """Word of mouth and denials join by the claim; two routine texts of the press must be alike as well."""
    spoken = [member for member in (reading, *story.members) if member.anchors.claims.denies or not member.press]
    return bool(spoken) or score >= settings.claim_touch


def _lone_joins(reading: Reading, story: Story, score: float, agreed: Sequence[str], settings: ClusterSettings) -> bool:
    """Whether a text without a school would join if no other story fitted: kind, district, level and day agree."""
    anchors = reading.anchors
    return (
        score >= settings.grey
        and not (reading.short or anchors.schools)
        and "district" in agreed
        and bool(core_of(reading.kinds) & story.main_kinds)
        and bool(anchors.levels & story.levels)
        and _near(reading, story, settings.lone_hours)
    )


def agreed_school(reading: Reading, story: Story) -> School | None:
    """The school both are about: named by both, or named by one and called by its bare name by the other.

    A bare name (`bên Hoa Sen`) counts only when the group, the outlet's place or a place in the text agrees.
    """
    near = reading.anchors.places | story.places
    blurred = reading.accentless or any(member.accentless for member in story.members)
    for school in sorted(reading.anchors.schools):
        if any(school.same_as(known, near=near, blurred=blurred) for known in story.schools):
            return school
    if not _same_surroundings(reading, story):
        return None
    if not reading.anchors.schools:
        for school in sorted(story.schools):
            if _calls(reading, school):
                return school
    if not story.schools:
        for school in sorted(reading.anchors.schools):
            if any(_calls(member, school) for member in story.members):
                return school
    return None


def _calls(reading: Reading, school: School) -> bool:
    syllables = school.proper.split("-")
    line = f" {' '.join(reading.words)} "
    for name in {" ".join(syllables), " ".join(syllables[:-2])}:
        if name in reading.anchors.names:
            return True
        if " " in name and any(f" {word} {name} " in line for word in _BEFORE_NAME):
            return True
    return False


def _same_surroundings(reading: Reading, story: Story) -> bool:
    if reading.source and any(reading.source == member.source for member in story.members):
        return True
    mine = reading.anchors.home_hints
    known = {*story.hints, *story.places}
    tails = {place.rsplit("/", 1)[-1] for place in known} | {part for place in known for part in place.split("/")[1:]}
    return bool(mine & known) or any(part in tails for hint in mine for part in hint.split("/")[-1:])


def veto_of(
    reading: Reading,
    story: Story,
    *,
    score: float,
    school: School | None,
    claim: bool = False,
    settings: ClusterSettings,
) -> str | None:
    """What forbids joining: `school`, `commune`, `place`, `exam`, `old`, `kind`, `victim`, `date`; else None.

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
    if anchors.old != story.old and not anchors.pointers() & story.pointers:
        return "old"
    # Where a whole province is told something, the places are where it was heard.
    heard = claim and (story.wide or is_wide(reading)) and not _has_local_act(reading)
    place = None if heard else _place_veto(reading, story, school)
    return place or ("exam" if _exams_conflict(anchors.exams, story.exams) else None)


def _place_veto(reading: Reading, story: Story, school: School | None) -> str | None:
    anchors = reading.anchors
    if school is not None and _provinces_conflict(reading, story):
        return "place"
    if communes_conflict(anchors.communes, story.communes, one_school=school is not None):
        return "commune"
    if school is None and places_conflict(anchors.places, story.places):
        return "place"
    return None


def _soft_veto(
    reading: Reading, story: Story, score: float, school: School | None, settings: ClusterSettings
) -> str | None:
    victims = reading.anchors.victims
    if conflicting(reading.kinds, frozenset(story.kinds)):
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


def agreements(reading: Reading, story: Story, school: School | None) -> tuple[str, ...]:
    """Names of the anchors both have, the most specific first (`school`, `link`, `commune`, `count` ...)."""
    anchors = reading.anchors
    shared = set(reading.marks) & story.marks
    districts = {place for place in anchors.places & story.places if "/" in place}
    rows = (
        ("school", school is not None),
        ("link", bool(anchors.pointers() & story.pointers)),
        ("commune", bool(anchors.communes & story.communes)),
        ("count", any(mark.startswith("q:") for mark in shared)),
        ("quote", any(mark.startswith("u:") for mark in shared)),
        ("tag", any(mark.startswith("t:") for mark in shared)),
        ("name", any(mark.startswith("n:") and reading.marks[mark] >= _TELLING for mark in shared)),
        ("exam", any(mark.startswith("e:") for mark in shared)),
        ("district", bool(districts - anchors.communes)),
    )
    return tuple(name for name, holds in rows if holds)


SPECIFIC = frozenset({"claim", "school", "link", "commune", "count", "quote"})


def _long_joins(reading: Reading, story: Story, score: float, school: School | None, settings: ClusterSettings) -> bool:
    agreed = agreements(reading, story, school)
    if school is not None and not related(reading.kinds, frozenset(story.kinds)):
        # One school has many happenings: its name and place must not do the work of the words.
        return score >= settings.sure and _wording(reading, story, school, settings) >= settings.wording
    if score >= (settings.sure if agreed else settings.sure_bare):
        return True
    same_kind = core_of(reading.kinds) & core_of(frozenset(story.kinds))
    if school is not None and same_kind and _near(reading, story, settings.school_days):
        return score >= settings.same_happening
    if "link" in agreed and score >= _TOUCH:
        return True
    if score >= settings.backed and agreed:
        return True
    known = bool(reading.kinds) and related(reading.kinds, frozenset(story.kinds))
    return score >= settings.grey and known and bool(SPECIFIC.intersection(agreed))


def _wording(reading: Reading, story: Story, school: School, settings: ClusterSettings) -> float:
    """Likeness of what is told, without anchors and without the words of the school's name."""
    name = frozenset(school.proper.split("-"))
    bare = [_without(member, name) for member in story.members[-settings.latest_members :]]
    return likeness(_without(reading, name), bare, replace(settings, marks_weight=0.0))


def _without(reading: Reading, name: frozenset[str]) -> Reading:
    text = {term: weight for term, weight in reading.text.items() if term not in name}
    title = {term: weight for term, weight in reading.title.items() if term not in name}
    return replace(reading, text=unit(text), title=unit(title))


def _short_joins(
    reading: Reading, story: Story, score: float, school: School | None, settings: ClusterSettings
) -> bool:
    """A short post joins by link, picture, hashtag with place, school, or as its author's next word."""
    agreed = agreements(reading, story, school)
    if "link" in agreed or score >= _HIGH:
        return True
    if "tag" in agreed and ("commune" in agreed or "district" in agreed or _same_surroundings(reading, story)):
        return True
    if school is not None and _near(reading, story, settings.school_days):
        return _tells_of(reading, story, score, settings)
    same_kind = bool(reading.kinds & story.kinds)
    return same_kind and _same_author(reading, story, settings)


def _tells_of(reading: Reading, story: Story, score: float, settings: ClusterSettings) -> bool:
    if reading.kinds and story.kinds:
        return related(reading.kinds, frozenset(story.kinds))
    line = " ".join(reading.words)
    asks = not reading.kinds and any(phrase in line for phrase in _ASKING)
    return asks or score >= settings.grey


def _same_author(reading: Reading, story: Story, settings: ClusterSettings) -> bool:
    return bool(reading.author) and any(
        member.author == reading.author
        and member.source == reading.source
        and abs(member.moment - reading.moment) <= settings.author_hours
        for member in story.members
    )


def _near(reading: Reading, story: Story, days: timedelta) -> bool:
    return any(abs(member.moment - reading.moment) <= days for member in story.members)


def should_merge(one: Story, other: Story, settings: ClusterSettings) -> bool:
    """Whether two stories are one after all: alike as wholes or one school and kind, and nothing forbids."""
    if one.round_up or other.round_up or _stories_conflict(one, other):
        return False
    if _schools_meet(one, other):
        if one.main_kinds & other.main_kinds:
            return True
        if one.main_kinds and other.main_kinds:
            return False
    if one.loose or other.loose:
        return True
    whole = math.fsum(likeness(member, other.members, settings) for member in one.members) / len(one.members)
    return whole >= settings.merge and bool(one.marks & other.marks)


def _stories_conflict(one: Story, other: Story) -> bool:
    if one.schools and other.schools and not _schools_meet(one, other):
        return True
    one_school = bool(one.schools and other.schools)
    if communes_conflict(one.communes, other.communes, one_school=one_school):
        return True
    apart = not one_school and places_conflict(one.places, other.places)
    return apart or conflicting(frozenset(one.kinds), frozenset(other.kinds))


def _schools_meet(one: Story, other: Story) -> bool:
    near = one.places | other.places
    return any(a.same_as(b, near=near) for a in one.schools for b in other.schools)
