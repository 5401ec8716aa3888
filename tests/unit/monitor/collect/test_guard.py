from __future__ import annotations

from ipaddress import ip_network

import pytest

from monitor.collect.guard import check_address, check_url

REFUSED = {
    "loopback": "127.0.0.1",
    "loopback, other": "127.9.9.9",
    "this host": "0.0.0.0",
    "private 10": "10.1.2.3",
    "private 172": "172.16.0.1",
    "private 192": "192.168.1.1",
    "carrier nat": "100.100.100.200",
    "metadata": "169.254.169.254",
    "metadata, public address": "168.63.129.16",
    "multicast": "224.0.0.1",
    "broadcast": "255.255.255.255",
    "reserved": "240.0.0.1",
    "documentation": "192.0.2.1",
    "v6 loopback": "::1",
    "v6 unspecified": "::",
    "v6 link-local with zone": "fe80::1%eth0",
    "v6 unique local": "fd00:ec2::254",
    "v6 multicast": "ff02::1",
    "mapped": "::ffff:127.0.0.1",
    "mapped private": "::ffff:a00:1",
    "compatible": "::7f00:1",
    "nat64": "64:ff9b::7f00:1",
    "nat64, local prefix": "64:ff9b:1::1",
    "6to4": "2002:7f00:1::",
    "teredo": "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "no address": "localhost",
}


@pytest.mark.parametrize("address", REFUSED.values(), ids=REFUSED.keys())
def test_addresses_of_the_inside_are_refused(address: str) -> None:
    assert check_address(address, 80) is not None


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_allowed(address: str) -> None:
    assert check_address(address, 443) is None


def test_ports_of_other_services_are_refused_but_free_on_allowed_networks() -> None:
    assert check_address("8.8.8.8", 6379) == "port 6379 is not a web port"
    lan = (ip_network("10.0.0.0/8"),)
    assert check_address("10.1.2.3", 6379, allow_private=lan) is None
    assert check_address("::ffff:10.1.2.3", 80, allow_private=lan) is None
    assert check_address("192.168.1.1", 80, allow_private=lan) is not None
    assert check_address("::1", 80, allow_private=lan) is not None


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        pytest.param("https://bao.vn/a", True, id="https"),
        pytest.param("http://bao.vn:8080/a", True, id="http"),
        pytest.param("file:///etc/passwd", False, id="file"),
        pytest.param("gopher://bao.vn/", False, id="gopher"),
        pytest.param("https://user@bao.vn/", False, id="user"),
        pytest.param("https://bao.vn@10.0.0.1/", False, id="user that looks like a host"),
        pytest.param("http:///a", False, id="no host"),
        pytest.param("http://bao.vn:x/", False, id="bad port"),
        pytest.param("//bao.vn/a", False, id="no scheme"),
    ],
)
def test_what_may_be_asked_for(url: str, *, allowed: bool) -> None:
    assert (check_url(url) is None) is allowed
