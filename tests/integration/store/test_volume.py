"""Counts by series and window, and signals, on a real file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from monitor.core.labels import Territory, Verdict
from monitor.core.volume import EVERYTHING, HOME, Series, Span, VolumeSignal, WindowCount
from monitor.store.database import Tx
from tests.fakes.store_rows import T0, a_classification, a_membership, an_item, at

DAY = date(2022, 10, 12)
NEXT = DAY + timedelta(days=1)
FEES = Series(theme="inspection", place="ben-tre/ba-tri")


def a_signal(**fields) -> VolumeSignal:
    values = {
        "series": FEES, "day": DAY, "at": T0, "span": Span.DAY, "observed": 7, "expected": 0.4, "p_value": 1e-5,
        "text": "Số nguồn tăng", "item_id": "q1",
    }  # fmt: skip
    return VolumeSignal(**(values | fields))


@pytest.fixture
def filled(tx: Tx) -> Tx:
    """Two days with counts."""
    rows = [
        WindowCount(series, day, window, count)
        for day in (DAY - timedelta(days=1), DAY)
        for series, window, count in (
            (EVERYTHING, 1, 30), (HOME, 1, 5), (HOME, 2, 1), (FEES.id, 1, 2), (FEES.id, 2, 1), ("story:c1", 1, 3),
            ("story:c2", 1, 1), ("story:c2", 2, 1),
        )
    ]  # fmt: skip
    tx.volume.replace([], rows)
    return tx


def test_what_is_read_back(filled):
    volume = filled.volume
    assert volume.cells([FEES.id, "theme:x@y"], DAY, NEXT) == {FEES.id: {DAY: 3}}
    assert volume.totals(DAY, NEXT) == {(DAY, 1): 5, (DAY, 2): 1}
    assert volume.listened(DAY - timedelta(days=5), NEXT) == {DAY - timedelta(days=1), DAY}
    assert volume.stories(DAY, NEXT, by_window=False) == {3: 1, 2: 1}
    assert volume.stories(DAY, NEXT, by_window=True) == {3: 1, 1: 2}
    assert volume.known_series() == 1
    assert WindowCount(FEES.id, DAY, 2, 1) in volume.of_day(DAY)


def test_the_end_of_a_range_is_not_in_it(filled):
    assert filled.volume.listened(DAY - timedelta(days=5), DAY) == {DAY - timedelta(days=1)}


def test_counting_a_window_again_replaces_it_whole(filled):
    filled.volume.replace([(DAY, 1)], [WindowCount(FEES.id, DAY, 1, 4)])
    assert {(row.series, row.window): row.count for row in filled.volume.of_day(DAY)} == {
        (FEES.id, 1): 4, (FEES.id, 2): 1, (HOME, 2): 1, ("story:c2", 2): 1,
    }  # fmt: skip


def test_old_counts_are_forgotten_and_signals_are_not(filled):
    filled.volume.add_signal(a_signal(day=DAY - timedelta(days=1)))
    filled.volume.prune(DAY)
    assert filled.volume.of_day(DAY - timedelta(days=1)) == ()
    assert filled.volume.of_day(DAY)
    assert filled.volume.signalled(DAY - timedelta(days=1)) == {FEES.id}


def test_one_signal_a_series_and_day(tx):
    assert tx.volume.add_signal(a_signal(incident_id="v1"))
    assert not tx.volume.add_signal(a_signal(at=at(60)))
    assert tx.volume.add_signal(a_signal(day=NEXT, at=at(60)))
    assert [signal.day for signal in tx.volume.signals(T0, at(61))] == [DAY, NEXT]


@pytest.mark.parametrize(
    ("changes", "counted"),
    [
        pytest.param({}, True, id="at home and of the sector"),
        pytest.param({"territory": Territory.OTHER}, False, id="elsewhere"),
        pytest.param({"relevant": Verdict(value=False, score=0.1)}, False, id="not of the sector"),
    ],
)
def test_arrivals_are_read_with_labels_and_story(tx, changes, counted):
    item = an_item("q1", arrived_at=T0)
    tx.items.put(item, now=T0)
    labels = replace(a_classification("q1", territory=Territory.HOME), **changes)
    tx.labels.put(labels, now=T0)
    tx.stories.put(a_membership("q1"))
    assert tx.volume.arrivals(T0, at(1)) == (((item, labels, a_membership("q1")),) if counted else ())
    assert tx.volume.arrivals(at(-60), T0) == ()
    assert tx.volume.arrived(T0, at(1)) == 1
    assert tx.volume.last_arrival() == T0


def test_an_empty_store(tx):
    nothing = tx.volume
    assert nothing.last_arrival() is None
    assert (nothing.of_day(DAY), nothing.known_series(), nothing.stories(DAY, NEXT, by_window=True)) == ((), 0, {})
