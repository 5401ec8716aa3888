"""Hôm nay, nguồn tin, đơn vị, nhật ký, cài đặt, người dùng, hướng dẫn: what they show and what their forms do."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from monitor.core.accounts import Role
from monitor.core.clock import show_time
from monitor.core.handling import Suppressed
from monitor.core.items import Channel
from monitor.core.labels import Scored, Severity
from monitor.core.plan import Contact
from monitor.core.sources import Source, SourceKind, Tier
from tests.fakes.desk import PASSWORD
from tests.fakes.store_rows import T0, a_classification, a_feed, an_incident, an_item, at
from tests.integration.desk.conftest import put_incident


def line(app):
    with app.store.read() as tx:
        return tx.audit.recent(1)[0]


@pytest.fixture
def admin(office):
    return office.signed_in(Role.ADMIN)


def test_an_empty_day_says_so(admin):
    page = admin.read("/")
    assert "Không có sự cố nào chờ tiếp nhận" in page
    assert "Chưa có tin bài nào trong 24 giờ qua" in page
    assert "Không có tin nhắn nào bị giữ lại" in page


def test_a_day_that_is_quiet_because_nothing_runs_says_so_before_everything_else(app, admin):
    with app.store.transaction() as tx:
        tx.meta.set("beat:thu thập tin", at(-120).isoformat())
    page = admin.read("/")
    told = page.index("Công việc «thu thập tin» đã đứng yên.")
    assert told < page.index('id="can-xu-ly"')
    assert "chưa chắc là yên ắng" in page
    assert "Công việc «thu thập tin» đã đứng yên." in admin.read("/nguon-tin")


@pytest.mark.parametrize(("minutes_ago", "calm"), [(1, True), (120, False)], ids=["crawling", "standing still"])
def test_no_source_is_called_well_while_nothing_is_read(app, admin, minutes_ago, calm):
    with app.store.transaction() as tx:
        tx.feeds.put(a_feed("https://a.example/rss", last_ok_at=at(-minutes_ago)))
        tx.meta.set("beat:thu thập tin", at(-minutes_ago).isoformat())
    page = admin.read("/")
    assert ("không có nguồn nào lỗi" in page) is calm
    assert ("Không nguồn nào đang được đọc" in page) is not calm
    assert f"đọc được lần gần nhất lúc {show_time(at(-minutes_ago))}" in page


def test_the_day_sorts_incidents_by_what_is_asked_of_people(app, admin):
    with app.store.transaction() as tx:
        put_incident(tx, "v1", title="Chờ tiếp nhận")
        put_incident(tx, "v2", title="Đang làm", acknowledged_at=T0, acknowledged_by="cttt")
        put_incident(tx, "v3", title="Cần xem xét", level=Severity.S2, confidence=0.2)
        put_incident(tx, "v4", title="Chuyện cũ", is_old=True)
    sections = re.findall(r'<h2 id="([^"]+)">.*?(?=<h2|$)', admin.read("/"), re.DOTALL)
    assert sections[:4] == ["can-xu-ly", "dang-xu-ly", "cho-xem-xet", "de-biet"]
    text = re.sub(r"<[^>]+>", " ", admin.read("/"))
    order = [text.index(words) for words in ("Chờ tiếp nhận", "Đang làm", "Cần xem xét", "Chuyện cũ")]
    assert order == sorted(order)


def test_what_changed_since_one_looked_is_marked_until_one_says_so(app, admin):
    admin.send("/da-xem")
    app.clock.advance(timedelta(minutes=5))
    with app.store.transaction() as tx:
        put_incident(tx, "v1", opened_at=at(3), updated_at=at(3))
    assert '<span class="tag news">mới</span>' in admin.read("/")
    assert '<span class="tag news">mới</span>' in admin.read("/"), "reading alone changes nothing"
    admin.send("/da-xem")
    assert "tag news" not in admin.read("/")
    with app.store.transaction() as tx:
        tx.incidents.put(an_incident("v1", opened_at=at(3), updated_at=at(9)), next_due_at=None)
    assert '<span class="tag news">có thay đổi</span>' in admin.read("/")


def test_what_was_held_back_is_told_with_the_reason(app, admin):
    with app.store.transaction() as tx:
        put_incident(tx)
        tx.suppressed.add(Suppressed(T0, "v1", "cttt", "silenced", 1))
    page = admin.read("/")
    assert "1 tin nhắn: đơn vị đã yêu cầu tạm ngừng báo" in page


def test_themes_of_the_day_lead_to_their_items(app, admin):
    with app.store.transaction() as tx:
        tx.items.put(an_item("a", published_at=T0), now=T0)
        tx.labels.put(a_classification("a", themes=(Scored("digital", 0.9),)), now=T0)
    assert 'href="/tin-bai?chu-de=digital"' in admin.read("/")


@pytest.fixture
def source(app):
    source = Source("bao-x", "Báo X", SourceKind.RSS, "https://x.example/rss", Channel.PRESS_LOCAL, Tier.STATE)
    object.__setattr__(app, "sources", (source,))
    return source


def test_a_source_that_fails_stands_first_and_on_the_first_page(app, admin, source):
    with app.store.transaction() as tx:
        tx.feeds.put(a_feed(source.url, source_id="bao-x", failures=5, failing_since=at(-600), last_error="timeout"))
    assert "không đọc được" in admin.read("/nguon-tin")
    assert "1 nguồn tin cần xem" in admin.read("/")


def test_a_source_is_paused_with_a_reason_and_goes_on(app, admin, source):
    assert admin.send("/nguon-tin/bao-x/tam-dung", reason="").status_code == 422
    assert admin.send("/nguon-tin/bao-x/tam-dung", reason="trang đang bảo trì").status_code == 303
    page = admin.read("/nguon-tin")
    assert "đang tạm dừng" in page
    assert "trang đang bảo trì" in page
    assert (line(app).act, line(app).note) == ("pause-source", "trang đang bảo trì")
    with app.store.read() as tx:
        assert set(tx.paused_sources.all()) == {"bao-x"}
    assert admin.send("/nguon-tin/bao-x/chay-lai").status_code == 303
    with app.store.read() as tx:
        assert tx.paused_sources.all() == {}


def test_an_unknown_source_is_not_found(admin):
    assert admin.send("/nguon-tin/khong-co/tam-dung", reason="x").status_code == 404


def test_a_contact_is_changed_and_written_down(app, admin):
    answer = admin.send("/don-vi/gdth/lien-he", person="Lê Thị B", email="b@sogddt.example", zalo="")
    assert answer.status_code == 303
    with app.store.read() as tx:
        assert tx.contacts.of("gdth").email == "b@sogddt.example"
    assert (line(app).act, line(app).what, line(app).person) == ("change_contact", "gdth", "quan-tri")
    assert "Lê Thị B" in admin.read("/don-vi/gdth")


def contact_of(app, unit):
    with app.store.read() as tx:
        return tx.contacts.of(unit)


def test_the_same_person_keeps_addresses_that_the_form_does_not_ask_for(app, admin):
    person, here = "Lê Thị B", {"zalo_oa": "u-9", "telegram": "t-9", "prefers": ("telegram",)}
    with app.store.transaction() as tx:
        tx.contacts.set("gdth", Contact(person, "b@x.example", phone="0987 654 321", **here), at=T0)
    admin.send("/don-vi/gdth/lien-he", person=person, email="moi@x.example", zalo="", phone="0275 3822 300")
    assert contact_of(app, "gdth") == Contact(person, "moi@x.example", phone="0275 3822 300", **here)
    assert 'href="tel:02753822300"' in admin.read("/don-vi/gdth")


def test_whoever_follows_gets_none_of_the_former_addresses(app, admin):
    with app.store.transaction() as tx:
        tx.contacts.set("gdth", Contact("Lê Thị B", "b@x.example", zalo_oa="u-9", phone="0987654321"), at=T0)
    admin.send("/don-vi/gdth/lien-he", person="Trần C", email="c@x.example", zalo="", phone="")
    assert contact_of(app, "gdth") == Contact("Trần C", "c@x.example")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"person": "B", "email": "b@x.example", "phone": "12345"}, "Số điện thoại chưa đúng"),
        ({"person": "", "email": "b@x.example"}, "họ tên"),
        ({"person": "B"}, "ít nhất một địa chỉ"),
        ({"person": "B", "email": "khong-phai-thu"}, "chưa đúng"),
        ({"person": "B", "email": "b@x.example\nBcc: c@x.example"}, "chưa đúng"),
    ],
)
def test_a_contact_nobody_can_reach_is_refused(app, admin, fields, words):
    answer = admin.send("/don-vi/gdth/lien-he", **fields)
    assert answer.status_code == 422
    assert words in answer.text
    with app.store.read() as tx:
        assert tx.contacts.of("gdth") is None


def test_units_are_those_of_the_day_or_of_every_period(admin):
    assert "PGD-" not in admin.read("/don-vi")
    assert "pgd-ba-tri" in admin.read("/don-vi")
    assert "vhxh-ba-tri" not in admin.read("/don-vi")
    assert "vhxh-ba-tri" in admin.read("/don-vi?moi-thoi-ky=co")


def test_the_audit_is_narrowed_paged_and_checked(app, admin):
    with app.store.transaction() as tx:
        for n in range(130):
            tx.audit.add(at(n), "cttt", "reveal" if n % 2 else "acknowledge", f"q{n}", person="ai-do")
    first = admin.read("/nhat-ky")
    assert len(re.findall(r"<tr data-item>", first)) == 100
    assert "q129" in first
    following = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
    assert "q0<" in admin.read(following)
    assert "tiếp nhận sự cố" not in admin.read("/nhat-ky?viec=reveal").partition("<tbody>")[2]
    assert "Nhật ký nguyên vẹn" in admin.send("/nhat-ky/kiem-tra").text


def test_settings_show_no_secret(tmp_path, app, admin):
    page = admin.read("/cai-dat")
    assert "Máy chủ thư" in page
    assert "chưa khai báo" in page
    assert "Giờ yên tĩnh" in page
    assert "90 ngày, rồi xóa nội dung" in page


def test_the_guide_is_rendered(admin):
    page = admin.read("/huong-dan")
    assert "<table>" in page
    assert page.count("<h1>") == 1
    assert "##" not in page
    for anchor in re.findall(r'<li><a href="#([^"]+)"', page):
        assert page.count(f'id="{anchor}"') == 1
    assert "<kbd>b</kbd> Báo cáo" in page


def test_an_administrator_adds_somebody_who_sets_a_password_and_comes_in(app, office, admin):
    page = admin.send("/nguoi-dung", login="Lan.Nguyen", name="Nguyễn Thị Lan", role="truc-tin").text
    path = re.search(r"<code>http://[^/]+(/thiet-lap/[^<]+)</code>", page)[1]
    browser = office.browser()
    token = re.search(r'name="csrf" value="([^"]+)"', browser.read(path))[1]
    sent = {"csrf": token, "password": PASSWORD, "again": PASSWORD}
    assert "Đã đặt mật khẩu" in browser.client.post(path, data=sent).text
    assert browser.sign_in("lan.nguyen").status_code == 303
    assert path.rpartition("/")[2] not in admin.read("/nguoi-dung")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"login": "quan-tri", "name": "A", "role": "chi-xem"}, "đã có người dùng"),
        ({"login": "có dấu", "name": "A", "role": "chi-xem"}, "Tên đăng nhập"),
        ({"login": "ab", "name": "", "role": "chi-xem"}, "họ tên"),
        ({"login": "ab", "name": "A", "role": "vua"}, "vai trò"),
        ({"login": "ab", "name": "A", "role": "don-vi"}, "cần chọn đơn vị"),
        ({"login": "ab", "name": "A", "role": "don-vi", "unit": "khong-co"}, "Không có đơn vị"),
    ],
)
def test_an_account_that_cannot_be_is_refused(admin, fields, words):
    answer = admin.send("/nguoi-dung", **fields)
    assert answer.status_code == 422
    assert words in answer.text


def test_another_role_ends_the_sessions(office, admin):
    duty = office.signed_in(Role.DUTY)
    assert admin.send("/nguoi-dung/truc-tin/vai-tro", role="chi-xem").status_code == 303
    assert duty.get("/").status_code == 303
    duty.sign_in("truc-tin")
    assert duty.send("/nguon-tin/x/thu").status_code == 403


@pytest.mark.parametrize("act", ["khoa", "vai-tro"])
def test_the_last_administrator_stays(admin, act):
    answer = admin.send(f"/nguoi-dung/quan-tri/{act}", role="chi-xem")
    assert answer.status_code == 422
    assert "ít nhất một quản trị" in answer.text
    assert admin.get("/nguoi-dung").status_code == 200
