"""Where a key goes, and where it does not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import pytest

from monitor.collect.api_keys import ApiKey
from monitor.collect.fetch import Fetcher
from monitor.core.clock import VirtualClock
from monitor.core.entries import FetchOutcome
from tests.fakes.social.server import Answer, Request, serve

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def build(key: ApiKey) -> Fetcher:
    networks = (ip_network("127.0.0.0/8"),)
    return Fetcher(user_agent="SoGDDT-GiamSat/1.0", clock=VirtualClock(NOW), allow_private=networks, keys=[key])


@pytest.mark.parametrize("how", [{"header": "Authorization"}, {"query": "access_token"}], ids=["header", "query"])
def test_a_redirect_elsewhere_is_followed_without_the_key(how: dict[str, str]):
    with serve(lambda _request: Answer(b"x")) as elsewhere:

        def redirect(_request: Request) -> Answer:
            return Answer(status=302, headers={"Location": f"{elsewhere.base}/y"})

        with serve(redirect) as api, build(ApiKey(api.base, "bi-mat", **how)) as fetcher:
            result = fetcher.fetch(f"{api.base}/x", min_gap=timedelta(0))
            assert (result.outcome, result.url) == (FetchOutcome.OK, f"{elsewhere.base}/y")
            assert "bi-mat" in repr(api.seen)
            assert "bi-mat" not in repr(elsewhere.seen) + repr(result)
            assert (api.robots_asked, elsewhere.robots_asked) == (0, 1)


def test_why_an_api_failed_is_kept_and_why_a_page_failed_is_not():
    def fail(_request: Request) -> Answer:
        return Answer(b'{"error": 1}', 400, {"X-App-Usage": '{"call_count": 80}', "X-Other": "1"})

    with serve(fail) as api, serve(fail) as page, build(ApiKey(api.base, "bi-mat", header="Authorization")) as fetcher:
        from_api, from_page = (fetcher.fetch(f"{base}/x", min_gap=timedelta(0)) for base in (api.base, page.base))
        assert (from_api.body, from_api.error_body) == (b"", b'{"error": 1}')
        assert from_api.usage == {"x-app-usage": '{"call_count": 80}'}
        assert from_page.error_body == b""


@pytest.mark.parametrize(
    ("url", "opened"),
    [
        ("https://api.example/v1", True),
        ("https://api.example/v1/x", True),
        ("https://api.example/v1?x=1", True),
        ("https://api.example/v10/x", False),
        ("https://api.example.evil.example/v1/x", False),
        ("http://api.example/v1/x", False),
        ("https://evil.example/https://api.example/v1/x", False),
    ],
)
def test_a_key_opens_what_lies_under_its_base(url: str, *, opened: bool):
    assert ApiKey("https://api.example/v1", "bi-mat", query="key").opens(url) is opened


def test_a_key_is_not_shown_and_is_written_safely_in_a_query():
    key = ApiKey("https://api.example", "a&b=c", query="key")
    assert "a&b" not in repr(key)
    assert key.address("https://api.example/x?y=1") == "https://api.example/x?y=1&key=a%26b%3Dc"
