"""Where expressions can match in a text: one run over its words for those that all expressions together need.

Nearly every expression of the rules holds words that stand in each of its matches (`(?:tối|đêm) qua` needs `tối qua` or
`đêm qua`). They are read off the expression itself, so nothing has to be declared twice, and so is how long a match can
be; a text is searched for all words at once, and an expression is tried only around one of its own. What is found stays
the same.
"""

from __future__ import annotations

import importlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import product
from typing import Any

import ahocorasick

from monitor.core.text import fold, lower

MAX_WORDINGS = 256
"""Longest list of wordings that one stretch of an expression is written out to."""
_RARER = 0.25
"""How much rarer words are for each letter more: the stretch with the rarest wordings is the one looked for."""
_TOO_COMMON = 1.0
"""Words this common stand in every line (single letters): looking for them would cost more than it saves."""
CASES_APART = "\u017f\u0131\u0130\u212a\u212b\u1e9b"
"""Letters that an expression without regard to case takes for others (`ſ` for `s`); where one stands, all is tried."""
_EVERYWHERE = frozenset(
    "hoc truong co cho o lop khong mot sinh con duoc nam giao hai nguoi em ba trong nha la lai cua cong bi "  # noqa: SIM905
    "vien va tu ai lam ma thi noi gio phu di ra cac chi ngay thay da truoc dong sau ve".split()
)
"""Syllables, without accents, that stand in a tenth of the authored texts, which are short for the most part."""
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
_SIGNS = r"(?:\(CATEGORY, CATEGORY_(?:WORD|DIGIT)\)|\(LITERAL, (?:3[3-9]|[4-9]\d|1[01]\d|12[0-6])\))"
_RUNS = re.compile(rf"\[\(IN, \[(?:{_SIGNS}(?:, {_SIGNS})*|\(CATEGORY, CATEGORY_(?:SPACE|NOT_SPACE)\))\]\)\]")
"""`\\w`, `[\\d.]`, `\\s` or `\\S`: as many of them as there are end with the word, or with the blanks."""

Words = frozenset[str]
_NOTHING: Words = frozenset(("",))
_EDGES: Words = frozenset((_EDGE,))


class Form(Enum):
    """What an expression reads: the text as written or in small letters, or without accents too.

    `BARE` reads as `FOLDED` does, and only in texts typed without accents: other texts need not be looked through.
    """

    LOWER = "lower"
    FOLDED = "folded"
    BARE = "bare"


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
    reader = _Reader(lower if form is Form.LOWER else fold)
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


def _found_often(words: Words) -> float:
    """As `_commonness`, but that a syllable which stands everywhere is none the rarer for its letters."""
    return sum(_RARER ** (word.count(" ") if fold(word.strip()) in _EVERYWHERE else len(word)) for word in words)


def _rarer(one: Words | None, other: Words | None) -> Words | None:
    if one is None or other is None:
        return other if one is None else one
    return min(one, other, key=lambda words: (_found_often(words), sorted(words)))


def _shortest(words: Words) -> Iterator[str]:
    """Without those that hold another one."""
    for word in words:
        if not any(other in word for other in words if other != word):
            yield word


@dataclass(frozen=True, slots=True)
class Reach:
    """How long a match can be with what must follow it: so many characters, and so many runs of letters or blanks."""

    chars: int
    runs: int

    def __add__(self, other: Reach) -> Reach:
        return Reach(self.chars + other.chars, self.runs + other.runs)

    def __mul__(self, times: int) -> Reach:
        return Reach(self.chars * times, self.runs * times)


_NO_WIDTH, _SIGN_WIDE = Reach(0, 0), Reach(1, 0)
_WIDTHS = {"AT_BEGINNING": _NO_WIDTH} | dict.fromkeys(
    ("LITERAL", "NOT_LITERAL", "IN", "ANY", "AT_BOUNDARY", "AT_NON_BOUNDARY"), _SIGN_WIDE
)
"""Of single signs and edges; what depends on the end of the text is not among them."""
_LONGEST_REACH = 1000
"""An expression that may reach further is tried on the whole text."""
_AHEAD = 1


def reach_of(expression: re.Pattern[str]) -> Reach | None:
    """How far a match can reach; None when it has no bound, or depends on where the text ends (`$`)."""
    return _reach(_parser.parse(expression.pattern, expression.flags))


