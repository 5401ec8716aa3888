"""Đơn vị & danh bạ: units of any period, who is on duty for them, who stands in, quiet hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fastapi.responses import Response

from alerts.alert_case import BUDGETED_KINDS
from alerts.words import DELIVERY_CHANNELS
from monitor.core.accounts import Permission, may_see
from monitor.core.clock import local_date
from monitor.core.handling import Action, ActionKind
from monitor.core.labels import Severity
from monitor.core.plan import Contact, Plan, Unit, is_phone
from monitor.desk.errors import BadForm, NotFound
from monitor.desk.incidents.rows import unit_names
from monitor.desk.pages import Pages
from monitor.desk.times import short_time
from monitor.desk.visits import Visit, Visiting, see
from monitor.stages.recipients import known_recipient
from monitor.stages.trials import send_trial, trial_words
from monitor.store.database import Tx

pages = Pages()

ROLE_NAMES = {
    "leadership": "Lãnh đạo Sở",
    "spokesperson": "Người phát ngôn",
    "office": "Văn phòng",
    "department": "Phòng chuyên môn",
    "district": "Phòng GD&ĐT huyện, thành phố",
    "commune": "Xã, phường",
    "attached": "Trường, trung tâm trực thuộc",
}


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit as it is shown; `valid` are its dates in words, empty when it has none."""

    id: str
    name: str
    group: str
    contact: Contact | None
    substitutes: str
    valid: str


@dataclass(frozen=True, slots=True)
class SilenceRow:
    """A unit that asked not to be told of an incident, until when and why."""

    number: int
    incident_id: str
    title: str
    unit: str
    until: str
    reason: str


@pages.get("/don-vi", may=Permission.READ_ALL)
def unit_list(visit: Visiting) -> Response:
    """Units that exist today by group, or all of every period."""
    plan = visit.app.plan
    everything = visit.asked("moi-thoi-ky") == "co"
    day = local_date(visit.now)
    units = plan.units if everything else plan.units_on(day)
    with visit.app.store.read() as tx:
        contacts = {unit.id: tx.contacts.of(unit.id) for unit in units}
        silences = _silence_rows(visit, tx)
    rows = [_row(unit, contacts[unit.id], plan) for unit in units]
    groups = [(name, [row for row in rows if row.group == name]) for name in dict.fromkeys(ROLE_NAMES.values())]
    return visit.page(
        "units.html", groups=[(name, found) for name, found in groups if found], everything=everything, total=len(rows),
        quiet=quiet_words(plan), silences=silences, saved=visit.asked("xong") == "bao-lai",
    )  # fmt: skip


@pages.get("/don-vi/{unit_id}", may=Permission.READ_ALL)
def unit_page(visit: Visiting, unit_id: str) -> Response:
    """One unit, with a form for its contact."""
    return _show(visit, unit_id)


@pages.post("/don-vi/{unit_id}/lien-he", may=Permission.MANAGE_CONTACTS)
def change_contact(visit: Visiting, unit_id: str) -> Response:
    """Set who is on duty for a unit."""
    unit = _unit(visit, unit_id)
    try:
        contact = _contact(visit)
    except BadForm as error:
        return _show(visit, unit_id, status=error.status, fault=error.advice)
    args = (("unit", unit.id), *contact)
    visit.app.pipeline.act(Action(visit.now, visit.unit, ActionKind.CHANGE_CONTACT, args=args, person=visit.me.login))
    return see(f"/don-vi/{unit.id}?xong=lien-he")


@pages.post("/don-vi/{unit_id}/gui-thu", may=Permission.MANAGE_CONTACTS)
def send_trial_message(visit: Visiting, unit_id: str) -> Response:
    """Send a trial by every channel to whoever is on duty, and show what became of it."""
    unit, app = _unit(visit, unit_id), visit.app
    with app.store.transaction() as tx:
        recipient = known_recipient(tx, app.plan, unit.id)
        visit.audit(tx, "test-contact", unit.id)
    outcomes = send_trial(app.pipeline.parts.channels, recipient, now=visit.now)
    tried = [(DELIVERY_CHANNELS.get(name, name), trial_words(outcome)) for name, outcome in outcomes.items()]
    return _show(visit, unit_id, tried=tried or [("Kênh gửi tin", "bản đang chạy chưa khai báo kênh nào")])


