"""Chances of labels along a chain of words: each word's own and how labels follow each other."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


def chances(words: Floats, follows: Floats, joints: list[int], before: Floats, behind: Floats) -> Floats:
    """Chance of every label (n, labels) of a chain: forward and backward sums, scaled at every step.

    All are factors: `words` (n, labels) of each word, `follows` (joints, labels, labels) of a label behind another by
    how two words are joined, `before` and `behind` (labels,) of what stands around the chain. `joints[k]` joins word k
    with the one before it.
    """
    factors = words.copy()
    factors[0] *= before
    factors[-1] *= behind
    size = len(factors)
    forward = factors
    if size > 1:
        forward = np.empty_like(factors)
        forward[0] = state = factors[0] / factors[0].sum()
        for place in range(1, size):
            state = (state @ follows[joints[place]]) * factors[place]
            state /= state.sum()
            forward[place] = state
        back = np.ones(factors.shape[1], dtype=factors.dtype)
        for place in range(size - 2, -1, -1):
            back = follows[joints[place + 1]] @ (factors[place + 1] * back)
            back /= back.sum()
            forward[place] *= back
    result: Floats = forward / forward.sum(axis=1, keepdims=True)
    return result
