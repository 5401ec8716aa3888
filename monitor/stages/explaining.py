"""Why an incident is what it is and who was told, why an item alerted or not: read from the store, never recomputed.

Everything comes from stored labels, memberships, snapshots, messages and logs, so the answer after a restart is the one
from before. The only thing decided anew is the matrix cell, by the rule that decided it then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from alerts.outlets import NO_NAMES, outlet_words
from alerts.rule_words import rule_words
from alerts.tiers import Tier, tier_of
from alerts.words import DELIVERY_CHANNELS, KINDS, LABELS, SUPPRESSIONS, VERACITY, level_words
from monitor.core.clock import show_time
from monitor.core.explanation import Cell, Explanation, Floor, Join, Message, Part
from monitor.core.handling import DeliveryState, Membership, OutboxEntry, Suppressed
from monitor.core.incidents import Incident
from monitor.core.items import Item
from monitor.core.labels import Classification, Reason, Severity, Territory
from monitor.core.plan import Plan
from monitor.core.privacy import mask, mask_quote
from monitor.stages.explaining_time import clock_sentences, steps
from monitor.stages.first_copies import first_published
from monitor.store.database import Tx
from monitor.stories.assessing import score_parts
from monitor.stories.view import Member

HEADLINE_CHARS = 100
MAX_FLOORS = 12
GRAVE = ("floor.", "score.", "fact.", "learnt.")
_PARTS = {
    "origins": "nguồn độc lập, tính chung theo độ tin cậy của từng loại nguồn",
    "place": "rõ địa bàn trong tỉnh",
    "school": "nêu đích danh trường",
    "media": "có hình ảnh hoặc video",
    "stale": "tin muộn, hơn 3 ngày sau khi xảy ra",
    "guessed": "mới là máy đoán từ cách kể, chưa có chi tiết nói thẳng",
    "confirmed": "cơ quan có thẩm quyền đã xác nhận",
    "denied": "cơ quan có thẩm quyền đã bác bỏ",
}
TIERS = {
    Tier.PUSH: "báo ngay cho đơn vị",
    Tier.CANDIDATE: "đưa lên màn hình trực để người xem xét, không báo ngay",
    Tier.DIGEST: "đưa vào bản tin tổng hợp",
    Tier.NONE: "không báo",
}
TERRITORIES = {
    Territory.HOME: "trong tỉnh",
    Territory.OTHER: "ngoài tỉnh",
    Territory.NATIONAL: "cả nước",
    Territory.UNKNOWN: "chưa rõ địa bàn",
}


def explain_incident(
    tx: Tx, incident_id: str, plan: Plan, *, whole_story: bool = True, source_names: Mapping[str, str] = NO_NAMES
) -> Explanation | None:
    """Explain an incident as it stands; of one that was merged, itself and where it went. None when there is none.

    `whole_story`: say also why items joined the story that the incident does not hold; a loud one has hundreds.
    """
    incident = tx.incidents.get(incident_id)
    if incident is None:
        return None
    held = set(incident.item_ids)
    members = tx.stories.members(tx.stories.resolve(incident.story_id))
    memberships = [member for member in members if whole_story or member.item_id in held]
    ids = dict.fromkeys((*incident.item_ids, *(m.item_id for m in memberships)))
    items, labels = tx.items.many(ids), tx.labels.many(incident.item_ids)
    names = {unit.id: unit.name for unit in plan.units}
    return Explanation(
        incident_id=incident.id,
        title=incident.title,
        summary=(*_summary(incident), *_published_before(tx, incident, items, labels, source_names)),
        joins=tuple(_joins(memberships, items, source_names)),
        floors=tuple(_floors(incident, labels, items, source_names)),
        score=tuple(_score(incident)),
        confidence=tuple(_confidence(incident)),
        cell=matrix_cell(incident, plan),
        told=tuple(_told(entry, names) for entry in tx.outbox.for_incident(incident.id)),
        withheld=tuple(_withheld(row, names) for row in tx.suppressed.for_incident(incident.id)),
        clock=tuple(clock_sentences(incident, plan)),
        changes=tuple(steps(tx.incidents.events(incident.id), names)),
    )


def matrix_cell(incident: Incident, plan: Plan) -> Cell:
    """Which cell of level and confidence the incident stands in, and what follows from it."""
    tier = tier_of(incident, plan)
    sure = incident.confidence >= plan.alerts.push_confidence
    mark = number(plan.alerts.push_confidence)
    enough = f"{'đạt' if sure else 'chưa đạt'} mốc {mark}"
    where = TERRITORIES[incident.territory]
    sentence = f"Mức {level_words(incident.level)}, độ tin cậy {number(incident.confidence)} ({enough}), {where}"
    turned = [f"tin mang nhãn «{LABELS.get(label, label)}»" for label in incident.labels if label in _CAPPING]
    because = f" vì {' và '.join(turned)}" if turned and tier is not Tier.PUSH else ""
    return Cell(str(incident.level), incident.confidence, tier.value, f"{sentence}: {TIERS[tier]}{because}.")


_CAPPING = frozenset({"tin-cu", "ngoai-tinh", "da-bac-bo", "cham-biem"})


def number(value: float) -> str:
    """Write a share for staff: `0,41`."""
    return f"{value:.2f}".replace(".", ",")


def headline_of(item: Item) -> str:
    """The item's first words, masked, on one line."""
    line = " ".join(mask(item.title or item.lead or item.text).split())
    return line if len(line) <= HEADLINE_CHARS else f"{line[:HEADLINE_CHARS].rstrip()}…"


