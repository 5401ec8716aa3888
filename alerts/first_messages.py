"""Who hears of an incident first, by its tier, level and territory: pushes and candidates. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from alerts.alert_case import AlertCase, Wish, in_thread
from alerts.tiers import Tier, after_quiet, copies_of, may_know, tier_of
from monitor.core.incidents import Incident
from monitor.core.labels import Severity, Territory
from monitor.core.notifications import NotificationKind
from monitor.core.plan import AlertSettings, Plan


def _is_strong(incident: Incident, alerts: AlertSettings) -> bool:
    """Whether spokesperson, office and leadership are told at once: sure enough, or in the press already."""
    return incident.confidence >= alerts.push_confidence or incident.press_origins >= 1


def group_wait_end(incident: Incident, alerts: AlertSettings) -> datetime:
    """When a new or graver incident is first told of: what comes in until then goes into the same message."""
    since = max(incident.opened_at, incident.level_since)
    return since + alerts.group_wait.get(incident.level, timedelta())


def first_messages(case: AlertCase, *, plan: Plan, not_before: datetime) -> Iterator[Wish]:
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
