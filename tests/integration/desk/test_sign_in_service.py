"""Signing in by the office's own service, against a loopback imitation: who gets in, and everything that must not."""

from __future__ import annotations

import base64
import json
import re
from datetime import timedelta

import pyotp
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from monitor.core.accounts import Identity, Role
from monitor.core.errors import ConfigError
from monitor.desk.accounts.passwords import new_totp_key
from monitor.desk.accounts.sign_in_service import PENDING_LIFE, RETURN_PATH
from tests.fakes.desk import PASSWORD, Office, add_account, build_app
from tests.fakes.sign_in_server import CLIENT_ID, CLIENT_SECRET, EMAIL, SUBJECT, sign_in_server
from tests.fakes.store_rows import T0

GO = "/dang-nhap/dich-vu"
_KEY = re.compile(r'name="key" value="([^"]+)"')
_FORM = re.compile(r'name="csrf" value="([^"]+)"')


@pytest.fixture(scope="module")
def imitation():
    with sign_in_server(T0) as service:
        yield service


@pytest.fixture
def service(imitation):
    """The imitation as it was first: what a test changed about it is forgotten."""
    imitation.claims, imitation.token, imitation.discovery, imitation.signs_with = {}, None, {}, "r1"
    imitation.now = T0
    imitation.keys = {name: key for name, key in imitation.keys.items() if name in ("r1", "e1")}
    return imitation


def settings(service, **more):
    return {
        "MONITOR_OIDC_ISSUER": service.issuer, "MONITOR_OIDC_CLIENT_ID": CLIENT_ID,
        "MONITOR_OIDC_CLIENT_SECRET": CLIENT_SECRET, "MONITOR_ALLOW_PRIVATE": "127.0.0.0/8",
    } | more  # fmt: skip


@pytest.fixture
def app(tmp_path, service, request):
    app = build_app(tmp_path, **settings(service, **getattr(request, "param", {})))
    account = add_account(app, Role.DUTY, login="lan")
    with app.store.transaction() as tx:
        tx.identities.put(Identity(account.id, EMAIL, None, None, T0))
    yield app
    app.close()


@pytest.fixture
def office(app):
    return Office(app)


def come_back(browser, service, **answer):
    """Go to the service, sign in there, and come back with what it says."""
    sent = browser.get(GO)
    assert sent.status_code == 303, sent.text
    return browser.get(RETURN_PATH, params=service.visit(sent.headers["location"], **answer))


def is_in(browser) -> bool:
    return browser.get("/tai-khoan").status_code == 200


def test_a_known_person_gets_in_and_is_fixed_to_the_account(app, office, service):
    browser = office.browser()
    assert f'href="{GO}"' in browser.read("/dang-nhap")
    answer = come_back(browser, service)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert is_in(browser)
    with app.store.read() as tx:
        known = tx.identities.by_subject(service.issuer, SUBJECT)
        assert (known.account_id, known.email) == ("u-lan", EMAIL)
        assert [line.act for line in tx.audit.recent(2)] == ["sign-in", "link-identity"]
    service.claims = {"email": "ten.moi@so.example"}  # the address may change, the person does not
    again = office.browser()
    come_back(again, service)
    assert is_in(again)
    service.claims = {"sub": "nguoi-khac"}  # an address given on to somebody else opens nothing
    other = office.browser()
    assert "Chưa có tài khoản nào gắn" in come_back(other, service).text
    assert not is_in(other)


def test_it_leads_on_to_the_page_asked_for_and_nowhere_else(office, service):
    for wanted, lands in (("/su-co?muc=S3", "/su-co?muc=S3"), ("//x.example/", "/"), ("https://x.example", "/")):
        browser = office.browser()
        address = browser.get(GO, params={"next": wanted}).headers["location"]
        answer = browser.get(RETURN_PATH, params=service.visit(address))
        assert answer.headers["location"] == lands


def test_es256_and_a_key_that_came_later_are_taken(app, office, service):
    come_back(office.browser(), service)
    service.keys["r2"] = RSAKey.generate_key(2048, {"kid": "r2", "use": "sig"})
    app.clock.move_to(T0 + timedelta(minutes=5))
    for name in ("e1", "r2"):
        service.signs_with, service.now = name, app.clock.now()
        browser = office.browser()
        come_back(browser, service)
        assert is_in(browser), name


def unsigned(service):
    part = lambda value: base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()  # noqa: E731
    stamp = int(T0.timestamp())
    said = {"iss": service.issuer, "sub": SUBJECT, "aud": CLIENT_ID, "iat": stamp, "exp": stamp + 300, "nonce": "n"}
    return f"{part({'alg': 'none'})}.{part(said)}."


def signed_with_the_public_key(service):
    """The old confusion: the public key, which everybody has, taken for a shared one."""
    public = service.keys["r1"].as_pem(private=False)
    said = {"iss": service.issuer, "sub": SUBJECT, "aud": CLIENT_ID, "iat": int(T0.timestamp()), "nonce": "n"}
    return jwt.encode({"alg": "HS256", "kid": "r1"}, said, OctKey.import_key(base64.b64encode(public)), ["HS256"])


