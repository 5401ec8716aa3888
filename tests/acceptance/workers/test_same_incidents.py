"""One process on SQLite and three workers on PostgreSQL come to the same incidents and tell the same people."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from monitor.app import Overrides, load_classifier
from monitor.core.config.plan_file import load_plan
from monitor.core.events import Event
from monitor.core.places.finder import PlaceFinder
from monitor.core.places.gazetteer import load_gazetteer
from monitor.core.settings import load_settings
from monitor.replay import Replay
from monitor.replay_log import event_to_record
from monitor.replay_stream import Stream, clock_from_record, happening_from_record
from monitor.store.database import open_store
from tests.fakes.crew import CrewReplay

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[3]
STREAMS = {
    "food-poisoning": ROOT / "tests/acceptance/streams/food-poisoning.jsonl",
    "rumour-and-denial": ROOT / "tests/acceptance/streams/rumour-and-denial.jsonl",
    "fight-filmed": ROOT / "data/drills/02-clip-danh-nhau.jsonl",
    "exam-leak": ROOT / "data/drills/04-nghi-lo-de-lop-10.jsonl",
    "child-care": ROOT / "data/drills/07-bao-hanh-nhom-tre.jsonl",
    "accident-2026": ROOT / "data/drills/10-tai-nan-xe-dua-ruoc-2026.jsonl",
}
WORKERS = 3

Log = list[dict[str, Any]]


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    return load_settings({"MONITOR_VAR": str(tmp_path_factory.mktemp("crew"))})


@pytest.fixture(scope="module")
def classifier(settings):
    places = PlaceFinder(load_gazetteer(settings.gazetteer_dir))
    return load_classifier(settings, load_plan(settings.plan_path), places)


def read_stream(path: Path) -> Stream:
    first, *rest = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    start, end, tick = clock_from_record(first)
    happenings = sorted((happening_from_record(line) for line in rest), key=lambda h: h.sort_key)
    return Stream(start, end, tick, tuple(happenings))


def in_order(events: list[dict[str, Any]]) -> list[str]:
    """The log as a list that does not know which of two things of one moment was written first."""
    return sorted(json.dumps(event, sort_keys=True, ensure_ascii=False) for event in events)


@pytest.fixture(scope="module")
def play(settings, classifier) -> Callable[[str, str], Log]:
    """Plays a stream on one process over a database."""

    def played(name: str, database: str) -> Log:
        log: Log = []
        own = Overrides(store=open_store(database), classifier=classifier)
        replay = Replay(settings, read_stream(STREAMS[name]), sink=partial(_write, log), overrides=own)
        replay.run()
        replay.close()
        return log

    return played


@pytest.fixture
def play_shared(settings, classifier, postgres_url) -> Callable[[str], tuple[Log, int]]:
    """Plays a stream on three workers; gives the log, and how many of them judged something."""

    def played(name: str) -> tuple[Log, int]:
        log: Log = []
        shared = load_settings({"MONITOR_VAR": str(settings.var), "DATABASE_URL": postgres_url})
        crew = CrewReplay(
            shared, read_stream(STREAMS[name]), sink=partial(_write, log),
            overrides=Overrides(classifier=classifier), url=postgres_url, size=WORKERS,
        )  # fmt: skip
        try:
            crew.run()
            return log, sum(1 for judged in crew.judged().values() if judged)
        finally:
            crew.close()

    return played


def _write(log: Log, event: Event) -> None:
    log.append(event_to_record(event))


@pytest.mark.parametrize("name", STREAMS)
def test_three_workers_tell_the_same_story(name, play, play_shared, tmp_path):
    alone = play(name, f"sqlite:///{tmp_path}/one.db")
    shared, judges = play_shared(name)
    assert judges
    assert {event["type"] for event in alone} >= {"story_assigned", "incident_opened", "notification"}
    only_shared, only_alone = Counter(in_order(shared)), Counter(in_order(alone))
    assert (only_shared - only_alone, only_alone - only_shared) == (Counter(), Counter())
