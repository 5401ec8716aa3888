from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.collect.fetch import FetchResult
from monitor.collect.grading import grade_status, parse_retry_after
from monitor.collect.poll import due, entry_as_item, next_state, poll_feed, read_entry
from monitor.core.entries import Entry, FeedState, FetchOutcome
from monitor.core.items import Channel, Kind
from monitor.core.sources import Source, SourceKind, Tier

NOW = datetime(2022, 10, 12, 8, 0, tzinfo=UTC)
URL = "https://bao-mau.vn/rss/giao-duc.rss"
SOURCE = Source(
    "bao-mau", "Báo Mẫu", SourceKind.RSS, URL, Channel.PRESS_LOCAL, Tier.STATE, home_place="ben-tre", official=True
)
STATE = FeedState(URL, "bao-mau", next_due_at=NOW, etag='"1"', last_modified="x", body_hash="h")
OK = FetchResult(FetchOutcome.OK, URL, status=200, body=b"<rss/>", etag='"2"')
PLAIN = replace(SOURCE, tier=Tier.AGGREGATOR, home_place=None)
BAD = FetchResult(FetchOutcome.TEMPORARY, URL, status=503, error="http 503")
ENTRY = Entry("k", "bao-mau", URL, "https://bao-mau.vn/a-1.html", "Tít", "Sapo", True, published_at=NOW)
RSS = b"<rss version='2.0'><channel><title>B</title><item><title>T</title><link>https://bao-mau.vn/a-1.html</link></item></channel></rss>"
EVEN = 0.5  # the jitter that changes nothing


def shown(*numbers: int) -> tuple[Entry, ...]:
    """Entries as a feed shows them, numbered by the minute of their publication."""
    hour = NOW - timedelta(hours=10)
    return tuple(
        replace(ENTRY, key=f"k{n}", published_at=hour + timedelta(minutes=n)) for n in sorted(numbers, reverse=True)
    )


class Pages:
    """Answers from a table and remembers what was asked."""

    def __init__(self, **pages: FetchResult) -> None:
        self.pages = {url.replace("__", "/"): result for url, result in pages.items()}
        self.asked: list[tuple[str, str | None]] = []

    def fetch(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        min_gap: timedelta = timedelta(0),
    ) -> FetchResult:
        self.asked.append((url, etag))
        return self.pages.get(url.rpartition("/")[2].partition(".")[0], replace(BAD, url=url))


def ok(body: str | bytes, url: str = URL) -> FetchResult:
    return replace(OK, body=body.encode() if isinstance(body, str) else body, url=url)


@pytest.mark.parametrize(("minutes", "expected"), [(-1, True), (0, True), (1, False)])
def test_due(minutes: int, expected: object) -> None:
    assert due(replace(STATE, next_due_at=NOW + timedelta(minutes=minutes)), NOW) is expected


@pytest.mark.parametrize(
    ("result", "failures", "minutes"),
    [
        pytest.param(OK, 0, 15, id="good"),
        pytest.param(replace(OK, outcome=FetchOutcome.NOT_MODIFIED), 5, 15, id="not modified ends the back-off"),
        pytest.param(BAD, 0, 30, id="first failure"),
        pytest.param(BAD, 2, 120, id="third failure"),
        pytest.param(BAD, 40, 360, id="capped"),
        pytest.param(replace(BAD, retry_after=timedelta(hours=2)), 0, 120, id="retry-after wins when longer"),
        pytest.param(replace(BAD, retry_after=timedelta(seconds=5)), 0, 30, id="retry-after loses when shorter"),
        pytest.param(replace(BAD, outcome=FetchOutcome.BLOCKED), 0, 360, id="blocked"),
        pytest.param(replace(BAD, outcome=FetchOutcome.PERMANENT), 0, 360, id="permanent"),
        pytest.param(replace(OK, body=b"<rss><ttl>20</ttl>"), 0, 20, id="ttl wins when longer"),
        pytest.param(replace(OK, body=b"<rss><ttl>5</ttl>"), 0, 15, id="ttl loses when shorter"),
        pytest.param(replace(OK, body=b"<rss><ttl>1440</ttl>"), 0, 45, id="ttl is bounded by three intervals"),
        pytest.param(replace(OK, usage={"cache-control": "public, max-age=1800"}), 0, 30, id="max-age"),
        pytest.param(replace(OK, usage={"cache-control": "no-store"}), 0, 15, id="no max-age"),
    ],
)
def test_when_to_come_back(result: FetchResult, failures: int, minutes: int) -> None:
    state = next_state(replace(STATE, failures=failures), result, (), PLAIN, NOW, EVEN)
    assert state.next_due_at - NOW == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("failures", "status", "minutes"),
    [(0, 503, 5), (1, 503, 5), (2, 503, 30), (3, 503, 60), (9, 503, 360), (0, 429, 30), (0, 404, 5)],
)
def test_a_priority_source_is_asked_again_soon_unless_it_asked_for_less(
    failures: int, status: int, minutes: int
) -> None:
    result = replace(BAD, status=status)
    state = next_state(replace(STATE, failures=failures), result, (), SOURCE, NOW, EVEN)
    assert state.next_due_at - NOW == timedelta(minutes=minutes)


