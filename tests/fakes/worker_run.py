"""`monitor worker` and `monitor scheduler` at the pace of a test: the same commands, woken and swept more often."""

from __future__ import annotations

import logging
import sys
from datetime import timedelta

from monitor.commands.working import Otherwise, scheduler, worker
from monitor.core.settings import load_settings
from monitor.schedule import Pace
from monitor.workers.engine import Beat

OTHERWISE = Otherwise(
    pace=Pace(collect=timedelta(seconds=1), timers=timedelta(seconds=2), deliver=timedelta(seconds=1)),
    beat=Beat(heart=timedelta(seconds=1), dead=timedelta(seconds=5), sweep=timedelta(seconds=1)),
)


def main() -> None:
    """`worker [CONCURRENCY [QUEUES]]` or `scheduler`, until stopped."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    logging.getLogger("monitor.stages").setLevel(logging.ERROR)  # every closed article is told
    if sys.argv[1] == "scheduler":
        sys.exit(scheduler(load_settings(), otherwise=OTHERWISE))
    concurrency = int(sys.argv[2]) if len(sys.argv) > 2 else 4
    queues = sys.argv[3] if len(sys.argv) > 3 else ""
    sys.exit(worker(load_settings(), queues=queues, concurrency=concurrency, otherwise=OTHERWISE))


if __name__ == "__main__":
    main()
