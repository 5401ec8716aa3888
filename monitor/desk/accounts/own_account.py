"""Tài khoản: a person's own password and second factor."""

from __future__ import annotations

from dataclasses import replace

from fastapi.responses import Response

from monitor.core.accounts import Permission, password_fault
from monitor.desk.accounts.entering import set_password
from monitor.desk.accounts.passwords import new_totp_key, totp_address, totp_step
from monitor.desk.errors import TooMany
from monitor.desk.pages import Pages
from monitor.desk.visits import Visit, Visiting, see

pages = Pages()


@pages.get("/tai-khoan", may=Permission.SIGNED_IN)
def account_page(visit: Visiting) -> Response:
    """Who I am here, and forms for password and second factor."""
    return _show(visit)


@pages.post("/tai-khoan/mat-khau", may=Permission.SIGNED_IN)
def change_password(visit: Visiting) -> Response:
    """Take a new password; the other sessions of the person end."""
    present, new, again = (visit.form.get(name, "") for name in ("present", "password", "again"))
    fault = password_fault(new, login=visit.me.login)
    if fault is None and new != again:
        fault = "Hai lần gõ mật khẩu mới không giống nhau."
    if fault is None and not _knows_password(visit, present):
        fault = "Mật khẩu hiện tại chưa đúng."
    if fault is not None:
        return _show(visit, status=422, fault=fault)
    hashed = visit.desk.passwords.hash(new)
    with visit.app.store.transaction() as tx:
        account = tx.users.get(visit.me.id)
        assert account is not None and visit.session is not None, "signed in"  # noqa: PT018 - one fact
        set_password(tx, account, hashed, plan=visit.app.plan, now=visit.now, keep=visit.session.id_hash)
    return see("/tai-khoan?xong=mat-khau")


@pages.post("/tai-khoan/ma-xac-thuc", may=Permission.SIGNED_IN)
def second_factor(visit: Visiting) -> Response:
    """Show a new key, and turn it on once a code made with it was typed."""
    if visit.me.totp is not None:
        return see("/tai-khoan")
    key, code = visit.field("key", limit=64), visit.field("code", limit=20)
    if not key or not _is_key(key):
        return _show(visit, key=new_totp_key())
    step = totp_step(key, code, visit.now, after=0)
    if step is None:
        fault = "Mã 6 số chưa đúng. Hãy kiểm tra giờ trên điện thoại rồi gõ mã mới."
        return _show(visit, status=422, fault=fault, key=key)
    _keep_factor(visit, key, step, "second-factor-on")
    return see("/tai-khoan?xong=ma-xac-thuc")


@pages.post("/tai-khoan/tat-ma", may=Permission.SIGNED_IN)
def drop_factor(visit: Visiting) -> Response:
    """Turn the second factor off; needs the password."""
    if not _knows_password(visit, visit.form.get("present", "")):
        return _show(visit, status=422, fault="Mật khẩu hiện tại chưa đúng.")
    _keep_factor(visit, None, 0, "second-factor-off")
    return see("/tai-khoan")


def _keep_factor(visit: Visit, key: str | None, step: int, act: str) -> None:
    with visit.app.store.transaction() as tx:
        account = tx.users.get(visit.me.id)
        assert account is not None, "signed in"
        tx.users.put(replace(account, totp=key, totp_step=step))
        visit.audit(tx, act, account.login)


def _knows_password(visit: Visit, present: str) -> bool:
    """Whether the present password was typed; tries are counted, an open browser is no place to guess either."""
    if not visit.desk.tries.allow(f"account:{visit.me.id}", visit.now):
        raise TooMany
    return len(present) <= 1000 and visit.desk.passwords.check(visit.me.password, present)  # noqa: PLR2004 - bounded


def _is_key(text: str) -> bool:
    return len(text) == len(new_totp_key()) and all(char in "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" for char in text)


def _show(visit: Visit, *, status: int = 200, fault: str = "", key: str = "") -> Response:
    return visit.page(
        "own_account.html", status=status, fault=fault, key=key, done=visit.asked("xong"),
        unit_name=visit.app.plan.unit(visit.unit).name if visit.app.plan.has_unit(visit.unit) else visit.unit,
        address=totp_address(key, visit.me.login) if key else "",
    )  # fmt: skip
