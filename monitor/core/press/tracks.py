"""Duties toward the press that run beside an incident: corrections asked for, questions to answer, petitions passed on.

Only the type: due dates are worked out by `monitor.stories.tracks`, storage and screens belong to the case file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TrackKind(StrEnum):
    """What is being waited for.

    `correction`: the department asked a press body to correct, or to explain what it printed; `press-question`: a press
    body asked for an answer; `petition`: a press body passed on a citizen's opinion, petition or criticism.
    """

    CORRECTION = "correction"
    PRESS_QUESTION = "press-question"
    PETITION = "petition"


@dataclass(frozen=True, slots=True)
class Track:
    """One duty with its deadline. `opened_at` is when the paper was sent (correction) or received (the others).

    `incident_id` is None for what belongs to no incident. `due_at` is the last minute of the last day, local time.
    `basis` is the Vietnamese sentence that says by which rule it was counted. `closed_at` is None while it is open:
    the correction was seen, the answer was given. `note` is free text of staff.
    """

    id: str
    incident_id: str | None
    kind: TrackKind
    opened_at: datetime
    due_at: datetime
    basis: str
    closed_at: datetime | None = None
    note: str = ""

    def is_overdue(self, now: datetime) -> bool:
        """Whether the deadline passed without an end."""
        return self.closed_at is None and now > self.due_at

    @property
    def in_time(self) -> bool | None:
        """Whether it ended by its deadline; None while it is open."""
        return None if self.closed_at is None else self.closed_at <= self.due_at
