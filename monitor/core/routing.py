"""The question a route answers, and its answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from monitor.core.labels import EducationLevel, Severity, Territory


@dataclass(frozen=True, slots=True)
class RouteQuery:
    """What is known of an incident when asking who is responsible. `places` are place ids, best first."""

    themes: tuple[str, ...]
    incident_type: str
    levels: tuple[EducationLevel, ...]
    places: tuple[str, ...]
    territory: Territory
    severity: Severity
    day: date


@dataclass(frozen=True, slots=True)
class Routed:
    """Unit ids: `units` must act, `copies` are informed. Never empty: the root route always matches."""

    units: tuple[str, ...]
    copies: tuple[str, ...]
