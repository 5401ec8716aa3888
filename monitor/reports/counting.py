"""Counting items by theme, channel, place and sentiment. Pure and additive: a period is the sum of its days.

What is counted: items about education, once each, without reprints (ten reprints are one source; they are told apart as
`copies`). Items about another province are told apart as `elsewhere`, so that they do not colour the province's own
figures. An item with two themes, or in two districts, counts in both rows, so rows may add up to more than the total.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from monitor.core.handling import Membership
from monitor.core.items import Channel, Item
from monitor.core.labels import Classification, Sentiment, Severity, Territory
from monitor.core.plan import Plan
from monitor.store.database import Tx

NO_THEME = ""
"""The row of items that belong to no theme of the plan."""
FALSE_INFORMATION = "false-information"
"""The plan's theme of false information (2.b); incident types under it count too."""
PLACE_LEVELS = 2
"""`ben-tre/ba-tri/an-duc` counts for its district; a commune since 2025-07-01 (`vinh-long/ba-tri`) for itself."""
_GROUND_ROLES = frozenset({"district", "commune"})

CHANNEL_GROUPS: Mapping[Channel, str] = {
    Channel.PRESS_LOCAL: "press-local",
    Channel.PRESS_CENTRAL: "press-central",
    Channel.PRESS_TRADE: "press-trade",
    Channel.BROADCAST: "broadcast",
    Channel.GOV_SITE: "gov-site",
    Channel.AGGREGATOR: "aggregator",
    Channel.FACEBOOK_PAGE: "facebook",
    Channel.FACEBOOK_GROUP: "facebook",
    Channel.FACEBOOK_PROFILE: "facebook",
    Channel.TIKTOK: "video",
    Channel.YOUTUBE: "video",
    Channel.TELEGRAM: "messaging",
    Channel.ZALO_OA: "messaging",
    Channel.FORUM: "forum",
    Channel.COMMENT: "forum",
    Channel.MANUAL: "manual",
}
"""Kinds of channels as the report shows them."""


@dataclass(frozen=True, slots=True)
class CountedItem:
    """An item about education with its labels, its story (itself when it was never placed) and what it repeats."""

    item: Item
    labels: Classification
    story_id: str
    copy_of: str | None = None

    @property
    def ours(self) -> bool:
        """Whether it belongs in the main tables: not the news of another province."""
        return self.labels.territory is not Territory.OTHER


@dataclass(frozen=True, slots=True)
class Split:
    """How many items, by sentiment; `home` of them name a place in the province."""

    negative: int = 0
    neutral: int = 0
    positive: int = 0
    home: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.negative + self.neutral + self.positive

    def __add__(self, other: Split) -> Split:
        return Split(
            negative=self.negative + other.negative,
            neutral=self.neutral + other.neutral,
            positive=self.positive + other.positive,
            home=self.home + other.home,
        )


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of a span of time.

    `themes` by theme id (NO_THEME for none), `channels` by group, `places` by ground, `levels` by level of education
    (an item that names none is in no row). A ground is the place id of a district or commune office, or the name of a
    territory when the item names none. `criticism` is negative without being about false information: the two are never
    one number (plan, I.2.a, II.2.b).
    """

    total: Split = Split()
    copies: int = 0
    elsewhere: int = 0
    good_news: int = 0
    criticism: int = 0
    false_information: int = 0
    themes: Mapping[str, Split] = field(default_factory=dict)
    channels: Mapping[str, Split] = field(default_factory=dict)
    places: Mapping[str, Split] = field(default_factory=dict)
    levels: Mapping[str, Split] = field(default_factory=dict)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            total=self.total + other.total,
            copies=self.copies + other.copies,
            elsewhere=self.elsewhere + other.elsewhere,
            good_news=self.good_news + other.good_news,
            criticism=self.criticism + other.criticism,
            false_information=self.false_information + other.false_information,
            themes=_merged(self.themes, other.themes),
            channels=_merged(self.channels, other.channels),
            places=_merged(self.places, other.places),
            levels=_merged(self.levels, other.levels),
        )


def read_counted(tx: Tx, start: datetime, end: datetime) -> tuple[CountedItem, ...]:
    """Items about education published (else arrived) in `[start, end)`, in order of time."""
    found = [(item, labels) for item, labels in tx.labels.between(start, end) if concerns_us(labels)]
    placed = tx.stories.many(item.id for item, _ in found)
    return tuple(_placed(item, labels, placed.get(item.id)) for item, labels in found)


def tally(items: Iterable[CountedItem], *, plan: Plan) -> Tally:
    """Count items; none gives a tally of zeros."""
    grounds = frozenset(ground_names(plan))
    false_types = frozenset(kind.id for kind in plan.incident_types if kind.theme == FALSE_INFORMATION)
    return sum((_count(counted, grounds, false_types) for counted in items), Tally())


def ground_names(plan: Plan) -> dict[str, str]:
    """Names of the districts and communes the plan has an office for, by place id: `huyện Ba Tri`."""
    return {unit.place: unit.place_name for unit in plan.units if unit.place is not None and unit.role in _GROUND_ROLES}


def concerns_us(labels: Classification) -> bool:
    """As for incidents: relevant, or too grave to be left out on a doubt."""
    return labels.relevant.value or labels.severity >= Severity.S2


def _placed(item: Item, labels: Classification, membership: Membership | None) -> CountedItem:
    if membership is None:
        return CountedItem(item, labels, story_id=item.id)
    return CountedItem(item, labels, membership.story_id, membership.copy_of)


def _count(counted: CountedItem, grounds: frozenset[str], false_types: frozenset[str]) -> Tally:
    labels = counted.labels
    if counted.copy_of is not None:
        return Tally(copies=int(counted.ours), elsewhere=int(not counted.ours))
    if not counted.ours:
        return Tally(elsewhere=1)
    one = Split(**{labels.sentiment.value: 1}, home=int(labels.territory is Territory.HOME))
    theme_ids = [theme.id for theme in labels.themes] or [NO_THEME]
    about_false = FALSE_INFORMATION in theme_ids or any(kind.id in false_types for kind in labels.incident_types)
    return Tally(
        total=one,
        good_news=int(labels.good_news.value),
        criticism=int(labels.sentiment is Sentiment.NEGATIVE and not about_false),
        false_information=int(about_false),
        themes=dict.fromkeys(theme_ids, one),
        channels={CHANNEL_GROUPS[counted.item.channel]: one},
        places=dict.fromkeys(_grounds_of(labels, grounds), one),
        levels=dict.fromkeys((level.value for level in labels.levels), one),
    )


def _grounds_of(labels: Classification, grounds: frozenset[str]) -> list[str]:
    if labels.territory is not Territory.HOME:
        return [labels.territory.value]
    named = ("/".join(place.id.split("/")[:PLACE_LEVELS]) for place in labels.places)
    return sorted({ground for ground in named if ground in grounds}) or [Territory.HOME.value]


def _merged(first: Mapping[str, Split], second: Mapping[str, Split]) -> dict[str, Split]:
    merged = dict(first)
    for key, split in second.items():
        merged[key] = merged.get(key, Split()) + split
    return merged
