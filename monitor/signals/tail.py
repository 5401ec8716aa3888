"""Chances of counts: the upper tail of a negative binomial, and how many of many tests may be believed. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from scipy.special import betainc


def upper_tail(observed: int, *, mean: float, size: float) -> float:
    """P(X >= observed) for a negative binomial with this mean and variance mean + mean²/size (both > 0).

    P(X >= x) = I_q(x, size) with q = mean / (mean + size), the regularised incomplete beta function
    (Abramowitz and Stegun 26.5.24-26); 1.0 for `observed` <= 0.
    """
    if observed <= 0:
        return 1.0
    return float(betainc(observed, size, mean / (mean + size)))


def believed(p_values: Sequence[float], *, rate: float, tests: int) -> tuple[bool, ...]:
    """Which of the tests stand when at most `rate` of the findings may be false (Benjamini and Hochberg 1995).

    `tests` (>= len(p_values)) is how many were made in all: those not handed in are taken to have shown nothing.
    """
    ordered = sorted(p_values)
    limit = -1.0
    for rank, value in enumerate(ordered, start=1):
        if value <= rate * rank / tests:
            limit = value
    return tuple(value <= limit for value in p_values)
