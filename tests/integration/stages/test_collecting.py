"""Collecting over loopback HTTP: what is judged when, when pages fail."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_network

import pytest

from monitor.app import Overrides, build
from monitor.collect.fetch import Fetcher
from monitor.core.clock import VirtualClock
from monitor.core.items import Channel
from monitor.core.labels import Severity
from monitor.core.settings import load_settings
from monitor.core.sources import Source, SourceKind, Tier
from tests.fakes.news_server import NewsServer
from tests.fakes.store_rows import T0

FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Báo Sông Quê</title><item>
<title>42 học sinh tiểu học ở Ba Tri nhập viện sau bữa ăn bán trú</title><link>{page}</link>
<description>Trưa 12-10, nhiều học sinh Trường Tiểu học Bông Sen (xã Tân Xuân, huyện Ba Tri) phải cấp cứu.</description>
<pubDate>Wed, 12 Oct 2022 07:50:00 +0700</pubDate></item></channel></rss>"""
PAGE = """<html><head><title>x</title></head><body><article>
<h1>42 học sinh tiểu học ở Ba Tri nhập viện sau bữa ăn bán trú</h1>
<p>Theo Trung tâm Y tế huyện Ba Tri, 42 học sinh Trường Tiểu học Bông Sen được đưa vào cấp cứu trưa 12-10.</p>
<p>Sức khỏe các em đã ổn định, cơ quan chức năng lấy mẫu thức ăn để xét nghiệm tìm nguyên nhân.</p>
</article></body></html>"""


@pytest.fixture
def server():
    with NewsServer() as server:
        yield server


@pytest.fixture
def app(server, tmp_path):
    clock = VirtualClock(T0)
    source = Source(
        "bao-song-que", "Báo Sông Quê", SourceKind.RSS, server.url("/rss.xml"), Channel.PRESS_LOCAL, Tier.STATE,
        home_place="ben-tre", min_gap=timedelta(0),
    )  # fmt: skip
    fetcher = lambda: Fetcher(user_agent="t", clock=clock, allow_private=(ip_network("127.0.0.0/8"),))  # noqa: E731
    settings = load_settings({"MONITOR_VAR": str(tmp_path)})
    overrides = Overrides(clock=clock, sources=[source], channels={}, fetcher=fetcher, seed=0)
    app = build(settings, overrides)
    yield app
    app.close()


def incidents(app):
    with app.store.read() as tx:
        return tx.incidents.open()


def test_a_headline_is_judged_at_once_when_its_page_cannot_be_read(app, server):
    server.add("/rss.xml", FEED.format(page=server.url("/a1.html")))
    server.add("/a1.html", "", status=503)
    summary = app.pipeline.collect()
    assert (summary.new, summary.articles) == (1, 1)
    (incident,) = incidents(app)
    assert incident.level is Severity.S4
    with app.store.read() as tx:
        assert tx.entries.pending_count() == 1


def test_the_page_that_comes_later_is_a_new_version_of_the_same_item(app, server):
    server.add("/rss.xml", FEED.format(page=server.url("/a1.html")))
    server.add("/a1.html", "", status=503)
    app.pipeline.collect()
    server.add("/a1.html", PAGE)
    app.clock.advance(timedelta(minutes=5))
    summary = app.pipeline.collect()
    assert summary.new == 0
    (incident,) = incidents(app)
    assert len(incident.item_ids) == 1
    with app.store.read() as tx:
        assert tx.entries.pending_count() == 0
        assert len(tx.items.versions(incident.item_ids[0])) == 2
        assert "lấy mẫu thức ăn" in tx.items.get(incident.item_ids[0]).text


def test_a_page_that_never_comes_is_given_up_with_its_headline_kept(app, server):
    server.add("/rss.xml", FEED.format(page=server.url("/a1.html")))
    server.add("/a1.html", "", status=503)
    for _ in range(6):
        app.pipeline.collect()
        app.clock.advance(timedelta(hours=1))
    with app.store.read() as tx:
        assert tx.entries.pending_count() == 0
        assert tx.items.count() == 1
    assert server.hits()["/a1.html"] == 4


