"""The shipped plan, read once: reports are about its themes, units and types."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.core.config.plan_file import load_plan
from monitor.core.plan import Plan


@pytest.fixture(scope="session")
def plan() -> Plan:
    return load_plan(Path(__file__).parents[4] / "plan.yaml")
