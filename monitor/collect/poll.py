"""One poll of one feed, one reading of one entry's page, and the rules of when to come back.

`due` and `next_state` decide and touch nothing; `poll_feed` and `read_entry` fetch, parse and report. How a feed is
doing over time is judged in `monitor.collect.health`.
Neither stores anything: the caller writes state, record and entries in one transaction.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from http import HTTPStatus
from typing import Protocol

from monitor.collect.extract import extract
from monitor.collect.feeds import ParsedFeed, parse_feed
from monitor.collect.fetch import FetchResult
from monitor.collect.health import ROLLOVER, Showing, is_priority, showing, with_arrival
from monitor.collect.pages import parse_listing
from monitor.collect.sitemaps import parse_sitemap
from monitor.collect.social.reading import READERS, poll_social
from monitor.collect.urls import item_id, same_site
from monitor.collect.websub import Declared, declared
from monitor.core.entries import Article, Entry, FeedState, FetchOutcome, FetchRecord
from monitor.core.items import PRESS_CHANNELS, Channel, Item, Kind
from monitor.core.pseudonyms import pseudonym
from monitor.core.sources import Source, SourceKind

BACKOFF_MAX = timedelta(hours=6)
PUSHED_EVERY = timedelta(hours=1)
"""How often a feed is polled whose hub pushes: a safety net, since hubs fail silently."""
JITTER = 0.1
"""Polls are spread by ±10 % so that sources of one interval do not march in step."""

MAX_CHILDREN = 3
"""How many sitemaps of an index are read: the newest hold the news."""

QUICK_RETRIES, QUICK_RETRY = 2, timedelta(minutes=5)
"""How soon a priority source is asked again after its first failures: its silence is to be told in 15 minutes."""

FASTEST, SLOWEST = 1 / 3, 3.0
"""Bounds of the pace, by which the source's interval is multiplied. A priority source is never slower than its own."""
BUSY_SHARE, BUSIER, QUIETER = 0.5, 0.7, 1.2
"""When half of what a feed shows is new it may roll over soon; a quiet one is left alone a little longer each time."""

