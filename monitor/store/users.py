"""Accounts of the desk, invitations to set a password, and failed attempts to sign in. Hashes come in ready."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, delete, func, insert, select, update

from monitor.core.accounts import FAILURES_FORGOTTEN_AFTER, Account, Failures, Role
from monitor.core.errors import StorageError
from monitor.store.base import Repository
from monitor.store.dialects import upsert
from monitor.store.schema.accounts import invitations, sign_in_failures, users


class Users(Repository):
    """Accounts by id and by login."""

    def put(self, account: Account) -> None:
        """Insert or replace an account. Raises StorageError when another one has the login."""
        upsert(
            self._connection,
            users,
            {
                "id": account.id,
                "login": account.login,
                "name": account.name,
                "role": account.role.value,
                "unit": account.unit,
                "password": account.password,
                "totp": account.totp,
                "totp_step": account.totp_step,
                "active": account.active,
                "created_at": account.created_at,
                "password_set_at": account.password_set_at,
                "signed_in_at": account.signed_in_at,
                "looked_at": account.looked_at,
            },
        )

    def get(self, user_id: str) -> Account | None:
        """One account."""
        return self._one(select(users).where(users.c.id == user_id))

    def by_login(self, login: str) -> Account | None:
        """One account by the name it signs in with."""
        return self._one(select(users).where(users.c.login == login))

    def all(self) -> tuple[Account, ...]:
        """Every account, by login."""
        return tuple(_account(row) for row in self._connection.execute(select(users).order_by(users.c.login)))

    def can_sign_in(self, role: Role) -> int:
        """How many active accounts of a role have a password."""
        query = select(func.count()).where(users.c.role == role.value, users.c.active, users.c.password.is_not(None))
        return self._connection.execute(query).scalar_one()

    def set_looked_at(self, user_id: str, at: datetime) -> None:
        """Note that everything on the first page was read."""
        self._change(user_id, looked_at=at)

    def invite(self, user_id: str, token_hash: str, *, expires_at: datetime) -> None:
        """Keep an invitation to set a password; earlier ones of the account end."""
        self._connection.execute(delete(invitations).where(invitations.c.user_id == user_id))
        row = {"token_hash": token_hash, "user_id": user_id, "expires_at": expires_at}
        self._connection.execute(insert(invitations), row)

    def invited(self, token_hash: str, now: datetime) -> Account | None:
        """Whose invitation it is; None when it is unknown, used or too old, or the account is closed."""
        query = select(users).join(invitations, invitations.c.user_id == users.c.id)
        return self._one(
            query.where(invitations.c.token_hash == token_hash, invitations.c.expires_at > now, users.c.active)
        )

    def withdraw_invitations(self, user_id: str) -> None:
        """End every invitation of an account: it was used, or the account is closed."""
        self._connection.execute(delete(invitations).where(invitations.c.user_id == user_id))

    def failures(self, login: str) -> Failures | None:
        """Failed attempts under a name; None without any."""
        row = self._connection.execute(select(sign_in_failures).where(sign_in_failures.c.login == login)).one_or_none()
        return None if row is None else Failures(row.login, row.failures, row.last_at, row.locked_until)

    def keep_failures(self, failures: Failures) -> None:
        """Replace what is known of a name's failures; those of other names that are forgotten go."""
        forgotten = failures.last_at - FAILURES_FORGOTTEN_AFTER - timedelta(hours=1)
        self._connection.execute(delete(sign_in_failures).where(sign_in_failures.c.last_at < forgotten))
        row = {
            "login": failures.login,
            "failures": failures.count,
            "last_at": failures.last_at,
            "locked_until": failures.locked_until,
        }
        upsert(self._connection, sign_in_failures, row)

    def forget_failures(self, login: str) -> None:
        """Begin anew after a success."""
        self._connection.execute(delete(sign_in_failures).where(sign_in_failures.c.login == login))

    def _change(self, user_id: str, **values: object) -> None:
        if self._connection.execute(update(users).where(users.c.id == user_id).values(**values)).rowcount == 0:
            raise StorageError(f"no account {user_id!r}")

    def _one(self, query: Select[Any]) -> Account | None:
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _account(row)


def _account(row: Row[Any]) -> Account:
    return Account(
        id=row.id,
        login=row.login,
        name=row.name,
        role=Role(row.role),
        created_at=row.created_at,
        unit=row.unit,
        password=row.password,
        totp=row.totp,
        totp_step=row.totp_step,
        active=row.active,
        password_set_at=row.password_set_at,
        signed_in_at=row.signed_in_at,
        looked_at=row.looked_at,
    )
