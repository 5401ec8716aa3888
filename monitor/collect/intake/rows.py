"""One row of an export → one item, or what is wrong with which column. Private persons' handles are hashed here."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from monitor.collect.dates import parse_published
from monitor.collect.intake.mapping import ColumnMapping
from monitor.collect.intake.tables import Row, RowFault
from monitor.collect.markup import plain_text
from monitor.collect.urls import absolute_url, canonical_url, host_of
from monitor.core.clock import LOCAL
from monitor.core.items import PRESS_CHANNELS, Channel, Engagement, Item, Kind
from monitor.core.pseudonyms import pseudonym
from monitor.core.text import fold, nfc, syllables

ID_PREFIX = "nhap"
MAX_TITLE_CHARS = 1_000
_ID_HEX = 12
_EXCEL_EPOCH = datetime(1899, 12, 30, tzinfo=LOCAL)
"""Day 0 of Excel's dates, its wrong leap year of 1900 counted in."""
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_SERIAL_DAYS = range(36_526, 73_051)
"""2000 to 2099."""
_COUNT = re.compile(r"(\d[\d.,\s\u00a0]*)\s*(k|n|nghin|ngan|tr|trieu|m)?")
_FACTORS = {"": 1, "k": 1_000, "n": 1_000, "nghin": 1_000, "ngan": 1_000, "tr": 10**6, "trieu": 10**6, "m": 10**6}
_GROUPED = re.compile(r"\d{1,3}(?:[.,\s\u00a0]\d{3})+")
_MAX_COUNT = 2**53
_NO_COUNT = frozenset({"", "-", "–", "n/a", "na", "null", "none", "khong", "khong ro"})
_CHANNEL_WORDS: tuple[tuple[Channel, tuple[str, ...]], ...] = (
    (Channel.FACEBOOK_GROUP, ("facebook group", "nhom facebook", "fb group", "group")),
    (Channel.FACEBOOK_PAGE, ("facebook page", "fanpage", "trang facebook", "fb page", "page")),
    (Channel.COMMENT, ("comment", "binh luan")),
    (Channel.FACEBOOK_PROFILE, ("facebook", "fb", "profile", "trang ca nhan")),
    (Channel.TIKTOK, ("tiktok",)),
    (Channel.YOUTUBE, ("youtube",)),
    (Channel.TELEGRAM, ("telegram",)),
    (Channel.ZALO_OA, ("zalo",)),
    (Channel.FORUM, ("forum", "dien dan", "threads", "reddit", "voz")),
    (Channel.BROADCAST, ("truyen hinh", "phat thanh", "tv", "radio", "broadcast")),
    (Channel.GOV_SITE, ("cong thong tin", "government", "chinh phu")),
    (Channel.AGGREGATOR, ("news", "bao", "tong hop", "website", "web", "blog")),
)
# An export's "news" names no outlet that we know to have an editor: the least trusted press channel.
_NAMED = PRESS_CHANNELS | {Channel.AGGREGATOR, Channel.FACEBOOK_PAGE, Channel.YOUTUBE, Channel.ZALO_OA}
"""Channels whose authors write in public under an outlet's or page's name; all others are private persons."""

CountField = Literal["views", "reactions", "comments", "shares", "followers"]


@dataclass(frozen=True, slots=True)
class RowReader:
    """Turns rows into items. `handle_key` hashes private handles; `sender` and `now` go into every item."""

    mapping: ColumnMapping
    handle_key: bytes
    sender: str
    now: datetime

    def read(self, row: Row) -> Item | RowFault:
        """Read one row; the first cell that is wrong refuses it."""
        try:
            return self._item(row)
        except _CellError as error:
            return RowFault(row.number, self.mapping.columns.get(error.field, ""), error.reason)

    def _item(self, row: Row) -> Item:
        title, text = squashed(self._cell(row, "title"))[:MAX_TITLE_CHARS], plain(self._cell(row, "text"))
        lead = plain(self._cell(row, "lead"))
        if not title and not text and not lead:
            raise _CellError("text" if "text" in self.mapping.columns else "title", "thiếu nội dung và tiêu đề")
        url = self._url(row)
        channel = self._channel(row, url)
        source = squashed(self._cell(row, "source")) or self.mapping.source or host_of(url or "") or self.sender
        return Item(
            id=row_id(None if channel is Channel.COMMENT else url, source, title, text or lead),
            kind=_kind(channel),
            channel=channel,
            title=title or None,
            lead=lead or None if text else None,
            text=text or lead,
            source=source,
            source_place=squashed(self._cell(row, "place")) or None,
            author=self._author(row, channel, source),
            url=url,
            followers=self._count(row, "followers") if "followers" in self.mapping.columns else None,
            published_at=self._time(row),
            engagement=Engagement(
                views=self._count(row, "views"),
                reactions=self._count(row, "reactions"),
                comments=self._count(row, "comments"),
                shares=self._count(row, "shares"),
            ),
        )

    def _cell(self, row: Row, name: str) -> str:
        column = self.mapping.columns.get(name)
        return nfc(row.cells.get(column, "")) if column is not None else ""

    def _url(self, row: Row) -> str | None:
        written = self._cell(row, "url")
        if not written:
            return None
        url = absolute_url("", written if "://" in written else f"https://{written}")
        if url is None or "." not in host_of(url):
            raise _CellError("url", f"«{written[:80]}» không phải liên kết")
        return url

    def _channel(self, row: Row, url: str | None) -> Channel:
        written = " ".join(syllables(fold(self._cell(row, "channel"))))
        return channel_of(written, url) or self.mapping.channel or Channel.MANUAL

    def _author(self, row: Row, channel: Channel, source: str) -> str | None:
        author = squashed(self._cell(row, "author"))
        if channel in _NAMED:
            return author or None
        return pseudonym(self.handle_key, source, author)

    def _time(self, row: Row) -> datetime | None:
        written = self._cell(row, "published_at")
        if not written:
            return None
        moment = serial_time(written) or parse_published(written, now=self.now)
        if moment is None or moment > self.now + timedelta(hours=1):
            raise _CellError("published_at", f"«{written[:40]}» không phải thời gian đã qua; ví dụ 12/10/2022 08:30")
        return moment

    def _count(self, row: Row, name: CountField) -> int:
        written = self._cell(row, name)
        count = count_of(written)
        if count is None:
            raise _CellError(name, f"«{written[:40]}» không phải số")
        return count


