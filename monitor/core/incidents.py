"""An incident: a story that matters, with a level, a confidence and a life. Snapshots, never changed in place."""

from __future__ import annotations

import hashlib
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
    """Apart from status and level: whether an authority has spoken about the core fact.

    SATIRE: it began as a joke, as the press or an office says; OLD: true or not, it is of long ago and nothing new.
    """

    UNVERIFIED = "unverified"
    CONFIRMED = "confirmed"
    REFUTED = "refuted"
    SATIRE = "satire"
    OLD = "old"


RETRACTED = frozenset({Veracity.REFUTED, Veracity.SATIRE})
"""What turned out not to be so: it wakes nobody who has not heard of it, and is corrected to those who have."""


class Change(StrEnum):
    """What makes a change material, that is, worth telling those who were told."""

    LEVEL_UP = "level-up"
    LEVEL_DOWN = "level-down"
    COUNT_STEP = "count-step"
    NEW_FACT = "new-fact"
    PLACE_RESOLVED = "place-resolved"
    FIRST_PRESS = "first-press"
    OFFICIAL_WORD = "official-word"
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
    volume_score: int = 0
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
    clock_held_until: datetime | None = None
    """When a warning that came due in the quiet hours goes out; None when none waits."""
    acknowledged_at: datetime | None = None
    acknowledged_by: str | None = None
    acknowledged_level: Severity | None = None
    closed_at: datetime | None = None
    outcome: str | None = None
    watched_until: datetime | None = None
    """Until when a closed one is watched, as who closed it decided; None = the usual time."""
    merged_into: str | None = None
    linked_to: str | None = None
    """The closed incident of the same story that this one takes up again, after its watch was over."""
    wave: int = 0
    """Accounts that spread one text word for word: one origin, however many (0: fewer than three)."""
    official_origins: int = 0

    @property
    def handling_mark(self) -> str:
        """A short mark of all that people decide on: another one once somebody acted or the case changed materially."""
        clock = self.clock
        seen = (
            self.status, self.level, self.veracity, self.revision, self.level_override, self.confirmed_by,
            self.received_at, self.determined_at, self.acknowledged_at, self.outcome, self.merged_into,
            clock and clock.stopped_at,
        )  # fmt: skip
        return hashlib.sha256("|".join(map(str, seen)).encode()).hexdigest()[:16]

    @property
    def order_score(self) -> int:
        """For order between incidents, 0-100: the score of the content, raised by an unusual volume around it."""
        return min(100, self.score + self.volume_score)

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
            Veracity.SATIRE: "da-bac-bo",
            Veracity.OLD: "chua-kiem-chung",
        }
        labels = [names[self.veracity]]
        if self.is_old:
            labels.append("tin-cu")
        if self.territory is Territory.OTHER:
            labels.append("ngoai-tinh")
        return tuple(labels)
