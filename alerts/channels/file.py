"""Messages as files in a folder: the channel that works before any server is configured."""

from __future__ import annotations

import os
import re
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

from alerts.channels.email import UNUSABLE_ADDRESS, build_message
from monitor.core.notifications import DeliveryOutcome, Notification, Recipient, Retry, Sent, page_with_pictures

NO_ADDRESS = "khong-co-dia-chi@invalid.invalid"
"""Stands for a recipient without mail; `.invalid` never resolves (RFC 2606)."""
_UNSAFE = re.compile(r"[^A-Za-z0-9.\-]+")


class FileChannel:
    """Writes `<time>-<key>.eml`, readable by any mail program, and the same as `.html`. A repeat overwrites itself."""

    name = "file"
    needs: str | None = None

    def __init__(self, folder: Path, *, sender: str) -> None:
        self._folder = folder
        self._sender = sender

    def deliver(self, notification: Notification, recipient: Recipient, *, now: datetime) -> DeliveryOutcome:
        """Write both files, each whole or not at all."""
        message = self._message(notification, recipient, now=now)
        stem = file_stem(notification)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            page = page_with_pictures(notification.html, notification.enclosures)
            self._write(f"{stem}.html", page.encode())
            self._write(f"{stem}.eml", message.as_bytes())
        except OSError:
            return Retry("không ghi được vào thư mục thư đi")
        return Sent(f"{stem}.eml")

    def check(self) -> str | None:
        """Write and remove a file of no name."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self._folder):
                pass
        except OSError:
            return f"Không ghi được vào thư mục {self._folder}; hãy kiểm tra quyền và dung lượng đĩa."
        return None

    def _message(self, notification: Notification, recipient: Recipient, *, now: datetime) -> EmailMessage:
        """Write the mail; a recipient that mail cannot reach is still a recipient here."""
        try:
            return build_message(notification, recipient, sender=self._sender, now=now)
        except UNUSABLE_ADDRESS:
            nobody = replace(recipient, email=NO_ADDRESS)
            return build_message(notification, nobody, sender=self._sender, now=now)

    def _write(self, name: str, content: bytes) -> None:
        draft = self._folder / f".{name}.draft"
        draft.write_bytes(content)
        os.replace(draft, self._folder / name)  # noqa: PTH105 - one call, atomic on every system


def file_stem(notification: Notification) -> str:
    """Return the files' name without ending: sorts by time of writing, the same for the same key."""
    moment = notification.created_at.astimezone(UTC)
    return f"{moment:%Y%m%dT%H%M%SZ}-{_UNSAFE.sub('_', notification.key)}"
