"""How the reports of an incident came in, in words: `12 giờ: 2 tin; 13 giờ: 6 tin, 2 của báo, đài`. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from monitor.core.clock import LOCAL
from monitor.core.items import PRESS_CHANNELS, Item

HOURS = 3
"""The last hours tell whether it grows; more are read on the desk."""
MIN_ITEMS = 4
"""Fewer are told by the number of sources alone."""


def course_words(items: Sequence[Item], *, complete: bool) -> str:
    """The last HOURS in which anything came; empty when it says nothing new.

    `complete`: the items are all there are. If not, the earliest hour may lack some and is left out.
    """
    seen = [(_hour(item.seen_at), item.channel) for item in items if item.seen_at is not None]
    total = Counter(hour for hour, _ in seen)
    press = Counter(hour for hour, channel in seen if channel in PRESS_CHANNELS)
    hours = sorted(total)[0 if complete else 1 :]
    if len(hours) <= 1 or len(seen) < MIN_ITEMS:
        return ""
    return "; ".join(
        f"{hour.hour} giờ: {total[hour]} tin" + (f", {press[hour]} của báo, đài" if press[hour] else "")
        for hour in hours[-HOURS:]
    )


def _hour(moment: datetime) -> datetime:
    return moment.astimezone(LOCAL).replace(minute=0, second=0, microsecond=0)
