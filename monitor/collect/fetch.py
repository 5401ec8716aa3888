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
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Self
from urllib.parse import quote, urlencode, urlsplit

import httpcore
import httpx

from monitor.collect import robots
from monitor.collect.body import BodyError, read_body
from monitor.collect.guard import AddressRefusedError, Deadline, GuardedBackend, Network, Resolver, check_url, resolve
from monitor.collect.urls import absolute_url
from monitor.core.clock import Clock
from monitor.core.entries import FetchOutcome

DEFAULT_GAP = timedelta(seconds=1)
_ACCEPT = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/html;q=0.8, */*;q=0.5"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SAME_METHOD = frozenset({307, 308})
_BLOCKED = frozenset({401, 402, 403, 407, 451})
_TEMPORARY = frozenset({404, 408, 410, 421, 423, 425, 429})
# 404 and 410 come back on real feeds for days (facts: sources 3.2), so they are not the end of a source.
_CHALLENGE_STATUS = frozenset({403, 429, 503})
_CHALLENGE_MARKS = (b"cf-chl", b"challenge-platform", b"/cdn-cgi/challenge", b"captcha")
_CHALLENGE_HEAD_BYTES = 20_000
_ERROR_BODY_BYTES = 20_000
_KEPT_HEADERS = (
    "cache-control",
    "link",
    "x-app-usage",
    "x-business-use-case-usage",
    "x-page-usage",
    "x-ratelimit-reset",
)
_FIRST_SERVER_ERROR = 500


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


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A secret that goes with requests to addresses under `base` and nowhere else.

    It is sent as a header or as a query parameter, whichever is named, and is added as the request leaves: addresses,
    results, records and logs never hold it. A redirect to another place is followed without it.
    """

    base: str
    value: str = field(repr=False)
    header: str | None = None
    query: str | None = None

    def opens(self, url: str) -> bool:
        """Whether the address lies under the base: same origin, same path or below."""
        base = self.base.rstrip("/")
        return url == base or url.startswith((base + "/", base + "?"))

    def address(self, url: str) -> str:
        """The address as it is sent."""
        if self.query is None:
            return url
        return f"{url}{'&' if '?' in url else '?'}{self.query}={quote(self.value, safe='')}"

    @property
    def headers(self) -> dict[str, str]:
        """The headers as they are sent."""
        return {self.header: self.value} if self.header else {}


@dataclass(slots=True)
class _Host:
    """Turn-taking at one host: who may ask now, and when the last request started."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    last_start: float | None = None


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
        self._sleep = sleep
        self._deadline = Deadline()
        backend = GuardedBackend(
            allow_private=allow_private, resolver=resolver, deadline=self._deadline, monotonic=monotonic
        )
        self._transport = _GuardedTransport(backend, ssl_context or httpx.create_ssl_context(), self._limits)
        self._table_lock = threading.Lock()
        self._hosts: dict[str, _Host] = {}
        self._robots: dict[str, robots.RobotsRules] = {}
        self._robots_locks: dict[str, threading.Lock] = {}

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
        origin = _origin(url)
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
        with self._turn(urlsplit(url).hostname or "", gap), self._timed(budget):
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
                return FetchResult(FetchOutcome.TEMPORARY, url, error=_transport_error(error))

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
    def _turn(self, hostname: str, gap: timedelta) -> Iterator[None]:
        """Hold the host's turn: alone there, and at least `gap` after the last start."""
        with self._table_lock:
            host = self._hosts.setdefault(hostname, _Host())
        with host.lock:
            if host.last_start is not None:
                wait = host.last_start + gap.total_seconds() - self._monotonic()
                if wait > 0:
                    self._sleep(wait)
            host.last_start = self._monotonic()
            yield

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
        if status in _CHALLENGE_STATUS and _is_challenge(answer):
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
            encoding=_charset(headers.get("content-type", "")),
            retry_after=parse_retry_after(
                headers.get("retry-after"), now=self._clock.now(), most=self._limits.retry_after_max
            ),
            error=error,
            usage={name: headers[name] for name in _KEPT_HEADERS if name in headers},
            error_body=b"" if ok or self._key_of(url) is None else answer.body[:_ERROR_BODY_BYTES],
        )


class _GuardedTransport(httpx.BaseTransport):
    """httpx's transport over connections that the guard opens, one small pool for each origin.

    One pool for all origins looks through every connection at each request, which at 200 hosts costs more than the
    request. The pools used least recently are closed beyond `limits.kept_connections`. No proxies, no environment.
    """

    def __init__(self, backend: GuardedBackend, context: ssl.SSLContext, limits: FetchLimits) -> None:
        self._backend = backend
        self._context = context
        self._limits = limits
        self._lock = threading.Lock()
        self._pools: OrderedDict[str, _OriginTransport] = OrderedDict()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return self._pool(_origin(str(request.url))).handle_request(request)

    def close(self) -> None:
        with self._lock:
            pools = list(self._pools.values())
            self._pools.clear()
        for pool in pools:
            pool.close()

    def _pool(self, origin: str) -> _OriginTransport:
        with self._lock:
            pool = self._pools.get(origin)
            if pool is None:
                pool = self._pools[origin] = _OriginTransport(self._backend, self._context, self._limits.keep_s)
            self._pools.move_to_end(origin)
            old = self._too_many()
        for closing in old:
            closing.close()
        return pool

    def _too_many(self) -> list[_OriginTransport]:
        """Take out the pools used least recently, but none that is being asked."""
        excess = len(self._pools) - self._limits.kept_connections
        idle = [origin for origin, pool in self._pools.items() if pool.idle] if excess > 0 else []
        return [self._pools.pop(origin) for origin in idle[: max(0, excess)]]


class _OriginTransport(httpx.HTTPTransport):
    """The connections of one origin."""

    def __init__(self, backend: GuardedBackend, context: ssl.SSLContext, keep_s: float) -> None:
        super().__init__(verify=context, trust_env=False)
        self._pool = httpcore.ConnectionPool(
            ssl_context=context, max_keepalive_connections=1, keepalive_expiry=keep_s, network_backend=backend
        )

    @property
    def idle(self) -> bool:
        """Whether no request is under way on any connection."""
        return all(connection.is_idle() for connection in self._pool.connections)


def guarded_transport(*, allow_private: Sequence[Network] = ()) -> httpx.BaseTransport:
    """Let another client connect to checked addresses only; it meets AddressRefusedError when it asks for others."""
    backend = GuardedBackend(allow_private=allow_private)
    return _GuardedTransport(backend, httpx.create_ssl_context(), FetchLimits())


def grade_status(status: int, *, conditional: bool = False) -> tuple[FetchOutcome, str | None]:
    """Grade a final HTTP status; `conditional` = a validator was sent, so that 304 makes sense."""
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return FetchOutcome.OK, None
    if status == HTTPStatus.NOT_MODIFIED and conditional:
        return FetchOutcome.NOT_MODIFIED, None
    error = f"http {status}"
    if status in _BLOCKED:
        return FetchOutcome.BLOCKED, error
    if status in _TEMPORARY or status >= _FIRST_SERVER_ERROR or status < HTTPStatus.BAD_REQUEST:
        return FetchOutcome.TEMPORARY, error
    return FetchOutcome.PERMANENT, error


def parse_retry_after(value: str | None, *, now: datetime, most: timedelta) -> timedelta | None:
    """Read Retry-After (seconds or HTTP-date), between zero and `most`; None when absent or unreadable."""
    value = (value or "").strip()
    if not value:
        return None
    if value.isdecimal():
        return min(timedelta(seconds=min(int(value), most.total_seconds())), most)
    try:
        moment = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(timedelta(0), min(moment - now, most))


def _redirect_target(url: str, answer: _Answer) -> str | None:
    location = answer.headers.get("location")
    if answer.status not in _REDIRECTS or not location:
        return None
    # An address of another scheme is handed on as it stands, so that the guard names it.
    return absolute_url(url, location) or location


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _charset(content_type: str) -> str | None:
    for part in content_type.split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset" and value.strip():
            return value.strip().strip("\"'").lower()
    return None


def _is_challenge(answer: _Answer) -> bool:
    if answer.headers.get("cf-mitigated", "").lower() == "challenge":
        return True
    head = answer.body[:_CHALLENGE_HEAD_BYTES].lower()
    return any(mark in head for mark in _CHALLENGE_MARKS)


def _transport_error(error: httpx.TransportError) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"tls-certificate: {cause.verify_message}"
        if isinstance(cause, ssl.SSLError):
            return f"tls: {cause.reason or 'handshake failed'}"
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpx.TimeoutException):
        return f"timeout: {type(error).__name__}"
    if str(error).startswith("dns:"):
        return str(error)
    if isinstance(error, httpx.ConnectError):
        return "connect: refused or unreachable"
    return f"protocol: {type(error).__name__}"
