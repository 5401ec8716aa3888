"""What is remembered of feeds between polls, and the log of fetches."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import insert, select

from monitor.core.entries import FeedState, FetchOutcome, FetchRecord
from monitor.store.base import Repository
from monitor.store.codec import decode, encode
from monitor.store.dialects import upsert
from monitor.store.schema.feeds import feeds, fetches


class Feeds(Repository):
    """Feed states by address, and the last fetches of each source."""

    def get(self, feed_url: str) -> FeedState | None:
        """The state of one feed; None before its first poll."""
        query = select(feeds.c.record).where(feeds.c.feed_url == feed_url)
        record = self._connection.execute(query).scalar_one_or_none()
        return decode(FeedState, record) if record else None

    def put(self, state: FeedState) -> None:
        """Insert or replace a state."""
        row = {
            "feed_url": state.feed_url,
            "source_id": state.source_id,
            "next_due_at": state.next_due_at,
            "record": encode(state),
        }
        upsert(self._connection, feeds, row)

    def due(self, now: datetime, limit: int) -> tuple[FeedState, ...]:
        """Feeds to poll at `now`, the longest due first."""
        query = select(feeds.c.record).where(feeds.c.next_due_at <= now)
        query = query.order_by(feeds.c.next_due_at, feeds.c.feed_url).limit(limit)
        return tuple(decode(FeedState, record) for record in self._connection.execute(query).scalars())

    def all(self) -> tuple[FeedState, ...]:
        """Every feed, by source and address."""
        query = select(feeds.c.record).order_by(feeds.c.source_id, feeds.c.feed_url)
        return tuple(decode(FeedState, record) for record in self._connection.execute(query).scalars())

    def log(self, record: FetchRecord) -> None:
        """Add a line to the fetch log."""
        self.log_all((record,))

    def log_all(self, records: Iterable[FetchRecord]) -> None:
        """Add lines to the fetch log, in this order."""
        rows = [
            {
                "source_id": record.source_id,
                "at": record.at,
                "outcome": record.outcome.value,
                "record": encode(record),
            }
            for record in records
        ]
        if rows:
            self._connection.execute(insert(fetches), rows)

    def last_fetches(
        self, source_id: str, limit: int, *, outcome: FetchOutcome | None = None, before: datetime | None = None
    ) -> tuple[FetchRecord, ...]:
        """The last fetches of a source (that ended with `outcome`, earlier than `before`), the latest first."""
        query = select(fetches.c.record).where(fetches.c.source_id == source_id)
        if outcome is not None:
            query = query.where(fetches.c.outcome == outcome.value)
        if before is not None:
            query = query.where(fetches.c.at < before)
        query = query.order_by(fetches.c.number.desc()).limit(limit)
        return tuple(decode(FetchRecord, record) for record in self._connection.execute(query).scalars())

    def fetches_between(self, source_id: str, start: datetime, until: datetime) -> tuple[FetchRecord, ...]:
        """Every fetch of a source in `[start, until)`, the earliest first."""
        query = select(fetches.c.record).where(
            fetches.c.source_id == source_id, fetches.c.at >= start, fetches.c.at < until
        )
        rows = self._connection.execute(query.order_by(fetches.c.number)).scalars()
        return tuple(decode(FetchRecord, record) for record in rows)
