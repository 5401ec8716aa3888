"""`monitor drill`: a recorded stream played to real people, every message marked as a drill, ending with a score sheet.

The stages, rules and timers are those of the product; the database, the secret behind the links and the folder of
written messages are the drill's own, so nothing of it reaches the live product.
"""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import uvicorn
from rich.table import Table
from rich.text import Text

from alerts.channels.base import Channel
from alerts.channels.drill import DrillChannel
from alerts.channels.file import FileChannel
from alerts.words import BASES, DELIVERY_CHANNELS, KINDS, SUPPRESSIONS
from monitor.app import Overrides
from monitor.channel_set import build_channels
from monitor.commands.drill_sheet import (
    Expectation,
    expectation_from_record,
    sheet,
    sidecar_expectations,
    told_incidents,
)
from monitor.commands.items import progress
from monitor.commands.records import Refusals, screen
from monitor.commands.running import reachable, read_stream
from monitor.core.clock import SystemClock, VirtualClock, show_time
from monitor.core.config.plan_file import load_plan
from monitor.core.errors import MonitorError, RecordError
from monitor.core.events import ClockChanged, Event, NotSent
from monitor.core.plan import Contact, Plan
from monitor.core.settings import Settings
from monitor.desk.web import create_web
from monitor.replay import Replay, Staging
from monitor.replay_log import event_to_record
from monitor.replay_stream import Stream
from monitor.schedule import HOST, listen
from monitor.store.database import open_store

STEP_S = 0.5
"""While waiting, the drill's clock moves on this often, so that an answer carries its true time."""
_WORDS = {
    "incident_opened": "mở sự cố", "incident_updated": "cập nhật sự cố", "incident_merged": "gộp sự cố",
    "incident_reopened": "mở lại sự cố", "incident_closed": "kết thúc sự cố", "suppressed": "không gửi",
    "started": "bắt đầu tính giờ", "warning": "sắp hết giờ", "stopped": "dừng tính giờ", "overdue": "quá giờ",
    "operator_warning": "lưu ý kỹ thuật", **{kind.value: words for kind, words in KINDS.items()},
}  # fmt: skip
WEB_STOP_S = 5.0
MAX_DRILLS_A_SECOND = 100
_UNSAFE = re.compile(r"[^\w\-]+")


@dataclass(frozen=True)
class Asked:
    """What a drill is asked to do. `speed`: so many times faster than life, None = without waiting.

    `to` are `UNIT=EMAIL`; with any, only those units are written to, others' messages become files. `port` serves the
    drill's own pages, so that links in its messages are answered; None = no pages.
    """

    stream: str
    plan_path: Path | None = None
    speed: float | None = None
    to: tuple[str, ...] = ()
    dry_run: bool = False
    port: int | None = None


def drill(settings: Settings, asked: Asked) -> int:
    """Play the stream; print what happened and where the score sheet is. Raises RecordError for unusable input."""
    if asked.speed is not None and asked.speed <= 0:
        raise RecordError(f"--speed phải lớn hơn 0, đang là {asked.speed:g}")
    refusals, expected = Refusals(), [*sidecar_expectations(asked.stream)]
    stream = read_stream(asked.stream, refusals, expect=lambda row: expected.append(expectation_from_record(row)))
    plan = load_plan(asked.plan_path or settings.plan_path)
    addresses = read_addresses(asked.to, plan)
    run = f"{SystemClock().now():%Y%m%d-%H%M%S}-{_UNSAFE.sub('-', Path(asked.stream).stem)}"
    folder = _new_folder(settings.var / "drills", run)
    settings = settings.model_copy(update={"var_folder": folder, "secret_path": None})
    path = _play(settings, asked, stream, plan=plan, addresses=addresses, expected=expected, run=folder.name)
    screen().print(f"Phiếu chấm: {path}", soft_wrap=True)
    return refusals.exit_code


def read_addresses(to: Sequence[str], plan: Plan) -> dict[str, str]:
    """Unit ids to addresses from `UNIT=EMAIL`. Raises RecordError for unknown units and what is no address."""
    addresses: dict[str, str] = {}
    for text in to:
        unit, _, email = (part.strip() for part in text.partition("="))
        if not plan.has_unit(unit):
            raise RecordError(f"--to {text}: kế hoạch không có đơn vị «{unit}»")
        if "@" not in email or any(c.isspace() for c in email):
            raise RecordError(f"--to {text}: cần dạng ĐƠN-VỊ=địa-chỉ-thư, ví dụ van-phong=truc@sogddt.example")
        addresses[unit] = email
    return addresses


def drill_roster(addresses: Mapping[str, str]) -> Callable[[Plan], Plan]:
    """Whom a drill writes to: the plan's people, or only those of the addresses given."""

    def roster(plan: Plan) -> Plan:
        if not addresses:
            return plan
        units = tuple(
            replace(unit, contacts=(Contact(unit.name, addresses[unit.id]),) if unit.id in addresses else ())
            for unit in plan.units
        )
        return replace(plan, units=units)

    return roster


