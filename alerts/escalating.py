"""Nobody acknowledged: who hears of it again, and who for the first time, along the plan's steps. Pure.

A step that repeats goes on for its times; one gap after the last the leadership is told that nobody answered, and the
system falls silent about it: what follows is done by telephone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta

from alerts.alert_case import THREAD_KINDS, AlertCase, Told, Wish
from alerts.tiers import Tier, may_know, only_informed, tier_of
from monitor.core.clock import local_date
from monitor.core.incidents import Incident
from monitor.core.notifications import NotificationKind
from monitor.core.plan import Contact, EscalationStep, Plan

STAND_IN = 1
"""The place of a unit's named substitute among its contacts."""
LAST_CALL = "last"
"""Step of the message that says that nobody answered and that no further reminder comes."""
STAND_IN_MARK, NEWCOMER_MARK = "s", "n"
"""Behind a step's minutes: whom it reaches in a unit's place, or for the first time."""
_ENDING_KINDS = frozenset({NotificationKind.CLOSE, NotificationKind.CORRECTION})
_Target = tuple[str, int]
"""A unit, and which of its persons."""


def escalations(case: AlertCase, *, plan: Plan, now: datetime) -> Iterator[Wish]:
    """Steps that are due, and those still to come (held until their time)."""
    started_at = _waiting_since(case, plan=plan)
    if started_at is None:
        return
    for step in _steps(case.incident, plan):
        for after in step.moments:
            yield from _step_wishes(step, after, case, started_at=started_at, plan=plan, now=now)
    given_up = given_up_at(case, plan=plan)
    was_told = any(_is_last_call(told) and told.created_at >= started_at for told in case.told)
    if given_up is not None and not was_told:
        leadership = plan.alerts.leadership_unit
        when = _after_other_news(case, leadership, given_up, plan=plan)
        yield Wish(leadership, NotificationKind.ESCALATION, when, step=LAST_CALL)


def given_up_at(case: AlertCase, *, plan: Plan) -> datetime | None:
    """When reminding is over because nobody answered; None while somebody did, or when nothing is repeated.

    The last reminder gets its time to be answered, also one that came late because the product stood still.
    """
    started_at, last_repeat = _waiting_since(case, plan=plan), _last_repeat(case.incident, plan)
    if started_at is None or last_repeat is None:
        return None
    end, gap = last_repeat
    reminders = (
        told.created_at
        for told in case.told
        if told.kind is NotificationKind.ESCALATION and told.created_at >= started_at and not _is_last_call(told)
    )
    return max(started_at + end, max(reminders, default=started_at) + gap)


def _last_repeat(incident: Incident, plan: Plan) -> tuple[timedelta, timedelta] | None:
    """When the longest repeating step is over, and its gap; None when nothing is repeated at this level."""
    ends = [
        (step.given_up_after, step.repeat_every) for step in _steps(incident, plan) if step.given_up_after is not None
    ]
    return max(ends, default=None)


def _after_other_news(case: AlertCase, unit: str, moment: datetime, *, plan: Plan) -> datetime:
    """One gap behind what the unit hears from that moment on: one decision sends a unit one message."""
    last_repeat = _last_repeat(case.incident, plan)
    news = [told.created_at for told in case.told if told.unit == unit and told.kind in THREAD_KINDS]
    late = max((at for at in news if at >= moment), default=None)
    return moment if late is None or last_repeat is None else late + last_repeat[1]


def _steps(incident: Incident, plan: Plan) -> list[EscalationStep]:
    return [step for step in plan.alerts.escalation if step.level is incident.level]


def _waiting_since(case: AlertCase, *, plan: Plan) -> datetime | None:
    """Since when an answer is awaited; None when none is."""
    if tier_of(case.incident, plan) is not Tier.PUSH or _is_acknowledged(case.incident):
        return None
    return _unanswered_since(case)


