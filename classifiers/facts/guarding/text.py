"""One text as the guards read it: sentences and clauses, cues and how far they reach.

A cue governs from its place to the trigger within one sentence; words such as `sau khi`, `vì`, `khiến` end its reach.
All offsets are into `view.text`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cached_property
from operator import itemgetter

from classifiers.facts.guarding.cues import CUES
from classifiers.facts.guarding.names import Guard
from classifiers.facts.guarding.patterns import CLAUSE, HEAD_CHARS, NONE, QUOTED_FILM
from classifiers.reading.gating import Gated
from classifiers.reading.phrases import PhraseHit, PhraseMatcher, Reading, Spelling, read, typed_without_accents
from classifiers.reading.scanning import scan
from monitor.core.text import TextView

_MATCHER = PhraseMatcher(CUES)
JUST_BEFORE = 60
"""Characters before a word in which an expression that ends there (`$`) must begin; the longest are half as long."""


class GuardedText:
    """What the guards ask of one text, read once for many triggers.

    `seen_at` (aware) is when the item was published; `head_end` is where the first sentence ends.
    """

    def __init__(self, view: TextView, *, seen_at: datetime | None = None, reading: Reading | None = None) -> None:
        self.accentless = typed_without_accents(view)
        self.text = view.folded if self.accentless else view.lower
        self.seen_at = seen_at
        self.scan = scan(view.text)
        self._reading = reading or read(view)
        breaks = self.scan.breaks
        self._break_starts = [start for start, _ in breaks]
        self._break_ends = [end for _, end in breaks]
        first_break = next((start for start in self._break_starts if start > 0), len(view.text))
        self.head_end = min(max(first_break, 1), HEAD_CHARS)

    # What follows is looked for when the first fact asks: most texts have none that needs a guard.

    @cached_property
    def cues(self) -> dict[str, list[PhraseHit]]:
        """The cues of each name, in the order of the text."""
        cues: dict[str, list[PhraseHit]] = {}
        for hit in _MATCHER.find_in(self._reading, accentless=self.accentless):
            cues.setdefault(hit.label, []).append(hit)
        return cues

    @cached_property
    def _cue_starts(self) -> dict[str, list[int]]:
        return {name: [hit.start for hit in hits] for name, hits in self.cues.items()}

    @cached_property
    def not_negating(self) -> list[PhraseHit]:
        """Words that look like a negation and are none."""
        return self.cues.get("not-negating", [])

    @cached_property
    def clauses(self) -> list[tuple[int, int]]:
        """Where clauses are divided."""
        return [match.span() for match in CLAUSE.finditer(self.text)]

    @cached_property
    def nones(self) -> list[tuple[int, int]]:
        """Of the whole text: no match goes beyond its sentence."""
        return [match.span() for match in self.all(NONE)]

    @cached_property
    def titled_films(self) -> list[tuple[int, int]]:
        """Where a film is named by its title."""
        return [match.span() for match in self.all(QUOTED_FILM)]

    def all(self, expression: Gated | Spelling, left: int = 0, right: int | None = None) -> Iterator[re.Match[str]]:
        """Every match of an expression in the spelling of the text, in a stretch of it."""
        return self.scan.finditer_in(self.text, self.fitting(expression), left, right)

    def search(self, expression: Gated | Spelling, left: int, right: int) -> re.Match[str] | None:
        """The first match of an expression in a stretch."""
        return self.scan.search_in(self.text, self.fitting(expression), left, right)

    def begins(self, expression: Spelling, start: int, right: int | None = None) -> re.Match[str] | None:
        """Whether an expression begins at an offset."""
        gated = self.fitting(expression)
        if not self.scan.may(gated):
            return None
        return gated.pattern.match(self.text, start, len(self.text) if right is None else right)

    def fitting(self, expression: Gated | Spelling) -> Gated:
        """The expression for texts typed as this one is."""
        return expression.of(accentless=self.accentless) if isinstance(expression, Spelling) else expression

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the sentence around a trigger."""
        before = bisect_right(self._break_ends, start)
        after = max(before, bisect_left(self._break_starts, end))
        left = self._break_ends[before - 1] if before else 0
        return left, self._break_starts[after] if after < len(self._break_starts) else len(self.text)

    def clause_start(self, left: int, start: int) -> int:
        """Where the clause of a trigger begins, its sentence beginning at `left`."""
        last = bisect_right(self.clauses, start, key=itemgetter(1)) - 1
        return self.clauses[last][1] if last >= 0 and self.clauses[last][0] >= left else left

    def between(self, name: str, left: int, right: int) -> Sequence[PhraseHit]:
        """The cues of a name that begin in a stretch, in the order of the text."""
        starts = self._cue_starts.get(name)
        if starts is None:
            return ()
        return self.cues[name][bisect_left(starts, left) : bisect_left(starts, right)]

    def released(self, start: int, end: int) -> bool:
        """Whether a word between cue and trigger ends the cue's reach."""
        return any(hit.end <= end for hit in self.between("release", start, end))

    def before(self, name: str, left: int, start: int) -> Guard | None:
        """The first cue of a name before a trigger whose reach no word between ends."""
        for hit in self.between(name, left, start):
            if hit.end <= start and not self.released(hit.end, start):
                return Guard(name, hit.start, hit.end)
        return None

    def names_an_agent(self, cue: PhraseHit) -> bool:
        """`cảnh sát phòng cháy, chữa cháy`, `ban chỉ huy phòng chống …`: who acts, not what is practised."""
        return any(cue.start < hit.end for hit in self.between("not-drill", 0, cue.start + 1))
