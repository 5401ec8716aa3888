"""Commands about the desk's accounts, and the check of its audit. Passwords are set by their owners, through links."""

from __future__ import annotations

from dataclasses import replace

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from alerts.links import load_or_create_secret
from monitor.commands.records import EXIT_DONE, EXIT_FAILURE, EXIT_USAGE, screen
from monitor.core.accounts import Account, Role, acting_unit, read_login
from monitor.core.clock import SystemClock, show_time
from monitor.core.config.plan_file import load_plan
from monitor.core.plan import Plan
from monitor.core.settings import Settings
from monitor.desk.accounts.entering import SET_UP_PATH, invite
from monitor.desk.accounts.pages import read_role
from monitor.desk.accounts.passwords import new_token
from monitor.desk.errors import BadForm
from monitor.desk.words import ROLES
from monitor.store.audit import audit_key
from monitor.store.database import Store, Tx, open_store

COMMAND = "lệnh monitor"
"""Who acted, in the audit, when it was done on the server's command line."""


def list_accounts(settings: Settings) -> int:
    """Show every account."""
    plan, store = load_plan(settings.plan_path), open_store(settings.database_url)
    try:
        with store.read() as tx:
            accounts = tx.users.all()
    finally:
        store.close()
    table = Table("Tên đăng nhập", "Họ tên", "Vai trò", "Đơn vị", "Tình trạng", "Lần cuối vào", title="Người dùng")
    for account in accounts:
        unit = plan.unit(account.unit).name if account.unit and plan.has_unit(account.unit) else ""
        last = show_time(account.signed_in_at) if account.signed_in_at else "chưa lần nào"
        table.add_row(account.login, escape(account.name), ROLES[account.role], unit, _state(account), last)
    screen().print(table)
    return EXIT_DONE


def add_account(settings: Settings, *, login: str, name: str, role: str, unit: str) -> int:
    """Make an account and print its one-time link."""
    plan = load_plan(settings.plan_path)
    known = read_login(login)
    if known is None:
        return _refuse("Tên đăng nhập từ 2 đến 40 ký tự: chữ không dấu, số, dấu chấm, gạch.")
    try:
        chosen, bound = read_role(role, unit, plan)
    except BadForm as error:
        return _refuse(f"{error.advice} Vai trò: {', '.join(Role)}.")
    store = _keyed_store(settings)
    try:
        with store.transaction() as tx:
            if tx.users.by_login(known) is not None:
                return _refuse(f"Tên đăng nhập «{known}» đã có người dùng.")
            now = SystemClock().now()
            account = Account(id=new_token(), login=known, name=name, role=chosen, created_at=now, unit=bound)
            tx.users.put(account)
            tx.audit.add(now, acting_unit(account, plan), "add-account", known, chosen.value, person=COMMAND)
            link = _link(settings, tx, account, plan)
    finally:
        store.close()
    _show_link(link)
    return EXIT_DONE


def reset_account(settings: Settings, *, login: str) -> int:
    """Print a new one-time link: for whoever forgot the password, or lost the telephone with the second factor."""
    plan, store = load_plan(settings.plan_path), _keyed_store(settings)
    try:
        with store.transaction() as tx:
            account = tx.users.by_login(login)
            if account is None:
                return _refuse(f"Không có tài khoản «{login}».")
            account = replace(account, active=True, totp=None)
            tx.users.put(account)
            tx.users.forget_failures(account.login)
            link = _link(settings, tx, account, plan)
    finally:
        store.close()
    _show_link(link)
    return EXIT_DONE


def verify_audit(settings: Settings, *, anchor: str = "") -> int:
    """Check the audit's chain, and that a line noted earlier (`anchor`) is still in it. Returns 1 when it is not so."""
    store = _keyed_store(settings)
    try:
        return _verify(store, anchor)
    finally:
        store.close()


def show_anchor(settings: Settings) -> int:
    """Print the head of the log, to be written down or kept elsewhere."""
    store = open_store(settings.database_url)
    try:
        with store.read() as tx:
            anchor = tx.audit.anchor()
    finally:
        store.close()
    Console().print(anchor, soft_wrap=True, markup=False, highlight=False)
    return EXIT_DONE


def _verify(store: Store, anchor: str) -> int:
    with store.read() as tx:
        result, held = tx.audit.verify(), not anchor or tx.audit.holds(anchor)
        head = tx.audit.anchor()
    console = Console()
    if not result.whole:
        console.print(f"[red]Nhật ký đã bị thay đổi[/] từ dòng {result.broken_at}.")
        return EXIT_FAILURE
    if not held:
        console.print("[red]Nhật ký không còn dòng đã chép ra sổ:[/] toàn bộ nhật ký có thể đã bị thay.")
        return EXIT_FAILURE
    if result.lines and result.keyed_from is None:
        console.print(
            f"Nhật ký liền mạch ({result.lines} dòng) nhưng [red]chưa có dòng nào ký bằng khóa[/]. Nếu đã có người "
            "đăng nhập từ khi hệ thống chạy phiên bản này thì toàn bộ nhật ký đã bị thay."
        )
        return EXIT_FAILURE
    signed = f", ký bằng khóa từ dòng {result.keyed_from}" if result.keyed_from is not None else ""
    console.print(f"Nhật ký nguyên vẹn: {result.lines} dòng{signed}.")
    console.print("Dấu của dòng cuối (chép ra sổ để đối chiếu về sau bằng --anchor):")
    console.print(head, soft_wrap=True, markup=False, highlight=False)
    return EXIT_DONE


def _keyed_store(settings: Settings) -> Store:
    store = open_store(settings.database_url)
    store.key_audit(audit_key(load_or_create_secret(settings.secret_file)))
    return store


def _link(settings: Settings, tx: Tx, account: Account, plan: Plan) -> str:
    now = SystemClock().now()
    token = invite(tx, account, now=now)
    tx.audit.add(now, acting_unit(account, plan), "invite", account.login, person=COMMAND)
    return f"{settings.base_url}{SET_UP_PATH}{token}"


def _show_link(link: str) -> None:
    console = Console()
    console.print("Liên kết đặt mật khẩu, dùng một lần trong 24 giờ:")
    console.print(link, soft_wrap=True, markup=False, highlight=False)


def _refuse(words: str) -> int:
    Console(stderr=True).print(words)
    return EXIT_USAGE


def _state(account: Account) -> str:
    if not account.active:
        return "đã khóa"
    return "dùng được" if account.password else "chưa đặt mật khẩu"
