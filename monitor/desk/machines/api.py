"""The JSON interface at `/api/v1`: the same reading and acting as on the pages, by a person's token and its scopes.

An application of its own beside the pages: it knows no cookies, so no other site can act through a browser.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.security import HTTPBearer
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Send
from starlette.types import Scope as Scope_

from monitor.core.accounts import SESSION_TOUCH, Permission, Scope, may_see
from monitor.core.errors import ConflictError
from monitor.core.handling import Action
from monitor.core.incidents import IncidentStatus
from monitor.core.intake import Fate, How, Submission
from monitor.core.labels import Severity
from monitor.desk.accounts.passwords import token_hash
from monitor.desk.errors import BadForm, DeskError, NotAllowed, NotFound, TooLarge, TooMany
from monitor.desk.incidents.acts import BY_SLUG, Act, offered, read_args
from monitor.desk.incidents.case_pages import CHANGED
from monitor.desk.incidents.pages import page_key, resolved_args, visible_incident
from monitor.desk.items.pages import FIELDS, filter_of, may_read_item, readable_item
from monitor.desk.limits import RateLimit
from monitor.desk.machines.api_models import (
    NO_NUL,
    ActIn,
    IncidentOut,
    IncidentPage,
    ItemOut,
    ItemPageOut,
    Problem,
    SubmissionIn,
    SubmittedOut,
    incident_out,
    item_out,
)
from monitor.desk.service import Desk
from monitor.desk.visits import Visit
from monitor.store.incident_lists import IncidentFilter

PATH = "/api/v1"
ASKED_PER_TOKEN = RateLimit(600, timedelta(minutes=10))
"""One a second: a program that reads along, not one that copies everything at once."""
MAX_BODY_BYTES = 256 * 1024
MAX_ID_CHARS = 300
_bearer = HTTPBearer(auto_error=False, description="Mã truy cập cá nhân, tạo ở trang Tài khoản.")
_KEYS = {401: "not-signed-in", 403: "not-allowed", 404: "not-found", 405: "method-not-allowed", 409: "conflict",
         413: "too-large", 422: "invalid", 429: "too-many"}  # fmt: skip
_PROBLEMS: dict[int | str, dict[str, Any]] = {status: {"model": Problem} for status in _KEYS if status != 409}  # noqa: PLR2004
_CONFLICT: dict[int | str, dict[str, Any]] = {409: {"model": Problem}}

Id = Annotated[str, Path(max_length=MAX_ID_CHARS, pattern=NO_NUL)]
Limit = Annotated[int, Query(ge=1, le=200)]
Text = Annotated[str, Query(max_length=300, pattern=NO_NUL)]


class NoToken(DeskError):  # noqa: N818 - named after what happened
    """No token, or one that opens nothing (any more)."""

    status = 401
    title = "Chưa có mã truy cập"
    advice = "Hãy gửi mã truy cập còn hạn trong đầu mục Authorization: Bearer."


class Conflicting(DeskError):  # noqa: N818 - as above
    """Somebody acted since the incident was read."""

    status = 409
    title = advice = CHANGED


def create_api(desk: Desk) -> FastAPI:
    """The application to be mounted at PATH."""
    api = FastAPI(
        title="Giám sát truyền thông", version="1", docs_url=None, redoc_url=None, openapi_url=None,
        servers=[{"url": PATH}], responses=_PROBLEMS, root_path_in_servers=False,
    )  # fmt: skip
    api.state.desk = desk
    api.add_exception_handler(DeskError, _refused)
    api.add_exception_handler(RequestValidationError, _invalid)
    api.add_exception_handler(HTTPException, _http)
    add = api.add_api_route
    reading, acting, sending = (
        Depends(_needs(Scope.READ, Permission.READ)),
        Depends(_needs(Scope.ACT, Permission.ACKNOWLEDGE)),
        Depends(_needs(Scope.SUBMIT, Permission.SUBMIT)),
    )
    # The scheme is named once for each route, so that the description says that a token is needed.
    token = Depends(_bearer)
    add("/incidents", incidents, dependencies=[token, reading])
    add("/incidents/{incident_id}", incident, dependencies=[token, reading])
    add("/incidents/{incident_id}/acts", act, methods=["POST"], dependencies=[token, acting], responses=_CONFLICT)
    add("/items", items, dependencies=[token, reading])
    add("/items/{item_id:path}", item, dependencies=[token, reading])
    add("/submissions", submit, methods=["POST"], dependencies=[token, sending])
    return api


class Bounded:
    """Refuses bodies that are too large, or do not say how large they are, before anything of them is read."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope_, receive: Receive, send: Send) -> None:
        """Serve one request."""
        headers = Headers(scope=scope)
        length = headers.get("content-length", "0")
        if "transfer-encoding" in headers or not length.isdigit() or int(length) > MAX_BODY_BYTES:
            await _problem(413, TooLarge().advice)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _needs(scope: Scope, may: Permission) -> Callable[[Request], Awaitable[None]]:
    """The gate of one address: leaves the `Visit` behind for it."""

    async def admit(request: Request) -> None:
        request.state.visit = await run_in_threadpool(_let_in, request, scope, may)

    return admit


