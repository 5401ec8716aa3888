"""Small facts about the installation: the period in force, the last run, what was shown once."""

from __future__ import annotations

from sqlalchemy import select

from monitor.store.base import Repository
from monitor.store.dialects import upsert
from monitor.store.schema.system import meta


class Meta(Repository):
    """Text by key."""

    def get(self, key: str) -> str | None:
        """The value of a key; None when it was never set."""
        return self._connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar_one_or_none()

    def set(self, key: str, value: str) -> None:
        """Set or replace a value."""
        upsert(self._connection, meta, {"key": key, "value": value})
