"""The small web application that the desk grows from: health, the page a signed link opens, and a masked overview.

Until sign-in stands it is bound to 127.0.0.1. A GET never changes anything: a mail scanner that follows every link
acknowledges nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

from fastapi import FastAPI, Form, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from jinja2 import Environment, FileSystemLoader, select_autoescape

from alerts.links import Claim
from alerts.policy import Tier, tier_of
from alerts.words import LEVELS, span_words
from monitor.app import App
from monitor.core.clock import show_time
from monitor.core.handling import Action, ActionKind
from monitor.core.incidents import Incident
from monitor.core.privacy import mask

TEMPLATES = Path(__file__).parent / "templates"
OVERVIEW_INCIDENTS = 50
OVERVIEW_ITEMS = 30
HEADLINE_CHARS = 120
"""Cut after masking: half a telephone number is no longer seen to be one."""
OVERVIEW_WINDOW = timedelta(days=1)
STALE_AFTER = timedelta(minutes=15)
SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One incident as the overview shows it."""

    id: str
    level: str
    level_name: str
    title: str
    state: str
    unit: str
    seen: str
    why: str
    clock: str


def create_web(app: App) -> FastAPI:
    """Build the web application over a running product."""
    web = FastAPI(title="Giám sát truyền thông", docs_url=None, redoc_url=None, openapi_url=None)
    env = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=select_autoescape())

    def page(name: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        return HTMLResponse(env.get_template(name).render(**values), status_code=status)

    @web.middleware("http")
    async def secure(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await call_next(request)
        for name, value in SECURITY_HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    @web.get("/")
    def overview() -> HTMLResponse:
        return page("overview.html", **_overview(app))

    @web.get("/suc-khoe")
    def health() -> JSONResponse:
        state = _health(app)
        return JSONResponse(state, status_code=200 if state["ok"] else 503)

    @web.get("/xac-nhan/{token}")
    def confirm(token: str) -> HTMLResponse:
        claim, incident = _claimed(app, token)
        if claim is None or incident is None:
            return page("invalid_link.html", status=404)
        return page("acknowledge.html", token=token, **_acknowledgement(app, claim, incident))

    @web.post("/xac-nhan/{token}")
    def acknowledge(token: str, act: Annotated[str, Form()] = "acknowledge") -> HTMLResponse:
        claim, incident = _claimed(app, token)
        if claim is None or incident is None or act != ActionKind.ACKNOWLEDGE.value:
            return page("invalid_link.html", status=404)
        action = Action(app.clock.now(), claim.unit, ActionKind.ACKNOWLEDGE, incident_id=incident.id)
        after = app.pipeline.act(action) or incident
        return page("acknowledge.html", token=token, done=True, **_acknowledgement(app, claim, after))

    return web


def _claimed(app: App, token: str) -> tuple[Claim | None, Incident | None]:
    claim = app.signer.verify(token, now=app.clock.now())
    if claim is None:
        return None, None
    with app.store.read() as tx:
        return claim, tx.incidents.standing(claim.incident_id)


def _acknowledgement(app: App, claim: Claim, incident: Incident) -> dict[str, Any]:
    who = incident.acknowledged_by
    return {
        "row": _row(app, incident),
        "unit": app.plan.unit(claim.unit).name,
        "open": incident.is_open,
        "acknowledged": f"{app.plan.unit(who).name} – {show_time(incident.acknowledged_at)}"
        if who and incident.acknowledged_at and app.plan.has_unit(who)
        else "",
    }


def _overview(app: App) -> dict[str, Any]:
    now = app.clock.now()
    with app.store.read() as tx:
        incidents = sorted(tx.incidents.open(), key=lambda i: (-i.level, i.first_seen_at))[:OVERVIEW_INCIDENTS]
        items = tx.items.recent(now - OVERVIEW_WINDOW)[-OVERVIEW_ITEMS:][::-1]
        warnings = tx.warnings.recent(10)
        waiting = tx.outbox.waiting_count()
        total = tx.items.count()
        feeds = tx.feeds.all()
    outcomes = Counter("tốt" if not state.failures else "lỗi" for state in feeds)
    tiers = {tier: [_row(app, i) for i in incidents if tier_of(i, app.plan) is tier] for tier in Tier}
    return {
        "now": show_time(now),
        "incidents": tiers[Tier.PUSH],
        "candidates": tiers[Tier.CANDIDATE],
        "to_know": [*tiers[Tier.DIGEST], *tiers[Tier.NONE]],
        "items": [
            {
                "title": mask(i.title or i.text)[:HEADLINE_CHARS],
                "source": i.source,
                "at": show_time(i.seen_at) if i.seen_at else "",
            }
            for i in items
        ],
        "warnings": [{"at": show_time(w.at), "text": w.text} for w in warnings],
        "waiting": waiting,
        "total": total,
        "feeds_ok": outcomes["tốt"],
        "feeds_bad": outcomes["lỗi"],
        "plan": app.plan.name,
    }


def _row(app: App, incident: Incident) -> IncidentRow:
    units = ", ".join(app.plan.unit(unit).name for unit in incident.units if app.plan.has_unit(unit))
    state = "đã tiếp nhận" if incident.acknowledged_at else "chưa ai tiếp nhận"
    return IncidentRow(
        id=incident.id,
        level=str(incident.level),
        level_name=LEVELS[incident.level],
        title=incident.title,
        state=state if incident.is_open else "đã khép lại",
        unit=units,
        seen=show_time(incident.first_seen_at),
        why="; ".join(f"«{text}»" for text in incident.evidence()),
        clock=_clock_left(incident, app.clock.now()),
    )


def _clock_left(incident: Incident, now: datetime) -> str:
    clock = incident.clock
    if clock is None:
        return ""
    if clock.stopped_at is not None:
        return f"đã phát ngôn lúc {show_time(clock.stopped_at)}"
    left = clock.due_at - now
    if left < timedelta(0):
        return f"quá hạn phát ngôn từ {show_time(clock.due_at)}"
    return f"còn {span_words(left)} để phát ngôn (hạn {show_time(clock.due_at)})"


def _health(app: App) -> dict[str, Any]:
    now = app.clock.now()
    with app.store.read() as tx:
        beats = {name: tx.meta.get(f"beat:{name}") for name in ("thu thập tin", "gửi tin")}
        waiting, items = tx.outbox.waiting_count(), tx.items.count()
    ages = {name: (now - datetime.fromisoformat(at)).total_seconds() for name, at in beats.items() if at}
    stale = [name for name, age in ages.items() if age > STALE_AFTER.total_seconds()]
    return {"ok": not stale, "stale": stale, "items": items, "outbox_waiting": waiting, "beat_age_s": ages}
