"""What `doctor` says of places that the plan names and the gazetteer does not know."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.commands.checking import Finding, check_plan
from monitor.core.settings import load_settings

ROOT = Path(__file__).resolve().parents[4]


def finding(folder: Path, old: str, new: str) -> Finding:
    text = (ROOT / "plan.yaml").read_text("utf-8")
    assert old in text
    (folder / "plan.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    (folder / "data").symlink_to(ROOT / "data", target_is_directory=True)
    return check_plan(load_settings({"MONITOR_HOME": str(folder), "MONITOR_VAR": str(folder / "var")}))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        pytest.param("home_province: ben-tre\n", "home_province: ben-tree\n", 'home_province: "ben-tree"', id="home"),
        pytest.param(
            "place: ben-tre/ba-tri\n", "place: ben-tre/ba-trii\n", 'place của đơn vị pgd-ba-tri: "ben-tre/ba-trii"',
            id="a unit's district",
        ),
    ],
)  # fmt: skip
def test_a_place_nothing_is_ever_found_at_is_a_fault(tmp_path: Path, old: str, new: str, words: str) -> None:
    found = finding(tmp_path, old, new)
    assert found.ok is False
    assert words in found.text


def test_the_shipped_plan_names_places_that_are_known(tmp_path: Path) -> None:
    assert finding(tmp_path, "name: Kế hoạch", "name: Kế hoạch").ok is True
