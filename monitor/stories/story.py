"""An open story in memory: its independent members and what they agree on."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable

from monitor.stories.anchors import School, one_name_each
from monitor.stories.kinds import core_of
from monitor.stories.reading import Reading

FIRST_KEPT = 40
"""Members that a story keeps from its beginning: they say what it is about."""

LATEST_KEPT = 160
"""Members it keeps besides, the newest. A story of thousands is known by fewer, and its next item costs no more."""

_SLACK = 40
"""Members it may have more for a while, so that forgetting is done for many at once."""


class Story:
    """An open story: its independent members, newest last, and what they agree on. Changed only by the index.

    `items` are all that stand in it, copies and answers too, by id, each with its number in order of arrival.
    """

    __slots__ = (
        "_alone",
        "_several",
        "_single",
        "blurred",
        "communes",
        "dates",
        "exams",
        "hints",
        "id",
        "items",
        "kinds",
        "levels",
        "marks",
        "members",
        "names",
        "old",
        "places",
        "pointers",
        "provinces",
        "round_up",
        "shown",
        "sources",
        "surroundings",
        "told",
        "victims",
        "wide",
    )  # fmt: skip

    def __init__(self, story_id: str, members: Iterable[Reading] = ()) -> None:
        self.id = story_id
        self.items: dict[str, int] = {}
        self.keep(members)

    def _forget(self) -> None:
        self._alone: set[School] = set()
        self._several: list[frozenset[School]] = []
        self._single = 0
        self.places: set[str] = set()
        self.communes: set[str] = set()
        self.hints: set[str] = set()
        self.surroundings: set[str] = set()
        self.sources: set[str] = set()
        self.blurred = False
        self.names: set[str] = set()
        self.kinds: set[str] = set()
        self.told: Counter[str] = Counter()
        self.levels: set[str] = set()
        self.provinces: set[str] = set()
        self.old = bool(self.members)
        self.wide = False
        self.round_up = False
        self.victims: set[str] = set()
        self.dates: set[object] = set()
        self.exams: set[tuple[str, str]] = set()
        self.pointers: set[str] = set()
        self.marks: set[str] = set()
        self.shown: dict[str, str] = {}

    def add(self, reading: Reading) -> None:
        """Take in an independent member (kept in order of arrival)."""
        first = not self.members
        insort(self.members, reading, key=_by_number)
        if len(self.members) > FIRST_KEPT + LATEST_KEPT + _SLACK:
            self.keep(self.members)
            return
        self.old = self.old or first
        self._learn(reading)

    def keep(self, members: Iterable[Reading]) -> None:
        """Let these be the members (the first and the latest of very many), and forget what only others told."""
        known = sorted(members, key=_by_number)
        beyond = len(known) > FIRST_KEPT + LATEST_KEPT
        self.members = [*known[:FIRST_KEPT], *known[-LATEST_KEPT:]] if beyond else known
        self._forget()
        for member in self.members:
            self._learn(member)

    def has(self, number: int) -> bool:
        """Whether the item of this number is one of the members that are kept."""
        at = bisect_left(self.members, number, key=_by_number)
        return at < len(self.members) and self.members[at].number == number

    def _learn(self, reading: Reading) -> None:
        anchors = reading.anchors
        self.told.update(core_of(reading.kinds))
        self.levels |= anchors.levels
        self.provinces |= one_name_each(anchors.provinces)
        self.old = self.old and anchors.old
        self.wide = self.wide or is_wide(reading)
        self.round_up = self.round_up or reading.round_up
        self.places |= anchors.places
        self.communes |= anchors.communes
        self.hints |= anchors.home_hints
        self.surroundings |= parts_of(anchors.home_hints | anchors.places)
        if reading.source:
            self.sources.add(reading.source)
        self.blurred = self.blurred or reading.accentless
        self.names |= anchors.names
        self.kinds |= reading.kinds
        self.victims |= anchors.victims
        self.dates |= anchors.dates
        self.exams |= anchors.exams
        self.pointers |= anchors.pointers()
        self.marks.update(reading.marks)
        for place, name in anchors.shown:
            self.shown.setdefault(place, name)
        if len(anchors.schools) == 1:
            self._single += 1
            self._alone |= anchors.schools
        elif anchors.schools:
            self._several.append(anchors.schools)

    @property
    def schools(self) -> set[School]:
        """Schools the members are about; texts on two do not make it a story of both, unless most are such texts."""
        return self._alone.union(*self._several) if len(self._several) > self._single else self._alone

    def replace(self, reading: Reading) -> None:
        """Put a new version of a member in the place of the old one."""
        self.keep([reading if member.item_id == reading.item_id else member for member in self.members])

    @property
    def rank(self) -> int:
        """Age among stories: the number of its first member in the window."""
        return self.members[0].number if self.members else 0

    @property
    def main_kinds(self) -> frozenset[str]:
        """Kinds that at least half of the members are about."""
        return frozenset(kind for kind, count in self.told.items() if 2 * count >= len(self.members))

    @property
    def loose(self) -> bool:
        """Whether it is one short post that waits for company."""
        return len(self.members) == 1 and self.members[0].short


def parts_of(places: Iterable[str]) -> set[str]:
    """Places with their names below the province: `ben-tre/ba-tri/an-duc` also as `ba-tri` and `an-duc`."""
    known = set(places)
    return known | {part for place in known for part in (place.split("/")[1:] or [place])}


def is_wide(reading: Reading) -> bool:
    """Whether a claim is about a whole province: it says so, or names no place inside it."""
    anchors = reading.anchors
    return anchors.claims.wide or (
        bool(anchors.claims.claims) and bool(anchors.places) and not any("/" in place for place in anchors.places)
    )


def _by_number(member: Reading) -> int:
    return member.number
