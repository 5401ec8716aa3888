"""The guards there are, by the names that facts carry."""

from __future__ import annotations

from dataclasses import dataclass

NEGATED, HYPOTHETICAL, DRILL, PAST = "negated", "hypothetical", "drill", "past"
FICTION, DENIED, NOT_SCHOOL = "fiction", "denied", "not-school"
BACKGROUND = "background"
"""Figures of years and wide areas, cases of elsewhere that a text cites (`classifiers.facts.frames`)."""


@dataclass(frozen=True, slots=True)
class Guard:
    """A guard with the cue that raised it: offsets into `view.text`."""

    name: str
    start: int
    end: int
