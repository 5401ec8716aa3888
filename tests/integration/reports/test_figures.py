"""Figures of a week read from a real store."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from monitor.core.entries import FetchOutcome, FetchRecord
from monitor.core.handling import IncidentEvent
from monitor.core.incidents import IncidentStatus
from monitor.core.labels import Sentiment, Severity, Territory, Verdict
from monitor.reports.counting import Split, Tally, read_counted, tally
from monitor.reports.figures import period_figures
from monitor.reports.periods import previous, week_of
from monitor.reports.source_gaps import GapKind
from tests.fakes.report_rows import put_news
from tests.fakes.store_rows import a_feed, a_notification, an_incident

WEEK = week_of(date(2022, 10, 12))
NOW = WEEK.end + timedelta(hours=7, minutes=30)
SECOND = timedelta(seconds=1)
NOT_RELEVANT = Verdict(value=False, score=0.1)


def hour(hours):
    return WEEK.start + timedelta(hours=hours)


def read(store, plan, *, period=WEEK, now=NOW):
    with store.read() as tx:
        return period_figures(tx, period, plan=plan, now=now)


def test_counts_what_was_published_in_the_week_against_the_week_before(store, plan):
    with store.transaction() as tx:
        put_news(tx, "last-second-before", WEEK.start - SECOND, themes=("digital",))
        put_news(tx, "first-second", WEEK.start, themes=("digital",), sentiment=Sentiment.NEGATIVE)
        put_news(tx, "last-second", WEEK.end - SECOND, themes=("digital",), sentiment=Sentiment.POSITIVE)
        put_news(tx, "after", WEEK.end, themes=("digital",))
    figures = read(store, plan)
    assert figures.current.themes == {"digital": Split(negative=1, positive=1, home=2)}
    assert figures.before.themes == {"digital": Split(neutral=1, home=1)}


@pytest.mark.parametrize(
    ("labels", "counted"),
    [
        pytest.param({"relevant": NOT_RELEVANT}, 0, id="not-about-education"),
        pytest.param({"relevant": NOT_RELEVANT, "severity": Severity.S3}, 1, id="too-grave-to-leave-out"),
        pytest.param({"territory": Territory.NATIONAL}, 1, id="national"),
        pytest.param({"territory": Territory.OTHER}, 0, id="another-province"),
    ],
)
def test_what_belongs_in_the_tables(store, plan, labels, counted):
    with store.transaction() as tx:
        put_news(tx, "q1", hour(5), **labels)
    assert read(store, plan).current.total.total == counted


def test_a_week_not_over_is_compared_with_the_same_stretch(store, plan):
    with store.transaction() as tx:
        put_news(tx, "early", hour(-7 * 24 + 5))
        put_news(tx, "late", hour(-7 * 24 + 50))
        put_news(tx, "now", hour(5))
    figures = read(store, plan, now=hour(48))
    assert not figures.complete
    assert (figures.before.total.total, figures.current.total.total) == (1, 1)


def test_a_week_to_come_is_empty(store, plan):
    figures = read(store, plan, period=week_of(date(2030, 1, 1)))
    assert figures.current == Tally()
    assert figures.until == figures.period.start


def test_stories_follow_redirects_and_keep_copies_apart(store, plan):
    with store.transaction() as tx:
        put_news(tx, "q1", hour(5), story="old")
        put_news(tx, "q2", hour(6), story="new", item={"source": "bao-khac"})
        put_news(tx, "q3", hour(7), story="new", copy_of="q2", item={"source": "tong-hop"})
        tx.stories.redirect("old", "new", at=hour(8))
    (story,) = read(store, plan).stories
    assert (story.origins, story.copies) == (2, 1)


def test_a_week_equals_the_sum_of_its_days(store, plan):
    with store.transaction() as tx:
        for number in range(40):
            put_news(
                tx,
                f"q{number}",
                hour(number * 5 - 10),
                themes=(("digital",), ("preschool", "digital"), ())[number % 3],
                sentiment=list(Sentiment)[number % 3],
                territory=list(Territory)[number % 4],
                copy_of="q0" if number % 5 == 4 else None,
                place=("ben-tre/ba-tri", "ben-tre/binh-dai/x")[number % 2],
            )
    with store.read() as tx:
        days = [tally(read_counted(tx, day.start, day.end), plan=plan) for day in WEEK.days]
    whole = read(store, plan).current
    assert sum(days, Tally()) == whole
    assert whole.total.total > 0


def test_lists_incidents_that_moved_or_are_open(store, plan):
    with store.transaction() as tx:
        put = tx.incidents.put
        put(an_incident("opened", opened_at=hour(5), updated_at=hour(5)), next_due_at=None)
        put(an_incident("standing", opened_at=hour(-90), updated_at=hour(-80)), next_due_at=None)
        put(an_incident("moved", opened_at=hour(-90), updated_at=hour(300)), next_due_at=None)
        tx.incidents.log(IncidentEvent("moved", hour(20), "updated"))
        put(
            an_incident("closed", opened_at=hour(-90), updated_at=hour(9), closed_at=hour(9),
                        status=IncidentStatus.CLOSED, outcome="resolved"),
            next_due_at=None,
        )  # fmt: skip
        put(
            an_incident("long-ago", opened_at=hour(-400), updated_at=hour(-390), closed_at=hour(-390),
                        status=IncidentStatus.CLOSED),
            next_due_at=None,
        )  # fmt: skip
        put(
            an_incident("merged", opened_at=hour(5), updated_at=hour(6), status=IncidentStatus.MERGED), next_due_at=None
        )
        put(an_incident("later", opened_at=WEEK.end, updated_at=WEEK.end), next_due_at=None)
        put(an_incident("elsewhere", opened_at=hour(5), territory=Territory.OTHER), next_due_at=None)
    figures = read(store, plan)
    lines = {line.id: (line.opened, line.updated, line.closed) for line in figures.incidents}
    assert lines == {
        "opened": (True, False, False),
        "standing": (False, False, False),
        "moved": (False, True, False),
        "closed": (False, False, True),
    }
    assert [line.id for line in figures.elsewhere] == ["elsewhere"]


def test_delay_counts_from_the_accepted_alert(store, plan):
    with store.transaction() as tx:
        tx.incidents.put(
            an_incident("v1", opened_at=hour(5), updated_at=hour(6), acknowledged_at=hour(6)), next_due_at=None
        )
        message = a_notification("v1:cttt:push:1", created_at=hour(5))
        tx.outbox.add(message, next_at=hour(5))
        tx.outbox.claim(hour(5), limit=1, lease=timedelta(minutes=1))
        tx.outbox.sent(message.key, channel="email", recipient="", provider_id="", at=hour(5.5))
    (line,) = read(store, plan).incidents
    assert line.taken_after == timedelta(minutes=30)


def test_a_gap_in_the_fetch_log_is_told_with_its_hours(store, plan):
    url = "https://bao-que-dua.example/rss"
    with store.transaction() as tx:
        tx.feeds.put(a_feed(url, last_polled_at=hour(167), last_ok_at=hour(167), newest_at=hour(160)))
        for at in (*range(-3, 20), *range(60, 168)):
            tx.feeds.log(FetchRecord(url, "bao-que-dua", hour(at), FetchOutcome.NOT_MODIFIED))
            tx.feeds.log(FetchRecord(f"{url}/trang", "bao-que-dua", hour(at), FetchOutcome.OK))
    (gap,) = read(store, plan).sources.gaps
    assert (gap.kind, gap.lasted) == (GapKind.FAILING, timedelta(hours=41))


def test_previous_week_is_its_own_report(store, plan):
    with store.transaction() as tx:
        put_news(tx, "q1", hour(-5))
    assert read(store, plan, period=previous(WEEK)).current.total.total == 1
