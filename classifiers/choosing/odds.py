"""Scores in [0, 1] as log odds, where evidence adds up, and back. Pure."""

from __future__ import annotations

import math

_LEAST = 1e-6
"""Scores are kept this far from 0 and 1, so that their log odds stay finite."""


def log_odds(score: float) -> float:
    """The logarithm of p / (1 - p)."""
    inside = min(max(score, _LEAST), 1 - _LEAST)
    return math.log(inside / (1 - inside))


def from_log_odds(odds: float) -> float:
    """The score with these log odds."""
    return 1 / (1 + math.exp(-odds))
