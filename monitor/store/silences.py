"""Units that asked for quiet about an incident."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from monitor.core.handling import Silence
from monitor.core.labels import Severity
from monitor.store.base import Repository
from monitor.store.schema.outbox import silences


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
        return tuple(_silence(row) for row in self._connection.execute(query.order_by(silences.c.number)))

    def standing(self, now: datetime) -> tuple[tuple[int, Silence], ...]:
        """Every silence that has not run out, with its number; the one that ends first comes first."""
        query = select(silences).where(silences.c.until > now).order_by(silences.c.until, silences.c.number)
        return tuple((row.number, _silence(row)) for row in self._connection.execute(query))

    def end(self, number: int, *, now: datetime) -> Silence | None:
        """End a silence before its time; None when it is not there or has run out."""
        query = select(silences).where(silences.c.number == number, silences.c.until > now)
        row = self._connection.execute(query).one_or_none()
        if row is None:
            return None
        self._connection.execute(update(silences).where(silences.c.number == number).values(until=now))
        return _silence(row)


def _silence(row: Row[Any]) -> Silence:
    return Silence(
        incident_id=row.incident_id,
        unit=row.unit,
        until=row.until,
        reason=row.reason,
        level=Severity(row.level),
        created_at=row.created_at,
    )
