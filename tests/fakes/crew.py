"""Several workers in one process, each a product of its own over one PostgreSQL database, on one virtual clock."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import count

from monitor.app import App, Overrides, build
from monitor.collect.fetch import Fetcher
from monitor.core.entries import Entry, PendingEntry, ReadEntry
from monitor.core.items import Item
from monitor.core.settings import Settings
from monitor.core.wakes import WakeUp
from monitor.replay import Replay
from monitor.replay_stream import Stream
from monitor.schedule import Runner
from monitor.store.database import open_store
from monitor.workers import wakes
from monitor.workers.building import build_shared
from monitor.workers.engine import connect
from monitor.workers.hands import Hands

REST_WITHIN_S = 60.0
LOOK_S = 0.005


class CountingHands(Hands):
    """Remembers how often it judged something."""

    judged = 0

    def place(self) -> None:
        with self._app.store.read() as tx:
            waiting = bool(tx.entries.to_be_judged(1))
        super().place()
        self.judged += waiting

    def _beat(self, name: str) -> None:
        """Virtual hours pass between two jobs: a replay notes no beats either."""


@dataclass
class Mate:
    """One worker: its product, and the thread that it runs in."""

    app: App
    hands: CountingHands
    thread: threading.Thread
    end: Callable[[], None]


def start_mate(app: App, *, concurrency: int = 2) -> Mate:
    """Let a worker run in a thread of its own."""
    hands = CountingHands(app, Runner(app))
    started, ends = threading.Event(), []

    async def serve() -> None:
        queue = connect(app.store.url, hands)
        async with queue.open_async():
            task = asyncio.ensure_future(
                queue.run_worker_async(
                    concurrency=concurrency, install_signal_handlers=False, delete_jobs="successful",
                    fetch_job_polling_interval=0.1,
                )
            )  # fmt: skip
            loop = asyncio.get_running_loop()
            ends.append(partial(loop.call_soon_threadsafe, task.cancel))
            started.set()
            with suppress(asyncio.CancelledError):
                await task

    def run() -> None:
        with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
            runner.run(serve())

    thread = threading.Thread(target=run)
    thread.start()
    assert started.wait(REST_WITHIN_S)
    return Mate(app, hands, thread, ends[0])


class CrewReplay(Replay):
    """A stream played by workers: items come as read entries, timers and deliveries as jobs, acts at a desk apart."""

    def __init__(
        self, settings: Settings, stream: Stream, *, sink: Callable, overrides: Overrides, url: str, size: int
    ) -> None:
        self._url, self._size, self._numbers = url, size, count()
        self.mates: list[Mate] = []
        super().__init__(settings, stream, sink=sink, overrides=overrides)

    def _build(self) -> App:
        self._overrides = replace(self._overrides, store=open_store(self._url))
        first = build(self._settings, self._overrides)
        self._overrides = replace(self._overrides, plan=self._roster(first.plan), classifier=first.classifier)
        desk = build_shared(self._settings, self._overrides)
        try:
            for _ in range(self._size):
                self.mates.append(start_mate(self._worker()))
        except BaseException:
            self._dismiss()
            desk.close()
            raise
        return desk

    def _worker(self) -> App:
        fetcher = partial(Fetcher, user_agent="SoGDDT-GiamSat/1.0 (+https://so.vi.du)", clock=self._clock)
        own = replace(self._overrides, store=open_store(self._url), fetch=True, fetcher=fetcher)
        return build_shared(self._settings, own)

    def close(self) -> None:
        self._dismiss()
        super().close()

    def _dismiss(self) -> None:
        for mate in self.mates:
            mate.end()
        for mate in self.mates:
            mate.thread.join(REST_WITHIN_S)
            mate.app.close()

    def judged(self) -> Counter[int]:
        """How many times each worker judged something."""
        return Counter({number: mate.hands.judged for number, mate in enumerate(self.mates)})

    def _happen(self, happening) -> None:
        if happening.item is None:
            super()._happen(happening)
        else:
            self._hand_in(happening.item, happening.at)
        self._rest()

    def _hand_in(self, item: Item, at: datetime) -> None:
        """As if a worker had just read it; a re-delivery comes as another entry."""
        key = f"{next(self._numbers):06}"
        entry = Entry(key, "dong-tin", feed_url="", url=item.url or "", title="", text="", needs_page=False)
        with self._app.store.transaction() as tx:
            tx.entries.add(entry, found_at=at)
            tx.entries.read(ReadEntry(PendingEntry(entry, at), item), at=at)
            tx.entries.added.clear()  # nobody is to read it once more

    def _app_timers(self) -> None:
        self._do([wakes.tick("hẹn giờ")])

    def _app_deliver(self) -> None:
        self._do([wakes.send(lane) for lane in self._app.pipeline.lanes.names])

    def _do(self, wanted: Sequence[WakeUp]) -> None:
        with self._app.store.transaction() as tx:
            tx.queue.wake(wanted)
        self._rest()

    def _rest(self) -> None:
        """Wait until no job waits or runs."""
        pause = threading.Event()
        for _ in range(int(REST_WITHIN_S / LOOK_S)):
            with self._app.store.read() as tx:
                state = tx.queue.state()
            assert state is not None
            if not state.waiting and not state.running:
                return
            pause.wait(LOOK_S)
        raise AssertionError(f"the workers do not come to rest: {state}")
