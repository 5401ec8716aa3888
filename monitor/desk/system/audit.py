"""The log of who saw or changed what, and whether its chain is whole."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi.responses import Response

from alerts.words import ACTIONS
from monitor.core.accounts import Permission
from monitor.core.casework.cases import CASE_FILE, Origin
from monitor.core.clock import show_time
from monitor.core.plan import Plan
from monitor.desk.act_words import details_in_words
from monitor.desk.pages import Pages
from monitor.desk.visits import Visiting
from monitor.desk.words import AUDIT_ACTS, OWNERLESS
from monitor.stages.retaining import SYSTEM
from monitor.store.audit import NumberedLine

pages = Pages()

PAGE = 100
OF_UNIT = "người của đơn vị"
"""Who acts by a signed link or an answer in a chat: the unit is known, the person is not."""
_PEOPLES = frozenset({*ACTIONS, *(act for act in AUDIT_ACTS if act.startswith("case."))})


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One line as it is shown."""

    number: int
    at: str
    who: str
    unit: str
    act: str
    what: str
    note: str


@pages.get("/nhat-ky", may=Permission.READ_AUDIT)
def log_page(visit: Visiting) -> Response:
    """The latest lines, narrowed by person and act, a page at a time."""
    person, act, before = visit.asked("nguoi"), visit.asked("viec"), visit.asked("truoc")
    with visit.app.store.read() as tx:
        found = tx.audit.before(int(before) if before.isdigit() else None, PAGE + 1, person=person, act=act)
        acts = tx.audit.acts()
        people = [account.login for account in tx.users.all()]
    rows = [_row(line, visit.app.plan) for line in found[:PAGE]]
    return visit.page(
        "audit.html", rows=rows, acts=[(name, AUDIT_ACTS.get(name, name)) for name in acts], people=people,
        person=person, act=act, next_number=rows[-1].number if len(found) > PAGE else None,
    )  # fmt: skip


@pages.post("/nhat-ky/kiem-tra", may=Permission.READ_AUDIT)
def check(visit: Visiting) -> Response:
    """Read the whole log and say whether anything was changed in it."""
    with visit.app.store.read() as tx:
        result, anchor = tx.audit.verify(), tx.audit.anchor()
    return visit.page("audit_check.html", result=result, anchor=anchor)


def _row(numbered: NumberedLine, plan: Plan) -> AuditRow:
    line = numbered.line
    unit = plan.unit(line.actor).name if plan.has_unit(line.actor) else "" if line.actor == SYSTEM else line.actor
    return AuditRow(
        number=numbered.number,
        at=show_time(line.at),
        who=line.person or (OF_UNIT if line.act in _PEOPLES and line.note != Origin.MACHINE else OWNERLESS),
        unit=unit,
        act=AUDIT_ACTS.get(line.act, line.act),
        what=line.what.removeprefix(CASE_FILE),
        note=details_in_words(line.act, line.note),
    )
