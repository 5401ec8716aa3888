"""A source added at the desk is followed from the next round on, without a new start."""

from __future__ import annotations

from ipaddress import ip_network

import pytest

from monitor.app import Overrides, build
from monitor.collect.fetch import Fetcher
from monitor.core.accounts import Role
from monitor.core.clock import VirtualClock
from monitor.core.settings import Settings, load_settings
from tests.fakes.desk import Calm, Office
from tests.fakes.news_server import NewsServer
from tests.fakes.store_rows import T0

FEED = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>{name}</title>
<item><title>{name}</title><link>{link}</link><guid>{link}</guid><description>Học sinh trở lại lớp.</description>
<pubDate>Wed, 12 Oct 2022 07:00:00 +0700</pubDate></item></channel></rss>"""
KNOWN = "sources:\n- id: bao-cu\n  name: Báo Cũ\n  kind: rss\n  url: {url}\n"


@pytest.fixture
def paper():
    with NewsServer() as server:
        for name in ("cu", "moi"):
            server.add(f"/{name}/rss", FEED.format(name=f"Trường {name} mở cửa", link=server.url(f"/{name}/1.html")))
        yield server


@pytest.fixture
def sources_path(tmp_path, monkeypatch, paper):
    path = tmp_path / "sources.yaml"
    path.write_text(KNOWN.format(url=paper.url("/cu/rss")), encoding="utf-8")
    monkeypatch.setattr(Settings, "sources_path", property(lambda _: path))
    return path


@pytest.fixture
def app(tmp_path, sources_path):
    clock = VirtualClock(T0)
    loopback = (ip_network("127.0.0.0/8"),)
    overrides = Overrides(
        clock=clock, channels={}, classifier=Calm(),
        fetcher=lambda: Fetcher(user_agent="thu", clock=clock, allow_private=loopback, sleep=lambda _: None),
    )  # fmt: skip
    app = build(load_settings({"MONITOR_VAR": str(tmp_path)}), overrides)
    yield app
    app.close()


def polled(app) -> set[str]:
    with app.store.read() as tx:
        return {state.feed_url for state in tx.feeds.all()}


def test_a_source_added_at_the_desk_is_polled_in_the_next_round(app, paper):
    duty = Office(app).signed_in(Role.DUTY)
    app.pipeline.collect()
    assert polled(app) == {paper.url("/cu/rss")}
    assert duty.send("/nguon-tin/ghi", url=paper.url("/moi/rss"), name="Báo Mới").status_code == 303
    assert "Báo Mới" in duty.read("/nguon-tin")
    app.pipeline.collect()
    assert polled(app) == {paper.url("/cu/rss"), paper.url("/moi/rss")}
    assert "Báo Mới" in app.source_names.values()
    assert "Trường moi mở cửa" in duty.read("/tin-bai")


def test_a_file_changed_by_hand_is_taken_in_too(app, paper, sources_path):
    app.pipeline.collect()
    more = f"- id: bao-tay\n  name: Báo Tay\n  kind: rss\n  url: {paper.url('/moi/rss')}\n"
    sources_path.write_text(sources_path.read_text(encoding="utf-8") + more, encoding="utf-8")
    app.pipeline.collect()
    assert paper.url("/moi/rss") in polled(app)


def test_a_broken_file_is_told_of_once_and_changes_nothing(app, paper, sources_path):
    sources_path.write_text("sources: [", encoding="utf-8")
    app.pipeline.collect()
    app.pipeline.collect()
    assert polled(app) == {paper.url("/cu/rss")}
    with app.store.read() as tx:
        told = [row.text for row in tx.warnings.recent(9) if "sources.yaml" in row.text]
    assert len(told) == 1
