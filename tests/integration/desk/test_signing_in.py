"""Signing in and out: sessions, lock-out, second factor, one-time links, forms that others made."""

from __future__ import annotations

from datetime import timedelta

import pyotp
import pytest

from monitor.core.accounts import FAILURES_BEFORE_LOCK, FIRST_LOCK, SESSION_IDLE, SESSION_LIFE, Role
from monitor.desk.accounts.entering import Credentials, first_invitation, sign_in
from monitor.desk.accounts.passwords import Passwords, token_hash
from monitor.desk.service import TRIES_PER_ADDRESS
from tests.fakes.desk import PASSWORD, Office, add_account, build_app

NEW = "mot cau dai de nho lam"
KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code(app, key=KEY, ahead=0):
    return pyotp.TOTP(key).at(int(app.clock.now().timestamp()) + ahead * 30)


def acts(app):
    with app.store.read() as tx:
        return [line.act for line in tx.audit.recent(50)]


def test_a_page_asks_who_it_is_and_then_opens(app, office):
    add_account(app, Role.DUTY)
    browser = office.browser()
    asked = browser.get("/su-co?muc=S3")
    assert asked.status_code == 303
    assert asked.headers["location"] == "/dang-nhap?next=/su-co?muc=S3"
    assert browser.sign_in("truc-tin").status_code == 303
    assert browser.get("/su-co").status_code == 200
    assert "sign-in" in acts(app)


