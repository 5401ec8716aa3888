"""Sự cố: the list, the page, acts as forms, two people at once, and what a unit does not get to see."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from monitor.core.accounts import Role
from monitor.core.incidents import Incident, IncidentStatus
from monitor.core.labels import Severity
from monitor.core.notifications import CitedReason
from monitor.desk.incidents.pages import PAGE
from monitor.desk.incidents.view import EVIDENCE_CHARS
from tests.fakes.store_rows import T0, a_notification, an_incident, at
from tests.integration.desk.conftest import put_incident

MARK = re.compile(r'name="mark" value="([0-9a-f]+)"')


def stored(app, incident_id="v1") -> Incident:
    with app.store.read() as tx:
        return tx.incidents.get(incident_id)


def mark(browser, incident_id="v1") -> str:
    return MARK.search(browser.read(f"/su-co/{incident_id}"))[1]


def act(browser, slug, incident_id="v1", **fields):
    return browser.send(f"/su-co/{incident_id}/{slug}", mark=mark(browser, incident_id), **fields)


@pytest.fixture
def duty(office, incident):
    return office.signed_in(Role.DUTY)


def test_the_page_shows_the_case(duty):
    page = duty.read("/su-co/v1")
    for words in ("Nghi ngộ độc", "12 học sinh", "chưa ai tiếp nhận", "1 nguồn độc lập", "Ngộ độc thực phẩm"):
        assert words in page


def test_a_long_quote_shows_its_beginning_and_the_rest_when_asked_for(app, office):
    quote = f"43 học sinh nhập viện. {'Các em được đưa vào từ trưa. ' * 12}Hết đoạn."
    with app.store.transaction() as tx:
        put_incident(tx, reasons=(CitedReason("floor.hospitalised>=30", "q1", quote),))
    admin = office.signed_in(Role.ADMIN)
    page = admin.read("/su-co/v1")
    shown, whole = re.findall(r"<q>([^<]+)</q>", page)
    assert shown.endswith("…")
    assert len(shown) <= EVIDENCE_CHARS
    assert whole == quote
    assert "Hết đoạn." not in admin.read("/su-co")


@pytest.mark.parametrize(
    ("slug", "fields", "holds"),
    [
        ("tiep-nhan", {}, lambda i: i.acknowledged_by == "van-phong"),
        ("xac-nhan", {"reason": "đã gọi trường"}, lambda i: i.confirmed_by == "van-phong"),
        ("muc-do", {"level": "S4", "reason": "lan nhanh"}, lambda i: i.level is Severity.S4),
        ("sai-su-that", {"reason": "trường xác minh"}, lambda i: i.outcome == "mark_false"),
        ("khong-phai", {"reason": "tỉnh khác"}, lambda i: i.outcome == "mark_not_ours"),
        ("nhan-viec", {}, lambda i: i.received_at is not None),
        ("xac-dinh", {}, lambda i: i.determined_at is not None),
        (
            "ho-so/ket-thuc",
            {"outcome": "đã giải quyết xong", "lessons": "không có", "seen": "0"},
            lambda i: i.outcome == "đã giải quyết xong",
        ),
    ],
)
def test_an_act_is_done_and_written_down_with_the_person(app, duty, slug, fields, holds):
    answer = act(duty, slug, **fields)
    assert answer.status_code == 303
    assert holds(stored(app))
    with app.store.read() as tx:
        line = tx.audit.recent(1)[0]
        logged = [event for event in tx.incidents.events("v1") if event.kind == "action"]
    assert (line.actor, line.person, line.what) == ("van-phong", "truc-tin", "v1")
    assert logged[-1].person == "truc-tin"
    assert "Người truc-tin" in duty.read("/su-co/v1")


def test_silence_is_for_the_unit_of_the_person(app, duty):
    assert act(duty, "tam-ngung", minutes="60", reason="đang xác minh").status_code == 303
    with app.store.read() as tx:
        silences = tx.silences.active("v1", app.clock.now())
    assert [(s.unit, s.until) for s in silences] == [("van-phong", T0 + timedelta(hours=1))]


def test_a_statement_stops_the_clock_and_is_linked(app, duty):
    act(duty, "nhan-viec")
    said = {"where": "cổng thông tin", "speaker": "Giám đốc", "url": "https://sogddt.example/phat-ngon"}
    assert act(duty, "ho-so/phat-ngon", seen="0", **said).status_code == 303
    assert stored(app).clock.statement_url == "https://sogddt.example/phat-ngon"
    assert 'href="https://sogddt.example/phat-ngon"' in duty.read("/su-co/v1")


def test_two_incidents_become_one(app, office):
    with app.store.transaction() as tx:
        put_incident(tx, "v1", text="12 học sinh nhập viện ở Ba Tri")
        put_incident(tx, "v2", text="học sinh nghi ngộ độc ở Ba Tri", title="Tin trùng")
    duty = office.signed_in(Role.DUTY)
    answer = act(duty, "gop", "v2", into="v1")
    assert answer.headers["location"].startswith("/su-co/v1")
    assert stored(app, "v2").merged_into == "v1"
    assert "đã gộp vào" in duty.read("/su-co/v2")


@pytest.mark.parametrize(
    ("slug", "fields", "words"),
    [
        ("xac-nhan", {"reason": ""}, "Hãy ghi lý do"),
        ("muc-do", {"level": "S9", "reason": "x"}, "chọn một mức"),
        ("muc-do", {"level": "", "reason": "x"}, "chọn một mức"),
        ("tam-ngung", {"minutes": "-5", "reason": "x"}, "thời gian tạm ngừng"),
        ("tam-ngung", {"minutes": "9999999999", "reason": "x"}, "thời gian tạm ngừng"),
        ("ho-so/phat-ngon", {"url": "javascript:alert(1)", "seen": "0"}, "https://"),
        ("ho-so/phat-ngon", {"url": "http://[bad", "seen": "0"}, "https://"),
        ("gop", {"into": "v1"}, "không còn mở"),
        ("gop", {"into": "khong-co"}, "không còn mở"),
        ("ho-so/ket-thuc", {"outcome": "  ", "lessons": "không có", "seen": "0"}, "kết quả xử lý"),
        ("xac-nhan", {"reason": "x" * 2001}, "quá dài"),
    ],
)
def test_a_form_that_cannot_be_used_says_why_and_changes_nothing(app, duty, slug, fields, words):
    before = stored(app)
    answer = duty.send(f"/su-co/v1/{slug}", **fields)
    assert answer.status_code == 422
    assert words in answer.text
    assert stored(app) == before


def test_what_was_typed_is_kept_when_a_field_is_missing(duty):
    answer = duty.send("/su-co/v1/muc-do", level="", reason="lan nhanh trên mạng")
    assert ">lan nhanh trên mạng</textarea>" in answer.text


def test_two_people_at_once_see_each_other_and_lose_nothing(app, office, duty):
    chief = office.signed_in(Role.LEADERSHIP)
    seen = mark(chief)
    assert act(duty, "muc-do", level="S2", reason="đã xác minh, nhẹ").status_code == 303
    ending = {"outcome": "xong", "lessons": "không có", "seen": "0"}
    late = chief.send("/su-co/v1/ho-so/ket-thuc", mark=seen, **ending)
    assert late.status_code == 409
    assert "Người khác vừa thay đổi" in late.text
    assert ">xong</textarea>" in late.text
    assert stored(app).is_open
    assert stored(app).level is Severity.S2
    again = chief.send("/su-co/v1/ho-so/ket-thuc", mark=MARK.search(late.text)[1], **ending)
    assert again.status_code == 303
    assert not stored(app).is_open


def test_an_act_of_someone_else_on_another_incident_is_no_conflict(app, office, duty):
    with app.store.transaction() as tx:
        put_incident(tx, "v2")
    seen = mark(duty)
    act(office.signed_in(Role.LEADERSHIP), "tiep-nhan", "v2")
    assert duty.send("/su-co/v1/tiep-nhan", mark=seen).status_code == 303


def test_the_list_narrows_and_pages_without_gap_or_repeat(app, office):
    with app.store.transaction() as tx:
        for n in range(PAGE + 10):
            level = Severity.S4 if n % 7 == 0 else Severity.S2
            incident = an_incident(f"v{n:03}", level=level, opened_at=at(n // 3), title=f"Vụ số {n:03}.")
            tx.incidents.put(incident, next_due_at=None)
        closed = an_incident("x1", status=IncidentStatus.CLOSED, closed_at=T0, title="Vụ đã xong")
        tx.incidents.put(closed, next_due_at=None)
    duty = office.signed_in(Role.DUTY)
    first = duty.read("/su-co")
    following = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
    second = duty.read(following)
    numbers = re.findall(r"Vụ số (\d+)\.", first) + re.findall(r"Vụ số (\d+)\.", second)
    assert sorted(numbers) == [f"{n:03}" for n in range(PAGE + 10)]
    assert 'rel="next"' not in second
    assert "Vụ đã xong" not in first
    assert "Vụ đã xong" in duty.read("/su-co?trang-thai=khep")
    assert "9 sự cố" in duty.read("/su-co?muc=S4")


@pytest.mark.parametrize("query", ["sau=rac", "sau=2022~", "muc=S9", "dia-ban=x", "trang-thai=x", "sau=%00~v1"])
def test_a_query_that_means_nothing_is_the_plain_list(duty, query):
    assert "Nghi ngộ độc" in duty.read(f"/su-co?{query}")


@pytest.fixture
def cases(app):
    """One incident of the unit, one it has a copy of, one it was told of, and one of another unit."""
    with app.store.transaction() as tx:
        put_incident(tx, "v1", title="Vụ của mình", units=("gdth",))
        put_incident(tx, "v2", title="Vụ để biết", units=("cttt",), copy_units=("gdth",))
        put_incident(tx, "v3", title="Vụ được báo lên", units=("cttt",))
        put_incident(tx, "v4", title="Vụ của đơn vị khác", units=("gdtrh",))
        tx.outbox.add(a_notification("v3:gdth:escalation:1", incident_id="v3", unit="gdth"), next_at=T0)


def test_a_unit_finds_only_what_is_its_own(office, cases):
    unit = office.signed_in(Role.UNIT, unit="gdth")
    for path in ("/", "/su-co"):
        page = unit.read(path)
        for title in ("Vụ của mình", "Vụ để biết", "Vụ được báo lên"):
            assert title in page, path
        assert "Vụ của đơn vị khác" not in page, path


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/su-co/v4"),
        ("GET", "/tin-bai/q4"),
        ("POST", "/su-co/v4/tiep-nhan"),
        ("POST", "/su-co/v4/tam-ngung"),
    ],
)
def test_the_address_of_what_is_another_units_looks_like_one_that_does_not_exist(app, office, cases, method, path):
    unit = office.signed_in(Role.UNIT, unit="gdth")
    before = stored(app, "v4")
    ask = unit.get(path) if method == "GET" else unit.send(path, minutes="60", reason="x")
    missing = path.replace("v4", "khong-co").replace("q4", "khong-co")
    none = unit.get(missing) if method == "GET" else unit.send(missing, minutes="60", reason="x")
    assert ask.status_code == none.status_code == 404
    assert ask.text == none.text
    assert stored(app, "v4") == before


def test_a_unit_acknowledges_in_its_own_name_whatever_the_form_says(app, office, cases):
    unit = office.signed_in(Role.UNIT, unit="gdth")
    assert unit.send("/su-co/v1/tiep-nhan", actor="lanh-dao", unit="lanh-dao").status_code == 303
    assert stored(app).acknowledged_by == "gdth"


def test_a_unit_reads_the_items_of_its_incidents_and_no_others(office, cases):
    unit = office.signed_in(Role.UNIT, unit="gdth")
    assert unit.get("/tin-bai/q1").status_code == 200
    page = unit.read("/tin-bai?tim=hoc+sinh")
    assert "/tin-bai/q1" in page
    assert "/tin-bai/q4" not in page


def test_those_who_only_look_see_no_restricted_case(app, office):
    kind = next(kind.id for kind in app.plan.incident_types if kind.restricted)
    with app.store.transaction() as tx:
        put_incident(tx, "v1", title="Vụ hạn chế", incident_type=kind)
        put_incident(tx, "v2", title="Vụ thường")
    viewer, duty = office.signed_in(Role.VIEWER), office.signed_in(Role.DUTY)
    for path in ("/", "/su-co"):
        assert "Vụ hạn chế" not in viewer.read(path)
        assert "Vụ thường" in viewer.read(path)
        assert "Vụ hạn chế" in duty.read(path)
    assert viewer.get("/su-co/v1").status_code == 404
    assert viewer.get("/tin-bai/q1").status_code == 404
    assert "/tin-bai/q1" not in viewer.read("/tin-bai")
