"""Time, injected. Every time inside the product is aware; stored in UTC, shown in Asia/Ho_Chi_Minh."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


class Clock(Protocol):
    """What tells the time."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class VirtualClock:
    """A clock that stands still until it is moved: for replays, demos and tests."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        return self._now

    def move_to(self, moment: datetime) -> None:
        """Move forward to `moment`; moving back is a bug and raises ValueError."""
        moment = moment.astimezone(UTC)
        if moment < self._now:
            raise ValueError(f"clock moved back from {self._now} to {moment}")
        self._now = moment

    def advance(self, step: timedelta) -> None:
        """Move forward by `step`."""
        self.move_to(self._now + step)


def parse_time(text: str) -> datetime:
    """Read an ISO 8601 time; without an offset it is Asia/Ho_Chi_Minh. Raises ValueError."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=LOCAL)
    return moment.astimezone(UTC)


def iso(moment: datetime) -> str:
    """Write a time for a record: ISO 8601 in local time, to the second (`2022-10-12T13:41:00+07:00`)."""
    return moment.astimezone(LOCAL).replace(microsecond=0).isoformat()


def local_date(moment: datetime) -> date:
    """Return the calendar day of `moment` in Asia/Ho_Chi_Minh."""
    return moment.astimezone(LOCAL).date()


def at_local(day: date, hour: time) -> datetime:
    """Return the moment of a local wall-clock time on a local day, in UTC."""
    return datetime.combine(day, hour, tzinfo=LOCAL).astimezone(UTC)


def show_time(moment: datetime) -> str:
    """Write a time for staff: `13:41 ngày 12/10/2022`."""
    return moment.astimezone(LOCAL).strftime("%H:%M ngày %d/%m/%Y")
