"""The shipped plan, read once: reports are about its themes, units and types."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.core.plan import Plan
from monitor.core.plan_file import load_plan


@pytest.fixture(scope="session")
def plan() -> Plan:
    return load_plan(Path(__file__).parents[4] / "plan.yaml")
