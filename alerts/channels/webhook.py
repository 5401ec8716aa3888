"""Any other system of the office: one signed POST of JSON for each message.

Headers: `Idempotency-Key` (the message's key), `X-Timestamp` (Unix seconds), `X-Signature: sha256=<hex>`, where the hex
is HMAC-SHA256 of `<timestamp>.<body>` under the shared secret. The receiver refuses timestamps that are too old and
keys it has seen.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
from datetime import datetime

import httpx

from alerts.channels.http import TIMEOUT_S, Answer, new_client, post, retry_after
from monitor.core.clock import iso
from monitor.core.notifications import DeliveryOutcome, Notification, Recipient, RefusalKind, Refused, Retry, Sent

log = logging.getLogger(__name__)

_LATER = frozenset({408, 425, 429})
_WHO = "hệ thống nhận tin (webhook)"


class WebhookChannel:
    """Posts to one address. `transport` guards where it may connect to."""

    name = "webhook"
    needs: str | None = None

    def __init__(
        self, url: str, secret: str, *, timeout_s: float = TIMEOUT_S, transport: httpx.BaseTransport | None = None
    ) -> None:
        self._url = url
        self._secret = secret.encode()
        self._client = new_client(timeout_s=timeout_s, transport=transport)

    def __repr__(self) -> str:
        return "WebhookChannel()"

    def deliver(self, notification: Notification, recipient: Recipient, *, now: datetime) -> DeliveryOutcome:
        """Post the message. Any answer of 2xx is acceptance; 409 too: the key was seen before."""
        body = json.dumps(_record(notification, recipient), ensure_ascii=False, separators=(",", ":")).encode()
        stamp = str(int(now.timestamp()))
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": notification.key,
            "X-Timestamp": stamp,
            "X-Signature": f"sha256={sign(self._secret, stamp, body)}",
        }
        answer = post(self._client, self._url, who=_WHO, content=body, headers=_ascii(headers))
        outcome = _outcome_of(answer, now=now) if isinstance(answer, Answer) else answer
        if not isinstance(outcome, Sent):
            log.warning("webhook not sent: unit=%s key=%s why=%s", notification.unit, notification.key, outcome.reason)
        return outcome

    def check(self) -> str | None:
        """Be ready: a trial would be a message."""
        return None

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()


def sign(secret: bytes, stamp: str, body: bytes) -> str:
    """Lower-case hex of HMAC-SHA256 over `<stamp>.<body>`."""
    return hmac.new(secret, stamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def _record(message: Notification, recipient: Recipient) -> dict[str, object]:
    return {
        "key": message.key, "kind": message.kind.value, "incident": message.incident_id, "unit": message.unit,
        "person": recipient.person, "level": str(message.level) if message.level is not None else None,
        "labels": list(message.labels), "items": list(message.item_ids), "subject": message.subject,
        "text": message.text, "created_at": iso(message.created_at),
    }  # fmt: skip


def _ascii(headers: dict[str, str]) -> dict[str, bytes]:
    """Headers are bytes on the wire; a key may hold letters that only UTF-8 has."""
    return {name: value.encode() for name, value in headers.items()}


def _outcome_of(answer: Answer, *, now: datetime) -> Sent | Retry | Refused:
    status = answer.status
    if answer.ok or status == httpx.codes.CONFLICT:
        return Sent()
    if status in _LATER:
        return Retry(f"{_WHO} hẹn gửi lại sau (mã {status})", after=retry_after(answer.headers, now=now), alive=True)
    if status >= httpx.codes.INTERNAL_SERVER_ERROR:
        return Retry(f"{_WHO} gặp lỗi (mã {status})", after=retry_after(answer.headers, now=now))
    if status in {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN, httpx.codes.NOT_FOUND}:
        return Refused(RefusalKind.AUTH, f"{_WHO} từ chối chữ ký hoặc địa chỉ (mã {status})")
    return Refused(RefusalKind.CONTENT, f"{_WHO} từ chối tin (mã {status})")
