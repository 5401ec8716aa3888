"""`monitor run` as a process of its own: started, killed, stopped by signals, its page asked over HTTP."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import yaml

from monitor.demo.city import City
from monitor.demo.server import CityServer, sources_of

ROOT = Path(__file__).resolve().parents[2]
REAL_PACE = "from monitor.cli import main; main()"
FAST_PACE = "from tests.fakes.fast_run import main; main()"
CUT_OFF = "jobs still running at the stop"
READY_WITHIN_S = 120.0
"""Far more than a start takes, so that a busy machine fails no test."""
LOOK_EVERY_S = 0.1
_ANNOUNCED = re.compile(r"http://127\.0\.0\.1:(\d+)/")


@dataclass(frozen=True)
class Site:
    """Where a product lives: its home (plan, sources, data) and what it keeps; `database`: not a file of its own."""

    home: Path
    var: Path
    database: str = ""

    @property
    def database_url(self) -> str:
        return self.database or f"sqlite:///{self.var / 'monitor.db'}"

    def environment(self, smtp_port: int | None = None) -> dict[str, str]:
        """Nothing of the tester's own settings gets in."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("MONITOR_")}
        kept.pop("DATABASE_URL", None)
        kept |= {
            "COLUMNS": "200",
            "PYTHONPATH": str(ROOT),
            "MONITOR_HOME": str(self.home),
            "MONITOR_VAR": str(self.var),
            "MONITOR_ALLOW_PRIVATE": "127.0.0.0/8",
            "MONITOR_MAIL_FROM": "giam-sat@sogddt.example",
        }
        if self.database:
            kept["DATABASE_URL"] = self.database
        if smtp_port is not None:
            kept["MONITOR_SMTP_URL"] = f"smtp://127.0.0.1:{smtp_port}?starttls=none"
        return kept


@contextmanager
def serving(city: City, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Iterator[CityServer]:
    """The city's web, on the real clock unless another one is given."""
    server = CityServer(city, clock)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def make_site(folder: Path, city: City, server: CityServer) -> Site:
    """A home with the shipped plan and data, and the city's outlets as its sources, polled at every round."""
    home = folder / "home"
    home.mkdir(parents=True)
    shutil.copy(ROOT / "plan.yaml", home / "plan.yaml")
    (home / "data").symlink_to(ROOT / "data", target_is_directory=True)
    rows = [
        {
            "id": source.id,
            "name": source.name,
            "kind": source.kind.value,
            "url": source.url,
            "channel": source.channel.value,
            "tier": source.tier.value,
            "every_minutes": 0,
            "min_gap_s": 0,
            "selectors": dict(source.selectors),
            **({"home_place": source.home_place} if source.home_place else {}),
        }
        for source in sources_of(city, server)
    ]
    (home / "sources.yaml").write_text(yaml.safe_dump({"sources": rows}, allow_unicode=True), encoding="utf-8")
    return Site(home, folder / "var")


class Product:
    """One life of the product. Its standard error is kept in `said`."""

    def __init__(
        self, site: Site, *, smtp_port: int | None = None, program: str = REAL_PACE, port: int = 0, verb: str = "run"
    ) -> None:
        self.said: list[str] = []
        self.port = 0
        self._ready = threading.Event()
        command = [sys.executable, "-c", program, verb, "--port", str(port)]
        self._process = subprocess.Popen(
            command, cwd=site.home, env=site.environment(smtp_port), stderr=subprocess.PIPE, text=True
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def wait_ready(self) -> None:
        """Until it has named its port."""
        assert self._ready.wait(READY_WITHIN_S), self.said
        assert self.port, self.said

    def live(self, seconds: float) -> None:
        """Let it run for so long; it must not end by itself."""
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return
        raise AssertionError("\n".join(self.said))

    def until_settled(self, *, items: int, within_s: float) -> None:
        """Until so many items are stored and every message is sent."""

        def settled() -> bool:
            state = self.get("/suc-khoe").json()
            return bool(state["items"] >= items and state["outbox_waiting"] == 0)

        until(settled, within_s=within_s, what="every item stored, every message sent")

    def kill(self) -> None:
        """SIGKILL: no warning, no cleaning up."""
        self._process.kill()
        self._end()

    def stop(self, number: signal.Signals = signal.SIGTERM, *, within_s: float = 60.0) -> tuple[int, bool]:
        """Ask it to end. Returns its exit status, and whether it left jobs running that did not end in time."""
        self._process.send_signal(number)
        status = self._process.wait(within_s)
        self._end()
        return status, any(CUT_OFF in line for line in self.said)

    def wait_end(self) -> int:
        """Until it ends by itself; returns its exit status."""
        status = self._process.wait(READY_WITHIN_S)
        self._end()
        return status

    def close(self) -> None:
        """End it if it still runs, and let go of its output."""
        self.kill()

    def get(self, path: str) -> httpx.Response:
        return httpx.get(f"http://127.0.0.1:{self.port}{path}", timeout=10, trust_env=False)

    def post(self, path: str, data: dict[str, str]) -> httpx.Response:
        return httpx.post(f"http://127.0.0.1:{self.port}{path}", data=data, timeout=10, trust_env=False)

    def _read(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self.said.append(line.rstrip())
            announced = _ANNOUNCED.search(line)
            if announced and not self.port:
                self.port = int(announced[1])
                self._ready.set()
        self._ready.set()

    def _end(self) -> None:
        self._process.wait()
        self._reader.join()
        assert self._process.stderr is not None
        self._process.stderr.close()


def until(happened: Callable[[], bool], *, within_s: float, what: str) -> None:
    """Look again and again until something has happened in another process."""
    deadline = time.monotonic() + within_s
    pause = threading.Event()
    while not happened():
        assert time.monotonic() < deadline, f"not within {within_s:.0f} s: {what}"
        pause.wait(LOOK_EVERY_S)
