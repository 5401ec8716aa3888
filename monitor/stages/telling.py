"""From an incident to messages in the outbox, and from the outbox to people. Decisions are made in `alerts`."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from alerts.channels.base import Channel
from alerts.outbox import Step, StepKind, choose_channel, next_step, recipient_for
from alerts.policy import BUDGETED_KINDS, THREAD_KINDS, AlertCase, AlertIntent, Told, clock_intents, decide_alerts
from alerts.render import render, render_digest
from alerts.words import DELIVERY_CHANNELS
from monitor.core.clock import at_local, local_date, show_time
from monitor.core.events import ClockChanged, Notified, NotSent, Warned
from monitor.core.handling import DigestLine, IncidentEvent, OperatorWarning, OutboxEntry, Suppressed
from monitor.core.incidents import Incident
from monitor.core.items import Item
from monitor.core.labels import Severity
from monitor.core.notifications import DeliveryOutcome, Notification, NotificationKind, Recipient, Retry, Sent
from monitor.stages.parts import Ledger, Parts
from monitor.store.database import Tx
from monitor.stories.clocks import due_warnings, next_warning, statement_clock

log = logging.getLogger(__name__)

DELIVERY_LEASE = timedelta(seconds=60)
"""After this a claimed message is taken to be lost in a crash and is sent again under the same key."""
DELIVERIES_A_PASS = 1000
"""A guard: a message that stays due at the same moment must not hang the product."""
BUDGET = "budget"
TRAY = "desk"
"""Candidates are not mailed: they wait on the desk."""
OVERDUE = 1.0


def tell(ledger: Ledger, parts: Parts, incident: Incident, *, now: datetime) -> Incident:
    """Keep the incident's clock, decide what to send, put it in the outbox, save all. Returns the saved snapshot."""
    incident = _keep_clock(ledger, parts, incident, now=now)
    decision = decide_alerts(_case(ledger.tx, parts, incident, now=now), plan=parts.plan, now=now)
    _enqueue(ledger, parts, incident, decision.send, now=now)
    for suppressed in decision.suppressed:
        suppress(ledger, suppressed)
    over_budget = {row.unit for row in decision.suppressed if row.reason == BUDGET}
    for unit in decision.digest:
        _add_digest_line(ledger, incident, unit, reason=BUDGET if unit in over_budget else "digest", now=now)
    moments = [m for m in (decision.next_due_at, next_warning(incident, parts.plan)) if m is not None]
    ledger.tx.incidents.put(incident, next_due_at=min(moments, default=None))
    return incident


def suppress(ledger: Ledger, suppressed: Suppressed) -> None:
    """List a message that was not sent, once."""
    if ledger.tx.suppressed.add(suppressed):
        ledger.tell(NotSent(suppressed.at, suppressed))


def warn(ledger: Ledger, warning: OperatorWarning) -> None:
    """Tell the IT officer, once per key."""
    if ledger.tx.warnings.add(warning):
        ledger.tell(Warned(warning.at, warning))


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


def _case(tx: Tx, parts: Parts, incident: Incident, *, now: datetime) -> AlertCase:
    since = now - parts.plan.alerts.budget_window
    entries = tx.outbox.for_incident(incident.id)
    told = tuple(_told(entry) for entry in entries)
    units = {*incident.units, *incident.copy_units, *(t.unit for t in told)}
    units |= {parts.plan.alerts.office_unit, parts.plan.alerts.spokesperson_unit, parts.plan.alerts.leadership_unit}
    units |= {sub for unit in tuple(units) if parts.plan.has_unit(unit) for sub in parts.plan.unit(unit).substitutes}
    pushes = {unit: _counted_pushes(tx.outbox.pushes_since(unit, since)) for unit in units}
    return AlertCase(
        incident=incident,
        told=told,
        silences=tx.silences.active(incident.id, now),
        pushes=pushes,
        suppressed=tx.suppressed.for_incident(incident.id),
    )


def _counted_pushes(entries: Sequence[OutboxEntry]) -> int:
    return sum(e.notification.kind in BUDGETED_KINDS and e.notification.level is not Severity.S4 for e in entries)


def _told(entry: OutboxEntry) -> Told:
    message = entry.notification
    return Told(
        unit=message.unit, kind=message.kind, level=message.level or Severity.S0, revision=message.revision,
        created_at=message.created_at, key=message.key,
    )  # fmt: skip


