"""What to tell whom now: the alert policy as a pure reconciler. Sends nothing, renders nothing, reads no clock.

Called whenever an incident changed and whenever its due time comes, it compares what everybody should know with what
they were told, and returns only the difference: deciding again with that told gives nothing. Rules, in order:

1. Level, confidence, territory and age pick the tier (`tier_of`); the tier picks who is pushed, who finds a candidate
   on the desk, and who reads a digest line.
2. Who was pushed is not pushed again: material changes follow as updates in the same thread, at most one per gap;
   what an authority denied or corrected reaches exactly those who were told.
3. Nobody acknowledged: escalation along the plan's steps, counted from the first message at the present level.
4. Silences, the budget of pushes and quiet hours hold messages back; S4 breaks the budget, a higher level a silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.core.clock import LOCAL, at_local, local_date
from monitor.core.handling import Silence, Suppressed
from monitor.core.incidents import Change, Incident, IncidentStatus, Veracity
from monitor.core.labels import Severity, Territory
from monitor.core.notifications import NotificationKind
from monitor.core.plan import AlertSettings, EscalationStep, Plan

THREAD_KINDS = frozenset(
    {NotificationKind.PUSH, NotificationKind.UPDATE, NotificationKind.ESCALATION, NotificationKind.CORRECTION}
)
"""Messages that make a unit part of an incident's thread."""
QUIET_KINDS = frozenset({NotificationKind.CANDIDATE, NotificationKind.DIGEST})
"""Messages that interrupt nobody."""
BUDGETED_KINDS = frozenset({NotificationKind.PUSH})
"""Escalation is not held back by the budget: it is the answer to silence, and ends with one tap. Nor does it spend it,
or an unacknowledged case in the morning would hide another in the afternoon."""
_ENDING_KINDS = frozenset({NotificationKind.CLOSE, NotificationKind.CORRECTION})
EXAM_TYPES = frozenset({"exam-integrity", "exam-error"})
"""The national exam is sat at home too: its integrity is everybody's case."""
RETRACTED_OUTCOMES = frozenset({"mark_false", "mark_not_ours"})
URGENT_CHANGES = frozenset({Change.LEVEL_UP, Change.CONFIRMED, Change.DENIED, Change.CORRECTED})
"""Changes that do not wait for the gap between updates."""
RETRACTIONS = frozenset({Change.DENIED, Change.CORRECTED})
OVERDUE = 1.0
SILENCED = "silenced"
BUDGET = "budget"


class Tier(StrEnum):
    """How an incident reaches people: it interrupts, waits on the desk, waits for the digest, or stays quiet."""

    PUSH = "push"
    CANDIDATE = "candidate"
    DIGEST = "digest"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Told:
    """One message already made for the incident, whatever became of it."""

    unit: str
    kind: NotificationKind
    level: Severity
    revision: int
    created_at: datetime
    key: str


@dataclass(frozen=True, slots=True)
class AlertCase:
    """All that a decision rests on.

    `pushes` counts each unit's messages of BUDGETED_KINDS below S4 within the budget window, over all incidents;
    `silences` are those in force; `suppressed` what was withheld for this incident before.
    """

    incident: Incident
    told: tuple[Told, ...] = ()
    silences: tuple[Silence, ...] = ()
    pushes: Mapping[str, int] = field(default_factory=dict)
    suppressed: tuple[Suppressed, ...] = ()


@dataclass(frozen=True, slots=True)
class AlertIntent:
    """One message to be made. `also` are the other units that know; `step` tells repeats of one revision apart."""

    incident_id: str
    unit: str
    kind: NotificationKind
    revision: int
    step: str = ""
    also: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The message's identity: `<incident>:<unit>:<kind>:<revision>`, with `.<step>` on repeats."""
        suffix = f".{self.step}" if self.step else ""
        return f"{self.incident_id}:{self.unit}:{self.kind}:{self.revision}{suffix}"


