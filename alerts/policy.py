"""What to tell whom now: the alert policy as a pure reconciler. Sends nothing, renders nothing, reads no clock.

Called whenever an incident changed and whenever its due time comes, it compares what everybody should know with what
they were told, and returns only the difference: deciding again with that told gives nothing. Rules, in order:

1. Level, confidence, territory and age pick the tier (`tier_of`); the tier picks who is pushed, who finds a candidate
   on the desk, and who reads a digest line.
2. Who was pushed is not pushed again: material changes follow as updates in the same thread, at most one per gap;
   what an authority denied or corrected reaches exactly those who were told.
3. Nobody acknowledged: escalation along the plan's steps, counted from the first message at the present level. A crisis
   is repeated; when even that was in vain, the leadership and the operator are told so.
4. Silences, the budget of pushes and quiet hours hold messages back; S4 breaks the budget, a higher level a silence.
5. A single school's incident does not interrupt those who have the same kind of incident of the whole province in hand.
6. A hand-over is a person's request: the unit asked hears of it whatever its budget.

`alerts.first_messages`, `follow_ups` and `escalating` say what should be told, `settling` what of it goes out now.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from alerts.alert_case import (
    BUDGETED_KINDS,
    THREAD_KINDS,
    AlertCase,
    AlertDecision,
    AlertIntent,
    Told,
    in_thread,
)
from alerts.escalating import escalations, given_up_at
from alerts.first_messages import first_messages, group_wait_end
from alerts.follow_ups import closing, digest_units, hand_overs, misled_readers, updates
from alerts.settling import others, settle
from alerts.tiers import Tier, may_know, tier_of
from monitor.core.incidents import Incident, IncidentStatus
from monitor.core.notifications import NotificationKind
from monitor.core.plan import Plan

__all__ = [
    "BUDGETED_KINDS",
    "THREAD_KINDS",
    "AlertCase",
    "AlertDecision",
    "AlertIntent",
    "Tier",
    "Told",
    "clock_intents",
    "decide_alerts",
    "tier_of",
]

OVERDUE = 1.0
"""The fraction of the time at which the statement clock has run out."""


def decide_alerts(case: AlertCase, *, plan: Plan, now: datetime) -> AlertDecision:
    """Decide what must be told now, and when time alone would change the answer."""
    decision = _decide(case, plan=plan, now=now)
    if not decision.send and not decision.suppressed:
        return replace(decision, unanswered=_is_unanswered(case, plan=plan, now=now))
    # What was just decided sets new timers (escalation, the next update), so they are read off the case after it.
    after = _after(case, decision, now=now)
    next_due_at = _decide(after, plan=plan, now=now).next_due_at
    return replace(decision, next_due_at=next_due_at, unanswered=_is_unanswered(after, plan=plan, now=now))


def _decide(case: AlertCase, *, plan: Plan, now: datetime) -> AlertDecision:
    incident = case.incident
    if incident.status is IncidentStatus.MERGED:
        return AlertDecision()
    if incident.status is IncidentStatus.CLOSED:
        return settle(case, tuple(closing(case)), misled_readers(case), plan=plan, now=now)
    opens_at = group_wait_end(incident, plan.alerts)
    if now < opens_at and not in_thread(case.told):
        return AlertDecision(next_due_at=opens_at)
    wishes = (
        *hand_overs(case, plan=plan, now=now),
        *updates(case, plan=plan, now=now),
        *first_messages(case, plan=plan, not_before=max(now, opens_at)),
        *escalations(case, plan=plan, now=now),
    )
    return settle(case, wishes, digest_units(case, plan=plan), plan=plan, now=now)


def _is_unanswered(case: AlertCase, *, plan: Plan, now: datetime) -> bool:
    given_up = given_up_at(case, plan=plan) if case.incident.is_open else None
    return given_up is not None and given_up <= now


def _after(case: AlertCase, decision: AlertDecision, *, now: datetime) -> AlertCase:
    incident = case.incident
    sent = tuple(
        Told(intent.unit, intent.kind, incident.level, intent.revision, now, intent.key, intent.person)
        for intent in decision.send
    )
    return replace(case, told=(*case.told, *sent), suppressed=(*case.suppressed, *decision.suppressed))


def clock_intents(incident: Incident, fractions: Iterable[float], *, plan: Plan) -> tuple[AlertIntent, ...]:
    """Warn of the statement clock: one message per unit and fraction of the time; 1.0 means overdue."""
    alerts = plan.alerts
    units = [alerts.spokesperson_unit, alerts.office_unit]
    intents: list[AlertIntent] = []
    for fraction in fractions:
        asked = [*units, alerts.leadership_unit] if fraction >= OVERDUE else units
        allowed = may_know(incident, asked, plan)
        step = f"{round(fraction * 100)}"
        intents.extend(
            AlertIntent(
                incident.id, unit, NotificationKind.CLOCK_WARNING, incident.revision, step, others(allowed, unit)
            )
            for unit in allowed
        )
    return tuple(intents)
