"""From items to counts: which series an item belongs to, and how many independent voices each window got. Pure.

What counts: items about the sector at home that neither praise nor repeat. A copy is reach, not another voice; one
author or outlet is one voice of a story in a window. What was published long before it arrived (the first reading of an
archive, the end of an outage) is no news of this hour and does not count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from monitor.core.clock import LOCAL
from monitor.core.items import PRESS_CHANNELS, Item
from monitor.core.labels import Classification, Sentiment, Territory
from monitor.core.plan import Plan
from monitor.core.volume import HOME, WINDOW, Series, WindowCount

LATE_AFTER = timedelta(hours=24)
"""An item that came so long after it was published says nothing of today's volume."""
GROUND_PARTS = 2
"""`<province>/<district>` until 2025-06-30, `<province>/<commune>` after: two parts of a place id in either period."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One item as it is counted: with its labels and its place among the stories."""

    item: Item
    labels: Classification
    story_id: str
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted of some windows, and the latest item behind each series."""

    counts: tuple[WindowCount, ...]
    latest: dict[Series, str]


def window_of(moment: datetime) -> tuple[date, int]:
    """The local day of a moment and its window, 0-3."""
    local = moment.astimezone(LOCAL)
    return local.date(), local.hour // int(WINDOW.total_seconds() // 3600)


def series_of(arrival: Arrival, plan: Plan) -> tuple[Series, ...]:
    """The series one item counts in: its story, and each of its themes where it speaks of. Empty when it counts not."""
    labels, item = arrival.labels, arrival.item
    praise = labels.good_news.value or labels.sentiment is Sentiment.POSITIVE
    if not labels.relevant.value or labels.territory is not Territory.HOME or praise or arrival.copy_of is not None:
        return ()
    if item.published_at and item.arrived_at and item.arrived_at - item.published_at > LATE_AFTER:
        return ()
    place = ground_of(labels, plan)
    themes = (Series(theme=theme, place=place) for theme in _themes(labels, plan))
    return (Series(story_id=arrival.story_id), *themes)


def ground_of(labels: Classification, plan: Plan) -> str:
    """The district or commune the item speaks of first, the province when it names none."""
    for place in labels.places:
        parts = place.id.split("/")
        if len(parts) >= GROUND_PARTS:
            return "/".join(parts[:GROUND_PARTS])
    return plan.home_province


def count(arrivals: Iterable[Arrival], plan: Plan) -> Counted:
    """Count independent voices by series and window. The order of arrivals makes no difference to the counts."""
    voices: dict[tuple[str, date, int], set[tuple[str, str]]] = defaultdict(set)
    latest: dict[Series, tuple[datetime, str]] = {}
    for arrival in arrivals:
        arrived = arrival.item.arrived_at
        assert arrived is not None, "stored items have arrived"
        day, window = window_of(arrived)
        found = series_of(arrival, plan)
        voice = (arrival.story_id, _voice(arrival.item))
        for series in found:
            voices[series.id, day, window].add(voice)
            latest[series] = max(latest.get(series, (arrived, "")), (arrived, arrival.item.id))
        if found:
            voices[HOME, day, window].add(voice)
    counts = tuple(WindowCount(*key, len(who)) for key, who in sorted(voices.items()))
    return Counted(counts, {series: item_id for series, (_, item_id) in latest.items()})


def windows_between(start: datetime, end: datetime) -> tuple[tuple[date, int], ...]:
    """Every window that `[start, end]` touches, in order."""
    return tuple(dict.fromkeys(window_of(moment) for moment in _steps(start, end)))


def _steps(start: datetime, end: datetime) -> Iterator[datetime]:
    moment = start
    while moment < end:
        yield moment
        moment += WINDOW
    yield end


def _themes(labels: Classification, plan: Plan) -> Sequence[str]:
    """The item's themes, without a parent whose child is there: one text is not two."""
    found = [scored.id for scored in labels.themes]
    parents = {theme.parent for theme in plan.themes if theme.id in found}
    return [theme for theme in found if theme not in parents]


def _voice(item: Item) -> str:
    if item.channel in PRESS_CHANNELS or item.official:
        return f"outlet:{item.source or item.id}"
    return f"author:{item.author}" if item.author else f"item:{item.id}"
