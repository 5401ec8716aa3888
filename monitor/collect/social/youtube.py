"""YouTube: a channel's newest videos (open feed, or the Data API when there is a key) and the comments under them.

The key is preferred where there is one: the open feed fails for days and may be closed to machines by robots.txt.
Units and answers: YouTube Data API v3 reference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from monitor.collect.dates import parse_published
from monitor.collect.feeds import parse_feed
from monitor.collect.fetch import FetchResult
from monitor.collect.social.answers import Page, count, hashtags, member, read_object, rows, text, writer_of
from monitor.collect.social.quota import YOUTUBE
from monitor.core.entries import Entry, FetchOutcome
from monitor.core.items import Engagement
from monitor.core.sources import Source

VIDEOS = 25
COMMENTS = 100
COMMENTED_VIDEOS = 5
COMMENTED_FOR = timedelta(days=14)
"""Comments are read under the five newest videos of two weeks: one unit each, and later ones bring little news."""

_CHANNEL = "UC"
_UPLOADS = "UU"
# The list of a channel's uploads has the channel's number with another beginning.
_UNLISTED = frozenset({"private", "privacyStatusUnspecified"})
_REASONS: Mapping[str, tuple[FetchOutcome, str]] = {
    "quotaExceeded": (FetchOutcome.TEMPORARY, "quota"),
    "dailyLimitExceeded": (FetchOutcome.TEMPORARY, "quota"),
    "rateLimitExceeded": (FetchOutcome.TEMPORARY, "throttled"),
    "userRateLimitExceeded": (FetchOutcome.TEMPORARY, "throttled"),
    "keyInvalid": (FetchOutcome.PERMANENT, "token"),
    "keyExpired": (FetchOutcome.PERMANENT, "token"),
    "API_KEY_INVALID": (FetchOutcome.PERMANENT, "token"),
    "accessNotConfigured": (FetchOutcome.BLOCKED, "permission"),
    "ipRefererBlocked": (FetchOutcome.BLOCKED, "permission"),
    "forbidden": (FetchOutcome.BLOCKED, "permission"),
    "commentsDisabled": (FetchOutcome.BLOCKED, "comments-disabled"),
    "videoNotFound": (FetchOutcome.TEMPORARY, "gone"),
    "playlistNotFound": (FetchOutcome.TEMPORARY, "gone"),
    "channelNotFound": (FetchOutcome.TEMPORARY, "gone"),
}
# Not found comes back for channels that are well, for days: never the end of a source.
THROTTLED_WAIT = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Video:
    """A video whose comments are read. `title` is what they answer."""

    id: str
    title: str


def videos_address(source: Source, feed_url: str) -> str | None:
    """Return where a channel's videos are asked for: the API with a key, else the feed itself; None if it is neither.

    `feed_url` is a channel's or playlist's feed address; a channel page with its number (`/channel/UC…`) serves too.
    """
    playlist = _playlist(feed_url)
    if not source.api_base:
        return feed_url
    if playlist is None:
        return None
    query = {"part": "snippet,status", "playlistId": playlist, "maxResults": str(VIDEOS)}
    return f"{source.api_base}/playlistItems?{urlencode(query)}"


def comments_address(source: Source, video: Video, page_token: str = "") -> str:
    """Return where a video's comments are asked for, newest first."""
    query = {
        "part": "snippet",
        "videoId": video.id,
        "order": "time",
        "maxResults": str(COMMENTS),
        "textFormat": "plainText",
    }
    return f"{source.api_base}/commentThreads?{urlencode(query | ({'pageToken': page_token} if page_token else {}))}"


def graded(result: FetchResult, now: datetime) -> FetchResult:
    """Grade an API answer by the reason in its body. Out of quota waits until the next day begins in California."""
    problem = member(read_object(result.error_body or b"{}"), "error")
    if not isinstance(problem, dict):
        return result
    for reason in _reasons(problem):
        if reason in _REASONS:
            outcome, kind = _REASONS[reason]
            waits = {"quota": YOUTUBE.wait(now), "throttled": result.retry_after or THROTTLED_WAIT}
            wait = waits.get(kind, result.retry_after)
            return replace(result, outcome=outcome, error=f"{kind}: {reason}", retry_after=wait)
    return result


