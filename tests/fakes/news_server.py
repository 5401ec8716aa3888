"""A real HTTP server on the loopback for tests: routes, validators, gzip, redirects, slow bodies, counters."""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self


@dataclass(slots=True)
class Route:
    """What one path answers. `validators` = send ETag and Last-Modified, and answer 304 to a matching request.

    `drip_s` waits that long before each byte of the body; `gzipped` compresses, `declared` tells so.
    """

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = "text/html; charset=utf-8"
    validators: bool = False
    gzipped: bool = False
    declared: bool = True
    drip_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Seen:
    """One request as the server saw it."""

    path: str
    headers: dict[str, str]


LAST_MODIFIED = "Mon, 10 Oct 2022 03:00:00 GMT"


class NewsServer:
    """Serves routes until closed. Unknown paths are 404; robots.txt too, unless given."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.routes: dict[str, Route] = {}
        self.seen: list[Seen] = []
        self.busiest = 0
        self._busy = 0
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._server = ThreadingHTTPServer((host, 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def port(self) -> int:
        return self._server.server_address[1]

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        return self.base + path

    def add(self, path: str, body: bytes | str = b"", **options: object) -> Route:
        """Add or replace a route; options as in `Route`."""
        route = Route(body.encode() if isinstance(body, str) else body, **options)  # type: ignore[arg-type]
        self.routes[path] = route
        return route

    def hits(self) -> Counter[str]:
        """Count requests by path."""
        return Counter(request.path for request in self.seen)

    def last(self, path: str) -> dict[str, str]:
        """Return the headers (lower-case names) of the last request for a path."""
        return next(request.headers for request in reversed(self.seen) if request.path == path)

    def _handler(self) -> type[BaseHTTPRequestHandler]:  # noqa: C901 - one small class
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                with owner._lock:
                    owner._busy += 1
                    owner.busiest = max(owner.busiest, owner._busy)
                    owner.seen.append(Seen(self.path, {k.lower(): v for k, v in self.headers.items()}))
                try:
                    self._answer(owner.routes.get(self.path) or Route(b"not found", status=404))
                finally:
                    with owner._lock:
                        owner._busy -= 1

            def _answer(self, route: Route) -> None:
                body = gzip.compress(route.body, mtime=0) if route.gzipped else route.body
                headers = {"Content-Type": route.content_type, **route.headers}
                status = route.status
                if route.validators:
                    etag = f'"{hashlib.sha256(route.body).hexdigest()[:12]}"'
                    headers |= {"ETag": etag, "Last-Modified": LAST_MODIFIED}
                    if self.headers.get("If-None-Match") == etag:
                        status, body = 304, b""
                if route.gzipped and route.declared:
                    headers["Content-Encoding"] = "gzip"
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self._write(body, route.drip_s)

            def _write(self, body: bytes, drip_s: float) -> None:
                try:
                    if not drip_s:
                        self.wfile.write(body)
                        return
                    for position in range(len(body)):
                        if owner._stop.wait(drip_s):
                            return
                        self.wfile.write(body[position : position + 1])
                        self.wfile.flush()
                except OSError:
                    self.close_connection = True  # the client had enough

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
                """Keep the test output clean."""

        return Handler
