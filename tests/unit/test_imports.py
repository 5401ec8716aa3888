"""Imports run one way: the contracts of pyproject.toml, checked as `lint-imports` checks them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_every_import_contract_is_kept():
    # A process of its own: the linter reconfigures logging for the whole process.
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("package", ["scipy", "sklearn", "underthesea", "trafilatura"])
def test_what_runs_every_day_does_without(package: str):
    # Each takes ten megabytes and more; training, the week's words and pages that no rule reads need them, seldom.
    code = f"import sys, monitor.commands.running, monitor.workers.engine; sys.exit({package!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
