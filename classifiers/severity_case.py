"""The facts of one text, arranged for the severity rules: which stand, which count, which belong together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from monitor.core.items import Item
from monitor.core.labels import Fact

HEAD_CHARS = 900
"""How much of a body, after title and lead, is taken for the news itself; what follows is background as a rule."""
NEAR_CHARS = 260
"""Facts closer than this belong together; about two sentences."""
SHORT_TEXT_CHARS = 700

_UNDER = re.compile(
    r"(?:gần|gan|ngót|chưa đến|chua den|chưa tới|chua toi)\s+(?:\d|một|hai|ba|bốn|năm|mười|mot|muoi)", re.IGNORECASE
)


class Case:
    """The facts of one text, asked by the floors."""

    def __init__(self, facts: Sequence[Fact], item: Item, incident_types: Sequence[str]) -> None:
        self.item = item
        self.types = frozenset(incident_types)
        self.text = item.full_text
        head = len("\n".join(part for part in (item.title, item.lead) if part))
        self.headline_end = max(head, 1)
        self.zone_end = max(head + HEAD_CHARS, 2 * HEAD_CHARS if not head else 0)
        self.all = tuple(facts)
        self.standing = tuple(fact for fact in facts if fact.stands and fact.start < self.zone_end)

    def of(self, *kinds: str) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.standing if fact.kind in kinds)

    def first(self, *kinds: str) -> Fact | None:
        return next(iter(self.of(*kinds)), None)

    def counted(self, threshold: int, *kinds: str) -> Fact | None:
        """The fact with the highest number, when it reaches the threshold (`gần 30` does not reach 30)."""
        reached = [fact for fact in self.of(*kinds) if reaches(fact, threshold)]
        return max(reached, key=lambda fact: fact.count or 0, default=None)

    def near(self, kinds: Iterable[str], circumstances: Iterable[str]) -> Fact | None:
        """A fact of `kinds` with a circumstance close to it; in short texts and headlines everything is close."""
        around = [fact for fact in self.all if fact.kind in set(circumstances)]
        for fact in self.of(*kinds):
            if any(self.together(fact, other) for other in around):
                return fact
        return None

    def together(self, one: Fact, other: Fact) -> bool:
        if max(one.end, other.end) <= max(self.headline_end, 1) and self.item.title:
            return True
        if len(self.text) <= SHORT_TEXT_CHARS and other.kind != "subject-worker":
            return True
        return max(one.start, other.start) - min(one.end, other.end) <= NEAR_CHARS

    def has_guard(self, *names: str) -> bool:
        return any(name in fact.guards for fact in self.all for name in names)


def reaches(fact: Fact, threshold: int) -> bool:
    """Whether the number of a fact is at least `threshold`, as the words say it: `gần 30` is below 30."""
    if fact.count is None or fact.count < threshold:
        return False
    return fact.count > threshold or not _UNDER.search(fact.text)