def _summary(incident: Incident) -> Iterator[str]:
    yield f"Mã {incident.id}, mức {level_words(incident.level)}, {VERACITY.get(incident.veracity, incident.veracity)}."
    voices = f"{incident.origins} nguồn độc lập, trong đó {incident.press_origins} nguồn báo chí"
    yield f"{len(incident.item_ids)} tin, {voices}; {incident.copies} bài đăng lại không tính là nguồn."
    if incident.wave:
        yield f"{incident.wave} tài khoản đăng cùng một lời văn: chỉ tính là một nguồn."
    if incident.level_override is not None:
        machine = level_words(incident.machine_level)
        yield f"Mức do cán bộ quyết định; hệ thống tự xếp mức {machine}."
    if incident.merged_into is not None:
        yield f"Đã gộp vào sự cố {incident.merged_into}."
    if incident.linked_to is not None:
        yield f"Nối tiếp sự cố đã đóng {incident.linked_to}."


def _published_before(
    tx: Tx,
    incident: Incident,
    items: Mapping[str, Item],
    labels: Mapping[str, Classification],
    source_names: Mapping[str, str],
) -> Iterator[str]:
    """Of old news, where its text was first published."""
    held = (item_id for item_id in incident.item_ids if item_id in items and item_id in labels)
    if incident.is_old and (sentence := first_published(tx, [Member(items[i], labels[i]) for i in held], source_names)):
        yield sentence


def _joins(
    memberships: Sequence[Membership], items: Mapping[str, Item], source_names: Mapping[str, str]
) -> Iterator[Join]:
    for own in memberships:
        item = items.get(own.item_id)
        if item is None:
            continue
        headline, origin = headline_of(item), outlet_words(item, source_names)
        sentence = f"{show_time(item.arrived_at or own.assigned_at)}, {origin}: «{headline}» – {own.why}."
        yield Join(own.item_id, item.arrived_at or own.assigned_at, headline, origin, own.score, own.copy_of, sentence)


def _floors(
    incident: Incident,
    labels: Mapping[str, Classification],
    items: Mapping[str, Item],
    source_names: Mapping[str, str],
) -> Iterator[Floor]:
    """Evidence of the items that bear on the level, the incident's own reasons first."""
    cited = {(reason.rule, reason.item_id) for reason in incident.reasons}
    found = [
        Floor(reason.rule, item_id, _quoted(items.get(item_id), reason), "", reason.start, reason.end)
        for item_id in incident.item_ids
        if item_id in labels
        for reason in labels[item_id].reasons
        if reason.rule.startswith(GRAVE)
    ]
    kept = sorted(dict.fromkeys(found), key=lambda floor: (floor.rule, floor.item_id) not in cited)
    if not kept:
        kept = [Floor(reason.rule, reason.item_id, reason.text, "") for reason in incident.reasons]
    for floor in kept[:MAX_FLOORS]:
        yield _worded(floor, items.get(floor.item_id), source_names)