@given(
    jitter=st.floats(0, 1, exclude_max=True),
    failures=st.integers(0, 50),
    retry=st.none() | st.integers(0, 360).map(lambda minutes: timedelta(minutes=minutes)),
    source=st.sampled_from([SOURCE, PLAIN]),
)
def test_the_wait_is_bounded_and_respects_retry_after(
    jitter: float, failures: int, retry: timedelta | None, source: Source
) -> None:
    result = replace(BAD, retry_after=retry)
    wait = next_state(replace(STATE, failures=failures), result, (), source, NOW, jitter).next_due_at - NOW
    least = timedelta(minutes=5) if source is SOURCE else source.every
    assert wait >= max(retry or timedelta(0), least * 0.9)
    assert wait <= timedelta(hours=6) * 1.1


@given(
    jitter=st.floats(0, 1, exclude_max=True),
    pace=st.floats(0.01, 10),
    news=st.lists(st.integers(0, 500), max_size=30, unique=True),
    before=st.lists(st.integers(0, 500), max_size=30, unique=True),
    ttl=st.integers(0, 99999),
    source=st.sampled_from([SOURCE, PLAIN]),
)
def test_a_good_poll_waits_between_a_third_and_three_intervals(  # noqa: PLR0917
    jitter: float, pace: float, news: list[int], before: list[int], ttl: int, source: Source
) -> None:
    state = next_state(replace(STATE, pace=pace), OK, shown(*before), source, NOW, jitter)
    result = replace(OK, body=b"<rss><ttl>%d</ttl>" % ttl)
    state = next_state(state, result, shown(*news), source, NOW, jitter)
    assert source.every / 3 * 0.9 <= state.next_due_at - NOW <= source.every * 3 * 1.1
    assert 1 / 3 <= state.pace <= (1 if source is SOURCE else 3)


@pytest.mark.parametrize(
    ("pace", "before", "after", "source", "expected"),
    [
        pytest.param(1.0, range(10), range(10), "plain", 1.2, id="quiet"),
        pytest.param(2.9, range(10), range(10), "plain", 3.0, id="quiet-at-the-bound"),
        pytest.param(1.0, range(10), range(10), "priority", 1.0, id="quiet-priority-is-never-slower"),
        pytest.param(0.5, range(10), range(10), "priority", 0.6, id="quiet-priority-calms-down"),
        pytest.param(3.0, range(10), range(1, 11), "plain", 1.0, id="one-new-ends-the-calm"),
        pytest.param(1.0, range(10), range(6, 16), "plain", 0.7, id="half-is-new"),
        pytest.param(1.0, range(10), range(20, 30), "plain", 0.5, id="rolled-over"),
        pytest.param(0.4, range(10), range(20, 30), "plain", 1 / 3, id="rolled-over-at-the-bound"),
        pytest.param(1.0, (), range(20, 30), "plain", 1.0, id="first-reading-tells-nothing"),
    ],
)
def test_pace(pace, before, after, source, expected) -> None:
    chosen = SOURCE if source == "priority" else PLAIN
    state = next_state(STATE, OK, shown(*before), chosen, NOW, EVEN)
    state = next_state(replace(state, pace=pace), OK, shown(*after), chosen, NOW, EVEN)
    assert state.pace == pytest.approx(expected)


def test_an_unchanged_feed_keeps_its_wish_and_slows_down() -> None:
    state = next_state(STATE, replace(OK, body=b"<rss><ttl>30</ttl>"), shown(1), PLAIN, NOW, EVEN)
    state = next_state(state, replace(OK, outcome=FetchOutcome.NOT_MODIFIED), (), PLAIN, NOW, EVEN)
    assert state.pace == pytest.approx(1.2)
    assert state.next_due_at - NOW == timedelta(minutes=30)


