"""Forecasts as quantiles of counts, and how good they were: whole numbers, never negative. Pure.

Score: weighted interval score, Bracher et al. 2021, "Evaluating epidemic forecasts in an interval format", eq. 2; lower
is better, in items; with a single interval of no width it is the absolute error.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

LEVELS = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
"""Probabilities of the quantiles, symmetric around the median."""
MEDIAN = LEVELS.index(0.5)
SIZES: Floats = np.array([0.4, 0.7, 1.0, 1.5, 2.2, 3.2, 5.0, 7.5, 11.0, 16.0, 25.0, 40.0, 80.0, 200.0])
"""Negative-binomial sizes tried: from nearly geometric to nearly Poisson."""
SMALLEST_MEAN = 0.02
LARGEST_SUMMED = 500.0
"""Beyond this mean there are too many probabilities to sum."""
_LEVELS = np.array(LEVELS)


@dataclass(frozen=True, slots=True)
class Range:
    """What to expect: `quantiles` at LEVELS, rising."""

    quantiles: tuple[int, ...]

    @property
    def median(self) -> int:
        """As likely to be exceeded as not."""
        return self.quantiles[MEDIAN]

    @property
    def likely(self) -> tuple[int, int]:
        """The middle 80 per cent: four weeks in five lie inside, both ends included."""
        return self.quantiles[1], self.quantiles[-2]

    @property
    def unusual_from(self) -> int:
        """From this count on a week is unusual: beyond the middle 95 per cent."""
        return self.quantiles[-1] + 1


def spread(mean: float, sizes: Floats = SIZES) -> Floats:
    """Quantiles (sizes × LEVELS) of negative-binomial counts with this mean, one row a size.

    Sums the probabilities up to where the highest level must be reached, which for small means is faster than a general
    inverse and gives the same counts.
    """
    size, mean = np.asarray(sizes, dtype=float)[:, None], max(mean, SMALLEST_MEAN)
    success = size / (size + mean)
    if mean > LARGEST_SUMMED:
        from scipy.stats import nbinom  # noqa: PLC0415 - takes most of a second, and few archives need it

        return np.asarray(nbinom.ppf(_LEVELS[None, :], size, success), dtype=float)
    counts = np.arange(_enough(mean, float(size.min())))
    ratios = np.concatenate((success**size, (size + counts) / (counts + 1) * (1 - success)), axis=1)
    below = np.cumsum(np.cumprod(ratios, axis=1), axis=1)
    return np.stack([np.searchsorted(row, _LEVELS).astype(float) for row in below])


def _enough(mean: float, size: float) -> int:
    """A count that is reached with a probability below one minus the highest level (Cantelli's inequality)."""
    deviation = math.sqrt(mean + mean * mean / size)
    return math.ceil(mean + deviation * math.sqrt(LEVELS[-1] / (1 - LEVELS[-1]))) + 1


def interval_score(quantiles: Floats, actual: float) -> Floats:
    """Weighted interval score of each row of quantiles (… × LEVELS)."""
    half = len(LEVELS) // 2
    score = 0.5 * np.abs(actual - quantiles[..., MEDIAN])
    for rank in range(half):
        low, high = quantiles[..., rank], quantiles[..., -1 - rank]
        alpha = 2 * LEVELS[rank]
        missed = np.maximum(low - actual, 0) + np.maximum(actual - high, 0)
        score = score + alpha / 2 * ((high - low) + 2 / alpha * missed)
    return np.asarray(score / (half + 0.5))


def middle(forecasts: Sequence[Floats]) -> Floats:
    """The median of several forecasts, quantile by quantile; rising, because each of them is."""
    return np.asarray(np.median(np.stack(list(forecasts)), axis=0))


def as_range(quantiles: Floats) -> Range:
    """Whole numbers: halves are rounded away from the middle, so that the interval does not shrink."""
    lower = np.floor(quantiles[:MEDIAN])
    upper = np.ceil(quantiles[MEDIAN + 1 :])
    return Range(tuple(int(value) for value in (*lower, np.rint(quantiles[MEDIAN]), *upper)))
