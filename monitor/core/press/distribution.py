"""Lists of persons to whom the press office sends: kept as events, the last of a name holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.core.casework.cases import FileEvent

LISTS_FILE = "lists"


@dataclass(frozen=True, slots=True)
class Member:
    """One person on a list."""

    person: str
    email: str = ""
    zalo: str = ""


@dataclass(frozen=True, slots=True)
class ListSet:
    """A list of persons, as it is from now on."""

    name: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class ListRemoved:
    """A list is no longer used."""

    name: str


@dataclass(frozen=True, slots=True)
class DistributionLists:
    """Lists of persons by name."""

    version: int
    lists: tuple[ListSet, ...]

    def named(self, name: str) -> ListSet | None:
        """One list, None when there is none of that name."""
        return next((known for known in self.lists if known.name == name), None)


def read_lists(events: Sequence[FileEvent]) -> DistributionLists:
    """The lists as they are, by name."""
    known: dict[str, ListSet] = {}
    for event in events:
        if isinstance(event.body, ListSet):
            known[event.body.name] = event.body
        elif isinstance(event.body, ListRemoved):
            known.pop(event.body.name, None)
    lists = tuple(known[name] for name in sorted(known))
    return DistributionLists(events[-1].version if events else 0, lists)
