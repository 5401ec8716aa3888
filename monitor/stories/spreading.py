"""Whether a film of violence goes round: no single post need say so when several people show or tell of it. Pure.

The level of filmed violence that spreads is of the labelling guide; one post that says it spreads has it by itself
(`classifiers.severity`), here those that only bring the film are taken together.
"""

from __future__ import annotations

from collections.abc import Sequence

from monitor.core.items import Channel
from monitor.core.labels import Fact, Severity
from monitor.stories.view import Member
from monitor.stories.voices import voices_of

LEVEL = Severity.S3
RULE = "floor.filmed-violence-spreads"
_VOICES = 2
"""Whoever filmed it and one who passes it on or has it too."""
_FILMED = "filmed-violence"
_FILM = "film"
_ATTACKS = frozenset({"violence", "teacher-violence", "child-abuse", "assault-on-teacher"})


def film_evidence(member: Member) -> Fact | None:
    """The violence that an item tells and has a film of; a comment only speaks of the one it stands under."""
    if member.item.channel is Channel.COMMENT or member.labels.severity < Severity.S2:
        return None
    standing = {fact.kind: fact for fact in member.labels.facts if fact.stands}
    if _FILMED in standing:
        return standing[_FILMED]
    if _FILM not in standing:
        return None
    return next((fact for kind, fact in standing.items() if kind in _ATTACKS), None)


def spreading_film(members: Sequence[Member]) -> tuple[Member, Fact] | None:
    """The first item with a film of violence and its words, when two independent voices at least have one."""
    shown = [(member, fact) for member in members if (fact := film_evidence(member)) is not None]
    return shown[0] if len(voices_of([member for member, _ in shown])) >= _VOICES else None
