"""Runs the product: APScheduler wakes the stages, the web application serves, signals stop both cleanly.

Due times and the outbox live in the store; the scheduler only wakes what claims and runs them, so that a killed process
goes on where it was.
"""

from __future__ import annotations

import logging
import signal
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import uvicorn
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from monitor.app import App
from monitor.core.clock import LOCAL, at_local, local_date
from monitor.core.errors import MonitorError, StorageError, StorageTrouble
from monitor.core.handling import OperatorWarning
from monitor.couriers import Couriers
from monitor.desk.web import create_web
from monitor.nightly import nightly_backup
from monitor.reports.keywords import general_shares
from monitor.reports.making import Workshop
from monitor.reports.monday import monday_round
from monitor.reports.official.bodies import load_bodies
from monitor.reports.unit_reports import remind_units
from monitor.stages.delivering import DELIVERY_LEASE
from monitor.stages.last_resort import LastResort
from monitor.stages.operator_mail import mail_warnings
from monitor.stages.person_requests import warn_of_requests
from monitor.stages.retaining import nightly_retention
from monitor.store.database import Tx

log = logging.getLogger(__name__)

HOST = "127.0.0.1"
WEEKLY_AT = time(7, 30)
"""The weekly summary goes out on Monday morning, before the week's first meeting."""
WEEKLY_SLOT = "weekly_slot"
HOPELESS = (StorageTrouble.FULL, StorageTrouble.READ_ONLY, StorageTrouble.DAMAGED)
"""What does not pass by itself: the warning that could still be written may never be sent."""
JOB_THREADS = 20
"""More than there are jobs: none waits for another's thread."""
WEB_STOP_S = 3
"""How long a page being served may take once the product is to stop."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How often each job wakes; `lease`: when a message that a killed process was sending is sent again.

    `stop`: how long running jobs may take to end. Longer ones are cut off, which loses no more than a kill: nothing.
    """

    collect: timedelta = timedelta(seconds=30)
    timers: timedelta = timedelta(seconds=20)
    deliver: timedelta = timedelta(seconds=5)
    weekly: timedelta = timedelta(minutes=1)
    watch: timedelta = timedelta(minutes=1)
    mail: timedelta = timedelta(minutes=1)
    guard: timedelta = timedelta(minutes=1)
    listen: timedelta = timedelta(seconds=5)
    backup: timedelta = timedelta(minutes=5)
    lease: timedelta = DELIVERY_LEASE
    stop: timedelta = timedelta(seconds=8)


@dataclass(frozen=True, slots=True)
class Job:
    """One thing that is done again and again, and how often."""

    name: str
    run: Callable[[], None]
    every: timedelta


