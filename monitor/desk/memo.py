"""Answers that take a while to work out, kept for some minutes: one person waits, the others find them ready."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from typing import Any

KEPT_FOR = timedelta(minutes=10)
MAX_KEPT = 40


class Memo:
    """A bounded memory by key. Safe between threads; while one thread works a key out, others wait for that key."""

    def __init__(self, *, kept_for: timedelta = KEPT_FOR, max_kept: int = MAX_KEPT) -> None:
        self._kept_for, self._max_kept = kept_for, max_kept
        self._kept: OrderedDict[Hashable, tuple[datetime, Any]] = OrderedDict()
        self._lock = threading.Lock()
        self._working: dict[Hashable, threading.Lock] = {}

    def get(self, key: Hashable, now: datetime, work: Callable[[], Any]) -> Any:
        """What is kept under `key`, worked out when it is missing or too old. An error of `work` keeps nothing."""
        with self._lock:
            turn = self._working.setdefault(key, threading.Lock())
        with turn:
            found = self._fresh(key, now)
            if found is None:
                found = (now, work())
                self._keep(key, found)
        return found[1]

    def _fresh(self, key: Hashable, now: datetime) -> tuple[datetime, Any] | None:
        with self._lock:
            found = self._kept.get(key)
            return found if found is not None and timedelta(0) <= now - found[0] < self._kept_for else None

    def _keep(self, key: Hashable, found: tuple[datetime, Any]) -> None:
        with self._lock:
            self._kept[key] = found
            self._kept.move_to_end(key)
            while len(self._kept) > self._max_kept:
                gone, _ = self._kept.popitem(last=False)
                self._working.pop(gone, None)
