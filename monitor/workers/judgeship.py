"""One of the workers judges, the others stand by: its index of open stories stays warm, and nobody else needs one.

The lead is a lock of a connection to the database: a process that dies gives it up at once, and within a second another
one goes on where it was. That two ever judge at one time (a lead lost over a broken connection) is slow, not wrong:
each placing takes in what others placed, under a lock of its own (`monitor.stages.judging`).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import timedelta
from typing import Any

import procrastinate
from procrastinate.exceptions import ProcrastinateException
from procrastinate.jobs import Status

from monitor.app import App
from monitor.store.queue import JUDGE_LEAD
from monitor.workers import wakes

log = logging.getLogger(__name__)

Serve = Callable[[], Coroutine[Any, Any, None]]


class Judgeship:
    """Serves the queue of judging for as long as this process leads, beside whatever else it does.

    `serve`: does the jobs of that queue, one at a time, until cancelled; then ends the one in hand.
    """

    def __init__(self, app: App, queue: procrastinate.App, serve: Serve, *, look: timedelta) -> None:
        self._app = app
        self._queue = queue
        self._serve = serve
        self._look = look.total_seconds()

    async def lead(self) -> None:
        """Run for the lead, and judge while holding it; ends only by an error, after which it is to be begun anew."""
        lead = await asyncio.to_thread(self._app.store.leadership, JUDGE_LEAD)
        try:
            while not await asyncio.to_thread(lead.hold):  # noqa: ASYNC110 - the database tells nobody
                await asyncio.sleep(self._look)
            log.info("this worker judges from now on")
            await self._take_over()
            await self._judge_while(lead.hold)
        finally:
            await asyncio.to_thread(lead.close)

    async def _judge_while(self, holds: Callable[[], bool]) -> None:
        judging = asyncio.ensure_future(self._serve())
        try:
            while not judging.done():
                await asyncio.to_thread(holds)
                await asyncio.sleep(self._look)
        finally:
            judging.cancel()
            with suppress(asyncio.CancelledError):
                await judging

    async def _take_over(self) -> None:
        """End the job that the last judge left running: it would hold up the next one until the worker counts as dead.

        What it had not judged still waits in the store, and is looked for at once.
        """
        manager = self._queue.job_manager
        for job in await manager.list_jobs_async(task=wakes.PLACE, status=Status.DOING.value):
            try:
                await manager.finish_job(job=job, status=Status.ABORTED, delete_job=True)
            except ProcrastinateException:
                log.info("the last judge ended its job itself")
        await asyncio.to_thread(self._wake)

    def _wake(self) -> None:
        with self._app.store.transaction(alone=False) as tx:
            if tx.entries.to_be_judged(1):
                tx.queue.wake([wakes.place()])
