"""Names of private persons in a text: full names, nicknames, initials with a surname, with and without accents.

Several readers look at one text, each at what it can tell: capitalised words, small letters, texts typed without
accents, rows of tables. What one of them has found is then looked for in the rest. Whoever is named for an office of
the state, an honour or as a school's head speaking for it is no private person.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby

from monitor.core.privacy.again import named_again, tags, widened
from monitor.core.privacy.capitals import CapitalReader
from monitor.core.privacy.lists import listed_names
from monitor.core.privacy.plain import PlainReader
from monitor.core.privacy.rows import Rows
from monitor.core.privacy.small import small_names
from monitor.core.privacy.tokens import QUOTES, Passage

_QUOTED = re.compile(
    r"(?i:biệt danh|tên thường gọi|ở nhà gọi|hay gọi là|gọi là bé|nick)\s{0,3}[:\s]*[\"“”']([^\"“”'\n]{2,40})[\"“”']"
)

_DOTTED = re.compile(r"(?<![\w.])[A-ZÀ-Ỹ](?:[.\-*][^\W\d_]){2,}(?!\w)")
"""A word written letter by letter: "T.h.ả.o"."""

Place = tuple[int, int]


def private_names(text: str, rows: Rows) -> Iterator[Place]:
    """Yield spans of names to be masked, in order of the text; `rows` are what its tables say."""
    passage = Passage(text)
    capitals = CapitalReader(passage, rows.kept)
    capitals.read()
    spans = [_span(passage, *widened(passage, one.begin, one.end)) for one in capitals.found if not one.official]
    spans += [_span(passage, *one) for one in named_again(passage, capitals.found, capitals.unread)]
    if passage.plain:
        spans += PlainReader(text, passage.words).found()
    else:
        spans += small_names(passage)
        spans += _plain_lines(passage)
    if any(quote in text for quote in QUOTES):
        spans += [found.span(1) for found in _QUOTED.finditer(text)]
    if any(sign in text for sign in ".*-"):
        spans += [found.span() for found in _DOTTED.finditer(text) if _is_spelt(found.group())]
    spans += listed_names(text, plain=passage.plain)
    spans += rows.names
    joined = _joined(sorted(spans))
    yield from _joined(sorted([*joined, *tags(passage, joined)]))


def _plain_lines(passage: Passage) -> Iterator[Place]:
    """Names in the lines that were typed without accents in a text with them: a list pasted below a heading."""
    if "\n" not in passage.text:
        return
    ends = [found.start() for found in re.finditer("\n", passage.text)]
    for _, group in groupby(passage.words, key=lambda word: bisect_left(ends, word.start)):
        line = list(group)
        if len(line) > 1 and all(word.text.isascii() for word in line):
            yield from PlainReader(passage.text, line).found()


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
