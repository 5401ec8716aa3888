"""What time alone brings: held messages, escalation, clock warnings, digests. Due times live in the store."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from monitor.core.errors import StorageError
from monitor.core.handling import OperatorWarning
from monitor.core.log_context import about
from monitor.stages.alarming import warn
from monitor.stages.clocking import run_clock
from monitor.stages.parts import Ledger, Parts
from monitor.stages.reminding import is_to_remind, remind
from monitor.stages.telling import digests_wait, is_digest_time, send_digests
from monitor.stages.usual import themes_of_day
from monitor.stages.volume import watch_volume

log = logging.getLogger(__name__)

BATCH_ROUNDS = 50
"""A guard against an incident that stays due at the same moment: a bug must not hang the product."""
HEARTBEAT_GAP = timedelta(minutes=15)
"""If nothing has run for this long, the operator is told: silence must never look like calm."""


def run_due(parts: Parts, *, now: datetime) -> int:
    """Judge every incident whose time has come, each in its own transaction. Returns how many.

    One that fails is told to the operator and tried again at the next wake-up; the others go on.
    """
    done = 0
    failed: set[str] = set()
    for _ in range(BATCH_ROUNDS):
        with parts.store.read() as tx:
            due = [waiting.id for waiting in tx.incidents.due(now) if waiting.id not in failed]
        if not due:
            break
        for incident_id in due:
            try:
                with about(incident=incident_id):
                    ledger = _run_one(parts, incident_id, now=now)
            except StorageError:
                raise  # Not the incident's fault: the whole round comes again.
            except Exception:
                log.exception("timer failed incident=%s", incident_id)
                failed.add(incident_id)
                _warn_of_timer(parts, incident_id, now=now)
            else:
                _publish(parts, ledger)
                done += 1
    _digests(parts, now=now)
    watch_volume(parts, now=now)
    return done


def _warn_of_timer(parts: Parts, incident_id: str, *, now: datetime) -> None:
    # Its record may be what cannot be read, so it is named by its id.
    text = (
        f"Sự cố mang mã {incident_id} gặp lỗi khi xét theo giờ (nhắc và báo lên, hạn phát ngôn); hệ thống sẽ thử lại, "
        "các sự cố khác không bị ảnh hưởng. Hãy tự theo dõi sự cố này và gửi nhật ký cho người bảo trì."
    )
    with parts.store.transaction() as tx:
        ledger = Ledger(tx)
        warn(ledger, OperatorWarning(now, "pipeline", text, key=f"timer:{incident_id}:{now:%Y-%m-%dT%H}"))
    _publish(parts, ledger)


def _run_one(parts: Parts, incident_id: str, *, now: datetime) -> Ledger:
    with parts.store.transaction() as tx:
        ledger = Ledger(tx)
        incident = tx.incidents.get(incident_id)
        if incident is not None:
            run_clock(ledger, parts, incident, now=now)
    return ledger


def _digests(parts: Parts, *, now: datetime) -> None:
    # Looked at and counted before: nobody waits for it who writes.
    with parts.store.read() as tx:
        if not is_to_remind(tx, now=now) and not is_digest_time(tx, parts, now=now):
            return
        themes = themes_of_day(tx, parts.plan, now) if digests_wait(tx, parts, now=now) else ()
    with parts.store.transaction() as tx:
        ledger = Ledger(tx)
        remind(ledger, parts, now=now)
        send_digests(ledger, parts, now=now, themes=themes)
    _publish(parts, ledger)


def beat(parts: Parts, *, name: str, now: datetime) -> None:
    """Note that a job ran; if it had not for too long, say so (after a stop, the gap is told at the next start)."""
    with parts.store.transaction(alone=False) as tx:
        ledger = Ledger(tx)
        last = tx.meta.get(f"beat:{name}")
        if last is not None and now - datetime.fromisoformat(last) > HEARTBEAT_GAP:
            gap = int((now - datetime.fromisoformat(last)).total_seconds() // 60)
            text = f"Hệ thống đã ngừng theo dõi {gap} phút ({name}). Tin trong khoảng đó có thể đến muộn."
            warn(ledger, OperatorWarning(now, "pipeline", text, key=f"gap:{name}:{last}"))
        tx.meta.set(f"beat:{name}", now.isoformat())
    _publish(parts, ledger)


def _publish(parts: Parts, ledger: Ledger) -> None:
    for event in ledger.events:
        parts.sink(event)
