"""What the incident rules look at: a story's items with their labels, and what they ask others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from monitor.core.items import Item
from monitor.core.labels import Classification
from monitor.core.openings import FirstCopy
from monitor.core.plan import Plan
from monitor.core.routing import Routed, RouteQuery


@dataclass(frozen=True, slots=True)
class Member:
    """One item of a story with its labels; `copy_of` is the item it repeats, None for an original.

    `first_copy`: where its text was first published, when that lies outside the story.
    """

    item: Item
    labels: Classification
    copy_of: str | None = None
    first_copy: FirstCopy | None = None


@dataclass(frozen=True, slots=True)
class StoryView:
    """All that is known of one story, in order of arrival."""

    story_id: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class IncidentContext:
    """What the decider asks others: the plan, who is responsible, and how a place is called."""

    plan: Plan
    route: Callable[[RouteQuery], Routed]
    name_of: Callable[[str], str]
