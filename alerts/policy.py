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
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from alerts.alert_case import (
    BUDGET,
    BUDGETED_KINDS,
    INHIBITED,
    QUIET_KINDS,
    SILENCED,
    THREAD_KINDS,
    AlertCase,
    AlertDecision,
    AlertIntent,
    Told,
    Wish,
    in_thread,
)
from alerts.escalating import escalations, given_up_at
from alerts.tiers import Tier, after_quiet, copies_of, may_know, only_informed, tier_of
from monitor.core.handling import Suppressed
from monitor.core.incidents import RETRACTED, Change, Incident, IncidentStatus
from monitor.core.labels import Severity, Territory
from monitor.core.notifications import NotificationKind
from monitor.core.plan import AlertSettings, Plan

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

_NEWS_KINDS = frozenset({NotificationKind.PUSH, NotificationKind.UPDATE})
RETRACTED_OUTCOMES = frozenset({"mark_false", "mark_not_ours"})
URGENT_CHANGES = frozenset({Change.LEVEL_UP, Change.CONFIRMED, Change.DENIED, Change.CORRECTED})
"""Changes that do not wait for the gap between updates."""
RETRACTIONS = frozenset({Change.DENIED, Change.CORRECTED})
OVERDUE = 1.0
HANDED = "handover"
DECLINED = "declined"


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
        return _settle(case, tuple(_closing(case)), _misled_readers(case), plan=plan, now=now)
    opens_at = _group_wait_end(incident, plan.alerts)
    if now < opens_at and not in_thread(case.told):
        return AlertDecision(next_due_at=opens_at)
    wishes = (
        *_hand_overs(case, plan=plan, now=now),
        *_updates(case, plan=plan, now=now),
        *_first_messages(case, plan=plan, not_before=max(now, opens_at)),
        *escalations(case, plan=plan, now=now),
    )
    return _settle(case, wishes, _digest_units(case, plan=plan), plan=plan, now=now)


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
                incident.id, unit, NotificationKind.CLOCK_WARNING, incident.revision, step, _others(allowed, unit)
            )
            for unit in allowed
        )
    return tuple(intents)


def _is_strong(incident: Incident, alerts: AlertSettings) -> bool:
    """Whether spokesperson, office and leadership are told at once: sure enough, or in the press already."""
    return incident.confidence >= alerts.push_confidence or incident.press_origins >= 1


def _group_wait_end(incident: Incident, alerts: AlertSettings) -> datetime:
    since = max(incident.opened_at, incident.level_since)
    return since + alerts.group_wait.get(incident.level, timedelta())


def _first_messages(case: AlertCase, *, plan: Plan, not_before: datetime) -> Iterator[Wish]:
    """Pushes for those who are not in the thread, candidates for those who have none yet."""
    members = in_thread(case.told)
    noted = {told.unit for told in case.told if told.kind is NotificationKind.CANDIDATE}
    for wish in _addressees(case.incident, plan=plan, now=not_before):
        known = members if wish.kind is NotificationKind.PUSH else members | noted
        if wish.unit not in known:
            yield wish


def _addressees(incident: Incident, *, plan: Plan, now: datetime) -> Iterator[Wish]:
    tier = tier_of(incident, plan)
    if tier not in {Tier.PUSH, Tier.CANDIDATE}:
        return
    if incident.territory is Territory.UNKNOWN or (tier is Tier.CANDIDATE and incident.territory is Territory.NATIONAL):
        yield from _unplaced(incident, tier, plan=plan, now=now)
    elif tier is Tier.CANDIDATE:
        yield from (Wish(unit, NotificationKind.CANDIDATE, now) for unit in may_know(incident, incident.units, plan))
    elif incident.level is Severity.S2:
        awake = after_quiet(now, plan.alerts)
        yield from (Wish(unit, NotificationKind.PUSH, awake) for unit in may_know(incident, incident.units, plan))
    else:
        yield from _serious(incident, plan=plan, now=now)


def _unplaced(incident: Incident, tier: Tier, *, plan: Plan, now: datetime) -> Iterator[Wish]:
    """Nobody knows whose case it is: the office sorts it out; a sure crisis goes to the spokesperson too."""
    alerts = plan.alerts
    kind = NotificationKind.PUSH if tier is Tier.PUSH else NotificationKind.CANDIDATE
    asked = [alerts.office_unit, alerts.spokesperson_unit] if tier is Tier.PUSH else [alerts.office_unit]
    allowed = may_know(incident, asked, plan) or (alerts.spokesperson_unit,)
    yield from (Wish(unit, kind, now) for unit in allowed)


