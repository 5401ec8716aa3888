"""Items whose level is only a guess from their wording, with no fact that a rule could cite. Pure.

A guess interrupts nobody: what rests on guesses alone is a candidate that a person looks at. How often two posts that
sound alike mislead was measured on streams with harmless twins (`docs/detection.md`): too often to push.
"""

from __future__ import annotations

from collections.abc import Sequence

from monitor.core.labels import Severity
from monitor.stories.view import Member

GUESS = "learnt."
"""How rules begin that no fact stands behind (`classifiers.severity.learnt`)."""


def is_guess(member: Member) -> bool:
    """Whether an item's level rests on its wording alone."""
    return bool(member.labels.reasons) and member.labels.reasons[0].rule.startswith(GUESS)


def only_guessed(members: Sequence[Member]) -> bool:
    """Whether nothing but guesses makes a story an incident."""
    grave = [member for member in members if member.labels.severity >= Severity.S2]
    return bool(grave) and all(map(is_guess, grave))
