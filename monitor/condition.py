"""How the running product does, beyond what the database can tell: which jobs fail, and what ails the database."""

from __future__ import annotations

import threading

from monitor.core.errors import StorageError, StorageTrouble


class Condition:
    """What failed last, kept in memory: the database may be what is broken. Safe to share between threads."""

    def __init__(self) -> None:
        self._failing: dict[str, StorageTrouble | None] = {}
        self._lock = threading.Lock()

    def went_well(self, job: str) -> None:
        """A job ended as it should."""
        with self._lock:
            self._failing.pop(job, None)

    def failed(self, job: str, error: Exception) -> None:
        """A job ended in an error."""
        with self._lock:
            self._failing[job] = error.trouble if isinstance(error, StorageError) else None

    @property
    def failing(self) -> tuple[str, ...]:
        """Names of the jobs whose last run failed."""
        with self._lock:
            return tuple(self._failing)

    @property
    def trouble(self) -> StorageTrouble | None:
        """What ails the database by the last runs of the jobs; None when nothing does."""
        with self._lock:
            return next((trouble for trouble in self._failing.values() if trouble is not None), None)
