"""A product that only delivers: a store, channels and a clock, without classifier or stories."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from alerts.channels.base import Channel
from monitor.core.clock import VirtualClock
from monitor.core.handling import DeliveryState, OutboxEntry
from monitor.core.notifications import DeliveryOutcome, Notification, Recipient, Sent
from monitor.stages.delivering import Lanes
from monitor.stages.parts import Parts
from monitor.store.database import Store
from tests.fakes.plans import a_plan
from tests.fakes.store_rows import T0, a_notification


class Scripted:
    """A channel that answers as `said`, then accepts; it remembers the keys it was handed, and when."""

    def __init__(self, name: str, *said: DeliveryOutcome, needs: str | None = None) -> None:
        self.name = name
        self.needs = needs
        self.said = list(said)
        self.handed: list[tuple[str, datetime]] = []
        self.accepted: list[Notification] = []

    def deliver(self, notification: Notification, recipient: Recipient, *, now: datetime) -> DeliveryOutcome:
        self.handed.append((notification.key, now))
        outcome = self.said.pop(0) if self.said else Sent("m")
        if isinstance(outcome, Sent):
            self.accepted.append(notification)
        return outcome

    def check(self) -> str | None:
        return None


def parts_of(store: Store, clock: VirtualClock, channels: Mapping[str, Channel], **fields: Any) -> Parts:
    """Only what deliveries look at."""
    values: dict[str, Any] = {"classifier": None, "context": None}
    return Parts(plan=a_plan(), store=store, clock=clock, channels=channels, **(values | fields))


def put_out(store: Store, *keys: str, at: datetime = T0, **fields: Any) -> None:
    with store.transaction() as tx:
        for key in keys:
            assert tx.outbox.add(a_notification(key, created_at=at, **fields), next_at=at)


def entries(store: Store) -> dict[str, OutboxEntry]:
    with store.read() as tx:
        return {entry.notification.key: entry for entry in tx.outbox.recent(100_000)}


def states(store: Store) -> dict[str, DeliveryState]:
    return {key: entry.state for key, entry in entries(store).items()}


def warnings(store: Store) -> list[str]:
    with store.read() as tx:
        return [warning.text for warning in tx.warnings.recent(1000)]


def run_for(lanes: Lanes, clock: VirtualClock, span: timedelta, *, step: timedelta = timedelta(seconds=5)) -> int:
    """Wake the lanes again and again; returns how many messages were accepted."""
    accepted, end = 0, clock.now() + span
    while clock.now() <= end:
        accepted += lanes.deliver()
        clock.advance(step)
    return accepted
