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
HEAD = """# Endurance

What was made to fail, what was seen meanwhile, and what was lost in the end. Written by
`python -m tests.faults.table` (Python {python}, {system}); the tests are `tests/faults` and
`{kills}`. The product is the real one on a virtual clock; its papers, channels,
database and hours are made to fail. *Lost* counts pieces published that are no item, messages owed that were not
written or did not arrive (of files: rows, mails, entries that are missing afterwards); *repeats* are messages that came
twice, always under one key. Both are counted in the run that wrote this table, and so is every figure in *seen*; – was
not counted, because the fault sends no messages. The words of *seen* are what the test asserts: were they not true, the
row would say **(failed)**.

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
    """Read the lines the tests left, those of the kills first."""
    rows: list[Row] = []
    killed = all(not _failed(case) for case in report.iter("testcase") if _is_of_kills(case))
    for case in report.iter("testcase"):
        found = {p.get("name"): p.get("value") or "" for p in case.iter("property")}
        if "fault" in found:
            kills = _is_of_kills(case)
            well = killed if kills else not _failed(case)
            rows.insert(
                0 if kills else len(rows), Row(found["fault"], found["seen"], found["lost"], found["extra"], well)
            )
    return rows


def _is_of_kills(case: ET.Element) -> bool:
    return "test_kill" in (case.get("classname") or "")


def _failed(case: ET.Element) -> bool:
    return case.find("failure") is not None or case.find("error") is not None


if __name__ == "__main__":
    sys.exit(main())
