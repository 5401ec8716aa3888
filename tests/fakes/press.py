"""Many newspapers at once on the loopback, each at an address of its own, that publish while they are read.

One thread serves them all and sees what a newspaper sees of its readers: how many requests were under way at one time,
what was asked for how often. A newspaper shows its newest articles in a feed, and among them one in a section that its
robots.txt disallows; the feed answers 304 as long as it has not changed.
"""

from __future__ import annotations

import asyncio
import hashlib
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from types import TracebackType
from typing import Self

SHOWN = 10
"""Entries of a feed."""
ANSWER_AFTER_S = 0.002
"""Long enough that a second request of the same reader would be seen beside the first."""
ROBOTS = "User-agent: *\nDisallow: /cam/\nAllow: /\n"
CLOSED = "/cam/muc-rieng.html"
"""An article in every feed that no polite reader asks for."""
_PLACES = ("Ba Tri", "Giồng Trôm", "Bình Đại", "Thạnh Phú", "Mỏ Cày Nam", "Mỏ Cày Bắc", "Chợ Lách", "Châu Thành")
_SCHOOLS = ("Hoa Mai", "Hoa Sen", "Hướng Dương", "Bông Lúa", "Ánh Dương", "Măng Non", "Sông Xanh", "Vườn Dừa")
_DEEDS = (
    "trồng thêm hàng cây bóng mát quanh sân",
    "mở lại phòng đọc vào buổi chiều",
    "nhận bộ dụng cụ thí nghiệm mới",
    "tổ chức ngày hội trò chơi dân gian",
    "thay toàn bộ quạt trần trong lớp học",
    "lập đội nghi thức cho năm học mới",
    "sơn lại cổng và tường rào",
    "khai trương vườn rau do học sinh chăm sóc",
    "tập huấn giáo viên về bài giảng số",
    "trao học bổng cho học sinh vượt khó",
    "ra mắt câu lạc bộ cờ vua",
)


def _one_of(words: tuple[str, ...], number: int) -> str:
    return words[number % len(words)]


@dataclass(frozen=True, slots=True)
class Told:
    """Words that a newspaper prints as they are."""

    title: str
    lead: str


