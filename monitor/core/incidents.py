"""An incident: a story that matters, with a level, a confidence and a life. Snapshots, never changed in place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.core.labels import Severity, Territory
from monitor.core.notifications import CitedReason


class IncidentStatus(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    MERGED = "merged"


class Veracity(StrEnum):
    """Apart from status and level: whether an authority has spoken about the core fact."""

    UNVERIFIED = "unverified"
    CONFIRMED = "confirmed"
    REFUTED = "refuted"


class Change(StrEnum):
    """What makes a change material, that is, worth telling those who were told."""

    LEVEL_UP = "level-up"
    LEVEL_DOWN = "level-down"
    COUNT_STEP = "count-step"
    NEW_FACT = "new-fact"
    PLACE_RESOLVED = "place-resolved"
    FIRST_PRESS = "first-press"
    CONFIRMED = "confirmed"
    DENIED = "denied"
    CORRECTED = "corrected"
    CONFIDENCE_UP = "confidence-up"
    UNITS = "units"


@dataclass(frozen=True, slots=True)
class StatementClock:
    """The legal clock for a first statement.

    `basis` is what it is counted from: `happened_at`, `first_seen_at`, `received_at` or `determined_at`.
    """

    profile: str
    basis: str
    started_at: datetime
    due_at: datetime
    stopped_at: datetime | None = None
    statement_url: str | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident as it stands. Times are aware; a missing one has not happened (yet)."""

    id: str
    story_id: str
    status: IncidentStatus
    level: Severity
    confidence: float
    veracity: Veracity
    territory: Territory
    title: str
    incident_type: str
    themes: tuple[str, ...]
    education_levels: tuple[str, ...]
    places: tuple[str, ...]
    place_name: str
    school: str
    units: tuple[str, ...]
    copy_units: tuple[str, ...]
    item_ids: tuple[str, ...]
    origins: int
    copies: int
    press_origins: int
    counts: tuple[tuple[str, int], ...]
    reasons: tuple[CitedReason, ...]
    revision: int
    changes: tuple[Change, ...]
    opened_at: datetime
    updated_at: datetime
    first_seen_at: datetime
    level_since: datetime
    score: int = 0
    fact_kinds: tuple[str, ...] = ()
    confidence_parts: tuple[tuple[str, float], ...] = ()
    is_old: bool = False
    level_override: Severity | None = None
    machine_level: Severity = Severity.S0
    confirmed_by: str | None = None
    happened_at: datetime | None = None
    happened_precision: str | None = None
    received_at: datetime | None = None
    determined_at: datetime | None = None
    clock: StatementClock | None = None
    clock_warned: float = 0.0
    acknowledged_at: datetime | None = None
    acknowledged_by: str | None = None
    acknowledged_level: Severity | None = None
    closed_at: datetime | None = None
    outcome: str | None = None
    merged_into: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still needs handling."""
        return self.status is IncidentStatus.OPEN

    def evidence(self, limit: int = 3) -> tuple[str, ...]:
        """The words that count most, each once; a quote that stands inside another is left out."""
        kept: list[str] = []
        for reason in self.reasons:
            if not any(reason.text.casefold() in text.casefold() for text in kept):
                kept = [text for text in kept if text.casefold() not in reason.text.casefold()] + [reason.text]
        return tuple(kept[:limit])

    @property
    def labels(self) -> tuple[str, ...]:
        """Labels for messages: veracity first, then age and territory."""
        names = {
            Veracity.UNVERIFIED: "chua-kiem-chung",
            Veracity.CONFIRMED: "da-xac-nhan",
            Veracity.REFUTED: "da-bac-bo",
        }
        labels = [names[self.veracity]]
        if self.is_old:
            labels.append("tin-cu")
        if self.territory is Territory.OTHER:
            labels.append("ngoai-tinh")
        return tuple(labels)
