"""The same words as long ago: a text re-shared when its story is closed and gone from memory. Pure.

Who asks the store which text was the first says so to the members here; `repeats_old_text` is then what tells old news.
A text that begins like an old one and tells more harm, higher numbers or a new step of an authority is news.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from monitor.core.labels import Fact, Severity
from monitor.core.openings import FirstCopy
from monitor.stories.harm import HARM_KINDS, count_grew, highest_counts
from monitor.stories.thresholds import NEW_STEPS, OLD_AFTER
from monitor.stories.view import Member

MOST_ASKED = 200
"""Members of one story whose first copies are asked for, the latest: more have been settled before."""


def worth_asking(members: Sequence[Member]) -> tuple[str, ...]:
    """Ids of members whose first copies matter: grave by themselves, and no copies of what is in the story.

    An office that publishes its own words again means them anew.
    """
    grave = (m for m in members if m.copy_of is None and m.labels.severity >= Severity.S2 and not m.item.official)
    return tuple(m.item.id for m in grave)[-MOST_ASKED:]


def long_ago(member: Member, first: FirstCopy) -> bool:
    """Whether the first copy is so much older that the member may be old news."""
    seen = member.item.seen_at
    return seen is not None and seen - first.at > OLD_AFTER


def with_first_copies(members: Sequence[Member], firsts: Mapping[str, FirstCopy]) -> tuple[Member, ...]:
    """Members with their first copies, by id; one whose first copy stands in the story too is a copy of it."""
    own = {member.item.id for member in members}
    return tuple(_with_first(member, firsts.get(member.item.id), own) for member in members)


def _with_first(member: Member, first: FirstCopy | None, own: set[str]) -> Member:
    if first is None:
        return member
    if first.item_id in own:
        return member if member.copy_of is not None else replace(member, copy_of=first.item_id)
    return replace(member, first_copy=first)


def repeats_old_text(member: Member) -> bool:
    """Whether a member says again what was published more than 14 days before, and nothing new."""
    first = member.first_copy
    return first is not None and long_ago(member, first) and not _adds_to(first.facts, member.labels.facts)


def only_repeats_old_texts(members: Sequence[Member]) -> bool:
    """Whether all that is grave in a story are texts of long ago."""
    grave = [member for member in members if member.labels.severity >= Severity.S2]
    return bool(grave) and all(repeats_old_text(member) for member in grave)


def without_old_texts(members: Sequence[Member]) -> tuple[Member, ...]:
    """Members that tell of these days; all of them when nothing else is told."""
    fresh = tuple(member for member in members if not repeats_old_text(member))
    return tuple(members) if only_repeats_old_texts(members) else fresh


def _adds_to(before: Sequence[Fact], after: Sequence[Fact]) -> bool:
    told, tells = _standing(before), _standing(after)
    if {fact.kind for fact in tells} - {fact.kind for fact in told}:
        return True
    return count_grew(dict(highest_counts(told)), dict(highest_counts(tells)))


def _standing(facts: Sequence[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.stands and fact.kind in HARM_KINDS | NEW_STEPS]
