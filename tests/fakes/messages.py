"""A message and a person with every address, and a shelf for tokens in memory."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from alerts.tokens import Shelved, TokenPair
from monitor.core.labels import Severity
from monitor.core.notifications import Notification, NotificationKind, Recipient
from tests.fakes.incidents import NOON

RECIPIENT = Recipient(
    "cttt", "Trực ban cttt", email="cttt@so.example", zalo="a1b2", zalo_oa="u1", zalo_group="g1", telegram="-100",
    phone="0987654321",
)  # fmt: skip


def a_message(**fields: Any) -> Notification:
    message = Notification(
        key="su-co-q1:cttt:push:1", incident_id="su-co-q1", unit="cttt", kind=NotificationKind.PUSH, revision=1,
        level=Severity.S3, labels=(), reasons=(), item_ids=(), subject="[S3] Ngộ độc – Trường Tiểu học Hoa Sen",
        text="Hơn 60 học sinh nhập viện.\n", html="<p>Hơn 60 học sinh nhập viện.</p>", created_at=NOON,
    )  # fmt: skip
    return replace(message, **fields)


def a_pair(*, age: timedelta = timedelta(0)) -> TokenPair:
    """The pair that the imitation of Zalo's services begins with, obtained so long before 13:41."""
    return TokenPair("access-1", "refresh-1", NOON - age, NOON - age + timedelta(hours=25))


class MemoryShelf:
    """A token shelf shared by threads, as the store's is by processes."""

    def __init__(self, pair: TokenPair | None) -> None:
        self.pair, self.version = pair, 1 if pair else 0
        self.broken: str | None = None
        self.holder: str | None = None
        self.until: datetime | None = None
        self._guard = threading.Lock()

    def read(self) -> Shelved:
        return Shelved(self.pair, self.version, self.broken)

    def lock(self, *, holder: str, until: datetime, now: datetime) -> bool:
        with self._guard:
            if self.until is not None and self.until > now:
                return False
            self.holder, self.until = holder, until
            return True

    def unlock(self, *, holder: str) -> None:
        if self.holder == holder:
            self.holder = self.until = None

    def save(self, pair: TokenPair, *, now: datetime) -> None:
        self.pair, self.version = pair, self.version + 1
        self.holder = self.until = None

    def mark_broken(self, reason: str) -> None:
        self.broken = reason
        self.holder = self.until = None
