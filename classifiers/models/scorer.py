"""All models of a classifier at once: each word of a text is looked up once, however many models know it.

Gives the same scores as `TrainedModel.scores` on its own vocabulary's matrix, up to the rounding of 32-bit sums.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, repeat

import numpy as np
import numpy.typing as npt

from classifiers.models.features import COMMENTS, Document, Terms, form_of
from classifiers.models.model_file import TrainedModel
from classifiers.models.tasks import TASKS
from classifiers.models.vectors import Bools, Floats, Vocabulary

_UNKNOWN = -1
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Rows:
    """Values by column, row after row: those of row `i` stand from `starts[i]` to `starts[i + 1]`.

    Our own and not scipy's matrix, which costs twenty megabytes of what runs and is needed for nothing else.
    """

    columns: npt.NDArray[np.int32]
    values: Floats
    starts: Numbers

    def row(self, index: int) -> tuple[npt.NDArray[np.int32], Floats]:
        """The columns that one row knows, and its values."""
        span = slice(self.starts[index], self.starts[index + 1])
        return self.columns[span], self.values[span]


@dataclass(frozen=True, slots=True)
class _Table:
    """Readings as numbers, one row each: logarithms of counts, and signals."""

    counts: _Rows
    signals: _Rows


@dataclass(frozen=True, slots=True)
class _Layout:
    """Weights of all models side by side: `terms` (n_terms, n_columns) has the idf in it, `signals` their scale.

    `squares` is idf² (n_terms, n_models), `intercept` and `model_of`, whose column it is, (n_columns,).
    """

    terms: Floats
    signals: Floats
    intercept: Floats
    squares: Floats
    model_of: Numbers

    def raw(self, table: _Table) -> Floats:
        """Sums before they are squashed, (n_rows, n_columns): each row is looked up once, for all models."""
        sums = np.empty((len(table.counts.starts) - 1, len(self.intercept)), np.float32)
        for row in range(len(sums)):
            columns, counts = table.counts.row(row)
            lengths = np.sqrt(counts**2 @ self.squares[columns])
            lengths[lengths == 0] = 1.0
            named, signals = table.signals.row(row)
            sums[row] = (counts @ self.terms[columns]) / lengths[self.model_of] + signals @ self.signals[named]
        return np.asarray(sums + self.intercept, np.float32)


@dataclass(frozen=True)
class ScoredBatch:
    """The scores of some documents: `scores[task]` (n_documents, n_labels)."""

    scores: Mapping[str, Floats]
    _counts: _Rows
    _row_of: Mapping[str, Numbers]
    _scorer: Scorer

    def row(self, index: int) -> dict[str, Floats]:
        """One document's scores by task."""
        return {task: scores[index] for task, scores in self.scores.items()}

    def model(self, task: str) -> TrainedModel | None:
        """The model of a task without its weights, if there is one."""
        return self._scorer.models.get(task)

    def top_terms(self, index: int, task: str, label: str, limit: int) -> list[str]:
        """The n-grams of a document that speak most for a label, the strongest first; none that speak against it."""
        model = self._scorer.models[task]
        columns, counts = self._counts.row(int(self._row_of[model.channel][index]))
        shares = counts * self._scorer.weights_of(task, label)[columns]
        speaking = np.flatnonzero(shares > 0)
        columns, shares = columns[speaking], shares[speaking]
        best = np.lexsort((columns, -shares))[:limit]
        return [self._scorer.names[columns[i]] for i in best]


