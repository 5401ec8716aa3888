"""What is watched: one entry of `sources.yaml` each. `monitor.core.sources_file` reads and checks the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from urllib.parse import urljoin

from monitor.core.items import Channel


class SourceKind(StrEnum):
    RSS = "rss"
    ATOM = "atom"
    SITEMAP = "sitemap"
    HTML = "html"
    TELEGRAM = "telegram"
    YOUTUBE = "youtube"
    FORUM = "forum"


class Tier(StrEnum):
    """How much an outlet's word weighs: party/state press first, then national, trade, aggregators, open social."""

    STATE = "state"
    NATIONAL = "national"
    TRADE = "trade"
    AGGREGATOR = "aggregator"
    OFFICIAL_PAGE = "official-page"
    OPEN_SOCIAL = "open-social"


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher or account.

    `url` is the feed, listing page or channel page; `sections` are further pages or feeds of the same source,
    absolute or relative to `url`. `selectors` are CSS selectors for kind html and for articles: `entry`, `link`,
    `title`, `lead`, `body`, `published`, `drop`. `confidence` is how sure we are of the address (A best … D guess).
    """

    id: str
    name: str
    kind: SourceKind
    url: str
    channel: Channel
    tier: Tier
    sections: tuple[str, ...] = ()
    home_place: str | None = None
    every: timedelta = timedelta(minutes=15)
    min_gap: timedelta = timedelta(seconds=1)
    enabled: bool = True
    confidence: str = "C"
    aliases: tuple[str, ...] = ()
    selectors: Mapping[str, str] = field(default_factory=dict)
    article_pattern: str | None = None
    note: str = ""
    official: bool = False

    @property
    def feeds(self) -> tuple[str, ...]:
        """Every address to poll, the main one first."""
        return (self.url, *(urljoin(self.url, section) for section in self.sections))
