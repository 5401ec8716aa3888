"""Builds the desk's web application: the pages, the gate in front of each, and what every answer carries."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.app import App
from monitor.core.errors import MonitorError
from monitor.desk import today
from monitor.desk.accounts import access_tokens, own_account, sign_in_service_pages, signing_in
from monitor.desk.accounts import pages as account_pages
from monitor.desk.broken import broken_page
from monitor.desk.errors import DeskError, NotFound, NotSignedIn
from monitor.desk.incidents import candidates, case_pages
from monitor.desk.incidents import pages as incident_pages
from monitor.desk.items import exporting, labelling, saved, submitting
from monitor.desk.items import pages as item_pages
from monitor.desk.links import pages as link_pages
from monitor.desk.live import updates
from monitor.desk.live.watcher import Hub
from monitor.desk.machines.api import PATH, Bounded, create_api
from monitor.desk.machines.telemetry import telemetry_routes
from monitor.desk.machines.webhooks import webhook_routes
from monitor.desk.machines.websub import websub_routes
from monitor.desk.pages import Pages, check_rules, mount
from monitor.desk.press import lists as press_lists
from monitor.desk.press import news as press_news
from monitor.desk.press import office as press_office
from monitor.desk.reports import pages as report_pages
from monitor.desk.reports import sending as report_sending
from monitor.desk.reports import trends
from monitor.desk.reports import units as unit_reporting
from monitor.desk.service import Desk
from monitor.desk.sources import adding as source_adding
from monitor.desk.sources import pages as source_pages
from monitor.desk.system import audit, directory
from monitor.desk.system import help as help_page
from monitor.desk.system import pages as system_pages
from monitor.desk.system import settings as settings_page
from monitor.desk.visits import Visit, see, who_is

log = logging.getLogger(__name__)

GROUPS: Sequence[Pages] = (
    signing_in.pages,
    sign_in_service_pages.pages,
    link_pages.pages,
    today.pages,
    incident_pages.pages,
    case_pages.pages,
    press_office.pages,
    press_news.pages,
    press_lists.pages,
    item_pages.pages,
    trends.pages,
    labelling.pages,
    candidates.pages,
    saved.pages,
    exporting.pages,
    access_tokens.pages,
    submitting.pages,
    report_pages.pages,
    report_sending.pages,
    unit_reporting.pages,
    source_pages.pages,
    source_adding.pages,
    directory.pages,
    audit.pages,
    account_pages.pages,
    own_account.pages,
    settings_page.pages,
    system_pages.pages,
    help_page.pages,
    updates.pages,
)
"""Every page there is. A new group is added here, and its entry in `monitor.desk.layout.MENU`."""

SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cache-Control": "no-store",
}
HSTS = "max-age=31536000"


def create_web(app: App) -> FastAPI:
    """Build the web application over a running product. Raises RuntimeError when a page has no rule."""
    hub = Hub(app.store)
    app.events.join(hub.hear)
    web = FastAPI(title="Giám sát truyền thông", docs_url=None, redoc_url=None, openapi_url=None)
    web.state.desk = Desk(app, hub)
    mount(web, GROUPS)
    check_rules(web, GROUPS)
    web.state.api = create_api(web.state.desk)
    web.mount(PATH, Bounded(web.state.api))  # no pages: programs come with a token, and its gate is its own
    web.include_router(websub_routes(app))  # not pages: hubs come without signing in, by token and signature
    web.include_router(telemetry_routes(app))  # for watching programs
    web.include_router(webhook_routes(app))  # not pages either: Zalo comes with its secret or signature
    web.add_exception_handler(DeskError, _refused)
    web.add_exception_handler(HTTPException, _no_such_page)
    web.add_exception_handler(RequestValidationError, _no_such_page)
    web.add_middleware(Guard, secure=web.state.desk.secure)
    return web


class Guard:
    """Around every answer: the security headers, and words instead of a trace when something breaks."""

    def __init__(self, app: ASGIApp, *, secure: bool) -> None:
        self._app = app
        headers = SECURITY_HEADERS | ({"Strict-Transport-Security": HSTS} if secure else {})
        self._headers = [(name.lower().encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def with_headers(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                given = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *((name, value) for name, value in self._headers if name not in given),
                ]
            await send(message)

        try:
            await self._app(scope, receive, with_headers)
        except Exception as error:
            # The address may hold a link's token or somebody's search: the route's pattern says enough.
            log.exception("page failed route=%s", getattr(scope.get("route"), "path", "?"))
            if not begun:
                status, page = broken_page(error, sent=scope.get("method") == "POST")
                await Response(page, status, media_type="text/html")(scope, receive, with_headers)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, DeskError), "registered for these"
    if isinstance(error, NotSignedIn):
        if request.method == "GET" and request.headers.get("accept", "").startswith("text/event-stream"):
            return Response(status_code=204)  # tells the browser not to ask again
        if error.typed:
            return await run_in_threadpool(_session_over, request, error)
        return see(signing_in.address(error.back, lost=error.sent and request.url.path != signing_in.SIGN_OUT))
    return await run_in_threadpool(_error_page, request, error)


async def _no_such_page(request: Request, error: Exception) -> Response:
    missing = NotFound()
    if isinstance(error, HTTPException) and error.status_code == 405:  # noqa: PLR2004 - method not allowed
        missing.status = 405
    return await run_in_threadpool(_error_page, request, missing)


def _session_over(request: Request, error: NotSignedIn) -> Response:
    desk: Desk = request.app.state.desk
    visit = Visit(request, desk, desk.app.clock.now(), {})
    return signing_in.sign_in_form(
        visit, back=error.back, fault=signing_in.LOST, typed=error.typed, status=error.status
    )


def _error_page(request: Request, error: DeskError) -> Response:
    desk: Desk = request.app.state.desk
    now = desk.app.clock.now()
    try:
        account, session = who_is(desk, request, now)
    except MonitorError:
        account, session = None, None
    visit = Visit(request, desk, now, {}, account, session)
    return visit.page("error.html", status=error.status, title=error.title, advice=error.advice, typed=error.typed)
