# ruff: noqa: E501 - documents are easier to read on one line
from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from monitor.collect.feeds import ParsedFeed
from monitor.collect.pages import listing_entries, parse_listing
from monitor.collect.social.telegram import parse_telegram
from monitor.core.items import Channel
from monitor.core.sources import Source, SourceKind, Tier

NOW = datetime(2022, 10, 12, 8, 0, tzinfo=UTC)
URL = "https://bao-mau.vn/khoa-giao"
SOURCE = Source("bao-mau", "Báo Mẫu", SourceKind.HTML, URL, Channel.PRESS_LOCAL, Tier.STATE)
PAGE = """<html><head><title>Khoa giáo</title></head><body>
<nav><a href="/xa-hoi">Xã hội đời sống hôm nay</a><a href="/tag/hoc-sinh-123456.html">Thẻ học sinh của báo</a></nav>
<div class="tin"><a href="/khoa-giao/truong-hoa-sen-a101.html"><img src="a.jpg"></a>
 <h3><a href="/khoa-giao/truong-hoa-sen-a101.html?utm_source=home">Trường Hoa Sen đón năm học mới</a></h3>
 <span class="gio">07:30 12/10/2022</span><p class="tom">Gần ba trăm em đã đến lớp trong buổi sáng đầu tiên của năm học.</p></div>
<div class="tin"><h3><a href="khoa-giao/thi-thu-123456.html">Lịch thi thử của khối mười hai</a></h3></div>
<p><a href="/khoa-giao/thi-thu-123456.html#binh-luan">12</a></p>
<a href="https://quang-cao.vn/khuyen-mai-lon-999999.html">Khuyến mãi lớn trong tháng mười</a>
<a href="javascript:void(0)">Xem thêm nhiều tin khác</a><a href="/https/bao-mau.vn/loi-a102.html">Liên kết hỏng của trang báo</a>
</body></html>"""


def test_articles_of_the_site_are_found_with_what_stands_near() -> None:
    first, second = listing_entries(PAGE.encode(), source=SOURCE, page_url=URL, now=NOW)
    assert (first.title, first.key) == (
        "Trường Hoa Sen đón năm học mới",
        "https://bao-mau.vn/khoa-giao/truong-hoa-sen-a101.html",
    )
    assert first.text.startswith("Gần ba trăm em")
    assert first.published_at == datetime(2022, 10, 12, 0, 30, tzinfo=UTC)
    assert (second.title, second.published_at) == ("Lịch thi thử của khối mười hai", None)
    assert first.needs_page


@pytest.mark.parametrize(
    ("selectors", "pattern", "titles"),
    [
        pytest.param(
            {"entry": "div.tin", "title": "h3"},
            None,
            ["Trường Hoa Sen đón năm học mới", "Lịch thi thử của khối mười hai"],
            id="selectors",
        ),
        pytest.param(
            {"entry": "div.tin:has(span.gio) h3 > a:nth-of-type(1)"},
            None,
            ["Trường Hoa Sen đón năm học mới"],
            id="any css, the link itself as entry",
        ),
        pytest.param(
            {"entry": "div.nowhere"},
            None,
            ["Trường Hoa Sen đón năm học mới", "Lịch thi thử của khối mười hai"],
            id="stale selectors fall back",
        ),
        pytest.param(
            {}, r"-a\d+\.html", ["Trường Hoa Sen đón năm học mới", "Liên kết hỏng của trang báo"], id="pattern"
        ),
    ],
)
def test_the_source_can_say_how(selectors: dict[str, str], pattern: str | None, titles: list[str]) -> None:
    source = replace(SOURCE, selectors=selectors, article_pattern=pattern)
    assert [entry.title for entry in listing_entries(PAGE.encode(), source=source, page_url=URL, now=NOW)] == titles


