"""The opening of a text: what tells that the same text was published before, however long ago."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from monitor.core.items import Item
from monitor.core.labels import Fact
from monitor.core.text import fold, nfc, syllables

MIN_SYLLABLES = 12
"""Shorter texts ("thông báo nghỉ học ngày mai") are written anew in the same words."""

_CHARS = 4_000
_BYTES = 8


@dataclass(frozen=True, slots=True)
class FirstCopy:
    """The earliest item with the same opening as another: `at` published, else arrived; `facts` it told."""

    item_id: str
    at: datetime
    source: str
    facts: tuple[Fact, ...] = ()


def opening_of(item: Item) -> int | None:
    """A signed 64-bit number, equal for items with one title, lead and first paragraph; None when these say little.

    Accents, case, spaces and marks do not count. Paragraphs are taken until there are enough syllables to tell.
    """
    words = syllables(fold(nfc("\n".join(part for part in (item.title, item.lead) if part))))
    for paragraph in item.text[:_CHARS].split("\n"):
        said = syllables(fold(nfc(paragraph)))
        words += said
        if said and len(words) >= MIN_SYLLABLES:
            break
    if len(words) < MIN_SYLLABLES:
        return None
    digest = hashlib.blake2b(" ".join(words).encode(), digest_size=_BYTES).digest()
    return int.from_bytes(digest, "big", signed=True)
