"""Messages that were not sent, and why."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from monitor.core.handling import Suppressed
from monitor.store.base import Repository
from monitor.store.dialects import add_once
from monitor.store.schema.outbox import suppressed


class SuppressedLog(Repository):
    """Suppressed messages by incident and time."""

    def add(self, message: Suppressed) -> bool:
        """Note a message not sent; False when the same (incident, unit, reason, revision) is noted already."""
        row = {
            "at": message.at,
            "incident_id": message.incident_id,
            "unit": message.unit,
            "reason": message.reason,
            "revision": message.revision,
        }
        return add_once(self._connection, suppressed, row)

    def for_incident(self, incident_id: str) -> tuple[Suppressed, ...]:
        """What was suppressed of an incident, in order of time."""
        return self._read(select(suppressed).where(suppressed.c.incident_id == incident_id))

    def between(self, start: datetime, end: datetime) -> tuple[Suppressed, ...]:
        """What was suppressed in `[start, end)`, in order of time."""
        return self._read(select(suppressed).where(suppressed.c.at >= start, suppressed.c.at < end))

    def _read(self, query: Select[Any]) -> tuple[Suppressed, ...]:
        rows = self._connection.execute(query.order_by(suppressed.c.at, suppressed.c.number))
        return tuple(
            Suppressed(at=row.at, incident_id=row.incident_id, unit=row.unit, reason=row.reason, revision=row.revision)
            for row in rows
        )
