"""How far an incident may go, who may know of it, and when people sleep. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.core.clock import LOCAL, at_local
from monitor.core.incidents import RETRACTED, Incident
from monitor.core.labels import Severity, Territory
from monitor.core.plan import AlertSettings, Plan

EXAM_TYPES = frozenset({"exam-integrity", "exam-error"})
"""The national exam is sat at home too: its integrity is everybody's case."""


LASTING_HARM = frozenset({"floor.school-emptied"})
"""What a false notice or rumour brings about, and no denial undoes (labelling guide, S3)."""


class Tier(StrEnum):
    """How an incident reaches people: it interrupts, waits on the desk, waits for the digest, or stays quiet."""

    PUSH = "push"
    CANDIDATE = "candidate"
    DIGEST = "digest"
    NONE = "none"


def tier_of(incident: Incident, plan: Plan) -> Tier:
    """Return how far an incident may go, before group wait and quiet hours."""
    if incident.level is Severity.S0:
        return Tier.NONE
    if incident.level is Severity.S1 or incident.is_old or incident.territory is Territory.OTHER:
        return Tier.DIGEST
    if incident.territory is Territory.NATIONAL and not _is_treated_as_home(incident):
        return Tier.CANDIDATE if incident.level >= Severity.S3 else Tier.DIGEST
    # A retracted story wakes nobody who has not heard of it, but somebody should look.
    if incident.veracity in RETRACTED and not _did_harm_all_the_same(incident):
        return Tier.CANDIDATE
    sure = incident.confidence >= plan.alerts.push_confidence
    if incident.territory is Territory.UNKNOWN:
        return Tier.PUSH if incident.level is Severity.S4 and sure else Tier.CANDIDATE
    return Tier.PUSH if incident.level >= Severity.S3 or sure else Tier.CANDIDATE


def _did_harm_all_the_same(incident: Incident) -> bool:
    """A forged notice is refuted, and the school that it emptied stands empty."""
    return any(reason.rule in LASTING_HARM for reason in incident.reasons)


def _is_treated_as_home(incident: Incident) -> bool:
    return incident.incident_type in EXAM_TYPES and incident.level >= Severity.S3


def is_restricted(incident: Incident, plan: Plan) -> bool:
    """Whether the plan shows incidents of this type to fewer people."""
    return any(kind.restricted for kind in plan.incident_types if kind.id == incident.incident_type)


def may_know(incident: Incident, units: Iterable[str], plan: Plan) -> tuple[str, ...]:
    """Of a restricted incident only the units that handle it, the spokesperson and the leadership hear."""
    if not is_restricted(incident, plan):
        return tuple(dict.fromkeys(units))
    allowed = {*incident.units, plan.alerts.spokesperson_unit, plan.alerts.leadership_unit}
    return tuple(unit for unit in dict.fromkeys(units) if unit in allowed)


def copies_of(incident: Incident, plan: Plan) -> tuple[str, ...]:
    """Units that are only informed; nobody when the incident is restricted."""
    restricted = is_restricted(incident, plan)
    return () if restricted else tuple(unit for unit in incident.copy_units if unit not in incident.units)


def only_informed(incident: Incident, plan: Plan) -> set[str]:
    """Copies hear of a crisis once; the thread is not theirs."""
    alerts = plan.alerts
    heads = {alerts.office_unit, alerts.spokesperson_unit, alerts.leadership_unit}
    return set(incident.copy_units) - set(incident.units) - heads


def after_quiet(moment: datetime, alerts: AlertSettings) -> datetime:
    """The moment itself, or the end of the quiet hours it falls into. They may span midnight."""
    start, end = alerts.quiet_from, alerts.quiet_to
    local = moment.astimezone(LOCAL)
    clock = local.time()
    if start <= end:
        return at_local(local.date(), end) if start <= clock < end else moment
    if clock >= start:
        return at_local(local.date() + timedelta(days=1), end)
    return at_local(local.date(), end) if clock < end else moment


def warning_time(moment: datetime, due_at: datetime, alerts: AlertSettings) -> datetime:
    """When a warning of a deadline is worth sending: at once, or after the quiet hours if the deadline lies beyond."""
    awake = after_quiet(moment, alerts)
    return moment if due_at < awake else awake


def is_province_wide(incident: Incident) -> bool:
    """Whether it concerns the whole home province: a place is known, and none smaller than the province."""
    places = incident.places
    at_home = incident.territory is Territory.HOME and not incident.school
    return at_home and bool(places) and not any("/" in place or place.startswith("school:") for place in places)
