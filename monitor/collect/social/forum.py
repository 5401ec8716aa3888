"""XenForo forums: a forum's `index.rss`, or its page when there is none. Writers only as pseudonyms.

Many stand behind a guard against machines: a challenge is a refusal, and is not evaded.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bs4 import Tag

from monitor.collect.dates import parse_published
from monitor.collect.feeds import parse_feed
from monitor.collect.fetch import FetchResult
from monitor.collect.social.answers import Page, writer_of
from monitor.collect.soup import attribute, first_match, matches, parse_soup, soup_text
from monitor.collect.urls import absolute_url, canonical_url
from monitor.core.entries import Entry, FetchOutcome
from monitor.core.sources import Source

CHALLENGE_WAIT = timedelta(days=1)
"""A guarded forum is looked at once a day only, to notice when it opens again."""

_THREAD = "div.structItem--thread"
_TITLE = 'div.structItem-title a[data-tp-primary="on"]'
_STARTED = ".structItem-startDate time[datetime], time.structItem-startDate[datetime]"
_WRITER = ".structItem-parts .username, .username"
_NEXT = "a.pageNav-jump--next[href]"


def graded(result: FetchResult, now: datetime) -> FetchResult:  # noqa: ARG001 - one signature for all services
    """Grade an answer: a challenge stops the source for a day."""
    if result.outcome is FetchOutcome.BLOCKED and (result.error or "").startswith("challenge"):
        return replace(result, retry_after=max(result.retry_after or CHALLENGE_WAIT, CHALLENGE_WAIT))
    return result


def parse_forum(body: bytes, *, source: Source, feed_url: str, now: datetime) -> Page:
    """Read a forum's feed, or its page of threads: titles whose first post is on the thread's page."""
    parsed = parse_feed(body, feed_url=feed_url, source_id=source.id, now=now, needs_page=False)
    if parsed.readable:
        entries = tuple(replace(e, author=writer_of(source, e.author or "")) for e in parsed.entries)
        return Page(entries, warning=parsed.warning)
    page = parse_soup(body)
    threads = list(matches(page, _THREAD)) if page is not None else []
    if page is None or not threads:
        return Page(warning="no threads on the page", readable=False)
    found = [_entry(thread, source, feed_url, now) for thread in threads]
    older = first_match(page, _NEXT)
    skipped = found.count(None)
    return Page(
        tuple(entry for entry in found if entry is not None),
        absolute_url(feed_url, attribute(older, "href")) if older is not None else None,
        f"{skipped} threads without title or address" if skipped else None,
    )


def _entry(thread: Tag, source: Source, feed_url: str, now: datetime) -> Entry | None:
    link = first_match(thread, _TITLE) or first_match(thread, "div.structItem-title a[href]")
    url = absolute_url(feed_url, attribute(link, "href")) if link is not None else None
    if link is None or not url or not soup_text(link):
        return None
    started, writer = first_match(thread, _STARTED), first_match(thread, _WRITER)
    raw = attribute(started, "datetime") if started is not None else None
    return Entry(
        key=canonical_url(url),
        source_id=source.id,
        feed_url=feed_url,
        url=url,
        title=soup_text(link),
        text="",
        needs_page=True,
        published_at=parse_published(raw, now=now),
        published_raw=raw,
        author=writer_of(source, soup_text(writer)) if writer is not None else None,
    )
