"""The communication plan as data: themes, incident types, units, routes, calendar, legal profiles, alert settings.

Everything that changes with an organisation, a province or a law carries validity dates (both inclusive) and is
chosen by the date of the event. `monitor.core.config.plan_file` reads and checks `plan.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TypeVar

from monitor.core.errors import MonitorError
from monitor.core.labels import EducationLevel, Severity

_Row = TypeVar("_Row", "Theme", "IncidentType", "Unit")


_PLACE_IN_NAME = re.compile(r"(?<!\w)(?:thành phố|thị xã|thị trấn|huyện|phường|xã) .+")
# Case matters: «Phòng Văn hóa - Xã hội xã Ba Tri» names the commune in small letters only.
_PHONE = re.compile(r"(?:0|\+?84)\d{9,10}")
"""Nine figures after the first of a mobile telephone, ten of a desk's with its area code (`0275 3822 300`)."""
_MOBILE = re.compile(r"(?:0|\+?84)[35789]\d{8}")
_BETWEEN_FIGURES = re.compile(r"[\s.()-]")


def is_phone(text: str) -> bool:
    """Whether somebody can be called there; blanks, dots, dashes and brackets may part the figures."""
    return _PHONE.fullmatch(_BETWEEN_FIGURES.sub("", text)) is not None


def is_mobile(text: str) -> bool:
    """Whether the telephone also takes messages."""
    return _MOBILE.fullmatch(_BETWEEN_FIGURES.sub("", text)) is not None


def _covers(day: date, valid_from: date | None, valid_to: date | None) -> bool:
    return (valid_from is None or valid_from <= day) and (valid_to is None or day <= valid_to)


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme of the plan. `phrases` are what the press and posts say; matched with accents when they have some."""

    id: str
    section: str
    name: str
    purpose: str
    phrases: tuple[str, ...]
    parent: str | None = None
    levels: tuple[EducationLevel, ...] = ()
    lead: tuple[str, ...] = ()
    copy: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IncidentType:
    """What can go wrong. `restricted` incidents (suicide, sexual abuse) are shown to fewer people."""

    id: str
    name: str
    theme: str
    default_severity: Severity
    phrases: tuple[str, ...]
    units: tuple[str, ...] = ()
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """A duty person; empty strings mean no such address. Fields as in `monitor.core.notifications.Recipient`."""

    person: str
    email: str = ""
    zalo: str = ""
    zalo_oa: str = ""
    zalo_group: str = ""
    telegram: str = ""
    phone: str = ""
    prefers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A department, district office, commune office or school that can be told.

    `role` is one of `leadership`, `spokesperson`, `office`, `department`, `district`, `commune`, `attached`.
    `place` is the place id it answers for (district, commune) or the id of its school. `substitutes` are unit ids.
    """

    id: str
    name: str
    role: str
    contacts: tuple[Contact, ...] = ()
    substitutes: tuple[str, ...] = ()
    place: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    monthly_report: bool = False

    @property
    def place_name(self) -> str:
        """`Phòng GD&ĐT huyện Ba Tri` → `huyện Ba Tri`; the whole name when it names no kind of place."""
        found = _PLACE_IN_NAME.search(self.name)
        return found.group() if found else self.name

    def valid_on(self, day: date) -> bool:
        """Whether the unit exists on that day."""
        return _covers(day, self.valid_from, self.valid_to)


@dataclass(frozen=True, slots=True)
class Route:
    """One branch of the routing tree: empty conditions match everything. Later matching routes add their units.

    `units` act (they are pushed); `copies` are informed. `stop` ends the search after a match.
    """

    units: tuple[str, ...]
    copies: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    incident_types: tuple[str, ...] = ()
    levels: tuple[EducationLevel, ...] = ()
    min_severity: Severity = Severity.S0
    stop: bool = False
    valid_from: date | None = None
    valid_to: date | None = None

    def valid_on(self, day: date) -> bool:
        """Whether the route is in force on that day."""
        return _covers(day, self.valid_from, self.valid_to)


