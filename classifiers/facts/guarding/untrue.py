"""Fiction and denial: what is of a film or a book, and what somebody says is not true."""

from __future__ import annotations

from collections.abc import Sequence

from classifiers.facts.guarding.names import DENIED, FICTION, Guard
from classifiers.facts.guarding.text import GuardedText
from classifiers.reading.phrases import PhraseHit


def find_fiction(text: GuardedText, start: int, end: int) -> Guard | None:
    """Find the film, play, book or game it is told of."""
    left, right = text.sentence(start, end)
    real = text.cues.get("fiction-not", ())
    for hit in text.cues.get(FICTION, ()):
        if any(other.start <= hit.start and hit.end <= other.end for other in real):
            continue
        if left <= hit.start < right or hit.start < text.head_end:
            return Guard(FICTION, hit.start, hit.end)
    return _film_with_title(text, real, right)


def _film_with_title(text: GuardedText, real: Sequence[PhraseHit], right: int) -> Guard | None:
    for start, end in text.titled_films:
        if end <= right and not any(other.start <= start < other.end for other in real):
            return Guard(FICTION, start, end)
    return None


def find_denial(text: GuardedText, start: int, end: int) -> Guard | None:
    """Find who denies it: before it, after it, or in the headline."""
    left, right = text.sentence(start, end)
    for hit in text.between("denied-before", left, start):
        if hit.end <= start and not text.released(hit.end, start):
            return Guard(DENIED, hit.start, hit.end)
    for hit in text.between("denied-after", end, right):
        return Guard(DENIED, hit.start, hit.end)
    return _denied_by_headline(text, start)


def _denied_by_headline(text: GuardedText, start: int) -> Guard | None:
    """`Công an bác tin …` in the headline denies what the text below repeats."""
    strong: Sequence[str] = (
        "bác bỏ",
        "bác tin",
        "bác thông tin",
        "không có chuyện",
        "tin vịt",
        "tin giả",
        "tin bịa",
        "tin đồn thất thiệt",
    )
    for hit in text.cues.get("denied-before", ()):
        if hit.start < text.head_end <= start and hit.phrase in strong:
            return Guard(DENIED, hit.start, hit.end)
    return None
