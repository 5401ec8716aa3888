"""Negation: what did not happen, and to whom it did not (`không có em nào`, `0 ca`)."""

from __future__ import annotations

from classifiers.facts.guarding.names import NEGATED, Guard
from classifiers.facts.guarding.patterns import (
    BEFELL,
    NEGATION_REACH_WORDS,
    NO_MORE,
    OMITS,
    OTHERS_COUNTED,
    ZERO,
    ZERO_AFTER,
)
from classifiers.facts.guarding.text import GuardedText


def find_negation(text: GuardedText, start: int, end: int) -> Guard | None:
    """Find what says that it did not happen, or to nobody."""
    left, right = text.sentence(start, end)
    return _negation(text, left, text.clause_start(left, start), start) or _none(text, left, start, end, right)


def _negation(text: GuardedText, left: int, clause: int, start: int) -> Guard | None:
    wide = text.before("negated-wide", left, start)
    if wide and wide.end < clause and _failed_to_act(text, wide.start, wide.end):
        wide = None
    if wide and _denies_all(text, wide.start, wide.end) and not _tells_of_others(text, wide.end, start):
        return Guard(NEGATED, wide.start, wide.end)
    for hit in text.between("negated-near", clause, start):
        if text.released(hit.end, start):
            continue
        if any(other.start <= hit.start < other.end for other in text.not_negating):
            continue
        if len(text.text[hit.end : start].split()) <= NEGATION_REACH_WORDS:
            return Guard(NEGATED, hit.start, hit.end)
    return None


def _failed_to_act(text: GuardedText, start: int, end: int) -> bool:
    """`Không ai đếm lại, bé …`: what nobody did says nothing of the clause after it."""
    return text.text[start:end].endswith(" ai") and not text.begins(BEFELL, end)


def _denies_all(text: GuardedText, start: int, end: int) -> bool:
    """Whether a negation is of the harm itself, not of somebody's help or knowledge."""
    if any(other.start == start for other in text.not_negating):
        return False
    return not text.begins(OMITS, end)


def _tells_of_others(text: GuardedText, end: int, start: int) -> bool:
    """`không có y tá nào, 11 em …`: a new clause counts people of its own."""
    return bool(text.search(OTHERS_COUNTED, end, start))


def _none(text: GuardedText, left: int, start: int, end: int, right: int) -> Guard | None:
    """`không có học sinh, giáo viên nào …`, `0 ca …`, `số ca …: 0`."""
    for begins, ends in text.nones:
        if not left <= begins < right:
            continue
        released = text.released(ends, start) or _tells_of_others(text, ends, start)
        within = begins < start and (start < ends or not released)
        gone = text.begins(NO_MORE, begins) is not None
        if within and (gone or _denies_all(text, begins, ends)):
            return Guard(NEGATED, begins, ends)
    for match in text.all(ZERO, left, start):
        if not text.released(match.end(), start):
            return Guard(NEGATED, match.start(), match.end())
    counted = text.begins(ZERO_AFTER, end, right + 1)
    return Guard(NEGATED, counted.start(), counted.end()) if counted else None
