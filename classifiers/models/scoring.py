"""Precision, recall and F1 with bootstrap intervals. Pure arithmetic over sets of labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

BOOTSTRAP_ROUNDS = 400
BOOTSTRAP_SEED = 20220301
_INTERVAL = (2.5, 97.5)

Bools = npt.NDArray[np.bool_]
_Counts = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Interval:
    """A measured share with its 95 % bootstrap interval."""

    value: float
    low: float
    high: float

    def to_json(self) -> dict[str, float]:
        """Return the three numbers, rounded to four places."""
        return {"value": round(self.value, 4), "low": round(self.low, 4), "high": round(self.high, 4)}


@dataclass(frozen=True, slots=True)
class LabelScore:
    """One label: `support` is how often it occurs in gold, `predicted` how often it was said.

    `errors` counts both kinds: said where it does not belong, left out where it does.
    """

    label: str
    precision: float
    recall: float
    f1: Interval
    support: int
    predicted: int
    precision_range: Interval
    recall_range: Interval
    errors: int


@dataclass(frozen=True, slots=True)
class TaskScore:
    """One task. `macro` averages over the labels that occur in gold; others count in `micro` alone."""

    task: str
    items: int
    labels: tuple[LabelScore, ...]
    macro: Interval
    micro: Interval

    def to_json(self) -> dict[str, Any]:
        """Return a JSON object: `labels` by name, `macro_f1`, `micro_f1`."""
        return {
            "items": self.items,
            "macro_f1": self.macro.to_json(),
            "micro_f1": self.micro.to_json(),
            "labels": {
                each.label: {
                    "precision": round(each.precision, 4),
                    "recall": round(each.recall, 4),
                    "precision_interval": each.precision_range.to_json(),
                    "recall_interval": each.recall_range.to_json(),
                    "f1": each.f1.to_json(),
                    "support": each.support,
                    "predicted": each.predicted,
                }
                for each in self.labels
            },
        }


def score_sets(task: str, gold: Sequence[frozenset[str]], said: Sequence[frozenset[str]]) -> TaskScore:
    """Score sets of labels, item by item. No items give a score of 0 without labels."""
    labels = sorted(frozenset[str]().union(*gold, *said))
    truth = _table(gold, labels)
    answer = _table(said, labels)
    occurs = np.asarray(truth.any(axis=0), bool)
    ranges, macro, micro = _bootstrap(truth, answer, occurs)
    right, told, there = (truth & answer).sum(axis=0), answer.sum(axis=0), truth.sum(axis=0)
    scores = tuple(
        LabelScore(
            label=label,
            precision=ranges[i].precision.value,
            recall=ranges[i].recall.value,
            f1=ranges[i].f1,
            support=int(there[i]),
            predicted=int(told[i]),
            precision_range=ranges[i].precision,
            recall_range=ranges[i].recall,
            errors=int(told[i] + there[i] - 2 * right[i]),
        )
        for i, label in enumerate(labels)
    )
    return TaskScore(task, len(gold), scores, macro, micro)


def score_share(hits: Sequence[bool]) -> Interval:
    """Share of hits with its interval; 0 for no items."""
    values = np.asarray(hits, np.float64)
    if not len(values):
        return Interval(0.0, 0.0, 0.0)
    shares = [values[draw].mean() for draw in _draws(len(values))]
    return _interval(float(values.mean()), shares)


def _table(rows: Sequence[frozenset[str]], labels: Sequence[str]) -> Bools:
    return np.asarray([[label in row for label in labels] for row in rows], bool).reshape(len(rows), len(labels))


def _share(part: float, whole: float) -> float:
    return float(part) / float(whole) if whole else 0.0


@dataclass(frozen=True, slots=True)
class _Shares:
    """Precision, recall and F1 of each label, (…, n_labels), and F1 over all decisions, (…)."""

    precision: npt.NDArray[np.float64]
    recall: npt.NDArray[np.float64]
    f1: npt.NDArray[np.float64]
    micro: npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Ranges:
    precision: Interval
    recall: Interval
    f1: Interval


def _shares(right: _Counts, gold: _Counts, said: _Counts) -> _Shares:
    micro = _divide(2 * right.sum(axis=-1), gold.sum(axis=-1) + said.sum(axis=-1))
    return _Shares(_divide(right, said), _divide(right, gold), _divide(2 * right, gold + said), micro)


def _divide(part: _Counts, whole: _Counts) -> npt.NDArray[np.float64]:
    return np.divide(part, whole, out=np.zeros(np.shape(part)), where=np.asarray(whole) > 0)


def _bootstrap(truth: Bools, answer: Bools, occurs: Bools) -> tuple[list[_Ranges], Interval, Interval]:
    """Every share with its interval."""
    found = _shares((truth & answer).sum(axis=0), truth.sum(axis=0), answer.sum(axis=0))
    drawn = _drawn(truth, answer) if len(truth) else None

    def interval(value: float, name: str, *label: int) -> Interval:
        values = [] if drawn is None else getattr(drawn, name)[(slice(None), *label)]
        return _interval(value, values)

    ranges = [
        _Ranges(*(interval(float(getattr(found, name)[i]), name, i) for name in ("precision", "recall", "f1")))
        for i in range(truth.shape[1])
    ]
    macro = float(found.f1[occurs].mean()) if occurs.any() else 0.0
    macros = drawn.f1[:, occurs].mean(axis=1) if drawn is not None and occurs.any() else []
    return ranges, _interval(macro, macros), interval(float(found.micro), "micro")


def _drawn(truth: Bools, answer: Bools) -> _Shares:
    """Shares of every bootstrap draw, one row each: an item counts as often as it was drawn, no table is copied."""
    size = len(truth)
    times = np.stack([np.bincount(draw, minlength=size) for draw in _draws(size)]).astype(np.float32)
    return _shares(*(times @ table.astype(np.float32) for table in (truth & answer, truth, answer)))


def _draws(size: int) -> npt.NDArray[np.int64]:
    return np.random.default_rng(BOOTSTRAP_SEED).integers(0, size, (BOOTSTRAP_ROUNDS, size))


def _interval(value: float, drawn: Sequence[float] | npt.NDArray[np.float64]) -> Interval:
    if not len(drawn):
        return Interval(value, value, value)
    low, high = np.percentile(np.asarray(drawn), _INTERVAL)
    return Interval(value, float(low), float(high))
