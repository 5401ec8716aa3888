"""Tin bài: search with filters, and one item's page. Names and numbers are masked until somebody says why not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from urllib.parse import quote, urlencode

from fastapi.responses import Response

from monitor.core.accounts import Account, Permission, Role, is_restricted
from monitor.core.clock import at_local
from monitor.core.incidents import Incident
from monitor.core.items import Channel, Item
from monitor.core.labels import Classification, EducationLevel, Sentiment, Severity, Territory
from monitor.core.plan import Plan
from monitor.desk.errors import BadForm, NotFound
from monitor.desk.items.label_forms import choices_of
from monitor.desk.items.view import cleared_words, no_alert_reason, row_of_item, view_of_item
from monitor.desk.pages import Pages
from monitor.desk.visits import Visit, Visiting
from monitor.reports.counting import ground_names
from monitor.stages.explaining_items import explain_item
from monitor.store.database import Tx
from monitor.store.item_lists import ItemFilter, ItemPage

pages = Pages()

PAGE = 40
MIN_REASON_CHARS = 8
"""«ok» is no reason that anybody could check later."""
FIELDS = ("tim", "chu-de", "sac-thai", "muc", "dia-ban", "nguon", "kenh", "tu", "den", "su-co", "noi", "cap", "tin-tot")
"""The search's fields, as they stand in its address."""


@pages.get("/tin-bai", may=Permission.READ)
def search(visit: Visiting) -> Response:
    """Items, newest first, narrowed by words and labels. A unit finds the items of its own incidents."""
    asked = {name: visit.asked(name) for name in FIELDS}
    plan, me = visit.app.plan, visit.me
    fault = ""
    try:
        wanted = filter_of(asked)
    except BadForm as error:
        wanted, fault = ItemFilter(words=asked["tim"]), error.advice
    before = visit.asked("truoc")
    with visit.app.store.read() as tx:
        if me.sees_all:
            found = tx.item_lists.page(wanted, limit=PAGE, before=int(before) if _is_key(before) else None)
        else:
            found = ItemPage(_own_items(tx, me))
        said = tx.labels.many(item.id for item in found.items)
        held = tx.incident_lists.holding(item.id for item in found.items)
        saved = tx.saved_searches.of(me.id) if me.sees_all else ()
    names = visit.app.source_names
    rows = [
        row_of_item(
            item,
            said.get(item.id),
            plan=plan,
            sources=names,
            now=visit.now,
            incident_id=held[item.id][0].id if item.id in held else "",
        )
        for item in found.items
        if may_read_item(me, said.get(item.id), held.get(item.id, ()), plan)
    ]
    kept = {name: value for name, value in asked.items() if value}
    return visit.page(
        "items.html", rows=rows, asked=asked, fault=fault, cut_short=found.cut_short, choices=_choices(visit),
        next_address=f"/tin-bai?{urlencode(kept | {'truoc': found.next_key})}" if found.next_key is not None else "",
        narrowed=bool(kept), asked_for=list(kept), saved=saved, query=urlencode(kept),
    )  # fmt: skip


@pages.get("/tin-bai/{item_id:path}", may=Permission.READ)
def item_page(visit: Visiting, item_id: str) -> Response:
    """One item with its labels, reasons, versions, and why it was (not) told."""
    return show_item(visit, item_id)


@pages.post("/hien-ten/{item_id:path}", may=Permission.REVEAL)
def reveal(visit: Visiting, item_id: str) -> Response:
    """Show names and numbers as they were written, this once; who, what and why is written down first."""
    reason = visit.field("reason", limit=300)
    if len(reason) < MIN_REASON_CHARS:
        return show_item(visit, item_id, status=422, fault="Hãy ghi rõ vì sao cần xem; lý do được lưu vào nhật ký.")
    with visit.app.store.transaction() as tx:
        readable_item(visit, tx, item_id)
        visit.audit(tx, "reveal", item_id, reason)
    return show_item(visit, item_id, revealed=True)


