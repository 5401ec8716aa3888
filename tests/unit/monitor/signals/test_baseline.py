"""What a past lets one expect: defined for any past, and not fooled by one outbreak."""

from __future__ import annotations

import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.plan import Holiday
from monitor.signals.baseline import STORY_PRIOR, USUAL_SHARES, Rhythm, fit_past, rhythm_of
from monitor.signals.judging import MAX_CHANCE

MONDAY = date(2022, 10, 3)
DAYS = [MONDAY + timedelta(days=n) for n in range(56)]
histories = st.lists(st.tuples(st.floats(0.2, 2.0), st.integers(0, 200)), max_size=80)


@given(histories, st.floats(0.01, 2.0), st.integers(0, 300))
def test_any_history_gives_a_finite_chance(history, exposure, observed):
    usual = fit_past(history).over(exposure)
    assert usual.mean > 0
    assert usual.size > 0
    assert math.isfinite(usual.chance(observed))


@pytest.mark.parametrize(
    ("history", "low", "high"),
    [
        pytest.param([], 0.03, 0.08, id="empty: the prior"),
        pytest.param([(1.0, 0)] * 54, 0.0, 0.01, id="silent: below the prior, never nought"),
        pytest.param([(1.0, 2)] * 54, 1.5, 2.0, id="flat: its own rate"),
        pytest.param([(1.0, 8)] * 54, 6.5, 8.0, id="loud"),
    ],
)
def test_the_expected_count(history, low, high):
    assert low < fit_past(history).over(1.0).mean < high


def test_the_longer_the_silence_the_rarer_three_voices():
    chances = [fit_past([(1.0, 0)] * days).over(1.0).chance(3) for days in (0, 7, 28, 54)]
    assert chances == sorted(chances, reverse=True)


def test_an_old_outbreak_hides_no_new_one():
    calm, once = [(1.0, n % 2) for n in range(54)], [(1.0, n % 2) for n in range(53)] + [(1.0, 60)]
    assert fit_past(calm).over(1.0).chance(10) < fit_past(once).over(1.0).chance(10) < MAX_CHANCE


def test_restless_series_need_more_than_calm_ones():
    calm, restless = [(1.0, 2)] * 54, [(1.0, 0), (1.0, 0), (1.0, 6)] * 18
    assert fit_past(restless).over(1.0).chance(7) > 10 * fit_past(calm).over(1.0).chance(7)


def test_the_story_prior_lets_a_story_have_a_few_voices():
    usual = fit_past([], STORY_PRIOR).over(1.0)
    assert usual.chance(1) > 0.05
    assert usual.chance(12) < 1e-3


def test_the_rhythm_before_anything_is_known_is_even():
    rhythm = rhythm_of({}, [])
    assert rhythm == Rhythm()
    assert sum(USUAL_SHARES) == pytest.approx(1.0)


def test_the_rhythm_is_read_off_all_counts():
    totals = {(day, 1): (2 if day.weekday() >= 5 else 10) for day in DAYS}
    rhythm = rhythm_of(totals, DAYS)
    assert rhythm.of_day(MONDAY) > 1.1
    assert rhythm.of_day(MONDAY + timedelta(days=6)) < 0.8
    assert sum(rhythm.weekdays) == pytest.approx(7.0)
    assert sum(rhythm.shares) == pytest.approx(1.0)
    assert rhythm.shares[1] > 0.8


def test_a_day_off_is_a_sunday():
    totals = {(day, 1): (2 if day.weekday() >= 5 else 10) for day in DAYS}
    rhythm = rhythm_of(totals, DAYS, [Holiday("Lễ", MONDAY, MONDAY)])
    assert rhythm.of_day(MONDAY) == rhythm.weekdays[6]
