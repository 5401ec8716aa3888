"""The small web application over a real store: health, overview, and the page behind a signed link."""

from __future__ import annotations

from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from monitor.app import App, Overrides, build
from monitor.core.clock import VirtualClock
from monitor.core.incidents import IncidentStatus
from monitor.core.settings import load_settings
from monitor.desk.web import create_web
from tests.fakes.store_rows import T0, a_classification, an_incident, an_item


@pytest.fixture
def app(tmp_path):
    settings = load_settings({"MONITOR_VAR": str(tmp_path)})
    app = build(settings, Overrides(clock=VirtualClock(T0), fetch=False, channels={}))
    yield app
    app.close()


@pytest.fixture
def client(app):
    return TestClient(create_web(app))


def put_incident(app: App, **fields) -> str:
    with app.store.transaction() as tx:
        tx.items.put(an_item("q1", "em Nguyễn Văn An gọi 0912345678", title=None), now=T0)
        tx.labels.put(a_classification("q1"), now=T0)
        tx.incidents.put(an_incident("v1", **fields), next_due_at=None)
    return "v1"


def link(app: App, **changes) -> str:
    values = {"expires": app.clock.now() + timedelta(days=1)} | changes
    return f"/xac-nhan/{app.signer.sign('v1', 'cttt', 'v1:cttt:push:1', **values)}"


def incident(app: App):
    with app.store.read() as tx:
        return tx.incidents.get("v1")


def test_reading_a_link_changes_nothing(app, client):
    put_incident(app)
    before = incident(app)
    page = client.get(link(app))
    assert page.status_code == 200
    assert "Tôi đã nhận, đang xử lý" in page.text
    assert incident(app) == before


def test_the_button_acknowledges_for_the_unit(app, client):
    put_incident(app)
    page = client.post(link(app), data={"act": "acknowledge"})
    assert "Đã ghi nhận" in page.text
    assert incident(app).acknowledged_by == "cttt"
    with app.store.read() as tx:
        assert [line.actor for line in tx.audit.recent(5)] == ["cttt"]


def test_the_link_of_a_merged_incident_acknowledges_the_one_it_went_into(app, client):
    put_incident(app, status=IncidentStatus.MERGED, merged_into="v2", closed_at=T0)
    with app.store.transaction() as tx:
        tx.incidents.put(an_incident("v2", title="Nghi ngộ độc ở trường khác"), next_due_at=None)
    assert "Nghi ngộ độc ở trường khác" in client.get(link(app)).text
    assert "Đã ghi nhận" in client.post(link(app), data={"act": "acknowledge"}).text
    with app.store.read() as tx:
        survivor = tx.incidents.get("v2")
    assert survivor.acknowledged_by == "cttt"
    assert incident(app).acknowledged_by is None


def test_a_telephone_number_at_the_edge_of_a_headline_is_not_shown_in_part(app, client):
    with app.store.transaction() as tx:
        tx.items.put(an_item("q2", "x" * 110 + " gọi 0912345678", title=None), now=T0)
    assert "0912" not in client.get("/").text


@pytest.mark.parametrize("act", ["resolve", "mark_false"])
def test_a_link_allows_no_other_act(app, client, act):
    put_incident(app)
    assert client.post(link(app), data={"act": act}).status_code == 404
    assert incident(app).is_open


def test_a_changed_or_expired_link_is_refused_in_words(app, client):
    put_incident(app)
    expired = link(app, expires=app.clock.now() - timedelta(minutes=1))
    changed = link(app)[:-2] + "xx"
    for url in (expired, changed, "/xac-nhan/gi-do"):
        page = client.post(url, data={"act": "acknowledge"})
        assert page.status_code == 404
        assert "không dùng được" in page.text
    assert incident(app).acknowledged_at is None


def test_the_overview_masks_persons(app, client):
    put_incident(app)
    page = client.get("/").text
    assert "Nguyễn Văn An" not in page
    assert "0912345678" not in page
    assert "Nghi ngộ độc" in page


def test_an_empty_overview_says_so(client):
    assert "Không có sự cố nào đang mở" in client.get("/").text


def test_pages_forbid_scripts_and_frames(client):
    policy = client.get("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


def test_health_turns_bad_when_a_job_stands_still(app, client):
    with app.store.transaction() as tx:
        tx.meta.set("beat:gửi tin", app.clock.now().isoformat())
    assert client.get("/suc-khoe").status_code == 200
    app.clock.advance(timedelta(minutes=16))
    sick = client.get("/suc-khoe")
    assert sick.status_code == 503
    assert sick.json()["stale"] == ["gửi tin"]
