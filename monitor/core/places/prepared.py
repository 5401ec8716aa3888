"""A text made ready for finding names: composed, without zero-width characters, with the way back to the original."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from monitor.core.text import fold, is_accentless, lower, nfc

_CERTAINLY_ACCENTED = 0.05
"""With this share of non-ASCII characters a text needs no closer look: real accented text has over 0.2."""
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"
_IS_ZERO_WIDTH = re.compile(f"[{_ZERO_WIDTH}]")
_COMPOSABLE = re.compile(f"[{_ZERO_WIDTH}]|[^\u0300-\u036f][\u0300-\u036f]+")
"""A zero-width character, or a letter with marks written apart."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text ready for matching. `text` and `lowered` have one length; `original` is as given.

    From `breaks[i]` on (offsets of `text`) the text runs in step with the original from `targets[i]` on.
    """

    original: str
    text: str
    lowered: str
    accentless: bool
    breaks: tuple[int, ...] = ()
    targets: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Turn a span of `text` (not empty) into a span of the original."""
        last = self._origin(end - 1) + 1
        while last < len(self.original) and unicodedata.combining(self.original[last]):
            last += 1
        return self._origin(start), last

    def _origin(self, offset: int) -> int:
        step = bisect_right(self.breaks, offset) - 1
        return offset if step < 0 else self.targets[step] + offset - self.breaks[step]


def prepare(original: str) -> Prepared:
    """Compose (NFC) and drop zero-width characters, remembering only where the two texts fall out of step.

    Most texts arrive clean, and names are known in both styles of tone marks, so the full normaliser is not needed.
    """
    text, breaks, targets = _compose(original)
    wide = len(text) - len(text.encode("ascii", "ignore"))
    accentless = wide < _CERTAINLY_ACCENTED * len(text) and is_accentless(text)
    return Prepared(original, text, fold(text) if accentless else lower(text), accentless, breaks, targets)


def _compose(original: str) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    if unicodedata.is_normalized("NFC", original) and not _IS_ZERO_WIDTH.search(original):
        return original.replace("\u00a0", " "), (), ()
    pieces: list[str] = []
    breaks: list[int] = []
    targets: list[int] = []
    read = written = 0
    for match in _COMPOSABLE.finditer(original):
        composed = "" if match.group() in _ZERO_WIDTH else nfc(match.group())
        pieces += (original[read : match.start()], composed)
        written += match.start() - read + len(composed)
        read = match.end()
        breaks.append(written)
        targets.append(read)
    text = "".join((*pieces, original[read:]))
    return text.replace("\u00a0", " "), tuple(breaks), tuple(targets)
