"""One poll of a social source: the first page, older ones while they are new to us, within the service's quota.

What differs by service (addresses, errors, pages) is in its own module as pure functions; `READERS` names them.
Nothing is stored here: state, record and entries go back to the caller.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from monitor.collect.feeds import ParsedFeed
from monitor.collect.fetch import FetchResult
from monitor.collect.social import facebook, forum, google, meta, reddit, telegram, threads, youtube
from monitor.collect.social.access import lack_of
from monitor.collect.social.answers import Page
from monitor.collect.social.quota import THREADS, YOUTUBE, Ledger, Quota
from monitor.core.entries import Entry, FeedState, FetchOutcome
from monitor.core.sources import Source, SourceKind

log = logging.getLogger(__name__)

MAX_PAGES = 5
"""How far back one poll goes: after an outage a busy page is read this deep, and what lies deeper is told."""

COMMENT_PAGES = 2
_STOPS_ALL = frozenset({"token", "permission", "quota", "throttled", "policy", "key-missing"})
# Errors that meet every further request of the round as well.


class Get(Protocol):
    """Fetches one address: `Fetcher.fetch` with the source's gap."""

    def __call__(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> FetchResult: ...


class Parse(Protocol):
    """Reads one page of a source's feed."""

    def __call__(self, body: bytes, *, source: Source, feed_url: str, now: datetime) -> Page: ...


@dataclass(frozen=True, slots=True)
class Reader:
    """How one kind of source is read. `first` gives the address to ask; `quota` is a feed's share of a day."""

    parse: Parse
    first: Callable[[Source, str], str | None] = lambda _source, feed_url: feed_url
    graded: Callable[[FetchResult, datetime], FetchResult] = lambda result, _now: result
    quota: Quota | None = None


READERS = {
    SourceKind.TELEGRAM: Reader(telegram.parse_preview),
    SourceKind.FORUM: Reader(forum.parse_forum, graded=forum.graded),
    SourceKind.REDDIT: Reader(reddit.parse_reddit, graded=reddit.graded),
    SourceKind.GOOGLE: Reader(google.parse_google, graded=google.graded),
    SourceKind.FACEBOOK: Reader(facebook.parse_posts, facebook.posts_address, meta.graded),
    SourceKind.THREADS: Reader(threads.parse_threads, threads.search_address, meta.graded, THREADS),
    SourceKind.YOUTUBE: Reader(youtube.parse_videos, youtube.videos_address, youtube.graded, YOUTUBE),
    SourceKind.YOUTUBE_COMMENTS: Reader(youtube.parse_videos, youtube.videos_address, youtube.graded, YOUTUBE),
}
"""Every kind that is read here rather than as a plain document."""


@dataclass(frozen=True, slots=True)
class SocialPoll:
    """What a poll gave. `result` grades the whole round and carries its wait; `note` is for the feed's state.

    A round that failed part of the way is a failure that still gives what it read: the state then keeps the time of
    the newest entry it had, so that the next round goes as deep again.
    """

    result: FetchResult
    parsed: ParsedFeed
    note: str


@dataclass(slots=True)
class _Walk:
    """The round so far: what was spent, what was read, what the service asked for."""

    get: Get
    reader: Reader
    source: Source
    feed_url: str
    now: datetime
    ledger: Ledger
    entries: dict[str, Entry] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    wait: timedelta | None = None
    failure: FetchResult | None = None

    @property
    def quota(self) -> Quota | None:
        """The quota that applies: without a key there is no account to count."""
        return self.reader.quota if self.source.api_base else None

    def fetch(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> FetchResult:
        """One request within the quota, graded; remembers the longest wait that was asked for."""
        if self.quota is not None and self.ledger.spent >= self.quota.units:
            wait = self.quota.wait(self.now)
            error = "quota: share of the day is spent"
            result = FetchResult(FetchOutcome.TEMPORARY, url, error=error, retry_after=wait)
        else:
            self.ledger = self.ledger.charged()
            result = self.reader.graded(self.get(url, etag=etag, last_modified=last_modified), self.now)
        waits = [wait for wait in (self.wait, result.retry_after) if wait is not None]
        self.wait = max(waits, default=None)
        return result

    def keep(self, page: Page) -> None:
        for entry in page.entries:
            self.entries.setdefault(entry.key, entry)
        if page.warning:
            self.warnings.append(page.warning)

    def fail(self, result: FetchResult) -> None:
        """Remember the first failure after the first page."""
        self.failure = self.failure or result


def poll_social(get: Get, source: Source, feed_url: str, state: FeedState, now: datetime) -> SocialPoll:
    """Read a social feed once. Expected failures are graded results; what a source lacks is one, without a request."""
    reader = READERS[source.kind]
    today = reader.quota.day(now) if reader.quota else now.date()
    walk = _Walk(get, reader, source, feed_url, now, Ledger.read(state.note, today))
    first = _first_page(walk, state)
    if walk.warnings:
        log.warning("feed read with warnings source=%s: %s", source.id, "; ".join(walk.warnings))
    entries = tuple(walk.entries.values())
    parsed = ParsedFeed(entries, warning="; ".join(walk.warnings) or None)
    note = walk.ledger.note if walk.quota else state.note
    return SocialPoll(_whole(walk, first), parsed, note)


def _whole(walk: _Walk, first: FetchResult) -> FetchResult:
    """Grade the round: its first failure, else its first answer."""
    if walk.failure is None:
        return replace(first, retry_after=walk.wait)
    failure = walk.failure
    return replace(first, outcome=failure.outcome, status=failure.status, error=failure.error, retry_after=walk.wait)


def _first_page(walk: _Walk, state: FeedState) -> FetchResult:
    source = walk.source
    lack = lack_of(source)
    url = walk.reader.first(source, walk.feed_url) if lack is None else None
    if url is None:
        error = lack or f"address: none of kind {source.kind.value}"
        outcome = FetchOutcome.BLOCKED if lack else FetchOutcome.PERMANENT
        return FetchResult(outcome, walk.feed_url, error=error)
    if source.kind is SourceKind.YOUTUBE_COMMENTS:
        return _comments(walk, url, state)
    first = walk.fetch(url, etag=state.etag, last_modified=state.last_modified)
    if first.outcome is not FetchOutcome.OK:
        return first
    if state.body_hash == hashlib.sha256(first.body).hexdigest():
        return replace(first, outcome=FetchOutcome.NOT_MODIFIED)
    page = _parsed(walk, walk.reader.parse, first)
    if page.readable:
        walk.keep(page)
        _older(walk, page, walk.reader.parse, newest_at=state.newest_at, pages=MAX_PAGES)
    return first


def _parsed(walk: _Walk, parse: Parse, result: FetchResult) -> Page:
    """Read an answer; one that cannot be read is the round's failure."""
    page = parse(result.body, source=walk.source, feed_url=walk.feed_url, now=walk.now)
    if not page.readable:
        walk.fail(replace(result, outcome=FetchOutcome.TEMPORARY, error=f"parse: {page.warning}"))
    return page


def _older(walk: _Walk, page: Page, parse: Parse, *, newest_at: datetime | None, pages: int) -> None:
    """Follow a page to older ones while everything on it is new to us."""
    for _ in range(pages - 1):
        if page.next_url is None or not _all_new(page, newest_at):
            return
        result = walk.fetch(page.next_url)
        if result.outcome is not FetchOutcome.OK:
            walk.fail(result)
            return
        page = _parsed(walk, parse, result)
        if not page.readable:
            return
        walk.keep(page)
    if page.next_url is not None and _all_new(page, newest_at):
        walk.warnings.append(f"more than {pages} pages are new; older posts were not read")


def _all_new(page: Page, newest_at: datetime | None) -> bool:
    """Whether a page may hide unread posts behind it. At the very first poll one page is enough."""
    if newest_at is None:
        return False
    times = [entry.published_at for entry in page.entries if entry.published_at is not None]
    # A page without any post of its own (all deleted, say) says nothing of what lies behind it.
    return min(times, default=newest_at + timedelta.resolution) > newest_at


def _comments(walk: _Walk, url: str, state: FeedState) -> FetchResult:
    """Ask for the newest videos, then for the comments under each. A video without comments costs nothing else."""
    first = walk.fetch(url)  # unconditional: the list of videos stays the same while comments come in
    if first.outcome is not FetchOutcome.OK:
        return first
    videos = _parsed(walk, youtube.parse_videos, first)
    for video in youtube.commented_videos(videos.entries, walk.now):
        if not _comments_of(walk, video, newest_at=state.newest_at):
            break
    return replace(first, etag=None, last_modified=None)


def _comments_of(walk: _Walk, video: youtube.Video, *, newest_at: datetime | None) -> bool:
    """Read the comments of one video. False when going on to the next one makes no sense."""
    result = walk.fetch(youtube.comments_address(walk.source, video))
    kind = (result.error or "").partition(":")[0]
    if kind == "comments-disabled":
        return True
    if kind == "gone":
        walk.warnings.append(f"video {video.id} is gone")
        return True
    if result.outcome is not FetchOutcome.OK:
        walk.fail(result)
        return kind not in _STOPS_ALL
    parse = partial(youtube.parse_comments, video=video)
    page = _parsed(walk, parse, result)
    if page.readable:
        walk.keep(page)
        _older(walk, page, parse, newest_at=newest_at, pages=COMMENT_PAGES)
    return True
