"""A sign of life to a watchman outside: one GET; if it stays away, the watchman calls somebody (dead-man's switch)."""

from __future__ import annotations

import httpx

from alerts.channels.http import CHECK_TIMEOUT_S, new_client
from monitor.core.errors import FetchError


class Ping:
    """Asks one address. `transport` guards where it may connect to."""

    def __init__(
        self, url: str, *, timeout_s: float = CHECK_TIMEOUT_S, transport: httpx.BaseTransport | None = None
    ) -> None:
        self._url = url
        self._client = new_client(timeout_s=timeout_s, transport=transport)

    def send(self) -> bool:
        """Give the sign; False when it did not get through."""
        try:
            return self._client.get(self._url).is_success
        except (httpx.HTTPError, httpx.InvalidURL, FetchError):
            return False

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()
