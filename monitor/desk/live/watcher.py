"""Tells open pages what happened to incidents. The log in the store is the only truth; events merely wake the reader.

Another process may write the same database, so the log is also looked at by itself every POLL_S while a page listens.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from monitor.core.errors import MonitorError
from monitor.core.events import Event, IncidentChanged
from monitor.core.handling import IncidentEvent
from monitor.store.database import Store

log = logging.getLogger(__name__)

POLL_S = 1.5
"""A new incident of another process reaches a page within two seconds."""
QUEUE = 100
"""Changes kept for a page that reads slowly; it is told to look again anyway, so older ones may go."""
BATCH = 200

Line = tuple[int, IncidentEvent]
"""A line of the log with its number."""


class Hub:
    """Passes new lines of the incidents' logs to all who listen. Belongs to one event loop, that of its listeners."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._queues: set[asyncio.Queue[Line]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._news: asyncio.Event | None = None
        self._reader: asyncio.Task[None] | None = None

    def hear(self, event: Event) -> None:
        """A sink for the product's events; called from any thread."""
        loop, news = self._loop, self._news
        if isinstance(event, IncidentChanged) and loop is not None and news is not None:
            try:
                loop.call_soon_threadsafe(news.set)
            except RuntimeError:  # The web server has ended; nobody listens any more.
                self._loop = None

    @asynccontextmanager
    async def listen(self, after: int | None = None) -> AsyncIterator[asyncio.Queue[Line]]:
        """A queue of the log's lines from now on, after the line `after` when given. A line may come twice."""
        queue: asyncio.Queue[Line] = asyncio.Queue(QUEUE)
        if not self._queues:
            await self._start()
        self._queues.add(queue)
        try:
            if after is not None:
                # Read once the queue is registered: between the page and its connection nothing is missed.
                for line in await asyncio.to_thread(self._after, after):
                    _put(queue, line)
            yield queue
        finally:
            self._queues.discard(queue)
            if not self._queues:
                self._stop()

    @property
    def listeners(self) -> int:
        """How many pages listen."""
        return len(self._queues)

    async def _start(self) -> None:
        self._stop()
        self._loop, self._news = asyncio.get_running_loop(), asyncio.Event()
        last = await asyncio.to_thread(self._last)
        self._reader = asyncio.create_task(self._read(self._news, last))

    def _stop(self) -> None:
        if self._reader is not None:
            self._reader.cancel()
        self._reader = self._loop = self._news = None

    async def _read(self, news: asyncio.Event, last: int) -> None:
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(news.wait(), POLL_S)
            news.clear()
            try:
                rows = await asyncio.to_thread(self._after, last)
            except MonitorError:
                log.exception("live view could not read the log")
                continue
            for line in rows:
                last = line[0]
                for queue in self._queues:
                    _put(queue, line)

    def _last(self) -> int:
        with self._store.read() as tx:
            return tx.incident_lists.last_event()

    def _after(self, number: int) -> tuple[Line, ...]:
        with self._store.read() as tx:
            return tx.incident_lists.life_events_after(number, limit=BATCH)


def _put(queue: asyncio.Queue[Line], line: Line) -> None:
    if queue.full():
        queue.get_nowait()
    queue.put_nowait(line)
