"""The pure parts of social readers: addresses, errors, waits, quotas, and answers that nobody promised."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.collect.fetch import FetchResult
from monitor.collect.social import facebook, forum, google, meta, reddit, telegram, threads, youtube
from monitor.collect.social.access import api_keys, explain_error, explain_lack, lack_of, with_api_bases
from monitor.collect.social.answers import count, member, rows, text, writer_of
from monitor.collect.social.quota import THREADS, YOUTUBE, Ledger, Quota
from monitor.core.entries import FetchOutcome
from monitor.core.items import Channel
from monitor.core.settings import load_settings
from monitor.core.sources import Source, SourceKind, Tier

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
URL = "https://www.facebook.com/truong"
KEYS = {"MONITOR_FACEBOOK_TOKEN": "f", "MONITOR_YOUTUBE_KEY": "y", "MONITOR_THREADS_TOKEN": "t"}
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)
FIELDS = st.sampled_from(
    ["id", "message", "text", "snippet", "topLevelComment", "attachments", "data", "shares", "timestamp", "status"]
)
json_rows = st.dictionaries(FIELDS, json_values | st.dictionaries(FIELDS, json_values, max_size=3), max_size=6)


def source(kind: SourceKind, **fields: Any) -> Source:
    return Source("mau", "Mẫu", kind, URL, Channel.FORUM, Tier.OPEN_SOCIAL, api_base="https://api.example/v1", **fields)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.facebook.com/truong.hoa.sen", "truong.hoa.sen"),
        ("https://www.facebook.com/truong.hoa.sen/posts", "truong.hoa.sen"),
        ("https://m.facebook.com/profile.php?id=1000123", "1000123"),
        ("https://www.facebook.com/pages/Truong-Hoa-Sen/100012345", "100012345"),
        ("https://www.facebook.com/p/Tr%C6%B0%E1%BB%9Dng-Hoa-Sen-100012345678/", "100012345678"),
        ("https://www.facebook.com/Truong-Hoa-Sen-100012345678/", "100012345678"),
        ("https://www.facebook.com/groups/123456", None),
        ("https://www.facebook.com/people/Nguyen-Van-An/1000123456", None),
        ("https://www.facebook.com/a%2F..%2Fme", None),
        ("https://www.facebook.com/", None),
    ],
)
def test_a_page_is_known_by_its_address(url: str, name: str | None):
    assert facebook.page_name(url) == name


@pytest.mark.parametrize(
    ("code", "outcome", "kind"),
    [
        *((code, FetchOutcome.TEMPORARY, "service") for code in (1, 2)),
        *((code, FetchOutcome.TEMPORARY, "throttled") for code in (4, 17, 32, 341, 613, 80001)),
        *((code, FetchOutcome.BLOCKED, "permission") for code in (10, 200, 299)),
        (190, FetchOutcome.PERMANENT, "token"),
        (368, FetchOutcome.BLOCKED, "policy"),
        (300, FetchOutcome.TEMPORARY, "unknown-error"),
        (0, FetchOutcome.TEMPORARY, "unknown-error"),
    ],
)
def test_meta_error_codes(code: int, outcome: FetchOutcome, kind: str):
    assert meta.grade_code(code, 0) == (outcome, kind)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        pytest.param("https://api.example/v1/x?access_token=s&after=3", "https://api.example/v1/x?after=3", id="token"),
        pytest.param("https://api.example/v2/x?after=3", "https://api.example/v2/x?after=3", id="another version"),
        pytest.param("https://evil.example/v1/x?after=3", None, id="another host"),
        pytest.param("http://api.example/v1/x", None, id="another scheme"),
        pytest.param("https://[api.example/v1", None, id="malformed"),
        pytest.param(None, None, id="last page"),
    ],
)
def test_the_next_page_is_at_the_same_service_and_has_no_token(link: str | None, expected: str | None):
    assert meta.next_page({"paging": {"next": link}}, "https://api.example/v1") == expected


@given(percent=st.integers(0, 300), minutes=st.integers(0, 10**6))
def test_the_wait_grows_with_use_and_stays_within_a_day(percent: int, minutes: int):
    usage = {"x-app-usage": json.dumps({"call_count": percent, "estimated_time_to_regain_access": minutes})}
    wait = meta.wait_for(FetchResult(FetchOutcome.OK, URL, usage=usage))
    assert (wait is not None) == (percent >= meta.SLOW_PERCENT or minutes > 0)
    assert wait is None or timedelta(0) < wait <= timedelta(hours=24)


@pytest.mark.parametrize(
    ("now", "quota", "starts"),
    [
        (datetime(2026, 11, 23, 3, 0, tzinfo=UTC), YOUTUBE, datetime(2026, 11, 23, 8, 5, tzinfo=UTC)),
        (datetime(2026, 7, 1, 12, 0, tzinfo=UTC), YOUTUBE, datetime(2026, 7, 2, 7, 5, tzinfo=UTC)),
        (datetime(2026, 11, 1, 8, 0, tzinfo=UTC), YOUTUBE, datetime(2026, 11, 2, 8, 5, tzinfo=UTC)),
        (datetime(2026, 11, 23, 8, 4, tzinfo=UTC), YOUTUBE, datetime(2026, 11, 23, 8, 5, tzinfo=UTC)),
        (datetime(2026, 11, 23, 3, 0, tzinfo=UTC), THREADS, datetime(2026, 11, 24, 0, 5, tzinfo=UTC)),
    ],
    ids=["winter", "summer", "day of 25 hours", "just before", "utc"],
)
def test_a_day_of_quota_begins_at_the_services_midnight(now: datetime, quota: Quota, starts: datetime):
    assert now + quota.wait(now) == starts
    assert quota.day(starts) != quota.day(now)


@given(minutes=st.integers(0, 10 * 366 * 24 * 60))
def test_the_next_day_is_always_ahead_and_near(minutes: int):
    now = NOW + timedelta(minutes=minutes)
    quota = Quota(1, ZoneInfo("America/Los_Angeles"))
    assert timedelta(0) < quota.wait(now) <= timedelta(hours=25)


@given(spent=st.integers(0, 10**8), note=st.text(max_size=20))
def test_a_ledger_survives_its_note_and_no_other(spent: int, note: str):
    today = NOW.date()
    ledger = Ledger(today, spent)
    assert Ledger.read(ledger.note, today) == ledger
    assert Ledger.read(ledger.note, today + timedelta(days=1)).spent == 0
    assert Ledger.read(f"x{note}", today) == Ledger(today)


@given(rows_of=st.lists(json_rows | json_values, max_size=4))
def test_no_answer_breaks_a_reader(rows_of: list[Any]):
    video = youtube.Video("v", "V")
    for shape in ({"data": rows_of, "items": rows_of, "paging": rows_of}, rows_of, {"error": rows_of}):
        body = json.dumps(shape).encode()
        pages = [
            facebook.parse_posts(body, source=source(SourceKind.FACEBOOK), feed_url=URL, now=NOW),
            threads.parse_threads(body, source=source(SourceKind.THREADS), feed_url=URL, now=NOW),
            youtube.parse_videos(body, source=source(SourceKind.YOUTUBE), feed_url=URL, now=NOW),
            youtube.parse_comments(body, source=source(SourceKind.YOUTUBE), feed_url=URL, video=video, now=NOW),
        ]
        assert all(entry.key and (entry.text or entry.title) for page in pages for entry in page.entries)
        result = FetchResult(FetchOutcome.TEMPORARY, URL, error_body=body)
        assert meta.graded(result, NOW).outcome is not FetchOutcome.OK
        assert youtube.graded(result, NOW).outcome is not FetchOutcome.OK


@settings(deadline=None)
@given(body=st.binary(max_size=200))
def test_no_bytes_break_a_reader(body: bytes):
    for kind, parse in (
        (SourceKind.FACEBOOK, facebook.parse_posts),
        (SourceKind.FORUM, forum.parse_forum),
        (SourceKind.REDDIT, reddit.parse_reddit),
        (SourceKind.GOOGLE, google.parse_google),
        (SourceKind.TELEGRAM, telegram.parse_preview),
    ):
        assert parse(body, source=source(kind), feed_url=URL, now=NOW).entries == ()


@pytest.mark.parametrize(
    ("value", "expected"),
    [(7, 7), ("7", 7), (-1, 0), (True, 0), (1.5, 0), ("bảy", 0), ("9" * 40, 0), (2**70, 0), (None, 0), ([1], 0)],
)
def test_counts_are_counts_or_nothing(value: Any, expected: int):
    assert count({"n": value}, "n") == expected


def test_values_of_another_type_are_absent():
    assert (member({"a": [1]}, "a", "b"), text({"a": 5}, "a"), list(rows({"a": [1, {}, None]}, "a"))) == (
        None,
        "",
        [{}],
    )
    assert text({"a": " Tru\u031bo\u031b\u0300ng \ud800 "}, "a") == "Trường \ufffd"


def test_a_pseudonym_holds_within_one_source_only():
    bare = Source("a", "Mẫu", SourceKind.FORUM, URL, Channel.FORUM, Tier.OPEN_SOCIAL)
    one, other, keyless = replace(bare, handle_key=b"k"), replace(bare, id="b", handle_key=b"k"), bare
    assert writer_of(one, "me.hai") == writer_of(one, "me.hai") != writer_of(other, "me.hai")
    assert (writer_of(one, ""), writer_of(keyless, "me.hai")) == (None, None)


@pytest.mark.parametrize(
    ("kind", "consent", "lack", "words"),
    [
        (SourceKind.FACEBOOK, "", "key-missing", "MONITOR_FACEBOOK_TOKEN"),
        (SourceKind.THREADS, "", "key-missing", "MONITOR_THREADS_TOKEN"),
        (SourceKind.YOUTUBE_COMMENTS, "", "key-missing", "MONITOR_YOUTUBE_KEY"),
        (SourceKind.GOOGLE, "", "consent-missing", "consent"),
        (SourceKind.REDDIT, "", "consent-missing", "consent"),
        (SourceKind.REDDIT, "Công văn 1", None, None),
        (SourceKind.YOUTUBE, "", None, None),
        (SourceKind.TELEGRAM, "", None, None),
        (SourceKind.FORUM, "", None, None),
        (SourceKind.RSS, "", None, None),
    ],
)
def test_what_a_source_lacks_is_said(kind: SourceKind, consent: str, lack: str | None, words: str | None):
    bare = Source("mau", "Mẫu", kind, URL, Channel.FORUM, Tier.OPEN_SOCIAL, consent=consent)
    (without,) = with_api_bases([bare], load_settings({}))
    (with_keys,) = with_api_bases([bare], load_settings(KEYS))
    told = explain_lack(without)
    assert lack_of(without) == lack
    assert told is None if words is None else words in (told or "")
    assert lack_of(with_keys) in {None, "consent-missing"}


def test_keys_are_those_that_are_set_and_go_to_their_own_service():
    assert api_keys(load_settings({})) == ()
    keys = api_keys(load_settings(KEYS))
    opened = [
        [key.opens(url) for key in keys]
        for url in (
            "https://graph.facebook.com/v26.0/x",
            "https://www.googleapis.com/youtube/v3/videos",
            "https://graph.threads.net/v1.0/keyword_search?q=x",
            "https://www.googleapis.com/drive/v3/files",
        )
    ]
    assert opened == [[True, False, False], [False, True, False], [False, False, True], [False, False, False]]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("http 404", "mã 404"),
        ("parse: no public posts on the page", "không đọc được mục tin nào"),
        ("timeout: ReadTimeout", "không trả lời kịp"),
        ("robots: disallowed", "xin phép"),
        ("robots: unreachable (http 500)", "tự thử lại"),
        ("tls-certificate: expired", "chứng thư"),
    ],
)
def test_staff_read_errors_of_any_source_in_vietnamese(error: str, words: str):
    assert words in (explain_error(error) or "")


@pytest.mark.parametrize(
    "kind", sorted({kind for _, _, kind in meta._GRADES} | {k for _, k in youtube._REASONS.values()})
)
def test_every_kind_of_error_has_its_vietnamese_sentence(kind: str):
    # Switched-off comments are no trouble of the source and are never told.
    assert bool(explain_error(f"{kind}: x")) is (kind != "comments-disabled")
