"""One request of one person: who it is, what the form says, whether they may. The gate in front of every page."""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import SplitResult, parse_qsl, quote, urlsplit

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool

from monitor.app import App
from monitor.core.accounts import Account, Permission, Session, acting_unit, may_see
from monitor.core.incidents import Incident
from monitor.core.intake import Upload
from monitor.core.text import nfc
from monitor.desk.accounts.passwords import same, token_hash
from monitor.desk.errors import BadForm, FormExpired, NotAllowed, NotSignedIn, TooLarge
from monitor.desk.items.uploads import KIND, read_upload_form
from monitor.desk.layout import current_entry, menu_for
from monitor.desk.service import Desk
from monitor.store.database import Tx

log = logging.getLogger(__name__)

MAX_FORM_BYTES = 256 * 1024
MAX_FIELDS = 100
CSRF_FIELD = "csrf"
_FORM = "application/x-www-form-urlencoded"
_FOREIGN = frozenset({"cross-site", "same-site"})
_SECRETS = frozenset({"password", "again", "present", "code", "key"})
"""A form with one of these is never shown again."""


@dataclass(frozen=True)
class Visit:
    """A request that was let in. `account` and `session` are None on public pages without a signed-in person.

    `files` came with a form that may bring some; `heard` is the last line of the incidents' log when it came.
    """

    request: Request
    desk: Desk
    now: datetime
    form: Mapping[str, str]
    account: Account | None = None
    session: Session | None = None
    files: tuple[Upload, ...] = ()
    heard: int = 0

    @property
    def app(self) -> App:
        """The product."""
        return self.desk.app

    @property
    def me(self) -> Account:
        """The signed-in person; only on pages that need one."""
        assert self.account is not None, "the gate lets nobody in without an account"
        return self.account

    @property
    def unit(self) -> str:
        """The unit in whose name the person acts."""
        return acting_unit(self.me, self.app.plan)

    def may(self, permission: Permission) -> bool:
        """Whether the person may do something."""
        return self.account is not None and self.account.may(permission)

    def sees(self, tx: Tx, incident: Incident) -> bool:
        """Whether the person may read an incident."""
        me = self.me
        if may_see(me, incident, self.app.plan):
            return True
        told = me.unit is not None and tx.incident_lists.was_told(incident.id, me.unit)
        return told and may_see(me, incident, self.app.plan, told=True)

    def audit(self, tx: Tx, act: str, what: str, note: str = "") -> None:
        """Write down what the person does."""
        tx.audit.add(self.now, self.unit, act, what, note, person=self.me.login)

    def field(self, name: str, *, limit: int = 2000) -> str:
        """What was typed into a field: in NFC, without blanks at the ends. Raises BadForm when it is too long."""
        text = nfc(self.form.get(name, "")).strip()
        if len(text) > limit:
            raise BadForm(f"Nội dung quá dài; tối đa {limit} ký tự.")
        return text

    def asked(self, name: str) -> str:
        """A value of the address's query; empty when absent."""
        return nfc(self.request.query_params.get(name, "")).strip()[:500]

    def page(self, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """Render a page of the desk."""
        frame = {
            "visit": self,
            "me": self.account,
            "heard": self.heard,
            "csrf": self.session.csrf if self.session else "",
            "menu": menu_for(self.account),
            "current": current_entry(self.request.url.path),
            "may": {permission.name: self.may(permission) for permission in Permission},
        }
        return self.desk.render(template, status=status, **frame, **values)


def admission(may: Permission, *, uploads: bool = False) -> Callable[[Request], Awaitable[None]]:
    """The gate of one page: leaves the `Visit` behind for it, or raises what the person is told instead."""

    async def admit(request: Request) -> None:
        desk: Desk = request.app.state.desk
        files: tuple[Upload, ...] = ()
        if uploads and request.headers.get("content-type", "").startswith(KIND):
            await run_in_threadpool(_known, desk, request, may)  # before anybody's megabytes are read
            form, files = await read_upload_form(request)
        else:
            form = await _read_form(request) if request.method == "POST" else {}
        visit = await run_in_threadpool(_let_in, desk, request, form, may)
        request.state.visit = replace(visit, files=files) if files else visit

    return admit


def current_visit(request: Request) -> Visit:
    """The visit that the gate left. A page without a gate is a bug and raises AttributeError."""
    visit: Visit = request.state.visit
    return visit


Visiting = Annotated[Visit, Depends(current_visit)]
"""What a page takes."""


def _known(desk: Desk, request: Request, may: Permission) -> None:
    """Refuse whoever is not signed in or may not, whatever is in the form."""
    account, _ = who_is(desk, request, desk.app.clock.now())
    if account is None:
        raise NotSignedIn(_here(request), sent=True)
    if not account.may(may):
        raise NotAllowed(may)


def _let_in(desk: Desk, request: Request, form: Mapping[str, str], may: Permission) -> Visit:
    now = desk.app.clock.now()
    account, session = who_is(desk, request, now)
    if request.method == "POST":
        _check_origin(request)
    if may is not Permission.PUBLIC:
        if account is None or session is None:
            raise NotSignedIn(_here(request), sent=request.method == "POST", typed=typed_texts(form))
        if not account.may(may):
            raise NotAllowed(may)
        if request.method == "POST" and not same(form.get(CSRF_FIELD, ""), session.csrf):
            raise FormExpired(typed=typed_texts(form))
    return Visit(request, desk, now, form, account, session, heard=_last_line(desk) if account is not None else 0)


def _last_line(desk: Desk) -> int:
    with desk.app.store.read() as tx:
        return tx.incident_lists.last_event()


def who_is(desk: Desk, request: Request, now: datetime) -> tuple[Account | None, Session | None]:
    """The signed-in person and session, both None without one; its last use is noted, at most once a minute."""
    key = request.cookies.get(desk.cookie, "")
    if not key:
        return None, None
    with desk.app.store.read() as tx:
        session = tx.sessions.get(token_hash(key))
        account = tx.users.get(session.account_id) if session is not None else None
    if session is None or account is None or not account.active or not session.alive(now):
        return None, None
    if session.stale(now):
        with desk.app.store.transaction() as tx:
            tx.sessions.touch(session.id_hash, now)
        session = replace(session, seen_at=now)
    return account, session


def public_token(key: bytes, cookie: str) -> str:
    """The token of a form before sign-in, bound to a cookie of that browser."""
    return hmac.new(key, cookie.encode(), hashlib.sha256).hexdigest()


def local_address(text: str) -> str:
    """A path of the desk itself to go on to; the first page when it leads anywhere else."""
    try:
        parts = urlsplit(text)
    except ValueError:  # `//[` is no address at all
        return "/"
    clean = text.startswith("/") and not text.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return text if clean and text.isprintable() and "\\" not in text else "/"


def see(address: str) -> RedirectResponse:
    """Go on to a page of the desk after a form was done."""
    return RedirectResponse(local_address(address), status_code=303)


def typed_texts(form: Mapping[str, str]) -> tuple[str, ...]:
    """What a person wrote in a form, to be shown again: values of more than one word, never of a form with a secret."""
    if form.keys() & _SECRETS:
        return ()
    return tuple(dict.fromkeys(value.strip() for value in form.values() if len(value.split()) > 1))


def _here(request: Request) -> str:
    """The address that was asked for; of a form, the page of ours that it stands on."""
    page = urlsplit(str(request.url))
    if request.method != "GET":
        page = _referring(request)
        if page.netloc != request.headers.get("host", ""):
            return "/"
    query = f"?{page.query}" if page.query else ""
    return quote(f"{page.path}{query}", safe="/?=&%+-._~")


def _referring(request: Request) -> SplitResult:
    try:
        return urlsplit(request.headers.get("referer", ""))
    except ValueError:
        return urlsplit("")


def _check_origin(request: Request) -> None:
    """A form is sent from a page of ours. Browsers say where it comes from; what says nothing has the token to show."""
    origin = request.headers.get("origin", "")
    foreign = origin not in ("", "null") and urlsplit(origin).netloc != request.headers.get("host", "")
    if foreign or request.headers.get("sec-fetch-site") in _FOREIGN:
        raise FormExpired


async def _read_form(request: Request) -> dict[str, str]:
    """The fields of a plain form; of a name that comes twice the values are joined by line breaks."""
    length = request.headers.get("content-length", "0")
    if not length.isdigit() or int(length) > MAX_FORM_BYTES:
        raise TooLarge
    kind = request.headers.get("content-type", _FORM).partition(";")[0].strip()
    if kind != _FORM:
        raise BadForm("Biểu mẫu không đúng dạng.")
    body = await _bounded(request)
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MAX_FIELDS, errors="strict")
    except ValueError as error:
        raise BadForm("Biểu mẫu không đọc được.") from error
    form: dict[str, str] = {}
    for name, value in pairs:
        clean = value.replace("\x00", "").replace("\r\n", "\n")
        form[name] = f"{form[name]}\n{clean}" if name in form else clean
    return form


async def _bounded(request: Request) -> bytes:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MAX_FORM_BYTES:
            raise TooLarge
    return body
