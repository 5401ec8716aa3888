"""Which story an item belongs to: pure decisions on one item's reading against one story.

Likeness is 0.6 text + 0.3 anchors + 0.1 title, averaged over the story's latest independent members, each faded by
a Gaussian in time. What forbids a join is in `vetoes`, the sizes in `thresholds`; kinds of happening and bare school
names are ours, for look-alikes at one school.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from monitor.stories.anchors import School, one_name_each
from monitor.stories.calling import agreed_school, call_alike, name_runs_on, names_a_commune, same_surroundings
from monitor.stories.claims import claims_agree
from monitor.stories.follow_ups import follows, may_follow
from monitor.stories.kinds import conflicting, core_of, is_occasion, related
from monitor.stories.presupposing import Presumes
from monitor.stories.reading import Reading
from monitor.stories.story import Story
from monitor.stories.thresholds import ClusterSettings
from monitor.stories.vectors import cosine, unit
from monitor.stories.vetoes import communes_conflict, places_conflict, veto_of


@dataclass(frozen=True, slots=True)
class Match:
    """The judgement on one item and one story: likeness, whether it joins, on what they agree, what forbids."""

    score: float
    joins: bool
    agreed: tuple[str, ...] = ()
    veto: str | None = None
    near: bool = False


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
    if follows(reading, story, school):
        return Match(score, joins=True, agreed=(*agreed, "follow-up"))
    if reading.short or story.loose:
        joins = _short_joins(reading, story, score, agreed, settings)
    else:
        joins = _long_joins(reading, story, score, agreed=agreed, school=school, settings=settings)
    near = not joins and (
        _lone_joins(reading, story, score, agreed, settings)
        or _loose_joins(reading, story, score, agreed=agreed, school=school, settings=settings)
    )
    if not (joins or near) and may_follow(reading, story, score):
        return Match(score, joins=False, agreed=(*agreed, "follow-up"), near=True)
    return Match(score, joins, agreed, near=near)


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


def _loose_joins(
    reading: Reading,
    story: Story,
    score: float,
    *,
    agreed: Sequence[str],
    school: School | None,
    settings: ClusterSettings,
) -> bool:
    """Whether a text that says little would join if no other story fitted.

    Little is a short post, or a text on a school of whose kind of happening one side says nothing: one that names the
    school or a place (or name) of the story needs less likeness than one that names nothing.
    """
    if school is not None:
        unsaid = not (reading.kinds and story.kinds) or related(reading.kinds, frozenset(story.kinds))
        enough = settings.loose_school if _near(reading, story, settings.loose_near) else settings.loose_placed
        if not unsaid or score < enough or not _near(reading, story, settings.school_days):
            return False
        return reading.short or _wording(reading, story, school, settings) >= settings.loose_wording
    if not (reading.short or story.loose) or not _near(reading, story, settings.loose_near):
        return False
    if _heard_elsewhere(reading, story):
        return False
    same_kind = core_of(reading.kinds) & story.main_kinds and not _one_is_no_school(reading, story)
    if same_kind and ({"commune", "spot", "name"}.intersection(agreed) or call_alike(reading, story)):
        return score >= settings.loose_kind
    # The words of a feast (`may áo dài 20-11`) are half the town's on that day.
    bare = settings.against_kind if is_occasion(reading.kinds.union(story.kinds)) else settings.loose_bare
    return score >= (settings.loose_placed if {"commune", "name"}.intersection(agreed) else bare)


def _heard_elsewhere(reading: Reading, story: Story) -> bool:
    """Whether the group or outlet of one names a district and that of the other another one."""
    return places_conflict(
        (hint for hint in reading.anchors.home_hints if "/" in hint), (hint for hint in story.hints if "/" in hint)
    )


def agreements(reading: Reading, story: Story, school: School | None) -> tuple[str, ...]:
    """Names of the anchors both have, the most specific first (`school`, `link`, `commune`, `count` ...)."""
    anchors = reading.anchors
    shared = set(reading.marks) & story.marks
    districts = {place for place in anchors.places & story.places if "/" in place}
    spoken = not reading.press or story.loose
    rows = (
        ("school", school is not None),
        ("link", bool(anchors.pointers() & story.pointers)),
        ("commune", bool(anchors.communes & story.communes)),
        ("spot", spoken and names_a_commune(reading, story)),
        ("count", any(mark.startswith("q:") for mark in shared)),
        ("quote", any(mark.startswith("u:") for mark in shared)),
        ("tag", any(mark.startswith("t:") for mark in shared)),
        (
            "name",
            any(mark.startswith("n:") and reading.marks[mark] >= _TELLING for mark in shared)
            or (spoken and name_runs_on(reading, story)),
        ),
        ("exam", any(mark.startswith("e:") for mark in shared)),
        ("district", bool(districts - anchors.communes)),
    )
    return tuple(name for name, holds in rows if holds)


SPECIFIC = frozenset({"claim", "school", "link", "commune", "count", "quote"})


def _long_joins(
    reading: Reading,
    story: Story,
    score: float,
    *,
    agreed: Sequence[str],
    school: School | None,
    settings: ClusterSettings,
) -> bool:
    if school is not None and not related(reading.kinds, frozenset(story.kinds)):
        # One school has many happenings: its name and place must not do the work of the words.
        return score >= settings.sure and _wording(reading, story, school, settings) >= settings.wording
    if not agreed and reading.tells_harm is not any(member.tells_harm for member in story.members):
        # What only shares its season (`treo băng rôn 20-11`) is no report of the accident in it.
        return score >= settings.against_kind
    if score >= (settings.sure if agreed else settings.sure_bare) or (score >= settings.backed and agreed):
        # Kinds of one family (an exam and a leak) may be one event where something pins it down, not by words alone.
        return score >= settings.against_kind or _pinned(reading, story, agreed, score=score, settings=settings)
    return _hinted(reading, story, score, agreed, settings)


def _hinted(reading: Reading, story: Story, score: float, agreed: Sequence[str], settings: ClusterSettings) -> bool:
    """Whether texts of little likeness are tied by a link, or by a school or place together with a kind."""
    if "link" in agreed:
        return score >= _TOUCH
    same_kind = core_of(reading.kinds) & core_of(frozenset(story.kinds))
    if "school" in agreed and same_kind and _near(reading, story, settings.school_days):
        return score >= settings.same_happening
    if "school" not in agreed and _one_is_no_school(reading, story):
        return False
    known = bool(reading.kinds) and related(reading.kinds, frozenset(story.kinds))
    return score >= settings.grey and known and bool(SPECIFIC.intersection(agreed))


def _pinned(reading: Reading, story: Story, agreed: Sequence[str], *, score: float, settings: ClusterSettings) -> bool:
    """Whether both name something that few events share, or tell one kind of happening at heart (or one is silent).

    A school and what stands next to it are not one happening, unless the words say so.
    """
    if {"link", "school"}.intersection(agreed):
        return True
    if score < settings.sure_bare and _one_is_no_school(reading, story):
        return False
    mine, theirs = core_of(reading.kinds), core_of(frozenset(story.kinds))
    return bool(SPECIFIC.intersection(agreed)) or not (mine and theirs) or bool(mine & theirs)


def _one_is_no_school(reading: Reading, story: Story) -> bool:
    """Whether one names a school and the other speaks of none.

    What befell a school and what befell the market next to it share a commune, a kind and a day.
    """
    if story.schools:
        return not _speaks_of_a_school(reading)
    return bool(reading.anchors.schools) and not any(_speaks_of_a_school(member) for member in story.members)


def _speaks_of_a_school(reading: Reading) -> bool:
    """Whether a text names a school, a level of education, or people of a school."""
    anchors = reading.anchors
    return bool(anchors.schools or anchors.levels or anchors.victims)


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
    reading: Reading, story: Story, score: float, agreed: Sequence[str], settings: ClusterSettings
) -> bool:
    """A short post joins by link, picture, hashtag with place, school, or as its author's next word."""
    if "link" in agreed or score >= _HIGH:
        return True
    if "tag" in agreed and ("commune" in agreed or "district" in agreed or same_surroundings(reading, story)):
        return True
    if "school" in agreed and _near(reading, story, settings.school_days):
        return _tells_of(reading, story, score, settings)
    same_kind = bool(reading.kinds & story.kinds)
    return same_kind and _same_author(reading, story, settings)


def _tells_of(reading: Reading, story: Story, score: float, settings: ClusterSettings) -> bool:
    if reading.kinds and story.kinds:
        return related(reading.kinds, frozenset(story.kinds))
    if not reading.kinds and reading.presumes is not Presumes.NOTHING:
        return True
    return score >= settings.grey


def _same_author(reading: Reading, story: Story, settings: ClusterSettings) -> bool:
    return bool(reading.author) and any(
        member.author == reading.author
        and member.source == reading.source
        and abs(member.moment - reading.moment) <= settings.author_hours
        for member in story.members
    )


def _near(reading: Reading, story: Story, days: timedelta) -> bool:
    return any(abs(member.moment - reading.moment) <= days for member in story.members)


def should_merge(one: Story, other: Story, settings: ClusterSettings, *, tied: bool = False) -> bool:
    """Whether two stories are one after all: alike as wholes or one school and kind, and nothing forbids.

    `tied`: an item has just joined both by the school, which one of them may only call by its bare name.
    """
    if one.round_up or other.round_up or _stories_conflict(one, other):
        return False
    if tied and one.main_kinds & other.main_kinds:
        return True
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
