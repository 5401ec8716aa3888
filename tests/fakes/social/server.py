"""The ground of all imitated services: a loopback server that hands each request to one function."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked: path, query and headers (lower-case names)."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Running:
    """A started service: its address and the requests it had. robots.txt is 404 and kept apart."""

    base: str = ""
    seen: list[Request] = field(default_factory=list)
    robots_asked: int = 0


def as_json(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Answer:
    return Answer(
        json.dumps(value, ensure_ascii=False).encode(), status, {"Content-Type": "application/json"} | (headers or {})
    )


@contextmanager
def serve(respond: Callable[[Request], Answer], *, etags: bool = False) -> Iterator[Running]:
    """Serve until left. `etags` = good answers carry an ETag, and one that matches is answered 304."""
    running = Running()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(running, respond, etags=etags))
    server.daemon_threads = True
    running.base = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _with_etag(request: Request, answer: Answer) -> Answer:
    etag = f'"{hashlib.sha256(answer.body).hexdigest()[:12]}"'
    headers = answer.headers | {"ETag": etag}
    if request.headers.get("if-none-match") == etag:
        return Answer(status=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Answer(answer.body, answer.status, headers)


def _handler(running: Running, respond: Callable[[Request], Answer], *, etags: bool) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Request(parts.path, dict(parse_qsl(parts.query)), headers)
            if request.path == "/robots.txt":
                running.robots_asked += 1
                answer = Answer(status=404)
            else:
                running.seen.append(request)
                answer = respond(request)
            if etags and answer.status == HTTPStatus.OK:
                answer = _with_etag(request, answer)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *args: Any) -> None:
            """Keep quiet."""

    return Handler
