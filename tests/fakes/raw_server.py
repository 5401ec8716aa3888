"""A server on the loopback that answers with any bytes at all: what no well-behaved HTTP server would send."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Self

Answer = Callable[[], Iterable[bytes]]
"""Gives the pieces of one answer, status line and all; the connection is closed after them."""

_NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class RawServer:
    """Serves answers by path until closed; unknown paths, robots.txt among them, are 404."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.stop = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._accept, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop.set()
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def add(self, path: str, answer: Answer) -> str:
        """Add an answer; returns its address."""
        self.answers[path] = answer
        return self.base + path

    def _accept(self) -> None:
        while not self.stop.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            try:
                request = b""
                while b"\r\n\r\n" not in request:
                    piece = connection.recv(4096)
                    if not piece:
                        return
                    request += piece
                path = request.split(b" ", 2)[1].decode()
                for piece in self.answers.get(path, lambda: [_NOT_FOUND])():
                    if self.stop.is_set():
                        return
                    connection.sendall(piece)
            except OSError:
                return  # the client had enough
