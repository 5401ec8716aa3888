"""Which series stand out: outbreaks do, calm years hardly ever, calendar phases have no effect."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.plan import CalendarPhase
from monitor.core.volume import Series, Span
from monitor.signals.baseline import USUAL_SHARES, Rhythm
from monitor.signals.judging import Past, Present, history_of, judge, phase_of, year_before
from tests.fakes.plans import a_plan

TODAY = date(2022, 10, 12)
FEES = Series(theme="inspection", place="ben-tre/ba-tri")
EXAMS = Series(theme="exams-admissions", place="ben-tre/ba-tri")
STORY = Series(story_id="c1")
EXAM_WEEKS = CalendarPhase("exam", "Thi", (10, 1), (10, 20), ("exams-admissions",))
TET = CalendarPhase("tet", "Tết", (12, 20), (1, 10), ("sector-events",))
PLAN = a_plan(phases=(EXAM_WEEKS, TET))
EVEN = Rhythm()


def listened(day: date = TODAY) -> frozenset[date]:
    first, end = history_of(day)
    return frozenset(first + timedelta(days=n) for n in range((end - first).days))


def now(*, window: int = 2, themes: tuple[str, ...] = (), **counts: dict[Series, int]) -> Present:
    days = counts.get("days", {})
    return Present(TODAY, window, days, counts.get("windows", {}), {"c1": themes})


def found(present: Present, past: Past) -> dict[Series, Span]:
    return {finding.series: finding.span for finding in judge(present, past, plan=PLAN, rhythm=EVEN)}


@pytest.mark.parametrize(
    ("voices", "usual", "stands"),
    [
        pytest.param(2, 0, False, id="two are never a burst"),
        pytest.param(4, 0, True, id="four where nobody speaks"),
        pytest.param(4, 2, False, id="four where two are usual"),
        pytest.param(20, 2, True, id="twenty where two are usual"),
        pytest.param(9, 8, False, id="nine where eight are usual"),
    ],
)
def test_what_is_louder_than_usual(voices, usual, stands):
    past = Past(listened(), {FEES.id: dict.fromkeys(listened(), usual)}, known_series=40)
    assert bool(found(now(days={FEES: voices}), past)) is stands


def test_before_two_weeks_nothing_stands_out():
    week = frozenset(sorted(listened())[-7:])
    assert found(now(days={FEES: 30, STORY: 30}), Past(week)) == {}


def test_with_no_past_at_all_nothing_fails():
    assert judge(now(days={FEES: 30, STORY: 30}), Past(), plan=PLAN, rhythm=EVEN) == ()


def test_six_hours_may_stand_out_when_the_day_does_not():
    past = Past(listened(), {FEES.id: dict.fromkeys(listened(), 2)}, known_series=40)
    assert found(now(window=0, days={FEES: 6}, windows={FEES: 6}), past) == {FEES: Span.WINDOW}


def test_an_expected_theme_is_inhibited_and_says_by_what():
    first, end = year_before(TODAY)
    year_ago = frozenset(first + timedelta(days=n) for n in range((end - first).days))
    past = Past(listened() | year_ago, known_series=40)
    (exams,) = judge(now(days={EXAMS: 12}), past, plan=PLAN, rhythm=EVEN)
    assert exams.inhibited_by == "exam"
    (fees,) = judge(now(days={FEES: 12}), past, plan=PLAN, rhythm=EVEN)
    assert fees.inhibited_by is None


def test_an_expected_theme_is_compared_with_days_of_its_kind():
    first, end = year_before(TODAY)
    year_ago = frozenset(first + timedelta(days=n) for n in range((end - first).days))
    loud = {day: 12 for day in year_ago if phase_of("exams-admissions", day, PLAN.phases)}
    past = Past(listened() | year_ago, {EXAMS.id: loud}, known_series=40)
    assert found(now(days={EXAMS: 14}), past) == {}


@pytest.mark.parametrize(
    ("themes", "phase"),
    [
        pytest.param(("exams-admissions",), "exam", id="all expected"),
        pytest.param(("exams-admissions", "school-safety"), None, id="one is not"),
        pytest.param((), None, id="no theme"),
    ],
)
def test_a_story_is_inhibited_only_when_all_its_themes_are_expected(themes, phase):
    past = Past(listened(), story_days={1: 300, 2: 40, 3: 8}, known_series=40)
    (story,) = judge(now(themes=themes, days={STORY: 14}), past, plan=PLAN, rhythm=EVEN)
    assert story.inhibited_by == phase
    assert story.observed == 14


def test_a_story_of_three_voices_is_none_to_note():
    past = Past(listened(), story_days={1: 300, 2: 40, 3: 8}, known_series=40)
    assert found(now(days={STORY: 3}), past) == {}


@pytest.mark.parametrize(
    ("day", "theme", "phase"),
    [
        pytest.param(date(2022, 12, 31), "sector-events", "tet", id="before New Year"),
        pytest.param(date(2023, 1, 10), "sector-events", "tet", id="last day, after it"),
        pytest.param(date(2023, 1, 11), "sector-events", None, id="over"),
        pytest.param(date(2023, 1, 1), "staffing", None, id="another theme"),
    ],
)
def test_phases_may_span_new_year(day, theme, phase):
    known = phase_of(theme, day, PLAN.phases)
    assert (known.id if known else None) == phase


@given(st.lists(st.integers(0, 6), min_size=40, max_size=54), st.integers(3, 60))
def test_more_voices_are_never_less_sure(history, voices):
    days = sorted(listened())[-len(history) :]
    past = Past(frozenset(days), {FEES.id: dict(zip(days, history, strict=True))}, known_series=1)
    chances = [
        next((f.p_value for f in judge(now(days={FEES: n}), past, plan=PLAN, rhythm=EVEN)), 1.0)
        for n in (voices, voices + 1)
    ]
    assert chances[1] <= chances[0]


@given(st.randoms(use_true_random=False))
def test_the_order_of_series_is_no_matter(random):
    series = [Series(theme="inspection", place=f"ben-tre/h{n}") for n in range(12)]
    counts = {one: 1 + 2 * number for number, one in enumerate(series)}
    past = Past(listened(), known_series=40)
    shuffled = dict(random.sample(list(counts.items()), len(counts)))
    assert judge(now(days=shuffled), past, plan=PLAN, rhythm=EVEN) == judge(
        now(days=counts), past, plan=PLAN, rhythm=EVEN
    )


CELLS = [Series(theme=f"t{n}", place="ben-tre/ba-tri") for n in range(60)]


def a_calm_season(days: int) -> dict[Series, np.ndarray]:
    """Overdispersed counts (k = 2) around rates from 0.02 to 2 a day, by series, day and window."""
    random = np.random.default_rng(11)
    counts = {}
    for series in CELLS:
        mean = np.exp(random.uniform(np.log(0.02), np.log(2.0)))
        totals = random.negative_binomial(2.0, 2.0 / (2.0 + mean), size=days)
        counts[series] = random.multinomial(totals, USUAL_SHARES)
    return counts


def looks(counts: dict[Series, np.ndarray], number: int) -> Counter[Series]:
    """What stands out on one day, over its four windows."""
    first = TODAY - timedelta(days=number)
    start, end = history_of(TODAY)
    past_days = [start + timedelta(days=n) for n in range((end - start).days)]
    cells = {s.id: {d: int(rows[(d - first).days].sum()) for d in past_days} for s, rows in counts.items()}
    past = Past(frozenset(past_days), cells, known_series=len(counts))
    seen: Counter[Series] = Counter()
    for window in range(4):
        present = Present(
            TODAY, window, {s: int(r[number, : window + 1].sum()) for s, r in counts.items()},
            {s: int(r[number, window]) for s, r in counts.items()},
        )  # fmt: skip
        seen.update(f.series for f in judge(present, past, plan=replace(PLAN, phases=()), rhythm=EVEN))
    return seen


@pytest.mark.slow
def test_a_calm_quarter_brings_at_most_two_notes_a_month():
    counts = a_calm_season(58 + 90)
    assert sum(len(looks(counts, number)) for number in range(58, 148)) <= 6


@pytest.mark.slow
def test_an_outbreak_is_found_the_same_day():
    counts = a_calm_season(59)
    quiet = sorted(CELLS, key=lambda s: counts[s].sum())[:30]
    missed = []
    for series in quiet:
        rows = counts[series].copy()
        rows[58] += np.array([0, 4, 3, 1])
        if series not in looks(counts | {series: rows}, 58):
            missed.append(series)
    assert len(missed) <= 1
