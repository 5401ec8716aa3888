"""The shipped plan and a store on a real file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.core.config.plan_file import load_plan
from monitor.core.plan import Plan
from monitor.store.database import Store, open_store


@pytest.fixture(scope="session")
def plan() -> Plan:
    return load_plan(Path(__file__).parents[3] / "plan.yaml")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path}/monitor.db")
    yield store
    store.close()
