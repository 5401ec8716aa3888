"""Serves a city over loopback HTTP: section pages, feeds, article pages, channel previews. Real requests, real 304s.

All outlets share one loopback address under paths of their own, so that it runs on any office PC.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from monitor.core.clock import LOCAL
from monitor.core.sources import Source, SourceKind
from monitor.core.text import fold
from monitor.demo.city import City, Outlet, Published

FEED_ENTRIES = 30
LISTED_ARTICLES = 40
POSTS_SHOWN = 20
EMPTY_CHANNEL = '<div class="tme_no_messages_found">Chưa có tin nào</div>'
"""What a public channel without posts shows."""
SLUG_WORDS = 10
HEADLINE_CHARS = 80
SELECTORS = {
    "entry": "li.tin",
    "link": "a",
    "published": "span.gio",
    "title": "h1.tieu-de",
    "lead": "p.sapo",
    "body": "div.noi-dung",
}


class CityServer:
    """The city's web, showing only what is published by `now()`."""

    def __init__(self, city: City, now: Callable[[], datetime]) -> None:
        self._city = city
        self._now = now
        self.requests = 0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, name="city", daemon=True)

    def start(self) -> None:
        """Begin to serve."""
        self._thread.start()

    def stop(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def base(self) -> str:
        """Where the city lives, e.g. `http://127.0.0.1:40123`."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def url(self, outlet: Outlet, path: str = "") -> str:
        """The address of a page of an outlet."""
        return f"{self.base}/{outlet.id}/{path}"

    def answer(self, path: str) -> tuple[int, str, str]:
        """Status, content type and body for a path."""
        if path == "/robots.txt":
            return 200, "text/plain; charset=utf-8", "User-agent: *\nDisallow: /khong-duoc-doc/\nAllow: /\n"
        parts = path.strip("/").split("/")
        outlet = next((o for o in self._city.outlets if o.id == parts[0]), None)
        if outlet is None:
            return 404, "text/plain; charset=utf-8", "không có trang này"
        shown = [row for row in self._city.published if row.outlet == outlet.id and row.at <= self._now()]
        return self._page(outlet, "/".join(parts[1:]), shown)

    def _page(self, outlet: Outlet, rest: str, shown: list[Published]) -> tuple[int, str, str]:
        if rest.endswith(".html"):
            row = next((row for row in shown if rest == article_path(row)), None)
            html = "text/html; charset=utf-8"
            return (200, html, self._article(outlet, row)) if row else (404, html, "<h1>Không tìm thấy bài</h1>")
        if outlet.kind is SourceKind.TELEGRAM:
            return 200, "text/html; charset=utf-8", self._telegram(outlet, shown[-POSTS_SHOWN:])
        if outlet.kind is SourceKind.HTML:
            wanted = [row for row in shown if not rest or row.section == rest]
            return 200, "text/html; charset=utf-8", self._section(outlet, wanted[-LISTED_ARTICLES:])
        recent = shown[-FEED_ENTRIES:]
        if outlet.kind in {SourceKind.ATOM, SourceKind.YOUTUBE}:
            return 200, "application/atom+xml; charset=utf-8", self._atom(outlet, recent)
        return 200, "application/rss+xml; charset=utf-8", self._rss(outlet, recent)

    def _article(self, outlet: Outlet, row: Published) -> str:
        data = {
            "@context": "https://schema.org", "@type": "NewsArticle", "headline": row.title, "description": row.lead,
            "datePublished": row.at.astimezone(LOCAL).isoformat(), "url": self.url(outlet, article_path(row)),
        }  # fmt: skip
        body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in row.paragraphs)
        when = row.at.astimezone(LOCAL).strftime("%d/%m/%Y %H:%M")
        structured = json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
        return (
            f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{escape(row.title)}</title>'
            f'<link rel="canonical" href="{self.url(outlet, article_path(row))}">'
            f'<script type="application/ld+json">{structured}</script></head><body>'
            f"<nav><a href='/{outlet.id}/'>{escape(outlet.name)}</a></nav><article>"
            f'<h1 class="tieu-de">{escape(row.title)}</h1><time>{when} (GMT+7)</time>'
            f'<p class="sapo">{escape(row.lead)}</p><div class="noi-dung">{body}'
            f"<p class='tac-gia'>{escape(row.author or '')}</p></div></article>"
            f"<aside>Tin liên quan</aside></body></html>"
        )

    def _section(self, outlet: Outlet, rows: list[Published]) -> str:
        items = "".join(
            f'<li class="tin"><a href="{self.url(outlet, article_path(row))}">{escape(row.title)}</a>'
            f"<span class='gio'>{row.at.astimezone(LOCAL):%d/%m/%Y %H:%M}</span><p>{escape(row.lead)}</p></li>"
            for row in reversed(rows)
        )
        return (
            f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{escape(outlet.name)}</title></head>'
            f"<body><h1>{escape(outlet.name)}</h1><ul>{items}</ul></body></html>"
        )

    def _rss(self, outlet: Outlet, rows: list[Published]) -> str:
        items = "".join(
            f"<item><title>{escape(row.title or _headline(row))}</title>"
            f"<link>{self.url(outlet, article_path(row))}</link><guid>{self.url(outlet, article_path(row))}</guid>"
            f"<description><![CDATA[{_summary(row)}]]></description>"
            f"<pubDate>{format_datetime(row.at.astimezone(LOCAL))}</pubDate>"
            f"{f'<author>{escape(row.author)}</author>' if row.author else ''}</item>"
            for row in reversed(rows)
        )
        return (
            f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{escape(outlet.name)}</title>'
            f"<link>{self.url(outlet)}</link><description>{escape(outlet.name)}</description>{items}</channel></rss>"
        )

    def _atom(self, outlet: Outlet, rows: list[Published]) -> str:
        entries = "".join(
            f"<entry><id>{self.url(outlet, article_path(row))}</id><title>{escape(row.title or _headline(row))}</title>"
            f'<link rel="alternate" href="{self.url(outlet, article_path(row))}"/>'
            f"<published>{row.at.astimezone(LOCAL).isoformat()}</published>"
            f"<updated>{row.at.astimezone(LOCAL).isoformat()}</updated><summary>{escape(_summary(row))}</summary></entry>"
            for row in reversed(rows)
        )
        return (
            f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
            f"<id>{self.url(outlet)}</id><title>{escape(outlet.name)}</title>"
            f"<updated>{(rows[-1].at if rows else self._city.start).isoformat()}</updated>{entries}</feed>"
        )

    def _telegram(self, outlet: Outlet, rows: list[Published]) -> str:
        posts = "".join(
            f'<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message" '
            f'data-post="{outlet.id}/{number}"><div class="tgme_widget_message_owner_name">{escape(outlet.name)}</div>'
            f'<div class="tgme_widget_message_text js-message_text">{"<br/>".join(map(escape, _lines(row)))}</div>'
            f'<a class="tgme_widget_message_date" href="{self.url(outlet, str(number))}">'
            f'<time datetime="{row.at.astimezone(LOCAL).isoformat()}"></time></a></div></div>'
            for number, row in self._numbered(outlet, rows)
        )
        return (
            f'<!doctype html><html><head><meta charset="utf-8"></head><body>'
            f'<div class="tgme_channel_info_header_title">{escape(outlet.name)}</div>'
            f"{posts or EMPTY_CHANNEL}</body></html>"
        )

    def _numbered(self, outlet: Outlet, rows: list[Published]) -> list[tuple[int, Published]]:
        order = [row.id for row in self._city.published if row.outlet == outlet.id]
        return [(order.index(row.id) + 1, row) for row in rows]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        city = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                city.requests += 1
                status, content_type, text = city.answer(urlsplit(self.path).path)
                body = text.encode()
                etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
                if self.headers.get("If-None-Match") == etag:
                    self.send_response(304)
                    self.send_header("ETag", etag)
                    self.end_headers()
                    return
                self.send_response(status)
                self.send_header("Content-Type", content_type)
                self.send_header("Content-Length", str(len(body)))
                self.send_header("ETag", etag)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it
                """Say nothing: the live view is the log."""

        return Handler


def article_path(row: Published) -> str:
    """`truong-bong-trang-co-40-hoc-sinh-nhap-vien-a17.html`: words of the headline and a number from the id."""
    words = "-".join(word for word in fold(row.title or _headline(row)).split()[:SLUG_WORDS] if word.isalnum())
    number = int(hashlib.sha256(row.id.encode()).hexdigest()[:8], 16) % 1_000_000
    return f"{words or 'tin'}-a{number}.html"


def _headline(row: Published) -> str:
    text = " ".join(row.paragraphs)
    return text if len(text) <= HEADLINE_CHARS else text[:HEADLINE_CHARS].rsplit(" ", 1)[0] + "…"


def _summary(row: Published) -> str:
    return row.lead or " ".join(_lines(row))


def _lines(row: Published) -> list[str]:
    return [*([row.title] if row.title else []), *row.paragraphs, *([" ".join(row.hashtags)] if row.hashtags else [])]


def sources_of(city: City, server: CityServer) -> tuple[Source, ...]:
    """The city's outlets as sources, as `sources.yaml` would declare them."""
    return tuple(_source(outlet, server) for outlet in city.outlets)


def _source(outlet: Outlet, server: CityServer) -> Source:
    is_html = outlet.kind is SourceKind.HTML
    sections = tuple(server.url(outlet, section) for section in outlet.sections) if is_html else ()
    return Source(
        id=outlet.id, name=outlet.name, kind=outlet.kind, url=server.url(outlet), channel=outlet.channel,
        tier=outlet.tier, sections=sections, home_place=outlet.home_place, every=timedelta(minutes=10),
        min_gap=timedelta(0), confidence="A", selectors=SELECTORS if is_html else {}, official=outlet.official,
    )  # fmt: skip
