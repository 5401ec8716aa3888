"""A loopback imitation of Zalo's Official Account: tokens, messages, groups, templates."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.json_server import Call, JsonServer, Reply, json_server

APP_ID, APP_SECRET = "1234567890", "demo-app-secret"
OAUTH = "/v4/oa/access_token"
OK = {"data": {"message_id": "m1", "user_id": "u1", "sent_time": "1626926349402"}, "error": 0, "message": "Success"}
TEMPLATE_OK = {"error": 0, "message": "Success", "data": {"msg_id": "t1", "sent_time": "1626926349402"}}


def error(code: int, message: str = "fake") -> Reply:
    """An error as the service sends it: under HTTP 200."""
    return Reply({"error": code, "message": message})


@dataclass
class OaServer:
    """`access` and `refresh` are the living pair; a success of the token service makes the next one.

    `script`: answers to give to message calls before the usual ones; `oauth`: one to give instead of a new pair.
    """

    access: str = "access-1"
    refresh: str = "refresh-1"
    script: list[Reply] = field(default_factory=list)
    oauth: list[Reply] = field(default_factory=list)
    renewals: int = 0
    server: JsonServer | None = None

    @property
    def base_url(self) -> str:
        assert self.server is not None
        return self.server.base_url

    @property
    def oauth_calls(self) -> list[Call]:
        assert self.server is not None
        return [call for call in self.server.calls if call.path == OAUTH]

    @property
    def sent(self) -> list[Call]:
        assert self.server is not None
        return [call for call in self.server.calls if call.path != OAUTH]

    def answer(self, call: Call) -> Reply:
        if call.path == OAUTH:
            return self.oauth.pop(0) if self.oauth else self._renew(call)
        if self.script:
            return self.script.pop(0)
        if call.headers.get("access_token") != self.access:
            return error(-216, "Access token is invalid")
        return Reply(TEMPLATE_OK if call.path.endswith("/template") else OK)

    def _renew(self, call: Call) -> Reply:
        wanted = {"refresh_token": self.refresh, "app_id": APP_ID, "grant_type": "refresh_token"}
        if call.headers.get("secret_key") != APP_SECRET or call.body != wanted:
            return Reply({"error_name": "invalid_grant", "error_description": "fake"})
        self.renewals += 1
        self.access, self.refresh = f"access-{self.renewals + 1}", f"refresh-{self.renewals + 1}"
        pair: dict[str, Any] = {"access_token": self.access, "refresh_token": self.refresh, "expires_in": "90000"}
        return Reply(pair)


@contextmanager
def oa_server() -> Iterator[OaServer]:
    state = OaServer()
    with json_server(state.answer) as server:
        state.server = server
        yield state
