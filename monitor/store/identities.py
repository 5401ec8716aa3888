"""How accounts are known to the office's own sign-in service."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, delete, select

from monitor.core.accounts import Identity
from monitor.store.base import Repository
from monitor.store.dialects import upsert
from monitor.store.schema.accounts import identities


class Identities(Repository):
    """At most one for each account."""

    def put(self, identity: Identity) -> None:
        """Insert or replace. Raises StorageError when another account has the address, or the service's name."""
        row = {
            "user_id": identity.account_id,
            "email": identity.email,
            "issuer": identity.issuer,
            "subject": identity.subject,
            "linked_at": identity.linked_at,
        }
        upsert(self._connection, identities, row)

    def remove(self, account_id: str) -> bool:
        """Forget how an account is known; False when it was not."""
        gone = delete(identities).where(identities.c.user_id == account_id)
        return self._connection.execute(gone).rowcount == 1

    def of(self, account_id: str) -> Identity | None:
        """How one account is known."""
        return self._one(identities.c.user_id == account_id)

    def by_subject(self, issuer: str, subject: str) -> Identity | None:
        """Whose name at the service it is."""
        return self._one(identities.c.issuer == issuer, identities.c.subject == subject)

    def by_email(self, email: str) -> Identity | None:
        """Whose address it is; given in lower case."""
        return self._one(identities.c.email == email)

    def all(self) -> dict[str, Identity]:
        """Every one, by account."""
        return {row.user_id: _identity(row) for row in self._connection.execute(select(identities))}

    def _one(self, *conditions: Any) -> Identity | None:
        row = self._connection.execute(select(identities).where(*conditions)).one_or_none()
        return None if row is None else _identity(row)


def _identity(row: Row[Any]) -> Identity:
    return Identity(row.user_id, row.email, row.issuer, row.subject, row.linked_at)
