"""Between a feed and an article: feed state, what one fetch gave, entries as a feed shows them, extracted articles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from monitor.core.items import Media


class FetchOutcome(StrEnum):
    """How one fetch ended. `temporary` may work later; `permanent` needs a person; `blocked` = we may not."""

    OK = "ok"
    NOT_MODIFIED = "not-modified"
    TEMPORARY = "temporary"
    PERMANENT = "permanent"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class FetchRecord:
    """One line of the fetch log. `status` is the HTTP status, None when there was no answer; `seconds` wall time."""

    url: str
    source_id: str
    at: datetime
    outcome: FetchOutcome
    status: int | None = None
    size: int = 0
    seconds: float = 0.0
    error: str | None = None


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is remembered of one feed between polls.

    `etag` and `last_modified` are kept verbatim for conditional requests; `body_hash` (SHA-256) catches unchanged
    bodies of servers that send neither. `newest_at` is the newest entry's time; `failures` in a row.
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


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as a feed shows it. `key` is stable over polls (guid, else canonical address, else content hash).

    `needs_page` is true when the article's page has the text; then `text` holds the feed's summary only.
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
class Article:
    """What was read from a page. `error` names why there is no usable text (then the other fields may be empty)."""

    url: str
    title: str | None = None
    lead: str | None = None
    text: str = ""
    author: str | None = None
    published_at: datetime | None = None
    canonical_url: str | None = None
    error: str | None = None
