"""Which job is wanted for what: the jobs of the shared queue by name, and those that a transaction gives reason for.

A job names what to look at and holds nothing else: what is due, found or read lies in the store. So every job may run
twice, or too late, or for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from monitor.core.wakes import WakeUp
from monitor.stages.by_host import Key, by_host
from monitor.store.base import batches
from monitor.store.database import Tx

COLLECT, JUDGE, DELIVER, CLOCK = "collect", "judge", "deliver", "clock"
QUEUES = (COLLECT, JUDGE, DELIVER, CLOCK)
"""What a worker may be told to serve."""

POLL, READ, WATCH, PLACE, SEND, TICK = "poll", "read", "watch", "place", "send", "tick"
"""Tasks. `place` stands for judging, which is placing in stories first of all."""

STORIES = "stories"
"""The lock of judging: items are placed one after the other, each knowing the one before."""
READ_TOGETHER = 20
"""Pages of one host in one job: a batch for the classifier, and soon done when the host is slow."""

# What somebody waits for goes first; new pages before new polls, so that no backlog grows.
_FIRST = {SEND: 50, TICK: 40, PLACE: 30, READ: 20, WATCH: 10, POLL: 0}


def poll(host: str) -> WakeUp:
    """Poll the due feeds of a host. A second one is not wanted while one runs."""
    return WakeUp(POLL, COLLECT, _of(host), f"poll:{host}", alone=True, priority=_FIRST[POLL], args={"host": host})


def read(host: str, keys: Sequence[Key], *, single: bool = False) -> WakeUp:
    """Read the pages of these entries of a host. `single`: this one alone, because a worker died at it."""
    args = {"host": host, "keys": [list(key) for key in keys], "single": single}
    return WakeUp(READ, COLLECT, _of(host), priority=_FIRST[READ], args=args)


def watch(host: str, item_ids: Sequence[str]) -> WakeUp:
    """Read pages of a host again."""
    args = {"host": host, "items": list(item_ids)}
    return WakeUp(WATCH, COLLECT, _of(host), f"watch:{host}", alone=True, priority=_FIRST[WATCH], args=args)


def place() -> WakeUp:
    """Judge what was read."""
    return WakeUp(PLACE, JUDGE, STORIES, PLACE, priority=_FIRST[PLACE])


def send(lane: str) -> WakeUp:
    """Empty the lane of a channel."""
    return WakeUp(SEND, DELIVER, f"lane:{lane}", f"send:{lane}", priority=_FIRST[SEND], args={"lane": lane})


def tick(name: str) -> WakeUp:
    """Do what is done again and again under this name."""
    mark = f"tick:{name}"
    return WakeUp(TICK, CLOCK, mark, mark, priority=_FIRST[TICK], args={"name": name})


def reads(found: dict[str, list[Key]]) -> list[WakeUp]:
    """Jobs for entries, by host."""
    return [read(host, part) for host, keys in found.items() for part in batches(keys, READ_TOGETHER)]


def wake_others(tx: Tx, lanes: Iterable[str]) -> int:
    """Wake whom this transaction gives work: to be called inside it, at its end. Returns how many jobs were added."""
    wanted = reads(by_host(((entry.source_id, entry.key), entry.url) for entry in tx.entries.added))
    if tx.entries.read_on:
        wanted.append(place())
    if tx.outbox.added:
        wanted += [send(lane) for lane in lanes]
    return tx.queue.wake(wanted)


def _of(host: str) -> str | None:
    return f"host:{host}" if host else None
