"""An imitation of Threads keyword search: token in the query, cursors, empty answers for sensitive words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.fakes.social.server import Answer, Request, Running, as_json, serve

TOKEN = "THAA-ma-gia"


@dataclass
class Threads:
    """`posts` newest first; `sensitive` words are answered with nothing and no error."""

    posts: list[dict[str, Any]] = field(default_factory=list)
    sensitive: frozenset[str] = frozenset()
    error: tuple[int, int, int] | None = None
    usage: dict[str, str] = field(default_factory=dict)
    page_size: int = 2
    running: Running = field(default_factory=Running)

    def respond(self, request: Request) -> Answer:
        query = request.query
        if query.get("access_token") != TOKEN:
            return _error(401, 190, 467)
        if self.error is not None:
            return _error(*self.error)
        if request.path != "/keyword_search" or not query.get("q"):
            return _error(400, 100, 0)
        if query["q"] in self.sensitive:
            return as_json({"data": []})
        start = int(query.get("after", "0"))
        end = start + self.page_size
        answer: dict[str, Any] = {"data": self.posts[start:end]}
        if end < len(self.posts):
            next_url = f"{self.running.base}/keyword_search?q={query['q']}&access_token={TOKEN}&after={end}"
            answer["paging"] = {"cursors": {"after": str(end)}, "next": next_url}
        return as_json(answer, headers=self.usage)


def thread(number: int, at: datetime, text: str = "Sao trường thu thêm tiền vậy") -> dict[str, Any]:
    return {
        "id": str(number),
        "text": text,
        "media_type": "TEXT_POST",
        "permalink": f"https://www.threads.net/@phu.huynh/post/{number}",
        "timestamp": at.strftime("%Y-%m-%dT%H:%M:%S+0000"),
        "username": "phu.huynh",
        "is_reply": False,
    }


@contextmanager
def threads(**options: Any) -> Iterator[Threads]:
    service = Threads(**options)
    with serve(service.respond) as running:
        service.running = running
        yield service


def _error(status: int, code: int, subcode: int) -> Answer:
    error = {"message": f"Error validating {TOKEN}", "code": code, "error_subcode": subcode}
    return as_json({"error": error}, status)
