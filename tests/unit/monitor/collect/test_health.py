from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.collect.health import (
    Trouble,
    drift,
    feed_problem,
    is_priority,
    quiet_limit,
    show_span,
    showing,
    silent,
    usual_gap,
    with_arrival,
    worth_telling,
)
from monitor.core.entries import FetchOutcome, FetchRecord
from monitor.core.items import Channel
from monitor.core.sources import Source, SourceKind, Tier
from tests.fakes.store_rows import a_feed, an_entry, at

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PLAN = 24 * HOUR
URL = "https://bao-que-dua.example/rss"
PLAIN = Source("bao-que-dua", "Báo Quê Dừa", SourceKind.RSS, URL, Channel.AGGREGATOR, Tier.AGGREGATOR)
LOCAL = replace(PLAIN, tier=Tier.STATE, home_place="ben-tre", channel=Channel.PRESS_LOCAL)
NOW = at(0)


def entries(*hours, dated=True):
    """Entries published so many hours before NOW."""
    return tuple(an_entry(f"e{h}", published_at=NOW - h * HOUR if dated else None) for h in hours)


def history(*hours_ago, now=NOW):
    """A feed whose news came so many hours ago, polled as they came."""
    state = a_feed(URL)
    for hours in hours_ago:
        moment = now - hours * HOUR
        state = with_arrival(state, moment, (), moment)
    return state


def daily(weeks=3):
    """A busy daily: news every hour by day, none from 21:00 to 05:00, none on the second day of each week."""
    days = range(weeks * 7, 0, -1)
    return [day * 24 - hour for day in days if day % 7 != 5 for hour in range(5, 22)]


WEEKLY = range(24 * 7 * 8, 0, -24 * 7)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, False),
        ({"tier": Tier.STATE}, True),
        ({"tier": Tier.NATIONAL}, True),
        ({"tier": Tier.TRADE}, False),
        ({"home_place": "ben-tre"}, True),
    ],
)
def test_priority(fields, expected):
    assert is_priority(replace(PLAIN, **fields)) is expected


@pytest.mark.parametrize(
    ("before", "after", "new", "rolled_over"),
    [
        pytest.param((), range(6), 0, False, id="first-reading"),
        pytest.param(range(10, 16), range(10, 16), 0, False, id="same"),
        pytest.param(range(10, 16), range(9, 15), 1, False, id="one-new"),
        pytest.param(range(10, 16), range(6), 6, True, id="all-new-and-newer"),
        pytest.param(range(10, 14), range(4), 4, False, id="a-short-feed-does-not-roll-over"),
        pytest.param(range(10, 16), range(20, 26), 6, False, id="all-new-but-older"),
        pytest.param(range(10, 16), (), 0, False, id="empty"),
    ],
)
def test_showing(before, after, new, rolled_over):
    first = showing(a_feed(URL), entries(*before), PLAIN)
    state = a_feed(URL, front=first.front, newest_at=max((e.published_at for e in entries(*before)), default=None))
    seen = showing(state, entries(*after), PLAIN)
    assert (seen.new, seen.rolled_over) == (new, rolled_over)


def test_undated_entries_roll_over_when_none_is_known():
    state = a_feed(URL, front=showing(a_feed(URL), entries(*range(10, 16), dated=False), PLAIN).front, newest_at=NOW)
    assert showing(state, entries(*range(6), dated=False), PLAIN).rolled_over
    assert not showing(state, entries(*range(5, 11), dated=False), PLAIN).rolled_over


def test_an_answer_of_an_api_does_not_roll_over():
    state = a_feed(URL, front=("x",), newest_at=NOW - 20 * HOUR)
    assert showing(state, entries(*range(6)), PLAIN).rolled_over
    assert not showing(state, entries(*range(6)), replace(PLAIN, kind=SourceKind.FACEBOOK)).rolled_over


def test_the_first_reading_is_history_already():
    state = with_arrival(a_feed(URL), NOW - HOUR, entries(*range(1, 24 * 7 * 6, 24 * 7)), NOW)
    assert usual_gap(state) == 7 * DAY
    assert quiet_limit(state, PLAIN, NOW, PLAN) == 14 * DAY
    assert state.newest_at == NOW - HOUR


@pytest.mark.parametrize(
    ("state", "low", "high"),
    [
        pytest.param(a_feed(URL), PLAN, PLAN, id="never-known"),
        pytest.param(history(30, 20, 10, 9, 8, 7), PLAN, PLAN, id="known-for-too-short"),
        pytest.param(history(*daily()), 32 * HOUR, 50 * HOUR, id="daily-with-quiet-sundays"),
        pytest.param(history(*(h for h in range(24 * 21, 0, -1))), 3 * HOUR, 3 * HOUR, id="round-the-clock"),
        pytest.param(history(*WEEKLY), 10 * DAY, 14 * DAY, id="weekly-column"),
    ],
)
def test_quiet_limit_by_its_own_history(state, low, high):
    assert low <= quiet_limit(state, PLAIN, NOW, PLAN) <= high


def test_one_long_outage_does_not_become_a_habit():
    steady = [h for h in range(24 * 21, 0, -1) if not 100 <= h < 300]
    assert quiet_limit(history(*steady), PLAIN, NOW, PLAN) == 3 * HOUR


