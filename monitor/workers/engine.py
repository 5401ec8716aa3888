"""The shared queue at work: Procrastinate fetches jobs, fires what comes round, and finds what a dead worker left.

Imported only where it is used: the library is an extra of the installation.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import procrastinate
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job as QueuedJob
from procrastinate.jobs import Status
from procrastinate.periodic import PeriodicDeferrer

from monitor.app import App
from monitor.core.errors import StorageError
from monitor.core.handling import OperatorWarning
from monitor.core.wakes import WakeUp
from monitor.schedule import Job, Runner
from monitor.stages.by_host import Key
from monitor.workers import wakes
from monitor.workers.fates import Fate, Orphan, fate_of
from monitor.workers.hands import GUARD, Hands
from monitor.workers.judgeship import Judgeship
from monitor.workers.watchdog import Overdue, Watchdog, end_at_once

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from monitor.store.queue import Leadership

log = logging.getLogger(__name__)

CONNECTIONS = 3
"""Of one worker to the queue, beside the one that listens; the work itself has those of the store."""
MINUTE_S, HOUR_S = 60, 3600
REOPEN_AFTER = timedelta(hours=6)
"""What was given up is tried anew after so long, as a blocked feed is."""
SCHEDULER = "scheduler"
STANDING_BY = "standing-by"
"""No queue. A worker that only judges serves it until it leads: to be seen, and counted, among the workers."""
TRIES = 5
SWITCH_S = 0.001
"""How long a thread that computes may go on while another of this process waits for its turn. With the default, 5 ms,
who judges waits so long after every answer of the database, because its neighbours read pages; others wait for it.
"""


@dataclass(frozen=True, slots=True)
class Beat:
    """The rhythm of the queue.

    `look`: how often a worker looks without being woken; `heart`: how often it gives a sign; `dead`: after how long
    without one its jobs are given to others; `sweep`: how often that is looked at; `again`: the pause after an error.
    """

    look: timedelta = timedelta(seconds=1)
    heart: timedelta = timedelta(seconds=10)
    dead: timedelta = timedelta(seconds=30)
    sweep: timedelta = timedelta(seconds=5)
    again: timedelta = timedelta(seconds=1)


def connect(url: str, hands: Hands) -> procrastinate.App:
    """The queue of a database, with what is done for each of its tasks. Not yet open."""
    address = url.replace("postgresql+psycopg:", "postgresql:", 1)
    connector = procrastinate.PsycopgConnector(conninfo=address, min_size=1, max_size=CONNECTIONS)
    queue = procrastinate.App(connector=connector)
    retry = procrastinate.RetryStrategy(max_attempts=TRIES, exponential_wait=2)

    def read(host: str, keys: list[list[str]], *, single: bool = False) -> None:  # noqa: ARG001 - told to the sweep
        hands.read(host, [(source_id, key) for source_id, key in keys])

    def watch(host: str, items: list[str]) -> None:
        hands.watch(host, items)

    def tick(name: str, timestamp: int = 0) -> None:  # noqa: ARG001 - the queue says for when it was
        hands.tick(name)

    queue.task(name=wakes.POLL, queue=wakes.COLLECT)(hands.poll)
    queue.task(name=wakes.READ, queue=wakes.COLLECT, retry=retry)(read)
    queue.task(name=wakes.WATCH, queue=wakes.COLLECT)(watch)
    queue.task(name=wakes.PLACE, queue=wakes.JUDGE)(hands.place)
    queue.task(name=wakes.SEND, queue=wakes.DELIVER)(hands.send)
    queue.task(name=wakes.TICK, queue=wakes.CLOCK)(tick)
    return queue


def work(app: App, hands: Hands, *, queues: Sequence[str], concurrency: int, beat: Beat | None = None) -> None:
    """Do jobs until a signal comes; those in hand are ended. Runs in the main thread."""
    sys.setswitchinterval(SWITCH_S)
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as loop:
        loop.run(_work(app, hands, queues=queues, concurrency=concurrency, beat=beat or Beat()))


async def _work(app: App, hands: Hands, *, queues: Sequence[str], concurrency: int, beat: Beat) -> None:
    async with _until_signal(app) as stop, _open(app, hands, threads=concurrency) as queue:

        async def serve(names: Sequence[str], at_once: int) -> None:
            await queue.run_worker_async(
                queues=list(names), concurrency=at_once, install_signal_handlers=False, delete_jobs="successful",
                fetch_job_polling_interval=beat.look.total_seconds(),
                update_heartbeat_interval=beat.heart.total_seconds(), stalled_worker_timeout=_LONG_S,
            )  # fmt: skip

        others = [name for name in queues if name != wakes.JUDGE] or [STANDING_BY]
        doing: list[Callable[[], Awaitable[None]]] = [partial(serve, others, concurrency)]
        if wakes.JUDGE in queues:
            judge = partial(serve, [wakes.JUDGE], 1)
            doing.append(Judgeship(app, queue, judge, look=beat.look).lead)
        guarding = asyncio.ensure_future(_guard(app, hands.watchdog, beat=beat))
        try:
            await asyncio.gather(*(_again_and_again(one, stop, pause=beat.again) for one in doing))
        finally:
            guarding.cancel()
            hands.watchdog.let_go()


async def _guard(app: App, watchdog: Watchdog, *, beat: Beat) -> None:
    """End this process when it hangs: told where that can still be done, and in any case seen by the scheduler."""
    while True:
        watchdog.wind_up()
        overdue = watchdog.overdue()
        if overdue is not None:
            log.critical("job hangs, this worker ends job=%s seconds=%.0f", overdue.what, overdue.seconds)
            with suppress(TimeoutError, StorageError):
                await asyncio.wait_for(asyncio.to_thread(_tell_hung, app, overdue), beat.dead.total_seconds())
            end_at_once()
        await asyncio.sleep(beat.heart.total_seconds())


def _tell_hung(app: App, overdue: Overdue) -> None:
    now = app.clock.now()
    text = (
        f"Một việc đang làm («{overdue.what}») bị treo {overdue.seconds / MINUTE_S:.0f} phút nên tiến trình làm việc "
        "đó tự dừng để khởi động lại; việc này sẽ được giao cho tiến trình khác. Nếu còn lặp lại, hãy gửi nhật ký cho "
        "người bảo trì."
    )
    with app.store.transaction(alone=False) as tx:
        tx.warnings.add(OperatorWarning(now, "pipeline", text, key=f"hung:{overdue.what}:{now:%Y-%m-%dT%H}"))


_LONG_S = float(24 * HOUR_S)
"""A worker that starts forgets only workers dead for so long: whose jobs are lost is found by the scheduler."""


def keep_time(app: App, hands: Hands, runner: Runner, *, beat: Beat | None = None) -> None:
    """Fire what comes round and take up what dead workers left, until a signal comes. Any number may run."""
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as loop:
        loop.run(_keep_time(app, hands, runner, beat=beat or Beat()))


async def _keep_time(app: App, hands: Hands, runner: Runner, *, beat: Beat) -> None:
    async with _until_signal(app) as stop, _open(app, hands, threads=4) as queue:
        for job in runner.jobs:
            if job.name != GUARD:
                _fire(queue, job)
        firing = PeriodicDeferrer(registry=queue.periodic_registry, **queue.periodic_defaults)
        leading = Leading(app, queue, runner, beat=beat)
        await asyncio.gather(
            _again_and_again(firing.worker, stop, pause=beat.again),
            _again_and_again(leading.lead, stop, pause=beat.again),
        )


def _fire(queue: procrastinate.App, job: Job) -> None:
    """Let a job come round. Each moment has one row in the queue's tables, so only one of several fires it."""
    wake = wakes.tick(job.name)
    register = queue.periodic(
        cron=cron_of(job.every), periodic_id=job.name, queue=wake.queue, lock=wake.lock, queueing_lock=wake.once,
        priority=wake.priority, task_kwargs=dict(wake.args),
    )  # fmt: skip
    register(queue.tasks[wakes.TICK])


