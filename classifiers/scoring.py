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
    """One label: `support` is how often it occurs in gold, `predicted` how often it was said."""

    label: str
    precision: float
    recall: float
    f1: Interval
    support: int
    predicted: int


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
    f1, macro, micro = _bootstrap(truth, answer, occurs)
    right, told, there = (truth & answer).sum(axis=0), answer.sum(axis=0), truth.sum(axis=0)
    scores = tuple(
        LabelScore(
            label,
            _share(right[i], told[i]),
            _share(right[i], there[i]),
            f1[i],
            int(there[i]),
            int(told[i]),
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


def _f1(truth: Bools, answer: Bools) -> tuple[npt.NDArray[np.float64], float]:
    """F1 of each label, and over all decisions."""
    right = (truth & answer).sum(axis=0)
    total = truth.sum(axis=0) + answer.sum(axis=0)
    each = np.divide(2 * right, total, out=np.zeros(len(right)), where=total > 0)
    return each, _share(2 * right.sum(), total.sum())


def _bootstrap(truth: Bools, answer: Bools, occurs: Bools) -> tuple[list[Interval], Interval, Interval]:
    each, micro = _f1(truth, answer)
    macro = float(each[occurs].mean()) if occurs.any() else 0.0
    drawn = [_f1(truth[draw], answer[draw]) for draw in _draws(len(truth))] if len(truth) else []
    intervals = [_interval(float(each[i]), [f1[i] for f1, _ in drawn]) for i in range(truth.shape[1])]
    macros = [float(f1[occurs].mean()) for f1, _ in drawn] if occurs.any() else []
    return intervals, _interval(macro, macros), _interval(micro, [value for _, value in drawn])


def _draws(size: int) -> npt.NDArray[np.int64]:
    return np.random.default_rng(BOOTSTRAP_SEED).integers(0, size, (BOOTSTRAP_ROUNDS, size))


def _interval(value: float, drawn: Sequence[float]) -> Interval:
    if not drawn:
        return Interval(value, value, value)
    low, high = np.percentile(np.asarray(drawn), _INTERVAL)
    return Interval(value, float(low), float(high))
