"""What speaks against a theme: orders nobody is seen to give, a subject that is never named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.choosing.odds import from_log_odds, log_odds
from classifiers.choosing.theme_choice import (
    BELOW_HEADLINE,
    DRAFTED,
    IN_COMMENTS,
    ONLY_NAMED,
    ORDERS,
    UNSAID,
    weigh_orders,
    weigh_unsaid,
)


@pytest.mark.parametrize(
    ("signals", "left"),
    [
        pytest.param({"frame:ministry-orders": 3.0, "choice:ministry-on-top": 3.0}, 1.0, id="the-headline-orders"),
        pytest.param({"frame:ministry-named": 3.0, "choice:ministry-on-top": 3.0}, 1.0, id="in-the-headline"),
        pytest.param({"frame:ministry-orders": 3.0}, BELOW_HEADLINE, id="orders-below-it"),
        pytest.param(
            {"frame:ministry-orders": 3.0, "choice:ministry-drafts": 3.0}, BELOW_HEADLINE * DRAFTED, id="a-draft"
        ),
        pytest.param({"frame:ministry-named": 3.0}, ONLY_NAMED, id="it-is-named"),
        pytest.param({}, ONLY_NAMED, id="not-seen"),
        pytest.param({"frame:ministry-orders": 3.0, "form:comment": 1.0}, IN_COMMENTS, id="answered"),
        pytest.param(
            {"choice:ministry-on-top": 3.0, "form:comment": 1.0}, IN_COMMENTS * ONLY_NAMED, id="named-and-answered"
        ),
    ],
)
def test_orders_weigh_less_where_nobody_is_seen_to_order(signals: dict[str, float], left: float) -> None:
    scores = {ORDERS: (0.8, 0.5), "staffing": (0.7, 0.4)}

    weighed = weigh_orders(scores, signals)

    assert weighed[ORDERS] == pytest.approx((0.8 * left, 0.5))
    assert weighed["staffing"] == scores["staffing"]


def test_a_plan_without_that_theme_is_left_alone() -> None:
    assert weigh_orders({"staffing": (0.7, 0.4)}, {}) == {"staffing": (0.7, 0.4)}


def test_a_theme_that_is_named_keeps_its_score() -> None:
    scores = {"staffing": (0.7, 0.4), "digital": (0.7, 0.4)}

    weighed = weigh_unsaid(scores, {"theme:staffing": 0.7, "type:digital": 3.0})

    assert weighed["staffing"] == scores["staffing"]
    assert log_odds(weighed["digital"][0]) == pytest.approx(log_odds(0.7) - UNSAID)
    assert weighed["digital"][1] == 0.4


@given(st.floats(1e-5, 1 - 1e-5))
def test_log_odds_go_back_to_the_score(score: float) -> None:
    assert from_log_odds(log_odds(score)) == pytest.approx(score)


@pytest.mark.parametrize("score", [0.0, 1.0], ids=["never", "always"])
def test_a_certain_score_stays_finite(score: float) -> None:
    assert from_log_odds(log_odds(score)) == pytest.approx(score, abs=1e-5)
