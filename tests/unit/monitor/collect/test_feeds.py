# ruff: noqa: E501 - documents are easier to read on one line
from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from monitor.collect.feeds import ParsedFeed, parse_feed

NOW = datetime(2022, 10, 12, 8, 0, tzinfo=UTC)
URL = "https://bao-mau.vn/rss/giao-duc.rss"
PICTURE = '<a href="https://bao-mau.vn/truong-moi-1001.html"><img src="https://anh.bao-mau.vn/1.jpg"></a></br>'
ITEM = f"""<item>
<title>
Trường Tiểu học Hoa Sen &amp;quot;mở cửa&amp;quot; đón học sinh
</title>
<description><![CDATA[ {PICTURE}Sáng nay trường đón 300 em trở lại lớp. ]]></description>
<pubDate>Wed, 12 Oct 2022 14:50:00 +0700</pubDate>
<link>
https://bao-mau.vn/truong-moi-1001.html?utm_source=rss
</link>
<guid>
https://bao-mau.vn/truong-moi-1001.html
</guid>
</item>"""
HUB = '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="hub" href="https://hub.vn/"/>'


def rss(*items: str) -> str:
    return f'<rss version="2.0"><channel><title>Giáo dục - Báo Mẫu</title>{HUB}{"".join(items)}</channel></rss>'


def read(document: str | bytes, **options: bool) -> ParsedFeed:
    body = document.encode() if isinstance(document, str) else document
    return parse_feed(body, feed_url=URL, source_id="bao-mau", now=NOW, **options)


def test_an_item_with_linked_picture_and_malformed_break() -> None:
    feed = read(rss(ITEM))
    assert (feed.title, feed.warning, feed.hub) == ("Giáo dục - Báo Mẫu", None, "https://hub.vn/")
    (entry,) = feed.entries
    assert entry.title == 'Trường Tiểu học Hoa Sen "mở cửa" đón học sinh'
    assert entry.text == "Sáng nay trường đón 300 em trở lại lớp."
    assert entry.key == "https://bao-mau.vn/truong-moi-1001.html"
    assert entry.url == "https://bao-mau.vn/truong-moi-1001.html?utm_source=rss"
    assert entry.published_at == datetime(2022, 10, 12, 7, 50, tzinfo=UTC)
    assert entry.published_raw == "Wed, 12 Oct 2022 14:50:00 +0700"
    assert entry.needs_page
    assert [media.kind for media in entry.media] == ["image"]


@pytest.mark.parametrize(
    "wrap",
    [
        pytest.param(lambda text: "\ufeff \n" + text, id="byte-order mark and blanks"),
        pytest.param(lambda text: f"const data = `\nThis XML file has no style information.\n{text}\n`;", id="script"),
        pytest.param(lambda text: f"var x = {json.dumps(text)};", id="json string"),
        pytest.param(lambda text: json.dumps({"feed": text}, ensure_ascii=False), id="json object"),
        pytest.param(lambda text: '<!DOCTYPE rss [<!ENTITY a "b">]>' + text, id="doctype"),
        pytest.param(lambda text: f'<?xml version="1.0" encoding="utf-8"?>{text}<!-- 0.1s -->', id="comment after"),
    ],
)
def test_a_feed_is_found_in_what_surrounds_it(wrap: Callable[[str], str]) -> None:
    (entry,) = read(wrap(rss(ITEM))).entries
    assert entry.title == 'Trường Tiểu học Hoa Sen "mở cửa" đón học sinh'
    assert entry.text == "Sáng nay trường đón 300 em trở lại lớp."


def test_utf16_is_read() -> None:
    assert len(read(('<?xml version="1.0" encoding="utf-16"?>' + rss(ITEM)).encode("utf-16")).entries) == 1


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "xx"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    feed = read(bomb + rss("<item><title>Tin &b; &f; mới</title><link>/a-1.html</link></item>"))
    assert all("xx" not in entry.title and "root:" not in entry.title for entry in feed.entries)


def test_without_guid_the_key_is_the_clean_address_and_the_zone_is_read() -> None:
    item = "<item><title>Tin</title><link>/tin-1.htm?utm_medium=x</link><pubDate>Wed, 12 Oct 2022 14:50:00 GMT+7</pubDate></item>"
    (entry,) = read(rss(item)).entries
    assert (entry.key, entry.published_at) == (
        "https://bao-mau.vn/tin-1.htm",
        datetime(2022, 10, 12, 7, 50, tzinfo=UTC),
    )


def test_a_guid_that_is_no_address_is_the_key() -> None:
    (entry,) = read(rss("<item><title>Tin</title><link>/tin</link><guid>post-77</guid></item>")).entries
    assert entry.key == "post-77"


