"""Why words do not count as an event that happens now: negation, hypothesis, drill, past, fiction, denial.

A cue governs from its place to the trigger within one sentence, not only the nearest words; words such as `sau khi`,
`vì`, `khiến` end its reach, as what follows them is told as a fact (`ngăn chặn bạo lực sau vụ hai em đâm bạn`).
A denial may also follow (`… là tin giả`). A drill or a film that the headline announces covers the whole text.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

from classifiers.facts.guarding.drills import find_drill
from classifiers.facts.guarding.names import Guard
from classifiers.facts.guarding.negation import find_negation
from classifiers.facts.guarding.supposing import find_supposition
from classifiers.facts.guarding.text import GuardedText
from classifiers.facts.guarding.times import find_old_times, find_past
from classifiers.facts.guarding.untrue import find_denial, find_fiction
from classifiers.reading.phrases import Reading
from monitor.core.text import TextView


class GuardFinder:
    """Guards of one text, read once for many triggers.

    `seen_at` (aware) is when the item was published: years before it make an event past.
    """

    def __init__(self, view: TextView, *, seen_at: datetime | None = None, reading: Reading | None = None) -> None:
        self._text = GuardedText(view, seen_at=seen_at, reading=reading)
        self._found: dict[tuple[int, int], tuple[Guard, ...]] = {}

    @cached_property
    def _old_times(self) -> Sequence[Guard]:
        return find_old_times(self._text)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the sentence around a trigger at `view.text[start:end]`."""
        return self._text.sentence(start, end)

    def at(self, start: int, end: int) -> tuple[Guard, ...]:
        """Return the guards of a trigger, each kind once; empty = nothing speaks against it."""
        known = self._found.get((start, end))
        if known is None:
            known = self._found[start, end] = self._guards_at(start, end)
        return known

    def _guards_at(self, start: int, end: int) -> tuple[Guard, ...]:
        found = (
            find_negation(self._text, start, end),
            find_supposition(self._text, start, end),
            find_drill(self._text, start, end),
            find_past(self._text, start, end, self._old_times),
            find_fiction(self._text, start, end),
            find_denial(self._text, start, end),
        )
        return tuple(guard for guard in found if guard)
