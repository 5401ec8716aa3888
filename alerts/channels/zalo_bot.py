"""Zalo through the Bot platform: plain text of at most 2000 characters to a linked chat.

Methods, envelope and error numbers: docs.zaloplatforms.com/docs/BOT.
The token is part of the address of every call, so addresses never reach a log or a reason.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import httpx

from alerts.channels import texts
from alerts.channels.http import CHECK_TIMEOUT_S, TIMEOUT_S, Answer, new_client, post
from monitor.core.messaging import HeardMessage
from monitor.core.notifications import DeliveryOutcome, Notification, Recipient, RefusalKind, Refused, Retry, Sent

log = logging.getLogger(__name__)

BASE_URL = "https://bot-api.zaloplatforms.com"
MAX_CHARS = 2000
_TOO_MANY = 429
_NO_NEWS = 408
_REFUSALS = {
    400: Refused(RefusalKind.CONTENT, "Zalo từ chối nội dung hoặc mã người nhận (mã 400)"),
    401: Refused(RefusalKind.AUTH, "Zalo từ chối mã truy cập của bot (mã 401)"),
    403: Refused(RefusalKind.POLICY, "Zalo không cho bot nhắn người này (mã 403)"),
    404: Refused(RefusalKind.AUTH, "Zalo không tìm thấy bot; hãy kiểm tra mã truy cập và địa chỉ (mã 404)"),
}
_TEMPORARY = {
    _NO_NEWS: Retry("Zalo xử lý quá lâu (mã 408)"),
    _TOO_MANY: Retry("đã hết lượt nhắn Zalo trong lúc này (mã 429)", alive=True),
}


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
        self._client = new_client(timeout_s=timeout_s, transport=transport)

    def __repr__(self) -> str:
        return f"ZaloBotChannel({self._base_url})"

    def deliver(self, notification: Notification, recipient: Recipient, *, now: datetime) -> DeliveryOutcome:  # noqa: ARG002
        """Send the short text. A time-out after sending is told apart: the message may have arrived."""
        outcome = self.say(recipient.zalo, texts.chat_text(notification, recipient, self.name))
        if not isinstance(outcome, Sent):
            log.warning("zalo not sent: unit=%s key=%s reason=%s", notification.unit, notification.key, outcome.reason)
        return outcome

    def say(self, chat: str, text: str) -> DeliveryOutcome:
        """Answer a chat."""
        answer = self._call("sendMessage", {"chat_id": chat, "text": fit(text)})
        return _outcome_of(answer) if isinstance(answer, Answer) else answer

    def listen(self, *, wait_s: int) -> tuple[HeardMessage, ...] | Retry | Refused:
        """Ask for news, waiting at most `wait_s` for it. Does not work while a webhook is set: then Refused."""
        answer = self._call("getUpdates", {"timeout": wait_s}, timeout_s=wait_s + CHECK_TIMEOUT_S)
        if not isinstance(answer, Answer):
            return answer
        outcome = _outcome_of(answer)
        if isinstance(outcome, Sent) and answer.body is not None:
            return heard(answer.body)
        quiet = answer.body is not None and answer.body.get("error_code") == _NO_NEWS
        return () if quiet or isinstance(outcome, Sent) else outcome

    def set_webhook(self, url: str, secret: str) -> DeliveryOutcome:
        """Have the platform tell us of messages at `url` (public, HTTPS), showing `secret`."""
        answer = self._call("setWebhook", {"url": url, "secret_token": secret})
        return _outcome_of(answer) if isinstance(answer, Answer) else answer

    def delete_webhook(self) -> DeliveryOutcome:
        """Have the platform keep messages until we ask (`listen`)."""
        answer = self._call("deleteWebhook", {})
        return _outcome_of(answer) if isinstance(answer, Answer) else answer

    def check(self) -> str | None:
        """Ask the platform who the bot is."""
        answer = self._call("getMe", {}, timeout_s=CHECK_TIMEOUT_S)
        outcome = _outcome_of(answer) if isinstance(answer, Answer) else answer
        return None if isinstance(outcome, Sent) else f"Bot Zalo chưa dùng được: {outcome.reason}."

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()

    def _call(
        self, method: str, body: Mapping[str, str | int], *, timeout_s: float | None = None
    ) -> Answer | Retry | Refused:
        timeout = httpx.USE_CLIENT_DEFAULT if timeout_s is None else httpx.Timeout(timeout_s)
        url = f"{self._base_url}/bot{self._token}/{method}"
        return post(self._client, url, who="Zalo", json=dict(body), timeout=timeout)


def heard(body: Mapping[str, Any]) -> tuple[HeardMessage, ...]:
    """Read what a webhook or `getUpdates` brings: one event, or a list of them; what is no message is left out."""
    result = body.get("result", body)
    events = result if isinstance(result, list) else [result]
    return tuple(message for event in events if (message := _heard_one(event)) is not None)


def _heard_one(event: object) -> HeardMessage | None:
    message = event.get("message") if isinstance(event, Mapping) else None
    chat = message.get("chat") if isinstance(message, Mapping) else None
    if not isinstance(message, Mapping) or not isinstance(chat, Mapping) or not chat.get("id"):
        return None
    message_id, text = message.get("message_id"), message.get("text")
    if not message_id:
        return None
    private = str(chat.get("chat_type", "PRIVATE")).upper() == "PRIVATE"
    return HeardMessage("zalo", str(chat["id"]), str(message_id), text if isinstance(text, str) else "", private)


def _outcome_of(answer: Answer) -> Sent | Retry | Refused:
    """Read `ok` first: errors may come with status 200."""
    body = answer.body
    if body is None:
        failed = httpx.codes.is_error(answer.status)
        return _graded(answer.status) if failed else Retry("Zalo trả lời không đọc được")
    if body.get("ok") is True:
        result = body.get("result")
        return Sent(str(result.get("message_id", "")) if isinstance(result, Mapping) else "")
    code = body.get("error_code")
    return _graded(code if isinstance(code, int) else answer.status)


def _graded(code: int) -> Retry | Refused:
    if code in _REFUSALS:
        return _REFUSALS[code]
    if code in _TEMPORARY:
        return _TEMPORARY[code]
    if code >= httpx.codes.INTERNAL_SERVER_ERROR:
        return Retry(f"máy chủ Zalo gặp lỗi (mã {code})")
    return Refused(RefusalKind.UNKNOWN, f"Zalo trả lời lỗi lạ (mã {code})")


def fit(text: str) -> str:
    """Make a text fit: NFC, no mention marks, at most 2000 characters."""
    return texts.fit(text, MAX_CHARS)
