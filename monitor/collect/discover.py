"""Given an address of a paper, how to read it: its feeds, its news sitemap, or its section page by a rule.

`discover` fetches and parses; what it proposes is a `Source` to be looked at. `source_entry` writes it as YAML, and
`append_source` adds that to the file: its comments stay, and a file that would be faulty is not written.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urljoin

from protego import Protego

from monitor.collect.feeds import parse_feed
from monitor.collect.fetch import DEFAULT_GAP
from monitor.collect.pages import parse_listing
from monitor.collect.poll import PageFetcher
from monitor.collect.sitemaps import parse_sitemap
from monitor.collect.soup import attribute, matches, parse_soup
from monitor.collect.urls import absolute_url, host_of, same_site
from monitor.core.clock import local_date
from monitor.core.config.sources_file import load_sources
from monitor.core.entries import Entry, FetchOutcome
from monitor.core.errors import ConfigError, Fault
from monitor.core.items import Channel
from monitor.core.sources import Source, SourceKind, Tier
from monitor.core.text import fold

COMMON_FEEDS = ("/rss/giao-duc.rss", "/giao-duc.rss", "/rss/home.rss", "/rss/tin-moi-nhat.rss", "/feed/", "/rss")
"""Where Vietnamese papers keep their feeds, education first; what is found is probed before it is believed."""
COMMON_SITEMAPS = ("/google-news-sitemap.xml", "/news-sitemap.xml", "/sitemap.xml")
"""Asked only when robots.txt names none (sitemaps.org protocol: the `Sitemap:` line)."""

MAX_FEEDS, MAX_SITEMAPS, MAX_CHILDREN = 6, 3, 2
"""How many are tried: a new source is greeted politely."""
MAX_AGE = timedelta(days=60)
"""Feeds that papers forgot stay online for years; a monthly column still counts."""
MIN_LISTED = 5
"""A page with fewer article links is hardly a section page."""

_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_EDUCATION = re.compile(r"giao[-_ ]?duc|hoc[-_ ]?duong|khoa[-_ ]?giao|tuyen[-_ ]?sinh")
_ITEM_LINE = re.compile(r"^(?P<indent> *)- +id\s*:", re.MULTILINE)
_GOVERNMENT = (".gov.vn", ".edu.vn")
_NO_WORD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One address that was tried: what it is, how many entries it showed, or why it cannot be used."""

    url: str
    kind: SourceKind
    entries: tuple[Entry, ...] = ()
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Discovery:
    """What was found. `source` is the proposal, None when nothing can be read; `best` the candidate it rests on."""

    source: Source | None
    best: Candidate | None
    tried: tuple[Candidate, ...]


def discover(
    fetcher: PageFetcher,
    url: str,
    *,
    now: datetime,
    source_id: str | None = None,
    name: str | None = None,
    channel: Channel | None = None,
    min_gap: timedelta = DEFAULT_GAP,
) -> Discovery:
    """Find out how to read a paper from any address of it.

    The first that works is proposed: the address itself if it is a feed or sitemap; a feed the page links to, or one at
    a usual address, about education first; a sitemap with fresh articles; the page's own article links.
    """
    search = _Search(fetcher, now, min_gap)
    page = search.get(url)
    tried: list[Candidate] = []
    for candidate in search.candidates(url, page):
        tried.append(candidate)
        if candidate.entries:
            break
    best = next((candidate for candidate in tried if candidate.entries), None)
    if best is None:
        return Discovery(None, None, tuple(tried))
    chosen = channel or _channel_of(best.url)
    proposal = Source(
        id=source_id or slug(host_of(best.url)),
        name=name or _site_name(page.body) or host_of(best.url),
        kind=best.kind,
        url=best.url,
        channel=chosen,
        tier=_TIER_OF.get(chosen, Tier.AGGREGATOR),
        confidence="B",
        note="Tìm thấy tự động; hãy xem lại channel, tier và home_place.",
    )
    return Discovery(proposal, best, tuple(tried))


