"""Fits a chain model (a linear-chain conditional random field) to words whose labels are known, in part at least."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import fmin_l_bfgs_b
from scipy.sparse import csr_matrix

from monitor.core.privacy.tagger.model import LABELS, OTHER
from monitor.core.privacy.tagger.signs import JOINTS

Doubles = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]

_NEVER = -1e4
_BATCH = 128
LEAST_SEEN = 3
"""Places at which a sign must be seen to be learnt."""
SPREAD = 0.7
"""Variance of the weights' prior; the larger, the less the weights are drawn to nothing."""
_FIRST_STEPS, _STEPS = 25, 60


@dataclass(frozen=True)
class Chain:
    """Words beside each other: their signs (none: an other word for sure), which labels each may have, joints."""

    signs: Sequence[Sequence[str]]
    allowed: Bools
    joints: Sequence[int]
    weight: float


@dataclass(frozen=True)
class _Batch:
    """Chains of like length: `rows` of the words (-1 past the end), what they may be, joints, weights, lengths."""

    rows: Numbers
    allowed: Bools
    closed: Bools
    joints: Numbers
    weights: Doubles
    lengths: Numbers


def fit(chains: Sequence[Chain], most_signs: int) -> tuple[dict[str, int], Doubles, Doubles]:
    """The signs that tell most, at most so many, with their weights (signs, labels) and (joints, labels, labels)."""
    counts = Counter(sign for chain in chains for place in chain.signs for sign in set(place))
    signs = sorted(sign for sign, seen in counts.items() if seen >= LEAST_SEEN)
    weights, _ = _Fit(chains, signs, _FIRST_STEPS).fitted()
    if len(signs) > most_signs:
        told = np.abs(weights).max(axis=1) * np.sqrt(np.log([counts[sign] for sign in signs]))
        told[signs.index("b")] = np.inf
        signs = sorted(signs[row] for row in np.argsort(-told, kind="stable")[:most_signs])
    weights, follows = _Fit(chains, signs, _STEPS).fitted()
    return {sign: row for row, sign in enumerate(signs)}, weights, follows


class _Fit:
    def __init__(self, chains: Sequence[Chain], signs: Sequence[str], steps: int) -> None:
        self._steps, self._size = steps, len(signs)
        known = {sign: row for row, sign in enumerate(signs)}
        ordered = sorted(chains, key=lambda chain: len(chain.signs))
        self._words = _matrix([place for chain in ordered for place in chain.signs], known)
        self._turned = self._words.T.tocsr()
        self._batches, row = [], 0
        for first in range(0, len(ordered), _BATCH):
            self._batches.append(_batch(ordered[first : first + _BATCH], row))
            row += int(self._batches[-1].lengths.sum())

    def fitted(self) -> tuple[Doubles, Doubles]:
        start = np.zeros(self._size * LABELS + JOINTS * LABELS * LABELS)
        found, _, _ = fmin_l_bfgs_b(self._loss, start, maxiter=self._steps, m=6)
        return self._split(found)

    def _split(self, point: Doubles) -> tuple[Doubles, Doubles]:
        cut = self._size * LABELS
        return point[:cut].reshape(self._size, LABELS), point[cut:].reshape(JOINTS, LABELS, LABELS)

    def _loss(self, point: Doubles) -> tuple[float, Doubles]:
        """Loss and slope: how much likelier anything is than what is known, and the prior."""
        weights, follows = self._split(point)
        scores = np.asarray(self._words @ weights)
        slope, slope_follows = np.zeros_like(scores), np.zeros_like(follows)
        loss = 0.5 / SPREAD * float((point**2).sum())
        for batch in self._batches:
            loss += _add_batch(batch, scores, follows, slope, slope_follows)
        whole = np.concatenate([np.asarray(self._turned @ slope).ravel(), slope_follows.ravel()])
        return loss, whole + point / SPREAD


def _add_batch(batch: _Batch, scores: Doubles, follows: Doubles, slope: Doubles, slope_follows: Doubles) -> float:
    real = batch.rows >= 0
    free = np.where(real[:, :, None], scores[np.maximum(batch.rows, 0)], 0.0)
    free[:, :, OTHER + 1 :][batch.closed] = _NEVER
    steps = follows[batch.joints]
    any_sum, any_chance, any_pairs = _sums(free, steps, batch.lengths)
    known = np.where(batch.allowed, free, _NEVER)
    known_sum, known_chance, known_pairs = _sums(known, steps, batch.lengths)
    weights = batch.weights[:, None, None]
    slope[batch.rows[real]] += ((any_chance - known_chance) * weights)[real]
    inner = np.arange(1, free.shape[1])[None] < batch.lengths[:, None]
    pairs = (any_pairs - known_pairs) * (weights[:, 0] * inner)[:, :, None, None]
    for joint in range(JOINTS):
        slope_follows[joint] += pairs[batch.joints[:, 1:] == joint].sum(axis=0)
    return float((batch.weights * (any_sum - known_sum)).sum())


def _sums(scores: Doubles, steps: Doubles, lengths: Numbers) -> tuple[Doubles, Doubles, Doubles]:
    """Logarithm of the sum over all labellings (chains,), chances (chains, words, labels) and of neighbours' labels."""
    forward, backward = np.zeros_like(scores), np.zeros_like(scores)
    forward[:, 0] = scores[:, 0]
    size = scores.shape[1]
    for place in range(1, size):
        new = _log_sum(forward[:, place - 1, :, None] + steps[:, place], 1) + scores[:, place]
        forward[:, place] = np.where((place < lengths)[:, None], new, forward[:, place - 1])
    for place in range(size - 2, -1, -1):
        new = _log_sum(steps[:, place + 1] + (scores[:, place + 1] + backward[:, place + 1])[:, None, :], 2)
        backward[:, place] = np.where((place + 1 < lengths)[:, None], new, 0)
    total = _log_sum(forward[:, -1], 1)
    chance = np.exp(np.minimum(forward + backward - total[:, None, None], 0))
    behind = (scores[:, 1:] + backward[:, 1:])[:, :, None, :]
    pairs = np.exp(np.minimum(forward[:, :-1, :, None] + steps[:, 1:] + behind - total[:, None, None, None], 0))
    return total, chance, pairs


def _log_sum(values: Doubles, axis: int) -> Doubles:
    most = values.max(axis=axis, keepdims=True)
    summed: Doubles = np.log(np.exp(values - most).sum(axis=axis)) + most.squeeze(axis)
    return summed


def _matrix(places: Sequence[Sequence[str]], known: dict[str, int]) -> csr_matrix:
    rows: list[int] = []
    ends = [0]
    for place in places:
        rows += [known[sign] for sign in place if sign in known]
        ends.append(len(rows))
    return csr_matrix((np.ones(len(rows)), rows, ends), shape=(len(places), len(known)))


def _batch(chains: Sequence[Chain], row: int) -> _Batch:
    lengths = np.array([len(chain.signs) for chain in chains])
    shape = len(chains), int(lengths.max())
    rows, joints = np.full(shape, -1), np.zeros(shape, dtype=np.int64)
    allowed, closed = np.ones((*shape, LABELS), dtype=bool), np.zeros(shape, dtype=bool)
    for at, chain in enumerate(chains):
        size = len(chain.signs)
        rows[at, :size] = np.arange(row, row + size)
        allowed[at, :size], joints[at, :size] = chain.allowed, chain.joints
        closed[at, :size] = [not place for place in chain.signs]
        row += size
    return _Batch(rows, allowed, closed, joints, np.array([chain.weight for chain in chains]), lengths)
