"""Warnings of the statement clock. A warning that comes due at night waits for the morning if the deadline lets it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from alerts.policy import clock_intents
from alerts.tiers import warning_time
from monitor.core.events import ClockChanged
from monitor.core.handling import IncidentEvent
from monitor.core.incidents import Incident
from monitor.stages.parts import Ledger, Parts
from monitor.stages.telling import enqueue, tell
from monitor.stories.clocks import due_warnings

OVERDUE = 1.0


def run_clock(ledger: Ledger, parts: Parts, incident: Incident, *, now: datetime) -> Incident:
    """Note and send the clock warnings that have come due, then judge the incident again by time alone."""
    incident = _note_due(ledger, parts, incident, now=now)
    held_until = incident.clock_held_until
    if held_until is not None:
        running = incident.is_open and incident.clock is not None and incident.clock.stopped_at is None
        if running and held_until <= now:
            intents = clock_intents(incident, (incident.clock_warned,), plan=parts.plan)
            enqueue(ledger, parts, incident, intents, now=now)
        if not running or held_until <= now:
            incident = replace(incident, clock_held_until=None)
    return tell(ledger, parts, incident, now=now)


def _note_due(ledger: Ledger, parts: Parts, incident: Incident, *, now: datetime) -> Incident:
    """The clock tells its fractions to the minute, whether people are woken for them or not."""
    fractions = due_warnings(incident, parts.plan, now=now)
    clock = incident.clock
    if not fractions or clock is None:
        return incident
    # After an outage several may be due at once: only the latest is worth a message.
    latest = fractions[-1]
    ledger.tell(
        ClockChanged(now, incident.id, "overdue" if latest >= OVERDUE else "warning", clock.due_at, clock.basis)
    )
    ledger.tx.incidents.log(IncidentEvent(incident.id, now, "clock", note=f"đã qua {latest:.0%} thời hạn phát ngôn"))
    when = warning_time(now, clock.due_at, parts.plan.alerts)
    return replace(incident, clock_warned=latest, clock_held_until=when)