@dataclass(frozen=True, slots=True)
class AlertDecision:
    """Messages to make, messages withheld, units that get a digest line, and when to ask again (None = no need)."""

    send: tuple[AlertIntent, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    digest: tuple[str, ...] = ()
    next_due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Wish:
    """A message that ought to exist. `not_before` holds it back; `now` or earlier means at once."""

    unit: str
    kind: NotificationKind
    not_before: datetime
    step: str = ""


def tier_of(incident: Incident, plan: Plan) -> Tier:
    """Return how far an incident may go, before group wait and quiet hours."""
    if incident.level is Severity.S0:
        return Tier.NONE
    if incident.level is Severity.S1 or incident.is_old or incident.territory is Territory.OTHER:
        return Tier.DIGEST
    if incident.territory is Territory.NATIONAL and not _is_treated_as_home(incident):
        return Tier.CANDIDATE if incident.level >= Severity.S3 else Tier.DIGEST
    # A retracted story wakes nobody who has not heard of it, but somebody should look.
    if incident.veracity is Veracity.REFUTED:
        return Tier.CANDIDATE
    sure = incident.confidence >= plan.alerts.push_confidence
    if incident.territory is Territory.UNKNOWN:
        return Tier.PUSH if incident.level is Severity.S4 and sure else Tier.CANDIDATE
    return Tier.PUSH if incident.level >= Severity.S3 or sure else Tier.CANDIDATE


def decide_alerts(case: AlertCase, *, plan: Plan, now: datetime) -> AlertDecision:
    """Decide what must be told now, and when time alone would change the answer."""
    decision = _decide(case, plan=plan, now=now)
    if not decision.send and not decision.suppressed:
        return decision
    # What was just decided sets new timers (escalation, the next update), so they are read off the case after it.
    after = _decide(_after(case, decision, now=now), plan=plan, now=now)
    return replace(decision, next_due_at=after.next_due_at)


def _decide(case: AlertCase, *, plan: Plan, now: datetime) -> AlertDecision:
    incident = case.incident
    if incident.status is IncidentStatus.MERGED:
        return AlertDecision()
    if incident.status is IncidentStatus.CLOSED:
        return _settle(case, tuple(_closing(case)), (), plan=plan, now=now)
    opens_at = _group_wait_end(incident, plan.alerts)
    if now < opens_at and not _in_thread(case.told):
        return AlertDecision(next_due_at=opens_at)
    wishes = (
        *_updates(case, plan=plan, now=now),
        *_first_messages(case, plan=plan, not_before=max(now, opens_at)),
        *_escalations(case, plan=plan, now=now),
    )
    return _settle(case, wishes, _digest_units(case, plan=plan), plan=plan, now=now)


def _after(case: AlertCase, decision: AlertDecision, *, now: datetime) -> AlertCase:
    incident = case.incident
    sent = tuple(
        Told(intent.unit, intent.kind, incident.level, intent.revision, now, intent.key) for intent in decision.send
    )
    return replace(case, told=(*case.told, *sent), suppressed=(*case.suppressed, *decision.suppressed))


def clock_intents(incident: Incident, fractions: Iterable[float], *, plan: Plan) -> tuple[AlertIntent, ...]:
    """Warn of the statement clock: one message per unit and fraction of the time; 1.0 means overdue."""
    alerts = plan.alerts
    units = [alerts.spokesperson_unit, alerts.office_unit]
    intents: list[AlertIntent] = []
    for fraction in fractions:
        asked = [*units, alerts.leadership_unit] if fraction >= OVERDUE else units
        allowed = _may_know(incident, asked, plan)
        step = f"{round(fraction * 100)}"
        intents.extend(
            AlertIntent(
                incident.id, unit, NotificationKind.CLOCK_WARNING, incident.revision, step, _others(allowed, unit)
            )
            for unit in allowed
        )
    return tuple(intents)


def _is_treated_as_home(incident: Incident) -> bool:
    return incident.incident_type in EXAM_TYPES and incident.level >= Severity.S3


def _is_strong(incident: Incident, alerts: AlertSettings) -> bool:
    """Whether spokesperson, office and leadership are told at once: sure enough, or in the press already."""
    return incident.confidence >= alerts.push_confidence or incident.press_origins >= 1


def _group_wait_end(incident: Incident, alerts: AlertSettings) -> datetime:
    since = max(incident.opened_at, incident.level_since)
    return since + alerts.group_wait.get(incident.level, timedelta())


def _first_messages(case: AlertCase, *, plan: Plan, not_before: datetime) -> Iterator[_Wish]:
    """Pushes for those who are not in the thread, candidates for those who have none yet."""
    in_thread = _in_thread(case.told)
    noted = {told.unit for told in case.told if told.kind is NotificationKind.CANDIDATE}
    for wish in _addressees(case.incident, plan=plan, now=not_before):
        known = in_thread if wish.kind is NotificationKind.PUSH else in_thread | noted
        if wish.unit not in known:
            yield wish


def _addressees(incident: Incident, *, plan: Plan, now: datetime) -> Iterator[_Wish]:
    tier = tier_of(incident, plan)
    if tier not in {Tier.PUSH, Tier.CANDIDATE}:
        return
    if incident.territory is Territory.UNKNOWN or (tier is Tier.CANDIDATE and incident.territory is Territory.NATIONAL):
        yield from _unplaced(incident, tier, plan=plan, now=now)
    elif tier is Tier.CANDIDATE:
        yield from (_Wish(unit, NotificationKind.CANDIDATE, now) for unit in _may_know(incident, incident.units, plan))
    elif incident.level is Severity.S2:
        awake = _after_quiet(now, plan.alerts)
        yield from (_Wish(unit, NotificationKind.PUSH, awake) for unit in _may_know(incident, incident.units, plan))
    else:
        yield from _serious(incident, plan=plan, now=now)


def _unplaced(incident: Incident, tier: Tier, *, plan: Plan, now: datetime) -> Iterator[_Wish]:
    """Nobody knows whose case it is: the office sorts it out; a sure crisis goes to the spokesperson too."""
    alerts = plan.alerts
    kind = NotificationKind.PUSH if tier is Tier.PUSH else NotificationKind.CANDIDATE
    asked = [alerts.office_unit, alerts.spokesperson_unit] if tier is Tier.PUSH else [alerts.office_unit]
    allowed = _may_know(incident, asked, plan) or (alerts.spokesperson_unit,)
    yield from (_Wish(unit, kind, now) for unit in allowed)


def _serious(incident: Incident, *, plan: Plan, now: datetime) -> Iterator[_Wish]:
    """S3 and S4 at home."""
    alerts = plan.alerts
    crisis = incident.level is Severity.S4
    strong = _is_strong(incident, alerts)
    heads = _may_know(incident, [alerts.spokesperson_unit, alerts.office_unit], plan)
    pushed = [*incident.units, *(heads if crisis or strong else ())]
    yield from (_Wish(unit, NotificationKind.PUSH, now) for unit in dict.fromkeys(pushed))
    if not crisis:
        waiting = [unit for unit in heads if unit not in pushed]
        yield from (_Wish(unit, NotificationKind.CANDIDATE, now) for unit in waiting)
        return
    when = now if strong else incident.level_since + alerts.leadership_delay
    if alerts.leadership_unit not in pushed:
        yield _Wish(alerts.leadership_unit, NotificationKind.PUSH, max(when, now))
    told = {*pushed, alerts.leadership_unit}
    yield from (_Wish(unit, NotificationKind.PUSH, now) for unit in _copies(incident, plan) if unit not in told)


def _digest_units(case: AlertCase, *, plan: Plan) -> tuple[str, ...]:
    """Units that read of it in the digest: all of them at digest tier, else those only informed below S4."""
    incident = case.incident
    tier = tier_of(incident, plan)
    wanted: Sequence[str] = ()
    if tier is Tier.DIGEST:
        wanted = _may_know(incident, incident.units, plan)
    elif tier is Tier.PUSH and incident.level < Severity.S4 and incident.territory is not Territory.UNKNOWN:
        heads = {plan.alerts.spokesperson_unit, plan.alerts.office_unit} if incident.level is Severity.S3 else set()
        wanted = [unit for unit in _copies(incident, plan) if unit not in heads]
    in_thread = _in_thread(case.told)
    return tuple(unit for unit in wanted if unit not in in_thread)


def _copies(incident: Incident, plan: Plan) -> tuple[str, ...]:
    restricted = _is_restricted(incident, plan)
    return () if restricted else tuple(unit for unit in incident.copy_units if unit not in incident.units)


def _is_restricted(incident: Incident, plan: Plan) -> bool:
    return any(kind.restricted for kind in plan.incident_types if kind.id == incident.incident_type)


def _may_know(incident: Incident, units: Iterable[str], plan: Plan) -> tuple[str, ...]:
    """Of a restricted incident only the units that handle it, the spokesperson and the leadership hear."""
    if not _is_restricted(incident, plan):
        return tuple(dict.fromkeys(units))
    allowed = {*incident.units, plan.alerts.spokesperson_unit, plan.alerts.leadership_unit}
    return tuple(unit for unit in dict.fromkeys(units) if unit in allowed)


def _in_thread(told: Iterable[Told]) -> set[str]:
    return {message.unit for message in told if message.kind in THREAD_KINDS}


def _last_loud(told: Iterable[Told]) -> dict[str, Told]:
    """Each unit's last message that was more than a candidate or a digest."""
    loud = (message for message in told if message.kind not in QUIET_KINDS)
    return {message.unit: message for message in sorted(loud, key=lambda m: (m.created_at, m.revision))}


def _updates(case: AlertCase, *, plan: Plan, now: datetime) -> Iterator[_Wish]:
    """What changed since each unit was last told. The revision only grows with material changes."""
    incident = case.incident
    behind = {
        unit: last for unit, last in _last_loud(case.told).items() if _revision(case.told, unit) < incident.revision
    }
    if _is_retraction(incident):
        yield from (_Wish(unit, NotificationKind.CORRECTION, now) for unit in behind)
        return
    in_thread, informed = _in_thread(case.told), _only_informed(incident, plan)
    for unit, last in behind.items():
        if unit in in_thread and unit not in informed:
            yield _Wish(unit, NotificationKind.UPDATE, _update_time(incident, last, plan.alerts, now=now))


def _revision(told: Iterable[Told], unit: str) -> int:
    return max(message.revision for message in told if message.unit == unit and message.kind not in QUIET_KINDS)


def _is_retraction(incident: Incident) -> bool:
    """Whether the news is that the old news was wrong. A held one is still known by the veracity it left."""
    if incident.changes:
        return not RETRACTIONS.isdisjoint(incident.changes)
    return incident.veracity is Veracity.REFUTED


def _only_informed(incident: Incident, plan: Plan) -> set[str]:
    """Copies hear of a crisis once; the thread is not theirs."""
    alerts = plan.alerts
    heads = {alerts.office_unit, alerts.spokesperson_unit, alerts.leadership_unit}
    return set(incident.copy_units) - set(incident.units) - heads


def _update_time(incident: Incident, last: Told, alerts: AlertSettings, *, now: datetime) -> datetime:
    urgent = incident.level > last.level or not URGENT_CHANGES.isdisjoint(incident.changes)
    when = now if urgent else max(now, last.created_at + alerts.update_gap)
    is_minor = max(incident.level, last.level) <= Severity.S2
    return _after_quiet(when, alerts) if is_minor else when


def _closing(case: AlertCase) -> Iterator[_Wish]:
    """Closed: a retraction to everybody who was told, a last word to those who were pushed; each once."""
    incident = case.incident
    closed_at = incident.closed_at or incident.updated_at
    since = [told for told in case.told if told.created_at >= closed_at]
    corrected = {told.unit for told in since if told.kind is NotificationKind.CORRECTION}
    if incident.outcome in RETRACTED_OUTCOMES or not RETRACTIONS.isdisjoint(incident.changes):
        units = [unit for unit in _last_loud(case.told) if unit not in corrected]
        yield from (_Wish(unit, NotificationKind.CORRECTION, closed_at) for unit in units)
    elif incident.outcome is not None:
        done = {told.unit for told in since if told.kind is NotificationKind.CLOSE} | corrected
        pushed = _in_thread(case.told) - done
        yield from (_Wish(unit, NotificationKind.CLOSE, closed_at) for unit in _last_loud(case.told) if unit in pushed)


def _escalations(case: AlertCase, *, plan: Plan, now: datetime) -> Iterator[_Wish]:
    """Steps that are due, and those still to come (held until their time)."""
    incident = case.incident
    started_at = _unanswered_since(case)
    if started_at is None or tier_of(incident, plan) is not Tier.PUSH or _is_acknowledged(incident):
        return
    for step in plan.alerts.escalation:
        if step.level is not incident.level:
            continue
        due_at = started_at + step.after
        reached = {told.unit for told in case.told if told.kind in THREAD_KINDS and told.created_at >= due_at}
        for unit, kind in _targets(step, case, plan=plan, due_at=due_at, now=now).items():
            if unit not in reached:
                yield _Wish(unit, kind, due_at, step=_step_name(step) if kind is NotificationKind.ESCALATION else "")


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
) -> dict[str, NotificationKind]:
    """Who a step reaches. Named units and substitutes hear of it for the first time, others again."""
    incident = case.incident
    first: dict[str, datetime] = {}
    for told in sorted(case.told, key=lambda t: t.created_at):
        if told.kind in THREAD_KINDS:
            first.setdefault(told.unit, told.created_at)
    waiting = [unit for unit, at in first.items() if at < due_at and unit not in _only_informed(incident, plan)]
    pushed = [unit for unit in waiting if unit in incident.units] or waiting
    found: dict[str, NotificationKind] = {}
    for target in step.targets:
        if target == "everyone":
            found.update(dict.fromkeys(waiting, NotificationKind.ESCALATION))
        elif target == "unit":
            found.update(dict.fromkeys(pushed, NotificationKind.ESCALATION))
        elif target == "substitute":
            for unit in _substitutes(pushed, plan=plan, now=now):
                again = NotificationKind.ESCALATION if unit in first else NotificationKind.PUSH
                found.setdefault(unit, again)
        elif target not in first:
            found.setdefault(target, NotificationKind.PUSH)
    allowed = _may_know(incident, found, plan)
    return {unit: found[unit] for unit in allowed}


