from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.calendar import add_working_days, is_working_day
from monitor.core.plan import Holiday

NATIONAL_DAY = (Holiday("Quốc khánh", date(2025, 8, 30), date(2025, 9, 2)),)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(date(2025, 8, 29), True, id="friday-before"),
        pytest.param(date(2025, 8, 30), False, id="first-day-of-holiday"),
        pytest.param(date(2025, 9, 1), False, id="monday-inside-holiday"),
        pytest.param(date(2025, 9, 2), False, id="last-day-of-holiday"),
        pytest.param(date(2025, 9, 3), True, id="day-after-holiday"),
        pytest.param(date(2025, 9, 6), False, id="saturday"),
        pytest.param(date(2025, 9, 7), False, id="sunday"),
    ],
)
def test_is_working_day(day: date, *, expected: bool) -> None:
    assert is_working_day(day, NATIONAL_DAY) is expected


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        pytest.param(date(2025, 9, 3), 1, date(2025, 9, 4), id="next-day"),
        pytest.param(date(2025, 9, 5), 1, date(2025, 9, 8), id="over-a-weekend"),
        pytest.param(date(2025, 8, 28), 2, date(2025, 9, 3), id="over-a-holiday"),
        pytest.param(date(2025, 8, 31), 1, date(2025, 9, 3), id="from-a-day-off"),
        pytest.param(date(2025, 9, 7), 0, date(2025, 9, 7), id="zero-stays"),
        pytest.param(date(2025, 9, 3), 15, date(2025, 9, 24), id="fifteen-days-of-the-press-law"),
    ],
)
def test_add_working_days(start: date, days: int, expected: date) -> None:
    assert add_working_days(start, days, NATIONAL_DAY) == expected


def test_add_working_days_refuses_to_go_back() -> None:
    with pytest.raises(ValueError, match="negative"):
        add_working_days(date(2025, 9, 3), -1)


@given(DAYS, st.integers(1, 60))
def test_result_is_a_working_day_with_the_asked_number_in_between(start: date, days: int) -> None:
    end = add_working_days(start, days, NATIONAL_DAY)

    assert is_working_day(end, NATIONAL_DAY)
    span = [start + timedelta(days=step) for step in range(1, (end - start).days + 1)]
    assert sum(is_working_day(day, NATIONAL_DAY) for day in span) == days


@given(DAYS, st.integers(0, 20), st.integers(0, 20))
def test_adding_in_two_steps_is_adding_at_once(start: date, first: int, second: int) -> None:
    in_two = add_working_days(add_working_days(start, first, NATIONAL_DAY), second, NATIONAL_DAY)

    assert in_two == add_working_days(start, first + second, NATIONAL_DAY)