def _enqueue(
    ledger: Ledger, parts: Parts, incident: Incident, intents: Sequence[AlertIntent], *, now: datetime
) -> None:
    if not intents:
        return
    items = _cited_items(ledger.tx, incident)
    for intent in intents:
        notification = render(
            intent, incident, items=items, plan=parts.plan, base_url=parts.base_url, signer=parts.signer, now=now
        )
        if not ledger.tx.outbox.add(notification, next_at=now):
            continue
        if notification.kind is NotificationKind.CANDIDATE:
            ledger.tx.outbox.sent(notification.key, channel=TRAY, recipient="", provider_id="", at=now)
            ledger.tell(Notified(now, TRAY, notification))


def _cited_items(tx: Tx, incident: Incident) -> dict[str, Item]:
    return tx.items.many(incident.item_ids[-40:])


def _add_digest_line(ledger: Ledger, incident: Incident, unit: str, *, reason: str, now: datetime) -> None:
    line = DigestLine(
        unit=unit, incident_id=incident.id, item_id=incident.item_ids[-1], level=incident.level,
        labels=incident.labels, text=incident.title, added_at=now, reason=reason,
    )  # fmt: skip
    ledger.tx.digests.add(line, key=f"{incident.id}:{unit}:{incident.revision}")


def run_clock(ledger: Ledger, parts: Parts, incident: Incident, *, now: datetime) -> Incident:
    """Send the clock warnings that have come due, then judge the incident again by time alone."""
    fractions = due_warnings(incident, parts.plan, now=now)
    if fractions and incident.clock is not None:
        # After an outage several may be due at once: only the latest is worth a message.
        latest = fractions[-1:]
        _enqueue(ledger, parts, incident, clock_intents(incident, latest, plan=parts.plan), now=now)
        incident = replace(incident, clock_warned=latest[0])
        event = "overdue" if latest[0] >= OVERDUE else "warning"
        if incident.clock is not None:
            ledger.tell(ClockChanged(now, incident.id, event, incident.clock.due_at, incident.clock.basis))
        ledger.tx.incidents.log(
            IncidentEvent(incident.id, now, "clock", note=f"đã qua {latest[0]:.0%} thời hạn phát ngôn")
        )
    return tell(ledger, parts, incident, now=now)


def send_digests(ledger: Ledger, parts: Parts, *, now: datetime) -> None:
    """At each digest time, one message per unit with everything that waited."""
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
        notification = render_digest(unit, lines, slot=slot, plan=parts.plan, base_url=parts.base_url, now=now)
        if ledger.tx.outbox.add(notification, next_at=now):
            ledger.tx.digests.mark_sent(keys, notification_key=notification.key, at=now)


def _as_it_stands(tx: Tx, line: DigestLine) -> DigestLine | None:
    """The line by its incident's present state; None when its unit was told of that in another way since."""
    incident = tx.incidents.standing(line.incident_id) if line.incident_id else None
    if incident is None:
        return line
    messages = (entry.notification for entry in tx.outbox.for_incident(incident.id))
    if any(message.unit == line.unit and message.kind in THREAD_KINDS for message in messages):
        return None
    return replace(line, incident_id=incident.id, level=incident.level, labels=incident.labels, text=incident.title)


def latest_slot(times: Sequence[time], now: datetime) -> datetime:
    """The last moment of the local times `times` that is not after `now`."""
    days = (local_date(now), local_date(now) - timedelta(days=1))
    return max(at_local(day, hour) for day in days for hour in times if at_local(day, hour) <= now)


def next_slot(times: Sequence[time], now: datetime) -> datetime:
    """The first moment of the local times `times` that is after `now`."""
    days = (local_date(now), local_date(now) + timedelta(days=1))
    return min(at_local(day, hour) for day in days for hour in times if at_local(day, hour) > now)


