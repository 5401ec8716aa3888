# ruff: noqa: E501 - documents are easier to read on one line
from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from monitor.collect.sitemaps import ParsedSitemap, parse_sitemap

NOW = datetime(2022, 10, 12, 8, 0, tzinfo=UTC)
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def page(path: str, *, news: str = "", lastmod: str = "") -> str:
    stamp = f"<lastmod>{lastmod}</lastmod>" if lastmod else ""
    return f"<url><loc>https://bao-mau.vn/{path}</loc>{stamp}{news}</url>"


def news(title: str, at: str) -> str:
    return f"<news:news><news:publication><news:name>Báo Mẫu</news:name></news:publication><news:publication_date>{at}</news:publication_date><news:title>{title}</news:title></news:news>"


def urlset(*pages: str) -> bytes:
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" {NEWS}>{"".join(pages)}</urlset>'.encode()


def read(body: bytes) -> ParsedSitemap:
    return parse_sitemap(body, feed_url="https://bao-mau.vn/sitemap.xml", source_id="bao-mau", now=NOW)


def test_news_entries_have_title_and_time() -> None:
    (entry,) = read(
        urlset(
            page("hop-phu-huynh-12345.html", news=news("Họp phụ huynh &amp;amp; thu chi", "2022-10-12T08:00:00+07:00"))
        )
    ).entries
    assert (entry.title, entry.needs_page) == ("Họp phụ huynh & thu chi", True)
    assert entry.published_at == datetime(2022, 10, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stamp", "kept"),
    [("2022-10-11T08:00:00+07:00", True), ("2022-10-09T08:00:00+07:00", False), ("", True), ("hôm nào", True)],
    ids=["yesterday", "three days old", "undated", "unreadable"],
)
def test_only_fresh_or_undated_entries_count(stamp: str, *, kept: bool) -> None:
    assert bool(read(urlset(page("a-12345.html", lastmod=stamp))).entries) is kept


def test_without_a_title_the_address_stands_in() -> None:
    (entry,) = read(urlset(page("phap-luat/hop-phu-huynh-dau-nam-12345.html"))).entries
    assert entry.title == "hop phu huynh dau nam"


def test_an_index_gives_its_children_newest_first() -> None:
    rows = "".join(
        f"<sitemap><loc>/s-{day}.xml.gz</loc><lastmod>2022-10-{day}</lastmod></sitemap>" for day in ("02", "11", "05")
    )
    parsed = read(f"<sitemapindex>{rows}</sitemapindex>".encode())
    assert parsed.children == tuple(f"https://bao-mau.vn/s-{day}.xml.gz" for day in ("11", "05", "02"))


def test_gzip_and_broken_xml_are_read() -> None:
    body = urlset(page("a-12345.html"), page("b-12345.html"))
    assert len(read(gzip.compress(body)).entries) == 2
    broken = read(body.replace(b"</urlset>", b"<url>"))
    assert len(broken.entries) == 2
    assert broken.warning is not None


def test_entities_stay_closed() -> None:
    body = b'<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd">]><urlset><url><loc>https://bao-mau.vn/&x;</loc></url></urlset>'
    assert all("root" not in entry.url for entry in read(body).entries)


@pytest.mark.parametrize("body", [b"", b"<html></html>", gzip.compress(b"x")[:-4]], ids=["empty", "page", "cut gzip"])
def test_what_is_no_sitemap_is_told_apart(body: bytes) -> None:
    parsed = read(body)
    assert (parsed.readable, parsed.entries) == (False, ())
    assert parsed.warning
