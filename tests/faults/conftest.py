"""The classifier is read once; each test leaves its line of the table (`python -m tests.faults.table`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from monitor.app import load_classifier
from monitor.core.config.plan_file import load_plan
from monitor.core.places.finder import PlaceFinder
from monitor.core.places.gazetteer import load_gazetteer
from monitor.core.settings import load_settings
from monitor.stages.parts import ItemClassifier
from tests.faults.world import World

Note = Callable[..., None]


@pytest.fixture(scope="session")
def classifier() -> ItemClassifier:
    settings = load_settings({})
    plan = load_plan(settings.plan_path)
    return load_classifier(settings, plan, PlaceFinder(load_gazetteer(settings.gazetteer_dir)))


@pytest.fixture
def world(tmp_path: Path, classifier: ItemClassifier) -> Iterator[World]:
    world = World(tmp_path, classifier)
    yield world
    world.end()


@pytest.fixture
def note(record_property: Callable[[str, object], None]) -> Note:
    """Keep the line of the table: the fault, what was seen meanwhile, what was lost. None = not counted there."""

    def keep(fault: str, *, seen: str, lost: int, extra: int | None = None) -> None:
        record_property("fault", fault)
        record_property("seen", seen)
        record_property("lost", lost)
        record_property("extra", "–" if extra is None else extra)
        assert lost == 0

    return keep
