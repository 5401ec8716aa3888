"""Signing in by the office's own service: what is remembered between going there and coming back, and asking it.

What is remembered lives in memory, is good once, for one browser, for a few minutes; a restart in between costs the
person one more click. What the service says is checked by `monitor.desk.accounts.oidc`.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar
from urllib.parse import quote_plus

from joserfc.jwk import KeySet

from monitor.desk.accounts.oidc import (
    Claims,
    Endpoints,
    OidcError,
    UnknownKeyError,
    authorization_address,
    read_endpoints,
    read_keys,
    read_token,
)
from monitor.desk.accounts.passwords import new_token, same, token_hash
from monitor.sign_in_set import SignInAccess

log = logging.getLogger(__name__)

DISCOVERY = "/.well-known/openid-configuration"
RETURN_PATH = "/dang-nhap/dich-vu/ve"
PENDING_LIFE = timedelta(minutes=10)
"""Long enough to find a password and a telephone."""
MAX_PENDING = 1_000
DISCOVERY_LIFE = timedelta(hours=1)
KEYS_AGAIN = timedelta(minutes=1)
"""An unknown key makes the set be read again, not more often than this."""
MAX_CODE_CHARS = 4_000
_Value = TypeVar("_Value")


class OneTime(Generic[_Value]):
    """Values under random keys, each taken once, by the browser it was put for, within PENDING_LIFE. Thread-safe."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[str, datetime, _Value]] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, browser: str, value: _Value, now: datetime) -> str:
        """Keep a value; returns its key. Beyond MAX_PENDING the oldest goes."""
        key = new_token()
        with self._lock:
            self._kept[token_hash(key)] = (token_hash(browser), now, value)
            while len(self._kept) > MAX_PENDING:
                self._kept.popitem(last=False)
        return key

    def take(self, key: str, browser: str, now: datetime) -> _Value | None:
        """The value, gone from here on; None when it is unknown, used, too old or another browser's."""
        with self._lock:
            found = self._kept.pop(token_hash(key), None)
        if found is None:
            return None
        owner, at, value = found
        mine = bool(browser) and same(owner, token_hash(browser))
        return value if mine and timedelta(0) <= now - at < PENDING_LIFE else None


@dataclass(frozen=True, slots=True)
class _Journey:
    nonce: str
    verifier: str
    back: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who came back from the service, and where they wanted to go."""

    claims: Claims
    back: str


@dataclass(frozen=True, slots=True)
class _Known:
    endpoints: Endpoints
    keys: KeySet
    read_at: datetime


class SignInService:
    """The service as the desk uses it. One for the process; safe between threads."""

    def __init__(self, access: SignInAccess, *, base_url: str) -> None:
        self.access = access
        self._redirect_uri = base_url + RETURN_PATH
        self._journeys: OneTime[_Journey] = OneTime()
        self._lock = threading.Lock()
        self._known: _Known | None = None

    def begin(self, *, browser: str, back: str, now: datetime) -> str:
        """Where to send the browser. Raises OidcError when the service cannot be reached or used."""
        known = self._knowledge(now)
        journey = _Journey(nonce=new_token(), verifier=new_token(), back=back)
        return authorization_address(
            known.endpoints, client_id=self.access.client_id, redirect_uri=self._redirect_uri,
            state=self._journeys.put(browser, journey, now), nonce=journey.nonce, verifier=journey.verifier,
        )  # fmt: skip

    def finish(self, answer: Mapping[str, str], *, browser: str, now: datetime) -> Arrival:
        """Who came back with `code`, `state` and perhaps `iss`. Raises OidcError when that is not to be believed."""
        journey = self._journeys.take(answer.get("state", ""), browser, now)
        if journey is None:
            raise OidcError("the state is unknown, used, too old or another browser's")
        known = self._knowledge(now)
        issuer, code = answer.get("iss", ""), answer.get("code", "")
        if (issuer or known.endpoints.names_issuer) and issuer != self.access.issuer:
            raise OidcError("the answer names another issuer")  # RFC 9207
        if not code or len(code) > MAX_CODE_CHARS:
            raise OidcError(f"no code: {answer.get('error', '')[:60]!r}")
        token = self._exchange(known.endpoints, code, journey.verifier)
        return Arrival(self._believe(token, known, journey.nonce, now), journey.back)

    def _exchange(self, endpoints: Endpoints, code: str, verifier: str) -> object:
        access = self.access
        fields = {
            "grant_type": "authorization_code", "code": code, "redirect_uri": self._redirect_uri,
            "code_verifier": verifier,
        }  # fmt: skip
        basic = None
        if access.secret and endpoints.basic:
            basic = (_form_encoded(access.client_id), _form_encoded(access.secret))
        else:
            fields["client_id"] = access.client_id
            if access.secret:
                fields["client_secret"] = access.secret
        answer = access.client.post(endpoints.token, fields, basic=basic)
        if not answer.ok or answer.body is None:
            raise OidcError(f"the code was not taken: {answer.error or _reason(answer.status, answer.body)}")
        return answer.body.get("id_token")

    def _believe(self, token: object, known: _Known, nonce: str, now: datetime) -> Claims:
        expected = {"issuer": self.access.issuer, "client_id": self.access.client_id, "nonce": nonce, "now": now}
        try:
            return read_token(token, known.keys, **expected)  # type: ignore[arg-type]
        except UnknownKeyError:
            if now - known.read_at < KEYS_AGAIN:
                raise
            return read_token(token, self._knowledge(now, anew=True).keys, **expected)  # type: ignore[arg-type]

    def _knowledge(self, now: datetime, *, anew: bool = False) -> _Known:
        """The service's addresses and keys, read when they are old or `anew` is wished. Raises OidcError."""
        with self._lock:
            known = self._known
            if known is None or anew or not timedelta(0) <= now - known.read_at < DISCOVERY_LIFE:
                endpoints = read_endpoints(self._read(self.access.issuer.rstrip("/") + DISCOVERY), self.access.issuer)
                known = self._known = _Known(endpoints, read_keys(self._read(endpoints.keys)), now)
            return known

    def _read(self, url: str) -> Mapping[str, Any]:
        answer = self.access.client.get(url)
        if not answer.ok or answer.body is None:
            raise OidcError(f"a document of the service was not read: {answer.error or f'http {answer.status}'}")
        return answer.body


def _form_encoded(text: str) -> str:
    """As the client's name and secret are written before they go into the header (RFC 6749, section 2.3.1)."""
    return quote_plus(text)


def _reason(status: int, body: Mapping[str, Any] | None) -> str:
    """The service's short word for what is wrong; never its sentence, which may repeat what we sent."""
    word = body.get("error") if body is not None else None
    return f"http {status} {word[:40] if isinstance(word, str) and word.isascii() else ''}".strip()
