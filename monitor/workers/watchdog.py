"""A worker that hangs ends itself: then it is one that died, its jobs go to others, and whoever started it starts anew.

A job may wait for ever (a lock, a peer that never answers and never hangs up) or never come back (an expression that
runs away). In the first case this process still can tell and end. In the second it may not even get to run: for that
the interpreter's own timer, which needs nobody's turn, is wound up again and again and ends the process when that
stops, with what each thread was at in its log.
"""

from __future__ import annotations

import faulthandler
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import NoReturn

log = logging.getLogger(__name__)

LONGEST = timedelta(minutes=20)
"""A job: twenty pages of a slow host at their longest take half of it."""
SILENT = timedelta(minutes=3)
"""A process that does not get its own turn for so long hangs; its jobs were given to others long before."""
LONGEST_TICK = timedelta(hours=6)
"""What comes round may make a backup of everything."""
EXIT_STATUS = 70
"""EX_SOFTWARE: whoever started the worker sees that it did not end well."""


@dataclass(frozen=True, slots=True)
class Overdue:
    """A job that runs for too long, in seconds."""

    what: str
    seconds: float


class Watchdog:
    """Knows what this worker does and since when. Safe to call from several threads."""

    def __init__(
        self, *, longest: timedelta = LONGEST, silent: timedelta = SILENT, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._longest = longest
        self._silent = silent
        self._now = now
        self._lock = threading.Lock()
        self._numbers = count()
        self._at_work: dict[int, tuple[str, float, float]] = {}

    @contextmanager
    def doing(self, what: str, *, longest: timedelta | None = None) -> Iterator[Callable[[], None]]:
        """A job at work. Gives what is to be called when it gets on: a long one that does is no hung one."""
        number, bound = next(self._numbers), (longest or self._longest).total_seconds()

        def gets_on() -> None:
            with self._lock:
                self._at_work[number] = (what, self._now(), bound)

        gets_on()
        try:
            yield gets_on
        finally:
            with self._lock:
                del self._at_work[number]

    def overdue(self) -> Overdue | None:
        """The job that has not got on for longest beyond its bound; None when all is well."""
        with self._lock:
            late = [(self._now() - since, what) for what, since, bound in self._at_work.values()
                    if self._now() - since > bound]  # fmt: skip
        return Overdue(max(late)[1], max(late)[0]) if late else None

    def wind_up(self) -> None:
        """Put off the end of this process once more. To be called again and again while it is well."""
        # Without a place to write to (a service without a console) there is no such timer.
        with suppress(RuntimeError, AttributeError, OSError):
            faulthandler.dump_traceback_later(self._silent.total_seconds(), exit=True)

    def let_go(self) -> None:
        """The process ends by itself."""
        faulthandler.cancel_dump_traceback_later()


def end_at_once() -> NoReturn:
    """End this process without waiting for its threads, one of which would never end."""
    import os  # noqa: PLC0415 - nobody else here is to end a process

    with suppress(RuntimeError, AttributeError, OSError):
        faulthandler.dump_traceback()
    logging.shutdown()
    os._exit(EXIT_STATUS)
