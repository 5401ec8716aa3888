"""All models of a classifier at once: each word of a text is looked up once, however many models know it.

Gives the same scores as `TrainedModel.scores` on its own vocabulary's matrix, up to the rounding of 32-bit sums.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from classifiers.models.features import COMMENTS, Document, Terms, form_of
from classifiers.models.model_file import TrainedModel
from classifiers.models.tasks import TASKS
from classifiers.models.vectors import Bools, Floats

_UNKNOWN = -1


@dataclass(frozen=True)
class _Placed:
    """Weights over the columns of all models: `terms` (n_terms, n_labels) has the idf in it, `squares` is idf²."""

    model: TrainedModel
    terms: Floats
    squares: Floats
    signals: Floats
    intercept: Floats

    def raw(self, counts: Any, squared: Any, signals: Any) -> Floats:
        """Sums before they are squashed, (n_rows, n_labels)."""
        length = np.sqrt(squared @ self.squares)
        length[length == 0] = 1.0
        sums = (counts @ self.terms) / length[:, None] + signals @ self.signals + self.intercept
        return np.asarray(sums, np.float32)


@dataclass(frozen=True, slots=True)
class _Table:
    """Readings as numbers, one row each: logarithms of counts, their squares, signals."""

    counts: Any
    squared: Any
    signals: Any


@dataclass(frozen=True)
class ScoredBatch:
    """The scores of some documents: `scores[task]` (n_documents, n_labels)."""

    scores: Mapping[str, Floats]
    _counts: Any
    _row_of: Mapping[str, npt.NDArray[np.int64]]
    _scorer: Scorer

    def row(self, index: int) -> dict[str, Floats]:
        """One document's scores by task."""
        return {task: scores[index] for task, scores in self.scores.items()}

    def model(self, task: str) -> TrainedModel | None:
        """The model of a task, if there is one."""
        found = self._scorer.placed.get(task)
        return found.model if found is not None else None

    def top_terms(self, index: int, task: str, label: str, limit: int) -> list[str]:
        """The n-grams of a document that speak most for a label, the strongest first; none that speak against it."""
        placed = self._scorer.placed[task]
        row = self._row_of[placed.model.channel][index]
        span = slice(self._counts.indptr[row], self._counts.indptr[row + 1])
        columns = self._counts.indices[span]
        shares = self._counts.data[span] * placed.terms[columns, placed.model.labels.index(label)]
        speaking = np.flatnonzero(shares > 0)
        columns, shares = columns[speaking], shares[speaking]
        best = np.lexsort((columns, -shares))[:limit]
        return [self._scorer.names[columns[i]] for i in best]


class Scorer:
    """Models by task, laid out over the words that any of them knows. Safe to share between threads."""

    def __init__(self, models: Mapping[str, TrainedModel]) -> None:
        vocabularies = [model.vocabulary for model in models.values()]
        self.names = tuple(sorted({term for vocabulary in vocabularies for term in vocabulary.terms}))
        signals = sorted({name for vocabulary in vocabularies for name in vocabulary.signals})
        self._columns = {term: index for index, term in enumerate(self.names)}
        self._signal_columns = {name: index for index, name in enumerate(signals)}
        self.placed = {task: self._place(model, model.weights, model.intercept) for task, model in models.items()}
        self._for_comments = {
            task: self._place(model, model.comment_weights, model.comment_intercept)
            for task, model in models.items()
            if model.comment_weights is not None and model.comment_intercept is not None
        }

    def _place(self, model: TrainedModel, weights: Floats, intercept: Floats) -> _Placed:
        vocabulary = model.vocabulary
        columns = [self._columns[term] for term in vocabulary.terms]
        n_terms, n_labels = len(vocabulary.terms), len(model.labels)
        terms = np.zeros((len(self.names), n_labels), np.float32)
        terms[columns] = (weights[:, :n_terms] * vocabulary.idf).T
        squares = np.zeros(len(self.names), np.float32)
        squares[columns] = vocabulary.idf**2
        signals = np.zeros((len(self._signal_columns), n_labels), np.float32)
        signals[[self._signal_columns[name] for name in vocabulary.signals]] = weights[:, n_terms:].T
        return _Placed(model, terms, squares, signals * np.float32(vocabulary.signal_scale), intercept)

    def score(self, documents: Sequence[Document], tasks: Collection[str] | None = None) -> ScoredBatch:
        """Score documents for every task, or for some. At least one document."""
        readings: list[Terms] = []
        seen: dict[int, int] = {}
        row_of: dict[str, list[int]] = {"topic": [], "tone": []}
        for document in documents:
            for channel, terms in (("topic", document.topic), ("tone", document.tone)):
                if id(terms) not in seen:  # what is no comment has one reading for both
                    seen[id(terms)] = len(readings)
                    readings.append(terms)
                row_of[channel].append(seen[id(terms)])
        counts = _matrix([terms.counts for terms in readings], self._columns)
        counts.data = 1.0 + np.log(counts.data)
        squared = counts.copy()
        squared.data = squared.data**2
        signals = _matrix([terms.signals for terms in readings], self._signal_columns)
        rows = {channel: np.asarray(found, np.int64) for channel, found in row_of.items()}
        table = _Table(counts, squared, signals)
        comments = np.asarray([form_of(document.item) == COMMENTS for document in documents], bool)
        asked = self.placed if tasks is None else [task for task in self.placed if task in tasks]
        scores = {task: self._score_task(task, table, rows[TASKS[task].channel], comments) for task in asked}
        return ScoredBatch(scores, counts, rows, self)

    def _score_task(self, task: str, table: _Table, rows: npt.NDArray[np.int64], comments: Bools) -> Floats:
        placed = self.placed[task]
        raw = placed.raw(table.counts, table.squared, table.signals)[rows]
        other = self._for_comments.get(task)
        if other is not None and comments.any():
            chosen = rows[comments]
            raw[comments] = other.raw(table.counts[chosen], table.squared[chosen], table.signals[chosen])
        return placed.model.squash(raw)


def _matrix(rows: Sequence[Mapping[str, float]], columns: Mapping[str, int]) -> sparse.csr_matrix:
    """Values by known name, (n_rows, n_columns) float32."""
    lengths = [len(row) for row in rows]
    total = sum(lengths)
    numbers = chain.from_iterable(map(columns.get, row, repeat(_UNKNOWN)) for row in rows)
    found = np.fromiter(numbers, np.int32, total)
    values = np.fromiter(chain.from_iterable(row.values() for row in rows), np.float32, total)
    known = found != _UNKNOWN
    row_numbers = np.repeat(np.arange(len(rows)), lengths)[known]
    starts = np.concatenate(([0], np.cumsum(np.bincount(row_numbers, minlength=len(rows)))))
    return sparse.csr_matrix((values[known], found[known], starts.astype(np.int32)), shape=(len(rows), len(columns)))
