"""Signed-in browsers. Only hashes of their keys are kept: whoever reads the database cannot become one of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, select, update

from monitor.core.accounts import SESSION_IDLE, Session
from monitor.store.base import Repository
from monitor.store.schema.accounts import sessions


class Sessions(Repository):
    """Sessions by the hash of their key."""

    def add(self, session: Session) -> None:
        """Keep a session; those that ended go."""
        now = session.created_at
        self._connection.execute(
            delete(sessions).where((sessions.c.ends_at <= now) | (sessions.c.seen_at <= now - SESSION_IDLE))
        )
        row = {
            "id_hash": session.id_hash,
            "user_id": session.account_id,
            "csrf": session.csrf,
            "created_at": session.created_at,
            "seen_at": session.seen_at,
            "ends_at": session.ends_at,
        }
        self._connection.execute(insert(sessions), row)

    def get(self, id_hash: str) -> Session | None:
        """One session, alive or not."""
        row = self._connection.execute(select(sessions).where(sessions.c.id_hash == id_hash)).one_or_none()
        if row is None:
            return None
        return Session(
            id_hash=row.id_hash,
            account_id=row.user_id,
            csrf=row.csrf,
            created_at=row.created_at,
            seen_at=row.seen_at,
            ends_at=row.ends_at,
        )

    def touch(self, id_hash: str, at: datetime) -> None:
        """Note its last use."""
        self._connection.execute(update(sessions).where(sessions.c.id_hash == id_hash).values(seen_at=at))

    def end(self, id_hash: str) -> None:
        """Sign one browser out."""
        self._connection.execute(delete(sessions).where(sessions.c.id_hash == id_hash))

    def end_all(self, account_id: str, *, but: str = "") -> int:
        """Sign a person out everywhere (`but` in one browser). Returns how many sessions ended."""
        gone = delete(sessions).where(sessions.c.user_id == account_id, sessions.c.id_hash != but)
        return self._connection.execute(gone).rowcount
