"""Zalo through the Bot platform: plain text of at most 2000 characters to a linked chat. Facts: channels, 1.10.

The token is part of the address of every call, so addresses never reach a log or a reason.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import httpx

from alerts.channels.base import UNKNOWN_RECEIPT
from monitor.core.notifications import DeliveryOutcome, Notification, Recipient, RefusalKind, Refused, Retry, Sent
from monitor.core.text import nfc

log = logging.getLogger(__name__)
# httpx logs every address at INFO, and ours hold the token.
logging.getLogger("httpx").setLevel(logging.WARNING)

BASE_URL = "https://bot-api.zaloplatforms.com"
MAX_CHARS = 2000
TIMEOUT_S = 15.0
CHECK_TIMEOUT_S = 5.0
CUT_MARK = "\n[…]\n"
TAIL_CHARS = 500
"""Kept of the end of a long text: there stand the links."""
MAYBE_RECEIVED = f"{UNKNOWN_RECEIPT}: Zalo không trả lời kịp, tin có thể bị trùng"
_MENTION = re.compile(r"\[@[^\]\n]*\]")
_TOO_MANY = 429
_REFUSALS = {
    400: Refused(RefusalKind.CONTENT, "Zalo từ chối nội dung hoặc mã người nhận (mã 400)"),
    401: Refused(RefusalKind.AUTH, "Zalo từ chối mã truy cập của bot (mã 401)"),
    403: Refused(RefusalKind.POLICY, "Zalo không cho bot nhắn người này (mã 403)"),
    404: Refused(RefusalKind.AUTH, "Zalo không tìm thấy bot; hãy kiểm tra mã truy cập và địa chỉ (mã 404)"),
}
_TEMPORARY = {408: "Zalo xử lý quá lâu (mã 408)", _TOO_MANY: "đã hết lượt nhắn Zalo trong lúc này (mã 429)"}


class ZaloBotChannel:
    """Sends through `sendMessage` of one bot. Give `transport` in tests; `token` comes from the bot's maker."""

    name = "zalo"
    needs: str | None = "zalo"

    def __init__(
        self,
        token: str,
        *,
        base_url: str = BASE_URL,
        timeout_s: float = TIMEOUT_S,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._token = token
        self._base_url = (base_url or BASE_URL).rstrip("/")
        self._client = httpx.Client(timeout=timeout_s, transport=transport, follow_redirects=False)

    def __repr__(self) -> str:
        return f"ZaloBotChannel({self._base_url})"

    def deliver(self, notification: Notification, recipient: Recipient, *, now: datetime) -> DeliveryOutcome:  # noqa: ARG002
        """Send the short text. A time-out after sending is told apart: the message may have arrived."""
        text = fit(notification.short or notification.text)
        outcome = self._call("sendMessage", {"chat_id": recipient.zalo, "text": text})
        if not isinstance(outcome, Sent):
            log.warning("zalo not sent: unit=%s key=%s reason=%s", notification.unit, notification.key, outcome.reason)
        return outcome

    def check(self) -> str | None:
        """Ask the platform who the bot is."""
        outcome = self._call("getMe", {}, timeout_s=CHECK_TIMEOUT_S)
        return None if isinstance(outcome, Sent) else f"Bot Zalo chưa dùng được: {outcome.reason}."

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()

    def _call(self, method: str, body: Mapping[str, str], *, timeout_s: float | None = None) -> Sent | Retry | Refused:
        timeout = httpx.USE_CLIENT_DEFAULT if timeout_s is None else httpx.Timeout(timeout_s)
        try:
            answer = self._client.post(f"{self._base_url}/bot{self._token}/{method}", json=dict(body), timeout=timeout)
        except (httpx.ReadTimeout, httpx.ReadError, httpx.RemoteProtocolError):
            return Retry(MAYBE_RECEIVED)
        except httpx.TransportError:
            return Retry("không kết nối được Zalo")
        except httpx.InvalidURL:
            return Refused(RefusalKind.AUTH, "địa chỉ hoặc mã truy cập của bot Zalo không đúng dạng")
        return _outcome_of(answer)


def _outcome_of(answer: httpx.Response) -> Sent | Retry | Refused:
    """Read `ok` first: errors may come with status 200."""
    body = _json(answer)
    if body is None:
        return _graded(answer.status_code) if answer.is_error else Retry("Zalo trả lời không đọc được")
    if body.get("ok") is True:
        result = body.get("result")
        return Sent(str(result.get("message_id", "")) if isinstance(result, Mapping) else "")
    code = body.get("error_code")
    return _graded(code if isinstance(code, int) else answer.status_code)


def _json(answer: httpx.Response) -> Mapping[str, Any] | None:
    try:
        body = answer.json()
    except ValueError:
        return None
    return body if isinstance(body, Mapping) else None


def _graded(code: int) -> Retry | Refused:
    if code in _REFUSALS:
        return _REFUSALS[code]
    if code in _TEMPORARY:
        return Retry(_TEMPORARY[code])
    if code >= httpx.codes.INTERNAL_SERVER_ERROR:
        return Retry(f"máy chủ Zalo gặp lỗi (mã {code})")
    return Refused(RefusalKind.UNKNOWN, f"Zalo trả lời lỗi lạ (mã {code})")


def fit(text: str) -> str:
    """Make a text fit: NFC, no mention marks, at most 2000 characters, shortened in the middle, never replaced."""
    text = _MENTION.sub("", nfc(text)).strip()
    if len(text) <= MAX_CHARS:
        return text
    head = MAX_CHARS - TAIL_CHARS - len(CUT_MARK)
    return text[:head].rstrip() + CUT_MARK + text[-TAIL_CHARS:].lstrip()
