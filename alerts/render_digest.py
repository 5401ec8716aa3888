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
from alerts.charts import usual_bar
from alerts.templating import fill, home_of, shorten
from alerts.words import LABELS, level_words, span_words
from monitor.core.clock import show_time
from monitor.core.handling import DigestLine
from monitor.core.notifications import CitedReason, Enclosure, Notification, NotificationKind, enclose
from monitor.core.plan import Plan
from monitor.core.privacy import mask

LINE_CHARS = 220
REMINDER = "reminder"
"""The reason of a line that is no news but something to see to; its `item_id` is a key of its own."""


@dataclass(frozen=True, slots=True)
class ThemeOfDay:
    """How loud a theme was in the last day: items, what is usual on such a day, and what is out of the ordinary."""

    id: str
    name: str
    count: int
    usual: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A theme as the digest shows it; `words` say all that the picture shows."""

    name: str
    words: str
    note: str
    picture: Enclosure


@dataclass(frozen=True, slots=True)
class DigestGroup:
    """Lines of one level."""

    name: str
    lines: tuple[tuple[str, str, str], ...]


def render_digest(
    unit: str,
    lines: Sequence[DigestLine],
    *,
    slot: datetime,
    plan: Plan,
    base_url: str,
    now: datetime,
    themes: Sequence[ThemeOfDay] = (),
) -> Notification:
    """Write one digest for one unit: the gravest level first, one line a story, its latest state.

    `themes`: the day's volume, shown at the end; empty when nothing is known to be usual.
    """
    latest = {line.incident_id or line.item_id: line for line in sorted(lines, key=lambda line: line.added_at)}
    ordered = sorted(latest.values(), key=lambda line: (-line.level, line.added_at, line.item_id))
    groups = tuple(
        DigestGroup(level_words(level), tuple(_digest_line(line, plan, base_url) for line in group))
        for level, group in groupby(ordered, key=lambda line: line.level)
    )
    subject = f"[Tổng hợp] {len(ordered)} tin cần biết đến {show_time(slot)}"
    page = {"subject": subject, "groups": groups, "home": home_of(base_url), "organisation": plan.organisation}
    page["themes"] = drawn = _theme_lines(themes)
    text = fill("digest.txt", **page)
    return Notification(
        key=f"digest:{unit}:{NotificationKind.DIGEST}:{slot:%Y%m%d%H%M}",
        incident_id=None,
        unit=unit,
        kind=NotificationKind.DIGEST,
        revision=0,
        level=max((line.level for line in ordered), default=None),
        labels=(),
        reasons=tuple(CitedReason(f"digest.{line.reason}", line.item_id, _shown(line)) for line in ordered),
        item_ids=tuple(dict.fromkeys(line.item_id for line in ordered if line.reason != REMINDER)),
        subject=subject,
        text=text,
        html=fill("digest.html", **page),
        created_at=now,
        thread=f"digest:{unit}",
        enclosures=tuple(line.picture for line in drawn),
    )


def _theme_lines(themes: Sequence[ThemeOfDay]) -> tuple[ThemeLine, ...]:
    top = max((max(theme.count, theme.usual) for theme in themes), default=0) or 1
    return tuple(
        ThemeLine(
            theme.name, f"{theme.count} tin, thường lệ {_number(theme.usual)}", theme.note,
            enclose(f"{theme.id}.png", "image/png", usual_bar(theme.count, theme.usual, top=top), inline=True),
        )
        for theme in themes
    )  # fmt: skip


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")


def _digest_line(line: DigestLine, plan: Plan, base_url: str) -> tuple[str, str, str]:
    """Text, remark and address of one line."""
    remarks = [LABELS[label] for label in line.labels if label in LABELS]
    if line.reason == BUDGET:
        window = span_words(plan.alerts.budget_window)
        remarks.append(f"không báo ngay vì đơn vị đã nhận đủ số tin báo trong {window}")
    if line.reason == INHIBITED:
        remarks.append("không báo riêng vì đã báo sự cố cùng loại của toàn tỉnh")
    url = f"{home_of(base_url)}su-co/{line.incident_id}" if base_url and line.incident_id else ""
    return shorten(_shown(line), LINE_CHARS), "; ".join(remarks), url


def _shown(line: DigestLine) -> str:
    """The line's words. A reminder is in the office's own, and names the person whose mandate ends."""
    return line.text if line.reason == REMINDER else mask(line.text)
