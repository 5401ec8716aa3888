"""Người dùng: accounts, for administrators. A password is set by its owner through a one-time link, never here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fastapi.responses import Response

from monitor.core.accounts import Account, Identity, Permission, Role, read_login
from monitor.core.plan import Plan
from monitor.desk.accounts.entering import SET_UP_PATH, invite
from monitor.desk.accounts.oidc import MAX_EMAIL_CHARS, is_email
from monitor.desk.accounts.oidc import MAX_NAME_CHARS as MAX_NAME
from monitor.desk.accounts.passwords import new_token
from monitor.desk.errors import BadForm, NotFound
from monitor.desk.pages import Pages
from monitor.desk.visits import Visit, Visiting, see
from monitor.store.database import Tx

pages = Pages()

MAX_NAME_CHARS = 100


@pages.get("/nguoi-dung", may=Permission.MANAGE_ACCOUNTS)
def account_list(visit: Visiting) -> Response:
    """Every account, and a form for a new one."""
    return _show(visit)


@pages.post("/nguoi-dung", may=Permission.MANAGE_ACCOUNTS)
def add_account(visit: Visiting) -> Response:
    """Make an account and show its link, once."""
    try:
        account = _new_account(visit)
        with visit.app.store.transaction() as tx:
            _check_free(tx, account.login)
            tx.users.put(account)
            visit.audit(tx, "add-account", account.login, account.role.value)
            link = _link(visit, tx, account)
    except BadForm as error:
        return _show(visit, status=error.status, fault=error.advice)
    return _show(visit, account=account, link=link)


@pages.post("/nguoi-dung/{login}/lien-ket", may=Permission.MANAGE_ACCOUNTS)
def new_link(visit: Visiting, login: str) -> Response:
    """Make a new link to set a password: for a person who forgot it, or never used the first."""
    with visit.app.store.transaction() as tx:
        account = _account(tx, login)
        tx.users.forget_failures(account.login)
        link = _link(visit, tx, account)
    return _show(visit, account=account, link=link)


@pages.post("/nguoi-dung/{login}/vai-tro", may=Permission.MANAGE_ACCOUNTS)
def change_role(visit: Visiting, login: str) -> Response:
    """Give an account another role or unit; the person signs in anew."""

    def changed(account: Account) -> Account:
        role, unit = read_role(visit.field("role"), visit.field("unit"), visit.app.plan)
        return replace(account, role=role, unit=unit)

    return _change(visit, login, "change-account", changed)


@pages.post("/nguoi-dung/{login}/khoa", may=Permission.MANAGE_ACCOUNTS)
def close_account(visit: Visiting, login: str) -> Response:
    """Close an account: its sessions and links end at once."""
    return _change(visit, login, "close-account", lambda account: replace(account, active=False))


@pages.post("/nguoi-dung/{login}/mo", may=Permission.MANAGE_ACCOUNTS)
def open_account(visit: Visiting, login: str) -> Response:
    """Open a closed account again."""
    return _change(visit, login, "open-account", lambda account: replace(account, active=True))


@pages.post("/nguoi-dung/{login}/tat-ma", may=Permission.MANAGE_ACCOUNTS)
def drop_second_factor(visit: Visiting, login: str) -> Response:
    """Turn a person's second factor off: the telephone was lost."""
    return _change(visit, login, "second-factor-off", lambda account: replace(account, totp=None))


@pages.post("/nguoi-dung/{login}/dich-vu", may=Permission.MANAGE_ACCOUNTS)
def link_identity(visit: Visiting, login: str) -> Response:
    """Say who at the sign-in service an account belongs to; with both fields empty, nobody any more."""
    service = visit.desk.sign_in
    if service is None:
        raise NotFound
    try:
        email, subject = _known_as(visit)
        with visit.app.store.transaction() as tx:
            account = _account(tx, login)
            issuer = service.access.issuer if subject else None
            linked = Identity(account.id, email or None, issuer, subject or None, visit.now)
            _check_nobody_elses(tx, linked)
            if email or subject:
                tx.identities.put(linked)
            else:
                tx.identities.remove(account.id)
            tx.sessions.end_all(account.id, but=visit.session.id_hash if visit.session is not None else "")
            visit.audit(tx, "link-identity" if email or subject else "unlink-identity", login, email or subject)
    except BadForm as error:
        return _show(visit, status=error.status, fault=error.advice)
    return see("/nguoi-dung")


