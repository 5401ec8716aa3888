"""How much of a service's daily quota one feed has spent. Pure values; the feed's state keeps them as its note."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_NOTE = re.compile(r"(\d{4}-\d{2}-\d{2}):(\d{1,9})")
_SLACK = timedelta(minutes=5)
"""Clocks differ: the new day is taken to begin a little late."""


@dataclass(frozen=True, slots=True)
class Quota:
    """What one feed may spend in a day, in the service's units (> 0), and the zone at whose midnight it starts anew."""

    units: int
    zone: ZoneInfo

    def day(self, now: datetime) -> date:
        """The service's day at `now`."""
        return (now - _SLACK).astimezone(self.zone).date()

    def wait(self, now: datetime) -> timedelta:
        """How long from `now` until the next day begins."""
        midnight = datetime.combine(self.day(now) + timedelta(days=1), time(0), tzinfo=self.zone)
        return midnight.astimezone(UTC) + _SLACK - now


@dataclass(frozen=True, slots=True)
class Ledger:
    """Units spent on one day."""

    day: date
    spent: int = 0

    @classmethod
    def read(cls, note: str, today: date) -> Ledger:
        """Read a feed's note. Another day's ledger, or a note that is none, gives a new one."""
        match = _NOTE.fullmatch(note)
        return cls(today, int(match[2])) if match and match[1] == today.isoformat() else cls(today)

    @property
    def note(self) -> str:
        """The ledger as text, for `read`."""
        return f"{self.day.isoformat()}:{self.spent}"

    def charged(self, units: int = 1) -> Ledger:
        """The ledger after one more request."""
        return replace(self, spent=self.spent + units)


YOUTUBE = Quota(1_000, ZoneInfo("America/Los_Angeles"))
"""A project has 10 000 units a day, reset at midnight Pacific: room for ten such feeds.

Source: YouTube Data API, "Quota Calculator".
"""

THREADS = Quota(500, ZoneInfo("UTC"))
"""A user has 2 200 queries in any 24 hours: room for four such searches, counted by UTC day.

Source: Threads API, "Keyword Search".
"""
