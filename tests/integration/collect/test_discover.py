"""Finding out how to read a paper, over loopback HTTP."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import pytest

from monitor.collect.discover import discover
from monitor.collect.fetch import Fetcher
from monitor.core.clock import VirtualClock
from monitor.core.items import Channel
from monitor.core.sources import SourceKind, Tier
from tests.fakes.news_server import NewsServer

NOW = datetime(2022, 10, 12, 3, 0, tzinfo=UTC)
HOME = """<html><head><title>Trang nhất</title><meta property="og:site_name" content="Báo Mẫu">{head}</head>
<body><h1>Báo Mẫu</h1>{body}</body></html>"""
FEED = """<rss version="2.0"><channel><title>Báo Mẫu</title><item><title>Trường học mở cửa trở lại</title>
<link>/tin-1.html</link><pubDate>{date}</pubDate></item></channel></rss>"""
FRESH, OLD = "Wed, 12 Oct 2022 08:00:00 +0700", "Wed, 12 Oct 2014 08:00:00 +0700"
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>B</title><entry><title>Trường học mở cửa</title>
<id>a1</id><link href="/tin-1.html"/><updated>2022-10-12T08:00:00+07:00</updated></entry></feed>"""
DECLARED = '<link rel="alternate" type="application/rss+xml" href="/nguon.rss">'
MAP = """<urlset><url><loc>/tin-12345.html</loc><lastmod>{date}</lastmod></url></urlset>"""
LINKS = "".join(
    f'<p><a href="/tin-bai-so-{n}-10000{n}.html">Một tin dài về trường học số {n}</a></p>' for n in range(6)
)


def add(server: NewsServer, pages: dict[str, str]) -> None:
    for path, body in pages.items():
        server.add(path, body.replace("BASE", server.base))


@pytest.mark.parametrize(
    ("start", "pages", "kind", "path"),
    [
        pytest.param("/nguon.rss", {"/nguon.rss": FEED.format(date=FRESH)}, SourceKind.RSS, "/nguon.rss", id="a-feed"),
        pytest.param("/a.atom", {"/a.atom": ATOM}, SourceKind.ATOM, "/a.atom", id="an-atom-feed"),
        pytest.param("/m.xml", {"/m.xml": MAP.format(date="2022-10-12")}, SourceKind.SITEMAP, "/m.xml", id="a-sitemap"),
        pytest.param(
            "/",
            {"/": HOME.format(head=DECLARED, body=LINKS), "/nguon.rss": FEED.format(date=FRESH)},
            SourceKind.RSS,
            "/nguon.rss",
            id="declared-feed",
        ),
        pytest.param(
            "/",
            {
                "/": HOME.format(head=DECLARED, body=LINKS),
                "/nguon.rss": FEED.format(date=OLD),
                "/rss/home.rss": FEED.format(date=FRESH),
            },
            SourceKind.RSS,
            "/rss/home.rss",
            id="abandoned-feed-then-a-usual-address",
        ),
        pytest.param(
            "/",
            {
                "/": HOME.format(head="", body=LINKS),
                "/rss": "<html>Không có RSS</html>",
                "/robots.txt": "User-agent: *\nSitemap: BASE/ban-do.xml\n",
                "/ban-do.xml": "<sitemapindex><sitemap><loc>/thang.xml</loc></sitemap></sitemapindex>",
                "/thang.xml": MAP.format(date="2022-10-12T07:00:00+07:00"),
            },
            SourceKind.SITEMAP,
            "/ban-do.xml",
            id="sitemap-of-robots-txt",
        ),
        pytest.param(
            "/khoa-giao",
            {"/khoa-giao": HOME.format(head="", body=LINKS)},
            SourceKind.HTML,
            "/khoa-giao",
            id="section-page",
        ),
    ],
)
def test_the_first_way_that_works_is_proposed(start, pages, kind, path):
    with NewsServer() as server, fetcher() as fetch:
        add(server, pages)
        found = discover(fetch, server.url(start), now=NOW, min_gap=timedelta(0))
        assert found.source is not None
        assert (found.source.kind, found.source.url) == (kind, server.url(path))
        assert (found.source.channel, found.source.tier) == (Channel.AGGREGATOR, Tier.AGGREGATOR)
        assert found.best is found.tried[-1]
        assert found.best.entries


def test_what_the_user_says_wins_over_what_is_guessed():
    with NewsServer() as server, fetcher() as fetch:
        add(server, {"/": HOME.format(head=DECLARED, body=""), "/nguon.rss": FEED.format(date=FRESH)})
        guessed = discover(fetch, server.url("/"), now=NOW, min_gap=timedelta(0)).source
        said = discover(
            fetch,
            server.url("/"),
            now=NOW,
            source_id="bm",
            name="BM",
            channel=Channel.PRESS_LOCAL,
            min_gap=timedelta(0),
        ).source
    assert guessed is not None
    assert said is not None
    assert (guessed.id, guessed.name) == ("127-0-0-1", "Báo Mẫu")
    assert (said.id, said.name, said.channel, said.tier) == ("bm", "BM", Channel.PRESS_LOCAL, Tier.STATE)


@pytest.mark.parametrize("status", [200, 403, 500])
def test_a_page_that_cannot_be_read_is_told_and_nothing_proposed(status):
    with NewsServer() as server, fetcher() as fetch:
        server.add("/", "<html><body>Đang bảo trì</body></html>", status=status)
        found = discover(fetch, server.url("/"), now=NOW, min_gap=timedelta(0))
        assert found.source is None
        assert all(candidate.error for candidate in found.tried)
        assert sum(server.hits().values()) <= 20


def fetcher() -> Fetcher:
    return Fetcher(user_agent="t", clock=VirtualClock(NOW), allow_private=(ip_network("127.0.0.0/8"),))
