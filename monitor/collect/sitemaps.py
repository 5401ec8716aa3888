"""Sitemaps: `news:` entries and fresh addresses of a urlset, children of an index."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from lxml import etree

from monitor.collect.body import BodyError, gunzip
from monitor.collect.dates import parse_published
from monitor.collect.markup import plain_title
from monitor.collect.urls import absolute_url, canonical_url
from monitor.core.entries import Entry

MAX_AGE = timedelta(hours=48)
"""Google's rule for News sitemaps: articles of the last two days; what is older is no news."""

MAX_BYTES = 50 * 1024 * 1024
"""The sitemap protocol's own limit for an uncompressed file."""

MAX_ENTRIES = 1000
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_SLUG_END = re.compile(r"(?:-?(?:post|a)?(?<!\d)\d{4,}+)?(?:\.\w{2,5})?/?$")


@dataclass(frozen=True, slots=True)
class ParsedSitemap:
    """What a sitemap says. `children` are the sitemaps of an index, newest first. `readable` false = no sitemap."""

    entries: tuple[Entry, ...] = ()
    children: tuple[str, ...] = ()
    warning: str | None = None
    readable: bool = True


def parse_sitemap(body: bytes, *, feed_url: str, source_id: str, now: datetime) -> ParsedSitemap:
    """Read a sitemap or sitemap index, gzip or not. Entries with a date older than 48 hours are left out."""
    try:
        body = gunzip(body, limit=MAX_BYTES)
    except BodyError as error:
        return ParsedSitemap(warning=str(error), readable=False)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True
    )
    try:
        root = etree.fromstring(body.lstrip(), parser=parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        return ParsedSitemap(warning="not a sitemap", readable=False)
    warning = "malformed: read as far as possible" if len(parser.error_log) else None
    kind = etree.QName(root).localname
    if kind == "sitemapindex":
        return ParsedSitemap(children=_children(root, feed_url, now), warning=warning)
    if kind != "urlset":
        return ParsedSitemap(warning="not a sitemap", readable=False)
    return ParsedSitemap(entries=_entries(root, feed_url, source_id, now), warning=warning)


def _children(root: Any, feed_url: str, now: datetime) -> tuple[str, ...]:
    """Children, newest first; without dates the order of the file, where the last is usually the newest."""
    dated: list[tuple[datetime, int, str]] = []
    for position, node in enumerate(root):
        fields = _fields(node)
        url = absolute_url(feed_url, fields.get("loc", ""))
        if url:
            dated.append((parse_published(fields.get("lastmod"), now=now) or _LONG_AGO, position, url))
    return tuple(url for _, _, url in sorted(dated, reverse=True))


def _entries(root: Any, feed_url: str, source_id: str, now: datetime) -> tuple[Entry, ...]:
    entries: dict[str, Entry] = {}
    for node in root:
        entry = _entry(_fields(node), feed_url, source_id, now)
        if entry is not None and (entry.published_at is None or now - entry.published_at <= MAX_AGE):
            entries.setdefault(entry.key, entry)
        if len(entries) >= MAX_ENTRIES:
            break
    return tuple(entries.values())


def _entry(fields: Mapping[str, str], feed_url: str, source_id: str, now: datetime) -> Entry | None:
    url = absolute_url(feed_url, fields["loc"]) if fields.get("loc") else None
    if url is None:
        return None
    raw = fields.get("publication_date") or fields.get("lastmod")
    return Entry(
        key=canonical_url(url),
        source_id=source_id,
        feed_url=feed_url,
        url=url,
        title=plain_title(fields.get("title", "")) or _title_from_address(url),
        text="",
        needs_page=True,
        published_at=parse_published(raw, now=now),
        published_raw=raw,
    )


def _fields(node: Any) -> dict[str, str]:
    """Text of every element below, by local name; the first of a name wins."""
    fields: dict[str, str] = {}
    for child in node.iter():
        if isinstance(child.tag, str) and child.text and child.text.strip():
            fields.setdefault(etree.QName(child).localname, child.text.strip())
    return fields


def _title_from_address(url: str) -> str:
    """A stand-in title until the page is read: the words of the address."""
    return _SLUG_END.sub("", url.rstrip("/").rpartition("/")[2]).replace("-", " ").strip() or url
