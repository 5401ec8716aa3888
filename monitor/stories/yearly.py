"""The six figures of the yearly report on speaking to the press (NĐ 244/2026 Điều 10), from incidents and tracks. Pure.

1. press conferences held; 2. times information was given at press briefings; 3. answers to the press / requests;
4. sudden cases spoken on / sudden cases (Điều 7.2-7.5); 5. cases spoken on in time / cases with a deadline (7.3, 7.4);
6. cases with a written demand for correction / cases in which the press was wrong (7.6).

The record holds no conferences and no briefings: a person counts those two. The year runs from 15 December to
14 December; which year it is, the caller says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.core.incidents import Incident, IncidentStatus, Veracity
from monitor.core.press.tracks import Track, TrackKind


@dataclass(frozen=True, slots=True)
class Ratio:
    """So many of so many, and the ids behind both, so that every number can be traced."""

    done: tuple[str, ...] = ()
    of: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{len(self.done)}/{len(self.of)}"


@dataclass(frozen=True, slots=True)
class YearlyFigures:
    """The six figures, in the order of the form. `conferences` and `briefings` are None while nobody counted them."""

    conferences: int | None
    briefings: int | None
    answers: Ratio
    spoken: Ratio
    in_time: Ratio
    corrections: Ratio


def yearly_figures(
    incidents: Iterable[Incident],
    tracks: Iterable[Track],
    *,
    start: datetime,
    end: datetime,
    conferences: int | None = None,
    briefings: int | None = None,
) -> YearlyFigures:
    """Count what began in `[start, end)`: an incident when its clock started, a track when it was opened.

    Incidents merged into others count with those; incidents of which nobody had to speak do not count.
    """
    alive = [incident for incident in incidents if incident.status is not IncidentStatus.MERGED]
    cases = [i for i in alive if i.clock is not None and start <= i.clock.started_at < end]
    opened = [track for track in tracks if start <= track.opened_at < end]
    questions = [track for track in opened if track.kind is TrackKind.PRESS_QUESTION]
    in_period = [incident for incident in alive if start <= incident.opened_at < end]
    return YearlyFigures(
        conferences=conferences,
        briefings=briefings,
        answers=Ratio(_closed(questions), _ids(questions)),
        spoken=_spoken(cases, questions),
        in_time=Ratio(tuple(i.id for i in cases if _in_time(i)), tuple(i.id for i in cases)),
        corrections=_corrections(in_period, [track for track in opened if track.kind is TrackKind.CORRECTION]),
    )


def _spoken(cases: Sequence[Incident], questions: Sequence[Track]) -> Ratio:
    """Cases with a clock, and questions of the press that belong to none of them (Điều 7.5)."""
    known = {incident.id for incident in cases}
    apart = [track for track in questions if track.incident_id not in known]
    answered = {track.incident_id for track in questions if track.closed_at is not None}
    spoken = tuple(i.id for i in cases if _statement_at(i) is not None or i.id in answered)
    return Ratio((*spoken, *_closed(apart)), (*(i.id for i in cases), *_ids(apart)))


def _corrections(incidents: Sequence[Incident], corrections: Sequence[Track]) -> Ratio:
    """Cases of false press reports: found false with a press body among the tellers, or a correction was asked for."""
    asked = tuple(dict.fromkeys(track.incident_id or track.id for track in corrections))
    false = (i.id for i in incidents if i.veracity is Veracity.REFUTED and i.press_origins)
    return Ratio(asked, tuple(dict.fromkeys((*asked, *false))))


def _statement_at(incident: Incident) -> datetime | None:
    return incident.clock.stopped_at if incident.clock is not None else None


def _in_time(incident: Incident) -> bool:
    spoken_at = _statement_at(incident)
    return spoken_at is not None and incident.clock is not None and spoken_at <= incident.clock.due_at


def _closed(tracks: Iterable[Track]) -> tuple[str, ...]:
    return tuple(track.id for track in tracks if track.closed_at is not None)


def _ids(tracks: Iterable[Track]) -> tuple[str, ...]:
    return tuple(track.id for track in tracks)
