"""Commands that run the product: run, poll, replay."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from alerts.channels.console import ConsoleChannel
from monitor.app import App, Overrides, build
from monitor.commands.items import progress
from monitor.commands.records import Refusals, read_records, screen, writer
from monitor.core.config.plan_file import load_plan
from monitor.core.config.sources_file import load_sources
from monitor.core.errors import RecordError
from monitor.core.events import Event, EventSink, Notified
from monitor.core.notifications import Recipient
from monitor.core.settings import Settings
from monitor.desk.accounts.entering import first_invitation
from monitor.replay import Replay
from monitor.replay_log import event_to_record
from monitor.replay_stream import Happening, Stream, clock_from_record, happening_from_record
from monitor.schedule import HOST, Pace, listen
from monitor.schedule import run as run_forever
from monitor.starting import check_database
from monitor.store.database import Store, open_store

MAX_MINUTES = 366 * 24 * 60
"""No fault or silence of a stream lasts longer than a year."""


def run(settings: Settings, *, port: int, pace: Pace | None = None) -> int:
    """Run until stopped. `port` 0 takes any free one, which the announcement names."""
    console = Console(stderr=True)
    listener = listen(port)
    port = listener.getsockname()[1]
    settings = reachable(settings, port=port)
    check_database(settings)
    # Without a mail server messages become files; whoever runs it sees on the terminal that one was written.
    app = build(settings, Overrides(sink=echo(console)) if settings.smtp_url is None else None)
    enabled = sum(source.enabled for source in app.sources)
    _announce(console, settings, port=port, sources=enabled)
    invite_first(console, app, settings)
    ended = run_forever(app, listener, pace=pace)
    console.print("Đã dừng; mọi tin nhắn chưa gửi được giữ lại và sẽ gửi tiếp khi chạy lại.")
    if not ended:
        # The interpreter would wait for the threads that are still fetching or sending.
        sys.stderr.flush()
        os._exit(0)
    return 0


def echo(console: Console) -> EventSink:
    """A listener that shows each message a channel accepted as one line on the terminal."""
    channel = ConsoleChannel(console)

    def hear(event: Event) -> None:
        if isinstance(event, Notified):
            channel.deliver(event.notification, Recipient(event.notification.unit, ""), now=event.at)

    return hear


def reachable(settings: Settings, *, port: int) -> Settings:
    """Let links in messages lead to the page that is served here, unless an address was configured."""
    if "base_url" in settings.model_fields_set:
        return settings
    return settings.model_copy(update={"base_url": f"http://{HOST}:{port}"})


def _announce(console: Console, settings: Settings, *, port: int, sources: int) -> None:
    console.print(f"[bold]Giám sát truyền thông[/] đang chạy: {sources} nguồn được theo dõi.")
    console.print(f"Trang làm việc: http://{HOST}:{port}/   ·   dừng bằng Ctrl-C")
    if settings.smtp_url is None:
        console.print("[yellow]Chưa khai báo máy chủ thư (MONITOR_SMTP_URL):[/] tin nhắn được ghi thành tệp trong")
        console.print(f"  {settings.outbox_dir}")


def invite_first(console: Console, app: App, settings: Settings) -> None:
    """While nobody can administer the desk: print the one-time link to set the first administrator's password."""
    path = first_invitation(app.store, plan=app.plan, now=app.clock.now())
    if path is not None:
        console.print("[bold]Lần đầu sử dụng:[/] mở liên kết này (dùng một lần, trong 24 giờ) để đặt mật khẩu:")
        console.print(f"  {settings.base_url}{path}", soft_wrap=True, highlight=False)


def poll(settings: Settings, *, sources_path: Path, database: str | None, as_json: bool) -> int:
    """One round over every source that is due, no delivery."""
    sources = load_sources(sources_path)
    store = open_store(database) if database else None
    app = build(settings, Overrides(sources=sources, store=store, channels={}))
    try:
        with progress("Thu thập tin") as advance:
            summary = app.pipeline.collect(progress=lambda _stage, _done, _total: advance(1))
    finally:
        app.close()
    if as_json:
        sys.stdout.write(json.dumps(asdict(summary)) + "\n")
    else:
        _show_summary(asdict(summary))
    return 0


