"""Counting items by theme, channel, place and sentiment. Pure and additive: a period is the sum of its days.

What is counted: items about education, once each, without reprints (ten reprints are one source; they are told apart as
`copies`). Items about another province are told apart as `elsewhere`, so that they do not colour the province's own
figures. An item with two themes, or in two districts, counts in both rows, so rows may add up to more than the total.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from monitor.core.counted import CountedLabels
from monitor.core.handling import Membership
from monitor.core.items import Channel, Item
from monitor.core.labels import Classification, Sentiment, Severity, Territory
from monitor.core.plan import Plan
from monitor.store.database import Tx

NO_THEME = ""
"""The row of items that belong to no theme of the plan."""
FALSE_INFORMATION = "false-information"
"""The plan's theme of false information (2.b); incident types under it count too."""
_ROWS = ("themes", "channels", "places", "levels")
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

    @property
    def counted(self) -> CountedLabels:
        """What is counted of it."""
        labels = self.labels
        return CountedLabels(
            channel=self.item.channel,
            relevant=labels.relevant.value,
            severity=labels.severity,
            sentiment=labels.sentiment,
            territory=labels.territory,
            themes=tuple(theme.id for theme in labels.themes),
            incident_types=tuple(kind.id for kind in labels.incident_types),
            places=tuple(place.id for place in labels.places),
            levels=tuple(level.value for level in labels.levels),
            good_news=labels.good_news.value,
            is_copy=self.copy_of is not None,
        )


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


@dataclass(slots=True)
class _Parts:
    """A split while it grows."""

    sentiments: Counter[Sentiment] = field(default_factory=Counter)
    home: int = 0

    def add(self, one: CountedLabels) -> None:
        self.sentiments[one.sentiment] += 1
        self.home += one.territory is Territory.HOME

    def split(self) -> Split:
        counts = self.sentiments
        return Split(counts[Sentiment.NEGATIVE], counts[Sentiment.NEUTRAL], counts[Sentiment.POSITIVE], self.home)


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


def read_counts(tx: Tx, start: datetime, end: datetime) -> Iterator[CountedLabels]:
    """What is counted of the same items as `read_counted` gives, without the items: for long periods."""
    return (one for one in tx.labels.counted(start, end) if one.relevant or one.severity >= Severity.S2)


def tally(items: Iterable[CountedItem | CountedLabels], *, plan: Plan) -> Tally:
    """Count items; none gives a tally of zeros."""
    counts = _Counts(
        frozenset(ground_names(plan)),
        frozenset(kind.id for kind in plan.incident_types if kind.theme == FALSE_INFORMATION),
    )
    for one in items:
        counts.add(one.counted if isinstance(one, CountedItem) else one)
    return counts.tally()


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


@dataclass
class _Counts:
    """Counts while they grow; `grounds` are places with a row, `false_types` incident types of false information."""

    grounds: frozenset[str]
    false_types: frozenset[str]
    singles: Counter[str] = field(default_factory=Counter)
    rows: dict[str, dict[str, _Parts]] = field(default_factory=lambda: {name: {} for name in _ROWS})
    total: _Parts = field(default_factory=_Parts)

    def add(self, one: CountedLabels) -> None:
        """Count one item."""
        ours = one.territory is not Territory.OTHER
        if one.is_copy:
            self.singles["copies" if ours else "elsewhere"] += 1
            return
        if not ours:
            self.singles["elsewhere"] += 1
            return
        about_false = FALSE_INFORMATION in one.themes or not self.false_types.isdisjoint(one.incident_types)
        self.singles["good_news"] += one.good_news
        self.singles["criticism"] += one.sentiment is Sentiment.NEGATIVE and not about_false
        self.singles["false_information"] += about_false
        self.total.add(one)
        self._add_to("themes", one.themes or (NO_THEME,), one)
        self._add_to("channels", (CHANNEL_GROUPS[one.channel],), one)
        self._add_to("places", _grounds_of(one, self.grounds), one)
        self._add_to("levels", one.levels, one)

    def _add_to(self, rows: str, keys: Iterable[str], one: CountedLabels) -> None:
        for key in dict.fromkeys(keys):
            self.rows[rows].setdefault(key, _Parts()).add(one)

    def tally(self) -> Tally:
        """What was counted."""
        split = {name: {key: parts.split() for key, parts in rows.items()} for name, rows in self.rows.items()}
        return Tally(
            total=self.total.split(),
            copies=self.singles["copies"],
            elsewhere=self.singles["elsewhere"],
            good_news=self.singles["good_news"],
            criticism=self.singles["criticism"],
            false_information=self.singles["false_information"],
            themes=split["themes"],
            channels=split["channels"],
            places=split["places"],
            levels=split["levels"],
        )


def _grounds_of(one: CountedLabels, grounds: frozenset[str]) -> list[str]:
    if one.territory is not Territory.HOME:
        return [one.territory.value]
    named = ("/".join(place.split("/")[:PLACE_LEVELS]) for place in one.places)
    return sorted({ground for ground in named if ground in grounds}) or [Territory.HOME.value]


def _merged(first: Mapping[str, Split], second: Mapping[str, Split]) -> dict[str, Split]:
    merged = dict(first)
    for key, split in second.items():
        merged[key] = merged.get(key, Split()) + split
    return merged