class _CellError(Exception):
    """A cell that makes its row unusable."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason


def row_id(url: str | None, source: str, title: str, text: str) -> str:
    """The id of a row: by its address, else by its words. The same row in another export has the same one."""
    words = url and canonical_url(url).partition("://")[2]
    key = words or f"{source}\x1f{title}\x1f{text}"
    return f"{ID_PREFIX}-{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:_ID_HEX]}"


def channel_of(written: str, url: str | None) -> Channel | None:
    """The channel that a folded cell names, else the one of the address's site; None when neither tells."""
    if written:
        exact = {channel.value.replace("-", " "): channel for channel in Channel}
        if written in exact:
            return exact[written]
        for channel, words in _CHANNEL_WORDS:
            if any(f" {word} " in f" {written} " for word in words):
                return channel
    return _channel_of_site(url) if url else None


_SITES = {
    "facebook.com": Channel.FACEBOOK_PROFILE, "fb.com": Channel.FACEBOOK_PROFILE, "tiktok.com": Channel.TIKTOK,
    "youtube.com": Channel.YOUTUBE, "youtu.be": Channel.YOUTUBE, "t.me": Channel.TELEGRAM, "zalo.me": Channel.ZALO_OA,
    "threads.net": Channel.FORUM, "threads.com": Channel.FORUM, "reddit.com": Channel.FORUM, "voz.vn": Channel.FORUM,
}  # fmt: skip


def _channel_of_site(url: str) -> Channel | None:
    host = host_of(url)
    site = next((site for site in _SITES if host == site or host.endswith(f".{site}")), None)
    if site == "facebook.com" and "/groups/" in url:
        return Channel.FACEBOOK_GROUP
    return _SITES[site] if site else None


def _kind(channel: Channel) -> Kind:
    if channel is Channel.MANUAL:
        return Kind.REPORT
    return Kind.PRESS if channel in PRESS_CHANNELS or channel is Channel.AGGREGATOR else Kind.SOCIAL


def count_of(written: str) -> int | None:
    """Read a count as people and services write it: `1.234`, `1,2K`, `3 nghìn`; empty is 0, None is no count."""
    text = fold(nfc(written)).strip()
    if text in _NO_COUNT:
        return 0
    match = _COUNT.fullmatch(text)
    if match is None:
        return None
    digits, factor = match[1].strip(), _FACTORS[match[2] or ""]
    if _GROUPED.fullmatch(digits):
        number = float(re.sub(r"\D", "", digits))
    else:
        try:
            number = float(re.sub(r"\s", "", digits).replace(",", "."))
        except ValueError:
            return None
    count = round(number * factor)
    return count if count <= _MAX_COUNT else None


def serial_time(written: str) -> datetime | None:
    """Read Excel's number of days, local time; None when it is none of this century."""
    if not _SERIAL.fullmatch(written):
        return None
    days = float(written.replace(",", "."))
    return _EXCEL_EPOCH + timedelta(seconds=round(days * 86_400)) if int(days) in _SERIAL_DAYS else None


def squashed(text: str) -> str:
    """One line."""
    return " ".join(text.split())


def plain(text: str) -> str:
    """Words without markup: exports keep the HTML of some posts. Lines stay."""
    if "</" in text or "<br" in text or "<p>" in text:
        return plain_text(text)
    return "\n".join(line for line in (squashed(line) for line in text.splitlines()) if line)