_TIER_OF = {
    Channel.GOV_SITE: Tier.STATE,
    Channel.BROADCAST: Tier.STATE,
    Channel.PRESS_LOCAL: Tier.STATE,
    Channel.PRESS_CENTRAL: Tier.NATIONAL,
    Channel.PRESS_TRADE: Tier.TRADE,
}


@dataclass(frozen=True, slots=True)
class _Page:
    url: str
    body: bytes
    error: str | None = None


@dataclass(frozen=True, slots=True)
class _Search:
    """One search: fetches and reads what may be a feed, a sitemap, a section page."""

    fetcher: PageFetcher
    now: datetime
    min_gap: timedelta

    def get(self, url: str) -> _Page:
        result = self.fetcher.fetch(url, min_gap=self.min_gap)
        if result.outcome is not FetchOutcome.OK:
            return _Page(url, b"", result.error or result.outcome.value)
        return _Page(result.url, result.body)

    def candidates(self, url: str, page: _Page) -> Iterator[Candidate]:
        """Yield what is tried, the most wanted first; the caller stops at the first that works."""
        if page.error is None:
            itself = [self.feed(url, page), self.sitemap(url, page)]
            yield from (candidate for candidate in itself if candidate.error is None)
        linked = linked_feeds(page.body, page.url) if page.error is None else ()
        usual = tuple(urljoin(page.url, path) for path in COMMON_FEEDS)
        for address in tuple(dict.fromkeys((*linked, *usual)))[: MAX_FEEDS + len(linked)]:
            yield self.feed(address, self.get(address))
        for address in self.sitemaps(page.url):
            yield self.sitemap(address, self.get(address))
        yield self.listing(url, page)

    def feed(self, url: str, page: _Page) -> Candidate:
        if page.error is not None:
            return Candidate(url, SourceKind.RSS, error=page.error)
        parsed = parse_feed(page.body, feed_url=page.url, source_id="thu", now=self.now)
        kind = SourceKind.ATOM if b"<feed" in page.body[:2000] else SourceKind.RSS
        if not parsed.readable:
            return Candidate(url, kind, error=parsed.warning)
        newest = max((e.published_at for e in parsed.entries if e.published_at is not None), default=None)
        if newest is not None and self.now - newest > MAX_AGE:
            return Candidate(url, kind, error=f"abandoned: the newest entry is of {local_date(newest)}")
        return Candidate(url, kind, parsed.entries)

    def sitemap(self, url: str, page: _Page) -> Candidate:
        """A sitemap, and of an index the newest children. Undated addresses are no news."""
        if page.error is not None:
            return Candidate(url, SourceKind.SITEMAP, error=page.error)
        parsed = parse_sitemap(page.body, feed_url=page.url, source_id="thu", now=self.now)
        if not parsed.readable:
            return Candidate(url, SourceKind.SITEMAP, error=parsed.warning)
        entries = parsed.entries
        for child in parsed.children[:MAX_CHILDREN]:
            if not entries:
                below = parse_sitemap(self.get(child).body, feed_url=child, source_id="thu", now=self.now)
                entries = below.entries
        fresh = tuple(entry for entry in entries if entry.published_at is not None)
        return Candidate(url, SourceKind.SITEMAP, fresh)

    def sitemaps(self, url: str) -> tuple[str, ...]:
        """The sitemaps that robots.txt names, else the usual ones; those for news first."""
        robots = self.get(urljoin(url, "/robots.txt"))
        named = Protego.parse(robots.body.decode("utf-8-sig", "replace")).sitemaps
        addresses = [a for a in (absolute_url(url, n) for n in named) if a and same_site(a, url)]
        addresses.sort(key=lambda address: "news" not in address)
        return tuple(addresses or [urljoin(url, path) for path in COMMON_SITEMAPS])[:MAX_SITEMAPS]

    def listing(self, url: str, page: _Page) -> Candidate:
        if page.error is not None:
            return Candidate(url, SourceKind.HTML, error=page.error)
        bare = Source("thu", "thu", SourceKind.HTML, page.url, Channel.AGGREGATOR, Tier.AGGREGATOR)
        parsed = parse_listing(page.body, source=bare, page_url=page.url, now=self.now)
        if len(parsed.entries) < MIN_LISTED:
            return Candidate(url, SourceKind.HTML, error=f"only {len(parsed.entries)} article links")
        return Candidate(url, SourceKind.HTML, parsed.entries)


