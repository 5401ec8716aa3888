"""The signed webhook, and the guard in front of it."""

from __future__ import annotations

import hashlib
import hmac
from ipaddress import ip_network

import pytest

from alerts.channels.ping import Ping
from alerts.channels.webhook import WebhookChannel
from monitor.collect.fetch import guarded_transport
from monitor.core.notifications import Refused, Retry, Sent
from tests.fakes.incidents import NOON
from tests.fakes.json_server import Reply, json_server
from tests.fakes.messages import RECIPIENT, a_message

LOOPBACK = (ip_network("127.0.0.0/8"),)


def test_the_receiver_can_check_who_wrote_and_when() -> None:
    with json_server(lambda _: Reply({})) as server:
        channel = WebhookChannel(f"{server.base_url}/nhan", "khoa-chung")
        assert channel.deliver(a_message(), RECIPIENT, now=NOON) == Sent()
        channel.close()
    (call,) = server.calls
    stamp = call.headers["x-timestamp"]
    expected = hmac.new(b"khoa-chung", stamp.encode() + b"." + call.raw, hashlib.sha256).hexdigest()
    assert call.headers["x-signature"] == f"sha256={expected}"
    assert call.headers["idempotency-key"] == "su-co-q1:cttt:push:1"
    assert int(stamp) == int(NOON.timestamp())
    assert (call.body["unit"], call.body["level"], call.body["text"]) == ("cttt", "S3", "Hơn 60 học sinh nhập viện.\n")
    assert "cttt@so.example" not in call.raw.decode()


@pytest.mark.parametrize(("value", "seconds"), [("30", 30), ("Wed, 12 Oct 2022 06:42:00 GMT", 60), ("mai", None)])
def test_it_waits_as_long_as_it_is_asked(value: str, seconds: int | None) -> None:
    reply = Reply(b"", status=503, headers={"Retry-After": value})
    with json_server(lambda _: reply) as server:
        channel = WebhookChannel(server.base_url, "khoa-chung")
        outcome = channel.deliver(a_message(), RECIPIENT, now=NOON)
        channel.close()
    assert isinstance(outcome, Retry)
    assert (outcome.after.total_seconds() if outcome.after else None) == seconds


def test_private_addresses_are_called_only_when_allowed() -> None:
    with json_server(lambda _: Reply({})) as server:
        for allowed, expected in (((), Refused), (LOOPBACK, Sent)):
            guard = guarded_transport(allow_private=allowed)
            channel = WebhookChannel(server.base_url, "khoa-chung", transport=guard)
            assert isinstance(channel.deliver(a_message(), RECIPIENT, now=NOON), expected)
            channel.close()
    assert len(server.calls) == 1


@pytest.mark.parametrize(
    ("reply", "got_through"),
    [(Reply(b"OK"), True), (Reply(b"", status=500), False), (Reply(drop=True), False)],
)
def test_a_sign_of_life(reply: Reply, *, got_through: bool) -> None:
    with json_server(lambda _: reply) as server:
        ping = Ping(f"{server.base_url}/song", transport=guarded_transport(allow_private=LOOPBACK))
        assert ping.send() is got_through
        ping.close()
        guarded = Ping(f"{server.base_url}/song", transport=guarded_transport())
        assert not guarded.send()
        guarded.close()
