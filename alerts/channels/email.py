"""Mail over SMTP: threads that hold together, answers that say whether another try can help.

Server from a URL: `smtp://user:password@host:587` (STARTTLS required), `smtps://host:465` (TLS from the first byte),
`smtp://127.0.0.1:1025?starttls=none` for a relay on the same machine.
"""

from __future__ import annotations

import hashlib
import logging
import re
import smtplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.errors import HeaderParseError, MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import NoReturn
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from alerts.channels.mail_headers import MAIL_POLICY
from alerts.channels.smtp_session import session
from monitor.core.clock import LOCAL
from monitor.core.errors import ConfigError, Fault
from monitor.core.notifications import (
    DeliveryOutcome,
    Enclosure,
    Notification,
    Recipient,
    RefusalKind,
    Refused,
    Retry,
    Sent,
)

log = logging.getLogger(__name__)

TIMEOUT_S = 20.0
TOTAL_S = 40.0
"""For one mail from greeting to goodbye: less than the lease of its claim, or somebody else would send it meanwhile."""
CHECK_TIMEOUT_S = 5.0
MAX_BYTES = 1_000_000
"""Far below what any relay takes, and a phone loads it at once; of a larger mail the page is left out."""
MAX_TEXT_BYTES = 100_000
TOO_LARGE_NOTE = "\n\n(Thư quá dài nên đã rút gọn; xem đầy đủ trên màn hình trực.)\n"
SENDER_NAME = "Giám sát truyền thông"
TEMPORARY_CODES = range(400, 500)
_SERVICE_CLOSING = 421
LOCAL_HOSTS = frozenset({"127.0.0.1", "::1", "localhost"})
ID_CHARS = 32
"""Half of a SHA-256 in hex: 128 bits, far beyond collision for a mailbox."""
UNUSABLE_ADDRESS = (HeaderParseError, MessageError, ValueError, IndexError)
"""What the standard library raises for addresses that cannot stand in a header."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
_SETTING = "MONITOR_SMTP_URL"


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where and how to connect. `tls` is `starttls`, `implicit` or `none`; `password` is never shown."""

    host: str
    port: int
    tls: str
    user: str = ""
    password: str = ""

    def __repr__(self) -> str:
        return f"SmtpServer({self.host}:{self.port}, {self.tls})"


def parse_smtp_url(url: str) -> SmtpServer:
    """Read the server from a URL. Raises ConfigError, without repeating the URL: it may hold a password."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ConfigError((_fault("địa chỉ máy chủ thư không đúng dạng smtp://tên:mật-khẩu@máy-chủ:cổng"),)) from error
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        _refuse("địa chỉ máy chủ thư phải bắt đầu bằng smtp:// hoặc smtps:// và có tên máy chủ")
    implicit = parts.scheme == "smtps"
    return SmtpServer(
        host=parts.hostname,
        port=port or (465 if implicit else 587),
        tls="implicit" if implicit else _starttls(parts),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def _starttls(parts: SplitResult) -> str:
    wish = parse_qs(parts.query).get("starttls", ["required"])[0]
    if wish == "required":
        return "starttls"
    if wish != "none":
        _refuse("starttls chỉ nhận required hoặc none")
    if parts.hostname not in LOCAL_HOSTS:
        _refuse("starttls=none chỉ dùng được với máy chủ thư trên chính máy này (127.0.0.1)")
    return "none"


def _refuse(message: str) -> NoReturn:
    raise ConfigError((_fault(message),))


def _fault(message: str) -> Fault:
    return Fault("", 0, _SETTING, message)


class EmailChannel:
    """Sends one mail to one person, on one connection of its own."""

    name = "email"
    needs: str | None = "email"

    def __init__(
        self,
        url: str,
        *,
        sender: str,
        timeout_s: float = TIMEOUT_S,
        total_s: float = TOTAL_S,
        tls_context: ssl.SSLContext | None = None,
    ) -> None:
        self._server = parse_smtp_url(url)
        self._sender = sender
        self._timeout_s = timeout_s
        self._total_s = total_s
        self._tls = tls_context or ssl.create_default_context()

    def deliver(self, notification: Notification, recipient: Recipient, *, now: datetime) -> DeliveryOutcome:
        """Send the mail; every answer of the server becomes an outcome."""
        try:
            message = build_message(notification, recipient, sender=self._sender, now=now)
        except UNUSABLE_ADDRESS:
            log.warning("mail address cannot be used: unit=%s key=%s", notification.unit, notification.key)
            return Refused(RefusalKind.ADDRESS, "địa chỉ thư không hợp lệ")
        try:
            with self._connected(self._timeout_s) as server:
                server.send_message(message)
        except (smtplib.SMTPException, OSError) as error:
            outcome = _outcome_of(error)
            log.warning("mail not sent: unit=%s key=%s error=%s", notification.unit, notification.key, _shown(error))
            return outcome
        return Sent(str(message["Message-ID"]))

    def check(self) -> str | None:
        """Connect and log in, sending nothing."""
        try:
            with self._connected(CHECK_TIMEOUT_S) as server:
                server.noop()
        except (smtplib.SMTPException, OSError) as error:
            return f"Máy chủ thư {self._server.host} chưa dùng được: {_outcome_of(error).reason}."
        return None

    @contextmanager
    def _connected(self, timeout_s: float) -> Iterator[smtplib.SMTP]:
        where = self._server
        implicit = self._tls if where.tls == "implicit" else None
        bounds = {"timeout_s": timeout_s, "total_s": self._total_s}
        with session(where.host, where.port, implicit_tls=implicit, **bounds) as server:
            if where.tls == "starttls":
                server.starttls(context=self._tls)
            if where.user:
                server.login(where.user, where.password)
            yield server


def trust(ca_file: Path | None) -> ssl.SSLContext:
    """Whom to trust: the system's authorities, and those of a file. Raises ConfigError when it is no such file."""
    context = ssl.create_default_context()
    if ca_file is not None:
        try:
            context.load_verify_locations(ca_file)
        except OSError as error:  # ssl.SSLError is one
            text = f'"{ca_file}" không phải tệp chứng thư PEM đọc được'
            raise ConfigError((Fault("", 0, "MONITOR_SMTP_CA_FILE", text),)) from error
    return context


