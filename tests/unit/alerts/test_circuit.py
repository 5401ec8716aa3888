from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.circuit import BURST, FAILURES_TO_DOWN, after_outcome, use_allowance
from monitor.core.messaging import ChannelState
from monitor.core.notifications import DeliveryOutcome, RefusalKind, Refused, Retry, Sent
from tests.fakes.incidents import NOON, after

FRESH = ChannelState("email")
DOWN = Retry("không kết nối được")


def after_all(outcomes: list[DeliveryOutcome]) -> ChannelState:
    state = FRESH
    for outcome in outcomes:
        state = after_outcome(state, outcome, now=NOON)
    return state


@pytest.mark.parametrize(
    ("outcomes", "failures", "down"),
    [
        pytest.param([], 0, False, id="nothing known"),
        pytest.param([DOWN] * (FAILURES_TO_DOWN - 1), 2, False, id="two failures"),
        pytest.param([DOWN] * FAILURES_TO_DOWN, 3, True, id="three in a row"),
        pytest.param([DOWN, DOWN, Sent(), DOWN], 1, False, id="a success in between"),
        pytest.param([DOWN, DOWN, Retry("429", alive=True), DOWN], 1, False, id="an answer in between"),
        pytest.param([Retry("danh sách xám", alive=True)] * 9, 0, False, id="greylisting is no outage"),
        pytest.param([Refused(RefusalKind.ADDRESS, "")] * 9, 0, False, id="wrong addresses are no outage"),
        pytest.param([Refused(RefusalKind.UNKNOWN, "")] * 9, 0, False, id="strange answers are answers"),
        pytest.param([Refused(RefusalKind.AUTH, "")] * 3, 3, True, id="a refused login is the channel's"),
        pytest.param([Refused(RefusalKind.ACCOUNT, "")] * 3, 3, True, id="an empty account is the channel's"),
        pytest.param([*[DOWN] * 9, Sent()], 0, False, id="back again"),
    ],
)
def test_states(outcomes: list[DeliveryOutcome], failures: int, *, down: bool) -> None:
    state = after_all(outcomes)
    assert (state.failures, state.is_down(NOON)) == (failures, down)
    assert (state.down_since is not None) == down == (state.try_at is not None)


@pytest.mark.parametrize(("failures", "wait_s"), [(3, 30), (4, 60), (5, 120), (6, 120), (60, 120)])
def test_it_is_tried_again_within_two_minutes(failures: int, wait_s: int) -> None:
    state = after_all([DOWN] * failures)
    assert state.try_at == NOON + timedelta(seconds=wait_s)
    assert not state.is_down(state.try_at)


def test_down_since_is_the_first_moment() -> None:
    state = after_all([DOWN] * 3)
    assert after_outcome(state, DOWN, now=after(5)).down_since == NOON


def test_without_a_limit_nothing_is_counted() -> None:
    assert use_allowance(FRESH, per_minute=None, now=NOON) is FRESH


@given(
    per_minute=st.integers(1, 6000),
    gaps=st.lists(st.floats(0, 20, allow_nan=False), min_size=1, max_size=200),
)
def test_no_minute_takes_more_than_the_rate_and_a_burst(per_minute: int, gaps: list[float]) -> None:
    state, now, taken = FRESH, NOON, []
    for gap in gaps:
        now += timedelta(seconds=gap)
        used = use_allowance(state, per_minute=per_minute, now=now)
        if used is not None:
            state = used
            taken.append(now)
    most = per_minute + max(per_minute * BURST / timedelta(minutes=1), 1)
    for start in taken:
        assert sum(start <= moment < start + timedelta(minutes=1) for moment in taken) <= most + 1


def test_the_whole_rate_can_be_used() -> None:
    state, now, taken = FRESH, NOON, 0
    for _ in range(120):  # lanes wake every five seconds
        now += timedelta(seconds=5)
        while (used := use_allowance(state, per_minute=60, now=now)) is not None:
            state, taken = used, taken + 1
    assert taken == pytest.approx(600, abs=11)