def test_a_slow_source_is_not_silent_between_its_polls():
    slow = replace(PLAIN, every=DAY)
    assert quiet_limit(history(*(h for h in range(24 * 21, 0, -1))), slow, NOW, PLAN) == 3 * DAY
    assert not silent(a_feed(URL, newest_at=NOW - 2 * DAY), slow, NOW, 12 * HOUR)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({"newest_at": NOW - 11 * HOUR}, False, id="fresh"),
        pytest.param({"newest_at": NOW - 12 * HOUR}, True, id="old"),
        pytest.param({"last_ok_at": NOW - 13 * HOUR}, True, id="never-any-entry"),
        pytest.param({"failures": 3}, False, id="new-source-that-fails"),
        pytest.param({"failures": 48}, True, id="never-answered"),
    ],
)
def test_silence_without_a_history_is_the_plans(fields, expected):
    assert silent(a_feed(URL, **fields), PLAIN, NOW, 12 * HOUR) is expected


@given(st.lists(st.integers(1, 2000), min_size=1, max_size=80, unique=True))
def test_history_is_bounded_and_in_order(hours):
    state = history(*sorted(hours, reverse=True))
    assert len(state.arrivals) <= 24
    assert len(state.quiet_spells) <= 8
    assert list(state.arrivals) == sorted(set(state.arrivals))
    assert state.known_since == NOW - max(hours) * HOUR


def failing(count, minutes, outcome=FetchOutcome.TEMPORARY):
    since = NOW - timedelta(minutes=minutes)
    return a_feed(URL, failures=count, failing_since=since, outcome=outcome, last_error="http 503", newest_at=NOW)


@pytest.mark.parametrize(
    ("source", "state", "kind"),
    [
        pytest.param(LOCAL, failing(1, 14), None, id="priority-stumbles"),
        pytest.param(LOCAL, failing(2, 9), None, id="priority-too-early"),
        pytest.param(LOCAL, failing(2, 10), Trouble.FAILING, id="priority-fails"),
        pytest.param(PLAIN, failing(2, 60), None, id="other-twice"),
        pytest.param(PLAIN, failing(3, 1), Trouble.FAILING, id="other-thrice"),
        pytest.param(PLAIN, failing(1, 9, FetchOutcome.BLOCKED), None, id="refused-just-now"),
        pytest.param(PLAIN, failing(1, 10, FetchOutcome.BLOCKED), Trouble.REFUSED, id="refused"),
        pytest.param(PLAIN, failing(1, 10, FetchOutcome.PERMANENT), Trouble.REFUSED, id="for-good"),
        pytest.param(PLAIN, a_feed(URL, newest_at=NOW - 2 * DAY), Trouble.QUIET, id="quiet"),
        pytest.param(PLAIN, a_feed(URL, newest_at=NOW), None, id="well"),
        pytest.param(PLAIN, a_feed(URL), None, id="not-polled-yet"),
    ],
)
def test_feed_problem(source, state, kind):
    problem = feed_problem(state, source, NOW, PLAN)
    assert (problem.kind if problem else None) == kind


def test_quiet_is_told_with_the_usual_rhythm():
    state = history(*(h for h in range(24 * 21, 5, -1)))
    problem = feed_problem(state, PLAIN, NOW, PLAN)
    assert problem is not None
    assert problem.text == "không có tin mới từ 6 giờ nay; thường khoảng 1 giờ có tin một lần"


@pytest.mark.parametrize(
    ("warned", "warned_of", "expected"),
    [(False, "", True), (True, "quiet", True), (True, "failing", False), (True, "refused", False), (True, "", False)],
)
def test_only_what_is_graver_is_told_again(warned, warned_of, expected):
    problem = feed_problem(failing(3, 60), PLAIN, NOW, PLAN)
    assert problem is not None
    assert worth_telling(a_feed(URL, silent_warned=warned, warned_of=warned_of), problem) is expected


def polls(*dated):
    return [FetchRecord(URL, "s", NOW, FetchOutcome.OK, entries=20, dated=n) for n in dated]


def pages(*chars):
    return [FetchRecord(f"{URL}/{n}", "s", NOW, FetchOutcome.OK, chars=c) for n, c in enumerate(chars)]


@pytest.mark.parametrize(
    ("records", "kinds"),
    [
        pytest.param(polls(*[20] * 9), [], id="dates-stay"),
        pytest.param(polls(2, 0, 1, *[20] * 5), [Trouble.DATES_LOST], id="dates-lost"),
        pytest.param(polls(0, 20, 20, *[20] * 5), [], id="one-bad-reading"),
        pytest.param(polls(*[0] * 9), [], id="never-had-dates"),
        pytest.param(polls(0, 0, 0, *[20] * 4), [], id="too-few-before"),
        pytest.param(pages(*[300] * 8, *[1500] * 16), [Trouble.BODIES_SHRUNK], id="bodies-shrunk"),
        pytest.param(pages(*[600] * 8, *[1500] * 16), [], id="bodies-a-little-shorter"),
        pytest.param(pages(*[300] * 8, *[1500] * 15), [], id="too-few-pages-before"),
        pytest.param(pages(*[0] * 8, *[1500] * 16), [Trouble.BODIES_SHRUNK], id="nothing-to-read-any-more"),
    ],
)
def test_drift(records, kinds):
    assert [problem.kind for problem in drift(records)] == kinds


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(45, "45 phút"), (60, "1 giờ"), (130, "2 giờ 10 phút"), (1440, "1 ngày"), (3100, "2 ngày 3 giờ"), (0, "0 phút")],
)
def test_show_span(minutes, text):
    assert show_span(timedelta(minutes=minutes)) == text
