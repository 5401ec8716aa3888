"""Which expressions can match in a text at all: one run over its words for those that all expressions together need.

Nearly every expression of the rules holds words that stand in each of its matches (`(?:tối|đêm) qua` needs `tối qua` or
`đêm qua`). They are read off the expression itself, so nothing has to be declared twice; a text is searched for all of
them at once, and an expression is tried only where one of its words occurs. What is found stays the same.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import chain, product
from typing import Any

import ahocorasick

from monitor.core.text import fold, lower

MAX_WORDINGS = 256
"""Longest list of wordings that one stretch of an expression is written out to."""
_RARER = 0.25
"""How much rarer words are for each letter more: the stretch with the rarest wordings is the one looked for."""
_TOO_COMMON = 0.1
"""Words this common stand in every text (`a`, `em`): looking for them would cost more than it saves."""
CASES_APART = "ſıİKÅẛ"
"""Letters that an expression without regard to case takes for others (`ſ` for `s`); where one stands, all is tried."""
_EDGE = "\0"
"""Stands for an edge of a word (`(?<!\\w)`, `(?!\\w)`, `\\b`) in a wording."""
_SIGN = re.compile(r"\\.|\(\?P<\w+>|[^\\()]+|.", re.DOTALL)
"""Pieces of an expression: an escape, a group with its name, words, any other sign."""
_NO_WORD = re.compile(r"[\W_]+")
_MAY_END_SENTENCE = re.compile(r"[.!?…\n\r]")

# The standard library's own reader of expressions: `importlib`, as it has no public name.
_parser: Any = importlib.import_module("re._parser")
_REPEATS = frozenset(("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"))
_WORD_CLASSES = re.compile(
    r"\[\(IN, \[(?:\(CATEGORY, CATEGORY_WORD\)|"
    r"\(NEGATE, None\), \(CATEGORY, CATEGORY_NOT_WORD\)(?:, \(LITERAL, (?:95|4[5-7])\))*)\]\)\]"
)
"""How the reader of expressions writes `\\w`, and `[^\\W_]`, with or without `-`, `.` and `/`."""

Words = frozenset[str]
_NOTHING: Words = frozenset(("",))
_EDGES: Words = frozenset((_EDGE,))


class Form(Enum):
    """What an expression reads: the text as written or in small letters, or without accents too."""

    LOWER = "lower"
    FOLDED = "folded"


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What a part of an expression matches: all its wordings, when they are few, and words of which one is needed."""

    wordings: Words | None
    needed: Words | None = None

    @property
    def best(self) -> Words | None:
        """The rarest words of which one is needed; None when there are none such."""
        return _rarer(None if self.wordings is None else _looked_for(self.wordings), self.needed)


_ANYTHING = _Stretch(None)


def needed_words(expression: re.Pattern[str], form: Form) -> Words | None:
    """Words of which at least one stands in every match, as `rules.Reading` writes words; None when none is needed."""
    reader = _Reader(fold if form is Form.FOLDED else lower)
    best = reader.sequence(_parser.parse(expression.pattern, expression.flags)).best
    return None if best is None or _commonness(best) > _TOO_COMMON else frozenset(_shortest(best))


class _Reader:
    """Reads a parsed expression; `write` is how letters are written in the text that is searched for words."""

    def __init__(self, write: Any) -> None:
        self._write = write

    def sequence(self, parsed: Iterable[tuple[Any, Any]]) -> _Stretch:
        run, best, whole = _NOTHING, None, True
        for operator, argument in parsed:
            part = self._part(str(operator), argument)
            if part.wordings is not None and len(run) * len(part.wordings) <= MAX_WORDINGS:
                run = frozenset(map("".join, product(run, part.wordings)))
                continue
            best = _rarer(_rarer(best, _looked_for(run)), part.best)
            run, whole = part.wordings or _NOTHING, False
        return _Stretch(run) if whole else _Stretch(None, _rarer(best, _looked_for(run)))

    def _part(self, operator: str, argument: Any) -> _Stretch:
        if operator in _REPEATS:
            return self._repeat(*argument)
        readers = {
            "AT": lambda: _Stretch(_EDGES if str(argument) == "AT_BOUNDARY" else _NOTHING),
            "ASSERT": lambda: _Stretch(_NOTHING),
            "ASSERT_NOT": lambda: _Stretch(_EDGES if _WORD_CLASSES.fullmatch(str(argument[1])) else _NOTHING),
            "LITERAL": lambda: self._letters((argument,)),
            "IN": lambda: self._class(argument),
            "BRANCH": lambda: self._branch(argument[1]),
            "SUBPATTERN": lambda: self.sequence(argument[-1]),
            "ATOMIC_GROUP": lambda: self.sequence(argument),
        }
        return readers.get(operator, lambda: _ANYTHING)()

    def _letters(self, codes: Iterable[int]) -> _Stretch:
        letters = frozenset(self._write(chr(code)) for code in codes)
        # A letter of another script may have cases that nothing above knows of.
        plain = all(fold(letter).isascii() or letter.lower() == letter.upper() for letter in letters)
        return _Stretch(letters) if plain else _ANYTHING

    def _class(self, members: Iterable[tuple[Any, Any]]) -> _Stretch:
        codes: list[int] = []
        for operator, argument in members:
            if str(operator) == "LITERAL":
                codes.append(argument)
            elif str(operator) == "RANGE":
                codes.extend(range(argument[0], argument[1] + 1))
            else:
                return _ANYTHING
        return self._letters(codes) if len(codes) <= MAX_WORDINGS else _ANYTHING

    def _branch(self, branches: Iterable[Any]) -> _Stretch:
        parts = [self.sequence(each) for each in branches]
        wordings = [part.wordings for part in parts if part.wordings is not None]
        if len(wordings) == len(parts):
            return _Stretch(frozenset[str]().union(*wordings))
        needed = [best for part in parts if (best := part.best) is not None]
        return _Stretch(None, frozenset[str]().union(*needed) if len(needed) == len(parts) else None)

    def _repeat(self, least: int, most: int, argument: Any) -> _Stretch:
        part = self.sequence(argument)
        if least == most == 1:
            return part
        if least > 0:
            return _Stretch(None, part.best)
        return _Stretch(part.wordings | _NOTHING) if most == 1 and part.wordings is not None else _ANYTHING


