"""Nobody acknowledged: who hears of it again, and who for the first time, along the plan's steps. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from alerts.alert_case import THREAD_KINDS, AlertCase, Wish
from alerts.tiers import Tier, may_know, only_informed, tier_of
from monitor.core.clock import local_date
from monitor.core.incidents import Incident
from monitor.core.notifications import NotificationKind
from monitor.core.plan import Contact, EscalationStep, Plan

STAND_IN = 1
"""The place of a unit's named substitute among its contacts."""
_ENDING_KINDS = frozenset({NotificationKind.CLOSE, NotificationKind.CORRECTION})
_Target = tuple[str, int]
"""A unit, and which of its persons."""


def escalations(case: AlertCase, *, plan: Plan, now: datetime) -> Iterator[Wish]:
    """Steps that are due, and those still to come (held until their time)."""
    incident = case.incident
    started_at = _unanswered_since(case)
    if started_at is None or tier_of(incident, plan) is not Tier.PUSH or _is_acknowledged(incident):
        return
    for step in plan.alerts.escalation:
        if step.level is not incident.level:
            continue
        due_at = started_at + step.after
        late = [told for told in case.told if told.kind in THREAD_KINDS and told.created_at >= due_at]
        reached = {(told.unit, told.person) for told in late}
        for (unit, person), kind in _targets(step, case, plan=plan, due_at=due_at, now=now).items():
            if (unit, person) not in reached:
                name = _step_name(step) if kind is NotificationKind.ESCALATION else ""
                yield Wish(unit, kind, due_at, step=f"{name}s" if person else name, person=person)


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
) -> dict[_Target, NotificationKind]:
    """Who a step reaches. Named units and substitutes hear of it for the first time, others again."""
    incident = case.incident
    first: dict[str, datetime] = {}
    for told in sorted(case.told, key=lambda t: t.created_at):
        if told.kind in THREAD_KINDS:
            first.setdefault(told.unit, told.created_at)
    waiting = [unit for unit, at in first.items() if at < due_at and unit not in only_informed(incident, plan)]
    pushed = [unit for unit in waiting if unit in incident.units] or waiting
    found: dict[_Target, NotificationKind] = {}
    for target in step.targets:
        if target == "everyone":
            found.update(dict.fromkeys(_on_duty(waiting), NotificationKind.ESCALATION))
        elif target == "unit":
            found.update(dict.fromkeys(_on_duty(pushed), NotificationKind.ESCALATION))
        elif target == "substitute":
            for unit, person in _substitutes(pushed, plan=plan, now=now):
                again = NotificationKind.ESCALATION if unit in first else NotificationKind.PUSH
                found.setdefault((unit, person), again)
        elif target not in first:
            found.setdefault((target, 0), NotificationKind.PUSH)
    allowed = may_know(incident, (unit for unit, _ in found), plan)
    return {target: kind for target, kind in found.items() if target[0] in allowed}


def _on_duty(units: Iterable[str]) -> list[_Target]:
    return [(unit, 0) for unit in units]


def _substitutes(units: Iterable[str], *, plan: Plan, now: datetime) -> tuple[_Target, ...]:
    """The person who stands in for each unit's own; where none is named, the units that stand in for it."""
    existing = {unit.id: unit for unit in plan.units_on(local_date(now))}
    found: list[_Target] = []
    for unit in (plan.unit(name) for name in units if plan.has_unit(name)):
        if len(unit.contacts) > STAND_IN and has_address(unit.contacts[STAND_IN]):
            found.append((unit.id, STAND_IN))
        else:
            found.extend((name, 0) for name in unit.substitutes if name in existing)
    return tuple(dict.fromkeys(found))


def has_address(contact: Contact) -> bool:
    """Whether any message could reach this person."""
    return any((contact.email, contact.zalo, contact.zalo_oa, contact.zalo_group, contact.telegram, contact.phone))


def _step_name(step: EscalationStep) -> str:
    return f"{step.after.total_seconds() / 60:g}"
