"""The six figures of the yearly report, from incidents and tracks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.core.incidents import IncidentStatus, StatementClock, Veracity
from monitor.core.press.tracks import Track, TrackKind
from monitor.stories.yearly import yearly_figures
from tests.fakes.store_rows import T0, an_incident

DAY = timedelta(days=1)
YEAR = {"start": T0 - 30 * DAY, "end": T0 + 335 * DAY}


def a_case(incident_id: str, *, spoken_after_h: float | None = None, started=T0, **fields):
    stopped = None if spoken_after_h is None else started + timedelta(hours=spoken_after_h)
    clock = StatementClock("2026-07", "received_at", started, started + DAY, stopped)
    return an_incident(incident_id, **({"clock": clock} | fields))


def a_track(track_id: str, kind: TrackKind, *, closed: bool = False, incident_id: str | None = None, at=T0) -> Track:
    return Track(track_id, incident_id, kind, at, at + 15 * DAY, "15 ngày làm việc", at + DAY if closed else None)


INCIDENTS = [
    a_case("spoken", spoken_after_h=10),
    a_case("late", spoken_after_h=30),
    a_case("silent"),
    a_case("asked"),
    a_case("last year", spoken_after_h=1, started=T0 - 40 * DAY, opened_at=T0 - 40 * DAY),
    a_case("merged", spoken_after_h=1, status=IncidentStatus.MERGED),
    an_incident("small", clock=None),
    an_incident("false", clock=None, veracity=Veracity.REFUTED, press_origins=2),
    an_incident("rumour", clock=None, veracity=Veracity.REFUTED, press_origins=0),
]
TRACKS = [
    a_track("q1", TrackKind.PRESS_QUESTION, closed=True, incident_id="asked"),
    a_track("q2", TrackKind.PRESS_QUESTION),
    a_track("q3", TrackKind.PRESS_QUESTION, closed=True, at=T0 - 40 * DAY),
    a_track("p1", TrackKind.PETITION),
    a_track("k1", TrackKind.CORRECTION, incident_id="late"),
    a_track("k2", TrackKind.CORRECTION),
]
FIGURES = yearly_figures(INCIDENTS, TRACKS, **YEAR, briefings=3)


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        pytest.param(FIGURES.conferences, None, id="1 conferences: nobody counted them"),
        pytest.param(FIGURES.briefings, 3, id="2 briefings: as a person counted"),
        pytest.param(str(FIGURES.answers), "1/2", id="3 answers"),
        pytest.param(str(FIGURES.spoken), "3/5", id="4 cases spoken on"),
        pytest.param(str(FIGURES.in_time), "1/4", id="5 in time"),
        pytest.param(str(FIGURES.corrections), "2/3", id="6 corrections"),
    ],
)
def test_the_six_figures(figure, expected):
    assert figure == expected


def test_every_number_can_be_traced():
    assert FIGURES.in_time.done == ("spoken",)
    assert set(FIGURES.spoken.of) == {"spoken", "late", "silent", "asked", "q2"}
    assert set(FIGURES.corrections.of) == {"late", "k2", "false"}


def test_an_empty_year():
    empty = yearly_figures([], [], **YEAR)
    assert [str(r) for r in (empty.answers, empty.spoken, empty.in_time, empty.corrections)] == ["0/0"] * 4
