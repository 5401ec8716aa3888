"""A channel that marks what passes through it as a drill, whatever channel stands behind it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from alerts.channels.base import Channel
from monitor.core.notifications import DeliveryOutcome, Notification, Recipient

MARK = "DIỄN TẬP"
BANNER = f"{MARK} – đây là bài tập, không phải sự việc thật. Không chuyển tiếp ra ngoài, không trả lời báo chí."
_BODY = re.compile(r"<body[^>]*>", re.IGNORECASE)
_STYLE = "background:#fde68a;color:#111827;padding:10px;font-weight:bold;text-align:center"


class DrillChannel:
    """Hands every message on with the mark in subject and text.

    `run` sets this drill's messages apart from those of another run of the same stream: mail programs drop what comes
    twice under one key.
    """

    def __init__(self, inner: Channel, *, run: str) -> None:
        self._inner = inner
        self._run = run

    @property
    def name(self) -> str:
        """The name of the channel behind."""
        return self._inner.name

    @property
    def needs(self) -> str | None:
        """What the channel behind needs."""
        return self._inner.needs

    def deliver(self, notification: Notification, recipient: Recipient, *, now: datetime) -> DeliveryOutcome:
        """Mark the message and hand it over."""
        return self._inner.deliver(marked(notification, run=self._run), recipient, now=now)

    def check(self) -> str | None:
        """What the channel behind says."""
        return self._inner.check()


def marked(notification: Notification, *, run: str) -> Notification:
    """The message with the mark in its subject, at the head of its text, its HTML and its short text.

    What people write back is heard by the product that is no drill, so it is not asked for.
    """
    return replace(
        notification,
        key=f"{run}:{notification.key}",
        thread=f"{run}:{notification.thread}" if notification.thread else None,
        subject=f"[{MARK}] {notification.subject}",
        text=f"{BANNER}\n\n{notification.text}",
        html=_with_banner(notification.html),
        short=f"[{MARK}] {notification.short}" if notification.short else "",
        answerable=False,
    )


def _with_banner(html: str) -> str:
    banner = f'<p style="{_STYLE}">{BANNER}</p>'
    body = _BODY.search(html)
    return f"{html[: body.end()]}{banner}{html[body.end() :]}" if body else f"{banner}{html}"
