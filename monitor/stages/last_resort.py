"""When the database takes no more writes, the outbox cannot tell anybody. Then the operator is told past it, directly.

Once an hour at most, remembered in memory alone: a message too many is better than silence.
"""

from __future__ import annotations

import logging
import threading
from datetime import datetime, timedelta
from html import escape

from alerts.outbox import reaches, recipient_for
from monitor.core.errors import StorageTrouble
from monitor.core.labels import Severity
from monitor.core.notifications import Notification, NotificationKind, Recipient, Sent
from monitor.core.storage_words import TROUBLES
from monitor.stages.alarming import SUBJECT
from monitor.stages.parts import OPERATOR, Parts

log = logging.getLogger(__name__)

AGAIN_AFTER = timedelta(hours=1)


class LastResort:
    """Tells the operator without the store. Safe to share between threads."""

    def __init__(self) -> None:
        self._told_at: datetime | None = None
        self._lock = threading.Lock()

    def tell(self, parts: Parts, trouble: StorageTrouble, *, now: datetime) -> int:
        """Send by every channel that reaches the operator, else the office that keeps watch; returns how many accepted.

        0 when told lately.
        """
        with self._lock:
            # A clock that was set back must not silence it.
            if self._told_at is not None and timedelta(0) <= now - self._told_at < AGAIN_AFTER:
                return 0
            self._told_at = now
        somebody = _named(parts)
        roads = [name for name in parts.channel_order if reaches(name, somebody)]
        return sum(_sent(parts, name, _message(trouble, name, now), somebody, now=now) for name in roads)


def _named(parts: Parts) -> Recipient:
    if parts.operator != Recipient(parts.operator.unit, parts.operator.person):
        return parts.operator
    return recipient_for(parts.plan.alerts.office_unit, parts.plan, None)


def _sent(parts: Parts, name: str, message: Notification, somebody: Recipient, *, now: datetime) -> bool:
    try:
        outcome = parts.channels[name].deliver(message, somebody, now=now)
    except Exception:
        log.exception("channel failed name=%s key=%s", name, message.key)
        return False
    if not isinstance(outcome, Sent):
        log.error("the operator could not be told channel=%s reason=%s", name, outcome.reason)
    return isinstance(outcome, Sent)


def _message(trouble: StorageTrouble, road: str, now: datetime) -> Notification:
    text = (
        f"Hệ thống không ghi được dữ liệu vì {TROUBLES[trouble]}: tin mới chưa được xét, cảnh báo mới chưa gửi được. "
        "Hãy kiểm tra máy chủ ngay; trong lúc chờ, hãy tự theo dõi báo chí và báo nhau bằng điện thoại."
    )
    return Notification(
        key=f"{OPERATOR}:{road}:last-resort:{now:%Y-%m-%dT%H:%M}", incident_id=None, unit=OPERATOR,
        kind=NotificationKind.ESCALATION, revision=0, level=Severity.S3, labels=(), reasons=(), item_ids=(),
        subject=SUBJECT, text=f"{text}\n", html=f"<p>{escape(text)}</p>", created_at=now, short=f"{SUBJECT}\n{text}",
    )  # fmt: skip
