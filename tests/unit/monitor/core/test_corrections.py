"""What a person's answers mean, and what they put in the place of the machine's."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given as each
from hypothesis import strategies as st

from monitor.core.config.plan_file import load_plan
from monitor.core.corrections import (
    TASKS,
    Correction,
    GivenLabels,
    answers_of,
    complete,
    corrected,
    gold_of,
    latest,
    version_of,
)
from monitor.core.labels import EducationLevel, Scored, Sentiment, Severity, Territory, Verdict
from monitor.core.plan import Plan
from tests.fakes.store_rows import T0, a_classification

ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(ROOT / "plan.yaml")


def said_by(task: str, *new: str, old: tuple[str, ...] = (), version: str | None = "m1") -> Correction:
    return Correction("q1", "hash", task, old, new, "lan", T0, version)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(GivenLabels(), {}, id="nothing-asked"),
        pytest.param(GivenLabels(themes=()), {"themes": ()}, id="no-theme"),
        pytest.param(
            GivenLabels(themes=("school-violence",)), {"themes": ("school-violence", "school-safety")}, id="parent"
        ),
        pytest.param(
            GivenLabels(themes=("school-violence", "school-safety")),
            {"themes": ("school-violence", "school-safety")},
            id="parent-once",
        ),
        pytest.param(
            GivenLabels(relevant=False, themes=("digital",), severity=Severity.S3),
            {"relevant": ("false",), "themes": (), "incident_types": (), "severity": ("S0",), "good_news": ("false",)},
            id="not-ours-has-nothing",
        ),
        pytest.param(
            GivenLabels(sentiment=Sentiment.NEGATIVE, levels=(EducationLevel.THCS,), territory=Territory.HOME),
            {"sentiment": ("negative",), "levels": ("thcs",), "territory": ("home",)},
            id="choices",
        ),
        pytest.param(GivenLabels(severity=Severity.S0), {"severity": ("S0",)}, id="lowest-level-is-an-answer"),
    ],
)
def test_answers_are_completed(plan: Plan, given: GivenLabels, expected: dict[str, tuple[str, ...]]):
    assert complete(given, plan) == expected


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(GivenLabels(themes=("x-1",)), id="theme"),
        pytest.param(GivenLabels(incident_types=("x-1",)), id="type"),
    ],
)
def test_labels_that_the_plan_lacks_are_refused_by_name(plan: Plan, given: GivenLabels):
    with pytest.raises(ValueError, match="x-1"):
        complete(given, plan)


def test_people_stand_in_the_place_of_the_machine_for_what_they_said_alone():
    said = a_classification(themes=(Scored("digital", 0.6),), versions=(("themes", "m1"), ("sentiment", "m2")))
    shown = corrected(said, [said_by("themes", "staffing"), said_by("severity", "S2"), said_by("relevant", "false")])
    assert shown.themes == (Scored("staffing", 1.0),)
    assert (shown.severity, shown.severity_confidence) == (Severity.S2, 1.0)
    assert shown.relevant == Verdict(value=False, score=0.0)
    assert (shown.sentiment, shown.sentiment_score) == (said.sentiment, said.sentiment_score)
    assert (version_of(shown, "themes"), version_of(shown, "sentiment")) == ("corrected:m1", "m2")


def test_the_last_word_counts_and_its_version_names_the_model():
    first, second = said_by("sentiment", "negative"), said_by("sentiment", "positive", version="corrected:m1")
    shown = corrected(a_classification(), [first, second])
    assert shown.sentiment is Sentiment.POSITIVE
    assert version_of(shown, "sentiment") == "corrected:m1"
    assert latest([first, second])["sentiment"] is second


def test_nobody_said_anything():
    said = a_classification()
    assert corrected(said, []) is said


def test_versions_of_labels_that_go_by_another_name():
    said = a_classification(versions=(("relevance", "r1"), ("places", "p1")))
    assert (version_of(said, "relevant"), version_of(said, "territory"), version_of(said, "themes")) == (
        "r1",
        "p1",
        None,
    )


@each(
    level=st.sampled_from(Severity),
    tone=st.sampled_from(Sentiment),
    where=st.sampled_from(Territory),
    good=st.booleans(),
)
def test_what_is_confirmed_changes_no_answer(level: Severity, tone: Sentiment, where: Territory, *, good: bool):
    said = a_classification(
        severity=level, sentiment=tone, territory=where, good_news=Verdict(value=good, score=0.7),
        levels=(EducationLevel.THPT,), incident_types=(Scored("fees", 0.8),),
    )  # fmt: skip
    answers = answers_of(said)
    assert tuple(answers) == TASKS
    confirmed = [said_by(task, *answer, old=answer) for task, answer in answers.items()]
    assert all(correction.confirms for correction in confirmed)
    assert answers_of(corrected(said, confirmed)) == answers


def test_gold_has_the_shape_of_a_labelled_record():
    words = [said_by("relevant", "true"), said_by("themes", "fees", "digital"), said_by("sentiment", "neutral")]
    assert gold_of(words) == {"relevant": True, "themes": ["fees", "digital"], "sentiment": "neutral"}
    assert gold_of([said_by("good_news", "false"), said_by("themes")]) == {"good_news": False, "themes": []}
