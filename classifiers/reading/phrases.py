"""Phrases in texts: one automaton for all phrases of a table, whatever their number.

A text is read as its tokens with single spaces, so that a comma, a hyphen or a line of spaces inside a phrase does
not hide it (`phòng, chống` is found as `phòng chống`); the end of a sentence does break a phrase. Accents are
respected; only a text typed without accents is compared without them. What the phrases mean is left to the callers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, NamedTuple

import ahocorasick
import numpy as np
import numpy.typing as npt

from classifiers.reading.gating import Gated, bare, written
from monitor.core.errors import ClassifierError
from monitor.core.letters import code_points, text_of, token_edges, token_places
from monitor.core.text import TextView, fold, is_accentless, lower, normalise

RECENT_TEXTS = 64
"""Answers kept: facts, guards, frames and features ask the same of each text in a row."""
ACCENTED_ONLY = "!"
"""A phrase that starts with this sign is not looked for in accentless text (`!tự tử`, as `tu tu` is also `từ từ`)."""

_SENTENCE_END = re.compile(r"[.!?…\n]+")
_BREAK = "|"
_MARK, _BLANK = ord(_BREAK), ord(" ")
_NO_MARKS = np.empty(0, np.int64)
_SIGN = re.compile(r"\\[A-Za-z]|\(\?P<\w+>|[^\\()]+|.")
"""Pieces of an expression: an escape, a group with its name, words, any other sign."""


class PhraseHit(NamedTuple):
    """A phrase found: offsets into `view.text`; `phrase` as the table writes it."""

    label: str
    phrase: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as tokens: `joined` has them with single spaces, `|` for the end of a sentence.

    `origins[i]` is where the character `joined[i]` of a token stands in the text; there is one more at the end.
    """

    joined: str
    origins: Sequence[int]

    def words(self) -> list[str]:
        """The tokens."""
        return [word for word in self.joined.split() if word != _BREAK]


@lru_cache(maxsize=RECENT_TEXTS)
def token_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where the runs of letters or digits of a text stand: its syllables and numbers."""
    starts, ends = token_edges(text)
    return tuple(zip(starts.tolist(), ends.tolist(), strict=True))


def typed_without_accents(view: TextView) -> bool:
    """Whether the writer used no accents: asked of the original, as written-out short forms bring accents in."""
    return _accentless(view.original)


@lru_cache(maxsize=RECENT_TEXTS)
def _accentless(text: str) -> bool:
    return is_accentless(text)


def read(view: TextView) -> Reading:
    """Read a text as tokens, without accents when the writer used none."""
    return read_as(view.text, view.folded if typed_without_accents(view) else view.lower)


@dataclass(frozen=True, slots=True)
class Spelling:
    """One expression as written and as typed without accents; look it up in a lower-case text."""

    accented: Gated
    folded: Gated

    def of(self, *, accentless: bool) -> Gated:
        """The expression that fits how a text was typed."""
        return self.folded if accentless else self.accented


def spelling(source: str, without_accents: str | None = None) -> Spelling:
    """Compile an expression in lower case for both ways of typing; its escapes and group names are kept.

    `without_accents` is given where taking the accents off would make other words of it.
    """
    return Spelling(written(source), bare(fold_source(source) if without_accents is None else without_accents))


def fold_source(source: str) -> str:
    """Take the accents off the words of an expression, not off its escapes and group names."""
    return _SIGN.sub(lambda match: match.group() if match.group()[0] in "\\(" else fold(match.group()), source)


@lru_cache(maxsize=RECENT_TEXTS)
def sentence_breaks(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of the signs that end a sentence; the dots of `TP.HCM`, `1.200` and of `em P. nằm` are none."""
    return tuple(match.span() for match in _SENTENCE_END.finditer(text) if _ends_sentence(text, match))


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    sign, start, end = match.group(), *match.span()
    if sign != ".":
        return True
    if end < len(text) and not text[end].isspace() and text[end] not in "\"'”’)»":
        return False
    initial = start >= 1 and text[start - 1].isupper() and not text[max(0, start - 2) : start - 1].isalnum()
    return not (initial and end < len(text))


_hit = partial(tuple.__new__, PhraseHit)
"""A hit of its four values: hundreds are made of each article."""


class _Layout(NamedTuple):
    """Where the characters of a reading stand in its text, which are blanks, which marks of a sentence's end."""

    places: npt.NDArray[np.int64]
    origins: list[int]
    blanks: npt.NDArray[np.bool_]
    marks: npt.NDArray[np.int64]


@lru_cache(maxsize=RECENT_TEXTS)
def _layout(text: str) -> _Layout:
    places, blanks = token_places(text)
    breaks = sentence_breaks(text)
    if not breaks:
        return _Layout(places, [*places.tolist(), len(text)], blanks, _NO_MARKS)
    # Behind what has been written when the sentence ends: its last token and a blank.
    ends = places.searchsorted([start for start, _ in breaks], side="right")
    marks = ends + np.arange(0, 2 * len(breaks), 2)
    written = np.ones(len(places) + 2 * len(breaks), np.bool_)
    written[marks] = written[marks + 1] = False
    all_places, all_blanks = np.zeros(len(written), np.int64), np.ones(len(written), np.bool_)
    all_places[written], all_blanks[written] = places, blanks
    return _Layout(all_places, [*all_places.tolist(), len(text)], all_blanks, marks)


@lru_cache(maxsize=RECENT_TEXTS)
def read_as(text: str, shown: str) -> Reading:
    """The tokens of `text`, written as in `shown` of the same length."""
    layout = _layout(text)
    if not len(layout.places):
        return Reading("", layout.origins)
    joined = code_points(shown)[layout.places]
    joined[layout.blanks] = _BLANK
    joined[layout.marks] = _MARK
    return Reading(text_of(joined).removesuffix(" "), layout.origins)


