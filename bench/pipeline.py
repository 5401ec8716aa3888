"""The whole product from poll to alert decision, all stored and indexed, beside programs that only crawl and extract.

Usage: python -m bench.pipeline [--quick] [--rounds N] [--papers DIR] [--peers PYTHON]

Ours does all that the product does with an article but delivery: robots.txt, feed, page, the whole article, all labels
with their reasons, places, story, incident decision, search index, into an empty database on disk. The peers, Scrapy
with trafilatura first among them, fetch the same articles and take the text out, and are done.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import tempfile
from pathlib import Path

from bench._peers import Meter, fetcher, main, sources
from monitor.app import Overrides, build
from monitor.core.settings import load_settings

_MAKE_DATABASE = "import sys; from monitor.store.database import open_store; open_store(sys.argv[1]).close()"
"""As at any start but the first: what makes a database need not be in the memory of what uses it."""


def work(_papers: Path) -> list[dict[str, object]]:
    """Take in every newspaper that the runner asks for, once."""
    logging.disable(logging.WARNING)  # generated articles repeat each other's dates, and each would be told
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings({"MONITOR_VAR": folder})
        subprocess.run([sys.executable, "-c", _MAKE_DATABASE, settings.database_url], check=True)  # noqa: S603
        app = build(settings, Overrides(sources=sources(), channels={}, fetcher=fetcher, seed=0))
        try:
            with Meter() as meter:
                done = app.pipeline.collect()
        finally:
            app.close()
    return [meter.row(done.new, read=done.articles)]


if __name__ == "__main__":
    main("crawl", "bench.pipeline", work, __doc__ or "")
