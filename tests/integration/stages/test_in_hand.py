"""What a death of the process makes of the items in hand: one that causes it is left alone, an innocent never lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.app import App, Overrides, build
from monitor.collect.fetch import FetchResult
from monitor.collect.urls import item_id
from monitor.core.clock import VirtualClock
from monitor.core.entries import FetchOutcome
from monitor.core.items import Channel, Item
from monitor.core.labels import Classification
from monitor.core.quarantine import Quarantined
from monitor.core.settings import load_settings
from monitor.core.sources import Source, SourceKind, Tier
from monitor.stages import judging
from monitor.stages.in_hand import KEPT, WAITS, InHand
from monitor.store.database import open_store
from tests.fakes.store_rows import T0, a_classification, an_entry

FEED = "https://bao-que-dua.example/rss"
POISON, INNOCENT = "e1", "e2"
LIVES = 8


class DeathError(BaseException):
    """The process is gone: nothing catches it."""


class Labeller:
    """Dies as `deadly` says of the titles in hand."""

    def __init__(self) -> None:
        self.version = "1"
        self.deadly: Callable[[Sequence[str]], bool] = lambda _titles: False

    def classify_batch(
        self, items: Sequence[Item], *, contexts: Mapping[str, Item] | None = None
    ) -> list[Classification]:
        titles = [item.title or "" for item in items]
        if self.deadly(titles):
            raise DeathError
        return [a_classification(item.id) for item in items]


class NoTurns:
    """Nobody was asked."""

    def remember(self, _host: str, _ago: float) -> None:
        return

    def seconds_since(self, _host: str) -> None:
        return


class NoNetwork:
    """Entries bring their text."""

    turns = NoTurns()

    def fetch(self, url: str, **_: Any) -> FetchResult:
        return FetchResult(FetchOutcome.NOT_MODIFIED, url, status=304)

    def close(self) -> None:
        """Nothing is open."""


class World:
    """Life after life of one product over one file. `way`: one process, or the judge among workers."""

    def __init__(self, folder: Path, way: str) -> None:
        self.folder, self.way = folder, way
        self.clock, self.labeller = VirtualClock(T0), Labeller()
        self.app = self._born()

    def _born(self) -> App:
        source = Source("bao-que-dua", "Báo Quê Dừa", SourceKind.RSS, FEED, Channel.PRESS_LOCAL, Tier.STATE)
        own: dict[str, Any] = {"store": open_store(f"sqlite:///{self.folder}/monitor.db"), "fetcher": NoNetwork}
        use = Overrides(clock=self.clock, sources=[source], channels={}, classifier=self.labeller, seed=0, **own)
        return build(load_settings({"MONITOR_VAR": str(self.folder)}), use)

    def found(self, *keys: str) -> None:
        with self.app.store.transaction() as tx:
            for key in keys:
                text = "Nhà trường đang xác minh sự việc."
                entry = an_entry(key, feed_url=FEED, url=f"https://bao-que-dua.example/{key}", title=key, text=text,
                                 needs_page=False)  # fmt: skip
                tx.entries.add(entry, found_at=self.clock.now())

    def live(self) -> bool:
        """One turn; False when it ended in a death, after which another life begins over what that one left."""
        try:
            self._turn(self.app)
        except DeathError:
            self.reborn()
            return False
        return True

    def reborn(self) -> None:
        self.app.close()
        self.app = self._born()

    def _turn(self, app: App) -> None:
        if self.way == "one process":
            app.pipeline.collect()
            return
        app.pipeline.look_after_sources()
        with app.store.read() as tx:
            due = tx.entries.due(self.clock.now(), 100)
        # What reads pages has a classifier that lives: here only judging is looked at.
        kept, self.labeller.deadly = self.labeller.deadly, lambda _titles: False
        app.pipeline.hosts.read_entries("bao-que-dua.example", [(one.entry.source_id, one.entry.key) for one in due])
        self.labeller.deadly = kept
        app.pipeline.hosts.judge_read()

    def waits(self) -> int:
        with self.app.store.read() as tx:
            return tx.entries.pending_count()

    def apart(self) -> tuple[Quarantined, ...]:
        with self.app.store.read() as tx:
            return tx.quarantine.recent(10)

    def stored(self) -> int:
        with self.app.store.read() as tx:
            return tx.items.count()


@pytest.fixture
def make_world(tmp_path: Path) -> Iterator[Callable[[str], World]]:
    with ExitStack() as end:

        def make(way: str) -> World:
            world = World(tmp_path, way)
            end.callback(lambda: world.app.close())  # noqa: PLW0108 - that of the last life
            return world

        yield make


@pytest.fixture
def world(make_world: Callable[[str], World]) -> World:
    return make_world("one process")


def until_apart(world: World) -> None:
    for _ in range(LIVES):
        world.live()
        if world.apart():
            return
        world.clock.advance(WAITS[0])
    pytest.fail("never set apart")


def poison(titles: Sequence[str]) -> bool:
    return POISON in titles


@pytest.mark.parametrize("way", ["one process", "judge among workers"])
def test_deaths_while_the_judge_warms_up_are_nobodys(
    make_world: Callable[[str], World], monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """A process that somebody ends again and again before it is warm: nothing was in hand yet."""
    world = make_world(way)
    world.reborn()
    world.found("a", "b", "c")

    def dies(*_args: object, **_fields: object) -> None:
        raise DeathError

    with monkeypatch.context() as cold:
        cold.setattr(judging, "rebuild_index", dies)
        assert not any(world.live() for _ in range(LIVES))
    ids = [item_id("bao-que-dua", key) for key in ("a", "b", "c")]
    assert InHand(world.app.pipeline.parts, counts=True).risks(ids).together == tuple(ids)
    assert world.live()
    assert (world.apart(), world.waits(), world.stored()) == ((), 0, 3)


def test_what_kills_is_left_alone_while_the_others_go_on(world: World) -> None:
    world.found(POISON, INNOCENT, "e3")
    world.labeller.deadly = poison
    assert not world.live()
    assert not world.live()
    world.found("e4")
    assert world.live(), "it waits, the others are judged"
    assert (world.stored(), world.apart()) == (3, ())
    world.clock.advance(WAITS[0])
    assert not world.live()
    assert world.live()
    (apart,) = world.apart()
    assert apart.title == POISON
    assert "tự thử lại lúc" in apart.reason


def test_it_is_tried_again_by_itself_but_not_for_ever(world: World) -> None:
    world.found(POISON)
    world.labeller.deadly = poison
    deaths = 0
    for _ in range(10 * 6):
        deaths += not world.live()
        world.clock.advance(timedelta(hours=4))
    assert deaths == 1 + len(WAITS) + 1, "in company, then alone before each wait and after the last"
    assert len(world.apart()) == 1
    assert world.live()


def test_an_innocent_one_that_was_set_apart_comes_back(world: World) -> None:
    """Ended from outside at the worst moments: the alert is late by hours, not lost until another version."""
    world.found(INNOCENT)
    world.labeller.deadly = lambda _titles: True
    until_apart(world)
    world.labeller.deadly = lambda _titles: False
    assert world.live()
    assert [row.title for row in world.apart()] == [INNOCENT]
    world.clock.advance(WAITS[1])
    assert world.live()
    assert (world.apart(), world.stored()) == ((), 1)


def test_another_version_tries_it_at_once(world: World) -> None:
    world.found(POISON)
    world.labeller.deadly = poison
    until_apart(world)
    world.labeller.version, world.labeller.deadly = "2", lambda _titles: False
    world.reborn()
    assert world.live()
    assert (world.apart(), world.stored()) == ((), 1)


@pytest.mark.parametrize("company", [[INNOCENT], []], ids=["in company", "by itself"])
def test_one_death_makes_nobody_wait(world: World, company: list[str]) -> None:
    world.found("a", *company)
    world.labeller.deadly = lambda _titles: True
    assert not world.live()
    world.labeller.deadly = lambda _titles: False
    assert world.live()
    assert world.stored() == 1 + len(company)


def test_pages_that_end_their_readers_come_back_a_few_times(world: World) -> None:
    world.found("a")
    key = [("bao-que-dua", "a")]
    hosts = world.app.pipeline.hosts
    for wait in WAITS[1:]:
        hosts.give_up(key)
        assert [row.title for row in world.apart()] == ["a"]
        world.clock.advance(wait - timedelta(minutes=1))
        world.app.pipeline.look_after_sources()
        assert not world.waits()
        world.clock.advance(timedelta(minutes=1))
        world.app.pipeline.look_after_sources()
        assert (world.waits(), world.apart()) == (1, ())
    hosts.give_up(key)
    world.clock.advance(timedelta(days=60))
    world.app.pipeline.look_after_sources()
    assert len(world.apart()) == 1


def test_suspects_that_never_come_again_are_forgotten(world: World) -> None:
    """What the dead one had just committed is no longer waiting, but still noted."""
    parts = world.app.pipeline.parts
    with pytest.raises(DeathError), InHand(parts).judging(["x1", "x2"]):
        raise DeathError
    assert InHand(parts).risks(["x1", "x3"]).alone == ("x1",)
    world.clock.advance(KEPT)
    assert InHand(parts).risks(["x1", "x3"]).alone == ()