def test_the_first_failure_is_remembered_until_an_answer() -> None:
    bad = next_state(STATE, BAD, (), SOURCE, NOW, EVEN)
    worse = next_state(bad, BAD, (), SOURCE, NOW + timedelta(hours=1), EVEN)
    assert (bad.failing_since, worse.failing_since) == (NOW, NOW)
    assert next_state(worse, OK, (), SOURCE, NOW, EVEN).failing_since is None


def test_undated_entries_that_were_there_before_are_no_news() -> None:
    undated = tuple(replace(entry, published_at=None) for entry in shown(*range(8)))
    state = next_state(STATE, OK, undated, SOURCE, NOW, EVEN)
    later = next_state(state, replace(OK, body=b"an ad"), undated, SOURCE, NOW + timedelta(hours=5), EVEN)
    assert (state.newest_at, later.newest_at) == (NOW, NOW)


def test_a_good_poll_remembers_and_a_bad_one_forgets_nothing() -> None:
    good = next_state(replace(STATE, failures=3, last_error="x", silent_warned=True), OK, (ENTRY,), SOURCE, NOW, EVEN)
    assert (good.etag, good.last_modified, good.failures, good.last_error) == ('"2"', None, 0, None)
    assert (good.newest_at, good.last_ok_at, good.silent_warned) == (NOW, NOW, False)
    bad = next_state(good, BAD, (), SOURCE, NOW + timedelta(hours=1), EVEN)
    assert (bad.etag, bad.body_hash, bad.newest_at, bad.last_ok_at) == ('"2"', good.body_hash, NOW, NOW)
    assert (bad.failures, bad.last_error, bad.outcome) == (1, "http 503", FetchOutcome.TEMPORARY)


def test_a_poll_is_conditional_and_gives_entries() -> None:
    pages = Pages(**{"giao-duc": ok(RSS)})
    result = poll_feed(pages, SOURCE, URL, STATE, NOW, EVEN)
    assert pages.asked == [(URL, '"1"')]
    assert [entry.title for entry in result.entries] == ["T"]
    assert (result.record.outcome, result.record.size, result.warning) == (FetchOutcome.OK, len(RSS), None)
    assert (result.record.entries, result.record.dated, result.record.note) == (1, 0, "")


def test_a_feed_that_rolled_over_says_so_in_the_log() -> None:
    rows = "".join(
        f"<item><title>T</title><link>/tin-{n}.html</link><pubDate>Wed, 12 Oct 2022 14:0{n}:00 +0700</pubDate></item>"
        for n in range(6)
    )
    state = next_state(STATE, OK, shown(*range(6)), SOURCE, NOW - timedelta(hours=4), EVEN)
    pages = Pages(**{"giao-duc": ok(f"<rss version='2.0'><channel><title>B</title>{rows}</channel></rss>")})
    result = poll_feed(pages, SOURCE, URL, state, NOW, EVEN)
    assert (result.record.note, result.record.entries, result.record.dated) == ("rollover", 6, 6)
    assert result.state.rolled_over_at == NOW


def test_the_same_body_again_counts_as_not_modified() -> None:
    state = replace(STATE, body_hash=hashlib.sha256(RSS).hexdigest())
    result = poll_feed(Pages(**{"giao-duc": ok(RSS)}), SOURCE, URL, state, NOW, EVEN)
    assert (result.entries, result.record.outcome) == ((), FetchOutcome.NOT_MODIFIED)
    assert result.state.body_hash == state.body_hash


def test_a_body_that_is_no_feed_is_a_failure_that_keeps_the_validators() -> None:
    result = poll_feed(Pages(**{"giao-duc": ok("<html>Bảo trì</html>")}), SOURCE, URL, STATE, NOW, EVEN)
    assert (result.record.outcome, result.record.error) == (FetchOutcome.TEMPORARY, "parse: not a feed")
    assert (result.state.failures, result.state.etag) == (1, '"1"')


def test_a_sitemap_index_is_followed_to_its_three_newest_and_a_lost_child_is_told() -> None:
    rows = "".join(f"<sitemap><loc>/s{n}.xml</loc><lastmod>2022-10-0{n}</lastmod></sitemap>" for n in range(1, 6))
    children = {
        f"s{n}": ok(f"<urlset><url><loc>/tin-{n}0000.html</loc></url></urlset>", f"https://bao-mau.vn/s{n}.xml")
        for n in (3, 5)
    }
    pages = Pages(sitemap=ok(f"<sitemapindex>{rows}</sitemapindex>"), **children)
    source = replace(SOURCE, kind=SourceKind.SITEMAP)
    result = poll_feed(pages, source, "https://bao-mau.vn/sitemap.xml", STATE, NOW, EVEN)
    assert [url.rpartition("/")[2] for url, _ in pages.asked] == ["sitemap.xml", "s5.xml", "s4.xml", "s3.xml"]
    assert [entry.url for entry in result.entries] == [f"https://bao-mau.vn/tin-{n}0000.html" for n in (5, 3)]
    assert result.warning == "https://bao-mau.vn/s4.xml: http 503"


