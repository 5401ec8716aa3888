"""One item as plain values: its text with the evidence marked, its labels, its versions, why it was no alert. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from alerts.policy import Tier, tier_of
from alerts.rule_words import rule_words
from alerts.words import CHANNELS, LEVELS, SUPPRESSIONS
from monitor.core.changes import ChangedLine, lines_changed
from monitor.core.clock import local_date, show_time
from monitor.core.handling import Membership, Suppressed
from monitor.core.incidents import Incident
from monitor.core.items import Item
from monitor.core.labels import Classification, Severity
from monitor.core.plan import Plan
from monitor.core.privacy import mask, mask_quote
from monitor.desk.incidents.view import headline
from monitor.desk.marks import Mark, Piece, pieces
from monitor.desk.times import short_time
from monitor.desk.words import EDUCATION_LEVELS, ITEM_KINDS, SENTIMENTS, TERRITORIES

_GUARDS = {
    "negated": "câu phủ định",
    "hypothetical": "giả định",
    "drill": "diễn tập",
    "past": "chuyện đã qua",
    "fiction": "hư cấu",
    "denied": "đã bị bác bỏ",
    "not-school": "không phải trong trường học",
    "background": "thông tin nền",
}


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item in a list. `level` is empty when it is routine or was not labelled."""

    id: str
    title: str
    source: str
    channel: str
    at: str
    level: str
    sentiment: str
    themes: str
    incident_id: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """Everything an item's page shows. `labels` are names, values and scores in words."""

    id: str
    title: tuple[Piece, ...]
    body: tuple[tuple[Piece, ...], ...]
    source: str
    kind: str
    at: str
    arrived: str
    url: str
    labels: tuple[tuple[str, str, str], ...]
    reasons: tuple[tuple[str, str], ...]
    story: str
    copy_of: str
    revealed: bool
    versions: tuple[tuple[str, tuple[ChangedLine, ...]], ...]


def row_of_item(
    item: Item,
    said: Classification | None,
    *,
    plan: Plan,
    sources: dict[str, str],
    now: datetime,
    incident_id: str = "",
) -> ItemRow:
    """Show an item in a list, masked."""
    names = {theme.id: theme.name for theme in plan.themes}
    level = said.severity if said is not None and said.relevant.value else Severity.S0
    return ItemRow(
        id=item.id,
        title=headline(item),
        source=sources.get(item.source or "", item.source or "không rõ nguồn"),
        channel=CHANNELS[item.channel],
        at=short_time(item.seen_at, now) if item.seen_at else "",
        level=str(level) if level > Severity.S0 else "",
        sentiment=SENTIMENTS[said.sentiment] if said is not None else "",
        themes=", ".join(names.get(theme.id, theme.id) for theme in said.themes) if said is not None else "",
        incident_id=incident_id,
    )


def view_of_item(
    item: Item,
    said: Classification | None,
    placed: Membership | None,
    versions: Sequence[Item],
    *,
    plan: Plan,
    source: str,
    revealed: bool,
) -> ItemView:
    """Lay an item out; `revealed`: names and numbers are shown as they were written."""
    lines = _lines(item.full_text, marks_of(said) if said is not None else (), masked=not revealed)
    return ItemView(
        id=item.id,
        title=lines[0] if item.title and lines else (),
        body=lines[1:] if item.title else lines,
        source=source,
        kind=f"{ITEM_KINDS[item.kind]} – {CHANNELS[item.channel]}",
        at=show_time(item.published_at) if item.published_at else "",
        arrived=show_time(item.arrived_at) if item.arrived_at else "",
        url=item.url if item.url and item.url.startswith(("https://", "http://")) else "",
        labels=labels_of(said, plan) if said is not None else (),
        reasons=_reasons(item, said) if said is not None else (),
        story=placed.why if placed else "",
        copy_of=(placed.copy_of or "") if placed else "",
        revealed=revealed,
        versions=_changes(versions, masked=not revealed),
    )


def cleared_words(item: Item, cleared_at: datetime, *, days: int, changed: bool) -> str:
    """Say that an item's text was taken out at the end of its retention: when, why, what stays, where it can be read.

    `days`: the retention in force now, 0 for none; `changed`: the text had older versions.
    """
    kept = f", sau {(cleared_at - item.arrived_at).days} ngày lưu giữ" if item.arrived_at else ""
    rule = f"thời hạn hiện nay là {days} ngày" if days else "hiện nay không đặt thời hạn"
    old = "Các bản cũ của bài cũng đã xóa nội dung. " if changed else ""
    where = "Có thể còn đọc được ở bài gốc." if item.url else "Hệ thống không giữ bản nào khác."
    return (
        f"Nội dung tin này đã được xóa ngày {local_date(cleared_at):%d/%m/%Y}{kept}, vì không có sự cố, hồ sơ hay nhãn "
        f"người sửa nào cần đến ({rule}). Tiêu đề đã che tên, nhãn và số liệu vẫn giữ nguyên. {old}{where}"
    )


