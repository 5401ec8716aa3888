"""An imitation of YouTube: the open channel feed, the Data API's playlists and comments, a quota that runs out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.fakes.social.server import Answer, Request, Running, as_json, serve

KEY = "AIza-khoa-gia"
CHANNEL = "UCkenhmau00000000000000"


@dataclass
class Youtube:
    """`videos` are (id, title, time), newest first; `comments` by video; `errors` (status, reason) by path or video."""

    videos: list[tuple[str, str, datetime]] = field(default_factory=list)
    comments: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    errors: dict[str, tuple[int, str]] = field(default_factory=dict)
    units: int = 10_000
    page_size: int = 2
    running: Running = field(default_factory=Running)

    def respond(self, request: Request) -> Answer:
        if request.path == "/feeds/videos.xml":
            return self._feed(request)
        if request.headers.get("x-goog-api-key") != KEY:
            return _error(400, "badRequest", detail="API_KEY_INVALID")
        self.units -= 1
        if self.units < 0:
            return _error(403, "quotaExceeded")
        subject = request.query.get("videoId") or request.path
        if subject in self.errors:
            return _error(*self.errors[subject])
        rows = self._rows(request)
        start = int(request.query.get("pageToken", "0"))
        end = start + self.page_size
        answer: dict[str, Any] = {"items": rows[start:end]}
        return as_json(answer | ({"nextPageToken": str(end)} if end < len(rows) else {}))

    def _rows(self, request: Request) -> list[dict[str, Any]]:
        if request.path == "/commentThreads":
            return self.comments.get(request.query["videoId"], [])
        if request.query["playlistId"] != CHANNEL.replace("UC", "UU", 1):
            return []
        return [_playlist_item(*video) for video in self.videos]

    def _feed(self, request: Request) -> Answer:
        if "feed" in self.errors:
            return Answer(status=self.errors["feed"][0])
        rows = "".join(
            f"<entry><id>yt:video:{number}</id><yt:videoId>{number}</yt:videoId><title>{title}</title>"
            f"<link rel='alternate' href='https://www.youtube.com/watch?v={number}'/>"
            f"<author><name>Kênh Mẫu</name></author><published>{at.isoformat()}</published></entry>"
            for number, title, at in self.videos
        )
        head = '<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns="http://www.w3.org/2005/Atom">'
        return Answer(f'<?xml version="1.0" encoding="UTF-8"?>{head}<title>Kênh</title>{rows}</feed>'.encode())


def comment(number: str, at: datetime, text: str = "Con tôi cũng bị đau bụng", likes: int = 3) -> dict[str, Any]:
    snippet = {
        "textOriginal": text,
        "publishedAt": at.isoformat().replace("+00:00", "Z"),
        "likeCount": likes,
        "authorDisplayName": "@mehailua",
        "authorChannelId": {"value": "UCnguoivietbinhluan"},
    }
    return {"id": number, "snippet": {"topLevelComment": {"id": number, "snippet": snippet}, "totalReplyCount": 1}}


@contextmanager
def youtube(**options: Any) -> Iterator[Youtube]:
    service = Youtube(**options)
    with serve(service.respond, etags=True) as running:
        service.running = running
        yield service


def _playlist_item(number: str, title: str, at: datetime) -> dict[str, Any]:
    gone = title in {"Deleted video", "Private video"}
    return {
        "snippet": {
            "title": title,
            "description": "Bản tin sáng",
            "publishedAt": at.isoformat().replace("+00:00", "Z"),
            "channelTitle": "Kênh Mẫu",
            "resourceId": {"kind": "youtube#video", "videoId": number},
        },
        "status": {"privacyStatus": "private" if gone else "public"},
    }


def _error(status: int, reason: str, *, detail: str = "") -> Answer:
    error: dict[str, Any] = {"code": status, "message": f"bad {KEY}", "errors": [{"reason": reason}]}
    if detail:
        error["details"] = [{"reason": detail}]
    return as_json({"error": error}, status)
