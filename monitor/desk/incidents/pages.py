"""Sự cố: the list, one incident's page, and the acts on it as forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from fastapi.responses import Response

from monitor.core.accounts import MAY, Permission, may_see
from monitor.core.casework.cases import is_sensitive
from monitor.core.clock import local_date, parse_time
from monitor.core.errors import ConflictError
from monitor.core.handling import Action, ActionKind
from monitor.core.incidents import Incident, IncidentStatus
from monitor.core.labels import Severity, Territory
from monitor.desk.errors import BadForm, NotFound
from monitor.desk.incidents.acts import ACTS, Act, Args, offered, read_args
from monitor.desk.incidents.candidates import holder_of
from monitor.desk.incidents.case_forms import Reader
from monitor.desk.incidents.case_view import CaseRead, case_view
from monitor.desk.incidents.proposals import proposals
from monitor.desk.incidents.rows import row_of
from monitor.desk.incidents.view import CaseFile, view_of
from monitor.desk.pages import Pages
from monitor.desk.visits import Visit, Visiting, see
from monitor.stages.casework import read_case, tracks
from monitor.stages.explaining import explain_incident
from monitor.store.database import Tx
from monitor.store.incident_lists import IncidentFilter

pages = Pages()

PAGE = 50
MERGE_CHOICES = 100
MARK_FIELD = "mark"
_STATES: Mapping[str, IncidentStatus | None] = {
    "": IncidentStatus.OPEN,
    "mo": IncidentStatus.OPEN,
    "khep": IncidentStatus.CLOSED,
    "tat-ca": None,
}


@pages.get("/su-co", may=Permission.READ)
def incident_list(visit: Visiting) -> Response:
    """Incidents, the latest first, narrowed by state, level and territory."""
    me, plan = visit.me, visit.app.plan
    wanted = _filter(visit)
    with visit.app.store.read() as tx:
        found = tx.incident_lists.page(wanted, limit=PAGE + 1, after=page_key(visit.asked("sau")))
        total = tx.incident_lists.count(wanted)
    shown = [incident for incident in found[:PAGE] if may_see(me, incident, plan, told=True)]
    return visit.page(
        "incidents.html",
        rows=[row_of(incident, plan, visit.now, looked_at=me.looked_at) for incident in shown],
        total=total,
        asked={name: visit.asked(name) for name in ("trang-thai", "muc", "dia-ban")},
        next_key=f"{found[PAGE - 1].opened_at.isoformat()}~{found[PAGE - 1].id}" if len(found) > PAGE else "",
    )


@pages.get("/su-co/{incident_id}", may=Permission.READ)
def incident_page(visit: Visiting, incident_id: str) -> Response:
    """One incident with all that is known of it."""
    return show_incident(visit, incident_id)


def show_incident(visit: Visit, incident_id: str, *, status: int = 200, fault: str = "", **tried: Any) -> Response:
    """The incident's page; `tried` is what was sent and not done: the act's `slug` and the `fields` typed."""
    plan, sources = visit.app.plan, visit.app.source_names
    with visit.app.store.read() as tx:
        incident = visible_incident(visit, tx, incident_id)
        case, written = _read(tx, incident), read_case_file(visit, tx, incident)
        explanation = explain_incident(tx, incident.id, plan, whole_story=False, source_names=sources)
        holder = holder_of(visit, tx, incident.id)
        others = tx.incident_lists.open_by_level(limit=MERGE_CHOICES) if visit.may(Permission.JUDGE) else ()
    return visit.page(
        "incident.html",
        status=status,
        view=view_of(case, plan, visit.now, sources),
        acts=[act for act in ACTS if visit.may(act.may) and offered(act, incident)],
        others=[(other.id, f"{other.level} – {other.title}") for other in others if other.id != incident.id],
        levels=list(Severity),
        fault=fault,
        tried={"slug": "", "fields": {}} | tried,
        proposals=proposals(incident, case.items, case.outbox, sources, visit.now),
        case=case_view(written, case_reader(visit, incident), MAY[visit.me.role], plan, visit.now),
        explanation=explanation,
        holder=holder,
        units=[(unit.id, unit.name) for unit in plan.units_on(local_date(visit.now))],
    )


def read_case_file(visit: Visit, tx: Tx, incident: Incident) -> CaseRead:
    """The case file of an incident, with what the rules look at besides."""
    return CaseRead(
        case=read_case(tx, incident.id),
        tracks=[track for track in tracks(tx) if track.incident_id == incident.id],
        is_open=incident.is_open,
        sensitive=is_sensitive(incident, visit.app.plan),
    )


def case_reader(visit: Visit, incident: Incident) -> Reader:
    """The signed-in person as the case file knows people."""
    return Reader(visit.me.name, visit.unit, handles=visit.me.sees_all or visit.unit in incident.units)


def _read(tx: Tx, incident: Incident) -> CaseFile:
    events = tx.incidents.events(incident.id)
    people = {event.person for event in events if event.person}
    return CaseFile(
        incident=incident,
        items=tx.items.many(incident.item_ids),
        memberships=tx.stories.members(incident.story_id),
        outbox=tx.outbox.for_incident(incident.id),
        suppressed=tx.suppressed.for_incident(incident.id),
        events=events,
        names={account.login: account.name for account in tx.users.all() if account.login in people},
    )


def visible_incident(visit: Visit, tx: Tx, incident_id: str) -> Incident:
    """The incident, when there is one and the person may read it. Raises NotFound: both look the same."""
    incident = tx.incidents.get(incident_id)
    if incident is None or not visit.sees(tx, incident):
        raise NotFound
    return incident


def _perform(act: Act) -> Callable[[Visiting, str], Response]:
    """The page that does one act. Its address is in the table of pages like any other."""

    def perform(visit: Visiting, incident_id: str) -> Response:
        typed = {name: visit.field(name) for name in act.fields}
        with visit.app.store.read() as tx:
            incident = visible_incident(visit, tx, incident_id)
        try:
            args = resolved_args(visit, act, incident, read_args(act, visit.field))
        except BadForm as error:
            tried = {"slug": act.slug, "fields": typed}
            return show_incident(visit, incident_id, status=error.status, fault=error.advice, **tried)
        action = Action(
            visit.now, visit.unit, act.kind, incident_id=incident.id, args=args, person=visit.me.login,
            expects=visit.field(MARK_FIELD, limit=64) or incident.handling_mark,
        )  # fmt: skip
        try:
            after = visit.app.pipeline.act(action)
        except ConflictError:
            words = "Người khác vừa thay đổi sự cố này. Hãy xem lại nội dung mới rồi gửi lần nữa nếu vẫn cần."
            return show_incident(visit, incident_id, status=409, fault=words, slug=act.slug, fields=typed)
        return see(f"/su-co/{after.id if after else incident.id}?xong={act.slug}")

    return perform


for _act in ACTS:
    pages.post(f"/su-co/{{incident_id}}/{_act.slug}", may=_act.may)(_perform(_act))


def resolved_args(visit: Visit, act: Act, incident: Incident, args: Args) -> Args:
    """A merge names the other incident on the page, and an item of it in the act. Raises BadForm."""
    if act.kind is not ActionKind.MERGE:
        return args
    with visit.app.store.read() as tx:
        into = tx.incidents.get(str(dict(args)["into"]))
        seen = into is not None and visit.sees(tx, into)
    if into is None or not seen or not into.is_open or into.id == incident.id:
        raise BadForm("Sự cố được chọn để gộp không còn mở. Hãy chọn sự cố khác.")
    return (("into", into.item_ids[0]),)


def _filter(visit: Visit) -> IncidentFilter:
    level, territory = visit.asked("muc"), visit.asked("dia-ban")
    return IncidentFilter(
        status=_STATES.get(visit.asked("trang-thai"), IncidentStatus.OPEN),
        min_level=Severity[level] if level in Severity.__members__ else Severity.S0,
        territory=Territory(territory) if territory in set(Territory) else None,
        unit=None if visit.me.sees_all else visit.me.unit,
    )


def page_key(text: str) -> tuple[datetime, str] | None:
    """Where the last page ended; None for the first page, and for what is no key."""
    moment, _, incident_id = text.partition("~")
    try:
        return (parse_time(moment), incident_id) if incident_id else None
    except ValueError:
        return None
