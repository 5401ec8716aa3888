"""WebSub from end to end: a feed on loopback, a loopback hub, and the routes a hub reaches."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_network

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from monitor.app import Overrides, build
from monitor.collect.fetch import Fetcher
from monitor.core.clock import VirtualClock
from monitor.core.entries import FetchOutcome
from monitor.core.items import Channel
from monitor.core.settings import load_settings
from monitor.core.sources import Source, SourceKind, Tier
from monitor.core.subscriptions import SubscriptionState
from monitor.desk.machines.websub import MAX_PUSH_BYTES, websub_routes
from monitor.desk.web import create_web
from tests.fakes.hub_server import Hub
from tests.fakes.news_server import NewsServer
from tests.fakes.store_rows import T0

pytestmark = pytest.mark.slow

BASE = "https://giam-sat.vi-du.vn"
PAGE = """<html><head><title>x</title></head><body><article><h1>{title}</h1>
<p>Thư viện Trường Tiểu học Hoa Mai vừa nhận ba trăm đầu sách do phụ huynh và cựu học sinh đóng góp.</p>
<p>Nhà trường mở cửa thư viện cả ngày thứ bảy để học sinh đến đọc và mượn sách về nhà.</p></article></body></html>"""
TITLES = {1: "Thư viện trường học ở Giồng Trôm có thêm sách mới", 2: "Học sinh Ba Tri trồng cây đầu năm học"}


class World:
    """A newspaper with a hub, and the product that watches it."""

    def __init__(self, server, app, hub):
        self.server, self.app, self.hub = server, app, hub

    def document(self, *numbers):
        rows = "".join(
            f"<item><title>{TITLES[n]}</title><link>{self.server.url(f'/tin-{n}.html')}</link>"
            f"<pubDate>Wed, 12 Oct 2022 07:5{n}:00 +0700</pubDate></item>"
            for n in numbers
        )
        links = f"<atom:link rel='hub' href='{self.hub.url}'/><atom:link rel='self' href='{self.feed_url}'/>"
        head = f"<channel><title>Báo Sông Quê</title>{links}{rows}</channel>"
        return f"<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'>{head}</rss>"

    @property
    def feed_url(self):
        return self.server.url("/rss.xml")

    def publish(self, *numbers):
        for n in numbers:
            self.server.add(f"/tin-{n}.html", PAGE.format(title=TITLES[n]))
        self.server.add("/rss.xml", self.document(*numbers), validators=True)

    def step(self, **span):
        self.app.clock.advance(timedelta(**span))
        return self.app.pipeline.collect()

    def subscribe(self):
        self.publish(1)
        self.app.pipeline.collect()
        assert self.hub.ask_back().text == "thu-thach"

    @property
    def feed(self):
        with self.app.store.read() as tx:
            return tx.feeds.get(self.feed_url)

    @property
    def subscription(self):
        with self.app.store.read() as tx:
            (subscription,) = tx.subscriptions.all()
        return subscription

    @property
    def titles(self):
        with self.app.store.read() as tx:
            return {item.title for item in tx.items.recent(T0 - timedelta(days=30))}


def make(server, folder, *, base=BASE, enabled=True):
    clock = VirtualClock(T0)
    source = Source(
        "bao-song-que", "Báo Sông Quê", SourceKind.RSS, server.url("/rss.xml"), Channel.PRESS_LOCAL, Tier.STATE,
        home_place="ben-tre", min_gap=timedelta(0), every=timedelta(minutes=5), enabled=enabled,
    )  # fmt: skip
    nothing = lambda _seconds: None  # noqa: E731 - no real waiting
    fetcher = lambda: Fetcher(  # noqa: E731
        user_agent="t", clock=clock, allow_private=(ip_network("127.0.0.0/8"),), sleep=nothing
    )
    settings = load_settings({"MONITOR_VAR": str(folder), "MONITOR_BASE_URL": base})
    return build(settings, Overrides(clock=clock, sources=[source], channels={}, fetcher=fetcher, seed=0))


def routes_alone(app):
    web = FastAPI()
    web.include_router(websub_routes(app))
    return web


@pytest.fixture
def world(tmp_path):
    with NewsServer() as server:
        app = make(server, tmp_path)
        with Hub(TestClient(routes_alone(app)), BASE) as hub:
            yield World(server, app, hub)
        app.close()


def test_a_feed_with_a_hub_is_subscribed_and_polled_hourly(world):
    world.publish(1)
    world.app.pipeline.collect()
    assert (world.hub.last["hub.mode"], world.hub.last["hub.topic"]) == ("subscribe", world.feed_url)
    assert world.subscription.state is SubscriptionState.PENDING
    assert world.feed.pushed_until is None
    answered = world.hub.ask_back()
    assert (answered.status_code, answered.text) == (200, "thu-thach")
    assert answered.headers["content-type"].startswith("text/plain")
    assert world.subscription.state is SubscriptionState.LIVE
    for _ in range(24):
        world.step(minutes=5)
    assert world.server.hits()["/rss.xml"] <= 1 + 3
    assert len(world.hub.forms) == 1


def test_a_pushed_document_goes_the_way_of_a_polled_one(world):
    world.subscribe()
    world.publish(1, 2)
    polls = world.server.hits()["/rss.xml"]
    assert world.hub.push(world.document(2)).status_code == 202
    assert world.hub.push(world.document(2), method="sha1").status_code == 202
    summary = world.step(seconds=30)
    assert (summary.new, world.server.hits()["/rss.xml"]) == (1, polls)
    assert world.titles == set(TITLES.values())
    assert world.server.hits()["/tin-2.html"] == 1
    with world.app.store.read() as tx:
        pushed = [record for record in tx.feeds.last_fetches("bao-song-que", 20) if record.note == "pushed"]
    assert [(record.outcome, record.entries, record.dated) for record in pushed] == [(FetchOutcome.OK, 1, 1)] * 2
    assert world.subscription.last_push_at == T0


def test_what_a_poll_finds_unpushed_makes_polling_quick_until_the_next_push(world):
    world.subscribe()
    world.step(minutes=10)
    world.publish(1, 2)
    world.step(minutes=70)
    assert world.feed.pushed_until is None
    assert world.feed.next_due_at - world.app.clock.now() < timedelta(minutes=10)
    world.hub.push(world.document(2))
    assert world.feed.pushed_until == world.subscription.lease_until


@pytest.mark.parametrize(
    "push",
    [
        pytest.param({"secret": "khoa-khac"}, id="another-key"),
        pytest.param({"secret": ""}, id="unsigned"),
        pytest.param({"secret": "", "X-Hub-Signature": "sha256=00"}, id="made-up"),
        pytest.param({"Link": "<https://khac.example/rss>; rel=self"}, id="another-feed"),
    ],
)
def test_what_is_not_provably_ours_is_dropped_and_the_hub_not_told(world, push):
    world.subscribe()
    assert world.hub.push(world.document(2), **push).status_code == 202
    world.step(seconds=30)
    assert world.titles == {TITLES[1]}
    assert world.subscription.last_push_at is None


def test_a_push_that_is_no_feed_is_recorded_and_changes_nothing(world):
    world.subscribe()
    before = world.feed
    assert world.hub.push("<html>lỗi</html>").status_code == 202
    with world.app.store.read() as tx:
        record = tx.feeds.last_fetches("bao-song-que", 1)[0]
    assert (record.outcome, record.error) == (FetchOutcome.TEMPORARY, "parse: not a feed")
    assert world.feed == before


def test_a_push_that_is_too_long_is_refused(world):
    world.subscribe()
    assert world.hub.push(" " * (MAX_PUSH_BYTES + 1)).status_code == 413


def test_a_denied_feed_is_polled_as_ever_and_asked_for_again_after_a_week(world):
    world.publish(1)
    world.app.pipeline.collect()
    assert world.hub.deny("không phục vụ").status_code == 200
    assert world.subscription.state is SubscriptionState.DENIED
    assert world.hub.push(world.document(1)).status_code == 410
    world.step(days=6)
    assert len(world.hub.forms) == 1
    world.step(days=1)
    assert len(world.hub.forms) == 2


def test_a_denial_of_a_live_one_brings_polling_back_at_once(world):
    world.subscribe()
    world.step(minutes=5)
    polls = world.server.hits()["/rss.xml"]
    world.hub.deny("hết hạn")
    world.step(seconds=30)
    assert world.server.hits()["/rss.xml"] == polls + 1


@pytest.mark.parametrize(
    "changes",
    [{"topic": "https://ke-khac.example/"}, {"mode": "unsubscribe"}, {"challenge": ""}],
    ids=["another-feed", "unsubscribe", "no-challenge"],
)
def test_a_question_for_what_we_did_not_ask_is_not_answered(world, changes):
    world.publish(1)
    world.app.pipeline.collect()
    assert world.hub.ask_back(**changes).status_code == 404
    assert world.subscription.state is SubscriptionState.PENDING


def test_an_address_we_never_gave_is_not_found(world):
    world.subscribe()
    stranger = world.hub.last | {"hub.callback": f"{BASE}/websub/doan-mo"}
    assert world.hub.ask_back(stranger).status_code == 404
    assert world.hub.push(world.document(2), form=stranger).status_code == 404


def test_a_lease_is_renewed_before_its_end_and_over_when_the_hub_is_gone(world):
    world.subscribe()  # for a day
    world.step(hours=19, minutes=30)
    assert len(world.hub.forms) == 2
    world.hub.ask_back()
    assert world.subscription.lease_until == world.app.clock.now() + timedelta(days=1)
    world.hub.status = 503
    for _ in range(50):
        world.step(minutes=30)
    assert world.hub.push(world.document(2)).status_code == 410
    polls = world.server.hits()["/rss.xml"]
    world.step(minutes=20)
    assert world.server.hits()["/rss.xml"] == polls + 1
    assert world.subscription.last_error == "http 503"


def test_a_hub_that_moved_is_followed_with_the_same_request(world):
    world.publish(1)
    world.hub.status, world.hub.headers = 307, {"Location": world.hub.url}
    world.app.pipeline.collect()
    assert len(world.hub.forms) == 6
    assert len({form["hub.callback"] for form in world.hub.forms}) == 1
    assert world.subscription.last_error == "redirects: too many"


def test_a_feed_that_gives_up_its_hub_is_unsubscribed(world):
    world.subscribe()
    bare = (
        "<rss version='2.0'><channel><title>B</title><item><title>Tin khác hẳn hôm nay</title></item></channel></rss>"
    )
    world.server.add("/rss.xml", bare)
    world.step(minutes=70)
    assert world.hub.last["hub.mode"] == "unsubscribe"
    assert "hub.secret" not in world.hub.last
    assert world.hub.push(world.document(2)).status_code == 410
    assert world.hub.ask_back().text == "thu-thach"
    assert world.subscription.state is SubscriptionState.ENDED
    world.step(days=3)
    assert len(world.hub.forms) == 2


def test_a_source_switched_off_is_unsubscribed_after_the_next_start(world, tmp_path):
    world.subscribe()
    app = make(world.server, tmp_path, enabled=False)
    app.clock.move_to(world.app.clock.now())
    app.pipeline.collect()
    app.close()
    assert world.hub.last["hub.mode"] == "unsubscribe"


@pytest.mark.parametrize("base", ["http://127.0.0.1:8080", "https://may-chu.local"])
def test_without_a_public_address_no_hub_is_asked(tmp_path, base):
    with NewsServer() as server:
        app = make(server, tmp_path, base=base)
        with Hub(TestClient(routes_alone(app)), base) as hub:
            World(server, app, hub).publish(1)
            app.pipeline.collect()
            assert hub.forms == []
            with app.store.read() as tx:
                assert tx.subscriptions.all() == ()
        app.close()


def test_the_web_application_lets_hubs_in_without_signing_in(world):
    web = TestClient(create_web(world.app))
    world.publish(1)
    world.app.pipeline.collect()
    with Hub(web, BASE) as hub:
        hub.forms = world.hub.forms
        assert hub.ask_back().text == "thu-thach"
        assert hub.push(world.document(2)).status_code == 202
        assert hub.push(world.document(2), form=hub.last | {"hub.callback": f"{BASE}/websub/x"}).status_code == 404
