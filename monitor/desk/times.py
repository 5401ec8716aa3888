"""Moments as a busy reader likes them: the hour alone today, the year only when it is another one. Pure."""

from __future__ import annotations

from datetime import datetime

from monitor.core.clock import LOCAL, show_time


def short_time(moment: datetime, now: datetime) -> str:
    """Write a moment: `13:41 hôm nay`, `13:41 ngày 11/10`, `13:41 ngày 11/10/2021`."""
    local, today = moment.astimezone(LOCAL), now.astimezone(LOCAL)
    if local.date() == today.date():
        return local.strftime("%H:%M hôm nay")
    if local.year == today.year:
        return local.strftime("%H:%M ngày %d/%m")
    return show_time(moment)
