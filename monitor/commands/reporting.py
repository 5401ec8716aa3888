"""Commands that write reports."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from monitor.commands.records import EXIT_USAGE
from monitor.core.clock import SystemClock
from monitor.core.plan_file import load_plan
from monitor.core.settings import Settings
from monitor.reports.keywords import general_shares
from monitor.reports.periods import week_of
from monitor.reports.weekly import write_weekly
from monitor.store.database import open_store

KINDS = ("weekly",)
"""Kinds that can be written; the contract names more (monthly, quick, yearly, unit), which are not built yet."""


def report(settings: Settings, *, kind: str, day: str, output: Path, database: str | None) -> int:
    """Write a report for the period that contains a day, and print the paths written."""
    if kind not in KINDS:
        sys.stderr.write(f"Chưa có báo cáo loại «{kind}». Hiện lập được: {', '.join(KINDS)}.\n")
        return EXIT_USAGE
    try:
        when = date.fromisoformat(day)
    except ValueError:
        sys.stderr.write(f"--for: «{day}» không phải là ngày; hãy viết theo dạng 2022-10-12.\n")
        return EXIT_USAGE
    store = open_store(database or settings.database_url)
    try:
        plan = load_plan(settings.plan_path)
        general = general_shares(settings.models_dir / "idf.json")
        now = SystemClock().now()
        paths = write_weekly(store, week_of(when), plan=plan, now=now, folder=output, general=general)
    finally:
        store.close()
    for path in paths:
        sys.stdout.write(f"{path}\n")
    return 0
