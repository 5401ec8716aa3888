"""How often somebody may try: a sliding window for each key, in memory, bounded."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from datetime import datetime, timedelta

MAX_KEYS = 10_000
"""Keys remembered; beyond, those not seen for longest go."""


class RateLimit:
    """At most `count` tries in any `window` for each key."""

    def __init__(self, count: int, window: timedelta) -> None:
        self._count, self._window = count, window
        self._tries: OrderedDict[str, deque[datetime]] = OrderedDict()
        self._lock = threading.Lock()

    def allow(self, key: str, now: datetime) -> bool:
        """Note a try; False when it is one too many (then it is not noted)."""
        with self._lock:
            tries = self._tries.setdefault(key, deque())
            self._tries.move_to_end(key)
            while tries and now - tries[0] >= self._window:
                tries.popleft()
            if len(tries) >= self._count:
                return False
            tries.append(now)
            if len(self._tries) > MAX_KEYS:
                self._tries.popitem(last=False)
            return True