def linked_feeds(body: bytes, page_url: str) -> tuple[str, ...]:
    """Feeds that a page declares (`link rel=alternate`) or links to, those about education first."""
    page = parse_soup(body)
    if page is None:
        return ()
    declared = [tag for tag in matches(page, "link[rel~=alternate][href]") if attribute(tag, "type") in _FEED_TYPES]
    linked = list(matches(page, 'a[href$=".rss"], a[href$="/feed/"]'))
    found: dict[str, bool] = {}
    for tag in (*declared, *linked):
        url = absolute_url(page_url, attribute(tag, "href"))
        if url and same_site(url, page_url):
            words = fold(f"{url} {attribute(tag, 'title')} {tag.get_text(' ')}")
            found.setdefault(url, not _EDUCATION.search(words))
    return tuple(sorted(found, key=lambda url: found[url]))[:MAX_FEEDS]


def slug(host: str) -> str:
    """An id of a host: `www.bao-abc.com.vn` → `bao-abc-com-vn`."""
    return _NO_WORD.sub("-", host.lower()).strip("-")


def _site_name(body: bytes) -> str:
    page = parse_soup(body)
    if page is None:
        return ""
    named = next(matches(page, 'meta[property="og:site_name"][content]'), None)
    if named is not None:
        return " ".join(attribute(named, "content").split())
    title = next(matches(page, "head > title"), None)
    return " ".join(title.get_text(" ").split())[:80] if title is not None else ""


def _channel_of(url: str) -> Channel:
    """A public authority by its domain; else the least trusted channel of the press, until a person knows better."""
    return Channel.GOV_SITE if f".{host_of(url)}".endswith(_GOVERNMENT) else Channel.AGGREGATOR


def source_entry(source: Source, indent: str = "  ") -> str:
    """Write a source as an entry of the list in `sources.yaml`."""
    fields = [
        ("id", source.id),
        ("name", source.name),
        ("kind", source.kind.value),
        ("url", source.url),
        ("tier", source.tier.value),
        ("channel", source.channel.value),
        ("every_minutes", int(source.every / timedelta(minutes=1))),
        ("confidence", source.confidence),
        ("note", source.note),
    ]
    # A JSON string or number is a YAML one, whatever characters it holds.
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields]
    return f"{indent}- " + f"\n{indent}  ".join(lines) + "\n"


def append_source(path: Path, source: Source) -> tuple[Source, ...]:
    """Add a source at the end of the file and return all sources. Raises ConfigError, and the file stays as it was.

    The new text is written beside the file, checked whole, and only then takes its place.
    """
    path = path.resolve()
    text = path.read_text(encoding="utf-8")
    found = _ITEM_LINE.findall(text)
    entry = source_entry(source, found[-1] if found else "  ")
    if not found:
        text = re.sub(r"^(sources\s*:)\s*\[\s*\]", r"\1", text, flags=re.MULTILINE)
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_text(text.rstrip("\n") + "\n" + entry, encoding="utf-8")
        shutil.copymode(path, beside)
        sources = load_sources(beside)
        beside.replace(path)
    except ConfigError as error:
        raise ConfigError(tuple(replace(fault, file=str(path)) for fault in error.faults)) from error
    except OSError as error:
        words = f"không ghi được vào thư mục của tệp ({error.strerror}); hãy cấp quyền hoặc đổi MONITOR_SOURCES_FILE"
        raise ConfigError((Fault(str(path), 0, "", words),)) from error
    finally:
        beside.unlink(missing_ok=True)
    return sources


def first_entries(entries: Iterable[Entry], count: int) -> tuple[Entry, ...]:
    """The newest entries; those without a date come last, in their order."""
    known = sorted(entries, key=lambda e: -e.published_at.timestamp() if e.published_at else 0.0)
    return tuple(known[:count])
