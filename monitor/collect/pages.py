"""Section pages of papers without a feed: the article links on them, with title, time and summary where near.

By the source's own CSS selectors (`entry`, `link`, `title`, `lead`, `published`) when given; otherwise any link of the
same site whose address looks like an article's and whose words look like a headline.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from bs4 import Tag

from monitor.collect.dates import parse_published
from monitor.collect.feeds import ParsedFeed
from monitor.collect.markup import plain_title, squash
from monitor.collect.soup import attribute, first_match, matches, parse_soup, soup_lines, soup_text
from monitor.collect.urls import absolute_url, canonical_url, same_site
from monitor.core.entries import Entry
from monitor.core.errors import ParseError
from monitor.core.sources import Source

logger = logging.getLogger(__name__)

MIN_TITLE_WORDS = 4
MAX_ENTRIES = 300
_MIN_LEAD_WORDS = 8
_MAX_DATE_CHARS = 60
_MAX_CLIMB = 5
_ARTICLE_PATH = re.compile(
    r"(?:-a\d{3,}\.html?|-post\d{4,}\.\w{2,4}|-\d{5,}\.(?:html?|ldo|vov|vnp|tpo|gd|epi|aspx)|-d\d{5,}\.html?"
    r"|/\d{4}/\d{2}/(?:\d{2}/)?[\w-]{12,}|/[\w-]{12,}[-/]\d{6,})/?$"
)
# Address shapes of Vietnamese papers, and of WordPress sites with the date in the path.
_NO_ARTICLE_PATH = re.compile(r"/https?/|^/(?:tag|tags|chu-de|tim-kiem|search|event|rss|tac-gia|author)/|/topic-\d+\.")
_NO_HEADLINE = re.compile(r"^\d+$|^(?:xem thêm|đọc tiếp|chi tiết|bình luận)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Link:
    """A link to an article; `key` is the article's, whichever of its links this is."""

    anchor: Tag
    url: str
    key: str


def listing_entries(body: bytes, *, source: Source, page_url: str, now: datetime) -> tuple[Entry, ...]:
    """Return the articles linked from a section page, in page order, each once. Empty when there are none."""
    return parse_listing(body, source=source, page_url=page_url, now=now).entries


def parse_listing(body: bytes, *, source: Source, page_url: str, now: datetime) -> ParsedFeed:
    """As `listing_entries`, with the page's title and a warning when nothing was found or a selector is bad."""
    page = parse_soup(body)
    if page is None:
        return ParsedFeed((), warning="empty page", readable=False)
    title = _text_of(page, "title") or ""
    warning = None
    found: list[Entry] = []
    if source.selectors.get("entry"):
        try:
            found = list(_selected(page, source, page_url, now))
        except ParseError as error:
            warning = str(error)
    if not found:
        found = list(_guessed(page, source, page_url, now))
    entries = _once(found)[:MAX_ENTRIES]
    return ParsedFeed(entries, title, warning or (None if entries else "no article links found"))


def _once(found: list[Entry]) -> tuple[Entry, ...]:
    """One entry per key, in order of first sight; a later sight fills in what the first lacked."""
    entries: dict[str, Entry] = {}
    for entry in found:
        known = entries.get(entry.key)
        if known is None:
            entries[entry.key] = entry
        else:
            entries[entry.key] = replace(
                known,
                text=known.text or entry.text,
                published_at=known.published_at or entry.published_at,
                published_raw=known.published_raw or entry.published_raw,
            )
    return tuple(entries.values())


def _selected(page: Tag, source: Source, page_url: str, now: datetime) -> Iterator[Entry]:
    selectors = source.selectors
    for block in matches(page, selectors["entry"]):
        anchor = block if block.name == "a" else first_match(block, selectors.get("link", "a[href]"))
        url = absolute_url(page_url, attribute(anchor, "href")) if anchor is not None else None
        if anchor is None or not url:
            continue
        title = _text_of(block, selectors.get("title")) or _anchor_title(anchor)
        if title:
            raw = _date_text(block, selectors.get("published"), now)
            lead = _text_of(block, selectors.get("lead")) or ""
            yield _entry(source, page_url, url, title, lead, raw, now)


