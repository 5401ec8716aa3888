from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.collect import urls
from monitor.collect.urls import absolute_url, canonical_url, host_of, item_id, same_site

CANONICAL = {
    "tracking": ("https://bao.vn/a-1.html?utm_source=zalo&id=2&fbclid=x", "https://bao.vn/a-1.html?id=2"),
    "fragment": ("https://bao.vn/a-1.html#box_comment", "https://bao.vn/a-1.html"),
    "host case and port": ("HTTPS://Bao.VN:443/A-1.html", "https://bao.vn/A-1.html"),
    "other port stays": ("http://bao.vn:8080/a", "http://bao.vn:8080/a"),
    "www": ("https://www.bao.vn/a", "https://bao.vn/a"),
    "mobile": ("https://m.bao.vn/a", "https://bao.vn/a"),
    "amp host and path": ("https://amp.bao.vn/a-1.amp", "https://bao.vn/a-1"),
    "amp folder": ("https://bao.vn/a-1/amp/", "https://bao.vn/a-1"),
    "short name is no mirror": ("https://m.com.vn/a", "https://m.com.vn/a"),
    "trailing slash": ("https://bao.vn/a/", "https://bao.vn/a"),
    "root": ("https://bao.vn", "https://bao.vn/"),
    "line breaks": ("\n https://bao.vn/a-\n1.html \n", "https://bao.vn/a-1.html"),
    "user name": ("https://u:p@bao.vn/a", "https://bao.vn/a"),
    "ipv6": ("http://[2001:DB8::1]:80/a", "http://[2001:db8::1]/a"),
    "not a web address": (" mailto:a@b.vn ", "mailto:a@b.vn"),
    "bad port": ("http://bao.vn:99999/a", "http://bao.vn:99999/a"),
}


@pytest.mark.parametrize(("url", "expected"), CANONICAL.values(), ids=CANONICAL.keys())
def test_canonical(url: str, expected: object) -> None:
    assert canonical_url(url) == expected


_HOSTS = st.sampled_from(["bao.vn", "WWW.m.bao.vn", "amp.www.bao.com.vn", "[::1]", "127.0.0.1:81", "a..b", "."])
_TAILS = st.text(alphabet="/ap.m?&=#ut_source%ố \n\u0085", max_size=30)


@given(
    st.one_of(st.text(max_size=40), st.builds("{}://{}/{}".format, st.sampled_from(["http", "HTTPS"]), _HOSTS, _TAILS))
)
def test_canonical_twice_is_canonical_once(url: str) -> None:
    once = canonical_url(url)
    assert canonical_url(once) == once


_TRACKING = st.sampled_from(
    [
        "utm_source=zalo", "utm_medium=social", "utm_campaign=chia-se", "UTM_Source=FB", "fbclid=IwAR0", "gclid=x",
        "zarsrc=30", "gidzl=a_b-c", "vn_source=rss", "vn_medium=home", "vn_campaign=home", "_gl=1*x", "ref_src=twsrc",
    ]
)  # fmt: skip
_MEANT = st.sampled_from(["id=2", "page=3", "ItemID=54", "q=", "a=1%262", "utm=1", "source=x"])


@given(
    st.sampled_from(["https://bao.vn/a-1.html", "https://www.bao.vn/", "http://m.bao.com.vn/tin/bai-123.ldo"]),
    st.lists(_MEANT, max_size=3),
    st.lists(st.tuples(_TRACKING, st.integers(0, 3)), max_size=4),
)
def test_tracking_goes_and_what_names_the_page_stays(
    page: str, meant: list[str], tracking: list[tuple[str, int]]
) -> None:
    parameters = list(meant)
    for parameter, place in tracking:
        parameters.insert(place, parameter)
    plain = f"{page}?{'&'.join(meant)}" if meant else page
    followed = f"{page}?{'&'.join(parameters)}#binh-luan" if parameters else page
    assert canonical_url(followed) == canonical_url(plain)
    assert all(parameter in canonical_url(followed) for parameter in meant)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("https://www.bao.vn/a", "http://m.bao.vn/", True, id="mirrors"),
        pytest.param("https://dulich.bao.vn/a", "https://bao.vn", True, id="sub-domain"),
        pytest.param("https://xbao.vn/a", "https://bao.vn", False, id="only the ending is alike"),
        pytest.param("javascript:void(0)", "https://bao.vn", False, id="no address"),
    ],
)
def test_same_site(first: str, second: str, expected: object) -> None:
    assert same_site(first, second) is expected


def test_links_are_resolved_and_only_web_addresses_come_back() -> None:
    assert absolute_url("https://bao.vn/x/", "../a-1.html#c") == "https://bao.vn/a-1.html"
    assert absolute_url("https://bao.vn/x/", "javascript:void(0)") is None
    assert absolute_url("https://bao.vn/x/", "http://[bad") is None
    assert host_of("https://WWW.Bao.vn:8443/") == "bao.vn"


def test_item_ids_are_short_stable_and_apart() -> None:
    one = item_id("bao-a", "https://bao.vn/a")
    assert one == item_id("bao-a", "http://bao.vn/a") == "bao-a-fdc31720c44b"
    assert len({one, item_id("bao-b", "https://bao.vn/a"), item_id("bao-a", "https://bao.vn/b")}) == 3


@given(
    st.from_regex(r"https?://[A-Za-z0-9.-]{1,12}(:[0-9]{1,6})?(/[^?#]{0,12})?([?#].{0,6})?", fullmatch=True)
    | st.text(max_size=30)
)
def test_the_short_way_of_taking_an_address_apart_agrees_with_the_long_one(url):
    usual = urls._USUAL.fullmatch(url)
    if usual is not None and urls._has_host(usual[2]):
        assert urls._split(url) == urlsplit(url)


@pytest.mark.parametrize("url", ["https://vnexpress.net/a-1.html", "http://127.0.1.5:8811/s1/bai.html", "https://a.vn"])
def test_usual_addresses_go_the_short_way(url):
    assert urls._USUAL.fullmatch(url)
