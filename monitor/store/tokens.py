"""Sealed tokens of channels, and the lock under which one process at a time renews them. Sees no token in clear."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select, update

from monitor.core.messaging import SealedToken
from monitor.store.base import Repository
from monitor.store.dialects import add_once
from monitor.store.schema.channels import channel_tokens


class Tokens(Repository):
    """Token pairs by name."""

    def get(self, name: str) -> SealedToken:
        """What is kept under a name; an empty one when nothing is."""
        row = self._connection.execute(select(channel_tokens).where(channel_tokens.c.name == name)).one_or_none()
        if row is None:
            return SealedToken(name)
        return SealedToken(name, row.sealed, row.version, row.saved_at, row.broken)

    def save(self, name: str, sealed: bytes, *, at: datetime) -> None:
        """Replace the pair; the lock is given back and a broken one is whole again."""
        self._make(name)
        values = {"sealed": sealed, "version": channel_tokens.c.version + 1, "saved_at": at, "broken": None}
        self._set(name, values | {"lock_holder": None, "lock_until": None})

    def mark_broken(self, name: str, reason: str) -> None:
        """The pair is dead until a person brings a new one; it is kept, never overwritten by nothing."""
        self._make(name)
        self._set(name, {"broken": reason, "lock_holder": None, "lock_until": None})

    def lock(self, name: str, *, holder: str, until: datetime, now: datetime) -> bool:
        """Take the right to renew; False while another holder has it. It runs out by itself at `until`."""
        self._make(name)
        free = or_(channel_tokens.c.lock_until.is_(None), channel_tokens.c.lock_until <= now)
        statement = update(channel_tokens).where(channel_tokens.c.name == name, free)
        return self._connection.execute(statement.values(lock_holder=holder, lock_until=until)).rowcount == 1

    def unlock(self, name: str, *, holder: str) -> None:
        """Give the right back, if it is still the holder's."""
        statement = update(channel_tokens).where(channel_tokens.c.name == name, channel_tokens.c.lock_holder == holder)
        self._connection.execute(statement.values(lock_holder=None, lock_until=None))

    def _make(self, name: str) -> None:
        add_once(self._connection, channel_tokens, {"name": name, "version": 0})

    def _set(self, name: str, values: dict[str, object]) -> None:
        self._connection.execute(update(channel_tokens).where(channel_tokens.c.name == name).values(**values))