def _let_in(request: Request, scope: Scope, may: Permission) -> Visit:
    desk: Desk = request.app.state.desk
    now = desk.app.clock.now()
    kind, _, secret = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not secret:
        raise NoToken
    with desk.app.store.read() as tx:
        token = tx.api_tokens.find(token_hash(secret))
        account = tx.users.get(token.account_id) if token is not None else None
    if token is None or account is None or not account.active or not token.alive(now):
        raise NoToken
    if scope not in token.scopes or not account.may(may):
        raise NotAllowed(may)
    if not ASKED_PER_TOKEN.allow(token.hash, now):
        raise TooMany
    if token.used_at is None or now - token.used_at >= SESSION_TOUCH:
        with desk.app.store.transaction() as tx:
            tx.api_tokens.touch(token.number, now)
    return Visit(request, desk, now, {}, account)


def _visit(request: Request) -> Visit:
    visit: Visit = request.state.visit
    return visit


Calling = Annotated[Visit, Depends(_visit)]


def incidents(
    visit: Calling,
    status: Annotated[IncidentStatus | None, Query()] = None,
    min_level: Annotated[str, Query(pattern="^S[0-4]$")] = "S0",
    after: Text = "",
    limit: Limit = 50,
) -> IncidentPage:
    """Incidents, the latest first; a unit finds its own."""
    wanted = IncidentFilter(
        status=status, min_level=Severity[min_level], unit=None if visit.me.sees_all else visit.me.unit
    )
    with visit.app.store.read() as tx:
        found = tx.incident_lists.page(wanted, limit=limit + 1, after=page_key(after))
    shown = found[:limit]
    more = f"{shown[-1].opened_at.isoformat()}~{shown[-1].id}" if len(found) > limit else None
    readable = [one for one in shown if may_see(visit.me, one, visit.app.plan, told=True)]
    return IncidentPage(incidents=[incident_out(one) for one in readable], next=more)


def incident(visit: Calling, incident_id: Id) -> IncidentOut:
    """One incident."""
    with visit.app.store.read() as tx:
        return incident_out(visible_incident(visit, tx, incident_id))


def act(visit: Calling, incident_id: Id, body: ActIn) -> IncidentOut:
    """Act on an incident, if it still is as it was read."""
    wanted = BY_SLUG.get(body.act)
    if wanted is None:
        raise BadForm("Không có việc này. Các việc: " + ", ".join(BY_SLUG) + ".")
    if not visit.may(wanted.may):
        raise NotAllowed(wanted.may)
    return _acted(visit, incident_id, wanted, body)


def _acted(visit: Visit, incident_id: str, wanted: Act, body: ActIn) -> IncidentOut:
    with visit.app.store.read() as tx:
        known = visible_incident(visit, tx, incident_id)
    if not offered(wanted, known):
        raise BadForm("Việc này đã làm rồi, hoặc sự cố không còn mở.")
    args = resolved_args(visit, wanted, known, read_args(wanted, lambda name: str(getattr(body, name)).strip()))
    action = Action(
        visit.now, visit.unit, wanted.kind, incident_id=known.id, args=args, person=visit.me.login, expects=body.mark
    )
    try:
        after = visit.app.pipeline.act(action)
    except ConflictError:
        raise Conflicting from None
    return incident_out(after or known)


