"""For watching programs: `/health` (whether it does its work) and `/metrics` (figures). Neither needs a sign-in.

Health tells nothing of what was found. Figures are shown to this machine alone, to whoever has the token, or to nobody.
"""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta
from http import HTTPStatus
from ipaddress import ip_address

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from monitor.app import App
from monitor.core.errors import StorageError, StorageTrouble
from monitor.core.settings import Settings
from monitor.core.storage_words import TROUBLES
from monitor.desk.links.pages import STALE_AFTER
from monitor.metrics import CONTENT_TYPE, JOBS
from monitor.stages.alarming import BEATS
from monitor.store.database import Tx

HEALTH_PATH, METRICS_PATH = "/health", "/metrics"
BACKLOG = timedelta(minutes=10)
"""A message due for longer waits for something that does not come by itself."""
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")


def telemetry_routes(app: App) -> APIRouter:
    """Build the routes over a running product."""
    routes = APIRouter()
    app.metrics.start(app.store)

    @routes.get(HEALTH_PATH, include_in_schema=False)
    def health() -> Response:
        state = health_of(app, app.clock.now())
        status = HTTPStatus.OK if state["ready"] else HTTPStatus.SERVICE_UNAVAILABLE
        return JSONResponse(state, status_code=status)

    @routes.get(METRICS_PATH, include_in_schema=False)
    def metrics(request: Request) -> Response:
        if not may_see(app.settings, request):
            return Response(status_code=HTTPStatus.NOT_FOUND)
        return Response(app.metrics.render(app.store, now=app.clock.now()), media_type=CONTENT_TYPE)

    return routes


def health_of(app: App, now: datetime) -> dict[str, object]:
    """Say whether it lives, is ready, how long ago it worked, and what is not as it should be."""
    reasons: list[str] = []
    ages: dict[str, float | None] = dict.fromkeys(JOBS.values())
    try:
        with app.store.read() as tx:
            ages = _ages(tx, now)
            reasons += _reasons(tx, ages, now)
    except StorageError as error:
        reasons.append(TROUBLES[error.trouble])
    trouble = app.condition.trouble
    if trouble is not None and TROUBLES[trouble] not in reasons:
        reasons.append(TROUBLES[trouble])
    reasons += [f"công việc «{name}» gặp lỗi ở lượt gần nhất" for name in app.condition.failing]
    stuck = any(age is not None and age > STALE_AFTER.total_seconds() for age in ages.values())
    broken = any(words in reasons for words in (TROUBLES[trouble] for trouble in StorageTrouble))
    return {
        "live": True,
        "ready": not stuck and not broken,
        "last_poll_age_s": ages[JOBS["thu thập tin"]],
        "last_delivery_age_s": ages[JOBS["gửi tin"]],
        "degraded": reasons,
    }


def _ages(tx: Tx, now: datetime) -> dict[str, float | None]:
    beats = {JOBS[name]: tx.meta.get(f"beat:{name}") for name in BEATS}
    return {job: (now - datetime.fromisoformat(at)).total_seconds() if at else None for job, at in beats.items()}


def _reasons(tx: Tx, ages: dict[str, float | None], now: datetime) -> list[str]:
    reasons = []
    names = {job: name for name, job in JOBS.items()}
    for job, age in ages.items():
        if age is not None and age > STALE_AFTER.total_seconds():
            reasons.append(f"{BEATS[names[job]]} đã {int(age // 60)} phút")
    reasons += [f"kênh {state.channel} đang ngừng" for state in tx.channels.all() if state.is_down(now)]
    due = tx.outbox.next_due()
    if due is not None and now - due > BACKLOG:
        reasons.append(f"có tin nhắn chờ gửi quá hạn {int((now - due).total_seconds() // 60)} phút")
    if apart := tx.quarantine.count():
        reasons.append(f"{apart} tin đang bị cách ly vì gặp lỗi khi xét")
    return reasons


def may_see(settings: Settings, request: Request) -> bool:
    """Whether the figures may be shown to whoever asks.

    `loopback`: a proxy on this machine speaks for others, so what it passes on is not of this machine.
    """
    if settings.metrics == "loopback":
        passed_on = any(name in request.headers for name in _FORWARDED)
        return not passed_on and request.client is not None and _is_loopback(request.client.host)
    if settings.metrics == "token" and settings.metrics_token is not None:
        kind, _, given = request.headers.get("authorization", "").partition(" ")
        wanted = settings.metrics_token.get_secret_value()
        return kind.lower() == "bearer" and hmac.compare_digest(given.encode(), wanted.encode())
    return False


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