def test_an_entry_shown_twice_counts_once_and_an_empty_one_is_told() -> None:
    feed = read(rss(ITEM, ITEM, "<item><category>x</category></item>"))
    assert (len(feed.entries), feed.warning) == (1, "1 entries without title and address")


def test_a_cut_feed_gives_what_it_has_and_a_warning() -> None:
    feed = read(rss(ITEM, ITEM.replace("1001", "1002"))[:-80])
    assert len(feed.entries) >= 1
    assert feed.warning is not None
    assert feed.warning.startswith("malformed")


def test_markup_and_scripts_do_not_get_through() -> None:
    item = "<item><title>&lt;b&gt;Tin&lt;/b&gt; nóng &lt; 5 phút</title><link>/a</link><description>&lt;script&gt;x()&lt;/script&gt;&lt;p&gt;Một&lt;/p&gt;&lt;p&gt;Hai&lt;/p&gt;</description></item>"
    (entry,) = read(rss(item)).entries
    assert (entry.title, entry.text) == ("Tin nóng < 5 phút", "Một\nHai")


@pytest.mark.parametrize("document", ["", "<html><body>Bảo trì</body></html>", "{}", "\x00\x01"], ids=repr)
def test_what_is_no_feed_is_told_apart(document: str) -> None:
    feed = read(document)
    assert (feed.entries, feed.readable) == ((), False)


def test_an_empty_feed_is_a_feed() -> None:
    assert read(rss()).readable


def test_an_aggregator_entry_keeps_the_headline_and_names_the_paper() -> None:
    item = (
        "<item><title>Học sinh nhập viện - Báo Mẫu</title><link>https://news.google.com/rss/articles/CBMi1</link>"
        '<guid isPermaLink="false">CBMi1</guid><source url="https://bao-mau.vn">Báo Mẫu</source>'
        "<description>&lt;a href='x'&gt;Học sinh nhập viện&lt;/a&gt;</description></item>"
    )
    (entry,) = read(rss(item)).entries
    assert (entry.title, entry.author, entry.links) == ("Học sinh nhập viện", "Báo Mẫu", ("https://bao-mau.vn",))
    assert not entry.needs_page


def test_a_search_engine_link_is_unwrapped() -> None:
    item = "<item><title>Tin</title><link>https://www.google.com/url?rct=j&amp;url=https://bao-mau.vn/a-1.html&amp;ct=ga</link></item>"
    (entry,) = read(rss(item)).entries
    assert entry.url == "https://bao-mau.vn/a-1.html"


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:yt="http://www.youtube.com/xml/schemas/2015"
 xmlns:media="http://search.yahoo.com/mrss/"><title>Kênh Mẫu</title><entry><id>yt:video:abc</id><yt:videoId>abc</yt:videoId>
<title>Lễ khai giảng</title><link rel="alternate" href="https://www.youtube.com/watch?v=abc"/><author><name>Kênh Mẫu</name></author>
<published>2022-09-05T01:00:00+00:00</published><media:group><media:title>Lễ khai giảng</media:title>
<media:thumbnail url="https://i.vi/abc.jpg"/><media:description>Toàn cảnh #khaigiang ở Ba Tri</media:description></media:group></entry></feed>"""


def test_a_video_channel_needs_no_page() -> None:
    (entry,) = read(ATOM).entries
    assert (entry.key, entry.url) == ("yt:video:abc", "https://www.youtube.com/watch?v=abc")
    assert (entry.text, entry.hashtags) == ("Toàn cảnh #khaigiang ở Ba Tri", ("khaigiang",))
    assert (entry.needs_page, entry.author) == (False, "Kênh Mẫu")
    assert entry.published_at == datetime(2022, 9, 5, 1, tzinfo=UTC)


def test_a_forum_feed_needs_no_page_when_told_so() -> None:
    (entry,) = read(rss(ITEM), needs_page=False).entries
    assert not entry.needs_page


@pytest.mark.parametrize("reference", ["&#xD800;", "&#55296;", "&#0;", "&#x110000;"])
def test_references_to_no_character_are_dropped(reference: str) -> None:
    malformed = rss(f"<item><title>Tin {reference}mới</title><link>/a-1.html</link></br></item>")
    (entry,) = read(malformed).entries
    assert entry.title == "Tin mới"


def test_a_parser_that_gives_up_is_told_not_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(*_: object, **__: object) -> None:
        raise KeyError("links")

    monkeypatch.setattr("monitor.collect.feeds.feedparser.parse", give_up)
    feed = read(rss(ITEM)[:-20])
    assert (feed.readable, feed.warning) == (False, "malformed: the parser gave up (KeyError)")
