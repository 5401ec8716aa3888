"""The Zalo channel against a loopback imitation of the Bot API."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from alerts.channels.base import UNKNOWN_RECEIPT
from alerts.channels.drill import marked
from alerts.channels.zalo_bot import ZaloBotChannel
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
from tests.fakes.zalo_server import TOKEN, ZaloServer, zalo_server

RECIPIENT = Recipient("cttt", "Trực ban", zalo="a1b2")


def a_message(text: str = "Hơn 60 học sinh nhập viện.", short: str = "") -> Notification:
    return Notification(
        key="su-co-q1:cttt:push:1", incident_id="su-co-q1", unit="cttt", kind=NotificationKind.PUSH, revision=1,
        level=Severity.S3, labels=(), reasons=(), item_ids=(), subject="", text=text, html="", created_at=NOON,
        short=short,
    )  # fmt: skip


ANSWERABLE = replace(a_message(short="ngắn\n"), answerable=True)


@pytest.fixture
def server() -> Iterator[ZaloServer]:
    with zalo_server() as server:
        yield server


@pytest.fixture
def channel(server: ZaloServer) -> Iterator[ZaloBotChannel]:
    channel = ZaloBotChannel(TOKEN, base_url=server.base_url + "/", timeout_s=5)
    yield channel
    channel.close()


def test_the_short_text_arrives(server: ZaloServer, channel: ZaloBotChannel) -> None:
    assert channel.deliver(a_message(short="ngắn"), RECIPIENT, now=NOON) == Sent("m1")
    assert channel.deliver(a_message(), RECIPIENT, now=NOON) == Sent("m2")
    assert server.messages == [
        {"chat_id": "a1b2", "text": "ngắn"},
        {"chat_id": "a1b2", "text": "Hơn 60 học sinh nhập viện."},
    ]


@pytest.mark.parametrize(
    ("message", "heard_on", "text"),
    [
        pytest.param(ANSWERABLE, ("zalo",), "ngắn\nHoặc trả lời «Đã nhận» ngay tại đây.", id="a linked chat"),
        pytest.param(ANSWERABLE, (), "ngắn", id="nobody would hear"),
        pytest.param(ANSWERABLE, ("zalo-oa",), "ngắn", id="heard elsewhere"),
        pytest.param(a_message(short="ngắn"), ("zalo",), "ngắn", id="nothing to take"),
        pytest.param(marked(ANSWERABLE, run="r"), ("zalo",), "[DIỄN TẬP] ngắn", id="a drill"),
    ],
)
def test_an_answer_is_asked_for_where_it_is_heard(
    server: ZaloServer, channel: ZaloBotChannel, message: Notification, heard_on: tuple[str, ...], text: str
) -> None:
    channel.deliver(message, replace(RECIPIENT, heard_on=heard_on), now=NOON)
    assert server.messages[0]["text"].rstrip() == text


def test_a_long_text_is_shortened_and_accepted(server: ZaloServer, channel: ZaloBotChannel) -> None:
    assert channel.deliver(a_message("ă" * 2001 + " https://so.example/xac-nhan/m"), RECIPIENT, now=NOON) == Sent("m1")
    text = server.messages[0]["text"]
    assert len(text) <= 2000
    assert text.endswith("https://so.example/xac-nhan/m")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param(400, RefusalKind.CONTENT, id="bad request"),
        pytest.param(401, RefusalKind.AUTH, id="token"),
        pytest.param(403, RefusalKind.POLICY, id="forbidden"),
        pytest.param(404, RefusalKind.AUTH, id="no such bot"),
        pytest.param(418, RefusalKind.UNKNOWN, id="unknown"),
        pytest.param(408, None, id="time-out"),
        pytest.param(429, None, id="quota"),
        pytest.param(500, None, id="server"),
        pytest.param(503, None, id="unavailable"),
    ],
)
@pytest.mark.parametrize("under_200", [True, False], ids=["in the envelope", "as status"])
def test_errors(
    server: ZaloServer, channel: ZaloBotChannel, code: int, expected: RefusalKind | None, *, under_200: bool
) -> None:
    server.fail(code, status=200 if under_200 else code)
    outcome = channel.deliver(a_message(), RECIPIENT, now=NOON)
    assert getattr(outcome, "kind", None) is expected
    assert isinstance(outcome, Retry if expected is None else Refused)
    assert str(code) in outcome.reason


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        pytest.param(502, b"<html>Bad gateway</html>", Retry, id="a proxy's page"),
        pytest.param(200, b"<html>portal</html>", Retry, id="a portal's page"),
        pytest.param(404, b"", Refused, id="nothing there"),
        pytest.param(200, b"[]", Retry, id="another shape"),
        pytest.param(200, b"{}", Refused, id="no verdict"),
        pytest.param(302, b"", Retry, id="a redirect is not followed"),
    ],
)
def test_strange_answers(
    server: ZaloServer, channel: ZaloBotChannel, status: int, body: bytes, expected: type[Retry | Refused]
) -> None:
    server.answer = (status, body)
    assert isinstance(channel.deliver(a_message(), RECIPIENT, now=NOON), expected)


def test_a_time_out_after_sending_says_that_it_may_have_arrived(server: ZaloServer) -> None:
    server.hang = threading.Event()
    channel = ZaloBotChannel(TOKEN, base_url=server.base_url, timeout_s=0.2)
    outcome = channel.deliver(a_message(), RECIPIENT, now=NOON)
    channel.close()
    assert isinstance(outcome, Retry)
    assert outcome.reason.startswith(UNKNOWN_RECEIPT)
    assert len(server.messages) == 1


def test_a_broken_answer_says_that_it_may_have_arrived(server: ZaloServer, channel: ZaloBotChannel) -> None:
    server.drop = True
    outcome = channel.deliver(a_message(), RECIPIENT, now=NOON)
    assert isinstance(outcome, Retry)
    assert outcome.reason.startswith(UNKNOWN_RECEIPT)


def test_nobody_listens() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        channel = ZaloBotChannel(TOKEN, base_url=f"http://127.0.0.1:{closed.getsockname()[1]}")
        outcome = channel.deliver(a_message(), RECIPIENT, now=NOON)
        channel.close()
    assert outcome == Retry("không kết nối được Zalo")


def test_check(server: ZaloServer, channel: ZaloBotChannel) -> None:
    assert channel.check() is None
    stranger = ZaloBotChannel("khac", base_url=server.base_url)
    problem = stranger.check()
    stranger.close()
    assert problem is not None
    assert "mã truy cập" in problem
    assert server.messages == []


@pytest.mark.parametrize("code", [401, 429, 500])
def test_the_token_is_never_shown(
    server: ZaloServer, channel: ZaloBotChannel, caplog: pytest.LogCaptureFixture, code: int
) -> None:
    caplog.set_level(logging.INFO)
    server.fail(code)
    outcome = channel.deliver(a_message(), RECIPIENT, now=NOON)
    assert isinstance(outcome, Retry | Refused)
    shown = caplog.text + outcome.reason + repr(channel) + str(channel.check())
    assert TOKEN not in shown
    assert "bi-mat" not in shown
