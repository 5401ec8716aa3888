"""Polite HTTP: the only place of this package that opens connections. Fetches and grades; judges no content.

One request at a time per host with a gap between starts, robots.txt obeyed at every hop, conditional requests,
Retry-After, limits on time and size. A service's API for which we hold a key is called by its own terms: robots.txt is
for crawling and not asked, and the key is added to the request alone.
Every expected outcome is a value: `Fetcher.fetch` does not raise for them.
"""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from http import HTTPStatus
from typing import Self
from urllib.parse import urlencode, urlsplit

import httpx

from monitor.collect import robots
from monitor.collect.api_keys import ApiKey
from monitor.collect.body import BodyError, read_body
from monitor.collect.grading import charset_of, explain_transport, grade_status, is_challenge, parse_retry_after
from monitor.collect.guard import AddressRefusedError, Deadline, GuardedBackend, Network, Resolver, check_url, resolve
from monitor.collect.transport import GuardedTransport, origin_of
from monitor.collect.turns import Turns
from monitor.collect.urls import absolute_url
from monitor.core.clock import Clock
from monitor.core.entries import FetchOutcome

DEFAULT_GAP = timedelta(seconds=1)
_ACCEPT = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/html;q=0.8, */*;q=0.5"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SAME_METHOD = frozenset({307, 308})
_ERROR_BODY_BYTES = 20_000
_KEPT_HEADERS = (
    "cache-control",
    "link",
    "x-app-usage",
    "x-business-use-case-usage",
    "x-page-usage",
    "x-ratelimit-reset",
)


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """Bounds of one fetch. `total_s` covers every hop's network time, waiting for a host's turn not counted.

    Of `kept_connections` hosts a connection is kept open for `keep_s` seconds, one each.
    """

    total_s: float = 30.0
    connect_s: float = 10.0
    read_s: float = 15.0
    body_bytes: int = 5 * 1024 * 1024
    redirects: int = 5
    retry_after_max: timedelta = timedelta(hours=6)
    crawl_delay_max: timedelta = timedelta(seconds=60)
    kept_connections: int = 500
    keep_s: float = 120.0


@dataclass(frozen=True, slots=True)
class FetchResult:
    """How one fetch ended. `url` is the final address; `body` is decompressed, empty unless the outcome is ok.

    `error` starts with a kind: `http`, `timeout`, `dns`, `connect`, `tls`, `tls-certificate`, `refused`, `robots`,
    `challenge`, `redirects`, `too-large`, `compression`, `content-encoding`, `protocol`, `address`.
    `usage` holds what a service says of our share of its limits (header names in lower case); `error_body` the start of
    a failed answer of an API that we hold a key for, where it tells why.
    """

    outcome: FetchOutcome
    url: str
    status: int | None = None
    body: bytes = b""
    etag: str | None = None
    last_modified: str | None = None
    content_type: str | None = None
    encoding: str | None = None
    retry_after: timedelta | None = None
    error: str | None = None
    seconds: float = 0.0
    usage: Mapping[str, str] = field(default_factory=dict)
    error_body: bytes = b""


@dataclass(slots=True)
class _Budget:
    """Network seconds left of one fetch."""

    left: float


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: httpx.Headers
    body: bytes


class Fetcher:
    """Fetches politely; one for the whole process, safe to use from several threads.

    Args:
        user_agent: product token, slash, version and a contact, e.g. `SoGDDT-GiamSat/1.0 (+https://...)`.
        clock: for the age of robots.txt and Retry-After dates.
        allow_private: networks that may be fetched although private.
        limits: bounds of each fetch.
        monotonic: seconds, for gaps and time limits.
        sleep: waits for a host's turn.
        resolver: looks names up.
        ssl_context: trusted certificates; the usual public ones by default.
        keys: of the services' APIs.
    """

    def __init__(
        self,
        *,
        user_agent: str,
        clock: Clock,
        allow_private: Sequence[Network] = (),
        limits: FetchLimits | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        resolver: Resolver = resolve,
        ssl_context: ssl.SSLContext | None = None,
        keys: Sequence[ApiKey] = (),
    ) -> None:
        self._keys = tuple(keys)
        self._agent = user_agent
        self._token = user_agent.split("/", 1)[0].strip()
        self._clock = clock
        self._limits = limits or FetchLimits()
        self._monotonic = monotonic
        self._turns = Turns(monotonic=monotonic, sleep=sleep)
        self._deadline = Deadline()
        backend = GuardedBackend(
            allow_private=allow_private, resolver=resolver, deadline=self._deadline, monotonic=monotonic
        )
        self._transport = _transport(backend, ssl_context or httpx.create_ssl_context(), self._limits)
        self._table_lock = threading.Lock()
        self._robots: dict[str, robots.RobotsRules] = {}
        self._robots_locks: dict[str, threading.Lock] = {}

    @property
    def turns(self) -> Turns:
        """When each host was asked last, to be shared with other processes that ask it."""
        return self._turns

    def close(self) -> None:
        """Close kept connections."""
        self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def fetch(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        min_gap: timedelta = DEFAULT_GAP,
    ) -> FetchResult:
        """Fetch one address with GET. Conditional when `etag` or `last_modified` (both verbatim) is given."""
        headers: dict[str, str] = {}
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        started = self._monotonic()
        result = self._follow(url, headers, min_gap)
        return replace(result, seconds=self._monotonic() - started)

    def post_form(self, url: str, fields: Sequence[tuple[str, str]]) -> FetchResult:
        """Send a form, as a WebSub hub wants to be asked. Graded like a fetch; of the answer no body is kept.

        A hub is a service to be asked, not a page to be crawled: its robots.txt is not asked. Address guard, limits and
        the host's turn are those of a fetch.
        """
        started = self._monotonic()
        budget = _Budget(self._limits.total_s)
        form = urlencode(fields).encode()
        result = FetchResult(FetchOutcome.TEMPORARY, url, error="redirects: too many")
        for _ in range(self._limits.redirects + 1):
            refusal = check_url(url)
            if refusal is not None:
                result = FetchResult(FetchOutcome.BLOCKED, url, error=f"refused: {refusal}")
                break
            answer = self._get(url, {}, DEFAULT_GAP, budget, limit=_ERROR_BODY_BYTES, truncate=True, form=form)
            if isinstance(answer, FetchResult):
                result = answer
                break
            target = _redirect_target(url, answer) if answer.status in _SAME_METHOD else None
            if target is None:
                result = replace(self._grade(url, answer, conditional=False), body=b"")
                break
            url = target
        return replace(result, seconds=self._monotonic() - started)

    def sitemaps(self, url: str, *, min_gap: timedelta = DEFAULT_GAP) -> tuple[str, ...]:
        """The `Sitemap:` lines of the robots.txt of the address's site."""
        return self._rules(url, min_gap, _Budget(self._limits.total_s)).sitemaps

    def _follow(self, url: str, headers: Mapping[str, str], min_gap: timedelta) -> FetchResult:
        budget = _Budget(self._limits.total_s)
        for _ in range(self._limits.redirects + 1):
            refusal = check_url(url)
            if refusal is not None:
                return FetchResult(FetchOutcome.BLOCKED, url, error=f"refused: {refusal}")
            gap = min_gap
            if self._key_of(url) is None:
                rules = self._rules(url, min_gap, budget)
                if not rules.allows(url, self._token):
                    return self._disallowed(url, rules)
                gap = max(min_gap, min(rules.crawl_delay(self._token), self._limits.crawl_delay_max))
            answer = self._get(url, headers, gap, budget)
            if isinstance(answer, FetchResult):
                return answer
            target = _redirect_target(url, answer)
            if target is None:
                return self._grade(url, answer, conditional=bool(headers))
            url = target
        return FetchResult(FetchOutcome.TEMPORARY, url, error="redirects: too many")

    def _key_of(self, url: str) -> ApiKey | None:
        return next((key for key in self._keys if key.opens(url)), None)

    def _disallowed(self, url: str, rules: robots.RobotsRules) -> FetchResult:
        if rules.refusal is None:
            return FetchResult(FetchOutcome.BLOCKED, url, error="robots: disallowed")
        return FetchResult(rules.outcome, url, error=rules.refusal)

    def _rules(self, url: str, min_gap: timedelta, budget: _Budget) -> robots.RobotsRules:
        origin = origin_of(url)
        with self._table_lock:
            lock = self._robots_locks.setdefault(origin, threading.Lock())
        with lock:
            known = self._robots.get(origin)
            if known is None or known.expires_at <= self._clock.now():
                known = self._fetch_rules(origin, min_gap, budget)
                self._robots[origin] = known
            return known

    def _fetch_rules(self, origin: str, min_gap: timedelta, budget: _Budget) -> robots.RobotsRules:
        url = origin + "/robots.txt"
        for _ in range(self._limits.redirects + 1):
            refusal = check_url(url)
            if refusal is not None:
                return robots.refused(f"refused: {refusal}", now=self._clock.now())
            answer = self._get(url, {}, min_gap, budget, limit=robots.MAX_BYTES, truncate=True)
            if isinstance(answer, FetchResult):
                if answer.outcome is FetchOutcome.BLOCKED:
                    return robots.refused(answer.error or "refused", now=self._clock.now())
                return robots.rules_from_answer(status=None, body=b"", error=answer.error, now=self._clock.now())
            target = _redirect_target(url, answer)
            if target is None:
                break
            url = target
        else:
            # RFC 9309: after five redirects the file may be taken as absent.
            return robots.rules_from_answer(status=HTTPStatus.NOT_FOUND, body=b"", error=None, now=self._clock.now())
        return robots.rules_from_answer(status=answer.status, body=answer.body, error=None, now=self._clock.now())

    def _get(
        self,
        url: str,
        headers: Mapping[str, str],
        gap: timedelta,
        budget: _Budget,
        *,
        limit: int | None = None,
        truncate: bool = False,
        form: bytes | None = None,
    ) -> _Answer | FetchResult:
        """One request in the host's turn, POST when there is a `form`. A failure comes back graded."""
        with self._turns.hold(urlsplit(url).hostname or "", gap), self._timed(budget):
            try:
                return self._exchange(url, headers, limit or self._limits.body_bytes, truncate=truncate, form=form)
            except AddressRefusedError as error:
                return FetchResult(FetchOutcome.BLOCKED, url, error=f"refused: {error}")
            except BodyError as error:
                outcome = FetchOutcome.PERMANENT if error.permanent else FetchOutcome.TEMPORARY
                return FetchResult(outcome, url, error=str(error))
            except (httpx.InvalidURL, UnicodeError):  # the latter of hosts that no name can have
                return FetchResult(FetchOutcome.PERMANENT, url, error="address: malformed")
            except httpx.TransportError as error:
                return FetchResult(FetchOutcome.TEMPORARY, url, error=explain_transport(error))

    def _exchange(
        self, url: str, headers: Mapping[str, str], limit: int, *, truncate: bool, form: bytes | None = None
    ) -> _Answer:
        key = self._key_of(url)
        timeout = httpx.Timeout(self._limits.read_s, connect=self._limits.connect_s)
        request = httpx.Request(
            "GET" if form is None else "POST",
            key.address(url) if key else url,
            headers={
                "User-Agent": self._agent,
                "Accept": _ACCEPT,
                "Accept-Encoding": "gzip, deflate",
                "Accept-Language": "vi, en;q=0.5",
                **headers,
                **(key.headers if key else {}),
                **({} if form is None else {"Content-Type": "application/x-www-form-urlencoded"}),
            },
            content=form,
            extensions={"timeout": timeout.as_dict()},
        )
        response = self._transport.handle_request(request)
        try:
            coding = response.headers.get("content-encoding", "")
            stream = response.stream
            assert isinstance(stream, httpx.SyncByteStream)
            body = read_body(stream, coding=coding, limit=limit, truncate=truncate)
        finally:
            response.close()
        return _Answer(response.status_code, response.headers, body)

    @contextmanager
    def _timed(self, budget: _Budget) -> Iterator[None]:
        """Let the exchange run for what is left of the budget, and charge it."""
        started = self._monotonic()
        self._deadline.at = started + budget.left
        try:
            yield
        finally:
            self._deadline.at = None
            budget.left -= self._monotonic() - started

    def _grade(self, url: str, answer: _Answer, *, conditional: bool) -> FetchResult:
        headers, status = answer.headers, answer.status
        outcome, error = grade_status(status, conditional=conditional)
        if is_challenge(status, headers, answer.body):
            outcome, error = FetchOutcome.BLOCKED, f"challenge: http {status}"
        ok = outcome is FetchOutcome.OK
        return FetchResult(
            outcome,
            url,
            status=status,
            body=answer.body if ok else b"",
            etag=headers.get("etag"),
            last_modified=headers.get("last-modified"),
            content_type=headers.get("content-type"),
            encoding=charset_of(headers.get("content-type", "")),
            retry_after=parse_retry_after(
                headers.get("retry-after"), now=self._clock.now(), most=self._limits.retry_after_max
            ),
            error=error,
            usage={name: headers[name] for name in _KEPT_HEADERS if name in headers},
            error_body=b"" if ok or self._key_of(url) is None else answer.body[:_ERROR_BODY_BYTES],
        )


def guarded_transport(*, allow_private: Sequence[Network] = ()) -> httpx.BaseTransport:
    """Let another client connect to checked addresses only; it meets AddressRefusedError when it asks for others."""
    backend = GuardedBackend(allow_private=allow_private)
    return _transport(backend, httpx.create_ssl_context(), FetchLimits())


def _transport(backend: GuardedBackend, context: ssl.SSLContext, limits: FetchLimits) -> GuardedTransport:
    return GuardedTransport(backend, context, kept=limits.kept_connections, keep_s=limits.keep_s)


def _redirect_target(url: str, answer: _Answer) -> str | None:
    location = answer.headers.get("location")
    if answer.status not in _REDIRECTS or not location:
        return None
    # An address of another scheme is handed on as it stands, so that the guard names it.
    return absolute_url(url, location) or location
