"""Signs of a word by itself: its letters, its shape, the lists it is in, how often it is seen with a capital.

They do not depend on where the word stands: their weights are added once for each word and distance (`signs_at`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

from monitor.core.privacy import words
from monitor.core.privacy.common import COMMON
from monitor.core.privacy.roles import CHILD, PERSON, PLACE, kind
from monitor.core.privacy.syllables import reads_as_syllable
from monitor.core.text import fold

REACH = 3
"""Words to the left and right whose own signs count."""
_TOLD_AT = ("", "", ("w=", "f=", "K=", "F="), ("w=", "f=", "K="))
"""Beginnings of the signs that count by distance; at one word all."""
_MOST_LEN = 8
_MOST_SEEN, _LEAST_SEEN, _SHARES = 6, 3, 3.999
_SHORT_NUMBER = 5
SMALL = "l"
"""A shape: letters all small."""


def _shape(text: str) -> str:
    if text[0].isdigit():
        if not text.isdigit():
            return f"m{min(len(text), 4)}"
        return f"d{len(text)}" if len(text) < _SHORT_NUMBER else "dL" if len(text) < _MOST_LEN else "dX"
    if len(text) == 1:
        return "i" if text == text.lower() else "I"
    if text.islower():
        return SMALL
    if text.isupper():
        return "U"
    return "T" if text.istitle() else "M"


@lru_cache(maxsize=16384)
def word_class(text: str, low: str, *, plain: bool) -> str:
    """What a word is by itself: its shape and a letter for each list it is in."""
    shape = _shape(text)
    if shape[0] in "dm":
        return shape
    return shape + _lists(low, fold(low), plain=plain)


def _lists(low: str, folded: str, *, plain: bool) -> str:
    members: tuple[tuple[str, bool], ...]
    if plain:
        members = (
            ("g", folded in words.FOLDED_GIVEN),
            ("s", folded in words.FOLDED_SURNAMES),
            ("S", folded in words.SURE_SURNAMES),
            ("c", folded in words.PLAIN_STOPS),
            ("n", folded in words.NEVER_PLAIN or folded in words.PLAIN_VERBS),
        )
    else:
        bare = low.isascii()
        members = (
            ("g", low in words.GIVEN),
            ("h", bare and low not in words.GIVEN and folded in words.FOLDED_GIVEN),
            ("s", low in words.SURNAMES),
            ("S", folded in words.SURE_SURNAMES and (bare or low in words.SURNAMES)),
            ("c", low in COMMON),
            ("n", low in words.NEVER_SMALL),
            ("a", low in words.ALONE_SURE),
        )
    acts = low in words.SMALL_ACTS or low in words.AFTER_NAME or (plain and folded in words.PLAIN_ACTS)
    more = (
        ("x", not reads_as_syllable(folded)),
        ("b", low in words.BODIES or low in words.RUN_HEADS),
        (_where(low, folded, plain=plain), True),
        ("A", acts),
    )
    return "".join(sign for sign, is_in in (*members, *more) if is_in)


def _where(low: str, folded: str, *, plain: bool) -> str:
    """Whether a word alone is a role or a kind of place."""
    found = {CHILD: "C", PERSON: "P", PLACE: "L"}.get(kind(low), "")
    if not found and plain:
        found = "P" if folded in words.PLAIN_CUES else "L" if folded in words.PLAIN_PLACE_CUES else ""
    return found


@lru_cache(maxsize=16384)
def short_class(whole: str) -> str:
    """A class with fewer letters, for signs that join three words."""
    return whole[0] + "".join(letter for letter in whole[1:] if letter in "gshcxPCL")


def word_signs(low: str, whole: str) -> tuple[str, ...]:
    """Signs of a word of a class."""
    if whole[0] in "dm":
        return f"K={whole}", f"w={low if len(low) < 4 else '#'}"  # noqa: PLR2004 - longer numbers tell nothing
    folded = fold(low)
    signs = [
        f"w={low}",
        f"f={folded}",
        f"K={whole}",
        f"H={whole[0]}",
        f"e={folded[-2:]}",
        f"p={folded[:3]}",
        f"z={min(len(low), _MOST_LEN)}",
    ]
    return (*signs, *(f"F={letter}" for letter in whole[1:]))


def count_signs(text: str, low: str, counts: Mapping[str, tuple[int, int]], *, plain: bool) -> tuple[str, ...]:
    """How often a word is seen, and how often with a capital inside a sentence (`counts` as in `TaggerModel`)."""
    seen, capital = counts.get(fold(low) if plain else low, (0, 0))
    return f"d={seen}", f"r={capital}", f"dr={seen}{capital}{'^' if text[0].isupper() else ''}"


def signs_at(distance: int, signs: Sequence[str]) -> list[str]:
    """The signs of a word as they count for the one `distance` words before it."""
    return [f"{distance}{sign}" for sign in signs if sign.startswith(_TOLD_AT[abs(distance)])]


def steps(small: int, capital: int) -> tuple[int, int]:
    """Counts of a word in small letters and with a capital as the steps that `count_signs` takes."""
    total = small + capital
    seen = min(_MOST_SEEN, 1 + int(math.log(small, 4))) if small else 0
    return seen, 1 + int(_SHARES * capital / total) if total >= _LEAST_SEEN else 0
