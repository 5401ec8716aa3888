"""How long the desk takes over a full archive: every list, search and page, and how soon an open page hears of a case.

Usage: python -m bench.desk [--quick] [--database sqlite:///big.db] [--rounds 40]

Without a database it writes one of a million items first, which takes minutes and 4 GiB of the folder for temporary
files (`monitor sample-archive --weeks 130 --scale 20 --stories-a-day 2` writes one to keep).

Prints, for each kind of page, the median, 95th percentile and longest server time (from the request's arrival to the
answer's last byte) and the 95th percentiles of the time to the first byte and of the processor's time. The database is
changed: accounts, audit lines, some incidents of many items, lines of the log.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import secrets
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from urllib.parse import quote, urlencode

import httpx
import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.app import App, Overrides, build
from monitor.core.accounts import Account, Role, Session
from monitor.core.clock import VirtualClock
from monitor.core.events import IncidentChanged
from monitor.core.handling import IncidentEvent
from monitor.core.incidents import IncidentStatus
from monitor.core.settings import load_settings
from monitor.desk.web import create_web
from monitor.schedule import listen
from monitor.store.database import Tx, open_store
from monitor.store.incident_lists import IncidentFilter

THICK, THICK_ITEMS = 60, 60
"""So many incidents are given so many items of their story."""
AUDIT_LINES = 5_000
LIVE_TRIES = 10
ROUNDS, QUICK_ROUNDS = 40, 2
SAMPLE = ("sample-archive", "--stories-a-day", "2", "--weeks")
YEARS, QUICK_YEARS = ("130", "--scale", "20"), ("8", "--scale", "1")
"""How many weeks, and how much of everything: a million items in all, or two thousand."""
UNIT = "gdth"
WORDS = {
    "search, no accents": (
        "nha truong",
        "hoc sinh",
        "giao duc",
        "ba tri",
        "ngo doc",
        "hoc phi, phu huynh",
        "tuyen sinh",
    ),
    "search, accents": ("nhà trường", "học sinh", "giáo dục", "Ba Tri", "ngộ độc", "học phí, phụ huynh", "tuyển sinh"),
    "search, rare or absent": ("khong he co", "không hề có từ này", "bão số chín", "sạt lở bờ kè", "xyzzy"),
    "search, wrong accents": ("trưỡng", "bạn bàn", "hỏc sinh", "dỉem", "giảo dúc"),
}


class Timed:
    """Around the application: milliseconds of the last answer, to its first and last byte, and of the processor."""

    def __init__(self, web: ASGIApp) -> None:
        self._web = web
        self.first = self.last = self.cpu = 0.0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        begun, worked = time.perf_counter(), time.process_time()

        async def timed(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.first = (time.perf_counter() - begun) * 1000
            elif message["type"] == "http.response.body":
                self.last = (time.perf_counter() - begun) * 1000
                self.cpu = (time.process_time() - worked) * 1000
            await send(message)

        await self._web(scope, receive, timed)


class Unused:
    """Stands where the classifier would: nothing arrives here."""

    def classify_batch(self, items: object, *, contexts: object = None) -> object:
        """Refuse."""
        raise AssertionError((items, contexts))


def build_desk(database: str, folder: str) -> App:
    """The product over the archive, at the archive's last moment."""
    store = open_store(database)
    with store.read() as tx:
        last = tx.volume.last_arrival()
    assert last is not None, "the archive is empty"
    settings = load_settings({"MONITOR_VAR": folder})
    clock = VirtualClock(last + timedelta(minutes=1))
    classifier: object = Unused()
    return build(settings, Overrides(clock=clock, store=store, fetch=False, channels={}, classifier=classifier))  # type: ignore[arg-type]


