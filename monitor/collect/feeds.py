"""RSS and Atom: bytes in, entries out. Reads what real papers send, and connects to nothing.

Entries carry plain text only: markup of titles and summaries is untrusted and never leaves this module.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import feedparser

from monitor.collect.dates import parse_published
from monitor.collect.markup import lines_of, parse_page, plain_text, plain_title, remove, squash
from monitor.collect.urls import absolute_url, canonical_url, clean_url
from monitor.core.entries import Entry
from monitor.core.items import Media

MAX_ENTRIES = 500
MAX_SUMMARY_CHARS = 20_000
_START = re.compile(rb"<\?xml\s|<rss[\s>]|<feed[\s>]|<rdf:RDF[\s>]", re.IGNORECASE)
_ROOT = re.compile(rb"<(rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_REFERENCE = re.compile(rb"&#(?:x([0-9a-f]{1,8})|(\d{1,10}));?", re.IGNORECASE)
_LIBRARY_GIVES_UP = (LookupError, ValueError, TypeError, AttributeError, AssertionError, RecursionError)
# What feedparser lets out on badly damaged documents.
_SURROGATES = range(0xD800, 0xE000)
_LAST_CHARACTER = 0x10FFFF
_NO_VERSION = frozenset({"", None})
_HASHTAG = re.compile(r"(?<!\w)#(\w{2,60})")
_HASH_CHARS = 16
_WRAPPERS = frozenset({"www.google.com", "google.com", "www.google.com.vn"})
_PAGELESS_HOSTS = frozenset({"news.google.com", "www.youtube.com", "youtube.com"})


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """What a feed document says. `readable` false = it is no feed at all; `warning` = read, but something is off.

    `hub` is the WebSub hub it declares.
    """

    entries: tuple[Entry, ...]
    title: str = ""
    warning: str | None = None
    hub: str | None = None
    readable: bool = True


def parse_feed(body: bytes, *, feed_url: str, source_id: str, now: datetime, needs_page: bool = True) -> ParsedFeed:
    """Read a feed document.

    Args:
        body: the document; a feed wrapped in something else (a script string, a browser's message) is found in it.
        feed_url: its address; relative links are resolved against it.
        source_id: the source it belongs to.
        now: aware; dates after it are refused.
        needs_page: false when the feed itself has the whole text (forums). Aggregator and video links never need one.
    """
    document = _document(body)
    if document is None:
        return ParsedFeed((), warning="not a feed", readable=False)
    try:
        parsed = feedparser.parse(io.BytesIO(document), sanitize_html=False, resolve_relative_uris=False)
    except _LIBRARY_GIVES_UP as error:
        return ParsedFeed((), warning=f"malformed: the parser gave up ({type(error).__name__})", readable=False)
    if parsed.get("version") in _NO_VERSION and not parsed.entries:
        return ParsedFeed((), warning=_warning(parsed) or "not a feed", readable=False)
    reader = _Reader(feed_url, source_id, now, needs_page)
    entries: dict[str, Entry] = {}
    unreadable = 0
    for raw in parsed.entries[:MAX_ENTRIES]:
        entry = reader.entry(raw)
        if entry is None:
            unreadable += 1
        else:
            entries.setdefault(entry.key, entry)
    warning = _warning(parsed) or (f"{unreadable} entries without title and address" if unreadable else None)
    return ParsedFeed(tuple(entries.values()), plain_title(parsed.feed.get("title", "")), warning, _hub(parsed))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns one raw entry of one feed into an Entry."""

    feed_url: str
    source_id: str
    now: datetime
    needs_page: bool

    def entry(self, raw: Any) -> Entry | None:
        url = self._link(raw)
        title, publisher, publisher_url = _title(raw, url)
        text = _summary(raw)
        if not title and not url:
            return None  # some papers leave placeholders in their feeds
        published_raw = raw.get("published") or raw.get("updated") or raw.get("created")
        return Entry(
            key=_key(raw, url, title, text),
            source_id=self.source_id,
            feed_url=self.feed_url,
            url=url,
            title=title,
            text="" if publisher else text,
            needs_page=self.needs_page and bool(url) and urlsplit(url).hostname not in _PAGELESS_HOSTS,
            published_at=parse_published(published_raw, now=self.now),
            published_raw=published_raw,
            author=publisher or squash(raw.get("author") or "") or None,
            hashtags=tuple(dict.fromkeys(_HASHTAG.findall(f"{title} {text}"))),
            links=(publisher_url,) if publisher_url else (),
            media=_media(raw),
        )

    def _link(self, raw: Any) -> str:
        link = clean_url(raw.get("link") or "")
        if not link and clean_url(raw.get("id") or "").startswith("http"):
            link = raw["id"]
        url = absolute_url(self.feed_url, link) if link else None
        return _unwrapped(url) if url else ""


def _document(body: bytes) -> bytes | None:
    """Cut the feed out of whatever surrounds it, without its DTD; None when there is none."""
    if body[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        body = body.decode("utf-16", "replace").encode()
        body = re.sub(rb'encoding=["\']utf-16["\']', b'encoding="utf-8"', body[:200], flags=re.IGNORECASE) + body[200:]
    start, root = _START.search(body), _ROOT.search(body)
    if start is None or root is None:
        return None
    end = body.rfind(b"</" + root[1] + b">")
    document = body[start.start() : end + len(root[1]) + 3 if end > 0 else len(body)]
    if body[max(0, start.start() - 1) : start.start()] == b'"' or b'=\\"' in document[:500]:
        document = _unescaped(document)
    return _REFERENCE.sub(_real_reference, _DOCTYPE.sub(b"", document, count=1))


def _real_reference(match: re.Match[bytes]) -> bytes:
    """Drop references to no character, on which the feed library stumbles."""
    code = int(match[1], 16) if match[1] else int(match[2])
    return b"" if code == 0 or code in _SURROGATES or code > _LAST_CHARACTER else match[0]


def _unescaped(document: bytes) -> bytes:
    """Undo the escapes of a JSON or script string."""
    try:
        text = json.loads('"' + document.decode("utf-8", "replace").replace("\n", "\\n").replace("\r", "") + '"')
    except ValueError:
        return document
    return str(text).encode("utf-8", "replace")


def _warning(parsed: Any) -> str | None:
    problem = parsed.get("bozo_exception")
    if not parsed.get("bozo") or isinstance(problem, feedparser.CharacterEncodingOverride):
        return None
    return f"malformed: {squash(str(problem))[:200]}"


def _hub(parsed: Any) -> str | None:
    for link in parsed.feed.get("links", []):
        if link.get("rel") == "hub":
            return absolute_url("", link.get("href") or "")
    return None


def _key(raw: Any, url: str, title: str, text: str) -> str:
    guid = clean_url(raw.get("id") or "")
    if guid and not guid.startswith(("http://", "https://")):
        return guid
    if url:
        return canonical_url(guid or url)
    return "sha256:" + hashlib.sha256(f"{title}\x1f{text}".encode()).hexdigest()


def _title(raw: Any, url: str) -> tuple[str, str | None, str | None]:
    """Return the title, and for an aggregator's entry the newspaper's name and address (cut off the title)."""
    title = plain_title(raw.get("title") or "")
    origin = raw.get("source") or {}
    name = squash(origin.get("title") or "")
    if urlsplit(url).hostname != "news.google.com":
        return title, None, None
    if not name and " - " in title:
        name = title.rpartition(" - ")[2]
    if name and title.endswith(f" - {name}"):
        title = title.removesuffix(f" - {name}").rstrip()
    return title, name or None, absolute_url("", origin.get("href") or "")


def _summary(raw: Any) -> str:
    """The plain summary: what stands after the linked picture of a description."""
    contents = [content.get("value") or "" for content in raw.get("content") or []]
    fragment = raw.get("summary") or (contents[0] if contents else "")
    return _plain_summary(fragment[:MAX_SUMMARY_CHARS])


def _plain_summary(fragment: str) -> str:
    if "<" not in fragment:
        return plain_text(fragment)
    root = parse_page(fragment)
    if root is None:
        return ""
    for anchor in list(root.iter("a")):
        if anchor.find(".//img") is not None:
            remove(anchor)
    return "\n".join(line.text for line in lines_of(root))


def _media(raw: Any) -> tuple[Media, ...]:
    """Pictures of an entry, known by the hash of their address."""
    found = [part.get("href") for part in raw.get("enclosures") or [] if "image" in (part.get("type") or "image")]
    found += [part.get("url") for part in [*(raw.get("media_content") or []), *(raw.get("media_thumbnail") or [])]]
    found += re.findall(r"<img[^>]+src=[\"']([^\"']+)", raw.get("summary") or "")
    return tuple(dict.fromkeys(media_of(url) for url in found if url))


def media_of(url: str, kind: str = "image") -> Media:
    """Describe a picture by the hash of its address, size parameters left out."""
    address = canonical_url(url).partition("?")[0]
    return Media(kind=kind, hash=hashlib.sha256(address.encode("utf-8", "replace")).hexdigest()[:_HASH_CHARS])


def _unwrapped(url: str) -> str:
    """Take the real address out of a search engine's redirect."""
    parts = urlsplit(url)
    if parts.hostname in _WRAPPERS and parts.path == "/url":
        query = parse_qs(parts.query)
        target = (query.get("url") or query.get("q") or [""])[0]
        return absolute_url(url, target) or url
    return url
