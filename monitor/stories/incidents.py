"""From a story to an incident: birth, update, material change, waking up again. Pure: no store, no clock.

What the story means is read by `assessing`; this module holds it against what it meant before. What to tell, and
whom, is left to `alerts.policy`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.core.incidents import RETRACTED, Change, Incident, IncidentStatus, Veracity
from monitor.core.labels import Severity, Territory
from monitor.stories.assessing import assess
from monitor.stories.disclaimers import says_not_here
from monitor.stories.harm import count_grew, count_phrase
from monitor.stories.roundups import tells_only_of_others
from monitor.stories.view import IncidentContext, Member, StoryView
from monitor.stories.whereabouts import place_resolved

__all__ = [
    "IncidentContext", "IncidentDecision", "Member", "StoryView", "count_phrase", "decide_incident", "material_changes",
]  # fmt: skip

FOUND_FALSE = "mark_false"
NOT_OURS = "mark_not_ours"
"""The outcome a person gives to a story that is not true: it holds until graver news or an authority's word."""
WATCH_AFTER_CLOSING = timedelta(days=14)
"""How long a closed incident is watched: within it graver news opens it again, later they open a new one linked to it.
As long as a story stays open without news."""
_NUMBER = ".lan-"
"""`su-co-1f2e3d4c5b.lan-2` takes up `su-co-1f2e3d4c5b` again."""
OTHER_PROVINCE_FLOOR = Severity.S3
"""Elsewhere only serious incidents are kept, for the digest, to learn from."""


@dataclass(frozen=True, slots=True)
class IncidentDecision:
    """What to do: nothing (`incident` is None), or keep this snapshot.

    `event` is `opened`, `updated`, `reopened` or `quiet` (kept, nothing to tell). `recounted`: quiet, but voices or
    confidence are others now, which who watches the incident wants to see.
    """

    incident: Incident | None
    event: str = "none"
    recounted: bool = False

    @property
    def material(self) -> bool:
        """Whether the change is worth telling."""
        return self.event in {"opened", "updated", "reopened"}


def decide_incident(
    view: StoryView, current: Incident | None, *, context: IncidentContext, now: datetime
) -> IncidentDecision:
    """Decide what a story means now, given what it meant before. Same input, same answer."""
    relevant = _relevant(view, current, context.plan.home_province)
    if not relevant:
        return IncidentDecision(None)
    assessed = assess(view, relevant, context=context, now=now, current=current)
    if current is None:
        return _birth(assessed)
    if current.status is IncidentStatus.CLOSED:
        return _after_closing(view, current, assessed, context=context, now=now)
    return _update(current, assessed, now=now)


def _relevant(view: StoryView, current: Incident | None, home_province: str) -> tuple[Member, ...]:
    """Members that count; of an incident that took up a closed one again, only those since."""
    relevant = tuple(
        m
        for m in view.members
        if (m.labels.relevant.value or m.labels.severity >= Severity.S2)
        and not tells_only_of_others(m, home_province)
        and not says_not_here(m)
    )
    if current is None or current.linked_to is None:
        return relevant
    return _arrived_since(relevant, current.first_seen_at)


def _arrived_since(members: tuple[Member, ...], moment: datetime) -> tuple[Member, ...]:
    return tuple(m for m in members if m.item.arrived_at is None or m.item.arrived_at >= moment)


def _birth(assessed: Incident) -> IncidentDecision:
    floor = OTHER_PROVINCE_FLOOR if assessed.territory is Territory.OTHER else Severity.S2
    if assessed.is_old or assessed.level < floor:
        return IncidentDecision(None)
    return IncidentDecision(assessed, "opened")


_READ_ANEW = (
    "machine_level", "confidence", "confidence_parts", "territory", "title", "incident_type", "themes",
    "education_levels", "places", "place_name", "school", "units", "copy_units", "item_ids", "origins", "copies",
    "press_origins", "official_origins", "wave", "counts", "fact_kinds", "reasons", "score", "is_old", "updated_at",
)  # fmt: skip
"""What every assessment reads off the story again; all else of an incident is what people and time made of it."""


def _update(current: Incident, assessed: Incident, *, now: datetime) -> IncidentDecision:
    changes, merged = _held_against(current, assessed, now=now)
    if not changes:
        recounted = (merged.origins, merged.confidence) != (current.origins, current.confidence)
        return IncidentDecision(merged, "quiet", recounted=recounted)
    return IncidentDecision(replace(merged, revision=current.revision + 1, changes=changes), "updated")


