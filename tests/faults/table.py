"""Runs the fault suite and writes `docs/endurance.md`: faults, what was seen, what was lost.

`python -m tests.faults.table`; about four minutes of an idle machine.
"""

from __future__ import annotations

import platform
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "docs" / "endurance.md"
KILLS = "tests/integration/run/test_kill.py"
KILL_ROW = (
    "SIGKILL ten times at random moments, some while starting",
    "each death repeats at most one message, under the same key; data intact",
)
HEAD = """# Endurance

What was made to fail, what was seen meanwhile, and what was lost in the end. Written by
`python -m tests.faults.table` (Python {python}, {system}); the tests are `tests/faults` and
`{kills}`. The product is the real one on a virtual clock; its papers, channels,
database and hours are made to fail. *Lost* counts pieces published that are no item, messages owed that were not
written or did not arrive; *repeats* are messages that came twice, always under one key.

| fault | seen | lost | repeats |
| --- | --- | --- | --- |
"""
TAIL = """
What holds it together: an entry is kept in the transaction that keeps its feed's new state; all that one item causes
is one transaction, messages included; a message is marked after the provider accepted it, under a key that never
changes; due times lie in the store. What the store cannot take note of is told past it
(`monitor.stages.last_resort`), and `/health` says so at once.

Not covered here: a power cut under a disk that lies about what it has written (the nightly backup is the way back),
and what a paper has taken from its feed before it could be read again.
"""


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    fault: str
    seen: str
    lost: str
    extra: str
    ended_well: bool

    def __str__(self) -> str:
        mark = "" if self.ended_well else " **(failed)**"
        return f"| {self.fault} | {self.seen}{mark} | {self.lost} | {self.extra} |"


def main() -> int:
    """Run, write, and end with what the tests ended with."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "no:randomly",
            f"--junitxml={report}",
            "-o",
            "junit_family=xunit1",
        ]
        status = subprocess.run([*command, "tests/faults", KILLS], cwd=ROOT, check=False).returncode
        rows = rows_of(ET.parse(report))
    system = f"{platform.system()} {platform.machine()}"
    head = HEAD.format(python=platform.python_version(), system=system, kills=KILLS)
    TARGET.write_text(head + "".join(f"{row}\n" for row in rows) + TAIL, encoding="utf-8")
    return status


def rows_of(report: ET.ElementTree) -> list[Row]:  # type: ignore[type-arg]
    """Read the lines the tests left, and add the one of the kills."""
    rows, killed = [], []
    for case in report.iter("testcase"):
        well = case.find("failure") is None and case.find("error") is None
        found = {p.get("name"): p.get("value") or "" for p in case.iter("property")}
        if "fault" in found:
            rows.append(Row(found["fault"], found["seen"], found["lost"], found["extra"], well))
        if "test_kill" in (case.get("classname") or ""):
            killed.append(well)
    if killed:
        rows.insert(0, Row(*KILL_ROW, "0" if all(killed) else "?", "≤ 10", all(killed)))
    return rows


if __name__ == "__main__":
    sys.exit(main())
