"""Google News searches and Google Alerts feeds: leads to what papers wrote, never a voice of their own.

Alerts wrap the paper's address and are unwrapped; News links lead nowhere without the service's inner calls, which we
do not make, so its entries keep headline, paper and date for a person or the paper's own feed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from monitor.collect.feeds import parse_feed
from monitor.collect.fetch import FetchResult
from monitor.collect.social.answers import Page
from monitor.core.entries import Entry, FetchOutcome
from monitor.core.sources import Source

MOST_ENTRIES = 100
"""A News search answers with at most this many: then there may be more."""

THROTTLED_WAIT = timedelta(hours=1)
_TOO_MANY_REQUESTS = 429
_CONSENT_HOST = "consent.google."
_CONSENT_MARK = b"consent.google."
_HEAD_BYTES = 20_000
_UNRESOLVED = ("google.com", "google.com.vn")


def graded(result: FetchResult, now: datetime) -> FetchResult:  # noqa: ARG001 - one signature for all services
    """Grade an answer: a block after bursts waits an hour at least, a page that asks for consent is a refusal."""
    if result.status == _TOO_MANY_REQUESTS:
        wait = max(result.retry_after or THROTTLED_WAIT, THROTTLED_WAIT)
        return replace(result, outcome=FetchOutcome.TEMPORARY, error="throttled: http 429", retry_after=wait)
    if result.outcome is FetchOutcome.OK and _asks_for_consent(result):
        return replace(result, outcome=FetchOutcome.BLOCKED, body=b"", error="consent-page: asked before the feed")
    return result


def parse_google(body: bytes, *, source: Source, feed_url: str, now: datetime) -> Page:
    """Read a feed into leads. A lead whose paper's address is known has a page to read, the others have none."""
    parsed = parse_feed(body, feed_url=feed_url, source_id=source.id, now=now)
    if not parsed.readable:
        return Page(warning=parsed.warning, readable=False)
    full = "as many entries as the service gives at most; ask more narrowly"
    warning = parsed.warning or (full if len(parsed.entries) >= MOST_ENTRIES else None)
    return Page(tuple(_lead(entry) for entry in parsed.entries), warning=warning)


def _lead(entry: Entry) -> Entry:
    host = urlsplit(entry.url).hostname or ""
    unresolved = any(host == name or host.endswith("." + name) for name in _UNRESOLVED)
    return replace(entry, needs_page=entry.needs_page and not unresolved)


def _asks_for_consent(result: FetchResult) -> bool:
    if _CONSENT_HOST in (urlsplit(result.url).hostname or ""):
        return True
    head = result.body[:_HEAD_BYTES]
    return _CONSENT_MARK in head and b"<rss" not in head and b"<feed" not in head
