# ruff: noqa: E501 - documents are easier to read on one line
"""A source polled and read over HTTP, and the real captures when they are at hand."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path

import pytest

from monitor.collect.extract import extract
from monitor.collect.feeds import parse_feed
from monitor.collect.fetch import Fetcher
from monitor.collect.pages import listing_entries
from monitor.collect.poll import poll_feed, read_entry
from monitor.core.clock import VirtualClock
from monitor.core.entries import FeedState, FetchOutcome
from monitor.core.items import Channel
from monitor.core.sources import Source, SourceKind, Tier
from tests.fakes.news_server import NewsServer

NOW = datetime(2022, 10, 12, 3, 0, tzinfo=UTC)
LATER = datetime(2026, 1, 1, tzinfo=UTC)
CAPTURES = Path(__file__).resolve().parents[3].parent / "shared" / "real" / "captures"
real = pytest.mark.skipif(not CAPTURES.is_dir(), reason="the real captures are not beside this checkout")
TEXT = "Trường Tiểu học Hoa Sen cho biết lớp học trở lại bình thường sau hai ngày nghỉ vì mưa lớn trong toàn huyện. "


def feed(base: str, *numbers: int) -> str:
    items = "".join(
        f"<item><title>Tin số {n}</title><link>{base}/tin-{n}.html</link><pubDate>Wed, 12 Oct 2022 08:0{n}:00 GMT+7</pubDate></item>"
        for n in numbers
    )
    return f"<rss version='2.0'><channel><title>Báo Mẫu</title>{items}</channel></rss>"


def test_a_round_costs_one_request_per_feed_and_one_per_article() -> None:
    with (
        NewsServer() as server,
        Fetcher(
            user_agent="SoGDDT-GiamSat/1.0", clock=VirtualClock(NOW), allow_private=(ip_network("127.0.0.0/8"),)
        ) as fetcher,
    ):
        url = server.url("/rss")
        source = Source(
            "bao-mau", "Báo Mẫu", SourceKind.RSS, url, Channel.PRESS_LOCAL, Tier.STATE, min_gap=timedelta(0)
        )
        server.add("/rss", feed(server.base, 1, 2), validators=True)
        for number in (1, 2):
            server.add(f"/tin-{number}.html", f"<h1>Tin số {number}</h1><div><p>{TEXT}</p><p>{TEXT}</p></div>")
        first = poll_feed(fetcher, source, url, FeedState(url, "bao-mau", NOW), NOW, 0.5)
        items = [read_entry(fetcher, entry, source, NOW).item for entry in first.entries]
        second = poll_feed(fetcher, source, url, first.state, NOW, 0.5)
        assert [item.title for item in items if item] == ["Tin số 1", "Tin số 2"]
        assert first.state.newest_at == datetime(2022, 10, 12, 1, 2, tzinfo=UTC)
        assert (second.record.outcome, second.entries) == (FetchOutcome.NOT_MODIFIED, ())
        assert server.hits() == {"/robots.txt": 1, "/rss": 2, "/tin-1.html": 1, "/tin-2.html": 1}


@real
def test_real_article_is_read_exactly() -> None:
    expected = json.loads((CAPTURES / "vnexpress_article_2025-10-22.expected.json").read_text("utf-8"))["V1"]
    body = (CAPTURES / "vnexpress_article_2025-10-22.html").read_bytes()
    article = extract(body, url="https://vnexpress.net/bai-4954454.html", now=LATER)
    assert article.title == expected["title"]
    assert [article.lead] == expected["body"]["summary"]
    assert article.text.split("\n") == expected["body"]["sections"][0]["paragraphs"]
    assert article.published_at == datetime.fromisoformat(expected["publishing_date"])
    assert [article.author] == expected["authors"]


@real
@pytest.mark.parametrize(
    ("name", "entries"), [("vnexpress_rss_2017-11-14.js", 24), ("vnexpress_rss_thegioi_2025-02-06.xml", 1)]
)
def test_real_feeds_are_read_but_for_a_placeholder(name: str, entries: int) -> None:
    parsed = parse_feed(
        (CAPTURES / name).read_bytes(), feed_url="https://vnexpress.net/rss", source_id="vne", now=LATER
    )
    assert len(parsed.entries) == entries
    assert all(entry.title and entry.text and entry.published_at for entry in parsed.entries)
    assert not any("<" in entry.text for entry in parsed.entries)


@real
@pytest.mark.parametrize(
    ("name", "url", "least"),
    [
        ("dantri_page_2017.html", "https://dantri.com.vn/", 130),
        ("dantri_page_2019.html", "https://dantri.com.vn/", 130),
        ("vnexpress_english_home_2025-12.html", "https://e.vnexpress.net/", 60),
        ("vietnamnet_section_2025-05.html", "https://vietnamnet.vn/the-gioi", 0),
    ],
)
def test_real_section_pages_give_their_articles(name: str, url: str, least: int) -> None:
    source = Source("x", "X", SourceKind.HTML, url, Channel.PRESS_CENTRAL, Tier.NATIONAL)
    entries = listing_entries((CAPTURES / name).read_bytes(), source=replace(source), page_url=url, now=LATER)
    assert len(entries) >= least
    assert len({entry.key for entry in entries}) == len(entries)
    assert all(len(entry.title.split()) >= 4 for entry in entries)


@real
def test_real_broken_documents_do_not_break_the_reader() -> None:
    for name in ("vnexpress_fragment_2023.html", "vnexpress_article_2023-11-30.html"):
        assert len(extract((CAPTURES / name).read_bytes(), url="https://vnexpress.net/a-1.html", now=LATER).text) > 1500
