"""Warnings of the desk by mail as well: a source that stopped must not wait until somebody opens a page.

What cannot wait at all goes its own way, by every channel at once (`monitor.stages.alarming`), and is left out here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from html import escape

from monitor.core.clock import iso, show_time
from monitor.core.handling import OperatorWarning
from monitor.core.notifications import Notification, NotificationKind, Recipient
from monitor.stages.parts import OPERATOR, Parts
from monitor.stages.recipients import operator_of
from monitor.store.database import Tx

GAP = timedelta(minutes=3)
"""Warnings that come within it are one mail: an outage stops many sources, a few minutes apart."""
NOT_OLDER = timedelta(hours=12)
"""What was warned of longer ago is read on the desk: a first start over an old database mails no history."""
MOST_LINES = 20
KEY = "operator-mail"
_LAST = "operator_mail_last"
_SENT_AT = "operator_mail_at"
_BATCH = 200


def mail_warnings(parts: Parts, *, now: datetime) -> bool:
    """Put one mail of all warnings not mailed yet in the outbox. False when there is none, or it is too soon."""
    with parts.store.read() as tx:
        if not tx.warnings.after(_looked_at(tx), limit=1) or _too_soon(tx, now):
            return False
    with parts.store.transaction() as tx:
        warnings, last = _new(tx, parts, now)
        tx.meta.set(_LAST, str(last))
        if not warnings:
            return False
        tx.meta.set(_SENT_AT, now.isoformat())
        operator = operator_of(parts, tx)
        # Nobody may have been named yet; then the office that keeps watch is told.
        named = operator != Recipient(operator.unit, operator.person)
        unit = OPERATOR if named else parts.plan.alerts.office_unit
        return tx.outbox.add(render_warnings(warnings, unit=unit, base_url=parts.base_url, now=now), next_at=now)


def render_warnings(warnings: Sequence[OperatorWarning], *, unit: str, base_url: str, now: datetime) -> Notification:
    """Write the mail; the key follows from the warnings, so that a repeat is the same mail."""
    first = warnings[0].text
    more = f" và {len(warnings) - 1} lưu ý khác" if len(warnings) > 1 else ""
    lines = [f"{show_time(warning.at)}: {warning.text}" for warning in warnings[:MOST_LINES]]
    if len(warnings) > MOST_LINES:
        lines.append(f"… và {len(warnings) - MOST_LINES} lưu ý khác trên trang tổng quan.")
    intro = "Hệ thống giám sát truyền thông có lưu ý kỹ thuật cần người phụ trách xem:"
    end = f"Trang làm việc: {base_url}/"
    text = "\n".join((intro, "", *(f"- {line}" for line in lines), "", end))
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return Notification(
        key=f"{KEY}:{warnings[-1].key}:{iso(now)}",
        incident_id=None,
        unit=unit,
        kind=NotificationKind.DIGEST,
        revision=0,
        level=None,
        labels=(),
        reasons=(),
        item_ids=(),
        subject=f"[Kỹ thuật] {_shortened(first)}{more}",
        text=text,
        html=f"<p>{escape(intro)}</p><ul>{items}</ul><p>{escape(end)}</p>",
        created_at=now,
    )


def _new(tx: Tx, parts: Parts, now: datetime) -> tuple[tuple[OperatorWarning, ...], int]:
    """Warnings that are to be mailed, and the number of the last one looked at."""
    last = _looked_at(tx)
    rows = tx.warnings.after(last, limit=_BATCH)
    wanted = [w for _, w in rows if now - w.at <= NOT_OLDER and not _told_otherwise(tx, parts, w)]
    return tuple(wanted), rows[-1][0] if rows else last


def _looked_at(tx: Tx) -> int:
    return int(tx.meta.get(_LAST) or 0)


def _told_otherwise(tx: Tx, parts: Parts, warning: OperatorWarning) -> bool:
    """Whether it went out as an alarm, or is about this very mail: that would go on for ever."""
    if f":{KEY}:" in warning.key:
        return True
    return any(tx.outbox.get(f"{OPERATOR}:{road}:{warning.key}") is not None for road in parts.channel_order)


def _too_soon(tx: Tx, now: datetime) -> bool:
    sent_at = tx.meta.get(_SENT_AT)
    return sent_at is not None and now - datetime.fromisoformat(sent_at) < GAP


def _shortened(text: str, limit: int = 90) -> str:
    return text if len(text) <= limit else text[:limit].rpartition(" ")[0] + "…"
