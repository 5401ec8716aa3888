"""Kinds of facts that make or change an incident, and how the gravest count is put in words. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from monitor.core.count_words import COUNT_WORDS
from monitor.core.labels import Fact

COUNT_STEPS = (10, 30, 100)
COUNT_GROWTH = 1.5
"""A count is news when it crosses a step or grows by half."""
COUNT_KINDS = tuple(COUNT_WORDS)
"""Facts with a number of people, the gravest first."""
HARM_KINDS = frozenset(
    {
        *COUNT_KINDS, "death-pupil", "death-staff", "abduction", "weapon", "collapse", "fire", "sexual-abuse",
        "child-abuse", "suicide", "drowning", "arrest", "prosecution", "discipline", "exam-leak", "protest", "boycott",
        "forged-notice", "data-leak", "hack", "filmed-violence", "teacher-violence", "assault-on-teacher",
    }
)  # fmt: skip
"""Facts whose first appearance is worth telling."""


def stands_of_harm(facts: Iterable[Fact]) -> bool:
    """Whether any fact that stands is one of harm."""
    return any(fact.stands and fact.kind in HARM_KINDS for fact in facts)


def highest_counts(facts: Iterable[Fact]) -> tuple[tuple[str, int], ...]:
    """Return the highest number told of each counted kind, by kind."""
    counts: dict[str, int] = {}
    for fact in facts:
        if fact.count is not None and fact.kind in COUNT_KINDS:
            counts[fact.kind] = max(counts.get(fact.kind, 0), fact.count)
    return tuple(sorted(counts.items()))


def count_grew(before: dict[str, int], after: dict[str, int]) -> bool:
    """Whether a count that was known crosses a step or grows by half."""
    for kind, count in after.items():
        old = before.get(kind, 0)
        if old and count > old:
            crossed = any(old < step <= count for step in COUNT_STEPS)
            if crossed or count >= old * COUNT_GROWTH:
                return True
    return False


def count_phrase(facts: Sequence[Fact]) -> str:
    """The gravest count in words: `hơn 60 người nhập viện`, `ít nhất 11 người nhập viện` for "mười mấy đứa"."""
    for kind in COUNT_KINDS:
        counted = [(fact.count, fact) for fact in facts if fact.kind == kind and fact.count]
        if counted:
            count, fact = max(counted, key=lambda pair: pair[0])
            return f"{_how_exact(count, fact.text)} {COUNT_WORDS[kind]}"
    return ""


def _how_exact(count: int, words: str) -> str:
    if re.search(r"\b(hơn|trên|hon|tren)\b", words, re.IGNORECASE):
        return f"hơn {count}"
    return str(count) if re.search(rf"\b0?{count}\b", words.replace(".", "")) else f"ít nhất {count}"
