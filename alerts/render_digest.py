"""The digest of one unit as a message: the gravest level first, one line a story. Decides nothing.

Many read a digest, so its lines name no person and no school of a harmed child (`monitor.core.public_names`); whoever
makes the lines sees to the school, persons are masked here once more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from alerts.alert_case import BUDGET, INHIBITED
from alerts.templating import fill, home_of, shorten
from alerts.words import LABELS, level_words, span_words
from monitor.core.clock import show_time
from monitor.core.handling import DigestLine
from monitor.core.notifications import CitedReason, Notification, NotificationKind
from monitor.core.plan import Plan
from monitor.core.privacy import mask

LINE_CHARS = 220
REMINDER = "reminder"
"""The reason of a line that is no news but something to see to; its `item_id` is a key of its own."""


@dataclass(frozen=True, slots=True)
class DigestGroup:
    """Lines of one level."""

    name: str
    lines: tuple[tuple[str, str, str], ...]


def render_digest(
    unit: str, lines: Sequence[DigestLine], *, slot: datetime, plan: Plan, base_url: str, now: datetime
) -> Notification:
    """Write one digest for one unit: the gravest level first, one line a story, its latest state."""
    latest = {line.incident_id or line.item_id: line for line in sorted(lines, key=lambda line: line.added_at)}
    ordered = sorted(latest.values(), key=lambda line: (-line.level, line.added_at, line.item_id))
    groups = tuple(
        DigestGroup(level_words(level), tuple(_digest_line(line, plan, base_url) for line in group))
        for level, group in groupby(ordered, key=lambda line: line.level)
    )
    subject = f"[Tổng hợp] {len(ordered)} tin cần biết đến {show_time(slot)}"
    page = {"subject": subject, "groups": groups, "home": home_of(base_url), "organisation": plan.organisation}
    text = fill("digest.txt", **page)
    return Notification(
        key=f"digest:{unit}:{NotificationKind.DIGEST}:{slot:%Y%m%d%H%M}",
        incident_id=None,
        unit=unit,
        kind=NotificationKind.DIGEST,
        revision=0,
        level=max((line.level for line in ordered), default=None),
        labels=(),
        reasons=tuple(CitedReason(f"digest.{line.reason}", line.item_id, mask(line.text)) for line in ordered),
        item_ids=tuple(dict.fromkeys(line.item_id for line in ordered if line.reason != REMINDER)),
        subject=subject,
        text=text,
        html=fill("digest.html", **page),
        created_at=now,
        thread=f"digest:{unit}",
    )


def _digest_line(line: DigestLine, plan: Plan, base_url: str) -> tuple[str, str, str]:
    """Text, remark and address of one line."""
    remarks = [LABELS[label] for label in line.labels if label in LABELS]
    if line.reason == BUDGET:
        window = span_words(plan.alerts.budget_window)
        remarks.append(f"không báo ngay vì đơn vị đã nhận đủ số tin báo trong {window}")
    if line.reason == INHIBITED:
        remarks.append("không báo riêng vì đã báo sự cố cùng loại của toàn tỉnh")
    url = f"{home_of(base_url)}#{line.incident_id}" if base_url and line.incident_id else ""
    return shorten(mask(line.text), LINE_CHARS), "; ".join(remarks), url
