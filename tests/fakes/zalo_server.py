"""A loopback imitation of the Zalo Bot API: real HTTP, its envelope, its errors."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN = "123456789:bi-mat"


@dataclass
class ZaloServer:
    """What the bot was asked; `webhook` is what was set last, None when removed.

    `answer` is (status, body) to give instead of the usual one; `hang` says nothing.
    """

    base_url: str = ""
    messages: list[dict[str, Any]] = field(default_factory=list)
    webhook: dict[str, Any] | None = None
    answer: tuple[int, bytes] | None = None
    hang: threading.Event | None = None
    drop: bool = False

    def fail(self, code: int, *, status: int = 200) -> None:
        """Answer with an error in the envelope, by default under HTTP 200 as the real one may."""
        body = {"ok": False, "error_code": code, "description": "fake"}
        self.answer = (status, json.dumps(body).encode())


@contextmanager
def zalo_server() -> Iterator[ZaloServer]:
    state = ZaloServer()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _answering(state))
    server.daemon_threads = True
    state.base_url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield state
    finally:
        if state.hang is not None:
            state.hang.set()
        server.shutdown()
        thread.join()
        server.server_close()


def _answering(state: ZaloServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.path == f"/bot{TOKEN}/sendMessage":
                state.messages.append(body)
            if state.hang is not None:
                state.hang.wait()
            if state.drop:
                self.close_connection = True
                return
            status, answer = state.answer or _usual(self.path, body, number=len(state.messages))
            if self.path.endswith("Webhook") and status == 200:
                state.webhook = body or None
            self.send_response(status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *args: Any) -> None:
            """Keep quiet."""

    return Handler


def _usual(path: str, body: dict[str, Any], *, number: int) -> tuple[int, bytes]:
    """The answer of a working bot: 401 for another token, 404 for another method, 400 for a message it cannot send."""
    method = path.removeprefix(f"/bot{TOKEN}/")
    if method == path:
        return _error(401)
    if method == "getMe":
        return _result({"id": "1", "account_name": "Bot thu"})
    if method in {"setWebhook", "deleteWebhook"}:
        return _set_webhook(body) if method == "setWebhook" else _result({"url": ""})
    if method != "sendMessage":
        return _error(404)
    if not body.get("chat_id") or not 1 <= len(body.get("text", "")) <= 2000:
        return _error(400)
    return _result({"message_id": f"m{number}", "date": 1750316131602})


def _set_webhook(body: dict[str, Any]) -> tuple[int, bytes]:
    """The platform takes HTTPS addresses and secrets of 8 to 256 characters only."""
    url, secret = str(body.get("url", "")), str(body.get("secret_token", ""))
    return _result({"url": url}) if url.startswith("https://") and 8 <= len(secret) <= 256 else _error(400)


def _result(result: dict[str, Any]) -> tuple[int, bytes]:
    return 200, json.dumps({"ok": True, "result": result}).encode()


def _error(code: int) -> tuple[int, bytes]:
    return code, json.dumps({"ok": False, "error_code": code, "description": "fake"}).encode()
