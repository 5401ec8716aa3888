"""Hypothesis: what is feared, prevented, asked about or has a rule for whoever meets it."""

from __future__ import annotations

from classifiers.facts.guarding.names import HYPOTHETICAL, Guard
from classifiers.facts.guarding.patterns import (
    ADVISED_WHEN,
    ASKS_HOW,
    CAN_CAUSE,
    EASILY,
    MAY,
    ONLY_A_CALL,
    OR_NOT,
    PREVENTED,
    PREVENTS,
    THEN,
    TODAY_AT_LAST,
    WHEN_IT_BEFALLS,
    WHETHER,
    WHOEVER,
)
from classifiers.facts.guarding.text import JUST_BEFORE, GuardedText


def find_supposition(text: GuardedText, start: int, end: int) -> Guard | None:
    """Find what says that it may happen, is asked about, or is ruled for the case that it does."""
    left, right = text.sentence(start, end)
    return (
        _imagined(text, left, start)
        or _question(text, start, end, right)
        or _advice(text, left, start, end, right)
        or _ruled(text, left, start, end)
    )


def _advice(text: GuardedText, left: int, start: int, end: int, right: int) -> Guard | None:
    """Whether the sentence asks what to say or do when it befalls: a counted case is one of its own."""
    befalls = text.search(WHEN_IT_BEFALLS, max(left, start - JUST_BEFORE), start)
    if befalls is None or any(sign.isdigit() for sign in text.text[befalls.start() : end]):
        return None
    asked = text.search(ASKS_HOW, left, befalls.start()) or text.search(ASKS_HOW, end, right)
    at_the_head = left < text.head_end
    return Guard(HYPOTHETICAL, befalls.start(), befalls.end()) if asked and at_the_head else None


def _ruled(text: GuardedText, left: int, start: int, end: int) -> Guard | None:
    """What is to be prevented, comes easily, or has a rule for whoever meets it."""
    prevented = text.begins(PREVENTED, start)
    prevents = text.search(PREVENTS, left, start) if prevented else None
    if prevents:
        return Guard(HYPOTHETICAL, prevents.start(), prevents.end())
    for ruled in (CAN_CAUSE, MAY, ADVISED_WHEN):
        found = text.search(ruled, left, start)
        if found:
            return Guard(HYPOTHETICAL, found.start(), found.end())
    easily = text.begins(EASILY, end)
    if easily:
        return Guard(HYPOTHETICAL, easily.start(), easily.end())
    rules = text.begins(THEN, end)
    whoever = text.search(WHOEVER, left, start) if rules else None
    if whoever:
        return Guard(HYPOTHETICAL, whoever.start(), whoever.end())
    return None


def _imagined(text: GuardedText, left: int, start: int) -> Guard | None:
    for hit in text.between(HYPOTHETICAL, left, start):
        if hit.end > start or text.released(hit.end, start) or _comes_to_today(text, hit.end, start):
            continue
        if text.names_an_agent(hit):
            continue
        if not ONLY_A_CALL.match(text.text, hit.end):
            return Guard(HYPOTHETICAL, hit.start, hit.end)
    return None


def _comes_to_today(text: GuardedText, end: int, start: int) -> bool:
    """Whether a new clause between a threat and the trigger tells of today."""
    return bool(text.search(TODAY_AT_LAST, end, start))


def _question(text: GuardedText, start: int, end: int, right: int) -> Guard | None:
    answer = text.begins(OR_NOT, end, min(right + 1, len(text.text)))
    asked = text.search(WHETHER, max(0, start - JUST_BEFORE), start) if answer else None
    if asked:
        return Guard(HYPOTHETICAL, asked.start(), start)
    for hit in text.between("question-after", end, right + 1):
        return Guard(HYPOTHETICAL, hit.start, hit.end)
    return None
