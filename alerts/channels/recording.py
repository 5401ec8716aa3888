"""A channel that only writes down what it was given: for replays, demos and tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from monitor.core.notifications import DeliveryOutcome, Notification, Recipient, Retry, Sent

_ADDRESS_CHANNELS = ("email", "zalo")


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message that was accepted."""

    at: datetime
    channel: str
    notification: Notification
    recipient: Recipient


def _ignore(delivery: Delivery) -> None:
    """Stand in for a sink when nobody listens."""


class RecordingChannel:
    """Accepts everything, except while it is down. `down_until` is the moment it comes back; None = it is up."""

    def __init__(self, name: str, sink: Callable[[Delivery], None] = _ignore) -> None:
        self.name = name
        self.needs = name if name in _ADDRESS_CHANNELS else None
        self.down_until: datetime | None = None
        self.deliveries: list[Delivery] = []
        self._sink = sink

    def deliver(self, notification: Notification, recipient: Recipient, *, now: datetime) -> DeliveryOutcome:
        """Accept and write down, or ask to come back later while down."""
        if self.down_until is not None and now < self.down_until:
            return Retry("kênh đang ngừng")
        delivery = Delivery(now, self.name, notification, recipient)
        self.deliveries.append(delivery)
        self._sink(delivery)
        return Sent(f"{self.name}:{notification.key}")

    def check(self) -> str | None:
        """Be ready at all times: there is nothing to connect to."""
        return None
