"""An open story in memory: its independent members and what they agree on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from monitor.stories.anchors import School, one_name_each
from monitor.stories.kinds import core_of
from monitor.stories.reading import Reading


class Story:
    """An open story: its independent members, newest last, and what they agree on. Changed only by the index."""

    __slots__ = ("blurred", "communes", "dates", "exams", "hints", "id", "items", "kinds", "levels", "marks", "members",
                 "names", "old", "places", "pointers", "provinces", "round_up", "schools", "shown", "sources",
                 "surroundings", "told", "victims", "wide")  # fmt: skip

    def __init__(self, story_id: str, members: Iterable[Reading] = ()) -> None:
        self.id = story_id
        self.items: list[tuple[int, str]] = []
        self.keep(members)

    def _forget(self) -> None:
        self.schools: set[School] = set()
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
        self.members.append(reading)
        self.members.sort(key=lambda member: member.number)
        self.old = self.old or first
        self._learn(reading)
        self.schools = _schools_told(self.members)

    def keep(self, members: Iterable[Reading]) -> None:
        """Let these be the members, and forget what only others told."""
        self.members = sorted(members, key=lambda member: member.number)
        self._forget()
        for member in self.members:
            self._learn(member)
        self.schools = _schools_told(self.members)

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


def _schools_told(members: Sequence[Reading]) -> set[School]:
    """Schools the members are about: a text on two schools does not make the story one of both, unless most are."""
    alone = {school for member in members if len(member.anchors.schools) == 1 for school in member.anchors.schools}
    several = [member.anchors.schools for member in members if len(member.anchors.schools) > 1]
    single = sum(len(member.anchors.schools) == 1 for member in members)
    return alone.union(*several) if len(several) > single else alone


def is_wide(reading: Reading) -> bool:
    """Whether a claim is about a whole province: it says so, or names no place inside it."""
    anchors = reading.anchors
    return anchors.claims.wide or (
        bool(anchors.claims.claims) and bool(anchors.places) and not any("/" in place for place in anchors.places)
    )
