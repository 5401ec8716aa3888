"""What a person's act does to an incident. Pure: the incident and the act go in, the new snapshot comes out.

Only people set `received_at` and `determined_at` (design decision 6). Merging, silences and contacts touch more than
one record and are done by `monitor.stages.acting`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from monitor.core.handling import Action, ActionKind
from monitor.core.incidents import Change, Incident, IncidentStatus, Veracity
from monitor.core.labels import Severity


def apply_action(incident: Incident, action: Action) -> Incident:
    """The incident after the act; unchanged when the act asks for nothing new."""
    act = _ACTS.get(action.kind)
    return incident if act is None else act(incident, action)


def _acknowledge(incident: Incident, action: Action) -> Incident:
    return replace(
        incident,
        acknowledged_at=action.at,
        acknowledged_by=action.actor,
        acknowledged_level=max(incident.level, incident.acknowledged_level or incident.level),
        updated_at=action.at,
    )


def _receive(incident: Incident, action: Action) -> Incident:
    return replace(incident, received_at=incident.received_at or action.at, updated_at=action.at)


def _determine(incident: Incident, action: Action) -> Incident:
    return replace(incident, determined_at=incident.determined_at or action.at, updated_at=action.at)


def _confirm(incident: Incident, action: Action) -> Incident:
    if incident.confirmed_by is not None:
        return incident
    already = incident.veracity is Veracity.CONFIRMED
    confirmed = replace(incident, veracity=Veracity.CONFIRMED, confirmed_by=action.actor, updated_at=action.at)
    return confirmed if already else _material(confirmed, Change.CONFIRMED)


def _resolve(incident: Incident, action: Action) -> Incident:
    return _close(incident, action, outcome=str(action.arg("outcome") or "resolved"))


def _mark_false(incident: Incident, action: Action) -> Incident:
    if incident.outcome == ActionKind.MARK_FALSE.value:
        return incident
    closed = _close(incident, action, outcome=ActionKind.MARK_FALSE.value)
    false = replace(closed, outcome=ActionKind.MARK_FALSE.value, veracity=Veracity.REFUTED, confirmed_by=None)
    return _material(false, Change.DENIED)


def _mark_not_ours(incident: Incident, action: Action) -> Incident:
    return _material(_close(incident, action, outcome=ActionKind.MARK_NOT_OURS.value), Change.CORRECTED)


def _close(incident: Incident, action: Action, *, outcome: str) -> Incident:
    if not incident.is_open:
        return incident
    return replace(
        incident, status=IncidentStatus.CLOSED, closed_at=action.at, outcome=outcome, updated_at=action.at, changes=()
    )


def _publish_statement(incident: Incident, action: Action) -> Incident:
    clock = incident.clock
    if clock is None or clock.stopped_at is not None:
        return incident
    url = action.arg("url")
    stopped = replace(clock, stopped_at=action.at, statement_url=str(url) if url else None)
    return replace(incident, clock=stopped, updated_at=action.at)


def _override_level(incident: Incident, action: Action) -> Incident:
    level = Severity[str(action.arg("level"))]
    if level is incident.level:
        return replace(incident, level_override=level)
    change = Change.LEVEL_UP if level > incident.level else Change.LEVEL_DOWN
    changed = replace(
        incident,
        level=level,
        level_override=level,
        level_since=action.at if level > incident.level else incident.level_since,
        updated_at=action.at,
    )
    return _material(changed, change)


def _material(incident: Incident, change: Change) -> Incident:
    return replace(incident, revision=incident.revision + 1, changes=(change,))


_ACTS: dict[ActionKind, Callable[[Incident, Action], Incident]] = {
    ActionKind.ACKNOWLEDGE: _acknowledge,
    ActionKind.RECEIVE: _receive,
    ActionKind.DETERMINE: _determine,
    ActionKind.CONFIRM: _confirm,
    ActionKind.RESOLVE: _resolve,
    ActionKind.MARK_FALSE: _mark_false,
    ActionKind.MARK_NOT_OURS: _mark_not_ours,
    ActionKind.PUBLISH_STATEMENT: _publish_statement,
    ActionKind.OVERRIDE_LEVEL: _override_level,
}
