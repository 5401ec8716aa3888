"""YouTube's open feed, and videos and comments by the Data API, against an imitation."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.collect.poll import read_entry
from monitor.collect.social.quota import YOUTUBE
from monitor.core.entries import FetchOutcome
from monitor.core.items import Channel
from monitor.core.sources import SourceKind
from tests.fakes.social.polling import NOW, Poller, poller
from tests.fakes.social.youtube import CHANNEL, KEY, Youtube, comment, youtube

FEED = f"/feeds/videos.xml?channel_id={CHANNEL}"
HOUR = timedelta(hours=1)
MIDNIGHT_PACIFIC = datetime(2026, 11, 23, 8, 5, tzinfo=UTC)


def watch(service: Youtube, kind: SourceKind = SourceKind.YOUTUBE, *, key: str = KEY) -> Poller:
    env = {"MONITOR_YOUTUBE_BASE_URL": service.running.base} | ({"MONITOR_YOUTUBE_KEY": key} if key else {})
    if kind is SourceKind.YOUTUBE and not key:
        return poller(kind, service.running.base + FEED, channel=Channel.YOUTUBE, **env)
    channel = Channel.YOUTUBE if kind is SourceKind.YOUTUBE else Channel.COMMENT
    return poller(kind, f"https://www.youtube.com{FEED}", channel=channel, **env)


def videos(*numbers: int) -> list[tuple[str, str, datetime]]:
    return [(f"v{n}", f"Bản tin {n}", NOW + (n - 24) * HOUR) for n in numbers]


def test_open_feed_and_api_show_the_same_entries():
    with youtube(videos=videos(2, 1)) as service:
        by_feed, by_key = watch(service, key="").poll(), watch(service).poll()
        assert [e.key for e in by_feed.entries] == [e.key for e in by_key.entries] == ["yt:video:v2", "yt:video:v1"]
        assert by_feed.entries[0].published_at == by_key.entries[0].published_at == NOW - 22 * HOUR
        assert not any(entry.needs_page for entry in by_feed.entries + by_key.entries)
        assert (by_feed.state.note, by_key.state.note) == ("", "2026-11-22:1")


@pytest.mark.parametrize("status", [404, 500])
def test_a_feed_that_is_away_for_a_while_is_asked_again(status: int):
    with youtube(videos=videos(1), errors={"feed": (status, "")}) as service:
        watched = watch(service, key="")
        away = watched.poll()
        service.errors.clear()
        back = watched.poll(minutes=60)
        assert (away.record.outcome, len(back.entries)) == (FetchOutcome.TEMPORARY, 1)


def test_new_videos_are_paged_back_to_what_is_known():
    with youtube(videos=videos(1)) as service:
        watched = watch(service)
        watched.poll()
        service.videos = videos(5, 4, 3, 2, 1)
        result = watched.poll(minutes=60)
        assert [entry.title for entry in result.entries] == [f"Bản tin {n}" for n in (5, 4, 3, 2, 1)]
        assert watched.state.note == "2026-11-22:4"


def test_deleted_and_private_videos_are_left_out_and_told():
    gone = [("x", "Deleted video", NOW), ("y", "Private video", NOW)]
    with youtube(videos=[*gone, *videos(1)], page_size=9) as service:
        result = watch(service).poll()
        assert [entry.key for entry in result.entries] == ["yt:video:v1"]
        assert result.warning == "2 videos deleted or private"


def test_comments_come_with_what_they_answer_and_without_their_writer():
    with youtube(videos=videos(2), comments={"v2": [comment("c1", NOW - HOUR)]}) as service:
        watched = watch(service, SourceKind.YOUTUBE_COMMENTS)
        result = watched.poll()
        item = read_entry(watched.fetcher, result.entries[0], watched.source, NOW).item
        assert item is not None
        assert (item.channel, item.text, item.context) == (Channel.COMMENT, "Con tôi cũng bị đau bụng", "Bản tin 2")
        assert (item.url, item.engagement.reactions) == ("https://www.youtube.com/watch?v=v2&lc=c1", 3)
        assert not any(word in repr((result.entries, item)) for word in ("mehailua", "UCnguoivietbinhluan"))


def test_comments_are_read_under_recent_videos_only_and_a_closed_or_lost_one_costs_no_other():
    old = ("v0", "Cũ", NOW - timedelta(days=15))
    said = {f"v{n}": [comment(f"c{n}", NOW - HOUR)] for n in range(5)}
    errors = {"v3": (403, "commentsDisabled"), "v2": (404, "videoNotFound")}
    with youtube(videos=[*videos(4, 3, 2, 1), old], comments=said, errors=errors, page_size=9) as service:
        result = watch(service, SourceKind.YOUTUBE_COMMENTS).poll()
        assert [entry.key for entry in result.entries] == ["yt:comment:c4", "yt:comment:c1"]
        assert (result.record.outcome, result.warning) == (FetchOutcome.OK, "video v2 is gone")


def test_new_comments_are_found_though_the_list_of_videos_stays_the_same():
    with youtube(videos=videos(2), comments={"v2": [comment("c1", NOW - HOUR)]}) as service:
        watched = watch(service, SourceKind.YOUTUBE_COMMENTS)
        watched.poll()
        service.comments["v2"].insert(0, comment("c2", NOW))
        later = watched.poll(minutes=15)
        assert [entry.key for entry in later.entries] == ["yt:comment:c2", "yt:comment:c1"]


def test_a_broken_video_is_a_failure_that_keeps_the_comments_of_the_others():
    said = {f"v{n}": [comment(f"c{n}", NOW - HOUR)] for n in (1, 2)}
    with youtube(videos=videos(2, 1), comments=said, errors={"v2": (500, "backendError")}) as service:
        result = watch(service, SourceKind.YOUTUBE_COMMENTS).poll()
        assert [entry.key for entry in result.entries] == ["yt:comment:c1"]
        assert (result.record.outcome, result.record.error) == (FetchOutcome.TEMPORARY, "http 500")


def test_a_spent_quota_waits_for_midnight_in_california_and_asks_nothing_more():
    said = {f"v{n}": [comment(f"c{n}", NOW - HOUR)] for n in (1, 2)}
    with youtube(videos=videos(2, 1), comments=said, units=1) as service:
        watched = watch(service, SourceKind.YOUTUBE_COMMENTS)
        result = watched.poll()
        assert (result.record.outcome, result.record.error) == (FetchOutcome.TEMPORARY, "quota: quotaExceeded")
        assert watched.state.next_due_at == MIDNIGHT_PACIFIC
        assert len(service.running.seen) == 2


def test_a_feed_keeps_to_its_own_share_of_the_day():
    with youtube(videos=videos(1)) as service:
        watched = watch(service)
        watched.state = replace(watched.state, note=f"2026-11-22:{YOUTUBE.units}")
        spent = watched.poll()
        due = watched.state.next_due_at
        fresh = watched.poll(minutes=24 * 60)
        assert (spent.record.error, due) == ("quota: share of the day is spent", MIDNIGHT_PACIFIC)
        assert (len(fresh.entries), len(service.running.seen)) == (1, 1)


@pytest.mark.parametrize(
    ("error", "outcome", "told"),
    [
        ((403, "quotaExceeded"), FetchOutcome.TEMPORARY, "quota: quotaExceeded"),
        ((403, "rateLimitExceeded"), FetchOutcome.TEMPORARY, "throttled: rateLimitExceeded"),
        ((403, "accessNotConfigured"), FetchOutcome.BLOCKED, "permission: accessNotConfigured"),
        ((400, "keyInvalid"), FetchOutcome.PERMANENT, "token: keyInvalid"),
        ((404, "playlistNotFound"), FetchOutcome.TEMPORARY, "gone: playlistNotFound"),
        ((503, "backendError"), FetchOutcome.TEMPORARY, "http 503"),
    ],
    ids=lambda value: value[1] if isinstance(value, tuple) else None,
)
def test_errors_are_graded_by_their_reason(error: tuple[int, str], outcome: FetchOutcome, told: str):
    with youtube(errors={"/playlistItems": error}) as service:
        result = watch(service).poll()
        assert (result.record.outcome, result.record.error) == (outcome, told)


def test_a_wrong_key_needs_a_person_and_no_key_shows(caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    with youtube(videos=videos(1)) as service:
        wrong = watch(service, key="AIza-khoa-cu")
        refused, good = wrong.poll(), watch(service).poll()
        assert (refused.record.outcome, refused.record.error) == (FetchOutcome.PERMANENT, "token: API_KEY_INVALID")
        assert not any(key in repr((refused, good)) + caplog.text for key in (KEY, "AIza-khoa-cu"))


def test_comments_without_a_key_are_not_asked_for():
    with youtube(videos=videos(1)) as service:
        result = watch(service, SourceKind.YOUTUBE_COMMENTS, key="").poll()
        assert (result.record.outcome, result.record.error) == (FetchOutcome.BLOCKED, "key-missing")
        assert service.running.seen == []
