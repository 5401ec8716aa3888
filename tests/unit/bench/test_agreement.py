from __future__ import annotations

import pytest

from bench.agreement import agreement, compare, f1_scores, jaccard, kappa, weighted_kappa


def labels(**changed):
    plain = {
        "relevant": True,
        "themes": ["preschool"],
        "incident_types": [],
        "sentiment": "neutral",
        "severity": "S0",
        "territory": "home",
        "good_news": False,
    }
    return plain | changed


def test_f1_counts_by_label_and_over_all():
    pairs = [({"a"}, {"a"}), ({"a", "b"}, {"a"}), ({"b"}, {"c"})]
    macro, micro = f1_scores(pairs)
    assert macro == pytest.approx((1.0 + 0.0) / 2)
    assert micro == pytest.approx(2 * 2 / (4 + 3))


def test_jaccard_leaves_out_what_both_left_empty():
    assert jaccard([({"a", "b"}, {"a"}), (set(), set()), ({"a"}, set())]) == pytest.approx(0.25)


def test_kappa_of_a_textbook_table():
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert kappa(pairs) == pytest.approx(0.4)


def test_kappa_when_nothing_could_differ():
    assert kappa([(True, True)] * 3) == 1.0
    assert kappa([]) == 1.0


def test_weighted_kappa_forgives_near_levels():
    near = [("S0", "S0"), ("S2", "S3"), ("S4", "S4")]
    far = [("S0", "S0"), ("S0", "S3"), ("S4", "S4")]
    assert weighted_kappa(near) > weighted_kappa(far)
    assert weighted_kappa([("S0", "S4"), ("S4", "S0")]) == pytest.approx(-1.0)


def test_all_but_relevance_is_over_what_both_found_relevant():
    first = {"x": labels(), "y": labels(relevant=False, themes=[]), "lc-z": labels(severity="S1")}
    second = {"x": labels(), "y": labels(), "lc-z": labels(severity="S2")}
    found = {(one.task, one.measure): one for one in compare(first, second)}
    assert (found["relevance", "kappa"].items, found["relevance", "kappa"].differ) == (3, 1)
    assert (found["severity", "exact"].items, found["severity", "exact"].differ) == (2, 1)
    assert found["severity", "exact"].value == 0.5
    assert compare(first, second, "lc-")[0].items == 1


def test_no_texts_agree_on_everything():
    assert {one.value for one in agreement([])} == {1.0}
