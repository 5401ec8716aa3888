"""Commands that write reports."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from monitor.commands.records import EXIT_USAGE
from monitor.core.clock import SystemClock
from monitor.core.config.plan_file import load_plan
from monitor.core.config.sources_file import load_sources
from monitor.core.plan import Plan
from monitor.core.settings import Settings
from monitor.reports.keywords import general_shares
from monitor.reports.making import ReportKind, Request, Workshop, write_report
from monitor.reports.official.bodies import load_bodies
from monitor.store.database import Store, open_store

CASES = frozenset({ReportKind.QUICK, ReportKind.CLAIM})
STEPS = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed."""

    kind: str
    day: str
    incident: str | None = None
    unit: str | None = None


def report(settings: Settings, asked: Asked, *, output: Path, database: str | None, pdf: bool) -> int:
    """Write a report for the period that contains a day, and print the paths written."""
    plan = load_plan(settings.plan_path)
    store = open_store(database or settings.database_url)
    try:
        request = _request(asked, plan, store)
        if isinstance(request, str):
            sys.stderr.write(f"{request}\n")
            return EXIT_USAGE
        columns = (TextColumn("{task.description}"), BarColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("Đang mở kho tin", total=STEPS)
            shop = Workshop(
                store=store,
                plan=plan,
                bodies=load_bodies(settings.bodies_path),
                general=general_shares(settings.models_dir / "idf.json"),
                source_names={source.id: source.name for source in load_sources(settings.sources_path)},
                step=lambda words: bar.update(task, description=words, advance=1),
                pdf_program=settings.pdf_program,
            )
            written = write_report(shop, request, now=SystemClock().now(), folder=output, pdf=pdf)
    finally:
        store.close()
    for path in written.paths:
        sys.stdout.write(f"{path}\n")
    for one in written.failed:
        sys.stderr.write(f"{one.name} chưa có bản PDF: {one.reason}. Bản .docx vẫn dùng được.\n")
    return 0


def _request(asked: Asked, plan: Plan, store: Store) -> Request | str:
    """What is to be made, or the sentence that says what is wrong with what was typed."""
    kinds = {kind.value: kind for kind in ReportKind}
    kind = kinds.get(asked.kind)
    if kind is None:
        return f"Không có báo cáo loại «{asked.kind}». Có các loại: {', '.join(kinds)}."
    try:
        day = date.fromisoformat(asked.day)
    except ValueError:
        return f"--for: «{asked.day}» không phải là ngày; hãy viết theo dạng 2022-10-12."
    fault = _incident_fault(asked.incident, store) if kind in CASES else ""
    if not fault and kind is ReportKind.UNIT:
        fault = _unit_fault(asked.unit, plan)
    if fault:
        return fault
    unit = plan.unit(asked.unit) if kind is ReportKind.UNIT and asked.unit else None
    return Request(kind, day, incident_id=asked.incident, unit=unit)


def _unit_fault(unit_id: str | None, plan: Plan) -> str:
    if unit_id is None or not plan.has_unit(unit_id):
        return f"--unit: kế hoạch không có đơn vị «{unit_id or ''}»; xem mã đơn vị trong plan.yaml."
    unit = plan.unit(unit_id)
    return "" if unit.monthly_report else f"--unit: {unit.name} không thuộc diện gửi báo cáo tháng."


def _incident_fault(incident_id: str | None, store: Store) -> str:
    if not incident_id:
        return "--incident: hãy ghi mã sự cố (xem trên trang sự cố hoặc trong thư cảnh báo)."
    with store.read() as tx:
        known = tx.incidents.standing(incident_id)
    return "" if known else f"--incident: không có sự cố «{incident_id}»."
