"""Messages of an invented case, one of each kind, for `monitor alerts preview`. Nothing here is stored or sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from alerts.alert_case import AlertIntent
from alerts.links import SECRET_BYTES, LinkSigner
from alerts.render import render
from alerts.render_digest import ThemeOfDay, render_digest
from monitor.core.handling import DigestLine
from monitor.core.incidents import Change, Incident, IncidentStatus, StatementClock, Veracity
from monitor.core.items import Channel, Item, Kind
from monitor.core.labels import Severity, Territory
from monitor.core.notifications import CitedReason, Notification, NotificationKind, Recipient
from monitor.core.plan import Plan

NOW = datetime(2022, 10, 12, 6, 41, tzinfo=UTC)
SEEN = NOW - timedelta(minutes=25)
LATER = NOW + timedelta(hours=18)
"""When three quarters of the time to speak are over."""
UNIT = "gdth"
RECIPIENT = Recipient(UNIT, "Trực ban Phòng Giáo dục Tiểu học", email="gdth@sogddt.example", phone="0900000000")
_LINK = "https://bao-mau.example/hoc-sinh-nhap-vien-sau-bua-an.html"
_LINK_2 = "https://bao-mau-2.example/23-hoc-sinh-nghi-ngo-doc.html"
_ITEMS = {
    "mau-1": Item(
        id="mau-1", kind=Kind.SOCIAL, channel=Channel.FACEBOOK_GROUP, source="hoi-phu-huynh",
        text="Trưa nay nhiều bé lớp 3 trường Hoa Sen đau bụng sau bữa ăn, có mười mấy bé phải nhập viện.",
        published_at=NOW - timedelta(minutes=30), arrived_at=SEEN,
    ),
    "mau-2": Item(
        id="mau-2", kind=Kind.PRESS, channel=Channel.PRESS_LOCAL, source="bao-mau", url=_LINK,
        title="Nhiều học sinh tiểu học nhập viện sau bữa ăn bán trú",
        text="Trung tâm Y tế huyện Ba Tri tiếp nhận 11 học sinh đau bụng, nôn ói sau bữa trưa tại trường.",
        published_at=NOW - timedelta(minutes=6), arrived_at=NOW - timedelta(minutes=2),
    ),
    "mau-3": Item(
        id="mau-3", kind=Kind.PRESS, channel=Channel.PRESS_CENTRAL, source="bao-mau-2", url=_LINK_2,
        title="23 học sinh Bến Tre nghi ngộ độc sau bữa ăn bán trú",
        text="Đến đầu giờ chiều, 23 em đang được theo dõi tại bệnh viện, chưa có ca nặng.",
        published_at=NOW - timedelta(minutes=3), arrived_at=NOW,
    ),
}  # fmt: skip
_NAMES = {"bao-mau": "Báo Mẫu", "bao-mau-2": "Báo Mẫu Trung ương", "hoi-phu-huynh": "Hội phụ huynh mẫu"}
_THEMES = (
    ThemeOfDay("school-safety", "An toàn trường học", 14, 4.5, "nhiều hơn thường lệ"),
    ThemeOfDay("exams-admissions", "Thi cử, tuyển sinh", 6, 7.0),
)
_TITLE = "Ngộ độc thực phẩm – Trường Tiểu học Hoa Sen, xã An Đức, huyện Ba Tri ({count} người nhập viện)"
_REASONS = (
    CitedReason("floor.hospitalised>=10", "mau-2", "tiếp nhận 11 học sinh đau bụng, nôn ói"),
    CitedReason("floor.poisoned", "mau-1", "nhiều bé lớp 3 trường Hoa Sen đau bụng sau bữa ăn"),
)


def sample_messages(plan: Plan, *, base_url: str) -> tuple[Notification, ...]:
    """One message of each kind, in the order of a case's life. The links in them open nothing."""
    signer = LinkSigner(bytes(SECRET_BYTES))
    lives = {
        NotificationKind.PUSH: _incident(),
        NotificationKind.CANDIDATE: _incident(level=Severity.S2, confidence=0.3),
        NotificationKind.UPDATE: _incident(
            revision=2,
            changes=(Change.COUNT_STEP,),
            counts=(("hospitalised", 23),),
            title=_TITLE.format(count=23),
            reasons=(CitedReason("floor.hospitalised>=10", "mau-3", "23 em đang được theo dõi"), *_REASONS),
            item_ids=tuple(_ITEMS),
            origins=3,
            press_origins=2,
        ),
        NotificationKind.ESCALATION: _incident(),
        NotificationKind.CLOCK_WARNING: _incident(),
        NotificationKind.CORRECTION: _incident(revision=3, veracity=Veracity.REFUTED, changes=(Change.DENIED,)),
        NotificationKind.CLOSE: _incident(revision=4, status=IncidentStatus.CLOSED, outcome="resolved", closed_at=NOW),
    }
    messages = [
        render(
            AlertIntent(incident.id, UNIT, kind, incident.revision, also=("van-phong",)), incident,
            items=_ITEMS, plan=plan, base_url=base_url, signer=signer,
            now=LATER if kind is NotificationKind.CLOCK_WARNING else NOW, source_names=_NAMES,
        )
        for kind, incident in lives.items()
    ]  # fmt: skip
    digest = render_digest(UNIT, _lines(), slot=NOW, plan=plan, base_url=base_url, now=NOW, themes=_THEMES)
    return (*messages, digest)


def _incident(**fields: Any) -> Incident:
    incident = Incident(
        id="su-co-mau", story_id="mau", status=IncidentStatus.OPEN, level=Severity.S3, confidence=0.55,
        veracity=Veracity.UNVERIFIED, territory=Territory.HOME,
        title=_TITLE.format(count=11),
        incident_type="food-poisoning", themes=("school-safety",), education_levels=("tieu-hoc",),
        places=("ben-tre/ba-tri/an-duc",), place_name="xã An Đức, huyện Ba Tri", school="Trường Tiểu học Hoa Sen",
        units=(UNIT,), copy_units=("van-phong",), item_ids=("mau-1", "mau-2"), origins=2, copies=0, press_origins=1,
        counts=(("hospitalised", 11),),
        reasons=_REASONS,
        revision=1, changes=(), opened_at=NOW, updated_at=NOW, first_seen_at=SEEN,
        level_since=NOW, clock=StatementClock("2022", "first_seen_at", SEEN, SEEN + timedelta(hours=24)),
    )  # fmt: skip
    return replace(incident, **fields)


def _lines() -> tuple[DigestLine, ...]:
    texts = (
        (Severity.S2, "Phụ huynh phản ánh khoản thu đầu năm – huyện Giồng Trôm"),
        (Severity.S1, "Hỏi về lịch thi học kỳ – thành phố Bến Tre"),
    )
    return tuple(
        DigestLine(
            unit=UNIT, incident_id=f"su-co-mau-{number}", item_id="mau-2", level=level, labels=("chua-kiem-chung",),
            text=text, added_at=NOW,
        )
        for number, (level, text) in enumerate(texts)
    )  # fmt: skip
