"""Pages of open incidents over loopback HTTP: edits, removals, evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_network

import pytest

from monitor.app import Overrides, build
from monitor.collect.fetch import Fetcher
from monitor.core.clock import VirtualClock
from monitor.core.handling import Action, ActionKind
from monitor.core.items import Channel
from monitor.core.settings import load_settings
from monitor.core.sources import Source, SourceKind, Tier
from monitor.stages import watching
from tests.fakes.news_server import NewsServer
from tests.fakes.store_rows import T0, an_incident, an_item

FEED = "<rss version='2.0'><channel><title>Báo Sông Quê</title>{items}</channel></rss>"
ENTRY = """<item><title>{title}</title><link>{page}</link>
<pubDate>Wed, 12 Oct 2022 07:50:00 +0700</pubDate></item>"""
TITLE = "{count} học sinh tiểu học ở Ba Tri nhập viện sau bữa ăn bán trú"
PAGE = """<html><head><title>x</title></head><body><article>
<h1>{count} học sinh tiểu học ở Ba Tri nhập viện sau bữa ăn bán trú</h1>
<p>Theo Trung tâm Y tế huyện Ba Tri, {count} học sinh Trường Tiểu học Bông Sen được đưa vào cấp cứu trưa 12-10.</p>
<p>Sức khỏe các em đã ổn định, cơ quan chức năng lấy mẫu thức ăn để xét nghiệm tìm nguyên nhân.</p>
</article></body></html>"""
SAYS_SO = """<html><head><title>Không tìm thấy trang</title></head><body><h1>Không tìm thấy trang</h1>
<p>Bài viết không tồn tại hoặc đã bị gỡ. Mời bạn đọc trở về trang chủ để xem tin khác trong ngày.</p></body></html>"""
CALM = """<html><head><title>x</title></head><body><article><h1>Thư viện trường học ở Giồng Trôm có thêm sách mới</h1>
<p>Thư viện Trường Tiểu học Hoa Mai vừa nhận ba trăm đầu sách do phụ huynh và cựu học sinh đóng góp.</p>
<p>Nhà trường mở cửa thư viện cả ngày thứ bảy để học sinh đến đọc và mượn sách về nhà.</p>
</article></body></html>"""


@pytest.fixture
def server():
    with NewsServer() as server:
        pages = [(TITLE.format(count=42), "/a1.html"), ("Thư viện trường học có thêm sách mới", "/a2.html")]
        items = "".join(ENTRY.format(title=title, page=server.url(path)) for title, path in pages)
        server.add("/rss.xml", FEED.format(items=items))
        server.add("/a1.html", PAGE.format(count=42), validators=True)
        server.add("/a2.html", CALM, validators=True)
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


@pytest.fixture
def incident(app):
    app.pipeline.collect()
    app.pipeline.watch()
    with app.store.read() as tx:
        (incident,) = tx.incidents.open()
    return incident


def watch_for(app, minutes, step=5):
    for _ in range(0, minutes, step):
        app.clock.advance(timedelta(minutes=step))
        app.pipeline.watch()


def notes(app, incident, kind):
    with app.store.read() as tx:
        return [event.note for event in tx.incidents.events(incident.id) if event.kind == kind]


def warnings(app):
    with app.store.read() as tx:
        return [warning.text for warning in tx.warnings.recent(20)]


def test_the_page_that_opened_an_incident_is_kept_as_it_was_read(app, server, incident):
    (item_id,) = incident.item_ids
    with app.store.read() as tx:
        (copy,) = tx.evidence.of(item_id)
    assert copy.page.decode() == PAGE.format(count=42)
    assert (copy.taken_at, copy.url, copy.complete) == (T0, server.url("/a1.html"), True)
    assert server.hits()["/a1.html"] == 1


def test_only_pages_of_incidents_are_read_again_and_on_schedule(app, server, incident):
    watch_for(app, 24 * 60 + 12 * 60)
    assert server.hits()["/a1.html"] == 1 + 5
    assert server.hits()["/a2.html"] == 1
    assert server.last("/a1.html")["if-none-match"]
    with app.store.read() as tx:
        assert len(tx.items.versions(incident.item_ids[0])) == 1
        assert len(tx.evidence.of(incident.item_ids[0])) == 1


def test_an_edit_is_a_new_version_judged_again_with_a_copy_and_a_note(app, server, incident):
    server.add("/a1.html", PAGE.format(count=58), validators=True)
    watch_for(app, 15)
    with app.store.read() as tx:
        versions = tx.items.versions(incident.item_ids[0])
        copies = tx.evidence.of(incident.item_ids[0])
        after = tx.incidents.get(incident.id)
    assert [v.title for v in versions] == [TITLE.format(count=42), TITLE.format(count=58)]
    assert {v.arrived_at for v in versions} == {T0}
    assert [copy.page.decode() for copy in copies] == [PAGE.format(count=42), PAGE.format(count=58)]
    (note,) = notes(app, incident, "edited")
    assert "«42 học sinh" in note
    assert "→ «58 học sinh" in note
    assert dict(after.counts) != dict(incident.counts)


def test_a_page_in_a_new_dress_is_no_edit(app, server, incident):
    dressed = PAGE.format(count=42).replace("<article>", "<div class='qc'>Quảng cáo</div><article>")
    server.add("/a1.html", dressed, validators=True)
    watch_for(app, 15)
    with app.store.read() as tx:
        assert len(tx.items.versions(incident.item_ids[0])) == 1
        assert len(tx.evidence.of(incident.item_ids[0])) == 1
    assert notes(app, incident, "edited") == []


@pytest.mark.parametrize(
    "gone",
    [
        pytest.param({"status": 404}, id="404"),
        pytest.param({"status": 410}, id="410"),
        pytest.param({"status": 302, "headers": {"Location": "/"}}, id="sent-to-the-front-page"),
        pytest.param({"status": 302, "headers": {"Location": "/giao-duc"}}, id="sent-to-a-section"),
        pytest.param({"body": SAYS_SO}, id="answers-that-it-is-gone"),
        pytest.param({"body": ""}, id="answers-nothing"),
        pytest.param({"body": "<html><body><div id='khung'></div></body></html>"}, id="answers-a-frame"),
    ],
)
def test_a_page_taken_down_is_recorded_once_and_the_item_stays(app, server, incident, gone):
    server.add("/", "<html><body><p>Trang chủ Báo Sông Quê</p></body></html>")
    server.add("/giao-duc", CALM)
    server.add("/a1.html", **gone)
    watch_for(app, 15)
    assert notes(app, incident, "removed") == []
    watch_for(app, 15)
    assert notes(app, incident, "removed") == [f"Trang bài không còn nữa: {server.url('/a1.html')}"]
    assert sum("đã bị gỡ" in text for text in warnings(app)) == 1
    watch_for(app, 600)
    assert len(notes(app, incident, "removed")) == 1
    with app.store.read() as tx:
        assert tx.items.get(incident.item_ids[0]).title == TITLE.format(count=42)
        assert tx.evidence.has(incident.item_ids[0])
        assert [i.id for i in tx.incidents.open()] == [incident.id]


def test_a_page_that_comes_back_is_noted(app, server, incident):
    server.add("/a1.html", "", status=404)
    watch_for(app, 40)
    server.add("/a1.html", PAGE.format(count=42), validators=True)
    watch_for(app, 60)
    assert len(notes(app, incident, "restored")) == 1


def test_a_page_that_is_back_at_the_second_look_was_not_removed(app, server, incident):
    server.add("/a1.html", SAYS_SO)
    watch_for(app, 15)
    server.add("/a1.html", PAGE.format(count=42), validators=True)
    watch_for(app, 120)
    assert notes(app, incident, "removed") == notes(app, incident, "restored") == notes(app, incident, "edited") == []


def test_a_page_that_robots_txt_closes_is_asked_for_no_more_and_is_not_removed(app, server, incident):
    server.add("/robots.txt", "User-agent: *\nDisallow: /a1", content_type="text/plain")
    app.clock.advance(timedelta(hours=25))  # older copies of robots.txt are not used
    app.pipeline.watch()
    watch_for(app, 48 * 60, step=60)
    assert server.hits()["/a1.html"] == 1
    assert notes(app, incident, "removed") == []
    with app.store.read() as tx:
        assert tx.watches.get(incident.item_ids[0]).last_error == "robots: disallowed"


@pytest.mark.parametrize("url", ["https://www.facebook.com/trang/posts/1", "https://t.me/kenh/5", "https://youtu.be/a"])
def test_a_link_to_a_social_post_is_not_read_again(app, incident, url):
    with app.store.transaction() as tx:
        tx.items.put(an_item("bao-song-que-x", "Bài trên mạng.", source="bao-song-que", url=url), now=T0)
        tx.incidents.put(replace(incident, item_ids=(*incident.item_ids, "bao-song-que-x")), next_due_at=None)
    app.pipeline.watch()
    with app.store.read() as tx:
        assert tx.watches.running() == frozenset(incident.item_ids)


def test_a_site_in_trouble_is_no_removal(app, server, incident):
    server.add("/a1.html", "", status=503)
    watch_for(app, 120)
    assert notes(app, incident, "removed") == []
    assert server.hits()["/a1.html"] <= 1 + 3


def test_an_edit_that_cannot_be_judged_is_told_once_and_tried_again(app, server, incident, monkeypatch):
    server.add("/a1.html", PAGE.format(count=58), validators=True)

    def fail(*args, **options):
        raise ValueError("a bug")

    with monkeypatch.context() as patch:
        patch.setattr(app.pipeline.judge, "_place_some", fail)
        watch_for(app, 45)
    assert sum("gặp lỗi khi xét lại" in text for text in warnings(app)) == 1
    assert notes(app, incident, "edited") == []
    watch_for(app, 15)
    assert len(notes(app, incident, "edited")) == 1
    with app.store.read() as tx:
        assert tx.items.get(incident.item_ids[0]).title == TITLE.format(count=58)


def test_a_page_our_own_code_fails_on_does_not_stop_the_rest(app, incident, monkeypatch):
    def fail(*args, **options):
        raise ValueError("a bug")

    monkeypatch.setattr(watching, "read_again", fail)
    app.clock.advance(timedelta(minutes=15))
    assert app.pipeline.watch().read == 1
    with app.store.read() as tx:
        watch = tx.watches.get(incident.item_ids[0])
    assert watch.last_error == "ValueError: a bug"
    assert watch.next_due_at > app.clock.now()


def test_a_closed_incident_is_watched_no_more(app, server, incident):
    app.pipeline.act(
        Action(app.clock.now(), "van-phong", ActionKind.RESOLVE, incident_id=incident.id, args=(("note", "xong"),))
    )
    watch_for(app, 120)
    assert server.hits()["/a1.html"] == 1
    with app.store.read() as tx:
        assert tx.watches.running() == frozenset()


def test_an_incident_without_a_copy_gets_one_at_once(app, server):
    server.add("/a1.html", "", status=503)
    app.pipeline.collect()
    server.add("/a1.html", PAGE.format(count=42), validators=True)
    app.pipeline.watch()
    with app.store.read() as tx:
        (incident,) = tx.incidents.open()
        (copy,) = tx.evidence.of(incident.item_ids[0])
        assert "lấy mẫu thức ăn" in tx.items.get(incident.item_ids[0]).text
    assert copy.page.decode() == PAGE.format(count=42)


def test_drift_is_told_once_a_week_and_looked_for_once_an_hour(app, server):
    for minute in range(12):
        dated = minute < 8
        rows = "".join(
            f"<item><title>Tin thường ngày số {n}</title><link>{server.url(f'/tin-{n}')}</link>"
            + (f"<pubDate>Wed, 12 Oct 2022 07:{n:02}:00 +0700</pubDate>" if dated else "")
            + "</item>"
            for n in range(minute, minute + 6)
        )
        server.add("/rss.xml", FEED.format(items=rows))
        app.pipeline.collect()
        app.clock.advance(timedelta(minutes=20))
    app.pipeline.watch()
    app.pipeline.watch()
    told = [text for text in warnings(app) if "không còn ghi ngày giờ" in text]
    assert len(told) == 1
    assert "Báo Sông Quê" in told[0]


def test_a_forum_thread_is_looked_at_but_neither_compared_nor_kept(server, tmp_path):
    clock = VirtualClock(T0)
    forum = Source(
        "dien-dan", "Diễn đàn", SourceKind.FORUM, server.url("/rss.xml"), Channel.FORUM, Tier.OPEN_SOCIAL,
        home_place="ben-tre", min_gap=timedelta(0),
    )  # fmt: skip
    fetcher = lambda: Fetcher(user_agent="t", clock=clock, allow_private=(ip_network("127.0.0.0/8"),))  # noqa: E731
    settings = load_settings({"MONITOR_VAR": str(tmp_path)})
    app = build(settings, Overrides(clock=clock, sources=[forum], channels={}, fetcher=fetcher, seed=0))
    title = TITLE.format(count=42)
    with app.store.transaction() as tx:
        tx.items.put(an_item("dien-dan-1", title, title=title, source="dien-dan", url=server.url("/a1.html")), now=T0)
        tx.incidents.put(an_incident(item_ids=("dien-dan-1",)), next_due_at=None)
    app.pipeline.watch()
    watch_for(app, 60)
    server.add("/a1.html", "", status=404)
    watch_for(app, 12 * 60, step=15)
    with app.store.read() as tx:
        watch = tx.watches.get("dien-dan-1")
        assert not tx.evidence.has("dien-dan-1")
        assert len(tx.items.versions("dien-dan-1")) == 1
        assert [event.kind for event in tx.incidents.events("v1")] == ["removed"]
    app.close()
    assert watch.removed_at is not None
