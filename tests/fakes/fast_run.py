"""`monitor run` at the pace of a test: the same command, woken more often, and a shorter lease on messages."""

from __future__ import annotations

import logging
import sys
from datetime import timedelta

from monitor.commands.running import run
from monitor.core.settings import load_settings
from monitor.schedule import Pace

PACE = Pace(
    collect=timedelta(seconds=1),
    timers=timedelta(seconds=1),
    deliver=timedelta(seconds=0.5),
    lease=timedelta(seconds=4),
)


def main() -> None:
    """Run until stopped."""
    logging.basicConfig(level=logging.WARNING, format="%(name)s %(message)s")
    sys.exit(run(load_settings(), port=0, pace=PACE))
