"""Grave events that a text only hints at (`classifiers.facts.indirect`): evidence for floors of their own."""

from __future__ import annotations

from collections.abc import Callable

from classifiers.facts.indirect import HINTED_KINDS
from classifiers.reading.gating import folded
from classifiers.severity.case import Case
from classifiers.severity.deaths import mourns_a_teacher
from monitor.core.labels import Fact

_OF_A_SCHOOL = ("subject-pupil", "subject-teacher", "at-school", "school-activity")
_LESSER_PAPER = folded(
    r"(?<!\w)(?:thi thu|de cuong|giua ky|giua ki|khao sat|de nam|trung tam luyen thi|vien chuc)(?!\w)"
)
"""Papers that are none of an official exam, folded."""


def hinted(kind: str) -> Callable[[Case], Fact | None]:
    """Evidence of one kind: it counts only where somebody of a school, or a school by its name, is near."""

    def evidence(case: Case) -> Fact | None:
        told = case.first(kind)
        if told is None or (kind == "leak-hinted" and case.scan.search(_LESSER_PAPER)):
            return None
        if kind == "death-hinted" and mourns_a_teacher(case):
            return None
        return told if case.wording.names_school else case.near((kind,), _OF_A_SCHOOL)

    return evidence


def hinted_of_anybody(case: Case) -> Fact | None:
    """A hint of any kind where nobody of a school is near: to be looked at."""
    return case.first(*HINTED_KINDS)
