"""How telling a term is: document frequencies, warm-started from counts and kept running.

Terms are syllables in lower case without accents, so that posts typed without accents meet the press.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from monitor.core.errors import MonitorError

SMALL_STREAM = 200
"""Documents assumed seen before the first one, so that early items do not make every term common."""


class Idf:
    """Document frequencies. `prior` maps a term to how many of `total` earlier documents hold it."""

    def __init__(self, prior: Mapping[str, int] | None = None, *, total: int = 0) -> None:
        self._counts: Counter[str] = Counter(prior or {})
        self._total = total

    def copy(self) -> Idf:
        """An independent copy: each index counts on from the shared prior by itself."""
        return Idf(self._counts, total=self._total)

    def observe(self, terms: Iterable[str]) -> None:
        """Count one document (its distinct terms)."""
        self._total += 1
        self._counts.update(terms)

    def forget(self, terms: Iterable[str]) -> None:
        """Take back one document counted before, so that a long run and a fresh start weigh alike."""
        self._total -= 1
        for term in terms:
            self._counts[term] -= 1
            if not self._counts[term]:
                del self._counts[term]

    def weight(self, term: str) -> float:
        """Inverse document frequency, > 0: log((N + 200) / (df + 1)) smoothed, natural logarithm."""
        return math.log(1.0 + (self._total + SMALL_STREAM) / (self._counts[term] + 1.0))


def read_idf(path: Path) -> Idf:
    """Read counts written by `bench/build_idf.py`: `{"documents": N, "counts": {term: df}}`.

    Raises MonitorError when the file is missing or not of this shape.
    """
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        counts = {str(term): int(count) for term, count in record["counts"].items()}
        total = int(record["documents"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise MonitorError(f"document frequencies cannot be read from {path.name}: {error}") from error
    return Idf(counts, total=total)
