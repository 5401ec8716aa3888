"""What an HTTP answer, or its absence, means for a fetch. Pure: decides and touches nothing."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import httpx

from monitor.core.entries import FetchOutcome

_BLOCKED = frozenset({401, 402, 403, 407, 451})
_TEMPORARY = frozenset({404, 408, 410, 421, 423, 425, 429})
# Real feeds, YouTube's among them, answer 404 for days and come back, so it is not the end of a source.
_CHALLENGE_STATUS = frozenset({403, 429, 503})
_CHALLENGE_MARKS = (b"cf-chl", b"challenge-platform", b"/cdn-cgi/challenge", b"captcha")
_CHALLENGE_HEAD_BYTES = 20_000
_FIRST_SERVER_ERROR = 500


def grade_status(status: int, *, conditional: bool = False) -> tuple[FetchOutcome, str | None]:
    """Grade a final HTTP status; `conditional` = a validator was sent, so that 304 makes sense."""
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return FetchOutcome.OK, None
    if status == HTTPStatus.NOT_MODIFIED and conditional:
        return FetchOutcome.NOT_MODIFIED, None
    error = f"http {status}"
    if status in _BLOCKED:
        return FetchOutcome.BLOCKED, error
    if status in _TEMPORARY or status >= _FIRST_SERVER_ERROR or status < HTTPStatus.BAD_REQUEST:
        return FetchOutcome.TEMPORARY, error
    return FetchOutcome.PERMANENT, error


def parse_retry_after(value: str | None, *, now: datetime, most: timedelta) -> timedelta | None:
    """Read Retry-After (seconds or HTTP-date), between zero and `most`; None when absent or unreadable."""
    value = (value or "").strip()
    if not value:
        return None
    if value.isdecimal():
        return min(timedelta(seconds=min(int(value), most.total_seconds())), most)
    try:
        moment = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(timedelta(0), min(moment - now, most))


def charset_of(content_type: str) -> str | None:
    """The charset that a Content-Type names, in lower case."""
    for part in content_type.split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset" and value.strip():
            return value.strip().strip("\"'").lower()
    return None


def is_challenge(status: int, headers: Mapping[str, str], body: bytes) -> bool:
    """Whether an answer is a guard's test for machines in place of the page; `headers` know no case."""
    if status not in _CHALLENGE_STATUS:
        return False
    if headers.get("cf-mitigated", "").lower() == "challenge":
        return True
    head = body[:_CHALLENGE_HEAD_BYTES].lower()
    return any(mark in head for mark in _CHALLENGE_MARKS)


def explain_transport(error: httpx.TransportError) -> str:
    """Why no answer came, beginning with the kind that `FetchResult.error` begins with."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"tls-certificate: {cause.verify_message}"
        if isinstance(cause, ssl.SSLError):
            return f"tls: {cause.reason or 'handshake failed'}"
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpx.TimeoutException):
        return f"timeout: {type(error).__name__}"
    if str(error).startswith("dns:"):
        return str(error)
    if isinstance(error, httpx.ConnectError):
        return "connect: refused or unreachable"
    return f"protocol: {type(error).__name__}"
