"""Which items a person's labels would teach the models most: unsure ones, of rare kinds, unlike each other. Pure.

Stored scores are enough; no model is asked again. Usefulness = how unsure (the least sure task counts most), more for
what is rare among the items at hand and for what would be grave if it were true. Items are then taken one by one, each
losing in the measure it resembles one already taken (maximal marginal relevance, Carbonell and Goldstein 1998).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from monitor.core.items import Item
from monitor.core.labels import Classification, Severity
from monitor.core.text import fold

EVEN_SENTIMENT = 1 / 3
"""The score of a tone that is a mere guess among three."""
RARITY_WEIGHT, GRAVITY_WEIGHT, LIKENESS_WEIGHT = 0.35, 0.15, 0.8
SHOWN_SYLLABLES = 80
"""Texts are compared by the pairs of syllables of their beginning."""
RARE = 0.5
"""From this rarity on the reason says so: with 1,000 items at hand, a label that stands on 30 of them or fewer."""
MIN_USE = 0.15
"""Below this an item teaches nothing: it is not offered to fill the list."""

_WORDS = {
    "relevance": "chưa chắc có thuộc ngành không",
    "themes": "chưa chắc chủ đề",
    "incident_types": "chưa chắc loại sự cố",
    "sentiment": "chưa chắc sắc thái",
    "severity": "chưa chắc mức độ",
}


@dataclass(frozen=True, slots=True)
class UsefulItem:
    """An item worth a person's time, `use` in [0, about 1.5], and why in Vietnamese."""

    item: Item
    said: Classification
    use: float
    why: str


def most_useful(candidates: Sequence[tuple[Item, Classification]], *, limit: int) -> tuple[UsefulItem, ...]:
    """The most useful items, best first; fewer when the others would teach nothing. Ties go by id."""
    rarity = _rarity([said for _, said in candidates])
    scored = sorted((_judge(item, said, rarity) for item, said in candidates), key=lambda one: (-one.use, one.item.id))
    left = [(one, _pairs(one.item)) for one in scored if one.use >= MIN_USE]
    chosen: list[tuple[UsefulItem, frozenset[tuple[str, str]]]] = []
    worth = [one.use for one, _ in left]
    while left and len(chosen) < limit:
        best = max(range(len(left)), key=lambda index: (worth[index], -index))
        if worth[best] < MIN_USE:
            break
        taken = left.pop(best)
        del worth[best]
        chosen.append(taken)
        worth = [
            min(value, one.use - LIKENESS_WEIGHT * _likeness(pairs, taken[1]))
            for value, (one, pairs) in zip(worth, left, strict=True)
        ]
    return tuple(one for one, _ in chosen)


def doubts(said: Classification) -> dict[str, float]:
    """How unsure each task is, 0 (sure) to 1 (a guess), from its stored score."""
    found = {
        "relevance": _near_half(said.relevant.score),
        "sentiment": min(1.0, (1 - said.sentiment_score) / (1 - EVEN_SENTIMENT)),
    }
    if said.relevant.value:
        found["themes"] = max((_near_half(theme.score) for theme in said.themes), default=1.0)
        found["severity"] = 1 - said.severity_confidence
        if said.incident_types:
            found["incident_types"] = max(_near_half(kind.score) for kind in said.incident_types)
        elif said.severity >= Severity.S2:
            found["incident_types"] = 1.0  # something happened, and nobody knows what
    return found


def _near_half(score: float) -> float:
    return max(0.0, 1 - 2 * abs(score - 0.5))


def _judge(item: Item, said: Classification, rarity: Mapping[str, float]) -> UsefulItem:
    unsure = doubts(said)
    worst = max(unsure, key=lambda task: (unsure[task], task))
    doubt = 0.6 * unsure[worst] + 0.4 * sum(unsure.values()) / len(unsure)
    rarest = max(_names(said), key=lambda name: (rarity[name], name), default=None)
    rare = rarity[rarest] if rarest is not None else 0.0
    # Rare and grave items are worth a look only in so far as they are not sure already.
    use = doubt * (1 + RARITY_WEIGHT * rare + GRAVITY_WEIGHT * said.severity / Severity.S4)
    reasons = [_WORDS[worst]]
    if rarest is not None and rare >= RARE:
        reasons.append("thuộc loại ít mẫu")
    return UsefulItem(item, said, round(use, 4), ", ".join(reasons))


def _names(said: Classification) -> Iterator[str]:
    yield from (each.id for each in (*said.themes, *said.incident_types))


def _rarity(said: Sequence[Classification]) -> Mapping[str, float]:
    """Of each label that occurs, between 0 (on every item) and 1 (on a single one of many)."""
    counts = Counter(name for one in said for name in set(_names(one)))
    scale = math.log(len(said) + 1) if said else 1.0
    return {name: math.log((len(said) + 1) / count) / scale for name, count in counts.items()}


def _pairs(item: Item) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(fold(item.full_text).split()[:SHOWN_SYLLABLES]))


def _likeness(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> float:
    """Overlap of the smaller in the larger, so that a short comment inside a long post is alike too."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else float(one == other)
