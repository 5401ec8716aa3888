"""Imitations of what is read without a key: Telegram previews, XenForo forums, Reddit listings, Google's feeds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.fakes.social.server import Answer, Request, Running, serve

CHALLENGE = Answer(b"<html><script src='/cdn-cgi/challenge-platform/x.js'></script></html>", 403)
CONSENT = Answer(b"<html><form action='https://consent.google.com/save'></form></html>")


@dataclass
class OpenPages:
    """Answers by path, and by path with the value of `before` for older pages."""

    answers: dict[str, Answer] = field(default_factory=dict)
    running: Running = field(default_factory=Running)

    def respond(self, request: Request) -> Answer:
        before = request.query.get("before")
        return self.answers.get(f"{request.path}?before={before}" if before else request.path, Answer(status=404))


@contextmanager
def open_pages(answers: dict[str, Answer] | None = None) -> Iterator[OpenPages]:
    service = OpenPages(answers or {})
    with serve(service.respond) as running:
        service.running = running
        yield service


def telegram_page(name: str, posts: list[tuple[int, datetime]], *, more: bool) -> Answer:
    """A preview page, oldest post first, with a link to older posts when there are `more`."""
    first = min((number for number, _ in posts), default=0)
    link = f'<a href="/s/{name}?before={first}" class="tme_messages_more">…</a>' if more else ""
    rows = "".join(
        f'<div class="tgme_widget_message" data-post="{name}/{number}">'
        f'<div class="tgme_widget_message_text js-message_text">Tin số {number}</div>'
        f'<a class="tgme_widget_message_date" href="https://t.me/{name}/{number}">'
        f'<time datetime="{at.isoformat()}"></time></a></div>'
        for number, at in posts
    )
    return _html(
        f'<div class="tgme_channel_info_header_title">Kênh</div><div class="js-messages_more_wrap">{link}</div>{rows}'
    )


def private_channel() -> Answer:
    return _html('<div class="tgme_page_title">Kênh kín</div><a class="tgme_action_button_new">Xem</a>')


def xenforo_feed(*threads: tuple[int, str]) -> Answer:
    rows = "".join(
        f"<item><title>Chủ đề {number}</title><link>https://dien-dan.example/t/chu-de.{number}/</link>"
        f"<guid isPermaLink='false'>{number}</guid><pubDate>Sun, 22 Nov 2026 08:00:00 +0700</pubDate>"
        f"<dc:creator>{writer}</dc:creator><content:encoded><![CDATA[<div class='bbWrapper'>Con tôi kể chuyện ở "
        f"trường {number}</div>]]></content:encoded></item>"
        for number, writer in threads
    )
    names = "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:content='http://purl.org/rss/1.0/modules/content/'"
    return Answer(
        f"<?xml version='1.0'?><rss version='2.0' {names}><channel><title>F</title>{rows}</channel></rss>".encode()
    )


def xenforo_page(*threads: tuple[int, str], odd: bool = False) -> Answer:
    rows = "".join(
        f'<div class="structItem structItem--thread"><div class="structItem-title">'
        f'<a href="/f/?prefix_id=1" class="labelLink">Hỏi</a>'
        f'<a href="/t/chu-de.{number}/" data-tp-primary="on">Chủ đề {number}</a></div>'
        f'<ul class="structItem-parts"><li><a class="username">{writer}</a></li>'
        f'<li class="structItem-startDate"><time datetime="2026-11-22T08:00:00+0700"></time></li></ul></div>'
        for number, writer in threads
    )
    return _html(rows + ('<div class="structItem structItem--thread"></div>' if odd else ""))


def reddit_listing(*posts: tuple[str, str, str]) -> Answer:
    """Posts as (id, title, text)."""
    rows = "".join(
        f"<entry><author><name>/u/nguoi_la</name></author><id>{number}</id><title>{title}</title>"
        f"<link href='https://www.reddit.com/r/VietNam/comments/{number}/'/><published>2026-11-22T08:00:00+00:00</published>"
        f"<content type='html'>&lt;div&gt;&lt;p&gt;{text}&lt;/p&gt;&lt;/div&gt; &#32; submitted by &#32; &lt;a "
        f"href='https://www.reddit.com/user/nguoi_la'&gt; /u/nguoi_la &lt;/a&gt; &lt;span&gt;[link]&lt;/span&gt; "
        f"&lt;span&gt;[comments]&lt;/span&gt;</content></entry>"
        for number, title, text in posts
    )
    return Answer(
        f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>R</title>{rows}</feed>".encode()
    )


def google_news(*titles: str) -> Answer:
    rows = "".join(
        f"<item><title>{title} - Báo Mẫu</title><link>https://news.google.com/rss/articles/CBMi{n}?oc=5</link>"
        f"<guid isPermaLink='false'>CBMi{n}</guid><pubDate>Sun, 22 Nov 2026 08:00:00 GMT</pubDate>"
        f"<description>&lt;ol&gt;&lt;li&gt;{title}&lt;/li&gt;&lt;/ol&gt;</description>"
        f"<source url='https://bao-mau.example'>Báo Mẫu</source></item>"
        for n, title in enumerate(titles)
    )
    return Answer(f"<rss version='2.0'><channel><title>G</title>{rows}</channel></rss>".encode())


def google_alert(*links: str) -> Answer:
    rows = "".join(
        f"<entry><id>tag:google.com,2013:googlealerts/feed:{n}</id>"
        f"<title type='html'>Tin &lt;b&gt;Bến Tre&lt;/b&gt; {n}</title>"
        f"<link href='{link}'/><published>2026-11-22T08:00:00Z</published>"
        f"<content type='html'>Trường học ở &lt;b&gt;Bến Tre&lt;/b&gt;</content></entry>"
        for n, link in enumerate(links)
    )
    return Answer(f"<feed xmlns='http://www.w3.org/2005/Atom'><title>A</title>{rows}</feed>".encode())


def _html(body: str, **headers: Any) -> Answer:
    return Answer(
        f"<html><body>{body}</body></html>".encode(), headers={"Content-Type": "text/html; charset=utf-8"} | headers
    )
