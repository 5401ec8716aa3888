from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.choosing.choose import choose_types
from classifiers.choosing.type_choice import TOGETHER, keep_fitting, weigh_phrases
from monitor.core.labels import Scored

Scores = dict[str, tuple[float, float]]
probabilities = st.floats(min_value=0.0, max_value=1.0)


@pytest.mark.parametrize(
    ("signals", "expected"),
    [
        pytest.param({}, [], id="no-phrase"),
        pytest.param({"type:epidemic": 1.1}, ["epidemic"], id="its-phrase-in-the-headline"),
        pytest.param({"type:admission": 1.1, "theme:epidemic": 3.0}, [], id="phrases-of-others"),
    ],
)
def test_a_phrase_of_the_type_lifts_it_over_its_threshold(signals: dict[str, float], expected: list[str]) -> None:
    scores: Scores = {"epidemic": (0.4, 0.57), "admission": (0.01, 0.5)}
    assert [each.id for each in choose_types(weigh_phrases(scores, signals))] == expected


@given(score=probabilities, signal=st.floats(min_value=0.0, max_value=3.0), threshold=probabilities)
def test_a_phrase_never_lowers_a_score_and_leaves_the_threshold(score: float, signal: float, threshold: float) -> None:
    raised, kept = weigh_phrases({"fees": (score, threshold)}, {"type:fees": signal})["fees"]
    assert kept == threshold
    assert min(score, 1 - 1e-6) <= raised + 1e-9
    assert raised <= 1


PAIRS = [
    pytest.param(("death-injury", "violence"), {"death-injury", "violence"}, id="somebody-beaten-to-death"),
    pytest.param(("epidemic", "other"), {"epidemic"}, id="the-rest-beside-a-name"),
    pytest.param(("other", "fees"), {"fees"}, id="the-rest-though-it-scores-higher"),
    pytest.param(("violence", "assault-on-teacher"), {"assault-on-teacher"}, id="whom-it-hit-says-more"),
    pytest.param(("admission", "merger-protest"), {"admission"}, id="an-echo"),
    pytest.param(("fees",), {"fees"}, id="one"),
    pytest.param((), set(), id="none"),
]


@pytest.mark.parametrize(("types", "kept"), PAIRS)
def test_two_types_stay_only_when_they_go_together(types: tuple[str, ...], kept: set[str]) -> None:
    scored = [Scored(label, 0.9 - 0.1 * index) for index, label in enumerate(types)]
    scores: Scores = {each.id: (each.score, 0.5) for each in scored}
    assert {each.id for each in keep_fitting(scored, scores)} == kept


def test_the_type_further_over_its_own_threshold_stays() -> None:
    scored = [Scored("textbook-content", 0.8), Scored("data-leak", 0.7)]
    scores: Scores = {"textbook-content": (0.8, 0.79), "data-leak": (0.7, 0.3)}
    assert [each.id for each in keep_fitting(scored, scores)] == ["data-leak"]


@given(st.sampled_from(sorted(sorted(pair) for pair in TOGETHER)), st.permutations(["a", "b"]))
def test_pairs_that_go_together_stay_in_either_order(pair: list[str], order: list[str]) -> None:
    labels = pair if order == ["a", "b"] else pair[::-1]
    scored = [Scored(label, 0.6) for label in labels]
    assert keep_fitting(scored, dict.fromkeys(labels, (0.6, 0.5))) == tuple(scored)