def test_the_first_round_names_the_sources_that_do_not_answer(app, server):
    server.add("/rss.xml", "", status=404)
    app.pipeline.collect()
    with app.store.read() as tx:
        (warning,) = tx.warnings.recent(5)
    assert "không đọc được ở lượt đầu tiên" in warning.text
    app.clock.advance(timedelta(minutes=10))
    app.pipeline.collect()
    with app.store.read() as tx:
        assert len(tx.warnings.recent(5)) == 1


def warnings(app):
    with app.store.read() as tx:
        return [warning.text for warning in tx.warnings.recent(20)]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        pytest.param({"status": 503}, "(trang trả lời lỗi, mã 503)", id="503"),
        pytest.param({"status": 404}, "(trang trả lời lỗi, mã 404)", id="404"),
        pytest.param({"status": 403}, "từ chối cho đọc (trang trả lời lỗi, mã 403)", id="403"),
        pytest.param({"body": "<html>Bảo trì</html>"}, "không đọc được", id="no-feed"),
    ],
)
def test_a_priority_source_that_stops_is_told_within_a_quarter_of_an_hour_of_its_first_failure(
    app, server, fault, words
):
    server.add("/rss.xml", FEED.format(page=server.url("/a1.html")))
    server.add("/a1.html", PAGE)
    app.pipeline.collect()
    server.add("/rss.xml", **fault)
    failed_at = told_at = None
    for _ in range(60):
        app.clock.advance(timedelta(minutes=1))
        app.pipeline.collect()
        with app.store.read() as tx:
            (state,) = tx.feeds.all()
        failed_at = failed_at or (app.clock.now() if state.failures else None)
        told_at = told_at or (app.clock.now() if warnings(app) else None)
    assert timedelta(minutes=10) <= told_at - failed_at <= timedelta(minutes=15)
    (text,) = warnings(app)
    assert "«Báo Sông Quê»" in text
    assert words in text


def test_a_source_that_recovered_is_warned_of_again(app, server):
    server.add("/rss.xml", FEED.format(page=server.url("/a1.html")))
    server.add("/a1.html", PAGE)
    app.pipeline.collect()
    for status in (403, 200, 403):
        server.add("/rss.xml", FEED.format(page=server.url("/a1.html")), status=status)
        app.clock.advance(timedelta(hours=7))
        app.pipeline.collect()
        app.clock.advance(timedelta(minutes=11))
        app.pipeline.collect()
    assert sum("từ chối cho đọc (trang trả lời lỗi, mã 403)" in text for text in warnings(app)) == 2


def feed_of(server, *numbers):
    rows = "".join(
        f"<item><title>Tin số {n} của tỉnh hôm nay</title><link>{server.url(f'/tin-{n}.html')}</link>"
        f"<pubDate>Wed, 12 Oct 2022 {n // 60:02}:{n % 60:02}:00 +0700</pubDate></item>"
        for n in numbers
    )
    return f"<rss version='2.0'><channel><title>B</title>{rows}</channel></rss>"


def test_a_feed_that_rolls_over_is_told_once_a_day_and_read_faster(app, server):
    for start in (0, 100, 200):
        server.add("/rss.xml", feed_of(server, *range(start, start + 8)))
        app.pipeline.collect()
        app.clock.advance(timedelta(minutes=20))
    with app.store.read() as tx:
        (state,) = tx.feeds.all()
        notes = [r.note for r in tx.feeds.last_fetches("bao-song-que", 500) if r.url.endswith("rss.xml")]
    assert notes == ["rollover", "rollover", ""]
    assert state.pace == 1 / 3
    (text,) = [text for text in warnings(app) if "có thể sót tin" in text]
    assert "Báo Sông Quê" in text
