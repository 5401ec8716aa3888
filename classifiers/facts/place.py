"""Where a chain of phrases was found in a folded text, as those read it who ask what else it may mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from classifiers.reading.phrases import PhraseHit

_NEAR_CHARS = 300
"""How far beside its sentence what it is about may be said; about three sentences of a post."""


@dataclass(frozen=True, slots=True)
class Place:
    """A chain of hits in a folded text, with the span of the sentence around it."""

    folded: str
    chain: Sequence[PhraseHit]
    sentence: tuple[int, int]

    @property
    def start(self) -> int:
        """Offset of its first word."""
        return self.chain[0].start

    @property
    def end(self) -> int:
        """Offset after its last word."""
        return self.chain[-1].end

    @property
    def around(self) -> tuple[int, int]:
        """The sentence and what stands near it."""
        return max(0, self.sentence[0] - _NEAR_CHARS), self.sentence[1] + _NEAR_CHARS
