"""Working days: Monday to Friday without the plan's holidays.

Swapped working Saturdays are not known: they are announced case by case and only ever give more time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from monitor.core.plan import Holiday

_SATURDAY = 5


def is_working_day(day: date, holidays: Sequence[Holiday] = ()) -> bool:
    """Whether offices work on that day."""
    return day.weekday() < _SATURDAY and not any(holiday.start <= day <= holiday.end for holiday in holidays)


def add_working_days(start: date, days: int, holidays: Sequence[Holiday] = ()) -> date:
    """Return the day that is `days` (>= 0) working days after `start`, which itself does not count.

    Zero returns `start`, whatever day it is. Raises ValueError for a negative number.
    """
    if days < 0:
        raise ValueError(f"days must not be negative: {days}")
    day = start
    while days:
        day += timedelta(days=1)
        days -= is_working_day(day, holidays)
    return day
