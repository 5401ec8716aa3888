"""People's acts: find the incident, apply the act, tell whom it concerns, keep the trace."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime, timedelta

from alerts.words import ACTIONS
from monitor.core.clock import parse_time
from monitor.core.errors import ConflictError
from monitor.core.events import ClockChanged, IncidentChanged
from monitor.core.handling import Action, ActionKind, IncidentEvent, OperatorWarning, Silence
from monitor.core.incidents import Incident
from monitor.core.plan import Contact
from monitor.stages.alarming import warn
from monitor.stages.deciding import current_incident, load_story, merge_incident
from monitor.stages.handing_over import HAND_OVERS, act_on_transfer
from monitor.stages.judging import Judge
from monitor.stages.parts import Ledger, Parts
from monitor.stages.telling import tell
from monitor.stories.actions import apply_action
from monitor.stories.incidents import decide_incident

DEFAULT_SILENCE = timedelta(hours=4)


def act(parts: Parts, judge: Judge, action: Action) -> Incident | None:
    """Do what a person asked. Returns the incident as it stands then; None when there was none to act on.

    An act that finds no incident is an operator's warning, never silence. Raises ConflictError, with nothing done, when
    the act names what the person saw (`Action.expects`) and that is no longer so.
    """
    # A merge moves stories: no item may be placed by what was known before it.
    placing = judge.standing_still() if action.kind is ActionKind.MERGE else nullcontext()
    with placing, parts.store.transaction() as tx:
        ledger = Ledger(tx)
        incident = act_within(ledger, parts, judge, action)
    for event in ledger.events:
        parts.sink(event)
    return incident


def act_within(ledger: Ledger, parts: Parts, judge: Judge, action: Action) -> Incident | None:
    """The same inside a transaction in work; whoever opened it tells the ledger's events after the commit.

    A merge needs `judge.standing_still()` around the transaction: use `act` for that.
    """
    now = action.at
    if action.kind is ActionKind.CHANGE_CONTACT:
        _change_contact(ledger, parts, action)
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
    if action.expects and action.expects != incident.handling_mark:
        raise ConflictError(f"somebody acted on {incident.id} since it was read", incident_id=incident.id)
    ledger.tx.actions.add(action, applied_to=incident.id)
    ledger.tx.audit.add(now, action.actor, action.kind.value, incident.id, _note(action), person=action.person)
    note = IncidentEvent(incident.id, now, "action", action.actor, note=_note(action), person=action.person)
    ledger.tx.incidents.log(note)
    if action.kind is ActionKind.SILENCE:
        _silence(ledger, parts, incident, action)
        return incident
    if action.kind is ActionKind.MERGE:
        return _merge(ledger, parts, judge, incident, action)
    if action.kind in HAND_OVERS:
        return act_on_transfer(ledger, parts, incident, action)
    return _apply(ledger, parts, incident, action, now=now)


def _find(ledger: Ledger, action: Action) -> Incident | None:
    if action.incident_id is not None:
        return ledger.tx.incidents.standing(action.incident_id)
    found = ledger.tx.incidents.for_item(action.item_id or "")
    return found[0] if found else None


def _apply(ledger: Ledger, parts: Parts, incident: Incident, action: Action, *, now: datetime) -> Incident:
    after = _as_people_said(apply_action(incident, action), action)
    if after == incident:
        return incident
    place = len(ledger.events)
    kept = tell(ledger, parts, after, now=now)
    clock = kept.clock
    was_running = incident.clock is not None and incident.clock.stopped_at is None
    if was_running and clock is not None and clock.stopped_at is not None:
        ledger.events.insert(place, ClockChanged(now, kept.id, "stopped", clock.due_at, clock.basis))
    if incident.is_open and not kept.is_open:
        ledger.events.insert(place, IncidentChanged(now, "closed", kept))
        ledger.tx.incidents.log(IncidentEvent(kept.id, now, "closed", action.actor, kept.outcome or "", kept))
    elif kept.revision > incident.revision:
        ledger.events.insert(place, IncidentChanged(now, "updated", kept))
        ledger.tx.incidents.log(IncidentEvent(kept.id, now, "updated", action.actor, action.kind.value, kept))
    return kept


def _as_people_said(incident: Incident, action: Action) -> Incident:
    """Times that people give with an act: when a statement was made, until when a closed incident is watched."""
    until = action.arg("watch_until")
    if action.kind is ActionKind.RESOLVE and until and not incident.is_open:
        return replace(incident, watched_until=parse_time(str(until)))
    return _stated_when_said(incident, action)


def _stated_when_said(incident: Incident, action: Action) -> Incident:
    """A statement written down later stops the clock at the moment it was made (`published_at`), not of the writing."""
    said = action.arg("published_at")
    clock = incident.clock
    if action.kind is not ActionKind.PUBLISH_STATEMENT or not said or clock is None or clock.stopped_at != action.at:
        return incident
    moment = min(max(parse_time(str(said)), clock.started_at), action.at)
    return replace(incident, clock=replace(clock, stopped_at=moment))


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


def _change_contact(ledger: Ledger, parts: Parts, action: Action) -> None:
    unit = str(action.arg("unit") or action.actor)
    planned = parts.plan.unit(unit).contacts if parts.plan.has_unit(unit) else ()
    known = ledger.tx.contacts.of(unit) or next(iter(planned), None)
    ledger.tx.contacts.set(unit, changed_contact(known, action), at=action.at)
    ledger.tx.actions.add(action, applied_to=None)
    ledger.tx.audit.add(action.at, action.actor, action.kind.value, unit, "", person=action.person)


def changed_contact(known: Contact | None, action: Action) -> Contact:
    """The contact that an action sets; `known` is who stands there now.

    Somebody else brings all their addresses. The same person keeps those that the action does not speak of.
    """
    person, email, zalo = (str(action.arg(name) or "") for name in ("person", "email", "zalo"))
    base = known if known is not None and person == known.person else Contact(person)
    phone = base.phone if action.arg("phone") is None else str(action.arg("phone"))
    return replace(base, email=email, zalo=zalo, phone=phone) if email or zalo else replace(base, phone=phone)


def _note(action: Action) -> str:
    shown = "; ".join(f"{name}={value}" for name, value in action.args if value is not None)
    return f"{action.kind.value} {shown}".strip()
