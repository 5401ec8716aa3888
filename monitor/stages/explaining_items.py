"""Why one item alerted or did not ("vì sao tin này không báo động"): what stood in its way first, and the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from alerts.outlets import NO_NAMES
from alerts.tiers import Tier
from alerts.words import level_words
from monitor.core.explanation import ItemExplanation
from monitor.core.handling import Membership
from monitor.core.incidents import Incident
from monitor.core.items import Item
from monitor.core.labels import Classification, Fact, Severity, Territory
from monitor.core.plan import Plan
from monitor.core.privacy import mask, mask_quote
from monitor.stages.explaining import TERRITORIES, TIERS, headline_of, matrix_cell, number, worst
from monitor.stages.first_copies import first_published
from monitor.store.database import Tx
from monitor.stories.view import Member

BIRTH_LEVEL = Severity.S2
"""Below this a story is no incident."""
MAX_GUARDED = 5
GUARDS = {
    "negated": "câu phủ định",
    "hypothetical": "chỉ là giả định",
    "drill": "diễn tập",
    "past": "chuyện đã qua",
    "fiction": "phim, truyện, tiểu phẩm",
    "denied": "đã bị bác bỏ",
    "not-school": "không thuộc trường học",
    "background": "chỉ nhắc lại làm bối cảnh",
}


def explain_item(
    tx: Tx, item_id: str, plan: Plan, *, source_names: Mapping[str, str] = NO_NAMES
) -> ItemExplanation | None:
    """Explain what became of an item. None when it was never stored."""
    item = tx.items.get(item_id)
    if item is None:
        return None
    said, own = tx.labels.get(item_id), tx.stories.story_of(item_id)
    found = tx.incidents.for_item(item_id)
    incident = tx.incidents.standing(found[0].id) if found else None
    if said is None:
        return ItemExplanation(item_id, headline_of(item), "Tin chưa được phân loại, hệ thống sẽ thử lại.", ())
    told = incident is not None and bool(tx.outbox.for_incident(incident.id))
    in_story = tx.labels.many(m.item_id for m in tx.stories.members(own.story_id)) if own else {item_id: said}
    verdict = _with_incident(incident, plan, told=told) if incident else _without(said, own, worst(in_story.values()))
    reasons = (*_reasons(item, said, own, incident, plan), *_published_before(tx, item, said, source_names))
    return ItemExplanation(item_id, headline_of(item), verdict, reasons, incident.id if incident else None)


def _with_incident(incident: Incident, plan: Plan, *, told: bool) -> str:
    cell = matrix_cell(incident, plan)
    if cell.tier == Tier.PUSH and told:
        return f"Tin thuộc sự cố {incident.id}, đã báo cho đơn vị."
    return f"Tin thuộc sự cố {incident.id}: {TIERS[Tier(cell.tier)]}."


def _without(said: Classification, own: Membership | None, level: Severity) -> str:
    if not said.relevant.value and said.severity < BIRTH_LEVEL:
        return "Không báo động: tin không thuộc lĩnh vực giáo dục của Sở."
    if level < BIRTH_LEVEL:
        return f"Không báo động: sự việc mới ở mức {level_words(level)}, chưa đến mức {level_words(BIRTH_LEVEL)}."
    if said.territory is Territory.OTHER:
        return "Không báo động: sự việc ở tỉnh khác; chỉ sự cố nghiêm trọng ở nơi khác mới vào bản tin tổng hợp."
    if own is not None and own.copy_of is not None:
        return f"Không báo động: bài đăng lại của tin {own.copy_of}, không phải nguồn mới."
    return "Không báo động: tin nói về chuyện đã lâu (quá 14 ngày) hoặc chưa đủ căn cứ mở sự cố."


def _reasons(
    item: Item, said: Classification, own: Membership | None, incident: Incident | None, plan: Plan
) -> Iterator[str]:
    yield f"Liên quan đến ngành: {'có' if said.relevant.value else 'không'} (điểm {number(said.relevant.score)})."
    kinds = [plan.incident_type(kind.id).name for kind in said.incident_types[:2] if _is_known(kind.id, plan)]
    if kinds:
        yield f"Loại sự việc: {', '.join(kinds)}."
    yield f"Mức của riêng tin này: {level_words(said.severity)} (chắc chắn {number(said.severity_confidence)})."
    yield f"Địa bàn: {TERRITORIES[said.territory]}."
    yield from _guarded(item, said)
    if own is not None:
        yield f"Vị trí: {own.why}."
    if own is not None and own.copy_of is not None:
        yield f"Đăng lại của tin {own.copy_of}: làm tin lan rộng, không làm tin chắc hơn."
    if item.published_at is not None and said.event_time is not None:
        yield f"Thời điểm sự việc theo tin: «{mask(said.event_time.text)}»."
    if incident is not None:
        yield matrix_cell(incident, plan).sentence


def _published_before(tx: Tx, item: Item, said: Classification, names: Mapping[str, str]) -> Iterator[str]:
    sentence = first_published(tx, [Member(item, said)], names)
    if sentence:
        yield sentence


def _guarded(item: Item, said: Classification) -> Iterator[str]:
    """Grave words that do not count, and why."""
    facts: list[Fact] = [fact for fact in said.facts if not fact.stands]
    for fact in facts[:MAX_GUARDED]:
        why = ", ".join(GUARDS.get(guard, guard) for guard in fact.guards)
        quote = mask_quote(item.full_text, fact.text, fact.start, fact.end)
        yield f"«{quote}» không tính: {why}."


def _is_known(type_id: str, plan: Plan) -> bool:
    return any(kind.id == type_id for kind in plan.incident_types)
