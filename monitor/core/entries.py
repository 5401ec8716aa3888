"""Between a feed and an article: feed state, what one fetch gave, entries as a feed shows them, extracted articles."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from monitor.core.items import Engagement, Item, Media
from monitor.core.labels import Classification


class FetchOutcome(StrEnum):
    """How one fetch ended. `temporary` may work later; `permanent` needs a person; `blocked` = we may not."""

    OK = "ok"
    NOT_MODIFIED = "not-modified"
    TEMPORARY = "temporary"
    PERMANENT = "permanent"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class FetchRecord:
    """One line of the fetch log. `status` is the HTTP status, None when there was no answer; `seconds` wall time.

    A poll that was read tells how many `entries` it showed and how many were `dated`; a page that was read how many
    `chars` of text it had (None for a poll). `note` is `rollover` when entries passed between two polls unseen.
    """

    url: str
    source_id: str
    at: datetime
    outcome: FetchOutcome
    status: int | None = None
    size: int = 0
    seconds: float = 0.0
    error: str | None = None
    entries: int = 0
    dated: int = 0
    chars: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is remembered of one feed between polls.

    `etag` and `last_modified` are kept verbatim for conditional requests; `body_hash` (SHA-256) catches unchanged
    bodies of servers that send neither. `newest_at` is the newest entry's time; `failures` in a row.
    `note` belongs to the reader of the feed's kind, e.g. what was spent of a service's daily quota.

    How it behaves: `failing_since` the first of the `failures`; `pace` multiplies the source's interval, in [1/3, 3];
    `wish_s` the interval the feed asks for, in seconds, 0 when it asks for none; `front` marks the newest entries of
    the last reading; `arrivals` are the times of its last news, the oldest first; `quiet_spells` its longest pauses,
    each with its end and hours; `known_since` the oldest news it was seen with; `rolled_over_at` when entries were
    last lost between polls; `warned_of` the trouble behind `silent_warned`, empty when it has no name.

    Where it declares a WebSub hub: `hub` and `topic` are the addresses, and until `pushed_until` (None when not) its
    news come from there by themselves, so that it is polled seldom.
    """

    feed_url: str
    source_id: str
    next_due_at: datetime
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    last_polled_at: datetime | None = None
    last_ok_at: datetime | None = None
    newest_at: datetime | None = None
    failures: int = 0
    outcome: FetchOutcome | None = None
    last_error: str | None = None
    silent_warned: bool = False
    note: str = ""
    failing_since: datetime | None = None
    pace: float = 1.0
    wish_s: float = 0.0
    front: tuple[str, ...] = ()
    arrivals: tuple[datetime, ...] = ()
    quiet_spells: tuple[tuple[datetime, float], ...] = ()
    known_since: datetime | None = None
    rolled_over_at: datetime | None = None
    warned_of: str = ""
    hub: str = ""
    topic: str = ""
    pushed_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as a feed shows it. `key` is stable over polls (guid, else canonical address, else content hash).

    `needs_page` is true when the article's page has the text; then `text` holds the feed's summary only.
    `context` is the title or text of what a comment answers; `engagement` the counts when it was first seen.
    """

    key: str
    source_id: str
    feed_url: str
    url: str
    title: str
    text: str
    needs_page: bool
    published_at: datetime | None = None
    published_raw: str | None = None
    author: str | None = None
    hashtags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    media: tuple[Media, ...] = ()
    context: str | None = None
    engagement: Engagement = field(default_factory=Engagement)


@dataclass(frozen=True, slots=True)
class PendingEntry:
    """An entry waiting for its page: how often it was tried, when it is due again."""

    entry: Entry
    found_at: datetime
    attempts: int = 0
    next_due_at: datetime | None = None

    def later(self, due_at: datetime) -> PendingEntry:
        """The same entry after one more failed try."""
        return replace(self, attempts=self.attempts + 1, next_due_at=due_at)


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """An entry whose item waits to be judged, where reading and judging are done by different processes.

    `labels` are None where the item could not be labelled before its turn; `again`: its page is tried again after the
    headline was judged; `page` is what was read (base64 of its zlib form), empty when it is not to be kept; `broken`
    says how our own reader failed on it.
    """

    pending: PendingEntry
    item: Item
    labels: Classification | None = None
    again: PendingEntry | None = None
    page: str = ""
    broken: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """What was read from a page. `error` names why there is no usable text (then the other fields may be empty).

    `updated_at`, `section`, `tags` and `pictures` (addresses, no files) are what the page says of itself.
    """

    url: str
    title: str | None = None
    lead: str | None = None
    text: str = ""
    author: str | None = None
    published_at: datetime | None = None
    canonical_url: str | None = None
    error: str | None = None
    updated_at: datetime | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemWatch:
    """An item whose page is read again while its incident is open.

    `joined_at` is when it came into the incident. `next_due_at` is None once no open incident holds it. `misses` are
    answers in a row that the page is not there; `removed_at` when that was believed. `etag` and `last_modified` are
    kept verbatim for conditional requests.
    """

    item_id: str
    source_id: str
    url: str
    joined_at: datetime
    next_due_at: datetime | None
    etag: str | None = None
    last_modified: str | None = None
    last_read_at: datetime | None = None
    misses: int = 0
    removed_at: datetime | None = None
    last_error: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A page as it stood: `sha256` and `size` (bytes) are those of the whole page, `complete` false when `page` is cut.

    For the record only: a stored page is untrusted markup and is never served.
    """

    item_id: str
    taken_at: datetime
    url: str
    sha256: str
    size: int
    page: bytes = field(repr=False)
    complete: bool = True
