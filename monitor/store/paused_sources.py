"""Sources that somebody told the product to leave alone for a while."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from monitor.core.accounts import PausedSource
from monitor.store.base import Repository
from monitor.store.dialects import upsert
from monitor.store.schema.feeds import paused_sources


class PausedSources(Repository):
    """Pauses by source."""

    def pause(self, source_id: str, *, by: str, reason: str, at: datetime) -> None:
        """Leave a source alone from now on."""
        upsert(self._connection, paused_sources, {"source_id": source_id, "since": at, "by": by, "reason": reason})

    def resume(self, source_id: str) -> bool:
        """Poll it again; False when it was not paused."""
        return (
            self._connection.execute(delete(paused_sources).where(paused_sources.c.source_id == source_id)).rowcount
            == 1
        )

    def all(self) -> dict[str, PausedSource]:
        """Every pause, by source id."""
        rows = self._connection.execute(select(paused_sources).order_by(paused_sources.c.source_id))
        return {row.source_id: PausedSource(row.source_id, row.since, row.by, row.reason) for row in rows}