def _known_as(visit: Visit) -> tuple[str, str]:
    email, subject = visit.field("email", limit=MAX_EMAIL_CHARS).lower(), visit.field("subject", limit=MAX_NAME)
    if email and not is_email(email):
        raise BadForm("Địa chỉ thư điện tử chưa đúng; ví dụ lan.nguyen@so.example.")
    return email, subject


def _check_nobody_elses(tx: Tx, linked: Identity) -> None:
    """Raises BadForm when the address or the service's name is another account's."""
    others = (
        tx.identities.by_email(linked.email) if linked.email else None,
        tx.identities.by_subject(linked.issuer, linked.subject) if linked.issuer and linked.subject else None,
    )
    for other in others:
        if other is not None and other.account_id != linked.account_id:
            owner = tx.users.get(other.account_id)
            raise BadForm(f"Đã gắn với tài khoản «{owner.login if owner is not None else '?'}».")


def read_role(role: str, unit: str, plan: Plan) -> tuple[Role, str | None]:
    """A role and the unit bound to it. Raises BadForm when they do not go together."""
    if role not in set(Role):
        raise BadForm("Hãy chọn vai trò.")
    if unit and not plan.has_unit(unit):
        raise BadForm("Không có đơn vị này trong kế hoạch.")
    if Role(role) is Role.UNIT and not unit:
        raise BadForm("Vai trò «Đơn vị» cần chọn đơn vị.")
    return Role(role), unit or None


def _change(visit: Visit, login: str, act: str, changed: Callable[[Account], Account]) -> Response:
    try:
        with visit.app.store.transaction() as tx:
            before = _account(tx, login)
            after = changed(before)
            tx.users.put(after)
            _check_governed(tx)
            tx.sessions.end_all(after.id)
            if not after.active:
                tx.users.withdraw_invitations(after.id)
            visit.audit(tx, act, after.login, f"{after.role.value} {after.unit or ''}".strip())
    except BadForm as error:
        return _show(visit, status=error.status, fault=error.advice)
    return see("/nguoi-dung")


def _new_account(visit: Visit) -> Account:
    login, name = (
        read_login(visit.field("login", limit=200)),
        " ".join(visit.field("name", limit=MAX_NAME_CHARS).split()),
    )
    if login is None:
        raise BadForm("Tên đăng nhập từ 2 đến 40 ký tự: chữ không dấu, số, dấu chấm, gạch; ví dụ lan.nguyen.")
    if not name:
        raise BadForm("Hãy ghi họ tên.")
    role, unit = read_role(visit.field("role"), visit.field("unit"), visit.app.plan)
    return Account(id=new_token(), login=login, name=name, role=role, created_at=visit.now, unit=unit)


def _check_free(tx: Tx, login: str) -> None:
    if tx.users.by_login(login) is not None:
        raise BadForm(f"Tên đăng nhập «{login}» đã có người dùng.")


def _check_governed(tx: Tx) -> None:
    if tx.users.can_sign_in(Role.ADMIN) == 0:
        raise BadForm("Phải còn ít nhất một quản trị đăng nhập được; hãy cấp quyền cho người khác trước.")


def _account(tx: Tx, login: str) -> Account:
    account = tx.users.by_login(login)
    if account is None:
        raise NotFound
    return account


def _link(visit: Visit, tx: Tx, account: Account) -> str:
    token = invite(tx, account, now=visit.now)
    visit.audit(tx, "invite", account.login)
    return f"{visit.app.settings.base_url}{SET_UP_PATH}{token}"


def _show(
    visit: Visit, *, status: int = 200, fault: str = "", account: Account | None = None, link: str = ""
) -> Response:
    plan = visit.app.plan
    with visit.app.store.read() as tx:
        accounts, identities = tx.users.all(), tx.identities.all()
    names = {unit.id: unit.name for unit in plan.units}
    typed = {name: visit.form.get(name, "") for name in ("login", "name", "role", "unit")}
    return visit.page(
        "accounts.html", status=status, accounts=accounts, unit_names=names, roles=list(Role), fault=fault,
        invited=account, link=link, typed=typed, identities=identities, service=visit.desk.sign_in is not None,
    )  # fmt: skip
