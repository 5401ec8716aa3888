"""Keeps deliveries going: one thread for each channel, the ear for what people write, the watch over the jobs.

A channel that hangs holds up its own thread and nothing else. What is due lies in the store; waking only looks there.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from alerts.channels.ping import Ping
from alerts.channels.zalo_bot import ZaloBotChannel
from monitor.app import App
from monitor.channel_set import build_ping
from monitor.core.notifications import Refused, Retry, Sent
from monitor.stages.alarming import somebody_can_be_reached, watch_beats
from monitor.stages.timing import beat

log = logging.getLogger(__name__)

JOB = "gửi tin"
BEAT_EVERY = timedelta(seconds=30)
"""The beat is written so often, not at every look: each is a transaction."""
PING_EVERY = timedelta(minutes=5)
LISTEN_S = 4
"""One question to the bot waits so long for news: less than a stop may take."""


class Couriers:
    """The lanes of one running product in threads. `failed` hears the name of a job that broke."""

    def __init__(self, app: App, *, lease: timedelta, failed: Callable[[str], None]) -> None:
        self._app = app
        self._lease = lease
        self._failed = failed
        self._pool: ThreadPoolExecutor | None = None
        self._busy: set[str] = set()
        self._again: set[str] = set()
        self._lock = threading.Lock()
        self._beat_at: datetime | None = None
        self._ping_at: datetime | None = None
        self._started_at = app.clock.now()
        self._ping: Ping | None = None

    def start(self) -> None:
        """Make the threads; from then on `wake` has an effect."""
        self._ping = build_ping(self._app.settings)
        self._started_at = self._app.clock.now()
        lanes = len(self._app.pipeline.lanes.names)
        self._pool = ThreadPoolExecutor(max_workers=max(lanes, 1), thread_name_prefix="lane")

    def stop(self) -> None:
        """Let every lane end the message in hand, and begin nothing new."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)
        if self._ping is not None:
            self._ping.close()

    def wake(self) -> None:
        """Look at every lane; one that somebody is at is looked at once more after that. Returns at once."""
        with self._lock:
            if self._pool is None:
                return
            for name in self._app.pipeline.lanes.names:
                if name in self._busy:
                    self._again.add(name)
                else:
                    self._busy.add(name)
                    self._pool.submit(self._empty, name)

    def watch(self) -> None:
        """Look whether the jobs run; tell the operator when one does not, and the watchman outside when all do."""
        parts, now = self._app.pipeline.parts, self._app.clock.now()
        well = watch_beats(parts, started_at=self._started_at, now=now)
        # The job that usually wakes the lanes may be what stands still.
        self.wake()
        ping_due = self._ping_at is None or now - self._ping_at >= PING_EVERY
        if self._ping is not None and ping_due and well and somebody_can_be_reached(parts, now=now):
            self._ping_at = now
            if not self._ping.send():
                log.warning("the watchman outside could not be reached")

    def listen(self) -> None:
        """Ask the Zalo bot what people wrote, where Zalo cannot call us."""
        bot = self._app.pipeline.parts.channels.get("zalo")
        if not isinstance(bot, ZaloBotChannel) or self._app.settings.zalo_bot_webhook_secret is not None:
            return
        while not self._app.pipeline.parts.stopping.is_set():
            news = bot.listen(wait_s=LISTEN_S)
            if isinstance(news, Retry | Refused):
                log.warning("zalo bot not heard: %s", news.reason)
                return
            if not news:
                return
            for message in news:
                answer = self._app.listener.hear(message)
                if answer is not None and not isinstance(bot.say(message.chat, answer), Sent):
                    log.warning("a chat was not answered channel=zalo")

    def _empty(self, name: str) -> None:
        while True:
            self._empty_once(name)
            with self._lock:
                if self._pool is None or name not in self._again:
                    self._again.discard(name)
                    self._busy.discard(name)
                    return
                self._again.discard(name)

    def _empty_once(self, name: str) -> None:
        try:
            self._app.pipeline.lanes.deliver_lane(name, lease=self._lease)
            self._note_beat()
        except Exception:
            log.exception("lane failed name=%s", name)
            self._failed(f"{JOB}: {name}")

    def _note_beat(self) -> None:
        now = self._app.clock.now()
        with self._lock:
            due = self._beat_at is None or now - self._beat_at >= BEAT_EVERY
            if due:
                self._beat_at = now
        if due:
            beat(self._app.pipeline.parts, name=JOB, now=now)
