"""Commands of an installation on PostgreSQL, where several processes share the work: worker, scheduler, web."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import uvicorn
from rich.console import Console

from monitor.app import App, Overrides
from monitor.commands.running import invite_first, reachable
from monitor.core.errors import MonitorError
from monitor.core.settings import Settings
from monitor.desk.web import create_web
from monitor.reports.keywords import general_shares
from monitor.schedule import HOST, WEB_STOP_S, Pace, Runner, listen, stopped_by_signals
from monitor.workers.building import build_shared, check_shared
from monitor.workers.hands import Hands
from monitor.workers.wakes import QUEUES

if TYPE_CHECKING:
    from monitor.workers.engine import Beat

MOST_AT_ONCE = 64
"""Jobs of one process; each may hold a connection to the database."""


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What a test or a measurement does differently. None = as always."""

    overrides: Overrides | None = None
    pace: Pace | None = None
    beat: Beat | None = None


def worker(settings: Settings, *, queues: str, concurrency: int, otherwise: Otherwise | None = None) -> int:
    """Do jobs until stopped by a signal. `queues`: names of what to serve, separated by commas; empty for all."""
    check_shared(settings)
    served, other = read_queues(queues), otherwise or Otherwise()
    from monitor.workers.engine import work  # noqa: PLC0415 - needs the extra, which was just checked

    with closing(build_shared(settings, other.overrides)) as app:
        hands = Hands(app, _runner(settings, app, other))
        Console(stderr=True).print(f"[bold]Tiến trình làm việc[/] đang chạy: {', '.join(served)}; dừng bằng Ctrl-C.")
        work(app, hands, queues=served, concurrency=min(concurrency, MOST_AT_ONCE), beat=other.beat)
    return 0


def scheduler(settings: Settings, *, otherwise: Otherwise | None = None) -> int:
    """Fire what comes round until stopped by a signal; any number may run, each thing is fired once."""
    check_shared(settings)
    other = otherwise or Otherwise()
    from monitor.workers.engine import keep_time  # noqa: PLC0415 - needs the extra, which was just checked

    with closing(build_shared(settings, other.overrides)) as app:
        runner = _runner(settings, app, other)
        runner.couriers.start()
        try:
            Console(stderr=True).print("[bold]Bộ hẹn giờ[/] đang chạy; dừng bằng Ctrl-C.")
            keep_time(app, Hands(app, runner), runner, beat=other.beat)
        finally:
            runner.couriers.stop()
    return 0


def web(settings: Settings, *, port: int) -> int:
    """Serve the desk alone; what people do there wakes the workers."""
    check_shared(settings)
    listener = listen(port)
    port = listener.getsockname()[1]
    settings = reachable(settings, port=port)
    console = Console(stderr=True)
    with closing(build_shared(settings)) as app:
        console.print(f"Trang làm việc: http://{HOST}:{port}/   ·   dừng bằng Ctrl-C")
        invite_first(console, app, settings)
        config = uvicorn.Config(
            create_web(app), log_level="warning", access_log=False, timeout_graceful_shutdown=WEB_STOP_S
        )
        server = uvicorn.Server(config)
        with stopped_by_signals(server):
            server.run(sockets=[listener])
    return 0


def read_queues(given: str) -> tuple[str, ...]:
    """Names of queues from the command line. Raises MonitorError on one that there is not."""
    names = tuple(dict.fromkeys(name.strip() for name in given.split(",") if name.strip()))
    wrong = [name for name in names if name not in QUEUES]
    if wrong:
        raise MonitorError(f"không có hàng việc «{', '.join(wrong)}»; chọn trong: {', '.join(QUEUES)}")
    return names or QUEUES


def _runner(settings: Settings, app: App, other: Otherwise) -> Runner:
    return Runner(app, other.pace, general=general_shares(settings.models_dir / "idf.json"))
