"""How clearly a text has a theme bears on whether it is relevant."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.choosing.relevance import weigh_themes

SCORES = st.floats(0, 1, allow_nan=False)


@pytest.mark.parametrize(
    ("themes", "sign"),
    [
        pytest.param({"staffing": (0.95, 0.5)}, 1, id="a-clear-theme"),
        pytest.param({"staffing": (0.2, 0.5)}, -1, id="no-theme"),
        pytest.param({"staffing": (0.5, 0.5)}, -1, id="a-bare-theme"),
        pytest.param({"staffing": (0.1, 0.5), "digital": (0.95, 0.5)}, 1, id="the-best-counts"),
        pytest.param({"staffing": (0.6, 0.2)}, 1, id="measured-from-its-threshold"),
        pytest.param({}, 0, id="a-plan-without-themes"),
    ],
)
def test_relevance_moves_towards_the_best_theme(themes: Mapping[str, tuple[float, float]], sign: int) -> None:
    moved = weigh_themes(0.5, themes)

    assert (moved > 0.5) - (moved < 0.5) == sign


@given(score=SCORES, low=SCORES, high=SCORES, threshold=st.floats(0.25, 0.8))
def test_a_clearer_theme_never_speaks_against(score: float, low: float, high: float, threshold: float) -> None:
    low, high = sorted((low, high))

    assert 0 < weigh_themes(score, {"a": (low, threshold)}) <= weigh_themes(score, {"a": (high, threshold)}) < 1


def test_no_theme_outweighs_a_sure_answer() -> None:
    assert weigh_themes(0.99, {"a": (0.0, 0.5)}) > 0.5
    assert weigh_themes(0.05, {"a": (1.0, 0.5)}) < 0.5
