"""Finds names of places in a text; `monitor.core.places.surroundings` reads what stands around each. Judges nothing.

One automaton holds every name in lower case with accents; a second one, without accents, serves only texts that were
typed without accents, because folding adds false hits ("diễn biến" is not Điện Biên). In accented texts a name
without accents counts only after its type word ("xa an duc"), which the first automaton holds as a phrase.
"""

from __future__ import annotations

from dataclasses import replace

import ahocorasick

from monitor.core.places.gazetteer import Gazetteer
from monitor.core.places.phrases import Pattern, Role, distinct, phrases_of, spellings, typed_without_accents
from monitor.core.places.prepared import Prepared
from monitor.core.places.surroundings import Hit, read_hit
from monitor.core.text import fold


class NameMatcher:
    """Every name the product knows, in two automata (with accents, without)."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        accented: dict[str, Pattern] = {}
        folded: dict[str, Pattern] = {}
        for phrase, pattern in phrases_of(gazetteer):
            for spelling in spellings(phrase):
                accented.setdefault(spelling, pattern)
            if pattern.kind == "commune":
                folded.setdefault(fold(phrase), pattern)
            else:
                _merge(folded, fold(phrase), pattern)
        for phrase, pattern in typed_without_accents(gazetteer):
            accented.setdefault(phrase, pattern)
        self._accented, self._folded = _automaton(accented), _automaton(folded)

    def hits(self, prepared: Prepared) -> list[Hit]:
        """All phrases of a text, longest first where they overlap, in order of position."""
        found: list[Hit] = []
        reached = 0
        for start, end, pattern in self._longest(prepared):
            if start < reached:
                continue
            hit = read_hit(prepared, start, end, pattern, found[-1] if found else None)
            if hit is None:
                continue
            found.append(hit)
            if not pattern.is_school:
                reached = end
        return found

    def _longest(self, prepared: Prepared) -> list[tuple[int, int, Pattern]]:
        text = prepared.lowered
        size = len(text)
        automaton = self._folded if prepared.accentless else self._accented
        spans = []
        for last, (length, pattern) in automaton.iter(text):
            start, end = last + 1 - length, last + 1
            if (start == 0 or not text[start - 1].isalnum()) and (end == size or not text[end].isalnum()):
                spans.append((start, end, pattern))
        spans.sort(key=lambda span: (span[0], -span[1]))
        return spans


def _merge(patterns: dict[str, Pattern], phrase: str, pattern: Pattern) -> None:
    """Without accents several places become one phrase: keep them all as alternatives."""
    known = patterns.setdefault(phrase, pattern)
    if known is not pattern and known.role is pattern.role is Role.PLACE and known.type_word == pattern.type_word:
        patterns[phrase] = replace(known, places=distinct((*known.places, *pattern.places)))


def _automaton(patterns: dict[str, Pattern]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for phrase, pattern in patterns.items():
        automaton.add_word(phrase, (len(phrase), pattern))
    automaton.make_automaton()
    return automaton
