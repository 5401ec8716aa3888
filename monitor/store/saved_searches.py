"""Searches that people keep."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from monitor.core.accounts import SavedSearch
from monitor.store.base import Repository
from monitor.store.dialects import add_once
from monitor.store.schema.accounts import saved_searches


class SavedSearches(Repository):
    """Saved searches by person."""

    def add(self, account_id: str, name: str, query: str, *, at: datetime) -> bool:
        """Keep a search; False when the person has one of that name."""
        row = {"user_id": account_id, "name": name, "query": query, "created_at": at}
        return add_once(self._connection, saved_searches, row)

    def of(self, account_id: str) -> tuple[SavedSearch, ...]:
        """What a person keeps, by name."""
        query = select(saved_searches).where(saved_searches.c.user_id == account_id).order_by(saved_searches.c.name)
        return tuple(
            SavedSearch(row.number, row.user_id, row.name, row.query, row.created_at)
            for row in self._connection.execute(query)
        )

    def remove(self, account_id: str, number: int) -> bool:
        """Let one go; False when it is not the person's."""
        gone = delete(saved_searches).where(saved_searches.c.user_id == account_id, saved_searches.c.number == number)
        return self._connection.execute(gone).rowcount == 1
