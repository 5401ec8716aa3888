"""What stands in the wrong story, once later items say more: pure decisions, carried out by the index.

Two faults are mended. A story is torn when its members name two schools (or, in numbers, two communes) that cannot be
one: the smaller side leaves. A stray named no school and joined one of two look-alikes; when the other is told by
name and the stray is clearly more like it, it moves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from monitor.stories.anchors import School
from monitor.stories.calling import agreed_school
from monitor.stories.clustering import judge, likeness
from monitor.stories.kinds import conflicting
from monitor.stories.reading import Reading
from monitor.stories.story import Story
from monitor.stories.thresholds import ClusterSettings

MIN_PLACE_SIDE = 2
"""Members that name a commune on each side before communes alone tear a story: one may be a hospital's."""


@dataclass(frozen=True, slots=True)
class Departure:
    """Members that leave a story together, in order of arrival, and their likeness to where they go (0..1)."""

    members: tuple[Reading, ...]
    score: float


def departures(story: Story, settings: ClusterSettings) -> Iterator[Departure]:
    """Yield the sides that must leave a torn story; nothing for a whole one. The larger, then older side stays."""
    sides = _sides_by_school(story.members) or _sides_by_commune(story)
    if len(sides) <= 1:
        return
    sides.sort(key=lambda side: (-len(side), side[0].number))
    named = {member.number for side in sides for member in side}
    for member in story.members:
        if member.number not in named:
            _nearest(member, sides, settings).append(member)
    for side in sides[1:]:
        members = tuple(sorted(side, key=lambda member: member.number))
        yield Departure(members, likeness(members[0], members[1:], settings))


def _nearest(member: Reading, sides: Sequence[list[Reading]], settings: ClusterSettings) -> list[Reading]:
    scored = [likeness(member, side, settings) for side in sides]
    best = max(range(1, len(sides)), key=lambda index: (scored[index], -index))
    return sides[best] if scored[best] > scored[0] + settings.repair_gain else sides[0]


def _sides_by_school(members: Iterable[Reading]) -> list[list[Reading]]:
    """Members that name one school each, school by school; empty when most name several (a quarrel between schools).

    A name without its level goes with the first side whose school it fits.
    """
    single = [member for member in members if len(member.anchors.schools) == 1]
    if len({_school(member) for member in single}) < 2:  # noqa: PLR2004 - two sides
        return []
    if 2 * sum(len(member.anchors.schools) > 1 for member in members) > len(single):
        return []
    sides: list[list[Reading]] = []
    for member in sorted(single, key=lambda member: (not _school(member).level, member.number)):
        fitting = (side for side in sides if _fits(member, side))
        side = next(fitting, None)
        if side is None:
            sides.append([member])
        else:
            side.append(member)
    return [sorted(side, key=lambda member: member.number) for side in sides]


def _school(member: Reading) -> School:
    return min(member.anchors.schools)


def _fits(member: Reading, side: Iterable[Reading]) -> bool:
    near = member.anchors.places
    return any(
        _school(member).same_as(
            _school(other), near=near | other.anchors.places, blurred=member.accentless or other.accentless
        )
        for other in side
    )


def _sides_by_commune(story: Story) -> list[list[Reading]]:
    """Two communes that nothing ties, each named by several members; a wide claim and a shared school tie all."""
    if story.wide or story.schools or len(story.communes) < 2:  # noqa: PLR2004 - two sides
        return []
    sides: dict[str, list[Reading]] = {}
    for member in story.members:
        communes = member.anchors.communes
        if len(communes) > 1:
            return []
        for commune in communes:
            sides.setdefault(commune, []).append(member)
    return list(sides.values()) if all(len(side) >= MIN_PLACE_SIDE for side in sides.values()) else []


def strays(story: Story, rival: Story, settings: ClusterSettings) -> Iterator[Departure]:
    """Yield members of `story` that belong to `rival`: no school named, joined lately, clearly more like the rival.

    A story keeps at least the members that name its school; one that nobody has named yet is a matter of merging.
    """
    if not story.schools or not rival.schools or conflicting(frozenset(story.kinds), frozenset(rival.kinds)):
        return
    newest = rival.members[-1].moment
    for member in story.members[-settings.latest_members :]:
        if not member.anchors.schools and abs(newest - member.moment) <= settings.repair_hours:
            score = _gain(member, story, rival, settings)
            if score is not None:
                yield Departure((member,), score)


def _gain(member: Reading, story: Story, rival: Story, settings: ClusterSettings) -> float | None:
    """Likeness to the rival when it is clearly greater than to its own story and nothing ties it there."""
    others = [other for other in story.members if other.number != member.number]
    rest = Story(story.id, others)
    if not any(other.anchors.schools for other in others):
        return None
    if agreed_school(member, rest) is not None or member.anchors.pointers() & rest.pointers:
        return None
    match = judge(member, rival, settings)
    own = judge(member, rest, settings)
    tied = agreed_school(member, rival) is not None and match.joins
    better = match.joins and match.score > own.score + settings.repair_gain
    return match.score if better or tied or (match.joins and not own.joins) else None