def _substitutes(units: Iterable[str], *, plan: Plan, now: datetime) -> tuple[str, ...]:
    existing = {unit.id for unit in plan.units_on(local_date(now))}
    named = [substitute for unit in units if plan.has_unit(unit) for substitute in plan.unit(unit).substitutes]
    return tuple(unit for unit in dict.fromkeys(named) if unit in existing)


def _step_name(step: EscalationStep) -> str:
    return f"{step.after.total_seconds() / 60:g}"


def _settle(
    case: AlertCase,
    wishes: Sequence[_Wish],
    digest: Sequence[str],
    *,
    plan: Plan,
    now: datetime,
) -> AlertDecision:
    """Let through what is due, at most one message a unit; list what a silence or the budget withheld."""
    made = {told.key for told in case.told}
    send: dict[str, _Wish] = {}
    withheld: dict[str, str] = {}
    later: list[datetime] = []
    for wish in wishes:
        if wish.not_before > now:
            later.append(wish.not_before)
            continue
        is_made = _intent(case.incident, wish, ()).key in made
        if is_made or wish.unit in send or wish.unit in withheld:
            continue
        reason = _withheld(case, wish, plan=plan)
        if reason is None:
            send[wish.unit] = wish
            continue
        withheld[wish.unit] = reason
        if reason == SILENCED:
            later.extend(s.until for s in case.silences if s.unit == wish.unit)
    suppressed = _new_suppressions(case, withheld, now=now)
    overflow = (s.unit for s in suppressed if s.reason == BUDGET)
    knowing = tuple(dict.fromkeys((*_last_loud(case.told), *(w.unit for w in send.values() if _is_loud(w)))))
    return AlertDecision(
        send=tuple(_intent(case.incident, wish, knowing) for wish in send.values()),
        suppressed=suppressed,
        digest=tuple(dict.fromkeys((*digest, *overflow))),
        next_due_at=min((moment for moment in later if moment > now), default=None),
    )