def _outcome_of(error: smtplib.SMTPException | OSError) -> Retry | Refused:
    """Say whether trying again can help. Server texts stay out: they may repeat addresses or logins."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = next(iter(error.recipients.values()))[0]
        return _graded(code, RefusalKind.ADDRESS, "máy chủ thư từ chối địa chỉ người nhận", alive=True)
    if isinstance(error, smtplib.SMTPResponseException):
        kind, reason = next(_ANSWERS[known] for known in _ANSWERS if isinstance(error, known))
        return _graded(error.smtp_code, kind, reason, alive=isinstance(error, smtplib.SMTPDataError))
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Refused(RefusalKind.AUTH, "máy chủ thư không hỗ trợ mã hóa hoặc đăng nhập như cấu hình")
    if isinstance(error, ssl.SSLCertVerificationError):
        return Refused(RefusalKind.AUTH, "chứng thư của máy chủ thư không hợp lệ; có thể cần MONITOR_SMTP_CA_FILE")
    # smtplib wraps a time-out while it waits for an answer.
    timed_out = isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)
    return Retry("máy chủ thư không trả lời kịp" if timed_out else "không kết nối được máy chủ thư")


_ANSWERS: dict[type[smtplib.SMTPResponseException], tuple[RefusalKind, str]] = {
    smtplib.SMTPAuthenticationError: (RefusalKind.AUTH, "máy chủ thư từ chối tên đăng nhập hoặc mật khẩu"),
    smtplib.SMTPSenderRefused: (RefusalKind.POLICY, "máy chủ thư từ chối địa chỉ người gửi"),
    smtplib.SMTPDataError: (RefusalKind.CONTENT, "máy chủ thư từ chối nội dung thư"),
    smtplib.SMTPResponseException: (RefusalKind.UNKNOWN, "máy chủ thư trả lời lỗi"),
}
"""What an error answer means, the special before the general."""


def _graded(code: int, kind: RefusalKind, reason: str, *, alive: bool) -> Retry | Refused:
    """`alive`: it is about this recipient or text (greylisting), unless the server says that it is closing."""
    if code in TEMPORARY_CODES:
        return Retry(f"máy chủ thư tạm thời từ chối (mã {code})", alive=alive and code != _SERVICE_CLOSING)
    return Refused(kind, f"{reason} (mã {code})")


def _shown(error: smtplib.SMTPException | OSError) -> str:
    code = getattr(error, "smtp_code", "")
    return f"{type(error).__name__} {code}".strip()


def build_message(notification: Notification, recipient: Recipient, *, sender: str, now: datetime) -> EmailMessage:
    """Write the mail: text first, then HTML. Raises ValueError or a MessageError when an address cannot be written.

    `Message-ID` comes from the key, so a repeat after a crash is the same mail; every mail of a thread refers to one
    root id made from the thread, which needs no memory of what was sent first.
    """
    domain = _domain(sender)
    message = EmailMessage(policy=MAIL_POLICY)
    message["From"] = Address(SENDER_NAME, addr_spec=sender)
    message["To"] = Address(_one_line(recipient.person), addr_spec=recipient.email)
    message["Subject"] = _one_line(notification.subject)
    message["Date"] = format_datetime(now.astimezone(LOCAL))
    message["Message-ID"] = message_id(notification.key, domain)
    if notification.thread is not None:
        root = message_id(f"thread:{notification.thread}", domain)
        message["In-Reply-To"] = root
        message["References"] = root
    # RFC 3834, section 5; the second is what Exchange looks at. Both keep absence notices from answering.
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    # Old relays lack 8BITMIME.
    message.set_content(_bounded(notification.text), cte="quoted-printable")
    room = MAX_BYTES - MAX_TEXT_BYTES - len(notification.html.encode())
    if room >= 0:
        message.add_alternative(notification.html, subtype="html", cte="quoted-printable")
        _enclose(message, notification.enclosures, room)
    return message


def _enclose(message: EmailMessage, enclosures: Sequence[Enclosure], room: int) -> None:
    """Add files as long as there is room: pictures to the page, which knows them by Content-ID, then documents."""
    page = message.get_body(("html",))
    for one in sorted(enclosures, key=lambda one: not one.inline):
        room -= len(one.encoded)
        if room < 0:
            log.warning("left out of a mail for its size: name=%s", one.name)
            return
        main, _, sub = one.media_type.partition("/")
        if one.inline and isinstance(page, EmailMessage):
            page.add_related(one.content, main, sub, cid=f"<{one.cid}>", disposition="inline", filename=one.name)
        else:
            message.add_attachment(one.content, main, sub, filename=one.name)


def _bounded(text: str) -> str:
    raw = text.encode()
    return text if len(raw) <= MAX_TEXT_BYTES else raw[:MAX_TEXT_BYTES].decode(errors="ignore") + TOO_LARGE_NOTE


def message_id(name: str, domain: str) -> str:
    """Return the Message-ID that belongs to a key or thread: always the same one."""
    return f"<{hashlib.sha256(name.encode()).hexdigest()[:ID_CHARS]}@{domain}>"


def _domain(sender: str) -> str:
    return sender.rpartition("@")[2] or "localhost"


def _one_line(text: str) -> str:
    return _CONTROL.sub(" ", text).strip()
