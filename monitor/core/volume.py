"""How many independent voices speak of what, by day: what is counted, and what stood out. Only types and their ids."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

WINDOW = timedelta(hours=6)
"""A day is cut into four windows of local time: 0-6, 6-12, 12-18, 18-24."""
WINDOWS_A_DAY = 4
EVERYTHING = "*"
"""The series of all items, wherever they come from: a day without any is a day the product did not listen."""
HOME = "home"
"""The series of everything counted at home: the rhythm of days and hours is read off it."""


@dataclass(frozen=True, slots=True)
class Series:
    """One thing that is counted: a theme in a place, or the arrivals of a story. `place` may be a province id."""

    theme: str = ""
    place: str = ""
    story_id: str = ""

    @property
    def id(self) -> str:
        """`theme:school-safety@ben-tre/ba-tri` or `story:st-q1`."""
        return f"story:{self.story_id}" if self.story_id else f"theme:{self.theme}@{self.place}"


@dataclass(frozen=True, slots=True)
class WindowCount:
    """How many independent voices one series got in one window (0-3) of one local day."""

    series: str
    day: date
    window: int
    count: int


class Span(StrEnum):
    """What a finding is about: the local day so far, or the present six hours."""

    DAY = "day"
    WINDOW = "window"


@dataclass(frozen=True, slots=True)
class Finding:
    """A series that is louder than its past explains, after control of false discoveries.

    `expected` is the mean count of such a day or window, `p_value` the chance of `observed` or more under the past.
    `inhibited_by` is the calendar phase in which the theme is expected to be loud: nothing follows from it then.
    """

    series: Series
    span: Span
    observed: int
    expected: float
    p_value: float
    inhibited_by: str | None = None


@dataclass(frozen=True, slots=True)
class VolumeSignal:
    """A finding as it was acted on, at most one a series and day. `incident_id` is the incident it raised.

    Without an incident it is a note for the desk: a candidate to look at, never a push. `text` is the Vietnamese
    sentence that staff read, `item_id` the latest item behind it.
    """

    series: Series
    day: date
    at: datetime
    span: Span
    observed: int
    expected: float
    p_value: float
    text: str
    item_id: str
    incident_id: str | None = None
    inhibited_by: str | None = None
