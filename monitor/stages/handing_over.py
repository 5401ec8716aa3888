"""Handing an incident to another unit: asked, taken or not. Whoever asks keeps the case until somebody takes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from monitor.core.casework.cases import Author, CaseBody, Origin, TransferAnswered, TransferAsked
from monitor.core.events import IncidentChanged
from monitor.core.handling import Action, ActionKind, IncidentEvent, OperatorWarning
from monitor.core.incidents import Change, Incident
from monitor.stages.alarming import warn
from monitor.stages.case_events import Rejected, WriteOutcome, Written, append_to_case, case_of
from monitor.stages.parts import Ledger, Parts
from monitor.stages.telling import tell

HAND_OVERS = frozenset({ActionKind.TRANSFER, ActionKind.TAKE_OVER, ActionKind.DECLINE_TRANSFER})


def hand_over(
    ledger: Ledger, parts: Parts, incident: Incident, body: CaseBody, *, by: Author, at: datetime, seen: int | None
) -> tuple[WriteOutcome, Incident]:
    """Write a `TransferAsked` or `TransferAnswered` and tell whom it concerns; the incident as it stands then."""
    outcome = append_to_case(ledger.tx, parts.plan, incident, body, by=by, at=at, seen=seen)
    if not isinstance(outcome, Written) or not incident.is_open:
        return outcome, incident
    if not (isinstance(body, TransferAnswered) and body.accepted):
        return outcome, tell(ledger, parts, incident, now=at)
    taken = replace(incident, revision=incident.revision + 1, changes=(Change.UNITS,), updated_at=at)
    place = len(ledger.events)
    kept = tell(ledger, parts, taken, now=at)
    ledger.events.insert(place, IncidentChanged(at, "updated", kept))
    ledger.tx.incidents.log(IncidentEvent(kept.id, at, "updated", by.unit, "take_over", kept))
    return outcome, kept


def act_on_transfer(ledger: Ledger, parts: Parts, incident: Incident, action: Action) -> Incident:
    """The same by an act of a unit, which names no version. What the rules refuse is an operator's warning."""
    by = Author(_unit_name(parts, action.actor), action.actor, Origin.COMMAND)
    outcome, after = hand_over(ledger, parts, incident, _body(ledger, incident, action), by=by, at=action.at, seen=None)
    if isinstance(outcome, Rejected):
        key = f"transfer:{incident.id}:{action.actor}:{int(action.at.timestamp())}"
        warn(ledger, OperatorWarning(action.at, "item", f"Không chuyển được sự cố: {outcome.reason}", key))
    return after


def _body(ledger: Ledger, incident: Incident, action: Action) -> CaseBody:
    reason = str(action.arg("reason") or "")
    if action.kind is ActionKind.TRANSFER:
        return TransferAsked(str(action.arg("to") or ""), reason)
    waiting = case_of(ledger.tx, incident.id).pending_transfer
    number = waiting.number if waiting is not None else 0
    return TransferAnswered(number, accepted=action.kind is ActionKind.TAKE_OVER, reason=reason)


def _unit_name(parts: Parts, unit_id: str) -> str:
    return parts.plan.unit(unit_id).name if parts.plan.has_unit(unit_id) else unit_id
