"""People's acts: find the incident, apply the act, tell whom it concerns, keep the trace."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime, timedelta

from alerts.words import ACTIONS
from monitor.core.events import ClockChanged, IncidentChanged
from monitor.core.handling import Action, ActionKind, IncidentEvent, OperatorWarning, Silence
from monitor.core.incidents import Incident
from monitor.core.plan import Contact
from monitor.stages.judging import Judge, current_incident, load_story, merge_incident
from monitor.stages.parts import Ledger, Parts
from monitor.stages.telling import tell, warn
from monitor.stories.actions import apply_action
from monitor.stories.incidents import decide_incident

DEFAULT_SILENCE = timedelta(hours=4)


def act(parts: Parts, judge: Judge, action: Action) -> Incident | None:
    """Do what a person asked. Returns the incident as it stands then; None when there was none to act on.

    An act that finds no incident is an operator's warning, never silence.
    """
    # A merge moves stories: no item may be placed by what was known before it.
    placing = judge.standing_still() if action.kind is ActionKind.MERGE else nullcontext()
    with placing, parts.store.transaction() as tx:
        ledger = Ledger(tx)
        incident = _act(ledger, parts, judge, action)
    for event in ledger.events:
        parts.sink(event)
    return incident


def _act(ledger: Ledger, parts: Parts, judge: Judge, action: Action) -> Incident | None:
    now = action.at
    if action.kind is ActionKind.CHANGE_CONTACT:
        _change_contact(ledger, action)
        return None
    incident = _find(ledger, action)
    if incident is None:
        text = f"Không có sự cố nào chứa tin «{action.item_id or action.incident_id}» để {ACTIONS[action.kind]}."
        warn(
            ledger,
            OperatorWarning(
                now, "item", text, key=f"no-incident:{action.kind}:{action.item_id}:{int(now.timestamp())}"
            ),
        )
        return None
    ledger.tx.actions.add(action, applied_to=incident.id)
    ledger.tx.audit.add(now, action.actor, action.kind.value, incident.id, _note(action))
    ledger.tx.incidents.log(IncidentEvent(incident.id, now, "action", action.actor, note=_note(action)))
    if action.kind is ActionKind.SILENCE:
        _silence(ledger, parts, incident, action)
        return incident
    if action.kind is ActionKind.MERGE:
        return _merge(ledger, parts, judge, incident, action)
    return _apply(ledger, parts, incident, action, now=now)


def _find(ledger: Ledger, action: Action) -> Incident | None:
    if action.incident_id is not None:
        return ledger.tx.incidents.standing(action.incident_id)
    found = ledger.tx.incidents.for_item(action.item_id or "")
    return found[0] if found else None


def _apply(ledger: Ledger, parts: Parts, incident: Incident, action: Action, *, now: datetime) -> Incident:
    after = apply_action(incident, action)
    if after == incident:
        return incident
    place = len(ledger.events)
    kept = tell(ledger, parts, after, now=now)
    clock = kept.clock
    if clock is not None and clock.stopped_at == now:
        ledger.events.insert(place, ClockChanged(now, kept.id, "stopped", clock.due_at, clock.basis))
    if incident.is_open and not kept.is_open:
        ledger.events.insert(place, IncidentChanged(now, "closed", kept))
        ledger.tx.incidents.log(IncidentEvent(kept.id, now, "closed", action.actor, kept.outcome or "", kept))
    elif kept.revision > incident.revision:
        ledger.events.insert(place, IncidentChanged(now, "updated", kept))
        ledger.tx.incidents.log(IncidentEvent(kept.id, now, "updated", action.actor, action.kind.value, kept))
    return kept


def _merge(ledger: Ledger, parts: Parts, judge: Judge, loser: Incident, action: Action) -> Incident | None:
    target = ledger.tx.incidents.for_item(str(action.arg("into") or ""))
    survivor = next((i for i in target if i.is_open and i.id != loser.id), None)
    if survivor is None:
        text = f"Không gộp được: không có sự cố đang mở chứa tin «{action.arg('into')}»."
        warn(ledger, OperatorWarning(action.at, "item", text, key=f"merge:{loser.id}:{action.arg('into')}"))
        return loser
    merge_incident(ledger, loser, survivor, now=action.at)
    judge.merge_stories(ledger.tx, loser.story_id, survivor.story_id, now=action.at)
    view = load_story(ledger.tx, survivor.story_id)
    decision = decide_incident(
        view, current_incident(ledger.tx, survivor.story_id), context=parts.context, now=action.at
    )
    return tell(ledger, parts, decision.incident or survivor, now=action.at)


def _silence(ledger: Ledger, parts: Parts, incident: Incident, action: Action) -> None:
    minutes = action.arg("minutes")
    asked = timedelta(minutes=float(minutes)) if minutes else DEFAULT_SILENCE
    until = action.at + min(asked, parts.plan.alerts.silence_max)
    reason = str(action.arg("reason") or "")
    ledger.tx.silences.add(Silence(incident.id, action.actor, until, reason, incident.level, action.at))
    # The silence's end is a moment at which something may change.
    ledger.tx.incidents.put(replace(incident, updated_at=action.at), next_due_at=action.at)


def _change_contact(ledger: Ledger, action: Action) -> None:
    unit = str(action.arg("unit") or action.actor)
    contact = Contact(
        person=str(action.arg("person") or ""), email=str(action.arg("email") or ""), zalo=str(action.arg("zalo") or "")
    )
    ledger.tx.contacts.set(unit, contact, at=action.at)
    ledger.tx.actions.add(action, applied_to=None)
    ledger.tx.audit.add(action.at, action.actor, action.kind.value, unit, "")


def _note(action: Action) -> str:
    shown = "; ".join(f"{name}={value}" for name, value in action.args if value is not None)
    return f"{action.kind.value} {shown}".strip()