def _show_summary(summary: dict[str, Any]) -> None:
    names = {
        "sources": "Nguồn", "fetched": "Đã đọc", "not_modified": "Không đổi", "failed": "Lỗi", "entries": "Mục mới",
        "articles": "Bài đã đọc", "new": "Tin mới", "copies": "Tin sao chép", "seconds": "Giây",
        "cpu_seconds": "Giây CPU", "peak_rss_mb": "Bộ nhớ cao nhất (MB)",
    }  # fmt: skip
    table = Table(show_header=False)
    for key, name in names.items():
        table.add_row(name, str(summary[key]))
    screen().print(table)


def replay(settings: Settings, *, stream: str, events: str, plan_path: Path | None, database: str | None) -> int:
    """Play a stream under a virtual clock and write its events."""
    refusals = Refusals()
    parsed = read_stream(stream, refusals)
    with tempfile.TemporaryDirectory() as folder:
        store = open_replay_store(settings, database, Path(folder))
        plan = load_plan(plan_path or settings.plan_path)
        with writer(events, reading=stream) as write, progress("Diễn lại", total=len(parsed.happenings)) as advance:

            def hear(event: Event) -> None:
                write(event_to_record(event))

            player = Replay(settings, parsed, sink=hear, overrides=Overrides(store=store, plan=plan))
            try:
                player.run(progress=lambda _done, _total: advance(1))
            finally:
                player.close()
    return refusals.exit_code


def open_replay_store(settings: Settings, database: str | None, folder: Path) -> Store:
    """A database of its own: a replay never opens the live one. Raises RecordError when asked to."""
    url = database or f"sqlite:///{folder / 'replay.db'}"
    if url == settings.database_url:
        raise RecordError("diễn lại không bao giờ mở cơ sở dữ liệu đang dùng; hãy chọn --database khác")
    return open_store(url)


def read_stream(path: str, refusals: Refusals, *, expect: Callable[[dict[str, Any]], object] | None = None) -> Stream:
    """Read a stream file; refused lines are reported. Raises RecordError when there is no clock line.

    `expect` gets the lines that say what the trainer of a drill expects; without it they are refused as unknown.
    """
    clock: list[dict[str, Any]] = []
    happenings: list[Happening] = []

    def parse(record: dict[str, Any]) -> Happening | None:
        _check_args(record)
        if expect is not None and record.get("type") == "expect":
            expect(record)
            return None
        if record.get("type") == "clock":
            _clock(record)
            if clock:
                raise RecordError("có hai dòng đồng hồ")
            clock.append(record)
            return None
        return happening_from_record(record)

    happenings.extend(happening for happening, _ in read_records(path, parse, refusals) if happening is not None)
    if not clock:
        raise RecordError(f"{path}: thiếu dòng đồng hồ (type: clock) với start và end")
    start, end, tick = _clock(clock[0])
    ordered = sorted(happenings, key=lambda happening: happening.sort_key)
    return Stream(start, end, tick, tuple(ordered))


def _clock(record: dict[str, Any]) -> tuple[datetime, datetime, timedelta]:
    try:
        return clock_from_record(record)
    except OverflowError as error:
        raise RecordError(f"dòng đồng hồ sai: {error}", key="clock") from error


def _check_args(record: dict[str, Any]) -> None:
    """Refuse arguments that an act or a fault could only stumble over. Raises RecordError."""
    args = record.get("args") or {}
    if not isinstance(args, dict):
        raise RecordError("args phải là một đối tượng", key="args")
    for name, value in args.items():
        if isinstance(value, dict | list):
            raise RecordError(f"args.{name} phải là chữ hoặc số", key=f"args.{name}")
    minutes = args.get("minutes")
    if minutes is None:
        return
    if isinstance(minutes, bool) or not isinstance(minutes, int | float) or not 0 <= minutes <= MAX_MINUTES:
        raise RecordError(f"args.minutes phải từ 0 đến {MAX_MINUTES}, đang là {minutes!r}", key="args.minutes")
