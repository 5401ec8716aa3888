"""A loopback HTTP server whose answers a test scripts: for every imitation of a service that speaks JSON."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl


@dataclass(frozen=True)
class Call:
    """One request: form bodies and JSON bodies are read into `body`, `raw` is what came over the wire."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    raw: bytes


@dataclass(frozen=True)
class Reply:
    """One answer. `drop`: take the request and hang up; `hang`: take it and say nothing until the test ends."""

    body: dict[str, Any] | bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drop: bool = False
    hang: bool = False


@dataclass
class JsonServer:
    """What was asked, in order; `answer` says what to reply to a call."""

    answer: Callable[[Call], Reply]
    base_url: str = ""
    calls: list[Call] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)


@contextmanager
def json_server(answer: Callable[[Call], Reply]) -> Iterator[JsonServer]:
    """Serve for the time of a test."""
    state = JsonServer(answer)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _answering(state))
    server.daemon_threads = True
    state.base_url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield state
    finally:
        state.ended.set()
        server.shutdown()
        thread.join()
        server.server_close()


def _answering(state: JsonServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            call = Call(self.path, headers, _read(raw, headers.get("content-type", "")), raw)
            state.calls.append(call)
            reply = state.answer(call)
            if reply.hang:
                state.ended.wait(10)
            if reply.hang or reply.drop:
                self.close_connection = True
                return
            content = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
            self.send_response(reply.status)
            for name, value in {**reply.headers, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST  # noqa: N815 - named by the library

        def log_message(self, *args: Any) -> None:
            """Keep quiet."""

    return Handler


def _read(raw: bytes, kind: str) -> dict[str, Any]:
    if kind.startswith("application/x-www-form-urlencoded"):
        return dict(parse_qsl(raw.decode()))
    return dict(json.loads(raw)) if raw else {}
