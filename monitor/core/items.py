"""What comes in: one article, post or report, as in the command-line contract (Item record)."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from monitor.core.clock import iso, parse_time
from monitor.core.errors import RecordError

MAX_COUNT = 2**63
MAX_TEXT_CHARS = 200_000
"""Longer texts are cut: no article or post of the field is longer, and inputs must be bounded."""


class Kind(StrEnum):
    PRESS = "press"
    SOCIAL = "social"
    REPORT = "report"


class Channel(StrEnum):
    PRESS_CENTRAL = "press-central"
    PRESS_LOCAL = "press-local"
    PRESS_TRADE = "press-trade"
    AGGREGATOR = "aggregator"
    BROADCAST = "broadcast"
    GOV_SITE = "gov-site"
    FACEBOOK_PAGE = "facebook-page"
    FACEBOOK_GROUP = "facebook-group"
    FACEBOOK_PROFILE = "facebook-profile"
    TIKTOK = "tiktok"
    YOUTUBE = "youtube"
    TELEGRAM = "telegram"
    ZALO_OA = "zalo-oa"
    FORUM = "forum"
    COMMENT = "comment"
    MANUAL = "manual"


PRESS_CHANNELS = frozenset(
    {Channel.PRESS_CENTRAL, Channel.PRESS_LOCAL, Channel.PRESS_TRADE, Channel.BROADCAST, Channel.GOV_SITE}
)
"""Channels with an editor who answers for the text; aggregators only repeat."""

_SURROGATE = re.compile("[\ud800-\udfff]")
# Half characters, which JSON can carry and no file can: replaced one for one, so that offsets stay.

_DEFAULT_CHANNEL = {
    Kind.PRESS: Channel.AGGREGATOR,
    Kind.SOCIAL: Channel.FACEBOOK_PROFILE,
    Kind.REPORT: Channel.MANUAL,
}
# An unknown channel is given the least trusted one of its kind, so that nothing is overrated.


@dataclass(frozen=True, slots=True)
class Media:
    """A picture, video or document: address-free, known by its hash."""

    kind: str
    hash: str
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class Engagement:
    """Counts shown by the platform, each >= 0."""

    views: int = 0
    reactions: int = 0
    comments: int = 0
    shares: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """One article, post or report. `text` may be empty when there is a title."""

    id: str
    kind: Kind
    channel: Channel
    text: str
    title: str | None = None
    lead: str | None = None
    source: str | None = None
    source_place: str | None = None
    author: str | None = None
    official: bool = False
    followers: int | None = None
    url: str | None = None
    hashtags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    media: tuple[Media, ...] = ()
    shares: str | None = None
    reply_to: str | None = None
    context: str | None = None
    published_at: datetime | None = None
    arrived_at: datetime | None = None
    engagement: Engagement = field(default_factory=Engagement)

    @property
    def full_text(self) -> str:
        """Title, lead and text joined by newlines, absent parts left out: what all offsets refer to."""
        return "\n".join(part for part in (self.title, self.lead, self.text) if part)

    @property
    def seen_at(self) -> datetime | None:
        """When it was published, or else when it arrived."""
        return self.published_at or self.arrived_at

    @property
    def content_hash(self) -> str:
        """SHA-256 of what makes a version: title, lead and text in NFC."""
        parts = "\x1f".join((self.title or "", self.lead or "", self.text))
        return hashlib.sha256(unicodedata.normalize("NFC", parts).encode()).hexdigest()


def item_from_record(record: Mapping[str, Any], *, need_arrival: bool = False) -> Item:
    """Read an Item record. Absent, null and empty are the same.

    Raises RecordError naming the key when the record breaks the contract.
    """
    if not isinstance(record, Mapping):
        raise RecordError("mỗi dòng phải là một đối tượng JSON")
    item_id = _text(record, "id")
    if not item_id or not item_id.strip():
        raise RecordError("thiếu id", key="id")
    title, text = _text(record, "title"), _text(record, "text")
    if not (title or "").strip() and not (text or "").strip():
        raise RecordError("thiếu text hoặc title", key="text")
    kind, channel = _kind_and_channel(record, has_title=bool(title))
    arrived_at = _time(record, "arrived_at")
    if need_arrival and arrived_at is None:
        raise RecordError("thiếu arrived_at", key="arrived_at")
    return Item(
        id=item_id,
        kind=kind,
        channel=channel,
        text=(text or "")[:MAX_TEXT_CHARS],
        title=title,
        lead=_text(record, "lead"),
        source=_text(record, "source"),
        source_place=_text(record, "source_place"),
        author=_text(record, "author"),
        official=bool(record.get("official")),
        followers=_count(record, "followers"),
        url=_text(record, "url"),
        hashtags=_texts(record, "hashtags"),
        links=_texts(record, "links"),
        media=_media(record),
        shares=_text(record, "shares"),
        reply_to=_text(record, "reply_to"),
        context=_text(record, "context"),
        published_at=_time(record, "published_at"),
        arrived_at=arrived_at,
        engagement=engagement_from_record(record.get("engagement") or {}),
    )


def item_to_record(item: Item) -> dict[str, Any]:
    """Write an Item record, every field of the contract present."""
    return {
        "id": item.id,
        "kind": item.kind.value,
        "channel": item.channel.value,
        "source": item.source,
        "source_place": item.source_place,
        "author": item.author,
        "official": item.official,
        "followers": item.followers,
        "url": item.url,
        "title": item.title,
        "lead": item.lead,
        "text": item.text,
        "hashtags": list(item.hashtags),
        "links": list(item.links),
        "media": [{"kind": m.kind, "hash": m.hash, "caption": m.caption} for m in item.media],
        "shares": item.shares,
        "reply_to": item.reply_to,
        "context": item.context,
        "published_at": iso(item.published_at) if item.published_at else None,
        "arrived_at": iso(item.arrived_at) if item.arrived_at else None,
        "engagement": {
            "views": item.engagement.views,
            "reactions": item.engagement.reactions,
            "comments": item.engagement.comments,
            "shares": item.engagement.shares,
        },
    }


def engagement_from_record(record: Mapping[str, Any]) -> Engagement:
    """Read engagement counts; absent ones are 0. Raises RecordError."""
    if not isinstance(record, Mapping):
        raise RecordError("engagement phải là một đối tượng", key="engagement")
    names = ("views", "reactions", "comments", "shares")
    return Engagement(**{name: _count(record, name) or 0 for name in names})


def _text(record: Mapping[str, Any], key: str) -> str | None:
    value = record.get(key)
    if value is None or value == "":
        return None
    if isinstance(value, int) and not isinstance(value, bool) and key in {"id", "reply_to", "shares", "author"}:
        value = str(value)
    if not isinstance(value, str):
        raise RecordError(f"{key} phải là chuỗi chữ, đang là {type(value).__name__}", key=key)
    return _SURROGATE.sub("\ufffd", value)


def _texts(record: Mapping[str, Any], key: str) -> tuple[str, ...]:
    values = record.get(key) or []
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise RecordError(f"{key} phải là danh sách chuỗi chữ", key=key)
    return tuple(values)


def _count(record: Mapping[str, Any], key: str) -> int | None:
    value = record.get(key)
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < MAX_COUNT:
        raise RecordError(f"{key} phải là số không âm, đang là {value!r}", key=key)
    return int(value)


def _time(record: Mapping[str, Any], key: str) -> datetime | None:
    value = record.get(key)
    if value is None or value == "":
        return None
    try:
        return parse_time(value)
    except (TypeError, ValueError, OverflowError) as error:
        raise RecordError(f"{key} không phải thời điểm ISO 8601: {value!r}", key=key) from error


def _media(record: Mapping[str, Any]) -> tuple[Media, ...]:
    values = record.get("media") or []
    if not isinstance(values, list) or not all(isinstance(value, Mapping) for value in values):
        raise RecordError("media phải là danh sách đối tượng", key="media")
    return tuple(
        Media(kind=str(value.get("kind") or "image"), hash=str(value.get("hash") or ""), caption=value.get("caption"))
        for value in values
    )


def _kind_and_channel(record: Mapping[str, Any], *, has_title: bool) -> tuple[Kind, Channel]:
    raw_kind, raw_channel = _text(record, "kind"), _text(record, "channel")
    try:
        channel = Channel(raw_channel) if raw_channel else None
    except ValueError as error:
        raise RecordError(f"không có kênh {raw_channel!r}", key="channel") from error
    try:
        kind = Kind(raw_kind) if raw_kind else None
    except ValueError as error:
        raise RecordError(f"không có loại {raw_kind!r}", key="kind") from error
    if kind is None:
        if channel is None:
            kind = Kind.PRESS if has_title else Kind.SOCIAL
        elif channel in PRESS_CHANNELS or channel is Channel.AGGREGATOR:
            kind = Kind.PRESS
        else:
            kind = Kind.REPORT if channel is Channel.MANUAL else Kind.SOCIAL
    return kind, channel or _DEFAULT_CHANNEL[kind]
