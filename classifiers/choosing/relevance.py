"""A relevant text has a theme: how clearly it has one bears on whether it is relevant. Pure.

Two models learnt from the same texts err in different ways: university life that names schools passes for relevant
but fits no theme, marks for university entrance look like university life but fit theirs. Constants were chosen on
real press and comments and checked with writers held out (model card).
"""

from __future__ import annotations

from collections.abc import Mapping

from classifiers.choosing.odds import from_log_odds, log_odds

THEME_WEIGHT = 0.8
"""Log odds of relevance that one unit of log odds of the best theme over its threshold is worth."""
EXPECTED = 0.7
"""How far over its threshold the best theme of an average relevant text stands, in log odds: no gain, no loss."""
_FURTHEST = 2.0
"""No theme counts for more than this far over or under its threshold."""


def weigh_themes(score: float, themes: Mapping[str, tuple[float, float]]) -> float:
    """The score of relevance, moved by the best theme; `themes` are score and threshold of each, in [0, 1]."""
    if not themes:
        return score
    best = max(log_odds(mark) - log_odds(threshold) for mark, threshold in themes.values())
    return from_log_odds(log_odds(score) + THEME_WEIGHT * (max(-_FURTHEST, min(_FURTHEST, best)) - EXPECTED))
