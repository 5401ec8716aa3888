"""Every channel against every kind of failure: what becomes of the message, and whether the channel is blamed."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from alerts.channels.base import UNKNOWN_RECEIPT, Channel
from alerts.channels.email import EmailChannel
from alerts.channels.telegram import TelegramChannel
from alerts.channels.webhook import WebhookChannel
from alerts.channels.zalo_bot import ZaloBotChannel
from alerts.channels.zalo_oa import OaAddresses, OaClient, ZaloGroupChannel
from alerts.channels.zalo_tokens import OaApp, TokenKeeper
from alerts.circuit import blames_channel
from monitor.core.notifications import DeliveryOutcome, RefusalKind, Refused, Retry
from tests.fakes.incidents import NOON
from tests.fakes.json_server import Reply, json_server
from tests.fakes.messages import RECIPIENT, MemoryShelf, a_message, a_pair
from tests.fakes.smtp_server import smtp_server

TIMEOUT_S = 0.3
"""Of the channels here: the imitations answer at once or never."""


def oa(url: str) -> Channel:
    keeper = TokenKeeper(OaApp("1", "s"), MemoryShelf(a_pair()), holder="p")
    client = OaClient(OaApp("1", "s"), keeper, addresses=OaAddresses(url, url), timeout_s=TIMEOUT_S)
    return ZaloGroupChannel(client, clock=lambda: NOON)


MAKERS: dict[str, Callable[[str], Channel]] = {
    "zalo": lambda url: ZaloBotChannel("t", base_url=url, timeout_s=TIMEOUT_S),
    "zalo-group": oa,
    "telegram": lambda url: TelegramChannel("t", base_url=url, timeout_s=TIMEOUT_S),
    "webhook": lambda url: WebhookChannel(f"{url}/nhan", "khoa-chung", timeout_s=TIMEOUT_S),
}


def bot(code: int, **more: object) -> Reply:
    return Reply({"ok": False, "error_code": code, "description": "fake", **more})


def ok(name: str) -> Reply:
    if name == "zalo-group":
        return Reply({"error": 0, "data": {"message_id": "m1"}})
    return Reply({"ok": True, "result": {"message_id": "m1"}})


def said(outcome: DeliveryOutcome) -> str:
    """One word for what the outbox does next, and whether the channel is held to be down."""
    if isinstance(outcome, Refused):
        word = outcome.kind.value
    elif isinstance(outcome, Retry):
        word = "unknown" if outcome.reason.startswith(UNKNOWN_RECEIPT) else "retry"
        word = "retry-after" if outcome.after is not None else word
    else:
        word = "sent"
    return f"{word}!" if blames_channel(outcome) else word


# `!`: the channel itself is blamed, three in a row take it down. `unknown`: it may have arrived.
MATRIX = {
    "zalo": {
        "accepted": (ok("zalo"), "sent"),
        "pace": (bot(429), "retry"),
        "login": (bot(401), "auth!"),
        "person": (bot(403), "policy"),
        "content": (bot(400), "content"),
        "server": (bot(500), "retry!"),
        "proxy": (Reply(b"<html>", status=502), "retry!"),
        "portal": (Reply(b"<html>"), "retry!"),
        "redirect": (Reply(b"", status=302, headers={"Location": "http://x.example/"}), "retry!"),
        "strange": (bot(777), "retry!"),
        "hung-up": (Reply(drop=True), "unknown!"),
        "silent": (Reply(hang=True), "unknown!"),
    },
    "zalo-group": {
        "accepted": (ok("zalo-group"), "sent"),
        "pace": (Reply({"error": -32}), "retry"),
        "day": (Reply({"error": -218}), "retry-after"),
        "night": (Reply({"error": -234}), "retry-after"),
        "login": (Reply({"error": -209}), "auth!"),
        "account": (Reply({"error": -237}), "account!"),
        "person": (Reply({"error": -213}), "address"),
        "window": (Reply({"error": -230}), "policy"),
        "content": (Reply({"error": -248}), "content"),
        "server": (Reply(b"", status=500), "retry!"),
        "proxy": (Reply(b"<html>", status=502), "retry!"),
        "portal": (Reply(b"<html>"), "retry!"),
        "strange": (Reply({"error": -9}), "unknown"),
        "hung-up": (Reply(drop=True), "unknown!"),
        "silent": (Reply(hang=True), "unknown!"),
    },
    "telegram": {
        "accepted": (ok("telegram"), "sent"),
        "pace": (bot(429, parameters={"retry_after": 7}), "retry-after"),
        "pace-unsaid": (bot(429), "retry"),
        "login": (bot(401), "auth!"),
        "person": (bot(403), "address"),
        "chat": (Reply({"ok": False, "error_code": 400, "description": "Bad Request: chat not found"}), "address"),
        "content": (bot(400), "content"),
        "server": (bot(502), "retry!"),
        "proxy": (Reply(b"<html>", status=502), "retry!"),
        "portal": (Reply(b"<html>"), "retry!"),
        "strange": (bot(418), "unknown"),
        "hung-up": (Reply(drop=True), "unknown!"),
        "silent": (Reply(hang=True), "unknown!"),
    },
    "webhook": {
        "accepted": (Reply({}), "sent"),
        "empty": (Reply(b"", status=204), "sent"),
        "seen-before": (Reply(b"", status=409), "sent"),
        "pace": (Reply(b"", status=429, headers={"Retry-After": "30"}), "retry-after"),
        "login": (Reply(b"", status=401), "auth!"),
        "content": (Reply(b"", status=422), "content"),
        "server": (Reply(b"", status=503), "retry!"),
        "redirect": (Reply(b"", status=302, headers={"Location": "http://x.example/"}), "content"),
        "hung-up": (Reply(drop=True), "unknown!"),
        "silent": (Reply(hang=True), "unknown!"),
    },
}
MAIL = {
    "accepted": ({}, "sent"),
    "greylisted": ({"RCPT": "450 4.2.0 greylisted"}, "retry"),
    "greylisted-late": ({"DATA": "451 4.7.1 try again later"}, "retry"),
    "full": ({"MAIL": "452 4.3.1 insufficient storage"}, "retry!"),
    "closing": ({"RCPT": "421 4.3.2 closing"}, "retry!"),
    "person": ({"RCPT": "550 5.1.1 unknown"}, "address"),
    "sender": ({"MAIL": "550 5.7.1 not you"}, "policy"),
    "content": ({"DATA": "554 5.7.1 spam"}, "content"),
}


@pytest.mark.parametrize(
    ("channel", "failure"), [(channel, failure) for channel, rows in MATRIX.items() for failure in rows]
)
def test_over_http(channel: str, failure: str) -> None:
    reply, expected = MATRIX[channel][failure]
    with json_server(lambda _: reply) as server, made(channel, server.base_url) as ours:
        outcome = ours.deliver(a_message(), RECIPIENT, now=NOON)
    assert len(server.calls) == 1
    assert said(outcome) == expected
    for secret in (server.base_url, RECIPIENT.zalo, "access-1"):
        assert secret not in getattr(outcome, "reason", "")


@pytest.mark.parametrize("failure", MAIL)
def test_over_smtp(failure: str) -> None:
    replies, expected = MAIL[failure]
    with smtp_server() as server:
        server.replies.update(replies)
        channel = EmailChannel(f"smtp://127.0.0.1:{server.port}?starttls=none", sender="a@so.example", timeout_s=5)
        assert said(channel.deliver(a_message(), RECIPIENT, now=NOON)) == expected


@pytest.mark.parametrize("channel", [*MAKERS, "email"])
def test_nobody_listens(channel: str) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        if channel == "email":
            mail = EmailChannel(f"smtp://127.0.0.1:{port}?starttls=none", sender="a@so.example")
            outcome = mail.deliver(a_message(), RECIPIENT, now=NOON)
        else:
            with made(channel, f"http://127.0.0.1:{port}") as ours:
                outcome = ours.deliver(a_message(), RECIPIENT, now=NOON)
    assert said(outcome) == "retry!"


@pytest.mark.parametrize("channel", MAKERS)
def test_the_same_message_twice_says_the_same(channel: str) -> None:
    """A repeat after a crash carries the same key and words, whatever the channel."""
    with json_server(lambda _: ok(channel)) as server, made(channel, server.base_url) as ours:
        for _ in range(2):
            ours.deliver(a_message(), RECIPIENT, now=NOON)
    first, again = server.calls
    assert first.raw == again.raw
    assert first.headers.get("idempotency-key") == again.headers.get("idempotency-key")


@contextmanager
def made(channel: str, url: str) -> Iterator[Channel]:
    """A channel of that name, closed at the end."""
    ours = MAKERS[channel](url)
    try:
        yield ours
    finally:
        ours.close()  # type: ignore[attr-defined]


def test_every_kind_of_refusal_occurs() -> None:
    told = {word.rstrip("!") for rows in MATRIX.values() for _, word in rows.values()}
    assert {kind.value for kind in RefusalKind} <= told
