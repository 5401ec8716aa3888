"""Threads by keyword search. Words that the service deems sensitive give an empty answer: silence is no evidence.

Without the approved permission the service searches only our own posts, and does not say so.
Source: Threads API, "Keyword Search".
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from monitor.collect.dates import parse_published
from monitor.collect.social.answers import Page, hashtags, read_object, rows, text, writer_of
from monitor.collect.social.meta import next_page
from monitor.collect.urls import absolute_url
from monitor.core.entries import Entry
from monitor.core.sources import Source

PAGE_SIZE = 50
FIELDS = "id,text,media_type,permalink,timestamp,username,has_replies,is_quote_post,is_reply"
NO_EVIDENCE = "no results, which the service also answers for words it deems sensitive"


def search_address(source: Source, feed_url: str) -> str | None:
    """Return the API address of a search given as `https://www.threads.net/search?q=WORDS`; None without words."""
    words = (parse_qs(urlsplit(feed_url).query).get("q") or [""])[0].strip()
    if not words:
        return None
    mode = "TAG" if words.startswith("#") else "KEYWORD"
    query = {"q": words.removeprefix("#"), "search_type": "RECENT", "search_mode": mode}
    return f"{source.api_base}/keyword_search?{urlencode(query | {'fields': FIELDS, 'limit': str(PAGE_SIZE)})}"


def parse_threads(body: bytes, *, source: Source, feed_url: str, now: datetime) -> Page:
    """Read one page of found posts; writers only as pseudonyms."""
    answer = read_object(body)
    if answer is None or not isinstance(answer.get("data"), list):
        return Page(warning="not a list of posts", readable=False)
    if not answer["data"]:
        return Page(warning=NO_EVIDENCE)
    posts = [_entry(row, source, feed_url, now) for row in rows(answer, "data")]
    entries = tuple(entry for entry in posts if entry is not None)
    skipped = len(answer["data"]) - len(entries)
    return Page(entries, next_page(answer, source.api_base), f"{skipped} posts without text or id" if skipped else None)


def _entry(row: Mapping[str, Any], source: Source, feed_url: str, now: datetime) -> Entry | None:
    key, words = text(row, "id"), text(row, "text")
    if not key or not words:
        return None
    raw = text(row, "timestamp") or None
    return Entry(
        key=key,
        source_id=source.id,
        feed_url=feed_url,
        url=absolute_url(feed_url, text(row, "permalink")) or feed_url,
        title="",
        text=words,
        needs_page=False,
        published_at=parse_published(raw, now=now),
        published_raw=raw,
        author=writer_of(source, text(row, "username")),
        hashtags=hashtags(words),
    )
