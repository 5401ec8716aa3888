"""What polling 200 feeds costs, first (cold) and again (warm, all unchanged), beside `reader` and bare clients.

Usage: python -m bench.poll [--quick] [--rounds N] [--papers DIR] [--peers PYTHON]

Ours does what a round of the product does: robots.txt of every host, one conditional GET a feed, entries with plain
text and read dates, and in one transaction for a few feeds the fetch log, their states and their new entries. `reader`
stores too and asks for no robots.txt; the bare clients store nothing.
"""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench._peers import Meter, fetcher, in_threads, main, sources
from monitor.collect.fetch import Fetcher
from monitor.collect.poll import PollResult, poll_feed
from monitor.core.entries import FeedState
from monitor.core.sources import Source
from monitor.stages.collecting import KEEP_TOGETHER, keep_polls
from monitor.store.base import batches
from monitor.store.database import Store, open_store

_NO_JITTER = 0.5


def work(_papers: Path) -> list[dict[str, object]]:
    """Poll every newspaper twice; one row for each time."""
    papers = sources()
    with tempfile.TemporaryDirectory() as folder, fetcher() as client:
        store = open_store(f"sqlite:///{Path(folder) / 'poll.db'}")
        try:
            return _rounds(client, store, papers)
        finally:
            store.close()


def _rounds(client: Fetcher, store: Store, papers: list[Source]) -> list[dict[str, object]]:
    now = datetime.now(UTC)
    states = {paper.url: FeedState(paper.url, paper.id, now) for paper in papers}

    def poll(paper: Source) -> PollResult:
        return poll_feed(client, paper, paper.url, states[paper.url], now, _NO_JITTER)

    rows = []
    for phase in ("cold", "warm"):
        with Meter() as meter:
            found = 0
            for results in batches(in_threads(poll, [[paper] for paper in papers]), KEEP_TOGETHER):
                with store.transaction() as tx:
                    found += keep_polls(tx, results, found_at=now)
                states |= {result.state.feed_url: result.state for result in results}
        rows.append(meter.row(len(papers), phase=phase, entries=found))
    return rows


if __name__ == "__main__":
    main("poll", "bench.poll", work, __doc__ or "")
