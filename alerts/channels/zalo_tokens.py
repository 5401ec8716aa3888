"""Keeping the Official Account's access token alive.

Source: docs.zaloplatforms.com/docs/OA/bat-dau/xac-thuc-va-uy-quyen-cho-ung-dung-new.
A refresh token works once, and its success kills the old pair: so one process renews at a time, under a lock that
outlives the request, and the new pair is committed before it is used. Any failure that is not the network's or the
pace's means that a person must give consent again; a pair that works is never overwritten by an answer without one.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import httpx

from alerts.channels.http import Answer, new_client, post
from alerts.tokens import Shelved, TokenPair, TokenShelf
from monitor.core.notifications import RefusalKind, Refused, Retry

log = logging.getLogger(__name__)

OAUTH_URL = "https://oauth.zaloapp.com/v4/oa/access_token"
TIMEOUT_S = 30.0
LOCK = timedelta(minutes=2)
"""Longer than any request can take: a lock that ends before its request lets a second one burn the token."""
WAIT_FOR_OTHER = timedelta(seconds=5)
LIFE = timedelta(hours=25)
"""Of an access token, when the answer does not say."""
_RATE_LIMIT = -32
NO_PAIR = "chưa có mã truy cập Zalo OA; hãy chạy `monitor zalo token`"
BROKEN = "Zalo OA không cấp mã mới; người quản trị OA cần cấp lại bằng `monitor zalo token`"
_BEING_RENEWED = Retry("đang đổi mã truy cập Zalo OA", after=WAIT_FOR_OTHER, alive=True)


@dataclass(frozen=True)
class OaApp:
    """The application that the Official Account has granted. `secret` is never shown; `proof`: sign every call."""

    app_id: str
    secret: str = field(repr=False)
    proof: bool = False
    oauth_url: str = OAUTH_URL


@dataclass(frozen=True, slots=True)
class Key:
    """An access token to use now, and the version of the pair it is from."""

    access: str = field(repr=False)
    version: int


class TokenKeeper:
    """Hands out a working access token. `holder` names this process in the lock."""

    def __init__(
        self,
        app: OaApp,
        shelf: TokenShelf,
        *,
        holder: str,
        timeout_s: float = TIMEOUT_S,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._app = app
        self._shelf = shelf
        self._holder = holder
        self._client = new_client(timeout_s=timeout_s, transport=transport)

    def key(self, *, now: datetime) -> Key | Retry | Refused:
        """Return a token that should work; one past half its life is renewed first, or used as long as it lives."""
        shelved = self._shelf.read()
        if shelved.pair is None or shelved.broken:
            return _unusable(shelved)
        if not shelved.pair.wants_renewal(now):
            return Key(shelved.pair.access, shelved.version)
        renewed = self.renew(shelved.version, now=now)
        if not isinstance(renewed, Key) and now < shelved.pair.expires_at:
            return Key(shelved.pair.access, shelved.version)
        return renewed

    def renew(self, seen: int, *, now: datetime) -> Key | Retry | Refused:
        """Renew the pair of version `seen`; if somebody else has meanwhile, take theirs."""
        if not self._shelf.lock(holder=self._holder, until=now + LOCK, now=now):
            return _BEING_RENEWED
        shelved = self._shelf.read()
        if shelved.pair is None or shelved.broken:
            self._shelf.unlock(holder=self._holder)
            return _unusable(shelved)
        if shelved.version != seen:
            self._shelf.unlock(holder=self._holder)
            return Key(shelved.pair.access, shelved.version)
        return self._exchange(shelved.pair, now=now)

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()

    def _exchange(self, pair: TokenPair, *, now: datetime) -> Key | Retry | Refused:
        form = {"refresh_token": pair.refresh, "app_id": self._app.app_id, "grant_type": "refresh_token"}
        answer = post(
            self._client, self._app.oauth_url, who="Zalo", data=form, headers={"secret_key": self._app.secret}
        )
        if not isinstance(answer, Answer):
            self._shelf.unlock(holder=self._holder)
            return Retry(f"chưa đổi được mã truy cập Zalo OA: {answer.reason}")
        fresh = read_pair(answer.body or {}, now=now)
        if fresh is not None:
            self._shelf.save(fresh, now=now)
            log.info("zalo oa token renewed expires_at=%s", fresh.expires_at.isoformat())
            return Key(fresh.access, self._shelf.read().version)
        if _may_pass(answer):
            self._shelf.unlock(holder=self._holder)
            return Retry(f"Zalo chưa đổi được mã truy cập (mã {answer.status})", alive=answer.ok)
        log.error("zalo oa token not renewed status=%d error=%s", answer.status, _shown(answer.body or {}))
        self._shelf.mark_broken(BROKEN)
        return Refused(RefusalKind.AUTH, BROKEN)


def read_pair(body: Mapping[str, object], *, now: datetime) -> TokenPair | None:
    """Read the answer of the token service; None when it holds no whole pair. `expires_in` may be text or number."""
    access, refresh = body.get("access_token"), body.get("refresh_token")
    if not (isinstance(access, str) and access and isinstance(refresh, str) and refresh):
        return None
    try:
        life = timedelta(seconds=int(str(body.get("expires_in", ""))))
    except (ValueError, OverflowError):
        life = LIFE
    return TokenPair(access, refresh, obtained_at=now, expires_at=now + min(life, 2 * LIFE))


def _unusable(shelved: Shelved) -> Refused:
    return Refused(RefusalKind.AUTH, shelved.broken or NO_PAIR)


def _may_pass(answer: Answer) -> bool:
    """A server in trouble, a page of something in between, or too many calls: the refresh token is still good."""
    if answer.body is None:
        return True
    return answer.body.get("error") == _RATE_LIMIT or answer.status >= httpx.codes.INTERNAL_SERVER_ERROR


def _shown(body: Mapping[str, object]) -> str:
    """The words of an error, in either of the two shapes; nothing that could be a token."""
    names = ("error", "error_name", "error_reason", "error_description", "message")
    return " ".join(f"{name}={body[name]}" for name in names if name in body)
