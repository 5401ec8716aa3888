"""Every page with every role: what `MAY` says is what happens. Walks the table of pages, so a new page is in it."""

from __future__ import annotations

import pytest
from fastapi import FastAPI

from monitor.core.accounts import MAY, Permission, Role
from monitor.desk.layout import MENU
from monitor.desk.pages import Pages, check_rules, mount
from monitor.desk.web import GROUPS
from tests.fakes.desk import Office, build_app
from tests.integration.desk.conftest import put_incident

RULES = [rule for group in GROUPS for rule in group.rules]
OPEN = {
    "/dang-nhap", "/dang-nhap/dich-vu", "/dang-nhap/dich-vu/ve", "/dang-nhap/ma", "/thiet-lap/{token}",
    "/xac-nhan/{token}", "/suc-khoe", "/tep/{address}",
}  # fmt: skip
FILLED = {
    "{incident_id}": "v1",
    "{item_id:path}": "q1",
    "{source_id}": "khong-co",
    "{unit_id}": "van-phong",
    "{login}": "khong-co",
    "{number}": "999",
    "{track_id}": "khong-co",
    "{mandate_id}": "khong-co",
    "{news_id}": "khong-co",
    "{token}": "khong-co",
    "{address}": "khong-co",
}
LIVE = "/su-kien"
"""Does not end by itself; asked with a test of its own."""


def address(path: str) -> str:
    for name, value in FILLED.items():
        path = path.replace(name, value)
    assert "{" not in path, f"tell this test how to fill {path}"
    return path


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    app = build_app(tmp_path_factory.mktemp("desk"))
    with app.store.transaction() as tx:
        put_incident(tx)
    office = Office(app)
    yield office
    app.close()


@pytest.fixture(scope="module")
def browsers(office):
    return {role: office.signed_in(role, unit="cttt" if role is Role.UNIT else None) for role in Role}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.method} {rule.path}")
def test_without_signing_in_only_public_pages_open(office, rule):
    answer = office.browser().client.request(rule.method, address(rule.path))
    if rule.may is Permission.PUBLIC:
        assert rule.path in OPEN
        assert answer.status_code != 303 or rule.path == "/dang-nhap"
    else:
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/dang-nhap")


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("rule", [r for r in RULES if r.path != LIVE], ids=lambda rule: f"{rule.method} {rule.path}")
def test_a_role_gets_what_it_may_and_nothing_else(browsers, rule, role):
    # Without the form's token nothing is changed, and 403 tells the two refusals apart by their words.
    answer = browsers[role].client.request(rule.method, address(rule.path))
    refused = "không có quyền này" in answer.text
    assert refused == (rule.may is not Permission.PUBLIC and rule.may not in MAY[role])
    assert refused <= (answer.status_code == 403)
    assert answer.status_code < 500


@pytest.mark.parametrize("role", Role)
def test_the_menu_leads_to_pages_that_open(browsers, role):
    page = browsers[role].read("/tai-khoan")
    for entry in MENU:
        shown = f'<a href="{entry.address}" data-key' in page
        assert shown == (entry.may in MAY[role])
        if shown:
            assert browsers[role].get(entry.address, follow_redirects=True).status_code == 200


@pytest.mark.parametrize("role", Role)
def test_no_button_leads_to_a_refusal(browsers, role):
    """What a page offers, its reader may do: every form's address is one whose permission the role has."""
    rules = {rule.path: rule.may for rule in RULES if rule.method == "POST"}
    offered = ("/tin-bai", "/xu-huong", "/bao-cao/don-vi", "/bao-cao/tin-tot", "/bao-chi", "/gui-tin", "/xet-tin")
    for page in ("/", "/su-co/v1", "/tin-bai/q1", "/tai-khoan", "/huong-dan", *offered):
        answer = browsers[role].get(page)
        if page in offered and answer.status_code == 403:
            continue
        assert answer.status_code == 200
        text = answer.text
        for path, may in rules.items():
            if f'action="{address(path)}"' in text:
                assert may is Permission.PUBLIC or may in MAY[role], (page, path)


def test_a_page_without_a_rule_keeps_the_desk_from_starting():
    web, known = FastAPI(docs_url=None, redoc_url=None, openapi_url=None), Pages()
    known.get("/a", may=Permission.READ)(lambda: "a")
    mount(web, [known])
    check_rules(web, [known])
    web.get("/b")(lambda: "b")
    with pytest.raises(RuntimeError, match="no rule says who may use"):
        check_rules(web, [known])


def test_a_page_with_two_rules_keeps_the_desk_from_starting():
    web, known = FastAPI(docs_url=None, redoc_url=None, openapi_url=None), Pages()
    known.get("/a", may=Permission.READ)(lambda: "a")
    known.get("/a", may=Permission.PUBLIC)(lambda: "a")
    mount(web, [known])
    with pytest.raises(RuntimeError, match="two rules"):
        check_rules(web, [known])


def test_only_those_who_handle_it_change_anything():
    assert MAY[Role.VIEWER] == {Permission.SIGNED_IN, Permission.READ, Permission.READ_ALL}
    assert Permission.REVEAL not in MAY[Role.UNIT]
    assert Permission.READ_ALL not in MAY[Role.UNIT]
    assert all(Permission.MANAGE_ACCOUNTS not in MAY[role] for role in Role if role is not Role.ADMIN)
