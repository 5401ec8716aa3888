"""Messages of an invented case, one of each kind, for `monitor alerts preview`. Nothing here is stored or sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from alerts.alert_case import AlertIntent
from alerts.links import SECRET_BYTES, LinkSigner
from alerts.render import render
from alerts.render_digest import render_digest
from monitor.core.handling import DigestLine
from monitor.core.incidents import Change, Incident, IncidentStatus, StatementClock, Veracity
from monitor.core.items import Channel, Item, Kind
from monitor.core.labels import Severity, Territory
from monitor.core.notifications import CitedReason, Notification, NotificationKind, Recipient
from monitor.core.plan import Plan

NOW = datetime(2022, 10, 12, 6, 41, tzinfo=UTC)
UNIT = "gdth"
RECIPIENT = Recipient(UNIT, "Trực ban Phòng Giáo dục Tiểu học", email="gdth@sogddt.example", phone="0900000000")
_LINK = "https://bao-mau.example/hoc-sinh-nhap-vien-sau-bua-an.html"
_ITEMS = {
    "mau-1": Item(
        id="mau-1", kind=Kind.SOCIAL, channel=Channel.FACEBOOK_GROUP, source="hoi-phu-huynh",
        text="Trưa nay nhiều bé lớp 3 trường Hoa Sen đau bụng sau bữa ăn, có mười mấy bé phải nhập viện.",
        published_at=NOW - timedelta(minutes=30), arrived_at=NOW - timedelta(minutes=25),
    ),
    "mau-2": Item(
        id="mau-2", kind=Kind.PRESS, channel=Channel.PRESS_LOCAL, source="bao-mau", url=_LINK,
        title="Nhiều học sinh tiểu học nhập viện sau bữa ăn bán trú",
        text="Trung tâm Y tế huyện Ba Tri tiếp nhận 11 học sinh đau bụng, nôn ói sau bữa trưa tại trường.",
        published_at=NOW - timedelta(minutes=6), arrived_at=NOW - timedelta(minutes=2),
    ),
}  # fmt: skip


def sample_messages(plan: Plan, *, base_url: str) -> tuple[Notification, ...]:
    """One message of each kind, in the order of a case's life. The links in them open nothing."""
    signer = LinkSigner(bytes(SECRET_BYTES))
    lives = {
        NotificationKind.PUSH: _incident(),
        NotificationKind.CANDIDATE: _incident(level=Severity.S2, confidence=0.3),
        NotificationKind.UPDATE: _incident(revision=2, changes=(Change.COUNT_STEP,), counts=(("hospitalised", 63),)),
        NotificationKind.ESCALATION: _incident(),
        NotificationKind.CLOCK_WARNING: _incident(),
        NotificationKind.CORRECTION: _incident(revision=3, veracity=Veracity.REFUTED, changes=(Change.DENIED,)),
        NotificationKind.CLOSE: _incident(revision=4, status=IncidentStatus.CLOSED, outcome="resolved", closed_at=NOW),
    }
    messages = [
        render(
            AlertIntent(incident.id, UNIT, kind, incident.revision, also=("van-phong",)), incident,
            items=_ITEMS, plan=plan, base_url=base_url, signer=signer, now=NOW,
        )
        for kind, incident in lives.items()
    ]  # fmt: skip
    return (*messages, render_digest(UNIT, _lines(), slot=NOW, plan=plan, base_url=base_url, now=NOW))


def _incident(**fields: Any) -> Incident:
    incident = Incident(
        id="su-co-mau", story_id="mau", status=IncidentStatus.OPEN, level=Severity.S3, confidence=0.55,
        veracity=Veracity.UNVERIFIED, territory=Territory.HOME,
        title="Ngộ độc thực phẩm – Trường Tiểu học Hoa Sen, xã An Đức, huyện Ba Tri (11 người nhập viện)",
        incident_type="food-poisoning", themes=("school-safety",), education_levels=("tieu-hoc",),
        places=("ben-tre/ba-tri/an-duc",), place_name="xã An Đức, huyện Ba Tri", school="Trường Tiểu học Hoa Sen",
        units=(UNIT,), copy_units=("van-phong",), item_ids=tuple(_ITEMS), origins=2, copies=0, press_origins=1,
        counts=(("hospitalised", 11),),
        reasons=(CitedReason("floor.hospitalised>=10", "mau-2", "tiếp nhận 11 học sinh đau bụng, nôn ói"),),
        revision=1, changes=(), opened_at=NOW, updated_at=NOW, first_seen_at=NOW - timedelta(minutes=25),
        level_since=NOW, clock=StatementClock("2022", "first_seen_at", NOW, NOW + timedelta(hours=24)),
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
