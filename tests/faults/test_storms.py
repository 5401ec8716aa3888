"""Too much at once, and texts that our own code fails on: the rest goes on, the one that matters is not held up."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from ipaddress import ip_network

import pytest

from monitor.collect.fetch import Fetcher, FetchResult
from monitor.core.entries import FetchOutcome
from monitor.core.items import Item
from monitor.core.labels import Classification
from monitor.pipeline import Pipeline
from monitor.stages.collecting import READ_ATTEMPTS
from monitor.stages.parts import ItemClassifier
from tests.fakes.news_server import NewsServer, Route
from tests.faults.conftest import Note
from tests.faults.world import World, feed_of

pytestmark = pytest.mark.slow

STORM = 10_000
BAD = "chữ làm hỏng máy"
GIANT = 64 * 1024 * 1024


class PlainClassifier:
    """The real one, but texts with the bad words break it, or kill the process."""

    def __init__(self, inner: ItemClassifier, error: type[BaseException]) -> None:
        self.inner = inner
        self.error = error
        self.version = "1"

    def classify_batch(
        self, items: Sequence[Item], *, contexts: Mapping[str, Item] | None = None
    ) -> list[Classification]:
        if self.version == "1" and any(BAD in item.full_text for item in items):
            raise self.error
        return self.inner.classify_batch(items, contexts=contexts)


class BrokenError(Exception):
    """A bug of ours."""


class DeathError(BaseException):
    """The process is gone: nothing catches it."""


def test_a_feed_of_ten_thousand_entries_holds_nobody_up(world: World, note: Note) -> None:
    for number in range(STORM):
        title = f"Bản tin số {number} về nuôi tôm, trồng dừa và thời tiết trong ngày"
        url = world.papers.publish("gom-tin", f"bao-{number}", title=title, text=f"{title}. Bà con theo dõi.")
        world.published[f"storm-{number}"] = url
    shown = set(re.findall(r"<link>(.*?)</link>", world.papers._feed(feed_of("gom-tin")).decode()))
    # What a feed shows no more cannot be read by anybody.
    world.published = {name: url for name, url in world.published.items() if url in shown}
    order: list[str] = []

    def watch(url: str) -> None:
        order.append(url)

    world.papers.trouble = watch
    world.publish_next(10)
    world.round()
    asked = [url for url in order if url.endswith(".html")]
    urgent = world.published["a3"]
    place = asked.index(urgent) + 1
    world.settle()
    end = world.reckon()
    note(f"one source brings {STORM:,} entries at once",
         seen=f"the newest 500 are read; another paper's food poisoning is fetched as number {place} of {len(asked)}",
         lost=end.lost, extra=end.extra)  # fmt: skip
    assert place <= 40


def test_giant_bodies(world: World, note: Note) -> None:
    """A real server sends 64 MiB and, packed, 64 MiB of blanks: neither is held in memory whole."""
    with NewsServer() as server:
        server.routes["/to.html"] = Route(b"x" * GIANT)
        server.routes["/nen.html"] = Route(b" " * GIANT, gzipped=True)
        fetcher = fetcher_for(world)
        try:
            results = [fetcher.fetch(server.url(path)) for path in ("/to.html", "/nen.html")]
        finally:
            fetcher.close()
    errors = [(result.error or "").partition(":")[0] for result in results]
    world.papers.trouble = lambda url: results[0] if url.endswith("tin-f02.html") else None
    world.settle()
    end = world.reckon()
    note(
        "page of 64 MiB, and packed one that unpacks to 64 MiB",
        seen=f"refused: {', '.join(errors)}; the item keeps title and summary",
        lost=end.lost,
        extra=end.extra,
    )
    assert all(result.outcome is not FetchOutcome.OK and not result.body for result in results)


def fetcher_for(world: World) -> Fetcher:
    return Fetcher(user_agent="thu/1.0", clock=world.clock, allow_private=(ip_network("127.0.0.0/8"),))


def poisoned(world: World) -> str:
    """Among good news, one that our own code fails on."""
    world.publish_next(4)
    url = world.papers.publish("tin-nam-bo", "doc", title=f"Tin có {BAD}", text=f"Bài này có {BAD} ở giữa câu chữ.")
    world.publish_next(4)
    return url


def test_a_poison_item_is_set_apart_and_judged_by_the_next_version(
    world: World, classifier: ItemClassifier, note: Note
) -> None:
    model = PlainClassifier(classifier, BrokenError)
    world.end()
    world.begin(classifier=model)
    url = poisoned(world)
    world.pass_time(timedelta(hours=2))
    end = world.reckon()
    with world.app.store.read() as tx:
        (apart,) = tx.quarantine.recent(10)
        failed = tx.telemetry.waiting().entries_by_state.get("failed")
    assert (end.items, failed) == ((), 1)
    assert "BrokenError" in apart.reason
    assert any("cách ly" in reason for reason in world.health()["degraded"])
    world.end()
    model.version = "2"
    world.begin()
    world.published["poison"] = url
    world.settle()
    end = world.reckon()
    with world.app.store.read() as tx:
        left = tx.quarantine.count()
    note(
        "item that breaks the classifier",
        seen=f"set apart after {READ_ATTEMPTS} tries, judged again by the next version; others not held up",
        lost=end.lost,
        extra=end.extra,
    )
    assert left == 0


def test_an_item_that_kills_the_process_is_set_apart_after_three_deaths(
    world: World, classifier: ItemClassifier, note: Note
) -> None:
    model = PlainClassifier(classifier, DeathError)
    world.end()
    world.begin(classifier=model)
    poisoned(world)
    deaths = 0
    for _ in range(8):
        try:
            world.pass_time(timedelta(minutes=4))
        except DeathError:
            deaths += 1
            # Nothing was cleaned up: what the dead one had noted must still stand there.
            reborn(world)
    with world.app.store.read() as tx:
        (apart,) = tx.quarantine.recent(10)
    world.settle()
    end = world.reckon()
    note("item that kills the process", seen=f"set apart after {deaths} deaths, the next start lives", lost=end.lost,
         extra=end.extra)  # fmt: skip
    assert deaths == 3
    assert apart.title.startswith("Tin có")


def reborn(world: World) -> None:
    """A new life over what a dead process leaves: its note of what was in hand is still there."""
    world.begin()


def test_papers_that_answer_rubbish(world: World, note: Note) -> None:
    bad = {
        "bao-song-que": FetchResult(FetchOutcome.OK, "x", status=200, body=b"\xff\xfe\x00<rss" * 99),
        "tin-nam-bo": FetchResult(FetchOutcome.OK, "x", status=200, body=b"<html><body>dang bao tri</body></html>"),
        "giao-duc-moi": FetchResult(FetchOutcome.TEMPORARY, "x", error="timeout: read"),
        "phu-huynh": FetchResult(FetchOutcome.OK, "x", status=200, body=b"<rss><channel><item><title>cut"),
    }
    world.publish_next(6)
    world.pass_time(timedelta(minutes=6))
    world.papers.trouble = lambda url: next((bad[p] for p in bad if p in url), None)
    world.publish_next(12)
    world.pass_time(timedelta(hours=1))
    told = sum("không đọc được" in text or "lỗi" in text for text in world.warnings())
    world.papers.trouble = lambda _url: None
    world.settle()
    world.pass_time(timedelta(hours=6), step=timedelta(minutes=30))
    end = world.reckon()
    note(
        "sources answer rubbish, break off, time out",
        seen=f"{told} warnings about sources; read again once they are well",
        lost=end.lost,
        extra=end.extra,
    )
    assert told


def test_the_pipeline_is_the_products_own(world: World) -> None:
    assert type(world.app.pipeline) is Pipeline
