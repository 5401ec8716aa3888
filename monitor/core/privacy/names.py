"""Names of private persons in a text: full names, nicknames, initials with a surname, with and without accents.

Rules read capitalised words and the rows of tables, where what is said before decides; a learnt tagger reads all texts,
also in small letters, capitals or without accents, and lists. What either has found is hidden. Whoever is named for an
office of the state, an honour or as a school's head speaking for it is no private person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.core.privacy.capitals import CapitalReader
from monitor.core.privacy.rows import Rows
from monitor.core.privacy.tagger.model import NAME
from monitor.core.privacy.tagger.tagger import Tag
from monitor.core.privacy.tokens import QUOTES, Passage
from monitor.core.privacy.widening import tags_of, widened

_QUOTED = re.compile(
    r"(?i:biệt danh|tên thường gọi|ở nhà gọi|hay gọi là|gọi là bé|nick)\s{0,3}[:\s]*[\"“”']([^\"“”'\n]{2,40})[\"“”']"
)

_DOTTED = re.compile(r"(?<![\w.])[A-ZÀ-Ỹ](?:[.\-*][^\W\d_]){2,}(?!\w)")
"""A word written letter by letter: "T.h.ả.o"."""

Place = tuple[int, int]


def told_names(passage: Passage, rows: Rows) -> tuple[list[Place], list[Place]]:
    """Spans of private names that rules tell, in order, and of persons in office; `rows` are what the tables say."""
    text = passage.text
    capitals = CapitalReader(passage, rows.kept)
    capitals.read()
    spans = [_span(passage, *widened(passage, one.begin, one.end)) for one in capitals.found if not one.official]
    if any(quote in text for quote in QUOTES):
        spans += [found.span(1) for found in _QUOTED.finditer(text)]
    if any(sign in text for sign in ".*-"):
        spans += [found.span() for found in _DOTTED.finditer(text) if _is_spelt(found.group())]
    officials = [_span(passage, one.begin, one.end) for one in capitals.found if one.official]
    return _joined(sorted([*spans, *rows.names])), officials


def private_names(passage: Passage, told: Sequence[Place], tagged: Sequence[Tag]) -> list[Place]:
    """Spans of all names to be masked, in order: those told by rules, those tagged, and hashtags of either."""
    tags = [_span(passage, tag.begin, tag.end) for tag in tagged if tag.label == NAME]
    joined = _joined(sorted([*told, *tags]))
    return _joined(sorted([*joined, *tags_of(passage, joined)]))


def _span(passage: Passage, begin: int, end: int) -> Place:
    """Characters of a range of words: the point of a last initial belongs to the name."""
    start, stop = passage.span(begin, end)
    last = passage.words[end - 1].text
    return start, stop + (len(last) <= 2 and passage.text[stop : stop + 1] == ".")  # noqa: PLR2004 - "A.", "Ph."


def _is_spelt(written: str) -> bool:
    return written[0].isupper() and written[1:].islower()


def _joined(spans: Sequence[Place]) -> list[Place]:
    """Spans that overlap as one."""
    joined: list[Place] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
