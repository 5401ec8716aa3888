"""One text as the rules ask about it: its forms, its sentences, and where which expressions are worth trying in it.

Facts, guards, frames, severity, levels and times all read the same few forms of a text; here each is made once.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from classifiers.reading.gating import CASES_APART, GATES, Form, Gated
from classifiers.reading.phrases import RECENT_TEXTS, Reading, read_as, sentence_breaks
from monitor.core.text import fold, lower

_SLACK = 2
"""A word may be found with the blank on either side of it."""

Stretches = Sequence[tuple[int, int]]
Matches = Iterator[re.Match[str]]


class Scan:
    """A text and what can be found in it. Offsets are the same in all its forms; answers are remembered."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def lower(self) -> str:
        """The text in small letters."""
        return lower(self.text)

    @cached_property
    def folded(self) -> str:
        """The text in small letters without accents."""
        return fold(self.text)

    @cached_property
    def breaks(self) -> tuple[tuple[int, int], ...]:
        """Spans of the signs that end sentences."""
        return sentence_breaks(self.text)

    @cached_property
    def _reading(self) -> Reading:
        return read_as(self.text, self.lower)

    @cached_property
    def _lower_places(self) -> Mapping[int, Sequence[int]]:
        return GATES[Form.LOWER].places(self._reading.joined, self._reading.origins)

    @cached_property
    def _folded_places(self) -> Mapping[int, Sequence[int]]:
        return GATES[Form.FOLDED].places(fold(self._reading.joined), self._reading.origins)

    @cached_property
    def _bare_places(self) -> Mapping[int, Sequence[int]]:
        return GATES[Form.BARE].places(fold(self._reading.joined), self._reading.origins)

    @cached_property
    def _has_cases_apart(self) -> bool:
        return any(letter in self.text for letter in CASES_APART)

    @cached_property
    def _longest_run(self) -> int:
        """At least the length of the longest word, and of the longest run of blanks."""
        words = self.text.split()
        lengths = [*map(len, words)]
        return max(max(lengths, default=0), len(self.text) - sum(lengths) - len(words) + _SLACK)

    def may(self, expression: Gated) -> bool:
        """Whether an expression can match anywhere in the text; False is certain, True is not."""
        if not expression.certain or self._has_cases_apart:
            return True
        return expression.number in self._places(expression.form)

    def search(self, expression: Gated, left: int = 0, right: int | None = None) -> re.Match[str] | None:
        """The first match in the text as written, or, for an expression without accents, in the folded text."""
        return next(self.finditer(expression, left, right), None) if self.may(expression) else None

    def finditer(self, expression: Gated, left: int = 0, right: int | None = None) -> Matches:
        """All matches, as `search` gives the first."""
        return self._all(*self._fitting(expression), expression, left, right)

    def search_in(self, shown: str, expression: Gated, left: int = 0, right: int | None = None) -> re.Match[str] | None:
        """The first match in a form of the text that the caller chooses."""
        if not self.may(expression):
            return None
        return next(self._all(expression.pattern, shown, expression, left, right), None)

    def finditer_in(self, shown: str, expression: Gated, left: int = 0, right: int | None = None) -> Matches:
        """All matches, as `search_in` gives the first."""
        return self._all(expression.pattern, shown, expression, left, right)

    def _all(self, pattern: re.Pattern[str], shown: str, expression: Gated, left: int, right: int | None) -> Matches:
        """Looked for around the words one of which each match needs, where they are known and a match is not long."""
        right = len(shown) if right is None else right
        if not expression.certain or self._has_cases_apart:
            return pattern.finditer(shown, left, right)
        places = self._places(expression.form).get(expression.number, ())
        inside = places[bisect_left(places, left - _SLACK) : bisect_right(places, right + _SLACK)]
        if not inside:
            return iter(())
        reach = expression.reach
        if reach is None:
            return pattern.finditer(shown, left, right)
        width = reach.chars + _SLACK + (reach.runs and reach.runs * self._longest_run)
        return _within(pattern, shown, _around(inside, width, left, right), right)

    def _places(self, form: Form) -> Mapping[int, Sequence[int]]:
        if form is Form.LOWER:
            return self._lower_places
        return self._folded_places if form is Form.FOLDED else self._bare_places

    def _fitting(self, expression: Gated) -> tuple[re.Pattern[str], str]:
        if expression.form is not Form.LOWER:
            return expression.pattern, self.folded
        if expression.small is not None and not self._has_cases_apart:
            return expression.small, self.lower
        return expression.pattern, self.text


def _within(pattern: re.Pattern[str], shown: str, stretches: Stretches, right: int) -> Matches:
    """The matches in some stretches of a text that is read up to `right`."""
    for start, end in stretches:
        while found := pattern.search(shown, start, end):
            # What must not follow a match may stand just beyond the stretch.
            real = pattern.match(shown, found.start(), right)
            if real is not None:
                yield real
            start = found.start() + 1 if real is None else real.end()  # noqa: PLW2901 - on from there


def _around(places: Sequence[int], width: int, left: int, right: int) -> Stretches:
    """What lies between two offsets and no further than `width` from one of the places, which are in order."""
    stretches: list[tuple[int, int]] = []
    for place in places:
        end = min(place + width, right)
        if stretches and place - width <= stretches[-1][1]:
            stretches[-1] = stretches[-1][0], end
        else:
            stretches.append((max(place - width, left), end))
    return stretches


@lru_cache(maxsize=RECENT_TEXTS)
def scan(text: str) -> Scan:
    """The scan of a text; that of a text asked about recently is at hand."""
    return Scan(text)
