"""A trial message to whoever is on duty for a unit, by every channel that reaches them. Keeps nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from html import escape

from alerts.channels.base import Channel
from alerts.outbox import reaches
from monitor.core.clock import show_time
from monitor.core.notifications import DeliveryOutcome, Notification, NotificationKind, Recipient, Sent

TRIAL = "[Thử kênh] Giám sát truyền thông gửi thử"


def send_trial(
    channels: Mapping[str, Channel], recipient: Recipient, *, now: datetime
) -> dict[str, DeliveryOutcome | None]:
    """What became of the trial by channel; None where the person has no address."""
    return {name: _try(channel, recipient, now=now) for name, channel in channels.items()}


def trial_words(outcome: DeliveryOutcome | None) -> str:
    """What became of it, for staff."""
    if outcome is None:
        return "người này chưa có địa chỉ ở kênh này"
    return "đã gửi" if isinstance(outcome, Sent) else f"chưa gửi được: {outcome.reason}"


def _try(channel: Channel, recipient: Recipient, *, now: datetime) -> DeliveryOutcome | None:
    if not reaches(channel.name, recipient):
        return None
    text = f"Tin gửi thử lúc {show_time(now)} tới {recipient.person}. Không cần làm gì.\n"
    message = Notification(
        key=f"thu:{recipient.unit}:{int(now.timestamp())}", incident_id=None, unit=recipient.unit,
        kind=NotificationKind.DIGEST, revision=0, level=None, labels=(), reasons=(), item_ids=(), subject=TRIAL,
        text=text, html=f"<p>{escape(text)}</p>", created_at=now, short=f"{TRIAL}\n{text}",
    )  # fmt: skip
    return channel.deliver(message, recipient, now=now)
