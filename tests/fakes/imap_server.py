"""A small IMAP server on loopback, over TLS: what `imaplib` asks of a mailbox, and the ways in which servers fail."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import quote

from tests.fakes.smtp_server import server_tls

USER, PASSWORD = "hop-thu@so.example", "mat/khau thu"
_FETCH = re.compile(r"UID FETCH (\d+) \((.+)\)", re.IGNORECASE)
_STORE = re.compile(r"UID STORE (\d+) (\S+) \((.*)\)", re.IGNORECASE)


@dataclass
class ImapServer:
    """Mails by number. `fail` maps a command (`LOGIN`, `SELECT`, `SEARCH`, `FETCH`, `STORE`) to its answer instead.

    `drop_at`: the connection is cut in the middle of that mail's content. `flags` are what clients set; `asked` every
    command without its arguments' secrets.
    """

    port: int = 0
    mails: dict[int, bytes] = field(default_factory=dict)
    flags: dict[int, str] = field(default_factory=dict)
    fail: dict[str, str] = field(default_factory=dict)
    validity: int = 7
    drop_at: int | None = None
    claimed_size: dict[int, int] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"imaps://{quote(USER)}:{quote(PASSWORD, safe='')}@127.0.0.1:{self.port}/INBOX"

    def add(self, raw: bytes) -> int:
        """Let a mail arrive."""
        number = max(self.mails, default=0) + 1
        self.mails[number] = raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
        return number


class _DroppedError(Exception):
    """The connection was cut on purpose."""


@contextmanager
def imap_server() -> Iterator[ImapServer]:
    state = ImapServer()
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _handler(state), bind_and_activate=True)
    server.daemon_threads = True
    state.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(state: ImapServer) -> type[socketserver.BaseRequestHandler]:  # noqa: C901 - one small class
    context = server_tls()

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            try:
                with context.wrap_socket(self.request, server_side=True) as connection:
                    self._talk(connection.makefile("rwb"))
            except (OSError, _DroppedError):
                pass

        def _talk(self, stream) -> None:
            self._say(stream, "* OK ready")
            for line in stream:
                tag, _, command = line.decode().rstrip("\r\n").partition(" ")
                verb = command.split()[1].upper() if command.upper().startswith("UID ") else command.split()[0].upper()
                state.asked.append("LOGIN" if verb == "LOGIN" else command)
                if verb in state.fail:
                    self._say(stream, f"{tag} {state.fail[verb]}")
                    continue
                answer = getattr(self, f"_{verb.lower()}", self._unknown)(stream, command)
                self._say(stream, f"{tag} {answer} done")
                if verb == "LOGOUT":
                    return

        def _say(self, stream, line: str) -> None:
            stream.write(line.encode() + b"\r\n")
            stream.flush()

        def _capability(self, stream, _command: str) -> str:
            self._say(stream, "* CAPABILITY IMAP4rev1")
            return "OK"

        def _login(self, _stream, command: str) -> str:
            given = re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', command.partition(" ")[2])
            return "OK" if [a or b for a, b in given] == [USER, PASSWORD] else "NO [AUTHENTICATIONFAILED] no"

        def _select(self, stream, _command: str) -> str:
            self._say(stream, f"* {len(state.mails)} EXISTS")
            self._say(stream, f"* OK [UIDVALIDITY {state.validity}] valid")
            return "OK [READ-WRITE]"

        def _search(self, stream, _command: str) -> str:
            self._say(stream, "* SEARCH " + " ".join(map(str, state.mails)))
            return "OK"

        def _fetch(self, stream, command: str) -> str:
            match = _FETCH.match(command)
            assert match, command
            number = int(match[1])
            raw = state.mails.get(number)
            if raw is None:
                return "OK"
            if "RFC822.SIZE" in match[2]:
                size = state.claimed_size.get(number, len(raw))
                self._say(stream, f"* {number} FETCH (UID {number} RFC822.SIZE {size})")
                return "OK"
            stream.write(f"* {number} FETCH (UID {number} BODY[] {{{len(raw)}}}\r\n".encode())
            if state.drop_at == number:
                stream.write(raw[: len(raw) // 2])
                stream.flush()
                raise _DroppedError
            stream.write(raw + b")\r\n")
            return "OK"

        def _store(self, _stream, command: str) -> str:
            match = _STORE.match(command)
            assert match, command
            state.flags[int(match[1])] = match[3]
            return "OK"

        def _logout(self, stream, _command: str) -> str:
            self._say(stream, "* BYE")
            return "OK"

        def _unknown(self, _stream, _command: str) -> str:
            return "BAD unknown"

    return Handler
