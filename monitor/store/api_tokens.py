"""Tokens of people for the JSON interface: only their hashes are kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from monitor.core.accounts import ApiToken, Scope
from monitor.store.base import Repository
from monitor.store.schema.accounts import api_tokens


class ApiTokens(Repository):
    """Tokens by hash and by person."""

    def add(self, token: ApiToken) -> None:
        """Keep a token; its `number` is given here."""
        row = {
            "user_id": token.account_id,
            "name": token.name,
            "hash": token.hash,
            "scopes": " ".join(sorted(token.scopes)),
            "created_at": token.created_at,
            "ends_at": token.ends_at,
        }
        self._connection.execute(insert(api_tokens).values(**row))

    def find(self, token_hash: str) -> ApiToken | None:
        """The token of a hash, at its end or not."""
        row = self._connection.execute(select(api_tokens).where(api_tokens.c.hash == token_hash)).one_or_none()
        return _token(row) if row is not None else None

    def of(self, account_id: str) -> tuple[ApiToken, ...]:
        """A person's tokens, the latest first."""
        query = select(api_tokens).where(api_tokens.c.user_id == account_id).order_by(api_tokens.c.number.desc())
        return tuple(_token(row) for row in self._connection.execute(query))

    def touch(self, number: int, at: datetime) -> None:
        """Note its last use."""
        self._connection.execute(update(api_tokens).where(api_tokens.c.number == number).values(used_at=at))

    def remove(self, account_id: str, number: int) -> bool:
        """Let one go; False when it is not the person's."""
        gone = delete(api_tokens).where(api_tokens.c.user_id == account_id, api_tokens.c.number == number)
        return self._connection.execute(gone).rowcount == 1


def _token(row: Row[Any]) -> ApiToken:
    return ApiToken(
        number=row.number,
        account_id=row.user_id,
        name=row.name,
        hash=row.hash,
        scopes=frozenset(Scope(scope) for scope in row.scopes.split()),
        created_at=row.created_at,
        ends_at=row.ends_at,
        used_at=row.used_at,
    )