@pages.post("/tam-ngung/{number}/bao-lai", may=Permission.JUDGE)
def end_silence(visit: Visiting, number: int) -> Response:
    """End a silence before its time; what it held back is looked at again at once."""
    with visit.app.store.transaction() as tx:
        silence = tx.silences.end(number, now=visit.now)
        if silence is None:
            raise NotFound("Lần tạm ngừng này đã hết hạn hoặc đã được bỏ.")
        incident = tx.incidents.get(silence.incident_id)
        if incident is not None and incident.is_open:
            tx.incidents.set_next_due(incident.id, visit.now)
        visit.audit(tx, "end-silence", silence.incident_id, silence.unit)
    return see("/don-vi?xong=bao-lai")


def _silence_rows(visit: Visit, tx: Tx) -> list[SilenceRow]:
    found = []
    for number, silence in tx.silences.standing(visit.now):
        incident = tx.incidents.get(silence.incident_id)
        if incident is not None and may_see(visit.me, incident, visit.app.plan):
            unit = unit_names((silence.unit,), visit.app.plan) or silence.unit
            until = short_time(silence.until, visit.now)
            found.append(SilenceRow(number, incident.id, incident.title, unit, until, silence.reason))
    return found


def quiet_words(plan: Plan) -> str:
    """The quiet hours: `21:00 đến 06:00`."""
    return f"{plan.alerts.quiet_from:%H:%M} đến {plan.alerts.quiet_to:%H:%M}"


def _contact(visit: Visit) -> tuple[tuple[str, str], ...]:
    typed = {name: " ".join(visit.field(name, limit=200).split()) for name in ("person", "email", "zalo", "phone")}
    person, email, zalo, phone = typed.values()
    if not person:
        raise BadForm("Hãy ghi họ tên người trực.")
    if not email and not zalo:
        raise BadForm("Cần ít nhất một địa chỉ: thư điện tử hoặc Zalo, nếu không sẽ không gửi được cảnh báo.")
    if email and ("@" not in email or any(char.isspace() or char in "<>,;" for char in email)):
        raise BadForm("Địa chỉ thư điện tử chưa đúng; ví dụ truc-tin@sogddt.example.")
    if phone and not is_phone(phone):
        raise BadForm("Số điện thoại chưa đúng; ví dụ 0987 654 321 hoặc 0275 3822 300.")
    return tuple(typed.items())


def _show(
    visit: Visit, unit_id: str, *, status: int = 200, fault: str = "", tried: Sequence[tuple[str, str]] = ()
) -> Response:
    unit = _unit(visit, unit_id)
    with visit.app.store.read() as tx:
        contact = tx.contacts.of(unit.id)
        since = visit.now - visit.app.plan.alerts.budget_window
        spent = tx.outbox.push_counts([unit.id], since, kinds=BUDGETED_KINDS, below=Severity.S4)
    return visit.page(
        "unit.html", status=status, row=_row(unit, contact, visit.app.plan), from_plan=contact is None, fault=fault,
        pushes=spent.get(unit.id, 0), budget=visit.app.plan.alerts.budget_pushes,
        window_hours=round(visit.app.plan.alerts.budget_window.total_seconds() / 3600),
        saved=visit.asked("xong") == "lien-he", quiet=quiet_words(visit.app.plan), tried=tried,
    )  # fmt: skip


def _row(unit: Unit, contact: Contact | None, plan: Plan) -> UnitRow:
    planned = unit.contacts[0] if unit.contacts else None
    return UnitRow(
        id=unit.id,
        name=unit.name,
        group=ROLE_NAMES.get(unit.role, unit.role),
        contact=contact or planned,
        substitutes=unit_names(unit.substitutes, plan),
        valid=_valid(unit.valid_from, unit.valid_to),
    )


def _valid(start: date | None, end: date | None) -> str:
    words = [f"từ {start:%d/%m/%Y}" if start else "", f"đến hết {end:%d/%m/%Y}" if end else ""]
    return " ".join(filter(None, words))


def _unit(visit: Visit, unit_id: str) -> Unit:
    if not visit.app.plan.has_unit(unit_id):
        raise NotFound
    return visit.app.plan.unit(unit_id)
