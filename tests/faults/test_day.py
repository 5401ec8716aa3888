"""A whole day on a virtual clock with faults by the dice: nothing lost, memory flat, no backlog, the state true."""

from __future__ import annotations

import gc
import random
import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.collect.fetch import FetchResult
from monitor.core.entries import FetchOutcome
from monitor.core.notifications import Retry
from monitor.store import database
from tests.faults.conftest import Note
from tests.faults.world import World, hanging

pytestmark = pytest.mark.slow

SEED = 20260310
HOURS = 24
TURN = timedelta(minutes=20)
ITEMS_A_TURN = 3
MIB = 1024 * 1024
PER_STORY = 40 * 1024
"""Bytes an open story may take: 15 KiB were measured (docs/benchmarks.md)."""
LEAK = 40 * MIB
"""Pages that the allocator keeps for later; a leak of 1 MiB a round would be several times as much."""


class DeathError(BaseException):
    """The process is gone: nothing catches it."""


@contextmanager
def no_mail(world: World) -> Iterator[None]:
    world.roads["email"].mood = lambda: Retry("từ chối kết nối")
    yield
    world.roads["email"].mood = lambda: None


@contextmanager
def no_roads(world: World) -> Iterator[None]:
    for road in world.roads.values():
        road.mood = lambda: Retry("mất mạng")
    yield
    for road in world.roads.values():
        road.mood = lambda: None


@contextmanager
def slow_mail(world: World) -> Iterator[None]:
    world.roads["email"].mood = hanging(world.clock, timedelta(seconds=20))
    yield
    world.roads["email"].mood = lambda: None


@contextmanager
def no_papers(world: World) -> Iterator[None]:
    world.papers.trouble = lambda url: FetchResult(FetchOutcome.TEMPORARY, url, error="timeout: read")
    yield
    world.papers.trouble = lambda _url: None


@contextmanager
def rubbish(world: World) -> Iterator[None]:
    world.papers.trouble = lambda url: (
        FetchResult(FetchOutcome.OK, url, status=200, body=b"\x00<rss><item>") if url.endswith(".xml") else None
    )
    yield
    world.papers.trouble = lambda _url: None


@contextmanager
def locked(world: World) -> Iterator[None]:
    with closing(sqlite3.connect(world.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def deadly(world: World) -> Iterator[None]:
    def die() -> None:
        if world.roads["email"].tried % 5 == 0:
            raise DeathError

    world.roads["email"].mood = die
    yield
    world.roads["email"].mood = lambda: None


FAULTS: tuple[Callable[[World], object], ...] = (no_mail, no_roads, slow_mail, no_papers, rubbish, locked, deadly)


def a_turn(world: World, number: int) -> int:
    """News come out, jobs run; returns how often the process died."""
    for one in range(ITEMS_A_TURN):
        name = f"ngay-{number}-{one}"
        title = f"Trường số {number * 7 + one} xã Ba Tri mở lớp học bơi thứ {number}"
        text = f"{title}, có {20 + number % 30} em theo học, thầy cô dạy vào chiều thứ {2 + one}."
        world.published[name] = world.papers.publish(PAPER[one], name, title=title, text=text)
    world.publish_next(1 if number % 4 == 0 else 0)
    try:
        world.pass_time(TURN, step=TURN)
    except DeathError:
        world.end()
        world.begin()
        return 1
    return 0


PAPER = ("bao-song-que", "tin-nam-bo", "giao-duc-moi")


def held() -> int:
    """Bytes of memory this process has now; 0 where the system does not say."""
    status = Path("/proc/self/statm")
    return int(status.read_text().split()[1]) * resource.getpagesize() if status.exists() else 0


def test_a_day_of_faults(world: World, monkeypatch: pytest.MonkeyPatch, note: Note) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 30)
    world.end()
    world.begin()
    dice, deaths, happened, sizes = random.Random(SEED), 0, 0, []
    turns = HOURS * 3
    for number in range(turns):
        if dice.random() < 0.3:
            happened += 1
            with dice.choice(FAULTS)(world):  # type: ignore[attr-defined]
                deaths += a_turn(world, number)
        else:
            deaths += a_turn(world, number)
        if number in {turns // 4, turns - 1}:
            gc.collect()
            sizes.append(held())
    world.settle()
    end = world.reckon()
    with world.app.store.read() as tx:
        backlog = tx.entries.pending_count() + tx.outbox.waiting_count()
    grown = sizes[1] - sizes[0]
    note(
        f"{HOURS} virtual hours, faults by the dice: {happened}, deaths of the process: {deaths}",
        seen=f"{len(world.published)} pieces; {backlog} left waiting; memory grew {grown / MIB:.1f} MiB after hour 6",
        lost=end.lost,
        extra=end.extra,
    )
    assert end.twice == ()
    assert backlog == 0
    assert world.health()["ready"] is True
    assert grown <= len(world.published) * PER_STORY + LEAK
