"""What becomes of a job whose worker died or fell silent. Pure: a job in, a decision out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from monitor.workers import wakes

MOST_DEATHS = 3
"""One death, even two, may be chance; a host at which three workers died is left alone."""
READ_DEATHS = 2
"""After so many deaths pages are read one by one, to find the one that ends the process; then that one is set apart."""


class Fate(StrEnum):
    """`again`: put back; `split`: page by page; `apart`: its page is set apart; `give_up`: left alone, and told."""

    AGAIN = "again"
    SPLIT = "split"
    APART = "apart"
    GIVE_UP = "give-up"


@dataclass(frozen=True, slots=True)
class Orphan:
    """A job without its worker: how often it was tried before, how many pages it holds, whether it is one alone."""

    task: str
    attempts: int
    pages: int = 0
    single: bool = False


def fate_of(orphan: Orphan) -> Fate:
    """Decide. What only looks at our tables is put back always: it is not what killed the worker."""
    deaths = orphan.attempts + 1
    if orphan.task == wakes.READ and deaths >= READ_DEATHS:
        return Fate.APART if orphan.single else Fate.SPLIT
    if orphan.task in {wakes.POLL, wakes.WATCH} and deaths >= MOST_DEATHS:
        return Fate.GIVE_UP
    return Fate.AGAIN
