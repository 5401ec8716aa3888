"""Zalo through an Official Account: to a group, to one person within 7 days, or by an approved template.

Errors come with HTTP 200; an envelope without `error` is no success. Calls, limits and
the window of 7 days: docs.zaloplatforms.com/docs/OA.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx

from alerts.channels.http import TIMEOUT_S, Answer, new_client, post
from alerts.channels.texts import chat_text, clip, fit, group_notice
from alerts.channels.zalo_errors import RENEW, WINDOW_SHUT, is_night, outcome_of_code, until_morning
from alerts.channels.zalo_tokens import Key, OaApp, TokenKeeper
from alerts.words import KINDS, LEVELS
from monitor.core.clock import LOCAL
from monitor.core.notifications import DeliveryOutcome, Notification, Recipient, RefusalKind, Refused, Retry, Sent

log = logging.getLogger(__name__)

API_URL = "https://openapi.zalo.me"
TEMPLATE_URL = "https://business.openapi.zalo.me"
MAX_CHARS = 2000
PER_MINUTE = 4000
"""Calls one application may make."""
WINDOW = timedelta(days=7)
"""Consultation messages reach only who interacted with the account so recently."""
TRACKING_CHARS = 48
LABEL_CHARS, TEXT_CHARS, TIME_CHARS = 30, 200, 20
"""Bounds of template parameters: a label or status, a product (our subject), a time."""
_NO_WORD = Retry("Zalo trả lời không đọc được")

LastSeen = Callable[[str], datetime | None]
"""When a user of the account was last heard; None when that is not known."""


@dataclass(frozen=True, slots=True)
class OaAddresses:
    """Where the two services are; others in tests."""

    api: str = API_URL
    template: str = TEMPLATE_URL


class OaClient:
    """Calls with a living access token; one that was refused is renewed once, and the call made once more."""

    def __init__(
        self,
        app: OaApp,
        keeper: TokenKeeper,
        *,
        addresses: OaAddresses | None = None,
        timeout_s: float = TIMEOUT_S,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self.addresses = addresses or OaAddresses()
        self._app = app
        self._keeper = keeper
        self._client = new_client(timeout_s=timeout_s, transport=transport)

    def call(self, url: str, body: Mapping[str, object], *, now: datetime) -> Mapping[str, Any] | Retry | Refused:
        """Post, and return `data` of the answer, or what went wrong."""
        key = self._keeper.key(now=now)
        if not isinstance(key, Key):
            return key
        answer = self._post(url, body, key)
        if isinstance(answer, Answer) and _code(answer) in RENEW:
            key = self._keeper.renew(key.version, now=now)
            if not isinstance(key, Key):
                return key
            answer = self._post(url, body, key)
        return _data(answer, now=now) if isinstance(answer, Answer) else answer

    def check(self, *, now: datetime) -> str | None:
        """Say whether there is a token to use; calls nothing."""
        key = self._keeper.key(now=now)
        return None if isinstance(key, Key) else f"Zalo OA chưa dùng được: {key.reason}."

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()
        self._keeper.close()

    def _post(self, url: str, body: Mapping[str, object], key: Key) -> Answer | Retry | Refused:
        headers = {"access_token": key.access}
        if self._app.proof:
            headers["appsecret_proof"] = proof(key.access, self._app.secret)
        return post(self._client, url, who="Zalo", json=dict(body), headers=headers)


def proof(access: str, secret: str) -> str:
    """Lower-case hex of HMAC-SHA256 of the token under the application's secret, as Zalo's own PHP SDK makes it."""
    return hmac.new(secret.encode(), access.encode(), hashlib.sha256).hexdigest()


def _code(answer: Answer) -> int | None:
    """The number of the envelope; None when it has none. It may be written as text."""
    code = (answer.body or {}).get("error")
    try:
        return int(code) if isinstance(code, int | str) else None
    except ValueError:
        return None


def _data(answer: Answer, *, now: datetime) -> Mapping[str, Any] | Retry | Refused:
    code = _code(answer)
    if code == 0 and answer.body is not None:
        data = answer.body.get("data")
        return data if isinstance(data, Mapping) else {}
    if code is None:
        if (answer.body or {}).get("error_name") or answer.status == httpx.codes.UNAUTHORIZED:
            return Refused(RefusalKind.AUTH, f"Zalo từ chối mã truy cập (mã {answer.status})")
        return _NO_WORD
    log.warning("zalo oa refused code=%d message=%s", code, (answer.body or {}).get("message", ""))
    return RENEWED_IN_VAIN if code in RENEW else outcome_of_code(code, now=now)


RENEWED_IN_VAIN = Refused(RefusalKind.AUTH, "Zalo từ chối cả mã truy cập vừa đổi")


class _OaChannel:
    """What the three ways have in common."""

    name = ""

    def __init__(self, client: OaClient, *, clock: Callable[[], datetime]) -> None:
        self._client = client
        self._clock = clock

    def check(self) -> str | None:
        """Look whether there is a token."""
        return self._client.check(now=self._clock())

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()

    def _send(self, url: str, body: Mapping[str, object], *, now: datetime) -> DeliveryOutcome:
        data = self._client.call(url, body, now=now)
        if isinstance(data, Retry | Refused):
            log.warning("zalo oa not sent: channel=%s why=%s", self.name, data.reason)
            return data
        return Sent(str(data.get("message_id") or data.get("msg_id") or ""))


class ZaloOaChannel(_OaChannel):
    """A consultation message to one person. Only a second road: incidents are rare, the window is usually shut."""

    name = "zalo-oa"
    needs: str | None = "zalo_oa"

    def __init__(self, client: OaClient, *, clock: Callable[[], datetime], last_seen: LastSeen) -> None:
        super().__init__(client, clock=clock)
        self._last_seen = last_seen

    def deliver(self, notification: Notification, recipient: Recipient, *, now: datetime) -> DeliveryOutcome:
        """Send the short text; a person known to have been silent for more than 7 days is refused without a call."""
        seen = self._last_seen(recipient.zalo_oa)
        if seen is not None and now - seen > WINDOW:
            return outcome_of_code(WINDOW_SHUT, now=now)
        return self.say(recipient.zalo_oa, chat_text(notification, recipient, self.name), now=now)

    def say(self, user: str, text: str, *, now: datetime) -> DeliveryOutcome:
        """Send to a user of the account."""
        body = {"recipient": {"user_id": user}, "message": {"text": fit(text, MAX_CHARS)}}
        return self._send(f"{self._client.addresses.api}/v3.0/oa/message/cs", body, now=now)


class ZaloGroupChannel(_OaChannel):
    """A message to a group of the account, at any hour.

    A group has many readers, so it is told that there is something and how grave, never the school or the people.
    """

    name = "zalo-group"
    needs: str | None = "zalo_group"

    def deliver(self, notification: Notification, recipient: Recipient, *, now: datetime) -> DeliveryOutcome:
        """Send the nameless notice."""
        text = fit(group_notice(notification, recipient), MAX_CHARS)
        body = {"recipient": {"group_id": recipient.zalo_group}, "message": {"text": text}}
        return self._send(f"{self._client.addresses.api}/v3.0/oa/group/message", body, now=now)


class ZaloTemplateChannel(_OaChannel):
    """An approved template to a telephone number: short typed parameters, never at night.

    The template has the parameters `muc` (30), `don_vi` (30), `noi_dung` (200) and `thoi_gian` (20 characters).
    """

    name = "zalo-template"
    needs: str | None = "phone"

    def __init__(self, client: OaClient, template_id: str, *, clock: Callable[[], datetime]) -> None:
        super().__init__(client, clock=clock)
        self._template_id = template_id

    def deliver(self, notification: Notification, recipient: Recipient, *, now: datetime) -> DeliveryOutcome:
        """Fill the template. At night nothing is called: the message waits for 06:00 or goes another way."""
        if is_night(now):
            return Retry("Zalo không nhận tin theo mẫu từ 22 giờ đến 6 giờ", after=until_morning(now), alive=True)
        body = {
            "phone": international(recipient.phone),
            "template_id": self._template_id,
            "template_data": template_data(notification, recipient),
            "tracking_id": hashlib.sha256(notification.key.encode()).hexdigest()[:TRACKING_CHARS],
        }
        return self._send(f"{self._client.addresses.template}/message/template", body, now=now)


def template_data(notification: Notification, recipient: Recipient) -> dict[str, str]:
    """The parameters, each within its bound."""
    level = notification.level
    grade = f"{level} – {LEVELS[level]}" if level is not None else KINDS[notification.kind]
    return {
        "muc": clip(grade, LABEL_CHARS),
        "don_vi": clip(recipient.person or recipient.unit, LABEL_CHARS),
        "noi_dung": clip(notification.subject, TEXT_CHARS),
        "thoi_gian": notification.created_at.astimezone(LOCAL).strftime("%H:%M %d/%m/%Y")[:TIME_CHARS],
    }


def international(phone: str) -> str:
    """Write a Vietnamese number as the service wants it: `0987…` and `+84987…` become `84987…`."""
    digits = "".join(char for char in phone if char.isdigit())
    return "84" + digits[1:] if digits.startswith("0") else digits
