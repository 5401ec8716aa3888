"""What is watched: one entry of `sources.yaml` each. `monitor.core.config.sources_file` reads and checks the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from urllib.parse import urljoin

from monitor.core.items import Channel


class SourceKind(StrEnum):
    """How a source is read.

    The public address that `url` holds, by kind of social source:

    - `telegram`: the channel's preview page, `https://t.me/s/NAME`.
    - `youtube`: the channel's or playlist's feed; with a key the same list is asked of the Data API instead.
    - `youtube-comments`: the same address; gives the comments under the channel's newest videos. Needs the key.
    - `forum`: a XenForo forum's `index.rss`, or the forum's own page.
    - `facebook`: a public page, `https://www.facebook.com/NAME`. Needs a token.
    - `threads`: a search, `https://www.threads.net/search?q=WORDS`. Needs a token.
    - `reddit`: an Atom address of Reddit (`…/new/.rss`, `…/search.rss?q=…`). Needs `consent`.
    - `google`: a Google News search or a Google Alerts feed: leads only. Needs `consent`.
    """

    RSS = "rss"
    ATOM = "atom"
    SITEMAP = "sitemap"
    HTML = "html"
    TELEGRAM = "telegram"
    YOUTUBE = "youtube"
    FORUM = "forum"
    FACEBOOK = "facebook"
    YOUTUBE_COMMENTS = "youtube-comments"
    THREADS = "threads"
    REDDIT = "reddit"
    GOOGLE = "google"


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
    `consent` names the paper by which a service with terms of its own may be read. `api_base` is not in the file: it is
    filled in when the service's key is set, and holds the address under which its API answers. Nor is `handle_key`, by
    which private persons' handles are hashed; without it none is kept.
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
    consent: str = ""
    api_base: str = ""
    handle_key: bytes = field(default=b"", repr=False)

    @property
    def feeds(self) -> tuple[str, ...]:
        """Every address to poll, the main one first."""
        return (self.url, *(urljoin(self.url, section) for section in self.sections))