def _reach(parsed: Iterable[tuple[Any, Any]]) -> Reach | None:
    total = _NO_WIDTH
    for operator, argument in parsed:
        part = _reach_of_part(str(operator), argument)
        if part is None:
            return None
        total += part
    return total if total.chars <= _LONGEST_REACH else None


def _reach_of_part(operator: str, argument: Any) -> Reach | None:
    if operator in _REPEATS:
        return _reach_of_repeat(*argument)
    if operator == "BRANCH":
        return _longest(_reach(each) for each in argument[1])
    if operator in {"SUBPATTERN", "ATOMIC_GROUP"}:
        return _reach(argument[-1] if operator == "SUBPATTERN" else argument)
    if operator in {"ASSERT", "ASSERT_NOT"}:
        return _reach(argument[1]) if argument[0] == _AHEAD else _NO_WIDTH
    return _WIDTHS.get(str(argument) if operator == "AT" else operator)


def _longest(parts: Iterable[Reach | None]) -> Reach | None:
    longest = _NO_WIDTH
    for part in parts:
        if part is None:
            return None
        longest = Reach(max(longest.chars, part.chars), max(longest.runs, part.runs))
    return longest


def _reach_of_repeat(_: int, most: Any, argument: Any) -> Reach | None:
    if str(most) == "MAXREPEAT":
        return Reach(0, 1) if _RUNS.fullmatch(str(argument)) else None
    part = _reach(argument)
    return None if part is None else part * int(most)


@dataclass(frozen=True, slots=True, eq=False)
class Gated:
    """An expression, what it reads, how far it reaches, and its number among all expressions of that form.

    `small`: of one without regard to case, the same for texts in small letters, which is several times quicker.
    `certain`: False for one that needs no words: it is tried everywhere.
    """

    pattern: re.Pattern[str]
    form: Form
    number: int
    certain: bool
    reach: Reach | None
    small: re.Pattern[str] | None = None


class Gates:
    """Expressions of one form and the automaton of the words they need, made when a text is first asked about."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.expressions: list[Gated] = []
        self._numbers: dict[str, list[int]] = {}
        self._automaton: ahocorasick.Automaton | None = None

    def add(self, pattern: re.Pattern[str]) -> Gated:
        """Take an expression in."""
        needed, small = needed_words(pattern, self.form), _in_small_letters(pattern)
        number = len(self.expressions)
        expression = Gated(pattern, self.form, number, needed is not None, reach_of(pattern), small)
        self.expressions.append(expression)
        for word in needed or ():
            self._numbers.setdefault(word, []).append(number)
        self._automaton = None
        return expression

    def places(self, joined: str, origins: Sequence[int]) -> Mapping[int, Sequence[int]]:
        """Where in a text the words that expressions need end, by number, in order; see `Reading` for the arguments."""
        automaton = self._automaton
        if automaton is None:
            automaton = self._automaton = self._built()
        found: defaultdict[int, list[int]] = defaultdict(list)
        for last, numbers in automaton.iter(f" {joined} "):
            place = origins[last - 1]  # a blank stands before the words
            for number in numbers:
                found[number].append(place)
        return found

    def _built(self) -> ahocorasick.Automaton:
        automaton = ahocorasick.Automaton()
        automaton.add_word(_EDGE, ())
        for word, numbers in self._numbers.items():
            automaton.add_word(word, tuple(numbers))
        automaton.make_automaton()
        return automaton


GATES = {form: Gates(form) for form in Form}
"""All expressions of the program: modules declare theirs with `written`, `folded` and `bare`."""


def written(source: str, flags: int = 0) -> Gated:
    """An expression for texts as written, or in small letters; `Scan` says whether it can match."""
    return GATES[Form.LOWER].add(re.compile(source, flags))


def folded(source: str, flags: int = 0) -> Gated:
    """An expression for texts in small letters without accents."""
    return GATES[Form.FOLDED].add(re.compile(source, flags))


def bare(source: str, flags: int = 0) -> Gated:
    """An expression for texts typed without accents, which has another for all other texts beside it."""
    return GATES[Form.BARE].add(re.compile(source, flags))
