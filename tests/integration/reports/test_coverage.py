"""The coverage statement of any period, over a real store."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.core.entries import FeedState, FetchOutcome, FetchRecord
from monitor.reports.coverage import watches_between
from monitor.reports.source_gaps import GapKind, coverage
from monitor.store.database import open_store
from tests.fakes.store_rows import T0

HOUR = timedelta(hours=1)
DAY = 24 * HOUR
OK, SAME, BAD, NO = FetchOutcome.OK, FetchOutcome.NOT_MODIFIED, FetchOutcome.TEMPORARY, FetchOutcome.BLOCKED


@pytest.fixture
def tx(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'monitor.db'}")
    with store.transaction() as tx:
        yield tx
    store.close()


def a_feed(tx, source_id, outcomes, *, first=T0, news=None, note=""):
    """A feed polled hourly since `first`, one outcome a poll, None = not asked; `news` in hours after `first`."""
    url = f"https://{source_id}.example/rss"
    times = [first + HOUR * n for n, outcome in enumerate(outcomes) if outcome is not None]
    for at, outcome in zip(times, [o for o in outcomes if o is not None], strict=True):
        tx.feeds.log(FetchRecord(url, source_id, at, outcome, note=note))
        tx.feeds.log(FetchRecord(f"{url}/bai-1", source_id, at, OK, chars=900))
    arrivals = tuple(first + HOUR * n for n in (range(len(outcomes)) if news is None else news))
    last = next(o for o in reversed(outcomes) if o is not None)
    answered = [at for at, o in zip(times, [o for o in outcomes if o is not None], strict=True) if o in {OK, SAME}]
    tx.feeds.put(
        FeedState(
            url, source_id, T0, outcome=last, last_polled_at=times[-1], last_ok_at=max(answered, default=None),
            arrivals=arrivals[-24:], newest_at=max(arrivals, default=None),
        )
    )  # fmt: skip


def state(tx, start=T0, until=T0 + DAY):
    return coverage(watches_between(tx, start, until), start=start, until=until, silent_after=6 * HOUR)


@pytest.mark.parametrize(
    ("outcomes", "news", "place", "kind"),
    [
        pytest.param([OK] * 24, None, "up", None, id="up"),
        pytest.param([OK] + [SAME] * 23, range(20), "up", None, id="unchanged-is-an-answer"),
        pytest.param([OK] * 24, [-20], "silent", GapKind.QUIET, id="silent"),
        pytest.param([OK] * 12 + [NO], None, "blocked", GapKind.REFUSED, id="blocked"),
        pytest.param([OK] * 8 + [BAD] * 8 + [OK] * 8, None, "broken", GapKind.FAILING, id="broken-for-a-while"),
        pytest.param([OK] * 8 + [None] * 8 + [OK] * 8, None, "broken", GapKind.FAILING, id="not-asked-for-a-while"),
        pytest.param([OK] * 11 + [BAD] * 3 + [OK] * 10, None, "up", None, id="a-short-failure"),
    ],
)
def test_a_source_is_under_the_gravest_thing_that_befell_it(tx, outcomes, news, place, kind):
    a_feed(tx, "bao-que-dua", outcomes, news=news)
    told = state(tx)
    assert getattr(told, place) == ("bao-que-dua",)
    assert [gap.kind for gap in told.gaps] == ([kind] if kind else [])


def test_a_past_period_is_judged_as_things_stood_then(tx):
    a_feed(tx, "bao-que-dua", [OK] * 8 + [BAD] * 16 + [OK] * 48)
    assert state(tx).broken == ("bao-que-dua",)
    assert state(tx).gaps[0].lasted == 17 * HOUR
    assert state(tx, T0 + DAY, T0 + 3 * DAY).up == ("bao-que-dua",)


def test_trouble_that_began_later_is_not_told_of_the_period_before(tx):
    a_feed(tx, "bao-que-dua", [OK] * 24 + [NO] * 5)
    assert state(tx).up == ("bao-que-dua",)
    assert state(tx, T0 + DAY, T0 + 2 * DAY).blocked == ("bao-que-dua",)


def test_silence_over_the_start_of_a_period_counts_from_its_start(tx):
    a_feed(tx, "bao-que-dua", [OK] + [None] * 33 + [OK] * 14)
    told = state(tx, T0 + DAY, T0 + 2 * DAY)
    assert told.broken == ("bao-que-dua",)
    assert told.gaps[0].lasted == 10 * HOUR


def test_a_feed_that_came_after_the_period_is_left_out(tx):
    a_feed(tx, "bao-moi", [OK] * 5, first=T0 + 2 * DAY)
    told = state(tx)
    assert (told.up, told.gaps) == ((), ())


def test_what_rolled_over_unseen_is_told_in_its_period_only(tx):
    a_feed(tx, "bao-que-dua", [OK] * 20, note="rollover")
    assert state(tx).rolled_over == ("bao-que-dua",)
    assert state(tx, T0 + DAY, T0 + 2 * DAY).rolled_over == ()


def test_every_source_is_told_once(tx):
    a_feed(tx, "a-tot", [OK] * 24)
    a_feed(tx, "b-hong", [OK] + [BAD] * 23)
    a_feed(tx, "c-chan", [NO] * 24)
    a_feed(tx, "d-im", [OK] * 24, news=[-30])
    told = state(tx)
    assert (told.up, told.broken, told.blocked, told.silent) == (("a-tot",), ("b-hong",), ("c-chan",), ("d-im",))
