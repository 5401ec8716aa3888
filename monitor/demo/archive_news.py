"""News for a made-up archive: authored texts spread over the days of a rhythm, with outlets, hours, places and copies.

Labels are the authored ones, so an archive is classified without a classifier. Pure and seeded.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

from monitor.core.clock import at_local
from monitor.core.errors import ConfigError, Fault
from monitor.core.items import Engagement, Item, item_from_record
from monitor.core.labels import (
    Classification,
    EducationLevel,
    PlaceMention,
    Scored,
    Sentiment,
    Severity,
    Territory,
    Verdict,
)
from monitor.core.plan import Plan, Unit
from monitor.demo.city import Outlet
from monitor.demo.rhythm import Day

RARITY: Mapping[Severity, float] = {
    Severity.S0: 1.0,
    Severity.S1: 0.8,
    Severity.S2: 0.18,
    Severity.S3: 0.03,
    Severity.S4: 0.006,
}
"""How much rarer a year's news is than the authored texts, which hold far more grave ones than any year does."""
COPY_SHARE = 0.12
BURST_SHARE = 0.6
"""Part of a theme's items that belong to its burst while one lasts."""
TERRITORIES = ((Territory.HOME, 0.7), (Territory.NATIONAL, 0.15), (Territory.OTHER, 0.1), (Territory.UNKNOWN, 0.05))
HOURS = (0, 0, 0, 0, 0, 1, 3, 6, 8, 8, 7, 5, 4, 5, 6, 6, 6, 5, 4, 4, 4, 3, 2, 1)
"""How often an item appears in each hour of the local day."""
GROUNDS = frozenset({"district", "commune"})
SURE = 0.95
VERSION = "authored"
_TASKS = ("relevant", "themes", "incident_types", "sentiment", "severity", "good_news")


@dataclass(frozen=True, slots=True)
class AuthoredText:
    """One text of the labelled corpus with its labels as written."""

    item: Item
    labels: Mapping[str, Any]

    @property
    def severity(self) -> Severity:
        """The authored severity."""
        return Severity[str(self.labels["severity"])]


@dataclass(frozen=True, slots=True)
class News:
    """One item of the archive, ready to be stored; `copy_of` is the id of an earlier one."""

    item: Item
    said: Classification
    story_id: str
    copy_of: str | None


@dataclass(frozen=True)
class Newsroom:
    """What an archive is made from."""

    plan: Plan
    texts: Sequence[AuthoredText]
    outlets: Sequence[Outlet]
    stories_a_day: int = 0
    """Into how many stories a theme's items of a day are gathered; 0 = outside bursts each is a story of its own."""

    @cached_property
    def by_theme(self) -> Mapping[str, tuple[tuple[AuthoredText, ...], tuple[float, ...]]]:
        """Texts that carry a theme, with their weights. A theme without texts of its own has none."""
        found: dict[str, tuple[tuple[AuthoredText, ...], tuple[float, ...]]] = {}
        for theme in self.plan.themes:
            main = tuple(text for text in self.texts if text.labels["themes"][:1] == [theme.id])
            texts = main or tuple(text for text in self.texts if theme.id in text.labels["themes"])
            found[theme.id] = (texts, tuple(RARITY[text.severity] for text in texts))
        return found


def read_authored(folder: Path) -> tuple[AuthoredText, ...]:
    """Read the relevant texts of `folder/*.jsonl`. Raises ConfigError when there are none."""
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if record["labels"]["relevant"]:
                found.append(AuthoredText(item_from_record(record), record["labels"]))
    if not found:
        raise ConfigError((Fault(str(folder), 0, "data/labelled", "không có văn bản nào để dựng kho tin mẫu"),))
    return tuple(found)


def news_of_day(room: Newsroom, day: Day, *, number: int, random: Random) -> tuple[News, ...]:
    """Everything published on one day, in order of time; ids are numbered from `number` on."""
    moments = sorted(_moment(day, random) for _ in range(sum(day.counts.values())))
    themes = [theme for theme, count in day.counts.items() for _ in range(count)]
    random.shuffle(themes)
    grounds = tuple(unit for unit in room.plan.units_on(day.day) if unit.role in GROUNDS and unit.place)
    news: list[News] = []
    originals: dict[str, list[News]] = {}
    for offset, (theme, moment) in enumerate(zip(themes, moments, strict=True)):
        item_id = f"mau-{number + offset:07d}"
        earlier = originals.setdefault(theme, [])
        if earlier and random.random() < COPY_SHARE:
            news.append(_copied(random.choice(earlier), room, item_id, moment, random))
        elif (
            written := _written(room, theme, day, grounds, item_id=item_id, moment=moment, random=random)
        ) is not None:
            news.append(written)
            earlier.append(written)
    return tuple(news)


