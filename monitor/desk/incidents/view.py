"""One incident's page as plain values: facts, time line, messages, log. Pure; reading is done by `incidents`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from alerts.rule_words import rule_words
from alerts.templating import shorten
from alerts.words import (
    BASES,
    CHANGES,
    CHANNELS,
    CONFIRMED_BY_STAFF,
    DELIVERY_CHANNELS,
    KINDS,
    OUTCOMES,
    SUPPRESSIONS,
    VERACITY,
    confidence_words,
)
from monitor.core.clock import show_time
from monitor.core.handling import DeliveryState, IncidentEvent, Membership, OutboxEntry, Suppressed
from monitor.core.incidents import Incident
from monitor.core.items import Item
from monitor.core.notifications import CitedReason
from monitor.core.plan import Plan
from monitor.core.privacy import mask
from monitor.desk.act_words import details_in_words
from monitor.desk.incidents.rows import IncidentRow, row_of, unit_names
from monitor.desk.times import short_time
from monitor.desk.words import AUDIT_ACTS, DELIVERIES, EDUCATION_LEVELS, EVENTS, ITEM_KINDS, OWNERLESS, TERRITORIES
from monitor.stages.proposing import PROPOSAL_EVENT

HEADLINE_CHARS = 140
EVIDENCE_CHARS = 160
"""Four lines on a telephone."""
_ITEM_OF_PROPOSAL = " (tin "
"""What follows in such a note is for programs: the item's number."""


@dataclass(frozen=True, slots=True)
class ReasonView:
    """One reason for the level: what the rule means, the words, the item they stand in, and all of them where cut."""

    rule: str
    text: str
    item_id: str
    whole: str = ""


@dataclass(frozen=True, slots=True)
class PieceView:
    """One item of the time line with the copies folded under it."""

    id: str
    kind: str
    source: str
    at: str
    title: str
    official: bool
    why: str
    copies: tuple[PieceView, ...] = ()


@dataclass(frozen=True, slots=True)
class MessageView:
    """One message, and what became of it. `tone` is `ok`, `wait` or `bad`."""

    kind: str
    at: str
    channel: str
    state: str
    tone: str
    error: str


@dataclass(frozen=True, slots=True)
class ToldView:
    """One unit with the messages to it, the latest first. `tone` is the worst of theirs; `took` it acknowledged."""

    unit: str
    tone: str
    messages: tuple[MessageView, ...]
    took: bool = False


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the log."""

    at: str
    what: str
    who: str
    note: str


@dataclass(frozen=True, slots=True)
class IncidentView:
    """Everything the page shows."""

    row: IncidentRow
    mark: str
    facts: tuple[tuple[str, str], ...]
    reasons: tuple[ReasonView, ...]
    pieces: tuple[PieceView, ...]
    told: tuple[ToldView, ...]
    held: tuple[tuple[str, str, str], ...]
    log: tuple[LogLine, ...]
    merged_into: str
    statement_url: str


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What was read for the page. `names` are names of people by login."""

    incident: Incident
    items: Mapping[str, Item]
    memberships: Sequence[Membership]
    outbox: Sequence[OutboxEntry]
    suppressed: Sequence[Suppressed]
    events: Sequence[IncidentEvent]
    names: Mapping[str, str]


def view_of(case: CaseFile, plan: Plan, now: datetime, sources: Mapping[str, str]) -> IncidentView:
    """Lay the case out; `sources` are names of sources by id."""
    incident = case.incident
    return IncidentView(
        row=row_of(incident, plan, now),
        mark=incident.handling_mark,
        facts=_facts(incident, plan),
        reasons=_reasons(incident),
        pieces=pieces_of(case.items, case.memberships, sources, now),
        told=_told(case.outbox, plan, now, taken_by=incident.acknowledged_by),
        held=tuple(
            (short_time(row.at, now), unit_names((row.unit,), plan), SUPPRESSIONS.get(row.reason, row.reason))
            for row in case.suppressed
        ),
        log=tuple(_log_line(event, plan, case.names, now) for event in reversed(case.events)),
        merged_into=incident.merged_into or "",
        statement_url=(incident.clock.statement_url or "") if incident.clock else "",
    )


