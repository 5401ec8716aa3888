"""Public Telegram channels, read from their preview page (`https://t.me/s/NAME`).

Posts carry their whole text, so no further page is fetched.
"""

from __future__ import annotations

import html
import re
from datetime import datetime

from bs4 import BeautifulSoup, Tag

from monitor.collect.dates import parse_published
from monitor.collect.feeds import ParsedFeed, media_of
from monitor.collect.social.answers import Page
from monitor.collect.soup import attribute, first_match, matches, parse_soup, soup_lines, soup_text
from monitor.collect.urls import absolute_url
from monitor.core.entries import Entry
from monitor.core.items import Media
from monitor.core.sources import Source

_POST = "div.tgme_widget_message[data-post]"
_OLDER = '.js-messages_more_wrap a[href*="before="]'
_PICTURE = re.compile(r"background-image:\s*url\(['\"]?([^'\")]+)")
_HASHTAG = re.compile(r"(?<!\w)#(\w{2,60})")


def parse_telegram(body: bytes, *, feed_url: str, source_id: str, now: datetime) -> ParsedFeed:
    """Read a preview page, oldest post first as shown. A private channel shows no posts and is not readable."""
    return _feed(parse_soup(body), feed_url, source_id, now)


def parse_preview(body: bytes, *, source: Source, feed_url: str, now: datetime) -> Page:
    """Read a preview page as `parse_telegram` does, with the address of the posts before these."""
    page = parse_soup(body)
    parsed = _feed(page, feed_url, source.id, now)
    older = first_match(page, _OLDER) if page is not None else None
    next_url = absolute_url(feed_url, attribute(older, "href")) if older is not None else None
    return Page(parsed.entries, next_url, parsed.warning, parsed.readable)


def _feed(page: BeautifulSoup | None, feed_url: str, source_id: str, now: datetime) -> ParsedFeed:
    posts = list(matches(page, _POST)) if page is not None else []
    if page is None or not posts:
        empty = page is not None and first_match(page, ".tme_no_messages_found") is not None
        return ParsedFeed((), warning=None if empty else "no public posts on the page", readable=empty)
    entries = [_entry(post, feed_url, source_id, now) for post in posts]
    read = tuple(entry for entry in entries if entry is not None)
    skipped = len(entries) - len(read)
    title = first_match(page, ".tgme_channel_info_header_title")
    return ParsedFeed(
        read,
        soup_text(title) if title is not None else "",
        f"{skipped} posts without text" if skipped else None,
    )


def _entry(post: Tag, feed_url: str, source_id: str, now: datetime) -> Entry | None:
    text = _text(post)
    if not text:
        return None
    anchor = first_match(post, "a.tgme_widget_message_date")
    stamp = first_match(post, "a.tgme_widget_message_date time[datetime]")
    raw = attribute(stamp, "datetime") if stamp is not None else None
    owner = first_match(post, ".tgme_widget_message_owner_name")
    key = attribute(post, "data-post")
    link = attribute(anchor, "href") if anchor is not None else f"https://t.me/{key}"
    return Entry(
        key=key,
        source_id=source_id,
        feed_url=feed_url,
        url=absolute_url(feed_url, link) or feed_url,
        title="",
        text=text,
        needs_page=False,
        published_at=parse_published(raw, now=now),
        published_raw=raw,
        author=soup_text(owner) or None if owner is not None else None,
        hashtags=tuple(dict.fromkeys(_HASHTAG.findall(text))),
        links=_links(post, feed_url),
        media=_pictures(post),
    )


def _text(post: Tag) -> str:
    """The post's text; without one, the title and description of the link it shows."""
    node = first_match(post, "div.tgme_widget_message_text.js-message_text")
    if node is None:
        node = first_match(post, "a.tgme_widget_message_link_preview")
    if node is None:
        return ""
    # Telegram escapes the ampersand of links twice, so one is still escaped after parsing.
    return "\n".join(html.unescape(line.text) for line in soup_lines(node))


def _links(post: Tag, feed_url: str) -> tuple[str, ...]:
    """Links in the text, the link card, and the post that was forwarded."""
    nodes = matches(
        post,
        "div.tgme_widget_message_text a[href], a.tgme_widget_message_link_preview[href], "
        "a.tgme_widget_message_forwarded_from_name[href]",
    )
    hrefs = [attribute(node, "href") for node in nodes]
    found = [absolute_url(feed_url, html.unescape(href)) for href in hrefs if not href.startswith("?")]
    return tuple(dict.fromkeys(link for link in found if link))


def _pictures(post: Tag) -> tuple[Media, ...]:
    found = [
        media_of(match[1])
        for node in matches(post, "a.tgme_widget_message_photo_wrap")
        if (match := _PICTURE.search(attribute(node, "style")))
    ]
    return tuple(dict.fromkeys(found))
