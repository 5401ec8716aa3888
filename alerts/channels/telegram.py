"""Telegram: plain text of at most 4096 characters from a bot to a chat or group.

Method and answers: core.telegram.org/bots/api. Exact limits of pace are unpublished.
The token is part of the address of every call, so addresses never reach a log or a reason.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

import httpx

from alerts.channels.http import CHECK_TIMEOUT_S, TIMEOUT_S, WAIT_MAX, Answer, new_client, post
from alerts.channels.texts import fit, group_notice
from monitor.core.notifications import DeliveryOutcome, Notification, Recipient, RefusalKind, Refused, Retry, Sent

log = logging.getLogger(__name__)

BASE_URL = "https://api.telegram.org"
MAX_CHARS = 4096
PER_MINUTE = 20
"""What one group takes; a private chat takes one a second, a bot about 30 a second. The narrowest is kept."""
GROUP_MARK = "-"
"""Ids of groups and channels are negative numbers."""
_TOO_MANY = 429
_ANSWERS: Mapping[int, Retry | Refused] = {
    400: Refused(RefusalKind.CONTENT, "Telegram từ chối nội dung tin (mã 400)"),
    401: Refused(RefusalKind.AUTH, "Telegram từ chối mã truy cập của bot (mã 401)"),
    403: Refused(RefusalKind.ADDRESS, "người nhận đã chặn bot hoặc chưa bắt đầu trò chuyện (mã 403)"),
    404: Refused(RefusalKind.AUTH, "Telegram không tìm thấy bot; hãy kiểm tra mã truy cập (mã 404)"),
    _TOO_MANY: Retry("Telegram yêu cầu gửi chậm lại (mã 429)", alive=True),
}
_UNKNOWN_CHAT = ("chat not found", "user is deactivated", "group chat was upgraded", "peer_id_invalid")


class TelegramChannel:
    """Sends through `sendMessage` of one bot."""

    name = "telegram"
    needs: str | None = "telegram"

    def __init__(
        self,
        token: str,
        *,
        base_url: str = BASE_URL,
        timeout_s: float = TIMEOUT_S,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._token = token
        self._base_url = base_url.rstrip("/")
        self._client = new_client(timeout_s=timeout_s, transport=transport)

    def __repr__(self) -> str:
        return f"TelegramChannel({self._base_url})"

    def deliver(self, notification: Notification, recipient: Recipient, *, now: datetime) -> DeliveryOutcome:  # noqa: ARG002
        """Send the short text, without previews of its links: a preview would open them.

        A group has many readers: of an incident it is told that there is something, never the school or the people.
        """
        many = recipient.telegram.startswith(GROUP_MARK) and notification.incident_id is not None
        text = group_notice(notification, recipient) if many else notification.short or notification.text
        text = fit(text, MAX_CHARS)
        body = {"chat_id": recipient.telegram, "text": text, "disable_web_page_preview": True}
        answer = post(self._client, self._url("sendMessage"), who="Telegram", json=body)
        outcome = _outcome_of(answer) if isinstance(answer, Answer) else answer
        if not isinstance(outcome, Sent):
            log.warning("telegram not sent: unit=%s key=%s why=%s", notification.unit, notification.key, outcome.reason)
        return outcome

    def check(self) -> str | None:
        """Ask who the bot is."""
        answer = post(self._client, self._url("getMe"), who="Telegram", json={}, timeout=CHECK_TIMEOUT_S)
        outcome = _outcome_of(answer) if isinstance(answer, Answer) else answer
        return None if isinstance(outcome, Sent) else f"Bot Telegram chưa dùng được: {outcome.reason}."

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()

    def _url(self, method: str) -> str:
        return f"{self._base_url}/bot{self._token}/{method}"


def _outcome_of(answer: Answer) -> Sent | Retry | Refused:
    body = answer.body
    if body is None:
        return _graded(answer.status, "") if not answer.ok else Retry("Telegram trả lời không đọc được")
    if body.get("ok") is True:
        result = body.get("result")
        return Sent(str(result.get("message_id", "")) if isinstance(result, Mapping) else "")
    code = body.get("error_code")
    code = code if isinstance(code, int) else answer.status
    if code == _TOO_MANY:
        return Retry("Telegram yêu cầu gửi chậm lại (mã 429)", after=_wish(body), alive=True)
    return _graded(code, str(body.get("description", "")))


def _wish(body: Mapping[str, object]) -> timedelta | None:
    parameters = body.get("parameters")
    seconds = parameters.get("retry_after") if isinstance(parameters, Mapping) else None
    return min(timedelta(seconds=seconds), WAIT_MAX) if isinstance(seconds, int) and seconds >= 0 else None


def _graded(code: int, description: str) -> Retry | Refused:
    if code == httpx.codes.BAD_REQUEST and any(mark in description.lower() for mark in _UNKNOWN_CHAT):
        return Refused(RefusalKind.ADDRESS, "Telegram không tìm thấy người nhận (mã 400)")
    if code in _ANSWERS:
        return _ANSWERS[code]
    if code >= httpx.codes.INTERNAL_SERVER_ERROR:
        return Retry(f"máy chủ Telegram gặp lỗi (mã {code})")
    return Refused(RefusalKind.UNKNOWN, f"Telegram trả lời lỗi lạ (mã {code})")