def _quoted(item: Item | None, reason: Reason) -> str:
    return mask_quote(item.full_text if item else "", reason.text, reason.start, reason.end)


def _worded(floor: Floor, item: Item | None, source_names: Mapping[str, str]) -> Floor:
    meaning = rule_words(floor.rule) or "mức chung của tin"
    span = f", ký tự {floor.start}–{floor.end}" if floor.start is not None and floor.start >= 0 else ""
    origin = f"{outlet_words(item, source_names)}, " if item is not None else ""
    source = f" – {origin}tin {floor.item_id}{span}"
    sentence = f"{meaning[:1].upper()}{meaning[1:]}: «{floor.words}»{source} (quy tắc {floor.rule})."
    return Floor(floor.rule, floor.item_id, floor.words, sentence, floor.start, floor.end)


def _score(incident: Incident) -> Iterator[Part]:
    """The score in parts that add up to it. Of a person's level it takes no notice: it orders what the texts say."""
    meanings = {
        "level": f"Mức {incident.machine_level}",
        "confidence": "Độ tin cậy",
        "voices": f"{incident.origins} nguồn độc lập",
        "volume": "Lượng tin tăng bất thường trong ngày",
        "ceiling": "Điểm tối đa là 100",
    }
    points = dict(score_parts(incident.machine_level, incident.confidence, incident.origins))
    points["volume"] = incident.volume_score
    points["ceiling"] = incident.order_score - sum(points.values())
    always = {"level", "confidence", "voices"}
    for name, value in points.items():
        if value or name in always:
            yield Part(name, value, f"{meanings[name]}: {value} điểm.")
    yield Part("total", incident.order_score, f"Cộng: {incident.order_score} trên 100 điểm.")


def _confidence(incident: Incident) -> Iterator[Part]:
    for name, value in incident.confidence_parts:
        sign = "" if value < 0 else "+"
        meaning = _PARTS.get(name, name)
        yield Part(name, value, f"{meaning[:1].upper()}{meaning[1:]}: {sign}{number(value)}.")
    over = round(incident.confidence - sum(value for _, value in incident.confidence_parts), 2)
    if over:
        yield Part("ceiling", over, f"Không bao giờ coi là chắc chắn hoàn toàn: {number(over)}.")
    yield Part("total", incident.confidence, f"Cộng: {number(incident.confidence)} trên 1.")


def _told(entry: OutboxEntry, names: Mapping[str, str]) -> Message:
    message = entry.notification
    what = KINDS.get(message.kind, message.kind)
    unit = names.get(message.unit, message.unit)
    sentence = f"{show_time(message.created_at)}: {what} cho {unit}, {_delivery(entry)}."
    return Message(message.created_at, message.unit, message.kind.value, sentence)


def _delivery(entry: OutboxEntry) -> str:
    channel = DELIVERY_CHANNELS.get(entry.channel or "", entry.channel or "")
    if entry.state is DeliveryState.SENT and entry.sent_at is not None:
        return f"đã gửi qua {channel} lúc {show_time(entry.sent_at)}"
    if entry.state is DeliveryState.FAILED:
        return f"không gửi được ({entry.last_error or 'không rõ lý do'})"
    return "đang chờ gửi"


def _withheld(row: Suppressed, names: Mapping[str, str]) -> Message:
    reason = SUPPRESSIONS.get(row.reason, row.reason)
    sentence = f"{show_time(row.at)}: không gửi cho {names.get(row.unit, row.unit)}: {reason}."
    return Message(row.at, row.unit, row.reason, sentence, withheld=True)


def worst(labels: Iterable[Classification]) -> Severity:
    """The gravest level among some labels; S0 for none."""
    return max((said.severity for said in labels), default=Severity.S0)
