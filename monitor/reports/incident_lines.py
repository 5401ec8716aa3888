"""Incidents as a report lists them: what, who, what became of it, and whether the first statement was in time. Pure.

Reports are read by more people than handle the case: numbers of people from 1 to 4 are written "dưới 5", and restricted
incidents (sexual abuse) name no place within the province (NĐ 56/2017 Điều 33).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.core.handling import IncidentEvent, OutboxEntry
from monitor.core.incidents import Incident, IncidentStatus, Veracity
from monitor.core.labels import Severity, Territory
from monitor.core.notifications import NotificationKind
from monitor.core.plan import Plan
from monitor.core.public_names import public_title

SMALL_COUNT = 5
"""Numbers of children below this are not told in widely sent tables:
of so few, one can be recognised."""

_PEOPLE = "người|học sinh|em|cháu|bé|trẻ|trẻ em|nữ sinh|nam sinh|học trò|thí sinh|sinh viên|giáo viên|ca|nạn nhân"
_FEW = "(?:(?:ít nhất|khoảng|hơn|trên|gần) )?(?:[1-4]|0[1-4]|một|hai|ba|bốn)"
_SMALL = re.compile(rf"(?<![\w.,/]){_FEW}(?= (?:{_PEOPLE})(?![^\W\d_]))", re.IGNORECASE)
_INTERRUPTING = frozenset({NotificationKind.PUSH, NotificationKind.ESCALATION})
_NOBODYS = frozenset({"mark_false", "mark_not_ours"})
_TERRITORIES = {Territory.HOME: "trong tỉnh", Territory.OTHER: "ngoài tỉnh"}


class IncidentState(StrEnum):
    WAITING = "waiting"
    HANDLED = "handled"
    CLOSED = "closed"
    FALSE = "false"
    NOT_OURS = "not-ours"


class StatementState(StrEnum):
    """`none`: no clock runs; `not-made`: closed without a statement, still within its time."""

    NONE = "none"
    RUNNING = "running"
    ON_TIME = "on-time"
    LATE = "late"
    OVERDUE = "overdue"
    NOT_MADE = "not-made"


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """One incident as it stands when the report is written.

    `told_after` runs from the first item seen until a channel accepted the first alert; `taken_after` from then (else
    from the opening) until somebody acknowledged; both None when that did not happen. `opened`, `updated`, `closed` and
    `reopened` are about the reported time alone; an incident with none of them was open from before and did not move.
    `place` is empty where a restricted incident names none.
    """

    id: str
    level: Severity
    title: str
    units: tuple[str, ...]
    state: IncidentState
    veracity: Veracity
    first_seen_at: datetime
    opened: bool
    updated: bool
    closed: bool
    statement: StatementState
    statement_due_at: datetime | None = None
    stated_at: datetime | None = None
    taken_after: timedelta | None = None
    elsewhere: bool = False
    told_after: timedelta | None = None
    reopened: bool = False
    place: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it still needs handling."""
        return self.state in {IncidentState.WAITING, IncidentState.HANDLED}


@dataclass(frozen=True, slots=True)
class ReportedSpan:
    """The time a report is about, `[start, end)`, and the moment it is written."""

    start: datetime
    end: datetime
    now: datetime

    def holds(self, moment: datetime | None) -> bool:
        """Whether it happened in that time."""
        return moment is not None and self.start <= moment < self.end


def incident_line(
    incident: Incident,
    *,
    messages: Sequence[OutboxEntry],
    changes: Sequence[IncidentEvent],
    span: ReportedSpan,
    plan: Plan,
) -> IncidentLine:
    """Describe an incident. `messages` are those sent about it, `changes` the lines of its log about its life."""
    moved = [event for event in changes if span.holds(event.at)]
    opened, closed = span.holds(incident.opened_at), span.holds(incident.closed_at)
    clock = incident.clock
    return IncidentLine(
        id=incident.id,
        level=incident.level,
        title=_title(incident, plan),
        units=tuple(plan.unit(unit).name for unit in incident.units if plan.has_unit(unit)),
        state=_state(incident),
        veracity=incident.veracity,
        first_seen_at=incident.first_seen_at,
        opened=opened,
        updated=bool(moved) and not opened,
        closed=closed,
        statement=_statement(incident, span.now),
        statement_due_at=clock.due_at if clock else None,
        stated_at=clock.stopped_at if clock else None,
        taken_after=_taken_after(incident, messages),
        elsewhere=incident.territory is Territory.OTHER,
        told_after=_told_after(incident, messages),
        reopened=any(event.kind == "reopened" for event in moved),
        place="" if is_restricted(incident.incident_type, plan) else incident.place_name,
    )


def hide_small_counts(text: str) -> str:
    """Write numbers of people below SMALL_COUNT as `dưới 5`: `ít nhất 2 người nhập viện` → `dưới 5 người nhập viện`."""
    return _SMALL.sub(f"dưới {SMALL_COUNT}", text)


def is_restricted(type_id: str, plan: Plan) -> bool:
    """Whether incidents of a type are shown to their handlers only; a type the plan no longer has is not."""
    return any(kind.id == type_id and kind.restricted for kind in plan.incident_types)


def _title(incident: Incident, plan: Plan) -> str:
    if not is_restricted(incident.incident_type, plan):
        return hide_small_counts(public_title(incident))
    where = _TERRITORIES.get(incident.territory, "chưa rõ địa bàn")
    return f"{plan.incident_type(incident.incident_type).name} – {where} (thông tin hạn chế)"


def _state(incident: Incident) -> IncidentState:
    if incident.is_open:
        return IncidentState.HANDLED if incident.acknowledged_at is not None else IncidentState.WAITING
    if incident.outcome == "mark_false":
        return IncidentState.FALSE
    return IncidentState.NOT_OURS if incident.outcome == "mark_not_ours" else IncidentState.CLOSED


def _statement(incident: Incident, now: datetime) -> StatementState:
    clock = incident.clock
    if clock is None or (clock.stopped_at is None and incident.outcome in _NOBODYS):
        return StatementState.NONE
    if clock.stopped_at is not None:
        return StatementState.ON_TIME if clock.stopped_at <= clock.due_at else StatementState.LATE
    if now >= clock.due_at:
        return StatementState.OVERDUE
    return StatementState.RUNNING if incident.is_open else StatementState.NOT_MADE


def _taken_after(incident: Incident, messages: Sequence[OutboxEntry]) -> timedelta | None:
    if incident.acknowledged_at is None:
        return None
    return max(incident.acknowledged_at - (_told_at(messages) or incident.opened_at), timedelta(0))


def _told_after(incident: Incident, messages: Sequence[OutboxEntry]) -> timedelta | None:
    told = _told_at(messages)
    return None if told is None else max(told - incident.first_seen_at, timedelta(0))


def _told_at(messages: Sequence[OutboxEntry]) -> datetime | None:
    told = [m.sent_at for m in messages if m.sent_at is not None and m.notification.kind in _INTERRUPTING]
    return min(told, default=None)


def in_order(lines: Sequence[IncidentLine]) -> tuple[IncidentLine, ...]:
    """The gravest first, then the earliest seen."""
    return tuple(sorted(lines, key=lambda line: (-line.level, line.first_seen_at, line.id)))


def is_merged(incident: Incident) -> bool:
    """Whether it went into another one, which is then listed in its place."""
    return incident.status is IncidentStatus.MERGED
