"""Token pairs in the store, sealed: joins what encrypts (`alerts.tokens`) with what keeps (`monitor.store`)."""

from __future__ import annotations

from datetime import datetime

from alerts.tokens import Sealer, Shelved, TokenPair
from monitor.store.database import Store

OA = "zalo-oa"
"""Name of the Official Account's pair."""
OTHER_SECRET = "mã Zalo OA đã lưu không mở được (tệp khóa bí mật đã đổi); hãy chạy lại `monitor zalo token`"  # noqa: S105 - words


class StoredShelf:
    """One pair's place (`alerts.tokens.TokenShelf`). Every call is a transaction of its own, committed on return."""

    def __init__(self, store: Store, sealer: Sealer, *, name: str = OA) -> None:
        self._store = store
        self._sealer = sealer
        self._name = name

    def read(self) -> Shelved:
        """Open what is kept; a pair sealed under another secret counts as broken."""
        with self._store.read() as tx:
            kept = tx.tokens.get(self._name)
        if kept.sealed is None:
            return Shelved(None, kept.version, kept.broken)
        pair = self._sealer.open(self._name, kept.sealed)
        return Shelved(pair, kept.version, kept.broken if pair is not None else OTHER_SECRET)

    def lock(self, *, holder: str, until: datetime, now: datetime) -> bool:
        with self._store.transaction() as tx:
            return tx.tokens.lock(self._name, holder=holder, until=until, now=now)

    def unlock(self, *, holder: str) -> None:
        with self._store.transaction() as tx:
            tx.tokens.unlock(self._name, holder=holder)

    def save(self, pair: TokenPair, *, now: datetime) -> None:
        with self._store.transaction() as tx:
            tx.tokens.save(self._name, self._sealer.seal(self._name, pair), at=now)

    def mark_broken(self, reason: str) -> None:
        with self._store.transaction() as tx:
            tx.tokens.mark_broken(self._name, reason)
