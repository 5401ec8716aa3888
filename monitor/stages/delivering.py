"""From the outbox to people, in one lane for each channel. What comes after each attempt is decided in `alerts`.

A message is sorted into the queue of the channel that reaches its recipient first, leaving out channels that are down;
lanes are emptied one message at a time, each lane by itself, so that a channel that hangs delays no other.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from alerts.channels.base import Channel
from alerts.circuit import after_outcome, use_allowance
from alerts.outbox import PATIENCE, Step, StepKind, choose_channel, is_urgent, next_step, reaches
from alerts.words import DELIVERY_CHANNELS
from monitor.core.clock import show_time
from monitor.core.events import Notified
from monitor.core.handling import OperatorWarning, OutboxEntry
from monitor.core.log_context import about
from monitor.core.messaging import ChannelState
from monitor.core.notifications import DeliveryOutcome, Notification, Recipient, Retry, Sent
from monitor.stages.alarming import alarm, warn
from monitor.stages.parts import OPERATOR, Ledger, Parts
from monitor.stages.recipients import recipient_of

log = logging.getLogger(__name__)

DELIVERY_LEASE = timedelta(seconds=60)
"""After this a claimed message is taken to be lost in a crash and is sent again under the same key."""
DELIVERIES_A_PASS = 1000
"""A guard: a message that stays due at the same moment must not hang the product."""
SORTED_AT_ONCE = 500
"""Messages sorted in one transaction: others wait for it no longer than a moment."""
NO_ADDRESS = "chưa có địa chỉ liên hệ nào dùng được"
WAITED_OUT = "kênh ngừng quá lâu"


class Lanes:
    """The queues of one running product. Each is emptied by one caller at a time; a second one leaves it to the first.

    Claims live in the store, so any number of processes may do the same.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._busy = {name: threading.Lock() for name in parts.channels}
        self._adopted = False
        self._unmarked: dict[str, Sent] = {}
        """Accepted, but the store refused to take note (disk full): handed over once, marked when it can be."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every lane, in the plan's order."""
        return self._parts.channel_order

    def deliver(self, *, lease: timedelta = DELIVERY_LEASE) -> int:
        """Empty all lanes in turn of what is due, until nothing moves. Returns how many messages were accepted."""
        accepted = 0
        for _ in range(DELIVERIES_A_PASS):
            counts = [self._empty(name, lease=lease) for name in self.names]
            accepted += sum(sent for sent, _ in counts)
            if not any(tried for _, tried in counts):
                break
        else:
            log.error("deliveries did not come to rest in %d rounds", DELIVERIES_A_PASS)
        if not self.names:
            sort_messages(self._parts)
        return accepted

    def deliver_lane(self, name: str, *, lease: timedelta = DELIVERY_LEASE) -> int:
        """Empty one lane of what is due. Returns how many messages were accepted."""
        return self._empty(name, lease=lease)[0]

    def _empty(self, name: str, *, lease: timedelta) -> tuple[int, int]:
        """Messages accepted and messages touched."""
        if not self._busy[name].acquire(blocking=False):
            return 0, 0
        try:
            self._adopt()
            return _empty_lane(self._parts, name, lease=lease, unmarked=self._unmarked)
        finally:
            self._busy[name].release()

    def _adopt(self) -> None:
        """Once, at the first delivery: what stood in the lane of a channel that was switched off goes another way."""
        if not self._adopted:
            with self._parts.store.transaction() as tx:
                tx.outbox.keep_lanes(self.names)
            self._adopted = True


def _empty_lane(parts: Parts, name: str, *, lease: timedelta, unmarked: dict[str, Sent]) -> tuple[int, int]:
    """Messages are claimed one at a time: a kill leaves at most one in doubt, and no other claim runs out meanwhile.

    The send happens outside any transaction; only after the provider's acceptance is it marked. A crash in between
    repeats the message under the same key, after the `lease`, rather than losing it.
    """
    accepted = tried = 0
    while tried < DELIVERIES_A_PASS and not parts.stopping.is_set():
        sort_messages(parts)
        now = parts.clock.now()
        claimed = _take(parts, name, now=now, lease=lease)
        if claimed is None:
            break
        tried += 1
        with about(incident=claimed.entry.notification.incident_id, message=claimed.entry.notification.key):
            accepted += _deliver_one(parts, name, claimed, now=now, unmarked=unmarked)
    return accepted, tried


