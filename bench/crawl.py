"""What it costs to read feeds, fetch their articles and take the text out, beside Scrapy with trafilatura and others.

Usage: python -m bench.crawl [--quick] [--rounds N] [--papers DIR] [--peers PYTHON]

Ours does what a round of the product does before anything is judged: robots.txt of every host, the feed, one GET for
each article, the whole article (title, lead, text, author, time, canonical address). It reads the papers as sites it
does not know. F1 is that of the words of lead and body, by page template: 0-2 `<p>`, 3 `<div>`, 4 `<br>` in a table.
"""

from __future__ import annotations

import importlib
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean

from bench._peers import Meter, fetcher, in_threads, main, sources
from monitor.collect.fetch import Fetcher
from monitor.collect.poll import PollResult, ReadResult, poll_feed, read_entry
from monitor.core.entries import FeedState
from monitor.core.sources import Source

_NO_JITTER = 0.5
_TEMPLATES = 5
_RUNNER_SITES = 200
"""Newspapers that the runner's city has; its texts depend on the number."""


def work(papers: Path) -> list[dict[str, object]]:
    """Crawl every newspaper that the runner asks for, once."""
    known = sources()
    with fetcher() as client, Meter() as meter:
        results = list(_crawl(client, known))
    read = [(result.record.url, result.item) for result in results if result.item and result.record]
    texts = {url: f"{item.lead or ''}\n{item.text}" for url, item in read}
    return [meter.row(len(results), read=len(texts), **_score(texts, papers))]


def _crawl(client: Fetcher, papers: list[Source]) -> Iterator[ReadResult]:
    now = datetime.now(UTC)

    def poll(paper: Source) -> tuple[Source, PollResult]:
        state = FeedState(paper.url, paper.id, now)
        return paper, poll_feed(client, paper, paper.url, state, now, _NO_JITTER)

    polled = in_threads(poll, [[paper] for paper in papers])
    groups = [[(paper, entry) for entry in result.entries] for paper, result in polled]
    yield from in_threads(lambda job: read_entry(client, job[1], job[0], now), groups)


def _score(texts: dict[str, str], papers: Path) -> dict[str, object]:
    """Mean F1 of the words of the bodies, in all and by template."""
    sys.path.insert(0, str(papers))
    vitext = importlib.import_module("vitext")
    world = vitext.World(sites=_RUNNER_SITES)
    by_template: dict[int, list[float]] = defaultdict(list)
    for url, text in texts.items():
        article = world.from_path(url)
        by_template[article.site % _TEMPLATES].append(vitext.token_f1(text, article.body))
    scores = [score for found in by_template.values() for score in found]
    return {
        "f1": round(fmean(scores), 4),
        "f1_min": round(min(scores), 3),
        "f1_by_template": [round(fmean(found), 3) for _, found in sorted(by_template.items())],
    }


if __name__ == "__main__":
    main("crawl", "bench.crawl", work, __doc__ or "")
