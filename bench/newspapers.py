"""Two hundred newspapers polled every minute while they publish: is every article read once, politely, in flat memory?

Usage: python -m bench.newspapers [--quick] [--papers N] [--minutes N]

The whole product but delivery, on a virtual clock over a real database, reads newspapers that our own server shows on
the loopback, each at an address of its own. What is printed was counted by the newspapers; the exit status is 1 when
anything is not as it must be.
"""

from __future__ import annotations

import argparse
import logging
import os
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

from bench._rounds import table
from monitor.app import App, Overrides, build
from monitor.collect.fetch import Fetcher
from monitor.core.clock import VirtualClock
from monitor.core.items import Channel
from monitor.core.memory import MIB
from monitor.core.settings import load_settings
from monitor.core.sources import Source, SourceKind, Tier
from tests.fakes.press import CLOSED, Press

START = datetime(2022, 10, 12, 1, 0, tzinfo=UTC)
BACKLOG = 5
"""Articles that a newspaper shows before the first poll."""
EVERY_PAPERS = 4
"""Each minute one newspaper of so many publishes, another quarter of them each time."""
SETTLED_AFTER = 3
"""Minutes after which everything that is allocated once is there."""
GROWTH_MOST_MIB = 10.0
"""Twice what 350 more stories take until they close: 5.1 MiB, 15 KiB each, in the run of docs/benchmarks.md."""


@dataclass(frozen=True, slots=True)
class Minute:
    """One round of the product, at one minute."""

    number: int
    published: int
    read: int
    not_modified: int
    cpu_s: float
    rss_mib: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="20 newspapers, 4 minutes")
    parser.add_argument("--papers", type=int, default=200)
    parser.add_argument("--minutes", type=int, default=10)
    args = parser.parse_args()
    logging.disable(logging.WARNING)  # every closed article is told, 200 times
    count, minutes = (20, 4) if args.quick else (args.papers, args.minutes)
    with Press(count, start=START, backlog=BACKLOG) as press, tempfile.TemporaryDirectory() as folder:
        rows = run(press, minutes=minutes, folder=folder)
        print(table(f"{count} newspapers, {minutes} minutes", COLUMNS, [_cells(row) for row in rows]))
        faults = judged(press, rows)
    print("\n".join(faults) or "every article once, one request at a time, robots.txt obeyed, memory flat")
    sys.exit(1 if faults else 0)


def run(press: Press, *, minutes: int, folder: str) -> list[Minute]:
    """Poll every newspaper at every minute, the first time at 0."""
    clock = VirtualClock(START)
    app = _product(press, clock, folder)
    rows = []
    try:
        for number in range(minutes + 1):
            clock.move_to(START + timedelta(minutes=number))
            publishing = [] if number == 0 else range(number % EVERY_PAPERS, len(press.papers), EVERY_PAPERS)
            press.publish(publishing, clock.now())
            cpu = time.process_time()
            done = app.pipeline.collect()
            rows.append(
                Minute(number, len(publishing), done.new, done.not_modified, time.process_time() - cpu, _rss_mib())
            )
    finally:
        app.close()
    return rows


def judged(press: Press, rows: list[Minute]) -> list[str]:
    """What is not as it must be, in words; empty when all is well."""
    faults = []
    for paper in press.papers:
        articles = {paper.path(n): paper.hits[paper.path(n)] for n in range(len(paper.published))}
        faults += [f"newspaper {paper.number}: {path} read {n} times" for path, n in articles.items() if n != 1]
        if paper.hits[CLOSED]:
            faults.append(f"newspaper {paper.number}: asked for what its robots.txt disallows")
        if paper.busiest > 1:
            faults.append(f"newspaper {paper.number}: {paper.busiest} requests at one time")
        asked = paper.hits["/robots.txt"], paper.hits["/rss.xml"]
        if asked != (1, len(rows)):
            faults.append(f"newspaper {paper.number}: robots.txt and feed asked for {asked} times")
    # The closed article is not read, but its headline, which the feed shows, is kept.
    published = sum(len(paper.published) + 1 for paper in press.papers)
    read = sum(row.read for row in rows)
    if read != published:
        faults.append(f"{published} entries published, {read} stored")
    unchanged = (len(rows) - 1) * len(press.papers) - sum(row.published for row in rows)
    if sum(row.not_modified for row in rows) != unchanged:
        faults.append(
            f"{unchanged} polls had nothing new, {sum(row.not_modified for row in rows)} were answered by 304"
        )
    growth = rows[-1].rss_mib - rows[min(SETTLED_AFTER, len(rows) - 1)].rss_mib
    if growth > GROWTH_MOST_MIB:
        faults.append(f"memory grew by {growth:.1f} MiB after minute {SETTLED_AFTER}")
    return faults


COLUMNS = ("minute", "published", "articles read", "304", "CPU s", "RSS MiB")


def _cells(row: Minute) -> list[str]:
    counts = (row.number, row.published, row.read, row.not_modified)
    return [*map(str, counts), f"{row.cpu_s:.2f}", f"{row.rss_mib:.1f}"]


def _product(press: Press, clock: VirtualClock, folder: str) -> App:
    sources = [
        Source(
            f"bao-{paper.number}",
            f"Báo {paper.number}",
            SourceKind.RSS,
            paper.feed_url,
            Channel.PRESS_LOCAL,
            Tier.STATE,
            every=timedelta(seconds=50),  # of a minute, so that jitter never puts a poll off to the next
            min_gap=timedelta(0),
        )
        for paper in press.papers
    ]

    def fetcher() -> Fetcher:
        agent = "SoGDDT-GiamSat/1.0 (+https://so.vi.du/lien-he)"
        return Fetcher(user_agent=agent, clock=clock, allow_private=(ip_network("127.0.0.0/8"),))

    settings = load_settings({"MONITOR_VAR": folder})
    return build(settings, Overrides(clock=clock, sources=sources, channels={}, fetcher=fetcher, seed=0))


def _rss_mib() -> float:
    """Memory held now; where the system does not tell, the peak."""
    try:
        with open("/proc/self/statm", encoding="ascii") as pages:  # noqa: PTH123 - a file of the kernel
            return int(pages.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / MIB
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