def _is_loud(wish: _Wish) -> bool:
    return wish.kind not in QUIET_KINDS


def _intent(incident: Incident, wish: _Wish, knowing: tuple[str, ...]) -> AlertIntent:
    return AlertIntent(incident.id, wish.unit, wish.kind, incident.revision, wish.step, _others(knowing, wish.unit))


def _others(units: Iterable[str], unit: str) -> tuple[str, ...]:
    return tuple(other for other in units if other != unit)


def _withheld(case: AlertCase, wish: _Wish, *, plan: Plan) -> str | None:
    """Why a message may not go out, None when it may. Nobody is kept from hearing that old news was wrong."""
    incident = case.incident
    if wish.kind is NotificationKind.CORRECTION:
        return None
    if any(s.unit == wish.unit and incident.level <= s.level for s in case.silences):
        return SILENCED
    if wish.kind not in BUDGETED_KINDS or incident.level is Severity.S4:
        return None
    refused_before = any(
        s.unit == wish.unit and s.reason == BUDGET and s.revision == incident.revision for s in case.suppressed
    )
    spent = case.pushes.get(wish.unit, 0) >= plan.alerts.budget_pushes
    return BUDGET if spent or refused_before else None


def _new_suppressions(case: AlertCase, withheld: Mapping[str, str], *, now: datetime) -> tuple[Suppressed, ...]:
    incident = case.incident
    known = {(s.unit, s.reason, s.revision) for s in case.suppressed}
    return tuple(
        Suppressed(now, incident.id, unit, reason, incident.revision)
        for unit, reason in withheld.items()
        if (unit, reason, incident.revision) not in known
    )


def _after_quiet(moment: datetime, alerts: AlertSettings) -> datetime:
    """The moment itself, or the end of the quiet hours it falls into. They may span midnight."""
    start, end = alerts.quiet_from, alerts.quiet_to
    local = moment.astimezone(LOCAL)
    clock = local.time()
    if start <= end:
        return at_local(local.date(), end) if start <= clock < end else moment
    if clock >= start:
        return at_local(local.date() + timedelta(days=1), end)
    return at_local(local.date(), end) if clock < end else moment
