"""The demo: a city of news on loopback, the real pipeline on a sped-up clock, then the web page."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from datetime import datetime, timedelta
from ipaddress import ip_network
from pathlib import Path

import uvicorn
from rich.console import Console

from alerts.channels.file import FileChannel
from monitor.app import App, Overrides, build, build_fetcher
from monitor.commands.running import invite_first, reachable
from monitor.core.clock import VirtualClock, local_date
from monitor.core.settings import Settings
from monitor.demo.city import City, load_city
from monitor.demo.server import CityServer, sources_of
from monitor.demo.show import Show
from monitor.desk.web import create_web
from monitor.reports.keywords import general_shares
from monitor.reports.making import ReportKind, Request, Workshop, archive_report, write_report
from monitor.reports.monday import BY
from monitor.reports.official.bodies import load_bodies
from monitor.schedule import HOST, listen
from monitor.store.database import open_store

STEP = timedelta(minutes=5)
"""One round: every source that is due is polled, timers run, messages go out."""
LOOPBACK = ip_network("127.0.0.0/8")
IDLE_S = 1.0


def demo(settings: Settings, *, folder: Path, once: bool, port: int, speed: float | None) -> int:
    """Show the city's days in about a minute; then serve the web page until stopped, unless `once`."""
    console = Console()
    # The port is taken first: a minute of demo must not end in "port in use".
    listener = None if once else listen(port)
    settings = reachable(settings, port=listener.getsockname()[1] if listener else port)
    city = load_city(folder)
    workplace = settings.var / "demo"
    shutil.rmtree(workplace, ignore_errors=True)
    workplace.mkdir(parents=True)
    clock = VirtualClock(city.start)
    server = CityServer(city, clock.now)
    server.start()
    try:
        _play(
            console, settings, city=city, server=server, clock=clock, workplace=workplace, listener=listener,
            speed=speed or city.speed,
        )  # fmt: skip
    finally:
        server.stop()
    return 0


def _play(
    console: Console,
    settings: Settings,
    *,
    city: City,
    server: CityServer,
    clock: VirtualClock,
    workplace: Path,
    listener: socket.socket | None,
    speed: float,
) -> None:
    show = Show(console, start=city.start, end=city.end, unit_name=lambda unit: app.plan.unit(unit).name)
    outbox = workplace / "outbox"
    app = build(
        settings,
        Overrides(
            clock=clock,
            store=open_store(f"sqlite:///{workplace / 'monitor.db'}"),
            sources=sources_of(city, server),
            channels={"file": FileChannel(outbox, sender=settings.mail_from)},
            sink=show.hear,
            seed=0,
            fetcher=lambda: build_fetcher(_with_loopback(settings), clock),
        ),
    )
    try:
        with show:
            _run_days(app, city, clock, show, speed=speed)
        _sum_up(console, app, show, workplace=workplace, outbox=outbox, now=clock.now())
        if listener is not None:
            invite_first(console, app, settings)
            _serve(console, app, clock, listener)
    finally:
        app.close()


def _with_loopback(settings: Settings) -> Settings:
    return settings.model_copy(update={"allow_private": (*settings.allow_private, LOOPBACK)})


def _run_days(app: App, city: City, clock: VirtualClock, show: Show, *, speed: float) -> None:
    """Step through the city's days, never faster than `speed` virtual minutes a second."""
    started, pace_s = time.monotonic(), STEP.total_seconds() / 60 / speed
    for number in range(int((city.end - city.start) / STEP) + 1):
        clock.move_to(city.start + STEP * number)
        _round(app, show)
        ahead = pace_s * number - (time.monotonic() - started)
        if ahead > 0:
            time.sleep(ahead)


def _round(app: App, show: Show) -> None:
    summary = app.pipeline.collect()
    app.pipeline.watch()
    app.pipeline.run_timers()
    app.pipeline.deliver()
    show.step(app.clock.now(), summary)


def _sum_up(console: Console, app: App, show: Show, *, workplace: Path, outbox: Path, now: datetime) -> None:
    shop = Workshop(
        store=app.store,
        plan=app.plan,
        bodies=load_bodies(app.settings.bodies_path),
        general=general_shares(app.settings.models_dir / "idf.json"),
        source_names=app.source_names,
    )
    asked = Request(ReportKind.WEEKLY, local_date(now))
    paths = write_report(shop, asked, now=now, folder=workplace / "reports", pdf=False).paths
    archive_report(shop, asked, now=now, by=BY)  # and on the desk, where a newcomer looks first
    alerted = [incident for incident in show.incidents if incident.units]
    console.print()
    console.print(f"[bold]Xong.[/] {len(alerted)} sự cố; tin nhắn (mở bằng trình duyệt hoặc phần mềm thư):")
    console.print(f"  {outbox}", soft_wrap=True)
    console.print("Bản tổng hợp tuần:")
    for path in paths:
        console.print(f"  {path}", soft_wrap=True)


def _serve(console: Console, app: App, clock: VirtualClock, listener: socket.socket) -> None:
    """Serve the page until Ctrl-C, virtual time going on at the pace of real time."""
    server = uvicorn.Server(uvicorn.Config(create_web(app), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="web", daemon=True)
    thread.start()
    port = listener.getsockname()[1]
    console.print(f"Trang làm việc: [bold]http://{HOST}:{port}/[/]  (dừng bằng Ctrl-C)")
    try:
        while thread.is_alive():
            time.sleep(IDLE_S)
            clock.advance(timedelta(seconds=IDLE_S))
            app.pipeline.collect()
            app.pipeline.watch()
            app.pipeline.run_timers()
            app.pipeline.deliver()
    except KeyboardInterrupt:
        console.print("Đã dừng.")
    finally:
        server.should_exit = True
        thread.join(timeout=5)
