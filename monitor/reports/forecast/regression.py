"""Log-linear regression of counts on the calendar: ridge-penalised, fitted by iteratively reweighted least squares.

McCullagh and Nelder 1989, section 2.5 (IRLS) with the variance of a negative binomial of fixed size. Old weeks fade,
and weeks far above the fit (incidents) weigh less, but none is left out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

ROUNDS = 8
RIDGE = 1.0
"""Pulls effects of the calendar towards none: a phase seen once or twice is not believed at its word."""
SIZE = 6.0
"""Of the working variance mean + mean²/size; only weighs weeks against each other."""
HALF_LIFE_WEEKS = 78.0
FAR = 2.5
"""Weeks more than so many deviations above the fit have their weight cut in proportion (Huber)."""
TINY = 0.05


@dataclass(frozen=True)
class Fit:
    """Coefficients: the level first, then one a column of the calendar."""

    coefficients: Floats

    def mean(self, columns: Floats) -> Floats:
        """Expected counts (weeks,) for rows of the calendar (weeks × columns)."""
        return np.asarray(np.exp(np.clip(self.coefficients[0] + columns @ self.coefficients[1:], -6.0, 9.0)))


def fit(columns: Floats, counts: Floats, heard: Floats) -> Fit:
    """Fit to past weeks. `heard` scales what was to be expected of each week."""
    rows = np.column_stack([np.ones(len(counts)), columns])
    penalty = RIDGE * np.eye(rows.shape[1])
    penalty[0, 0] = 1e-6  # the level itself is not pulled anywhere
    fading = 0.5 ** (np.arange(len(counts))[::-1] / HALF_LIFE_WEEKS)
    offset = np.log(heard)
    beta = np.zeros(rows.shape[1])
    beta[0] = np.log(max(float(np.mean(counts / heard)), TINY))
    for _ in range(ROUNDS):
        eta = np.clip(rows @ beta + offset, -6.0, 9.0)
        mean = np.exp(eta)
        deviation = (counts - mean) / np.sqrt(mean + mean**2 / SIZE)
        trust = np.minimum(1.0, FAR / np.maximum(deviation, FAR))
        weight = fading * trust * mean / (1 + mean / SIZE)
        working = eta - offset + (counts - mean) / mean
        weighted = rows * weight[:, None]
        beta = np.linalg.solve(rows.T @ weighted + penalty, weighted.T @ working)
    return Fit(beta)