@pytest.mark.parametrize(
    ("target", "lands"),
    [
        ("/su-co", "/su-co"),
        ("//evil.example", "/"),
        ("https://evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("\\\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/a\nb", "/"),
        ("", "/"),
    ],
)
def test_after_sign_in_one_stays_on_the_desk(app, office, target, lands):
    add_account(app, Role.DUTY)
    answer = office.browser().sign_in("truc-tin", next=target)
    assert answer.headers["location"] == lands


@pytest.mark.parametrize(("login", "password"), [("truc-tin", "sai mat khau"), ("khong-co", PASSWORD), ("", "")])
def test_a_wrong_name_and_a_wrong_password_look_the_same(app, office, login, password):
    add_account(app, Role.DUTY)
    answer = office.browser().sign_in(login, password)
    assert answer.status_code == 422
    assert "Tên đăng nhập, mật khẩu hoặc mã xác thực chưa đúng" in answer.text
    assert "phien" not in answer.headers.get("set-cookie", "")


def test_a_closed_account_does_not_come_in(app, office):
    admin = office.signed_in(Role.ADMIN)
    duty = office.signed_in(Role.DUTY)
    assert admin.send("/nguoi-dung/truc-tin/khoa").status_code == 303
    assert duty.get("/").status_code == 303
    assert office.browser().sign_in("truc-tin").status_code == 422


def test_after_five_failures_the_right_password_waits_too(app, office):
    add_account(app, Role.DUTY)
    for _ in range(FAILURES_BEFORE_LOCK):
        last = office.browser().sign_in("truc-tin", "sai mat khau")
    assert "tạm khóa" in last.text
    assert "tạm khóa" in office.browser().sign_in("truc-tin").text
    app.clock.advance(FIRST_LOCK)
    assert office.browser().sign_in("truc-tin").status_code == 303


def test_a_name_without_an_account_is_locked_as_well(office):
    for _ in range(FAILURES_BEFORE_LOCK):
        last = office.browser().sign_in("khong-co", "sai mat khau")
    assert "tạm khóa" in last.text


def test_one_address_may_not_try_for_ever(app, office):
    add_account(app, Role.DUTY)
    answers = [office.browser().sign_in(f"nguoi-{n}", "x" * 300) for n in range(TRIES_PER_ADDRESS + 1)]
    assert answers[-2].status_code == 422
    assert answers[-1].status_code == 429


def test_signing_in_changes_the_session_so_that_a_planted_one_is_worthless(app, office):
    add_account(app, Role.DUTY)
    browser = office.browser()
    browser.client.cookies.set("phien", "planted", domain="testserver.local")
    browser.sign_in("truc-tin")
    first = browser.client.cookies.get("phien")
    assert first not in (None, "planted")
    stolen = office.browser()
    stolen.client.cookies.set("phien", first, domain="testserver.local")
    assert stolen.get("/").status_code == 200
    browser.send("/dang-xuat")
    assert stolen.get("/").status_code == 303
    browser.sign_in("truc-tin")
    assert browser.client.cookies.get("phien") != first


def test_signing_in_again_ends_the_older_session_of_that_browser(app):
    add_account(app, Role.DUTY)
    given, passwords = Credentials("truc-tin", PASSWORD), Passwords()
    first = sign_in(app.store, passwords, given, plan=app.plan, now=app.clock.now())
    sign_in(app.store, passwords, given, plan=app.plan, now=app.clock.now(), old_key=first.key)
    with app.store.read() as tx:
        assert tx.sessions.get(token_hash(first.key)) is None


@pytest.mark.parametrize("span", [SESSION_IDLE, SESSION_LIFE])
def test_sessions_end(app, office, span):
    browser = office.signed_in(Role.DUTY)
    if span is SESSION_LIFE:
        for _ in range(int(SESSION_LIFE / timedelta(minutes=30)) - 1):
            app.clock.advance(timedelta(minutes=30))
            assert browser.get("/tai-khoan").status_code == 200
        app.clock.advance(timedelta(minutes=30))
    else:
        app.clock.advance(span)
    assert browser.get("/").status_code == 303


def test_the_cookie_is_out_of_reach_of_scripts(app, office):
    add_account(app, Role.DUTY)
    cookie = office.browser().sign_in("truc-tin").headers["set-cookie"].lower()
    assert cookie.startswith("phien=")
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie


def test_over_https_the_cookie_is_secure(tmp_path):
    app = build_app(tmp_path, MONITOR_BASE_URL="https://giam-sat.example")
    add_account(app, Role.DUTY)
    browser = Office(app).browser(base_url="https://testserver")
    answer = browser.sign_in("truc-tin")
    assert answer.headers["set-cookie"].startswith("__Host-phien=")
    assert "secure" in answer.headers["set-cookie"].lower()
    assert "max-age" in answer.headers["strict-transport-security"]
    app.close()


@pytest.mark.parametrize("path", ["/da-xem", "/su-co/v1/tiep-nhan", "/dang-xuat", "/hien-ten/q1"])
@pytest.mark.parametrize("token", ["", "forged"])
def test_a_form_without_the_token_of_the_session_does_nothing(app, office, incident, path, token):
    browser = office.signed_in(Role.DUTY)
    before = acts(app)
    answer = browser.client.post(path, data={"csrf": token, "reason": "vì một lý do dài"})
    assert answer.status_code == 403
    assert "Biểu mẫu đã hết hiệu lực" in answer.text
    assert acts(app) == before


def test_the_token_of_another_session_does_not_serve(app, office, incident):
    one, other = office.signed_in(Role.DUTY), office.signed_in(Role.LEADERSHIP)
    assert one.client.post("/da-xem", data={"csrf": other.csrf}).status_code == 403


def test_nobody_is_signed_in_by_a_form_of_another_site(app, office):
    add_account(app, Role.DUTY)
    browser = office.browser()
    answer = browser.client.post("/dang-nhap", data={"login": "truc-tin", "password": PASSWORD})
    assert answer.status_code == 403
    browser.get("/dang-nhap")
    foreign = browser.client.post(
        "/dang-nhap", data={"login": "truc-tin", "password": PASSWORD}, headers={"Origin": "https://evil.example"}
    )
    assert foreign.status_code == 403


def test_a_second_factor_is_asked_for_and_each_code_works_once(app, office):
    add_account(app, Role.ADMIN, totp=KEY)
    browser = office.browser()
    assert "cần mã xác thực" in browser.sign_in("quan-tri").text
    assert browser.sign_in("quan-tri", code="000000").status_code == 422
    assert browser.sign_in("quan-tri", code=code(app)).status_code == 303
    again = office.browser().sign_in("quan-tri", code=code(app))
    assert again.status_code == 422
    app.clock.advance(timedelta(seconds=30))
    assert office.browser().sign_in("quan-tri", code=code(app)).status_code == 303


def test_the_second_factor_is_turned_on_with_a_code_made_with_its_key(app, office):
    browser = office.signed_in(Role.DUTY)
    shown = browser.send("/tai-khoan/ma-xac-thuc").text
    key = shown.partition('name="key" value="')[2].partition('"')[0]
    assert "otpauth://totp/" in shown
    assert browser.send("/tai-khoan/ma-xac-thuc", key=key, code="123").status_code == 422
    assert browser.send("/tai-khoan/ma-xac-thuc", key=key, code=code(app, key)).status_code == 303
    assert "cần mã xác thực" in office.browser().sign_in("truc-tin").text
    assert browser.send("/tai-khoan/tat-ma", present="sai").status_code == 422
    assert browser.send("/tai-khoan/tat-ma", present=PASSWORD).status_code == 303
    assert office.browser().sign_in("truc-tin").status_code == 303


def test_the_first_administrator_comes_by_a_link_that_works_once(app, office):
    path = first_invitation(app.store, plan=app.plan, now=app.clock.now())
    browser = office.browser()
    page = browser.get(path)
    assert page.status_code == 200
    token = page.text.partition('name="csrf" value="')[2].partition('"')[0]
    send = {"csrf": token, "password": NEW, "again": NEW}
    assert browser.client.post(path, data=send | {"again": "khac"}).status_code == 422
    assert browser.client.post(path, data=send | {"password": "ngan", "again": "ngan"}).status_code == 422
    assert "Đã đặt mật khẩu" in browser.client.post(path, data=send).text
    assert browser.client.post(path, data=send).status_code == 404
    assert browser.get(path).status_code == 404
    assert browser.sign_in("quan-tri", NEW).status_code == 303
    assert first_invitation(app.store, plan=app.plan, now=app.clock.now()) is None


def test_a_new_first_link_ends_the_one_before_and_none_lives_longer_than_a_day(app, office):
    old = first_invitation(app.store, plan=app.plan, now=app.clock.now())
    new = first_invitation(app.store, plan=app.plan, now=app.clock.now())
    assert office.browser().get(old).status_code == 404
    assert office.browser().get(new).status_code == 200
    app.clock.advance(timedelta(hours=24))
    assert office.browser().get(new).status_code == 404


def test_a_new_password_signs_the_other_browsers_out(app, office):
    here = office.signed_in(Role.DUTY)
    there = office.browser()
    there.sign_in("truc-tin")
    answer = here.send("/tai-khoan/mat-khau", present=PASSWORD, password=NEW, again=NEW)
    assert answer.headers["location"] == "/tai-khoan?xong=mat-khau"
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 303
    assert office.browser().sign_in("truc-tin").status_code == 422
    assert office.browser().sign_in("truc-tin", NEW).status_code == 303


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"present": "sai", "password": NEW, "again": NEW}, "hiện tại chưa đúng"),
        ({"present": PASSWORD, "password": NEW, "again": "khac"}, "không giống nhau"),
        ({"present": PASSWORD, "password": "ngan", "again": "ngan"}, "ít nhất 10 ký tự"),
        ({"present": PASSWORD, "password": "truc-tin truc-tin", "again": "truc-tin truc-tin"}, "tên đăng nhập"),
    ],
    ids=["wrong", "different", "short", "own-name"],
)
def test_a_bad_new_password_is_refused_in_words(app, office, fields, words):
    answer = office.signed_in(Role.DUTY).send("/tai-khoan/mat-khau", **fields)
    assert answer.status_code == 422
    assert words in answer.text


def test_no_password_and_no_key_stands_readable_in_the_database(app, office):
    browser = office.signed_in(Role.DUTY)
    key = browser.client.cookies.get("phien")
    with app.store._engine.connect() as connection:
        dump = "".join(str(row) for table in ("users", "sessions", "invitations", "audit")
                       for row in connection.exec_driver_sql(f"SELECT * FROM {table}"))  # fmt: skip
    assert PASSWORD not in dump
    assert key not in dump


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"x" * 300_000, "application/x-www-form-urlencoded", 413),
        (b"a=%ff", "application/x-www-form-urlencoded", 422),
        (b"&".join(b"a=1" for _ in range(200)), "application/x-www-form-urlencoded", 422),
        (b"{}", "application/json", 422),
    ],
    ids=["large", "no-utf8", "many-fields", "json"],
)
def test_forms_are_bounded_and_read_strictly(office, body, kind, status):
    answer = office.browser().client.post("/dang-nhap", content=body, headers={"Content-Type": kind})
    assert answer.status_code == status
