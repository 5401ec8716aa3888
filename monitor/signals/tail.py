"""Chances of counts: the upper tail of a negative binomial, and how many of many tests may be believed. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence

_TINY = 1e-300
_PRECISION = 1e-16
_MOST_STEPS = 10_000
"""Of the fraction; it takes about as many as the root of the larger parameter."""


def upper_tail(observed: int, *, mean: float, size: float) -> float:
    """P(X >= observed) for a negative binomial with this mean and variance mean + mean²/size (both > 0).

    P(X >= x) = I_q(x, size) with q = mean / (mean + size), the regularised incomplete beta function
    (Abramowitz and Stegun 26.5.24-26); 1.0 for `observed` <= 0.
    """
    if observed <= 0:
        return 1.0
    return _incomplete_beta(observed, size, mean / (mean + size), size / (mean + size))


def _incomplete_beta(a: int, b: float, x: float, rest: float) -> float:
    """I_x(a, b) for a >= 1, b > 0; `rest` is 1 - x. Within 1e-12 of scipy's, whose import would take ten megabytes."""
    # Γ(a + b) / Γ(a) Γ(b) as a product: logarithms of Γ, thousands apart, leave ten digits of their difference.
    choices = math.fsum(math.log1p(b / k) for k in range(1, a))
    log_x = math.log1p(-rest) if rest < x else math.log(x)
    scale = b * math.exp(choices + a * log_x + b * math.log(rest))
    if x < (a + 1) / (a + b + 2):
        return min(1.0, scale * _fraction(a, b, x) / a)
    return max(0.0, 1.0 - scale * _fraction(b, a, rest) / b)


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz's method."""
    value = upper = 1.0
    lower = 1.0 / _kept_away(1.0 - (a + b) * x / (a + 1))
    value *= lower
    for m in range(1, _MOST_STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            lower = 1.0 / _kept_away(1.0 + term * lower)
            upper = _kept_away(1.0 + term / upper)
            value *= lower * upper
        if abs(lower * upper - 1.0) <= _PRECISION:
            break
    return value


def _kept_away(divisor: float) -> float:
    return divisor if abs(divisor) > _TINY else _TINY


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
