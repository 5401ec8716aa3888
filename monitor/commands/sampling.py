"""Writes a made-up archive of years, for trying reports, forecasts and the desk without waiting for them."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from monitor.commands.records import EXIT_FAILURE, EXIT_USAGE
from monitor.core.config.plan_file import load_plan
from monitor.core.settings import Settings
from monitor.demo.archive_news import Newsroom, read_authored
from monitor.demo.city import load_city
from monitor.demo.history import write_archive
from monitor.demo.rhythm import daily_counts
from monitor.store.database import open_store

DAYS_A_WEEK = 7


def sample_archive(
    settings: Settings,
    *,
    database: str,
    weeks: int,
    until: str,
    scale: float,
    seed: int,
    city: Path,
    stories_a_day: int = 0,
) -> int:
    """Fill an empty database with `weeks` weeks that end before the Monday on or before `until`."""
    try:
        last = date.fromisoformat(until)
    except ValueError:
        sys.stderr.write(f"--until: «{until}» không phải là ngày; hãy viết theo dạng 2026-11-02.\n")
        return EXIT_USAGE
    plan = load_plan(settings.plan_path)
    room = Newsroom(plan, read_authored(settings.labelled_dir), load_city(city).outlets, stories_a_day)
    first = last - timedelta(days=last.weekday(), weeks=weeks)
    days = daily_counts(plan, first=first, days=weeks * DAYS_A_WEEK, seed=seed, scale=scale)
    store = open_store(database)
    try:
        with store.read() as tx:
            if tx.items.count():
                sys.stderr.write("Cơ sở dữ liệu này đã có tin; hãy chỉ một tệp mới, ví dụ sqlite:///mau.db.\n")
                return EXIT_FAILURE
        columns = (TextColumn("Dựng kho tin mẫu"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True)) as bar:
            task = bar.add_task("", total=sum(sum(day.counts.values()) for day in days))
            written = write_archive(store, room, days, seed=seed, progress=lambda count: bar.advance(task, count))
    finally:
        store.close()
    sys.stderr.write(f"Đã ghi {written.items} tin và {written.incidents} sự cố, từ {first:%d/%m/%Y}.\n")
    return 0
