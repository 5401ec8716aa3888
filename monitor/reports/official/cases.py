"""Documents about one incident: the quick report to higher bodies (III.1.b) and the file on a false claim (II.2.b).

They go to people outside the circle that handles the case, so a harmed child's school is not named, and persons' names
are masked. What the machine knows is told with where it comes from; conclusions are left to the office.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from alerts.words import level_words
from monitor.core.clock import LOCAL, local_date
from monitor.core.handling import IncidentEvent, OutboxEntry
from monitor.core.incidents import Incident, Veracity
from monitor.core.items import Item
from monitor.core.plan import Plan
from monitor.core.privacy import mask
from monitor.core.public_names import public_title, without_school
from monitor.reports import wording
from monitor.reports.official.blocks import OPEN_PLACE, Block, Grid, Heading, OfficialDocument, Paragraph
from monitor.reports.official.bodies import Bodies

ITEMS_TOLD = 12
TITLE_CHARS = 120
_LIFE = {
    "opened": "Hệ thống ghi nhận sự cố",
    "merged": "Gộp với một sự cố khác",
    "reopened": "Mở lại",
    "closed": "Khép lại",
}
_VERACITY = {
    Veracity.UNVERIFIED: "Thông tin chưa được cơ quan có thẩm quyền xác nhận",
    Veracity.CONFIRMED: "Thông tin đã được xác nhận",
    Veracity.REFUTED: "Thông tin đã bị bác bỏ",
    Veracity.SATIRE: "Nội dung châm biếm, không phải việc có thật",
    Veracity.OLD: "Tin cũ được đăng lại",
}


@dataclass(frozen=True, slots=True)
class CaseSheet:
    """One incident with everything a document about it needs, read in one transaction."""

    incident: Incident
    events: tuple[IncidentEvent, ...]
    items: tuple[Item, ...]
    messages: tuple[OutboxEntry, ...]
    source_names: tuple[tuple[str, str], ...] = ()

    def source(self, item: Item) -> str:
        """The outlet's name, else its id, else what kind of channel it is."""
        return dict(self.source_names).get(item.source or "", item.source or item.channel.value)


def quick_report(sheet: CaseSheet, plan: Plan, bodies: Bodies, *, now: datetime) -> OfficialDocument:
    """The first report on a case to higher bodies."""
    incident, addressing = sheet.incident, bodies.addressing("quick")
    day = local_date(now)
    return OfficialDocument(
        body=bodies.department(day),
        kind="BÁO CÁO NHANH",
        kind_code="BC",
        subject=f"Về vụ việc: {public_title(incident)}",
        year=day.year,
        addressees=addressing.to,
        blocks=(
            *_what(incident, plan),
            *_told_where(sheet),
            *_handled(sheet, plan),
            Heading("IV. Nhận định và đề xuất"),
            OPEN_PLACE,
        ),
        signature=bodies.signature("quick"),
        recipients=addressing.recipients,
    )


def claim_file(sheet: CaseSheet, plan: Plan, bodies: Bodies, *, now: datetime) -> OfficialDocument:
    """What was claimed, where it was spread, what has been established, what was sent to correct it."""
    incident, addressing = sheet.incident, bodies.addressing("claim")
    day = local_date(now)
    return OfficialDocument(
        body=bodies.department(day),
        kind="HỒ SƠ",
        kind_code="HS",
        subject=f"Thông tin cần xác minh, xử lý: {public_title(incident)}",
        year=day.year,
        addressees=addressing.to,
        blocks=(
            Heading("I. Nội dung thông tin"),
            *(Paragraph(f"“{text}”", dash=True) for text in _evidence(incident)),
            Heading("II. Nơi đăng, mức độ lan truyền"),
            Paragraph(_reach(incident)),
            *_item_grid(sheet),
            Heading("III. Kết quả xác minh"),
            Paragraph(f"{_VERACITY[incident.veracity]}."),
            OPEN_PLACE,
            *_handled(sheet, plan, number="IV"),
        ),
        signature=bodies.signature("claim"),
        recipients=addressing.recipients,
    )