def signed_by_another(service):
    key = RSAKey.generate_key(2048, {"kid": "r1"})
    return jwt.encode({"alg": "RS256", "kid": "r1"}, {"iss": service.issuer, "sub": SUBJECT}, key)


STAMP = int(T0.timestamp())


@pytest.mark.parametrize(
    ("claims", "token"),
    [
        ({"nonce": "khac"}, None),
        ({"nonce": None}, None),
        ({"aud": "ung-dung-khac"}, None),
        ({"aud": [CLIENT_ID, "khac"]}, None),
        ({"aud": CLIENT_ID, "azp": "khac"}, None),
        ({"iss": "https://khac.example"}, None),
        ({"exp": STAMP - 120}, None),
        ({"exp": None}, None),
        ({"exp": "mai"}, None),
        ({"iat": STAMP - 3600}, None),
        ({"iat": STAMP + 3600}, None),
        ({"iat": None}, None),
        ({"nbf": STAMP + 600}, None),
        ({"sub": ""}, None),
        ({"sub": 7}, None),
        ({}, unsigned),
        ({}, signed_with_the_public_key),
        ({}, signed_by_another),
        ({}, lambda _: "x.y.z"),
        ({}, lambda _: "a" * 20_000),
    ],
    ids=[
        "nonce", "no-nonce", "audience", "two-audiences", "azp", "issuer", "expired", "no-expiry", "odd-expiry", "old",
        "future", "undated", "not-yet", "nobody", "odd-subject", "alg-none", "hs256", "forged", "no-token", "too-long",
    ],
)  # fmt: skip
def test_a_token_that_is_not_right_lets_nobody_in(office, service, claims, token):
    service.claims, service.token = claims, token(service) if token is not None else None
    browser = office.browser()
    answer = come_back(browser, service)
    assert answer.status_code == 422
    assert "Chưa đăng nhập được qua dịch vụ" in answer.text
    assert not is_in(browser)


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": None},
        {"email_verified": "true"},
        {"email": None},
        {"email": "la@khac.example"},
    ],
    ids=["unverified", "unsaid", "said-as-text", "no-address", "unknown"],
)
def test_who_is_not_known_here_gets_no_account(app, office, service, claims):
    service.claims = claims
    browser = office.browser()
    answer = come_back(browser, service)
    assert "Chưa có tài khoản nào gắn với người này" in answer.text
    assert not is_in(browser)
    with app.store.read() as tx:
        assert len(tx.users.all()) == 1


def test_a_state_is_good_once_and_for_one_browser(app, office, service):
    browser, thief = office.browser(), office.browser()
    answer = service.visit(browser.get(GO).headers["location"])
    thief.get("/dang-nhap")
    assert thief.get(RETURN_PATH, params=answer).status_code == 422
    assert browser.get(RETURN_PATH, params=answer).status_code == 422  # the thief used it up
    answer = service.visit(browser.get(GO).headers["location"])
    assert browser.get(RETURN_PATH, params=answer).status_code == 303
    fresh = office.browser()
    assert fresh.get(RETURN_PATH, params=answer).status_code == 422
    late = service.visit(fresh.get(GO).headers["location"])
    app.clock.move_to(T0 + PENDING_LIFE)
    assert fresh.get(RETURN_PATH, params=late).status_code == 422


@pytest.mark.parametrize(
    "answer",
    [{"code": ""}, {"code": "khac"}, {"state": "khac"}, {"iss": "https://khac.example"}, {"code": "x" * 9_000}],
    ids=["no-code", "another-code", "another-state", "another-issuer", "too-long"],
)
def test_an_answer_that_is_not_the_services_lets_nobody_in(office, service, answer):
    browser = office.browser()
    assert come_back(browser, service, **answer).status_code == 422
    assert not is_in(browser)


def test_a_refusal_at_the_service_is_told(office, service):
    browser = office.browser()
    state = service.visit(browser.get(GO).headers["location"])["state"]
    answer = browser.get(RETURN_PATH, params={"error": "access_denied", "state": state})
    assert answer.status_code == 422
    assert "access_denied" not in answer.text


@pytest.mark.parametrize(
    "discovery",
    [
        {"issuer": "https://khac.example"},
        {"token_endpoint": None},
        {"jwks_uri": "ftp://khac.example/keys"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"code_challenge_methods_supported": ["plain"]},
        {"jwks_uri": "http://169.254.169.254/keys"},
    ],
    ids=["issuer", "no-address", "scheme", "script", "no-pkce", "guarded"],
)
def test_a_service_that_cannot_be_used_is_told(office, service, discovery):
    service.discovery = discovery
    answer = office.browser().get(GO)
    assert answer.status_code == 503
    assert "Dịch vụ đăng nhập chưa dùng được" in answer.text