@dataclass(frozen=True, slots=True)
class CalendarPhase:
    """A part of the school year in which some themes are expected to be loud; months and days recur yearly."""

    id: str
    name: str
    start: tuple[int, int]
    end: tuple[int, int]
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day off (inclusive range of dates)."""

    name: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class LegalProfile:
    """The clocks of one legal period, chosen by the date of the event.

    `statement_basis`: `happened_at` (fallback first seen) or `received_or_determined` (only people set those).
    """

    id: str
    name: str
    law: str
    statement_hours: float
    statement_basis: str
    valid_from: date | None = None
    valid_to: date | None = None
    warnings: tuple[float, ...] = (0.5, 0.75, 0.9)
    internal_target_hours: float | None = None
    publish_authorisation_hours: float | None = None

    def valid_on(self, day: date) -> bool:
        """Whether the profile governs events of that day."""
        return _covers(day, self.valid_from, self.valid_to)


@dataclass(frozen=True, slots=True)
class Duty:
    """A periodic duty, e.g. the monthly report due on day 14 (end of day) from units of some roles."""

    id: str
    name: str
    roles: tuple[str, ...]
    due_day: int
    reminder_days: tuple[int, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class EscalationStep:
    """What happens when nobody acknowledges: `after` the push, tell `targets`.

    Targets: `unit` (the pushed units again), `substitute`, `everyone`, or unit ids such as `van-phong`. The step comes
    `repeat_times` more, every `repeat_every`, and is given up one such gap after the last.
    """

    level: Severity
    after: timedelta
    targets: tuple[str, ...]
    repeat_every: timedelta = timedelta()
    repeat_times: int = 0

    @property
    def moments(self) -> tuple[timedelta, ...]:
        """Every time it comes, counted from the push."""
        return tuple(self.after + self.repeat_every * count for count in range(self.repeat_times + 1))

    @property
    def given_up_after(self) -> timedelta | None:
        """When a person must take over because the step was repeated in vain; None for one that comes once."""
        return self.moments[-1] + self.repeat_every if self.repeat_times else None


@dataclass(frozen=True, slots=True)
class AlertSettings:
    """Delivery policy. Times are local wall-clock times."""

    office_unit: str
    spokesperson_unit: str
    leadership_unit: str
    push_confidence: float
    budget_pushes: int
    budget_window: timedelta
    quiet_from: time
    quiet_to: time
    group_wait: Mapping[Severity, timedelta]
    digest_times: tuple[time, ...]
    leadership_delay: timedelta
    update_gap: timedelta
    escalation: tuple[EscalationStep, ...]
    silence_max: timedelta
    source_silent_after: timedelta
    channels: tuple[str, ...]
    send_attempts: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole plan, checked. `version` is a short hash of the file's content."""

    name: str
    version: str
    organisation: str
    home_province: str
    themes: tuple[Theme, ...]
    incident_types: tuple[IncidentType, ...]
    units: tuple[Unit, ...]
    routes: tuple[Route, ...]
    phases: tuple[CalendarPhase, ...]
    holidays: tuple[Holiday, ...]
    legal_profiles: tuple[LegalProfile, ...]
    duties: tuple[Duty, ...]
    alerts: AlertSettings

    def theme(self, theme_id: str) -> Theme:
        """Find a theme; raises MonitorError when the plan has none of that id."""
        return _find(self.themes, theme_id)

    def incident_type(self, type_id: str) -> IncidentType:
        """Find an incident type; raises MonitorError when the plan has none of that id."""
        return _find(self.incident_types, type_id)

    def unit(self, unit_id: str) -> Unit:
        """Find a unit of any period; raises MonitorError when the plan has none of that id."""
        return _find(self.units, unit_id)

    def has_unit(self, unit_id: str) -> bool:
        """Whether the plan knows the unit, in whatever period."""
        return any(unit.id == unit_id for unit in self.units)

    def units_on(self, day: date) -> tuple[Unit, ...]:
        """Units that exist on a day."""
        return tuple(unit for unit in self.units if unit.valid_on(day))

    def legal_profile_on(self, day: date) -> LegalProfile:
        """The legal profile that governs events of a day; the plan check guarantees exactly one."""
        for profile in self.legal_profiles:
            if profile.valid_on(day):
                return profile
        raise MonitorError(f"no legal profile covers {day}")


def _find(rows: tuple[_Row, ...], row_id: str) -> _Row:
    for row in rows:
        if row.id == row_id:
            return row
    raise MonitorError(f"the plan has no {row_id!r}")
