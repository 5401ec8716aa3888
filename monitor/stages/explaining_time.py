"""The parts of an explanation that are about time: the statement clock, and what happened in what order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from alerts.words import ACTIONS, BASES, CHANGES, OUTCOMES
from monitor.core.clock import local_date, show_time
from monitor.core.explanation import Step
from monitor.core.handling import IncidentEvent
from monitor.core.incidents import Change, Incident
from monitor.core.labels import Territory
from monitor.core.plan import Plan
from monitor.stories.clocks import CLOCK_FLOOR, internal_target

EVENTS: Mapping[str, str] = {
    "opened": "Mở sự cố",
    "updated": "Có thay đổi đáng báo",
    "merged": "Gộp vào sự cố khác",
    "reopened": "Mở lại",
    "closed": "Kết thúc",
    "clock": "Hạn phát ngôn",
    "volume": "Lượng tin",
    "proposal": "Đề nghị xem xét",
    "edited": "Trang gốc đã sửa",
    "removed": "Trang gốc đã gỡ",
    "restored": "Trang gốc hiện lại",
}
_OVERDUE = 1.0


def clock_sentences(incident: Incident, plan: Plan) -> Iterator[str]:
    """By which law and from when the statement clock runs, until when, what was warned, how it ended."""
    clock = incident.clock
    if clock is None:
        profile = plan.legal_profile_on(local_date(incident.happened_at or incident.first_seen_at))
        yield _why_no_clock(incident, by_people=profile.statement_basis != "happened_at", law=profile.law)
        return
    # The clock keeps the profile it was started under.
    law = next((known.law for known in plan.legal_profiles if known.id == clock.profile), clock.profile)
    basis = BASES.get(clock.basis, clock.basis)
    yield f"{law}: hạn {show_time(clock.due_at)}, {basis} ({show_time(clock.started_at)})."
    target = internal_target(incident, plan)
    if target is not None:
        yield f"Mục tiêu nội bộ (không phải hạn luật định): phát ngôn trước {show_time(target)}."
    if incident.clock_warned >= _OVERDUE:
        yield "Đã nhắc là quá hạn."
    elif incident.clock_warned:
        yield f"Đã nhắc khi qua {incident.clock_warned:.0%} thời hạn."
    if clock.stopped_at is not None:
        late = "đúng hạn" if clock.stopped_at <= clock.due_at else "quá hạn"
        where = f", tại {clock.statement_url}" if clock.statement_url else ""
        yield f"Đã phát ngôn lúc {show_time(clock.stopped_at)} ({late}){where}."


def _why_no_clock(incident: Incident, *, by_people: bool, law: str) -> str:
    if incident.territory is not Territory.HOME:
        return "Chưa tính hạn phát ngôn: sự việc không rõ là của tỉnh; người có thẩm quyền có thể tự bắt đầu tính."
    if incident.level < CLOCK_FLOOR:
        return (
            f"Chưa tính hạn phát ngôn: chỉ tính từ mức {CLOCK_FLOOR} trở lên hoặc khi có người xác định cần phát ngôn."
        )
    if by_people:
        return f"Chưa tính hạn phát ngôn: theo {law}, hạn tính từ khi có người tiếp nhận hoặc xác định vụ việc."
    return "Chưa tính hạn phát ngôn."


def steps(events: Iterable[IncidentEvent], names: Mapping[str, str]) -> Iterator[Step]:
    """The incident's log, one sentence an entry. `names` are the units' names."""
    for event in events:
        yield Step(event.at, f"{show_time(event.at)}: {_step(event, names)}.")


def _step(event: IncidentEvent, names: Mapping[str, str]) -> str:
    if event.kind == "action":
        name, _, rest = event.note.partition(" ")
        told = f"{names.get(event.actor, event.actor)} {ACTIONS.get(name, name)}"
        return f"{told} ({rest})" if rest else told
    what = EVENTS.get(event.kind, event.kind)
    if event.kind in {"opened", "updated", "reopened"}:
        level = f", mức {event.snapshot.level}" if event.snapshot is not None else ""
        changes = _changes(event)
        return f"{what}{level}: {changes}" if changes else f"{what}{level}"
    note = OUTCOMES.get(event.note, event.note)
    return f"{what}: {note}" if note else what


def _changes(event: IncidentEvent) -> str:
    """`báo chí bắt đầu đưa tin, nâng mức sự cố`; an act of a person is named as one."""
    if event.snapshot is not None and event.snapshot.changes:
        return ", ".join(CHANGES.get(change, change.value) for change in event.snapshot.changes)
    named = (part.strip() for part in event.note.split(","))
    known = {change.value: change for change in Change}
    return ", ".join(CHANGES.get(known[part], part) if part in known else ACTIONS.get(part, part) for part in named)
