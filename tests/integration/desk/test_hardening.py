"""What strangers try: another unit's cases over every address with an id, planted sessions, redirects leading away."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.core.accounts import MAY, Role
from monitor.desk.visits import local_address, see
from monitor.desk.web import GROUPS
from tests.fakes.desk import Office, build_app
from tests.fakes.store_rows import T0
from tests.integration.desk.conftest import put_incident

RULES = [rule for group in GROUPS for rule in group.rules]
THEIRS = {"{incident_id}": "v4", "{item_id}": "q4", "{item_id:path}": "q4"}
ABSENT = {"{incident_id}": "khong", "{item_id}": "khong", "{item_id:path}": "khong"}
OTHER = {
    "{unit_id}": "van-phong",
    "{source_id}": "khong",
    "{login}": "quan-tri",
    "{number}": "1",
    "{number:int}": "1",
    "{token}": "khong",
    "{address}": "khong",
}
BY_CASE = [rule for rule in RULES if any(name in rule.path for name in THEIRS)]
BY_OTHER_ID = [rule for rule in RULES if "{unit_id}" in rule.path or "{source_id}" in rule.path]


def filled(path: str, *tables: dict[str, str]) -> str:
    for table in tables:
        for name, value in table.items():
            path = path.replace(name, value)
    return re.sub(r"{[^}]+}", "khong", path)


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    app = build_app(tmp_path_factory.mktemp("desk"))
    with app.store.transaction() as tx:
        put_incident(tx, "v1", title="Vụ của mình", units=("gdth",))
        put_incident(tx, "v4", title="Vụ của đơn vị khác", units=("gdtrh",))
    yield app
    app.close()


@pytest.fixture(scope="module")
def unit(app):
    return Office(app).signed_in(Role.UNIT, unit="gdth")


def ask(browser, method: str, path: str):
    return browser.get(path) if method == "GET" else browser.send(path, reason="vì tò mò muốn xem", minutes="60")


def state(app):
    with app.store.read() as tx:
        return tx.incidents.get("v4"), tx.incidents.events("v4"), tx.audit.recent(1)


@pytest.mark.parametrize("rule", BY_CASE, ids=lambda rule: f"{rule.method} {rule.path}")
def test_a_unit_cannot_tell_anothers_case_from_none(app, unit, rule):
    before = state(app)
    theirs = ask(unit, rule.method, filled(rule.path, THEIRS, OTHER))
    absent = ask(unit, rule.method, filled(rule.path, ABSENT, OTHER))
    assert theirs.status_code in ({404} if rule.may in MAY[Role.UNIT] else {403})
    assert (theirs.status_code, theirs.text) == (absent.status_code, absent.text)
    assert "Vụ của đơn vị khác" not in theirs.text
    assert state(app) == before


def test_there_are_addresses_with_ids_to_ask():
    assert len(BY_CASE) > 10
    assert {rule.path for rule in BY_CASE} >= {"/su-co/{incident_id}", "/tin-bai/{item_id:path}"}


@pytest.mark.parametrize("rule", BY_OTHER_ID, ids=lambda rule: f"{rule.method} {rule.path}")
def test_a_unit_manages_no_source_and_no_other_unit(unit, rule):
    assert ask(unit, rule.method, filled(rule.path, OTHER)).status_code in {403, 404}


def test_another_units_case_is_on_no_page_a_unit_can_open(unit):
    for rule in RULES:
        if rule.method == "GET" and "{" not in rule.path and rule.path != "/su-kien" and rule.may in MAY[Role.UNIT]:
            page = unit.get(rule.path)
            assert "Vụ của đơn vị khác" not in page.text, rule.path
            assert "/su-co/v4" not in page.text, rule.path


@given(st.text() | st.from_regex(r"[/\\]{1,3}[a-z.@:]{0,9}[/\\]?.{0,5}"))
@example("//ke-xau.example")
@example("/\\ke-xau.example")
@example("/%09/ke-xau.example")
@example("/\t/ke-xau.example")
@example("https:ke-xau.example")
@example("javascript:alert(1)")
@example("/@ke-xau.example")
@example("//[")
@example("//[ke-xau.example")
@example("/dang-nhap?next=//ke-xau.example")
def test_no_address_leads_away_from_the_desk(text):
    answer = urlsplit(urljoin("https://ban-lam-viec.example/x", local_address(text)))
    assert (answer.scheme, answer.netloc) == ("https", "ban-lam-viec.example")


@given(st.text())
def test_no_answer_gets_a_header_of_somebodys_making(text):
    location = see(text).headers["location"]
    assert "\n" not in location
    assert "\r" not in location


def test_a_session_comes_by_its_cookie_alone(app):
    office = Office(app)
    known = office.signed_in(Role.VIEWER)
    key = known.client.cookies["phien"]
    stranger = office.browser()
    assert stranger.get(f"/?phien={key}").status_code == 303
    assert stranger.get("/", headers={"authorization": f"Bearer {key}", "x-session": key}).status_code == 303
    assert known.get("/").status_code == 200


def test_a_key_made_up_beforehand_never_becomes_a_session(app):
    office = Office(app)
    victim = office.browser()
    planted = {"domain": "testserver.local", "path": "/"}
    victim.client.cookies.set("phien", "khoa-do-ke-xau-dat-san", **planted)
    office.signed_in(Role.LEADERSHIP)
    assert victim.sign_in("lanh-dao").status_code == 303
    assert victim.client.cookies["phien"] != "khoa-do-ke-xau-dat-san"
    thief = office.browser()
    thief.client.cookies.set("phien", "khoa-do-ke-xau-dat-san", **planted)
    assert thief.get("/").status_code == 303


def test_a_form_key_from_before_signing_in_serves_nothing_afterwards(app):
    office = Office(app)
    browser = office.browser()
    early = re.search(r'name="csrf" value="([^"]+)"', browser.read("/dang-nhap"))[1]
    office.signed_in(Role.SPOKESPERSON)
    assert browser.sign_in("nguoi-phat-ngon").status_code == 303
    assert browser.client.post("/su-co/v1/tiep-nhan", data={"csrf": early}).status_code == 403
    with app.store.read() as tx:
        incident = tx.incidents.get("v1")
    assert incident.acknowledged_at is None
    assert incident.opened_at <= T0
