"""The training streams for staff: whole, and what the trainer's sheet expects does happen in a replay."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from monitor.commands.running import replay
from monitor.core.settings import load_settings

pytestmark = pytest.mark.slow

DRILLS = Path(__file__).parents[2] / "data" / "drills"
STREAMS = sorted(DRILLS.glob("*.jsonl"))
ITEMS_OF_A_DRILL = range(8, 26)
NOT_MET: dict[str, str] = {}
"""Milestones that the product does not meet today, by `stream/number`, with the reason."""

Row = dict[str, Any]


def rows_of(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def sheet_of(stream: Path) -> list[Row]:
    return json.loads(stream.with_suffix(".expect.json").read_text(encoding="utf-8"))["expect"]


def milestones() -> list[Any]:
    found = []
    for stream in STREAMS:
        for number, expected in enumerate(sheet_of(stream), start=1):
            name = f"{stream.stem}/{number}"
            marks = [pytest.mark.xfail(reason=NOT_MET[name], strict=True)] if name in NOT_MET else []
            found.append(pytest.param(stream, expected, id=name, marks=marks))
    return found


@pytest.fixture(scope="module")
def play(tmp_path_factory):
    folder = tmp_path_factory.mktemp("drills")
    settings = load_settings({"MONITOR_VAR": str(folder / "var")})
    done: dict[Path, list[Row]] = {}

    def played(stream: Path) -> list[Row]:
        if stream not in done:
            events = folder / f"{stream.stem}.events.jsonl"
            assert replay(settings, stream=str(stream), events=str(events), plan_path=None, database=None) == 0
            done[stream] = rows_of(events)
        return done[stream]

    return played


@pytest.mark.parametrize(("stream", "expected"), milestones())
def test_the_units_of_a_milestone_are_told_in_time(stream, expected, play):
    told = [e for e in play(stream) if e["type"] == "notification" and e["kind"] in {"push", "update", "correction"}]
    in_time = {e["unit"] for e in told if e["at"] <= expected["by"] and e["level"] >= expected["level"]}
    late = set(expected["units"]) - in_time
    assert not late, [(e["at"][5:16], e["kind"], e["unit"], e["level"]) for e in told]


@pytest.mark.parametrize("stream", STREAMS, ids=lambda path: path.stem)
def test_a_drill_is_whole(stream):
    clock, *items = rows_of(stream)
    assert clock["type"] == "clock"
    assert {row["type"] for row in items} == {"item"}
    assert len(items) in ITEMS_OF_A_DRILL
    assert {row["item"] for row in sheet_of(stream)} <= {row["id"] for row in items}
    assert f"## {stream.stem}:" in (DRILLS / "README.md").read_text(encoding="utf-8")


def test_there_are_ten():
    assert len(STREAMS) == 10