def _guessed(page: Tag, source: Source, page_url: str, now: datetime) -> Iterator[Entry]:
    found = ((anchor, _article_url(anchor, source, page_url)) for anchor in page.find_all("a"))
    links = [_Link(anchor, url, canonical_url(url)) for anchor, url in found if url]
    keys = _keys_around(links)
    for link in links:
        title = _anchor_title(link.anchor)
        if len(title.split()) < MIN_TITLE_WORDS or _NO_HEADLINE.match(title):
            continue
        block = _block_of(link, keys)
        lead, raw = _lead_in(block, title, now), _date_text(block, None, now)
        yield _entry(source, page_url, link.url, title, lead, raw, now)


def _article_url(anchor: Tag, source: Source, page_url: str) -> str | None:
    url = absolute_url(page_url, attribute(anchor, "href"))
    if url is None or not (same_site(url, page_url) or same_site(url, source.url)):
        return None
    if source.article_pattern:
        return url if re.search(source.article_pattern, url) else None
    path = urlsplit(url).path
    return url if _ARTICLE_PATH.search(path) and not _NO_ARTICLE_PATH.search(path) else None


def _anchor_title(anchor: Tag) -> str:
    told = plain_title(attribute(anchor, "title"))
    # A teaser link may hold headline and summary; then the title attribute is the headline.
    return told if len(told.split()) >= MIN_TITLE_WORDS else soup_text(anchor)


def _keys_around(links: Iterable[_Link]) -> dict[int, set[str]]:
    """Keys of the articles linked inside each element. By `id`: an element's own hash is that of its whole markup."""
    keys: dict[int, set[str]] = {}
    for link in links:
        for parent in link.anchor.parents:
            keys.setdefault(id(parent), set()).add(link.key)
    return keys


def _block_of(link: _Link, keys: dict[int, set[str]]) -> Tag:
    """The largest block around a link that holds no other article."""
    block = link.anchor
    for _ in range(_MAX_CLIMB):
        parent = block.parent
        if parent is None or len(keys[id(parent)]) > 1:
            return block
        block = parent
    return block


def _lead_in(block: Tag, title: str, now: datetime) -> str:
    lines = [line.text for line in soup_lines(block) if not line.text.startswith((">>", "»"))]
    leads = [line for line in lines if line != title and len(line.split()) >= _MIN_LEAD_WORDS]
    leads = [line for line in leads if len(line) > _MAX_DATE_CHARS or parse_published(line, now=now) is None]
    return max(leads, key=len, default="")


def _date_text(block: Tag, selector: str | None, now: datetime) -> str | None:
    """The first text of a block that reads as a time."""
    nodes = matches(block, selector or "time")
    shown = [squash(attribute(node, "datetime")) or soup_text(node) for node in nodes]
    if not selector:
        shown += [line.text for line in soup_lines(block) if len(line.text) <= _MAX_DATE_CHARS]
    return next((raw for raw in shown if parse_published(raw, now=now) is not None), None)


def _text_of(block: Tag, selector: str | None) -> str | None:
    node = first_match(block, selector) if selector else None
    return soup_text(node) or None if node is not None else None


def _entry(  # noqa: PLR0917 - the parts of one entry, all told by their names
    source: Source, page_url: str, url: str, title: str, lead: str, raw: str | None, now: datetime
) -> Entry:
    return Entry(
        key=canonical_url(url),
        source_id=source.id,
        feed_url=page_url,
        url=url,
        title=title,
        text=lead,
        needs_page=True,
        published_at=parse_published(raw, now=now),
        published_raw=raw,
    )
