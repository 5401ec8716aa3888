from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from monitor.collect.robots import LIFETIME, rules_from_answer

NOW = datetime(2022, 10, 12, tzinfo=UTC)
AGENT = "SoGDDT-GiamSat"

FILES = {
    "longest match opens rss": ("User-agent: *\nDisallow: /\nAllow: /rss/\n", "/rss/giao-duc.rss", True),
    "rest stays closed": ("User-agent: *\nDisallow: /\nAllow: /rss/\n", "/giao-duc", False),
    "wildcard": ("User-agent: *\nDisallow: /*?utm_\n", "/a-1.html?utm_source=z", False),
    "wildcard, clean address": ("User-agent: *\nDisallow: /*?utm_\n", "/a-1.html", True),
    "all allowed": ("User-agent: *\nAllow: /\n", "/giao-duc", True),
    "end of address": ("User-agent: *\nDisallow: /*.pdf$\n", "/a.pdf", False),
    "ours is named": ("User-agent: *\nAllow: /\n\nUser-agent: SoGDDT-GiamSat\nDisallow: /\n", "/a", False),
    "empty": ("", "/a", True),
    "byte-order mark": ("\ufeffUser-agent: *\nDisallow: /a\n", "/a", False),
    "no robots file at all": ("<html>không có</html>", "/a", True),
}


@pytest.mark.parametrize(("text", "path", "allowed"), FILES.values(), ids=FILES.keys())
def test_rules(text: str, path: str, *, allowed: bool) -> None:
    rules = rules_from_answer(status=200, body=text.encode(), error=None, now=NOW)
    assert rules.allows("https://bao.vn" + path, AGENT) is allowed


@pytest.mark.parametrize(
    ("status", "allowed"),
    [(404, True), (401, True), (403, True), (429, False), (500, False), (503, False), (None, False)],
)
def test_status_of_the_file_decides(status: int | None, *, allowed: bool) -> None:
    rules = rules_from_answer(status=status, body=b"User-agent: *\nDisallow: /", error=None, now=NOW)
    assert rules.allows("https://bao.vn/a", AGENT) is allowed


def test_a_refusal_for_now_is_asked_again_sooner_than_a_good_copy() -> None:
    good = rules_from_answer(status=404, body=b"", error=None, now=NOW)
    bad = rules_from_answer(status=500, body=b"", error=None, now=NOW)
    assert good.expires_at == NOW + LIFETIME
    assert bad.expires_at < NOW + timedelta(hours=1)


def test_rules_after_a_long_comment_still_hold() -> None:
    body = b"#" * 480_000 + b"\nUser-agent: *\nDisallow: /kin\nCrawl-delay: 7\nSitemap: https://bao.vn/s.xml\n"
    rules = rules_from_answer(status=200, body=body, error=None, now=NOW)
    assert not rules.allows("https://bao.vn/kin", AGENT)
    assert rules.crawl_delay(AGENT) == timedelta(seconds=7)
    assert rules.sitemaps == ("https://bao.vn/s.xml",)
