"""A text as words with their places, for telling names (`monitor.core.privacy.names`)."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import NamedTuple

from monitor.core.text import fold, is_accentless

LINK = re.compile(r"[ \u00a0]{0,4}(?:[:(@<][ \u00a0]{0,4})?[\"“'‘]?$")
"""What may stand between a role and the name after it."""
AND = re.compile(r"(?i)^\s{0,3}(?:,|;|-|–|/|&|\+|→|vs|và|với|hay|hoặc|cùng)\s{0,3}(?:và|với|cùng)?\s{0,3}$")
"""What stands between two persons of one list."""
QUOTES = "\"“”'‘’"
MAX_NAME_TOKENS = 6
"""Longer runs are no name: the longest Vietnamese names have five syllables, with "Em" or "Anh" six."""

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\dA-Za-z]*")
_GLUED = re.compile(
    r"(?i:bạn|em|bé|cháu|cô|thầy|chị|anh|con|mẹ|me|co|thay|chau|tên|và|với|của|thằng|hs)(?=[A-ZĐ][^\W\d_]|[À-ỸĐ][^\W\d_])"
)
"""A role that the space after was forgotten behind: "emHà"."""
_LEAST_GLUED = 4
_BREAK = re.compile(r"[.!?:;\n…“\"(\[\]|\t>]")
_NO_BREAK = frozenset({'"', "“", "(", ":", ': "', '("'})
_SHORT = {"TH": "tiểu", "MN": "mầm"}
"""Short forms that in small letters are something else: "th" is a boy to the young."""
_CELL = "|\t;"


class Word(NamedTuple):
    """A word or number with its place."""

    text: str
    start: int
    end: int
    low: str
    capital: bool


class Passage:
    """A text and its words; places are indexes of words."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = _words(text)
        self.low = [word.low for word in self.words]
        self.plain = is_accentless(text)

    @cached_property
    def folded(self) -> list[str]:
        whole = fold(self.text)
        return [whole[word.start : word.end] for word in self.words]

    def places(self, start: int, end: int) -> range:
        """The words that characters `[start, end)` are in or touch in part."""
        first = bisect_left(self._starts, start)
        if first and self.words[first - 1].end > start:
            first -= 1
        return range(first, bisect_left(self._starts, end))

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    def between(self, end: int, begin: int) -> str:
        """What stands between the word before `end` and the word `begin`."""
        return self.text[self.words[end - 1].end : self.words[begin].start]

    def opens(self, place: int) -> bool:
        """Whether a sentence (no cell of a table) begins with a word, which then has its capital from that."""
        if place == 0:
            return True
        gap = self.between(place, place)
        return (
            _BREAK.search(gap) is not None and gap.strip() not in _NO_BREAK and not any(sign in gap for sign in _CELL)
        )

    def parted(self, place: int) -> bool:
        """Whether a sign stands before a word that ends what was said."""
        gap = self.between(place, place)
        return _BREAK.search(gap) is not None and gap.strip() not in _NO_BREAK

    def follows(self, place: int) -> str:
        """The word at a place when nothing but a space stands before it, else nothing."""
        if 0 < place < len(self.words) and self.between(place, place) == " ":
            return self.low[place]
        return ""

    def initials(self, place: int) -> bool:
        """Whether letters with points begin here, two at least: "V.H.", as a mask leaves a name."""
        letters = [len(word.text) == 1 for word in self.words[place : place + 2]]
        return letters == [True, True] and self.between(place + 1, place + 1) == "."

    def only_initials(self, begin: int, end: int) -> bool:
        return all(len(word.text) == 1 for word in self.words[begin:end])

    def span(self, begin: int, end: int) -> tuple[int, int]:
        return self.words[begin].start, self.words[end - 1].end


def _words(text: str) -> list[Word]:
    found = []
    for match in _TOKEN.finditer(text):
        written, start = match.group(), match.start()
        low = written.lower()
        may_be_glued = written[1:] != low[1:] and len(written) >= _LEAST_GLUED and not written.isupper()
        if may_be_glued and (glued := _GLUED.match(written)) is not None:
            found.append(_word(glued.group(), glued.group().lower(), start))
            start += glued.end()
            written, low = written[glued.end() :], low[glued.end() :]
        found.append(_word(written, low, start))
    return found


def _word(written: str, low: str, start: int) -> Word:
    return Word(written, start, start + len(written), _SHORT.get(written, low), written[0] != low[0])
