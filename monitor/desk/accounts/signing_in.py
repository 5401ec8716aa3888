"""Pages for signing in and out, and the page behind a one-time link where a person sets a password."""

from __future__ import annotations

from urllib.parse import quote

from fastapi.responses import Response

from monitor.core.accounts import SESSION_LIFE, Account, Permission, password_fault
from monitor.desk.accounts.entering import Credentials, Refused, set_password, sign_in, sign_out
from monitor.desk.accounts.passwords import new_token, same, token_hash
from monitor.desk.errors import FormExpired, NotFound, TooMany
from monitor.desk.pages import Pages
from monitor.desk.visits import CSRF_FIELD, Visit, Visiting, local_address, public_token, see

pages = Pages()

FORM_COOKIE = "mau-don"
"""Binds a form before sign-in to the browser that asked for it, so that nobody is signed in to another's account."""
SIGN_OUT = "/dang-xuat"
LOST = "Phiên làm việc đã hết nên việc bạn vừa gửi chưa được ghi. Hãy đăng nhập rồi gửi lại."
_LOST_MARK = "het-phien"


def address(back: str, *, lost: bool = False) -> str:
    """Where to sign in before going on to `back`, an escaped address; `lost`: a form was sent and not taken."""
    query = ([f"{_LOST_MARK}=1"] if lost else []) + ([f"next={quote(back, safe='/?=-._~')}"] if back != "/" else [])
    return f"/dang-nhap?{'&'.join(query)}" if query else "/dang-nhap"


@pages.get("/dang-nhap", may=Permission.PUBLIC)
def sign_in_page(visit: Visiting) -> Response:
    """Ask who it is; a signed-in person goes on."""
    back = local_address(visit.asked("next") or "/")
    if visit.account is not None:
        return see(back)
    return sign_in_form(visit, back=back, fault=LOST if visit.asked(_LOST_MARK) else "")


@pages.post("/dang-nhap", may=Permission.PUBLIC)
def do_sign_in(visit: Visiting) -> Response:
    """Let the person in, or say why not."""
    back = local_address(visit.form.get("next", "/"))
    check_public_form(visit)
    count_try(visit)
    given = Credentials(visit.field("login", limit=200), visit.form.get("password", ""), visit.field("code", limit=20))
    outcome = sign_in(
        visit.app.store, visit.desk.passwords, given, plan=visit.app.plan, now=visit.now,
        old_key=visit.request.cookies.get(visit.desk.cookie, ""),
    )  # fmt: skip
    if isinstance(outcome, Refused):
        return sign_in_form(visit, back=back, login=given.login, fault=outcome.words, status=422)
    response = see(back)
    set_session_cookie(visit, response, outcome.key)
    return response


@pages.post(SIGN_OUT, may=Permission.SIGNED_IN)
def do_sign_out(visit: Visiting) -> Response:
    """End the session."""
    assert visit.session is not None, "only signed-in people come here"
    with visit.app.store.transaction() as tx:
        sign_out(tx, visit.me, visit.session, plan=visit.app.plan, now=visit.now)
    response = see("/dang-nhap")
    response.delete_cookie(visit.desk.cookie, path="/", secure=visit.desk.secure, httponly=True, samesite="lax")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@pages.get("/thiet-lap/{token}", may=Permission.PUBLIC)
def set_up_page(visit: Visiting, token: str) -> Response:
    """Ask for a password; opening the link uses nothing up."""
    return _set_up(visit, _invited(visit, token))


@pages.post("/thiet-lap/{token}", may=Permission.PUBLIC)
def do_set_up(visit: Visiting, token: str) -> Response:
    """Take the password; the link is used up."""
    check_public_form(visit)
    count_try(visit)
    account = _invited(visit, token)
    password, again = visit.form.get("password", ""), visit.form.get("again", "")
    fault = password_fault(password, login=account.login)
    if fault is None and password != again:
        fault = "Hai lần gõ mật khẩu không giống nhau."
    if fault is not None:
        return _set_up(visit, account, fault=fault, status=422)
    hashed = visit.desk.passwords.hash(password)
    with visit.app.store.transaction() as tx:
        standing = tx.users.invited(token_hash(token), visit.now)
        if standing is None:
            raise NotFound
        set_password(tx, standing, hashed, plan=visit.app.plan, now=visit.now)
    return sign_in_form(visit, back="/", login=account.login, done=True)


def _invited(visit: Visit, token: str) -> Account:
    with visit.app.store.read() as tx:
        account = tx.users.invited(token_hash(token), visit.now)
    if account is None:
        raise NotFound("Liên kết đặt mật khẩu đã dùng rồi hoặc quá hạn. Hãy nhờ quản trị cấp liên kết mới.")
    return account


def sign_in_form(
    visit: Visit,
    *,
    back: str,
    login: str = "",
    fault: str = "",
    done: bool = False,
    typed: tuple[str, ...] = (),
    status: int = 200,
) -> Response:
    """The page that asks who it is. `typed`: texts of a form that could not be taken."""
    service = visit.desk.sign_in
    return public_page(
        visit, "sign_in.html", status=status, back=back, login=login, fault=fault, done=done, typed=typed,
        service=service.access.name if service is not None else "",
    )  # fmt: skip


def _set_up(visit: Visit, account: Account, *, fault: str = "", status: int = 200) -> Response:
    return public_page(visit, "set_up.html", status=status, account=account, fault=fault)


def public_page(visit: Visit, template: str, *, status: int, **values: object) -> Response:
    """A page with a form before sign-in, bound to the browser."""
    cookie = visit.request.cookies.get(FORM_COOKIE, "") or new_token()
    token = public_token(visit.desk.form_key, cookie)
    response = visit.page(template, status=status, form_token=token, **values)
    response.set_cookie(FORM_COOKIE, cookie, path="/", secure=visit.desk.secure, httponly=True, samesite="lax")
    return response


def check_public_form(visit: Visit) -> None:
    """Refuse a form that this browser was not given. Raises FormExpired."""
    cookie = visit.request.cookies.get(FORM_COOKIE, "")
    if not cookie or not same(visit.form.get(CSRF_FIELD, ""), public_token(visit.desk.form_key, cookie)):
        raise FormExpired


def count_try(visit: Visit) -> None:
    """Note a try to sign in. Raises TooMany."""
    client = visit.request.client
    if not visit.desk.tries.allow(client.host if client else "", visit.now):
        raise TooMany


def set_session_cookie(visit: Visit, response: Response, key: str) -> None:
    """Give the browser the key of its session."""
    response.set_cookie(
        visit.desk.cookie, key, max_age=int(SESSION_LIFE.total_seconds()), path="/", secure=visit.desk.secure,
        httponly=True, samesite="lax",
    )  # fmt: skip
