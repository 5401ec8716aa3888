"""Units that asked for quiet about an incident."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, select

from monitor.core.handling import Silence
from monitor.core.labels import Severity
from monitor.store.base import Repository
from monitor.store.schema import silences


class Silences(Repository):
    """Silences by incident."""

    def add(self, silence: Silence) -> None:
        """Keep a silence; several for one unit may stand side by side."""
        row = {
            "incident_id": silence.incident_id,
            "unit": silence.unit,
            "until": silence.until,
            "reason": silence.reason,
            "level": int(silence.level),
            "created_at": silence.created_at,
        }
        self._connection.execute(insert(silences), row)

    def active(self, incident_id: str, now: datetime) -> tuple[Silence, ...]:
        """Silences of an incident that have not run out at `now` (they end at `until`), in order of asking."""
        query = select(silences).where(silences.c.incident_id == incident_id, silences.c.until > now)
        return tuple(
            Silence(
                incident_id=row.incident_id,
                unit=row.unit,
                until=row.until,
                reason=row.reason,
                level=Severity(row.level),
                created_at=row.created_at,
            )
            for row in self._connection.execute(query.order_by(silences.c.number))
        )
