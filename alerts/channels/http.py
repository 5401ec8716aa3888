"""What every channel over HTTP does alike: one POST whose failures are values, and JSON read without trust."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from alerts.channels.base import UNKNOWN_RECEIPT
from monitor.core.errors import FetchError
from monitor.core.notifications import RefusalKind, Refused, Retry

# httpx logs every address at INFO, and some hold a token.
logging.getLogger("httpx").setLevel(logging.WARNING)

TIMEOUT_S = 15.0
CHECK_TIMEOUT_S = 5.0
WAIT_MAX = timedelta(hours=6)
"""A provider's wish to wait is not followed further."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer; `body` is None when it is no JSON object."""

    status: int
    body: Mapping[str, Any] | None
    headers: Mapping[str, str]

    @property
    def ok(self) -> bool:
        """Whether the status is a success."""
        return httpx.codes.is_success(self.status)


def new_client(*, timeout_s: float, transport: httpx.BaseTransport | None) -> httpx.Client:
    """A client that follows no redirect and reads no environment."""
    return httpx.Client(timeout=timeout_s, transport=transport, follow_redirects=False, trust_env=False)


def post(client: httpx.Client, url: str, *, who: str, **request: Any) -> Answer | Retry | Refused:
    """Send one POST. `who` names the service in reasons, which never hold the address.

    A time-out after sending is told apart: the message may have arrived.
    """
    try:
        answer = client.post(url, **request)
    except (httpx.ReadTimeout, httpx.ReadError, httpx.RemoteProtocolError):
        return Retry(f"{UNKNOWN_RECEIPT}: {who} không trả lời kịp, tin có thể bị trùng")
    except httpx.TransportError:
        return Retry(f"không kết nối được {who}")
    except httpx.InvalidURL:
        return Refused(RefusalKind.AUTH, f"địa chỉ hoặc mã truy cập của {who} không đúng dạng")
    except FetchError:
        return Refused(RefusalKind.AUTH, f"địa chỉ của {who} nằm trong mạng không được phép gọi")
    return Answer(answer.status_code, _json(answer), answer.headers)


def retry_after(headers: Mapping[str, str], *, now: datetime) -> timedelta | None:
    """Read `Retry-After` (RFC 9110, 10.2.3: seconds or a date); None when absent or not readable."""
    value = headers.get("retry-after", "").strip()
    if value.isdigit():
        return min(timedelta(seconds=int(value[:6])), WAIT_MAX)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return min(max(moment - now, timedelta()), WAIT_MAX)


def _json(answer: httpx.Response) -> Mapping[str, Any] | None:
    try:
        body = answer.json()
    except ValueError:
        return None
    return body if isinstance(body, Mapping) else None
