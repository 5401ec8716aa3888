"""Which of the wished messages go out now, and what a silence, the budget or a wider incident holds back. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from alerts.alert_case import (
    BUDGET,
    BUDGETED_KINDS,
    INHIBITED,
    QUIET_KINDS,
    SILENCED,
    AlertCase,
    AlertDecision,
    AlertIntent,
    Wish,
)
from alerts.follow_ups import last_loud
from monitor.core.handling import Suppressed
from monitor.core.incidents import Incident
from monitor.core.labels import Severity
from monitor.core.notifications import NotificationKind
from monitor.core.plan import Plan


def settle(
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
    knowing = tuple(dict.fromkeys((*last_loud(case.told), *(w.unit for w in send.values() if not _is_quiet(w)))))
    return AlertDecision(
        send=tuple(_intent(case.incident, wish, knowing) for wish in send.values()),
        suppressed=suppressed,
        digest=tuple(dict.fromkeys((*digest, *overflow))),
        next_due_at=min((moment for moment in later if moment > now), default=None),
    )


def _is_quiet(wish: Wish) -> bool:
    return wish.kind in QUIET_KINDS


def _intent(incident: Incident, wish: Wish, knowing: tuple[str, ...]) -> AlertIntent:
    also = others(knowing, wish.unit)
    return AlertIntent(
        incident.id, wish.unit, wish.kind, incident.revision, wish.step, also, wish.person, wish.transfer
    )


def others(units: Iterable[str], unit: str) -> tuple[str, ...]:
    """Those of the units that are not the one."""
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
