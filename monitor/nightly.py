"""The nightly backup: when it is due, making it, dropping old ones. One that fails alarms the operator."""

from __future__ import annotations

import logging
from datetime import datetime, time, timedelta

from monitor.backup import Backup, BackupError, drop_old, make_backup
from monitor.core.clock import at_local, local_date
from monitor.core.errors import StorageError
from monitor.core.handling import OperatorWarning
from monitor.core.settings import Settings
from monitor.stages.alarming import alarm
from monitor.stages.parts import Ledger, Parts

log = logging.getLogger(__name__)

BACKUP_AT = time(2, 30)
"""The quietest hour of newspapers and of the office."""
AGAIN_AFTER = timedelta(hours=1)
_DONE, _TRIED = "backup_slot", "backup_tried_at"


def nightly_backup(settings: Settings, parts: Parts, *, now: datetime) -> Backup | None:
    """Make tonight's backup if it is due and not made yet; None when there is nothing to do, or it failed.

    The first start only notes the night: a new database has nothing to lose.
    """
    if settings.backup_keep == 0:
        return None
    slot = latest_night(now)
    with parts.store.read() as tx:
        last, tried = tx.meta.get(_DONE), tx.meta.get(_TRIED)
    if last is None:
        _note(parts, _DONE, slot.isoformat())
        return None
    if last >= slot.isoformat() or (tried is not None and _within(tried, now)):
        return None
    _note(parts, _TRIED, now.isoformat())
    try:
        made = make_backup(settings, now=now, told=lambda _step, _done, _total: None)
        drop_old(settings.backup_dir, keep=settings.backup_keep)
    except (BackupError, StorageError, OSError) as error:
        log.exception("nightly backup failed")
        _alarm(parts, error, now=now)
        return None
    _note(parts, _DONE, slot.isoformat())
    log.info("nightly backup made path=%s bytes=%d", made.path.name, made.size)
    return made


def latest_night(now: datetime) -> datetime:
    """The last BACKUP_AT, local time, that is not after `now`."""
    slot = at_local(local_date(now), BACKUP_AT)
    return slot if slot <= now else at_local(local_date(now) - timedelta(days=1), BACKUP_AT)


def _within(tried: str, now: datetime) -> bool:
    # A clock that was set back must not put the next try off for ever.
    return timedelta(0) <= now - datetime.fromisoformat(tried) < AGAIN_AFTER


def _note(parts: Parts, key: str, value: str) -> None:
    with parts.store.transaction() as tx:
        tx.meta.set(key, value)


def _alarm(parts: Parts, error: Exception, *, now: datetime) -> None:
    why = str(error) if isinstance(error, BackupError) else "ổ đĩa hoặc cơ sở dữ liệu báo lỗi, xem nhật ký"
    text = (
        f"Đêm nay chưa sao lưu được dữ liệu: {why}. Hệ thống sẽ thử lại mỗi giờ; hãy xem ổ đĩa chứa bản sao lưu, rồi "
        "chạy «monitor backup» để kiểm tra."
    )
    with parts.store.transaction() as tx:
        ledger = Ledger(tx)
        alarm(ledger, parts, OperatorWarning(now, "pipeline", text, key=f"backup:{local_date(now)}"))
    for event in ledger.events:
        parts.sink(event)