def test_a_secret_goes_into_the_form_where_the_service_wants_it_there(office, service):
    service.discovery = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    browser = office.browser()
    come_back(browser, service)
    assert is_in(browser)


def test_the_second_factor_is_asked_for_all_the_same(app, office, service):
    key = new_totp_key()
    account = add_account(app, Role.ADMIN, login="quan-tri", totp=key)
    with app.store.transaction() as tx:
        tx.identities.put(Identity(account.id, "qt@so.example", service.issuer, "qt", T0))
    service.claims = {"sub": "qt"}
    browser = office.browser()
    page = come_back(browser, service)
    assert page.status_code == 200
    assert not is_in(browser)

    def give(page, code):
        fields = {"csrf": _FORM.search(page.text)[1], "key": _KEY.search(page.text)[1], "code": code}
        return browser.client.post("/dang-nhap/ma", data=fields)

    wrong = give(page, "000000")
    assert "Mã xác thực chưa đúng" in wrong.text
    assert give(page, pyotp.TOTP(key).at(T0)).status_code == 422  # the first form's key is used up
    assert give(wrong, pyotp.TOTP(key).at(T0)).status_code == 303
    assert is_in(browser)


def test_a_closed_account_stays_closed(app, office, service):
    with app.store.transaction() as tx:
        account = tx.users.by_login("lan")
        tx.users.put(type(account)(**{name: getattr(account, name) for name in account.__slots__} | {"active": False}))
    browser = office.browser()
    assert "Chưa có tài khoản nào gắn" in come_back(browser, service).text
    assert not is_in(browser)


@pytest.mark.parametrize("app", [{"MONITOR_OIDC_NEW_ACCOUNTS": "@so.example"}], indirect=True)
def test_people_of_a_named_domain_get_an_account_to_look_with(app, office, service):
    for number, (claims, login) in enumerate(
        [({"email": "Lan@SO.example"}, "lan2"), ({"email": "trần.văn.a@so.example"}, "tran.van.a")]
    ):
        service.claims = claims | {"sub": f"moi-{number}"}
        browser = office.browser()
        come_back(browser, service)
        assert is_in(browser)
        with app.store.read() as tx:
            account = tx.users.by_login(login)
        assert account.role is Role.VIEWER
        assert account.password is None
    for email in ("x@khac.example", "x@so.example.khac.example", "x@y@so.example"):
        service.claims = {"email": email, "sub": "la"}
        assert come_back(office.browser(), service).status_code == 422


def test_an_administrator_links_an_account_once(app, office, service):
    admin = office.signed_in(Role.ADMIN)
    add_account(app, Role.VIEWER, login="minh")
    assert admin.send("/nguoi-dung/minh/dich-vu", email="khong phai").status_code == 422
    assert "Đã gắn với tài khoản «lan»" in admin.send("/nguoi-dung/minh/dich-vu", email=EMAIL.upper()).text
    assert admin.send("/nguoi-dung/minh/dich-vu", subject="minh-9").status_code == 303
    service.claims = {"sub": "minh-9", "email": None}
    browser = office.browser()
    come_back(browser, service)
    assert is_in(browser)
    assert admin.send("/nguoi-dung/minh/dich-vu").status_code == 303
    assert not is_in(browser)
    with app.store.read() as tx:
        assert tx.identities.of("u-minh") is None
        assert tx.audit.recent(1)[0].act == "unlink-identity"


def test_without_the_setting_there_is_nothing(tmp_path):
    app = build_app(tmp_path)
    office = Office(app)
    add_account(app, Role.ADMIN)
    browser = office.browser()
    assert GO not in browser.read("/dang-nhap")
    assert browser.get(GO).status_code == 404
    assert browser.get(RETURN_PATH).status_code == 404
    browser.sign_in("quan-tri", PASSWORD)
    assert "dich-vu" not in browser.read("/nguoi-dung")
    app.close()


def test_half_a_setting_is_a_fault(tmp_path, service):
    with pytest.raises(ConfigError, match="MONITOR_OIDC_CLIENT_ID"):
        build_app(tmp_path, **settings(service, MONITOR_OIDC_CLIENT_ID=""))
    with pytest.raises(ConfigError, match="MONITOR_OIDC_ISSUER"):
        build_app(tmp_path, **settings(service, MONITOR_OIDC_ISSUER="http://dang-nhap.so.example"))


def test_the_secret_may_stand_in_a_file(tmp_path, service):
    path = tmp_path / "khoa"
    path.write_text(f"{CLIENT_SECRET}\n", encoding="utf-8")
    values = settings(service, MONITOR_OIDC_CLIENT_SECRET="", MONITOR_OIDC_CLIENT_SECRET_FILE=str(path))
    app = build_app(tmp_path, **values)
    assert app.sign_in.secret == CLIENT_SECRET
    assert CLIENT_SECRET not in repr(app.sign_in)
    app.close()