def _serious(incident: Incident, *, plan: Plan, now: datetime) -> Iterator[Wish]:
    """S3 and S4 at home."""
    alerts = plan.alerts
    crisis = incident.level is Severity.S4
    strong = _is_strong(incident, alerts)
    heads = may_know(incident, [alerts.spokesperson_unit, alerts.office_unit], plan)
    pushed = [*incident.units, *(heads if crisis or strong else ())]
    yield from (Wish(unit, NotificationKind.PUSH, now) for unit in dict.fromkeys(pushed))
    if not crisis:
        waiting = [unit for unit in heads if unit not in pushed]
        yield from (Wish(unit, NotificationKind.CANDIDATE, now) for unit in waiting)
        return
    when = now if strong else incident.level_since + alerts.leadership_delay
    if alerts.leadership_unit not in pushed:
        yield Wish(alerts.leadership_unit, NotificationKind.PUSH, max(when, now))
    told = {*pushed, alerts.leadership_unit}
    yield from (Wish(unit, NotificationKind.PUSH, now) for unit in copies_of(incident, plan) if unit not in told)


def _hand_overs(case: AlertCase, *, plan: Plan, now: datetime) -> Iterator[Wish]:
    """Who was asked to take the case over, and who asked and was refused: each hears it once, whatever else changes."""
    for transfer in case.transfers:
        if transfer.accepted:
            continue
        waits = transfer.accepted is None
        unit, kind = (
            (transfer.to_unit, NotificationKind.PUSH) if waits else (transfer.from_unit, NotificationKind.UPDATE)
        )
        step = f"{HANDED if waits else DECLINED}{transfer.number}"
        if any(told.key.endswith(f".{step}") for told in case.told):
            continue
        when = now if case.incident.level >= Severity.S3 else after_quiet(now, plan.alerts)
        yield Wish(unit, kind, when, step=step, transfer=transfer)


def _misled_readers(case: AlertCase) -> tuple[str, ...]:
    """Units that read in a digest what has turned out wrong: the next digest tells them so."""
    is_wrong = case.incident.outcome in RETRACTED_OUTCOMES or _is_retraction(case.incident)
    members = in_thread(case.told)
    return tuple(unit for unit in case.readers if unit not in members) if is_wrong else ()


def _digest_units(case: AlertCase, *, plan: Plan) -> tuple[str, ...]:
    """Units that read of it in the digest: all of them at digest tier, else those only informed below S4.

    Readers of what turned out wrong are told in the digest too.
    """
    incident = case.incident
    if misled := _misled_readers(case):
        return misled
    tier = tier_of(incident, plan)
    wanted: Sequence[str] = ()
    if tier is Tier.DIGEST:
        wanted = may_know(incident, incident.units, plan)
    elif tier is Tier.PUSH and incident.level < Severity.S4 and incident.territory is not Territory.UNKNOWN:
        heads = {plan.alerts.spokesperson_unit, plan.alerts.office_unit} if incident.level is Severity.S3 else set()
        wanted = [unit for unit in copies_of(incident, plan) if unit not in heads]
    members = in_thread(case.told)
    return tuple(unit for unit in wanted if unit not in members)


def _last_loud(told: Iterable[Told]) -> dict[str, Told]:
    """Each unit's last message that was more than a candidate or a digest."""
    loud = (message for message in told if message.kind not in QUIET_KINDS)
    return {message.unit: message for message in sorted(loud, key=lambda m: (m.created_at, m.revision))}


def _updates(case: AlertCase, *, plan: Plan, now: datetime) -> Iterator[Wish]:
    """What changed since each unit was last told. The revision only grows with material changes."""
    incident = case.incident
    behind = {
        unit: last for unit, last in _last_loud(case.told).items() if _revision(case.told, unit) < incident.revision
    }
    if _is_retraction(incident):
        yield from (Wish(unit, NotificationKind.CORRECTION, now) for unit in behind)
        return
    members, informed = in_thread(case.told), only_informed(incident, plan)
    for unit, last in behind.items():
        if unit in members and unit not in informed:
            news = [told.created_at for told in case.told if told.unit == unit and told.kind in _NEWS_KINDS]
            since = max(news, default=last.created_at)
            when = _update_time(incident, last, plan.alerts, since=since, now=now)
            yield Wish(unit, NotificationKind.UPDATE, when)


def _revision(told: Iterable[Told], unit: str) -> int:
    return max(message.revision for message in told if message.unit == unit and message.kind not in QUIET_KINDS)


def _is_retraction(incident: Incident) -> bool:
    """Whether the news is that the old news was wrong. A held one is still known by the veracity it left."""
    if incident.changes:
        return not RETRACTIONS.isdisjoint(incident.changes)
    return incident.veracity in RETRACTED


def _update_time(incident: Incident, last: Told, alerts: AlertSettings, *, since: datetime, now: datetime) -> datetime:
    """`since`: when the unit last got news. A reminder brings none, and so holds no news up."""
    urgent = incident.level > last.level or not URGENT_CHANGES.isdisjoint(incident.changes)
    when = now if urgent else max(now, since + alerts.update_gap)
    is_minor = max(incident.level, last.level) <= Severity.S2
    return after_quiet(when, alerts) if is_minor else when


