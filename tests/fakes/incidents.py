"""Builders for incidents as the alert rules see them: the invented case of Trường Tiểu học Hoa Sen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.core.clock import parse_time
from monitor.core.incidents import Incident, IncidentStatus, StatementClock, Veracity
from monitor.core.items import Channel, Item, Kind
from monitor.core.labels import Severity, Territory
from monitor.core.notifications import CitedReason

NOON = datetime(2022, 10, 12, 6, 41, tzinfo=UTC)
"""13:41 in Bến Tre."""


def after(minutes: float) -> datetime:
    """A moment so many minutes after 13:41."""
    return NOON + timedelta(minutes=minutes)


def local(text: str) -> datetime:
    """A local time of the day or of another one: `23:10`, `2022-10-13T06:00`."""
    return parse_time(text if "T" in text else f"2022-10-12T{text}")


def hoa_sen(**fields: Any) -> Incident:
    """An S3 at home, one anonymous voice behind it, not acknowledged; opened at 13:41."""
    opened_at = fields.get("opened_at", NOON)
    incident = Incident(
        id="su-co-q1",
        story_id="st-q1",
        status=IncidentStatus.OPEN,
        level=Severity.S3,
        confidence=0.3,
        veracity=Veracity.UNVERIFIED,
        territory=Territory.HOME,
        title="Ngộ độc thực phẩm – Trường Tiểu học Hoa Sen, xã An Đức, huyện Ba Tri (11 người nhập viện)",
        incident_type="food-poisoning",
        themes=("school-safety",),
        education_levels=("tieu-hoc",),
        places=("school:tieu-hoc-hoa-sen", "ben-tre/ba-tri/an-duc"),
        place_name="xã An Đức, huyện Ba Tri",
        school="Trường Tiểu học Hoa Sen",
        units=("gdth", "pgd-ba-tri"),
        copy_units=("van-phong", "tccb"),
        item_ids=("q1", "q2"),
        origins=2,
        copies=0,
        press_origins=0,
        counts=(("hospitalised", 11),),
        reasons=(CitedReason("floor.hospitalised>=10", "q2", "nhập viện mười mấy đứa"),),
        revision=1,
        changes=(),
        opened_at=opened_at,
        updated_at=opened_at,
        first_seen_at=local("13:22"),
        level_since=opened_at,
    )
    return replace(incident, **fields)


def press_clock(**fields: Any) -> StatementClock:
    started = local("11:00")
    clock = StatementClock("2022", "happened_at", started, started + timedelta(hours=24))
    return replace(clock, **fields)


ITEMS = {
    "q1": Item(
        id="q1",
        kind=Kind.SOCIAL,
        channel=Channel.FACEBOOK_GROUP,
        text="Có mẹ nào con học bán trú TH Hoa Sen ở An Đức trưa nay bị đau bụng không ạ?",
        published_at=local("13:15"),
        arrived_at=local("13:22"),
    ),
    "q2": Item(
        id="q2",
        kind=Kind.SOCIAL,
        channel=Channel.FACEBOOK_GROUP,
        text="Lớp 3 bên Hoa Sen nhập viện mười mấy đứa rồi.",
        published_at=local("13:38"),
        arrived_at=local("13:41"),
    ),
    "q3": Item(
        id="q3",
        kind=Kind.PRESS,
        channel=Channel.PRESS_LOCAL,
        title="Hơn 60 học sinh tiểu học nhập viện sau bữa ăn bán trú, cô Lê Thị Mận nói gì?",
        text="Theo Trung tâm Y tế huyện Ba Tri, hơn 60 học sinh được đưa vào cấp cứu.",
        url="https://baodongkhoi.example/hon-60-hoc-sinh-a101.html",
        published_at=local("14:50"),
        arrived_at=local("14:55"),
    ),
}