def _facts(incident: Incident, plan: Plan) -> tuple[tuple[str, str], ...]:
    """Names and values, those without a value left out."""
    kinds = {kind.id: kind.name for kind in plan.incident_types}
    themes = {theme.id: theme.name for theme in plan.themes}
    veracity = CONFIRMED_BY_STAFF if incident.confirmed_by else VERACITY.get(incident.veracity, "")
    rows = (
        ("Loại sự cố", kinds.get(incident.incident_type, incident.incident_type)),
        ("Địa bàn", " · ".join(filter(None, (incident.place_name, TERRITORIES[incident.territory])))),
        ("Trường", incident.school),
        ("Cấp học", ", ".join(EDUCATION_LEVELS.get(level, level) for level in incident.education_levels)),  # type: ignore[call-overload]
        ("Chủ đề", ", ".join(themes.get(theme, theme) for theme in incident.themes)),
        ("Giao cho", unit_names(incident.units, plan)),
        ("Để biết", unit_names(incident.copy_units, plan)),
        ("Xác minh", veracity),
        ("Độ tin cậy", confidence_words(incident.confidence, sure_from=plan.alerts.push_confidence)),
        ("Xảy ra lúc", show_time(incident.happened_at) if incident.happened_at else ""),
        ("Thấy tin đầu tiên", show_time(incident.first_seen_at)),
        ("Tiếp nhận", _by(incident.acknowledged_by, incident.acknowledged_at, plan)),
        ("Cơ quan nhận vụ việc", show_time(incident.received_at) if incident.received_at else ""),
        ("Xác định ảnh hưởng dư luận", show_time(incident.determined_at) if incident.determined_at else ""),
        ("Hạn phát ngôn", _clock_basis(incident)),
        ("Mức do người sửa", str(incident.level_override) if incident.level_override is not None else ""),
        ("Kết quả", OUTCOMES.get(incident.outcome or "", incident.outcome or "")),
        ("Khép lại", show_time(incident.closed_at) if incident.closed_at else ""),
    )
    return tuple((name, value) for name, value in rows if value)


def _clock_basis(incident: Incident) -> str:
    clock = incident.clock
    return f"{show_time(clock.due_at)}, {BASES.get(clock.basis, clock.basis)}" if clock else ""


def _by(unit: str | None, at: datetime | None, plan: Plan) -> str:
    if at is None:
        return ""
    return f"{unit_names((unit,), plan)}, {show_time(at)}" if unit else show_time(at)


def pieces_of(
    items: Mapping[str, Item], memberships: Sequence[Membership], sources: Mapping[str, str], now: datetime
) -> tuple[PieceView, ...]:
    """The time line: originals in order of time, each with its copies folded under it."""
    placed = {row.item_id: row for row in memberships}
    ordered = sorted(items.values(), key=lambda item: (item.seen_at.isoformat() if item.seen_at else "", item.id))
    copies: dict[str, list[PieceView]] = {}
    for item in ordered:
        original = _original(item.id, placed)
        if original in items and original != item.id:
            copies.setdefault(original, []).append(_piece(item, placed, sources, now))
    return tuple(
        _piece(item, placed, sources, now, tuple(copies.get(item.id, ())))
        for item in ordered
        if _original(item.id, placed) not in items or _original(item.id, placed) == item.id
    )


def _original(item_id: str, placed: Mapping[str, Membership]) -> str:
    """Follow copies of copies to the first; a circle ends where it was entered."""
    seen = {item_id}
    while (row := placed.get(item_id)) is not None and row.copy_of and row.copy_of not in seen:
        item_id = row.copy_of
        seen.add(item_id)
    return item_id