def _held_against(current: Incident, assessed: Incident, *, now: datetime) -> tuple[tuple[Change, ...], Incident]:
    """Return what is new, and the incident as it stands now. Its `changes` stay those of the present revision.

    A held update must still say what is new, so a quiet item does not clear them.
    """
    changes = material_changes(current, assessed)
    level = _level_under_override(current, assessed.machine_level)
    if level is not assessed.level:
        changes = tuple(c for c in changes if c not in {Change.LEVEL_UP, Change.LEVEL_DOWN})
    merged = replace(
        current,
        **{name: getattr(assessed, name) for name in _READ_ANEW},
        level=level,
        level_override=level if current.level_override is level else None,
        first_seen_at=min(current.first_seen_at, assessed.first_seen_at),
        happened_at=assessed.happened_at or current.happened_at,
        happened_precision=assessed.happened_precision or current.happened_precision,
        veracity=Veracity.CONFIRMED if current.confirmed_by else assessed.veracity,
        level_since=now if level > current.level else current.level_since,
    )
    return changes, merged


def _after_closing(
    view: StoryView, current: Incident, assessed: Incident, *, context: IncidentContext, now: datetime
) -> IncidentDecision:
    """Keep a closed incident closed, open it again, or, when its watch is over, open a new one linked to it."""
    changes, merged = _held_against(current, assessed, now=now)
    if not _reopens(current, changes):
        found_false = current.outcome == FOUND_FALSE
        return IncidentDecision(replace(merged, veracity=Veracity.REFUTED) if found_false else merged, "quiet")
    if current.closed_at is not None and now > (current.watched_until or current.closed_at + WATCH_AFTER_CLOSING):
        return _linked(view, current, context=context, now=now)
    # Whoever acknowledged it before it was closed has not seen this.
    reopened = replace(
        merged, revision=current.revision + 1, changes=changes, status=IncidentStatus.OPEN, closed_at=None,
        outcome=None, watched_until=None, acknowledged_at=None, acknowledged_by=None, acknowledged_level=None,
    )  # fmt: skip
    return IncidentDecision(reopened, "reopened")


def _linked(view: StoryView, closed: Incident, *, context: IncidentContext, now: datetime) -> IncidentDecision:
    """Open a new incident from what came after the closing, with clocks and messages of its own."""
    assert closed.closed_at is not None
    since = _arrived_since(_relevant(view, closed, context.plan.home_province), closed.closed_at)
    if not since:
        return IncidentDecision(None)
    number = int(closed.id.rpartition(_NUMBER)[2]) if _NUMBER in closed.id else 1
    fresh = assess(view, since, context=context, now=now, current=None)
    first_id = closed.id.partition(_NUMBER)[0]
    return _birth(replace(fresh, id=f"{first_id}{_NUMBER}{number + 1}", linked_to=closed.id))


def _reopens(current: Incident, changes: tuple[Change, ...]) -> bool:
    """A closed incident wakes up only for graver news, not for a late reprint; a false one for a confirmation too."""
    wake = {Change.LEVEL_UP, Change.NEW_FACT, Change.COUNT_STEP}
    if current.outcome in {FOUND_FALSE, NOT_OURS}:
        wake = {Change.LEVEL_UP, Change.CONFIRMED}
    return bool(wake & set(changes))


def _level_under_override(current: Incident, machine_level: Severity) -> Severity:
    """A person's level holds while the facts stay where they are; rising facts lift it, never lower it."""
    if current.level_override is None:
        return machine_level
    rises = machine_level > current.machine_level
    return max(machine_level, current.level_override) if rises else current.level_override


def material_changes(before: Incident, after: Incident) -> tuple[Change, ...]:
    """What of a new assessment is worth telling those who were told the old one. Everything else is quiet."""
    changes: list[Change] = []
    if after.machine_level > before.machine_level:
        changes.append(Change.LEVEL_UP)
    if after.machine_level < before.machine_level:
        changes.append(Change.LEVEL_DOWN)
    if count_grew(dict(before.counts), dict(after.counts)):
        changes.append(Change.COUNT_STEP)
    if set(after.fact_kinds) - set(before.fact_kinds):
        changes.append(Change.NEW_FACT)
    if place_resolved(before, after):
        changes.append(Change.PLACE_RESOLVED)
    if after.press_origins and not before.press_origins:
        changes.append(Change.FIRST_PRESS)
    verdict = _verdict(before, after)
    if verdict is not None:
        changes.append(verdict)
    elif after.official_origins and not before.official_origins:
        changes.append(Change.OFFICIAL_WORD)
    return tuple(changes)


def _verdict(before: Incident, after: Incident) -> Change | None:
    """What an authority's word changes; a person's confirmation holds against later texts."""
    if after.veracity is before.veracity or before.confirmed_by:
        return None
    if after.veracity is Veracity.CONFIRMED:
        return Change.CONFIRMED
    return Change.DENIED if after.veracity in RETRACTED else Change.CORRECTED
