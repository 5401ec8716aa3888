"""The mail channel against a real SMTP server on loopback."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from alerts.channels.email import EmailChannel, message_id, trust
from monitor.core.errors import ConfigError
from monitor.core.labels import Severity
from monitor.core.notifications import (
    Notification,
    NotificationKind,
    Recipient,
    RefusalKind,
    Refused,
    Retry,
    Sent,
)
from tests.fakes.incidents import NOON
from tests.fakes.smtp_server import PAIR, PASSWORD, USER, SmtpServer, client_tls, smtp_server

SENDER = "giam-sat@so.example"
RECIPIENT = Recipient("cttt", "Trực ban Phòng Chính trị, tư tưởng", email="cttt@so.example")


def a_message(**fields: object) -> Notification:
    message = Notification(
        key="su-co-q1:cttt:push:1", incident_id="su-co-q1", unit="cttt", kind=NotificationKind.PUSH, revision=1,
        level=Severity.S3, labels=(), reasons=(), item_ids=(), subject="[S3] Ngộ độc – Trường Tiểu học Hoa Sen",
        text="Hơn 60 học sinh nhập viện.\n", html="<p>Hơn 60 học sinh nhập viện.</p>", created_at=NOON,
        thread="su-co-q1:cttt",
    )  # fmt: skip
    return replace(message, **fields)  # type: ignore[arg-type]


@pytest.fixture
def server() -> Iterator[SmtpServer]:
    with smtp_server() as server:
        yield server


def plain(server: SmtpServer) -> EmailChannel:
    return EmailChannel(f"smtp://127.0.0.1:{server.port}?starttls=none", sender=SENDER, timeout_s=5)


def test_the_mail_arrives_with_all_a_mail_program_needs(server: SmtpServer) -> None:
    outcome = plain(server).deliver(a_message(), RECIPIENT, now=NOON)
    (mail,) = server.mails
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert outcome == Sent(str(mail["Message-ID"]))
    assert mail.get_content_type() == "multipart/alternative"
    assert text is not None
    assert html is not None
    assert text.get_content().strip() == "Hơn 60 học sinh nhập viện."
    assert html.get_content().strip() == "<p>Hơn 60 học sinh nhập viện.</p>"
    assert mail["Subject"] == "[S3] Ngộ độc – Trường Tiểu học Hoa Sen"
    assert mail["To"].addresses[0].display_name == RECIPIENT.person
    assert server.recipients == ["cttt@so.example"]
    assert mail["Date"].datetime == NOON
    assert (mail["Auto-Submitted"], mail["X-Auto-Response-Suppress"]) == ("auto-generated", "All")


def test_a_repeat_is_the_same_mail_and_a_thread_has_one_root(server: SmtpServer) -> None:
    channel = plain(server)
    channel.deliver(a_message(), RECIPIENT, now=NOON)
    channel.deliver(a_message(), RECIPIENT, now=NOON)
    channel.deliver(a_message(key="su-co-q1:cttt:update:2"), RECIPIENT, now=NOON)
    channel.deliver(a_message(thread=None), RECIPIENT, now=NOON)
    first, again, update, alone = server.mails
    assert first["Message-ID"] == again["Message-ID"] != update["Message-ID"]
    assert first["References"] == update["References"] == update["In-Reply-To"]
    assert alone["References"] is None


@pytest.mark.parametrize(
    ("command", "reply", "expected"),
    [
        pytest.param(
            "RCPT", "550 5.1.1 no such cttt@so.example", Refused(RefusalKind.ADDRESS, ""), id="no such address"
        ),
        pytest.param("RCPT", "450 4.2.1 greylisted", Retry(""), id="greylisted"),
        pytest.param("MAIL", "550 not you", Refused(RefusalKind.POLICY, ""), id="sender refused"),
        pytest.param("MAIL", "452 full", Retry(""), id="server full"),
        pytest.param("DATA", "554 5.7.1 spam", Refused(RefusalKind.CONTENT, ""), id="content refused"),
        pytest.param("DATA", "451 try later", Retry(""), id="content later"),
    ],
)
def test_what_the_server_says(server: SmtpServer, command: str, reply: str, expected: Retry | Refused) -> None:
    server.replies[command] = reply
    outcome = plain(server).deliver(a_message(), RECIPIENT, now=NOON)
    assert isinstance(outcome, type(expected))
    assert getattr(outcome, "kind", None) == getattr(expected, "kind", None)
    assert reply[:3] in outcome.reason
    assert "@" not in outcome.reason


@pytest.mark.parametrize(
    ("subject", "person"),
    [
        pytest.param("Tin\r\nBcc: ke-gian@x.example", "Trực ban", id="subject"),
        pytest.param("Tin", "Trực ban\r\nBcc: ke-gian@x.example", id="name"),
        pytest.param("Tin\u2028Bcc: ke-gian@x.example", "Trực ban", id="line separator"),
    ],
)
def test_headers_cannot_be_injected(server: SmtpServer, subject: str, person: str) -> None:
    recipient = replace(RECIPIENT, person=person)
    assert isinstance(plain(server).deliver(a_message(subject=subject), recipient, now=NOON), Sent)
    assert server.mails[0]["Bcc"] is None
    assert server.recipients == ["cttt@so.example"]


@pytest.mark.parametrize(
    "address", ["", "khong-phai-thu", "a@b@c", "a b@so.example", "a@so.example\r\nBcc: x@y.example"]
)
def test_a_bad_address_is_refused_without_a_connection(server: SmtpServer, address: str) -> None:
    outcome = plain(server).deliver(a_message(), replace(RECIPIENT, email=address), now=NOON)
    assert outcome == Refused(RefusalKind.ADDRESS, "địa chỉ thư không hợp lệ")
    assert server.mails == []


def test_starttls_and_login() -> None:
    with smtp_server(tls="starttls", with_login=True) as server:
        url = f"smtp://{USER}:{PASSWORD}@127.0.0.1:{server.port}"
        channel = EmailChannel(url, sender=SENDER, tls_context=client_tls())
        assert channel.check() is None
        assert isinstance(channel.deliver(a_message(), RECIPIENT, now=NOON), Sent)
        assert server.tls_used


def test_implicit_tls() -> None:
    with smtp_server(tls="implicit") as server:
        channel = EmailChannel(f"smtps://127.0.0.1:{server.port}", sender=SENDER, tls_context=client_tls())
        assert isinstance(channel.deliver(a_message(), RECIPIENT, now=NOON), Sent)
        assert len(server.mails) == 1


def test_a_wrong_password_is_refused_and_never_shown(caplog: pytest.LogCaptureFixture) -> None:
    with smtp_server(tls="starttls", with_login=True) as server:
        url = f"smtp://{USER}:sai-mat-khau@127.0.0.1:{server.port}"
        channel = EmailChannel(url, sender=SENDER, tls_context=client_tls())
        outcome = channel.deliver(a_message(), RECIPIENT, now=NOON)
        problem = channel.check()
    assert isinstance(outcome, Refused)
    assert outcome.kind is RefusalKind.AUTH
    assert problem is not None
    assert "mật khẩu" in problem
    assert "sai-mat-khau" not in caplog.text + outcome.reason + problem + repr(channel)


def test_a_login_the_server_cannot_check_now_is_tried_again() -> None:
    with smtp_server(tls="starttls", with_login=True) as server:
        server.replies["AUTH"] = "454 4.7.0 Temporary authentication failure"
        url = f"smtp://{USER}:{PASSWORD}@127.0.0.1:{server.port}"
        outcome = EmailChannel(url, sender=SENDER, tls_context=client_tls()).deliver(a_message(), RECIPIENT, now=NOON)
    assert isinstance(outcome, Retry)


def test_a_server_without_starttls_gets_nothing(server: SmtpServer) -> None:
    channel = EmailChannel(f"smtp://127.0.0.1:{server.port}", sender=SENDER, tls_context=client_tls())
    outcome = channel.deliver(a_message(), RECIPIENT, now=NOON)
    assert isinstance(outcome, Refused)
    assert server.mails == []


def test_an_unknown_certificate_is_not_trusted() -> None:
    with smtp_server(tls="starttls") as server:
        channel = EmailChannel(
            f"smtp://127.0.0.1:{server.port}", sender=SENDER, tls_context=ssl.create_default_context()
        )
        outcome = channel.deliver(a_message(), RECIPIENT, now=NOON)
    assert isinstance(outcome, Refused)
    assert "chứng thư" in outcome.reason


def test_nobody_listens() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        channel = EmailChannel(f"smtp://127.0.0.1:{port}?starttls=none", sender=SENDER)
        outcome = channel.deliver(a_message(), RECIPIENT, now=NOON)
        problem = channel.check()
    assert outcome == Retry("không kết nối được máy chủ thư")
    assert problem is not None
    assert "127.0.0.1" in problem


def test_a_server_that_says_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        channel = EmailChannel(f"smtp://127.0.0.1:{port}?starttls=none", sender=SENDER, timeout_s=0.05)
        assert channel.deliver(a_message(), RECIPIENT, now=NOON) == Retry("máy chủ thư không trả lời kịp")


def test_a_lost_goodbye_does_not_make_an_accepted_mail_look_unsent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_accept_and_hang_up, args=(listener,))
        thread.start()
        port = listener.getsockname()[1]
        channel = EmailChannel(f"smtp://127.0.0.1:{port}?starttls=none", sender=SENDER, timeout_s=5)
        outcome = channel.deliver(a_message(), RECIPIENT, now=NOON)
        thread.join()
    assert outcome == Sent(message_id("su-co-q1:cttt:push:1", "so.example"))


def _accept_and_hang_up(listener: socket.socket) -> None:
    connection, _ = listener.accept()
    with connection, connection.makefile("rwb", buffering=0) as wire:
        wire.write(b"220 ready\r\n")
        for reply in (b"250 hello", b"250 ok", b"250 ok", b"354 go"):
            wire.readline()
            wire.write(reply + b"\r\n")
        while wire.readline() != b".\r\n":
            pass
        wire.write(b"250 queued\r\n")


def test_a_private_authority_can_be_trusted() -> None:
    with smtp_server(tls="starttls") as server:
        url = f"smtp://127.0.0.1:{server.port}"
        channel = EmailChannel(url, sender=SENDER, tls_context=trust(PAIR))
        assert isinstance(channel.deliver(a_message(), RECIPIENT, now=NOON), Sent)
        stranger = EmailChannel(url, sender=SENDER, tls_context=trust(None)).deliver(a_message(), RECIPIENT, now=NOON)
    assert isinstance(stranger, Refused)
    assert "MONITOR_SMTP_CA_FILE" in stranger.reason


def test_a_file_that_is_no_certificate_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("không phải chứng thư", encoding="utf-8")
    with pytest.raises(ConfigError, match="MONITOR_SMTP_CA_FILE"):
        trust(tmp_path / "ca.pem")


def test_a_mail_that_is_too_large_keeps_its_text(server: SmtpServer) -> None:
    huge = a_message(html="<p>" + "ệ" * 1_000_000 + "</p>", text="Đầu thư. " + "ệ" * 200_000)
    assert isinstance(plain(server).deliver(huge, RECIPIENT, now=NOON), Sent)
    (mail,) = server.mails
    body = mail.get_body(("plain",))
    assert body is not None
    text = body.get_content()
    assert mail.get_body(("html",)) is None
    assert text.startswith("Đầu thư.")
    assert text.rstrip().endswith("xem đầy đủ trên màn hình trực.)")
    assert len(mail.as_bytes()) < 1_000_000


TLS_RECORD = b"\x16\x03\x03\x40\x00"
"""Head of a TLS record of 16 KB (RFC 8446, 5.1): whoever reads it waits for all of it."""
DRIPPING: dict[str, tuple[str, str, tuple[bytes, ...]]] = {
    "in its greeting": ("smtp", "?starttls=none", (b"22",)),
    "in an answer": ("smtp", "?starttls=none", (b"220 ready\r\n", b"2")),
    "while TLS is agreed on": ("smtps", "", (TLS_RECORD,)),
    "while STARTTLS is agreed on": (
        "smtp", "", (b"220 ready\r\n", b"250-hello\r\n250 STARTTLS\r\n", b"220 go\r\n", TLS_RECORD),
    ),
}  # fmt: skip
"""How the server is asked, and what it says before it only drips: all but the first are answers."""


@pytest.mark.parametrize(("scheme", "options", "said"), DRIPPING.values(), ids=DRIPPING)
def test_a_server_that_drips_is_cut_off(scheme: str, options: str, said: tuple[bytes, ...]) -> None:
    """Every byte comes in time, the mail never ends: it must not outlive the lease of its claim."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        ended = threading.Event()
        thread = threading.Thread(target=_say_and_drip, args=(listener, said, ended))
        thread.start()
        url = f"{scheme}://127.0.0.1:{listener.getsockname()[1]}{options}"
        channel = EmailChannel(url, sender=SENDER, timeout_s=5, total_s=0.5)
        began = time.monotonic()
        outcome = channel.deliver(a_message(), RECIPIENT, now=NOON)
        took = time.monotonic() - began
        was_dripping = not ended.is_set()
        ended.set()
        thread.join()
    assert outcome == Retry("máy chủ thư không trả lời kịp")
    assert was_dripping
    assert took < 5


