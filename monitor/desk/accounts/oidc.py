"""OpenID Connect as the desk speaks it: authorization code with PKCE, the ID token checked here. Asks nobody; pure.

Source: OpenID Connect Core 1.0 and Discovery 1.0, RFC 7636 (PKCE), RFC 9700 (security practice), RFC 8725 (JWT).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from joserfc import jwk, jwt
from joserfc.errors import InvalidKeyIdError, JoseError

from monitor.core.errors import MonitorError

ALGORITHMS = ("RS256", "ES256")
"""What a service may sign with. `none` and shared-key signatures are not among them, whatever a token's head says."""
KEY_TYPES = frozenset({"RSA", "EC"})
SCOPE = "openid email profile"
DRIFT = timedelta(seconds=60)
"""How far the two clocks may be apart."""
OLDEST = timedelta(minutes=10)
"""A token is fetched at the end of one sign-in and was made for it."""
MAX_TOKEN_CHARS = 16_000
MAX_NAME_CHARS = 255
"""Of `sub` (OpenID Connect Core, section 2)."""
MAX_EMAIL_CHARS = 254


class OidcError(MonitorError):
    """The service's answer cannot be believed. The text is for the log."""


class UnknownKeyError(OidcError):
    """Signed with a key that is not in the key set: the service may have changed its keys."""


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Where the service takes what, from its discovery document. `basic`: the client shows its secret in a header."""

    authorization: str
    token: str
    keys: str
    basic: bool
    names_issuer: bool


@dataclass(frozen=True, slots=True)
class Claims:
    """Who the service says somebody is. `email` is in lower case, empty unless the service verified it."""

    subject: str
    email: str
    name: str


def read_endpoints(document: Mapping[str, Any], issuer: str) -> Endpoints:
    """Read a discovery document. Raises OidcError when it is another service's, or leads off encrypted roads."""
    if document.get("issuer") != issuer:
        raise OidcError("the discovery document names another issuer")
    plain = urlsplit(issuer).scheme == "http"  # the settings allow that on this machine only
    names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    authorization, token, keys = (_address(document.get(name), plain=plain) for name in names)
    methods = document.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    challenges = document.get("code_challenge_methods_supported", ["S256"])
    if isinstance(challenges, list) and "S256" not in challenges:
        raise OidcError("the service does not know PKCE with S256")
    return Endpoints(
        authorization, token, keys, basic=isinstance(methods, list) and "client_secret_basic" in methods,
        names_issuer=document.get("authorization_response_iss_parameter_supported") is True,
    )  # fmt: skip


def challenge_of(verifier: str) -> str:
    """PKCE's S256 challenge (RFC 7636, section 4.2)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def authorization_address(
    endpoints: Endpoints, *, client_id: str, redirect_uri: str, state: str, nonce: str, verifier: str
) -> str:
    """Where the browser goes to sign in."""
    asked = {
        "response_type": "code", "client_id": client_id, "redirect_uri": redirect_uri, "scope": SCOPE, "state": state,
        "nonce": nonce, "code_challenge": challenge_of(verifier), "code_challenge_method": "S256",
    }  # fmt: skip
    return f"{endpoints.authorization}{'&' if urlsplit(endpoints.authorization).query else '?'}{urlencode(asked)}"


def read_keys(document: Mapping[str, Any]) -> jwk.KeySet:
    """The service's public signing keys; others in the set, shared ones above all, are left out. Raises OidcError."""
    rows = document.get("keys")
    usable = [row for row in rows if _signs(row)] if isinstance(rows, list) else []
    try:
        keys = jwk.KeySet.import_key_set({"keys": usable})
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise OidcError("the key set cannot be read") from error
    if not keys.keys:
        raise OidcError("the key set holds no key to check signatures with")
    return keys


def read_token(text: object, keys: jwk.KeySet, *, issuer: str, client_id: str, nonce: str, now: datetime) -> Claims:
    """Check an ID token (OpenID Connect Core, section 3.1.3.7) and say who it is.

    Raises UnknownKeyError for a key that is not in the set, OidcError for all else that is not as it must be.
    """
    if not isinstance(text, str) or len(text) > MAX_TOKEN_CHARS:
        raise OidcError("no ID token")
    try:
        claims = jwt.decode(text, keys, algorithms=list(ALGORITHMS)).claims
    except InvalidKeyIdError as error:
        raise UnknownKeyError("the ID token is signed with an unknown key") from error
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise OidcError(f"the ID token's signature: {type(error).__name__}") from error
    fault = _fault(claims, issuer=issuer, client_id=client_id, nonce=nonce, now=now)
    if fault is not None:
        raise OidcError(f"the ID token: {fault}")
    return _claims(claims)


def _fault(claims: Mapping[str, Any], *, issuer: str, client_id: str, nonce: str, now: datetime) -> str | None:
    """Say what is wrong with a token whose signature is right; None when nothing is."""
    audience = claims.get("aud")
    audiences: Sequence[Any] = audience if isinstance(audience, list) else [audience]
    begun, ends, early = _moment(claims, "iat"), _moment(claims, "exp"), _moment(claims, "nbf")
    stamp, drift = now.timestamp(), DRIFT.total_seconds()
    checks = (
        (claims.get("iss") == issuer, "another issuer"),
        (client_id in audiences, "another audience"),
        (len(audiences) == 1 or claims.get("azp") == client_id, "several audiences and not ours to use"),
        (claims.get("azp", client_id) == client_id, "made for another client"),
        (ends is not None and stamp < ends + drift, "expired"),
        (begun is not None and begun <= stamp + drift, "from the future"),
        (begun is not None and stamp - begun <= OLDEST.total_seconds() + drift, "too old"),
        (early is None or early <= stamp + drift, "not valid yet"),
        (_same(claims.get("nonce"), nonce), "another nonce"),
        (_is_name(claims.get("sub")), "names nobody"),
    )
    return next((words for right, words in checks if not right), None)


def _claims(claims: Mapping[str, Any]) -> Claims:
    email, name = claims.get("email"), claims.get("name")
    verified = claims.get("email_verified") is True and isinstance(email, str) and is_email(email.strip())
    return Claims(
        subject=claims["sub"],
        email=str(email).strip().lower() if verified else "",
        name=" ".join(name.split())[:100] if isinstance(name, str) else "",
    )


def is_email(text: str) -> bool:
    """Whether a text can be an address: one @, something on either side, no blanks or brackets."""
    local, at, domain = text.partition("@")
    clean = not any(char.isspace() or char in '<>,;"' for char in text)
    return bool(at and local and domain) and "@" not in domain and clean and len(text) <= MAX_EMAIL_CHARS


def _address(value: Any, *, plain: bool) -> str:
    if not isinstance(value, str):
        raise OidcError("the discovery document lacks an address")
    try:
        parts = urlsplit(value)
    except ValueError as error:
        raise OidcError("the discovery document has a malformed address") from error
    if parts.scheme not in (("https", "http") if plain else ("https",)) or not parts.hostname or parts.fragment:
        raise OidcError("the discovery document has an address that is not https")
    return value


def _signs(row: Any) -> bool:
    return isinstance(row, Mapping) and row.get("kty") in KEY_TYPES and row.get("use", "sig") == "sig"


def _moment(claims: Mapping[str, Any], name: str) -> float | None:
    value = claims.get(name)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _same(value: Any, expected: str) -> bool:
    return isinstance(value, str) and hmac.compare_digest(value.encode(), expected.encode())


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= MAX_NAME_CHARS