def cron_of(every: timedelta) -> str:
    """Say an interval as cron does, with seconds in the sixth field; rounded down to what divides a minute or hour."""
    seconds = max(int(every.total_seconds()), 1)
    if seconds < MINUTE_S:
        return f"* * * * * */{seconds}" if seconds > 1 else "* * * * * *"
    minutes = min(seconds // MINUTE_S, MINUTE_S)
    if minutes == MINUTE_S:
        return "0 * * * *"
    return f"*/{minutes} * * * *" if minutes > 1 else "* * * * *"


class Leading:
    """What exactly one scheduler does: give on what dead workers had in hand, and guard that work is done at all."""

    def __init__(self, app: App, queue: procrastinate.App, runner: Runner, *, beat: Beat) -> None:
        self._app = app
        self._queue = queue
        self._runner = runner
        self._beat = beat
        self._guards = next(job for job in runner.jobs if job.name == GUARD)

    async def lead(self) -> None:
        """Run for the lead, and lead; ends only by an error, after which it is to be begun anew."""
        lead = await asyncio.to_thread(self._app.store.leadership, SCHEDULER)
        try:
            await self._lead(lead)
        finally:
            await asyncio.to_thread(lead.close)

    async def _lead(self, lead: Leadership) -> None:
        guard = self._runner.safely(GUARD, self._guards.run)
        rounds = max(int(self._guards.every / self._beat.sweep), 1)
        number = 0
        while True:
            if await asyncio.to_thread(lead.hold):
                await self.sweep()
                if number % rounds == 0:
                    await asyncio.to_thread(guard)
                    await asyncio.to_thread(self._reopen)
                number += 1
            await asyncio.sleep(self._beat.sweep.total_seconds())

    async def sweep(self) -> int:
        """Decide on every job whose worker is gone; returns how many there were."""
        dead = self._beat.dead.total_seconds()
        stalled = list(await self._queue.job_manager.get_stalled_jobs(seconds_since_heartbeat=dead))
        if stalled:
            await asyncio.to_thread(self._tell_gone, len(stalled))
        for job in stalled:
            await self._settle(job)
        await self._queue.job_manager.prune_stalled_workers(dead)
        return len(stalled)

    async def _settle(self, job: QueuedJob) -> None:
        keys = _keys_of(job.task_kwargs)
        single = bool(job.task_kwargs.get("single"))
        fate = fate_of(Orphan(job.task_name, job.attempts, pages=len(keys), single=single))
        log.warning("worker gone, job=%s attempts=%d fate=%s", job.call_string, job.attempts, fate.value)
        host = str(job.task_kwargs.get("host", ""))
        if fate is Fate.AGAIN:
            await self._put_back(job)
        elif fate is Fate.SPLIT:
            await asyncio.to_thread(self._wake, [wakes.read(host, [key], single=True) for key in keys])
            await self._end(job)
        elif fate is Fate.APART:
            await asyncio.to_thread(self._app.pipeline.hosts.give_up, keys)
            await self._end(job)
        else:
            await asyncio.to_thread(self._tell_given_up, host, job.task_name, job.attempts + 1)
            await self._queue.job_manager.finish_job(job=job, status=Status.FAILED, delete_job=False)

    async def _put_back(self, job: QueuedJob) -> None:
        try:
            await self._queue.job_manager.retry_job(job=job)
        except ConnectorException:
            # Another one with its mark waits already and does its work.
            await self._end(job)

    async def _end(self, job: QueuedJob) -> None:
        await self._queue.job_manager.finish_job(job=job, status=Status.ABORTED, delete_job=True)

    def _wake(self, wanted: Sequence[WakeUp]) -> None:
        with self._app.store.transaction(alone=False) as tx:
            tx.queue.wake(wanted)

    def _tell_gone(self, jobs: int) -> None:
        now = self._app.clock.now()
        text = (
            f"Một tiến trình làm việc dừng đột ngột hoặc bị treo khi đang làm {jobs} việc; các việc ấy đã được giao "
            "cho tiến trình khác nên không mất tin. Nếu còn lặp lại, hãy xem nhật ký của các tiến trình làm việc."
        )
        with self._app.store.transaction(alone=False) as tx:
            tx.warnings.add(OperatorWarning(now, "pipeline", text, key=f"worker-gone:{now:%Y-%m-%dT%H}"))

    def _tell_given_up(self, host: str, task: str, deaths: int) -> None:
        now = self._app.clock.now()
        text = (
            f"Máy chủ «{host}» được tạm ngừng đọc: tiến trình đọc tin đã dừng đột ngột {deaths} lần khi đang làm việc "
            "với máy chủ này; các nguồn khác không bị ảnh hưởng, hệ thống sẽ thử lại sau 6 giờ. "
            "Hãy xem «monitor doctor» và gửi nhật ký cho người bảo trì."
        )
        with self._app.store.transaction() as tx:
            tx.warnings.add(OperatorWarning(now, "pipeline", text, key=f"given-up:{task}:{host}:{now:%Y-%m-%dT%H}"))

    def _reopen(self) -> None:
        with self._app.store.transaction(alone=False) as tx:
            tx.queue.forget_given_up(before=self._app.clock.now() - REOPEN_AFTER)


def _keys_of(args: Mapping[str, Any]) -> list[Key]:
    return [(str(source_id), str(key)) for source_id, key in args.get("keys", ())]


async def _again_and_again(serve: Callable[[], Awaitable[None]], stop: asyncio.Event, *, pause: timedelta) -> None:
    """Run it until the stop. When it breaks (the database is away), begin anew after a pause."""
    asked = asyncio.ensure_future(stop.wait())
    try:
        while not stop.is_set():
            running = asyncio.ensure_future(serve())
            await asyncio.wait({running, asked}, return_when=asyncio.FIRST_COMPLETED)
            if not running.done():
                running.cancel()
            with suppress(asyncio.CancelledError):
                try:
                    await running
                except (ConnectorException, StorageError) as error:
                    log.error("the queue is away, trying again: %s", error.__cause__ or error)  # noqa: TRY400
            if not stop.is_set():
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), pause.total_seconds())
    finally:
        asked.cancel()


@asynccontextmanager
async def _open(app: App, hands: Hands, *, threads: int) -> AsyncIterator[procrastinate.App]:
    loop = asyncio.get_running_loop()
    # Three more than there are jobs: who judges, who leads and who warns must not wait for one to end.
    pool = ThreadPoolExecutor(max_workers=threads + 3, thread_name_prefix="job")
    loop.set_default_executor(pool)
    queue = connect(app.store.url, hands)
    async with queue.open_async():
        yield queue


@asynccontextmanager
async def _until_signal(app: App) -> AsyncIterator[asyncio.Event]:
    """An event that a signal sets; from then on stages begin nothing new."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()

    def asked() -> None:
        app.pipeline.stop()
        stop.set()

    before = {}
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, asked)
        except (NotImplementedError, RuntimeError, ValueError):  # Windows, or not the main thread
            with suppress(ValueError):
                before[number] = signal.signal(number, partial(_threadsafe, loop, asked))
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _threadsafe(loop: asyncio.AbstractEventLoop, act: Callable[[], None], _signal: int, _frame: object) -> None:
    loop.call_soon_threadsafe(act)
