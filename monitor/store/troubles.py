"""What ails the database, read from its driver's error. Knows the codes of SQLite and of PostgreSQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from monitor.core.errors import StorageTrouble

_PRIMARY = 0xFF
"""The low byte of an extended result code is the primary one (sqlite.org/rescode.html)."""
_BY_CODE: Mapping[int, StorageTrouble] = {
    sqlite3.SQLITE_CORRUPT: StorageTrouble.DAMAGED,
    sqlite3.SQLITE_NOTADB: StorageTrouble.DAMAGED,
    sqlite3.SQLITE_READONLY: StorageTrouble.READ_ONLY,
    sqlite3.SQLITE_PERM: StorageTrouble.READ_ONLY,
    sqlite3.SQLITE_FULL: StorageTrouble.FULL,
    sqlite3.SQLITE_BUSY: StorageTrouble.LOCKED,
    sqlite3.SQLITE_LOCKED: StorageTrouble.LOCKED,
    sqlite3.SQLITE_CANTOPEN: StorageTrouble.UNREACHABLE,
}
_NO_MORE_WRITTEN = frozenset({sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_TRUNCATE, sqlite3.SQLITE_IOERR_SHMSIZE})
"""A quota or a limit on file sizes shows as a failed write, not as a full disk."""
_BY_STATE: Mapping[str, StorageTrouble] = {
    "XX001": StorageTrouble.DAMAGED,
    "XX002": StorageTrouble.DAMAGED,
    "25006": StorageTrouble.READ_ONLY,
    "42501": StorageTrouble.READ_ONLY,
    "53100": StorageTrouble.FULL,
    "40001": StorageTrouble.LOCKED,
    "40P01": StorageTrouble.LOCKED,
    "55P03": StorageTrouble.LOCKED,
    "53300": StorageTrouble.UNREACHABLE,
}
"""PostgreSQL's own (appendix A of its manual): damage, no right to write, no space, locks, no more connections."""
_LINE_CUT = ("08", "57P")
"""How the states begin that tell of the connection: it failed, or the server is going down or coming up."""


def trouble_of(error: BaseException | None) -> StorageTrouble:
    """Name the trouble behind a driver's error; `other` when it is none of the database's own."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        state = getattr(error, "sqlstate", None) or ""
        # The server says a state; without one, an operational error is of the line to it.
        line = state.startswith(_LINE_CUT) if state else type(error).__name__ == "OperationalError"
        return _BY_STATE.get(state, StorageTrouble.UNREACHABLE if line else StorageTrouble.OTHER)
    if code in _NO_MORE_WRITTEN:
        return StorageTrouble.FULL
    return _BY_CODE.get(code & _PRIMARY, StorageTrouble.OTHER)


def words_of(error: BaseException | None) -> str:
    """What the driver says, without what it cites: PostgreSQL adds the values of the row in question."""
    primary = getattr(getattr(error, "diag", None), "message_primary", None)
    return str(primary or error)