class Scorer:
    """Models by task, laid out over the words that any of them knows. Safe to share between threads.

    `models` are those given without weights and vocabulary, of which the layout is the only copy.
    """

    def __init__(self, models: Mapping[str, TrainedModel]) -> None:
        vocabularies = [model.vocabulary for model in models.values()]
        self.names = tuple(sorted({term for vocabulary in vocabularies for term in vocabulary.terms}))
        signals = sorted({name for vocabulary in vocabularies for name in vocabulary.signals})
        self._columns = {term: index for index, term in enumerate(self.names)}
        self._signal_columns = {name: index for index, name in enumerate(signals)}
        self.models = {task: _unweighted(model) for task, model in models.items()}
        self._spans: dict[str, slice] = {}
        self._for_comments: dict[str, slice] = {}
        self._layout = self._lay_out(models)

    def weights_of(self, task: str, label: str) -> Floats:
        """How much each n-gram speaks for a label, (n_terms,)."""
        return self._layout.terms[:, self._spans[task].start + self.models[task].labels.index(label)]

    def _lay_out(self, models: Mapping[str, TrainedModel]) -> _Layout:
        parts = [(task, model, model.weights, model.intercept, self._spans) for task, model in models.items()]
        parts += [
            (task, model, model.comment_weights, model.comment_intercept, self._for_comments)
            for task, model in models.items()
            if model.comment_weights is not None and model.comment_intercept is not None
        ]
        widths = [len(intercept) for _, _, _, intercept, _ in parts]
        layout = _Layout(
            terms=np.zeros((len(self.names), sum(widths)), np.float32),
            signals=np.zeros((len(self._signal_columns), sum(widths)), np.float32),
            intercept=np.zeros(sum(widths), np.float32),
            squares=np.zeros((len(self.names), len(parts)), np.float32),
            model_of=np.repeat(np.arange(len(parts)), widths),
        )
        first = 0
        for number, (task, model, weights, intercept, spans) in enumerate(parts):
            spans[task] = slice(first, first + len(intercept))
            first += len(intercept)
            layout.intercept[spans[task]] = intercept
            self._place(layout, model.vocabulary, weights, spans[task], number)
        return layout

    def _place(self, layout: _Layout, vocabulary: Vocabulary, weights: Floats, span: slice, number: int) -> None:
        n_terms = len(vocabulary.terms)
        rows = [self._columns[term] for term in vocabulary.terms]
        named = [self._signal_columns[name] for name in vocabulary.signals]
        layout.squares[rows, number] = vocabulary.idf**2
        for column, own in enumerate(weights, start=span.start):  # one by one: no second copy of all, not even here
            layout.terms[rows, column] = own[:n_terms] * vocabulary.idf
            layout.signals[named, column] = own[n_terms:] * np.float32(vocabulary.signal_scale)

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
        counts = replace(counts, values=np.asarray(1.0 + np.log(counts.values), np.float32))
        rows = {channel: np.asarray(found, np.int64) for channel, found in row_of.items()}
        table = _Table(counts, _matrix([terms.signals for terms in readings], self._signal_columns))
        raw = self._layout.raw(table)
        comments = np.asarray([form_of(document.item) == COMMENTS for document in documents], bool)
        asked = self.models if tasks is None else [task for task in self.models if task in tasks]
        scores = {task: self._score_task(task, raw[rows[TASKS[task].channel]], comments) for task in asked}
        return ScoredBatch(scores, counts, rows, self)

    def _score_task(self, task: str, raw: Floats, comments: Bools) -> Floats:
        """From the sums of all columns, a row for each document."""
        own = raw[:, self._spans[task]]
        other = self._for_comments.get(task)
        if other is not None and comments.any():
            own = np.where(comments[:, None], raw[:, other], own)
        return self.models[task].squash(own)


def _unweighted(model: TrainedModel) -> TrainedModel:
    vocabulary = Vocabulary((), model.vocabulary.idf[:0].copy(), (), model.vocabulary.signal_scale)
    return replace(
        model, vocabulary=vocabulary, weights=model.weights[:, :0].copy(), comment_weights=None, comment_intercept=None
    )


def _matrix(rows: Sequence[Mapping[str, float]], columns: Mapping[str, int]) -> _Rows:
    """Values by known name, one row each."""
    lengths = [len(row) for row in rows]
    total = sum(lengths)
    numbers = chain.from_iterable(map(columns.get, row, repeat(_UNKNOWN)) for row in rows)
    found = np.fromiter(numbers, np.int32, total)
    values = np.fromiter(chain.from_iterable(row.values() for row in rows), np.float32, total)
    known = found != _UNKNOWN
    row_numbers = np.repeat(np.arange(len(rows)), lengths)[known]
    starts = np.concatenate(([0], np.cumsum(np.bincount(row_numbers, minlength=len(rows)))))
    return _Rows(found[known], values[known], starts)
