"""A clock that was wrong and is set right: what waits for a time that will not come for hours is brought forward.

Machines without a battery start in the past, and one typed wrong year runs ahead. Forward jumps need nothing: all that
is overdue comes at once, and the gap is told by `timing.beat`.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from monitor.core.clock import show_time
from monitor.core.handling import OperatorWarning
from monitor.stages.alarming import BEATS, warn
from monitor.stages.parts import Ledger, Parts

log = logging.getLogger(__name__)

SLACK = timedelta(minutes=2)
"""Time services move a clock by seconds; several machines on one database differ by less."""


def mind_the_clock(parts: Parts, *, now: datetime) -> bool:
    """Look whether a job ran at a time that has not come yet; if so, put things right and tell. Returns whether."""
    with parts.store.read() as tx:
        noted = [tx.meta.get(f"beat:{name}") for name in BEATS]
    ahead = max((datetime.fromisoformat(at) for at in noted if at), default=None)
    if ahead is None or ahead <= now + SLACK:
        return False
    with parts.store.transaction() as tx:
        ledger = Ledger(tx)
        count = tx.due_times.bring_forward(now)
        for name in BEATS:
            if tx.meta.get(f"beat:{name}"):
                tx.meta.set(f"beat:{name}", now.isoformat())
        text = (
            f"Đồng hồ máy chủ bị chỉnh lùi: hệ thống từng chạy với giờ {show_time(ahead)}, nay là {show_time(now)}. "
            f"{count} việc đang hẹn giờ được làm ngay; hãy bật đồng bộ giờ (NTP) và xem lại giờ ghi trong khoảng đó."
        )
        warn(ledger, OperatorWarning(now, "pipeline", text, key=f"clock-back:{ahead.isoformat()}"))
    for event in ledger.events:
        parts.sink(event)
    log.warning("clock set back ahead=%s now=%s brought_forward=%d", ahead.isoformat(), now.isoformat(), count)
    return True
