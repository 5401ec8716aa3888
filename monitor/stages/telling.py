"""From an incident to messages in the outbox. Decisions are made in `alerts`; sending is `delivering`'s."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from alerts.alert_case import BUDGET, INHIBITED, THREAD_KINDS, AlertIntent
from alerts.escalating import LAST_CALL
from alerts.policy import decide_alerts
from alerts.render import render
from alerts.render_digest import ThemeOfDay, render_digest
from alerts.tiers import is_province_wide
from monitor.core.casework.cases import with_hand_overs
from monitor.core.clock import at_local, local_date, show_time
from monitor.core.events import ClockChanged, Notified, NotSent
from monitor.core.handling import DigestLine, IncidentEvent, Suppressed
from monitor.core.incidents import Incident
from monitor.core.items import Item
from monitor.core.notifications import NotificationKind
from monitor.core.plan import Plan
from monitor.core.public_names import public_title
from monitor.stages.alarming import tell_unanswered
from monitor.stages.alert_context import alert_case
from monitor.stages.case_events import case_of
from monitor.stages.parts import Ledger, Parts
from monitor.store.database import Tx
from monitor.stories.clocks import next_warning, statement_clock

TRAY = "desk"
"""Candidates are not mailed: they wait on the desk."""
LOCAL_ROLES = frozenset({"district", "commune", "attached"})
"""Units that see their own place; what the whole province talks of is not theirs."""
DIGEST_REASONS = (BUDGET, INHIBITED)
"""Why a message became a line of the digest; the line says so."""


def tell(ledger: Ledger, parts: Parts, incident: Incident, *, now: datetime) -> Incident:
    """Keep the incident's clock, decide what to send, put it in the outbox, save all. Returns the saved snapshot."""
    transfers = case_of(ledger.tx, incident.id).transfers
    incident = replace(incident, units=with_hand_overs(incident.units, transfers))
    incident = _keep_clock(ledger, parts, incident, now=now)
    case = alert_case(ledger.tx, parts.plan, incident, transfers, now=now)
    decision = decide_alerts(case, plan=parts.plan, now=now)
    enqueue(ledger, parts, incident, decision.send, now=now)
    for suppressed in decision.suppressed:
        suppress(ledger, suppressed)
    reasons = {row.unit: row.reason for row in decision.suppressed if row.reason in DIGEST_REASONS}
    for unit in decision.digest:
        _add_digest_line(ledger, incident, unit, reason=reasons.get(unit, "digest"), now=now)
    if decision.unanswered:
        tell_unanswered(ledger, parts, incident, now=now)
    moments = (decision.next_due_at, next_warning(incident, parts.plan), incident.clock_held_until)
    ledger.tx.incidents.put(incident, next_due_at=min((m for m in moments if m is not None), default=None))
    _mark_wide(ledger.tx, incident)
    return incident


def _mark_wide(tx: Tx, incident: Incident) -> None:
    if incident.is_open and is_province_wide(incident):
        tx.cases.mark_wide(incident.id, incident.incident_type)
    else:
        tx.cases.unmark_wide(incident.id)


def suppress(ledger: Ledger, suppressed: Suppressed) -> None:
    """List a message that was not sent, once."""
    if ledger.tx.suppressed.add(suppressed):
        ledger.tell(NotSent(suppressed.at, suppressed))


def _keep_clock(ledger: Ledger, parts: Parts, incident: Incident, *, now: datetime) -> Incident:
    clock = statement_clock(incident, parts.plan)
    if clock == incident.clock:
        return incident
    if clock is not None and clock.stopped_at is None:
        # A due time that moves (the hour became known, a person took the case in) is told like a start.
        ledger.tell(ClockChanged(now, incident.id, "started", clock.due_at, clock.basis))
        note = f"bắt đầu tính từ {show_time(clock.started_at)}, hạn {show_time(clock.due_at)}"
        ledger.tx.incidents.log(IncidentEvent(incident.id, now, "clock", note=note))
    return replace(incident, clock=clock)


def enqueue(ledger: Ledger, parts: Parts, incident: Incident, intents: Sequence[AlertIntent], *, now: datetime) -> None:
    """Write the messages and put them in the outbox; candidates are at once in their tray."""
    if not intents:
        return
    items, names = _cited_items(ledger.tx, incident), parts.source_names()
    for intent in intents:
        plan = _with_contacts(ledger.tx, parts.plan, incident.units) if intent.step == LAST_CALL else parts.plan
        notification = render(
            intent, incident, items=items, plan=plan, base_url=parts.base_url, signer=parts.signer, now=now,
            source_names=names,
        )  # fmt: skip
        if not ledger.tx.outbox.add(notification, next_at=now):
            continue
        if notification.kind is NotificationKind.CANDIDATE:
            ledger.tx.outbox.sent(notification.key, channel=TRAY, recipient="", provider_id="", at=now)
            ledger.tell(Notified(now, TRAY, notification))


