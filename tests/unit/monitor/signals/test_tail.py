"""Upper tail of the negative binomial, and false discovery control."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import betainc
from scipy.stats import nbinom

from monitor.signals.tail import believed, upper_tail

means = st.floats(1e-4, 200)
sizes = st.floats(0.05, 200)


@pytest.mark.parametrize(
    ("observed", "mean", "size"),
    [
        pytest.param(3, 0.5, 2.0, id="a quiet cell"),
        pytest.param(12, 8.0, 2.0, id="a loud one"),
        pytest.param(1, 0.05, 0.4, id="the first voice"),
        pytest.param(40, 3.0, 50.0, id="far out"),
    ],
)
def test_it_is_the_tail_of_the_textbook(observed, mean, size):
    textbook = nbinom.sf(observed - 1, size, size / (size + mean))
    assert upper_tail(observed, mean=mean, size=size) == pytest.approx(textbook, rel=1e-9)


@given(st.integers(1, 2000), means, sizes)
def test_it_is_what_scipy_says(observed, mean, size):
    assert upper_tail(observed, mean=mean, size=size) == pytest.approx(
        betainc(observed, size, mean / (mean + size)), abs=1e-12, rel=1e-10
    )


@pytest.mark.parametrize("observed", [0, -1])
def test_nothing_seen_is_no_surprise(observed):
    assert upper_tail(observed, mean=0.1, size=1.0) == 1.0


@given(st.integers(0, 500), means, sizes)
def test_more_is_rarer_and_always_a_chance(observed, mean, size):
    less, more = (upper_tail(n, mean=mean, size=size) for n in (observed, observed + 1))
    assert 0.0 <= more <= less <= 1.0
    assert math.isfinite(more)


@pytest.mark.parametrize(
    ("p_values", "tests", "stand"),
    [
        pytest.param((), 10, (), id="no test"),
        pytest.param((0.004,), 10, (True,), id="one of ten"),
        pytest.param((0.006,), 10, (False,), id="not sure enough among ten"),
        pytest.param((0.006, 0.008), 10, (True, True), id="two help each other"),
        pytest.param((0.9, 0.001, 0.5), 3, (False, True, False), id="in their order"),
    ],
)
def test_benjamini_and_hochberg(p_values, tests, stand):
    assert believed(p_values, rate=0.05, tests=tests) == stand


@given(st.lists(st.floats(0, 1), max_size=30), st.randoms(use_true_random=False))
def test_the_order_of_tests_is_no_matter(p_values, random):
    paired = dict(enumerate(believed(p_values, rate=0.05, tests=40)))
    order = list(range(len(p_values)))
    random.shuffle(order)
    shuffled = believed([p_values[i] for i in order], rate=0.05, tests=40)
    assert dict(zip(order, shuffled, strict=True)) == paired
