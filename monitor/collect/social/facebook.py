"""Public Facebook pages through the Graph API, with Page Public Content Access: the page's own posts, no comments.

Groups and profiles have no lawful way in and are refused. Fields: Graph API reference, "Page Feed".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from monitor.collect.dates import parse_published
from monitor.collect.social.answers import Page, count, hashtags, read_object, rows, text
from monitor.collect.social.meta import next_page
from monitor.collect.urls import absolute_url
from monitor.core.entries import Entry
from monitor.core.items import Engagement
from monitor.core.sources import Source

PAGE_SIZE = 25
FIELDS = (
    "id,message,created_time,permalink_url,attachments{title,description,url,media_type},shares,"
    "comments.summary(true).limit(0),reactions.summary(true).limit(0)"
)
_NOT_PAGES = frozenset({"groups", "people", "events", "watch", "hashtag", "share", "story.php", "permalink.php"})
_NAME = re.compile(r"[A-Za-z0-9.]{2,80}")
_NUMBER_AT_END = re.compile(r"(?:^|-)(\d{8,20})$")


def page_name(url: str) -> str | None:
    """Return the name or number of a public page from its address; None for groups, profiles and other places."""
    parts = urlsplit(url)
    steps = [step for step in parts.path.split("/") if step]
    if not steps or steps[0] in _NOT_PAGES:
        return None
    if steps[0] == "profile.php":
        number = (parse_qs(parts.query).get("id") or [""])[0]
        return number if number.isascii() and number.isdecimal() else None
    name = steps[-1] if steps[0] in {"p", "pages", "pg"} else steps[0]
    if match := _NUMBER_AT_END.search(name):
        return match[1]
    return name if _NAME.fullmatch(name) else None


def posts_address(source: Source, feed_url: str) -> str | None:
    """Return the API address of a page's newest posts; None when `feed_url` is no page's address."""
    name = page_name(feed_url)
    if name is None:
        return None
    return f"{source.api_base}/{quote(name)}/posts?{urlencode({'fields': FIELDS, 'limit': PAGE_SIZE})}"


def parse_posts(body: bytes, *, source: Source, feed_url: str, now: datetime) -> Page:
    """Read one page of posts. Posts without any words (deleted content, bare pictures) are counted in the warning."""
    answer = read_object(body)
    if answer is None or not isinstance(answer.get("data"), list):
        return Page(warning="not a list of posts", readable=False)
    posts = [_entry(row, source, feed_url, now) for row in rows(answer, "data")]
    entries = tuple(entry for entry in posts if entry is not None)
    skipped = len(answer["data"]) - len(entries)
    return Page(entries, next_page(answer, source.api_base), f"{skipped} posts without text or id" if skipped else None)


def _entry(row: Mapping[str, Any], source: Source, feed_url: str, now: datetime) -> Entry | None:
    key, message = text(row, "id"), text(row, "message")
    attachments = list(rows(row, "attachments", "data"))
    words = "\n".join(dict.fromkeys(part for part in (message, *_attached_words(attachments)) if part))
    if not key or not words:
        return None
    raw = text(row, "created_time") or None
    return Entry(
        key=key,
        source_id=source.id,
        feed_url=feed_url,
        url=absolute_url(feed_url, text(row, "permalink_url") or f"/{key}") or feed_url,
        title="",
        text=words,
        needs_page=False,
        published_at=parse_published(raw, now=now),
        published_raw=raw,
        hashtags=hashtags(words),
        links=_links(attachments, feed_url),
        engagement=Engagement(
            reactions=count(row, "reactions", "summary", "total_count"),
            comments=count(row, "comments", "summary", "total_count"),
            shares=count(row, "shares", "count"),
        ),
    )


def _attached_words(attachments: list[Mapping[str, Any]]) -> Iterator[str]:
    for attachment in attachments:
        yield text(attachment, "title")
        yield text(attachment, "description")


def _links(attachments: list[Mapping[str, Any]], feed_url: str) -> tuple[str, ...]:
    found = [absolute_url(feed_url, text(row, "url")) for row in attachments if text(row, "url")]
    return tuple(dict.fromkeys(link for link in found if link))