def _closing(case: AlertCase) -> Iterator[Wish]:
    """Closed: a retraction to everybody who was told, a last word to those who were pushed; each once."""
    incident = case.incident
    closed_at = incident.closed_at or incident.updated_at
    since = [told for told in case.told if told.created_at >= closed_at]
    corrected = {told.unit for told in since if told.kind is NotificationKind.CORRECTION}
    if incident.outcome in RETRACTED_OUTCOMES or not RETRACTIONS.isdisjoint(incident.changes):
        units = [unit for unit in _last_loud(case.told) if unit not in corrected]
        yield from (Wish(unit, NotificationKind.CORRECTION, closed_at) for unit in units)
    elif incident.outcome is not None:
        done = {told.unit for told in since if told.kind is NotificationKind.CLOSE} | corrected
        pushed = in_thread(case.told) - done
        yield from (Wish(unit, NotificationKind.CLOSE, closed_at) for unit in _last_loud(case.told) if unit in pushed)


def _settle(
    case: AlertCase,
    wishes: Sequence[Wish],
    digest: Sequence[str],
    *,
    plan: Plan,
    now: datetime,
) -> AlertDecision:
    """Let through what is due, at most one message a unit; list what a silence or the budget withheld."""
    made = {told.key for told in case.told}
    send: dict[tuple[str, int], Wish] = {}
    withheld: dict[str, str] = {}
    later: list[datetime] = []
    for wish in sorted(wishes, key=_is_quiet):  # a candidate must not take the place of a message that wakes
        if wish.not_before > now:
            later.append(wish.not_before)
            continue
        is_made = _intent(case.incident, wish, ()).key in made
        addressee = (wish.unit, wish.person)
        if is_made or addressee in send or wish.unit in withheld:
            continue
        reason = _withheld(case, wish, plan=plan)
        if reason is None:
            send[addressee] = wish
            continue
        withheld[wish.unit] = reason
        if reason == SILENCED:
            later.extend(s.until for s in case.silences if s.unit == wish.unit)
    suppressed = _new_suppressions(case, withheld, now=now)
    overflow = (s.unit for s in suppressed if s.reason in {BUDGET, INHIBITED})
    knowing = tuple(dict.fromkeys((*_last_loud(case.told), *(w.unit for w in send.values() if not _is_quiet(w)))))
    return AlertDecision(
        send=tuple(_intent(case.incident, wish, knowing) for wish in send.values()),
        suppressed=suppressed,
        digest=tuple(dict.fromkeys((*digest, *overflow))),
        next_due_at=min((moment for moment in later if moment > now), default=None),
    )


def _is_quiet(wish: Wish) -> bool:
    return wish.kind in QUIET_KINDS


def _intent(incident: Incident, wish: Wish, knowing: tuple[str, ...]) -> AlertIntent:
    also = _others(knowing, wish.unit)
    return AlertIntent(
        incident.id, wish.unit, wish.kind, incident.revision, wish.step, also, wish.person, wish.transfer
    )


def _others(units: Iterable[str], unit: str) -> tuple[str, ...]:
    return tuple(other for other in units if other != unit)


def _withheld(case: AlertCase, wish: Wish, *, plan: Plan) -> str | None:
    """Why a message may not go out, None when it may. Nobody is kept from hearing that old news was wrong."""
    incident = case.incident
    if wish.kind is NotificationKind.CORRECTION:
        return None
    if any(s.unit == wish.unit and incident.level <= s.level for s in case.silences):
        return SILENCED
    if wish.kind not in BUDGETED_KINDS or incident.level is Severity.S4 or wish.transfer is not None:
        return None
    if _is_inhibited(case, wish.unit):
        return INHIBITED
    refused_before = any(
        s.unit == wish.unit and s.reason == BUDGET and s.revision == incident.revision for s in case.suppressed
    )
    spent = case.pushes.get(wish.unit, 0) >= plan.alerts.budget_pushes
    return BUDGET if spent or refused_before else None


def _is_inhibited(case: AlertCase, unit: str) -> bool:
    """Whether the unit has the same kind of incident of the whole province in hand, no milder and known before.

    Never where people were hurt: that school needs its own answer.
    """
    incident = case.incident
    if not incident.school or incident.counts:
        return False
    return any(
        unit in members and wide.level >= incident.level and wide.opened_at <= incident.opened_at
        for wide, members in case.wide
    )


def _new_suppressions(case: AlertCase, withheld: Mapping[str, str], *, now: datetime) -> tuple[Suppressed, ...]:
    incident = case.incident
    known = {(s.unit, s.reason, s.revision) for s in case.suppressed}
    return tuple(
        Suppressed(now, incident.id, unit, reason, incident.revision)
        for unit, reason in withheld.items()
        if (unit, reason, incident.revision) not in known
    )
