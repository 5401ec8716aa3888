"""What Meta's services (Facebook, Threads) have in common: errors by code, usage headers, pages.

The service's own words never become part of an error: they may repeat the token.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from monitor.collect.fetch import FetchResult
from monitor.collect.social.answers import count, member, read_object, rows, text
from monitor.core.entries import FetchOutcome

SLOW_PERCENT = 75
"""From this share of a limit on we slow down; Meta stops answering at 100 (Graph API, "Rate Limits")."""

HIGH_PERCENT = 90
SLOW_WAIT = timedelta(minutes=30)
HIGH_WAIT = timedelta(hours=1)
"""Limits are counted over a rolling hour: after one, the whole share is free again."""

MAX_WAIT = timedelta(hours=24)

_NO_OBJECT = (100, 33)
# Code and sub-code of a page that was deleted, renamed or closed to us: all three look alike from outside.
_GRADES = (
    ({1, 2}, FetchOutcome.TEMPORARY, "service"),
    ({4, 17, 32, 341, 613, *range(80_000, 80_015)}, FetchOutcome.TEMPORARY, "throttled"),
    ({102, 190}, FetchOutcome.PERMANENT, "token"),
    ({3, 10, *range(200, 300)}, FetchOutcome.BLOCKED, "permission"),
    ({368}, FetchOutcome.BLOCKED, "policy"),
    ({803}, FetchOutcome.PERMANENT, "gone"),
    ({100}, FetchOutcome.PERMANENT, "request"),
)
# Error codes, how they end a fetch, and their kind as `access.explain_error` knows it (Graph API, "Handle Errors").
_PERCENTS = ("call_count", "total_time", "total_cputime")
_SECRETS = frozenset({"access_token", "appsecret_proof"})


def graded(result: FetchResult, now: datetime) -> FetchResult:  # noqa: ARG001 - one signature for all services
    """Grade an answer by the error in its body (even under HTTP 200), and add the wait that its usage asks for."""
    usage_wait = wait_for(result)
    problem = member(read_object(result.error_body or result.body), "error")
    if not isinstance(problem, dict):
        return replace(result, retry_after=_longest(result.retry_after, usage_wait))
    code, subcode = count(problem, "code"), count(problem, "error_subcode")
    outcome, kind = grade_code(code, subcode)
    wait = _longest(result.retry_after, usage_wait, HIGH_WAIT if kind == "throttled" and usage_wait is None else None)
    detail = f"code {code}/{subcode}" if subcode else f"code {code}"
    return replace(result, outcome=outcome, body=b"", error=f"{kind}: {detail}", retry_after=wait)


def grade_code(code: int, subcode: int) -> tuple[FetchOutcome, str]:
    """Return outcome and kind of an error code. A code we do not know may pass by itself."""
    if (code, subcode) == _NO_OBJECT:
        return FetchOutcome.PERMANENT, "gone"
    known = ((outcome, kind) for codes, outcome, kind in _GRADES if code in codes)
    return next(known, (FetchOutcome.TEMPORARY, "unknown-error"))


def wait_for(result: FetchResult) -> timedelta | None:
    """How long to wait for what the usage headers tell; None below 75 % of every limit, or when they tell nothing."""
    percent, minutes = 0, 0
    for usage in _usages(result):
        percent = max(percent, *(count(usage, name) for name in _PERCENTS))
        minutes = max(minutes, count(usage, "estimated_time_to_regain_access"))
    if minutes:
        return min(timedelta(minutes=minutes), MAX_WAIT)
    if percent >= HIGH_PERCENT:
        return HIGH_WAIT
    return SLOW_WAIT if percent >= SLOW_PERCENT else None


def next_page(answer: Any, api_base: str) -> str | None:
    """The address of the next page without the token that it carries; None at the end, or when it leads elsewhere."""
    link = text(answer, "paging", "next")
    try:
        parts, base = urlsplit(link), urlsplit(api_base)
    except ValueError:
        return None
    if not link or (parts.scheme, parts.netloc) != (base.scheme, base.netloc):
        return None
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name not in _SECRETS]
    return urlunsplit(parts._replace(query=urlencode(kept), fragment=""))


def _usages(result: FetchResult) -> Iterator[Any]:
    """Yield the usage objects of every header; the business one lists them by account."""
    for header in result.usage.values():
        value = _json(header)
        if isinstance(value, dict):
            yield value
            for name in value:
                yield from rows(value, name)


def _json(header: str) -> Any:
    try:
        return json.loads(header)
    except (ValueError, RecursionError):
        return None


def _longest(*waits: timedelta | None) -> timedelta | None:
    return max((wait for wait in waits if wait is not None), default=None)
