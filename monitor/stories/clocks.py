"""The legal clock for a first statement: pure, from an incident and the plan's legal profiles.

Profile 2022 counts 24 hours from the event (NĐ 09/2017 Điều 6.3.a); when the hour is unknown, from the first item seen,
and says so. Profile 2026-07 counts from what a person sets: receiving the case (NĐ 244/2026 Điều 7.3) or determining
that it touches opinion (7.4), whichever came first. The machine never sets those two.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.core.clock import local_date
from monitor.core.incidents import Incident, StatementClock
from monitor.core.labels import DAY_PRECISION, Severity, Territory
from monitor.core.plan import LegalProfile, Plan

CLOCK_FLOOR = Severity.S3
"""Below this level nobody has to speak; a person may still start the clock by determining the case."""


def statement_clock(incident: Incident, plan: Plan) -> StatementClock | None:
    """The clock as it should run now, None when none runs. A stopped clock stays stopped."""
    if incident.clock is not None and incident.clock.stopped_at is not None:
        return incident.clock
    taken_in = incident.determined_at is not None or incident.received_at is not None
    if incident.territory is not Territory.HOME and not taken_in:
        return None
    if incident.level < CLOCK_FLOOR and incident.determined_at is None and incident.clock is None:
        return None
    profile = plan.legal_profile_on(local_date(incident.happened_at or incident.first_seen_at))
    start = _start(incident, profile)
    if start is None:
        return None
    basis, started_at = start
    due_at = started_at + timedelta(hours=profile.statement_hours)
    return StatementClock(profile=profile.id, basis=basis, started_at=started_at, due_at=due_at)


def _start(incident: Incident, profile: LegalProfile) -> tuple[str, datetime] | None:
    if profile.statement_basis == "happened_at":
        # A bare day gives no moment to count from: the first item seen does, and the message says so.
        if incident.happened_at is not None and incident.happened_precision != DAY_PRECISION:
            return "happened_at", incident.happened_at
        return "first_seen_at", incident.first_seen_at
    set_by_people = [
        (moment, basis)
        for basis, moment in (("received_at", incident.received_at), ("determined_at", incident.determined_at))
        if moment is not None
    ]
    if not set_by_people:
        return None
    moment, basis = min(set_by_people)
    return basis, moment


def due_warnings(incident: Incident, plan: Plan, *, now: datetime) -> tuple[float, ...]:
    """Fractions of the clock that have passed and were not warned of yet; 1.0 means overdue."""
    clock = incident.clock
    if clock is None or clock.stopped_at is not None or not incident.is_open:
        return ()
    profile = next(p for p in plan.legal_profiles if p.id == clock.profile)
    return tuple(f for f in (*profile.warnings, 1.0) if f > incident.clock_warned and _moment(clock, f) <= now)


def next_warning(incident: Incident, plan: Plan) -> datetime | None:
    """When the next warning is due, None when there is none."""
    clock = incident.clock
    if clock is None or clock.stopped_at is not None or not incident.is_open:
        return None
    profile = next(p for p in plan.legal_profiles if p.id == clock.profile)
    return next((_moment(clock, f) for f in (*profile.warnings, 1.0) if f > incident.clock_warned), None)


def internal_target(incident: Incident, plan: Plan) -> datetime | None:
    """The office's own aim for a first statement: shown, never warned of. None when the plan has none or no clock runs.

    Six hours in the shipped plan, what the Ministry asks of itself (QĐ 22/QĐ-BGDĐT of 2019); it binds no department.
    """
    clock = incident.clock
    if clock is None or clock.stopped_at is not None:
        return None
    profile = next(p for p in plan.legal_profiles if p.id == clock.profile)
    hours = profile.internal_target_hours
    return None if hours is None else clock.started_at + timedelta(hours=hours)


def _moment(clock: StatementClock, fraction: float) -> datetime:
    return clock.started_at + (clock.due_at - clock.started_at) * fraction