def sort_messages(parts: Parts) -> None:
    """Put what is due in the lane of the channel that is to take it; what nobody can take is given up, and told."""
    for _ in range(DELIVERIES_A_PASS):
        with parts.store.read() as tx:
            if not tx.outbox.has_unsorted(parts.clock.now()):
                return
        with parts.store.transaction() as tx:
            ledger = Ledger(tx)
            _sort_some(ledger, parts, now=parts.clock.now())
        _publish(parts, ledger)


def _sort_some(ledger: Ledger, parts: Parts, *, now: datetime) -> None:
    tx = ledger.tx
    down = [state.channel for state in tx.channels.all() if state.is_down(now)]
    for entry in tx.outbox.unsorted(now, limit=SORTED_AT_ONCE):
        recipient = recipient_of(parts, tx, entry.notification)
        name = choose_channel(recipient, order=parts.channel_order, tried=entry.tried, down=down)
        if name is None:
            _give_up(ledger, parts, entry, reason=NO_ADDRESS, now=now)
        else:
            tx.outbox.sort(entry.notification.key, name)


@dataclass(frozen=True, slots=True)
class _Claimed:
    """A message in hand, and for whom. `waited_out`: its channel is down, and it has waited long enough."""

    entry: OutboxEntry
    recipient: Recipient
    waited_out: bool


def _take(parts: Parts, name: str, *, now: datetime, lease: timedelta) -> _Claimed | None:
    """Claim the lane's next message, if its channel may be used now."""
    with parts.store.read() as tx:
        if not tx.outbox.has_due(name, now):
            return None
    with parts.store.transaction() as tx:
        state = tx.channels.get(name)
        down = state.is_down(now)
        paced = use_allowance(state, per_minute=parts.rates.get(name), now=now)
        if paced is None:
            return None
        # While it is down nothing is tried, but nothing waits for ever either.
        oldest = now - PATIENCE if down else None
        claimed = tx.outbox.claim(now, limit=1, lease=lease, lane=name, created_before=oldest)
        if not claimed:
            return None
        if paced != state:
            tx.channels.put(paced)
        return _Claimed(claimed[0], recipient_of(parts, tx, claimed[0].notification), waited_out=down)


def _deliver_one(parts: Parts, name: str, claimed: _Claimed, *, now: datetime, unmarked: dict[str, Sent]) -> bool:
    entry, recipient = claimed.entry, claimed.recipient
    key = entry.notification.key
    if claimed.waited_out:
        return _wait_no_longer(parts, entry, now=now)
    if not reaches(name, recipient):
        # The person changed since it was sorted.
        with parts.store.transaction() as tx:
            tx.outbox.release(entry.notification.key)
        return False
    outcome = unmarked.get(key) or _hand_over(parts.channels[name], entry.notification, recipient, now=now)
    log.info("message handed over channel=%s outcome=%s", name, type(outcome).__name__.lower())
    if isinstance(outcome, Sent) and key not in unmarked:
        unmarked[key] = outcome
        parts.sink(Notified(now, name, entry.notification))
    step = next_step(
        replace(entry, channel=name), outcome, recipient=recipient, order=parts.channel_order, plan=parts.plan,
        now=now, jitter=parts.random.random(),
    )  # fmt: skip
    sent = _record(parts, entry, name, recipient_name=recipient.person, outcome=outcome, step=step, now=now)
    unmarked.pop(key, None)
    return sent


def _wait_no_longer(parts: Parts, entry: OutboxEntry, *, now: datetime) -> bool:
    with parts.store.transaction() as tx:
        ledger = Ledger(tx)
        _give_up(ledger, parts, entry, reason=entry.last_error or WAITED_OUT, now=now)
    _publish(parts, ledger)
    return False


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
    with parts.store.transaction() as tx:
        ledger = Ledger(tx)
        if isinstance(outcome, Sent):
            tx.outbox.sent(key, channel=channel, recipient=recipient_name, provider_id=outcome.provider_id, at=now)
        elif step.kind is StepKind.FAIL:
            _give_up(ledger, parts, entry, reason=step.reason, now=now, channel=channel)
        elif step.kind is StepKind.NEXT_CHANNEL:
            tx.outbox.next_channel(key, refused_channel=channel, next_at=step.next_at, reason=step.reason)
            warn(ledger, _channel_warning(channel, step.reason, now=now))
        else:
            tx.outbox.retry(key, next_at=step.next_at, reason=step.reason, channel=channel, recipient=recipient_name)
            if step.warn:
                warn(ledger, _channel_warning(channel, step.reason, now=now))
        _note_health(ledger, parts, channel, outcome, now=now)
    _publish(parts, ledger)
    return isinstance(outcome, Sent)


