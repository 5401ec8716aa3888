"""Who saw or changed what: the log that nobody can edit on the desk, nor unnoticed in the database.

Each line's hash is made over the line and the hash before it, and the head of the chain is kept apart: a line that was
changed, taken out, put in between or cut off at the end breaks the chain (`verify`). Whoever can write the whole
database can write a new chain; the head is therefore shown, to be noted elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, insert, select

from monitor.store.base import BATCH, Repository
from monitor.store.dialects import upsert
from monitor.store.schema import audit, meta

HEAD = "audit_head"


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One act: `act` is a verb (`reveal`, `sign-in`, `set-contact`), `what` the id of the thing acted on.

    `actor` is the unit in whose name it was done, `person` the login of who did it (empty for a signed link or the
    system).
    """

    at: datetime
    actor: str
    act: str
    what: str
    note: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A line with its place in the log."""

    number: int
    line: AuditLine


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """What `verify` found: lines read, the head's hash, and the number of the first line that does not fit."""

    lines: int
    head: str
    broken_at: int | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing was changed."""
        return self.broken_at is None


class AuditLog(Repository):
    """Audit lines, only ever added."""

    def add(self, at: datetime, actor: str, act: str, what: str, note: str = "", *, person: str = "") -> None:
        """Add a line to the chain."""
        last, head = self._head(lock=True)
        line = AuditLine(at=at, actor=actor, act=act, what=what, note=note, person=person)
        number = last + 1
        mark = _hash(head, number, line)
        row = {
            "number": number, "at": at, "actor": actor, "act": act, "what": what, "note": note, "person": person,
            "hash": mark,
        }  # fmt: skip
        self._connection.execute(insert(audit), row)
        upsert(self._connection, meta, {"key": HEAD, "value": f"{number} {mark}"})

    def recent(self, limit: int) -> tuple[AuditLine, ...]:
        """The last lines, the latest first."""
        return tuple(row.line for row in self.before(None, limit))

    def before(
        self, number: int | None, limit: int, *, person: str = "", act: str = "", what: str = ""
    ) -> tuple[NumberedLine, ...]:
        """Lines older than a number (None = from the last on), the latest first; empty conditions match every line."""
        query = select(audit).order_by(audit.c.number.desc()).limit(limit)
        if number is not None:
            query = query.where(audit.c.number < number)
        for column, value in ((audit.c.person, person), (audit.c.act, act), (audit.c.what, what)):
            if value:
                query = query.where(column == value)
        return tuple(NumberedLine(row.number, _line(row)) for row in self._connection.execute(query))

    def acts(self) -> tuple[str, ...]:
        """Every verb there is, in order."""
        return tuple(self._connection.execute(select(audit.c.act).distinct().order_by(audit.c.act)).scalars())

    def verify(self) -> ChainCheck:
        """Read the whole log and check its chain."""
        number, mark = 0, ""
        rows = self._connection.execution_options(yield_per=BATCH).execute(select(audit).order_by(audit.c.number))
        broken: int | None = None
        for row in rows:
            expected = _hash(mark, row.number, _line(row))
            if broken is None and row.hash != expected:
                broken = row.number
            number, mark = row.number, row.hash
        last, head = self._head(lock=False)
        if broken is None and (last, head) != (number, mark):
            broken = number + 1
        return ChainCheck(number, mark, broken)

    def _head(self, *, lock: bool) -> tuple[int, str]:
        query = select(meta.c.value).where(meta.c.key == HEAD)
        value = self._connection.execute(query.with_for_update() if lock else query).scalar_one_or_none()
        number, _, mark = (value or "0 ").partition(" ")
        return int(number), mark


def _line(row: Row[Any]) -> AuditLine:
    return AuditLine(at=row.at, actor=row.actor, act=row.act, what=row.what, note=row.note, person=row.person)


def _hash(before: str, number: int, line: AuditLine) -> str:
    moment = line.at.astimezone(UTC).isoformat()
    fields = [before, number, moment, line.person, line.actor, line.act, line.what, line.note]
    return hashlib.sha256(json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
