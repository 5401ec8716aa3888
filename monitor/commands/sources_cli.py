"""The commands `monitor sources …`: declarations only; the work is beside."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from monitor.core.settings import load_settings

sources = typer.Typer(
    name="sources", invoke_without_command=True, add_completion=False,
    help="Các nguồn tin: liệt kê kèm tình trạng, thêm nguồn mới, thử tất cả.",
)  # fmt: skip

SourcesFile = Annotated[Path | None, typer.Option("--sources", help="Tệp nguồn tin.")]


@sources.callback()
def list_sources(context: typer.Context, path: SourcesFile = None) -> None:
    """Liệt kê các nguồn tin được khai báo và tình trạng từng nguồn."""
    if context.invoked_subcommand is not None:
        context.obj = path
        return
    from monitor.commands import sources as work

    settings = load_settings()
    raise typer.Exit(work.list_sources(settings, path=path or settings.sources_path))


@sources.command("add")
def add_source(
    context: typer.Context,
    url: Annotated[str, typer.Argument(help="Địa chỉ trang chủ, chuyên mục hoặc RSS của nguồn.")],
    source_id: Annotated[str | None, typer.Option("--id", help="Mã nguồn; mặc định lấy từ tên miền.")] = None,
    name: Annotated[str | None, typer.Option("--name", help="Tên hiển thị.")] = None,
    channel: Annotated[str | None, typer.Option("--channel", help="Kênh, ví dụ press-local.")] = None,
    path: SourcesFile = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ xem, không ghi vào tệp.")] = False,  # noqa: FBT002
) -> None:
    """Tìm RSS, sơ đồ trang hoặc trang chuyên mục của một nguồn, cho xem mười tin đầu rồi ghi vào sources.yaml."""
    from monitor.commands import sources as work

    settings = load_settings()
    target = path or context.obj or settings.sources_path
    asked = work.Asked(url, source_id=source_id, name=name, channel=channel, dry_run=dry_run)
    raise typer.Exit(work.add_source(settings, asked, path=target))


@sources.command("check")
def check_sources(context: typer.Context, path: SourcesFile = None) -> None:
    """Thử từng nguồn đang bật một lần; kết thúc bằng 1 nếu có nguồn không đọc được."""
    from monitor.commands import sources as work

    settings = load_settings()
    raise typer.Exit(work.check_sources(settings, path=path or context.obj or settings.sources_path))
