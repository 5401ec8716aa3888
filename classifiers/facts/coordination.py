"""Harm that shares the negation of the harm beside it: its cause (`không ai tử vong do …`) or its twin (`… hay …`).

`classifiers.facts.guarding` ends a negation at words such as `vì` and `do`, as what follows them is told as a fact;
that holds for a wall that fell (`không ai bị thương vì tường đổ`), not for what only exists as somebody's harm.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from classifiers.facts.guarding.names import NEGATED
from monitor.core.labels import Fact
from monitor.core.text import fold

_CAUSE = re.compile(r"(?<!\s)\s{1,8}(?:do|vi|boi)\s+(?:bi\s+|(?:cac\s+)?(?:vu\s+)?)?$")
_TWIN = re.compile(r"(?<!\s)\s{1,8}(?:hay|hay la|hoac|hoac la|va|lan|cung nhu)\s+(?:bi\s+|phai\s+|la\s+)?$")


def share_negation(facts: Sequence[Fact], text: str, *, of_persons: frozenset[str]) -> list[Fact]:
    """Give facts the negation of a neighbour they depend on. `of_persons`: kinds that exist only as harm to somebody.

    `text` is what the facts' offsets refer to.
    """
    shared = sorted(facts, key=lambda fact: (fact.start, fact.end))
    if not any(NEGATED in fact.guards for fact in shared):
        return shared
    for index, fact in enumerate(shared):
        if fact.stands and any(_governs(other, fact, text, of_persons) for other in shared[:index]):
            shared[index] = replace(fact, guards=(*fact.guards, NEGATED))
    return shared


def _governs(other: Fact, fact: Fact, text: str, of_persons: frozenset[str]) -> bool:
    if NEGATED not in other.guards or fact.kind not in of_persons:
        return False
    if other.start < fact.start < other.end:
        within = fold(text[other.start : fact.start])
        return bool(_CAUSE.search(within) or _TWIN.search(within))
    between = fold(text[other.end : fact.start]) if other.end <= fact.start else ""
    return bool(_CAUSE.fullmatch(between) or _TWIN.fullmatch(between))
