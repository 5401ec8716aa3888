"""Messages to be delivered, and a receipt for every attempt. Chooses no channel and opens no connection.

A row waits, is sorted into the lane of a channel, is claimed for a lease, and ends sent or failed. A claim whose lease
runs out (the process was killed between sending and marking) can be claimed again: a message is delivered at least
once, under one key.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, insert, select, update

from monitor.core.errors import StorageError
from monitor.core.handling import DeliveryState, OutboxEntry
from monitor.core.labels import Severity
from monitor.core.notifications import Notification, NotificationKind
from monitor.store.base import Repository
from monitor.store.codec import decode, encode
from monitor.store.dialects import add_once
from monitor.store.schema.outbox import outbox, receipts

_OPEN_STATES = (DeliveryState.WAITING.value, DeliveryState.SENDING.value)
_INTERRUPTING = (NotificationKind.PUSH.value, NotificationKind.ESCALATION.value)
_TURN = (outbox.c.next_at, outbox.c.created_at, outbox.c.key)
"""The order of messages of one urgency."""


class AttemptOutcome(StrEnum):
    """How one attempt ended; `lost` = the lease ran out before anybody told."""

    SENT = "sent"
    RETRY = "retry"
    REFUSED = "refused"
    FAILED = "failed"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Receipt:
    """One attempt. `at` is when it ended, or began when the end was not told; `attempt` counts from 1 per channel.

    `channel` and `recipient` are None when the attempt did not say, `reason` when it was sent.
    """

    key: str
    at: datetime
    outcome: AttemptOutcome
    attempt: int
    channel: str | None = None
    recipient: str | None = None
    provider_id: str | None = None
    reason: str | None = None


class Outbox(Repository):
    """Notifications by key, with the state of their delivery. `added`: how many this transaction put out."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self.added = 0

    def add(self, notification: Notification, *, next_at: datetime, tried: Sequence[str] = ()) -> bool:
        """Put a message out to be sent from `next_at` on, by no channel of `tried`; False when its key is there."""
        row = {
            "key": notification.key,
            "incident_id": notification.incident_id,
            "unit": notification.unit,
            "kind": notification.kind.value,
            "created_at": notification.created_at,
            "state": DeliveryState.WAITING.value,
            "attempts": 0,
            "next_at": next_at,
            "calm": notification.kind.value not in _INTERRUPTING,
            "level": int(notification.level) if notification.level is not None else None,
            "tried": encode(tuple(tried)),
            "record": encode(notification),
        }
        new = add_once(self._connection, outbox, row)
        self.added += new
        return new

    def get(self, key: str) -> OutboxEntry | None:
        """One message with its state."""
        found = self._read(select(outbox).where(outbox.c.key == key))
        return found[0] if found else None

    def claim(
        self,
        now: datetime,
        *,
        limit: int,
        lease: timedelta,
        lane: str | None = None,
        created_before: datetime | None = None,
    ) -> tuple[OutboxEntry, ...]:
        """Take messages that are due, or whose claimer fell silent; each goes to one caller, until `now + lease`.

        Those that interrupt somebody come first, whatever waits before them. `lane`: of one channel's queue only.
        """
        lanes = (outbox.c.lane == lane,) if lane is not None else ()
        old = (outbox.c.created_at <= created_before,) if created_before is not None else ()
        keys = self._due(now, *lanes, *old, limit=limit, lock=True)
        return tuple(self._claim(self._row(key), now, now + lease) for key in keys)

    def unsorted(self, now: datetime, *, limit: int) -> tuple[OutboxEntry, ...]:
        """Messages that are due and stand in no lane."""
        keys = self._due(now, outbox.c.lane.is_(None), limit=limit)
        rows = (self._connection.execute(select(outbox).where(outbox.c.key == key)).one() for key in keys)
        return tuple(_entry(row) for row in rows)

    def has_unsorted(self, now: datetime) -> bool:
        """Whether any message is due and stands in no lane."""
        return self._has_due(now, outbox.c.lane.is_(None))

    def has_due(self, lane: str, now: datetime) -> bool:
        """Whether any message of a lane is due."""
        return self._has_due(now, outbox.c.lane == lane)

    def keep_lanes(self, lanes: Sequence[str]) -> None:
        """What stands in another lane than these is to be sorted anew: its channel was switched off."""
        elsewhere = (outbox.c.lane.not_in(tuple(lanes)), outbox.c.state.in_(_OPEN_STATES))
        self._connection.execute(update(outbox).where(*elsewhere).values(lane=None))

    def sort(self, key: str, lane: str) -> None:
        """Put a message in a channel's queue."""
        self._change(key, lane=lane)

    def free_lane(self, lane: str, *, now: datetime) -> None:
        """What waits in a channel's queue may go another way, at once: the channel is down."""
        waiting = (outbox.c.lane == lane, outbox.c.state == DeliveryState.WAITING.value)
        self._connection.execute(update(outbox).where(*waiting, outbox.c.next_at > now).values(next_at=now))
        self._connection.execute(update(outbox).where(*waiting).values(lane=None))

    def release(self, key: str) -> None:
        """Give a claim back untried, to be sorted anew."""
        row = self._row(key)
        if row.state in _OPEN_STATES:
            untried = {"state": DeliveryState.WAITING.value, "attempts": max(row.attempts - 1, 0)}
            self._change(key, **untried, next_at=row.claimed_at, lane=None)

    def sent(self, key: str, *, channel: str, recipient: str, provider_id: str, at: datetime) -> None:
        """The channel accepted the message: the end of its way, whoever else still holds a claim."""
        row = self._row(key)
        self._change(
            key,
            state=DeliveryState.SENT.value,
            channel=channel,
            provider_id=provider_id,
            sent_at=at,
        )
        self._receipt(row, AttemptOutcome.SENT, at=at, channel=channel, recipient=recipient, provider_id=provider_id)

    def retry(
        self,
        key: str,
        *,
        next_at: datetime,
        reason: str,
        channel: str | None = None,
        recipient: str | None = None,
        at: datetime | None = None,
    ) -> None:
        """It did not work and may later. Once sent, a late claimer's word changes nothing but the receipts."""
        row = self._row(key)
        self._receipt(row, AttemptOutcome.RETRY, at=at, channel=channel, recipient=recipient, reason=reason)
        if row.state in _OPEN_STATES:
            self._change(
                key,
                state=DeliveryState.WAITING.value,
                next_at=next_at,
                last_error=reason,
                channel=channel or row.channel,
            )

    def next_channel(
        self,
        key: str,
        *,
        refused_channel: str,
        next_at: datetime,
        reason: str,
        recipient: str | None = None,
        at: datetime | None = None,
    ) -> None:
        """A channel will never take it: note that, count from anew, wait for another channel."""
        row = self._row(key)
        self._receipt(row, AttemptOutcome.REFUSED, at=at, channel=refused_channel, recipient=recipient, reason=reason)
        if row.state in _OPEN_STATES:
            tried = decode(tuple[str, ...], row.tried)
            self._change(
                key,
                state=DeliveryState.WAITING.value,
                attempts=0,
                next_at=next_at,
                last_error=reason,
                channel=None,
                lane=None,
                tried=encode(tuple(dict.fromkeys((*tried, refused_channel)))),
            )

    def fail(
        self, key: str, *, reason: str, at: datetime, channel: str | None = None, recipient: str | None = None
    ) -> None:
        """No channel is left, or trying was long enough: given up, unless it was sent meanwhile."""
        row = self._row(key)
        self._receipt(row, AttemptOutcome.FAILED, at=at, channel=channel, recipient=recipient, reason=reason)
        if row.state in _OPEN_STATES:
            self._change(key, state=DeliveryState.FAILED.value, last_error=reason)

    def for_incident(self, incident_id: str) -> tuple[OutboxEntry, ...]:
        """Every message of an incident, in order of writing."""
        query = select(outbox).where(outbox.c.incident_id == incident_id)
        return self._read(query.order_by(outbox.c.created_at, outbox.c.key))

    def next_due(self) -> datetime | None:
        """When `claim` will next find something; None when nothing is under way."""
        earliest = (select(func.min(outbox.c.next_at)).where(outbox.c.state == state) for state in _OPEN_STATES)
        moments: list[datetime | None] = [self._connection.execute(query).scalar_one() for query in earliest]
        return min((moment for moment in moments if moment is not None), default=None)

    def failed(self, limit: int) -> tuple[OutboxEntry, ...]:
        """Messages that were given up, the latest first."""
        query = select(outbox).where(outbox.c.state == DeliveryState.FAILED.value)
        return self._read(query.order_by(outbox.c.created_at.desc(), outbox.c.key.desc()).limit(limit))

    def requeue(self, key: str, *, now: datetime) -> bool:
        """Send a message that was given up once more, by every channel, under its old key; False when it was not."""
        row = self._connection.execute(select(outbox).where(outbox.c.key == key).with_for_update()).one_or_none()
        if row is None or row.state != DeliveryState.FAILED.value:
            return False
        fresh = {"state": DeliveryState.WAITING.value, "attempts": 0, "tried": encode(()), "channel": None}
        self._change(key, **fresh, lane=None, next_at=now)
        return True

    def waiting_count(self) -> int:
        """How many messages are neither sent nor given up."""
        query = select(func.count()).select_from(outbox).where(outbox.c.state.in_(_OPEN_STATES))
        return self._connection.execute(query).scalar_one()

    def pushes_since(self, unit: str, since: datetime) -> tuple[OutboxEntry, ...]:
        """Messages that interrupt a unit (pushes and escalations) written at or after `since`, in order."""
        query = select(outbox).where(
            outbox.c.unit == unit, outbox.c.created_at >= since, outbox.c.kind.in_(_INTERRUPTING)
        )
        return self._read(query.order_by(outbox.c.created_at, outbox.c.key))

    def push_counts(
        self, units: Iterable[str], since: datetime, *, kinds: Iterable[NotificationKind], below: Severity
    ) -> dict[str, int]:
        """How many messages of these kinds under a level were written to each unit since a moment; none = left out."""
        level = func.coalesce(outbox.c.level, int(Severity.S0))
        query = select(outbox.c.unit, func.count()).where(
            outbox.c.unit.in_(sorted(units)),
            outbox.c.created_at >= since,
            outbox.c.kind.in_(sorted(kind.value for kind in kinds)),
            level < int(below),
        )
        return {row[0]: row[1] for row in self._connection.execute(query.group_by(outbox.c.unit))}

    def receipts(self, key: str) -> tuple[Receipt, ...]:
        """Every attempt of a message, in order."""
        query = select(receipts).where(receipts.c.key == key).order_by(receipts.c.number)
        return tuple(_receipt(row) for row in self._connection.execute(query))

    def recent(self, limit: int) -> tuple[OutboxEntry, ...]:
        """The last messages written, the latest first."""
        query = select(outbox).order_by(outbox.c.created_at.desc(), outbox.c.key.desc())
        return self._read(query.limit(limit))

    def _has_due(self, now: datetime, lane: ColumnElement[bool]) -> bool:
        due = (lane, outbox.c.state.in_(_OPEN_STATES), outbox.c.calm.in_((False, True)), outbox.c.next_at <= now)
        return self._connection.execute(select(outbox.c.key).where(*due).limit(1)).first() is not None

    def _due(self, now: datetime, *where: ColumnElement[bool], limit: int, lock: bool = False) -> list[str]:
        """Keys of what is due, in their turn.

        Each state and urgency is asked for by itself: within them the index of the lanes has the order, so that of a
        queue of any length only the first rows are read.
        """
        found: list[str] = []
        for calm in (False, True):
            due = select(*_TURN).where(*where, outbox.c.calm == calm, outbox.c.next_at <= now)
            first = due.order_by(*_TURN).limit(limit - len(found))
            first = first.with_for_update(skip_locked=True) if lock else first
            rows: list[Any] = [
                row for state in _OPEN_STATES for row in self._connection.execute(first.where(outbox.c.state == state))
            ]
            found += [row.key for row in sorted(rows, key=_turn)[: limit - len(found)]]
            if len(found) == limit:
                break
        return found

    def _claim(self, row: Row[Any], now: datetime, lease_end: datetime) -> OutboxEntry:
        if row.state == DeliveryState.SENDING.value:
            self._receipt(row, AttemptOutcome.LOST, channel=row.channel, reason="the lease ran out")
        change = {"state": DeliveryState.SENDING.value, "attempts": row.attempts + 1, "next_at": lease_end}
        self._change(row.key, **change, claimed_at=now)
        return _entry(self._row(row.key))

    def _row(self, key: str) -> Row[Any]:
        """A message that is about to change, kept from others: what they say of it must not be overwritten."""
        row = self._connection.execute(select(outbox).where(outbox.c.key == key).with_for_update()).one_or_none()
        if row is None:
            raise StorageError(f"no message {key!r} in the outbox")
        return row

    def _change(self, key: str, **values: object) -> None:
        self._connection.execute(update(outbox).where(outbox.c.key == key).values(**values))

    def _receipt(
        self,
        row: Row[Any],
        outcome: AttemptOutcome,
        *,
        at: datetime | None = None,
        channel: str | None = None,
        recipient: str | None = None,
        provider_id: str | None = None,
        reason: str | None = None,
    ) -> None:
        values = {
            "key": row.key,
            "at": at or row.claimed_at or row.created_at,
            "outcome": outcome.value,
            "attempt": row.attempts,
            "channel": channel,
            "recipient": recipient,
            "provider_id": provider_id,
            "reason": reason,
        }
        self._connection.execute(insert(receipts), values)

    def _read(self, query: Select[Any]) -> tuple[OutboxEntry, ...]:
        return tuple(_entry(row) for row in self._connection.execute(query))


def _turn(row: Row[Any]) -> tuple[datetime, datetime, str]:
    return row.next_at, row.created_at, row.key


def _entry(row: Row[Any]) -> OutboxEntry:
    return OutboxEntry(
        notification=decode(Notification, row.record),
        state=DeliveryState(row.state),
        attempts=row.attempts,
        next_at=row.next_at,
        channel=row.channel,
        tried=decode(tuple[str, ...], row.tried),
        provider_id=row.provider_id,
        sent_at=row.sent_at,
        last_error=row.last_error,
    )


def _receipt(row: Row[Any]) -> Receipt:
    return Receipt(
        key=row.key,
        at=row.at,
        outcome=AttemptOutcome(row.outcome),
        attempt=row.attempt,
        channel=row.channel,
        recipient=row.recipient,
        provider_id=row.provider_id,
        reason=row.reason,
    )
