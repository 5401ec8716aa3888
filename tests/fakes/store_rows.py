"""Builders of stored values: every field has a plain default, so a test names only what it is about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.core.entries import Entry, FeedState
from monitor.core.handling import DigestLine, Membership
from monitor.core.incidents import Incident, IncidentStatus, Veracity
from monitor.core.items import Channel, Item, Kind
from monitor.core.labels import Classification, Sentiment, Severity, Territory, Verdict
from monitor.core.notifications import CitedReason, Notification, NotificationKind

T0 = datetime(2022, 10, 12, 1, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    """A moment so many minutes after T0."""
    return T0 + timedelta(minutes=minutes)


def an_item(item_id: str = "q1", text: str = "Nhà trường đang xác minh.", **fields: Any) -> Item:
    values: dict[str, Any] = {"kind": Kind.PRESS, "channel": Channel.PRESS_LOCAL, "arrived_at": T0}
    return Item(id=item_id, text=text, **(values | fields))


def a_classification(item_id: str = "q1", **fields: Any) -> Classification:
    values: dict[str, Any] = {
        "relevant": Verdict(value=True, score=0.9),
        "themes": (),
        "incident_types": (),
        "sentiment": Sentiment.NEUTRAL,
        "sentiment_score": 0.7,
        "severity": Severity.S0,
        "severity_confidence": 0.8,
        "good_news": Verdict(value=False, score=0.1),
        "levels": (),
        "places": (),
        "territory": Territory.UNKNOWN,
    }
    return Classification(item_id=item_id, **(values | fields))


def an_incident(incident_id: str = "v1", **fields: Any) -> Incident:
    values: dict[str, Any] = {
        "story_id": "c1",
        "status": IncidentStatus.OPEN,
        "level": Severity.S3,
        "confidence": 0.6,
        "veracity": Veracity.UNVERIFIED,
        "territory": Territory.HOME,
        "title": "Nghi ngộ độc ở Trường Tiểu học Hoa Sen Trắng",
        "incident_type": "food-poisoning",
        "themes": ("school-safety",),
        "education_levels": ("tieu-hoc",),
        "places": ("ben-tre/ba-tri",),
        "place_name": "huyện Ba Tri",
        "school": "Trường Tiểu học Hoa Sen Trắng",
        "units": ("cttt",),
        "copy_units": (),
        "item_ids": ("q1",),
        "origins": 1,
        "copies": 0,
        "press_origins": 1,
        "counts": (("hospitalised", 12),),
        "reasons": (CitedReason("floor.hospitalised", "q1", "12 học sinh"),),
        "revision": 1,
        "changes": (),
        "opened_at": T0,
        "updated_at": T0,
        "first_seen_at": T0,
        "level_since": T0,
    }
    return Incident(id=incident_id, **(values | fields))


def a_notification(key: str = "v1:cttt:push:1", **fields: Any) -> Notification:
    values: dict[str, Any] = {
        "incident_id": "v1",
        "unit": "cttt",
        "kind": NotificationKind.PUSH,
        "revision": 1,
        "level": Severity.S3,
        "labels": ("chua-kiem-chung",),
        "reasons": (CitedReason("floor.hospitalised", "q1", "12 học sinh"),),
        "item_ids": ("q1",),
        "subject": "S3: nghi ngộ độc",
        "text": "12 học sinh nhập viện",
        "html": "<p>12 học sinh nhập viện</p>",
        "created_at": T0,
    }
    return Notification(key=key, **(values | fields))


def an_entry(key: str = "e1", **fields: Any) -> Entry:
    values: dict[str, Any] = {
        "source_id": "bao-que-dua",
        "feed_url": "https://bao-que-dua.example/rss",
        "url": f"https://bao-que-dua.example/{key}",
        "title": "Tin giáo dục",
        "text": "Tóm tắt",
        "needs_page": True,
    }
    return Entry(key=key, **(values | fields))


def a_feed(feed_url: str = "https://bao-que-dua.example/rss", **fields: Any) -> FeedState:
    values: dict[str, Any] = {"source_id": "bao-que-dua", "next_due_at": T0}
    return FeedState(feed_url=feed_url, **(values | fields))


def a_membership(item_id: str = "q1", story_id: str = "c1", **fields: Any) -> Membership:
    values: dict[str, Any] = {"copy_of": None, "score": 0.5, "why": "cùng trường, cùng ngày", "assigned_at": T0}
    return Membership(item_id=item_id, story_id=story_id, **(values | fields))


def a_digest_line(item_id: str = "q1", **fields: Any) -> DigestLine:
    values: dict[str, Any] = {
        "unit": "cttt",
        "incident_id": None,
        "level": Severity.S1,
        "labels": (),
        "text": "Phụ huynh hỏi về khoản thu đầu năm",
        "added_at": T0,
    }
    return DigestLine(item_id=item_id, **(values | fields))
