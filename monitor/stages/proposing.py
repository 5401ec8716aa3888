"""A crawled text that may be the department's statement: noted on the incident, shown to the spokesperson to judge.

The message waits on the desk and interrupts nobody; the clock runs on until a person says that the office has spoken.
"""

from __future__ import annotations

from datetime import datetime
from html import escape

from alerts.policy import AlertIntent
from monitor.core.clock import show_time
from monitor.core.events import Notified
from monitor.core.handling import IncidentEvent, Membership
from monitor.core.incidents import Incident
from monitor.core.items import Item
from monitor.core.notifications import CitedReason, Notification, NotificationKind
from monitor.core.privacy import mask
from monitor.stages.parts import Ledger, Parts
from monitor.stages.telling import TRAY
from monitor.stories.statements import may_be_statement

PROPOSAL_EVENT = "proposal"
PROPOSAL = "có thể là phát ngôn chính thức"
RULE = "statement.proposed"
HEADLINE_CHARS = 120


def propose_statement(ledger: Ledger, parts: Parts, incident: Incident, arrived: Membership, *, now: datetime) -> bool:
    """Propose an item that just joined an incident, once. Whether it was proposed."""
    if arrived.copy_of is not None:
        return False
    item = ledger.tx.items.get(arrived.item_id)
    if item is None or not may_be_statement(item, incident):
        return False
    note = f"{PROPOSAL}: {item.url or _headline(item)} (tin {item.id})"
    log = ledger.tx.incidents.events(incident.id)
    if any(event.kind == PROPOSAL_EVENT and event.note == note for event in log):
        return False
    ledger.tx.incidents.log(IncidentEvent(incident.id, now, PROPOSAL_EVENT, note=note))
    message = _message(parts, incident, item, now=now)
    if ledger.tx.outbox.add(message, next_at=now):
        ledger.tx.outbox.sent(message.key, channel=TRAY, recipient="", provider_id="", at=now)
        ledger.tell(Notified(now, TRAY, message))
    return True


def _message(parts: Parts, incident: Incident, item: Item, *, now: datetime) -> Notification:
    unit, kind = parts.plan.alerts.spokesperson_unit, NotificationKind.CANDIDATE
    title, headline = incident.title, _headline(item)
    clock = incident.clock
    until = f"Hạn phát ngôn vẫn đang tính, đến {show_time(clock.due_at)}." if clock is not None else ""
    lines = [
        f"Trang chính thức vừa đăng bài {PROPOSAL} về sự cố «{title}»:", f"«{headline}»", item.url or "", until,
        "Nếu đúng, hãy ghi nhận đã phát ngôn trên trang trực; hệ thống không tự dừng giờ.",
    ]  # fmt: skip
    told = [line for line in lines if line]
    return Notification(
        key=AlertIntent(incident.id, unit, kind, incident.revision, f"statement-{item.id}").key,
        incident_id=incident.id, unit=unit, kind=kind, revision=incident.revision, level=incident.level,
        labels=incident.labels, reasons=(CitedReason(RULE, item.id, headline),), item_ids=(item.id,),
        subject=f"[{incident.level} – {PROPOSAL}] {title}", text="\n".join(told) + "\n",
        html="".join(f"<p>{escape(line)}</p>" for line in told), created_at=now, thread=f"{incident.id}:{unit}",
    )  # fmt: skip


def _headline(item: Item) -> str:
    return mask(" ".join((item.title or item.text).split()))[:HEADLINE_CHARS]
