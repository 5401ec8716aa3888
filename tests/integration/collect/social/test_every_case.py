"""The odd cases of every service that the other files do not hold: empty, deleted, throttled, slowed down."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.core.entries import FetchOutcome
from monitor.core.items import Channel
from monitor.core.sources import SourceKind
from tests.fakes.social.facebook import app_usage
from tests.fakes.social.open_pages import (
    google_alert,
    google_news,
    open_pages,
    reddit_listing,
    telegram_page,
    xenforo_feed,
    xenforo_page,
)
from tests.fakes.social.polling import NOW, Poller, poller
from tests.fakes.social.server import Answer
from tests.fakes.social.threads import TOKEN as THREADS_TOKEN
from tests.fakes.social.threads import Threads, thread, threads
from tests.fakes.social.youtube import CHANNEL, KEY, youtube

AGREED = "Công văn 12"
EMPTY_TELEGRAM = Answer(b"<html><body><div class='tme_no_messages_found'>No posts</div></body></html>")
GONE_TELEGRAM = Answer(
    b"<html><body><div class='tgme_widget_message' data-post='kenh/7'>"
    b"<div class='message_media_not_supported'>Please open Telegram</div></div>"
    b"<div class='tgme_widget_message' data-post='kenh/8'>"
    b"<div class='tgme_widget_message_text js-message_text'>Tin</div>"
    b"<a class='tgme_widget_message_date' href='https://t.me/kenh/8'><time datetime='2026-11-22T08:00:00+00:00'></time>"
    b"</a></div></body></html>"
)


def open_poller(kind: SourceKind, url: str) -> Poller:
    return poller(kind, url, channel=Channel.AGGREGATOR if kind is SourceKind.GOOGLE else Channel.FORUM, consent=AGREED)


def watch_threads(service: Threads) -> Poller:
    env = {"MONITOR_THREADS_BASE_URL": service.running.base, "MONITOR_THREADS_TOKEN": THREADS_TOKEN}
    return poller(SourceKind.THREADS, "https://www.threads.net/search?q=x", **env)


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        pytest.param(SourceKind.TELEGRAM, EMPTY_TELEGRAM, id="telegram"),
        pytest.param(SourceKind.FORUM, xenforo_feed(), id="forum feed"),
        pytest.param(SourceKind.REDDIT, reddit_listing(), id="reddit"),
        pytest.param(SourceKind.GOOGLE, google_news(), id="google news"),
        pytest.param(SourceKind.GOOGLE, google_alert(), id="google alerts"),
    ],
)
def test_nothing_new_is_calm(kind: SourceKind, answer: Answer):
    with open_pages({"/x": answer}) as service:
        result = open_poller(kind, f"{service.running.base}/x").poll()
    assert (result.record.outcome, result.entries, result.warning) == (FetchOutcome.OK, (), None)


@pytest.mark.parametrize("kind", [SourceKind.TELEGRAM, SourceKind.FORUM, SourceKind.REDDIT, SourceKind.GOOGLE])
def test_too_many_requests_are_waited_for_as_long_as_asked(kind: SourceKind):
    with open_pages({"/x": Answer(status=429, headers={"Retry-After": "7200"})}) as service:
        watched = open_poller(kind, f"{service.running.base}/x")
        result = watched.poll()
    assert result.record.outcome is FetchOutcome.TEMPORARY
    assert watched.wait == timedelta(hours=2)
    assert len(service.running.seen) == 1


def test_a_telegram_post_without_words_is_left_out_and_told():
    with open_pages({"/s/kenh": GONE_TELEGRAM}) as service:
        result = open_poller(SourceKind.TELEGRAM, f"{service.running.base}/s/kenh").poll()
    assert [entry.key for entry in result.entries] == ["kenh/8"]
    assert result.warning == "1 posts without text"


def test_a_deleted_post_stays_as_it_was_read():
    posts = [(number, NOW + timedelta(hours=number - 24)) for number in (1, 2)]
    with open_pages({"/s/kenh": telegram_page("kenh", posts, more=False)}) as service:
        watched = open_poller(SourceKind.TELEGRAM, f"{service.running.base}/s/kenh")
        first = watched.poll()
        service.answers["/s/kenh"] = telegram_page("kenh", posts[:1], more=False)
        later = watched.poll(minutes=15)
    assert ([e.key for e in first.entries], [e.key for e in later.entries]) == (["kenh/1", "kenh/2"], ["kenh/1"])
    assert later.record.outcome is FetchOutcome.OK
    assert watched.state.failures == 0


def test_a_forum_is_paged_back_to_what_is_known():
    first = xenforo_page((1, "A"))
    with open_pages({"/f/tin.33/": first}) as service:
        watched = open_poller(SourceKind.FORUM, f"{service.running.base}/f/tin.33/")
        watched.poll()
        more = first.body.replace(b"</body>", b'<a class="pageNav-jump--next" href="/f/tin.33/page-2">S</a></body>')
        later = more.replace(b"2026-11-22T08:00:00", b"2026-11-23T08:00:00").replace(b".1/", b".3/")
        service.answers |= {"/f/tin.33/": Answer(later), "/f/tin.33/page-2": first}
        result = watched.poll(minutes=30)
    assert sorted(entry.url.rpartition("/t/")[2] for entry in result.entries) == ["chu-de.1/", "chu-de.3/"]


@pytest.mark.parametrize(
    ("usage", "minutes"),
    [({}, 15), (app_usage(74), 15), (app_usage(75), 30), (app_usage(95), 60)],
    ids=["untold", "below", "at 75 %", "at 95 %"],
)
def test_threads_slows_down_by_the_usage_it_is_told(usage: dict[str, str], minutes: int):
    with threads(posts=[thread(1, NOW - timedelta(hours=1))], usage=usage) as service:
        watched = watch_threads(service)
        result = watched.poll()
    assert (result.record.outcome, watched.wait) == (FetchOutcome.OK, timedelta(minutes=minutes))


def test_a_threads_post_without_words_is_left_out_and_told():
    gone = thread(2, NOW - timedelta(hours=1)) | {"text": None}
    with threads(posts=[gone, thread(1, NOW - timedelta(hours=2))]) as service:
        result = watch_threads(service).poll()
    assert [entry.key for entry in result.entries] == ["1"]
    assert result.warning == "1 posts without text or id"


@pytest.mark.parametrize("key", ["", KEY], ids=["open feed", "by key"])
def test_a_youtube_channel_without_videos_is_calm(key: str):
    with youtube() as service:
        env = {"MONITOR_YOUTUBE_BASE_URL": service.running.base} | ({"MONITOR_YOUTUBE_KEY": key} if key else {})
        base = "https://www.youtube.com" if key else service.running.base
        result = poller(SourceKind.YOUTUBE, f"{base}/feeds/videos.xml?channel_id={CHANNEL}", **env).poll()
    assert (result.record.outcome, result.entries, result.warning) == (FetchOutcome.OK, (), None)


def test_youtube_comments_of_a_channel_without_videos_cost_one_request():
    with youtube() as service:
        env = {"MONITOR_YOUTUBE_BASE_URL": service.running.base, "MONITOR_YOUTUBE_KEY": KEY}
        url = f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}"
        result = poller(SourceKind.YOUTUBE_COMMENTS, url, channel=Channel.COMMENT, **env).poll()
    assert (result.record.outcome, result.entries, len(service.running.seen)) == (FetchOutcome.OK, (), 1)
