"""A person's tokens for programs, and the description of the JSON interface."""

from __future__ import annotations

import secrets
from datetime import timedelta

from fastapi.responses import JSONResponse, Response

from monitor.core.accounts import ApiToken, Permission, Scope
from monitor.desk.accounts.passwords import token_hash
from monitor.desk.errors import NotFound
from monitor.desk.pages import Pages
from monitor.desk.times import short_time
from monitor.desk.visits import Visit, Visiting, see

pages = Pages()

LIVES = {"30": timedelta(days=30), "90": timedelta(days=90), "365": timedelta(days=365)}
MAX_TOKENS = 10
PREFIX = "gstt_"
"""Tells people, and programs that look for secrets where none should be, what it is."""
_BYTES = 32
SCOPES = {Scope.READ: "đọc sự cố, tin bài", Scope.ACT: "xử lý sự cố", Scope.SUBMIT: "gửi tin"}


@pages.get("/api/openapi.json", may=Permission.SIGNED_IN)
def description(visit: Visiting) -> Response:
    """The interface in OpenAPI."""
    return JSONResponse(visit.request.app.state.api.openapi())


@pages.get("/tai-khoan/ma-truy-cap", may=Permission.SIGNED_IN)
def token_list(visit: Visiting) -> Response:
    """The person's tokens; none of them can be shown again."""
    return _show(visit)


@pages.post("/tai-khoan/ma-truy-cap", may=Permission.SIGNED_IN)
def make_token(visit: Visiting) -> Response:
    """Make a token and show it, this once."""
    name, life = " ".join(visit.field("name", limit=80).split()), visit.field("life", limit=5)
    scopes = frozenset(Scope(line) for line in visit.field("scopes", limit=100).split("\n") if line in set(Scope))
    if not name or life not in LIVES or not scopes:
        return _show(visit, status=422, fault="Hãy đặt tên, chọn thời hạn và ít nhất một quyền.")
    secret = PREFIX + secrets.token_urlsafe(_BYTES)
    token = ApiToken(visit.me.id, name, token_hash(secret), scopes, visit.now, visit.now + LIVES[life])
    with visit.app.store.transaction() as tx:
        full = len(tx.api_tokens.of(visit.me.id)) >= MAX_TOKENS
        if not full:
            tx.api_tokens.add(token)
            visit.audit(tx, "make-token", visit.me.login, f"{name}: {', '.join(sorted(scopes))}")
    if full:
        return _show(visit, status=422, fault=f"Đã có {MAX_TOKENS} mã; hãy bỏ bớt mã không còn dùng.")
    return _show(visit, secret=secret)


@pages.post("/tai-khoan/ma-truy-cap/{number}/bo", may=Permission.SIGNED_IN)
def drop_token(visit: Visiting, number: str) -> Response:
    """Let a token go; only the person's own."""
    if not number.isascii() or not number.isdigit() or len(number) > 15:  # noqa: PLR2004 - fits the key
        raise NotFound
    with visit.app.store.transaction() as tx:
        if not tx.api_tokens.remove(visit.me.id, int(number)):
            raise NotFound
        visit.audit(tx, "drop-token", visit.me.login, number)
    return see("/tai-khoan/ma-truy-cap")


def _show(visit: Visit, *, status: int = 200, fault: str = "", secret: str = "") -> Response:
    with visit.app.store.read() as tx:
        tokens = tx.api_tokens.of(visit.me.id)
    now = visit.now
    rows = [
        (
            one.number, one.name, ", ".join(SCOPES[scope] for scope in sorted(one.scopes)),
            short_time(one.ends_at, now) if one.alive(now) else "đã hết hạn",
            short_time(one.used_at, now) if one.used_at else "chưa dùng",
        )
        for one in tokens
    ]  # fmt: skip
    scopes = [(scope.value, words) for scope, words in SCOPES.items()]
    return visit.page("access_tokens.html", status=status, fault=fault, secret=secret, rows=rows, scopes=scopes)
