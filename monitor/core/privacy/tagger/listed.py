"""Phrases of a passage that lists know: names of places, persons whom schools are named after, offices.

All take words in small letters, or without accents when `plain` (as `Scene.source` has them).
"""

from __future__ import annotations

from collections.abc import Sequence

from monitor.core.privacy import places, words
from monitor.core.text import fold

_LONGEST_OFFICE, _LONGEST_LISTED = 4, 5
_OFFICES = words.OFFICES | words.SCHOOL_OFFICES
_FOLDED_OFFICES = frozenset(map(fold, _OFFICES))
_OFFICE_ENDS = frozenset(office.split()[-1] for office in _OFFICES | _FOLDED_OFFICES)
_LISTS = (("P", places.PLACES, places.FOLDED_PLACES), ("H", places.HISTORICAL, places.FOLDED_HISTORICAL))


def listed_as(name: Sequence[str], *, plain: bool) -> str:
    """Letters of the lists that have a name as a whole: "P"lace, "H"istorical person."""
    joined = " ".join(name)
    return "".join(letter for letter, listed, folded in _LISTS if joined in (folded if plain else listed))


def listed_inside(run: Sequence[str], *, plain: bool) -> list[str]:
    """For each word of a run the list and size of a listed name (of two words or more) that it is in, or ""."""
    inside = [""] * len(run)
    for letter, listed, folded in _LISTS:
        for begin in range(len(run) - 1):
            for end in range(min(len(run), begin + _LONGEST_LISTED), begin + 1, -1):
                if " ".join(run[begin:end]) in (folded if plain else listed):
                    found = f"{letter}{end - begin}"
                    inside[begin:end] = [max(found, old) for old in inside[begin:end]]
    return inside


def offices_at(source: Sequence[str], *, plain: bool) -> list[int]:
    """Places of the words at which titles of an office end."""
    titles = _FOLDED_OFFICES if plain else _OFFICES
    return [
        last
        for last, word in enumerate(source)
        if word in _OFFICE_ENDS
        and any(" ".join(source[max(0, last + 1 - size) : last + 1]) in titles for size in range(1, _LONGEST_OFFICE))
    ]
