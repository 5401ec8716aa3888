"""Which series are louder today than their past explains: one decision over all of them. Pure, told the time.

Each active series is tested on the local day so far and on the present six hours. The whole day's exposure stands
against the day so far, so a morning is never judged by its speed alone. All tests of a tick share one false discovery
rate; below three voices nothing is a burst, and before two weeks of listening nothing stands out: the first days of an
installation would all be bursts. A theme that the calendar expects to be loud is compared with days of the same kind
only, and what it shows is inhibited: it has no effect. Content has its own way and is never inhibited.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from monitor.core.plan import CalendarPhase, Plan
from monitor.core.volume import Finding, Series, Span
from monitor.signals.baseline import STORY_PRIOR, Baseline, Fit, Rhythm, fit_counted, fit_past
from monitor.signals.tail import believed

HISTORY_DAYS = 56
"""Eight weeks."""
GUARD_DAYS = 2
"""The last days before today are left out, or the beginning of a burst would explain its middle."""
LAST_YEAR = timedelta(days=364)
"""The same weekday a year before; asked when a phase has just begun or ended and days of its kind are few."""
AROUND = timedelta(days=28)
MIN_DAYS = 14
"""Days of the same kind without which a series has no signal."""
MIN_COUNT = 3
"""Facts: detection, finding 5."""
FALSE_RATE = 0.05
"""Part of the findings that may be false. Over a simulated calm year of 126 series this gives 1.3 notes a month (0.3 at
0.01) and finds eight more voices the same day in 80 % of cases (68 %): `python -m bench.volume`."""
MAX_CHANCE = 1e-3
"""No single test may be less sure than this, however many others there are."""


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of the days before. `listened`: the days, of this history and of a year ago, with any arrivals.

    `cells` are daily counts by series id; `story_days` and `story_windows` say how many story-days (story-windows) had
    so many voices; `known_series` is how many theme series there ever were.
    """

    listened: frozenset[date] = frozenset()
    cells: Mapping[str, Mapping[date, int]] = field(default_factory=dict)
    story_days: Mapping[int, int] = field(default_factory=dict)
    story_windows: Mapping[int, int] = field(default_factory=dict)
    known_series: int = 0


@dataclass(frozen=True, slots=True)
class Present:
    """Today so far: voices of the day and of the present window by series; `story_themes` by story id."""

    day: date
    window: int
    days: Mapping[Series, int]
    windows: Mapping[Series, int]
    story_themes: Mapping[str, Collection[str]] = field(default_factory=dict)


def history_of(day: date) -> tuple[date, date]:
    """First day of the history of a day, and the day after its last one."""
    end = day - timedelta(days=GUARD_DAYS)
    return end - timedelta(days=HISTORY_DAYS), end


def year_before(day: date) -> tuple[date, date]:
    """First day of the same time of the last school year, and the day after its last one."""
    middle = day - LAST_YEAR
    return middle - AROUND, middle + AROUND


def judge(present: Present, past: Past, *, plan: Plan, rhythm: Rhythm) -> tuple[Finding, ...]:
    """Everything that stands out, the surest first, one finding a series. The order of what is given is no matter."""
    tried = tuple(_tests(present, past, plan=plan, rhythm=rhythm))
    made = max(2 * past.known_series, len(tried), 1)
    stands = believed([test.p_value for test in tried], rate=FALSE_RATE, tests=made)
    found = [
        test
        for test, stood in zip(tried, stands, strict=True)
        if stood and test.p_value <= MAX_CHANCE and test.observed >= MIN_COUNT
    ]
    best: dict[Series, Finding] = {}
    for finding in sorted(found, key=lambda f: (f.p_value, f.series.id, f.span)):
        best.setdefault(finding.series, finding)
    return tuple(replace(f, inhibited_by=_inhibition(f.series, present, plan)) for f in best.values())


def phase_of(theme: str, day: date, phases: Sequence[CalendarPhase]) -> CalendarPhase | None:
    """The phase in which a theme is expected to be loud on a day, None when it is not. Phases may span New Year."""
    return next((phase for phase in phases if theme in phase.themes and _within(phase, day)), None)


def _tests(present: Present, past: Past, *, plan: Plan, rhythm: Rhythm) -> Iterator[Finding]:
    first, end = history_of(present.day)
    recent = sorted(day for day in past.listened if first <= day < end)
    for span, counts in ((Span.DAY, present.days), (Span.WINDOW, present.windows)):
        day_long = span is Span.DAY
        stories = _pool(past.story_days if day_long else past.story_windows)
        exposure = rhythm.of_day(present.day) if day_long else rhythm.of_window(present.day, present.window)
        for series, observed in counts.items():
            if not series.story_id:
                days = _same_kind(series.theme, present.day, past.listened, plan)
                if len(days) >= MIN_DAYS:
                    usual = _cell(past.cells.get(series.id, {}), days, rhythm).over(exposure)
                    yield Finding(series, span, observed, usual.mean, usual.chance(observed))
            elif len(recent) >= MIN_DAYS:
                # A story is there because of its first voice: the question is how many more there are.
                yield Finding(series, span, observed, 1 + stories.mean, stories.chance(observed - 1))


def _same_kind(theme: str, today: date, listened: Collection[date], plan: Plan) -> list[date]:
    """Days in or out of the phases that expect the theme, as today is: the recent ones, at need last year's too."""

    def alike(first: date, end: date) -> list[date]:
        days = (day for day in listened if first <= day < end)
        return sorted(day for day in days if (phase_of(theme, day, plan.phases) is not None) is expected)

    expected = phase_of(theme, today, plan.phases) is not None
    recent = alike(*history_of(today))
    return recent if len(recent) >= MIN_DAYS else [*alike(*year_before(today)), *recent]


def _cell(counts: Mapping[date, int], days: Sequence[date], rhythm: Rhythm) -> Fit:
    """The past of a theme in a place."""
    return fit_past((rhythm.of_day(day), counts.get(day, 0)) for day in days)


def _pool(histogram: Mapping[int, int]) -> Baseline:
    """What any story may get, from all stories together."""
    return fit_counted({(1.0, voices - 1): times for voices, times in histogram.items()}, STORY_PRIOR).over(1.0)


def _inhibition(series: Series, present: Present, plan: Plan) -> str | None:
    """The phase that expects all of the series' themes to be loud."""
    themes = present.story_themes.get(series.story_id, ()) if series.story_id else (series.theme,)
    phases = [phase_of(theme, present.day, plan.phases) for theme in sorted(themes)]
    expected = [phase.id for phase in phases if phase is not None]
    return expected[0] if expected and len(expected) == len(phases) else None


def _within(phase: CalendarPhase, day: date) -> bool:
    today = (day.month, day.day)
    if phase.start <= phase.end:
        return phase.start <= today <= phase.end
    return today >= phase.start or today <= phase.end
