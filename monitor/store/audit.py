"""Who saw or changed what: the log that nobody can edit on the desk, nor unnoticed in the database.

Each line's mark is made over the line and the mark before it, and the head of the chain is kept apart: a line that was
changed, taken out, put in between or cut off at the end breaks the chain (`verify`). Marks are made with a key that the
database does not hold, from the first line written with one on; older lines have plain hashes and stay verifiable as
such. Whoever holds the database alone can then neither write a line that fits nor shorten the log. Whoever has a whole
older copy, or the key, still can put it back: the head is therefore shown, to be noted elsewhere (`anchor`).
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from monitor.store.base import Repository
from monitor.store.dialects import upsert
from monitor.store.locks import Lock, take
from monitor.store.schema.system import audit, meta
from monitor.store.storable import storable

HEAD = "audit_head"
KEYED = "k:"
"""How the marks begin that were made with the key."""
_PURPOSE = b"audit chain, version 1"
_MAX_DIGITS = 15


def audit_key(secret: bytes) -> bytes:
    """Derive the log's key from the installation's secret, which also signs links: one key, one purpose."""
    return hmac.new(secret, _PURPOSE, hashlib.sha256).digest()


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
    """What `verify` found: lines read, the head's mark, and the number of the first line that does not fit.

    `keyed_from` is the first line whose mark needs the key, None without one; `key_used`: those marks were checked.
    """

    lines: int
    head: str
    broken_at: int | None = None
    keyed_from: int | None = None
    key_used: bool = False

    @property
    def whole(self) -> bool:
        """Whether nothing was changed."""
        return self.broken_at is None


class AuditLog(Repository):
    """Audit lines, only ever added. `key` is that of the marks; empty: lines get plain hashes."""

    def __init__(self, connection: Connection, key: bytes = b"") -> None:
        super().__init__(connection)
        self._key = key

    def add(self, at: datetime, actor: str, act: str, what: str, note: str = "", *, person: str = "") -> None:
        """Add a line to the chain."""
        take(self._connection, Lock.AUDIT)
        last, head = self._head()
        texts = {"actor": actor, "act": act, "what": what, "note": note, "person": person}
        # The mark is made over the line as it will be read back.
        line = AuditLine(at=at, **{name: storable(value) for name, value in texts.items()})
        number = last + 1
        mark = _mark(self._key, head, number, line)
        row = {"number": number, "at": at, **texts, "hash": mark}
        self._connection.execute(insert(audit), row)
        upsert(self._connection, meta, {"key": HEAD, "value": _head_value(self._key, number, mark)})

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

    def anchor(self) -> str:
        """The head as it is noted elsewhere: number and mark, `412:k:9f…`; `0:` of an empty log."""
        number, mark = self._head()
        return f"{number}:{mark}"

    def holds(self, anchor: str) -> bool:
        """Whether the line that an anchor names is still there with the same mark."""
        number, _, mark = anchor.strip().partition(":")
        if not number.isascii() or not number.isdecimal() or len(number) > _MAX_DIGITS:
            return False
        known = self._connection.execute(select(audit.c.hash).where(audit.c.number == int(number))).scalar_one_or_none()
        return (known or "") == mark if int(number) else not mark

    def verify(self) -> ChainCheck:
        """Read the whole log and check its chain. Marks made with a key are passed over where the key is not known."""
        number, mark = 0, ""
        rows = self._stream(select(audit).order_by(audit.c.number))
        broken: int | None = None
        keyed_from: int | None = None
        for row in rows:
            keyed = row.hash.startswith(KEYED)
            if keyed and keyed_from is None:
                keyed_from = row.number
            if broken is None and not self._fits(row, mark, keyed=keyed, after_keyed=keyed_from is not None):
                broken = row.number
            number, mark = row.number, row.hash
        if broken is None and not self._head_fits(number, mark):
            broken = number + 1
        return ChainCheck(number, mark, broken, keyed_from, key_used=bool(self._key))

    def _fits(self, row: Row[Any], before: str, *, keyed: bool, after_keyed: bool) -> bool:
        """Whether a line follows the one before it. Once marks are keyed, a plain one is somebody else's."""
        if not keyed:
            return not after_keyed and hmac.compare_digest(row.hash, _mark(b"", before, row.number, _line(row)))
        return not self._key or hmac.compare_digest(row.hash, _mark(self._key, before, row.number, _line(row)))

    def _head_fits(self, number: int, mark: str) -> bool:
        stored = self._stored_head()
        if self._key and mark.startswith(KEYED):
            return hmac.compare_digest(stored, _head_value(self._key, number, mark))
        return stored.split(" ")[:2] == [str(number), mark]

    def _head(self) -> tuple[int, str]:
        number, mark = self._stored_head().split(" ")[:2]
        return int(number), mark

    def _stored_head(self) -> str:
        query = select(meta.c.value).where(meta.c.key == HEAD)
        return self._connection.execute(query).scalar_one_or_none() or "0 "


def _line(row: Row[Any]) -> AuditLine:
    return AuditLine(at=row.at, actor=row.actor, act=row.act, what=row.what, note=row.note, person=row.person)


def _mark(key: bytes, before: str, number: int, line: AuditLine) -> str:
    moment = line.at.astimezone(UTC).isoformat()
    fields = [before, number, moment, line.person, line.actor, line.act, line.what, line.note]
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
    if not key:
        return hashlib.sha256(text).hexdigest()
    return KEYED + hmac.new(key, text, hashlib.sha256).hexdigest()


def _head_value(key: bytes, number: int, mark: str) -> str:
    """The head as it is stored; with a key it carries a seal, so that the log is not cut back together with it."""
    if not key:
        return f"{number} {mark}"
    seal = hmac.new(key, f"head {number} {mark}".encode(), hashlib.sha256).hexdigest()
    return f"{number} {mark} {seal}"
