from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from monitor.collect.feeds import ParsedFeed, parse_feed
from monitor.core.entries import Entry

NOW = datetime(2022, 10, 12, 8, 0, tzinfo=UTC)


def read(*items: Any, **head: Any) -> ParsedFeed:
    document = {"version": "https://jsonfeed.org/version/1.1", "title": "Báo Mẫu", "items": list(items), **head}
    body = json.dumps(document, ensure_ascii=False).encode()
    return parse_feed(body, feed_url="https://bao-mau.vn/feed.json", source_id="bao-mau", now=NOW)


def one(**fields: Any) -> Entry:
    (entry,) = read({"id": "1", "url": "/tin-1.html", **fields}).entries
    return entry


def test_an_item_with_everything() -> None:
    entry = one(
        title="Trường Hoa Sen mở cửa",
        content_html="<p>Sáng nay</p><p>trường đón 300 em #khaigiang</p>",
        date_published="2022-10-12T14:50:00+07:00",
        authors=[{"name": "An"}, {"name": "Bình"}],
        image="https://anh.vn/1.jpg",
    )
    assert (entry.key, entry.url, entry.needs_page) == ("1", "https://bao-mau.vn/tin-1.html", True)
    assert (entry.title, entry.text) == ("Trường Hoa Sen mở cửa", "Sáng nay\ntrường đón 300 em #khaigiang")
    assert entry.published_at == datetime(2022, 10, 12, 7, 50, tzinfo=UTC)
    assert (entry.author, entry.hashtags, len(entry.media)) == ("An, Bình", ("khaigiang",), 1)


def test_the_head_names_title_and_hub() -> None:
    feed = read(hubs=[{"type": "rssCloud", "url": "https://a.vn"}, {"type": "WebSub", "url": "https://hub.vn/"}])
    assert (feed.title, feed.hub, feed.readable, feed.warning) == ("Báo Mẫu", "https://hub.vn/", True, None)


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"summary": "Ngắn", "content_text": "Dài", "content_html": "<p>Dài</p>"}, "Ngắn"),
        ({"content_text": "Một < hai\nHai & ba"}, "Một < hai\nHai & ba"),
        ({"content_html": "<script>x()</script><p>Một</p>"}, "Một"),
        ({}, ""),
    ],
    ids=["summary first", "plain text keeps its signs and lines", "markup", "nothing"],
)
def test_the_text_of_an_item(fields: dict[str, str], text: str) -> None:
    assert one(title="Tin", **fields).text == text


@pytest.mark.parametrize(
    ("fields", "author"),
    [({"author": {"name": "An"}}, "An"), ({"authors": [{"url": "x"}, 7]}, None), ({"authors": "An"}, None)],
    ids=["version 1.0", "without names", "no list"],
)
def test_the_author_of_an_item(fields: dict[str, Any], author: str | None) -> None:
    assert one(title="Tin", **fields).author == author


def test_an_id_that_is_a_number_and_an_address_elsewhere_are_taken() -> None:
    (entry,) = read({"id": 7, "title": "Tin", "external_url": "https://bao-khac.vn/1.html"}).entries
    assert (entry.key, entry.url) == ("7", "https://bao-khac.vn/1.html")


def test_a_change_date_stands_in_for_a_missing_one() -> None:
    assert one(title="Tin", date_modified="2022-10-12T07:00:00Z").published_raw == "2022-10-12T07:00:00Z"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf", b"\n "], ids=["none", "byte-order mark", "blanks"])
def test_what_stands_before_does_not_matter(mark: bytes) -> None:
    version = b"https:\\/\\/jsonfeed.org\\/version\\/1"
    body = b'{"version": "%b", "items": [{"id": "1", "title": "Tin", "url": "/1"}]}' % version
    assert len(parse_feed(mark + body, feed_url="https://bao-mau.vn/", source_id="a", now=NOW).entries) == 1
