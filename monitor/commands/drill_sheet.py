"""The score sheet of a drill: when each incident was seen, told, acknowledged and spoken on, against what was expected.

Read from the drill's own database when it is over; written as Markdown, which is read as plain text too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from alerts.words import level_words, span_words
from monitor.core.clock import parse_time, show_time
from monitor.core.errors import RecordError
from monitor.core.handling import DeliveryState, OutboxEntry
from monitor.core.incidents import Incident, IncidentStatus
from monitor.core.labels import Severity
from monitor.core.notifications import NotificationKind
from monitor.core.plan import Plan
from monitor.store.database import Tx

LOUD = frozenset(
    {NotificationKind.PUSH, NotificationKind.UPDATE, NotificationKind.ESCALATION, NotificationKind.CORRECTION}
)
"""Messages that interrupt somebody with the incident itself."""
SIDECAR = ".expect.json"
"""Beside `ten.jsonl`, what the trainer expects may stand in `ten.expect.json`: `{"expect": [...]}` of such objects."""
TELLABLE = Severity.S2
_YES, _NO = "đạt", "CHƯA ĐẠT"


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the trainer expects. Empty fields ask for nothing; below S2 nobody may be told.

    It is about the incident that holds `item`, else about those of `incident_type`. By `by`, every one of `units`
    (anybody, when none are named) must have had a message at `level` or higher.
    """

    note: str
    item: str = ""
    incident_type: str = ""
    level: Severity | None = None
    units: tuple[str, ...] = ()
    by: datetime | None = None

    @property
    def silent(self) -> bool:
        """Whether nobody is to be told."""
        return self.level is not None and self.level < TELLABLE


@dataclass(frozen=True, slots=True)
class Told:
    """An incident with its messages that interrupt somebody, in order."""

    incident: Incident
    messages: tuple[OutboxEntry, ...]

    @property
    def first(self) -> datetime | None:
        """When somebody was told first; None when nobody was."""
        return min((_sent_at(entry) for entry in self.messages), default=None)

    def told_at(self, level: Severity, by: datetime | None = None) -> set[str]:
        """Units that had a message at a level or higher, by a moment (None: ever)."""
        return {
            entry.notification.unit
            for entry in self.messages
            if (entry.notification.level or Severity.S0) >= level and (by is None or _sent_at(entry) <= by)
        }

    @property
    def units(self) -> tuple[str, ...]:
        """Who was told, in order."""
        return tuple(dict.fromkeys(entry.notification.unit for entry in self.messages))


def expectation_from_record(record: Mapping[str, Any]) -> Expectation:
    """Read `{"type": "expect", "note", "incident_type", "level", "units", "by"}`. Raises RecordError."""
    level = record.get("level")
    if level is not None and level not in Severity.__members__:
        raise RecordError(f"level phải từ S0 đến S4, đang là {level!r}", key="level")
    units = record.get("units") or []
    if not isinstance(units, list) or not all(isinstance(unit, str) for unit in units):
        raise RecordError("units phải là danh sách mã đơn vị", key="units")
    try:
        by = parse_time(record["by"]) if record.get("by") else None
    except (TypeError, ValueError) as error:
        raise RecordError(f"by không phải thời điểm ISO 8601: {record.get('by')!r}", key="by") from error
    return Expectation(
        note=str(record.get("note") or ""), item=str(record.get("item") or ""),
        incident_type=str(record.get("incident_type") or ""),
        level=Severity[level] if level else None, units=tuple(units), by=by,
    )  # fmt: skip


def sidecar_expectations(stream: str) -> tuple[Expectation, ...]:
    """The expectations beside a stream file; none when there is no such file. Raises RecordError."""
    path = Path(stream)
    beside = path.with_name(path.stem + SIDECAR)
    if stream == "-" or not beside.is_file():
        return ()
    try:
        rows = json.loads(beside.read_text("utf-8"))
    except ValueError as error:
        raise RecordError(f"{beside}: không phải JSON: {error}") from error
    rows = rows.get("expect", []) if isinstance(rows, dict) else rows
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise RecordError(f"{beside}: cần một danh sách đối tượng")
    return tuple(expectation_from_record(row) for row in rows)


def told_incidents(tx: Tx, start: datetime, end: datetime) -> tuple[Told, ...]:
    """Every incident of the drill that lives on, with who was told of it."""
    alive = (i for i in tx.incidents.between(start, end + timedelta(days=1)) if i.status is not IncidentStatus.MERGED)
    return tuple(
        Told(incident, tuple(e for e in tx.outbox.for_incident(incident.id) if e.notification.kind in LOUD))
        for incident in alive
    )