TEXT = (
    "Một đoạn văn đủ dài để được coi là nội dung của bài báo, không phải là một dòng chú thích hay một nút bấm nào cả. "
)
PAGE = f"<html><body><h1>Tít trang</h1><p class='sapo'>Sapo trang</p><div><p>{TEXT * 2}</p></div></body></html>"


def test_an_entry_is_read_into_an_item() -> None:
    result = read_entry(Pages(a_1=BAD, **{"a-1": ok(PAGE, ENTRY.url)}), ENTRY, SOURCE, NOW)
    item = result.item
    assert item is not None
    assert (item.title, item.lead, item.text) == ("Tít trang", "Sapo trang", (TEXT * 2).strip())
    assert (item.kind, item.channel, item.source, item.source_place) == (
        Kind.PRESS,
        Channel.PRESS_LOCAL,
        "bao-mau",
        "ben-tre",
    )
    assert (item.published_at, item.arrived_at, item.official, item.url) == (NOW, NOW, True, ENTRY.url)
    assert item.id == entry_as_item(ENTRY, SOURCE, NOW).id


@pytest.mark.parametrize(
    ("answer", "error", "retry"),
    [
        pytest.param(BAD, "http 503", True, id="temporary"),
        pytest.param(
            replace(BAD, outcome=FetchOutcome.BLOCKED, error="robots: disallowed"),
            "robots: disallowed",
            False,
            id="blocked",
        ),
        pytest.param(ok("<p>x</p>", ENTRY.url), "extract: no usable text", False, id="no text"),
    ],
)
def test_a_page_that_cannot_be_read_is_told(answer: FetchResult, error: str | None, *, retry: bool) -> None:
    result = read_entry(Pages(**{"a-1": answer}), ENTRY, SOURCE, NOW)
    assert (result.item, result.error, result.retry) == (None, error, retry)
    assert result.record is not None


def test_a_post_needs_no_fetch_and_private_writers_are_hashed() -> None:
    forum = replace(SOURCE, channel=Channel.FORUM, kind=SourceKind.FORUM, handle_key=b"khoa")
    post = replace(ENTRY, needs_page=False, author="nguoi_dung_7")
    pages = Pages()
    item = read_entry(pages, post, forum, NOW).item
    assert pages.asked == []
    assert item is not None
    assert (item.kind, item.title, item.text) == (Kind.SOCIAL, "Tít", "Sapo")
    assert item.author is not None
    assert "nguoi_dung_7" not in item.author
    assert item.author == entry_as_item(post, forum, NOW).author


@pytest.mark.parametrize(
    ("status", "conditional", "outcome"),
    [
        (200, False, FetchOutcome.OK),
        (204, False, FetchOutcome.OK),
        (304, True, FetchOutcome.NOT_MODIFIED),
        (304, False, FetchOutcome.TEMPORARY),
        (400, False, FetchOutcome.PERMANENT),
        (401, False, FetchOutcome.BLOCKED),
        (403, False, FetchOutcome.BLOCKED),
        (404, False, FetchOutcome.TEMPORARY),
        (410, False, FetchOutcome.TEMPORARY),
        (429, False, FetchOutcome.TEMPORARY),
        (451, False, FetchOutcome.BLOCKED),
        (500, False, FetchOutcome.TEMPORARY),
        (503, False, FetchOutcome.TEMPORARY),
    ],
)
def test_status_to_outcome(status: int, outcome: FetchOutcome, *, conditional: bool) -> None:
    assert grade_status(status, conditional=conditional)[0] is outcome


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("99999999999999999999", 21600),
        ("Wed, 12 Oct 2022 08:10:00 GMT", 600),
        ("Wed, 12 Oct 2022 07:00:00 GMT", 0),
        ("Thu, 13 Oct 2022 08:00:00 GMT", 21600),
        ("mai", None),
        ("-5", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after(value: str | None, seconds: int | None) -> None:
    found = parse_retry_after(value, now=NOW, most=timedelta(hours=6))
    assert found == (None if seconds is None else timedelta(seconds=seconds))
