"""The order of the stages, nothing else.

source → poll → entry → fetch page → article → classify → place in a story → incident decision → tier, route →
outbox → channel → receipt; people act; time passes. See docs/architecture.md for the same way in sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from monitor.collect.fetch import Fetcher
from monitor.core.handling import Action
from monitor.core.incidents import Incident
from monitor.core.items import Engagement, Item
from monitor.core.sources import Source
from monitor.stages.acting import act
from monitor.stages.by_host import HostCollector
from monitor.stages.clock_jump import mind_the_clock
from monitor.stages.collecting import Collector, PollSummary, look_again
from monitor.stages.delivering import DELIVERY_LEASE, Lanes
from monitor.stages.judging import Judge, Received
from monitor.stages.parts import Parts
from monitor.stages.retrying import retry_after_deaths, retry_quarantined
from monitor.stages.subscribing import Subscriber
from monitor.stages.timing import beat, run_due
from monitor.stages.watching import Watcher, WatchSummary


class Pipeline:
    """The stages in their order, over one store."""

    def __init__(self, parts: Parts, *, fetcher: Fetcher | None = None, sources: Sequence[Source] = ()) -> None:
        self.parts = parts
        self._sources = sources
        self._retried = False
        self.judge = Judge(parts)
        self.lanes = Lanes(parts)
        self._collector = Collector(parts, self.judge, fetcher=fetcher, sources=sources) if fetcher else None
        self.subscriber = Subscriber(parts, poster=fetcher, sources=sources) if fetcher else None
        self._watcher = Watcher(parts, self.judge, fetcher=fetcher, sources=sources) if fetcher else None
        self._hosts = (
            HostCollector(parts, self.judge, fetcher=fetcher, sources=sources, watcher=self._watcher)
            if fetcher and self._watcher
            else None
        )

    def receive(self, items: Sequence[Item]) -> tuple[Received, ...]:
        """Items that came by another way than polling: each is judged and its messages put in the outbox."""
        return self.judge.receive(items)

    def engage(self, item_id: str, engagement: Engagement) -> None:
        """New counts of an item."""
        self.judge.engage(item_id, engagement)

    def act(self, action: Action) -> Incident | None:
        """A person's act."""
        return act(self.parts, self.judge, action)

    def collect(self, *, progress: Callable[[str, int, int], None] | None = None) -> PollSummary:
        """One round over the sources that are due; no delivery."""
        assert self._collector is not None, "this pipeline was built without sources"
        mind_the_clock(self.parts, now=self.parts.clock.now())
        look_again(self.parts, self._sources)
        self._retry_quarantined()
        summary = self._collector.round(progress=progress)
        self._collector.name_the_dead(now=self.parts.clock.now())
        self._collector.check_silence(now=self.parts.clock.now())
        if self.subscriber is not None:
            self.subscriber.round()
        beat(self.parts, name="thu thập tin", now=self.parts.clock.now())
        return summary

    def look_after_sources(self) -> None:
        """What `collect` does beside polling and reading, where hosts are polled in pieces."""
        mind_the_clock(self.parts, now=self.parts.clock.now())
        self._retry_quarantined()
        self.hosts.look_after()
        if self.subscriber is not None:
            self.subscriber.round()

    def _retry_quarantined(self) -> None:
        """Once a life: its version may do better on what an earlier one failed on. What processes died of has times."""
        if not self._retried:
            self._retried = True
            retry_quarantined(self.parts, self.judge)
        retry_after_deaths(self.parts)

    @property
    def hosts(self) -> HostCollector:
        """Collecting and watching in pieces, for processes that share the work."""
        assert self._hosts is not None, "this pipeline was built without sources"
        return self._hosts

    def watch(self) -> WatchSummary:
        """Read pages of open incidents again where it is time; look for drift of the sources' documents."""
        assert self._watcher is not None, "this pipeline was built without sources"
        summary = self._watcher.round()
        self._watcher.check_drift()
        return summary

    def run_timers(self) -> int:
        """What is due by time alone."""
        return run_due(self.parts, now=self.parts.clock.now())

    def deliver(self, *, lease: timedelta = DELIVERY_LEASE) -> int:
        """Empty the outbox of what is due. Returns how many messages were accepted.

        One delivery of a channel at a time: whoever comes while another is at work leaves it to that one, or to the
        next wake-up.
        """
        return self.lanes.deliver(lease=lease)

    def stop(self) -> None:
        """Begin nothing new: rounds and deliveries in progress end with what is in hand."""
        self.parts.stopping.set()
