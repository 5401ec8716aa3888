"""The coverage statement of any period, from the store: which sources were heard, and which may have been missed.

The feeds are judged as they stood at the end of the period, by the log of that time: a source that is well today may
have been silent in the month that is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from monitor.core.entries import FeedState, FetchOutcome, FetchRecord
from monitor.reports.source_gaps import FeedWatch
from monitor.store.database import Tx

LOOKED_BACK = 300
"""Fetches of a source looked through for the last one of each feed before the period."""
_ANSWERED = frozenset({FetchOutcome.OK, FetchOutcome.NOT_MODIFIED})


def state_at(state: FeedState, records: Sequence[FetchRecord], until: datetime) -> FeedState:
    """A feed's state as it stood at `until`, told by its fetches before that; its news by their known times.

    `newest_at` is None when no news of before `until` is remembered (the last 24 are).
    """
    answered = [record.at for record in records if record.outcome in _ANSWERED]
    last = max(records, key=lambda record: record.at)
    known = [at for at in (*state.arrivals, state.newest_at) if at is not None and at < until]
    return replace(
        state,
        outcome=last.outcome,
        last_error=last.error,
        last_polled_at=last.at,
        last_ok_at=max(answered, default=None),
        newest_at=max(known, default=None),
    )


def watches_between(tx: Tx, start: datetime, until: datetime) -> tuple[FeedWatch, ...]:
    """Every feed read before `until`, as it stood then, with its fetches of `[start, until)` and the one before."""
    return tuple(_watches(tx, start, until))


def _watches(tx: Tx, start: datetime, until: datetime) -> Iterator[FeedWatch]:
    for source_id, states in groupby(tx.feeds.all(), key=lambda state: state.source_id):
        earlier = tx.feeds.last_fetches(source_id, LOOKED_BACK, before=start)
        within = tx.feeds.fetches_between(source_id, start, until)
        for state in states:
            records = [record for record in within if record.url == state.feed_url]
            before = next((record for record in earlier if record.url == state.feed_url), None)
            if before is not None:
                records.insert(0, before)
            if records:
                yield FeedWatch(state_at(state, records, until), tuple(records), complete=before is None)
            elif state.last_polled_at is None or state.last_polled_at < until:
                yield FeedWatch(state)  # on the list, and nothing in the log: it was not read