def items(  # noqa: PLR0917 - the search's fields, given by name in the address
    visit: Calling,
    tim: Text = "",
    chu_de: Annotated[str, Query(alias="chu-de", max_length=100, pattern=NO_NUL)] = "",
    sac_thai: Annotated[str, Query(alias="sac-thai", max_length=20, pattern=NO_NUL)] = "",
    muc: Annotated[str, Query(max_length=2, pattern=NO_NUL)] = "",
    dia_ban: Annotated[str, Query(alias="dia-ban", max_length=20, pattern=NO_NUL)] = "",
    noi: Annotated[str, Query(max_length=100, pattern=NO_NUL)] = "",
    nguon: Annotated[str, Query(max_length=100, pattern=NO_NUL)] = "",
    tu: Annotated[str, Query(max_length=10, pattern=NO_NUL, description="YYYY-MM-DD")] = "",
    den: Annotated[str, Query(max_length=10, pattern=NO_NUL, description="YYYY-MM-DD")] = "",
    before: Annotated[int | None, Query(ge=-(2**62), le=2**62)] = None,
    limit: Limit = 40,
) -> ItemPageOut:
    """Search, as on the page of items; not for units, which read the items of their incidents."""
    if not visit.may(Permission.READ_ALL):
        raise NotAllowed(Permission.READ_ALL)
    given = {"tim": tim, "chu-de": chu_de, "sac-thai": sac_thai, "muc": muc, "dia-ban": dia_ban, "noi": noi,
             "nguon": nguon, "tu": tu, "den": den}  # fmt: skip
    wanted = filter_of(dict.fromkeys(FIELDS, "") | given)
    with visit.app.store.read() as tx:
        found = tx.item_lists.page(wanted, limit=limit, before=before)
        said = tx.labels.many(one.id for one in found.items)
        held = tx.incident_lists.holding(one.id for one in found.items)
    shown = [
        item_out(one, said.get(one.id), [each.id for each in held.get(one.id, ())])
        for one in found.items
        if may_read_item(visit.me, said.get(one.id), held.get(one.id, ()), visit.app.plan)
    ]
    return ItemPageOut(items=shown, next=found.next_key, cut_short=found.cut_short)


def item(visit: Calling, item_id: Id) -> ItemOut:
    """One item with its text, masked."""
    with visit.app.store.read() as tx:
        found, said, holding = readable_item(visit, tx, item_id)
    return item_out(found, said, [one.id for one in holding], whole=True)


def submit(visit: Calling, body: SubmissionIn) -> SubmittedOut:
    """Send in a text or a link. What cannot be taken comes back with the fate `refused` and why."""
    sent = Submission(
        sender=visit.unit, how=How.FORM, text=body.text, title=body.title, url=body.url, source=body.source,
        place=body.place, detail=visit.me.login,
    )  # fmt: skip
    told = visit.app.intake.submit(sent)
    with visit.app.store.transaction() as tx:
        visit.audit(tx, "submit", told.item_id or "", told.fate.value)
        seen = told.incident is not None and visit.sees(tx, told.incident)
    hidden = told.incident is not None and not seen
    return SubmittedOut(
        fate=told.fate.value,
        words="Đã nhận tin; Sở sẽ xem xét và xử lý." if hidden and told.fate is not Fate.REFUSED else told.words,
        item_id=told.item_id,
        incident_id=told.incident.id if told.incident is not None and seen else None,
    )


def _problem(status: int, advice: str) -> Response:
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}  # noqa: PLR2004 - RFC 6750, section 3
    return JSONResponse(Problem(error=_KEYS.get(status, "invalid"), advice=advice).model_dump(), status, headers)


async def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, DeskError), "registered for these"
    return _problem(error.status, error.advice)


async def _invalid(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError), "registered for these"
    names = ", ".join(dict.fromkeys(str(each["loc"][-1]) for each in error.errors()))
    return _problem(422, f"Giá trị không dùng được: {names}.")


async def _http(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException), "registered for these"
    return _problem(error.status_code, NotFound().advice if error.status_code == 404 else str(error.detail))  # noqa: PLR2004
