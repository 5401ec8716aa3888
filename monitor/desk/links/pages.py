"""Pages that need no sign-in: the one a signed link opens, health, and the static files. A GET never changes anything.

A mail scanner that follows every link acknowledges nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from fastapi.responses import JSONResponse, Response

from alerts.links import Claim, Purpose
from monitor.app import App
from monitor.core.accounts import Permission
from monitor.core.clock import show_time
from monitor.core.handling import ActionKind
from monitor.core.incidents import Incident
from monitor.desk.errors import NotFound
from monitor.desk.incidents.rows import row_of
from monitor.desk.links.acting import show_link, use_linked
from monitor.desk.pages import Pages
from monitor.desk.visits import Visit, Visiting
from monitor.stages.linked_acts import Done, InvalidLink, use_link
from monitor.store.database import Tx

pages = Pages()

CRAWLER = "thu thập tin"
BEATS = (CRAWLER, "gửi tin")
STALE_AFTER = timedelta(minutes=15)
YEAR_S = 31_536_000


@pages.get("/suc-khoe", may=Permission.PUBLIC)
def health(visit: Visiting) -> Response:
    """Whether the jobs run, for a watching program: counts alone, nothing of what was found."""
    state = health_of(visit.app, visit.now)
    return JSONResponse(state, status_code=200 if state["ok"] else 503)


@pages.get("/tep/{address}", may=Permission.PUBLIC)
def static_file(visit: Visiting, address: str) -> Response:
    """A style sheet or script. Its name changes with its content."""
    asset = visit.desk.assets.get(address)
    if asset is None:
        raise NotFound
    headers = {"Cache-Control": f"public, max-age={YEAR_S}, immutable"}
    return Response(asset.body, media_type=asset.kind, headers=headers)


@pages.get("/xac-nhan/{token}", may=Permission.PUBLIC)
def confirm(visit: Visiting, token: str) -> Response:
    """What the message was about, with a button to acknowledge."""
    claim, incident = _claimed(visit, token)
    if claim is None or incident is None:
        return _invalid(visit)
    if claim.purpose is not Purpose.ACKNOWLEDGE:
        return show_link(visit, token)
    return _acknowledgement(visit, claim, incident, token=token, done=False)


@pages.post("/xac-nhan/{token}", may=Permission.PUBLIC)
def acknowledge(visit: Visiting, token: str) -> Response:
    """Do what the link is for in the name of the unit that was sent it, once; nothing else can be done with it."""
    claim, incident = _claimed(visit, token)
    if claim is not None and claim.purpose is not Purpose.ACKNOWLEDGE:
        return use_linked(visit, token)
    act = visit.form.get("act", ActionKind.ACKNOWLEDGE.value)
    if claim is None or incident is None or act != ActionKind.ACKNOWLEDGE.value:
        return _invalid(visit)
    outcome = use_link(visit.app.pipeline.parts, visit.app.pipeline.judge, token, visit.form)
    if isinstance(outcome, InvalidLink):
        return _invalid(visit)
    return _acknowledgement(visit, claim, outcome.incident, token=token, done=isinstance(outcome, Done))


def health_of(app: App, now: datetime) -> dict[str, Any]:
    """How the product does: `ok` unless a job has stood still for too long."""
    with app.store.read() as tx:
        ages, stale = _beat_ages(tx, now), stale_jobs(tx, now)
        waiting, items = tx.outbox.waiting_count(), tx.items.count()
    return {"ok": not stale, "stale": list(stale), "items": items, "outbox_waiting": waiting, "beat_age_s": ages}


def stale_jobs(tx: Tx, now: datetime) -> tuple[str, ...]:
    """Names of jobs that have stood still for too long."""
    return tuple(name for name, age in _beat_ages(tx, now).items() if age > STALE_AFTER.total_seconds())


def _beat_ages(tx: Tx, now: datetime) -> dict[str, float]:
    beats = {name: tx.meta.get(f"beat:{name}") for name in BEATS}
    return {name: (now - datetime.fromisoformat(at)).total_seconds() for name, at in beats.items() if at}


def _claimed(visit: Visit, token: str) -> tuple[Claim | None, Incident | None]:
    claim = visit.app.signer.verify(token, now=visit.now)
    if claim is None or not visit.app.plan.has_unit(claim.unit):
        return None, None
    with visit.app.store.read() as tx:
        return claim, tx.incidents.standing(claim.incident_id)


def _invalid(visit: Visit) -> Response:
    return visit.page("invalid_link.html", status=404)


def _acknowledgement(visit: Visit, claim: Claim, incident: Incident, *, token: str, done: bool) -> Response:
    plan, who = visit.app.plan, incident.acknowledged_by
    acknowledged = ""
    if who and incident.acknowledged_at and plan.has_unit(who):
        acknowledged = f"{plan.unit(who).name} – {show_time(incident.acknowledged_at)}"
    response = visit.page(
        "acknowledge.html", token=token, done=done, row=row_of(incident, plan, visit.now), open=incident.is_open,
        unit=plan.unit(claim.unit).name, acknowledged=acknowledged,
        # A level that rose since asks for another answer.
        mine=who == claim.unit and incident.level <= (incident.acknowledged_level or incident.level),
    )  # fmt: skip
    # The address itself is a key: it must not reach another site.
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
