"""Server-side request forgery: every way known to write an inner address, and every door an address comes in by."""

from __future__ import annotations

import httpcore
import pytest

from monitor.collect.guard import AddressRefusedError, GuardedBackend, check_address, check_url

INNER = [
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.0.0.8", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "168.63.129.16", "192.0.0.192", "192.88.99.1",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.8", "::ffff:0:127.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b:1::7f00:1", "2002:7f00:1::", "2002:a00:8::1", "2001:0:7f00:1::", "fe80::1", "fe80::1%eth0", "fec0::1",
    "fc00::1", "fd12:3456::1", "ff02::1", "100::1", "2001:db8::1",
]  # fmt: skip


@pytest.mark.parametrize("address", INNER)
def test_an_inner_address_is_refused_however_it_is_written(address):
    assert check_address(address, 443) is not None


@pytest.mark.parametrize("address", ["203.162.0.1", "2001:ee0:4f04::1", "::ffff:203.162.0.1"])
def test_a_public_address_is_allowed(address):
    assert check_address(address, 443) is None


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "017700000001", "127.1", "0", "localhost", "LOCALHOST"])
def test_a_host_that_the_system_reads_as_inner_is_refused(host):
    """Decimal, hexadecimal, octal and short forms: the system resolves them, the guard sees the address."""
    with pytest.raises((AddressRefusedError, httpcore.ConnectError)):
        GuardedBackend().connect_tcp(host, 80, timeout=1)


def test_one_inner_answer_among_public_ones_refuses_the_name():
    backend = GuardedBackend(resolver=lambda _host, _port: ("203.162.0.1", "127.0.0.1"))
    with pytest.raises(AddressRefusedError):
        backend.connect_tcp("rebind.example", 80, timeout=1)


@pytest.mark.parametrize("port", [22, 25, 3306, 5432, 6379, 8000, 9200])
def test_only_web_ports(port):
    assert check_address("203.162.0.1", port) is not None


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "gopher://a.example/", "ftp://a.example/", "http://", "http://user@a.example/",
        "http://user:pass@a.example/", "http://a.example:99999/", "http://[::1", "javascript:alert(1)", "//a.example/",
    ],
)  # fmt: skip
def test_addresses_that_are_never_fetched(url):
    assert check_url(url) is not None


def test_no_socket_of_the_file_system():
    with pytest.raises(AddressRefusedError):
        GuardedBackend().connect_unix_socket("/var/run/docker.sock")
