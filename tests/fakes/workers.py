"""Worker and scheduler processes over one PostgreSQL database, with newspapers of the loopback as their sources."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import yaml

from tests.fakes.press import Press
from tests.fakes.product import ROOT

PROGRAM = "from tests.fakes.worker_run import main; main()"
END_WITHIN_S = 60.0
LOOK_S = 0.1


@dataclass(frozen=True)
class Yard:
    """Where workers live: home, what they keep, their database, what they say."""

    home: Path
    var: Path
    database_url: str
    said: Path

    def environment(self) -> dict[str, str]:
        """Nothing of the tester's own settings gets in."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("MONITOR_")}
        return kept | {
            "PYTHONPATH": str(ROOT),
            "DATABASE_URL": self.database_url,
            "MONITOR_HOME": str(self.home),
            "MONITOR_VAR": str(self.var),
            "MONITOR_ALLOW_PRIVATE": "127.0.0.0/8",
            "OMP_NUM_THREADS": "1",
        }

    def start(self, *command: str) -> Running:
        """Start a worker or a scheduler."""
        said = self.said.open("ab")
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *command], cwd=self.home, env=self.environment(), stderr=said, stdout=said
        )
        return Running(process, said)


@dataclass
class Running:
    """One process."""

    process: subprocess.Popen[bytes]
    _said: IO[bytes]

    def kill(self) -> None:
        """SIGKILL."""
        self.process.kill()
        self._end()

    def stop(self) -> int:
        """SIGTERM, once the program is far enough to hear it; returns the exit status."""
        deadline, pause = time.monotonic() + END_WITHIN_S, threading.Event()
        while self.process.poll() is None and not self._hears() and time.monotonic() < deadline:
            pause.wait(LOOK_S)
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(END_WITHIN_S)
        finally:
            self.kill()

    def _hears(self) -> bool:
        """Whether the program has set up what it does at SIGTERM (proc(5)); unreadable, it is taken so."""
        try:
            status = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        except OSError:
            return True
        caught = next((line.split()[1] for line in status.splitlines() if line.startswith("SigCgt:")), "f" * 16)
        return bool(int(caught, 16) & 1 << (signal.SIGTERM - 1))

    def _end(self) -> None:
        self.process.wait()
        self._said.close()


def make_yard(folder: Path, press: Press, database_url: str, *, every_minutes: float = 0) -> Yard:
    """A home with the shipped plan and data, whose sources are the newspapers."""
    home = folder / "home"
    home.mkdir(parents=True)
    (folder / "var").mkdir()
    shutil.copy(ROOT / "plan.yaml", home / "plan.yaml")
    (home / "data").symlink_to(ROOT / "data", target_is_directory=True)
    rows = [
        {
            "id": f"bao-{paper.number}",
            "name": f"Báo {paper.number}",
            "kind": "rss",
            "url": paper.feed_url,
            "channel": "press-local",
            "tier": "state",
            "every_minutes": every_minutes,
            "min_gap_s": 0,
        }
        for paper in press.papers
    ]
    (home / "sources.yaml").write_text(yaml.safe_dump({"sources": rows}, allow_unicode=True), encoding="utf-8")
    return Yard(home, folder / "var", database_url, folder / "said.txt")
