"""Telling the IT officer what cannot wait until somebody opens the desk: by every channel, each under its own key."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from html import escape

from alerts.outbox import reaches
from monitor.core.events import Warned
from monitor.core.handling import OperatorWarning
from monitor.core.incidents import Incident
from monitor.core.labels import Severity
from monitor.core.notifications import Notification, NotificationKind, Recipient
from monitor.core.privacy import mask
from monitor.stages.parts import OPERATOR, Ledger, Parts
from monitor.stages.recipients import operator_of

STILL_AFTER = timedelta(minutes=15)
"""A job that ran so long ago stands still ; the rounds come every few seconds or half minutes."""
BEATS: Mapping[str, str] = {"thu thập tin": "không thu thập tin", "gửi tin": "không gửi tin"}
"""Jobs whose silence must be told, and how it is told."""
SUBJECT = "[Hệ thống] Giám sát truyền thông cần được kiểm tra"


def warn(ledger: Ledger, warning: OperatorWarning) -> None:
    """Tell the IT officer on the desk, once per key."""
    if ledger.tx.warnings.add(warning):
        ledger.tell(Warned(warning.at, warning))


def alarm(ledger: Ledger, parts: Parts, warning: OperatorWarning) -> None:
    """Warn on the desk, and by every channel that reaches the operator; once per key of the warning."""
    warn(ledger, warning)
    operator = operator_of(parts, ledger.tx)
    if operator == Recipient(OPERATOR, operator.person):
        # Nobody is named: a channel that needs no address would tell nobody in particular.
        return
    for road in (name for name in parts.channel_order if reaches(name, operator)):
        others = [name for name in parts.channel_order if name != road]
        ledger.tx.outbox.add(_message(warning, road), next_at=warning.at, tried=others)


def _message(warning: OperatorWarning, road: str) -> Notification:
    lines = f"{warning.text}\n\nTin này do hệ thống tự gửi cho người quản trị, bằng mọi kênh đang có.\n"
    return Notification(
        key=f"{OPERATOR}:{road}:{warning.key}", incident_id=None, unit=OPERATOR, kind=NotificationKind.ESCALATION,
        revision=0, level=Severity.S3, labels=(), reasons=(), item_ids=(), subject=SUBJECT, text=lines,
        html=f"<p>{escape(warning.text)}</p><p>Tin này do hệ thống tự gửi cho người quản trị.</p>",
        created_at=warning.at, short=f"{SUBJECT}\n{warning.text}",
    )  # fmt: skip


def tell_unanswered(ledger: Ledger, parts: Parts, incident: Incident, *, now: datetime) -> None:
    """Every reminder of a crisis was in vain: somebody outside its circle must pick up the telephone; once a level."""
    names = [parts.plan.unit(unit).name for unit in incident.units if parts.plan.has_unit(unit)]
    minutes = int((now - incident.level_since).total_seconds() // 60)
    text = (
        f"Sự cố mức {incident.level} «{mask(incident.title)}»: đã báo và nhắc suốt {minutes} phút mà chưa ai xác nhận "
        f"đã nhận tin. Hãy gọi điện ngay cho lãnh đạo Sở, Văn phòng và {', '.join(names) or 'đơn vị phụ trách'}; "
        "kiểm tra địa chỉ liên hệ của các đơn vị."
    )
    key = f"unanswered:{incident.id}:{incident.level}:{incident.level_since.isoformat()}"
    alarm(ledger, parts, OperatorWarning(now, "channel", text, key=key))


def standing_still(beats: Mapping[str, datetime | None], *, started_at: datetime, now: datetime) -> dict[str, datetime]:
    """Jobs that have not run for too long, and since when. One that never ran counts from `started_at`."""
    since = {name: max(last, started_at) if last is not None else started_at for name, last in beats.items()}
    return {name: last for name, last in since.items() if now - last >= STILL_AFTER}


def watch_beats(parts: Parts, *, started_at: datetime, now: datetime) -> bool:
    """Tell the operator of every job that stands still, once an hour each. Returns whether all is well."""
    with parts.store.read() as tx:
        told = {name: tx.meta.get(f"beat:{name}") for name in BEATS}
    beats = {name: datetime.fromisoformat(last) if last else None for name, last in told.items()}
    still = standing_still(beats, started_at=started_at, now=now)
    if not still:
        return True
    with parts.store.transaction() as tx:
        ledger = Ledger(tx)
        for name, since in still.items():
            minutes = int((now - since).total_seconds() // 60)
            text = (
                f"Hệ thống {BEATS[name]} đã {minutes} phút. Hãy xem nhật ký, khởi động lại chương trình; "
                "trong lúc chờ, hãy tự theo dõi báo chí và báo nhau bằng điện thoại."
            )
            alarm(ledger, parts, OperatorWarning(now, "pipeline", text, key=f"still:{name}:{now:%Y-%m-%dT%H}"))
    for event in ledger.events:
        parts.sink(event)
    return False


def somebody_can_be_reached(parts: Parts, *, now: datetime) -> bool:
    """Whether at least one channel is not down."""
    with parts.store.read() as tx:
        down = {state.channel for state in tx.channels.all() if state.is_down(now)}
    return any(name not in down for name in parts.channels)
