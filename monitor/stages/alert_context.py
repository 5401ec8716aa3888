"""Gathering what an alert decision rests on: what was told, silences, budgets, hand-overs, the incident above it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from alerts.alert_case import BUDGETED_KINDS, AlertCase, Told, in_thread
from alerts.tiers import is_province_wide
from monitor.core.casework.cases import Transfer
from monitor.core.handling import OutboxEntry
from monitor.core.incidents import Incident
from monitor.core.labels import Severity
from monitor.core.plan import Plan
from monitor.store.database import Tx


def alert_case(tx: Tx, plan: Plan, incident: Incident, transfers: tuple[Transfer, ...], *, now: datetime) -> AlertCase:
    """Read all that the policy asks for."""
    told = told_of(tx, incident)
    window, units = now - plan.alerts.budget_window, _units(incident, told, plan)
    return AlertCase(
        incident=incident,
        told=told,
        silences=tx.silences.active(incident.id, now),
        pushes=tx.outbox.push_counts(units, window, kinds=BUDGETED_KINDS, below=Severity.S4),
        suppressed=tx.suppressed.for_incident(incident.id),
        transfers=transfers,
        readers=tx.digests.readers(incident.id),
        wide=_wide(tx, incident),
    )


def told_of(tx: Tx, incident: Incident) -> tuple[Told, ...]:
    """Every message made for an incident, as the policy sees it."""
    return tuple(_told(entry) for entry in tx.outbox.for_incident(incident.id))


def _units(incident: Incident, told: Sequence[Told], plan: Plan) -> set[str]:
    alerts = plan.alerts
    units = {*incident.units, *incident.copy_units, *(t.unit for t in told)}
    units |= {alerts.office_unit, alerts.spokesperson_unit, alerts.leadership_unit}
    return units | {sub for unit in units if plan.has_unit(unit) for sub in plan.unit(unit).substitutes}


def _told(entry: OutboxEntry) -> Told:
    message = entry.notification
    return Told(
        unit=message.unit, kind=message.kind, level=message.level or Severity.S0, revision=message.revision,
        created_at=message.created_at, key=message.key, person=message.person,
    )  # fmt: skip


def _wide(tx: Tx, incident: Incident) -> tuple[tuple[Incident, frozenset[str]], ...]:
    """Only a school's incident can stand under one of the whole province."""
    if not incident.school:
        return ()
    ids = [wide for wide in tx.cases.wide(incident.incident_type) if wide != incident.id]
    found = (tx.incidents.get(wide) for wide in ids)
    still = [wide for wide in found if wide is not None and wide.is_open and is_province_wide(wide)]
    return tuple((wide, frozenset(in_thread(told_of(tx, wide)))) for wide in still)