def sheet(name: str, told: Sequence[Told], expected: Sequence[Expectation], plan: Plan) -> str:
    """Write the whole sheet. The same drill gives the same sheet."""
    names = {unit.id: unit.name for unit in plan.units}
    lines = [f"# Phiếu chấm diễn tập: {name}", "", *_overview(told, expected)]
    for number, one in enumerate(told, start=1):
        lines += ["", f"## Sự cố {number}: {one.incident.title}", "", *_incident(one, names)]
    if expected:
        lines += ["", "## So với yêu cầu của người ra đề", "", *_table(told, expected, names)]
    return "\n".join(lines) + "\n"


def met(expectation: Expectation, told: Sequence[Told]) -> tuple[tuple[str, bool], ...]:
    """What was asked for, each with whether it was met, by the incident that meets most of it."""
    holding = [one for one in told if expectation.item in one.incident.item_ids]
    about = holding or [one for one in told if expectation.incident_type in {"", one.incident.incident_type}]
    if expectation.silent:
        return (("không báo cho ai", not any(one.messages for one in about)),)
    answers = [_against(expectation, one) for one in about]
    return max(answers, key=lambda answer: sum(ok for _, ok in answer), default=(("phát hiện", False),))


def _against(expectation: Expectation, one: Told) -> tuple[tuple[str, bool], ...]:
    incident, level = one.incident, expectation.level or Severity.S0
    found = [("phát hiện", True)]
    if expectation.incident_type:
        found.append(("đúng loại", incident.incident_type == expectation.incident_type))
    if expectation.level is not None:
        found.append((f"mức {level} trở lên", incident.level >= level or bool(one.told_at(level))))
    if expectation.units:
        found.append(("đúng đơn vị", set(expectation.units) <= set(one.units)))
    if expectation.by is not None:
        in_time = one.told_at(level, expectation.by)
        enough = set(expectation.units) <= in_time if expectation.units else bool(in_time)
        found.append((f"báo trước {show_time(expectation.by)}", enough))
    return tuple(found)


def _sent_at(entry: OutboxEntry) -> datetime:
    return entry.sent_at or entry.notification.created_at


def _overview(told: Sequence[Told], expected: Sequence[Expectation]) -> Iterator[str]:
    messages = [entry for one in told for entry in one.messages]
    lost = sum(entry.state is DeliveryState.FAILED for entry in messages)
    yield f"- Sự cố phát hiện: {len(told)}; tin báo: {len(messages)}, không gửi được: {lost}."
    if expected:
        good = sum(all(ok for _, ok in met(expectation, told)) for expectation in expected)
        yield f"- Yêu cầu đạt: {good}/{len(expected)}."


def _incident(one: Told, names: Mapping[str, str]) -> Iterator[str]:
    incident = one.incident
    first = one.first
    yield f"- Mức: {level_words(incident.level)}."
    seen = incident.first_seen_at
    yield f"- Phát hiện: {show_time(incident.opened_at)}, {_after(seen, incident.opened_at)} sau tin đầu tiên."
    if first is None:
        yield "- Chưa báo cho ai (chờ xem xét hoặc đưa vào bản tin tổng hợp)."
        return
    units = ", ".join(names.get(unit, unit) for unit in one.units)
    yield f"- Báo lần đầu: {show_time(first)}, {_after(seen, first)} sau tin đầu tiên; cho {units}."
    if incident.acknowledged_at is None:
        yield "- Tiếp nhận: chưa có đơn vị nào xác nhận."
    else:
        by = names.get(incident.acknowledged_by or "", incident.acknowledged_by or "")
        waited = _after(first, incident.acknowledged_at)
        yield f"- Tiếp nhận: {show_time(incident.acknowledged_at)}, {waited} sau khi báo, bởi {by}."
    yield _statement(incident)


def _statement(incident: Incident) -> str:
    clock = incident.clock
    if clock is None:
        return "- Phát ngôn: không tính hạn."
    if clock.stopped_at is None:
        return f"- Phát ngôn: chưa có; hạn {show_time(clock.due_at)}."
    verdict = "đúng hạn" if clock.stopped_at <= clock.due_at else "quá hạn"
    return f"- Phát ngôn: {show_time(clock.stopped_at)}, {verdict} (hạn {show_time(clock.due_at)})."


def _table(told: Sequence[Told], expected: Sequence[Expectation], names: Mapping[str, str]) -> Iterator[str]:
    yield "| Yêu cầu | Đơn vị | Kết quả |"
    yield "| --- | --- | --- |"
    for expectation in expected:
        units = ", ".join(names.get(unit, unit) for unit in expectation.units) or "–"
        results = "; ".join(f"{what}: {_YES if ok else _NO}" for what, ok in met(expectation, told))
        yield f"| {expectation.note or expectation.incident_type or '–'} | {units} | {results} |"


def _after(start: datetime, end: datetime) -> str:
    return span_words(max(timedelta(), end - start))
