"""Sparse vectors as plain dicts: weighing and cosine. At a few dozen terms a text this beats array libraries."""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping
from typing import TypeAlias

from monitor.stories.idf import Idf

Vector: TypeAlias = Mapping[str, float]

MAX_TERMS = 80
"""Heaviest terms kept of one text: bounds memory (about 4 kB an item); the rest carry under 5 % of the norm."""

_GRAIN = 1000
_SHARED = tuple(step / _GRAIN for step in range(_GRAIN + 1))
"""Weights are rounded to thousandths and share their float objects: a third of the memory."""


def weigh(counts: Mapping[str, float], idf: Idf) -> Vector:
    """Turn term counts into a vector of length 1: (1 + ln tf) x idf, at most 80 terms, heaviest first."""
    raw = {term: (1.0 + math.log(count)) * idf.weight(term) for term, count in counts.items() if count > 0}
    return unit(raw)


def unit(raw: Mapping[str, float], *, doubt: float = 0.0) -> Vector:
    """Scale to length 1, heaviest terms first (ties by term); nothing gives an empty vector.

    `doubt` (>= 0, in units of weight) is mass nobody shares: with it, having only a light term in common with another
    text (`Việt Nam`) is not full agreement, and vectors are shorter than 1.
    """
    kept = sorted(raw.items(), key=lambda pair: (-pair[1], pair[0]))[:MAX_TERMS]
    norm = math.sqrt(math.fsum(weight * weight for _, weight in kept) + doubt * doubt)
    if not norm:
        return {}
    return {sys.intern(term): _SHARED[min(_GRAIN, round(weight / norm * _GRAIN))] for term, weight in kept}


def cosine(one: Vector, other: Vector) -> float:
    """Dot product of two unit vectors, in [0, 1]; symmetric."""
    if len(one) > len(other):
        one, other = other, one
    get = other.get
    total = 0.0
    for term, weight in one.items():
        match = get(term)
        if match is not None:
            total += weight * match
    return min(1.0, total)
