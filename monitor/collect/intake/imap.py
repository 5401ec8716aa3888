"""A mailbox read over IMAP with TLS. Mails are never deleted or moved; those dealt with are marked as read.

Which mails are new is known from our own memory of their numbers, not from the mark: people who look into the mailbox
change it.
"""

from __future__ import annotations

import imaplib
import logging
import re
import ssl
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import unquote, urlsplit

from monitor.collect.intake.boxes import MAX_A_ROUND, BoxError, BoxTrouble, RawMail
from monitor.collect.intake.mails import MAX_MAIL_BYTES
from monitor.core.clock import LOCAL
from monitor.core.errors import ConfigError, Fault

log = logging.getLogger(__name__)

TIMEOUT_S = 30.0
_SETTING = "MONITOR_IMAP_URL"
_PORT = 993
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_UID = re.compile(r"\d{1,10}")


@dataclass(frozen=True, slots=True)
class ImapServer:
    """Where the mailbox is."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str


def parse_imap_url(url: str) -> ImapServer:
    """Read `imaps://user:password@host:993/INBOX`. Raises ConfigError, without repeating it: it holds a password."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _wrong() from error
    if parts.scheme != "imaps" or not parts.hostname or not parts.username:
        raise _wrong()
    folder = unquote(parts.path.strip("/")) or "INBOX"
    if not folder.isprintable() or '"' in folder or not folder.isascii():
        raise _wrong()
    return ImapServer(parts.hostname, port or _PORT, unquote(parts.username), unquote(parts.password or ""), folder)


def _wrong() -> ConfigError:
    message = "địa chỉ hộp thư đến không đúng dạng imaps://tên:mật-khẩu@máy-chủ:993/INBOX"
    return ConfigError((Fault("", 0, _SETTING, message),))


class ImapBox:
    """The mailbox of a URL."""

    name = "imap"

    def __init__(self, url: str, *, timeout_s: float = TIMEOUT_S, tls_context: ssl.SSLContext | None = None) -> None:
        self._server = parse_imap_url(url)
        self._timeout_s = timeout_s
        self._tls = tls_context or ssl.create_default_context()

    @property
    def shown(self) -> str:
        """The mailbox for people: without the password."""
        return f"{self._server.user}@{self._server.host}/{self._server.folder}"

    @contextmanager
    def open(self) -> Iterator[OpenImapBox]:
        """Log in and select the folder. Raises BoxError."""
        server = self._connect()
        try:
            yield OpenImapBox(server, self._select(server))
        except (imaplib.IMAP4.error, OSError) as error:
            raise BoxError(_trouble(error)) from error
        finally:
            with suppress(imaplib.IMAP4.error, OSError):
                server.logout()
            _leave(server)

    def _connect(self) -> imaplib.IMAP4_SSL:
        where = self._server
        try:
            server = imaplib.IMAP4_SSL(where.host, where.port, ssl_context=self._tls, timeout=self._timeout_s)
        except (imaplib.IMAP4.error, OSError) as error:
            raise BoxError(_trouble(error)) from error
        try:
            server.login(where.user, where.password)
        except imaplib.IMAP4.abort as error:
            _leave(server)
            raise BoxError(BoxTrouble.NETWORK) from error
        except imaplib.IMAP4.error as error:
            _leave(server)
            raise BoxError(BoxTrouble.LOGIN) from error
        except OSError as error:
            _leave(server)
            raise BoxError(_trouble(error)) from error
        return server

    def _select(self, server: imaplib.IMAP4_SSL) -> str:
        """Select the folder; returns its UIDVALIDITY, by which its numbers are known to be the same ones."""
        status, _ = server.select(f'"{self._server.folder}"')
        if status != "OK":
            raise BoxError(BoxTrouble.NO_FOLDER)
        _, data = server.response("UIDVALIDITY")
        told = data[0] if data else None
        return told.decode("ascii", "replace") if isinstance(told, bytes) else "0"


class OpenImapBox:
    """The mailbox while it is read."""

    def __init__(self, server: imaplib.IMAP4_SSL, validity: str) -> None:
        self._server = server
        self._validity = validity

    def waiting(self, known: Collection[str], *, since: datetime) -> Iterator[RawMail]:
        """Ask for the numbers of all mails since that day, and for the content of those not known."""
        day = since.astimezone(LOCAL)
        status, data = self._server.uid("SEARCH", f"SINCE {day.day}-{_MONTHS[day.month - 1]}-{day.year}")
        if status != "OK":
            raise BoxError(BoxTrouble.UNREADABLE)
        told = data[0].decode("ascii", "replace").split() if data and isinstance(data[0], bytes) else []
        numbers = sorted({int(uid) for uid in told if _UID.fullmatch(uid)})
        new = [number for number in numbers if f"{self._validity}/{number}" not in known]
        for number in new[:MAX_A_ROUND]:
            mail = self._fetch(number)
            if mail is not None:
                yield mail

    def _fetch(self, number: int) -> RawMail | None:
        """One mail; None when it was deleted meanwhile. Its size is asked first: a large one is not loaded."""
        ref = f"{self._validity}/{number}"
        status, data = self._server.uid("FETCH", str(number), "(RFC822.SIZE)")
        size = _SIZE.search(_line(data))
        if status != "OK" or size is None:
            return None
        if int(size[1]) > MAX_MAIL_BYTES:
            return RawMail(ref, int(size[1]))
        status, data = self._server.uid("FETCH", str(number), "(BODY.PEEK[])")
        content = next((part[1] for part in data or () if isinstance(part, tuple)), None)
        return RawMail(ref, int(size[1]), content) if status == "OK" and content is not None else None

    def settle(self, ref: str) -> None:
        """Mark a mail as read."""
        try:
            self._server.uid("STORE", ref.rpartition("/")[2], "+FLAGS.SILENT", r"(\Seen)")
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error:
            # It is remembered as done whatever the server shows.
            log.warning("mail not marked as read ref=%s", ref)


def _line(data: object) -> bytes:
    first = data[0] if isinstance(data, list) and data else None
    return first if isinstance(first, bytes) else b""


def _leave(server: imaplib.IMAP4_SSL) -> None:
    """Close the connection, which a goodbye that failed leaves open."""
    with suppress(imaplib.IMAP4.error, OSError):
        server.shutdown()


def _trouble(error: Exception) -> BoxTrouble:
    """Say whether a person is needed."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return BoxTrouble.CERTIFICATE
    return BoxTrouble.NETWORK
