"""The tone of a comment leans towards that of the article it answers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.choosing.asked_tone import TONE, lean
from classifiers.models.vectors import Floats

LABELS = ("negative", "neutral", "positive")


def scores(negative: float, neutral: float, positive: float) -> Floats:
    return np.asarray([negative, neutral, positive], np.float32)


@pytest.mark.parametrize(
    ("own", "article", "expected"),
    [
        pytest.param((0.3, 0.4, 0.3), (0.9, 0.08, 0.02), "negative", id="a-wish-under-a-grievance"),
        pytest.param((0.3, 0.4, 0.3), (0.01, 0.09, 0.9), "positive", id="a-heart-under-a-portrait"),
        pytest.param((0.15, 0.6, 0.25), (0.03, 0.95, 0.02), "neutral", id="a-question-under-a-notice"),
        pytest.param((0.05, 0.15, 0.8), (0.9, 0.08, 0.02), "positive", id="own-praise-stays"),
        pytest.param((0.85, 0.1, 0.05), (0.01, 0.09, 0.9), "negative", id="own-blame-stays"),
    ],
)
def test_an_unsure_comment_follows_its_article(
    own: tuple[float, float, float], article: tuple[float, float, float], expected: str
):
    found = lean({TONE: scores(*own)}, {TONE: scores(*article)}, LABELS)
    assert LABELS[int(found[TONE].argmax())] == expected


@pytest.mark.parametrize(
    "article",
    [
        pytest.param(None, id="not-known"),
        pytest.param({"themes": np.zeros(2, np.float32)}, id="no-tone-of-it"),
    ],
)
def test_without_an_article_the_comment_speaks_for_itself(article: dict[str, Floats] | None):
    own = {TONE: scores(0.2, 0.5, 0.3)}
    assert lean(own, article, LABELS) is own


def test_other_tasks_are_left_alone():
    themes = np.asarray([0.7, 0.1], np.float32)
    found = lean({TONE: scores(0.2, 0.5, 0.3), "themes": themes}, {TONE: scores(0.9, 0.1, 0.0)}, LABELS)
    assert found["themes"] is themes


def test_without_a_tone_model_nothing_is_moved():
    own = {"themes": np.asarray([0.7], np.float32)}
    assert lean(own, {TONE: scores(1, 0, 0)}, ()) is own


parts = st.tuples(*[st.floats(0.0, 1.0, width=32)] * 3).filter(lambda drawn: sum(drawn) > 0.1)


@given(parts, parts)
def test_scores_stay_scores(own: tuple[float, float, float], article: tuple[float, float, float]):
    given_, answered = scores(*own) / sum(own), scores(*article) / sum(article)
    found = lean({TONE: given_}, {TONE: answered}, LABELS)[TONE]
    assert found.sum() == pytest.approx(1.0, abs=1e-4)
    assert np.all((found >= 0) & np.isfinite(found))


@given(parts, parts)
def test_more_blame_in_the_article_never_makes_less_in_the_comment(
    own: tuple[float, float, float], article: tuple[float, float, float]
):
    mild = scores(*article)
    harsh = mild + scores(0.5, 0, 0)
    before, after = (lean({TONE: scores(*own)}, {TONE: each}, LABELS)[TONE][0] for each in (mild, harsh))
    assert after >= before - 1e-5
