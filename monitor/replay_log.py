"""Events as lines of the log that `monitor replay` writes, in the form of the command-line contract."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from monitor.core.clock import iso
from monitor.core.events import ClockChanged, Event, IncidentChanged, Notified, NotSent, StoryAssigned, Warned
from monitor.core.notifications import CitedReason


def event_to_record(event: Event) -> dict[str, Any]:
    """Write an event line of the contract."""
    return {"at": iso(event.at), **_WRITERS[type(event)](event)}


def _story(event: StoryAssigned) -> dict[str, Any]:
    return {"type": "story_assigned", "item": event.item_id, "story": event.story_id, "copy_of": event.copy_of}


def _incident(event: IncidentChanged) -> dict[str, Any]:
    incident = event.incident
    return {
        "type": f"incident_{event.kind}",
        "incident": incident.id,
        "level": str(incident.level),
        "confidence": incident.confidence,
        "themes": list(incident.themes),
        "incident_type": incident.incident_type,
        "places": list(incident.places),
        "territory": incident.territory.value,
        "units": list(incident.units),
        "items": list(incident.item_ids),
        "reasons": _reasons(incident.reasons),
        "title": incident.title,
        "story": incident.story_id,
        "labels": list(incident.labels),
        "changes": [change.value for change in incident.changes],
        "outcome": incident.outcome,
        "merged_into": incident.merged_into,
    }


def _notification(event: Notified) -> dict[str, Any]:
    message = event.notification
    return {
        "type": "notification",
        "kind": message.kind.value,
        "incident": message.incident_id,
        "unit": message.unit,
        "channel": event.channel,
        "key": message.key,
        "items": list(message.item_ids),
        "level": str(message.level) if message.level is not None else None,
        "labels": list(message.labels),
        "reasons": _reasons(message.reasons),
        "subject": message.subject,
        "text": message.text,
    }


def _suppressed(event: NotSent) -> dict[str, Any]:
    row = event.suppressed
    return {"type": "suppressed", "incident": row.incident_id, "unit": row.unit, "reason": row.reason}


def _clock(event: ClockChanged) -> dict[str, Any]:
    return {
        "type": "clock", "incident": event.incident_id, "event": event.event, "due_at": iso(event.due_at),
        "basis": event.basis,
    }  # fmt: skip


def _warning(event: Warned) -> dict[str, Any]:
    return {"type": "operator_warning", "about": event.warning.about, "text": event.warning.text}


def _reasons(reasons: Iterable[CitedReason]) -> list[dict[str, str]]:
    return [{"rule": reason.rule, "item": reason.item_id, "text": reason.text} for reason in reasons]


_WRITERS: dict[type, Callable[[Any], dict[str, Any]]] = {
    StoryAssigned: _story,
    IncidentChanged: _incident,
    Notified: _notification,
    NotSent: _suppressed,
    ClockChanged: _clock,
    Warned: _warning,
}