def test_nothing_found_and_bad_selectors_are_told() -> None:
    empty = parse_listing(b"<p>x</p>", source=SOURCE, page_url=URL, now=NOW)
    assert empty.warning == "no article links found"
    bad = parse_listing(PAGE.encode(), source=replace(SOURCE, selectors={"entry": "div:first"}), page_url=URL, now=NOW)
    assert bad.warning is not None
    assert "div:first" in bad.warning
    assert len(bad.entries) == 2


def test_one_bad_selector_inside_an_entry_is_told_too() -> None:
    source = replace(SOURCE, selectors={"entry": "div.tin", "published": "span::text"})
    listing = parse_listing(PAGE.encode(), source=source, page_url=URL, now=NOW)
    assert listing.warning is not None
    assert "span::text" in listing.warning
    assert len(listing.entries) == 2


@pytest.mark.parametrize(
    ("body", "readable"),
    [
        pytest.param(b"", False, id="nothing"),
        pytest.param(b"<!-- <p>x</p> -->", False, id="a comment"),
        pytest.param(b"https://bao-mau.vn/tin", True, id="an address"),
        pytest.param(b'<?xml version="1.0"?><rss><channel/></rss>', True, id="a feed"),
    ],
)
def test_what_is_no_section_page_is_read_without_noise(body: bytes, *, readable: bool) -> None:
    listing = parse_listing(body, source=SOURCE, page_url=URL, now=NOW)
    assert (listing.entries, listing.readable) == ((), readable)
    assert listing.warning is not None


def test_pages_nested_deeper_than_python_are_read() -> None:
    body = "<div>" * 3000 + PAGE + "</div>" * 3000
    assert len(listing_entries(body.encode(), source=SOURCE, page_url=URL, now=NOW)) == 2


POST = """<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message" data-post="kenhmau/7">
<a class="tgme_widget_message_owner_name"><span>Kênh Mẫu</span></a>
<a class="tgme_widget_message_forwarded_from_name" href="https://t.me/goc/3">Gốc</a>
<a class="tgme_widget_message_photo_wrap" style="width:1px;background-image:url('https://cdn.vn/1.jpg')"></a>
<div class="tgme_widget_message_text js-message_text">Thông báo nghỉ học #baolu<br>Xem <a href="https://bao-mau.vn/a?x=1&amp;amp;y=2">tại đây</a> Q&amp;amp;A</div>
<a class="tgme_widget_message_date" href="https://t.me/kenhmau/7"><time datetime="2022-10-12T01:00:00+00:00"></time></a></div></div>"""
MUTE = '<div class="tgme_widget_message_wrap"><div class="tgme_widget_message" data-post="kenhmau/8"></div></div>'


def telegram(html: str) -> ParsedFeed:
    return parse_telegram(html.encode(), feed_url="https://t.me/s/kenhmau", source_id="kenhmau", now=NOW)


def test_a_telegram_post_is_whole() -> None:
    feed = telegram(f'<div class="tgme_channel_info_header_title">Kênh Mẫu</div>{POST}{MUTE}')
    (entry,) = feed.entries
    assert (feed.title, feed.warning) == ("Kênh Mẫu", "1 posts without text")
    assert (entry.key, entry.url, entry.author) == ("kenhmau/7", "https://t.me/kenhmau/7", "Kênh Mẫu")
    assert entry.text == "Thông báo nghỉ học #baolu\nXem tại đây Q&A"
    assert entry.links == ("https://t.me/goc/3", "https://bao-mau.vn/a?x=1&y=2")
    assert (entry.hashtags, len(entry.media), entry.needs_page) == (("baolu",), 1, False)
    assert entry.published_at == datetime(2022, 10, 12, 1, tzinfo=UTC)


def test_a_private_channel_is_not_readable_but_an_empty_search_is() -> None:
    assert not telegram("<div class='tgme_page'>Tham gia</div>").readable
    assert telegram("<div class='tme_no_messages_found'>Không có</div>").readable
