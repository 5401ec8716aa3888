"""Who saw or changed what: the log that nobody can edit on the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from monitor.store.base import Repository
from monitor.store.schema import audit


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One act: `act` is a verb (`reveal`, `sign-in`, `set-contact`), `what` the id of the thing acted on."""

    at: datetime
    actor: str
    act: str
    what: str
    note: str = ""


class AuditLog(Repository):
    """Audit lines, only ever added."""

    def add(self, at: datetime, actor: str, act: str, what: str, note: str = "") -> None:
        """Add a line."""
        row = {"at": at, "actor": actor, "act": act, "what": what, "note": note}
        self._connection.execute(insert(audit), row)

    def recent(self, limit: int) -> tuple[AuditLine, ...]:
        """The last lines, the latest first."""
        query = select(audit).order_by(audit.c.number.desc()).limit(limit)
        return tuple(
            AuditLine(at=row.at, actor=row.actor, act=row.act, what=row.what, note=row.note)
            for row in self._connection.execute(query)
        )