def _note_health(ledger: Ledger, parts: Parts, channel: str, outcome: DeliveryOutcome, *, now: datetime) -> None:
    """Keep what the outcome says of the channel; when it goes down, its queue is free to go other ways."""
    before = ledger.tx.channels.get(channel)
    after = after_outcome(before, outcome, now=now)
    if after == before:
        return
    ledger.tx.channels.put(after)
    if after.try_at is not None:
        if before.try_at is None:
            warn(ledger, _channel_warning(channel, after.last_error or "", now=now))
        ledger.tx.outbox.free_lane(channel, now=now)
        _tell_if_all_down(ledger, parts, now=now)
    elif before.down_since is not None:
        warn(ledger, _back_warning(channel, before, now=now))


def _tell_if_all_down(ledger: Ledger, parts: Parts, *, now: datetime) -> None:
    states = {state.channel: state for state in ledger.tx.channels.all()}
    if not all(name in states and states[name].is_down(now) for name in parts.channels):
        return
    text = (
        "Mọi kênh gửi tin đều đang ngừng: hệ thống không báo được cho ai. Hãy báo bằng điện thoại khi có sự cố, "
        "kiểm tra mạng, máy chủ thư và Zalo."
    )
    alarm(ledger, parts, OperatorWarning(now, "channel", text, key=f"all-down:{now:%Y-%m-%dT%H}"))


def _channel_warning(channel: str, reason: str, *, now: datetime) -> OperatorWarning:
    name = DELIVERY_CHANNELS.get(channel, channel)
    text = f"Kênh {name} chưa gửi được tin: {reason}. Hệ thống tiếp tục thử; hãy kiểm tra cấu hình kênh này."
    return OperatorWarning(now, "channel", text, key=f"channel:{channel}:{now:%Y-%m-%dT%H}")


def _back_warning(channel: str, before: ChannelState, *, now: datetime) -> OperatorWarning:
    assert before.down_since is not None, "asked only of one that was down"
    name = DELIVERY_CHANNELS.get(channel, channel)
    minutes = max(int((now - before.down_since).total_seconds() // 60), 1)
    since = show_time(before.down_since)
    text = f"Kênh {name} đã gửi được trở lại, sau {minutes} phút ngừng (từ {since}). Tin còn chờ đang được gửi."
    return OperatorWarning(now, "channel", text, key=f"channel-back:{channel}:{before.down_since.isoformat()}")


def _give_up(
    ledger: Ledger, parts: Parts, entry: OutboxEntry, *, reason: str, now: datetime, channel: str | None = None
) -> None:
    """The message goes to the tray of those nobody could be given; a serious one is told to the operator everywhere."""
    unit_id = entry.notification.unit
    ledger.tx.outbox.fail(entry.notification.key, reason=reason, at=now, channel=channel)
    if unit_id == OPERATOR:
        log.error("the operator could not be reached: key=%s", entry.notification.key)
        return
    # A unit may have left the plan since the message was written.
    unit = parts.plan.unit(unit_id).name if parts.plan.has_unit(unit_id) else unit_id
    text = (
        f"Không gửi được tin «{entry.notification.subject}» cho {unit} bằng bất kỳ kênh nào ({reason}). "
        "Hãy báo trực tiếp cho đơn vị và sửa địa chỉ liên hệ."
    )
    warning = OperatorWarning(now, "channel", text, key=f"undelivered:{entry.notification.key}")
    if is_urgent(entry):
        alarm(ledger, parts, warning)
    else:
        warn(ledger, warning)


def _publish(parts: Parts, ledger: Ledger) -> None:
    for event in ledger.events:
        parts.sink(event)
