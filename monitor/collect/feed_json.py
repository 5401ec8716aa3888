"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1): document in, entries verbatim out."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from typing import Any

from monitor.collect.feed_parts import RawEntry, RawFeed

_VERSION = "https://jsonfeed.org/version/1"
_WEBSUB = "websub"


def looks_like_json_feed(body: bytes) -> bool:
    """Whether a document is a JSON object that names the format."""
    return body[:1] == b"{" and b"jsonfeed.org/version/1" in body.replace(b"\\/", b"/")


def read_json(body: bytes, *, most: int) -> RawFeed | None:
    """Read a feed, at most `most` of its entries; None when it is no JSON Feed. Items that are no objects are told."""
    try:
        data = json.loads(body.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or not _text(data, "version").startswith(_VERSION):
        return None
    items = data.get("items")
    if not isinstance(items, list):
        return RawFeed((), _text(data, "title"), warning="malformed: no list of items")
    entries = tuple(_entry(item) for item in items[:most] if isinstance(item, dict))
    wrong = len(items[:most]) - len(entries)
    return RawFeed(
        entries,
        html.escape(_text(data, "title"), quote=False),
        _hub(data),
        f"malformed: {wrong} items are no objects" if wrong else None,
        _text(data, "feed_url"),
    )


def _entry(item: Mapping[str, Any]) -> RawEntry:
    """One item. Plain text is escaped, because what takes it on reads markup."""
    plain = _text(item, "summary") or _text(item, "content_text")
    address = _text(item, "url") or _text(item, "external_url")
    return RawEntry(
        id=_text(item, "id"),
        link=address or None,
        title=html.escape(_text(item, "title"), quote=False),
        summary=html.escape(plain, quote=False).replace("\n", "<br>") if plain else _text(item, "content_html"),
        published=_text(item, "date_published") or _text(item, "date_modified") or None,
        author=_author(item),
        pictures=_pictures(item),
    )


def _text(thing: Mapping[str, Any], name: str) -> str:
    """A text field; numbers are taken too, because ids are often sent as such."""
    value = thing.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""


def _author(item: Mapping[str, Any]) -> str:
    authors = item.get("authors")
    people = authors if isinstance(authors, list) else [item.get("author")]
    names = [_text(person, "name") for person in people if isinstance(person, dict)]
    return ", ".join(name for name in names if name)


def _pictures(item: Mapping[str, Any]) -> tuple[str, ...]:
    attachments = item.get("attachments")
    attached = [
        _text(part, "url")
        for part in (attachments if isinstance(attachments, list) else [])
        if isinstance(part, dict) and "image" in _text(part, "mime_type")
    ]
    return tuple(url for url in (_text(item, "image"), _text(item, "banner_image"), *attached) if url)


def _hub(data: Mapping[str, Any]) -> str:
    hubs = data.get("hubs")
    for hub in hubs if isinstance(hubs, list) else []:
        if isinstance(hub, dict) and _text(hub, "type").lower() == _WEBSUB:
            return _text(hub, "url")
    return ""
