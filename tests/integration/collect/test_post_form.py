"""Asking a hub: what is sent, and what is refused."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_network

import httpx
import pytest

from monitor.collect.fetch import Fetcher
from monitor.core.clock import VirtualClock
from monitor.core.entries import FetchOutcome
from tests.fakes.hub_server import Hub
from tests.fakes.store_rows import T0

FIELDS = (("hub.mode", "subscribe"), ("hub.topic", "https://bao.example/rss?a=1&b=tin mới"), ("hub.secret", "khóa"))
LOOPBACK = (ip_network("127.0.0.0/8"),)


@pytest.fixture
def hub():
    with httpx.Client() as client, Hub(client, "") as hub:
        yield hub


def ask(hub, *, url=None, allow=LOOPBACK):
    with Fetcher(user_agent="t", clock=VirtualClock(T0), allow_private=allow, sleep=lambda _seconds: None) as fetcher:
        return fetcher.post_form(url or hub.url, FIELDS)


def test_a_form_arrives_as_it_was_written(hub):
    result = ask(hub)
    assert (result.outcome, result.status, result.body) == (FetchOutcome.OK, 202, b"")
    assert hub.forms == [dict(FIELDS)]


@pytest.mark.parametrize(
    ("status", "headers", "outcome", "error"),
    [
        (204, {}, FetchOutcome.OK, None),
        (400, {}, FetchOutcome.PERMANENT, "http 400"),
        (403, {}, FetchOutcome.BLOCKED, "http 403"),
        (429, {"Retry-After": "7200"}, FetchOutcome.TEMPORARY, "http 429"),
        (500, {}, FetchOutcome.TEMPORARY, "http 500"),
        (302, {"Location": "/khac"}, FetchOutcome.TEMPORARY, "http 302"),
        (308, {"Location": "http://10.0.0.1/hub"}, FetchOutcome.BLOCKED, "refused"),
        (307, {"Location": "file:///etc/passwd"}, FetchOutcome.BLOCKED, "refused"),
    ],
)
def test_a_hub_that_does_not_take_it(hub, status, headers, outcome, error):
    hub.status, hub.headers = status, headers
    result = ask(hub)
    assert result.outcome is outcome
    assert (result.error or "").startswith(error or "")
    assert len(hub.forms) == 1
    assert result.retry_after == (timedelta(hours=2) if status == 429 else None)


def test_a_hub_inside_the_office_network_is_not_asked(hub):
    result = ask(hub, allow=())
    assert (result.outcome, hub.forms) == (FetchOutcome.BLOCKED, [])


def test_a_hub_that_is_not_there(hub):
    result = ask(hub, url="http://127.0.0.1:9/hub")
    assert (result.outcome, result.error) == (FetchOutcome.TEMPORARY, "connect: refused or unreachable")
