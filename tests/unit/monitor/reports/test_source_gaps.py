from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.core.entries import FetchOutcome, FetchRecord
from monitor.reports.source_gaps import FeedWatch, GapKind, coverage, source_health
from tests.fakes.store_rows import T0, a_feed

DAY = timedelta(hours=24)
START, UNTIL = T0, T0 + 7 * DAY
URL = "https://bao-que-dua.example/rss"


def hour(hours):
    return START + timedelta(hours=hours)


def state(url=URL, **fields):
    values = {"outcome": FetchOutcome.OK, "last_polled_at": hour(167), "last_ok_at": hour(167), "newest_at": hour(160)}
    return a_feed(url, **(values | fields))


def log(*hours, outcome=FetchOutcome.OK):
    return tuple(FetchRecord(URL, "bao-que-dua", hour(at), outcome) for at in hours)


def health(*watches):
    return source_health(watches, start=START, until=UNTIL, silent_after=DAY)


def hourly(first, last):
    return log(*range(first, last))


@pytest.mark.parametrize(
    ("watch", "kind", "hours"),
    [
        pytest.param(FeedWatch(state(), hourly(-5, 168)), None, None, id="answers-every-hour"),
        pytest.param(FeedWatch(state(), hourly(-5, 50) + hourly(80, 168)), GapKind.FAILING, 31, id="gap-in-the-middle"),
        pytest.param(FeedWatch(state(), hourly(-5, 50) + hourly(70, 168)), None, None, id="gap-too-short-to-tell"),
        pytest.param(
            FeedWatch(
                state(last_ok_at=hour(99), outcome=FetchOutcome.TEMPORARY),
                hourly(-5, 100) + log(*range(100, 168), outcome=FetchOutcome.TEMPORARY),
            ),
            GapKind.FAILING,
            69,
            id="failing-to-the-end",
        ),
        pytest.param(
            FeedWatch(state(outcome=FetchOutcome.BLOCKED, last_ok_at=hour(160)), hourly(-5, 161)),
            GapKind.REFUSED,
            8,
            id="blocked-is-told-however-short",
        ),
        pytest.param(FeedWatch(state(last_ok_at=hour(100))), GapKind.FAILING, 68, id="no-log-state-alone"),
        pytest.param(FeedWatch(state(last_ok_at=None)), GapKind.FAILING, 168, id="never-answered"),
        pytest.param(FeedWatch(state(last_ok_at=hour(200))), None, None, id="answered-after-the-period"),
        pytest.param(
            FeedWatch(state(last_ok_at=hour(-9), last_polled_at=hour(-9))), GapKind.UNREAD, 168, id="we-never-asked"
        ),
        pytest.param(FeedWatch(state(newest_at=hour(-30)), hourly(-5, 168)), GapKind.QUIET, 198, id="nothing-new"),
    ],
)
def test_gap(watch, kind, hours):
    gaps = health(watch).gaps
    assert [gap.kind for gap in gaps] == ([kind] if kind else [])
    if kind:
        assert gaps[0].lasted == timedelta(hours=hours)


def test_a_quiet_source_is_not_deaf():
    told = health(FeedWatch(state(newest_at=hour(-30)), hourly(-5, 168)))
    assert told.gaps
    assert not told.deaf
    assert not told.all_deaf


def test_no_source_is_all_deaf():
    assert health().all_deaf
    assert health().watched == 0


def test_a_watch_that_began_within_the_week_has_no_gap_before():
    told = health(FeedWatch(state(), hourly(60, 168)))
    assert told.gaps == ()
    assert told.since == hour(60)


def test_a_log_cut_short_does_not_tell_when_the_watch_began():
    assert health(FeedWatch(state(), hourly(60, 168), complete=False)).since is None


def test_sections_of_one_host_are_one_line():
    urls = [f"{URL}/{name}" for name in "ab"]
    told = health(*(FeedWatch(state(url, last_ok_at=hour(100 - n))) for n, url in enumerate(urls)))
    assert [(gap.host, gap.lasted) for gap in told.gaps] == [("bao-que-dua.example", timedelta(hours=69))]


def test_a_source_taken_off_the_list_is_forgotten_after_a_week():
    gone = FeedWatch(state("https://cu.example/rss", last_polled_at=hour(-200), last_ok_at=hour(-200)))
    assert health(FeedWatch(state(), hourly(-5, 168)), gone).watched == 1
    assert health(gone).watched == 1


def of(source_id, watch):
    return replace(watch, state=replace(watch.state, source_id=source_id))


def test_coverage_names_every_source_once_under_its_gravest_trouble():
    well = FeedWatch(state(), hourly(-5, 168))
    quiet = FeedWatch(state(newest_at=hour(-30)), hourly(-5, 168))
    broken = FeedWatch(state(last_ok_at=hour(100)))
    blocked = FeedWatch(state(outcome=FetchOutcome.BLOCKED, last_ok_at=hour(160)), hourly(-5, 161))
    watches = [
        of("a", well), of("b", quiet), of("b", well), of("c", broken), of("c", quiet), of("d", blocked), of("d", broken)
    ]  # fmt: skip
    told = coverage(watches, start=START, until=UNTIL, silent_after=DAY)
    assert (told.up, told.silent, told.broken, told.blocked) == (("a",), ("b",), ("c",), ("d",))
    assert {gap.source_id for gap in told.gaps} == {"b", "c", "d"}


@pytest.mark.parametrize(("at", "expected"), [(10, ("bao-que-dua",)), (-1, ()), (168, ())])
def test_coverage_tells_what_rolled_over_within_the_span(at, expected):
    records = (*hourly(-5, 168), FetchRecord(URL, "bao-que-dua", hour(at), FetchOutcome.OK, note="rollover"))
    told = coverage([FeedWatch(state(), records)], start=START, until=UNTIL, silent_after=DAY)
    assert told.rolled_over == expected
