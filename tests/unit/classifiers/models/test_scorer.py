"""All models at once say what each says alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.models.features import Document, Terms
from classifiers.models.model_file import CHOICE, MULTI, TrainedModel
from classifiers.models.scorer import Scorer
from classifiers.models.vectors import Vocabulary
from monitor.core.items import Channel
from monitor.core.text import normalise
from tests.fakes.store_rows import an_item

WORDS, NAMES = "abcdef", "stu"


def model_of(task: str, words: str, *, kind: str = MULTI, channel: str = "topic", seed: int = 0) -> TrainedModel:
    drawn = np.random.default_rng(seed)
    vocabulary = Vocabulary(
        tuple(words), drawn.uniform(1, 4, len(words)).astype(np.float32), tuple(NAMES[: 1 + seed % 3]), 0.1 * (1 + seed)
    )
    weights = drawn.normal(0, 3, (2, vocabulary.size)).astype(np.float32)
    return TrainedModel(task, kind, channel, ("x", "y"), vocabulary, weights, np.asarray([0.5, -1.0], np.float32),
                        np.full(2, 0.5, np.float32), "p", 4)  # fmt: skip


MODELS = {
    "themes": model_of("themes", "abcd"),
    "incident_types": model_of("incident_types", "cdef", seed=1),
    "sentiment": model_of("sentiment", "ace", kind=CHOICE, channel="tone", seed=2),
}


def document(topic: Terms, tone: Terms) -> Document:
    return Document(an_item(), normalise(""), topic, tone, (), ())


terms = st.builds(
    Terms,
    st.dictionaries(st.sampled_from((*WORDS, "lạ")), st.integers(1, 9).map(float), max_size=7),
    st.dictionaries(st.sampled_from((*NAMES, "lạ")), st.floats(0, 3, width=32), max_size=4),
)


@given(st.lists(st.tuples(terms, terms, st.booleans()), min_size=1, max_size=6))
def test_scores_are_those_of_each_model_alone(drawn: list[tuple[Terms, Terms, bool]]):
    documents = [document(topic, topic if same else tone) for topic, tone, same in drawn]
    found = Scorer(MODELS).score(documents)
    for task, model in MODELS.items():
        readings = [each.tone if model.channel == "tone" else each.topic for each in documents]
        alone = model.scores(model.vocabulary.transform(readings))
        assert np.allclose(found.scores[task], alone, atol=1e-4), task
        assert np.array_equal(found.row(0)[task], found.scores[task][0])


@given(st.lists(st.tuples(terms, st.booleans()), min_size=1, max_size=6))
def test_comments_are_judged_by_weights_of_their_own(drawn: list[tuple[Terms, bool]]):
    model = MODELS["sentiment"]
    other = replace(model, comment_weights=-2 * model.weights, comment_intercept=model.intercept + 1)
    channels = [Channel.COMMENT if comment else Channel.PRESS_LOCAL for _, comment in drawn]
    documents = [
        replace(document(tone, tone), item=replace(an_item(), channel=channel))
        for (tone, _), channel in zip(drawn, channels, strict=True)
    ]
    comments = np.asarray([comment for _, comment in drawn], bool)
    alone = other.scores(model.vocabulary.transform([tone for tone, _ in drawn]), comments)
    assert np.allclose(Scorer({"sentiment": other}).score(documents).scores["sentiment"], alone, atol=1e-4)
    same = model.scores(model.vocabulary.transform([tone for tone, _ in drawn]))
    assert np.allclose(alone[~comments], same[~comments], atol=1e-4)


def test_top_terms_are_those_that_speak_for_a_label_strongest_first():
    model = MODELS["themes"]
    weights = model.weights.copy()
    weights[0, :4] = (1.0, 5.0, -9.0, 5.0)
    even = replace(model.vocabulary, idf=np.ones(4, np.float32))
    scorer = Scorer({"themes": replace(model, weights=weights, vocabulary=even)})
    plain = Terms({"a": 1.0, "b": 1.0, "c": 1.0, "d": 1.0, "lạ": 1.0}, {})
    found = scorer.score([document(Terms({}, {}), plain), document(plain, plain)])
    assert found.top_terms(1, "themes", "x", 9) == ["b", "d", "a"]
    assert found.top_terms(1, "themes", "x", 1) == ["b"]
    assert found.top_terms(0, "themes", "x", 9) == []


def test_a_task_without_a_model_has_none():
    found = Scorer({"themes": MODELS["themes"]}).score([document(Terms({}, {}), Terms({}, {}))])
    assert found.model("sentiment") is None
    known, whole = found.model("themes"), MODELS["themes"]
    assert known is not None
    assert (known.labels, known.version, known.kind) == (whole.labels, whole.version, whole.kind)
    assert np.array_equal(known.thresholds, whole.thresholds)
    assert set(found.scores) == {"themes"}


def test_the_weights_are_held_once():
    model = MODELS["themes"]
    commented = replace(model, comment_weights=model.weights, comment_intercept=model.intercept)
    for held in Scorer({**MODELS, "themes": commented}).models.values():
        assert not held.vocabulary.terms
        assert held.weights.base is None
        assert not held.weights.size
        assert held.comment_weights is None


def test_no_models_no_scores():
    found = Scorer({}).score([document(Terms({"a": 1.0}, {}), Terms({}, {}))])
    assert dict(found.scores) == {}


@pytest.mark.parametrize("kind", [MULTI, CHOICE])
def test_a_text_without_known_words_gets_the_intercept(kind: str):
    model = replace(MODELS["themes"], kind=kind)
    found = Scorer({"themes": model}).score([document(Terms({"lạ": 2.0}, {}), Terms({}, {}))])
    assert np.allclose(found.scores["themes"][0], model.squash(model.intercept[None, :])[0])