def drill_channels(settings: Settings, run: str) -> dict[str, Channel]:
    """The configured channels, each marking its messages; whoever has no address gets a file in the drill's folder."""
    channels = {**build_channels(settings, store=None)}
    channels.setdefault("file", FileChannel(settings.outbox_dir, sender=settings.mail_from))
    return {name: DrillChannel(channel, run=run) for name, channel in channels.items()}


def pacer(
    speed: float | None, *, stopping: threading.Event, monotonic: Callable[[], float] = time.monotonic
) -> Callable[[VirtualClock, datetime], None]:
    """Give a function that waits for a virtual moment, `speed` times faster than life; None waits never."""
    began: list[tuple[float, datetime]] = []

    def wait(clock: VirtualClock, moment: datetime) -> None:
        if speed is None:
            return
        if not began:
            began.append((monotonic(), clock.now()))
        real, virtual = began[0]
        while clock.now() < moment and not stopping.is_set():
            now = virtual + timedelta(seconds=(monotonic() - real) * speed)
            clock.move_to(min(max(now, clock.now()), moment))
            ahead_s = (moment - clock.now()).total_seconds() / speed
            if ahead_s > 0:
                stopping.wait(min(ahead_s, STEP_S))

    return wait


def _play(
    settings: Settings,
    asked: Asked,
    stream: Stream,
    *,
    plan: Plan,
    addresses: Mapping[str, str],
    expected: Sequence[Expectation],
    run: str,
) -> Path:
    table = Table("Thời điểm", "Việc", "Đơn vị", "Kênh", "Nội dung", title="Diễn tập")
    listener = listen(asked.port) if asked.port is not None else None
    if listener is not None:
        settings = reachable(settings, port=listener.getsockname()[1])
    staging = Staging(
        channels=drill_channels(settings, run), roster=drill_roster(addresses),
        wait=pacer(asked.speed, stopping=threading.Event()),
    )  # fmt: skip
    store = open_store(f"sqlite:///{settings.var / 'drill.db'}")
    player = Replay(
        settings, stream, sink=_row(table, {unit.id: unit.name for unit in plan.units}),
        overrides=Overrides(store=store, plan=plan), staging=None if asked.dry_run else staging,
    )  # fmt: skip
    try:
        with _pages(player, listener), progress("Diễn tập", total=len(stream.happenings)) as advance:
            player.run(progress=lambda _done, _total: advance(1))
        with store.read() as tx:
            told = told_incidents(tx, stream.start, stream.end)
    finally:
        player.close()
    screen().print(table)
    text = sheet(Path(asked.stream).stem, told, expected, plan)
    path = settings.var / "phieu-cham.md"
    path.write_text(text, encoding="utf-8")
    screen().print(Text(text))
    return path


@contextmanager
def _pages(player: Replay, listener: socket.socket | None) -> Iterator[None]:
    """Serve the drill's own pages while it runs, so that people answer by the links they were sent."""
    if listener is None:
        yield
        return
    server = uvicorn.Server(uvicorn.Config(create_web(player.app), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="web", daemon=True)
    thread.start()
    screen().print(f"Trang diễn tập: http://{HOST}:{listener.getsockname()[1]}/")
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(timeout=WEB_STOP_S)


def _new_folder(parent: Path, name: str) -> Path:
    """A folder of its own for every drill, also for two within one second."""
    for number in range(1, MAX_DRILLS_A_SECOND):
        folder = parent / (name if number == 1 else f"{name}-{number}")
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            continue
        return folder
    raise MonitorError(f"không tạo được thư mục diễn tập trong {parent}")


def _row(table: Table, unit_names: Mapping[str, str]) -> Callable[[Event], None]:
    """A listener that adds a line a reader of Vietnamese understands for every event but placements."""

    def add(event: Event) -> None:
        record = event_to_record(event)
        if record["type"] == "story_assigned":
            return
        what = record.get("kind") or record.get("event") or record["type"]
        text = record.get("subject") or record.get("title") or record.get("text") or ""
        if isinstance(event, NotSent):
            text = SUPPRESSIONS.get(event.suppressed.reason, event.suppressed.reason)
        elif isinstance(event, ClockChanged):
            text = f"hạn phát ngôn {show_time(event.due_at)}, {BASES.get(event.basis, event.basis)}"
        unit = str(record.get("unit") or "")
        table.add_row(
            show_time(event.at), _WORDS.get(str(what), str(what)), unit_names.get(unit, unit),
            DELIVERY_CHANNELS.get(str(record.get("channel")), ""), Text(str(text)),
        )  # fmt: skip

    return add