def prepare(app: App) -> dict[Role, str]:
    """Thicken incidents, write audit lines, sign two people in; returns their session keys."""
    now = app.clock.now()
    with app.store.transaction() as tx:
        for incident in tx.incident_lists.page(IncidentFilter(), limit=THICK):
            members = [row.item_id for row in tx.stories.members(incident.story_id)][:THICK_ITEMS]
            ids = tuple(dict.fromkeys((*incident.item_ids, *members)))
            tx.incidents.put(replace(incident, item_ids=ids), next_due_at=None)
        if not tx.audit.recent(AUDIT_LINES // 2)[AUDIT_LINES // 2 - 1 :]:
            for number in range(AUDIT_LINES):
                act = "reveal" if number % 50 == 0 else "acknowledge"
                tx.audit.add(now, "van-phong", act, f"mau-{number:07d}", person="truc-tin")
        return {role: sign_in(tx, app, role) for role in (Role.ADMIN, Role.UNIT)}


def sign_in(tx: Tx, app: App, role: Role) -> str:
    """A session of an account with that role."""
    now, key = app.clock.now(), secrets.token_urlsafe()
    unit = UNIT if role is Role.UNIT else None
    account = Account(id=f"bench-{role}", login=f"bench-{role}", name="Đo", role=role, created_at=now, unit=unit)
    tx.users.put(account)
    hashed = hashlib.sha256(key.encode()).hexdigest()
    tx.sessions.add(Session(hashed, account.id, "x", now, now, now + timedelta(hours=12)))
    return key


def pages(app: App, rng: random.Random) -> Mapping[str, list[str]]:
    """Addresses by kind of page, in no order."""
    with app.store.read() as tx:
        incidents = tx.incident_lists.page(IncidentFilter(), limit=2000)
        newest = tx.items.recent(app.clock.now() - timedelta(days=2))
    plan = app.plan
    themes = [theme.id for theme in plan.themes]
    places = sorted({unit.place for unit in plan.units if unit.place})
    thick, rest = incidents[:THICK], incidents[THICK:]
    sources = sorted({item.source for item in newest if item.source})
    day = app.clock.now().date()
    found = {
        "Hôm nay": ["/"],
        "incidents": ["/su-co", "/su-co?trang-thai=tat-ca", "/su-co?trang-thai=khep&muc=S3", "/su-co?muc=S4",
                      *(f"/su-co?trang-thai=tat-ca&sau={quote(i.opened_at.isoformat())}~{i.id}" for i in rest[::40])],
        "incident": [f"/su-co/{incident.id}" for incident in rest],
        "incident of 60 items": [f"/su-co/{incident.id}" for incident in thick],
        "items": ["/tin-bai", *(f"/tin-bai?den={day - timedelta(days=n)}" for n in range(0, 900, 45))],
        "items by theme": [f"/tin-bai?chu-de={theme}" for theme in themes],
        "items by place": [f"/tin-bai?noi={place}" for place in places],
        "items by source": [f"/tin-bai?nguon={source}" for source in sources],
        "items of incidents": ["/tin-bai?su-co=co", "/tin-bai?su-co=khong", "/tin-bai?su-co=co&muc=S2"],
        "items, two or three filters": [
            f"/tin-bai?chu-de={theme}&{more}"
            for theme in themes
            for more in ("muc=S4", "muc=S2&dia-ban=home", "sac-thai=positive&muc=S3", f"noi={places[0]}&muc=S2")
        ],
        "item": [f"/tin-bai/{item.id}" for item in newest],
        "search and filters": [
            f"/tin-bai?{urlencode({'tim': words, 'chu-de': theme})}"
            for words in ("nhà trường", "hoc sinh", "không hề có") for theme in themes
        ],
        "sources": ["/nguon-tin"],
        "units": ["/don-vi", "/don-vi/gdth"],
        "audit": ["/nhat-ky", "/nhat-ky?viec=reveal", "/nhat-ky?ve=mau-0000007"],
    }  # fmt: skip
    found |= {kind: [f"/tin-bai?tim={quote(words)}" for words in phrases] for kind, phrases in WORDS.items()}
    for addresses in found.values():
        rng.shuffle(addresses)
    return found


@contextmanager
def served(web: ASGIApp) -> Iterator[str]:
    """The address of the application while it is served."""
    listener = listen(0)
    server = uvicorn.Server(uvicorn.Config(web, log_level="critical", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()


@dataclass
class Times:
    """Milliseconds of the answers to one kind of page."""

    first: list[float] = field(default_factory=list)
    last: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")


def measure(client: httpx.Client, timed: Timed, addresses: list[str], rounds: int) -> Times:
    """Ask `rounds` times."""
    found = Times()
    for number in range(rounds):
        address = addresses[number % len(addresses)]
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)  # noqa: PLR2004 - done
        found.first.append(timed.first)
        found.last.append(timed.last)
        found.cpu.append(timed.cpu)
        found.slowest = max(found.slowest, (timed.last, address))
    return found


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def live(app: App, address: str, cookies: dict[str, str], *, told: bool) -> list[float]:
    """Seconds from an incident's commit to the line on an open page; `told` by this process, else only in the store."""
    waits: list[float] = []
    with app.store.read() as tx:
        incident = tx.incident_lists.page(IncidentFilter(status=IncidentStatus.OPEN), limit=1)[0]
    with httpx.stream("GET", f"{address}/su-kien", cookies=cookies, timeout=30) as stream:
        lines = (line for line in stream.iter_lines() if line.startswith("data:"))
        time.sleep(0.5)
        for _ in range(LIVE_TRIES):
            begun = time.perf_counter()
            with app.store.transaction() as tx:
                tx.incidents.log(IncidentEvent(incident.id, app.clock.now(), "opened", snapshot=incident))
            if told:
                app.events(IncidentChanged(app.clock.now(), "opened", incident))
            next(lines)
            waits.append(time.perf_counter() - begun)
    return waits


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a small archive of its own: does everything still work?")
    parser.add_argument("--database", default="")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--json", action="store_true", help="one line a kind of page")
    asked = parser.parse_args()
    if asked.quick:
        asked.rounds = QUICK_ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        app = build_desk(asked.database or own_archive(folder, quick=asked.quick), folder)
        keys = prepare(app)
        web = create_web(app)
        timed = Timed(web)
        with app.store.read() as tx:
            print(f"items {tx.items.count():,}, incidents {tx.incident_lists.count(IncidentFilter()):,}")
        with served(timed) as address:
            report(app, timed, address, keys, asked)
        app.close()


def own_archive(folder: str, *, quick: bool) -> str:
    """Write an archive of years, as the command does; returns its address. Raises CalledProcessError."""
    database = f"sqlite:///{folder}/archive.db"
    command = [sys.executable, "-m", "monitor.cli", *SAMPLE, *(QUICK_YEARS if quick else YEARS), "--database", database]
    subprocess.run(command, check=True, env={**os.environ, "MONITOR_VAR": folder})  # noqa: S603 - our own program
    return database


def report(app: App, timed: Timed, address: str, keys: Mapping[Role, str], asked: argparse.Namespace) -> None:
    """Ask for every kind of page as an administrator, and for the first ones as a unit."""
    cookies = {"phien": keys[Role.ADMIN]}
    kinds = pages(app, random.Random(3))  # noqa: S311 - no secret
    print(f"{'kind':30}     median        p95        max  p95 first    p95 cpu  slowest")
    with httpx.Client(base_url=address, cookies=cookies, timeout=60) as client:
        client.get("/")
        for kind, addresses in kinds.items():
            if not addresses:  # a small archive has no such thing
                continue
            show(kind, measure(client, timed, addresses, asked.rounds), as_json=asked.json)
    with httpx.Client(base_url=address, cookies={"phien": keys[Role.UNIT]}, timeout=60) as client:
        show("a unit's pages", measure(client, timed, ["/", "/su-co", "/tin-bai"], asked.rounds), as_json=asked.json)
    for told, words in ((True, "same process"), (False, "another process")):
        waits = live(app, address, cookies, told=told)
        print(f"live update, {words}: median {statistics.median(waits):.2f} s, longest {max(waits):.2f} s")


def show(kind: str, found: Times, *, as_json: bool) -> None:
    """Print one line."""
    row = {
        "median": statistics.median(found.last),
        "p95": p95(found.last),
        "max": max(found.last),
        "first": p95(found.first),
        "cpu": p95(found.cpu),
    }
    if as_json:
        print(json.dumps({"kind": kind, **{name: round(value, 1) for name, value in row.items()}}, ensure_ascii=False))
    else:
        values = " ".join(f"{value:10.1f}" for value in row.values())
        print(f"{kind:30} {values}  {found.slowest[1][:60]}", flush=True)


if __name__ == "__main__":
    main()