_MAX_DOUBLINGS = 16
_HEAD_BYTES = 4096
_TTL = re.compile(rb"<ttl>\s*(\d{1,5})\s*</ttl>", re.IGNORECASE)
_MAX_AGE = re.compile(r"max-age\s*=\s*(\d{1,7})", re.IGNORECASE)
_STANDSTILL = frozenset({FetchOutcome.BLOCKED, FetchOutcome.PERMANENT})
_GOOD = frozenset({FetchOutcome.OK, FetchOutcome.NOT_MODIFIED})
_PRIVATE_WRITERS = frozenset({Channel.FORUM, Channel.COMMENT, Channel.FACEBOOK_PROFILE, Channel.FACEBOOK_GROUP})


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

    `record` is None when the entry needs no page; `page` is what was read, empty when nothing was.
    """

    item: Item | None
    record: FetchRecord | None = None
    error: str | None = None
    retry: bool = False
    page: bytes = b""


def due(state: FeedState, now: datetime) -> bool:
    """Whether a feed is to be polled now."""
    return state.next_due_at <= now


def next_state(  # noqa: PLR0917 - a decider takes everything it decides on
    state: FeedState, result: FetchResult, entries: tuple[Entry, ...], source: Source, now: datetime, jitter: float
) -> FeedState:
    """Return the feed's state after a poll.

    The next poll is the longest of the source's interval at the feed's own pace, what the feed wishes (`ttl`, max-age;
    at most three intervals), the back-off after failures (doubling, at most 6 hours) and Retry-After; ±10 % by
    `jitter`, a number in [0, 1), but never before a wish or Retry-After. A priority source that fails is asked twice
    more soon after, unless it asked for less. A blocked or permanently failed feed waits the full 6 hours. One whose
    hub pushes its news is polled hourly until the lease ends, or until a poll finds what was not pushed.
    """
    good = result.outcome in _GOOD
    changed = replace(
        state,
        last_polled_at=now,
        failures=0 if good else state.failures + 1,
        failing_since=None if good else state.failing_since or now,
        outcome=result.outcome,
        last_error=result.error,
    )
    if good:
        changed = _after_answer(changed, result, entries, source, now)
    wait = _wait(changed, source, result, jitter)
    if good and changed.pushed_until is not None:
        # Never beyond the lease: whatever becomes of its renewal, polling goes on from there.
        wait = max(wait, min(PUSHED_EVERY, changed.pushed_until - now))
    return replace(changed, next_due_at=now + wait)


def _after_answer(
    state: FeedState, result: FetchResult, entries: tuple[Entry, ...], source: Source, now: datetime
) -> FeedState:
    if result.outcome is FetchOutcome.NOT_MODIFIED:
        return replace(
            state,
            etag=result.etag or state.etag,
            last_modified=result.last_modified or state.last_modified,
            last_ok_at=now,
            pace=_pace(state, Showing(0, 0, False, state.front), source),
        )
    seen = showing(state, entries, source)
    newest_at = _newest(state, entries, seen, now)
    return replace(
        with_arrival(state, newest_at, entries, now),
        etag=result.etag,
        last_modified=result.last_modified,
        body_hash=_hash(result.body),
        last_ok_at=now,
        silent_warned=state.silent_warned and newest_at == state.newest_at,
        pace=_pace(state, seen, source),
        wish_s=_wish(result).total_seconds(),
        front=seen.front,
        rolled_over_at=now if seen.rolled_over else state.rolled_over_at,
        # News that its hub did not push: it is not relied on until it pushes again.
        pushed_until=None if seen.new else state.pushed_until,
    )


def poll_feed(  # noqa: PLR0917 - as next_state
    fetcher: PageFetcher, source: Source, feed_url: str, state: FeedState, now: datetime, jitter: float
) -> PollResult:
    """Poll one feed: a conditional fetch, then parsing by the source's kind.

    A body with the hash of the last one counts as not modified. A body that is no feed at all is a temporary failure;
    a malformed but readable one is a success with a warning.
    """
    if source.kind in READERS:
        return _poll_social(fetcher, source, feed_url, state, now, jitter)
    result = fetcher.fetch(feed_url, etag=state.etag, last_modified=state.last_modified, min_gap=source.min_gap)
    parsed = ParsedFeed(())
    size = len(result.body)
    if result.outcome is FetchOutcome.OK and state.body_hash == _hash(result.body):
        result = replace(result, outcome=FetchOutcome.NOT_MODIFIED)
    elif result.outcome is FetchOutcome.OK:
        parsed = _parsed(fetcher, source, feed_url, result.body, now)
        if not parsed.readable:
            result = replace(result, outcome=FetchOutcome.TEMPORARY, error=f"parse: {parsed.warning}")
        else:
            state = _with_hub(state, declared(result, parsed))
    state = next_state(state, result, parsed.entries, source, now, jitter)
    record = _poll_record(_record(result, source.id, now, feed_url, size), state, parsed.entries)
    return PollResult(record, state, parsed.entries, parsed.warning)


def _with_hub(state: FeedState, found: Declared | None) -> FeedState:
    hub, topic = (found.hub, found.topic) if found is not None else ("", "")
    return state if (state.hub, state.topic) == (hub, topic) else replace(state, hub=hub, topic=topic)


def _poll_social(  # noqa: PLR0917 - as next_state
    fetcher: PageFetcher, source: Source, feed_url: str, state: FeedState, now: datetime, jitter: float
) -> PollResult:
    """Poll a feed of a kind that has pages, errors or quotas of its own."""
    social = poll_social(partial(fetcher.fetch, min_gap=source.min_gap), source, feed_url, state, now)
    result, parsed = social.result, social.parsed
    state = next_state(replace(state, note=social.note), result, parsed.entries, source, now, jitter)
    record = _poll_record(_record(result, source.id, now, feed_url, len(result.body)), state, parsed.entries)
    return PollResult(record, state, parsed.entries, parsed.warning)


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
        record = replace(record, chars=0)
        return ReadResult(None, record, f"extract: {article.error}", retry=False, page=result.body)
    record = replace(record, chars=len(article.text))
    return ReadResult(_item(entry, article, source, now), record, page=result.body)


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
        context=entry.context,
        published_at=entry.published_at,
        arrived_at=now,
        engagement=entry.engagement,
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


def _wait(state: FeedState, source: Source, result: FetchResult, jitter: float) -> timedelta:
    wish = timedelta(0)
    if result.outcome in _STANDSTILL:
        wait = max(source.every, BACKOFF_MAX)
    elif state.failures:
        wait = _back_off(state.failures, source, result)
    else:
        wait = source.every * state.pace
        wish = min(timedelta(seconds=state.wish_s), source.every * SLOWEST)
    wait *= 1 - JITTER + 2 * JITTER * jitter
    return max(wait, wish, result.retry_after or timedelta(0))


def _back_off(failures: int, source: Source, result: FetchResult) -> timedelta:
    if is_priority(source) and result.status != HTTPStatus.TOO_MANY_REQUESTS:
        if failures <= QUICK_RETRIES:
            return min(source.every, QUICK_RETRY)
        failures -= QUICK_RETRIES
    return max(source.every, min(source.every * (1 << min(failures, _MAX_DOUBLINGS)), BACKOFF_MAX))


def _pace(state: FeedState, seen: Showing, source: Source) -> float:
    pace = state.pace
    if seen.rolled_over:
        pace /= 2
    elif not state.front:
        pass  # the first reading tells nothing of the rhythm
    elif not seen.new:
        pace *= QUIETER
    else:
        pace = min(pace, 1.0) * (BUSIER if seen.new >= seen.shown * BUSY_SHARE else 1.0)
    return min(max(pace, FASTEST), 1.0 if is_priority(source) else SLOWEST)


def _wish(result: FetchResult) -> timedelta:
    """How long the feed asks to be left alone: `ttl` minutes of the document, `max-age` seconds of the answer."""
    ttl = _TTL.search(result.body[:_HEAD_BYTES])
    max_age = _MAX_AGE.search(result.usage.get("cache-control", ""))
    minutes, seconds = int(ttl[1]) if ttl else 0, int(max_age[1]) if max_age else 0
    return max(timedelta(minutes=minutes), timedelta(seconds=seconds))


def _newest(state: FeedState, entries: tuple[Entry, ...], seen: Showing, now: datetime) -> datetime | None:
    """The newest entry's time; new entries without any times are as new as the moment they were seen."""
    times = [min(entry.published_at, now) for entry in entries if entry.published_at]
    if not times and entries and (seen.new or not state.front):
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


def _poll_record(record: FetchRecord, state: FeedState, entries: tuple[Entry, ...]) -> FetchRecord:
    dated = sum(entry.published_at is not None for entry in entries)
    note = ROLLOVER if state.rolled_over_at == record.at else ""
    return replace(record, entries=len(entries), dated=dated, note=note)


def _parsed(fetcher: PageFetcher, source: Source, feed_url: str, body: bytes, now: datetime) -> ParsedFeed:
    if source.kind is SourceKind.HTML:
        return parse_listing(body, source=source, page_url=feed_url, now=now)
    if source.kind is SourceKind.SITEMAP:
        return _parsed_sitemap(fetcher, source, feed_url, body, now)
    return parse_feed(body, feed_url=feed_url, source_id=source.id, now=now)


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
    return pseudonym(source.handle_key, source.id, author)
