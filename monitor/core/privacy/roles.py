"""Roles before a name: what the words before say that a name is of, a child, a person, a place."""

from __future__ import annotations

from functools import lru_cache

from monitor.core.privacy import words
from monitor.core.privacy.tokens import LINK, Passage

CHILD, PERSON, PLACE = "child", "person", "place"
ROLE_ENDS = {phrase.split()[-1] for phrase in words.CHILD_CUES | words.PERSON_CUES} | {"của", "là"}
"""Words that a role ends with."""
_ENDS = ROLE_ENDS | {phrase.split()[-1] for phrase in words.PLACE_CUES}
"""And those that a kind of place ends with."""
_CONTEXT = 4
"""Words before a name that are looked at."""


@lru_cache(maxsize=4096)
def is_role(phrase: str) -> bool:
    """Whether a phrase is a role a name may follow: "em", "mẹ của"."""
    return phrase in words.CHILD_CUES or phrase in words.PERSON_CUES


@lru_cache(maxsize=8192)
def role(before: str) -> str:
    """The longest role or kind of place that words end with: "chiều nay em học sinh" → "em học sinh"."""
    parts = before.split()
    if len(parts) > 1 and parts[-1] in {"của", "là"} and not is_role(" ".join(parts[-2:])):
        parts = parts[:-1]
        length = next((size for size in (3, 2, 1) if is_role(" ".join(parts[-size:]))), 0)
        return " ".join(parts[-length:]) if length else ""
    for length in range(min(len(parts), _CONTEXT), 0, -1):
        tail = " ".join(parts[-length:])
        if is_role(tail) or tail in words.PLACE_CUES:
            return tail
    return ""


@lru_cache(maxsize=8192)
def kind(before: str) -> str:
    """What words before a name make of it; nothing when they say nothing."""
    tail = role(before)
    if tail in words.CHILD_CUES:
        return CHILD
    if tail in words.PERSON_CUES:
        return PERSON
    return PLACE if tail in words.PLACE_CUES else ""


def _linked(gap: str) -> bool:
    return gap == " " or LINK.match(gap) is not None


def words_before(passage: Passage, begin: int) -> str:
    """The words before a place, as far as no sign parts them."""
    start = begin
    while start > 0 and begin - start < _CONTEXT and _linked(passage.between(start, start)):
        start -= 1
    if start == begin:
        return ""
    before = " ".join(passage.low[start:begin])
    listed = start < begin and ":" in passage.between(begin, begin)
    return "" if listed and kind(before) == PLACE else before


def kind_before(passage: Passage, begin: int) -> str:
    """What the words before a place make of a name there (`kind`)."""
    return kind(words_before(passage, begin)) if begin and passage.low[begin - 1] in _ENDS else ""
