"""Pages that need no sign-in: the one behind a signed link, health, static files; and what every answer carries."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.core.errors import StorageError, StorageTrouble
from monitor.core.incidents import IncidentStatus
from monitor.core.labels import Severity
from monitor.desk.links import pages as links
from tests.fakes.store_rows import T0, an_incident


def link(app, **changes) -> str:
    values = {"expires": app.clock.now() + timedelta(days=1)} | changes
    return f"/xac-nhan/{app.signer.sign('v1', 'cttt', 'v1:cttt:push:1', **values)}"


def stored(app, incident_id="v1"):
    with app.store.read() as tx:
        return tx.incidents.get(incident_id)


def test_reading_a_link_changes_nothing(app, office, incident):
    before = stored(app)
    page = office.browser().get(link(app))
    assert page.status_code == 200
    assert "Tôi đã nhận, đang xử lý" in page.text
    assert stored(app) == before


def test_the_button_acknowledges_for_the_unit(app, office, incident):
    page = office.browser().client.post(link(app), data={"act": "acknowledge"})
    assert "Đã ghi nhận" in page.text
    assert stored(app).acknowledged_by == "cttt"
    with app.store.read() as tx:
        assert [(line.actor, line.person) for line in tx.audit.recent(5)] == [("cttt", "")]


def test_who_took_it_is_not_asked_again_until_the_level_rises(app, office, incident):
    address, client = link(app), office.browser().client
    client.post(address, data={"act": "acknowledge"})
    page = client.get(address).text
    assert "Không cần bấm lần nữa" in page
    assert "Tôi đã nhận, đang xử lý" not in page
    with app.store.transaction() as tx:
        tx.incidents.put(replace(tx.incidents.get("v1"), level=Severity.S4), next_due_at=None)
    assert "Tôi đã nhận, đang xử lý" in client.get(address).text


def test_the_link_of_a_merged_incident_acknowledges_the_one_it_went_into(app, office):
    with app.store.transaction() as tx:
        merged = an_incident("v1", status=IncidentStatus.MERGED, merged_into="v2", closed_at=T0)
        tx.incidents.put(merged, next_due_at=None)
        tx.incidents.put(an_incident("v2", title="Nghi ngộ độc ở trường khác"), next_due_at=None)
    browser = office.browser()
    assert "Nghi ngộ độc ở trường khác" in browser.read(link(app))
    assert "Đã ghi nhận" in browser.client.post(link(app), data={"act": "acknowledge"}).text
    assert stored(app, "v2").acknowledged_by == "cttt"
    assert stored(app).acknowledged_by is None


@pytest.mark.parametrize("act", ["resolve", "mark_false"])
def test_a_link_allows_no_other_act(app, office, incident, act):
    assert office.browser().client.post(link(app), data={"act": act}).status_code == 404
    assert stored(app).is_open


def test_a_changed_or_expired_link_is_refused_in_words(app, office, incident):
    expired = link(app, expires=app.clock.now() - timedelta(minutes=1))
    changed = link(app)[:-2] + "xx"
    for url in (expired, changed, "/xac-nhan/gi-do"):
        page = office.browser().client.post(url, data={"act": "acknowledge"})
        assert page.status_code == 404
        assert "không dùng được" in page.text
    assert stored(app).acknowledged_at is None


def test_a_page_of_another_site_cannot_press_the_button(app, office, incident):
    answer = office.browser().client.post(link(app), headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert stored(app).acknowledged_at is None


def test_the_address_of_a_link_goes_to_no_other_site(app, office, incident):
    assert office.browser().get(link(app)).headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("path", ["/dang-nhap", "/khong-co", "/suc-khoe", "/", "/tep/x.css"])
def test_every_answer_forbids_foreign_content(office, path):
    headers = office.browser().get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"


def test_a_wrong_address_is_told_in_words(office):
    page = office.browser().get("/khong-co")
    assert page.status_code == 404
    assert "Không tìm thấy trang này" in page.text


def test_a_page_that_breaks_shows_no_trace(office, monkeypatch, caplog):
    def broken(*_args: object) -> None:
        raise RuntimeError("mật khẩu là abc")

    monkeypatch.setattr(links, "health_of", broken)
    page = office.browser().get("/suc-khoe")
    assert page.status_code == 500
    assert "Trang gặp lỗi" in page.text
    assert "abc" not in page.text
    assert "content-security-policy" in page.headers
    assert "page failed" in caplog.text


def test_static_files_are_kept_under_a_name_of_their_content(office):
    browser = office.browser()
    style = office.web.state.desk.assets.address("desk.css")
    answer = browser.get(style)
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith("text/css")


def test_health_turns_bad_when_a_job_stands_still(app, office):
    browser = office.browser()
    with app.store.transaction() as tx:
        tx.meta.set("beat:gửi tin", app.clock.now().isoformat())
    assert browser.get("/suc-khoe").status_code == 200
    app.clock.advance(timedelta(minutes=16))
    sick = browser.get("/suc-khoe")
    assert sick.status_code == 503
    assert sick.json()["stale"] == ["gửi tin"]


def test_health_names_no_incident(app, office, incident):
    assert "ngộ độc" not in office.browser().get("/suc-khoe").text.lower()


def test_a_database_in_trouble_is_told_by_name(office, monkeypatch):
    def locked(*_args: object) -> None:
        raise StorageError("database is locked", trouble=StorageTrouble.LOCKED)

    monkeypatch.setattr(links, "health_of", locked)
    page = office.browser().get("/suc-khoe")
    assert page.status_code == 503
    assert "đang bị chương trình khác giữ" in page.text
