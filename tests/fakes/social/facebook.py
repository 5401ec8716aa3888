"""An imitation of the Graph API's page posts: token, versions, cursors, usage headers, errors as documented."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.fakes.social.server import Answer, Request, Running, as_json, serve

TOKEN = "EAAB-ma-gia"


@dataclass
class Facebook:
    """`pages` are posts by page, newest first; `error` (status, code, sub-code) of every answer after `well` ones."""

    pages: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    error: tuple[int, int, int] | None = None
    well: int = 0
    usage: dict[str, str] = field(default_factory=dict)
    page_size: int = 3
    body: bytes | None = None
    running: Running = field(default_factory=Running)

    def respond(self, request: Request) -> Answer:
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return _error(401, 190, 0)
        if self.error is not None and self.well <= 0:
            return _error(*self.error, self.usage)
        self.well -= 1
        if self.body is not None:
            return Answer(self.body)
        version, page, edge = request.path.strip("/").split("/")
        if version != "v26.0" or edge != "posts":
            return _error(400, 2500, 0)
        if page not in self.pages:
            return _error(404, 803, 0)
        return as_json(self._slice(page, request), headers=self.usage)

    def _slice(self, page: str, request: Request) -> dict[str, Any]:
        start = int(request.query.get("after", "0"))
        end = start + self.page_size
        posts = self.pages[page]
        answer: dict[str, Any] = {"data": posts[start:end]}
        if posts[start:end]:
            answer["paging"] = {"cursors": {"before": str(start), "after": str(end)}}
        if end < len(posts):
            base = f"{self.running.base}/v26.0/{page}/posts"
            answer["paging"]["next"] = f"{base}?access_token={TOKEN}&fields=id%2Cmessage&limit=25&after={end}"
        return answer


def post(number: int, at: datetime, message: str | None = "Học sinh nghỉ học vì mưa lớn") -> dict[str, Any]:
    """A post as the API shows it."""
    row: dict[str, Any] = {
        "id": f"100_{number}",
        "created_time": at.strftime("%Y-%m-%dT%H:%M:%S+0000"),
        "permalink_url": f"https://www.facebook.com/100/posts/{number}",
        "shares": {"count": number},
        "comments": {"data": [], "summary": {"total_count": 2}},
        "reactions": {"data": [], "summary": {"total_count": 7}},
    }
    return row | ({"message": f"{message} #{number}bai"} if message is not None else {})


def posts_before(now: datetime, count: int, *, first: int = 1) -> list[dict[str, Any]]:
    """Posts numbered upwards, an hour apart, newest first; the newest an hour before `now`."""
    return [post(first + n, now - timedelta(hours=count - n)) for n in reversed(range(count))]


@contextmanager
def facebook(**options: Any) -> Iterator[Facebook]:
    service = Facebook(**options)
    with serve(service.respond, etags=True) as running:
        service.running = running
        yield service


def app_usage(percent: int) -> dict[str, str]:
    return {"X-App-Usage": json.dumps({"call_count": percent, "total_time": 3, "total_cputime": 1})}


def business_usage(minutes: int) -> dict[str, str]:
    row = {"type": "pages", "call_count": 100, "estimated_time_to_regain_access": minutes}
    return {"X-Business-Use-Case-Usage": json.dumps({"1234": [row]})}


def _error(status: int, code: int, subcode: int, headers: dict[str, str] | None = None) -> Answer:
    error: dict[str, Any] = {"message": f"Malformed access token {TOKEN}", "type": "OAuthException", "code": code}
    if subcode:
        error["error_subcode"] = subcode
    return as_json({"error": error | {"fbtrace_id": "A1"}}, status, headers)
