"""A WebSub hub on the loopback: takes requests, asks back, pushes signed documents, and does each wrong at will."""

from __future__ import annotations

import hashlib
import hmac
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl

import httpx


@dataclass(slots=True)
class Hub:
    """Answers POST with `status` (and `headers`), keeps every form. `client` reaches the subscriber's web."""

    client: httpx.Client
    base: str
    """What the callbacks begin with, as the hub is told; the client answers for it."""
    status: int = 202
    headers: dict[str, str] = field(default_factory=dict)
    forms: list[dict[str, str]] = field(default_factory=list)
    _server: ThreadingHTTPServer = field(init=False)

    def __enter__(self) -> Self:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/hub"

    @property
    def last(self) -> dict[str, str]:
        return self.forms[-1]

    def ask_back(self, form: dict[str, str] | None = None, **changes: str) -> httpx.Response:
        """Verify the intent of a request, the last one unless given; `changes` are parameters without `hub.`."""
        form = form or self.last
        asked = {
            "mode": form["hub.mode"],
            "topic": form["hub.topic"],
            "challenge": "thu-thach",
            "lease_seconds": "86400",
        }
        asked |= changes
        return self.client.get(self._path(form), params={f"hub.{name}": value for name, value in asked.items()})

    def deny(self, reason: str) -> httpx.Response:
        form = self.last
        params = {"hub.mode": "denied", "hub.topic": form["hub.topic"], "hub.reason": reason}
        return self.client.get(self._path(form), params=params)

    def push(
        self, document: str, *, form: dict[str, str] | None = None, secret: str | None = None, method: str = "sha256",
        **headers: str,
    ) -> httpx.Response:  # fmt: skip
        """Push a document, signed with the request's secret unless another is given (an empty one: unsigned)."""
        form = form or next(f for f in reversed(self.forms) if "hub.secret" in f)
        body, key = document.encode(), form["hub.secret"] if secret is None else secret
        if key:
            headers["X-Hub-Signature"] = (
                f"{method}={hmac.new(key.encode(), body, getattr(hashlib, method)).hexdigest()}"
            )
        return self.client.post(
            self._path(form), content=body, headers={"Content-Type": "application/rss+xml"} | headers
        )

    def _path(self, form: dict[str, str]) -> str:
        callback = form["hub.callback"]
        assert callback.startswith(self.base), callback
        return callback.removeprefix(self.base)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                owner.forms.append(dict(parse_qsl(body.decode("ascii"))))
                self.send_response(owner.status)
                for name, value in owner.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
                """Keep the test output clean."""

        return Handler