def _step_wishes(
    step: EscalationStep, after: timedelta, case: AlertCase, *, started_at: datetime, plan: Plan, now: datetime
) -> Iterator[Wish]:
    due_at = started_at + after
    late = [told for told in case.told if told.kind in THREAD_KINDS and told.created_at >= due_at]
    reached = {(told.unit, told.person) for told in late}
    for (unit, person), is_new in _targets(step, case, plan=plan, due_at=due_at, now=now).items():
        if (unit, person) not in reached:
            mark = STAND_IN_MARK if person else NEWCOMER_MARK if is_new else ""
            yield Wish(unit, NotificationKind.ESCALATION, due_at, step=f"{_minutes(after)}{mark}", person=person)


def _is_last_call(told: Told) -> bool:
    return told.key.endswith(f".{LAST_CALL}")


def _is_acknowledged(incident: Incident) -> bool:
    if incident.acknowledged_at is None:
        return False
    return incident.level <= (incident.acknowledged_level or incident.level)


def _unanswered_since(case: AlertCase) -> datetime | None:
    """The first message of this thread at the present level, after the incident last opened."""
    incident = case.incident
    ends = [told.created_at for told in case.told if told.kind in _ENDING_KINDS]
    begins = [
        told.created_at
        for told in case.told
        if told.kind in THREAD_KINDS and told.level >= incident.level and told.created_at >= incident.level_since
    ]
    last_end = max(ends, default=None)
    return min((at for at in begins if last_end is None or at > last_end), default=None)


def _targets(
    step: EscalationStep, case: AlertCase, *, plan: Plan, due_at: datetime, now: datetime
) -> dict[_Target, bool]:
    """Who a step reaches, and whether it is the first they hear of the incident."""
    incident = case.incident
    first: dict[str, datetime] = {}
    for told in sorted(case.told, key=lambda t: t.created_at):
        if told.kind in THREAD_KINDS:
            first.setdefault(told.unit, told.created_at)
    waiting = [unit for unit, at in first.items() if at < due_at and unit not in only_informed(incident, plan)]
    pushed = [unit for unit in waiting if unit in incident.units] or waiting
    found: dict[_Target, bool] = {}
    for target in step.targets:
        if target == "everyone":
            found.update(dict.fromkeys(_on_duty(waiting), False))
        elif target == "unit":
            found.update(dict.fromkeys(_on_duty(pushed), False))
        elif target == "substitute":
            for stand_in in _substitutes(pushed, plan=plan, now=now):
                found.setdefault(stand_in, stand_in[0] not in first)
        elif target not in first:
            found.setdefault((target, 0), True)
    allowed = may_know(incident, (unit for unit, _ in found), plan)
    return {target: is_new for target, is_new in found.items() if target[0] in allowed}


def _on_duty(units: Iterable[str]) -> list[_Target]:
    return [(unit, 0) for unit in units]


def _substitutes(units: Iterable[str], *, plan: Plan, now: datetime) -> tuple[_Target, ...]:
    """The person who stands in for each unit's own; where none is named, the units that stand in for it."""
    existing = {unit.id: unit for unit in plan.units_on(local_date(now))}
    found: list[_Target] = []
    for unit in (plan.unit(name) for name in units if plan.has_unit(name)):
        if len(unit.contacts) > STAND_IN and has_address(unit.contacts[STAND_IN], plan.alerts.channels):
            found.append((unit.id, STAND_IN))
        else:
            found.extend((name, 0) for name in unit.substitutes if name in existing)
    return tuple(dict.fromkeys(found))


def has_address(contact: Contact, channels: Collection[str]) -> bool:
    """Whether a message could reach this person; a telephone that none of the channels writes to is for calling."""
    phone = contact.phone if "zalo-template" in channels else ""
    return any((contact.email, contact.zalo, contact.zalo_oa, contact.zalo_group, contact.telegram, phone))


def _minutes(after: timedelta) -> str:
    return f"{after.total_seconds() / 60:g}"
