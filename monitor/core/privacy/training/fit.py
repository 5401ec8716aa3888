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
from monitor.core.privacy.tagger.scene import JOINTS

Doubles = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]

_LEAST = -300.0
"""Logarithm below which a label's chance counts as this."""
_TINY = 1e-300
_BATCH = 128
LEAST_SEEN = 3
"""Places at which a sign must be seen to be learnt."""
SPREAD = 0.7
"""Variance of the weights' prior; the larger, the less the weights are drawn to nothing."""
_FIRST_STEPS, _STEPS = 15, 35


@dataclass(frozen=True)
class Chain:
    """Words beside each other: their signs (none: an other word for sure), which labels each may have, joints."""

    signs: Sequence[Sequence[str]]
    allowed: Bools
    joints: Sequence[int]
    weight: float


@dataclass(frozen=True)
class _Batch:
    """Chains of like length: `rows` of the words (-1 past the end), joints, weights, lengths.

    `allowed` is what words may be, `free` what they could be if nothing were known (no sign: an other word).
    """

    rows: Numbers
    allowed: Bools
    free: Bools
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
    rows = scores[np.maximum(batch.rows, 0)]
    steps = np.exp(follows)[batch.joints]
    any_sum, any_chance, any_pairs = _sums(rows, batch.free, steps, batch.lengths)
    known_sum, known_chance, known_pairs = _sums(rows, batch.allowed, steps, batch.lengths)
    weights = batch.weights[:, None, None]
    slope[batch.rows[real]] += ((any_chance - known_chance) * weights)[real]
    inner = np.arange(1, rows.shape[1])[None] < batch.lengths[:, None]
    pairs = (any_pairs - known_pairs) * (weights[:, 0] * inner)[:, :, None, None]
    for joint in range(JOINTS):
        slope_follows[joint] += pairs[batch.joints[:, 1:] == joint].sum(axis=0)
    return float((batch.weights * (any_sum - known_sum)).sum())


def _sums(scores: Doubles, may_be: Bools, steps: Doubles, lengths: Numbers) -> tuple[Doubles, Doubles, Doubles]:
    """Logarithm of the sum over all labellings (chains,), chances (chains, words, labels) and of neighbours' labels.

    All sums are scaled at each word, so that they stay numbers in reach; past a chain's end nothing changes.
    """
    most = np.where(may_be, scores, -np.inf).max(axis=2, keepdims=True)
    factors = np.exp(np.maximum(scores - most, _LEAST)) * may_be
    size = scores.shape[1]
    inside = np.arange(size)[None] < lengths[:, None]
    forward, backward = np.empty_like(factors), np.ones_like(factors)
    sums = np.ones(inside.shape)
    state = factors[:, 0]
    for place in range(size):
        if place:
            state = np.where(
                inside[:, place, None], (state[:, None] @ steps[:, place])[:, 0] * factors[:, place], state
            )
        sums[:, place] = state.sum(axis=1)
        forward[:, place] = state = state / sums[:, place, None]
    for place in range(size - 1, 0, -1):
        back = (steps[:, place] @ (factors[:, place] * backward[:, place])[:, :, None])[:, :, 0]
        backward[:, place - 1] = np.where(inside[:, place, None], back / back.sum(axis=1, keepdims=True), 1.0)
    chance = forward * backward
    pairs = forward[:, :-1, :, None] * steps[:, 1:] * (factors * backward)[:, 1:, None, :]
    total = np.where(inside, np.log(sums) + most[:, :, 0], 0.0).sum(axis=1)
    pairs /= np.maximum(pairs.sum(axis=(2, 3), keepdims=True), _TINY)
    return total, chance / chance.sum(axis=2, keepdims=True), pairs


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
    allowed, free = np.ones((*shape, LABELS), dtype=bool), np.ones((*shape, LABELS), dtype=bool)
    for at, chain in enumerate(chains):
        size = len(chain.signs)
        rows[at, :size] = np.arange(row, row + size)
        allowed[at, :size], joints[at, :size] = chain.allowed, chain.joints
        free[at, :size][[not place for place in chain.signs], OTHER + 1 :] = False
        row += size
    return _Batch(rows, allowed, free, joints, np.array([chain.weight for chain in chains]), lengths)
