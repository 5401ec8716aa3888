"""An imitation of a sign-in service (OpenID Connect) over loopback: hands out codes, checks PKCE, signs tokens."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey

from tests.fakes.json_server import Call, JsonServer, Reply, json_server

CLIENT_ID, CLIENT_SECRET = "giam-sat", "khoa bi mat: 1+1/2"
SUBJECT, EMAIL = "nguoi-0001", "lan.nguyen@so.example"


@dataclass
class SignInServer:
    """The service. `claims` change what tokens say, `signs_with` names the key, `token` stands for a whole token."""

    now: datetime
    server: JsonServer | None = None
    keys: dict[str, Any] = field(
        default_factory=lambda: {
            "r1": RSAKey.generate_key(2048, {"kid": "r1", "use": "sig"}),
            "e1": ECKey.generate_key("P-256", {"kid": "e1", "use": "sig"}),
        }
    )
    signs_with: str = "r1"
    claims: dict[str, Any] = field(default_factory=dict)
    token: str | None = None
    discovery: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def issuer(self) -> str:
        return self.server.base_url

    def visit(self, address: str, **answer: str) -> dict[str, str]:
        """What a browser brings back after somebody signed in at the address it was sent to."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = f"code-{len(self.codes) + 1}"
        self.codes[code] = asked
        return {"code": code, "state": asked["state"]} | answer

    def id_token(self, nonce: str) -> str:
        if self.token is not None:
            return self.token
        stamp = int(self.now.timestamp())
        said = {
            "iss": self.issuer, "sub": SUBJECT, "aud": CLIENT_ID, "iat": stamp, "exp": stamp + 300, "nonce": nonce,
            "email": EMAIL, "email_verified": True, "name": "Nguyễn Thị Lan",
        }  # fmt: skip
        key = self.keys[self.signs_with]
        algorithm = "ES256" if isinstance(key, ECKey) else "RS256"
        claims = {name: value for name, value in (said | self.claims).items() if value is not None}
        return jwt.encode({"alg": algorithm, "kid": self.signs_with}, claims, key)

    def answer(self, call: Call) -> Reply:
        if call.path == "/.well-known/openid-configuration":
            return Reply(self._discovery())
        if call.path == "/keys":
            return Reply(KeySet(list(self.keys.values())).as_dict(private=False))
        if call.path == "/token":
            return self._exchange(call)
        return Reply(status=404)

    def _discovery(self) -> dict[str, Any]:
        base = self.issuer
        return {
            "issuer": base, "authorization_endpoint": f"{base}/authorize", "token_endpoint": f"{base}/token",
            "jwks_uri": f"{base}/keys", "code_challenge_methods_supported": ["S256"],
        } | self.discovery  # fmt: skip

    def _exchange(self, call: Call) -> Reply:
        asked = self.codes.pop(call.body.get("code", ""), None)
        secret = base64.b64encode(b"giam-sat:khoa+bi+mat%3A+1%2B1%2F2").decode()
        verifier = call.body.get("code_verifier", "")
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        right = call.headers.get("authorization") == f"Basic {secret}" or (
            call.body.get("client_id") == CLIENT_ID and call.body.get("client_secret") == CLIENT_SECRET
        )
        if asked is None or not right or asked["code_challenge"] != challenge:
            return Reply({"error": "invalid_grant"}, status=400)
        if asked["redirect_uri"] != call.body.get("redirect_uri"):
            return Reply({"error": "invalid_grant"}, status=400)
        return Reply({"id_token": self.id_token(asked["nonce"]), "access_token": "x", "token_type": "Bearer"})


@contextmanager
def sign_in_server(now: datetime) -> Iterator[SignInServer]:
    """Serve for the time of a test."""
    service = SignInServer(now)
    with json_server(service.answer) as server:
        service.server = server
        yield service