class Runner:
    """The jobs of one running product; deliveries run beside them (`monitor.couriers`).

    A job that fails is told to the operator and tried again at its next time.
    """

    def __init__(self, app: App, pace: Pace | None = None, *, general: Mapping[str, float] | None = None) -> None:
        """`general`: how common syllables are, for the keywords of the summary (`monitor.reports.keywords`)."""
        self._app = app
        self._general = general
        self._pace = pace or Pace()
        self._last_resort = LastResort()
        self.couriers = Couriers(app, lease=self._pace.lease, failed=self._warn)
        # A wake-up that comes late is still wanted: by default it would be dropped after one second.
        defaults = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
        threads = {"default": {"type": "threadpool", "max_workers": JOB_THREADS}}
        self._scheduler = BackgroundScheduler(timezone=LOCAL, job_defaults=defaults, executors=threads)

    @property
    def jobs(self) -> tuple[Job, ...]:
        """What is done again and again."""
        return (
            Job("thu thập tin", self.collect, self._pace.collect),
            Job("hẹn giờ", self.timers, self._pace.timers),
            Job("gửi tin", self.deliver, self._pace.deliver),
            Job("báo cáo tuần", self.weekly, self._pace.weekly),
            Job("nhắc báo cáo tháng", self.duties, self._pace.weekly),
            Job("theo dõi bài", self.watch, self._pace.watch),
            Job("hộp thư", self.mail, self._pace.mail),
            Job("canh hệ thống", self.couriers.watch, self._pace.guard),
            Job("sao lưu", self.backup, self._pace.backup),
            Job("thời hạn lưu giữ", self.retain, self._pace.backup),
            Job("nghe Zalo", self.couriers.listen, self._pace.listen),
        )

    def start(self) -> None:
        """Start all jobs, the first round at once."""
        now = self._app.clock.now()
        for job in self.jobs:
            trigger = IntervalTrigger(seconds=job.every.total_seconds(), timezone=LOCAL)
            self._scheduler.add_job(self.safely(job.name, job.run), trigger, id=job.name, next_run_time=now)
        self.couriers.start()
        self._scheduler.start()

    def stop(self) -> bool:
        """Start nothing new and let running jobs end; False when some still ran after `Pace.stop`."""
        self._app.pipeline.stop()
        waiting = threading.Thread(target=self._end, name="stop", daemon=True)
        waiting.start()
        waiting.join(self._pace.stop.total_seconds())
        return not waiting.is_alive()

    def _end(self) -> None:
        self._scheduler.shutdown()
        self.couriers.stop()

    def collect(self) -> None:
        """Poll what is due, then deliver at once: a push must not wait for the next wake-up."""
        self._app.pipeline.collect()
        self.couriers.wake()

    def watch(self) -> None:
        """Read pages of open incidents again, where it is time; an edit may have something to tell at once."""
        if self._app.pipeline.watch().edited:
            self.couriers.wake()

    def mail(self) -> None:
        """Read what people forwarded; it may have something to tell at once."""
        if self._app.mail_room.round().items:
            self.couriers.wake()

    def timers(self) -> None:
        """What is due by time alone."""
        self._app.pipeline.run_timers()

    def deliver(self) -> None:
        """Empty the outbox, each channel by itself; warnings for the IT officer among it."""
        mail_warnings(self._app.pipeline.parts, now=self._app.clock.now())
        self.couriers.wake()

    def weekly(self) -> None:
        """Put the weekly summary in the outbox once its time has come; after a stop on Monday morning, a late one.

        The first start over a database that was empty on Monday only notes the present week: nobody waits for a summary
        of a week that was not watched.
        """
        now = self._app.clock.now()
        slot = weekly_slot(now)
        with self._app.store.read() as tx:
            last = tx.meta.get(WEEKLY_SLOT)
            due = last != slot.isoformat() if last is not None else _was_watched(tx, slot, now)
        if due:
            # One message for each reader and week: those already in the outbox are not added again.
            monday_round(self._app.pipeline.parts, self._workshop(), now=now)
        if due or last is None:
            with self._app.store.transaction() as tx:
                tx.meta.set(WEEKLY_SLOT, slot.isoformat())

    def _workshop(self) -> Workshop:
        app = self._app
        return Workshop(
            app.store, app.plan, load_bodies(app.settings.bodies_path), self._general, app.source_names,
            pdf_program=app.settings.pdf_program,
        )  # fmt: skip

    def duties(self) -> None:
        """Remind units of their monthly report on the days the plan names."""
        remind_units(self._app.pipeline.parts, now=self._app.clock.now())

    def backup(self) -> None:
        """Make the nightly backup once its hour has come."""
        nightly_backup(self._app.settings, self._app.pipeline.parts, now=self._app.clock.now())

    def retain(self) -> None:
        """Take out texts that have been kept long enough, once a night; tell of persons' requests that are due."""
        now, parts = self._app.clock.now(), self._app.pipeline.parts
        nightly_retention(parts, days=self._app.settings.retention_days, now=now)
        warn_of_requests(parts, now=now)

    def safely(self, name: str, job: Callable[[], object]) -> Callable[[], None]:
        """The job, whose failure is logged and told to the operator."""

        def run() -> None:
            if self._app.pipeline.parts.stopping.is_set():
                return
            try:
                job()
            except Exception as error:
                log.exception("job failed name=%s", name)
                self._app.condition.failed(name, error)
                self._warn(name)
                if isinstance(error, StorageError) and error.trouble in HOPELESS:
                    self._last_resort.tell(self._app.pipeline.parts, error.trouble, now=self._app.clock.now())
            else:
                self._app.condition.went_well(name)

        return run

    def _warn(self, name: str) -> None:
        now = self._app.clock.now()
        text = f"Công việc «{name}» gặp lỗi; hệ thống sẽ thử lại. Xem nhật ký để biết chi tiết."
        try:
            with self._app.store.transaction() as tx:
                tx.warnings.add(OperatorWarning(now, "pipeline", text, key=f"job:{name}:{now:%Y-%m-%dT%H}"))
        except StorageError as error:
            log.critical("the database takes no warning trouble=%s error=%s", error.trouble.value, error)
            self._last_resort.tell(self._app.pipeline.parts, error.trouble, now=now)


def weekly_slot(now: datetime) -> datetime:
    """The last Monday morning, at WEEKLY_AT local time, that is not after `now`."""
    today = local_date(now)
    monday: date = today - timedelta(days=today.weekday())
    slot = at_local(monday, WEEKLY_AT)
    return slot if slot <= now else at_local(monday - timedelta(weeks=1), WEEKLY_AT)


def _was_watched(tx: Tx, slot: datetime, now: datetime) -> bool:
    """Whether items arrived in the week before `slot`, a Monday morning, and `now` is in the week that it begins."""
    this_week = local_date(now) - local_date(slot) < timedelta(weeks=1)
    return this_week and any(True for _ in tx.items.export(since=slot - timedelta(weeks=1), until=slot))


def listen(port: int) -> socket.socket:
    """Take the port of the web page, 0 for any free one. Raises MonitorError when another program has it."""
    try:
        return socket.create_server((HOST, port))
    except OSError as error:
        raise MonitorError(f"không mở được cổng {port}; hãy chọn cổng khác bằng --port") from error


def run(app: App, listener: socket.socket, *, pace: Pace | None = None) -> bool:
    """Run until stopped by a signal (Ctrl-C, SIGTERM); False when jobs that did not end in time were left running."""
    runner = Runner(app, pace, general=general_shares(app.settings.models_dir / "idf.json"))
    config = uvicorn.Config(
        create_web(app), log_level="warning", access_log=False, timeout_graceful_shutdown=WEB_STOP_S
    )
    server = uvicorn.Server(config)
    with stopped_by_signals(server):
        runner.start()
        try:
            server.run(sockets=[listener])
        finally:
            ended = runner.stop()
    if ended:
        app.close()
    else:
        log.warning("jobs still running at the stop; what they were at is taken up at the next start")
    return ended


@contextmanager
def stopped_by_signals(server: uvicorn.Server) -> Iterator[None]:
    """Let signals end the server and nothing else.

    uvicorn raises the signals it caught once more after its end: with the default handlers the process would die of
    them before its jobs have ended.
    """

    def stop(_signal: int, _frame: object) -> None:
        server.should_exit = True

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
