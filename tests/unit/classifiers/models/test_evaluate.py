"""Precision, recall, F1 and their intervals; severity and territory; the tables."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from classifiers.models.evaluate import evaluate, render_table
from classifiers.models.scoring import score_sets, score_share
from monitor.core.errors import ClassifierError
from monitor.core.labels import Classification, EducationLevel, Scored, Sentiment, Severity, Territory, Verdict


def said(item_id: str, **fields: Any) -> Classification:
    values: dict[str, Any] = {
        "relevant": Verdict(value=True, score=0.9),
        "themes": (),
        "incident_types": (),
        "sentiment": Sentiment.NEUTRAL,
        "sentiment_score": 0.5,
        "severity": Severity.S0,
        "severity_confidence": 0.5,
        "good_news": Verdict(value=False, score=0.1),
        "levels": (),
        "places": (),
        "territory": Territory.UNKNOWN,
    }
    return Classification(item_id=item_id, **{**values, **fields})


def sets(*rows: str) -> list[frozenset[str]]:
    return [frozenset(row) for row in rows]


def test_scores_by_hand():
    score = score_sets("t", sets("a", "ab", "b", ""), sets("a", "a", "a", "b"))
    by_label = {each.label: each for each in score.labels}
    assert by_label["a"].precision == pytest.approx(2 / 3)
    assert by_label["a"].recall == 1.0
    assert by_label["a"].f1.value == pytest.approx(0.8)
    assert by_label["b"].f1.value == 0.0
    assert score.macro.value == pytest.approx(0.4)
    assert score.micro.value == pytest.approx(4 / 8)


def test_macro_leaves_out_labels_that_gold_lacks():
    score = score_sets("t", sets("a", "a"), sets("a", "ac"))
    assert score.macro.value == 1.0
    assert score.micro.value == pytest.approx(4 / 5)
    assert {each.label: each.support for each in score.labels} == {"a": 2, "c": 0}


def test_nothing_to_score():
    score = score_sets("t", [], [])
    assert (score.macro.value, score.micro.value, score.labels) == (0.0, 0.0, ())
    assert score_share([]).value == 0.0


_ROWS = st.lists(st.tuples(st.sets(st.sampled_from("abc")), st.sets(st.sampled_from("abc"))), min_size=1, max_size=20)


@given(_ROWS)
def test_intervals_hold_and_repeat(rows: list[tuple[set[str], set[str]]]):
    gold, answers = [frozenset(g) for g, _ in rows], [frozenset(s) for _, s in rows]
    score = score_sets("t", gold, answers)
    assert score == score_sets("t", gold, answers)
    assert 0.0 <= score.micro.low <= score.micro.high <= 1.0


@given(_ROWS)
def test_saying_the_truth_is_perfect(rows: list[tuple[set[str], set[str]]]):
    gold = [frozenset(g) for g, _ in rows]
    score = score_sets("t", gold, gold)
    assert score.micro.value == (1.0 if any(gold) else 0.0)


def test_report_over_all_tasks():
    gold = {
        "1": {"relevant": True, "themes": ["digital"], "sentiment": "neutral", "severity": "S3", "territory": "home",
              "levels": ["thpt"], "good_news": False, "incident_types": []},
        "2": {"relevant": False, "themes": [], "sentiment": "negative", "severity": "S1", "territory": "other",
              "levels": [], "good_news": False, "incident_types": []},
        "missing": {"relevant": True},
    }  # fmt: skip
    predicted = {
        "1": said("1", themes=(Scored("digital", 0.9),), severity=Severity.S4, territory=Territory.HOME,
                  levels=(EducationLevel.THPT,)),
        "2": said("2", severity=Severity.S1),
    }  # fmt: skip
    report = evaluate(gold, predicted)
    assert (report.items, report.unknown) == (2, 1)
    assert report.score("themes").macro.value == 1.0
    assert report.score("levels").macro.value == 1.0
    assert report.score("relevance").labels[0].precision == 0.5
    assert report.severity is not None
    assert (report.severity.exact.value, report.severity.within_one.value) == (0.5, 1.0)
    assert report.severity.serious.labels[0].recall == 1.0
    assert report.territory is not None
    assert report.territory.value == 0.5
    found = json.loads(json.dumps(report.to_json()))
    assert found["sentiment"]["labels"]["negative"]["recall"] == 0.0
    assert found["severity"]["serious"]["precision"] == 1.0
    out = io.StringIO()
    Console(file=out, width=140).print(render_table(report))
    assert "địa bàn đúng" in out.getvalue()


def test_what_gold_does_not_say_is_not_scored():
    report = evaluate({"1": {"themes": ["digital"], "severity": "S9", "sentiment": "vui"}}, {"1": said("1")})
    assert [score.task for score in report.tasks] == ["themes"]
    assert report.severity is None
    assert report.territory is None
    with pytest.raises(ClassifierError, match="sentiment"):
        report.score("sentiment")
