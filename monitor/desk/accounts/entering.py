"""Signing in and out, and setting a password: what happens, apart from the pages that ask for it."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.core.accounts import (
    INVITATION_LIFE,
    MAX_PASSWORD_CHARS,
    SESSION_LIFE,
    Account,
    Role,
    Session,
    acting_unit,
    after_failure,
    read_login,
)
from monitor.core.plan import Plan
from monitor.desk.accounts.passwords import Passwords, new_token, token_hash, totp_step
from monitor.store.database import Store, Tx

log = logging.getLogger(__name__)

WRONG = "Tên đăng nhập, mật khẩu hoặc mã xác thực chưa đúng."
LOCKED = (
    "Tên đăng nhập này tạm khóa vì sai nhiều lần. Hãy đợi vài phút rồi thử lại, hoặc nhờ quản trị cấp liên kết mới."
)
CODE_WRONG = "Mã xác thực chưa đúng. Hãy kiểm tra giờ trên điện thoại rồi gõ mã mới."
CODE_MISSING = "Tài khoản này cần mã xác thực 6 số từ ứng dụng trên điện thoại."
FIRST_LOGIN = "quan-tri"
SET_UP_PATH = "/thiet-lap/"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who came in, and the key for the browser's cookie."""

    account: Account
    key: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Why not, in words for the person."""

    words: str


@dataclass(frozen=True, slots=True)
class Credentials:
    """What was typed; `code` is empty without a second factor."""

    login: str
    password: str
    code: str = ""


def sign_in(
    store: Store, passwords: Passwords, given: Credentials, *, plan: Plan, now: datetime, old_key: str = ""
) -> SignedIn | Refused:
    """Let a person in under a new session; an older one of the same browser (`old_key`) ends.

    A name that is locked waits, whether or not it has an account, and its password is not even looked at.
    """
    login = read_login(given.login)
    if login is None or len(given.password) > MAX_PASSWORD_CHARS:
        return Refused(WRONG)
    with store.read() as tx:
        failures, account = tx.users.failures(login), tx.users.by_login(login)
    if failures is not None and failures.locked(now):
        return Refused(LOCKED)
    known = account is not None and account.active
    right = passwords.check(account.password if account is not None and known else None, given.password)
    if account is None or not right:
        return _refuse(store, login, account, plan, now)
    step = account.totp_step
    if account.totp is not None:
        if not given.code:
            return Refused(CODE_MISSING)
        found = totp_step(account.totp, given.code, now, after=account.totp_step)
        if found is None:
            return _refuse(store, login, account, plan, now)
        step = found
    new_hash = passwords.hash(given.password) if passwords.outdated(account.password or "") else account.password
    return _admit(store, replace(account, password=new_hash, totp_step=step), plan, now, old_key)


def admit(
    store: Store, account: Account, code: str, *, plan: Plan, now: datetime, note: str, old_key: str = ""
) -> SignedIn | Refused:
    """Let in somebody whom others vouch for (`note` says who); the second factor is asked for all the same."""
    if account.totp is None:
        return _admit(store, account, plan, now, old_key, note=note)
    with store.read() as tx:
        failures = tx.users.failures(account.login)
    if failures is not None and failures.locked(now):
        return Refused(LOCKED)
    step = totp_step(account.totp, code, now, after=account.totp_step)
    if step is None:
        outcome = _refuse(store, account.login, account, plan, now)
        return outcome if outcome.words == LOCKED else Refused(CODE_WRONG)
    return _admit(store, replace(account, totp_step=step), plan, now, old_key, note=note)


def _admit(
    store: Store, account: Account, plan: Plan, now: datetime, old_key: str, *, note: str = ""
) -> SignedIn | Refused:
    key = new_token()
    session = Session(
        id_hash=token_hash(key), account_id=account.id, csrf=new_token(), created_at=now, seen_at=now,
        ends_at=now + SESSION_LIFE,
    )  # fmt: skip
    with store.transaction() as tx:
        standing = tx.users.get(account.id)
        if standing is None or not standing.active or (account.totp and standing.totp_step >= account.totp_step):
            return Refused(WRONG)  # closed meanwhile, or the same code came twice at once
        if old_key:
            tx.sessions.end(token_hash(old_key))
        tx.users.put(replace(account, signed_in_at=now))
        tx.users.forget_failures(account.login)
        tx.sessions.add(session)
        tx.audit.add(now, acting_unit(account, plan), "sign-in", account.login, note, person=account.login)
    return SignedIn(account, key)


def _refuse(store: Store, login: str, account: Account | None, plan: Plan, now: datetime) -> Refused:
    with store.transaction() as tx:
        failures = after_failure(tx.users.failures(login), login, now)
        tx.users.keep_failures(failures)
        if account is not None:
            # Names without an account are not written down: people type passwords into the wrong field.
            tx.audit.add(now, acting_unit(account, plan), "sign-in-refused", login, f"lần {failures.count}")
    return Refused(LOCKED if failures.locked(now) else WRONG)


def sign_out(tx: Tx, account: Account, session: Session, *, plan: Plan, now: datetime) -> None:
    """End one session."""
    tx.sessions.end(session.id_hash)
    tx.audit.add(now, acting_unit(account, plan), "sign-out", account.login, person=account.login)


def invite(tx: Tx, account: Account, *, now: datetime) -> str:
    """Make a link's token with which the person sets a password, once, within a day."""
    token = new_token()
    tx.users.invite(account.id, token_hash(token), expires_at=now + INVITATION_LIFE)
    return token


def set_password(tx: Tx, account: Account, hashed: str, *, plan: Plan, now: datetime, keep: str = "") -> None:
    """Take a new password: invitations and every other session of the account end (`keep` is the present one)."""
    tx.users.put(replace(account, password=hashed, password_set_at=now))
    tx.users.withdraw_invitations(account.id)
    tx.users.forget_failures(account.login)
    tx.sessions.end_all(account.id, but=keep)
    tx.audit.add(now, acting_unit(account, plan), "set-password", account.login, person=account.login)


def first_invitation(store: Store, *, plan: Plan, now: datetime) -> str | None:
    """While no administrator can sign in: the path of a one-time link for the first one; None afterwards.

    There is no password to start with. Each start makes a new link and ends the one before.
    """
    with store.transaction() as tx:
        if tx.users.can_sign_in(Role.ADMIN):
            return None
        account = tx.users.by_login(FIRST_LOGIN)
        if account is None:
            account = Account(
                id=new_token(), login=FIRST_LOGIN, name="Quản trị hệ thống", role=Role.ADMIN, created_at=now
            )
            tx.users.put(account)
            tx.audit.add(now, acting_unit(account, plan), "add-account", account.login, Role.ADMIN.value)
        elif not account.active or account.role is not Role.ADMIN:
            account = replace(account, active=True, role=Role.ADMIN)
            tx.users.put(account)
        token = invite(tx, account, now=now)
    return f"{SET_UP_PATH}{token}"
