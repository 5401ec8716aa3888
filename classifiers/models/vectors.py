"""Terms to numbers: TF-IDF over n-grams with the named signals beside them. No text is read here."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from classifiers.models.features import Terms
from classifiers.models.subject_frames import UNLEARNT

if TYPE_CHECKING:
    from scipy import sparse

MIN_DOCUMENTS = 2
"""An n-gram must occur in this many training texts (the copies without accents included)."""
MAX_TERMS = 30_000
"""Most frequent n-grams kept for training; the model file keeps fewer (`model_file.MAX_TERMS`)."""
SIGNAL_SCALE = 0.15
"""Weight of one signal beside an n-gram vector of length 1, where a task sets no other (`tasks.Task.signal_scale`)."""

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Vocabulary:
    """Columns of the matrix: `terms` with their `idf` (n_terms,), then `signals`, each times `signal_scale`."""

    terms: tuple[str, ...]
    idf: Floats
    signals: tuple[str, ...]
    signal_scale: float = SIGNAL_SCALE

    @cached_property
    def _columns(self) -> Mapping[str, tuple[int, float]]:
        return {term: (index, float(self.idf[index])) for index, term in enumerate(self.terms)}

    @cached_property
    def _signal_columns(self) -> Mapping[str, int]:
        return {name: len(self.terms) + index for index, name in enumerate(self.signals)}

    @property
    def size(self) -> int:
        """Number of columns."""
        return len(self.terms) + len(self.signals)

    def transform(self, rows: Sequence[Terms]) -> sparse.csr_matrix:
        """Return (n_rows, size) float32; the n-gram part of each row has length 1, unless no n-gram is known."""
        from scipy import sparse  # noqa: PLC0415 - twenty megabytes, and only training makes matrices

        indices: list[int] = []
        values: list[float] = []
        starts = [0]
        for row in rows:
            self._row(row, indices, values)
            starts.append(len(indices))
        return sparse.csr_matrix(
            (np.asarray(values, np.float32), np.asarray(indices, np.int32), np.asarray(starts, np.int32)),
            shape=(len(rows), self.size),
        )

    def weigh(self, row: Terms) -> list[tuple[int, float]]:
        """The known n-grams of one text: column and TF-IDF, of length 1 together."""
        columns = self._columns
        found = [
            (known[0], (1.0 + math.log(count)) * known[1])
            for term, count in row.counts.items()
            if (known := columns.get(term)) is not None
        ]
        length = math.sqrt(sum(value * value for _, value in found)) or 1.0
        return [(index, value / length) for index, value in found]

    def _row(self, row: Terms, indices: list[int], values: list[float]) -> None:
        for index, value in self.weigh(row):
            indices.append(index)
            values.append(value)
        for name, value in row.signals.items():
            column = self._signal_columns.get(name)
            if column is not None and value:
                indices.append(column)
                values.append(value * self.signal_scale)


def learn_vocabulary(
    rows: Sequence[Terms], *, min_documents: int = MIN_DOCUMENTS, signal_scale: float = SIGNAL_SCALE
) -> Vocabulary:
    """Choose the columns from training texts: n-grams and signals that occur often enough. Deterministic."""
    documents: Counter[str] = Counter()
    signals: Counter[str] = Counter()
    for row in rows:
        documents.update(row.counts.keys())
        signals.update(name for name, value in row.signals.items() if value and UNLEARNT not in name)
    frequent = sorted(
        (term for term, count in documents.items() if count >= min_documents),
        key=lambda term: (-documents[term], term),
    )[:MAX_TERMS]
    terms = tuple(sorted(frequent))
    idf = np.asarray([math.log((1 + len(rows)) / (1 + documents[term])) + 1 for term in terms], np.float32)
    known = tuple(sorted(name for name, count in signals.items() if count >= min_documents))
    return Vocabulary(terms, idf, known, signal_scale)
