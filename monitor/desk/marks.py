"""A text cut into pieces for showing: evidence marked, private parts masked. Pure; escaping is left to the template.

Offsets are those of `Item.full_text`. A mark that begins or ends inside a masked part takes the whole part in: half a
name must not show because a rule quoted the other half.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from monitor.core.privacy import Hidden, hidden_parts


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch `[start, end)` to mark, and why in words."""

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text as shown. `why` is empty when it is not marked; several reasons are joined."""

    text: str
    why: str = ""


def pieces(text: str, marks: Iterable[Mark], *, masked: bool) -> tuple[Piece, ...]:
    """Cut a text; the pieces' texts joined are the text, or its masked form."""
    hidden = hidden_parts(text) if masked else ()
    placed = [_around(mark, hidden) for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    edges = sorted({0, len(text), *(m.start for m in placed), *(m.end for m in placed)})
    found = []
    for start, end in pairwise(edges):
        why = "; ".join(dict.fromkeys(m.why for m in placed if m.start <= start and end <= m.end))
        found.append(Piece(_shown(text, start, end, hidden), why))
    return tuple(piece for piece in found if piece.text)


def _around(mark: Mark, hidden: Sequence[Hidden]) -> Mark:
    start, end = mark.start, mark.end
    for part in hidden:
        if part.start < start < part.end:
            start = part.start
        if part.start < end < part.end:
            end = part.end
    return Mark(start, end, mark.why)


def _shown(text: str, start: int, end: int, hidden: Sequence[Hidden]) -> str:
    shown, place = [], start
    for part in hidden:
        if start <= part.start and part.end <= end:
            shown += [text[place : part.start], part.shown]
            place = part.end
    return "".join([*shown, text[place:end]])
