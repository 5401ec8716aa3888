"""An SMTP connection that ends in time, whatever the server does. Knows nothing of mails.

The standard library bounds each read; a server that sends a byte now and then could still hold us for ever: while it
greets, while TLS is agreed on, or in any answer. Here one deadline covers everything from the first byte on.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Self


class Deadline:
    """Shuts a connection down when its time is over, even in the middle of a read. A context manager.

    `is_over`: whether that happened.
    """

    def __init__(self, seconds: float) -> None:
        self._lock = threading.Lock()
        self._line: socket.socket | None = None
        self.is_over = False
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        with self._lock:
            if self._line is not None:
                self._line.close()

    def watch(self, connection: socket.socket) -> None:
        """Take care of a connection, through a handle of our own: TLS puts another object around the first one."""
        with self._lock:
            self._line = connection.dup()
            if self.is_over:
                _shut(self._line)

    def _end(self) -> None:
        with self._lock:
            self.is_over = True
            if self._line is not None:
                _shut(self._line)


def _shut(line: socket.socket) -> None:
    # It may be closed already.
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


class _Plain(smtplib.SMTP):
    def __init__(self, host: str, port: int, *, timeout_s: float, deadline: Deadline) -> None:
        self._deadline = deadline
        super().__init__(host, port, timeout=timeout_s)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        """What the standard library calls to connect; its TLS class wraps what this returns."""
        connection = socket.create_connection((host, port), timeout)
        self._deadline.watch(connection)
        return connection


class _Encrypted(smtplib.SMTP_SSL, _Plain):
    """The order of the bases puts TLS around the watched connection."""

    def __init__(self, host: str, port: int, *, timeout_s: float, deadline: Deadline, context: ssl.SSLContext) -> None:
        self._deadline = deadline
        smtplib.SMTP_SSL.__init__(self, host, port, timeout=timeout_s, context=context)


@contextmanager
def session(
    host: str, port: int, *, implicit_tls: ssl.SSLContext | None, timeout_s: float, total_s: float
) -> Iterator[smtplib.SMTP]:
    """Connect, and say goodbye at the end. `timeout_s` bounds each read, `total_s` all of them together.

    `implicit_tls`: TLS from the first byte. Raises SMTPException and OSError as the standard library does; when the
    total is over, TimeoutError, because half an answer that was cut off reads like another answer.
    """
    with Deadline(total_s) as deadline:
        try:
            server = _connect(host, port, implicit_tls, timeout_s=timeout_s, deadline=deadline)
            try:
                yield server
            finally:
                _quit(server)
        except (smtplib.SMTPException, OSError) as error:
            if deadline.is_over:
                raise TimeoutError(f"no end after {total_s:g} s") from error
            raise


def _connect(
    host: str, port: int, implicit_tls: ssl.SSLContext | None, *, timeout_s: float, deadline: Deadline
) -> smtplib.SMTP:
    if implicit_tls is None:
        return _Plain(host, port, timeout_s=timeout_s, deadline=deadline)
    return _Encrypted(host, port, timeout_s=timeout_s, deadline=deadline, context=implicit_tls)


def _quit(server: smtplib.SMTP) -> None:
    """Leave politely; once the mail is accepted, a lost goodbye must not make it look unsent."""
    try:
        server.quit()
    except (smtplib.SMTPException, OSError):
        server.close()
