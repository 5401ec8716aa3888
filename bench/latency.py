"""From the poll that sees an article to the alert decision: 200 newspapers publish while incidents happen among them.

Usage: python -m bench.latency [--quick] [--papers N] [--minutes N]

The whole product but delivery, polled once a minute of a virtual clock, at once one minute after the other. Each minute
a quarter of the newspapers publish; one of them tells of a new grave incident at a school. What is timed, by the
clock on the wall: from the answer that brought the feed with the article to the committed transaction that opened the
incident and wrote its messages. Asked: 95 of 100 within two seconds. Exit status 1 when an incident was not opened.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from ipaddress import ip_network
from statistics import median, quantiles

from bench._rounds import table
from monitor.app import App, Overrides, build
from monitor.collect.fetch import Fetcher, FetchResult
from monitor.core.clock import VirtualClock
from monitor.core.events import Event, IncidentChanged
from monitor.core.items import Channel
from monitor.core.settings import load_settings
from monitor.core.sources import Source, SourceKind, Tier
from tests.fakes.press import Press, Told

START = datetime(2022, 10, 12, 1, 0, tzinfo=UTC)
BACKLOG = 3
EVERY_PAPERS = 4
_PLACES = ("Ba Tri", "Giồng Trôm", "Bình Đại", "Thạnh Phú", "Mỏ Cày Nam", "Mỏ Cày Bắc", "Chợ Lách", "Châu Thành")
_SCHOOLS = ("Nguyễn Văn Tám", "Lê Thị Bảy", "Trần Văn Chín", "Phạm Thị Mười", "Võ Văn Út", "Đặng Thị Ba")
_NUMBERS = (34, 41, 52, 37, 46, 63)


@dataclass(frozen=True, slots=True)
class Seen:
    """One incident: when its feed came and when it was decided, in seconds of the machine's clock."""

    minute: int
    paper: int
    fetched_s: float
    decided_s: float


class Noting(Fetcher):
    """The product's fetcher, which notes when each address last answered."""

    def __init__(self, noted: dict[str, float], clock: VirtualClock) -> None:
        agent = "SoGDDT-GiamSat/1.0 (+https://so.vi.du/lien-he)"
        super().__init__(user_agent=agent, clock=clock, allow_private=(ip_network("127.0.0.0/8"),))
        self._noted = noted

    def fetch(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, min_gap: timedelta = timedelta(0)
    ) -> FetchResult:
        """As the product's."""
        result = super().fetch(url, etag=etag, last_modified=last_modified, min_gap=min_gap)
        self._noted[url] = time.perf_counter()
        return result


def run(press: Press, *, minutes: int, folder: str) -> tuple[list[Seen], int]:
    """Poll every newspaper every minute. Returns the incidents that were opened, and how many were told of."""
    clock, noted = VirtualClock(START), dict[str, float]()
    opened: list[float] = []
    app = _product(press, clock, noted, folder)
    app.events.join(partial(_note, opened))
    seen, told = [], 0
    try:
        app.pipeline.collect()
        for minute in range(1, minutes + 1):
            clock.move_to(START + timedelta(minutes=minute))
            publishing = range(minute % EVERY_PAPERS, len(press.papers), EVERY_PAPERS)
            teller = publishing[minute * 7 % len(publishing)]
            press.papers[teller].tell(_incident(minute))
            told += 1
            press.publish(publishing, clock.now())
            opened.clear()
            app.pipeline.collect()
            feed = press.papers[teller].feed_url
            seen += [Seen(minute, teller, noted[feed], decided) for decided in opened[:1]]
    finally:
        app.close()
    return seen, told


def _note(opened: list[float], event: Event) -> None:
    if isinstance(event, IncidentChanged) and event.kind == "opened":
        opened.append(time.perf_counter())


def _incident(minute: int) -> Told:
    """Poisoning at a school: another one each minute."""
    school, place = _SCHOOLS[minute % len(_SCHOOLS)], _PLACES[minute % len(_PLACES)]
    count = _NUMBERS[minute % len(_NUMBERS)] + minute
    return Told(
        f"{count} học sinh Trường Tiểu học {school} {minute} ở {place} nhập viện sau bữa trưa bán trú",
        f"Trưa nay, {count} học sinh phải vào bệnh viện cấp cứu vì nghi ngộ độc thực phẩm sau bữa ăn tại trường.",
    )


def _product(press: Press, clock: VirtualClock, noted: dict[str, float], folder: str) -> App:
    sources = [
        Source(
            f"bao-{paper.number}", f"Báo {paper.number}", SourceKind.RSS, paper.feed_url, Channel.PRESS_LOCAL,
            Tier.STATE, every=timedelta(seconds=50), min_gap=timedelta(0),
        )
        for paper in press.papers
    ]  # fmt: skip
    settings = load_settings({"MONITOR_VAR": folder})
    fetcher = partial(Noting, noted, clock)
    return build(settings, Overrides(clock=clock, sources=sources, channels={}, fetcher=fetcher, seed=0))


def summary(seen: list[Seen]) -> Mapping[str, str]:
    """Median, 95th percentile and worst, in seconds."""
    waits = sorted(one.decided_s - one.fetched_s for one in seen)
    p95 = quantiles(waits, n=20, method="inclusive")[-1] if len(waits) > 1 else waits[-1]
    return {"median s": f"{median(waits):.2f}", "p95 s": f"{p95:.2f}", "worst s": f"{waits[-1]:.2f}"}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="20 newspapers, 4 minutes")
    parser.add_argument("--papers", type=int, default=200)
    parser.add_argument("--minutes", type=int, default=40)
    args = parser.parse_args()
    logging.disable(logging.WARNING)
    count, minutes = (20, 4) if args.quick else (args.papers, args.minutes)
    with Press(count, start=START, backlog=BACKLOG) as press, tempfile.TemporaryDirectory() as folder:
        seen, told = run(press, minutes=minutes, folder=folder)
    if seen:
        found = summary(seen)
        print(
            table(
                f"{count} newspapers, {told} incidents among {told * count // EVERY_PAPERS} articles",
                tuple(found),
                [list(found.values())],
            )
        )
    if len(seen) < told:
        sys.exit(f"{told - len(seen)} of {told} incidents were not opened")


if __name__ == "__main__":
    main()
