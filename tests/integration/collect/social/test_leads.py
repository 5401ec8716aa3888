"""Google's leads through the whole product: never an origin, and the paper's page is what is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.app import App, Overrides, build, build_fetcher
from monitor.core.clock import VirtualClock
from monitor.core.items import Channel
from monitor.core.settings import load_settings
from monitor.core.sources import Source, SourceKind, Tier
from tests.fakes.social.open_pages import OpenPages, google_alert, google_news, open_pages
from tests.fakes.social.server import Answer

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TITLE = "42 học sinh tiểu học ở Ba Tri nhập viện sau bữa ăn bán trú"
PAGE = Answer(
    f"""<html><body><article><h1>{TITLE}</h1>
<p>Theo Trung tâm Y tế Ba Tri, 42 học sinh Trường Tiểu học Bông Sen được đưa vào cấp cứu trưa 22-11.</p>
<p>Sức khỏe các em đã ổn định, cơ quan chức năng lấy mẫu thức ăn để xét nghiệm tìm nguyên nhân.</p>
</article></body></html>""".encode(),
    headers={"Content-Type": "text/html; charset=utf-8"},
)
DAILY = Answer(status=503)


@dataclass
class Town:
    """The product with Google's two kinds of feeds and one paper."""

    app: App
    web: OpenPages

    def publish(self) -> None:
        """The paper's own feed shows the article."""
        page = f"{self.web.running.base}/tin-12345.html"
        self.web.answers["/rss.xml"] = Answer(
            f"""<rss version='2.0'><channel><title>B</title><item><title>{TITLE}</title><link>{page}</link>
            <pubDate>Sun, 22 Nov 2026 15:00:00 +0700</pubDate></item></channel></rss>""".encode()
        )

    def round(self) -> None:
        self.app.clock.advance(timedelta(hours=1))  # type: ignore[attr-defined]
        self.app.pipeline.collect()


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with open_pages({"/rss.xml": DAILY, "/tin-12345.html": PAGE}) as web:
        clock = VirtualClock(NOW)
        settings = load_settings({"MONITOR_VAR": str(tmp_path), "MONITOR_ALLOW_PRIVATE": "127.0.0.0/8"})
        common = {"every": timedelta(minutes=10), "min_gap": timedelta(0)}
        base = web.running.base
        sources = [
            Source("alerts", "Google Alerts", SourceKind.GOOGLE, f"{base}/alerts/feeds/1/2", Channel.AGGREGATOR,
                   Tier.AGGREGATOR, consent="CV 1", **common),
            Source("news", "Google News", SourceKind.GOOGLE, f"{base}/rss/search?q=x", Channel.AGGREGATOR,
                   Tier.AGGREGATOR, consent="CV 1", **common),
            Source("bao-mau", "Báo Mẫu", SourceKind.RSS, f"{base}/rss.xml", Channel.PRESS_LOCAL, Tier.STATE,
                   home_place="ben-tre", **common),
        ]  # fmt: skip
        overrides = Overrides(
            clock=clock, sources=sources, channels={}, seed=0, fetcher=lambda: build_fetcher(settings, clock)
        )
        app = build(settings, overrides)
        yield Town(app, web)
        app.close()


def the_incident(app: App):
    with app.store.read() as tx:
        (incident,) = tx.incidents.open()
    return incident


def lead_by_alert(web: OpenPages) -> None:
    page = f"{web.running.base}/tin-12345.html"
    web.answers["/alerts/feeds/1/2"] = google_alert(f"https://www.google.com/url?rct=j&amp;url={page}&amp;ct=ga")


def lead_by_news(web: OpenPages) -> None:
    web.answers["/rss/search"] = google_news(TITLE)


@pytest.mark.parametrize("lead", [lead_by_alert, lead_by_news], ids=["alert", "news"])
@pytest.mark.parametrize("paper_first", [True, False], ids=["paper first", "lead first"])
def test_a_lead_and_its_paper_are_one_voice_and_that_is_the_papers(town: Town, lead, *, paper_first: bool):
    steps = [town.publish, lambda: lead(town.web)]
    for step in steps if paper_first else reversed(steps):
        step()
        town.round()
    incident = the_incident(town.app)
    assert len(incident.item_ids) == 2
    assert (incident.origins, incident.copies, incident.press_origins) == (1, 1, 1)
    assert incident.confidence >= 0.68


def test_two_leads_to_one_article_corroborate_nothing(town: Town):
    lead_by_alert(town.web)
    lead_by_news(town.web)
    town.round()
    incident = the_incident(town.app)
    assert (incident.origins, incident.press_origins) == (1, 0)
    assert incident.confidence < 0.68


def test_an_unwrapped_link_is_read_at_the_paper(town: Town):
    lead_by_alert(town.web)
    town.round()
    with town.app.store.read() as tx:
        (item,) = tx.items.export()
    assert item.url == f"{town.web.running.base}/tin-12345.html"
    assert "lấy mẫu thức ăn" in item.text
    assert not any("google" in request.path for request in town.web.running.seen if request.path != "/alerts/feeds/1/2")
