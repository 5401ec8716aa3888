"""The JSON interface: tokens and scopes, the same limits as on the pages, and nothing that breaks it."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings

from monitor.core.accounts import MAY, Permission, Role, Scope
from monitor.desk.accounts.access_tokens import MAX_TOKENS
from monitor.desk.limits import RateLimit
from monitor.desk.machines import api
from monitor.desk.machines.api import MAX_BODY_BYTES
from tests.fakes.desk import Calm, Office, build_app
from tests.integration.desk.conftest import put_incident

SCRIPT = "<script>alert(1)</script>"
ROUTES = [
    ("GET", "/incidents", Scope.READ, Permission.READ),
    ("GET", "/incidents/v1", Scope.READ, Permission.READ),
    ("POST", "/incidents/v1/acts", Scope.ACT, Permission.ACKNOWLEDGE),
    ("GET", "/items", Scope.READ, Permission.READ_ALL),
    ("GET", "/items/q1", Scope.READ, Permission.READ),
    ("POST", "/submissions", Scope.SUBMIT, Permission.SUBMIT),
]


def make_token(browser, *scopes, life="30"):
    body = {"csrf": browser.csrf, "name": "máy", "life": life, "scopes": [scope.value for scope in scopes or Scope]}
    page = browser.client.post("/tai-khoan/ma-truy-cap", data=body)
    return re.search(r'<code class="key">([^<]+)</code>', page.text)[1]


def ask(office, token, path, method="GET", **options):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return office.browser().client.request(method, f"/api/v1{path}", headers=headers, **options)


@pytest.fixture
def duty(office, incident):
    return office.signed_in(Role.DUTY)


@pytest.fixture
def token(duty):
    return make_token(duty)


def test_every_route_is_in_this_table(office):
    described = office.web.state.api.openapi()["paths"]
    known = {(path, method.upper()) for path, methods in described.items() for method in methods}
    filled = {(path.replace("v1", "{incident_id}").replace("q1", "{item_id}"), method) for method, path, *_ in ROUTES}
    assert known == filled


@pytest.mark.parametrize(("method", "path", "scope"), [route[:3] for route in ROUTES])
def test_without_the_right_token_nothing_opens(office, duty, method, path, scope):
    other = make_token(duty, *(one for one in Scope if one is not scope))
    for shown, status in ((None, 401), ("rac", 401), (other, 403)):
        answer = ask(office, shown, path, method, json={})
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/json"), shown


@pytest.mark.parametrize("role", Role)
def test_a_token_is_good_for_what_its_owner_may(office, incident, role):
    mine = make_token(office.signed_in(role, unit="cttt" if role is Role.UNIT else None))
    for method, path, _, may in ROUTES:
        answer = ask(office, mine, path, method, json={})
        assert (answer.status_code == 403) == (may not in MAY[role]), (path, answer.text)


def test_a_cookie_opens_nothing(duty):
    assert duty.get("/api/v1/incidents").status_code == 401


def test_a_token_ends_with_its_time_its_owner_or_its_removal(app, office, duty):
    mine = make_token(duty)
    assert ask(office, mine, "/incidents").status_code == 200
    number = re.search(r"/ma-truy-cap/(\d+)/bo", duty.read("/tai-khoan/ma-truy-cap"))[1]
    assert office.signed_in(Role.VIEWER).send(f"/tai-khoan/ma-truy-cap/{number}/bo").status_code == 404
    assert duty.send(f"/tai-khoan/ma-truy-cap/{number}/bo").status_code == 303
    assert ask(office, mine, "/incidents").status_code == 401
    second = make_token(duty)
    app.clock.advance(timedelta(days=30))
    assert ask(office, second, "/incidents").status_code == 401


def test_a_token_is_kept_as_a_hash_and_its_use_is_noted(app, office, token):
    ask(office, token, "/incidents")
    with app.store.read() as tx:
        (kept,) = tx.api_tokens.of("u-truc-tin")
        line = next(line for line in tx.audit.recent(5) if line.act == "make-token")
    assert token not in repr(kept)
    assert kept.used_at == app.clock.now()
    assert token not in repr(line)


def test_tokens_are_few_and_need_a_name_a_life_and_a_scope(duty):
    body = {"csrf": duty.csrf, "name": "a", "life": "30", "scopes": "read"}
    for fault in ({"name": ""}, {"life": "9999"}, {"scopes": "all"}):
        assert duty.client.post("/tai-khoan/ma-truy-cap", data=body | fault).status_code == 422
    statuses = [duty.client.post("/tai-khoan/ma-truy-cap", data=body).status_code for _ in range(MAX_TOKENS + 1)]
    assert statuses == [200] * MAX_TOKENS + [422]


def test_an_incident_is_read_and_acted_on_by_its_mark(app, office, token):
    (found,) = ask(office, token, "/incidents").json()["incidents"]
    assert found["id"] == "v1"
    act = {"act": "tiep-nhan", "mark": found["mark"]}
    done = ask(office, token, "/incidents/v1/acts", "POST", json=act)
    assert done.json()["acknowledged_at"] is not None
    with app.store.read() as tx:
        assert tx.audit.recent(1)[0].person == "truc-tin"
    stale = {"act": "muc-do", "mark": "x", "level": "S2", "reason": "a"}
    late = ask(office, token, "/incidents/v1/acts", "POST", json=stale)
    assert (late.status_code, late.json()["error"]) == (409, "conflict")


@pytest.mark.parametrize(
    "body",
    [
        {}, {"act": "x", "mark": "a"}, {"act": "muc-do", "mark": "a", "level": "S9", "reason": "x"},
        {"act": "tiep-nhan", "mark": "a", "extra": 1}, {"act": "gop", "mark": "a", "into": "v1"}, [], "x",
    ],
    ids=str,
)  # fmt: skip
def test_an_act_that_cannot_be_done_says_why(office, token, body):
    answer = ask(office, token, "/incidents/v1/acts", "POST", json=body)
    assert answer.status_code == 422
    assert set(answer.json()) == {"error", "advice"}


def test_items_are_searched_read_and_masked(office, token):
    (found,) = ask(office, token, "/items?tim=nhap%20vien").json()["items"]
    assert found["incident_ids"] == ["v1"]
    whole = ask(office, token, "/items/q1").json()
    for text in (found["title"], whole["text"]):
        assert "0912345678" not in text
        assert "Nguyễn Văn An" not in text


def test_a_unit_finds_what_is_its_own(app, office):
    with app.store.transaction() as tx:
        put_incident(tx, "v1", units=("gdth",))
        put_incident(tx, "v2", units=("cttt",))
    mine = make_token(office.signed_in(Role.UNIT, unit="gdth"))
    assert [one["id"] for one in ask(office, mine, "/incidents").json()["incidents"]] == ["v1"]
    for path in ("/incidents/v2", "/items/q2"):
        other, missing = ask(office, mine, path), ask(office, mine, path.replace("2", "99"))
        assert (other.status_code, other.json()) == (missing.status_code, missing.json())
        assert other.status_code == 404


def test_those_who_only_look_see_nothing_restricted(app, office):
    kind = next(kind.id for kind in app.plan.incident_types if kind.restricted)
    with app.store.transaction() as tx:
        put_incident(tx, incident_type=kind)
    mine = make_token(office.signed_in(Role.VIEWER))
    assert ask(office, mine, "/incidents").json()["incidents"] == []
    assert ask(office, mine, "/items").json()["items"] == []
    assert ask(office, mine, "/incidents/v1").status_code == 404


def test_an_empty_submission_is_refused_in_words(office, token):
    answer = ask(office, token, "/submissions", "POST", json={"text": ""})
    assert answer.json()["fate"] == "refused"
    assert answer.json()["item_id"] is None


def test_lists_go_on_page_by_page(app, office, token):
    with app.store.transaction() as tx:
        for n in range(2, 6):
            put_incident(tx, f"v{n}")
    seen, after = [], ""
    while after is not None:
        page = ask(office, token, "/incidents", params={"limit": 2, "after": after}).json()
        seen += [one["id"] for one in page["incidents"]]
        after = page["next"]
    assert sorted(seen) == ["v1", "v2", "v3", "v4", "v5"]


def test_large_bodies_and_floods_are_refused(monkeypatch, office, token):
    large = ask(office, token, "/submissions", "POST", content=b"x" * (MAX_BODY_BYTES + 1))
    assert large.status_code == 413
    unsaid = ask(office, token, "/submissions", "POST", content=iter([b"{}"]))
    assert unsaid.status_code == 413
    monkeypatch.setattr(api, "ASKED_PER_TOKEN", RateLimit(1, timedelta(minutes=1)))
    assert [ask(office, token, "/incidents").status_code for _ in range(2)] == [200, 429]


def test_the_description_is_for_signed_in_people(office, duty):
    assert office.browser().get("/api/openapi.json").status_code == 303
    described = duty.get("/api/openapi.json").json()
    assert described["servers"] == [{"url": "/api/v1"}]
    assert json.dumps(described)


@pytest.mark.parametrize("path", ["/", "/khong-co", "/incidents/a/b/c"])
def test_an_address_that_is_none_is_told_in_json(office, token, path):
    answer = ask(office, token, path)
    assert (answer.status_code, answer.json()["error"]) == (404, "not-found")


FUZZED = 12
"""Inputs tried on each address; a longer run is `--hypothesis-profile` away."""


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory):
    """A desk that takes submissions, and a token that may do everything."""
    app = build_app(tmp_path_factory.mktemp("api"), classifier=Calm())
    with app.store.transaction() as tx:
        put_incident(tx)
    office = Office(app)
    yield office, make_token(office.signed_in(Role.DUTY))
    app.close()


@pytest.mark.slow
@pytest.mark.parametrize("mode", schemathesis.GenerationMode, ids=lambda mode: mode.value)
@pytest.mark.parametrize(("method", "path"), [route[:2] for route in ROUTES])
def test_no_input_breaks_it(monkeypatch, fuzzed, method, path, mode):
    """Whatever comes, the answer is one that the description promises, in the shape it promises, and no crash."""
    monkeypatch.setattr(api, "ASKED_PER_TOKEN", RateLimit(1_000_000, timedelta(minutes=10)))
    office, token = fuzzed
    schema = schemathesis.openapi.from_dict(office.web.state.api.openapi())
    operation = schema[path.replace("v1", "{incident_id}").replace("q1", "{item_id}")][method]
    client = office.browser().client

    @settings(max_examples=FUZZED, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(case=operation.as_strategy(generation_mode=mode))
    def each(case):
        sent = case.as_transport_kwargs(base_url="http://testserver/api/v1")
        body = {name: sent[key] for key, name in (("json", "json"), ("data", "content")) if key in sent}
        headers = {"Authorization": f"Bearer {token}"}
        answer = client.request(sent["method"], sent["url"], params=sent.get("params"), headers=headers, **body)
        described = answer.status_code in map(int, operation.definition.raw["responses"])
        assert described, (answer.status_code, answer.text)
        assert answer.status_code < 500
        operation.validate_response(answer)

    each()