def _in_small_letters(pattern: re.Pattern[str]) -> re.Pattern[str] | None:
    if not pattern.flags & re.IGNORECASE:
        return None
    pieces = (match.group() for match in _SIGN.finditer(pattern.pattern))
    source = "".join(piece if piece[0] in "\\(" else lower(piece) for piece in pieces)
    return re.compile(source, pattern.flags & ~re.IGNORECASE)


def _looked_for(wordings: Words) -> Words | None:
    """Wordings as a reading writes them; None when one of them has no letters."""
    words = frozenset(_as_read(wording) for wording in wordings)
    return None if "" in words else words


def _as_read(wording: str) -> str:
    """Words with single blanks; what may end a sentence parts them, and the longest piece counts."""
    pieces = (_piece(part) for part in _MAY_END_SENTENCE.split(wording))
    return max(pieces, key=lambda piece: (len(piece), piece))


def _piece(part: str) -> str:
    # An edge counts only beside a letter or digit: what stands on its other side is then a blank of the reading.
    read = _NO_WORD.sub(lambda match: match.group() if match.group() == _EDGE else " ", part.replace("_", " "))
    return "" if not read.strip(f" {_EDGE}") else re.sub(f"[ {_EDGE}]+", " ", read)


def _commonness(words: Words) -> float:
    return sum(_RARER ** len(word) for word in words)


def _rarer(one: Words | None, other: Words | None) -> Words | None:
    if one is None or other is None:
        return other if one is None else one
    return min(one, other, key=lambda words: (_commonness(words), sorted(words)))


def _shortest(words: Words) -> Iterator[str]:
    """Without those that hold another one."""
    for word in words:
        if not any(other in word for other in words if other != word):
            yield word


@dataclass(frozen=True, slots=True, eq=False)
class Gated:
    """An expression, what it reads, and its number among all expressions of that form.

    `small`: of one without regard to case, the same for texts in small letters, which is several times quicker.
    """

    pattern: re.Pattern[str]
    form: Form
    number: int
    small: re.Pattern[str] | None = None


class Gates:
    """Expressions of one form and the automaton of the words they need, made when a text is first asked about."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.expressions: list[Gated] = []
        self._always: list[int] = []
        self._numbers: dict[str, list[int]] = {}
        self._automaton: ahocorasick.Automaton | None = None

    def add(self, pattern: re.Pattern[str]) -> Gated:
        """Take an expression in."""
        expression = Gated(pattern, self.form, len(self.expressions), _in_small_letters(pattern))
        self.expressions.append(expression)
        needed = needed_words(pattern, self.form)
        if needed is None:
            self._always.append(expression.number)
        for word in needed or ():
            self._numbers.setdefault(word, []).append(expression.number)
        self._automaton = None
        return expression

    def open(self, joined: str) -> frozenset[int]:
        """Numbers of the expressions that can match in a text, given its words as `rules.Reading.joined` has them."""
        automaton = self._automaton
        if automaton is None:
            automaton = self._automaton = self._built()
        if any(letter in joined for letter in CASES_APART):
            return frozenset(range(len(self.expressions)))
        found = {numbers for _, numbers in automaton.iter(f" {joined} ")}
        return frozenset(chain(self._always, *found))

    def _built(self) -> ahocorasick.Automaton:
        automaton = ahocorasick.Automaton()
        automaton.add_word(_EDGE, ())
        for word, numbers in self._numbers.items():
            automaton.add_word(word, tuple(numbers))
        automaton.make_automaton()
        return automaton


GATES = {form: Gates(form) for form in Form}
"""All expressions of the program: modules declare theirs with `written` and `folded`."""


def written(source: str, flags: int = 0) -> Gated:
    """An expression for texts as written, or in small letters; `Scan` says whether it can match."""
    return GATES[Form.LOWER].add(re.compile(source, flags))


def folded(source: str, flags: int = 0) -> Gated:
    """An expression for texts in small letters without accents."""
    return GATES[Form.FOLDED].add(re.compile(source, flags))
