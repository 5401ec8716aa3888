"""The commands that put records through one stage alone: declarations only; the work is beside."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from monitor.commands.options import Database, Input, Models, Output, PlanFile
from monitor.core.settings import load_settings


def classify(source: Input = "-", target: Output = "-", plan: PlanFile = None, models: Models = None) -> None:
    """Gán nhãn từng tin: chủ đề, loại sự cố, sắc thái, mức độ, địa bàn, kèm lý do."""
    from monitor.commands import items

    raise typer.Exit(items.classify(load_settings(), source=source, target=target, plan_path=plan, models=models))


def stories(source: Input = "-", target: Output = "-") -> None:
    """Gom các tin cùng một sự việc thành câu chuyện; nhận ra tin sao chép."""
    from monitor.commands import items

    raise typer.Exit(items.stories(load_settings(), source=source, target=target))


def feed(
    path: Annotated[Path, typer.Argument(help="Tệp RSS/Atom.")],
    url: Annotated[str | None, typer.Option(help="Địa chỉ gốc của tệp, để hiểu liên kết tương đối.")] = None,
) -> None:
    """Đọc một tệp RSS/Atom và in các mục tin."""
    from monitor.commands import items

    raise typer.Exit(items.feed(path=path, url=url, target="-"))


def extract(source: Input = "-", target: Output = "-") -> None:
    """Đọc trang báo: lấy tiêu đề, sapô, nội dung, thời gian đăng."""
    from monitor.commands import items

    raise typer.Exit(items.extract_pages(source=source, target=target, sources=_sources_if_any()))


def export(
    since: Annotated[str | None, typer.Option(help="Từ thời điểm này (ISO 8601).")] = None,
    until: Annotated[str | None, typer.Option(help="Đến trước thời điểm này (ISO 8601).")] = None,
    database: Database = None,
    target: Output = "-",
) -> None:
    """Xuất các tin đã lưu, dùng được cho replay và classify."""
    from monitor.commands import items

    raise typer.Exit(items.export(load_settings(), since=since, until=until, database=database, target=target))


def _sources_if_any() -> tuple:  # type: ignore[type-arg]
    from monitor.core.config.sources_file import load_sources

    settings = load_settings()
    return load_sources(settings.sources_path) if settings.sources_path.exists() else ()
