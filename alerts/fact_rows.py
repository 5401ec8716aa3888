"""The rows of facts in a message about an incident: what, where, how many, how sure, who looks after it, until when.

Decides nothing; rows without a value are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from alerts.alert_case import AlertIntent
from alerts.course import course_words
from alerts.escalating import LAST_CALL
from alerts.words import (
    BASES_AT,
    CALL,
    CHANNELS,
    CONFIRMED_BY_STAFF,
    HANDLED_BY,
    LABELS,
    LEVEL,
    LEVEL_REPORTED,
    NOBODY_TOOK,
    PEOPLE,
    PEOPLE_REPORTED,
    TAKEN,
    VERACITY,
    confidence_words,
    count_words,
    level_words,
    span_words,
)
from monitor.core.clock import show_time
from monitor.core.incidents import Incident, StatementClock, Veracity
from monitor.core.items import Item
from monitor.core.labels import Territory
from monitor.core.notifications import NotificationKind
from monitor.core.plan import Plan

ENDING_KINDS = frozenset({NotificationKind.CORRECTION, NotificationKind.CLOSE})
"""Messages that look back: how sure the news once was is no news any more."""
_GROWING_KINDS = frozenset({NotificationKind.UPDATE, NotificationKind.ESCALATION})
_TAKEN_KINDS = frozenset({NotificationKind.UPDATE, NotificationKind.CLOCK_WARNING})
"""Messages that do not say by themselves whether anybody took the case."""
_A_MINUTE = timedelta(minutes=1)


def fact_rows(
    intent: AlertIntent, incident: Incident, items: Mapping[str, Item], *, plan: Plan, now: datetime
) -> tuple[tuple[str, str], ...]:
    """Names and values in the order they are read; `items` are the incident's, by id."""
    rows = (
        *_what(intent, incident, plan),
        *_course(intent, incident, items),
        *_who_and_when(intent, incident, plan, now),
    )
    return tuple(row for row in rows if row[1])


def _what(intent: AlertIntent, incident: Incident, plan: Plan) -> Iterator[tuple[str, str]]:
    kinds = {kind.id: kind.name for kind in plan.incident_types}
    yield "Sự việc", kinds.get(incident.incident_type, "")
    yield "Nơi xảy ra", _where(incident)
    # Counts are lower bounds of what was written.
    wrong = intent.kind is NotificationKind.CORRECTION
    people_of = PEOPLE_REPORTED if wrong else PEOPLE
    yield people_of, f"ít nhất {people}" if (people := count_words(incident.counts)) else ""
    yield LEVEL_REPORTED if wrong else LEVEL, level_words(incident.level)
    labels = [LABELS[label] for label in incident.labels[1:]]
    yield "Kiểm chứng", ", ".join([_verified(incident), *labels])
    if intent.kind not in ENDING_KINDS:
        yield "Độ tin cậy", confidence_words(incident.confidence, sure_from=plan.alerts.push_confidence)


def _course(intent: AlertIntent, incident: Incident, items: Mapping[str, Item]) -> Iterator[tuple[str, str]]:
    yield "Nguồn tin", _voices(incident, items)
    if intent.kind in _GROWING_KINDS:
        known = [items[item_id] for item_id in incident.item_ids if item_id in items]
        yield "Tin theo giờ", course_words(known, complete=len(known) == len(incident.item_ids))
    if incident.happened_at is not None and incident.happened_precision != "day":
        about = "khoảng " if incident.happened_precision != "hour" else ""
        yield "Xảy ra lúc", about + show_time(incident.happened_at)
    yield "Thấy tin lần đầu", show_time(incident.first_seen_at)


def _who_and_when(intent: AlertIntent, incident: Incident, plan: Plan, now: datetime) -> Iterator[tuple[str, str]]:
    if intent.kind not in ENDING_KINDS:
        yield HANDLED_BY, ", ".join(plan.unit(unit).name for unit in incident.units if plan.has_unit(unit))
    if intent.kind in _TAKEN_KINDS:
        yield TAKEN, _taken(incident, plan)
    if intent.step == LAST_CALL:
        yield CALL, _numbers(incident, plan)
    if incident.clock is not None and (incident.is_open or incident.clock.stopped_at is not None):
        yield "Hạn phát ngôn", _deadline(incident.clock, now=now)


def _taken(incident: Incident, plan: Plan) -> str:
    if incident.acknowledged_at is None:
        return NOBODY_TOOK if incident.units else ""
    by = incident.acknowledged_by
    who = [plan.unit(by).name] if by is not None and plan.has_unit(by) else []
    return ", ".join([*who, show_time(incident.acknowledged_at)])


def _numbers(incident: Incident, plan: Plan) -> str:
    """Whom to call in the units that handle the case, as far as the plan knows telephone numbers."""
    units = [plan.unit(unit) for unit in incident.units if plan.has_unit(unit)]
    return "; ".join(f"{c.person}: {c.phone}" for unit in units for c in unit.contacts if c.phone)


def _verified(incident: Incident) -> str:
    if incident.veracity is Veracity.CONFIRMED and incident.confirmed_by is not None:
        return CONFIRMED_BY_STAFF
    return VERACITY[incident.veracity]


def _where(incident: Incident) -> str:
    where = ", ".join(part for part in (incident.school, incident.place_name) if part)
    if incident.territory is Territory.UNKNOWN:
        return f"{where} (chưa rõ địa bàn)" if where else "chưa rõ địa bàn"
    return where or "chưa rõ trường, xã"


def _voices(incident: Incident, items: Mapping[str, Item]) -> str:
    press = f", trong đó {incident.press_origins} báo, đài" if incident.press_origins else ", chưa có báo chí"
    copies = f"; {incident.copies} bài đăng lại" if incident.copies else ""
    seen = Counter(CHANNELS[items[item_id].channel] for item_id in incident.item_ids if item_id in items)
    channels = f" ({', '.join(name for name, _ in seen.most_common())})" if seen else ""
    return f"{max(incident.origins, 1)} nguồn độc lập{press}{copies}{channels}"


def time_left(clock: StatementClock, *, now: datetime) -> str:
    """How long until a statement is due, or since it was: `còn 5 giờ`, `đã quá hạn 20 phút`."""
    if now < clock.due_at:
        return f"còn {span_words(clock.due_at - now)}"
    late = now - clock.due_at
    return f"đã quá hạn {span_words(late)}" if late >= _A_MINUTE else "vừa đến hạn"


def _deadline(clock: StatementClock, *, now: datetime) -> str:
    if clock.stopped_at is not None:
        return f"đã phát ngôn lúc {show_time(clock.stopped_at)}"
    since = ", ".join(filter(None, (show_time(clock.started_at), BASES_AT.get(clock.basis, ""))))
    return f"{time_left(clock, now=now)}, hạn {show_time(clock.due_at)} (tính từ {since})"
