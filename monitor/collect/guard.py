"""Where we may connect to. Guards the office network against addresses that come from pages and feeds.

The check is made on the address connected to, not on the name: a name is resolved once, every address it gives is
checked, and the connection goes to a checked address (so a second DNS answer cannot change it). The HTTP layer keeps
the name for `Host` and TLS.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

import httpcore
from httpcore import SOCKET_OPTION

from monitor.core.errors import FetchError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolver = Callable[[str, int], Sequence[str]]

ALLOWED_PORTS = frozenset({80, 443, 8080, 8443})
MAX_ADDRESSES_TRIED = 3

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_SIX_TO_FOUR = ipaddress.ip_network("2002::/16")
_METADATA = frozenset({ipaddress.ip_address("168.63.129.16"), ipaddress.ip_address("192.0.0.192")})
# The metadata services of clouds at addresses that are not private; the usual 169.254.169.254 is link-local.
_RELAYS = ipaddress.ip_network("192.88.99.0/24")
# Old relays of 6to4: nobody publishes news there, and what answers is whoever announces the route.
_LOW_32_BITS = 0xFFFFFFFF
_SIX_TO_FOUR_SHIFT = 80


class AddressRefusedError(FetchError):
    """An address we do not connect to, whoever asks."""


def check_url(url: str) -> str | None:
    """Say why an address may not be fetched (scheme, user name, no host), or None. Makes no look-up."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return "malformed address"
    if parts.scheme not in {"http", "https"}:
        return "only http and https are fetched"
    if parts.username is not None or parts.password is not None:
        return "user name in address"
    if not parts.hostname:
        return "no host in address"
    return None


def check_address(address: str, port: int, *, allow_private: Iterable[Network] = ()) -> str | None:
    """Say why an IP address and port may not be connected to, or None. Networks of `allow_private` may, at any port."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "not an IP address"
    if any(_contains(network, candidate) for network in allow_private for candidate in {ip, _embedded(ip)}):
        return None
    if not _is_public(_embedded(ip)):
        return "address is not public"
    if port not in ALLOWED_PORTS:
        return f"port {port} is not a web port"
    return None


def resolve(host: str, port: int) -> tuple[str, ...]:
    """Look a name up; IPv4 and IPv6 addresses in the order the system prefers. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(row[4][0]) for row in found))


def _contains(network: Network, ip: Address) -> bool:
    return ip.version == network.version and ip in network


def _embedded(ip: Address) -> Address:
    """Return the IPv4 address that an IPv6 one really leads to (mapped, NAT64, 6to4), else the address itself."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & _LOW_32_BITS)
    if ip in _SIX_TO_FOUR:
        return ipaddress.IPv4Address((int(ip) >> _SIX_TO_FOUR_SHIFT) & _LOW_32_BITS)
    return ip


def _is_public(ip: Address) -> bool:
    if ip in _METADATA or ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback or ip.is_link_local:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and ip.is_site_local:
        return False
    return ip.is_global and not ip.is_private and not _contains(_RELAYS, ip)


class Deadline(threading.local):
    """The moment (monotonic seconds) at which the calling thread's exchange must be over; None = none."""

    at: float | None = None


class GuardedBackend(httpcore.NetworkBackend):
    """Opens connections for the HTTP layer to checked addresses only, and keeps every read within the deadline."""

    def __init__(
        self,
        *,
        allow_private: Sequence[Network] = (),
        resolver: Resolver = resolve,
        deadline: Deadline | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._allow_private = tuple(allow_private)
        self._resolver = resolver
        self._deadline = deadline or Deadline()
        self._monotonic = monotonic
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        error: Exception | None = None
        for address in self._checked(host, port)[:MAX_ADDRESSES_TRIED]:
            try:
                stream = self._inner.connect_tcp(
                    address,
                    port,
                    timeout=_within(timeout, self._deadline, self._monotonic, httpcore.ConnectTimeout),
                    local_address=local_address,
                    socket_options=socket_options,
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failure:
                error = failure
            else:
                return _TimedStream(stream, self._deadline, self._monotonic)
        raise error or httpcore.ConnectError("dns: no address")

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002 - the interface's signature
        socket_options: Iterable[SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        raise AddressRefusedError(f"sockets of the file system are not fetched: {path}")

    def sleep(self, seconds: float) -> None:
        self._inner.sleep(seconds)

    def _checked(self, host: str, port: int) -> tuple[str, ...]:
        """Resolve once; one refused address refuses the name, because a mixed answer is how rebinding begins."""
        try:
            addresses = tuple(self._resolver(host, port))
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"dns: {type(error).__name__}") from error
        for address in addresses:
            reason = check_address(address, port, allow_private=self._allow_private)
            if reason is not None:
                raise AddressRefusedError(reason)
        return addresses


class _TimedStream(httpcore.NetworkStream):
    """A connection whose every read and write ends by the calling thread's deadline."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline, monotonic: Callable[[], float]) -> None:
        self._inner = inner
        self._deadline = deadline
        self._monotonic = monotonic

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _within(timeout, self._deadline, self._monotonic, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _within(timeout, self._deadline, self._monotonic, httpcore.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: Any,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        timeout = _within(timeout, self._deadline, self._monotonic, httpcore.ConnectTimeout)
        inner = self._inner.start_tls(ssl_context, server_hostname, timeout)
        return _TimedStream(inner, self._deadline, self._monotonic)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _within(
    timeout: float | None, deadline: Deadline, monotonic: Callable[[], float], expired: type[Exception]
) -> float | None:
    """Shorten a timeout to what is left until the deadline; raises `expired` when nothing is left."""
    if deadline.at is None:
        return timeout
    left = deadline.at - monotonic()
    if left <= 0:
        raise expired("time limit of the whole request reached")
    return left if timeout is None else min(timeout, left)
