"""What to do after an attempt to deliver: retry, go to another channel, or give up. Pure; opens no connection."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from alerts.channels.base import UNKNOWN_RECEIPT
from alerts.circuit import blames_channel
from monitor.core.handling import OutboxEntry
from monitor.core.labels import Severity
from monitor.core.notifications import DeliveryOutcome, NotificationKind, Recipient, Refused, Retry, Sent
from monitor.core.plan import Contact, Plan, is_mobile

BACK_OFF = (timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10), timedelta(minutes=30))
"""Waits after the first, second, third and every later failure: a restart is bridged, a dead server is not pestered."""
JITTER = 0.2
"""Waits vary by this part either way, so that messages held up together do not come back together."""
URGENT_WAIT = timedelta(minutes=2)
"""A message that interrupts someone for S3 or S4 never waits longer: it is out minutes after the channel is back."""
URGENT_ATTEMPTS = 2
"""A message that interrupts someone for S3 or S4 tries the next channel after so many failures: half a minute."""
LONG_WAIT = timedelta(minutes=5)
"""An urgent message that a provider asks to wait longer (night window, spent quota) goes to the next channel."""
URGENT_KINDS = frozenset({NotificationKind.PUSH, NotificationKind.ESCALATION})
PATIENCE = timedelta(hours=6)
"""With no other channel left, an outage is waited out for so long before the message counts as lost."""
_PHONE = "phone"
ADDRESS_OF: Mapping[str, str] = {
    "email": "email",
    "zalo": "zalo",
    "zalo-oa": "zalo_oa",
    "zalo-group": "zalo_group",
    "zalo-template": _PHONE,
    "telegram": "telegram",
}
"""Which field of a recipient each channel sends to; others need no address."""


class StepKind(StrEnum):
    SENT = "sent"
    RETRY = "retry"
    NEXT_CHANNEL = "next_channel"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Step:
    """What comes next and when. `warn`: the operator should hear of it although it goes on being tried."""

    kind: StepKind
    next_at: datetime
    reason: str = ""
    warn: bool = False


def next_step(
    entry: OutboxEntry,
    outcome: DeliveryOutcome,
    *,
    recipient: Recipient,
    order: Sequence[str],
    plan: Plan,
    now: datetime,
    jitter: float,
) -> Step:
    """Decide after one attempt on `entry.channel`; `entry.attempts` counts it. `jitter` is in [0, 1)."""
    if isinstance(outcome, Sent):
        return Step(StepKind.SENT, now)
    tried = (*entry.tried, *((entry.channel,) if entry.channel else ()))
    other = choose_channel(recipient, order=order, tried=tried)
    if isinstance(outcome, Refused) and other is None and blames_channel(outcome):
        # A password or an account a person is about to repair must not cost the messages of those hours.
        waiting = Retry(outcome.reason)
        step = _after_failure(entry, waiting, has_other=False, plan=plan, now=now, jitter=jitter)
        return replace(step, warn=True)
    if isinstance(outcome, Refused):
        kind = StepKind.FAIL if other is None else StepKind.NEXT_CHANNEL
        return Step(kind, now, outcome.reason)
    return _after_failure(entry, outcome, has_other=other is not None, plan=plan, now=now, jitter=jitter)


def _after_failure(
    entry: OutboxEntry, outcome: Retry, *, has_other: bool, plan: Plan, now: datetime, jitter: float
) -> Step:
    twice_unknown = _is_unknown(outcome.reason) and _is_unknown(entry.last_error or "")
    too_long = has_other and is_urgent(entry) and (outcome.after or timedelta()) > LONG_WAIT
    spent = twice_unknown or too_long or entry.attempts >= _attempts(entry, plan, has_other=has_other)
    if spent and has_other:
        return Step(StepKind.NEXT_CHANNEL, now, outcome.reason)
    if twice_unknown or (spent and now - entry.notification.created_at >= PATIENCE):
        return Step(StepKind.FAIL, now, outcome.reason)
    wait = back_off(entry.attempts, jitter=jitter)
    wait = max(min(wait, URGENT_WAIT) if is_urgent(entry) else wait, outcome.after or timedelta())
    return Step(StepKind.RETRY, now + wait, outcome.reason, warn=spent)


def _is_unknown(reason: str) -> bool:
    """Whether the message may have arrived: one repeat is worth the risk of a duplicate, more are not."""
    return reason.startswith(UNKNOWN_RECEIPT)


def _attempts(entry: OutboxEntry, plan: Plan, *, has_other: bool) -> int:
    quick = has_other and is_urgent(entry)
    return min(URGENT_ATTEMPTS, plan.alerts.send_attempts) if quick else plan.alerts.send_attempts


def is_urgent(entry: OutboxEntry) -> bool:
    """Whether a message interrupts somebody for a serious incident."""
    message = entry.notification
    return message.kind in URGENT_KINDS and (message.level or Severity.S0) >= Severity.S3


def back_off(attempts: int, *, jitter: float) -> timedelta:
    """How long to wait after so many failures (>= 1); `jitter` in [0, 1) moves it by ±20 %."""
    wait = BACK_OFF[min(max(attempts, 1), len(BACK_OFF)) - 1]
    return wait * (1 + JITTER * (2 * jitter - 1))


def choose_channel(
    recipient: Recipient, *, order: Sequence[str], tried: Collection[str], down: Collection[str] = ()
) -> str | None:
    """Return the first channel not tried that can reach the recipient; None when none is left.

    The person's own order comes before `order`. One that is `down` is chosen only when nothing else reaches them.
    """
    wanted = (*(name for name in recipient.prefers if name in order), *order)
    usable = [name for name in wanted if name not in tried and reaches(name, recipient)]
    return next((name for name in usable if name not in down), usable[0] if usable else None)


def reaches(channel: str, recipient: Recipient) -> bool:
    """Whether the recipient has what the channel sends to."""
    address = ADDRESS_OF.get(channel)
    if address == _PHONE:
        return is_mobile(recipient.phone)
    return address is None or bool(getattr(recipient, address))


def recipient_for(unit_id: str, plan: Plan, override: Contact | None, *, person: int = 0) -> Recipient:
    """Return who is on duty: the contact changed by staff, else the plan's first; without addresses if unknown.

    `person` above 0 is somebody who stands in: the plan's contact at that place, or who is on duty if there is none.

    A changed contact replaces all addresses, so that nothing reaches the person who left; one that brings no address
    changes the name alone.
    """
    unit = plan.unit(unit_id) if plan.has_unit(unit_id) else None
    planned = unit.contacts[0] if unit is not None and unit.contacts else Contact(unit.name if unit else unit_id)
    if unit is not None and 0 < person < len(unit.contacts):
        return _recipient(unit_id, unit.contacts[person].person, unit.contacts[person])
    if override is None:
        return _recipient(unit_id, planned.person, planned)
    known = override if any(getattr(override, name) for name in ADDRESS_OF.values()) else planned
    return _recipient(unit_id, override.person or planned.person, known)


def _recipient(unit_id: str, person: str, known: Contact) -> Recipient:
    return Recipient(
        unit=unit_id, person=person, email=known.email, zalo=known.zalo, zalo_oa=known.zalo_oa,
        zalo_group=known.zalo_group, telegram=known.telegram, phone=known.phone, prefers=known.prefers,
    )  # fmt: skip
