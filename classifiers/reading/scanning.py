"""One text as the rules ask about it: its forms, its sentences, and which expressions are worth trying in it.

Facts, guards, frames, severity, levels and times all read the same few forms of a text; here each is made once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from classifiers.reading.gating import CASES_APART, GATES, Form, Gated
from classifiers.reading.phrases import RECENT_TEXTS, sentence_breaks
from monitor.core.letters import joined_tokens, text_of
from monitor.core.text import fold, lower

SHORT_CHARS = 120
"""In a text shorter than this, trying an expression costs less than finding out whether it is worth trying."""


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
    def _words(self) -> str:
        # Sentences run on here: that can only make an expression look possible that is not.
        return text_of(joined_tokens(self.text, self.lower)[0])

    @cached_property
    def _open_lower(self) -> frozenset[int]:
        return GATES[Form.LOWER].open(self._words)

    @cached_property
    def _open_folded(self) -> frozenset[int]:
        return GATES[Form.FOLDED].open(fold(self._words))

    @cached_property
    def _has_cases_apart(self) -> bool:
        return any(letter in self.text for letter in CASES_APART)

    def may(self, expression: Gated) -> bool:
        """Whether an expression can match anywhere in the text; False is certain, True is not."""
        if len(self.text) < SHORT_CHARS:
            return True
        return expression.number in (self._open_folded if expression.form is Form.FOLDED else self._open_lower)

    def search(self, expression: Gated, left: int = 0, right: int | None = None) -> re.Match[str] | None:
        """The first match in the text as written, or, for an expression without accents, in the folded text."""
        if not self.may(expression):
            return None
        pattern, shown = self._fitting(expression)
        return pattern.search(shown, left, len(shown) if right is None else right)

    def finditer(self, expression: Gated, left: int = 0, right: int | None = None) -> Iterator[re.Match[str]]:
        """All matches, as `search` gives the first."""
        if not self.may(expression):
            return iter(())
        pattern, shown = self._fitting(expression)
        return pattern.finditer(shown, left, len(shown) if right is None else right)

    def _fitting(self, expression: Gated) -> tuple[re.Pattern[str], str]:
        if expression.form is Form.FOLDED:
            return expression.pattern, self.folded
        if expression.small is not None and not self._has_cases_apart:
            return expression.small, self.lower
        return expression.pattern, self.text


@lru_cache(maxsize=RECENT_TEXTS)
def scan(text: str) -> Scan:
    """The scan of a text; that of a text asked about recently is at hand."""
    return Scan(text)