@dataclass(slots=True)
class Newspaper:
    """One newspaper at one address, and what it saw of its readers.

    `paragraphs` of an article; `teasers`: other articles that its page shows around it, as real ones do by the hundred.
    """

    number: int
    base: str
    started_at: datetime
    paragraphs: int = 5
    teasers: int = 0
    published: list[datetime] = field(default_factory=list)
    hits: Counter[str] = field(default_factory=Counter)
    not_modified: int = 0
    under_way: int = 0
    busiest: int = 0
    own_words: dict[int, Told] = field(default_factory=dict)

    @property
    def feed_url(self) -> str:
        return f"{self.base}/rss.xml"

    def publish(self, at: datetime) -> None:
        """Publish one more article."""
        self.published.append(at)

    def tell(self, told: Told) -> None:
        """The next article to be published is this one."""
        self.own_words[len(self.published)] = told

    def path(self, article: int) -> str:
        return f"/tin-tuc/bai-{self.number}-{article}.html"

    def title(self, article: int) -> str:
        if article in self.own_words:
            return self.own_words[article].title
        school, place = _one_of(_SCHOOLS, self.number + article), _one_of(_PLACES, self.number // 10 + article * 3)
        deed = _one_of(_DEEDS, self.number * 5 + article * 7)
        return f"Trường Tiểu học {school} {self.number} ở {place} {deed} đợt {article + 1}"

    def feed(self) -> str:
        newest = range(len(self.published) - 1, max(-1, len(self.published) - 1 - SHOWN), -1)
        rows = "".join(
            f"<item><title>{self.title(n)}</title><link>{self.base}{self.path(n)}</link>"
            f"<guid>{self.base}{self.path(n)}</guid><pubDate>{format_datetime(self.published[n])}</pubDate>"
            f"<description>{self._lead(n)}</description></item>"
            for n in newest
        )
        closed = (
            f"<item><title>Mục riêng của báo {self.number} về trường học</title><link>{self.base}{CLOSED}</link></item>"
        )
        return f"<rss version='2.0'><channel><title>Báo {self.number}</title>{rows}{closed}</channel></rss>"

    def _lead(self, article: int) -> str:
        told = self.own_words.get(article)
        return told.lead if told is not None else f"{self.title(article)}, theo tin từ nhà trường."

    def page(self, article: int) -> str:
        title, place = self.title(article), _one_of(_PLACES, self.number + article)
        paragraphs = "".join(
            f"<p>Lớp {1 + n} có {20 + (self.number + n * article) % 17} học sinh, thầy cô ở {place} cho biết các em "
            f"{_one_of(_DEEDS, self.number + article + n)} trong tuần {1 + (article + n) % 35}.</p>"
            for n in range(self.paragraphs)
        )
        links = f"<nav><a href='/'>Trang chủ</a><a href='{CLOSED}'>Mục không dành cho máy đọc</a></nav>"
        head = f"<head><title>{title}</title><link rel='canonical' href='{self.base}{self.path(article)}'></head>"
        lead = self.own_words[article].lead if article in self.own_words else f"Tin từ {place}."
        body = f"<article><h1>{title}</h1><p class='sapo'>{lead}</p>{paragraphs}</article>"
        return f"<!DOCTYPE html><html lang='vi'>{head}<body>{links}{body}{self._teasers()}</body></html>"

    def _teasers(self) -> str:
        shown = "".join(
            f"<div class='story__item' data-id='{n}'><a class='story__thumb' href='/tin-tuc/cu-{n}.html'>"
            f"<img src='/anh/{n}_thumb.jpg' alt='{_one_of(_DEEDS, n)}' width='300' height='200'></a>"
            f"<h3><a href='/tin-tuc/cu-{n}.html'>{_one_of(_PLACES, n)}: {_one_of(_DEEDS, n)}</a></h3>"
            f"<time>{1 + n % 28:02}/09/2022</time></div>"
            for n in range(self.teasers)
        )
        return f"<aside class='box-category'>{shown}</aside>" if shown else ""

    def answer(self, path: str, etag: str | None) -> bytes:
        """One whole HTTP answer."""
        self.hits[path] += 1
        if path == "/robots.txt":
            return _reply(200, ROBOTS, "text/plain")
        if path == "/rss.xml":
            body = self.feed()
            own = f'"{hashlib.sha256(body.encode()).hexdigest()[:16]}"'
            if etag == own:
                self.not_modified += 1
                return _reply(304, "", "application/rss+xml", own)
            return _reply(200, body, "application/rss+xml", own)
        article = path.removesuffix(".html").rpartition("-")[2]
        if article.isdecimal() and int(article) < len(self.published) and path == self.path(int(article)):
            return _reply(200, self.page(int(article)), "text/html")
        return _reply(404, "không có trang này", "text/plain")


def _reply(status: int, text: str, kind: str, etag: str = "") -> bytes:
    body = text.encode()
    lines = [f"HTTP/1.1 {status} -", f"Content-Type: {kind}; charset=utf-8", f"Content-Length: {len(body)}"]
    lines += [f"ETag: {etag}"] if etag else []
    return "\r\n".join([*lines, "", ""]).encode() + body


class Press:
    """`count` newspapers, served until closed; each begins with `backlog` articles, one a minute until `start`."""

    def __init__(self, count: int, *, start: datetime, backlog: int, paragraphs: int = 5, teasers: int = 0) -> None:
        self._port = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._servers: list[asyncio.Server] = []
        self._transports: set[asyncio.Transport] = set()
        self.papers = [Newspaper(number, "", start.astimezone(UTC), paragraphs, teasers) for number in range(count)]
        for paper in self.papers:
            for minute in range(backlog, 0, -1):
                paper.publish(paper.started_at - timedelta(minutes=minute))

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def publish(self, numbers: Sequence[int], at: datetime) -> None:
        """Publish one more article in each of these newspapers."""
        for number in numbers:
            self.papers[number].publish(at.astimezone(UTC))

    async def _listen(self) -> None:
        for paper in self.papers:
            host = f"127.0.{1 + paper.number // 250}.{1 + paper.number % 250}"
            server = await self._loop.create_server(partial(_Connection, paper, self._transports), host, self._port)
            # All listen at the port that the first was given.
            self._port = server.sockets[0].getsockname()[1]
            paper.base = f"http://{host}:{self._port}"
            self._servers.append(server)

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        for transport in tuple(self._transports):
            transport.abort()
        await asyncio.sleep(0)


class _Connection(asyncio.Protocol):
    """One reader's connection to one newspaper; requests may only follow one another."""

    def __init__(self, paper: Newspaper, transports: set[asyncio.Transport]) -> None:
        self._paper = paper
        self._transports = transports
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._transports.add(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self._transports.discard(self._transport)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head, self._buffer = self._buffer[:end].decode("latin-1"), self._buffer[end + 4 :]
            first, *lines = head.split("\r\n")
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
            self._paper.under_way += 1
            self._paper.busiest = max(self._paper.busiest, self._paper.under_way)
            answer = self._paper.answer(first.split(" ")[1], headers.get("if-none-match"))
            asyncio.get_running_loop().call_later(ANSWER_AFTER_S, self._send, answer)

    def _send(self, answer: bytes) -> None:
        self._paper.under_way -= 1
        self._transport.write(answer)
