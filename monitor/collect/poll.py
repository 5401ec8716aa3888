"""One poll of one feed, one reading of one entry's page, and the rules of when to come back.

`due`, `next_state` and `silent` decide and touch nothing; `poll_feed` and `read_entry` fetch, parse and report.
Neither stores anything: the caller writes state, record and entries in one transaction.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from monitor.collect.extract import extract
from monitor.collect.feeds import ParsedFeed, parse_feed
from monitor.collect.fetch import FetchResult
from monitor.collect.pages import parse_listing
from monitor.collect.sitemaps import parse_sitemap
from monitor.collect.social.telegram import parse_telegram
from monitor.collect.urls import item_id, same_site
from monitor.core.entries import Article, Entry, FeedState, FetchOutcome, FetchRecord
from monitor.core.items import PRESS_CHANNELS, Channel, Item, Kind
from monitor.core.sources import Source, SourceKind

BACKOFF_MAX = timedelta(hours=6)
JITTER = 0.1
"""Polls are spread by ±10 % so that sources of one interval do not march in step."""

MAX_CHILDREN = 3
"""How many sitemaps of an index are read: the newest hold the news."""

SILENT_INTERVALS = 3
"""A source is silent only after this many of its own intervals, however short the plan's limit."""

_MAX_DOUBLINGS = 16
_STANDSTILL = frozenset({FetchOutcome.BLOCKED, FetchOutcome.PERMANENT})
_GOOD = frozenset({FetchOutcome.OK, FetchOutcome.NOT_MODIFIED})
_PRIVATE_WRITERS = frozenset({Channel.FORUM, Channel.COMMENT, Channel.FACEBOOK_PROFILE, Channel.FACEBOOK_GROUP})
_HANDLE_CHARS = 12


class PageFetcher(Protocol):
    """What fetches: `monitor.collect.fetch.Fetcher`, or a fake in tests and replays."""

    def fetch(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, min_gap: timedelta = ...
    ) -> FetchResult:
        """Fetch one address; expected failures are graded results."""
        ...


@dataclass(frozen=True, slots=True)
class PollResult:
    """One poll: the line for the fetch log, the feed's new state, what it showed, and what was odd about it."""

    record: FetchRecord
    state: FeedState
    entries: tuple[Entry, ...] = ()
    warning: str | None = None


@dataclass(frozen=True, slots=True)
class ReadResult:
    """One reading of an entry. `item` is None on failure; `retry` = another try may help, else use `entry_as_item`.

    `record` is None when the entry needs no page.
    """

    item: Item | None
    record: FetchRecord | None = None
    error: str | None = None
    retry: bool = False


def due(state: FeedState, now: datetime) -> bool:
    """Whether a feed is to be polled now."""
    return state.next_due_at <= now


def next_state(  # noqa: PLR0917 - a decider takes everything it decides on
    state: FeedState, result: FetchResult, entries: tuple[Entry, ...], source: Source, now: datetime, jitter: float
) -> FeedState:
    """Return the feed's state after a poll.

    The next poll is the longest of the source's interval, the back-off after failures (doubling, at most 6 hours)
    and Retry-After; ±10 % by `jitter`, a number in [0, 1), but never before Retry-After.
    A blocked or permanently failed feed waits the full 6 hours.
    """
    good = result.outcome in _GOOD
    failures = 0 if good else state.failures + 1
    changed = replace(
        state,
        next_due_at=now + _wait(source.every, failures, result, jitter),
        last_polled_at=now,
        failures=failures,
        outcome=result.outcome,
        last_error=result.error,
    )
    if not good:
        return changed
    changed = replace(changed, last_ok_at=now)
    if result.outcome is FetchOutcome.NOT_MODIFIED:
        return replace(
            changed, etag=result.etag or state.etag, last_modified=result.last_modified or state.last_modified
        )
    newest_at = _newest(state, entries, now)
    return replace(
        changed,
        etag=result.etag,
        last_modified=result.last_modified,
        body_hash=_hash(result.body),
        newest_at=newest_at,
        silent_warned=state.silent_warned and newest_at == state.newest_at,
    )


def silent(state: FeedState, source: Source, now: datetime, plan_after: timedelta) -> bool:
    """Whether a feed has shown nothing new for too long: the plan's limit, or three of its own intervals if longer.

    A feed that never answered is silent once its failures, one an interval, have lasted as long.
    """
    limit = max(plan_after, SILENT_INTERVALS * source.every)
    since = state.newest_at or state.last_ok_at
    if since is None:
        return state.failures * source.every >= limit
    return now - since >= limit


def poll_feed(  # noqa: PLR0917 - as next_state
    fetcher: PageFetcher, source: Source, feed_url: str, state: FeedState, now: datetime, jitter: float
) -> PollResult:
    """Poll one feed: a conditional fetch, then parsing by the source's kind.

    A body with the hash of the last one counts as not modified. A body that is no feed at all is a temporary failure;
    a malformed but readable one is a success with a warning.
    """
    result = fetcher.fetch(feed_url, etag=state.etag, last_modified=state.last_modified, min_gap=source.min_gap)
    parsed = ParsedFeed(())
    size = len(result.body)
    if result.outcome is FetchOutcome.OK and state.body_hash == _hash(result.body):
        result = replace(result, outcome=FetchOutcome.NOT_MODIFIED)
    elif result.outcome is FetchOutcome.OK:
        parsed = _parsed(fetcher, source, feed_url, result.body, now)
        if not parsed.readable:
            result = replace(result, outcome=FetchOutcome.TEMPORARY, error=f"parse: {parsed.warning}")
    state = next_state(state, result, parsed.entries, source, now, jitter)
    return PollResult(_record(result, source.id, now, feed_url, size), state, parsed.entries, parsed.warning)


