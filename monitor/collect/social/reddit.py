"""Reddit's Atom addresses. About one request a minute is allowed, and many are refused: then it is left alone.

Writers only as pseudonyms, and not in the text either.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.collect.feeds import parse_feed
from monitor.collect.fetch import FetchResult
from monitor.collect.social.answers import Page, writer_of
from monitor.core.entries import Entry, FetchOutcome
from monitor.core.sources import Source

THROTTLED_WAIT = timedelta(minutes=30)
"""After a refusal that names no time."""

MAX_WAIT = timedelta(hours=6)
_TOO_MANY_REQUESTS = 429
_SIGNATURE = re.compile(r"(?<!\s)\s*submitted by\s+/?u/\S+.*\Z", re.DOTALL)
_GONE = re.compile(r"\[\s*(?:deleted|removed)\b[^\]]*\]", re.IGNORECASE)


def graded(result: FetchResult, now: datetime) -> FetchResult:  # noqa: ARG001 - one signature for all services
    """Grade an answer: too many requests wait for as long as the service says, else half an hour."""
    if result.status != _TOO_MANY_REQUESTS:
        return result
    wait = result.retry_after or _reset(result.usage.get("x-ratelimit-reset", "")) or THROTTLED_WAIT
    return replace(result, outcome=FetchOutcome.TEMPORARY, error="throttled: http 429", retry_after=wait)


def parse_reddit(body: bytes, *, source: Source, feed_url: str, now: datetime) -> Page:
    """Read a listing. Posts that were deleted or removed are left out and counted in the warning."""
    parsed = parse_feed(body, feed_url=feed_url, source_id=source.id, now=now, needs_page=False)
    if not parsed.readable:
        return Page(warning=parsed.warning, readable=False)
    posts = [_post(entry, source) for entry in parsed.entries]
    entries = tuple(entry for entry in posts if entry is not None)
    gone = len(posts) - len(entries)
    return Page(entries, warning=parsed.warning or (f"{gone} posts deleted or removed" if gone else None))


def _post(entry: Entry, source: Source) -> Entry | None:
    words = _SIGNATURE.sub("", entry.text).strip()
    if _GONE.fullmatch(entry.title.strip()) or _GONE.fullmatch(words):
        return None
    return replace(entry, text=words, author=writer_of(source, (entry.author or "").removeprefix("/u/")))


def _reset(header: str) -> timedelta | None:
    seconds = header.partition(".")[0]
    return min(timedelta(seconds=int(seconds[:6])), MAX_WAIT) if seconds.isascii() and seconds.isdecimal() else None
