"""What every channel promises: hand one message to one person, and say honestly what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from monitor.core.notifications import DeliveryOutcome, Notification, Recipient

UNKNOWN_RECEIPT = "không rõ đã nhận"
"""Reasons that begin so say that the message may have arrived although nobody confirmed it."""


class Channel(Protocol):
    """One way to reach people. `needs` names the field of the recipient it sends to, None when it needs none."""

    @property
    def name(self) -> str:
        """The name used in the plan and on every receipt."""
        ...

    @property
    def needs(self) -> str | None:
        """`email`, `zalo` or None."""
        ...

    def deliver(self, notification: Notification, recipient: Recipient, *, now: datetime) -> DeliveryOutcome:
        """Hand the message over. Never raises for what the other side does; reasons carry no secret or address."""
        ...

    def check(self) -> str | None:
        """Return None when ready, else one Vietnamese sentence saying what is wrong. Sends nothing to anybody."""
        ...