def _moment(day: Day, random: Random) -> datetime:
    hour = random.choices(range(24), HOURS)[0]
    return at_local(day.day, time(hour)) + timedelta(seconds=random.randrange(3600))


def _written(
    room: Newsroom, theme: str, day: Day, grounds: Sequence[Unit], *, item_id: str, moment: datetime, random: Random
) -> News | None:
    texts, weights = room.by_theme[theme]
    if not texts:
        return None
    text = random.choices(texts, weights)[0]
    territory = random.choices([kind for kind, _ in TERRITORIES], [share for _, share in TERRITORIES])[0]
    item = _published(text.item, room, item_id, moment, random)
    places: tuple[PlaceMention, ...] = ()
    if territory is Territory.HOME:
        item, places = _placed(item, grounds, random)
    story = f"c-{item_id}"
    if theme in day.bursts and random.random() < BURST_SHARE:
        story = f"c-dot-{theme}-{day.day.isocalendar()[0]}-{day.day.isocalendar()[1]}"
    elif room.stories_a_day:
        story = f"c-ngay-{theme}-{day.day:%Y%m%d}-{random.randrange(room.stories_a_day)}"
    return News(item, _said(text, theme, item_id, territory, places), story, None)


def _published(item: Item, room: Newsroom, item_id: str, moment: datetime, random: Random) -> Item:
    outlets = [outlet for outlet in room.outlets if outlet.channel is item.channel]
    source = random.choice(outlets).id if outlets else f"kenh-{item.channel.value}"
    return replace(
        item,
        id=item_id,
        source=source,
        url=f"https://{source}.example/{item_id}",
        reply_to=None,
        shares=None,
        published_at=moment,
        arrived_at=moment + timedelta(minutes=random.randrange(1, 16)),
        engagement=Engagement(reactions=int(random.paretovariate(1.2)), comments=int(random.paretovariate(1.4)) - 1),
    )


def _placed(item: Item, grounds: Sequence[Unit], random: Random) -> tuple[Item, tuple[PlaceMention, ...]]:
    """The item with a last sentence that names a place of the day, and the mention of it."""
    unit = random.choice(grounds)
    assert unit.place is not None, "chosen for its place"
    name = unit.place_name
    text = f"{item.text}\nGhi nhận tại {name}."
    placed = replace(item, text=text)
    start = len(placed.full_text) - len(name) - 1
    level = "district" if unit.role == "district" else "commune"
    return placed, (PlaceMention(unit.place, name, level, start, start + len(name), SURE),)


def _said(
    text: AuthoredText, theme: str, item_id: str, territory: Territory, places: tuple[PlaceMention, ...]
) -> Classification:
    labels = text.labels
    themes = dict.fromkeys((theme, *labels["themes"]))
    return Classification(
        item_id=item_id,
        relevant=Verdict(value=True, score=SURE),
        themes=tuple(Scored(name, SURE) for name in themes),
        incident_types=tuple(Scored(name, SURE) for name in labels["incident_types"]),
        sentiment=Sentiment(labels["sentiment"]),
        sentiment_score=SURE,
        severity=text.severity,
        severity_confidence=SURE,
        good_news=Verdict(value=bool(labels["good_news"]), score=SURE if labels["good_news"] else 1 - SURE),
        levels=tuple(EducationLevel(level) for level in labels.get("levels") or ()),
        places=places,
        territory=territory,
        versions=tuple((task, VERSION) for task in _TASKS),
    )


def _copied(first: News, room: Newsroom, item_id: str, moment: datetime, random: Random) -> News:
    item = _published(first.item, room, item_id, moment, random)
    return News(item, replace(first.said, item_id=item_id), first.story_id, first.item.id)


def days_with_numbers(days: Sequence[Day], first: int = 0) -> Iterator[tuple[Day, int]]:
    """Days, each with the number of its first item."""
    for day in days:
        yield day, first
        first += sum(day.counts.values())