def deliver(parts: Parts, *, now: datetime, lease: timedelta = DELIVERY_LEASE) -> int:
    """Hand what is due at `now` in the outbox to the channels; returns how many messages were accepted.

    Messages are claimed one at a time: a kill leaves at most one in doubt, and a slow channel lets no other claim run
    out. The send happens outside any transaction; only after the provider's acceptance is it marked. A crash in between
    repeats the message under the same key, after the `lease`, rather than losing it.
    """
    accepted = 0
    for _ in range(DELIVERIES_A_PASS):
        if parts.stopping.is_set():
            break
        began = parts.clock.now()
        with parts.store.transaction() as tx:
            # What is due by now, not by the start of the pass: a push must not wait behind a hundred digests.
            claimed = tx.outbox.claim(max(began, now), limit=1, lease=lease)
        if not claimed:
            break
        accepted += _deliver_one(parts, claimed[0], now=began)
    return accepted


def _deliver_one(parts: Parts, entry: OutboxEntry, *, now: datetime) -> bool:
    notification = entry.notification
    with parts.store.transaction() as tx:
        recipient = recipient_for(notification.unit, parts.plan, tx.contacts.of(notification.unit))
    name = choose_channel(recipient, order=parts.channel_order, tried=entry.tried)
    if name is None:
        _give_up(parts, entry, reason="chưa có địa chỉ liên hệ nào dùng được", now=now)
        return False
    outcome = _hand_over(parts.channels[name], notification, recipient, now=now)
    if isinstance(outcome, Sent):
        parts.sink(Notified(now, name, notification))
    step = next_step(
        replace(entry, channel=name), outcome, recipient=recipient, order=parts.channel_order, plan=parts.plan,
        now=now, jitter=parts.random.random(),
    )  # fmt: skip
    return _record(parts, entry, name, recipient_name=recipient.person, outcome=outcome, step=step, now=now)


def _hand_over(channel: Channel, notification: Notification, recipient: Recipient, *, now: datetime) -> DeliveryOutcome:
    """A channel that our own code fails in counts as one that is down: others follow, then the operator hears of it."""
    try:
        return channel.deliver(notification, recipient, now=now)
    except Exception:
        log.exception("channel failed name=%s key=%s", channel.name, notification.key)
        return Retry("lỗi trong chương trình, xem nhật ký")


def _record(
    parts: Parts,
    entry: OutboxEntry,
    channel: str,
    *,
    recipient_name: str,
    outcome: DeliveryOutcome,
    step: Step,
    now: datetime,
) -> bool:
    key = entry.notification.key
    if step.kind is StepKind.FAIL:
        _give_up(parts, entry, reason=step.reason, now=now)
        return False
    with parts.store.transaction() as tx:
        ledger = Ledger(tx)
        if isinstance(outcome, Sent):
            tx.outbox.sent(key, channel=channel, recipient=recipient_name, provider_id=outcome.provider_id, at=now)
        elif step.kind is StepKind.NEXT_CHANNEL:
            tx.outbox.next_channel(key, refused_channel=channel, next_at=step.next_at, reason=step.reason)
            warn(ledger, _channel_warning(channel, step.reason, now=now))
        else:
            tx.outbox.retry(key, next_at=step.next_at, reason=step.reason, channel=channel, recipient=recipient_name)
            if step.warn:
                warn(ledger, _channel_warning(channel, step.reason, now=now))
    for event in ledger.events:
        parts.sink(event)
    return isinstance(outcome, Sent)


def _channel_warning(channel: str, reason: str, *, now: datetime) -> OperatorWarning:
    name = DELIVERY_CHANNELS.get(channel, channel)
    text = f"Kênh {name} chưa gửi được tin: {reason}. Hệ thống tiếp tục thử; hãy kiểm tra cấu hình kênh này."
    return OperatorWarning(now, "channel", text, key=f"channel:{channel}:{now:%Y-%m-%dT%H}")


def _give_up(parts: Parts, entry: OutboxEntry, *, reason: str, now: datetime) -> None:
    # A unit may have left the plan since the message was written.
    unit_id = entry.notification.unit
    unit = parts.plan.unit(unit_id).name if parts.plan.has_unit(unit_id) else unit_id
    text = (
        f"Không gửi được tin «{entry.notification.subject}» cho {unit} bằng bất kỳ kênh nào ({reason}). "
        "Hãy báo trực tiếp cho đơn vị và sửa địa chỉ liên hệ."
    )
    with parts.store.transaction() as tx:
        ledger = Ledger(tx)
        tx.outbox.fail(entry.notification.key, reason=reason, at=now)
        warn(ledger, OperatorWarning(now, "channel", text, key=f"undelivered:{entry.notification.key}"))
    for event in ledger.events:
        parts.sink(event)
