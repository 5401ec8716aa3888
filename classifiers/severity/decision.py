"""What severity answers: a level with its confidence, reasons and a score for the order between equals."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.core.labels import Fact, Reason, Severity

LEVEL_BASE = {Severity.S0: 0, Severity.S1: 15, Severity.S2: 35, Severity.S3: 60, Severity.S4: 80}
"""The lowest score of each level."""
_LEVEL_ROOM = 14
"""Points a level can gain without reaching the base of the next; S0 has the least room."""


@dataclass(frozen=True, slots=True)
class SeverityDecision:
    """A level with its confidence (0 to 1, how sure the rules are), the evidence and a score 0 to 100 for ordering."""

    level: Severity
    confidence: float
    reasons: tuple[Reason, ...]
    score: int


def reason_of(rule: str, fact: Fact) -> Reason:
    """A rule with the words that prove it."""
    return Reason(rule, fact.text, fact.start, fact.end)


def placed(level: Severity, points: int) -> int:
    """The score (0 to 100) of a text of a level with so many points."""
    return LEVEL_BASE[level] + min(_LEVEL_ROOM, max(0, points) // 5)
