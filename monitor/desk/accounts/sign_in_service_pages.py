"""Pages for signing in by the office's own service: going there, coming back, the code of the second factor."""

from __future__ import annotations

import logging

from fastapi.responses import RedirectResponse, Response

from monitor.core.accounts import Account, Permission
from monitor.desk.accounts.entering import Refused, admit
from monitor.desk.accounts.identifying import BY_SERVICE, identify
from monitor.desk.accounts.oidc import OidcError
from monitor.desk.accounts.passwords import new_token
from monitor.desk.accounts.sign_in_service import MAX_CODE_CHARS, RETURN_PATH, SignInService
from monitor.desk.accounts.signing_in import (
    FORM_COOKIE,
    check_public_form,
    count_try,
    public_page,
    set_session_cookie,
    sign_in_form,
)
from monitor.desk.errors import NotFound, TooMany
from monitor.desk.pages import Pages
from monitor.desk.visits import Visit, Visiting, local_address, see

log = logging.getLogger(__name__)

pages = Pages()

UNREACHABLE = "Dịch vụ đăng nhập chưa dùng được. Hãy thử lại sau, hoặc đăng nhập bằng mật khẩu."
NOT_BELIEVED = "Chưa đăng nhập được qua dịch vụ. Hãy bấm đăng nhập lại từ trang này."
UNKNOWN = (
    "Chưa có tài khoản nào gắn với người này. Hãy nhờ quản trị hệ thống ở Văn phòng Sở gắn thư điện tử của bạn "
    "vào tài khoản, rồi đăng nhập lại."
)


@pages.get("/dang-nhap/dich-vu", may=Permission.PUBLIC)
def go_there(visit: Visiting) -> Response:
    """Send the browser to the service. A plain link leads here: a form's way may not leave the desk."""
    service, back = _service(visit), local_address(visit.asked("next") or "/")
    if visit.account is not None:
        return see(back)
    _count(visit)
    cookie = visit.request.cookies.get(FORM_COOKIE, "") or new_token()
    try:
        address = service.begin(browser=cookie, back=back, now=visit.now)
    except OidcError as error:
        log.warning("sign-in service not usable reason=%s", error)
        return sign_in_form(visit, back=back, fault=UNREACHABLE, status=503)
    response = RedirectResponse(address, status_code=303)
    response.set_cookie(FORM_COOKIE, cookie, path="/", secure=visit.desk.secure, httponly=True, samesite="lax")
    return response


@pages.get(RETURN_PATH, may=Permission.PUBLIC)
def come_back(visit: Visiting) -> Response:
    """Let in whoever the service vouches for, when an account is theirs."""
    service = _service(visit)
    _count(visit)
    asked = visit.request.query_params
    answer = {name: asked.get(name, "")[: MAX_CODE_CHARS + 1] for name in ("state", "code", "iss", "error")}
    browser = visit.request.cookies.get(FORM_COOKIE, "")
    try:
        arrival = service.finish(answer, browser=browser, now=visit.now)
    except OidcError as error:
        log.warning("sign-in by the service refused reason=%s", error)
        return sign_in_form(visit, back="/", fault=NOT_BELIEVED, status=422)
    with visit.app.store.transaction() as tx:
        account = identify(tx, arrival.claims, service.access, plan=visit.app.plan, now=visit.now)
    if account is None or not account.active:
        return sign_in_form(visit, back=arrival.back, fault=UNKNOWN, status=422)
    if account.totp is not None:
        key = visit.desk.awaiting_code.put(browser, (account.id, arrival.back), visit.now)
        return _ask_code(visit, key)
    return _enter(visit, account, arrival.back)


@pages.post("/dang-nhap/ma", may=Permission.PUBLIC)
def give_code(visit: Visiting) -> Response:
    """Take the code of the second factor of somebody the service has vouched for."""
    check_public_form(visit)
    count_try(visit)
    browser = visit.request.cookies.get(FORM_COOKIE, "")
    waiting = visit.desk.awaiting_code.take(visit.field("key", limit=100), browser, visit.now)
    if waiting is None:
        return sign_in_form(visit, back="/", fault=NOT_BELIEVED, status=422)
    account_id, back = waiting
    with visit.app.store.read() as tx:
        account = tx.users.get(account_id)
    if account is None:
        return sign_in_form(visit, back=back, fault=UNKNOWN, status=422)
    return _enter(visit, account, back, code=visit.field("code", limit=20))


def _enter(visit: Visit, account: Account, back: str, *, code: str = "") -> Response:
    outcome = admit(
        visit.app.store, account, code, plan=visit.app.plan, now=visit.now, note=BY_SERVICE,
        old_key=visit.request.cookies.get(visit.desk.cookie, ""),
    )  # fmt: skip
    if isinstance(outcome, Refused):
        if account.totp is None or not account.active:
            return sign_in_form(visit, back=back, fault=outcome.words, status=422)
        browser = visit.request.cookies.get(FORM_COOKIE, "")
        key = visit.desk.awaiting_code.put(browser, (account.id, back), visit.now)
        return _ask_code(visit, key, fault=outcome.words)
    response = see(back)
    set_session_cookie(visit, response, outcome.key)
    return response


def _ask_code(visit: Visit, key: str, *, fault: str = "") -> Response:
    return public_page(visit, "sign_in_code.html", status=422 if fault else 200, key=key, fault=fault)


def _service(visit: Visit) -> SignInService:
    service = visit.desk.sign_in
    if service is None:
        raise NotFound
    return service


def _count(visit: Visit) -> None:
    """Going there and back counts apart from passwords: a whole office may come by one address on Monday morning."""
    client = visit.request.client
    if not visit.desk.journeys.allow(client.host if client else "", visit.now):
        raise TooMany