_Labelled = tuple[tuple[str, str], ...]
"""Label and phrase, of every label that has it."""


class PhraseMatcher:
    """Looks for labelled phrases: whole words, the longest one at each place, overlapping ones of other places kept.

    `phrases` maps a label to its phrases. The same phrase may stand under several labels. Raises ClassifierError
    for a phrase without letters.
    """

    def __init__(self, phrases: Mapping[str, Sequence[str]]) -> None:
        accented, folded = _tables(phrases)
        self._accented = _automaton(accented)
        self._folded = _automaton(folded)

    def find(self, view: TextView) -> tuple[PhraseHit, ...]:
        """Find all phrases, in the order of the text. An empty text or table gives nothing."""
        return self.find_in(read(view), accentless=typed_without_accents(view))

    def find_in(self, reading: Reading, *, accentless: bool) -> tuple[PhraseHit, ...]:
        """Find all phrases in a text that has been read already (see `read`)."""
        automaton = self._folded if accentless else self._accented
        if automaton is None:
            return ()
        origins = reading.origins
        return tuple(
            [
                _hit((label, phrase, origins[start], origins[end - 1] + 1))
                for start, end, labelled in _longest(automaton, reading)
                for label, phrase in labelled
            ]
        )

    def find_all_in(self, reading: Reading, *, accentless: bool) -> tuple[PhraseHit, ...]:
        """Find every phrase, shorter ones inside longer ones too, in the order of their ends."""
        automaton = self._folded if accentless else self._accented
        if automaton is None:
            return ()
        origins = reading.origins
        return tuple(
            [
                _hit((label, phrase, origins[start], origins[end - 1] + 1))
                for start, end, labelled in _whole(automaton, reading)
                for label, phrase in labelled
            ]
        )


class GroupedMatcher:
    """Several tables at once: the same hits as a `PhraseMatcher` of each gives in turn, from one run over the text.

    A long phrase of one table never hides a phrase of another at the same place.
    """

    def __init__(self, groups: Sequence[Mapping[str, Sequence[str]]]) -> None:
        self._groups = len(groups)
        accented: dict[str, list[tuple[int, _Labelled]]] = {}
        folded: dict[str, list[tuple[int, _Labelled]]] = {}
        for number, phrases in enumerate(groups):
            for merged, table in zip((accented, folded), _tables(phrases), strict=True):
                for key, labelled in table.items():
                    merged.setdefault(key, []).append((number, tuple(labelled)))
        self._accented = _automaton(accented)
        self._folded = _automaton(folded)

    def find_in(self, reading: Reading, *, accentless: bool) -> tuple[PhraseHit, ...]:
        """Find the phrases of all tables, one table after the other, each in the order of the text."""
        automaton = self._folded if accentless else self._accented
        if automaton is None:
            return ()
        longest: list[dict[int, tuple[int, _Labelled]]] = [{} for _ in range(self._groups)]
        for start, end, by_group in _whole(automaton, reading):
            for number, labelled in by_group:
                best = longest[number]
                if start not in best or end > best[start][0]:
                    best[start] = end, labelled
        origins = reading.origins
        return tuple(
            [
                _hit((label, phrase, origins[start], origins[best[start][0] - 1] + 1))
                for best in longest
                for start in sorted(best)
                for label, phrase in best[start][1]
            ]
        )


def _tables(
    phrases: Mapping[str, Sequence[str]],
) -> tuple[dict[str, list[tuple[str, str]]], dict[str, list[tuple[str, str]]]]:
    """Labels and phrases by what is looked for, with accents and without."""
    accented: dict[str, list[tuple[str, str]]] = {}
    folded: dict[str, list[tuple[str, str]]] = {}
    for label, texts in phrases.items():
        for raw in texts:
            phrase = raw.removeprefix(ACCENTED_ONLY)
            key = " ".join(part for part in read_as(*_normalised(phrase)).joined.split() if part != _BREAK)
            if not key:
                raise ClassifierError(f"phrase without letters under {label!r}: {raw!r}")
            accented.setdefault(key, []).append((label, phrase))
            if not raw.startswith(ACCENTED_ONLY):
                folded.setdefault(fold(key), []).append((label, phrase))
    return accented, folded


def _normalised(phrase: str) -> tuple[str, str]:
    text = normalise(phrase).text
    return text, lower(text)


def _automaton(table: Mapping[str, Sequence[Any]]) -> ahocorasick.Automaton | None:
    if not table:
        return None
    automaton = ahocorasick.Automaton()
    for key, labelled in table.items():
        automaton.add_word(f" {key} ", (len(key), tuple(labelled)))
    automaton.make_automaton()
    return automaton


_Match = tuple[int, int, _Labelled]


def _whole(automaton: ahocorasick.Automaton, reading: Reading) -> list[tuple[int, int, Any]]:
    """Matches that begin and end with a token: `start, end, value` in `joined` offsets."""
    # Two blanks stand around the words, one of them before the text.
    return [
        (last - 1 - length, last - 1, labelled) for last, (length, labelled) in automaton.iter(f" {reading.joined} ")
    ]


def _longest(automaton: ahocorasick.Automaton, reading: Reading) -> Iterator[_Match]:
    best: dict[int, _Match] = {}
    for match in _whole(automaton, reading):
        start, end, _ = match
        if start not in best or end > best[start][1]:
            best[start] = match
    for start in sorted(best):
        yield best[start]
