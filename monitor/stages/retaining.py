"""Once a night texts that have been kept long enough are taken out, a few items in each transaction.

What stays and why figures do not change by it is told in `monitor.core.retention`; what is kept, in
`monitor.store.retention`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from monitor.core.clock import at_local, local_date
from monitor.stages.parts import Parts
from monitor.store.database import Store

log = logging.getLogger(__name__)

RETAIN_AT = time(3, 15)
"""After the nightly backup has begun, long before the office opens."""
BATCH = 100
"""Items in one transaction: some 50 ms, for which others wait at most."""
MOST_A_NIGHT = 50_000
"""A province's day brings a few thousand; the first night over an old archive goes on the next night."""
SYSTEM = "he-thong"
"""Who acted, in the audit."""
ACT = "retention"
_SLOT = "retention_slot"


@dataclass(frozen=True, slots=True)
class Cleared:
    """What a run did, or would do: items and given-up entries emptied, older items kept for their cases."""

    before: datetime
    items: int
    entries: int
    tied: int


def nightly_retention(parts: Parts, *, days: int, now: datetime) -> Cleared | None:
    """Do tonight's run if it is due and not done yet; None when there is nothing to do. `days` 0 keeps everything."""
    slot = at_local(local_date(now), RETAIN_AT)
    slot = slot if slot <= now else slot - timedelta(days=1)
    if days == 0:
        return None
    with parts.store.read() as tx:
        last = tx.meta.get(_SLOT)
    if last is not None and last >= slot.isoformat():
        return None
    done = clear_old(parts.store, days=days, now=now, stopped=parts.stopping.is_set)
    if done.items < MOST_A_NIGHT and not parts.stopping.is_set():
        with parts.store.transaction() as tx:
            tx.meta.set(_SLOT, slot.isoformat())
    return done


def clear_old(
    store: Store,
    *,
    days: int,
    now: datetime,
    most: int = MOST_A_NIGHT,
    told: Callable[[int], None] = lambda _done: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Cleared:
    """Empty what arrived more than `days` (> 0) ago and no case rests on; `told` how many items are done so far."""
    before = now - timedelta(days=days)
    done, after = 0, None
    while done < most and not stopped():
        with store.read() as tx:
            batch = tx.retention.due(before, min(BATCH, most - done), after=after)
        if not batch:
            break
        with store.transaction() as tx:
            done += tx.retention.clear([item_id for _, item_id in batch], before=before, at=now)
        after = batch[-1]
        told(done)
    entries = _clear_entries(store, before, stopped)
    with store.transaction() as tx:
        tied = tx.retention.count_tied(before)
        if done or entries:
            note = f"{done} tin bài, {entries} mục hỏng; giữ {tied} tin gắn với hồ sơ; nhận trước {before:%Y-%m-%d}"
            tx.audit.add(now, SYSTEM, ACT, f"{days} ngày", note)
    log.info("retention items=%d entries=%d tied=%d before=%s", done, entries, tied, before.isoformat())
    return Cleared(before, done, entries, tied)


def would_clear(store: Store, *, days: int, now: datetime) -> Cleared:
    """What a run would empty now."""
    before = now - timedelta(days=days)
    with store.read() as tx:
        return Cleared(before, tx.retention.count_due(before), 0, tx.retention.count_tied(before))


def _clear_entries(store: Store, before: datetime, stopped: Callable[[], bool]) -> int:
    done = 0
    while not stopped():
        with store.transaction() as tx:
            cleared = tx.retention.clear_entries(before, BATCH)
        done += cleared
        if cleared < BATCH:
            break
    return done
