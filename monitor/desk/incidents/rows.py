"""One incident as lists and cards show it: plain values in Vietnamese. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from alerts.templating import shorten
from alerts.words import CHANGES, LABELS, LEVELS, count_words, span_words
from monitor.core.incidents import Incident
from monitor.core.plan import Plan
from monitor.desk.times import short_time

NEW, CHANGED = "mới", "có thay đổi"
SOON = timedelta(hours=6)
"""A clock with less than this left is shown as urgent."""
QUOTE_CHARS = 100
"""Of evidence on a card: three quotes stay under a telephone's screen."""


@dataclass(frozen=True, slots=True)
class ClockView:
    """The time left for a statement. `tone` is `late`, `soon`, `calm` or `done`."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One incident in a list. `news` is NEW, CHANGED or empty; `labels` are its tags in words."""

    id: str
    level: str
    level_name: str
    title: str
    state: str
    open: bool
    acknowledged: bool
    units: str
    place: str
    seen: str
    updated: str
    why: str
    clock: ClockView | None
    labels: tuple[str, ...]
    counts: str
    origins: str
    changes: str
    news: str = ""


def row_of(incident: Incident, plan: Plan, now: datetime, *, looked_at: datetime | None = None) -> IncidentRow:
    """Show an incident; `looked_at` is when the reader last called everything read (None = never)."""
    acknowledged = incident.acknowledged_at is not None
    state = "đã tiếp nhận" if acknowledged else "chưa ai tiếp nhận"
    return IncidentRow(
        id=incident.id,
        level=str(incident.level),
        level_name=LEVELS[incident.level],
        title=incident.title,
        state=state if incident.is_open else "đã khép lại",
        open=incident.is_open,
        acknowledged=acknowledged,
        units=unit_names(incident.units, plan),
        place=incident.place_name,
        seen=short_time(incident.first_seen_at, now),
        updated=short_time(incident.updated_at, now),
        why="; ".join(f"«{shorten(text, QUOTE_CHARS)}»" for text in incident.evidence()),
        clock=clock_view(incident, now),
        labels=tuple(LABELS.get(label, label) for label in incident.labels),
        counts=count_words(incident.counts),
        origins=origin_words(incident),
        changes=", ".join(CHANGES.get(change, str(change)) for change in incident.changes),
        news=_news(incident, looked_at),
    )


def clock_view(incident: Incident, now: datetime) -> ClockView | None:
    """The statement clock in words; None when none runs."""
    clock = incident.clock
    if clock is None:
        return None
    if clock.stopped_at is not None:
        return ClockView(f"đã phát ngôn lúc {short_time(clock.stopped_at, now)}", "done")
    left = clock.due_at - now
    if left < timedelta(0):
        return ClockView(f"quá hạn phát ngôn từ {short_time(clock.due_at, now)}", "late")
    words = f"còn {span_words(left)} để phát ngôn (hạn {short_time(clock.due_at, now)})"
    return ClockView(words, "soon" if left < SOON else "calm")


def unit_names(units: tuple[str, ...], plan: Plan) -> str:
    """Names of units, in order; ids the plan does not know are left out."""
    return ", ".join(plan.unit(unit).name for unit in units if plan.has_unit(unit))


def origin_words(incident: Incident) -> str:
    """How many sources, how many of them press, how many copies: `3 nguồn độc lập (1 báo), 2 bài đăng lại`."""
    text = f"{incident.origins} nguồn độc lập"
    if incident.press_origins:
        text += f" ({incident.press_origins} báo)"
    return f"{text}, {incident.copies} bài đăng lại" if incident.copies else text


def _news(incident: Incident, looked_at: datetime | None) -> str:
    if looked_at is None:
        return ""
    if incident.opened_at > looked_at:
        return NEW
    return CHANGED if incident.updated_at > looked_at else ""