def _say_and_drip(listener: socket.socket, said: tuple[bytes, ...], ended: threading.Event) -> None:
    """Drips for ten seconds at most, so that a mail that is not cut off fails the test instead of hanging it."""
    connection, _ = listener.accept()
    with connection, suppress(OSError):
        connection.sendall(said[0])
        for reply in said[1:]:
            connection.recv(1000)
            connection.sendall(reply)
        for _ in range(500):
            if ended.wait(0.02):
                return
            connection.sendall(b"2")
        ended.set()


@pytest.mark.parametrize("after", [b"354 go", b"250 ok"], ids=["mid-message", "before the message"])
def test_a_connection_dropped_on_the_way_is_tried_again(after: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_drop, args=(listener, after))
        thread.start()
        url = f"smtp://127.0.0.1:{listener.getsockname()[1]}?starttls=none"
        outcome = EmailChannel(url, sender=SENDER, timeout_s=5).deliver(a_message(), RECIPIENT, now=NOON)
        thread.join()
    assert isinstance(outcome, Retry)
    assert not outcome.alive


def _drop(listener: socket.socket, after: bytes) -> None:
    connection, _ = listener.accept()
    with connection, connection.makefile("rwb", buffering=0) as wire:
        wire.write(b"220 ready\r\n")
        for reply in (b"250 hello", b"250 ok", b"250 ok", b"354 go"):
            wire.readline()
            wire.write(reply + b"\r\n")
            if reply == after:
                break
        wire.readline()
