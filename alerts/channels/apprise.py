"""Any of the services Apprise speaks, as an optional extra: a last road, without receipts or reasons.

Apprise answers only yes or no, so a failure is always one that may pass.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from alerts.channels.email import SENDER_NAME
from alerts.channels.texts import group_notice
from monitor.core.errors import ConfigError, Fault
from monitor.core.notifications import DeliveryOutcome, Notification, Recipient, Retry, Sent

_SETTING = "MONITOR_APPRISE_URLS"


class AppriseChannel:
    """Sends every message to all configured services. Raises ConfigError when the extra or an address is no good."""

    name = "apprise"
    needs: str | None = None

    def __init__(self, urls: Sequence[str]) -> None:
        self._library = _library()
        self._services: Any = self._library.Apprise()
        for number, url in enumerate(urls, start=1):
            if not self._services.add(url):
                # The address holds secrets, so only its place is told.
                raise ConfigError((Fault("", 0, _SETTING, f"địa chỉ thứ {number} không đúng dạng của Apprise"),))

    def deliver(self, notification: Notification, recipient: Recipient, *, now: datetime) -> DeliveryOutcome:  # noqa: ARG002
        """Send subject and text; accepted only when every service took it.

        Nobody knows who reads there, so of an incident it is told that there is something, never the school or people.
        """
        named = notification.incident_id is None
        title = notification.subject if named else SENDER_NAME
        text = (notification.short or notification.text) if named else group_notice(notification, recipient)
        done = self._services.notify(title=title, body=text, body_format=self._library.NotifyFormat.TEXT)
        return Sent() if done else Retry("có dịch vụ của Apprise không nhận tin")

    def check(self) -> str | None:
        """Be ready: a trial would be a message."""
        return None


def _library() -> Any:
    try:
        return importlib.import_module("apprise")
    except ImportError as error:
        text = "chưa cài phần mở rộng Apprise; hãy cài thêm gói apprise hoặc bỏ thiết lập này"
        raise ConfigError((Fault("", 0, _SETTING, text),)) from error
