"""Asks one known service for JSON: the office's sign-in service. Only to addresses the guard allows, never a redirect.

Unlike `monitor.collect.fetch` it crawls nothing: no robots.txt, no turns, no conditional requests.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from monitor.collect.body import read_body
from monitor.collect.fetch import guarded_transport
from monitor.collect.grading import explain_transport
from monitor.collect.guard import Network, check_url
from monitor.core.errors import FetchError

# httpx logs every address at INFO, and some hold a code.
logging.getLogger("httpx").setLevel(logging.WARNING)

TIMEOUT_S = 8.0
MAX_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class ServiceAnswer:
    """What came back: `body` is None unless it is a JSON object; `error` says in English why there is no answer."""

    status: int = 0
    body: Mapping[str, Any] | None = None
    error: str = ""

    @property
    def ok(self) -> bool:
        """Whether the service answered with success and a JSON object."""
        return self.status == httpx.codes.OK and self.body is not None


class ServiceClient:
    """One client for the whole process. Safe between threads. Close it when done."""

    def __init__(
        self, *, allow_private: Sequence[Network] = (), timeout_s: float = TIMEOUT_S, user_agent: str = ""
    ) -> None:
        self._client = httpx.Client(
            timeout=timeout_s, transport=guarded_transport(allow_private=allow_private), follow_redirects=False,
            trust_env=False, headers={"Accept": "application/json", "User-Agent": user_agent},
        )  # fmt: skip

    def get(self, url: str) -> ServiceAnswer:
        """Read a document."""
        return self._ask("GET", url)

    def post(self, url: str, fields: Mapping[str, str], *, basic: tuple[str, str] | None = None) -> ServiceAnswer:
        """Send a form; `basic`: name and secret for HTTP basic authentication."""
        return self._ask("POST", url, data=dict(fields), auth=httpx.BasicAuth(*basic) if basic else None)

    def close(self) -> None:
        """Close kept connections."""
        self._client.close()

    def _ask(self, method: str, url: str, **request: Any) -> ServiceAnswer:
        refusal = check_url(url)
        if refusal is not None:
            return ServiceAnswer(error=f"refused: {refusal}")
        try:
            with self._client.stream(method, url, **request) as answer:
                coding = answer.headers.get("content-encoding", "")
                raw = read_body(answer.iter_raw(), coding=coding, limit=MAX_BYTES)
                status = answer.status_code
        except FetchError as error:  # the guard's refusals and bodies that are too large
            return ServiceAnswer(error=f"refused: {error}")
        except httpx.InvalidURL:
            return ServiceAnswer(error="address: malformed")
        except httpx.TransportError as error:
            return ServiceAnswer(error=explain_transport(error))
        return ServiceAnswer(status, _object(raw))


def _object(raw: bytes) -> Mapping[str, Any] | None:
    try:
        body = json.loads(raw)
    except ValueError:
        return None
    return body if isinstance(body, Mapping) else None
