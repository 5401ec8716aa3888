"""A deed belongs to whoever was taken for it: where only outsiders were, the fraud beside it is none of a school.

`Bắt người bán vải làm chủ hụi … lừa đảo, chiếm đoạt …`: the words for the deed name nobody by themselves, so a market
swindle would read like one at a school. Pupils, parents or staff named anywhere keep it a school's, as those who were
cheated or who did it too. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from classifiers.facts.guarding.names import NOT_SCHOOL
from monitor.core.labels import Fact

_TAKEN = frozenset(("arrest", "arrest-any", "prosecution"))
_TAKEN_FOR = frozenset(("scam", "corruption"))
"""Deeds that their words do not tie to a school: impostors, leaks and abuse name whom they are of."""


def follow_the_taken(facts: Sequence[Fact], *, of_a_school: bool) -> Iterable[Fact]:
    """Give deeds the guard of the arrests when every arrest is of outsiders and nobody `of_a_school` is named."""
    taken = [fact for fact in facts if fact.kind in _TAKEN]
    if of_a_school or not taken or not all(NOT_SCHOOL in fact.guards for fact in taken):
        return facts
    return [
        replace(fact, guards=(*fact.guards, NOT_SCHOOL))
        if fact.kind in _TAKEN_FOR and NOT_SCHOOL not in fact.guards
        else fact
        for fact in facts
    ]
