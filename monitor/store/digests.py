"""Lines waiting for each unit's next digest."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select, update

from monitor.core.handling import DigestLine
from monitor.store.base import Repository, batches
from monitor.store.codec import decode, encode
from monitor.store.dialects import add_once
from monitor.store.schema.outbox import digest_lines


class Digests(Repository):
    """Digest lines by key and unit."""

    def add(self, line: DigestLine, *, key: str) -> bool:
        """Keep a line for the next digest; False when its key was used before, even if that line was sent."""
        row = {"key": key, "unit": line.unit, "added_at": line.added_at, "record": encode(line)}
        return add_once(self._connection, digest_lines, row)

    def pending(self, unit: str) -> tuple[tuple[str, DigestLine], ...]:
        """The unit's lines not yet sent, with their keys, in the order they were added."""
        query = select(digest_lines).where(digest_lines.c.unit == unit, digest_lines.c.sent_at.is_(None))
        rows = self._connection.execute(query.order_by(digest_lines.c.added_at, digest_lines.c.key))
        return tuple((row.key, decode(DigestLine, row.record)) for row in rows)

    def pending_units(self) -> tuple[str, ...]:
        """Units with lines not yet sent, sorted."""
        query = select(digest_lines.c.unit).where(digest_lines.c.sent_at.is_(None)).distinct()
        return tuple(self._connection.execute(query.order_by(digest_lines.c.unit)).scalars())

    def readers(self, incident_id: str) -> tuple[str, ...]:
        """Units that read of an incident in a digest that went out, sorted."""
        own = (digest_lines.c.key >= f"{incident_id}:") & (digest_lines.c.key < f"{incident_id};")
        query = select(digest_lines.c.unit).where(own, digest_lines.c.notification_key > "").distinct()
        return tuple(self._connection.execute(query.order_by(digest_lines.c.unit)).scalars())

    def mark_sent(self, keys: Iterable[str], *, notification_key: str, at: datetime) -> None:
        """The lines went out in a message; lines marked before keep their first message."""
        for batch in batches(keys):
            change = update(digest_lines).where(digest_lines.c.key.in_(batch), digest_lines.c.sent_at.is_(None))
            self._connection.execute(change.values(notification_key=notification_key, sent_at=at))
