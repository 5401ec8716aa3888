"""The commands that ask the archive: why an item or incident was judged so, which way it came, reports."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from monitor.commands.options import Database, PlanFile
from monitor.core.settings import load_settings


def explain(
    subject: Annotated[str, typer.Argument(help="Mã sự cố hoặc mã tin.")],
    database: Database = None,
    plan: PlanFile = None,
) -> None:
    """Giải thích một sự cố (vì sao xếp mức, báo ai, không báo ai) hoặc vì sao một tin không báo động."""
    from monitor.commands import explaining

    raise typer.Exit(explaining.explain(load_settings(), subject=subject, database=database, plan_path=plan))


def trace(
    item: Annotated[str, typer.Argument(help="Mã tin.")],
    database: Database = None,
) -> None:
    """Kể toàn bộ đường đi của một tin kèm giờ: từ lúc đọc nguồn đến lúc người nhận xác nhận."""
    from monitor.commands import tracing

    raise typer.Exit(tracing.trace(load_settings(), item_id=item, database=database))


def report(
    kind: Annotated[str, typer.Argument(help="weekly | monthly | quick | yearly | unit | claim")],
    day: Annotated[str, typer.Option("--for", help="Một ngày trong kỳ báo cáo, ví dụ 2022-10-12.")],
    output: Annotated[Path, typer.Option(help="Thư mục ghi báo cáo.")],
    incident: Annotated[str | None, typer.Option(help="Mã sự cố, cho quick và claim.")] = None,
    unit: Annotated[str | None, typer.Option(help="Mã đơn vị, cho unit.")] = None,
    database: Database = None,
    pdf: Annotated[bool, typer.Option(help="Kèm bản PDF khi máy có LibreOffice.")] = True,  # noqa: FBT002
) -> None:
    """Lập báo cáo cho kỳ chứa ngày đã chọn."""
    from monitor.commands import reporting

    asked = reporting.Asked(kind=kind, day=day, incident=incident, unit=unit)
    raise typer.Exit(reporting.report(load_settings(), asked, output=output, database=database, pdf=pdf))
