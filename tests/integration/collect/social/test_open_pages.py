"""What is read without a key: Telegram, XenForo, Reddit, Google, each with its odd cases."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from monitor.collect.poll import read_entry
from monitor.core.entries import FetchOutcome
from monitor.core.items import Channel
from monitor.core.sources import SourceKind
from tests.fakes.social.open_pages import (
    CHALLENGE,
    CONSENT,
    OpenPages,
    google_alert,
    google_news,
    open_pages,
    private_channel,
    reddit_listing,
    telegram_page,
    xenforo_feed,
    xenforo_page,
)
from tests.fakes.social.polling import NOW, Poller, poller
from tests.fakes.social.server import Answer

HOUR = timedelta(hours=1)
AGREED = "Công văn 12/SGDĐT-VP ngày 01/10/2026"


def watch(service: OpenPages, kind: SourceKind, path: str, *, consent: str = "") -> Poller:
    channel = {SourceKind.TELEGRAM: Channel.TELEGRAM, SourceKind.GOOGLE: Channel.AGGREGATOR}.get(kind, Channel.FORUM)
    return poller(kind, service.running.base + path, channel=channel, consent=consent)


def posts(*numbers: int) -> list[tuple[int, datetime]]:
    return [(number, NOW + (number - 24) * HOUR) for number in numbers]


def test_telegram_is_paged_back_to_what_is_known():
    pages = {"/s/kenh": telegram_page("kenh", posts(1, 2), more=False)}
    with open_pages(pages) as service:
        watched = watch(service, SourceKind.TELEGRAM, "/s/kenh")
        watched.poll()
        service.answers |= {
            "/s/kenh": telegram_page("kenh", posts(5, 6), more=True),
            "/s/kenh?before=5": telegram_page("kenh", posts(3, 4), more=True),
            "/s/kenh?before=3": telegram_page("kenh", posts(1, 2), more=False),
        }
        result = watched.poll(minutes=15)
        assert {entry.text for entry in result.entries} == {f"Tin số {n}" for n in range(1, 7)}
        assert service.running.robots_asked == 1


def test_the_first_reading_of_a_telegram_channel_takes_one_page():
    with open_pages({"/s/kenh": telegram_page("kenh", posts(5, 6), more=True)}) as service:
        result = watch(service, SourceKind.TELEGRAM, "/s/kenh").poll()
        assert ([entry.key for entry in result.entries], len(service.running.seen)) == (["kenh/5", "kenh/6"], 1)


def test_a_private_telegram_channel_is_a_failure_and_not_calm():
    with open_pages({"/s/kenh": private_channel()}) as service:
        result = watch(service, SourceKind.TELEGRAM, "/s/kenh").poll()
        assert (result.record.outcome, result.record.error) == (
            FetchOutcome.TEMPORARY,
            "parse: no public posts on the page",
        )


def test_a_forum_feed_gives_first_posts_without_their_writers():
    with open_pages({"/f/tin.33/index.rss": xenforo_feed((7, "Ba Tư"), (8, "Ba Tư"))}) as service:
        watched = watch(service, SourceKind.FORUM, "/f/tin.33/index.rss")
        result = watched.poll()
        item = read_entry(watched.fetcher, result.entries[0], watched.source, NOW).item
        assert item is not None
        assert (item.title, item.text) == ("Chủ đề 7", "Con tôi kể chuyện ở trường 7")
        assert {(entry.author or "")[:2] for entry in result.entries} == {"u-"}
        assert len({entry.author for entry in result.entries}) == 1
        assert "Ba Tư" not in repr((result.entries, item))


def test_a_forum_page_gives_threads_to_read():
    with open_pages({"/f/tin.33/": xenforo_page((7, "Ba Tư"), odd=True)}) as service:
        result = watch(service, SourceKind.FORUM, "/f/tin.33/").poll()
        (entry,) = result.entries
        assert (entry.title, entry.url, entry.needs_page) == ("Chủ đề 7", f"{service.running.base}/t/chu-de.7/", True)
        assert entry.published_at == datetime.fromisoformat("2026-11-22T08:00:00+07:00")
        assert result.warning == "1 threads without title or address"


def test_a_challenge_stops_a_forum_for_a_day():
    with open_pages({"/f/tin.33/index.rss": CHALLENGE}) as service:
        watched = watch(service, SourceKind.FORUM, "/f/tin.33/index.rss")
        result = watched.poll()
        assert (result.record.outcome, result.record.error) == (FetchOutcome.BLOCKED, "challenge: http 403")
        assert (watched.wait, len(service.running.seen)) == (timedelta(days=1), 1)


def test_reddit_posts_lose_their_signature_and_removed_ones_are_left_out():
    listing = reddit_listing(
        ("t3_a", "Trường ở Bến Tre", "Nghe nói trường đóng cửa"),
        ("t3_b", "[deleted by user]", "x"),
        ("t3_c", "Hỏi", "[removed]"),
    )
    with open_pages({"/r/VietNam/new/.rss": listing}) as service:
        result = watch(service, SourceKind.REDDIT, "/r/VietNam/new/.rss", consent=AGREED).poll()
        assert [(entry.key, entry.text) for entry in result.entries] == [("t3_a", "Nghe nói trường đóng cửa")]
        assert "nguoi_la" not in repr(result.entries)
        assert result.warning == "2 posts deleted or removed"


@pytest.mark.parametrize(
    ("headers", "minutes"),
    [
        pytest.param({"Retry-After": "3000"}, 50, id="retry-after"),
        pytest.param({"X-Ratelimit-Reset": "2400.5"}, 40, id="reset header"),
        pytest.param({}, 30, id="untold"),
    ],
)
def test_a_throttled_reddit_is_left_alone(headers: dict[str, str], minutes: int):
    with open_pages({"/r/VietNam/new/.rss": Answer(status=429, headers=headers)}) as service:
        watched = watch(service, SourceKind.REDDIT, "/r/VietNam/new/.rss", consent=AGREED)
        result = watched.poll()
        assert (result.record.error, watched.wait) == ("throttled: http 429", timedelta(minutes=minutes))


def test_a_news_search_gives_leads_without_a_page():
    with open_pages({"/rss/search": google_news("Mưa lớn ở Ba Tri", "Thi vào lớp 10")}) as service:
        watched = watch(service, SourceKind.GOOGLE, "/rss/search?q=x", consent=AGREED)
        result = watched.poll()
        item = read_entry(watched.fetcher, result.entries[0], watched.source, NOW).item
        assert item is not None
        assert (item.channel, item.title, item.author) == (Channel.AGGREGATOR, "Mưa lớn ở Ba Tri", "Báo Mẫu")
        assert (item.links, item.text) == (("https://bao-mau.example",), "")
        assert len(service.running.seen) == 1


def test_a_full_answer_asks_for_a_narrower_search():
    with open_pages({"/rss/search": google_news(*(f"Tin {n}" for n in range(100)))}) as service:
        result = watch(service, SourceKind.GOOGLE, "/rss/search?q=x", consent=AGREED).poll()
        assert result.warning == "as many entries as the service gives at most; ask more narrowly"


def test_an_alert_is_unwrapped_to_the_paper_and_an_odd_link_is_not_followed():
    links = (
        "https://www.google.com/url?rct=j&amp;url=https://bao-mau.example/tin-12345.html&amp;ct=ga",
        "https://www.google.com/url?rct=j",
    )
    with open_pages({"/alerts/feeds/1/2": google_alert(*links)}) as service:
        result = watch(service, SourceKind.GOOGLE, "/alerts/feeds/1/2", consent=AGREED).poll()
        assert [(entry.url, entry.needs_page) for entry in result.entries] == [
            ("https://bao-mau.example/tin-12345.html", True),
            ("https://www.google.com/url?rct=j", False),
        ]
        assert result.entries[0].title == "Tin Bến Tre 0"


@pytest.mark.parametrize(
    ("answer", "outcome", "told", "hours"),
    [
        pytest.param(Answer(status=429), FetchOutcome.TEMPORARY, "throttled: http 429", 1, id="after a burst"),
        pytest.param(CONSENT, FetchOutcome.BLOCKED, "consent-page: asked before the feed", 6, id="consent page"),
    ],
)
def test_a_search_engine_that_refuses_is_left_alone(answer: Answer, outcome: FetchOutcome, told: str, hours: int):
    with open_pages({"/rss/search": answer}) as service:
        watched = watch(service, SourceKind.GOOGLE, "/rss/search?q=x", consent=AGREED)
        result = watched.poll()
        assert (result.record.outcome, result.record.error) == (outcome, told)
        assert watched.wait == timedelta(hours=hours)


@pytest.mark.parametrize("kind", [SourceKind.GOOGLE, SourceKind.REDDIT])
def test_without_consent_nothing_is_asked(kind: SourceKind):
    with open_pages({"/x": google_news("Tin")}) as service:
        result = watch(service, kind, "/x").poll()
        assert (result.record.outcome, result.record.error) == (FetchOutcome.BLOCKED, "consent-missing")
        assert (service.running.seen, service.running.robots_asked) == ([], 0)


@pytest.mark.parametrize("kind", [SourceKind.TELEGRAM, SourceKind.FORUM, SourceKind.REDDIT, SourceKind.GOOGLE])
def test_a_page_of_something_else_is_a_failure(kind: SourceKind):
    with open_pages({"/x": Answer(b"<html><body>Bao tri</body></html>")}) as service:
        result = watch(service, kind, "/x", consent=AGREED).poll()
        assert (result.record.outcome, result.entries) == (FetchOutcome.TEMPORARY, ())
        assert (result.record.error or "").startswith("parse: ")
