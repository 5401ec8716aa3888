"""Workers killed again and again while sixty newspapers publish: every article is stored once, no host asked twice."""

from __future__ import annotations

import random
import threading
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from monitor.store.database import Store, open_store
from tests.fakes.press import CLOSED, Press
from tests.fakes.product import until
from tests.fakes.workers import Running, Yard, make_yard

pytestmark = pytest.mark.slow

PAPERS, BACKLOG = 60, 5
ARTICLES = PAPERS * (BACKLOG + 2)
"""Those of the backlog, one published meanwhile, and the closed one, of which the headline is kept."""
WORKERS, KILLS, SEED = 3, 4, 20221012
BETWEEN_S = (1.0, 4.0)
START_WITHIN_S, DONE_WITHIN_S = 180.0, 300.0


@dataclass(frozen=True)
class Left:
    """What the kills left behind."""

    urls: Counter[str]
    pending: int
    given_up: int
    set_apart: int
    statuses: tuple[int, ...]
    press: Press


@pytest.fixture(scope="module")
def left(tmp_path_factory, postgres_server) -> Left:
    folder, start = tmp_path_factory.mktemp("killed"), datetime.now(UTC) - timedelta(minutes=1)
    with Press(PAPERS, start=start, backlog=BACKLOG) as press, postgres_server.database() as url:
        store = open_store(url)
        yard = make_yard(folder, press, url)
        running = [yard.start("scheduler"), *(yard.start("worker", "4") for _ in range(WORKERS))]
        try:
            kill_again_and_again(yard, store, running, press)
            until(lambda: stored(store) >= ARTICLES, within_s=DONE_WITHIN_S, what=f"every article; {yard.said}")
            statuses = tuple(one.stop() for one in running)
            return gather(store, press, statuses)
        finally:
            for one in running:
                one.kill()
            store.close()


def kill_again_and_again(yard: Yard, store: Store, running: list[Running], press: Press) -> None:
    """One worker dies at a random moment of work, and another one is started in its place."""
    chance, pause = random.Random(SEED), threading.Event()
    until(lambda: stored(store) > 0, within_s=START_WITHIN_S, what=f"the first article; {yard.said}")
    for number in range(KILLS):
        pause.wait(chance.uniform(*BETWEEN_S))
        press.publish(range(number * PAPERS // KILLS, (number + 1) * PAPERS // KILLS), datetime.now(UTC))
        victim = 1 + number % WORKERS
        running[victim].kill()
        running[victim] = yard.start("worker", "4")


def stored(store: Store) -> int:
    with store.read() as tx:
        return tx.items.count()


def gather(store: Store, press: Press, statuses: tuple[int, ...]) -> Left:
    with store.read() as tx:
        urls = Counter(item.url or "" for item in tx.items.recent(datetime(2000, 1, 1, tzinfo=UTC)))
        return Left(
            urls, tx.entries.pending_count(), len(tx.queue.given_up(10)), tx.quarantine.count(), statuses, press
        )


def test_every_article_is_stored_once(left):
    published = {
        paper.base + path
        for paper in left.press.papers
        for path in (CLOSED, *(paper.path(number) for number in range(len(paper.published))))
    }
    assert left.urls == Counter(published)


def test_nothing_waits_and_nothing_was_given_up(left):
    assert (left.pending, left.given_up, left.set_apart) == (0, 0, 0)


def test_no_newspaper_was_asked_by_two_at_a_time(left):
    assert {paper.busiest for paper in left.press.papers} == {1}
    assert not any(paper.hits[CLOSED] for paper in left.press.papers)


def test_a_kill_repeats_a_page_at_most(left):
    pages = Counter({(p.number, path): n for p in left.press.papers for path, n in p.hits.items() if "bai-" in path})
    repeated = sum(n - 1 for n in pages.values())
    assert max(pages.values()) <= 1 + KILLS
    assert repeated <= KILLS * 4 * 20, "no more than what the dead had in hand: four jobs of twenty pages"


def test_the_others_ended_cleanly(left):
    assert set(left.statuses) == {0}