def _with_contacts(tx: Tx, plan: Plan, units: Sequence[str]) -> Plan:
    """The plan with whoever is on duty now: a leader at night must not be sent to call somebody who left."""
    changed = {unit: contact for unit in units if (contact := tx.contacts.of(unit)) is not None}
    told = (replace(u, contacts=(changed[u.id], *u.contacts[1:])) if u.id in changed else u for u in plan.units)
    return replace(plan, units=tuple(told))


def _cited_items(tx: Tx, incident: Incident) -> dict[str, Item]:
    return tx.items.many(incident.item_ids[-40:])


def _add_digest_line(ledger: Ledger, incident: Incident, unit: str, *, reason: str, now: datetime) -> None:
    line = DigestLine(
        unit=unit, incident_id=incident.id, item_id=incident.item_ids[-1], level=incident.level,
        labels=incident.labels, text=public_title(incident), added_at=now, reason=reason,
    )  # fmt: skip
    ledger.tx.digests.add(line, key=f"{incident.id}:{unit}:{incident.revision}")


def is_digest_time(tx: Tx, parts: Parts, *, now: datetime) -> bool:
    """Whether a digest time has come that was not seen yet."""
    return tx.meta.get("digest_slot") != latest_slot(parts.plan.alerts.digest_times, now).isoformat()


def digests_wait(tx: Tx, parts: Parts, *, now: datetime) -> bool:
    """Whether a digest time has come for which something is to be sent."""
    last = tx.meta.get("digest_slot")
    is_due = last is not None and last != latest_slot(parts.plan.alerts.digest_times, now).isoformat()
    return is_due and bool(tx.digests.pending_units())


def send_digests(ledger: Ledger, parts: Parts, *, now: datetime, themes: Sequence[ThemeOfDay] = ()) -> None:
    """At each digest time, one message per unit with everything that waited.

    `themes`, the day's volume, go to those who look after the whole province.
    """
    slot = latest_slot(parts.plan.alerts.digest_times, now)
    last = ledger.tx.meta.get("digest_slot")
    if last == slot.isoformat():
        return
    ledger.tx.meta.set("digest_slot", slot.isoformat())
    if last is None:
        return
    for unit in ledger.tx.digests.pending_units():
        pending = ledger.tx.digests.pending(unit)
        keys = tuple(key for key, _ in pending)
        current = (_as_it_stands(ledger.tx, line) for _, line in pending)
        lines = tuple(line for line in current if line is not None)
        if not lines:
            ledger.tx.digests.mark_sent(keys, notification_key="", at=now)
            continue
        notification = render_digest(
            unit, lines, slot=slot, plan=parts.plan, base_url=parts.base_url, now=now,
            themes=themes if _is_provincial(unit, parts) else (),
        )  # fmt: skip
        if ledger.tx.outbox.add(notification, next_at=now):
            ledger.tx.digests.mark_sent(keys, notification_key=notification.key, at=now)


def _is_provincial(unit: str, parts: Parts) -> bool:
    return parts.plan.has_unit(unit) and parts.plan.unit(unit).role not in LOCAL_ROLES


def _as_it_stands(tx: Tx, line: DigestLine) -> DigestLine | None:
    """The line by its incident's present state; None when its unit was told of that in another way since."""
    incident = tx.incidents.standing(line.incident_id) if line.incident_id else None
    if incident is None:
        return line
    messages = (entry.notification for entry in tx.outbox.for_incident(incident.id))
    if any(message.unit == line.unit and message.kind in THREAD_KINDS for message in messages):
        return None
    text = public_title(incident)
    return replace(line, incident_id=incident.id, level=incident.level, labels=incident.labels, text=text)


def latest_slot(times: Sequence[time], now: datetime) -> datetime:
    """The last moment of the local times `times` that is not after `now`."""
    days = (local_date(now), local_date(now) - timedelta(days=1))
    return max(at_local(day, hour) for day in days for hour in times if at_local(day, hour) <= now)


def next_slot(times: Sequence[time], now: datetime) -> datetime:
    """The first moment of the local times `times` that is after `now`."""
    days = (local_date(now), local_date(now) + timedelta(days=1))
    return min(at_local(day, hour) for day in days for hour in times if at_local(day, hour) > now)
