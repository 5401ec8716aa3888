"""What a page says of itself for machines: JSON-LD and meta tags. Reads a parsed page, connects to nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from monitor.collect.dates import parse_published
from monitor.collect.markup import Element, plain_text, plain_title, squash
from monitor.collect.urls import absolute_url

MAX_TAGS, MAX_TAG_CHARS, MAX_PICTURES = 20, 100, 20

_ARTICLE_TYPES = frozenset(
    {"newsarticle", "article", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "blogposting"}
    | {"backgroundnewsarticle", "liveblogposting", "videoobject", "imagegallery", "mediagallery"}
)
_GALLERY_TYPES = frozenset({"videoobject", "imagegallery", "mediagallery"})
_LD_NOISE = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*$")
_MAX_LD_NODES = 500
_META_UPDATES = ("article:modified_time", "lastmod", "dateModified", "og:updated_time", "last-modified")
_TAG_A_TIME = "article:tag"
_META_TAGS = ("news_keywords", "keywords", _TAG_A_TIME)


@dataclass(frozen=True, slots=True)
class Told:
    """What structured data says of the article; every field may be missing."""

    title: str | None = None
    lead: str | None = None
    body: str | None = None
    author: str | None = None
    published_raw: str | None = None
    updated_raw: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    gallery: bool = False


def meta_of(root: Element) -> dict[str, str]:
    """Meta tags by name, property or itemprop; the first of a name wins, but key words, one a tag, are joined."""
    meta: dict[str, str] = {}
    for node in root.iter("meta"):
        content = squash(node.get("content") or "")
        for key in (node.get("property"), node.get("name"), node.get("itemprop")):
            if key == _TAG_A_TIME and key in meta and len(meta[key]) < MAX_TAGS * MAX_TAG_CHARS:
                meta[key] = f"{meta[key]},{content}"
            elif key and content:
                meta.setdefault(key, content)
    return meta


def structured(root: Element) -> Told:
    """What the first article of the page's JSON-LD says; nothing when there is none."""
    for node in root.iter("script"):
        if (node.get("type") or "").strip().lower() != "application/ld+json":
            continue
        for thing in _things(_json(node.text or "")):
            kinds = _kinds(thing)
            if kinds & _ARTICLE_TYPES and (thing.get("headline") or thing.get("datePublished")):
                return _told(thing, gallery=bool(kinds & _GALLERY_TYPES))
    return Told()


def _json(text: str) -> Any:
    text = _LD_NOISE.sub("", text).strip()
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _things(data: Any) -> Iterator[dict[str, Any]]:
    """Yield every object of a JSON-LD document, outer ones first, at most a few hundred."""
    queue = [data]
    for _ in range(_MAX_LD_NODES):
        if not queue:
            return
        node = queue.pop(0)
        if isinstance(node, dict):
            yield node
            queue.extend(value for value in node.values() if isinstance(value, dict | list))
        elif isinstance(node, list):
            queue.extend(node)


def _kinds(thing: dict[str, Any]) -> frozenset[str]:
    kinds = thing.get("@type")
    values = kinds if isinstance(kinds, list) else [kinds]
    return frozenset(str(value).rpartition("/")[2].lower() for value in values if value)


def _told(thing: dict[str, Any], *, gallery: bool) -> Told:
    def text(key: str) -> str | None:
        value = thing.get(key)
        return value if isinstance(value, str) and value.strip() else None

    title, lead, body = text("headline") or text("name"), text("description"), text("articleBody")
    return Told(
        title=plain_title(title) if title else None,
        lead=plain_title(lead) if lead else None,
        body=plain_text(body) if body and "<" in body else body,
        author=_person(thing.get("author")),
        published_raw=text("datePublished") or text("uploadDate"),
        updated_raw=text("dateModified"),
        section=next(iter(_words(thing.get("articleSection"))), None),
        tags=_words(thing.get("keywords")),
        pictures=tuple(_addresses(thing.get("image"))),
        gallery=gallery,
    )


def _person(value: Any) -> str | None:
    """Names of the persons among the authors; an organisation is the paper itself."""
    people = value if isinstance(value, list) else [value]
    names = [
        squash(str(person.get("name") or "")) if isinstance(person, dict) else squash(str(person))
        for person in people
        if person and not (isinstance(person, dict) and "person" not in _kinds(person) and person.get("@type"))
    ]
    return ", ".join(name for name in names if name) or None


def _words(value: Any) -> tuple[str, ...]:
    """A list of short names, written as a list or with commas between."""
    rows = value if isinstance(value, list) else [value]
    names = (squash(name) for row in rows if isinstance(row, str) for name in row.split(","))
    return tuple(dict.fromkeys(name[:MAX_TAG_CHARS] for name in names if name))[:MAX_TAGS]


def _addresses(value: Any) -> Iterator[str]:
    """Addresses of pictures: one, or a list, of texts or of objects with a `url`."""
    for row in (value if isinstance(value, list) else [value])[:MAX_PICTURES]:
        address = row.get("url") if isinstance(row, dict) else row
        if isinstance(address, str) and address.strip():
            yield address


def updated_at(told: Told, meta: dict[str, str], now: datetime) -> datetime | None:
    """When the page says it was last changed; None when it says nothing that can be so."""
    raws = (told.updated_raw, *(meta.get(name) for name in _META_UPDATES))
    return next((moment for raw in raws if (moment := parse_published(raw, now=now)) is not None), None)


def section_of(told: Told, meta: dict[str, str]) -> str | None:
    """The paper's section, as it names it."""
    return told.section or next(iter(_words(meta.get("article:section"))), None)


def tags_of(told: Told, meta: dict[str, str]) -> tuple[str, ...]:
    """The paper's key words, as it writes them."""
    found = (told.tags, *(_words(meta.get(name)) for name in _META_TAGS))
    return next((tags for tags in found if tags), ())


def pictures_of(told: Told, meta: dict[str, str], url: str) -> tuple[str, ...]:
    """Addresses of the pictures that the page names as its own; never the files."""
    found = (absolute_url(url, address) for address in (*told.pictures, meta.get("og:image", "")) if address)
    return tuple(dict.fromkeys(address for address in found if address))[:MAX_PICTURES]
