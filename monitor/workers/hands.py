"""What a worker does for each job of the queue. Knows nothing of the queue's library: plain calls over one product."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from monitor.app import App
from monitor.couriers import BEAT_EVERY
from monitor.schedule import Runner
from monitor.stages.by_host import HostCollector, Key
from monitor.stages.delivering import DELIVERY_LEASE
from monitor.stages.operator_mail import mail_warnings
from monitor.stages.timing import beat
from monitor.workers import wakes
from monitor.workers.watchdog import LONGEST_TICK, Watchdog

log = logging.getLogger(__name__)

COLLECTING, SENDING, WATCHING, GUARD = "thu thập tin", "gửi tin", "theo dõi bài", "canh hệ thống"
"""Jobs of the single process that are done here in another way; the guard is the scheduler's own."""
READING, JUDGING = "đọc bài", "xét tin"
JUDGED_IN_ONE = 2000
"""Items of one job: then it ends and another begins, so that a judge who lost the lead stops."""


class Hands:
    """The work of one worker process. Safe to call from several threads.

    A job that fails is told to the operator and comes again at the next tick; only a reading that fails is raised,
    for the queue to try it again.
    """

    def __init__(self, app: App, runner: Runner) -> None:
        self._app = app
        self._runner = runner
        self._beats: dict[str, datetime] = {}
        self._lock = threading.Lock()
        self.watchdog = Watchdog()
        own = {COLLECTING: self._collect, SENDING: self._deliver, WATCHING: self._watch}
        self._ticks: dict[str, Callable[[], object]] = {job.name: own.get(job.name, job.run) for job in runner.jobs}

    def tick(self, name: str) -> None:
        """One of the jobs that are done again and again."""
        job = self._ticks.get(name)
        if job is None:
            log.warning("no such job here, another version asked for it name=%s", name)
        else:
            with self.watchdog.doing(name, longest=LONGEST_TICK):
                self._runner.safely(name, job)()

    def poll(self, host: str) -> None:
        """Poll what is due of a host."""
        with self.watchdog.doing(f"{COLLECTING}: {host}"):
            self._runner.safely(f"{COLLECTING}: {host}", partial(self._poll, host))()

    def read(self, host: str, keys: Sequence[Key]) -> None:
        """Read new pages of a host; those that a stop leaves are given to another worker."""
        with self.watchdog.doing(f"{READING}: {host}"):
            left = self._hosts.read_entries(host, keys)
        if left:
            with self._app.store.transaction(alone=False) as tx:
                tx.queue.wake([wakes.read(host, left)])

    def watch(self, host: str, item_ids: Sequence[str]) -> None:
        """Read pages of a host again."""
        with self.watchdog.doing(f"{WATCHING}: {host}"):
            self._runner.safely(f"{WATCHING}: {host}", partial(self._hosts.watch_host, host, item_ids))()

    def place(self) -> None:
        """Judge what was read."""
        with self.watchdog.doing(JUDGING) as gets_on:
            self._runner.safely(JUDGING, partial(self._judge, gets_on))()

    def send(self, lane: str) -> None:
        """Empty the lane of a channel."""
        if lane in self._app.pipeline.lanes.names:
            with self.watchdog.doing(f"{SENDING}: {lane}", longest=LONGEST_TICK):
                self._runner.safely(f"{SENDING}: {lane}", partial(self._send, lane))()
        else:
            log.warning("no such channel here, workers are configured differently lane=%s", lane)

    @property
    def _hosts(self) -> HostCollector:
        return self._app.pipeline.hosts

    def _poll(self, host: str) -> None:
        self._hosts.poll_host(host)
        self._beat(COLLECTING)

    def _judge(self, gets_on: Callable[[], None]) -> None:
        if self._hosts.judge_read(most=JUDGED_IN_ONE, gets_on=gets_on) >= JUDGED_IN_ONE:
            with self._app.store.transaction(alone=False) as tx:
                tx.queue.wake([wakes.place()])

    def _send(self, lane: str) -> None:
        self._app.pipeline.lanes.deliver_lane(lane, lease=DELIVERY_LEASE)
        self._beat(SENDING)

    def _collect(self) -> None:
        """Wake a job for every host that is due, and for what was overlooked; what a round does beside polling."""
        app = self._app
        due, overlooked = self._hosts.hosts_due(), self._hosts.overlooked()
        with app.store.transaction(alone=False) as tx:
            closed = tx.queue.closed_locks()
            wanted = [*wakes.reads(overlooked), *(wakes.poll(host) for host in due)]
            waiting = [wakes.place()] if tx.entries.to_be_judged(1) else []
            tx.queue.wake([*waiting, *(wake for wake in wanted if wake.lock not in closed)])
        if not due:
            self._beat(COLLECTING)  # nothing to ask is no standstill
        app.pipeline.look_after_sources()

    def _deliver(self) -> None:
        app = self._app
        mail_warnings(app.pipeline.parts, now=app.clock.now())
        with app.store.transaction(alone=False) as tx:
            tx.queue.wake(wakes.send(lane) for lane in app.pipeline.lanes.names)

    def _watch(self) -> None:
        due = self._hosts.watches_due()
        with self._app.store.transaction(alone=False) as tx:
            tx.queue.wake(wakes.watch(host, item_ids) for host, item_ids in due.items())
        self._hosts.check_drift()

    def _beat(self, name: str) -> None:
        """Note that work is done; seldom, because each note is a transaction."""
        now = self._app.clock.now()
        with self._lock:
            last = self._beats.get(name)
            if last is not None and now - last < BEAT_EVERY:
                return
            self._beats[name] = now
        beat(self._app.pipeline.parts, name=name, now=now)
