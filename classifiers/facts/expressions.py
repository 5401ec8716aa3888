"""The table of expressions (`classifiers.facts.patterns`), compiled: chains of phrases, found by their first one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from classifiers.facts.patterns.false_friends import FALSE_FRIENDS
from classifiers.facts.patterns.groups import GROUPS
from classifiers.facts.patterns.table import PATTERNS
from classifiers.reading.phrases import ACCENTED_ONLY, PhraseMatcher


@dataclass(frozen=True, slots=True)
class Part:
    """A set of phrases; `close`: it must follow the part before within the clause."""

    phrases: frozenset[str]
    close: bool


@dataclass(frozen=True, slots=True)
class Expression:
    """One line of the table: a chain of parts."""

    kind: str
    parts: tuple[Part, ...]

    @property
    def later(self) -> frozenset[frozenset[str]]:
        """The phrases of each part but the first."""
        return frozenset(part.phrases for part in self.parts[1:])


def _compiled(patterns: Mapping[str, str], groups: Mapping[str, str]) -> tuple[Expression, ...]:
    """Read the table: see `classifiers.facts.patterns.table` for how it is written."""
    return tuple(
        Expression(kind, _parts(line, groups))
        for kind, lines in patterns.items()
        for line in lines.strip().splitlines()
        if line.strip()
    )


def _parts(line: str, groups: Mapping[str, str]) -> tuple[Part, ...]:
    pieces = re.split(r" (\.\.|~) ", line)
    signs = ["..", *pieces[1::2]]
    return tuple(Part(_phrases(text, groups), sign == "~") for text, sign in zip(pieces[::2], signs, strict=True))


def _phrases(part: str, groups: Mapping[str, str]) -> frozenset[str]:
    phrases: set[str] = set()
    for piece in part.strip().split("/"):
        text = piece.strip()
        if text.startswith("{"):
            phrases.update(groups[text.strip("{}")].split("/"))
        elif text:
            phrases.add(text)
    return frozenset(phrase.strip() for phrase in phrases)


def _by_first_phrase() -> Mapping[str, tuple[Expression, ...]]:
    table: dict[str, list[Expression]] = {}
    for expression in _EXPRESSIONS:
        for phrase in expression.parts[0].phrases:
            table.setdefault(phrase, []).append(expression)
    return {phrase: tuple(expressions) for phrase, expressions in table.items()}


_EXPRESSIONS = _compiled(PATTERNS, GROUPS)
FALSE = frozenset[str]().union(*[_phrases(line, GROUPS) for line in FALSE_FRIENDS.strip().splitlines()])
"""Word groups that mean something else: what lies inside them is not seen."""
_ALL_PHRASES = sorted(FALSE.union(*[part.phrases for expression in _EXPRESSIONS for part in expression.parts]))
ALSO_FALSE = frozenset(phrase for phrase in _ALL_PHRASES if phrase.removeprefix(ACCENTED_ONLY) in FALSE)
"""These, and phrases of expressions that are the same but looked for in accented texts alone (`!`)."""
MATCHER = PhraseMatcher({phrase: (phrase,) for phrase in _ALL_PHRASES})
"""Finds every phrase of the table; a hit's label is the phrase as the table has it."""
STARTING = _by_first_phrase()
"""The expressions that may start with a phrase."""
_LATER = {each: number for number, each in enumerate(dict.fromkeys(each for e in _EXPRESSIONS for each in e.later))}
LATER_NUMBERS = {
    phrase: frozenset(number for phrases, number in _LATER.items() if phrase in phrases) for phrase in _ALL_PHRASES
}
"""The sets of phrases, by number, that a phrase is one of, where they are not the first part of an expression."""
NEEDED = {
    phrase: tuple((expression, frozenset(map(_LATER.__getitem__, expression.later))) for expression in expressions)
    for phrase, expressions in STARTING.items()
}
"""The expressions that may start with a phrase, and the numbers of the sets of phrases that must occur for it."""
