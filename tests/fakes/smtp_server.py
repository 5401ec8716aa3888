"""A real SMTP server on loopback: keeps mails, and refuses where and how a test tells it to."""

from __future__ import annotations

import asyncio
import email
import email.policy
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

PAIR = Path(__file__).with_name("loopback.pem")
USER, PASSWORD = "giamsat", "mat-khau-thu"


@dataclass
class SmtpServer:
    """What arrived. `replies` maps a command (`RCPT`, `DATA`, `MAIL`, `AUTH`) to what to answer instead.

    A mail is kept first and answered `answer_s` later: whoever dies in between has sent it and does not know.
    """

    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    replies: dict[str, str] = field(default_factory=dict)
    tls_used: bool = False
    answer_s: float = 0.0

    async def handle_MAIL(self, *args: Any) -> str:  # noqa: N802 - named by aiosmtpd
        envelope, address = args[2], args[3]
        envelope.mail_from = address
        return self.replies.get("MAIL", "250 OK")

    async def handle_RCPT(self, *args: Any) -> str:  # noqa: N802
        envelope, address = args[2], args[3]
        envelope.rcpt_tos.append(address)
        return self.replies.get("RCPT", "250 OK")

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if "DATA" in self.replies:
            return self.replies["DATA"]
        assert isinstance(envelope.content, bytes)
        self.tls_used = session.ssl is not None
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        self.recipients.extend(envelope.rcpt_tos)
        await asyncio.sleep(self.answer_s)
        return "250 queued"

    def authenticate(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        known = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        if "AUTH" in self.replies:
            return AuthResult(success=False, handled=False, message=self.replies["AUTH"])
        return AuthResult(success=known, handled=False)


@contextmanager
def smtp_server(*, tls: str = "none", with_login: bool = False, answer_s: float = 0.0) -> Iterator[SmtpServer]:
    """Run a server for the time of a test. `tls` is `none`, `starttls` (then required) or `implicit`."""
    state = SmtpServer(answer_s=answer_s)
    options: dict[str, Any] = {"enable_SMTPUTF8": True, "hostname": "localhost"}
    if tls == "starttls":
        options |= {"tls_context": server_tls(), "require_starttls": True}
    if with_login:
        options |= {"authenticator": state.authenticate, "auth_required": True}
    # The loop lives in a thread of its own: the caller's thread may be running one (a browser test).
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    async def start() -> asyncio.Server:
        implicit = server_tls() if tls == "implicit" else None
        return await loop.create_server(lambda: SMTP(state, loop=loop, **options), "127.0.0.1", 0, ssl=implicit)

    server = asyncio.run_coroutine_threadsafe(start(), loop).result(5)
    state.port = server.sockets[0].getsockname()[1]
    try:
        yield state
    finally:
        asyncio.run_coroutine_threadsafe(_stop(server), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _stop(server: asyncio.Server) -> None:
    server.close()
    for task in asyncio.all_tasks() - {asyncio.current_task()}:
        task.cancel()
    # One turn for connections to see their end.
    await asyncio.sleep(0)


def server_tls() -> ssl.SSLContext:
    """Certificate of the server: for 127.0.0.1, signed by itself."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PAIR)
    return context


def client_tls() -> ssl.SSLContext:
    """A client that trusts that certificate and nothing else."""
    return ssl.create_default_context(cafile=str(PAIR))
