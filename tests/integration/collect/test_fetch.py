"""The fetcher against a real server: what is really sent, and what is really refused."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from typing import Any

import pytest

from monitor.collect.fetch import Fetcher, FetchLimits, FetchResult
from monitor.core.clock import VirtualClock
from monitor.core.entries import FetchOutcome
from tests.fakes.news_server import LAST_MODIFIED, NewsServer

LOOPBACK = (ip_network("127.0.0.1/32"),)
START = datetime(2022, 10, 12, 3, 0, tzinfo=UTC)
NO_GAP = timedelta(0)
AGENT = "SoGDDT-GiamSat/1.0 (+https://so.vi.du/lien-he)"


class Time:
    """Seconds that pass only by sleeping, each sleep remembered."""

    def __init__(self) -> None:
        self.at = 1000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds


@pytest.fixture
def server() -> Iterator[NewsServer]:
    with NewsServer() as running:
        yield running


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock(START)


def build(clock: VirtualClock, **options: Any) -> Fetcher:
    return Fetcher(user_agent=AGENT, clock=clock, **({"allow_private": LOOPBACK} | options))


@pytest.fixture
def fetcher(clock: VirtualClock) -> Iterator[Fetcher]:
    with build(clock) as built:
        yield built


def get(fetcher: Fetcher, url: str, **options: Any) -> FetchResult:
    return fetcher.fetch(url, **({"min_gap": NO_GAP} | options))


def test_a_page_comes_with_what_is_needed_to_ask_again(server: NewsServer, fetcher: Fetcher) -> None:
    server.add("/a", "Chào", validators=True)
    result = get(fetcher, server.url("/a"))
    assert (result.outcome, result.status, result.body.decode()) == (FetchOutcome.OK, 200, "Chào")
    assert (result.encoding, result.last_modified, result.url) == ("utf-8", LAST_MODIFIED, server.url("/a"))
    assert result.error is None
    assert server.last("/a")["user-agent"] == AGENT


def test_the_second_request_is_conditional_and_costs_no_body(server: NewsServer, fetcher: Fetcher) -> None:
    server.add("/rss", "<rss/>", validators=True)
    first = get(fetcher, server.url("/rss"))
    again = get(fetcher, server.url("/rss"), etag=first.etag, last_modified=first.last_modified)
    assert (again.outcome, again.status, again.body) == (FetchOutcome.NOT_MODIFIED, 304, b"")
    assert server.last("/rss")["if-none-match"] == first.etag
    assert server.last("/rss")["if-modified-since"] == LAST_MODIFIED
    assert server.hits() == {"/robots.txt": 1, "/rss": 2}


@pytest.mark.parametrize(
    "options",
    [{"gzipped": True}, {"gzipped": True, "declared": False}, {"headers": {"Content-Encoding": "identity"}}],
    ids=["gzip", "undeclared gzip", "identity"],
)
def test_bodies_are_decompressed(server: NewsServer, fetcher: Fetcher, options: Any) -> None:
    server.add("/a", "Chào" * 1000, **options)
    assert get(fetcher, server.url("/a")).body.decode() == "Chào" * 1000


def test_a_gzip_bomb_stops_early(server: NewsServer, clock: VirtualClock) -> None:
    server.add("/bomb", b"\0" * 50_000_000, gzipped=True)
    with build(clock, limits=FetchLimits(body_bytes=100_000)) as fetcher:
        result = get(fetcher, server.url("/bomb"))
    assert (result.outcome, result.body) == (FetchOutcome.PERMANENT, b"")
    assert result.error is not None
    assert result.error.startswith("too-large")


@pytest.mark.parametrize(
    ("size", "outcome"), [(100_000, FetchOutcome.OK), (100_001, FetchOutcome.PERMANENT)], ids=["at limit", "over"]
)
def test_plain_bodies_have_the_same_limit(
    server: NewsServer, clock: VirtualClock, size: int, outcome: FetchOutcome
) -> None:
    server.add("/a", b"x" * size)
    with build(clock, limits=FetchLimits(body_bytes=100_000)) as fetcher:
        assert get(fetcher, server.url("/a")).outcome is outcome


def test_a_body_that_drips_ends_at_the_time_limit(server: NewsServer, clock: VirtualClock) -> None:
    server.add("/drip", "x" * 1000, drip_s=0.05)
    with build(clock, limits=FetchLimits(total_s=0.4)) as fetcher:
        result = get(fetcher, server.url("/drip"))
    # Not waited for: whole, after a minute, it would have been answered.
    assert result.outcome is FetchOutcome.TEMPORARY
    assert result.error is not None
    assert result.error.startswith("timeout")


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (404, FetchOutcome.TEMPORARY),
        (410, FetchOutcome.TEMPORARY),
        (500, FetchOutcome.TEMPORARY),
        (401, FetchOutcome.BLOCKED),
        (403, FetchOutcome.BLOCKED),
        (405, FetchOutcome.PERMANENT),
    ],
)
def test_failures_are_graded_and_have_no_body(
    server: NewsServer, fetcher: Fetcher, status: int | None, outcome: FetchOutcome
) -> None:
    server.add("/a", "lỗi", status=status)
    result = get(fetcher, server.url("/a"))
    assert (result.outcome, result.status, result.body, result.error) == (outcome, status, b"", f"http {status}")


@pytest.mark.parametrize(
    ("body", "headers"),
    [("<script src='/cdn-cgi/challenge-platform/x.js'>", {}), ("", {"cf-mitigated": "challenge"})],
    ids=["body", "header"],
)
def test_a_challenge_stops_us(server: NewsServer, fetcher: Fetcher, body: str, headers: dict[str, str]) -> None:
    server.add("/a", body, status=503, headers=headers)
    result = get(fetcher, server.url("/a"))
    assert (result.outcome, result.error) == (FetchOutcome.BLOCKED, "challenge: http 503")


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("Wed, 12 Oct 2022 03:05:00 GMT", timedelta(minutes=5)),
        ("864000", timedelta(hours=6)),
    ],
    ids=["seconds", "date", "capped"],
)
def test_retry_after_is_handed_on(server: NewsServer, fetcher: Fetcher, value: str | None, wait: timedelta) -> None:
    server.add("/a", status=429, headers={"Retry-After": value})
    assert get(fetcher, server.url("/a")).retry_after == wait


def test_redirects_are_followed_to_the_end(server: NewsServer, fetcher: Fetcher) -> None:
    server.add("/old", status=301, headers={"Location": "/new"})
    server.add("/new", "đây")
    result = get(fetcher, server.url("/old"))
    assert (result.outcome, result.url) == (FetchOutcome.OK, server.url("/new"))


def test_a_chain_of_redirects_ends_after_five(server: NewsServer, fetcher: Fetcher) -> None:
    for number in range(7):
        server.add(f"/{number}", status=302, headers={"Location": f"/{number + 1}"})
    result = get(fetcher, server.url("/0"))
    assert (result.outcome, result.error) == (FetchOutcome.TEMPORARY, "redirects: too many")
    assert server.hits()["/5"] == 1
    assert server.hits()["/6"] == 0


@pytest.mark.parametrize(
    "location",
    ["http://10.0.0.1/x", "http://169.254.169.254/latest/", "http://[::1]/", "http://127.0.0.2/", "http://2130706434/"],
)
def test_a_redirect_to_the_inside_is_refused(server: NewsServer, fetcher: Fetcher, location: str) -> None:
    server.add("/out", status=302, headers={"Location": location})
    result = get(fetcher, server.url("/out"))
    assert (result.outcome, result.error) == (FetchOutcome.BLOCKED, "refused: address is not public")


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://bao.vn/x", "http://u:p@bao.vn/"])
def test_a_redirect_to_another_kind_of_address_is_refused(server: NewsServer, fetcher: Fetcher, location: str) -> None:
    server.add("/out", status=302, headers={"Location": location})
    result = get(fetcher, server.url("/out"))
    assert result.outcome is FetchOutcome.BLOCKED
    assert result.error is not None
    assert result.error.startswith("refused")


def test_loopback_is_refused_unless_allowed(server: NewsServer, clock: VirtualClock) -> None:
    with build(clock, allow_private=()) as fetcher:
        result = get(fetcher, server.url("/a"))
    assert (result.outcome, result.error) == (FetchOutcome.BLOCKED, "refused: address is not public")
    assert server.seen == []


def test_a_name_is_resolved_once_per_connection_and_the_checked_address_used(
    server: NewsServer, clock: VirtualClock
) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    with build(clock, resolver=lambda host, port: next(answers)) as fetcher:
        result = get(fetcher, f"http://bao-mau.vn:{server.port}/a")
    # The second answer of the name is never asked for: the connection is kept.
    assert (result.status, server.last("/a")["host"]) == (404, f"bao-mau.vn:{server.port}")


@pytest.mark.parametrize(
    "addresses", [["10.0.0.1"], ["127.0.0.1", "10.0.0.1"], ["::ffff:10.0.0.1"]], ids=["private", "mixed", "mapped"]
)
def test_a_name_that_leads_inside_is_refused(server: NewsServer, clock: VirtualClock, addresses: list[str]) -> None:
    with build(clock, resolver=lambda host, port: addresses) as fetcher:
        result = get(fetcher, f"http://bao-mau.vn:{server.port}/a")
    assert (result.outcome, result.error) == (FetchOutcome.BLOCKED, "refused: address is not public")
    assert server.seen == []


def test_a_name_that_turns_private_on_a_new_connection_is_refused(server: NewsServer, clock: VirtualClock) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    server.add("/a", "x", headers={"Connection": "close"})
    server.add("/robots.txt", "", headers={"Connection": "close"})
    with build(clock, resolver=lambda host, port: next(answers)) as fetcher:
        result = get(fetcher, f"http://bao-mau.vn:{server.port}/a")
    assert result.outcome is FetchOutcome.BLOCKED
    assert server.hits() == {"/robots.txt": 1}


def test_an_unknown_name_and_a_closed_port_are_told_apart(server: NewsServer, clock: VirtualClock) -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    with build(clock, resolver=unknown) as fetcher:
        error = get(fetcher, "http://khong-co.vn/").error
    assert error == "robots: unreachable (dns: OSError)"
    with build(clock) as fetcher:
        error = get(fetcher, "http://127.0.0.1:1/").error
    assert error == "robots: unreachable (connect: refused or unreachable)"


def test_a_server_without_tls_is_told(server: NewsServer, fetcher: Fetcher) -> None:
    result = get(fetcher, server.url("/a").replace("http:", "https:"))
    assert result.outcome is FetchOutcome.TEMPORARY
    assert result.error is not None
    assert "tls" in result.error


@pytest.mark.parametrize("url", ["", "http://", "http://[bad/", "http://a b/", "http://127.0.0.1:0/", "tel:113"])
def test_nonsense_is_an_outcome_not_an_exception(fetcher: Fetcher, url: str) -> None:
    assert get(fetcher, url).outcome is not FetchOutcome.OK


def test_robots_rules_are_obeyed_and_read_once(server: NewsServer, fetcher: Fetcher) -> None:
    server.add("/robots.txt", "User-agent: *\nDisallow: /\nAllow: /rss/\n", content_type="text/plain")
    server.add("/rss/a", "x")
    server.add("/kin", "x")
    assert get(fetcher, server.url("/rss/a")).outcome is FetchOutcome.OK
    closed = get(fetcher, server.url("/kin"))
    assert (closed.outcome, closed.error) == (FetchOutcome.BLOCKED, "robots: disallowed")
    assert server.hits() == {"/robots.txt": 1, "/rss/a": 1}


def test_robots_rules_hold_for_redirects_too(server: NewsServer, fetcher: Fetcher) -> None:
    server.add("/robots.txt", "User-agent: *\nDisallow: /kin\n")
    server.add("/out", status=302, headers={"Location": "/kin"})
    assert get(fetcher, server.url("/out")).error == "robots: disallowed"
    assert server.hits()["/kin"] == 0


def test_robots_are_asked_again_after_a_day_and_sooner_after_an_error(
    server: NewsServer, fetcher: Fetcher, clock: VirtualClock
) -> None:
    server.add("/a", "x")
    server.add("/robots.txt", status=503)
    assert get(fetcher, server.url("/a")).error == "robots: unreachable (http 503)"
    server.add("/robots.txt", "")
    assert get(fetcher, server.url("/a")).outcome is FetchOutcome.TEMPORARY
    clock.advance(timedelta(minutes=15))
    assert get(fetcher, server.url("/a")).outcome is FetchOutcome.OK
    clock.advance(timedelta(hours=23))
    get(fetcher, server.url("/a"))
    assert server.hits()["/robots.txt"] == 2
    clock.advance(timedelta(hours=2))
    get(fetcher, server.url("/a"))
    assert server.hits()["/robots.txt"] == 3


def test_requests_to_a_host_keep_the_gap(server: NewsServer, clock: VirtualClock) -> None:
    seconds = Time()
    with build(clock, monotonic=seconds.monotonic, sleep=seconds.sleep) as fetcher:
        for path in ("/a", "/b"):
            get(fetcher, server.url(path), min_gap=timedelta(seconds=2))
    assert seconds.slept == [2.0, 2.0]


def test_a_longer_crawl_delay_wins_up_to_its_cap(server: NewsServer, clock: VirtualClock) -> None:
    seconds = Time()
    with build(clock, monotonic=seconds.monotonic, sleep=seconds.sleep) as fetcher:
        server.add("/robots.txt", "User-agent: *\nCrawl-delay: 7\n")
        get(fetcher, server.url("/a"))
    assert seconds.slept == [7.0]
    seconds = Time()
    with build(clock, monotonic=seconds.monotonic, sleep=seconds.sleep) as fetcher:
        server.add("/robots.txt", "User-agent: *\nCrawl-delay: 86400\n")
        get(fetcher, server.url("/a"))
    assert seconds.slept == [60.0]


def test_threads_take_turns_at_one_host(server: NewsServer, fetcher: Fetcher) -> None:
    for number in range(6):
        server.add(f"/{number}", "xx", drip_s=0.005)
    results: list[FetchOutcome] = []
    threads = [
        threading.Thread(target=lambda n=number: results.append(get(fetcher, server.url(f"/{n}")).outcome))
        for number in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [FetchOutcome.OK] * 6
    assert (server.busiest, server.hits()["/robots.txt"]) == (1, 1)


def test_sitemaps_of_robots_are_known(server: NewsServer, fetcher: Fetcher) -> None:
    server.add("/robots.txt", "Sitemap: https://bao-mau.vn/news.xml\n")
    assert fetcher.sitemaps(server.url("/"), min_gap=NO_GAP) == ("https://bao-mau.vn/news.xml",)


def test_connections_are_kept_for_each_host_up_to_the_limit(server: NewsServer, clock: VirtualClock) -> None:
    opened: list[str] = []

    def resolver(host: str, port: int) -> list[str]:
        opened.append(host)
        return ["127.0.0.1"]

    server.add("/a", "x")
    with build(clock, resolver=resolver, limits=FetchLimits(kept_connections=2)) as fetcher:
        for host in ("mot.vn", "hai.vn", "mot.vn", "ba.vn", "mot.vn", "hai.vn"):
            assert get(fetcher, f"http://{host}:{server.port}/a").outcome is FetchOutcome.OK
    # `ba` takes the place of `hai`, which was asked least recently and is opened anew.
    assert opened == ["mot.vn", "hai.vn", "ba.vn", "hai.vn"]


def test_a_fetcher_that_was_closed_holds_no_connection(server: NewsServer, fetcher: Fetcher) -> None:
    get(fetcher, server.url("/a"))
    fetcher.close()
    assert get(fetcher, server.url("/a")).status == 404
