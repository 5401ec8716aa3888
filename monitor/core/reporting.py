"""What is kept of reports: files that were made, reports that units sent, good news that units nominated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """One file of a report as it was made; `number` orders them, `content` is read only when asked for.

    `subject` is what the report is about: the last day of its period, and the unit or incident for kinds that have one.
    """

    number: int
    kind: str
    subject: str
    name: str
    size: int
    sha256: str
    made_at: datetime
    made_by: str


@dataclass(frozen=True, slots=True)
class UnitReport:
    """A unit's monthly report. `month` is the last day of its period; `is_nil` reports that there was nothing.

    `summary` is what goes into the department's report; `file_number` the archived upload, None for a form.
    """

    unit: str
    month: date
    received_at: datetime
    person: str
    is_nil: bool
    summary: str
    file_number: int | None = None


class Consent(StrEnum):
    """Whether the people told of agreed that it is passed on (Luật Trẻ em 2016 Điều 21; NĐ 56/2017 Điều 36)."""

    NOT_ASKED = "not-asked"
    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Nomination:
    """Good news proposed for the Ministry's office: found by the machine (`unit` empty) or named by a unit."""

    number: int
    unit: str
    title: str
    why: str
    url: str
    item_id: str | None
    consent: Consent
    added_at: datetime
    added_by: str
