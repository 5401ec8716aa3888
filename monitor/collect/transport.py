"""Connections for `monitor.collect.fetch`: only to addresses that the guard allows, one small pool for each origin."""

from __future__ import annotations

import ssl
import threading
from collections import OrderedDict
from urllib.parse import urlsplit

import httpcore
import httpx

from monitor.collect.guard import GuardedBackend


class GuardedTransport(httpx.BaseTransport):
    """httpx's transport over connections that the guard opens, one small pool for each origin.

    One pool for all origins looks through every connection at each request, which at 200 hosts costs more than the
    request. Of `kept` origins a connection is kept open for `keep_s` seconds, one each; the pools used least recently
    are closed beyond. No proxies, no environment.
    """

    def __init__(self, backend: GuardedBackend, context: ssl.SSLContext, *, kept: int, keep_s: float) -> None:
        self._backend = backend
        self._context = context
        self._kept = kept
        self._keep_s = keep_s
        self._lock = threading.Lock()
        self._pools: OrderedDict[str, _OriginTransport] = OrderedDict()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request over its origin's pool."""
        return self._pool(origin_of(str(request.url))).handle_request(request)

    def close(self) -> None:
        """Close every pool."""
        with self._lock:
            pools = list(self._pools.values())
            self._pools.clear()
        for pool in pools:
            pool.close()

    def _pool(self, origin: str) -> _OriginTransport:
        with self._lock:
            pool = self._pools.get(origin)
            if pool is None:
                pool = self._pools[origin] = _OriginTransport(self._backend, self._context, self._keep_s)
            self._pools.move_to_end(origin)
            old = self._too_many()
        for closing in old:
            closing.close()
        return pool

    def _too_many(self) -> list[_OriginTransport]:
        """Take out the pools used least recently, but none that is being asked."""
        excess = len(self._pools) - self._kept
        idle = [origin for origin, pool in self._pools.items() if pool.idle] if excess > 0 else []
        return [self._pools.pop(origin) for origin in idle[: max(0, excess)]]


class _OriginTransport(httpx.HTTPTransport):
    """The connections of one origin."""

    def __init__(self, backend: GuardedBackend, context: ssl.SSLContext, keep_s: float) -> None:
        super().__init__(verify=context, trust_env=False)
        self._pool = httpcore.ConnectionPool(
            ssl_context=context, max_keepalive_connections=1, keepalive_expiry=keep_s, network_backend=backend
        )

    @property
    def idle(self) -> bool:
        """Whether no request is under way on any connection."""
        return all(connection.is_idle() for connection in self._pool.connections)


def origin_of(url: str) -> str:
    """Scheme, host and port of an address, as one text."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.lower()}"
