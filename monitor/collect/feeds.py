"""RSS, Atom and JSON Feed: bytes in, entries out. Reads what real papers send, and connects to nothing.

A feed beyond doubt is read by `feed_xml`; what that refuses, by feedparser, which reads almost anything and costs
twenty times as much.

Entries carry plain text only: markup of titles and summaries is untrusted and never leaves this module.
"""

from __future__ import annotations

import hashlib
import html
import io
import json
import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

import feedparser

from monitor.collect.dates import parse_published
from monitor.collect.feed_json import looks_like_json_feed, read_json
from monitor.collect.feed_parts import RawEntry, RawFeed
from monitor.collect.feed_xml import read_xml
from monitor.collect.markup import lines_of, parse_page, plain_text, plain_title, remove, squash
from monitor.collect.urls import absolute_url, canonical_url, clean_url
from monitor.core.entries import Entry
from monitor.core.items import Media

MAX_ENTRIES = 500
MAX_SUMMARY_CHARS = 20_000
_START = re.compile(rb"<\?xml\s|<rss[\s>]|<feed[\s>]|<rdf:RDF[\s>]", re.IGNORECASE)
_ROOT = re.compile(rb"<(rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*", re.IGNORECASE)
_DOCTYPE_END = re.compile(rb"\]\s*>")
_REFERENCE = re.compile(rb"&#(?:x([0-9a-f]{1,8})|(\d{1,10}));?", re.IGNORECASE)
_LIBRARY_GIVES_UP = (LookupError, ValueError, TypeError, AttributeError, AssertionError, RecursionError)
# What feedparser lets out on badly damaged documents.
_SURROGATES = range(0xD800, 0xE000)
_LAST_CHARACTER = 0x10FFFF
_NO_VERSION = frozenset({"", None})
_BOM = b"\xef\xbb\xbf"
_ATTRIBUTES = r"""\s(?:[^<>"']|"[^<>"]*"|'[^<>']*')*"""
_LINKED_PICTURE = re.compile(rf"<a{_ATTRIBUTES}>\s*<img{_ATTRIBUTES}>\s*</a>")
_STRAY_BREAK = re.compile(r"</br\s*>")
_BREAK = re.compile(r"<br\s*/?>")
_RARE_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|nbsp|#39|#34|#160);)|[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_IMAGE = re.compile(r"<img[^<>]+src=[\"']([^\"']+)")
_HASHTAG = re.compile(r"(?<!\w)#(\w{2,60})")
_HASH_CHARS = 16
_WRAPPERS = frozenset({"www.google.com", "google.com", "www.google.com.vn"})
_KNOWN_ORIGINS = 4096
_PAGELESS_HOSTS = frozenset({"news.google.com", "www.youtube.com", "youtube.com"})


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """What a feed document says. `readable` false = it is no feed at all; `warning` = read, but something is off.

    `hub` is the WebSub hub it declares, `topic` the address by which it calls itself there.
    """

    entries: tuple[Entry, ...]
    title: str = ""
    warning: str | None = None
    hub: str | None = None
    readable: bool = True
    topic: str | None = None


def parse_feed(body: bytes, *, feed_url: str, source_id: str, now: datetime, needs_page: bool = True) -> ParsedFeed:
    """Read a feed document.

    Args:
        body: the document; a feed wrapped in something else (a script string, a browser's message) is found in it.
        feed_url: its address; relative links are resolved against it.
        source_id: the source it belongs to.
        now: aware; dates after it are refused.
        needs_page: false when the feed itself has the whole text (forums). Aggregator and video links never need one.
    """
    raw = _raw_feed(body)
    if isinstance(raw, str):
        return ParsedFeed((), warning=raw, readable=False)
    reader = _Reader(feed_url, source_id, now, needs_page)
    entries: dict[str, Entry] = {}
    unreadable = 0
    for raw_entry in raw.entries:
        entry = reader.entry(raw_entry)
        if entry is None:
            unreadable += 1
        else:
            entries.setdefault(entry.key, entry)
    warning = raw.warning or (f"{unreadable} entries without title and address" if unreadable else None)
    hub = absolute_url("", raw.hub) if raw.hub else None
    topic = absolute_url("", raw.topic) if raw.topic else None
    return ParsedFeed(tuple(entries.values()), plain_title(raw.title), warning, hub, topic=topic)


