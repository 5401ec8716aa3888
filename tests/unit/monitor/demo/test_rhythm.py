from datetime import date

import numpy as np
import pytest

from monitor.core.config.plan_file import load_plan
from monitor.core.plan import Plan
from monitor.core.settings import load_settings
from monitor.demo.rhythm import daily_counts, phase_in, weekly_counts

MONDAY = date(2024, 5, 6)
WEEKS = 130


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(load_settings({}).plan_path)


def test_the_same_seed_gives_the_same_days_and_another_seed_others(plan: Plan) -> None:
    first = daily_counts(plan, first=MONDAY, days=60, seed=4)
    assert first == daily_counts(plan, first=MONDAY, days=60, seed=4)
    assert first != daily_counts(plan, first=MONDAY, days=60, seed=5)


def test_every_theme_of_the_plan_has_a_count_for_every_day(plan: Plan) -> None:
    days = daily_counts(plan, first=MONDAY, days=30, seed=0)
    assert [day.day for day in days] == [date.fromordinal(MONDAY.toordinal() + n) for n in range(30)]
    assert all(set(day.counts) == {theme.id for theme in plan.themes} for day in days)
    assert all(count >= 0 for day in days for count in day.counts.values())


def test_weeks_are_sums_of_their_days_and_an_unfinished_one_is_left_out(plan: Plan) -> None:
    days = daily_counts(plan, first=MONDAY, days=17, seed=0)
    weeks = weekly_counts(days, "exams-admissions")
    assert len(weeks) == 2
    assert weeks[1] == sum(day.counts["exams-admissions"] for day in days[7:14])


def test_a_phase_raises_its_theme(plan: Plan) -> None:
    loud, calm = [], []
    for seed in range(8):
        for day in daily_counts(plan, first=MONDAY, days=WEEKS * 7, seed=seed):
            middle = (9, 25) <= (day.day.month, day.day.day) <= (10, 20)
            (loud if middle else calm).append(day.counts["inspection"])
    assert np.mean(loud) > 1.3 * np.mean(calm)


def test_an_archive_has_bursts_outages_and_sparse_themes(plan: Plan) -> None:
    days = daily_counts(plan, first=MONDAY, days=WEEKS * 7, seed=2)
    assert any(day.bursts for day in days)
    assert 0 < sum(day.lost > 0 for day in days) < len(days) / 4
    weeks = weekly_counts(days, "false-information")
    assert sum(week == 0 for week in weeks) > len(weeks) / 4


def test_a_phase_over_new_years_eve_ends_in_the_next_year(plan: Plan) -> None:
    phase = next(phase for phase in plan.phases if phase.end < phase.start)
    start, end = phase_in(phase, 2025)
    assert (start.year, end.year) == (2025, 2026)
