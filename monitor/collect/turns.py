"""Turn-taking at the hosts we ask: one request at a time each, and a gap between two."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta


@dataclass(slots=True)
class _Host:
    """Turn-taking at one host: who may ask now, and when the last request started."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    last_start: float | None = None


class Turns:
    """The turns of every host; one for all threads. `monotonic` and `sleep` as of `Fetcher`."""

    def __init__(self, *, monotonic: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._monotonic = monotonic
        self._sleep = sleep
        self._lock = threading.Lock()
        self._hosts: dict[str, _Host] = {}

    @contextmanager
    def hold(self, hostname: str, gap: timedelta) -> Iterator[None]:
        """Hold the host's turn: alone there, and at least `gap` after the last start."""
        with self._lock:
            host = self._hosts.setdefault(hostname, _Host())
        with host.lock:
            if host.last_start is not None:
                wait = host.last_start + gap.total_seconds() - self._monotonic()
                if wait > 0:
                    self._sleep(wait)
            host.last_start = self._monotonic()
            yield

    def seconds_since(self, hostname: str) -> float | None:
        """How long ago the last request to a host started; None when there was none."""
        with self._lock:
            host = self._hosts.get(hostname)
        return None if host is None or host.last_start is None else self._monotonic() - host.last_start

    def remember(self, hostname: str, seconds_ago: float) -> None:
        """Another process asked a host so long ago: the gap counts from there."""
        start = self._monotonic() - seconds_ago
        with self._lock:
            host = self._hosts.setdefault(hostname, _Host())
        with host.lock:
            host.last_start = start if host.last_start is None else max(start, host.last_start)