def _what(incident: Incident, plan: Plan) -> list[Block]:
    kind = next((kind.name for kind in plan.incident_types if kind.id == incident.incident_type), "")
    happened = incident.happened_at
    lines = [
        f"Loại sự việc: {kind.lower()}." if kind else "",
        f"Địa bàn: {incident.place_name}." if incident.place_name else "Chưa rõ địa bàn.",
        f"Thời điểm xảy ra: {_moment(happened)}." if happened else "Chưa rõ thời điểm xảy ra.",
        f"Mức độ (do hệ thống xếp, cán bộ trực rà soát): {level_words(incident.level)}.",
        f"{_VERACITY[incident.veracity]}.",
        *(f"Căn cứ: “{text}”." for text in _evidence(incident)),
    ]
    return [Heading("I. Tóm tắt vụ việc"), *(Paragraph(line, dash=True) for line in lines if line)]


def _evidence(incident: Incident) -> tuple[str, ...]:
    return tuple(without_school(mask(text), incident) for text in incident.evidence())


def _told_where(sheet: CaseSheet) -> list[Block]:
    incident = sheet.incident
    return [
        Heading("II. Diễn biến thông tin"),
        Paragraph(f"Thông tin xuất hiện lần đầu lúc {_moment(incident.first_seen_at)}. {_reach(incident)}"),
        *_item_grid(sheet),
    ]


def _reach(incident: Incident) -> str:
    press = f", trong đó {wording.number(incident.press_origins)} cơ quan báo chí" if incident.press_origins else ""
    return f"Đến nay có {wording.reach(incident.origins, incident.copies)}{press}."


def _item_grid(sheet: CaseSheet) -> list[Block]:
    shown = sheet.items[:ITEMS_TOLD]
    if not shown:
        return []
    rows = tuple((_moment(item.seen_at), sheet.source(item), _headline(item, sheet.incident)) for item in shown)
    grid = Grid("Tin, bài liên quan", ("Thời điểm", "Nguồn", "Nội dung"), rows, (0.2, 0.25, 0.55))
    more = len(sheet.items) - len(shown)
    return [grid, Paragraph(f"Và {wording.number(more)} tin, bài khác.")] if more else [grid]


def _headline(item: Item, incident: Incident) -> str:
    text = without_school(" ".join(mask(item.title or item.lead or item.text).split()), incident)
    return text if len(text) <= TITLE_CHARS else text[:TITLE_CHARS].rsplit(" ", 1)[0] + "…"


def _handled(sheet: CaseSheet, plan: Plan, *, number: str = "III") -> list[Block]:
    incident = sheet.incident
    units = wording.listed([plan.unit(unit).name for unit in incident.units if plan.has_unit(unit)])
    begun, later = (tuple(e for e in sheet.events if (e.kind == "opened") is first) for first in (True, False))
    lines = [f"{_LIFE[event.kind]}: {_moment(event.at)}." for event in begun]
    lines.append(f"Giao {units} xử lý." if units else "Chưa xác định đơn vị xử lý.")
    if told := _first_sent(sheet.messages):
        lines.append(f"Đã báo cho các đơn vị từ {_moment(told)}.")
    if incident.acknowledged_at and incident.acknowledged_by and plan.has_unit(incident.acknowledged_by):
        lines.append(f"{plan.unit(incident.acknowledged_by).name} tiếp nhận lúc {_moment(incident.acknowledged_at)}.")
    else:
        lines.append("Chưa có đơn vị xác nhận tiếp nhận.")
    if incident.clock is not None:
        spoken = incident.clock.stopped_at
        lines.append(
            f"Đã phát ngôn lúc {_moment(spoken)}." if spoken else f"Hạn phát ngôn: {_moment(incident.clock.due_at)}."
        )
    lines += [f"{_LIFE[event.kind]}: {_moment(event.at)}." for event in later if event.kind in _LIFE]
    return [Heading(f"{number}. Kết quả xử lý đến nay"), *(Paragraph(line, dash=True) for line in lines)]


def _first_sent(messages: Sequence[OutboxEntry]) -> datetime | None:
    return min((entry.sent_at for entry in messages if entry.sent_at is not None), default=None)


def _moment(moment: datetime | None) -> str:
    return f"{moment.astimezone(LOCAL):%H giờ %M ngày %d/%m/%Y}" if moment else "chưa rõ thời điểm"