def _raw_feed(body: bytes) -> RawFeed | str:
    """The feed verbatim, or why there is none."""
    start = body.removeprefix(_BOM).lstrip()
    if looks_like_json_feed(start):
        found = read_json(start, most=MAX_ENTRIES)
        return found if found is not None else "malformed: not a JSON Feed"
    document = _document(body)
    if document is None:
        return "not a feed"
    return read_xml(document, most=MAX_ENTRIES) or _by_library(document)


def _by_library(document: bytes) -> RawFeed | str:
    """Read with feedparser; on failure, why."""
    try:
        parsed = feedparser.parse(io.BytesIO(document), sanitize_html=False, resolve_relative_uris=False)
    except _LIBRARY_GIVES_UP as error:
        return f"malformed: the parser gave up ({type(error).__name__})"
    if parsed.get("version") in _NO_VERSION and not parsed.entries:
        return _warning(parsed) or "not a feed"
    entries = tuple(_entry_of_library(raw) for raw in parsed.entries[:MAX_ENTRIES])
    title = parsed.feed.get("title", "")
    return RawFeed(entries, title, _link(parsed, "hub"), _warning(parsed), _link(parsed, "self"))


def _entry_of_library(raw: Any) -> RawEntry:
    contents = [content.get("value") or "" for content in raw.get("content") or []]
    origin = raw.get("source") or {}
    pictures = [part.get("href") for part in raw.get("enclosures") or [] if "image" in (part.get("type") or "image")]
    updated = dict.get(raw, "updated")  # feedparser's own `get` gives the other date instead, with a warning
    pictures += [part.get("url") for part in [*(raw.get("media_content") or []), *(raw.get("media_thumbnail") or [])]]
    return RawEntry(
        id=raw.get("id") or "",
        link=raw.get("link"),
        title=raw.get("title") or "",
        summary=raw.get("summary") or (contents[0] if contents else ""),
        published=raw.get("published") or updated or raw.get("created"),
        author=raw.get("author") or "",
        origin=origin.get("title") or "",
        origin_url=origin.get("href") or "",
        pictures=tuple(url for url in pictures if url),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns one raw entry of one feed into an Entry."""

    feed_url: str
    source_id: str
    now: datetime
    needs_page: bool

    def entry(self, raw: RawEntry) -> Entry | None:
        url = self._link(raw)
        host = _host(url)
        title, publisher, publisher_url = _title(raw, host)
        text = _plain_summary(raw.summary[:MAX_SUMMARY_CHARS])
        if not title and not url:
            return None  # some papers leave placeholders in their feeds
        return Entry(
            key=_key(raw, url, title, text),
            source_id=self.source_id,
            feed_url=self.feed_url,
            url=url,
            title=title,
            text="" if publisher else text,
            needs_page=self.needs_page and bool(url) and host not in _PAGELESS_HOSTS,
            published_at=parse_published(raw.published, now=self.now),
            published_raw=raw.published,
            author=publisher or squash(raw.author) or None,
            hashtags=_hashtags(f"{title} {text}"),
            links=(publisher_url,) if publisher_url else (),
            media=_media(raw),
        )

    def _link(self, raw: RawEntry) -> str:
        link = clean_url(raw.link or "")
        if not link and clean_url(raw.id).startswith("http"):
            link = raw.id
        url = absolute_url(self.feed_url, link) if link else None
        return unwrapped(url) if url else ""


def _host(url: str) -> str | None:
    """The host of an address that was made absolute; entries of one feed share a few."""
    return _host_of_origin("/".join(url.split("/", 3)[:3]))


@lru_cache(maxsize=_KNOWN_ORIGINS)
def _host_of_origin(origin: str) -> str | None:
    return urlsplit(origin).hostname


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
    return _REFERENCE.sub(_real_reference, _without_doctype(document))


def _without_doctype(document: bytes) -> bytes:
    """Cut the document type out, with the entities that it declares. Looks at every byte once, however malicious."""
    start = _DOCTYPE.search(document)
    if start is None:
        return document
    if document[start.end() : start.end() + 1] == b">":
        return document[: start.start()] + document[start.end() + 1 :]
    end = _DOCTYPE_END.search(document, start.end())
    return document[: start.start()] + (document[end.end() :] if end else b"")


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


def _link(parsed: Any, rel: str) -> str:
    return next((link.get("href") or "" for link in parsed.feed.get("links", []) if link.get("rel") == rel), "")


def _hashtags(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_HASHTAG.findall(text))) if "#" in text else ()


def _key(raw: RawEntry, url: str, title: str, text: str) -> str:
    guid = clean_url(raw.id)
    if guid and not guid.startswith(("http://", "https://")):
        return guid
    if url:
        return canonical_url(guid or url)
    return "sha256:" + hashlib.sha256(f"{title}\x1f{text}".encode()).hexdigest()


def _title(raw: RawEntry, host: str | None) -> tuple[str, str | None, str | None]:
    """Return the title, and for an aggregator's entry the newspaper's name and address (cut off the title)."""
    title = plain_title(raw.title)
    if host != "news.google.com":
        return title, None, None
    name = squash(raw.origin)
    if not name and " - " in title:
        name = title.rpartition(" - ")[2]
    if name and title.endswith(f" - {name}"):
        title = title.removesuffix(f" - {name}").rstrip()
    return title, name or None, absolute_url("", raw.origin_url)


def _plain_summary(fragment: str) -> str:
    """The plain summary: what stands after the linked picture of a description."""
    if "<" not in fragment:
        return plain_text(fragment)
    quick = _quick_summary(fragment)
    if quick is not None:
        return quick
    root = parse_page(fragment)
    if root is None:
        return ""
    for anchor in list(root.iter("a")):
        if anchor.find(".//img") is not None:
            remove(anchor)
    return "\n".join(line.text for line in lines_of(root))


def _quick_summary(fragment: str) -> str | None:
    """The same without a parser, for what most papers send: a linked picture, text, line breaks; else None."""
    bare = _STRAY_BREAK.sub("", _LINKED_PICTURE.sub("", fragment))
    pieces = _BREAK.split(bare)
    if any("<" in piece for piece in pieces) or _RARE_REFERENCE.search(bare):
        return None
    return "\n".join(text for piece in pieces if (text := squash(html.unescape(piece))))


def _media(raw: RawEntry) -> tuple[Media, ...]:
    """Pictures of an entry, known by the hash of their address."""
    found = [url for url in raw.pictures if url]
    if "<img" in raw.summary:
        found += _IMAGE.findall(raw.summary[:MAX_SUMMARY_CHARS])
    return tuple(dict.fromkeys(media_of(url) for url in found if url))


def media_of(url: str, kind: str = "image") -> Media:
    """Describe a picture by the hash of its address, size parameters left out."""
    address = canonical_url(url).partition("?")[0]
    return Media(kind=kind, hash=hashlib.sha256(address.encode("utf-8", "replace")).hexdigest()[:_HASH_CHARS])


def unwrapped(url: str) -> str:
    """Take the real address out of a search engine's redirect."""
    if "/url?" not in url:
        return url
    parts = urlsplit(url)
    if parts.path == "/url" and parts.hostname in _WRAPPERS:
        query = parse_qs(parts.query)
        target = (query.get("url") or query.get("q") or [""])[0]
        return absolute_url(url, target) or url
    return url
