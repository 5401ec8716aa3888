"""Whose account it is that a sign-in service speaks of: linked once by an administrator, then fixed to one person.

Nobody gets an account this way but people of the domains that the settings name, and those may only look.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from monitor.core.accounts import Account, Identity, Role, acting_unit, read_login
from monitor.core.plan import Plan
from monitor.core.text import fold
from monitor.desk.accounts.oidc import Claims
from monitor.desk.accounts.passwords import new_token
from monitor.sign_in_set import SignInAccess
from monitor.store.database import Tx

NEW_ROLE = Role.VIEWER
MAX_SAME = 100
_NOT_LOGIN = re.compile(r"[^a-z0-9._\-]+")
BY_SERVICE = "qua dịch vụ đăng nhập"


def identify(tx: Tx, claims: Claims, access: SignInAccess, *, plan: Plan, now: datetime) -> Account | None:
    """The account of whoever the service names; None when nobody here is known by that name or address."""
    issuer = access.issuer
    known = tx.identities.by_subject(issuer, claims.subject)
    if known is not None:
        return tx.users.get(known.account_id)
    meant = tx.identities.by_email(claims.email) if claims.email else None
    if meant is not None:
        return _bind(tx, meant, claims, issuer, plan=plan, now=now)
    return _new_account(tx, claims, issuer, plan=plan, now=now) if access.may_be_new(claims.email) else None


def _bind(tx: Tx, meant: Identity, claims: Claims, issuer: str, *, plan: Plan, now: datetime) -> Account | None:
    """The first time by an address: from now on only this person. An address given on to another opens nothing."""
    account = tx.users.get(meant.account_id)
    if account is None or meant.bound:
        return None
    tx.identities.put(replace(meant, issuer=issuer, subject=claims.subject, linked_at=now))
    tx.audit.add(now, acting_unit(account, plan), "link-identity", account.login, claims.email, person=account.login)
    return account


def _new_account(tx: Tx, claims: Claims, issuer: str, *, plan: Plan, now: datetime) -> Account | None:
    login = _free_login(tx, claims.email)
    if login is None:
        return None
    name = claims.name or claims.email
    account = Account(id=new_token(), login=login, name=name, role=NEW_ROLE, created_at=now)
    tx.users.put(account)
    tx.identities.put(Identity(account.id, claims.email, issuer, claims.subject, now))
    note = f"{NEW_ROLE.value} {BY_SERVICE} {claims.email}"
    tx.audit.add(now, acting_unit(account, plan), "add-account", login, note, person=login)
    return account


def _free_login(tx: Tx, email: str) -> str | None:
    """A name for a new account, after the address: `lan.nguyen`, then `lan.nguyen2`; None when there is none."""
    stem = _NOT_LOGIN.sub("-", fold(email.partition("@")[0])).strip("-._")[:36]
    for number in range(1, MAX_SAME):
        login = read_login(stem if number == 1 else f"{stem}{number}")
        if login is not None and tx.users.by_login(login) is None:
            return login
    return None