def _reasons(item: Item, said: Classification) -> tuple[tuple[str, str], ...]:
    """What each sign means and its words, once; lesser signs, which have no words of their own, show in the text."""
    told = [(rule_words(r.rule), mask_quote(item.full_text, r.text, r.start, r.end)) for r in said.reasons]
    return tuple(dict.fromkeys((meaning, words) for meaning, words in told if meaning))


def marks_of(said: Classification) -> tuple[Mark, ...]:
    """What is marked in the text: reasons for the level, facts with what speaks against them, places."""
    reasons = [Mark(r.start, r.end, rule_words(r.rule) or "dấu hiệu") for r in said.reasons]
    guarded = [
        Mark(f.start, f.end, "không tính: " + ", ".join(_GUARDS.get(guard, guard) for guard in f.guards))
        for f in said.facts
        if not f.stands
    ]
    places = [Mark(p.start, p.end, "địa danh") for p in said.places]
    return (*reasons, *guarded, *places)


def labels_of(said: Classification, plan: Plan) -> tuple[tuple[str, str, str], ...]:
    """What was said about an item: name, value, score."""
    themes = {theme.id: theme.name for theme in plan.themes}
    kinds = {kind.id: kind.name for kind in plan.incident_types}
    rows = [
        ("Liên quan giáo dục", "có" if said.relevant.value else "không", said.relevant.score),
        *(("Chủ đề", themes.get(theme.id, theme.id), theme.score) for theme in said.themes),
        *(("Loại sự cố", kinds.get(kind.id, kind.id), kind.score) for kind in said.incident_types),
        ("Sắc thái", SENTIMENTS[said.sentiment], said.sentiment_score),
        ("Mức độ", f"{said.severity} – {LEVELS[said.severity]}", said.severity_confidence),
        ("Tin tốt", "có" if said.good_news.value else "không", said.good_news.score),
    ]
    plain = [
        ("Cấp học", ", ".join(EDUCATION_LEVELS[level] for level in said.levels), ""),
        ("Địa bàn", TERRITORIES[said.territory], ""),
    ]
    scored = [(name, value, f"{score:.2f}".replace(".", ",")) for name, value, score in rows]
    return tuple(row for row in (*scored, *plain) if row[1])


def no_alert_reason(
    said: Classification | None, incidents: Sequence[Incident], held: Sequence[Suppressed], plan: Plan
) -> str:
    """Say in one sentence why nobody was told of an item, or that somebody was."""
    if said is None:
        return "Tin chưa được gán nhãn."
    if not incidents:
        return _why_no_incident(said)
    incident = incidents[0]
    tier = tier_of(incident, plan)
    if tier is Tier.PUSH:
        reasons = dict.fromkeys(SUPPRESSIONS.get(row.reason, row.reason) for row in held)
        blocked = f" Một số tin nhắn không gửi vì: {', '.join(reasons)}." if reasons else ""
        return f"Tin nằm trong một sự cố đã báo cho đơn vị phụ trách.{blocked}"
    if tier is Tier.CANDIDATE:
        return (
            "Tin nằm trong một sự cố chờ người xem xét: mới có ít nguồn, chưa rõ địa bàn hoặc đã bị bác bỏ, "
            "nên chưa báo ngay."
        )
    return f"Sự cố chứa tin này ở mức {incident.level}, ngoài tỉnh hoặc là tin cũ, nên chỉ đưa vào bản tin tổng hợp."


def _why_no_incident(said: Classification) -> str:
    if not said.relevant.value:
        return "Tin được xét là không liên quan đến giáo dục."
    if said.severity is Severity.S0:
        guarded = [fact for fact in said.facts if not fact.stands]
        if guarded:
            words = ", ".join(dict.fromkeys(_GUARDS.get(guard, guard) for fact in guarded for guard in fact.guards))
            return f"Có dấu hiệu nhưng không tính vì: {words}; tin ở mức S0 nên không báo."
        return "Không có dấu hiệu sự cố; tin ở mức S0 nên không báo."
    return f"Tin ở mức {said.severity} ({LEVELS[said.severity]}), chưa đủ để mở sự cố."


def _lines(text: str, marks: Sequence[Mark], *, masked: bool) -> tuple[tuple[Piece, ...], ...]:
    """The pieces, parted at line breaks; empty lines left out."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces(text, marks, masked=masked):
        first, *rest = piece.text.split("\n")
        lines[-1].append(Piece(first, piece.why))
        lines += [[Piece(part, piece.why)] for part in rest]
    return tuple(tuple(piece for piece in line if piece.text) for line in lines if any(p.text.strip() for p in line))


def _changes(versions: Sequence[Item], *, masked: bool) -> tuple[tuple[str, tuple[ChangedLine, ...]], ...]:
    """What each version changed in the one before, the latest first."""
    found = []
    for number, (before, after) in enumerate(pairwise(versions), start=2):
        lines = [
            ChangedLine(line.part, _masked(line.before, masked), _masked(line.after, masked))
            for line in lines_changed(before, after)
        ]
        found.append((f"Bản {number} so với bản {number - 1}", tuple(lines)))
    return tuple(reversed(found))


def _masked(text: str | None, masked: bool) -> str | None:  # noqa: FBT001 - a plain switch
    return mask(text) if masked and text is not None else text