def show_item(visit: Visit, item_id: str, *, status: int = 200, revealed: bool = False, fault: str = "") -> Response:
    """The item's page."""
    plan = visit.app.plan
    with visit.app.store.read() as tx:
        item, said, incidents = readable_item(visit, tx, item_id)
        placed, versions = tx.stories.story_of(item_id), tx.items.versions(item_id)
        held = tx.suppressed.for_incident(incidents[0].id) if incidents else ()
        explanation = explain_item(tx, item_id, plan)
        cleared_at = tx.retention.was_cleared(item_id)
    days, changed = visit.app.settings.retention_days, len(versions) > 1
    names = visit.app.source_names
    view = view_of_item(
        item, said, placed, versions, plan=plan, revealed=revealed,
        source=names.get(item.source or "", item.source or "không rõ nguồn"),
    )  # fmt: skip
    return visit.page(
        "item.html", status=status, view=view, fault=fault, why=no_alert_reason(said, incidents, held, plan),
        incidents=[(incident.id, f"{incident.level} – {incident.title}") for incident in incidents],
        choices=choices_of(said, plan) if said is not None and visit.may(Permission.JUDGE) else None,
        corrected=visit.asked("xong") == "nhan", address=quote(item_id, safe=""),
        reasons=explanation.reasons if explanation is not None else (),
        cleared=cleared_words(item, cleared_at, days=days, changed=changed) if cleared_at is not None else "",
    )  # fmt: skip


def readable_item(visit: Visit, tx: Tx, item_id: str) -> tuple[Item, Classification | None, tuple[Incident, ...]]:
    """The item with what is said of it and the incidents the person may see. Raises NotFound."""
    item, me, plan = tx.items.get(item_id), visit.me, visit.app.plan
    if item is None:
        raise NotFound
    said, holding = tx.labels.get(item_id), tx.incidents.for_item(item_id)
    seen = tuple(incident for incident in holding if visit.sees(tx, incident))
    if not me.sees_all and not seen:
        raise NotFound
    if not may_read_item(me, said, holding, plan):
        raise NotFound
    return item, said, seen


def may_read_item(reader: Account, said: Classification | None, holding: Sequence[Incident], plan: Plan) -> bool:
    """Whether an item's subject is open to the reader: those who only look see nothing of restricted cases."""
    if reader.role is not Role.VIEWER:
        return True
    restricted = {kind.id for kind in plan.incident_types if kind.restricted}
    labelled = said is not None and any(kind.id in restricted for kind in said.incident_types)
    return not labelled and not any(is_restricted(incident, plan) for incident in holding)


def _own_items(tx: Tx, me: Account) -> tuple[Item, ...]:
    """The items of a unit's open incidents, newest first."""
    own = tx.incident_lists.open_by_level(limit=PAGE, unit=me.unit)
    ids = dict.fromkeys(item_id for incident in own for item_id in incident.item_ids)
    found = tx.items.many(ids).values()
    return tuple(sorted(found, key=lambda item: (item.seen_at is not None, item.seen_at, item.id), reverse=True)[:PAGE])


def filter_of(asked: dict[str, str]) -> ItemFilter:
    """Read the search's fields. Raises BadForm when a date is none."""
    labels = [
        ("themes", asked["chu-de"]),
        ("sentiment", asked["sac-thai"] if asked["sac-thai"] in set(Sentiment) else ""),
        ("severity", asked["muc"] if asked["muc"] in Severity.__members__ else ""),
        ("territory", asked["dia-ban"] if asked["dia-ban"] in set(Territory) else ""),
        ("places", asked["noi"]),
        ("levels", asked["cap"] if asked["cap"] in set(EducationLevel) else ""),
        ("good_news", "true" if asked["tin-tot"] == "co" else ""),
    ]
    since, until = _day(asked["tu"]), _day(asked["den"])
    return ItemFilter(
        words=asked["tim"],
        labels=tuple((task, label) for task, label in labels if label),
        source=asked["nguon"],
        channel=Channel(asked["kenh"]) if asked["kenh"] in set(Channel) else None,
        since=at_local(since, time(0)) if since else None,
        until=at_local(until + timedelta(days=1), time(0)) if until else None,
        in_incident={"co": True, "khong": False}.get(asked["su-co"]),
    )


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadForm("Ngày phải viết theo dạng năm-tháng-ngày, ví dụ 2022-10-12.") from None


def _is_key(text: str) -> bool:
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdigit() and len(digits) < 19  # noqa: PLR2004 - below 64 bits


def _choices(visit: Visit) -> dict[str, list[tuple[str, str]]]:
    return {
        "chu-de": [(theme.id, theme.name) for theme in visit.app.plan.themes],
        "noi": sorted(ground_names(visit.app.plan).items(), key=lambda pair: pair[1]),
        "nguon": sorted(((source.id, source.name) for source in visit.app.sources), key=lambda pair: pair[1]),
    }