def _piece(
    item: Item,
    placed: Mapping[str, Membership],
    sources: Mapping[str, str],
    now: datetime,
    copies: tuple[PieceView, ...] = (),
) -> PieceView:
    row = placed.get(item.id)
    return PieceView(
        id=item.id,
        kind=f"{ITEM_KINDS[item.kind]} – {CHANNELS[item.channel]}",
        source=sources.get(item.source or "", item.source or "không rõ nguồn"),
        at=short_time(item.seen_at, now) if item.seen_at else "",
        title=headline(item),
        official=item.official,
        why=row.why if row else "",
        copies=copies,
    )


def headline(item: Item) -> str:
    """Title, or the beginning of the text, masked. Cut after masking: half a telephone number is not seen to be one."""
    text = mask(item.title or item.text)
    return text if len(text) <= HEADLINE_CHARS else f"{text[:HEADLINE_CHARS].rstrip()}…"


def _reasons(incident: Incident) -> tuple[ReasonView, ...]:
    """Each reason once, however many items say the same."""
    found = {(rule_words(r.rule), r.text.casefold()): r for r in reversed(incident.reasons)}
    return tuple(_reason(words, reason) for (words, _), reason in reversed(found.items()))


def _reason(words: str, reason: CitedReason) -> ReasonView:
    """Words that fill a telephone's screen are shown by their beginning, the rest when asked for."""
    whole = reason.text if len(reason.text) > EVIDENCE_CHARS else ""
    return ReasonView(words, shorten(reason.text, EVIDENCE_CHARS), reason.item_id, whole)


def _told(entries: Sequence[OutboxEntry], plan: Plan, now: datetime, *, taken_by: str | None) -> tuple[ToldView, ...]:
    by_unit: dict[str, list[MessageView]] = {}
    for entry in entries:
        by_unit.setdefault(entry.notification.unit, []).insert(0, _message(entry, now))
    return tuple(
        ToldView(
            unit=unit_names((unit,), plan) or unit,
            tone=max((message.tone for message in messages), key=_TONES.index),
            messages=tuple(messages),
            took=unit == taken_by,
        )
        for unit, messages in by_unit.items()
    )


_TONES = ("ok", "wait", "bad")


def _message(entry: OutboxEntry, now: datetime) -> MessageView:
    tones = {DeliveryState.SENT: "ok", DeliveryState.FAILED: "bad"}
    note = entry.notification
    return MessageView(
        kind=KINDS.get(note.kind, str(note.kind)),
        at=short_time(entry.sent_at or note.created_at, now),
        channel=DELIVERY_CHANNELS.get(entry.channel or "", entry.channel or ""),
        state=DELIVERIES[entry.state],
        tone=tones.get(entry.state, "wait"),
        error=entry.last_error or "" if entry.state is not DeliveryState.SENT else "",
    )


def _log_line(event: IncidentEvent, plan: Plan, names: Mapping[str, str], now: datetime) -> LogLine:
    unit = unit_names((event.actor,), plan) or (OWNERLESS if event.actor == "he-thong" else event.actor)
    who = f"{names.get(event.person, event.person)} ({unit})" if event.person else unit
    note = mask(event.note)
    if event.kind == "action":
        verb = event.note.partition(" ")[0]
        note = "; ".join(filter(None, (AUDIT_ACTS.get(verb, verb), mask(details_in_words(verb, event.note)))))
    elif event.kind == PROPOSAL_EVENT:
        # Of a page of the office, already masked where it is no address: masking an address leaves none.
        note = event.note.rpartition(_ITEM_OF_PROPOSAL)[0] or event.note
    elif event.kind == "updated" and event.snapshot is not None and event.snapshot.changes:
        note = ", ".join(CHANGES.get(change, str(change)) for change in event.snapshot.changes)
    return LogLine(short_time(event.at, now), EVENTS.get(event.kind, event.kind), who, note)
