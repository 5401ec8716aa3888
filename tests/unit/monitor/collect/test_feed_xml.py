# ruff: noqa: E501 - documents are easier to read on one line
"""The quick reader and feedparser must say the same of every feed that the quick one does not refuse."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.collect import feeds
from monitor.collect.feed_xml import read_xml
from monitor.collect.feeds import ParsedFeed, parse_feed
from monitor.collect.markup import lines_of, parse_page

NOW = datetime(2026, 10, 12, 8, 0, tzinfo=UTC)
NAMESPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:x="http://vi.du/ns"'
)


def read(document: str | bytes) -> ParsedFeed:
    body = document.encode() if isinstance(document, str) else document
    return parse_feed(body, feed_url="https://bao-mau.vn/rss/a.rss", source_id="bao-mau", now=NOW)


def read_by_library(document: str | bytes) -> ParsedFeed:
    with patch.object(feeds, "read_xml", lambda *_, **__: None):
        return read(document)


def rss(*items: str, head: str = "<title>Báo Mẫu</title>") -> str:
    return (
        f'<rss version="2.0" {NAMESPACES}><channel>{head}{"".join(f"<item>{i}</item>" for i in items)}</channel></rss>'
    )


def atom(*entries: str) -> str:
    inside = "".join(f"<entry>{e}</entry>" for e in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {NAMESPACES}><title>Báo Mẫu</title>{inside}</feed>'


def rdf(*items: str) -> str:
    inside = "".join(f'<item rdf:about="https://bao-mau.vn/{n}.html">{i}</item>' for n, i in enumerate(items))
    return (
        f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" {NAMESPACES}>'
        f'<channel rdf:about="https://bao-mau.vn/"><title>Báo Mẫu</title></channel>{inside}</rdf:RDF>'
    )


WORDS = st.lists(
    st.sampled_from(
        [
            "Trường",
            "học",
            "sinh",
            "&",
            "<b>nóng</b>",
            "5 < 6",
            '"mở cửa"',
            "&quot;",
            "#khaigiang",
            "Ba Tri",
            "đ",
            "\n",
            "é",
            "Ã¡",
            "…",
            "&nbsp;",
            "<br/>",
            "\u200b",
            "a&amp;b",
        ]
    ),
    max_size=6,
).map(" ".join)
FIELD_TEXT = WORDS.flatmap(lambda text: st.sampled_from([escape(text), f"<![CDATA[{text}]]>", f" {escape(text)}\n"]))
ADDRESS = st.sampled_from(
    [
        "https://bao-mau.vn/tin-1.html",
        "/tin-2.htm?utm_source=rss&amp;id=3",
        "tin-3.html",
        "",
        "http://bao-mau.vn/a b.html",
        "HTTPS://Bao-Mau.vn/X#y",
    ]
)
DATE = st.sampled_from(
    [
        "Wed, 12 Oct 2022 14:50:00 +0700",
        "2022-10-12T14:50:00+07:00",
        "Wed, 12 Oct 2022 14:50:00 GMT+7",
        "12/10/2022 14:50",
        "",
        "hôm qua",
        "1665560000",
    ]
)


def tag(name: str, content: st.SearchStrategy[str], attributes: str = "") -> st.SearchStrategy[str]:
    return content.map(lambda text: f"<{name}{attributes}>{text}</{name}>")


RSS_FIELDS = (
    tag("title", FIELD_TEXT), tag("link", ADDRESS), tag("description", FIELD_TEXT), tag("guid", ADDRESS), tag("pubDate", DATE),
    tag("guid", st.just("post-7"), ' isPermaLink="false"'), tag("author", WORDS.map(escape)), tag("dc:creator", WORDS.map(escape)),
    tag("dc:date", DATE), tag("content:encoded", FIELD_TEXT), tag("media:description", FIELD_TEXT), tag("category", WORDS.map(escape)),
    tag("source", WORDS.map(escape), ' url="https://bao-khac.vn"'), st.just('<enclosure url="https://anh.vn/1.jpg" type="image/jpeg"/>'),
    st.just('<enclosure url="https://anh.vn/1.mp4" type="video/mp4"/>'), st.just('<media:thumbnail url="https://anh.vn/2.jpg"/>'),
    st.just('<media:content url="https://anh.vn/3.jpg" type="image/jpeg"><media:title>Ảnh</media:title></media:content>'),
    st.just('<atom:link rel="enclosure" href="https://anh.vn/4.png" type="image/png"/>'), st.just("<comments>https://bao-mau.vn/1#c</comments>"),
    st.just("<image>https://anh.vn/5.jpg</image>"), tag("media:title", FIELD_TEXT), tag("itunes:summary", FIELD_TEXT), tag("x:title", FIELD_TEXT),
    st.just('<description><![CDATA[<a href="/1"><img src="https://anh.vn/6.jpg"></a></br>Sáng nay trường mở cửa]]></description>'),
    tag("dc:title", FIELD_TEXT), tag("updated", DATE), tag("PubDate", DATE),
)  # fmt: skip
ATOM_FIELDS = (
    tag("id", ADDRESS), tag("id", st.just("tag:bao-mau.vn,2022:1")), tag("title", FIELD_TEXT), tag("title", WORDS.map(escape), ' type="html"'),
    tag("summary", FIELD_TEXT), tag("content", FIELD_TEXT, ' type="html"'), tag("published", DATE), tag("updated", DATE),
    ADDRESS.map(lambda url: f'<link rel="alternate" href="{url}"/>'), ADDRESS.map(lambda url: f'<link rel="edit" href="{url}"/>'),
    ADDRESS.map(lambda url: f'<link href="{url}" type="text/html"/>'), tag("author", tag("name", WORDS.map(escape))), tag("dc:creator", WORDS.map(escape)),
    st.just("<author><name>An</name><uri>https://bao-mau.vn/an</uri></author>"), st.just("<author><name>An</name><email>a@vi.du</email></author>"),
    tag("media:group", tag("media:description", FIELD_TEXT)), st.just('<media:group><media:thumbnail url="https://anh.vn/1.jpg"/></media:group>'),
    st.just('<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Một <b>hai</b></div></content>'), st.just('<link rel="enclosure" href="https://anh.vn/1.jpg"/>'),
)  # fmt: skip
RDF_FIELDS = (
    tag("title", FIELD_TEXT), tag("link", ADDRESS), tag("description", FIELD_TEXT), tag("dc:date", DATE), tag("dc:creator", WORDS.map(escape)),
    tag("content:encoded", FIELD_TEXT),
)  # fmt: skip


def entries_of(fields: tuple[st.SearchStrategy[str], ...]) -> st.SearchStrategy[list[str]]:
    one = st.lists(
        st.sampled_from(fields).flatmap(lambda field: field), max_size=7, unique_by=lambda text: text.split(">")[0]
    ).map("".join)
    return st.lists(one, min_size=1, max_size=3)


@given(entries_of(RSS_FIELDS))
def test_any_rss_is_read_as_feedparser_reads_it(items: list[str]) -> None:
    assert read(rss(*items)) == read_by_library(rss(*items))


@given(entries_of(ATOM_FIELDS))
def test_any_atom_is_read_as_feedparser_reads_it(entries: list[str]) -> None:
    assert read(atom(*entries)) == read_by_library(atom(*entries))


@given(entries_of(RDF_FIELDS))
def test_any_rdf_is_read_as_feedparser_reads_it(items: list[str]) -> None:
    assert read(rdf(*items)) == read_by_library(rdf(*items))


@given(
    WORDS,
    st.sampled_from(
        ["<br>", "</br>", "<p>", '<a href="x"><img src="y"></a>', '<a href="x"><img alt="a > b"></a>', "<b>"]
    ),
    WORDS,
)
def test_a_summary_read_quickly_is_what_a_parser_reads(before: str, markup: str, after: str) -> None:
    fragment = before + markup + after
    quick = feeds._quick_summary(fragment)
    if quick is None:
        return
    root = parse_page(fragment.replace('<a href="x"><img src="y"></a>', ""))
    assert quick == ("\n".join(line.text for line in lines_of(root)) if root is not None else "")


PLAIN_ITEM = '<title>Tin</title><link>https://bao-mau.vn/1.html</link><guid isPermaLink="true">https://bao-mau.vn/1.html</guid><pubDate>Wed, 12 Oct 2022 14:50:00 +0700</pubDate><dc:creator>An</dc:creator><category>Giáo dục</category><description><![CDATA[<a href="/1"><img src="/1.jpg"></a><br/>Tóm tắt]]></description>'
VIDEO = '<id>yt:video:abc</id><title>Lễ</title><link rel="alternate" href="https://www.youtube.com/watch?v=abc"/><author><name>Kênh</name><uri>https://vi.du</uri></author><published>2022-09-05T01:00:00+00:00</published><updated>2022-09-06T01:00:00+00:00</updated><media:group><media:title>Lễ</media:title><media:thumbnail url="https://i.vi/abc.jpg"/><media:description>Toàn cảnh</media:description></media:group>'


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(rss(PLAIN_ITEM), id="rss"),
        pytest.param(
            rss(
                PLAIN_ITEM,
                head='<title>A</title><atom:link rel="hub" href="https://hub.vn/"/><image><url>x</url><title>B</title></image>',
            ),
            id="rss with hub and picture",
        ),
        pytest.param(
            rss(
                "<title>Tin</title><link>/1</link><content:encoded>Bài</content:encoded><slash:comments xmlns:slash='x'>3</slash:comments>"
            ),
            id="rss with content",
        ),
        pytest.param(atom(VIDEO), id="atom of a video channel"),
        pytest.param(
            rdf("<title>Tin</title><link>https://bao-mau.vn/1.html</link><dc:date>2022-10-12T14:50:00+07:00</dc:date>"),
            id="rdf",
        ),
    ],
)
def test_usual_feeds_are_read_quickly_and_alike(document: str) -> None:
    assert read_xml(document.encode(), most=9) is not None
    assert read(document) == read_by_library(document)
    assert read(document).entries


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(rss(PLAIN_ITEM)[:-9], id="cut"),
        pytest.param(
            rss(PLAIN_ITEM.replace("Tóm", "Tóm&nbsp;").replace("<![CDATA[", "").replace("]]>", "")),
            id="markup outside CDATA",
        ),
        pytest.param(rss(), id="no entries"),
        pytest.param("<opml><body/></opml>", id="another root"),
        pytest.param(rss(PLAIN_ITEM).encode().replace("Tóm".encode(), b"T\xf3m"), id="not UTF-8"),
        pytest.param(
            '<?xml version="1.0" encoding="windows-1258"?>' + rss("<title>Tin</title><link>/1</link>"),
            id="another encoding",
        ),
        pytest.param(rss(PLAIN_ITEM + "<title>Hai</title>"), id="two titles"),
        pytest.param(rss(PLAIN_ITEM + "<dc:title>Hai</dc:title>"), id="a title of another kind"),
        pytest.param(rss(PLAIN_ITEM.replace("<title>", '<title type="xhtml">')), id="a title with a type"),
        pytest.param(rss(PLAIN_ITEM.replace("<title>Tin", "<title>Tin <b>nóng</b>")), id="markup in a title"),
        pytest.param(rss(PLAIN_ITEM).replace("<rss ", '<rss xml:base="https://khac.vn/" '), id="a base address"),
        pytest.param('<!DOCTYPE rss [<!ENTITY a "x">]>' + rss("<title>&a;</title><link>/1</link>"), id="an entity"),
        pytest.param(rss("<title>&a;</title><link>/1</link>"), id="an unknown entity"),
        pytest.param("<rss><item><title>Tin</title></item></rss>", id="no channel"),
        pytest.param(
            rss(PLAIN_ITEM).replace("<channel>", "<channel><item><title>A</title><item><title>B</title></item></item>"),
            id="an item in an item",
        ),
        pytest.param("<rss>" * 300 + "</rss>" * 300, id="too deep"),
    ],
)
def test_what_is_doubtful_is_left_to_feedparser(document: str | bytes) -> None:
    assert read_xml(document.encode() if isinstance(document, str) else document, most=9) is None


def test_only_so_many_entries_are_read() -> None:
    found = read_xml(rss(*[PLAIN_ITEM] * 5).encode(), most=3)
    assert found is not None
    assert len(found.entries) == 3