def read_entry(fetcher: PageFetcher, entry: Entry, source: Source, now: datetime) -> ReadResult:
    """Fetch and read an entry's page. An entry that needs none becomes an item at once."""
    if not entry.needs_page:
        return ReadResult(entry_as_item(entry, source, now))
    result = fetcher.fetch(entry.url, min_gap=source.min_gap)
    record = _record(result, source.id, now, entry.url, len(result.body))
    if result.outcome is not FetchOutcome.OK:
        retry = result.outcome is FetchOutcome.TEMPORARY
        return ReadResult(None, record, result.error or result.outcome.value, retry)
    article = extract(result.body, url=result.url, source=source, now=now)
    if article.error is not None:
        return ReadResult(None, record, f"extract: {article.error}", retry=False)
    return ReadResult(_item(entry, article, source, now), record)


def entry_as_item(entry: Entry, source: Source, now: datetime) -> Item:
    """Make an item of what the feed shows: the whole post, or of an article the headline and summary."""
    return Item(
        id=item_id(source.id, entry.key),
        kind=_kind(source.channel),
        channel=source.channel,
        text=entry.text,
        title=entry.title or None,
        source=source.id,
        source_place=source.home_place,
        author=_writer(entry.author, source),
        official=source.official,
        url=entry.url or None,
        hashtags=entry.hashtags,
        links=entry.links,
        media=entry.media,
        published_at=entry.published_at,
        arrived_at=now,
    )


def _item(entry: Entry, article: Article, source: Source, now: datetime) -> Item:
    canonical = article.canonical_url
    return replace(
        entry_as_item(entry, source, now),
        title=article.title or entry.title or None,
        lead=article.lead or entry.text or None,
        text=article.text,
        author=_writer(article.author or entry.author, source),
        url=canonical if canonical and same_site(canonical, article.url) else article.url,
        published_at=article.published_at or entry.published_at,
    )


def _wait(every: timedelta, failures: int, result: FetchResult, jitter: float) -> timedelta:
    wait = every
    if result.outcome in _STANDSTILL:
        wait = max(every, BACKOFF_MAX)
    elif failures:
        wait = max(every, min(every * 2 ** min(failures, _MAX_DOUBLINGS), BACKOFF_MAX))
    wait *= 1 - JITTER + 2 * JITTER * jitter
    return max(wait, result.retry_after or timedelta(0))


def _newest(state: FeedState, entries: tuple[Entry, ...], now: datetime) -> datetime | None:
    """The newest entry's time; a changed feed without any times is as new as the moment it was seen."""
    times = [min(entry.published_at, now) for entry in entries if entry.published_at]
    if not times and entries:
        times = [now]
    if state.newest_at is not None:
        times.append(state.newest_at)
    return max(times, default=None)


def _hash(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _record(result: FetchResult, source_id: str, now: datetime, url: str, size: int) -> FetchRecord:
    return FetchRecord(
        url=url,
        source_id=source_id,
        at=now,
        outcome=result.outcome,
        status=result.status,
        size=size,
        seconds=result.seconds,
        error=result.error,
    )


def _parsed(fetcher: PageFetcher, source: Source, feed_url: str, body: bytes, now: datetime) -> ParsedFeed:
    if source.kind is SourceKind.HTML:
        return parse_listing(body, source=source, page_url=feed_url, now=now)
    if source.kind is SourceKind.TELEGRAM:
        return parse_telegram(body, feed_url=feed_url, source_id=source.id, now=now)
    if source.kind is SourceKind.SITEMAP:
        return _parsed_sitemap(fetcher, source, feed_url, body, now)
    needs_page = source.kind not in {SourceKind.YOUTUBE, SourceKind.FORUM}
    return parse_feed(body, feed_url=feed_url, source_id=source.id, now=now, needs_page=needs_page)


def _parsed_sitemap(fetcher: PageFetcher, source: Source, feed_url: str, body: bytes, now: datetime) -> ParsedFeed:
    """Read a sitemap, and of an index its newest children. A child that fails is told in the warning."""
    parsed = parse_sitemap(body, feed_url=feed_url, source_id=source.id, now=now)
    entries = {entry.key: entry for entry in parsed.entries}
    warnings = [parsed.warning] if parsed.warning else []
    for child in parsed.children[:MAX_CHILDREN]:
        result = fetcher.fetch(child, min_gap=source.min_gap)
        if result.outcome is not FetchOutcome.OK:
            warnings.append(f"{child}: {result.error or result.outcome.value}")
            continue
        below = parse_sitemap(result.body, feed_url=child, source_id=source.id, now=now)
        warnings += [f"{child}: {below.warning}"] if below.warning else []
        for entry in below.entries:
            entries.setdefault(entry.key, replace(entry, feed_url=feed_url))
    return ParsedFeed(tuple(entries.values()), warning="; ".join(warnings) or None, readable=parsed.readable)


def _kind(channel: Channel) -> Kind:
    if channel in PRESS_CHANNELS or channel is Channel.AGGREGATOR:
        return Kind.PRESS
    return Kind.REPORT if channel is Channel.MANUAL else Kind.SOCIAL


def _writer(author: str | None, source: Source) -> str | None:
    """A journalist or channel by name; a private person's handle only as a hash, so that nobody is profiled."""
    if author is None or source.channel not in _PRIVATE_WRITERS:
        return author
    digest = hashlib.sha256(f"{source.id}\x1f{author}".encode()).hexdigest()
    return f"u-{digest[:_HANDLE_CHARS]}"
