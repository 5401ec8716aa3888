"""Writing one event into a file, and reading case files: inside a transaction that somebody else opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.core.casework.cases import (
    CASE_FILE,
    Author,
    CaseBody,
    CaseFile,
    CaseMerged,
    FileEvent,
    Origin,
    case_file,
    is_sensitive,
)
from monitor.core.casework.rules import Around, refusal
from monitor.core.clock import local_date
from monitor.core.incidents import Incident
from monitor.core.plan import Plan
from monitor.store.database import Tx


@dataclass(frozen=True, slots=True)
class Written:
    """It stands in the file, as its event number `version`."""

    version: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody wrote after what the writer had read; nothing was written. `version` is the file's present one."""

    version: int
    by: Author | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Rejected:
    """The rules do not allow it; `reason` tells the person why and what to do (Vietnamese)."""

    reason: str


WriteOutcome = Written | Conflict | Rejected


def case_of(tx: Tx, incident_id: str) -> CaseFile:
    """The case file of one incident, as it stands."""
    return case_file(incident_id, tx.cases.events(CASE_FILE + incident_id))


def append(tx: Tx, file: str, body: object, *, by: Author, at: datetime, seen: int | None) -> Written | Conflict:
    """Add an event if the file is still at version `seen` (None = whatever it is: the act depends on nothing read)."""
    events = tx.cases.events(file)
    version = events[-1].version if events else 0
    if seen is not None and seen != version:
        last = events[-1] if events else None
        return Conflict(version, last.by if last else None, last.at if last else None)
    added = tx.cases.append(FileEvent(file, version + 1, at, by, body))
    assert added, "the transaction writes alone"
    tx.audit.add(at, by.person or by.unit, f"case.{type(body).__name__}", file, by.origin.value, person=by.login)
    return Written(version + 1)


def append_to_case(
    tx: Tx, plan: Plan, incident: Incident, body: CaseBody, *, by: Author, at: datetime, seen: int | None
) -> WriteOutcome:
    """Add an event to an incident's case file, if the rules allow it and nobody wrote meanwhile."""
    case = case_of(tx, incident.id)
    if seen is not None and seen != case.version:
        last = case.log[-1] if case.log else None
        return Conflict(case.version, last.by if last else None, last.at if last else None)
    units = {unit.id for unit in plan.units_on(local_date(at))}
    reason = refusal(case, body, Around(by, at, units, sensitive=is_sensitive(incident, plan)))
    if reason is not None:
        return Rejected(reason)
    return append(tx, CASE_FILE + incident.id, body, by=by, at=at, seen=case.version)


def keep_merged_case(tx: Tx, loser: Incident, survivor: Incident, *, at: datetime) -> None:
    """What was written about an incident that went into another one stays to be found from there."""
    if case_of(tx, loser.id).version:
        by = Author("Hệ thống", "", Origin.MACHINE)
        append(tx, CASE_FILE + survivor.id, CaseMerged(loser.id), by=by, at=at, seen=None)
