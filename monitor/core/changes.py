"""What an edit changed: two versions of an item side by side, sentence by sentence. Pure; for the desk and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from monitor.core.items import Item

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_a-z])")
# A capital after the stop: "TP. Bến Tre" is cut too, which only makes two short pieces of one.
_PARTS = ("title", "lead", "text")


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """One sentence that differs. `part` is `title`, `lead` or `text`.

    `before` is None for what was added, `after` for what was taken out.
    """

    part: str
    before: str | None
    after: str | None


def lines_changed(before: Item, after: Item) -> tuple[ChangedLine, ...]:
    """Return the sentences in which two versions differ, in reading order. Blanks and line breaks do not count."""
    return tuple(
        line
        for part in _PARTS
        for line in _changed(part, _sentences(getattr(before, part)), _sentences(getattr(after, part)))
    )


def _sentences(text: str | None) -> list[str]:
    lines = (" ".join(line.split()) for line in (text or "").splitlines())
    return [sentence for line in lines if line for sentence in _SENTENCE_END.split(line)]


def _changed(part: str, before: list[str], after: list[str]) -> Iterator[ChangedLine]:
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag != "equal":
            for old, new in zip_longest(before[start:end], after[new_start:new_end]):
                yield ChangedLine(part, old, new)