def parse_videos(body: bytes, *, source: Source, feed_url: str, now: datetime) -> Page:
    """Read one page of videos, from the API or the open feed. Deleted and private ones are counted in the warning."""
    answer = read_object(body)
    if answer is None:
        parsed = parse_feed(body, feed_url=feed_url, source_id=source.id, now=now, needs_page=False)
        return Page(parsed.entries, warning=parsed.warning, readable=parsed.readable)
    if not isinstance(answer.get("items"), list):
        return Page(warning="not a list of videos", readable=False)
    found = [_video_entry(row, source, feed_url, now) for row in rows(answer, "items")]
    entries = tuple(entry for entry in found if entry is not None)
    gone = len(answer["items"]) - len(entries)
    first = videos_address(source, feed_url)
    token = text(answer, "nextPageToken")
    next_url = f"{first}&{urlencode({'pageToken': token})}" if first and token else None
    return Page(entries, next_url, f"{gone} videos deleted or private" if gone else None)


def commented_videos(entries: tuple[Entry, ...], now: datetime) -> tuple[Video, ...]:
    """Choose the videos whose comments are read, newest first."""
    recent = [entry for entry in entries if entry.published_at and now - entry.published_at <= COMMENTED_FOR]
    recent.sort(key=lambda entry: (entry.published_at or now, entry.key), reverse=True)
    return tuple(Video(entry.key.removeprefix("yt:video:"), entry.title) for entry in recent[:COMMENTED_VIDEOS])


def parse_comments(body: bytes, *, source: Source, feed_url: str, video: Video, now: datetime) -> Page:
    """Read one page of a video's comments: words, time and link, writers only as pseudonyms."""
    answer = read_object(body)
    if answer is None or not isinstance(answer.get("items"), list):
        return Page(warning="not a list of comments", readable=False)
    found = [_comment_entry(row, source, feed_url, video, now) for row in rows(answer, "items")]
    entries = tuple(entry for entry in found if entry is not None)
    skipped = len(answer["items"]) - len(entries)
    token = text(answer, "nextPageToken")
    return Page(
        entries,
        comments_address(source, video, token) if token else None,
        f"{skipped} comments without text or id" if skipped else None,
    )


def _playlist(feed_url: str) -> str | None:
    parts = urlsplit(feed_url)
    query = parse_qs(parts.query)
    if "playlist_id" in query:
        return query["playlist_id"][0]
    channel = (query.get("channel_id") or [""])[0] or parts.path.partition("/channel/")[2].partition("/")[0]
    return _UPLOADS + channel.removeprefix(_CHANNEL) if channel.startswith(_CHANNEL) else None


def _reasons(problem: Mapping[str, Any]) -> Iterator[str]:
    """Yield the reasons of an error, the most exact first."""
    for row in rows(problem, "details"):
        yield text(row, "reason")
    for row in rows(problem, "errors"):
        yield text(row, "reason")


def _video_entry(row: Mapping[str, Any], source: Source, feed_url: str, now: datetime) -> Entry | None:
    number = text(row, "snippet", "resourceId", "videoId")
    title, words = text(row, "snippet", "title"), text(row, "snippet", "description")
    deleted = text(row, "status", "privacyStatus") in _UNLISTED or title in {"Deleted video", "Private video"}
    if not number or not title or deleted:
        return None
    raw = text(row, "snippet", "publishedAt") or None
    return Entry(
        key=f"yt:video:{number}",  # as in the open feed, so that gaining a key repeats nothing
        source_id=source.id,
        feed_url=feed_url,
        url=f"https://www.youtube.com/watch?v={number}",
        title=title,
        text=words,
        needs_page=False,
        published_at=parse_published(raw, now=now),
        published_raw=raw,
        author=text(row, "snippet", "channelTitle") or None,
        hashtags=hashtags(f"{title} {words}"),
    )


def _comment_entry(row: Mapping[str, Any], source: Source, feed_url: str, video: Video, now: datetime) -> Entry | None:
    top = member(row, "snippet", "topLevelComment")
    number = text(top, "id") or text(row, "id")
    words = text(top, "snippet", "textOriginal") or text(top, "snippet", "textDisplay")
    if not number or not words:
        return None
    raw = text(top, "snippet", "publishedAt") or None
    return Entry(
        key=f"yt:comment:{number}",
        source_id=source.id,
        feed_url=feed_url,
        url=f"https://www.youtube.com/watch?{urlencode({'v': video.id, 'lc': number})}",
        title="",
        text=words,
        needs_page=False,
        published_at=parse_published(raw, now=now),
        published_raw=raw,
        author=writer_of(source, text(top, "snippet", "authorChannelId", "value")),
        hashtags=hashtags(words),
        context=video.title or None,
        engagement=Engagement(
            reactions=count(top, "snippet", "likeCount"), comments=count(row, "snippet", "totalReplyCount")
        ),
    )
