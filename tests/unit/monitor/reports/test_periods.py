from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.reports.periods import Period, day_of, month_of, previous, week_of, year_of

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31))
MAKERS = st.sampled_from([day_of, week_of, month_of, year_of])


@pytest.mark.parametrize(
    ("maker", "day", "first", "last"),
    [
        pytest.param(week_of, date(2022, 10, 10), date(2022, 10, 10), date(2022, 10, 16), id="week-from-monday"),
        pytest.param(week_of, date(2022, 10, 16), date(2022, 10, 10), date(2022, 10, 16), id="week-from-sunday"),
        pytest.param(week_of, date(2023, 1, 1), date(2022, 12, 26), date(2023, 1, 1), id="week-over-new-year"),
        pytest.param(month_of, date(2022, 10, 14), date(2022, 9, 15), date(2022, 10, 14), id="month-last-day"),
        pytest.param(month_of, date(2022, 10, 15), date(2022, 10, 15), date(2022, 11, 14), id="month-first-day"),
        pytest.param(month_of, date(2022, 1, 3), date(2021, 12, 15), date(2022, 1, 14), id="month-over-new-year"),
        pytest.param(month_of, date(2022, 3, 1), date(2022, 2, 15), date(2022, 3, 14), id="month-over-february"),
        pytest.param(year_of, date(2022, 12, 14), date(2021, 12, 15), date(2022, 12, 14), id="year-last-day"),
        pytest.param(year_of, date(2022, 12, 15), date(2022, 12, 15), date(2023, 12, 14), id="year-first-day"),
    ],
)
def test_bounds(maker, day, first, last):
    period = maker(day)
    assert (period.first, period.last) == (first, last)


def test_is_cut_at_local_midnight():
    week = week_of(date(2022, 10, 12))
    assert week.start == datetime(2022, 10, 9, 17, 0, tzinfo=UTC)
    assert week.end == datetime(2022, 10, 16, 17, 0, tzinfo=UTC)
    assert week.start in week
    assert week.end not in week


@pytest.mark.parametrize(
    ("day", "name"),
    [(date(2022, 10, 12), "2022-W41"), (date(2023, 1, 1), "2022-W52"), (date(2024, 12, 31), "2025-W01")],
)
def test_iso_week(day, name):
    assert week_of(day).iso_week == name


@given(MAKERS, DAYS)
def test_contains_its_day_and_is_the_same_for_all_its_days(maker, day):
    period: Period = maker(day)
    assert period.first <= day <= period.last
    assert maker(period.first) == maker(period.last) == period


@given(MAKERS, DAYS)
def test_periods_follow_without_gap(maker, day):
    period = maker(day)
    assert previous(period).end == period.start
    assert maker(period.last + timedelta(days=1)).start == period.end


@given(st.sampled_from([week_of, month_of]), DAYS)
def test_days_tile_the_period(maker, day):
    period = maker(day)
    days = period.days
    assert days[0].start == period.start
    assert days[-1].end == period.end
    assert all(earlier.end == later.start for earlier, later in pairwise(days))
